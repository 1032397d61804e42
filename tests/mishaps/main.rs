//! What goes wrong around the program: signals, full disks, devices in the way, a source that ends
//! early, a model that fails. Run as its user runs it.

#![allow(clippy::unwrap_used, clippy::expect_used)]

mod failing_pack;
mod program;

use std::{
    fs,
    io::Write,
    os::unix::fs::symlink,
    path::{Path, PathBuf},
    thread,
    time::{Duration, Instant},
};

use program::{Scratch, json, lines, program, refuse, run, signal, text, tiny_pack, until, wait};
use serde_json::Value;

#[test]
fn a_model_that_always_fails_is_named_on_record_log_and_exit_code() {
    let scratch = Scratch::new();
    let (clip, out) = (scratch.clip(), scratch.path("out"));
    let pack = failing_pack::write(&scratch.0.path().join("failing"));
    let arguments = [
        "run",
        "--source",
        &clip,
        "--model",
        &pack,
        "--page-port",
        "0",
    ];
    let (_, stderr) = run(&[&arguments[..], &["--out", &out]].concat(), 1);
    assert!(
        stderr.contains("the model failed in every frame"),
        "{stderr}"
    );
    assert_eq!(stderr.matches("state: model_fault").count(), 1, "{stderr}");
    let frames = lines(&format!("{out}/frames.jsonl"));
    assert!(!frames.is_empty());
    assert!(frames.iter().all(|f| f["picture"] == "model_fault"));
    let exam = json(&format!("{out}/exam.json"));
    assert_eq!(exam["picture"]["model_fault"], frames.len());
    assert_eq!(exam["frames"], frames.len());
    assert!(Path::new(&format!("{out}/screen.png")).exists());
}

#[test]
fn a_signal_leaves_no_trace_of_a_clip() {
    for kind in [libc::SIGINT, libc::SIGTERM, libc::SIGHUP] {
        let scratch = Scratch::new();
        let (clip, labels) = (scratch.path("x.y4m"), scratch.path("x.jsonl"));
        let long = ["phantom", "--seed", "1", "--seconds", "600", "--out", &clip];
        let mut child = program(&[&long[..], &["--labels", &labels]].concat())
            .spawn()
            .unwrap();
        until("files are begun", || {
            (scratch.names().len() == 2).then_some(())
        });
        // As `timeout` sends it: to the process, and to its group.
        signal(&child, kind);
        thread::sleep(Duration::from_millis(5));
        signal(&child, kind);
        assert_eq!(wait(&mut child).code(), Some(130));
        assert_eq!(scratch.names(), [""; 0]);
    }
}

#[test]
fn an_interrupted_bench_says_what_it_measured_and_leaves_no_trace() {
    let scratch = Scratch::new();
    let child = program(&["bench", "--model", &tiny_pack(), "--seconds", "3600"])
        .args(["--json", "-"])
        .env("TMPDIR", scratch.0.path())
        .spawn()
        .unwrap();
    let threads = PathBuf::from(format!("/proc/{}/task", child.id()));
    until("the live service runs", || {
        let mut threads = fs::read_dir(&threads).unwrap().flatten();
        threads.find(|t| {
            let name = fs::read_to_string(t.path().join("comm"));
            name.is_ok_and(|name| name.trim() == "capture")
        })
    });
    thread::sleep(Duration::from_millis(500));
    signal(&child, libc::SIGINT);
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(130), "{}", text(&output.stderr));
    let figures: Value = serde_json::from_slice(&output.stdout).unwrap();
    let seconds = figures["live"]["seconds"].as_f64().unwrap();
    assert!((0.1..3600.0).contains(&seconds), "{figures}");
    assert!(
        figures["live"]["pictures_delivered"].as_u64().unwrap() > 0,
        "{figures}"
    );
    assert_eq!(scratch.names(), [""; 0]);
}

#[test]
fn a_signal_ends_a_wait_for_a_pipe() {
    let scratch = Scratch::new();
    let (clip, pipe) = (scratch.clip(), scratch.fifo("pipe"));
    let before = scratch.names();
    let out = scratch.path("out");
    let mut child = program(&["read", &pipe, "--out", &out, "--model", &tiny_pack()])
        .spawn()
        .unwrap();
    let mut writer = fs::OpenOptions::new().write(true).open(&pipe).unwrap();
    writer
        .write_all(&fs::read(&clip).unwrap()[..3 * 320 * 240])
        .unwrap();
    until("staging is there", || {
        (scratch.names() != before).then_some(())
    });
    thread::sleep(Duration::from_millis(200));
    let start = Instant::now();
    signal(&child, libc::SIGTERM);
    assert_eq!(wait(&mut child).code(), Some(130));
    assert!(start.elapsed() < Duration::from_secs(10));
    assert_eq!(scratch.names(), before);
}

