//! `second-reader score` as a person runs it: on the published system's own tables and sweeps where the
//! reference data is there, on tables written here, and on what is no table.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::print_stdout)]

mod reference;

use std::{
    fmt::Write as _,
    fs,
    path::{Path, PathBuf},
    process::{Command, Output},
};

use serde_json::Value;
use tempfile::TempDir;

const STRUCTURES: [&str; 18] = [
    "crux",
    "ventricular_septum",
    "right_atrium",
    "tricuspid_valve",
    "right_ventricle",
    "left_atrium",
    "mitral_valve",
    "left_ventricle",
    "pulmonary_artery",
    "ascending_aorta",
    "superior_vena_cava",
    "descending_aorta",
    "stomach",
    "spine",
    "umbilical_vein",
    "inferior_vena_cava",
    "pulmonary_vein",
    "ductus_arteriosus",
];

fn score(arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_second-reader"));
    command.arg("score").args(arguments).output().unwrap()
}

fn text(output: &[u8]) -> String {
    String::from_utf8(output.to_vec()).unwrap()
}

/// What it prints, where that is no failure.
fn said(arguments: &[&str]) -> String {
    let output = score(arguments);
    assert!(output.status.success(), "{}", text(&output.stderr));
    text(&output.stdout)
}

fn json(arguments: &[&str]) -> Value {
    serde_json::from_str(&said(&[arguments, &["--json"]].concat())).unwrap()
}

/// The folder of the published tables, where this checkout has one.
fn sono() -> Option<PathBuf> {
    reference::holding("sono/published-scores.csv").map(|root| root.join("sono"))
}

fn name(folder: &Path, file: &str) -> String {
    folder.join(file).display().to_string()
}

/// A table written here.
struct Made {
    folder: TempDir,
}

impl Made {
    fn new() -> Self {
        let folder = TempDir::new().unwrap();
        Self { folder }
    }

    fn write(&self, file: &str, content: impl AsRef<[u8]>) -> String {
        fs::write(self.folder.path().join(file), content).unwrap();
        name(self.folder.path(), file)
    }
}

/// Rows of a case: each of the named structures with a confidence, in each of `frames` frames.
fn rows(key: &str, frames: std::ops::Range<usize>, found: &[(usize, f64)]) -> String {
    let mut rows = String::new();
    for frame in frames {
        let confidence = |at: usize| {
            found
                .iter()
                .find(|(s, _)| *s == at)
                .map_or(0.0, |(_, c)| *c)
        };
        let all: Vec<_> = (0..18).map(|at| confidence(at).to_string()).collect();
        writeln!(rows, "{key}{frame},{}", all.join(",")).unwrap();
    }
    rows
}

fn header(before: &str) -> String {
    format!("{before}frame,{}\n", STRUCTURES.join(","))
}

fn heart(confidence: f64) -> Vec<(usize, f64)> {
    (0..8).map(|at| (at, confidence)).collect()
}

fn vessels(confidence: f64) -> Vec<(usize, f64)> {
    [8, 9, 10, 17].map(|at| (at, confidence)).to_vec()
}

/// Published score and area under the curve of each view.
#[test]
fn every_published_score_comes_out_exactly() {
    let Some(folder) = sono() else { return };
    let published = fs::read_to_string(folder.join("published-scores.csv")).unwrap();
    for (views, area) in [("heart", 0.787), ("vessels", 0.891)] {
        let report = json(&[&name(&folder, &format!("frames-{views}.csv"))]);
        assert_eq!(report["tables"][0]["views"], views);
        let cases = report["cases"].as_array().unwrap();
        assert_eq!(cases.len(), 84);
        // They are numbered through there; here the abnormal ones start at 1 again.
        let lines: Vec<_> = published
            .lines()
            .filter(|line| line.starts_with(views))
            .collect();
        assert_eq!(lines.len(), 84);
        for (line, case) in lines.iter().zip(cases) {
            let fields: Vec<_> = line.split(',').collect();
            let number: usize = fields[1].parse().unwrap();
            let number = if fields[2] == "chd" {
                number - 42
            } else {
                number
            };
            assert_eq!(case["case"], number.to_string(), "{line}");
            assert_eq!(case["label"], fields[2], "{line}");
            let expected: f64 = fields[3].parse().unwrap();
            assert_eq!(
                case["planes"][0]["published"].as_f64(),
                Some(expected),
                "{line}"
            );
        }
        let found = report["area_under_roc"]["planes"][0]["published"]
            .as_f64()
            .unwrap();
        assert!((found - area).abs() < 5e-4, "{views}: {found}");
    }
}

