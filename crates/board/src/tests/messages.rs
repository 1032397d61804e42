//! What is said of a file that is wrong, as a person reads it.

use std::path::Path;

use super::{Files, fault};
use crate::{BoardError, Resolved, Wanted};

fn told(text: &str) -> String {
    Files::new(&[("b.toml", text)]).told("b.toml")
}

#[test]
fn a_typo_is_shown_in_its_line_with_the_name_that_was_meant() {
    assert_eq!(
        told("[source]\nkind = \"phantom\"\n  fsp = 30   # frames\n"),
        "b.toml:3:3: [source] has no key `fsp`\n  3 |   fsp = 30   # frames\n    |   ^^^\nhint: did you mean `fps`?\n"
    );
    assert_eq!(
        told("\n[sorce]\nkind = \"phantom\"\n"),
        "b.toml:2:2: boards have no section `sorce`\n  2 | [sorce]\n    |  ^^^^^\nhint: did you mean `source`?\n"
    );
    assert_eq!(
        told("[source]\nkind = \"v4l\"\n"),
        "b.toml:2:8: `kind` cannot be `v4l`\n  2 | kind = \"v4l\"\n    |        ^^^^^\nhint: did you mean `v4l2`?\n"
    );
    assert!(told("[camera]\n").contains("known sections: board, probe, source"));
    assert!(
        told("[[link]]\nport = \"x\"\nspeed = 1\n")
            .contains("b.toml:3:1: [link] has no key `speed`")
    );
}

#[test]
fn all_that_is_wrong_is_told_in_one_go_in_the_order_of_the_lines() {
    let told = told(
        "[page]\nport = 70000\naddress = \"here\"\n[source]\nfsp = 1\nsize = \"big\"\n[exam]\nbegin = \"later\"\n",
    );
    let lines: Vec<_> = told
        .lines()
        .filter(|line| line.starts_with("b.toml"))
        .collect();
    let places: Vec<_> = lines
        .iter()
        .map(|line| &line[..line.find(": ").unwrap()])
        .collect();
    assert_eq!(
        places,
        [
            "b.toml:2:8",
            "b.toml:3:11",
            "b.toml:5:1",
            "b.toml:6:8",
            "b.toml:8:9"
        ],
        "{told}"
    );
}

#[test]
fn a_wrong_unit_is_answered_with_the_number_that_was_meant() {
    for (text, hint) in [
        ("[storage]\nfree_mb_min = \"2 GB\"\n", "free_mb_min = 2000"),
        (
            "[storage]\nfsync_ms_max = \"0.05 s\"\n",
            "fsync_ms_max = 50",
        ),
        (
            "[thermal]\nmax_celsius = 85000\n",
            "write in the unit of the key: max_celsius = 85",
        ),
        ("[thermal]\nmax_celsius = \"185 F\"\n", "max_celsius = 85"),
        ("[display]\ndistance_cm = \"1 m\"\n", "distance_cm = 100"),
        (
            "[display]\ndistance_cm = 0.6\n",
            "write in the unit of the key: distance_cm = 60",
        ),
        (
            "[display]\nheight_mm = 8.6\n",
            "write in the unit of the key: height_mm = 86",
        ),
        (
            "[display]\npanel = \"spi\"\nspi_mhz = 20000000\n",
            "spi_mhz = 20",
        ),
        (
            "[source]\nfps = \"30 fps\"\n",
            "write a number without its unit: fps = 30",
        ),
        (
            "[[link]]\nport = \"x\"\nbaud = \"115.2 kbaud\"\n",
            "demo.toml shows every key",
        ),
    ] {
        let told = told(text);
        assert!(told.contains(hint), "{told}");
    }
    let told = told("[storage]\nfree_mb_min = \"plenty\"\n");
    assert!(
        told.contains("`free_mb_min` is a number, not the text `plenty`"),
        "{told}"
    );
}