#[test]
fn a_clip_through_a_pipe_is_read_like_the_file() {
    let scratch = Scratch::new();
    let (clip, pipe) = (scratch.clip(), scratch.fifo("pipe"));
    let (through, out) = (scratch.path("through"), scratch.path("out"));
    let writer = {
        let (clip, pipe) = (clip.clone(), pipe.clone());
        thread::spawn(move || fs::write(pipe, fs::read(clip).unwrap()).unwrap())
    };
    run(
        &["read", &pipe, "--out", &through, "--model", &tiny_pack()],
        0,
    );
    writer.join().unwrap();
    run(&["read", &clip, "--out", &out, "--model", &tiny_pack()], 0);
    let frames = |folder: &str| fs::read(format!("{folder}/frames.jsonl")).unwrap();
    assert!(frames(&through) == frames(&out));
}

#[test]
fn errors_that_nobody_can_read_are_still_exit_codes() {
    let full = || {
        fs::OpenOptions::new()
            .write(true)
            .open("/dev/full")
            .unwrap()
    };
    let scratch = Scratch::new();
    let (clip, out) = (scratch.clip(), scratch.path("out"));
    let missing = program(&["read", "/no/such/clip", "--out", &out])
        .stderr(full())
        .status()
        .unwrap();
    assert_eq!(missing.code(), Some(2));
    let read = [
        "read",
        &clip,
        "--out",
        &out,
        "--model",
        &tiny_pack(),
        "--json",
    ];
    let lost = program(&read).stdout(full()).output().unwrap();
    assert_eq!(lost.status.code(), Some(1));
    assert!(text(&lost.stderr).contains("standard output: "), "{lost:?}");
    let tiny = tiny_pack();
    let run = [
        "run",
        "--source",
        &clip,
        "--model",
        &tiny,
        "--page-port",
        "0",
        "--json",
    ];
    let noted = program(&run).stderr(full()).status().unwrap();
    assert_eq!(noted.code(), Some(0));
}

#[test]
fn no_device_is_no_frame_no_rate_and_no_other_fault_at_the_end() {
    let scratch = Scratch::new();
    let (out, tiny) = (scratch.path("out"), tiny_pack());
    let device = "v4l2:/dev/no-such-video";
    let arguments = [
        "run",
        "--source",
        device,
        "--model",
        &tiny,
        "--page-port",
        "0",
    ];
    let output = program(&[&arguments[..], &["--seconds", "1.5", "--out", &out]].concat())
        .env("RUST_LOG", "info")
        .output()
        .unwrap();
    let stderr = text(&output.stderr);
    assert!(output.status.success(), "{stderr}");
    let states: Vec<_> = stderr
        .split("state: ")
        .skip(1)
        .filter_map(|told| told.split(':').next())
        .collect();
    assert_eq!(states, ["self_test", "starting", "no_device"], "{stderr}");
    let exam = json(&format!("{out}/exam.json"));
    assert_eq!(exam["frames"], 0);
    assert!(exam["picture"]["no_signal"].as_u64().unwrap() > 0);
    assert!(exam["timings"]["frames_per_second"].is_null());
    assert!(lines(&format!("{out}/frames.jsonl")).is_empty());
}

