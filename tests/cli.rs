//! The command line as its user runs it: what it writes, what it refuses, how it stops.

#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::{
    fs,
    io::{BufRead, BufReader, Read},
    path::{Path, PathBuf},
    process::Stdio,
    time::{Duration, Instant},
};

use serde_json::Value;
use tempfile::TempDir;

mod program;

use program::{program, refuse, run, succeed, tiny_pack};

/// A folder for one test, and paths in it.
struct Scratch(TempDir);

impl Scratch {
    fn new() -> Self {
        Self(TempDir::new().unwrap())
    }

    fn path(&self, name: &str) -> String {
        self.0.path().join(name).to_str().unwrap().to_owned()
    }

    fn file(&self, name: &str, content: &[u8]) -> String {
        fs::write(self.0.path().join(name), content).unwrap();
        self.path(name)
    }

    /// A phantom clip of ten frames, and its labels.
    fn clip(&self) -> (String, String) {
        let (clip, labels) = (self.path("clip.y4m"), self.path("labels.jsonl"));
        succeed(&[
            "phantom",
            "--seed",
            "3",
            "--seconds",
            "1",
            "--size",
            "320x240",
            "--fps",
            "10",
            "--out",
            &clip,
            "--labels",
            &labels,
        ]);
        (clip, labels)
    }

    fn names(&self) -> Vec<String> {
        let entries = fs::read_dir(self.0.path()).unwrap();
        let mut names: Vec<_> = entries
            .map(|e| e.unwrap().file_name().into_string().unwrap())
            .collect();
        names.sort();
        names
    }
}

fn read_lines(path: &Path) -> Vec<Value> {
    let text = fs::read_to_string(path).unwrap();
    text.lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect()
}

/// An uncompressed grey AVI of two frames of 64x64.
fn avi() -> Vec<u8> {
    fn chunk(id: &[u8; 4], content: &[u8]) -> Vec<u8> {
        let length = u32::try_from(content.len()).unwrap().to_le_bytes();
        [&id[..], &length, content].concat()
    }
    let words = |words: &[u32]| {
        words
            .iter()
            .flat_map(|w| w.to_le_bytes())
            .collect::<Vec<_>>()
    };
    let mut header = vec![0; 56];
    header[..4].copy_from_slice(b"vids");
    header[20..24].copy_from_slice(&1_u32.to_le_bytes());
    header[24..28].copy_from_slice(&25_u32.to_le_bytes());
    header[32..36].copy_from_slice(&2_u32.to_le_bytes());
    let format = words(&[40, 64, 64, 1 | 24 << 16, 0, 0, 0, 0, 0, 0]);
    let stream = [
        &b"strl"[..],
        &chunk(b"strh", &header),
        &chunk(b"strf", &format),
    ]
    .concat();
    let headers = [
        &b"hdrl"[..],
        &chunk(b"avih", &[0; 56]),
        &chunk(b"LIST", &stream),
    ]
    .concat();
    let frame = chunk(b"00db", &[90; 64 * 64 * 3]);
    let movie = [&b"movi"[..], &frame, &frame].concat();
    chunk(
        b"RIFF",
        &[
            &b"AVI "[..],
            &chunk(b"LIST", &headers),
            &chunk(b"LIST", &movie),
        ]
        .concat(),
    )
}

/// The tiny pack with one bit of its model turned over.
fn broken_pack(scratch: &Scratch) -> String {
    let folder = PathBuf::from(scratch.path("broken-pack"));
    fs::create_dir(&folder).unwrap();
    for entry in fs::read_dir(tiny_pack()).unwrap() {
        let entry = entry.unwrap();
        fs::copy(entry.path(), folder.join(entry.file_name())).unwrap();
    }
    let mut model = fs::read(folder.join("model.onnx")).unwrap();
    *model.last_mut().unwrap() ^= 1;
    fs::write(folder.join("model.onnx"), model).unwrap();
    folder.to_str().unwrap().to_owned()
}

