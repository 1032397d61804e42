//! A service that dies in the midst of writing an exam: the exam is whole or not there, and what is left beside it goes
//! with the next one.

#![allow(clippy::unwrap_used, clippy::expect_used)]

mod program;

use std::{
    collections::BTreeSet,
    fs::{self, File},
    path::Path,
    process::{Command, Stdio},
    thread,
    time::{Duration, Instant, SystemTime},
};

use program::{program, tiny_pack};

const FILES: [&str; 6] = [
    "frames.jsonl",
    "barcode.csv",
    "exam.json",
    "screen.png",
    "barcode.png",
    "key_images.png",
];

fn quiet(folder: &Path) -> Command {
    let mut command = program();
    command
        .current_dir(folder)
        .stdout(Stdio::null())
        .stderr(Stdio::null());
    command
}

fn exam(folder: &Path, out: &str) -> Command {
    let mut command = quiet(folder);
    let pack = tiny_pack();
    command.args([
        "run",
        "--source",
        "phantom",
        "--model",
        &pack,
        "--page-port",
        "0",
    ]);
    command.args(["--seconds", "0.3", "--out", out]);
    command
}

fn names(folder: &Path) -> BTreeSet<String> {
    let entries = fs::read_dir(folder).into_iter().flatten();
    entries
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect()
}

/// The folders in which results are being written, or were.
fn staged(folder: &Path) -> Vec<String> {
    let hidden = |name: &String| name.starts_with(".second-reader-");
    names(folder).into_iter().filter(hidden).collect()
}

#[test]
fn an_exam_is_whole_or_not_there_whenever_the_service_dies() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path();
    let begun = |before: &[String], name: &str| {
        let there = |stage: &String| root.join(stage).join("new").join(name).exists();
        let new = |stage: &&String| !before.contains(stage);
        staged(root).iter().filter(new).any(there)
    };
    // Killed as soon as each of its files is begun, and when the exam has got its name.
    for (n, name) in FILES.iter().map(Some).chain([None]).enumerate() {
        let out = format!("exam-{n}");
        let before = staged(root);
        let mut running = exam(root, &out).spawn().unwrap();
        let began = Instant::now();
        while !name.map_or_else(|| root.join(&out).exists(), |name| begun(&before, name)) {
            assert!(began.elapsed() < Duration::from_secs(60), "{name:?}");
            if running.try_wait().unwrap().is_some() {
                break;
            }
            thread::yield_now();
        }
        let _ = running.kill();
        running.wait().unwrap();
        let there = root.join(&out).exists();
        assert!(there || name.is_some(), "the last one is there");
        if there {
            let whole: BTreeSet<_> = FILES.map(str::to_owned).into();
            assert_eq!(names(&root.join(&out)), whole, "killed at {name:?}");
            let again = quiet(root)
                .args(["exam", &out, "--model", &tiny_pack(), "--json"])
                .stdout(Stdio::piped())
                .output()
                .unwrap();
            let kept = fs::read(root.join(&out).join("exam.json")).unwrap();
            assert!(again.stdout == kept, "killed at {name:?}");
        }
        // As if it had happened an hour ago.
        for stage in staged(root) {
            let then = SystemTime::now() - Duration::from_secs(3600);
            let stage = File::open(root.join(stage)).unwrap();
            stage.set_modified(then).unwrap();
        }
    }
    assert!(exam(root, "last").status().unwrap().success());
    assert_eq!(staged(root), Vec::<String>::new());
}
