//! Findings, as a person switches them and as `second-reader review` lists them.

#![allow(clippy::unwrap_used)]

mod program;

use std::{fs, path::Path};

use program::{refuse, succeed, tiny_pack};
use serde_json::{Value, json};
use tempfile::TempDir;

fn path(folder: &TempDir, name: &str) -> String {
    folder.path().join(name).display().to_string()
}

fn record(folder: &str) -> Value {
    serde_json::from_slice(&fs::read(Path::new(folder).join("exam.json")).unwrap()).unwrap()
}

/// A folder with a record that has these findings, and whatever else records may have.
fn exam(scratch: &TempDir, name: &str, findings: Option<Value>) -> String {
    let folder = path(scratch, name);
    fs::create_dir(&folder).unwrap();
    let mut record = json!({"schema": 1, "source": {"name": format!("{name}.y4m")}, "items": []});
    if let Some(findings) = findings {
        record["findings"] = findings;
    }
    fs::write(format!("{folder}/exam.json"), record.to_string()).unwrap();
    folder
}

fn sign(words: &str, adds: f64) -> Value {
    json!({"words": words, "view": "four_chamber", "items": ["F5", "F7"], "frames": [40, 99], "adds": adds})
}

#[test]
fn exams_come_by_their_score_with_what_drives_it() {
    let scratch = TempDir::new().unwrap();
    let low = exam(
        &scratch,
        "low",
        Some(json!({"score": 0.12, "look_again": []})),
    );
    let signs: Vec<_> = (0..5)
        .map(|n| sign(&format!("look again at {n}"), f64::from(5 - n)))
        .collect();
    let high = exam(
        &scratch,
        "high",
        Some(json!({"score": 0.97, "look_again": signs})),
    );
    let why = "the four-chamber view was not shown in 10 frames with spine and chest";
    let short = exam(
        &scratch,
        "short",
        Some(json!({"score": null, "withheld": why, "look_again": []})),
    );
    let off = exam(&scratch, "off", None);

    let text = succeed(&["review", &off, &low, &short, &high]);
    let lines: Vec<_> = text.lines().collect();
    assert!(
        lines[0].starts_with("0.970  ") && lines[0].ends_with("(high.y4m)"),
        "{text}"
    );
    assert_eq!(lines[1].trim(), "look again at 0 [F5 F7, frames 40 to 99]");
    assert_eq!(lines[4].trim(), "and 2 more");
    assert!(lines[5].starts_with("0.120  "), "{text}");
    assert!(text.contains(&format!("no score: {why}")), "{text}");
    assert!(
        text.contains("no score: findings were switched off"),
        "{text}"
    );
    assert!(text.trim_end().ends_with("does not diagnose."), "{text}");
    assert!(!text.contains("normal"), "{text}");

    let report = succeed(&[
        "review",
        "--json",
        &off,
        &low,
        &short,
        &format!("{high}/exam.json"),
    ]);
    let report: Value = serde_json::from_str(&report).unwrap();
    let sources: Vec<_> = report["exams"]
        .as_array()
        .unwrap()
        .iter()
        .map(|exam| exam["source"].as_str().unwrap())
        .collect();
    assert_eq!(sources, ["high.y4m", "low.y4m", "off.y4m", "short.y4m"]);
    assert_eq!(
        report["exams"][0]["look_again"].as_array().unwrap().len(),
        5
    );
}

#[test]
fn a_site_can_switch_the_findings_off() {
    let scratch = TempDir::new().unwrap();
    let (clip, on, off) = (
        path(&scratch, "clip.y4m"),
        path(&scratch, "on"),
        path(&scratch, "off"),
    );
    let phantom = "phantom --seed 3 --seconds 2 --fps 10 --size 640x480 --out";
    succeed(&[&phantom.split(' ').collect::<Vec<_>>()[..], &[&clip]].concat());
    let said = succeed(&["read", &clip, "--out", &on, "--model", &tiny_pack()]);
    assert!(said.contains("score: "), "{said}");
    let said = succeed(&[
        "read",
        &clip,
        "--out",
        &off,
        "--model",
        &tiny_pack(),
        "--findings",
        "off",
    ]);
    assert!(
        !said.contains("score: ") && !said.contains("look again"),
        "{said}"
    );
    let (with, without) = (record(&on), record(&off));
    assert!(with["findings"]["look_again"].is_array(), "{with}");
    assert!(without.get("findings").is_none(), "{without}");
    // And nothing else differs.
    let mut rest = with;
    rest.as_object_mut().unwrap().remove("findings");
    assert_eq!(rest, without);
    assert_eq!(without["course"]["state"], "review");
    assert_eq!(without["course"]["log"][0]["event"], "began");

    let again = path(&scratch, "again");
    let pack = tiny_pack();
    succeed(&["exam", &off, "--model", &pack, "--out", &again]);
    assert_eq!(record(&again)["findings"], record(&on)["findings"]);
    let listed = succeed(&["review", &on, &off]);
    assert!(listed.contains("findings were switched off"), "{listed}");
}

#[test]
fn what_is_no_record_is_refused() {
    let scratch = TempDir::new().unwrap();
    let empty = path(&scratch, "empty");
    fs::create_dir(&empty).unwrap();
    assert!(refuse(&["review", &empty]).contains("exam.json: No such file"));
    fs::write(format!("{empty}/exam.json"), "{\"frames\": 3}").unwrap();
    assert!(refuse(&["review", &empty]).contains("not an exam's record"));
}
