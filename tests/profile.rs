//! Checklist profiles as a hospital uses them: written, checked, explained, compared, and used.

#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::{
    fs,
    path::{Path, PathBuf},
    process::{Command, Output, Stdio},
};

use serde_json::Value;
use tempfile::TempDir;

const ROOT: &str = env!("CARGO_MANIFEST_DIR");
const EXAMPLE: &str = "docs/our-site.toml";

fn run(folder: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_second-reader"));
    command.env("SECOND_READER_ALLOW_UNSIGNED", "1");
    command.env_remove("RUST_LOG").stdin(Stdio::null());
    command
        .current_dir(folder)
        .args(arguments)
        .output()
        .unwrap()
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

fn succeed(folder: &Path, arguments: &[&str]) -> String {
    let output = run(folder, arguments);
    let stderr = text(&output.stderr);
    assert!(output.status.success(), "{arguments:?}: {stderr}");
    text(&output.stdout)
}

/// Runs `profile check` on what is wrong: exit code 2, and for each fault a line and a hint.
fn refuse(folder: &Path, files: &[&str]) -> Vec<(String, String)> {
    let output = run(folder, &[&["profile", "check"], files].concat());
    let stderr = text(&output.stderr);
    assert_eq!(output.status.code(), Some(2), "{files:?}: {stderr}");
    let lines: Vec<_> = stderr.lines().collect();
    let pairs = lines.chunks(2).map(|pair| {
        let [error, hint] = pair else {
            panic!("{stderr}");
        };
        let error = error.strip_prefix("error: ");
        let hint = hint.strip_prefix("hint: ");
        (
            error.expect(&stderr).to_owned(),
            hint.expect(&stderr).to_owned(),
        )
    });
    pairs.collect()
}

fn json(folder: &Path, arguments: &[&str]) -> Value {
    serde_json::from_slice(&run(folder, arguments).stdout).unwrap()
}

/// A folder for one test.
struct Scratch(TempDir);

impl Scratch {
    fn new() -> Self {
        Self(TempDir::new().unwrap())
    }

    fn path(&self) -> &Path {
        self.0.path()
    }

    fn file(&self, name: &str, content: &str) {
        fs::write(self.path().join(name), content).unwrap();
    }

    /// A profile of that name which goes on with `rest` behind its title.
    fn profile(&self, name: &str, rest: &str) {
        let head = format!("schema = 1\nname = \"{name}\"\nversion = \"1.0\"\ntitle = \"T\"\n");
        self.file(&format!("{name}.toml"), &(head + rest));
    }

    /// What `check` says of a profile `site.toml` that extends the international one.
    fn faults(&self, rest: &str) -> Vec<(String, String)> {
        self.profile("site", &format!("extends = \"isuog-2023@1.1\"\n{rest}"));
        refuse(self.path(), &["site.toml"])
    }
}

#[test]
fn the_example_of_the_docs_is_checked_and_explained_with_its_origins() {
    let root = Path::new(ROOT);
    let said = succeed(root, &["profile", "check", EXAMPLE, "japan-level-1"]);
    let lines: Vec<_> = said.lines().collect();
    assert!(
        lines[0].starts_with("docs/our-site.toml: st-example 2026.1, 28 items")
            && lines[0].contains("(isuog-2023 1.1.0: 1 removed, 2 edited, 1 added), sha256 "),
        "{said}"
    );
    assert!(lines[1].starts_with("japan-level-1 (built in): "), "{said}");

    let said = succeed(root, &["profile", "explain", EXAMPLE]);
    for part in [
        "st-example 2026.1: St. Example's heart screening",
        "without T3 No fourth vessel: docs/our-site.toml:8",
        "limits      axis_degrees 30 to 60 (St. Example's protocol 2026, section 3)",
        "from        isuog-2023 (built in), edited in docs/our-site.toml:11 (criterion, source, threshold)",
        "limits      rv_lv_width 0.86 to 1.23 at 16 to 28 weeks (Gabbay-Benziv 2015)",
    ] {
        assert!(said.contains(part), "{part}: {said}");
    }
    let said = succeed(root, &["profile", "explain", EXAMPLE, "--item", "s1"]);
    assert!(
        said.contains("S1   Trachea") && !said.contains("F3"),
        "{said}"
    );
    let output = run(root, &["profile", "explain", EXAMPLE, "--item", "T3"]);
    let stderr = text(&output.stderr);
    assert_eq!(output.status.code(), Some(2));
    assert!(
        stderr.contains("docs/our-site.toml:8 removes it"),
        "{stderr}"
    );

    let data = json(root, &["profile", "explain", EXAMPLE, "--json"]);
    assert_eq!(data["extends"][0]["name"], "isuog-2023");
    let items = data["items"].as_array().unwrap();
    let f3 = items.iter().find(|item| item["id"] == "F3").unwrap();
    assert_eq!(f3["threshold"][0]["min"], 30.0);
    assert_eq!(f3["from"][1]["line"], 11);
    let place = |id: &str| items.iter().position(|item| item["id"] == id).unwrap();
    assert_eq!(place("F11") + 1, place("F8"));
    assert_eq!(place("T1") + 1, place("S1"));
}

#[test]
fn the_docs_show_the_example_as_it_is_and_every_key() {
    let docs = fs::read_to_string(Path::new(ROOT).join("docs/profiles.md")).unwrap();
    let example = fs::read_to_string(Path::new(ROOT).join(EXAMPLE)).unwrap();
    let shown: String = example
        .lines()
        .map(|line| match line.is_empty() {
            true => "\n".to_owned(),
            false => format!("    {line}\n"),
        })
        .collect();
    assert!(
        docs.contains(&shown),
        "docs/profiles.md shows another {EXAMPLE}"
    );
    for key in [
        "schema",
        "name",
        "version",
        "title",
        "extends",
        "remove",
        "id",
        "view",
        "label",
        "structures",
        "needs",
        "criterion",
        "source",
        "threshold",
        "after",
        "before",
        "measure",
        "min",
        "max",
        "weeks",
        "rule",
        "axis_degrees",
        "heart_chest_diameter",
        "ra_la_width",
        "tricuspid_mitral_width",
        "pulmonary_aorta_width",
        "valve_offset",
        "heart_chest_area",
        "heart_chest_circumference",
        "rv_lv_width",
        "heart_rate_bpm",
    ] {
        assert!(
            docs.contains(&format!("| `{key}` |")),
            "docs/profiles.md lacks {key}"
        );
    }
}

#[test]
fn everything_that_is_wrong_is_told_in_one_go_with_place_and_nearest_name() {
    let scratch = Scratch::new();
    let faults = scratch.faults(
        "remvoe = []\nremove = [\"F33\", \"V3\"]\n\
         [[edit]]\nid = \"F5\"\nstructures = [\"left_atrim\", \"crux\"]\nview = \"four_chambers\"\n\
         [[edit]]\nid = \"V3\"\nlabel = \"x\"\n\
         [[edit]]\nid = \"F8\"\nlabel = \"四腔\"\nneeds = \"presense\"\n",
    );
    let expected = [
        ("6:1: the profile has no key `remvoe`", "`remove`"),
        ("7:11: there is no item `F33` in isuog-2023 1.1.0", "`F3`"),
        ("10:15: unknown structure `left_atrim`", "`left_atrium`"),
        ("11:8: unknown view `four_chambers`", "`four_chamber`"),
        ("13:6: `V3` is removed in line 7", "either"),
        ("17:9: `label` has signs that it cannot have", "ISO 8859-1"),
        ("18:9: unknown need `presense`", "`presence`"),
    ];
    assert_eq!(faults.len(), expected.len(), "{faults:#?}");
    for ((error, hint), (place, nearest)) in faults.iter().zip(expected) {
        assert!(error.starts_with(&format!("site.toml:{place}")), "{error}");
        assert!(hint.contains(nearest), "{error}: {hint}");
    }
    let data = json(scratch.path(), &["profile", "check", "site.toml", "--json"]);
    let errors = data[0]["errors"].as_array().unwrap();
    assert_eq!((data[0]["ok"].as_bool(), errors.len()), (Some(false), 7));
    assert_eq!(
        (&errors[2]["line"], &errors[2]["column"]),
        (&10.into(), &15.into())
    );
}

#[test]
fn each_rule_is_told_where_it_is_broken() {
    let scratch = Scratch::new();
    let item = "[[item]]\nid = \"N1\"\nview = \"lvot\"\nlabel = \"a\"\nstructures = [\"heart\"]\n\
                needs = \"presence\"\ncriterion = \"b\"\nsource = \"c\"\n";
    let edit = |id: &str, rest: &str| format!("[[edit]]\nid = \"{id}\"\n{rest}\n");
    let limits = |rest: &str| {
        format!(
            "[[edit]]\nid = \"F3\"\ncriterion = \"x\"\nsource = \"y\"\n\
             [[edit.threshold]]\nsource = \"y\"\n{rest}\n"
        )
    };
    for (rest, told) in [
        (
            format!("{item}{item}"),
            "15:6: the id `N1` is there twice, first in line 7",
        ),
        (
            item.replace("N1", "F3"),
            "7:6: `F3` is an item of isuog-2023 1.1.0 already",
        ),
        (
            item.replace("\"heart\"", ""),
            "7:6: `N1` needs the presence of nothing",
        ),
        (
            item.replace("\"heart\"", "\"heart\", \"heart\""),
            "10:24: the structure `heart` is there",
        ),
        (
            item.replace("label", "#"),
            "7:6: the item of `N1` has no `label`",
        ),
        (
            format!("{item}after = \"F99\"\n"),
            "14:9: there is no item `F99`",
        ),
        (
            format!("{item}after = \"N1\"\n"),
            "14:9: `N1` cannot stand beside itself",
        ),
        (
            format!("{item}after = \"F1\"\nbefore = \"F2\"\n"),
            "15:10: the item of `N1` has both",
        ),
        (
            edit("F3", "criterion = \"new\""),
            "7:6: `F3` has another criterion, but its source",
        ),
        (
            edit("F3", "threshold = []"),
            "7:6: `F3` has other limits, but its criterion",
        ),
        (
            edit("F7", "needs = \"presence\""),
            "7:6: `F7` needs presence and has limits",
        ),
        (
            edit("F3", "threshold = 3"),
            "8:13: `threshold` is no list of tables",
        ),
        (
            limits("measure = \"axis_degree\"\nmin = 1"),
            "12:11: unknown measure `axis_degree`",
        ),
        (
            limits("measure = \"axis_degrees\""),
            "10:1: the threshold has no limit",
        ),
        (
            limits("measure = \"axis_degrees\"\nmin = 3e5"),
            "13:7: 300000 is out of range",
        ),
        (
            limits("measure = \"axis_degrees\"\nmin = 60\nmax = 30"),
            "13:7: min = 60 is not below max = 30",
        ),
        (
            limits("measure = \"axis_degrees\"\nmin = 60\nweeks = [28, 20]"),
            "14:9: `weeks` is no span of weeks",
        ),
        (
            limits(
                "measure = \"axis_degrees\"\nmin = 30\n[[edit.threshold]]\nsource = \"y\"\nmeasure = \"axis_degrees\"\nmax = 60",
            ),
            "16:11: this threshold and `axis_degrees at least 30 (y)` hold at the same age",
        ),
    ] {
        let faults = scratch.faults(&rest);
        let told = format!("site.toml:{told}");
        assert!(
            faults.len() == 1 && faults[0].0.starts_with(&told),
            "{told}: {faults:#?}"
        );
    }
}

#[test]
fn bad_toml_is_told_by_line_beside_what_can_be_read() {
    let scratch = Scratch::new();
    let faults = scratch.faults("[[edit]]\nid = \"F3\nlabel = Axis\nview = \"lvott\"\n");
    let places: Vec<_> = faults.iter().map(|(error, _)| &error[..12]).collect();
    assert_eq!(
        places,
        ["site.toml:7:", "site.toml:8:", "site.toml:9:"],
        "{faults:#?}"
    );
    assert!(faults[0].1.contains("double quotes"), "{faults:#?}");
    let faults = scratch.faults("remove = [\"F3\"\n[[edit]]\nid = \"F4\"\nlabel = \"x\"\n");
    assert_eq!(faults.len(), 1, "{faults:#?}");
    scratch.file("schema.toml", "schema = 7\nthing = 1\n");
    let faults = refuse(scratch.path(), &["schema.toml"]);
    assert_eq!(faults.len(), 1);
    assert_eq!(faults[0].0, "schema.toml:1:10: unknown schema");
}

#[test]
fn bases_are_told_where_they_are_named() {
    let scratch = Scratch::new();
    let edit = "[[edit]]\nid = \"F3\"\nlabel = \"x\"\n";
    for (extends, told, hint) in [
        (
            "isuog-2023@0.9",
            "written against isuog-2023 0.9, but isuog-2023 is 1.1.0 now",
            "@1.1\"",
        ),
        (
            "isuog-2023",
            "`isuog-2023` is named without its version",
            "isuog-2023@1.1\"",
        ),
        (
            "isoug-2023@1.0",
            "unknown profile `isoug-2023`",
            "`isuog-2023`",
        ),
        ("none.toml@1", "`none.toml`: No such file", "relative"),
        (
            "site.toml@1",
            "`site.toml` extends itself: site.toml",
            "own",
        ),
        ("other.toml@1", "`other.toml`: this is no file", "relative"),
    ] {
        fs::create_dir_all(scratch.path().join("other.toml")).unwrap();
        scratch.profile("site", &format!("extends = \"{extends}\"\n{edit}"));
        let faults = refuse(scratch.path(), &["site.toml"]);
        assert_eq!(faults.len(), 1, "{faults:#?}");
        let told = format!("site.toml:5:11: {told}");
        assert!(faults[0].0.starts_with(&told), "{faults:#?}");
        assert!(faults[0].1.contains(hint), "{faults:#?}");
    }
    scratch.profile("site", edit);
    let faults = refuse(scratch.path(), &["site.toml"]);
    assert!(
        faults[0]
            .0
            .starts_with("site.toml:6:6: the profile extends no other"),
        "{faults:#?}"
    );
    scratch.profile("isuog-2023", "extends = \"japan-level-1@1\"\n");
    let faults = refuse(scratch.path(), &["isuog-2023.toml"]);
    assert!(
        faults[0]
            .0
            .contains(":2:8: `isuog-2023` is the name of a built-in"),
        "{faults:#?}"
    );

    scratch.profile("a", "extends = \"b.toml@1\"\n");
    scratch.profile("b", "extends = \"a.toml@1\"\n");
    let faults = refuse(scratch.path(), &["a.toml"]);
    assert!(
        faults[0]
            .0
            .starts_with("b.toml:5:11: `a.toml` extends itself: a.toml -> b.toml"),
        "{faults:#?}"
    );
}

#[test]
fn a_profile_extends_another_file_whose_faults_are_told_as_its_own() {
    let scratch = Scratch::new();
    fs::create_dir(scratch.path().join("group")).unwrap();
    let base = "schema = 1\nname = \"group\"\nversion = \"3.1.4\"\ntitle = \"G\"\n\
                extends = \"japan-level-1@1\"\n[[edit]]\nid = \"J2\"\nlabel = \"Size of heart\"\n";
    scratch.file("group/base.toml", base);
    let edit = "[[edit]]\nid = \"J2\"\ncriterion = \"c\"\nsource = \"s\"\n";
    scratch.profile(
        "site",
        &format!("extends = \"group/base.toml@3.1\"\n{edit}"),
    );
    let said = succeed(
        scratch.path(),
        &["profile", "explain", "site.toml", "--item", "J2"],
    );
    assert!(
        said.contains(
            "japan-level-1 (built in), edited in group/base.toml:7 (label), \
             edited in site.toml:7 (criterion, source)"
        ),
        "{said}"
    );
    scratch.file("group/base.toml", &base.replace("J2", "J22"));
    let faults = refuse(scratch.path(), &["site.toml"]);
    assert_eq!(faults.len(), 1);
    assert!(
        faults[0]
            .0
            .starts_with("group/base.toml:7:6: there is no item `J22`")
    );
    scratch.file("group/base.toml", &base.replace("3.1.4", "3.10"));
    let faults = refuse(scratch.path(), &["site.toml"]);
    assert!(
        faults[0].1.contains("explain group/base.toml"),
        "{faults:#?}"
    );
}

#[test]
fn several_files_are_checked_at_once_and_warnings_do_not_fail() {
    let scratch = Scratch::new();
    let same = "[[edit]]\nid = \"F5\"\nlabel = \"Four chambers\"\n";
    scratch.profile("good", &format!("extends = \"isuog-2023@1\"\n{same}"));
    scratch.profile("bad", "");
    let output = run(
        scratch.path(),
        &["profile", "check", "good.toml", "bad.toml", "none.toml"],
    );
    let (stdout, stderr) = (text(&output.stdout), text(&output.stderr));
    assert_eq!(output.status.code(), Some(2));
    assert!(
        stdout.starts_with("good.toml: good 1.0, 28 items"),
        "{stdout}"
    );
    assert!(stderr.contains("warning: good.toml:7:6: the edit of `F5` changes nothing\nhint: "));
    assert!(
        stderr.contains("error: bad.toml:2:8: the checklist has 0 items\nhint: "),
        "{stderr}"
    );
    assert!(
        stderr.contains("error: none.toml: No such file"),
        "{stderr}"
    );
    let output = run(scratch.path(), &["profile", "check", "good.toml"]);
    assert!(output.status.success());
}

#[test]
fn diff_names_what_is_added_removed_moved_and_changed() {
    let root = Path::new(ROOT);
    let said = succeed(root, &["profile", "diff", "isuog-2023", EXAMPLE]);
    for line in [
        "--- isuog-2023 1.1.0",
        "+++ st-example 2026.1",
        "- T3   No fourth vessel",
        "+ S1   Trachea",
        "~ F11  Septum, apex to crux",
        "     - label      Ventricular septum",
        "     + label      Septum, apex to crux",
        "> F11  stands behind F7, not behind F10",
    ] {
        assert!(said.lines().any(|l| l == line), "{line}: {said}");
    }
    let same = succeed(root, &["profile", "diff", EXAMPLE, EXAMPLE]);
    assert!(same.contains("the items are the same"), "{same}");
    let data = json(root, &["profile", "diff", EXAMPLE, "isuog-2023", "--json"]);
    assert_eq!(
        (&data["same_items"], &data["added"][0]["id"]),
        (&false.into(), &"T3".into())
    );
    let data = json(root, &["profile", "list", "--json"]);
    assert_eq!(data[0]["name"], "isuog-2023");
}

#[test]
fn a_site_profile_stands_in_the_record_with_its_version_and_digest() {
    let scratch = Scratch::new();
    let example = fs::read_to_string(Path::new(ROOT).join(EXAMPLE)).unwrap();
    scratch.file("our-site.toml", &example);
    let digest = json(
        scratch.path(),
        &["profile", "check", "our-site.toml", "--json"],
    );
    let exam = |folder: &str| -> Value {
        let file = scratch.path().join(folder).join("exam.json");
        serde_json::from_slice(&fs::read(file).unwrap()).unwrap()
    };
    let tiny = format!("{ROOT}/tests/packs/tiny");
    let clip = [
        "--seconds",
        "1",
        "--size",
        "320x240",
        "--fps",
        "10",
        "--out",
        "clip.y4m",
    ];
    succeed(
        scratch.path(),
        &[&["phantom", "--seed", "3"][..], &clip].concat(),
    );
    let read = [
        "read",
        "clip.y4m",
        "--model",
        &tiny,
        "--profile",
        "our-site.toml",
        "--out",
        "out",
    ];
    let said = succeed(scratch.path(), &read);
    assert!(said.contains("checklist st-example 2026.1:"), "{said}");
    let record = exam("out");
    assert_eq!(record["profile"]["name"], "st-example");
    assert_eq!(record["profile"]["version"], "2026.1");
    assert_eq!(record["profile"]["sha256"], digest[0]["sha256"]);
    let items = record["items"].as_array().unwrap();
    assert!(
        items
            .iter()
            .any(|item| item["id"] == "S1" && item["label"] == "Trachea")
    );
    assert!(!items.iter().any(|item| item["id"] == "T3"));

    // A board names it beside itself, wherever the program runs.
    fs::create_dir(scratch.path().join("boards")).unwrap();
    scratch.file("boards/our-site.toml", &example);
    let board = "[source]\nkind = \"phantom\"\nsize = \"320x240\"\nfps = 10\n\
                 [page]\nport = 0\n[profile]\nfile = \"our-site.toml\"\n";
    scratch.file("boards/board.toml", board);
    let live = [
        "run",
        "--board",
        "boards/board.toml",
        "--model",
        &tiny,
        "--seconds",
        "1",
    ];
    succeed(scratch.path(), &[&live[..], &["--out", "live"]].concat());
    assert_eq!(exam("live")["profile"], record["profile"]);
}

#[test]
fn a_bad_site_profile_stops_the_reading_before_it_starts() {
    let scratch = Scratch::new();
    scratch.profile("site", "extends = \"isuog-2023@7\"\nremove = [\"X\"]\n");
    let board = "[source]\nkind = \"phantom\"\n[page]\nport = 0\n[profile]\nfile = \"site.toml\"\n";
    scratch.file("board.toml", board);
    let tiny = format!("{ROOT}/tests/packs/tiny");
    let output = run(
        scratch.path(),
        &[
            "run",
            "--board",
            "board.toml",
            "--model",
            &tiny,
            "--out",
            "o",
        ],
    );
    let stderr = text(&output.stderr);
    assert_eq!(output.status.code(), Some(2), "{stderr}");
    assert!(
        stderr.contains("error: ./site.toml:5:11: written against"),
        "{stderr}"
    );
    assert!(
        stderr.contains("error: ./site.toml:6:11: there is no item `X`"),
        "{stderr}"
    );
    assert!(!PathBuf::from(scratch.path()).join("o").exists());
}
