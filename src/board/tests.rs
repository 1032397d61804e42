use std::{fs, path::Path};

use super::{Board, Controller, EdidName, Kind, Light, Rotation, Settings, SourceName};

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
fn a_panel_is_said_whole_or_not_at_all() {
    let panel = |text: &str| {
        let board = Board::parse("b.toml", &format!("[display]\n{text}"));
        board.map(|board| Settings::from(board).display)
    };
    let spi = "panel = \"spi\"\ndevice = \"/dev/spidev0.0\"\ncontroller = \"st7796\"\n\
               data_line = \"gpiochip4:25\"\nspi_mhz = 40\nrotation = 270\n";
    let found = panel(spi).unwrap();
    assert_eq!(found.controller, Some(Controller::St7796));
    assert_eq!(found.rotation, Some(Rotation::ThreeQuarters));
    let line = found.data_line.unwrap();
    assert_eq!((&line.chip[..], line.line), ("/dev/gpiochip4", 25));
    let drm = panel("panel = \"drm\"\nconnector = \"HDMI-A-1\"\nmode = \"1280x800@60\"\n").unwrap();
    let mode = drm.mode.unwrap();
    assert_eq!(
        (mode.size, mode.hz, mode.to_string()),
        ((1280, 800), Some(60), "1280x800@60".to_owned())
    );
    assert_eq!(panel("fps_max = 10\n").unwrap().panel, None);
    for (text, message) in [
        ("rotation = 45\n", "b.toml:2: 45 is no rotation"),
        (
            "rotation = 90\n",
            "b.toml:2: `rotation` is for another kind of panel",
        ),
        (
            "panel = \"png\"\n",
            "b.toml:2: a panel of this kind needs `device`",
        ),
        (
            "panel = \"png\"\ndevice = \"a.png\"\nmode = \"1x1\"\n",
            "b.toml:4: `mode` is for another kind",
        ),
        (
            "panel = \"spi\"\ndevice = \"/dev/spidev0.0\"\n",
            "b.toml:2: a panel of this kind needs `controller`",
        ),
        (
            "panel = \"drm\"\nmode = \"1280x\"\n",
            "b.toml:3: `1280x` is no display mode",
        ),
        (
            "panel = \"drm\"\nmode = \"1280x800@0\"\n",
            "b.toml:3: `1280x800@0` is no display mode",
        ),
        (
            "panel = \"drm\"\nbgr = true\n",
            "b.toml:3: `bgr` is for another kind",
        ),
        ("panel = \"window\"\n", "b.toml:2: unknown variant `window`"),
        (
            "panel = \"spi\"\ndata_line = \"25\"\n",
            "b.toml:3: `25` is no GPIO line",
        ),
        (
            "panel = \"spi\"\ndata_line = \"gpiochip0/../x:1\"\n",
            "b.toml:3: `gpiochip0/../x:1` is no GPIO",
        ),
        ("panel = \"spi\"\nspi_mhz = 1000\n", "b.toml:3: 1000 MHz"),
    ] {
        let text = format!("[display]\n{text}");
        let error = Board::parse("b.toml", &text).unwrap_err();
        assert!(error.to_string().starts_with(message), "{text}: {error}");
        assert!(error.hint().is_some());
    }
    let source =
        "[source]\nkind = \"file\"\npath = \"a\"\n# rotation = 1\n[display]\nrotation = 0\n";
    assert!(fault(source).starts_with("b.toml:6: `rotation`"));
}

#[test]
fn a_page_for_other_machines_asks_for_a_token_that_no_message_tells() {
    let far = "[page]\nport = 8710\naddress = \"0.0.0.0\"\n";
    assert!(fault(far).starts_with("b.toml:3: 0.0.0.0 can be reached from other machines"));
    let token = "abcdefghijklmnop-_.~";
    let board = Board::parse("b.toml", &format!("{far}token = \"{token}\"\n")).unwrap();
    let settings = Settings::from(board);
    assert!(!format!("{settings:?}").contains(token));
    assert_eq!(settings.page_token.unwrap().reveal(), token);
    for wrong in [
        "short",
        "abcdefghijklmnop;",
        "abcdefghijklmnop\u{e9}",
        &"x".repeat(129),
    ] {
        let message = fault(&format!("[page]\ntoken = \"{wrong}\"\n"));
        assert!(
            message.starts_with("b.toml:2: a token has 16 to 128"),
            "{message}"
        );
        assert!(!message.contains(wrong), "{message}");
    }
}

#[test]
fn keys_of_the_command_line_lie_over_those_of_the_board() {
    let board = |text: &str| Board::parse("b.toml", text).unwrap();
    let below =
        board("[input]\ndevices = [\"any\"]\n[input.keys]\nKEY_B = \"begin\"\nKEY_E = \"end\"\n");
    let input = board("[input.keys]\nKEY_B = \"nothing\"\n")
        .over(below)
        .input;
    assert_eq!(input.devices, Some(vec!["any".to_owned()]));
    let keys: Vec<_> = input.keys.iter().map(|(k, v)| (&k[..], &v[..])).collect();
    assert_eq!(keys, [("KEY_B", "nothing"), ("KEY_E", "end")]);
    assert!(fault("[input]\ndevices = 3\n").starts_with("b.toml:2: "));
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
    assert_eq!(japanese.display.language.as_deref(), Some("ja"));
    assert_eq!(japanese.display.brightness, Some(Light::Night));
    // A message file lies beside the board.
    let german = settings("[display]\nlanguage = \"de.toml\"\n")
        .display
        .language
        .unwrap();
    assert_eq!(std::path::Path::new(&german), folder.path().join("de.toml"));
    assert_eq!(settings("").display.brightness, None);
    let wrong = Board::parse("b.toml", "[display]\nbrightness = \"bright\"\n").unwrap_err();
    assert!(wrong.to_string().contains("b.toml:2"), "{wrong}");
}
