//! `second-reader barcode` as a person runs it: pictures and tables of exams, of tables, and of what is neither.
//!
//! `SECOND_READER_BLESS=1 cargo test --test barcode` renews the snapshot; look at it before it is committed.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::print_stdout)]

mod program;
mod reference;

use std::{
    fmt::Write as _,
    fs,
    path::{Path, PathBuf},
};

use image::RgbImage;
use program::{refuse, run, succeed, text};
use second_reader::{
    anatomy::{Structure, StructureMap, View},
    record::{FrameRecord, StructureRecord, write_frame},
};
use tempfile::TempDir;

/// Where the tracks of a picture begin and end, and their rows, pixels.
const LEFT: u32 = 152;
const RIGHT_MARGIN: u32 = 16;
const TOP: u32 = 57;
const PITCH: u32 = 17;
const TRACK: [u8; 3] = [0x1a, 0x21, 0x2c];
const HATCH: [u8; 3] = [0x55, 0x60, 0x70];

struct Folder(TempDir);

impl Folder {
    fn new() -> Self {
        Self(TempDir::new().unwrap())
    }

    fn name(&self, file: &str) -> String {
        self.0.path().join(file).display().to_string()
    }

    fn write(&self, file: &str, content: impl AsRef<[u8]>) -> String {
        fs::write(self.0.path().join(file), content).unwrap();
        self.name(file)
    }

    fn read(&self, file: &str) -> Vec<u8> {
        fs::read(self.0.path().join(file)).unwrap()
    }

    fn picture(&self, file: &str) -> RgbImage {
        image::open(self.0.path().join(file)).unwrap().into_rgb8()
    }
}

fn found(name: Structure, confidence: f32) -> StructureRecord {
    StructureRecord {
        name,
        confidence,
        rect: [10.0, 10.0, 20.0, 20.0],
        difficult: false,
    }
}

fn frame(
    number: u64,
    picture: &'static str,
    view: View,
    found: Vec<StructureRecord>,
) -> FrameRecord {
    FrameRecord {
        frame: number,
        time_ms: number as f64 * 40.0,
        picture: picture.into(),
        view,
        structures: found,
        ..FrameRecord::default()
    }
}

fn lines(records: &[FrameRecord]) -> Vec<u8> {
    let mut bytes = Vec::new();
    for record in records {
        write_frame(&mut bytes, record).unwrap();
    }
    bytes
}

/// Ten seconds: abdomen, a freeze, chambers, vessels; the crux in one frame alone.
fn exam() -> Vec<FrameRecord> {
    let of = |number: u64| match number {
        0..60 => frame(
            number,
            "live",
            View::Abdomen,
            vec![
                found(Structure::Stomach, 0.9),
                found(Structure::Spine, 0.2 + 0.01 * number as f32),
            ],
        ),
        60..100 => frame(number, "frozen", View::None, Vec::new()),
        100 => frame(
            number,
            "live",
            View::FourChamber,
            vec![found(Structure::Crux, 0.5)],
        ),
        // The grabber is quicker than the scanner.
        101..180 if number.is_multiple_of(2) => {
            frame(number, "repeated", View::FourChamber, Vec::new())
        }
        101..180 => frame(
            number,
            "live",
            View::FourChamber,
            vec![
                found(Structure::RightAtrium, 0.95),
                found(Structure::LeftAtrium, 0.4),
            ],
        ),
        _ => frame(
            number,
            "live",
            View::ThreeVessel,
            vec![found(Structure::SuperiorVenaCava, 1.0)],
        ),
    };
    (0..250).map(of).collect()
}

/// The pixels of a row of the picture.
fn row(picture: &RgbImage, at: u32) -> Vec<[u8; 3]> {
    let y = TOP + PITCH * at + 4;
    let columns = LEFT..picture.width() - RIGHT_MARGIN;
    columns.map(|x| picture.get_pixel(x, y).0).collect()
}

/// The row of the crux.
const CRUX: u32 = 8;

#[test]
fn an_exam_looks_as_it_should() {
    let folder = Folder::new();
    let frames = folder.write("frames.jsonl", lines(&exam()));
    let png = folder.name("barcode.png");
    let printed = succeed(&[
        "barcode", &frames, "--out", &png, "--width", "900", "--title", "An exam",
    ]);
    assert!(
        printed.starts_with("250 frames to 10.0 s, 40 not analysed in "),
        "{printed}"
    );
    let drawn = folder.picture("barcode.png");
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/snapshots/barcode.png");
    if std::env::var_os("SECOND_READER_BLESS").is_some() {
        drawn.save(&path).unwrap();
    }
    let expected = image::open(&path).expect("snapshot is there").into_rgb8();
    assert!(
        drawn == expected,
        "{} looks otherwise; SECOND_READER_BLESS=1 renews it",
        path.display()
    );
}

