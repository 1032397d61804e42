use std::{fs, path::Path};

use super::{Board, EdidName, Kind, Light, Settings, SourceName};

fn fault(text: &str) -> String {
    let error = Board::parse("b.toml", text).unwrap_err();
    assert!(error.hint().is_some());
    error.to_string()
}

#[test]
fn an_empty_board_is_the_phantom_on_the_loopback_page() {
    let settings = Settings::from(Board::parse("b.toml", "").unwrap());
    assert_eq!(
        settings.source,
        SourceName {
            kind: Kind::Phantom,
            path: None
        }
    );
    assert!(settings.page_address.is_loopback());
    assert_eq!((settings.pack, settings.profile), (None, None));
}

#[test]
fn the_command_line_lies_over_the_board_and_the_board_over_the_defaults() {
    let board = Board::parse(
        "b.toml",
        "[source]\nkind = \"v4l2\"\npath = \"/dev/video7\"\n[page]\nport = 9000\n",
    )
    .unwrap();
    let mut line = Board::default();
    line.source.kind = Some(Kind::Phantom);
    line.source.seed = Some(5);
    let settings = Settings::from(line.over(board));
    assert_eq!(
        settings.source,
        SourceName {
            kind: Kind::Phantom,
            path: None
        }
    );
    assert_eq!(
        (settings.source_fps, settings.seed, settings.page_port),
        (None, 5, 9000)
    );
    assert_eq!(settings.display_fps_max, 60.0);
}

#[test]
fn a_device_is_asked_for_what_its_board_says_and_not_for_what_another_source_was() {
    let board = Board::parse(
        "b.toml",
        "[source]\nkind = \"v4l2\"\npath = \"/dev/v4l/by-path/usb-0:2\"\nformat = [\"NV12\", \"MJPG\"]\n\
         size = \"1920x1080\"\nfps = 60\nedid = \"1080p60\"\n",
    )
    .unwrap();
    let settings = Settings::from(board.clone());
    assert_eq!(settings.source_formats, [*b"NV12", *b"MJPG"]);
    assert_eq!(
        (settings.source_fps, settings.source_edid),
        (Some(60.0), Some(EdidName::FullHd))
    );
    let mut line = Board::default();
    line.source.kind = Some(Kind::V4l2);
    line.source.path = Some("/dev/video3".to_owned());
    let same_kind = Settings::from(line.clone().over(board.clone()));
    assert_eq!(same_kind.source.path.as_deref(), Some("/dev/video3"));
    assert_eq!(same_kind.source_formats.len(), 2);
    line.source.kind = Some(Kind::Phantom);
    let other_kind = Settings::from(line.over(board));
    assert_eq!(
        (other_kind.source_fps, other_kind.source_size),
        (None, None)
    );
    assert!(other_kind.source_formats.is_empty() && other_kind.source_edid.is_none());
}

#[test]
fn faults_name_file_and_line() {
    assert!(fault("[source]\nfsp = 30\n").starts_with("b.toml:2: unknown field `fsp`"));
    assert!(fault("\n\n[camera]\n").starts_with("b.toml:3: unknown field `camera`"));
    assert!(fault("[source]\nkind = \"vhs\"\n").starts_with("b.toml:2: "));
    assert!(fault("[source]\nsize = \"big\"\n").starts_with("b.toml:2: `big` is no picture size"));
    assert!(fault("[source]\n\nfps = 1000.0\n").starts_with("b.toml:3: 1000 frames a second"));
    assert!(fault("[page]\nport = 70000\n").starts_with("b.toml:2: "));
    assert!(fault("[page]\naddress = \"here\"\n").starts_with("b.toml:2: "));
    assert_eq!(
        fault("[source]\n# a grabber\nkind = \"v4l2\"\n"),
        "b.toml:3: a source of this kind needs a path"
    );
    assert_eq!(
        fault("[source]\nkind = \"file\"\npath = \"a.avi\"\nfps = 30\n"),
        "b.toml:4: `fps` is for another kind of source"
    );
    let device = "[source]\nkind = \"v4l2\"\npath = \"/dev/video0\"\n";
    assert!(fault(&format!("{device}seed = 3\n")).starts_with("b.toml:4: `seed` is for another"));
    assert!(fault(&format!("{device}format = [\"YUYV2\"]\n")).starts_with("b.toml:4: `YUYV2`"));
    assert!(fault(&format!("{device}edid = \"4k\"\n")).starts_with("b.toml:4: unknown variant"));
    assert!(
        fault("[source]\nkind = \"phantom\"\nedid = \"keep\"\n").starts_with("b.toml:3: `edid`")
    );
    assert!(fault("[exam]\nbegin = \"later\"\n").starts_with("b.toml:2: unknown variant `later`"));
    assert!(fault("[exam]\n\nreveal = \"no\"\n").starts_with("b.toml:3: unknown variant `no`"));
    assert!(fault("[exam]\nend_by_itself = \"yes\"\n").starts_with("b.toml:2: "));
    assert!(fault("[source\n").starts_with("b.toml:1: "));
    assert!(!fault("x = 1\ny").contains('\n'));
}