#[test]
fn bad_input_is_refused_with_a_hint_and_leaves_no_trace() {
    let scratch = Scratch::new();
    let (clip, _) = scratch.clip();
    let (whole, out, tiny) = (fs::read(&clip).unwrap(), scratch.path("out"), tiny_pack());
    let mut pixel = Vec::new();
    image::GrayImage::new(1, 1)
        .write_to(
            &mut std::io::Cursor::new(&mut pixel),
            image::ImageFormat::Png,
        )
        .unwrap();
    let avi = avi();
    let inputs = [
        (scratch.path("missing.avi"), "missing.avi"),
        (scratch.file("empty.y4m", b""), "empty.y4m"),
        (
            scratch.file("no-frames.y4m", b"YUV4MPEG2 W64 H64 F25:1 Cmono\n"),
            "no-frames.y4m",
        ),
        (
            scratch.file("cut.y4m", &whole[..whole.len() - 1000]),
            "cut.y4m",
        ),
        (scratch.file("cut.avi", &avi[..avi.len() - 1000]), "cut.avi"),
        (
            scratch.file("text.png", b"this is no picture at all"),
            "text.png",
        ),
        (scratch.file("pixel.png", &pixel), "pixel.png"),
    ];
    let before = scratch.names();
    for (input, name) in &inputs {
        let stderr = refuse(&["read", input, "--out", &out, "--model", &tiny]);
        assert!(stderr.contains(name), "{stderr}");
        assert_eq!(scratch.names(), before, "{name} left something behind");
    }
    succeed(&[
        "read",
        &scratch.file("whole.avi", &avi),
        "--out",
        &out,
        "--model",
        &tiny,
    ]);
}

#[test]
fn bad_packs_and_profiles_are_refused() {
    let scratch = Scratch::new();
    let (clip, _) = scratch.clip();
    let (out, broken) = (scratch.path("out"), broken_pack(&scratch));
    let read = |more: &[&str]| refuse(&[&["read", &clip, "--out", &out][..], more].concat());
    let stderr = read(&["--model", &broken]);
    assert!(stderr.contains("model.onnx"), "{stderr}");
    let stderr = read(&["--model", "no-such-pack"]);
    assert!(stderr.contains("no-such-pack"), "{stderr}");
    let stderr = read(&["--model", &tiny_pack(), "--profile", "none-such"]);
    assert!(
        stderr.contains("none-such") && stderr.contains("isuog-2023"),
        "{stderr}"
    );
    assert!(!Path::new(&out).exists());
}

#[test]
fn a_failure_halfway_leaves_earlier_results_as_they_were() {
    let scratch = Scratch::new();
    let (clip, _) = scratch.clip();
    let whole = fs::read(&clip).unwrap();
    let cut = scratch.file("cut.y4m", &whole[..whole.len() - 1000]);
    let (out, tiny) = (scratch.path("out"), tiny_pack());
    succeed(&["read", &clip, "--out", &out, "--model", &tiny]);
    let frames = PathBuf::from(&out).join("frames.jsonl");
    let before = fs::read(&frames).unwrap();
    fs::write(PathBuf::from(&out).join("mine.txt"), "mine").unwrap();
    refuse(&["read", &cut, "--out", &out, "--model", &tiny]);
    assert_eq!(fs::read(&frames).unwrap(), before);
    // Six results, and what was there.
    assert_eq!(fs::read_dir(&out).unwrap().count(), 7);
}

#[test]
fn bad_arguments_are_refused() {
    let scratch = Scratch::new();
    let board = scratch.file("board.toml", b"[source]\nkind = \"phantom\"\nspeed = 3\n");
    let stderr = refuse(&["run", "--board", &board]);
    assert!(
        stderr.contains("board.toml:3") && stderr.contains("speed"),
        "{stderr}"
    );
    refuse(&["run", "--board", &scratch.path("none.toml")]);
    refuse(&[
        "run",
        "--source",
        &scratch.path("none.avi"),
        "--model",
        &tiny_pack(),
    ]);
    let clip = scratch.path("x.y4m");
    let stderr = refuse(&[
        "phantom",
        "--seed",
        "1",
        "--case",
        "none-such",
        "--out",
        &clip,
    ]);
    assert!(stderr.contains("normal"), "{stderr}");
    for (flag, known) in [
        ("--look", "vintage"),
        ("--operator", "hasty"),
        ("--interruption", "dual"),
    ] {
        let stderr = refuse(&["phantom", "--seed", "1", flag, "none-such", "--out", &clip]);
        assert!(stderr.contains(known), "{stderr}");
    }
    refuse(&["phantom", "--seed", "1", "--seconds", "0", "--out", &clip]);
    let labels = scratch.file("labels.jsonl", b"{}\n");
    let stderr = refuse(&["evaluate", "--labels", &labels, "--frames", &labels]);
    assert!(stderr.contains("labels.jsonl:1"), "{stderr}");
    for arguments in [
        &["phantom"][..],
        &["read"],
        &["fly"],
        &["run", "--seconds", "-1"],
        &["phantom", "--contact-sheet", &clip, "--look", "slate"],
    ] {
        assert_eq!(run(arguments).status.code(), Some(2), "{arguments:?}");
    }
}

