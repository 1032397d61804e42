//! The shipped model on sweeps that no training saw, by the commands of its user: a floor under the
//! figures of the model card. `scripts/evaluate.sh` prints them whole.

#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::{fs, path::Path, process::Command, thread};

use serde_json::Value;

const SEEDS: std::ops::RangeInclusive<u32> = 201..=220;

fn second_reader(arguments: &[&str]) {
    let output = Command::new(env!("CARGO_BIN_EXE_second-reader"))
        .args(arguments)
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .unwrap();
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
}

fn read_sweep(folder: &Path, seed: u32) {
    let path = |name: &str| folder.join(format!("{name}-{seed}")).display().to_string();
    let (clip, labels, out) = (path("clip"), path("labels"), path("out"));
    let number = seed.to_string();
    second_reader(&[
        "phantom",
        "--seed",
        &number,
        "--seconds",
        "10",
        "--fps",
        "8",
        "--size",
        "800x600",
        "--out",
        &clip,
        "--labels",
        &labels,
    ]);
    second_reader(&["read", &clip, "--out", &out, "--model", "heart-phantom"]);
    fs::remove_file(&clip).unwrap();
}

#[test]
fn the_model_holds_on_twenty_unseen_sweeps() {
    let folder = tempfile::tempdir().unwrap();
    thread::scope(|scope| {
        for part in 0..2 {
            let folder = folder.path();
            scope.spawn(move || {
                SEEDS
                    .filter(|seed| seed % 2 == part)
                    .for_each(|seed| read_sweep(folder, seed));
            });
        }
    });
    let name = |kind: &str, seed| {
        folder
            .path()
            .join(format!("{kind}-{seed}"))
            .display()
            .to_string()
    };
    let report = folder.path().join("report.json").display().to_string();
    let mut arguments = vec!["evaluate".to_owned(), "--json".to_owned(), report.clone()];
    arguments.push("--labels".to_owned());
    arguments.extend(SEEDS.map(|seed| name("labels", seed)));
    arguments.push("--frames".to_owned());
    arguments.extend(SEEDS.map(|seed| name("out", seed) + "/frames.jsonl"));
    second_reader(&arguments.iter().map(String::as_str).collect::<Vec<_>>());
    let report: Value = serde_json::from_slice(&fs::read(report).unwrap()).unwrap();
    let figure = |name: &str| report[name].as_f64().expect(name);
    assert_eq!(report["frames"], 20 * 80);
    let (precision, views) = (figure("mean_ap50"), figure("view_accuracy"));
    assert!(precision >= 0.60, "mean AP50 {precision:.3}");
    assert!(views >= 0.80, "view accuracy {views:.3}");
}
