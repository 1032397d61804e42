//! Whose packs start, as their user sees it: on the command line, in the record, the events and the pictures.
#![allow(clippy::unwrap_used)]

mod program;
mod signed;

use std::{fs, process::Output};

use program::{program, text};
use serde_json::Value;
use signed::{Bench, edit, sign};

/// Runs the program without the switch that the other tests set.
fn run(arguments: &[&str]) -> Output {
    let mut command = program();
    command.env_remove("SECOND_READER_ALLOW_UNSIGNED");
    command.args(arguments).output().unwrap()
}

/// A clip of three frames, so that reading it takes no time.
fn clip(bench: &Bench) -> String {
    let clip = bench.text("clip.y4m");
    let made = run(&[
        "phantom",
        "--seed",
        "3",
        "--seconds",
        "0.2",
        "--size",
        "320x240",
        "--out",
        &clip,
    ]);
    assert!(made.status.success(), "{}", text(&made.stderr));
    clip
}

fn read(bench: &Bench, pack: &str, more: &[&str]) -> Output {
    let (clip, out, keys) = (
        bench.text("clip.y4m"),
        bench.text("out"),
        bench.text("keys"),
    );
    let arguments = [
        "read", &clip, "--out", &out, "--keys", &keys, "--model", pack,
    ];
    run(&[&arguments, more].concat())
}

fn model(bench: &Bench) -> Value {
    let exam: Value =
        serde_json::from_slice(&fs::read(bench.path("out/exam.json")).unwrap()).unwrap();
    exam["model"].clone()
}

#[track_caller]
fn refused(output: &Output, what: &str) {
    let stderr = text(&output.stderr);
    assert_eq!(output.status.code(), Some(2), "{stderr}");
    assert!(
        stderr.contains(what) && stderr.contains("hint: "),
        "{stderr}"
    );
}

#[track_caller]
fn succeeded(output: &Output) -> String {
    assert!(output.status.success(), "{}", text(&output.stderr));
    text(&output.stdout)
}

#[test]
fn a_signed_pack_starts_and_an_unsigned_or_strange_one_needs_the_switch() {
    let bench = Bench::new();
    clip(&bench);
    let (ours, theirs) = (bench.trusted_key("ours"), bench.strange_key("theirs"));
    let pack = bench.signed("good", "1.0.0", &ours);
    let pack = pack.to_str().unwrap();
    let told = succeeded(&read(&bench, pack, &[]));
    assert!(told.contains(", signed by key "), "{told}");
    assert_eq!(model(&bench)["signature"], "signed");
    let key = model(&bench)["key_id"].as_str().unwrap().to_owned();
    assert!(told.contains(&key) && key.len() == 16, "{told}");
    let trusted = fs::read(bench.path("out/screen.png")).unwrap();

    sign(std::path::Path::new(pack), "1.0.0", &theirs);
    refused(&read(&bench, pack, &[]), "which is not trusted here");
    succeeded(&read(&bench, pack, &["--allow-unsigned"]));
    assert_eq!(model(&bench)["signature"], "stranger");

    fs::remove_file(format!("{pack}/manifest.toml.minisig")).unwrap();
    refused(&read(&bench, pack, &[]), "model pack tiny is not signed");
    let told = succeeded(&read(&bench, pack, &["--allow-unsigned"]));
    assert!(told.contains(", not signed"), "{told}");
    assert_eq!(model(&bench)["signature"], "unsigned");
    assert_eq!(model(&bench)["key_id"], Value::Null);
    let unsigned = fs::read(bench.path("out/screen.png")).unwrap();
    assert_ne!(trusted, unsigned, "the screen says so");
}

#[test]
fn what_was_changed_after_it_was_signed_never_starts() {
    let bench = Bench::new();
    clip(&bench);
    let ours = bench.trusted_key("ours");
    let pack = bench.signed("pack", "1.0.0", &ours);
    let manifest = pack.join("manifest.toml");
    let whole = fs::read_to_string(&manifest).unwrap();
    edit(&manifest, |text| {
        text.replace("tolerance = 0", "tolerance = 1")
    });
    assert_ne!(whole, fs::read_to_string(&manifest).unwrap());
    let pack = pack.to_str().unwrap();
    for more in [&[][..], &["--allow-unsigned"]] {
        refused(&read(&bench, pack, more), "changed after it was signed");
    }
    fs::write(&manifest, whole).unwrap();
    succeeded(&read(&bench, pack, &[]));
    // The model itself is vouched for by its hash.
    let model = format!("{pack}/model.onnx");
    let mut bytes = fs::read(&model).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    fs::write(&model, bytes).unwrap();
    refused(&read(&bench, pack, &["--allow-unsigned"]), "SHA-256 is");
    // A signature of another release is none of this one.
    let other = bench.signed("other", "2.0.0", &ours);
    fs::copy(
        other.join("manifest.toml.minisig"),
        format!("{pack}/manifest.toml.minisig"),
    )
    .unwrap();
    refused(&read(&bench, pack, &["--allow-unsigned"]), "changed after");
    fs::write(format!("{pack}/manifest.toml.minisig"), "rubbish").unwrap();
    refused(
        &read(&bench, pack, &["--allow-unsigned"]),
        "no minisign signature",
    );
}

#[test]
fn a_board_allows_it_in_its_file_and_events_say_it_first() {
    let bench = Bench::new();
    let pack = bench.pack("pack", "1.0.0");
    let (keys, events) = (bench.text("keys"), bench.text("events.jsonl"));
    let board = bench.text("board.toml");
    let of = |allow: bool| {
        format!(
            "[source]\nkind = \"phantom\"\nsize = \"320x240\"\n[page]\nport = 0\n[model]\npack = {pack:?}\n\
             keys = {keys:?}\nallow_unsigned = {allow}\n"
        )
    };
    let arguments = [
        "run",
        "--board",
        &board,
        "--seconds",
        "0.3",
        "--events",
        &events,
    ];
    fs::write(&board, of(false)).unwrap();
    refused(&run(&arguments), "not signed, and no key is trusted here");
    fs::write(&board, of(true)).unwrap();
    let told = succeeded(&run(&arguments));
    assert!(told.contains("(not signed)"), "{told}");
    let events = fs::read_to_string(&events).unwrap();
    let first: Value = serde_json::from_str(events.lines().next().unwrap()).unwrap();
    assert_eq!(
        [&first["event"], &first["name"], &first["signature"]],
        ["model", "tiny", "unsigned"]
    );
}

#[test]
fn a_key_that_cannot_be_read_stops_the_start() {
    let bench = Bench::new();
    clip(&bench);
    let pack = bench.signed("pack", "1.0.0", &bench.trusted_key("ours"));
    fs::write(bench.path("keys/broken.pub"), "not a key").unwrap();
    refused(&read(&bench, pack.to_str().unwrap(), &[]), "broken.pub");
}