#[test]
fn the_phantom_is_read_and_evaluated() {
    let scratch = Scratch::new();
    let ((clip, labels), out) = (scratch.clip(), scratch.path("out"));
    let summary = succeed(&["read", &clip, "--out", &out, "--model", &tiny_pack()]);
    assert!(
        summary.contains("10 frames") && summary.contains("does not diagnose"),
        "{summary}"
    );

    let frames = PathBuf::from(&out).join("frames.jsonl");
    let (found, truth) = (read_lines(&frames), read_lines(Path::new(&labels)));
    assert_eq!((found.len(), truth.len()), (10, 10));
    for (number, line) in found.iter().enumerate() {
        assert_eq!(line["frame"], number);
        assert_eq!(line["time_ms"], 100.0 * number as f64);
        assert_eq!(line["picture"], "live");
        assert_eq!(line["sector"].as_array().unwrap().len(), 4);
        let structures = line["structures"].as_array().unwrap();
        assert!(
            structures
                .iter()
                .all(|s| s["box"].as_array().unwrap().len() == 4)
        );
    }
    let keys = |line: &Value| {
        line.as_object()
            .unwrap()
            .keys()
            .cloned()
            .collect::<Vec<_>>()
    };
    let mut with_label = [keys(&found[0]), vec!["label".to_owned()]].concat();
    // Nobody looked how sharp a labelled picture is, or how its valves show.
    with_label.retain(|key| key != "sharpness" && key != "valve_lines");
    let sorted = |mut keys: Vec<String>| {
        keys.sort();
        keys
    };
    assert_eq!(sorted(with_label), sorted(keys(&truth[0])));
    assert_eq!(truth[0]["label"]["case"], "normal");

    let exam: Value =
        serde_json::from_slice(&fs::read(PathBuf::from(&out).join("exam.json")).unwrap()).unwrap();
    assert_eq!(exam["model"]["name"], "tiny");
    assert_eq!(exam["model"]["sha256"].as_str().unwrap().len(), 64);
    assert_eq!(exam["profile"]["name"], "isuog-2023");
    assert_eq!(exam["frames"], 10);
    assert!(
        exam["items"]
            .as_array()
            .unwrap()
            .iter()
            .all(|item| item["state"].is_string())
    );
    let screen = image::open(PathBuf::from(&out).join("screen.png")).unwrap();
    assert_eq!((screen.width(), screen.height()), (1280, 800));

    let figures = succeed(&[
        "evaluate",
        "--labels",
        &labels,
        "--frames",
        frames.to_str().unwrap(),
        "--json",
        "-",
    ]);
    let figures: Value = serde_json::from_str(&figures).unwrap();
    assert_eq!(figures["frames"], 10);
    let perfect = scratch.path("perfect.json");
    succeed(&[
        "evaluate", "--labels", &labels, "--frames", &labels, "--json", &perfect,
    ]);
    let perfect: Value = serde_json::from_slice(&fs::read(perfect).unwrap()).unwrap();
    assert_eq!(
        (&perfect["mean_ap50"]["value"], &perfect["schema"]),
        (&1.0.into(), &2.into())
    );
}