#[test]
fn one_frame_is_seen_at_any_width_and_a_freeze_is_hatched() {
    let folder = Folder::new();
    let frames = folder.write("frames.jsonl", lines(&exam()));
    for width in ["640", "641", "999", "4000"] {
        succeed(&[
            "barcode",
            &frames,
            "--out",
            &folder.name("x.png"),
            "--width",
            width,
        ]);
        let picture = folder.picture("x.png");
        assert_eq!(picture.width().to_string(), width);
        let crux = row(&picture, CRUX);
        // Frame 100 of 250.
        let there = crux
            .iter()
            .position(|p| ![TRACK, HATCH].contains(p) && p[0] > 0x50);
        let there = there.unwrap() as f64 / crux.len() as f64;
        assert!((there - 0.4).abs() < 0.01, "{width}: {there}");
        // Frames 60 to 99, in every row.
        for at in 0..23 {
            let row = row(&picture, at);
            let hatched: Vec<_> = (0..row.len()).filter(|x| row[*x] == HATCH).collect();
            let share = |x: usize| x as f64 / row.len() as f64;
            let (first, last) = (share(hatched[0]), share(*hatched.last().unwrap()));
            assert!((first - 0.24).abs() < 0.015, "{width}, row {at}: {first}");
            assert!((last - 0.40).abs() < 0.015, "{width}, row {at}: {last}");
        }
    }
}

#[test]
fn the_table_says_what_the_frames_say_and_comes_back_as_the_same_picture() {
    let folder = Folder::new();
    let frames = folder.write("frames.jsonl", lines(&exam()));
    let (csv, again) = (folder.name("a.csv"), folder.name("b.csv"));
    let (one, two) = (folder.name("a.png"), folder.name("b.png"));
    succeed(&[
        "barcode", &frames, "--out", &one, "--csv", &csv, "--title", "T",
    ]);
    succeed(&[
        "barcode", &csv, "--out", &two, "--csv", &again, "--title", "T",
    ]);
    assert_eq!(folder.read("a.csv"), folder.read("b.csv"));
    assert_eq!(folder.read("a.png"), folder.read("b.png"));

    let table = text(&folder.read("a.csv"));
    let mut rows = table.lines();
    let names: Vec<_> = rows.next().unwrap().split(',').collect();
    assert_eq!(names[..4], ["frame", "time_ms", "picture", "view"]);
    let structures: Vec<_> = Structure::ALL.iter().map(|s| s.name()).collect();
    assert_eq!(names[4..], structures);
    let row: Vec<_> = rows.nth(100).unwrap().split(',').collect();
    assert_eq!(row[..5], ["100", "4000", "live", "four_chamber", "0.5"]);
    assert!(row[5..].iter().all(|value| *value == "0"), "{row:?}");

    let scored = succeed(&["score", &csv, "--json"]);
    let report: serde_json::Value = serde_json::from_str(&scored).unwrap();
    assert_eq!(
        (&report["kind"], &report["frames"]),
        (&"sweep".into(), &250.into())
    );
    assert_eq!(report["fps"], serde_json::Value::Null);
}

#[test]
fn what_read_writes_is_what_the_command_draws() {
    let folder = Folder::new();
    let (clip, out) = (folder.name("clip.y4m"), folder.name("out"));
    succeed(&[
        "phantom",
        "--seed",
        "3",
        "--seconds",
        "2",
        "--fps",
        "8",
        "--size",
        "640x480",
        "--out",
        &clip,
    ]);
    succeed(&["read", &clip, "--out", &out]);
    let frames = format!("{out}/frames.jsonl");
    succeed(&[
        "barcode",
        &frames,
        "--csv",
        &folder.name("b.csv"),
        "--out",
        &folder.name("b.png"),
    ]);
    assert_eq!(folder.read("out/barcode.csv"), folder.read("b.csv"));
    let (read, drawn) = (folder.picture("out/barcode.png"), folder.picture("b.png"));
    for at in 0..23 {
        assert_eq!(row(&read, at), row(&drawn, at), "row {at}");
    }
}

#[test]
fn structures_that_nobody_looked_for_are_hatched_and_have_no_column() {
    let folder = Folder::new();
    let names: Vec<_> = Structure::ALL[..18].iter().map(|s| s.name()).collect();
    let mut table = format!("frame,{}\n", names.join(","));
    for frame in 0..7 {
        writeln!(table, "{frame}{}", ",0.5".repeat(18)).unwrap();
    }
    let table = folder.write("sweep.csv", table);
    let (png, csv) = (folder.name("x.png"), folder.name("x.csv"));
    succeed(&["barcode", &table, "--out", &png, "--csv", &csv]);
    let picture = folder.picture("x.png");
    let hatched = (0..23).map(|at| row(&picture, at).contains(&HATCH));
    // Thorax, heart, apex; arch and trachea.
    let expected = (0..23).map(|at| [5, 6, 7, 21, 22].contains(&at));
    assert!(hatched.eq(expected));
    let header = text(&folder.read("x.csv"));
    let header = header.lines().next().unwrap();
    assert!(header.ends_with("ductus_arteriosus"), "{header}");
}

