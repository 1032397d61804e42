//! An exam is read again from its record, as by someone who forgot to enter the age.

#![allow(clippy::unwrap_used)]

mod program;

use std::{fs, path::Path};

use program::{refuse, run, succeed, text, tiny_pack};
use serde_json::Value;
use tempfile::TempDir;

fn path(folder: &TempDir, name: &str) -> String {
    folder.path().join(name).display().to_string()
}

fn record(folder: &str) -> (Vec<u8>, Value) {
    let bytes = fs::read(Path::new(folder).join("exam.json")).unwrap();
    let value = serde_json::from_slice(&bytes).unwrap();
    (bytes, value)
}

/// The folder of an exam that was read without any entry.
fn read(scratch: &TempDir) -> String {
    let (clip, out) = (path(scratch, "clip.y4m"), path(scratch, "first"));
    let phantom = "phantom --seed 3 --seconds 2 --fps 10 --size 640x480 --out";
    succeed(&[&phantom.split(' ').collect::<Vec<_>>()[..], &[&clip]].concat());
    succeed(&["read", &clip, "--out", &out, "--model", &tiny_pack()]);
    out
}

#[test]
fn the_same_entries_give_the_same_bytes_and_others_are_in_the_record() {
    let scratch = TempDir::new().unwrap();
    let (first, pack) = (read(&scratch), tiny_pack());
    let again = |out: &str, more: &[&str]| {
        let out = path(&scratch, out);
        let line = ["exam", &first, "--model", &pack, "--out", &out];
        let said = succeed(&[&line, more].concat());
        assert!(
            said.contains("checklist ") && said.contains("does not diagnose"),
            "{said}"
        );
        record(&out)
    };
    assert_eq!(again("same", &[]), record(&first));
    let (_, entered) = again(
        "entered",
        &["--age", "20+3", "--left", "up", "--fetus", "2"],
    );
    assert_eq!(
        entered["entered"],
        serde_json::json!({"gestational_age": "20+3", "left": "up", "fetus": 2})
    );
    let (_, other) = again("other", &["--profile", "japan-level-1"]);
    assert_eq!(other["profile"]["name"], "japan-level-1");
    assert_ne!(other["items"], entered["items"]);
    let line = ["exam", &first, "--model", &pack, "--json"];
    assert_eq!(succeed(&line).into_bytes(), record(&first).0);
}

#[test]
fn what_is_no_record_of_the_pack_is_refused() {
    let scratch = TempDir::new().unwrap();
    let (first, pack, out) = (read(&scratch), tiny_pack(), path(&scratch, "out"));
    let exam = |more: &[&str]| refuse(&[&["exam", &first, "--out", &out], more].concat());
    assert!(exam(&["--model", "small"]).contains("were read by the model"));
    for (name, value, told) in [
        ("--age", "50", "no gestational age"),
        ("--left", "top", "no side of the picture"),
        ("--fetus", "0", "1..=9"),
    ] {
        let output = run(&["exam", &first, name, value]);
        assert_eq!(output.status.code(), Some(2));
        let said = text(&output.stderr);
        assert!(said.contains(told) && output.stdout.is_empty(), "{said}");
    }
    let line = ["exam", &first, "--model", &pack, "--out", &first];
    assert!(refuse(&line).contains("is an input too"));
    fs::write(Path::new(&first).join("exam.json"), "{}").unwrap();
    assert!(exam(&["--model", &pack]).contains("not an exam's record"));
    fs::remove_file(Path::new(&first).join("exam.json")).unwrap();
    assert!(exam(&["--model", &pack]).contains("exam.json"));
    assert!(!Path::new(&out).exists());
}
