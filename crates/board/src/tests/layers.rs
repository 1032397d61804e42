//! Files that extend each other and lie over each other.

use super::Files;
use crate::{Layer, Resolved, Wanted, difference};

const BASE: &str = "[source]\nkind = \"v4l2\"\npath = \"/dev/video0\"\nfps = 60\n[display]\nfps_max = 15\npanel = \"drm\"\nmode = \"1280x800\"\n";

#[test]
fn a_file_lies_over_what_it_extends_and_each_value_knows_its_line() {
    let files = Files::new(&[
        ("base.toml", BASE),
        ("b.toml", "extends = \"base\"\n\n[source]\nfps = 30\n"),
    ]);
    let board = files.load("b.toml").unwrap();
    let place = |key: &str| {
        let value = board.value(key).unwrap();
        let file = value.origin.file.replace(&files.path(""), "");
        (value.text.clone(), format!("{file}:{}", value.origin.line))
    };
    assert_eq!(
        place("source.fps"),
        ("30".to_owned(), "b.toml:4".to_owned())
    );
    assert_eq!(
        place("source.path"),
        ("\"/dev/video0\"".to_owned(), "base.toml:3".to_owned())
    );
    let covers = &board.value("source.fps").unwrap().covers;
    assert_eq!(
        (&covers[0].0[..], covers[0].1.line, covers.len()),
        ("60", 4, 1)
    );
    assert_eq!(board.files.len(), 2);
    assert_eq!(board.board.source.fps.unwrap().0, 30.0);
}

#[test]
fn another_kind_of_source_or_panel_takes_nothing_over() {
    let files = Files::new(&[
        ("base.toml", BASE),
        (
            "b.toml",
            "extends = \"base.toml\"\n[source]\nkind = \"phantom\"\n[display]\npanel = \"framebuffer\"\n",
        ),
        (
            "c.toml",
            "extends = \"base.toml\"\n[source]\nkind = \"v4l2\"\n[display]\nmode = \"800x480\"\n",
        ),
    ]);
    let other = files.load("b.toml").unwrap().board;
    assert_eq!((other.source.fps, other.source.path), (None, None));
    assert_eq!(
        (other.display.mode, other.display.fps_max.map(|fps| fps.0)),
        (None, Some(15.0))
    );
    let same = files.load("c.toml").unwrap().board;
    assert_eq!(same.source.path.as_deref(), Some("/dev/video0"));
    assert_eq!(same.display.mode.unwrap().to_string(), "800x480");
}

#[test]
fn site_and_scanner_lie_over_the_board_and_say_only_what_is_theirs() {
    let files = Files::new(&[
        (
            "b.toml",
            "with_site = \"north\"\nwith_scanner = \"scanner/old.toml\"\n[source]\nkind = \"v4l2\"\npath = \"/dev/video0\"\n",
        ),
        (
            "site/north.toml",
            "[site]\nname = \"North\"\n[profile]\nfile = \"ours.toml\"\n",
        ),
        (
            "site/south.toml",
            "[site]\nname = \"South\"\n[exam]\nreveal = \"after_judgement\"\n",
        ),
        (
            "scanner/old.toml",
            "[scanner]\nname = \"Old\"\n[source]\nsize = \"1024x768\"\n",
        ),
        (
            "wrong.toml",
            "[site]\nname = \"x\"\n\n[watchdog]\ndevice = \"/dev/watchdog\"\n",
        ),
    ]);
    let board = files.load("b.toml").unwrap();
    let layers: Vec<_> = board.files.iter().map(|(_, layer)| *layer).collect();
    assert_eq!(layers, [Layer::Board, Layer::Scanner, Layer::Site]);
    assert_eq!(board.board.site.name.as_deref(), Some("North"));
    assert_eq!(board.board.source.size.unwrap().width, 1024);
    // A path of the site's file lies beside it.
    assert_eq!(
        board.board.profile.file.unwrap().display().to_string(),
        files.path("site/ours.toml")
    );
    let path = files.path("b.toml");
    let with = |site: &str| {
        let folders = [files.path("").into()];
        Resolved::load(&Wanted {
            board: &path,
            site: Some(site),
            folders: &folders,
            ..Wanted::default()
        })
    };
    assert_eq!(
        with("south").unwrap().board.site.name.as_deref(),
        Some("South")
    );
    assert!(
        with("sout")
            .unwrap_err()
            .hint()
            .unwrap()
            .starts_with("did you mean `south`?")
    );
    let wrong = with(&files.path("wrong.toml")).unwrap_err().to_string();
    assert!(
        wrong.ends_with("wrong.toml:5:1: `watchdog.device` is nothing that a site file says"),
        "{wrong}"
    );
}