#[test]
fn the_same_input_gives_the_same_bytes() {
    let (first, second) = (Scratch::new(), Scratch::new());
    let results = [&first, &second].map(|scratch| {
        let ((clip, labels), out) = (scratch.clip(), scratch.path("out"));
        succeed(&["read", &clip, "--out", &out, "--model", &tiny_pack()]);
        let out = PathBuf::from(out);
        ["frames.jsonl", "exam.json", "screen.png"]
            .map(|name| out.join(name))
            .into_iter()
            .chain([PathBuf::from(clip), PathBuf::from(labels)])
            .map(|path| fs::read(path).unwrap())
            .collect::<Vec<_>>()
    });
    assert!(results[0] == results[1], "two runs differ");
}

#[test]
fn a_replay_ends_by_itself() {
    let scratch = Scratch::new();
    let ((clip, _), out) = (scratch.clip(), scratch.path("out"));
    let events = scratch.path("events.jsonl");
    let (start, tiny) = (Instant::now(), tiny_pack());
    let said = succeed(&[
        "run",
        "--source",
        &clip,
        "--model",
        &tiny,
        "--page-port",
        "0",
        "--events",
        &events,
        "--out",
        &out,
    ]);
    // Ten frames at 10 a second, in real time.
    assert!(
        start.elapsed() >= Duration::from_millis(900),
        "faster than its own rate"
    );
    assert!(said.contains("live page: http://127.0.0.1:"), "{said}");
    let frames = read_lines(&PathBuf::from(&out).join("frames.jsonl"));
    assert!(!frames.is_empty() && frames.len() <= 10);
    assert_eq!(frames.last().unwrap()["frame"], 9);
    events_are_those_of(&read_lines(Path::new(&events)), Path::new(&out));
}

/// The numbers rise by one, the service runs, and the last state of each item is that of the record.
fn events_are_those_of(events: &[Value], out: &Path) {
    let numbers = events.iter().map(|event| event["number"].as_u64().unwrap());
    assert!(numbers.eq(0..events.len() as u64));
    let states = events.iter().filter(|event| event["event"] == "state");
    assert!(
        states
            .clone()
            .any(|event| event["state"] == "running" && event["fault"].is_null())
    );
    assert!(
        states
            .clone()
            .all(|event| event["state"] == "running" || event["fault"].is_string())
    );
    let exam: Value = serde_json::from_slice(&fs::read(out.join("exam.json")).unwrap()).unwrap();
    for event in events.iter().filter(|event| event["event"] == "item") {
        let items = exam["items"].as_array().unwrap();
        let item = items.iter().find(|item| item["id"] == event["id"]).unwrap();
        let mut later = events.iter().rev().filter(|e| e["id"] == event["id"]);
        assert_eq!(later.next().unwrap()["state"], item["state"], "{event}");
    }
    assert!(
        events.iter().any(|event| event["event"] == "item"),
        "{events:?}"
    );
}

#[test]
fn ctrl_c_ends_a_run_cleanly_and_the_page_is_there_until_then() {
    let scratch = Scratch::new();
    let out = scratch.path("out");
    let mut service = program()
        .args([
            "run",
            "--source",
            "phantom",
            "--page-port",
            "0",
            "--model",
            &tiny_pack(),
        ])
        .args(["--out", &out])
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut said = BufReader::new(service.stdout.take().unwrap());
    let address = said
        .by_ref()
        .lines()
        .map(Result::unwrap)
        .find_map(|line| Some(line.split_once("http://")?.1.split('/').next()?.to_owned()))
        .unwrap();
    std::net::TcpStream::connect(&address).unwrap();
    std::thread::sleep(Duration::from_millis(1500));
    let start = Instant::now();
    // SAFETY: the process is our own child and still runs.
    let sent = unsafe { libc::kill(i32::try_from(service.id()).unwrap(), libc::SIGINT) };
    assert_eq!(sent, 0);
    let status = service.wait().unwrap();
    assert!(
        start.elapsed() < Duration::from_secs(2),
        "took {:?}",
        start.elapsed()
    );
    assert!(status.success(), "{status}");
    let mut rest = String::new();
    said.read_to_string(&mut rest).unwrap();
    assert!(
        rest.contains("checklist isuog-2023") && rest.contains("results: "),
        "{rest}"
    );
    assert!(PathBuf::from(&out).join("screen.png").exists());
    assert!(std::net::TcpStream::connect(&address).is_err());
}

