use std::{fs, path::Path};

use super::{
    Board, BoardError, Controller, EdidName, Kind, Light, Resolved, Rotation, Settings, SourceName,
    Token, Wanted,
};

mod layers;
mod machine;
mod messages;

/// Files in a folder of their own.
pub(super) struct Files(tempfile::TempDir);

impl Files {
    pub fn new(files: &[(&str, &str)]) -> Self {
        let folder = tempfile::tempdir().unwrap();
        for (name, text) in files {
            let path = folder.path().join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        }
        Self(folder)
    }

    pub fn path(&self, name: &str) -> String {
        self.0.path().join(name).display().to_string()
    }

    pub fn load(&self, name: &str) -> Result<Resolved, BoardError> {
        Resolved::load(&Wanted {
            board: &self.path(name),
            ..Wanted::default()
        })
    }

    /// All that is wrong, as a person reads it, without the folder's name.
    pub fn told(&self, name: &str) -> String {
        let error = self.load(name).unwrap_err();
        let told: Vec<_> = error
            .flaws()
            .iter()
            .map(|flaw| format!("{flaw}\n{}\nhint: {}\n", flaw.excerpt(), flaw.hint))
            .collect();
        told.concat().replace(&self.path(""), "")
    }
}

fn parse(text: &str) -> Result<Board, String> {
    let files = Files::new(&[("b.toml", text)]);
    files
        .load("b.toml")
        .map(|resolved| resolved.board)
        .map_err(|error| {
            assert!(error.hint().is_some());
            error.to_string().replace(&files.path(""), "")
        })
}

fn fault(text: &str) -> String {
    parse(text).unwrap_err()
}

fn load(path: &Path) -> Board {
    let board = path.to_str().unwrap();
    let wanted = Wanted {
        board,
        ..Wanted::default()
    };
    Resolved::load(&wanted).unwrap().board
}

#[test]
fn an_empty_board_is_the_phantom_on_the_loopback_page() {
    let settings = Settings::from(parse("").unwrap());
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
    let board =
        parse("[source]\nkind = \"v4l2\"\npath = \"/dev/video7\"\n[page]\nport = 9000\n").unwrap();
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
    let board = parse(
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
fn a_profile_file_lies_beside_the_board_and_the_command_line_over_both() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("board.toml");
    fs::write(&path, "[profile]\nfile = \"isuog-2023\"\n").unwrap();
    let board = load(&path);
    let settings = Settings::from(board.clone());
    assert_eq!(settings.profile, Some(folder.path().join("isuog-2023")));
    let mut line = Board::default();
    line.profile.name = Some("japan-level-1".to_owned());
    let settings = Settings::from(line.over(board));
    assert_eq!(settings.profile, Some("japan-level-1".into()));
    assert_eq!(
        fault("[profile]\nname = \"a\"\nfile = \"b.toml\"\n"),
        "b.toml:3:1: `name` and `file` are two profiles"
    );
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
        let board = parse(&format!("[display]\n{text}"));
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
        ("rotation = 45\n", "b.toml:2:12: 45 is no rotation"),
        (
            "rotation = 90\n",
            "b.toml:2:1: `rotation` is for another kind of panel",
        ),
        (
            "panel = \"png\"\n",
            "b.toml:2:1: a panel of this kind needs `device`",
        ),
        (
            "panel = \"png\"\ndevice = \"a.png\"\nmode = \"1x1\"\n",
            "b.toml:4:1: `mode` is for another kind",
        ),
        (
            "panel = \"spi\"\ndevice = \"/dev/spidev0.0\"\n",
            "b.toml:2:1: a panel of this kind needs `controller`",
        ),
        (
            "panel = \"drm\"\nmode = \"1280x\"\n",
            "b.toml:3:8: `1280x` is no display mode",
        ),
        (
            "panel = \"drm\"\nmode = \"1280x800@0\"\n",
            "b.toml:3:8: `1280x800@0` is no display mode",
        ),
        (
            "panel = \"drm\"\nbgr = true\n",
            "b.toml:3:1: `bgr` is for another kind",
        ),
        (
            "panel = \"window\"\n",
            "b.toml:2:9: `panel` cannot be `window`",
        ),
        (
            "panel = \"spi\"\ndata_line = \"25\"\n",
            "b.toml:3:13: `25` is no GPIO line",
        ),
        (
            "panel = \"spi\"\ndata_line = \"gpiochip0/../x:1\"\n",
            "b.toml:3:13: `gpiochip0/../x:1` is no GPIO",
        ),
        ("panel = \"spi\"\nspi_mhz = 1000\n", "b.toml:3:11: 1000 MHz"),
    ] {
        let text = format!("[display]\n{text}");
        let error = parse(&text).unwrap_err();
        assert!(error.starts_with(message), "{text}: {error}");
    }
    let source =
        "[source]\nkind = \"file\"\npath = \"a\"\n# rotation = 1\n[display]\nrotation = 0\n";
    assert!(fault(source).starts_with("b.toml:6:1: `rotation`"));
}

