//! `evaluate --exams`: whole exams of phantom sweeps against the truth; readings that are kept are taken
//! instead of drawing again, and give the same figures.

#![allow(clippy::unwrap_used)]

use std::{
    fs,
    path::Path,
    process::{Command, Output, Stdio},
};

use serde_json::Value;

/// A pack that loads in no time and finds nonsense.
const TINY: &str = "tests/packs/tiny";

fn program(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_second-reader"))
        .args(arguments)
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .stdin(Stdio::null())
        .output()
        .unwrap()
}

/// Runs `evaluate --exams` with the tiny pack; returns its JSON.
fn exams(more: &[&str]) -> Value {
    let usual = ["evaluate", "--exams", "--model", TINY, "--json", "-"];
    let Output {
        status,
        stdout,
        stderr,
    } = program(&[&usual[..], more].concat());
    assert!(status.success(), "{}", String::from_utf8_lossy(&stderr));
    serde_json::from_slice(&stdout).unwrap()
}

fn text(path: &Path) -> &str {
    path.to_str().unwrap()
}

fn goal(report: &Value, figure: &str) -> Value {
    let goals = report["goals"].as_array().unwrap();
    goals.iter().find(|g| g["figure"] == figure).unwrap()["value"].clone()
}

#[test]
fn kept_readings_give_the_same_figures() {
    let folder = tempfile::tempdir().unwrap();
    let (keep, out) = (folder.path().join("keep"), folder.path().join("out"));
    let seeds = ["--seeds", "3-5", "--keep", text(&keep), "--threads", "2"];
    let short = ["--seconds", "2", "--fps", "4"];
    let drawn = exams(&[&seeds[..], &short, &["--out", text(&out)]].concat());
    assert_eq!(drawn["sweeps"], serde_json::json!([2, 1]));
    assert_eq!(drawn["areas"][0]["case"], "hlhs");
    assert_eq!(drawn["special"][0]["kind"], "incomplete");
    for name in ["3-normal", "4-hlhs", "5-normal", "3-normal-hasty"] {
        assert!(keep.join(format!("{name}.jsonl")).is_file(), "{name}");
        assert!(keep.join(name).join("frames.jsonl").is_file(), "{name}");
    }
    let written = fs::read_to_string(out.join("exams.json")).unwrap();
    assert_eq!(serde_json::from_str::<Value>(&written).unwrap(), drawn);
    assert!(
        fs::read_to_string(out.join("exams.txt"))
            .unwrap()
            .contains("axis degrees")
    );
    let lines = fs::read_to_string(out.join("sweeps.jsonl")).unwrap();
    let first: Value = serde_json::from_str(lines.lines().next().unwrap()).unwrap();
    assert_eq!(
        (&first["name"], &first["kind"]),
        (&"3-normal".into(), &"usual".into())
    );
    assert!(first["truth"]["measures"]["heart_rate_bpm"].is_f64());

    assert_eq!(exams(&[&seeds[..], &short].concat()), drawn);
    let again = exams(&[&seeds[..], &short, &["--kept-only"]].concat());
    for part in ["goals", "items", "measures", "special", "areas"] {
        assert_eq!(again[part], drawn[part], "{part}");
    }
}

#[test]
fn an_exam_of_the_truth_sees_what_is_there() {
    let folder = tempfile::tempdir().unwrap();
    let keep = folder.path().join("keep");
    fs::create_dir(&keep).unwrap();
    for (seed, case) in [("7", "normal"), ("7", "single_ventricle")] {
        let (clip, labels) = (
            folder.path().join("clip.y4m"),
            keep.join(format!("{seed}-{case}.jsonl")),
        );
        let made = program(&[
            "phantom",
            "--seed",
            seed,
            "--case",
            case,
            "--size",
            "160x120",
            "--seconds",
            "12",
            "--fps",
            "10",
            "--out",
            text(&clip),
            "--labels",
            text(&labels),
        ]);
        assert!(made.status.success());
        // A reader that finds all, and nothing else.
        let read = keep.join(format!("{seed}-{case}"));
        fs::create_dir(&read).unwrap();
        fs::copy(&labels, read.join("frames.jsonl")).unwrap();
    }
    let report = exams(&["--keep", text(&keep), "--kept-only"]);
    assert_eq!(report["sweeps"], serde_json::json!([1, 1]));
    assert_eq!(report["seeds"], Value::Null);
    assert_eq!(goal(&report, "criteria met in a view never shown"), 0.0);
    let items = report["items"].as_array().unwrap();
    for id in ["F5", "F8", "V1"] {
        let item = items.iter().find(|i| i["id"] == id).unwrap();
        assert_eq!(item["wrong"], 0, "{item}");
        assert_eq!(item["right"], item["sweeps"], "{item}");
        assert!(item["right"].as_u64() >= Some(1), "{item}");
    }
}

#[test]
fn what_cannot_be_measured_is_refused_with_a_hint() {
    let folder = tempfile::tempdir().unwrap();
    let nothing = text(folder.path());
    for (arguments, part) in [
        (&["--seeds", "9-3"][..], "FIRST-LAST"),
        (&["--seconds", "0"], "10 to 20 s"),
        (&["--threads", "0"], "--threads"),
        (&["--model", "none-such"], "hint: "),
        (
            &["--model", TINY, "--keep", nothing, "--kept-only"],
            "no readings",
        ),
    ] {
        let output = program(&[&["evaluate", "--exams"][..], arguments].concat());
        let stderr = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}: {stderr}");
        assert!(
            stderr.contains(part) && stderr.contains("\nhint: "),
            "{stderr}"
        );
    }
    for arguments in [
        &["--exams", "--suite"][..],
        &["--exams", "--labels", "x"],
        &["--exams", "--report", "x.html"],
        &["--exams", "--kept-only"],
        &["--suite", "--keep", nothing],
    ] {
        let output = program(&[&["evaluate"][..], arguments].concat());
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
    }
}