/// The figures of docs/score.md that need no Python.
#[test]
fn both_views_together_tell_more_than_either_published_score() {
    let Some(folder) = sono() else { return };
    let (heart, vessels) = (
        name(&folder, "frames-heart.csv"),
        name(&folder, "frames-vessels.csv"),
    );
    let report = json(&[&vessels, &heart]);
    let areas = &report["area_under_roc"];
    let near = |value: &Value, expected: f64| {
        assert!((value.as_f64().unwrap() - expected).abs() < 5e-4, "{areas}");
    };
    near(&areas["shortfall"], 0.959);
    near(&areas["planes"][0]["shortfall"], 0.859);
    near(&areas["planes"][1]["shortfall"], 0.859);
    assert!(
        report["assumption"]
            .as_str()
            .unwrap()
            .contains("assumption"),
        "{report}"
    );

    let again = |label: &str| {
        let cases = report["cases"].as_array().unwrap().iter();
        cases
            .filter(|case| case["label"] == label && case["above_percent_of_normal"] == 90)
            .inspect(|case| assert!(!case["look_again"].as_array().unwrap().is_empty(), "{case}"))
            .count()
    };
    // A tenth of the normal cases lie above their own 90th centile.
    assert_eq!((again("normal"), again("chd")), (5, 36));
}

#[test]
fn sweeps_show_their_views_in_order_and_get_scores() {
    let Some(folder) = sono() else { return };
    let mut with_vessels = 0;
    for sweep in (1..=5)
        .map(|n| format!("normal-{n}"))
        .chain((2..=6).map(|n| format!("chd-{n}")))
    {
        let file = name(&folder, &format!("sweeps/{sweep}.csv"));
        let report = json(&[&file]);
        let lines = fs::read_to_string(&file).unwrap().lines().count();
        assert_eq!(report["frames"], lines - 1, "{sweep}");
        let spans = report["views"].as_array().unwrap();
        let mut ends = spans.iter().map(|span| &span["range"]);
        let mut before = ends.next().unwrap();
        for range in ends {
            assert!(before[1].as_u64() < range[0].as_u64(), "{sweep}");
            before = range;
        }
        let first = |views: &[&str]| {
            let mut of = spans
                .iter()
                .filter(|s| views.iter().any(|v| s["view"] == *v));
            of.next().map(|span| span["range"][0].as_u64().unwrap())
        };
        let vessels = first(&["three_vessel", "three_vessel_trachea"]);
        if let (Some(heart), Some(vessels)) = (first(&["four_chamber"]), vessels) {
            assert!(heart < vessels, "{sweep}");
            with_vessels += 1;
        }
        for (plane, told) in report["planes"]
            .as_array()
            .unwrap()
            .iter()
            .zip([None, Some(vessels)])
        {
            let [from, to] = [0, 1].map(|at| plane["frames"][at].as_u64().unwrap());
            assert_eq!(to - from, 19, "{sweep}");
            if let Some(told) = told {
                assert_eq!(plane["view_told"], told.is_some(), "{sweep}");
            }
            for score in ["published", "shortfall"] {
                assert!(
                    (0.0..=1.0).contains(&plane[score].as_f64().unwrap()),
                    "{plane}"
                );
            }
            // How the frames were chosen is not how those of the reference were.
            assert!(plane.get("above_percent_of_normal").is_none());
        }
        if sweep.starts_with("normal") {
            let items = report["items"].as_array().unwrap();
            let chambers = items.iter().find(|item| item["id"] == "F5").unwrap();
            assert_eq!(chambers["state"], "seen", "{sweep}");
        }
        // This one shows too little for any view to last.
        let told = said(&[&file]).contains("four_chamber");
        assert_eq!(told, sweep != "chd-6", "{sweep}");
    }
    assert!(
        with_vessels >= 6,
        "vessels behind the heart in {with_vessels} of ten sweeps"
    );
}