#[test]
fn a_missing_parent_is_answered_with_the_one_that_was_meant() {
    let files = Files::new(&[
        ("base.toml", BASE),
        ("b.toml", "# a board\nextends = \"bsae\"\n"),
    ]);
    assert_eq!(
        files.told("b.toml"),
        "b.toml:2:11: `bsae` is not there to extend\n  2 | extends = \"bsae\"\n    |           ^^^^^^\nhint: did you mean `base`?\n"
    );
    // Whoever writes a path is not helped by a list of names.
    let files = Files::new(&[
        ("other.toml", BASE),
        ("b.toml", "extends = \"./else/where.toml\"\n"),
    ]);
    let told = files.told("b.toml");
    assert!(
        told.contains("hint: a path is relative to the file that names it"),
        "{told}"
    );
    let files = Files::new(&[("b.toml", "with_site = \"nowhere\"\n")]);
    assert!(
        files
            .told("b.toml")
            .starts_with("b.toml:1:13: there is no site `nowhere`")
    );
}

#[test]
fn a_cycle_is_shown_as_the_way_that_it_goes() {
    let files = Files::new(&[
        ("a.toml", "extends = \"b\"\n"),
        ("b.toml", "extends = \"./c.toml\"\n"),
        ("c.toml", "\nextends = \"a\"\n"),
        ("self.toml", "extends = \"self\"\n"),
    ]);
    let told = files.told("a.toml");
    assert!(
        told.starts_with(
            "c.toml:2:11: these extend each other: a.toml -> b.toml -> c.toml -> a.toml\n"
        ),
        "{told}"
    );
    assert!(
        files
            .told("self.toml")
            .starts_with("self.toml:1:11: these extend each other: self.toml -> self.toml\n")
    );
    let chain: Vec<_> = (0..12)
        .map(|n| (format!("{n}.toml"), format!("extends = \"{}\"\n", n + 1)))
        .collect();
    let chain: Vec<_> = chain
        .iter()
        .map(|(name, text)| (&name[..], &text[..]))
        .collect();
    assert!(
        Files::new(&chain)
            .told("0.toml")
            .contains("more than 8 files extend one another")
    );
}

#[test]
fn what_is_wrong_in_a_parent_is_told_in_its_own_file_and_the_whole_where_it_arises() {
    let files = Files::new(&[
        ("base.toml", "[source]\nfsp = 60\n"),
        ("b.toml", "extends = \"base\"\n"),
        ("kind.toml", "[source]\nkind = \"v4l2\"\n"),
        ("c.toml", "extends = \"kind\"\n[source]\nfps = 30\n"),
    ]);
    assert!(
        files
            .told("b.toml")
            .starts_with("base.toml:2:1: [source] has no key `fsp`")
    );
    assert!(
        files
            .told("c.toml")
            .starts_with("kind.toml:2:1: a source of this kind needs a path")
    );
}

#[test]
fn what_tells_two_boards_apart_is_said_with_both_values() {
    let files = Files::new(&[
        ("base.toml", BASE),
        (
            "b.toml",
            "extends = \"base\"\n[source]\nfps = 30\n[page]\nport = 9000\n",
        ),
    ]);
    let (base, b) = (
        files.load("base.toml").unwrap(),
        files.load("b.toml").unwrap(),
    );
    let changes = difference(&base, &b);
    let text = |value: &Option<crate::Value>| value.as_ref().map(|value| value.text.clone());
    let told: Vec<_> = changes
        .iter()
        .map(|c| (&c.key[..], text(&c.before), text(&c.after)))
        .collect();
    assert_eq!(
        told,
        [
            ("page.port", None, Some("9000".to_owned())),
            ("source.fps", Some("60".to_owned()), Some("30".to_owned()))
        ]
    );
    assert!(difference(&b, &b).is_empty());
}

proptest::proptest! {
    /// The nearest file that says a value is the one that holds.
    #[test]
    fn the_nearest_value_holds(said in proptest::collection::vec(proptest::option::of(1u16..9999), 1..6)) {
        let mut files = Vec::new();
        for (n, port) in said.iter().enumerate() {
            let extends = if n + 1 < said.len() { format!("extends = \"{}\"\n", n + 1) } else { String::new() };
            let port = port.map_or(String::new(), |port| format!("[page]\nport = {port}\n"));
            files.push((format!("{n}.toml"), extends + &port));
        }
        let files: Vec<_> = files.iter().map(|(name, text)| (&name[..], &text[..])).collect();
        let board = Files::new(&files).load("0.toml").unwrap();
        proptest::prop_assert_eq!(board.board.page.port, said.iter().flatten().next().copied());
        let covers = board.value("page.port").map_or(0, |value| value.covers.len());
        proptest::prop_assert_eq!(covers, said.iter().flatten().count().saturating_sub(1));
    }
}