#[test]
fn results_replace_no_device_no_input_and_no_other_result() {
    let scratch = Scratch::new();
    let (clip, tiny) = (scratch.clip(), tiny_pack());
    let phantom = |more: &[&str]| {
        let arguments = [
            "phantom",
            "--seed",
            "1",
            "--seconds",
            "0.2",
            "--size",
            "160x120",
        ];
        refuse(&[&arguments[..], more].concat())
    };
    let (pipe, other) = (scratch.fifo("pipe"), scratch.path("./new"));
    assert!(phantom(&["--out", &pipe]).contains("a device or a pipe"));
    let twice = phantom(&["--out", &scratch.path("new"), "--labels", &other]);
    assert!(twice.contains("written twice"), "{twice}");
    let lost = scratch.path("lost");
    symlink(scratch.path("nowhere"), &lost).unwrap();
    assert!(phantom(&["--out", &lost]).contains("leads nowhere"));

    let labels = scratch.path("labels.jsonl");
    scratch.phantom(&["--out", &scratch.path("labelled.y4m"), "--labels", &labels]);
    let before = fs::read(&labels).unwrap();
    let arguments = ["evaluate", "--labels", &labels, "--frames", &labels];
    refuse(&[&arguments[..], &["--json", &labels]].concat());
    assert_eq!(fs::read(&labels).unwrap(), before);

    let folder = scratch.path("pictures");
    fs::create_dir(&folder).unwrap();
    let picture = format!("{folder}/screen.png");
    image::GrayImage::new(64, 64).save(&picture).unwrap();
    let read = |input: &str, out: &str| refuse(&["read", input, "--out", out, "--model", &tiny]);
    read(&folder, &format!("{folder}/."));
    read(&picture, &folder);
    assert_eq!(fs::read_dir(&folder).unwrap().count(), 1);
    assert!(read(&clip, &format!("{clip}/sub")).contains("a file is there"));
    assert!(read(&clip, &lost).contains("leads nowhere"));
    let begun = scratch.names().iter().any(|name| name.starts_with('.'));
    assert!(!begun, "{:?}", scratch.names());
}

#[test]
fn a_result_through_a_link_stays_a_link() {
    let scratch = Scratch::new();
    let (real, link) = (scratch.path("real.y4m"), scratch.path("link.y4m"));
    fs::write(&real, "old").unwrap();
    symlink(&real, &link).unwrap();
    scratch.phantom(&["--fps", "2", "--out", &link]);
    assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
    assert!(fs::read(&real).unwrap().starts_with(b"YUV4MPEG2"));
}

#[test]
fn a_rate_need_not_be_whole_and_a_single_picture_has_none() {
    let scratch = Scratch::new();
    let (clip, out, tiny) = (scratch.path("ntsc.y4m"), scratch.path("out"), tiny_pack());
    let labels = scratch.path("labels.jsonl");
    scratch.phantom(&["--fps", "29.97", "--out", &clip, "--labels", &labels]);
    let header = fs::read(&clip).unwrap();
    assert!(
        text(&header[..60]).contains(" F2997:100 "),
        "{}",
        text(&header[..60])
    );
    run(&["read", &clip, "--out", &out, "--model", &tiny], 0);
    assert_eq!(json(&format!("{out}/exam.json"))["source"]["fps"], 29.97);
    let times = |path: &str| -> Vec<_> {
        let lines = lines(path).into_iter();
        lines.map(|line| line["time_ms"].clone()).collect()
    };
    assert_eq!(times(&format!("{out}/frames.jsonl")), times(&labels));

    let picture = scratch.path("still.png");
    image::GrayImage::new(64, 64).save(&picture).unwrap();
    run(&["read", &picture, "--out", &out, "--model", &tiny], 0);
    assert!(json(&format!("{out}/exam.json"))["source"]["fps"].is_null());
}

#[test]
fn a_replay_that_is_cut_off_is_kept_as_far_as_it_goes() {
    let scratch = Scratch::new();
    let (clip, out) = (scratch.clip(), scratch.path("out"));
    let whole = fs::read(&clip).unwrap();
    let cut = scratch.path("cut.y4m");
    fs::write(&cut, &whole[..whole.len() - 1000]).unwrap();
    let tiny = tiny_pack();
    let arguments = [
        "run",
        "--source",
        &cut,
        "--model",
        &tiny,
        "--page-port",
        "0",
    ];
    let (output, stderr) = run(&[&arguments[..], &["--out", &out]].concat(), 2);
    assert!(
        stderr.contains("cut.y4m: cut off") && stderr.contains("hint: "),
        "{stderr}"
    );
    assert!(text(&output.stdout).contains("results: "));
    let exam = json(&format!("{out}/exam.json"));
    let fault = exam["source_fault"].as_str().unwrap();
    assert!(fault.starts_with("cut.y4m: cut off"), "{fault}");
    assert_eq!(exam["frames"], lines(&format!("{out}/frames.jsonl")).len());
    assert_ne!(exam["frames"], 0);
}

#[test]
fn the_help_names_the_phantom_s_own_limits() {
    let (output, _) = run(&["phantom", "--help"], 0);
    assert!(text(&output.stdout).contains("160x120 to 4096x4096"));
    let arguments = ["phantom", "--seed", "1", "--out", "x.y4m", "--size"];
    for size in ["64x64", "100", "8192x8192"] {
        let (_, stderr) = run(&[&arguments[..], &[size]].concat(), 2);
        assert!(stderr.contains("160x120 to 4096x4096"), "{stderr}");
    }
}