#[test]
fn a_missing_device_is_a_state_and_not_an_end() {
    let said = succeed(&[
        "run",
        "--source",
        "v4l2:/dev/no-such-video",
        "--model",
        &tiny_pack(),
        "--page-port",
        "0",
        "--seconds",
        "1",
        "--json",
    ]);
    let exam: Value = serde_json::from_str(&said).unwrap();
    assert!(exam["picture"]["no_signal"].as_u64().unwrap() > 0, "{said}");
    let states = exam["items"].as_array().unwrap();
    assert!(
        states.iter().all(|item| item["state"] == "cannot_assess"),
        "{said}"
    );
}

#[test]
fn a_bench_measures_and_its_steady_state_allocates_nothing() {
    let said = succeed(&[
        "bench",
        "--model",
        &tiny_pack(),
        "--seconds",
        "1",
        "--json",
        "-",
    ]);
    let figures: Value = serde_json::from_str(&said).unwrap();
    let stages = figures["stages"].as_array().unwrap();
    assert_eq!(stages.len(), 7, "{said}");
    for stage in stages {
        // The engine allocates as it likes; the sector is found anew once a second.
        let free = ["model", "sector"]
            .map(Value::from)
            .contains(&stage["name"]);
        let allocations = stage["allocations_per_frame"].as_f64().unwrap();
        // A letter's outline is filled when it is drawn for the first time, and never again.
        let most = if stage["name"] == "draw" { 0.1 } else { 0.0 };
        assert!(free || allocations <= most, "{stage}");
        assert!(stage["p99_ms"].as_f64().unwrap() >= stage["median_ms"].as_f64().unwrap());
    }
    let live = &figures["live"];
    assert!(live["frames"].as_u64().unwrap() > 0, "{said}");
    assert!(
        live["source_to_screen_ms_p99"].as_f64().unwrap() > 0.0,
        "{said}"
    );
    assert!(
        live["resident_bytes_max"].as_u64().unwrap() > 1 << 20,
        "{said}"
    );
}

#[test]
fn every_command_explains_itself() {
    for command in ["run", "read", "phantom", "evaluate", "bench"] {
        let help = succeed(&[command, "--help"]);
        assert!(help.contains("Usage: second-reader "), "{help}");
        // A clip is for programs as it is.
        assert!(command == "phantom" || help.contains("--json"), "{help}");
    }
    assert!(succeed(&["--help"]).contains("does not diagnose"));
}

#[test]
fn capture_says_what_is_missing_and_what_to_do() {
    let folder = TempDir::new().unwrap();
    let dev = folder.path().to_str().unwrap();
    let no_sys = format!("{dev}/sys");
    let stderr = refuse(&["capture", "list", "--dev", dev, "--sys", &no_sys]);
    assert!(
        stderr.contains("the kernel knows no video devices"),
        "{stderr}"
    );
    let stderr = refuse(&["capture", "list", "--dev", dev, "--sys", dev]);
    assert!(stderr.contains("there is no capture device"), "{stderr}");
    let json = succeed(&["capture", "list", "--dev", dev, "--json"]);
    let json: Value = serde_json::from_str(&json).unwrap();
    assert_eq!(json["devices"].as_array().unwrap().len(), 0);

    let clip = folder.path().join("clip.y4m");
    let clip = clip.to_str().unwrap();
    refuse(&["capture", "test", "--dev", dev]);
    refuse(&[
        "capture",
        "record",
        "--dev",
        dev,
        "--seconds",
        "1",
        "--out",
        clip,
    ]);
    // A file is no device, and a board of another source names none.
    fs::write(folder.path().join("video0"), "").unwrap();
    let node = format!("{dev}/video0");
    let stderr = refuse(&["capture", "test", "--device", &node, "--seconds", "1"]);
    assert!(stderr.contains("not a video device"), "{stderr}");
    refuse(&[
        "capture",
        "record",
        "--device",
        &node,
        "--seconds",
        "1",
        "--out",
        clip,
    ]);
    assert!(!Path::new(clip).exists());
    let board = folder.path().join("board.toml");
    fs::write(&board, "[source]\nkind = \"phantom\"\n").unwrap();
    let stderr = refuse(&["capture", "test", "--board", board.to_str().unwrap()]);
    assert!(stderr.contains("no capture device"), "{stderr}");
}