#[test]
fn a_profile_file_lies_beside_the_board_and_the_command_line_over_both() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("board.toml");
    fs::write(&path, "[profile]\nfile = \"isuog-2023\"\n").unwrap();
    let board = Board::load(&path).unwrap();
    let settings = Settings::from(board.clone());
    assert_eq!(settings.profile, Some(folder.path().join("isuog-2023")));
    let mut line = Board::default();
    line.profile.name = Some("japan-level-1".to_owned());
    let settings = Settings::from(line.over(board));
    assert_eq!(settings.profile, Some("japan-level-1".into()));
    assert_eq!(
        fault("[profile]\nname = \"a\"\nfile = \"b.toml\"\n"),
        "b.toml:3: `name` and `file` are two profiles"
    );
}

#[test]
fn a_missing_file_is_named() {
    let error = Board::load(Path::new("no-such-board.toml")).unwrap_err();
    assert!(error.to_string().starts_with("no-such-board.toml: "));
}

#[test]
fn the_boards_that_we_ship_are_sound() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("board-configs");
    let boards: Vec<_> = fs::read_dir(folder)
        .unwrap()
        .map(|e| e.unwrap().path())
        .collect();
    assert!(boards.len() >= 3);
    for board in boards {
        Board::load(&board).unwrap_or_else(|e| panic!("{e}"));
    }
}

#[test]
fn sources_on_the_command_line() {
    let source = |text: &str| text.parse::<SourceName>();
    assert_eq!(source("phantom").unwrap().kind, Kind::Phantom);
    assert_eq!(
        source("v4l2:/dev/video0").unwrap(),
        SourceName {
            kind: Kind::V4l2,
            path: Some("/dev/video0".to_owned())
        }
    );
    assert_eq!(
        source("a:b.avi").unwrap(),
        SourceName {
            kind: Kind::File,
            path: Some("a:b.avi".to_owned())
        }
    );
    assert!(source("v4l2:").is_err());
    assert!(source("").is_err());
}

#[test]
fn the_screen_has_a_language_and_a_light() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("board.toml");
    let settings = |text: &str| {
        std::fs::write(&file, text).unwrap();
        Settings::from(Board::load(&file).unwrap())
    };
    let japanese = settings("[display]\nlanguage = \"ja\"\nbrightness = \"night\"\n");
    assert_eq!(japanese.language.as_deref(), Some("ja"));
    assert_eq!(japanese.brightness, Light::Night);
    // A message file lies beside the board.
    let german = settings("[display]\nlanguage = \"de.toml\"\n")
        .language
        .unwrap();
    assert_eq!(std::path::Path::new(&german), folder.path().join("de.toml"));
    assert_eq!(settings("").brightness, Light::Day);
    let wrong = Board::parse("b.toml", "[display]\nbrightness = \"bright\"\n").unwrap_err();
    assert!(wrong.to_string().contains("b.toml:2"), "{wrong}");
}