#[test]
fn a_value_that_cannot_be_names_line_and_column() {
    let device = "[source]\nkind = \"v4l2\"\npath = \"/dev/video0\"\n";
    for (text, message) in [
        (
            "[source]\n\nfps = 1000.0\n",
            "b.toml:3:7: 1000 frames a second",
        ),
        (
            "[source]\nsize = \"big\"\n",
            "b.toml:2:8: `big` is no picture size",
        ),
        (
            "[page]\nport = 70000\n",
            "b.toml:2:8: `port` is a whole number from 0 to 65535, not integer `70000`",
        ),
        (
            "[exam]\nend_by_itself = \"yes\"\n",
            "b.toml:2:17: `end_by_itself` is true or false, not the text `yes`",
        ),
        (
            "[exam]\nreveal = true\n",
            "b.toml:2:10: `reveal` is a text in double quotes, not a value of type boolean",
        ),
        (
            "[input]\ndevices = 3\n",
            "b.toml:2:11: `devices` is a list in square brackets, not integer `3`",
        ),
        (
            "source = 3\n",
            "b.toml:1:10: `source` is a section, not integer `3`",
        ),
        ("extends = 3\n", "b.toml:1:11: `extends` names another file"),
        (
            "[source]\n# a grabber\nkind = \"v4l2\"\n",
            "b.toml:3:1: a source of this kind needs a path",
        ),
        (
            "[source]\nkind = \"file\"\npath = \"a.avi\"\nfps = 30\n",
            "b.toml:4:1: `fps` is for another kind of source",
        ),
        (
            &format!("{device}seed = 3\n"),
            "b.toml:4:1: `seed` is for another",
        ),
        (
            &format!("{device}format = [\"YUYV2\"]\n"),
            "b.toml:4:10: `YUYV2` is no pixel format",
        ),
        (
            &format!("{device}edid = \"4k\"\n"),
            "b.toml:4:8: `4k` is no EDID",
        ),
        (
            "[source]\nkind = \"phantom\"\nedid = \"keep\"\n",
            "b.toml:3:1: `edid` is for another",
        ),
        (
            "[[link]]\nbaud = 9600\n",
            "b.toml:1:1: [[link]] needs `port`",
        ),
        ("[[link]]\nport = \"\"\n", "b.toml:2:8: a port needs a path"),
        (
            "[[link]]\nport = \"x\"\nbaud = 300\n",
            "b.toml:3:8: 300 baud is out of range",
        ),
        (
            "[[link]]\nport = \"x\"\nflow = \"xon\"\n",
            "b.toml:3:8: `flow` cannot be `xon`",
        ),
        (
            "[probe]\nusb = [\"534d\"]\n",
            "b.toml:2:7: `534d` is no USB device",
        ),
        (
            "[cpu]\ncapture = { realtime = 100 }\n",
            "b.toml:2:24: 100 is no real-time priority",
        ),
        (
            "[model]\nthreads = 5\n",
            "b.toml:2:11: 5 threads are out of range: 1 to 4",
        ),
        (
            "[site]\ntime_zone = \"tokyo\"\n",
            "b.toml:2:13: `tokyo` is no time zone",
        ),
        (
            "[thermal]\nmax_celsius = 80\nwarn_celsius = 80\n",
            "b.toml:3:1: a warning at 80 degrees comes no earlier",
        ),
        (
            "[[sector]]\nscreen = \"800x600\"\narea = [700, 0, 200, 200]\n",
            "b.toml:1:3: the area of `[[sector]]` 1 reaches",
        ),
        (
            "[[sector]]\nscreen = \"800x600\"\narea = [0, 0, 10, 200]\n",
            "b.toml:3:8: an area of 10x200 pixels is too small",
        ),
    ] {
        let told = fault(text);
        assert!(told.starts_with(message), "{told}");
    }
}

#[test]
fn what_is_no_toml_is_told_in_plain_words() {
    assert!(told("[source\n").contains("a table starts with a line such as [source]"));
    assert!(
        told("[source]\nkind = phantom\n").contains("b.toml:2:8: string values must be quoted")
    );
    assert!(told("[page]\nport = 1\nport = 2\n").contains("b.toml:3:1: `port` is there twice"));
    assert!(!fault("x = 1\ny").contains('\n'));
}

#[test]
fn a_secret_is_refused_and_never_told_again() {
    for text in [
        "[page]\ntoken = \"hunter2hunter2hunter2\"\n",
        "[site]\nwifi-password = \"hunter2hunter2\"\n",
        "[site]\nname = \"https://joe:hunter2@example.org/\"\n",
        "[site]\nname = \"-----BEGIN PRIVATE KEY----- hunter2\"\n",
        "[input.keys]\nSECRET = \"hunter2\"\n",
        "api_key = \"hunter2\"\n",
        "[page]\ntoken = hunter2\n",
    ] {
        let told = told(text);
        assert!(!told.contains("hunter2"), "{told}");
        assert!(
            told.contains("looks like a secret") || told.contains("is no TOML"),
            "{told}"
        );
    }
    assert!(told("[page]\ntoken = \"x\"\n").contains("token_file = "));
}

#[test]
fn a_file_that_is_none_is_named() {
    let load = |board: &str| {
        Resolved::load(&Wanted {
            board,
            ..Wanted::default()
        })
        .unwrap_err()
    };
    assert!(
        load("no-such-board.toml")
            .to_string()
            .starts_with("no-such-board.toml: ")
    );
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).display().to_string();
    let files = Files::new(&[("large.toml", &"#".repeat(70_000)), ("demo.toml", "")]);
    assert!(
        load(&format!("{folder}/"))
            .to_string()
            .contains("this is no file")
    );
    assert!(
        load(&files.path("large.toml"))
            .to_string()
            .contains("too many for a board file")
    );
    let folders = [files.path("").into()];
    let unknown = Resolved::load(&Wanted {
        board: "dem",
        folders: &folders,
        ..Wanted::default()
    });
    let unknown = unknown.unwrap_err();
    assert!(matches!(unknown, BoardError::Unknown { .. }));
    assert!(
        unknown.hint().unwrap().starts_with("did you mean `demo`?"),
        "{unknown:?}"
    );
}

proptest::proptest! {
    #[test]
    fn no_text_makes_it_panic(text in "[\\PC\n\t\"=\\[\\]{}#.]{0,200}") {
        let files = Files::new(&[("b.toml", &text)]);
        if let Err(error) = files.load("b.toml") {
            proptest::prop_assert!(error.hint().is_some());
        }
    }
}