#[test]
fn the_published_sweeps_show_the_heart_between_the_stomach_and_the_vessels() {
    let Some(root) = reference::holding("sono/sweeps/normal-1.csv") else {
        return;
    };
    let folder = Folder::new();
    for sweep in (1..=5).map(|n| format!("normal-{n}")) {
        let table = root.join(format!("sono/sweeps/{sweep}.csv"));
        succeed(&[
            "barcode",
            &table.display().to_string(),
            "--out",
            &folder.name("x.png"),
        ]);
        let picture = folder.picture("x.png");
        // Where the brighter half of what a row shows lies, in the mean.
        let middle = |at: u32| {
            let row = row(&picture, at);
            let light: Vec<_> = row
                .iter()
                .map(|p| p.iter().map(|v| f64::from(*v)).sum())
                .collect();
            let ground: f64 = TRACK.iter().map(|v| f64::from(*v)).sum();
            let over: Vec<f64> = light.iter().map(|l: &f64| (l - ground).max(0.0)).collect();
            let sum: f64 = over.iter().sum();
            assert!(sum > 0.0, "{sweep}, row {at}: nothing");
            over.iter()
                .enumerate()
                .map(|(x, l)| x as f64 * l)
                .sum::<f64>()
                / sum
        };
        let (stomach, chamber, vein) = (middle(0), middle(12), middle(20));
        assert!(
            stomach < chamber && chamber < vein,
            "{sweep}: {stomach} {chamber} {vein}"
        );
    }
}

#[test]
fn what_is_wrong_is_said_with_what_to_do() {
    let folder = Folder::new();
    let frames = folder.write("frames.jsonl", lines(&exam()));
    let png = folder.name("x.png");
    let structures = StructureMap([true; Structure::COUNT]);
    let header: Vec<_> = structures.iter().map(|(s, _)| s.name()).collect();
    let header = header.join(",");
    let row = |start: &str| format!("{start}{}\n", ",0".repeat(23));
    let table = |file: &str, first: &str, start: &str| {
        folder.write(file, format!("{first},{header}\n{}", row(start)))
    };
    let narrow = ["barcode", &frames, "--out", &png, "--width", "639"];
    for (arguments, message) in [(&narrow[..2], "required"), (&narrow, "640..=16384")] {
        let output = run(arguments);
        let complaint = text(&output.stderr);
        assert_eq!(output.status.code(), Some(2), "{complaint}");
        assert!(
            complaint.contains(message) && complaint.contains("--help"),
            "{complaint}"
        );
    }
    for (arguments, message) in [
        (
            vec![frames.clone(), "--out".into(), frames.clone()],
            "is an input too",
        ),
        (
            vec![
                frames.clone(),
                "--out".into(),
                png.clone(),
                "--csv".into(),
                png.clone(),
            ],
            "twice",
        ),
        (
            vec![
                frames,
                "--out".into(),
                folder.0.path().display().to_string(),
            ],
            "a folder is there",
        ),
        (
            vec![folder.name("none.jsonl"), "--out".into(), png.clone()],
            "No such file",
        ),
        (
            vec![folder.write("empty.csv", ""), "--out".into(), png.clone()],
            "no frames in it",
        ),
        (
            vec![folder.write("a.jsonl", "{}\n"), "--out".into(), png.clone()],
            "a.jsonl:1: not a frame",
        ),
        (
            vec![
                table("case.csv", "case,frame", "1,0"),
                "--out".into(),
                png.clone(),
            ],
            "case 1 has 1 frames",
        ),
        (
            vec![
                table("time.csv", "frame,time_ms", "0,-1"),
                "--out".into(),
                png.clone(),
            ],
            "time.csv:2: `-1` is no time",
        ),
        (
            vec![
                table("view.csv", "frame,view", "0,5ch"),
                "--out".into(),
                png.clone(),
            ],
            "`5ch` is no view",
        ),
        (
            vec![
                table("seen.csv", "frame,picture", "0,good"),
                "--out".into(),
                png.clone(),
            ],
            "`good` is no picture",
        ),
        (
            vec![
                table("both.csv", "case,frame,view", "1,0,none"),
                "--out".into(),
                png.clone(),
            ],
            "case is not",
        ),
    ] {
        let mut all = vec!["barcode"];
        all.extend(arguments.iter().map(String::as_str));
        let complaint = refuse(&all);
        assert!(complaint.contains(message), "{complaint}");
        assert!(!PathBuf::from(&png).exists(), "{arguments:?}");
    }
}