#[test]
fn a_page_for_other_machines_asks_for_the_token_of_a_file() {
    let far = "[page]\nport = 8710\naddress = \"0.0.0.0\"\n";
    assert!(fault(far).starts_with("b.toml:3:1: 0.0.0.0 can be reached from other machines"));
    let files = Files::new(&[("b.toml", &format!("{far}token_file = \"token\"\n"))]);
    let settings = Settings::from(files.load("b.toml").unwrap().board);
    assert_eq!(
        settings.page_token_file.unwrap(),
        Path::new(&files.path("token"))
    );
}

#[test]
fn no_message_tells_a_token() {
    let token = "abcdefghijklmnop-_.~";
    let sound = Token::try_from(token.to_owned()).unwrap();
    assert_eq!(sound.reveal(), token);
    assert!(!format!("{sound:?}").contains(token));
    for wrong in [
        "short",
        "abcdefghijklmnop;",
        "abcdefghijklmnop\u{e9}",
        &"x".repeat(129),
    ] {
        let message = Token::try_from(wrong.to_owned()).unwrap_err();
        assert!(message.starts_with("a token has 16 to 128"), "{message}");
    }
}

#[test]
fn keys_of_the_command_line_lie_over_those_of_the_board() {
    let board = |text: &str| parse(text).unwrap();
    let below =
        board("[input]\ndevices = [\"any\"]\n[input.keys]\nKEY_B = \"begin\"\nKEY_E = \"end\"\n");
    let input = board("[input.keys]\nKEY_B = \"nothing\"\n")
        .over(below)
        .input;
    assert_eq!(input.devices, Some(vec!["any".to_owned()]));
    let keys: Vec<_> = input.keys.iter().map(|(k, v)| (&k[..], &v[..])).collect();
    assert_eq!(keys, [("KEY_B", "nothing"), ("KEY_E", "end")]);
    assert!(fault("[input]\ndevices = 3\n").starts_with("b.toml:2:"));
}

#[test]
fn the_screen_has_a_language_and_a_light() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("board.toml");
    let settings = |text: &str| {
        std::fs::write(&file, text).unwrap();
        Settings::from(load(&file))
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
    assert!(fault("[display]\nbrightness = \"bright\"\n").starts_with("b.toml:2:14: "));
}

#[test]
fn a_board_has_as_many_links_as_it_names_and_the_command_line_names_others() {
    let text = "[[link]]\nport = \"/dev/ttyS1\"\n[[link]]\nport = \"pty\"\nbaud = 921600\nflow = \"rts_cts\"\n";
    let board = parse(text).unwrap();
    let links = Settings::from(board.clone()).links;
    assert_eq!((links[0].baud.0, links[1].baud.0), (115_200, 921_600));
    let mut line = Board::default();
    line.link.push(links[1].clone());
    assert_eq!(Settings::from(line.over(board)).links.len(), 1);
}

#[test]
fn what_says_how_the_board_works_reaches_the_settings() {
    let text = "[model]\nthreads = 3\n[cpu]\ncapture = { cores = [2, 3], realtime = 20 }\n[thermal]\nwarn_celsius = 75\n\
                [storage]\npath = \"/srv/exams\"\nfsync_ms_max = 50\n[watchdog]\ndevice = \"/dev/watchdog0\"\n\
                [site]\nname = \"St. Anna\"\ntime_zone = \"Asia/Tokyo\"\n[scanner]\nname = \"Portable\"\n\
                [[sector]]\nscreen = \"1920x1080\"\narea = [400, 80, 1100, 900]\n";
    let settings = Settings::from(Board::default().over(parse(text).unwrap()));
    let capture = settings.cpu.capture.unwrap();
    assert_eq!(
        (capture.cores.unwrap(), capture.realtime.unwrap().0),
        (vec![2, 3], 20)
    );
    assert_eq!(settings.threads, 3);
    assert_eq!(settings.thermal.warn_celsius.unwrap().0, 75.0);
    assert_eq!(
        settings.storage.path.as_deref(),
        Some(Path::new("/srv/exams"))
    );
    assert_eq!(
        settings.watchdog.device.as_deref(),
        Some(Path::new("/dev/watchdog0"))
    );
    assert_eq!(
        (settings.site.as_deref(), settings.time_zone.as_deref()),
        (Some("St. Anna"), Some("Asia/Tokyo"))
    );
    assert_eq!(settings.sectors[0].area.0, [400, 80, 1100, 900]);
}