#[test]
fn a_case_without_its_left_heart_is_to_be_looked_at_again() {
    let made = Made::new();
    let mut less = heart(0.8);
    less.retain(|(at, _)| ![0, 1, 5, 6, 7].contains(at));
    let table = header("case,label,")
        + &rows("1,normal,", 1..21, &heart(0.8))
        + &rows("2,normal,", 1..21, &heart(0.6))
        + &rows("1,hlhs,", 1..21, &less);
    let file = made.write("heart.csv", table);
    let report = json(&[&file]);
    let of = |at: usize, key: &str| report["cases"][at][key].clone();
    assert_eq!(report["cases"][2]["planes"][0]["published"], 5.0 / 8.0);
    assert_eq!(of(0, "above_percent_of_normal"), 0);
    assert_eq!(of(0, "look_again").as_array().unwrap().len(), 0);
    assert_eq!(of(2, "above_percent_of_normal"), 90);
    let named = of(2, "look_again");
    assert_eq!(named[0]["name"], "left_ventricle", "{named}");
    assert!(
        named[0]["items"].as_array().unwrap().contains(&"F5".into()),
        "{named}"
    );
    assert_eq!(report["area_under_roc"]["shortfall"], 1.0);

    let shown = said(&[&file]);
    let line = shown
        .lines()
        .find(|line| line.starts_with("hlhs 1"))
        .unwrap();
    assert!(
        line.contains("0.625") && line.contains("left ventricle (F5"),
        "{shown}"
    );
    assert!(!shown.to_lowercase().contains("abnormal"), "{shown}");
    assert!(shown.contains("does not diagnose"), "{shown}");

    let plain = said(&[&file, "--no-findings"]);
    assert!(
        plain.contains("0.625") && !plain.contains("look again"),
        "{plain}"
    );
    let plain = json(&[&file, "--no-findings"]);
    assert!(plain["cases"][2].get("look_again").is_none(), "{plain}");
    assert!(
        plain["cases"][2].get("above_percent_of_normal").is_none(),
        "{plain}"
    );
}

#[test]
fn tables_pair_by_case_and_label_in_any_order() {
    let made = Made::new();
    let key = |case: u32, label: &str| format!("{case},{label},");
    let hearts = header("case,label,")
        + &rows(&key(1, "normal"), 1..21, &heart(0.8))
        + &rows(&key(1, "chd"), 1..21, &heart(0.1));
    let great = header("case,label,")
        + &rows(&key(1, "chd"), 1..21, &vessels(0.1))
        + &rows(&key(1, "normal"), 1..21, &vessels(1.0));
    let (hearts, great) = (made.write("h.csv", hearts), made.write("v.csv", great));
    for files in [[&*hearts, &*great], [&*great, &*hearts]] {
        let report = json(&files);
        assert_eq!(report["tables"][0]["views"], "heart");
        assert_eq!(report["cases"][0]["label"], "normal");
        let chd = &report["cases"][1];
        assert!(
            (chd["shortfall"].as_f64().unwrap() - 0.5).abs() < 1e-5,
            "{chd}"
        );
        assert!(said(&files).contains("an assumption"));
    }
    refused(
        &[&hearts, &hearts],
        &["both tables are taken for the same views: heart"],
    );
    let other = header("case,label,") + &rows("7,chd,", 1..21, &vessels(0.5));
    let other = made.write("other.csv", other);
    refused(
        &[&hearts, &other],
        &["h.csv:2: case 1 (normal) is not in", "other.csv"],
    );
    refused(&[&hearts, &great, "--views", "heart"], &["--views"]);
}

