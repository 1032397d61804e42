//! `evaluate --suite`: the shipped model on sweeps that no training saw, a floor under the figures of
//! the model card; and that the suite gives the same figures again, refuses and stops as it should.
//! Without further options it prints the whole table.

#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::{
    fs,
    path::Path,
    process::{Command, Output, Stdio},
    thread,
    time::Duration,
};

use serde_json::Value;

/// Figures of the suite's table, and what they may not fall below.
const FLOORS: [(&str, f64); 5] = [
    ("mean AP50", 0.82),
    ("mean sensitivity", 0.86),
    ("mean specificity", 0.93),
    ("view accuracy", 0.88),
    ("mean AP50, screen held out of training", 0.80),
];

/// A pack that loads in no time and finds nonsense.
const TINY: &str = "tests/packs/tiny";

fn suite(more: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_second-reader"));
    command
        .args(["evaluate", "--suite"])
        .args(more)
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .stdin(Stdio::null());
    command
}

/// Runs it; returns what it prints.
fn run(more: &[&str]) -> String {
    let Output {
        status,
        stdout,
        stderr,
    } = suite(more).output().unwrap();
    assert!(status.success(), "{}", String::from_utf8_lossy(&stderr));
    String::from_utf8(stdout).unwrap()
}

#[test]
fn the_model_holds_on_unseen_sweeps() {
    let small = ["--seeds", "201-208", "--seconds", "8", "--fps", "6"];
    let report = run(&[&small[..], &["--json", "-"]].concat());
    let report: Value = serde_json::from_str(&report).unwrap();
    let goals = report["goals"].as_array().unwrap();
    for (figure, floor) in FLOORS {
        let goal = goals.iter().find(|g| g["figure"] == figure).expect(figure);
        let value = goal["value"].as_f64().expect(figure);
        assert!(value >= floor, "{figure}: {value:.3} is below {floor}");
    }
    assert_eq!(report["normal"]["clips"], 8);
    assert_eq!(report["held_out"]["clips"], 8);
}

#[test]
fn the_figures_do_not_depend_on_the_threads_and_the_page_holds_them() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name).display().to_string();
    let measured = |threads: &str| {
        let (json, page) = (path("suite.json"), path("suite.html"));
        let tiny = ["--model", TINY, "--against", TINY, "--seeds", "3-4"];
        let short = ["--seconds", "1", "--fps", "2", "--threads", threads];
        let outputs = ["--json", &json, "--report", &page];
        let said = run(&[&tiny[..], &short, &outputs].concat());
        assert!(said.contains("mean AP50 less that of tiny"), "{said}");
        [
            said.into_bytes(),
            fs::read(json).unwrap(),
            fs::read(page).unwrap(),
        ]
    };
    let one = measured("1");
    assert!(one == measured("3"), "more threads give other figures");
    let [_, json, page] = one.map(|bytes| String::from_utf8(bytes).unwrap());
    let json: Value = serde_json::from_str(&json).unwrap();
    assert_eq!(
        (&json["model"]["name"], &json["normal"]["clips"]),
        (&"tiny".into(), &2.into())
    );
    let figure = json["normal"]["mean_ap50"]["value"].as_f64().unwrap();
    let part = format!("<th scope=\"row\">mean AP50</th><td>{figure:.3} (");
    assert!(page.contains(&part), "{part} is not in the page");
    assert_eq!(files(folder.path()), ["suite.html", "suite.json"]);
}

#[test]
fn a_pack_is_held_against_the_original_beside_it() {
    let folder = tempfile::tempdir().unwrap();
    let tiny = Path::new(env!("CARGO_MANIFEST_DIR")).join(TINY);
    for name in ["tiny", "tiny-f32"] {
        let copy = folder.path().join(name);
        fs::create_dir(&copy).unwrap();
        for entry in fs::read_dir(&tiny).unwrap() {
            let entry = entry.unwrap();
            fs::copy(entry.path(), copy.join(entry.file_name())).unwrap();
        }
    }
    let pack = folder.path().join("tiny").display().to_string();
    let short = ["--seeds", "3", "--seconds", "1", "--fps", "2"];
    let said = run(&[&["--model", &pack][..], &short].concat());
    assert!(said.contains(", held against tiny"), "{said}");
    assert!(said.contains("mean AP50 less that of tiny"), "{said}");
}