#[test]
fn what_a_table_shows_can_be_said_where_it_cannot_be_told() {
    let made = Made::new();
    let table = header("case,") + &rows("a,", 1..21, &[(13, 0.9)]);
    let file = made.write("dark.csv", table);
    refused(&[&file], &["heart views or vessel views?", "--views heart"]);
    let report = json(&[&file, "--views", "vessels"]);
    assert_eq!(report["tables"][0]["views"], "vessels");
    assert_eq!(report["cases"][0]["planes"][0]["published"], 1.0);
    assert!(report["cases"][0].get("label").is_none(), "{report}");
    assert!(report.get("area_under_roc").is_none(), "{report}");
}

#[test]
fn a_sweep_that_never_shows_the_vessels_says_so() {
    let made = Made::new();
    let mut table = header("") + &rows("", 0..30, &[(12, 0.9), (13, 0.9), (14, 0.8), (15, 0.8)]);
    let mut chambers = heart(0.9);
    chambers.extend([(11, 0.8), (13, 0.9)]);
    table += &rows("", 30..100, &chambers);
    let file = made.write("sweep.csv", table);
    let report = json(&[&file]);
    let views: Vec<_> = report["views"]
        .as_array()
        .unwrap()
        .iter()
        .map(|v| &v["view"])
        .collect();
    assert_eq!(views, ["abdomen", "four_chamber"]);
    assert_eq!(report["planes"][0]["frames"][0], 30);
    assert_eq!(report["planes"][0]["published"], 0.0);
    assert_eq!(report["planes"][1]["view_told"], false);
    assert_eq!(report["planes"][1]["published"], 1.0);
    let item = |id: &str| {
        let items = report["items"].as_array().unwrap();
        items.iter().find(|item| item["id"] == id).unwrap()["state"].clone()
    };
    assert_eq!((item("F5"), item("V1")), ("seen".into(), "not_seen".into()));
    let shown = said(&[&file]);
    assert!(
        shown.contains("frames 0 to ") && shown.contains("no view of it was told"),
        "{shown}"
    );
    refused(&[&file, &file], &["this is a sweep"]);
    refused(&[&file, "--views", "heart"], &["this is a sweep"]);
    refused(&[&file, "--fps", "0"], &["1 to 240"]);
}

/// Exit code 2, nothing on standard output, and on standard error each of the texts.
fn refused(arguments: &[&str], texts: &[&str]) {
    let output = score(arguments);
    let error = text(&output.stderr);
    assert_eq!(output.status.code(), Some(2), "{arguments:?}: {error}");
    assert!(output.stdout.is_empty(), "{arguments:?}");
    for expected in texts {
        assert!(error.contains(expected), "{arguments:?}: {error}");
    }
}

#[test]
fn bad_tables_are_refused_with_line_and_hint() {
    let made = Made::new();
    let good = header("case,label,") + &rows("1,normal,", 1..21, &heart(0.8));
    let with = |line: usize, from: &str, to: &str| {
        let mut lines: Vec<String> = good.lines().map(str::to_owned).collect();
        lines[line - 1] = lines[line - 1].replacen(from, to, 1);
        lines.join("\n")
    };
    let short = |lines: usize| good.lines().take(lines).collect::<Vec<_>>().join("\n");
    let twice = format!("{good}{}", rows("1,normal,", 1..21, &heart(0.8)));
    let between = rows("2,normal,", 1..21, &heart(0.8)) + &rows("1,normal,", 1..21, &[]);
    let blank = with(3, "0.8", "x").replace("1,normal,2,", "\n\n\n1,normal,2,");
    let sweep = header("") + &rows("", 0..19, &heart(0.8));
    let tables: &[(&str, String, &[&str])] = &[
        ("empty", String::new(), &[":1: there are no frames in it"]),
        ("header", short(1), &[":1: there are no frames in it"]),
        (
            "column",
            with(1, "mitral_valve,", ""),
            &[":1: missing: the column mitral_valve"],
        ),
        (
            "unknown",
            with(1, "stomach", "stomac"),
            &[":1: unknown column `stomac`"],
        ),
        (
            "doubled",
            with(1, "stomach", "spine"),
            &[":1: the column `spine` is there twice"],
        ),
        (
            "caseless",
            with(1, "case,", ""),
            &[":1: missing: the column case"],
        ),
        (
            "semicolons",
            good.replace(',', ";"),
            &[":1: unknown column", "separated by commas"],
        ),
        (
            "nan",
            with(7, "0.8", "NaN"),
            &[":7: `NaN` is no confidence, in the column crux"],
        ),
        (
            "infinite",
            with(7, "0.8", "inf"),
            &[":7: `inf` is no confidence"],
        ),
        (
            "text",
            with(8, "0.8", "high"),
            &[":8: `high` is no confidence"],
        ),
        ("hollow", with(8, "0.8", ""), &[":8: `` is no confidence"]),
        (
            "above",
            with(21, "0.8", "1.01"),
            &[":21: `1.01` is no confidence"],
        ),
        (
            "below",
            with(2, "0.8", "-0.1"),
            &[":2: `-0.1` is no confidence"],
        ),
        (
            "frame",
            with(2, "normal,1", "normal,-1"),
            &[":2: `-1` is no frame number"],
        ),
        (
            "far",
            with(2, "normal,1", "normal,99999999999"),
            &[":2: `99999999999`"],
        ),
        (
            "falling",
            with(5, "normal,4", "normal,3"),
            &[":5: frame 3 comes behind frame 3"],
        ),
        (
            "nameless",
            with(2, "1,normal", ",normal"),
            &[":2: `` is no name of a case"],
        ),
        (
            "ragged",
            with(9, "0.8,", ""),
            &[":9: 20 values where the first line names 21"],
        ),
        ("blank", blank, &[":6: `x` is no confidence"]),
        (
            "short",
            short(20),
            &[":2: case 1 (normal) has 19 frames", "20"],
        ),
        ("long", twice, &[":22: frame 1 comes behind frame 20"]),
        (
            "again",
            format!("{good}{between}"),
            &[":42: case 1 (normal) comes a second time"],
        ),
        ("sweep", sweep, &[":20: the sweep ends after 19 frames"]),
        ("quote", good.replacen("0.8", "\"0.8", 1), &[":", "hint:"]),
    ];
    for (file, table, texts) in tables {
        let path = made.write(&format!("{file}.csv"), table);
        refused(&[&path], texts);
        refused(&[&path, "--json"], &[&format!("{file}.csv:"), "hint: "]);
    }
    let mut binary = good.clone().into_bytes();
    let third = good.match_indices('\n').nth(1).unwrap().0 + 4;
    binary[third] = 0xff;
    refused(
        &[&made.write("binary.csv", &binary)],
        &[":3: this is not text", "hint: "],
    );
    binary[third] = 0;
    refused(
        &[&made.write("zero.csv", &binary)],
        &[":3: this is not text", "hint: "],
    );
    refused(
        &[&name(made.folder.path(), "none.csv")],
        &["none.csv: ", "hint: "],
    );
    refused(
        &[&name(made.folder.path(), "")],
        &["hint: name a table, not a folder"],
    );
}

#[test]
fn tables_of_spreadsheets_are_read() {
    let made = Made::new();
    let good = header("case,label,") + &rows("1,normal,", 1..21, &heart(0.8));
    let plain = json(&[&made.write("plain.csv", &good)]);
    // A mark of the byte order, line ends of another system, spaces, quotes, blank lines.
    let odd = good
        .replace(",0.8", " , 0.8")
        .replace("normal", "\"normal\"");
    let odd = format!("\u{feff}{odd}\n\n");
    let odd = json(&[&made.write("odd.csv", odd.replace('\n', "\r\n"))]);
    assert_eq!(plain["cases"], odd["cases"]);
}