#[test]
fn the_suite_gives_what_the_commands_give() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name).display().to_string();
    let (clip, labels, out) = (path("clip.y4m"), path("labels.jsonl"), path("out"));
    let program = |arguments: &[&str]| {
        let output = Command::new(env!("CARGO_BIN_EXE_second-reader"))
            .args(arguments)
            .env("SECOND_READER_ALLOW_UNSIGNED", "1")
            .current_dir(env!("CARGO_MANIFEST_DIR"))
            .output()
            .unwrap();
        let stderr = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{stderr}");
        output.stdout
    };
    let sweep = ["--seconds", "2", "--fps", "3"];
    let drawn = [
        "phantom", "--seed", "5", "--size", "640x480", "--out", &clip,
    ];
    program(&[&drawn[..], &["--labels", &labels], &sweep].concat());
    program(&["read", &clip, "--model", TINY, "--out", &out]);
    let (frames, tiny) = (out + "/frames.jsonl", ["--model", TINY, "--json", "-"]);
    let compared = ["evaluate", "--labels", &labels, "--frames", &frames];
    let by_hand: Value =
        serde_json::from_slice(&program(&[&compared[..], &tiny].concat())).unwrap();
    let suite = run(&[&["--seeds", "5"][..], &sweep, &tiny].concat());
    let suite: Value = serde_json::from_str(&suite).unwrap();
    assert_eq!(suite["normal"], by_hand);
    assert_eq!(by_hand["frames"], 6);
}

fn files(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).unwrap();
    let names = entries.map(|e| e.unwrap().file_name().into_string().unwrap());
    let mut names: Vec<_> = names.collect();
    names.sort();
    names
}

#[test]
fn what_cannot_be_measured_is_refused_with_a_hint() {
    let folder = tempfile::tempdir().unwrap();
    let nowhere = folder.path().join("no/report.html").display().to_string();
    for (arguments, part) in [
        (&["--seeds", "9-3"][..], "FIRST-LAST"),
        (&["--seeds", "1099511627776"], "2^40"),
        (&["--seconds", "0"], "10 to 20 s"),
        (&["--fps", "1000"], "25"),
        (&["--threads", "0"], "--threads"),
        (&["--model", "none-such"], "hint: "),
        (&["--model", TINY, "--against", "none-such"], "hint: "),
        (&["--report", &nowhere], "no/report.html"),
    ] {
        let output = suite(arguments).output().unwrap();
        let stderr = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}: {stderr}");
        assert!(
            stderr.contains(part) && stderr.contains("\nhint: "),
            "{stderr}"
        );
    }
    for arguments in [&["--labels", "x"][..], &["--frames", "x"]] {
        assert_eq!(suite(arguments).output().unwrap().status.code(), Some(2));
    }
}

#[test]
fn ctrl_c_stops_it_and_leaves_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let json = folder.path().join("suite.json").display().to_string();
    let mut child = suite(&["--model", TINY, "--json", &json])
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    // The handlers are in before the first file is.
    while files(folder.path()).is_empty() {
        thread::sleep(Duration::from_millis(10));
        assert!(child.try_wait().unwrap().is_none(), "it ended by itself");
    }
    // SAFETY: the process is our own child and was not waited for.
    let sent = unsafe { libc::kill(i32::try_from(child.id()).unwrap(), libc::SIGINT) };
    assert_eq!(sent, 0);
    let output = child.wait_with_output().unwrap();
    let stderr = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(130), "{stderr}");
    assert!(
        stderr.contains("interrupted; nothing was written"),
        "{stderr}"
    );
    assert!(files(folder.path()).is_empty());
}
