//! Boards as a clinical engineer uses them: checked, explained, compared, found, and tried by `doctor`.

#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::{
    fs,
    os::unix::fs::{PermissionsExt as _, symlink},
    path::Path,
    process::{Command, Output, Stdio},
};

use serde_json::Value;
use tempfile::TempDir;

const ROOT: &str = env!("CARGO_MANIFEST_DIR");

fn run(folder: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_second-reader"));
    command
        .env_remove("RUST_LOG")
        .env_remove("SECOND_READER_BOARDS")
        .stdin(Stdio::null());
    let models = Path::new(ROOT).join("tests/packs");
    command
        .env("SECOND_READER_MODELS", models)
        .current_dir(folder)
        .args(arguments)
        .output()
        .unwrap()
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

fn folder(files: &[(&str, &str)]) -> TempDir {
    let folder = TempDir::new().unwrap();
    for (name, text) in files {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    folder
}

#[test]
fn check_says_what_is_sound_and_shows_what_is_wrong_in_its_line() {
    let good = run(
        Path::new(ROOT),
        &[
            "board",
            "check",
            "demo",
            "raspberry-pi-5-usb-grabber",
            "--site",
            "example",
        ],
    );
    assert!(good.status.success(), "{}", text(&good.stderr));
    let said = text(&good.stdout);
    assert!(
        said.starts_with("board-configs/demo.toml: sound, "),
        "{said}"
    );
    assert!(said.contains("with board-configs/site/example.toml, board-configs/common/raspberry-pi-usb-grabber.toml"), "{said}");
    let folder = folder(&[(
        "b.toml",
        "[source]\nkind = \"v4l2\"\npath = \"/dev/video0\"\nfsp = 30\n\n[thermal]\nmax_celsius = 85000\n",
    )]);
    let wrong = run(folder.path(), &["board", "check", "b.toml"]);
    assert_eq!(wrong.status.code(), Some(2));
    assert_eq!(
        text(&wrong.stderr),
        "error: b.toml:4:1: [source] has no key `fsp`\n  4 | fsp = 30\n    | ^^^\nhint: did you mean `fps`?\n\
         error: b.toml:7:15: 85000 degrees Celsius is out of range: 20 to 125\n  7 | max_celsius = 85000\n    |               ^^^^^\n\
         hint: write in the unit of the key: max_celsius = 85\n"
    );
    let json = run(folder.path(), &["board", "check", "--json", "b.toml"]);
    let json: Value = serde_json::from_slice(&json.stdout).unwrap();
    assert_eq!(
        (&json[0]["ok"], &json[0]["errors"][1]["line"]),
        (&Value::Bool(false), &Value::from(7))
    );
    let unknown = run(
        Path::new(ROOT),
        &["board", "check", "raspbery-pi-5-tc358743"],
    );
    assert!(
        text(&unknown.stderr).contains("did you mean `raspberry-pi-5-tc358743`?"),
        "{}",
        text(&unknown.stderr)
    );
}

/// A file may be well written and yet stop the service when it starts: that is told before it is on the board.
#[test]
fn check_says_what_the_service_would_not_start_with() {
    let folder = folder(&[
        (
            "b.toml",
            "with_site = \"s\"\n[source]\nkind = \"phantom\"\n[input.keys]\nKEY_F13 = \"begn\"\nKEY_NONE = \"end\"\n",
        ),
        (
            "site/s.toml",
            "[site]\ntime_zone = \"Europe/Berln\"\n[profile]\nname = \"isuog\"\n[display]\nlanguage = \"jp\"\n",
        ),
    ]);
    let wrong = run(folder.path(), &["board", "check", "b.toml"]);
    assert_eq!(wrong.status.code(), Some(2));
    let said = text(&wrong.stderr);
    for told in [
        "b.toml:5:11: input.keys: KEY_F13: ",
        "  5 | KEY_F13 = \"begn\"\n    |           ^^^^^^\nhint: ",
        "b.toml:6:12: input.keys: there is no key `KEY_NONE`",
        "site/s.toml:4:8: ",
        "site/s.toml:6:12: ",
    ] {
        assert!(said.contains(told), "{told}: {said}");
    }
    let zones = Path::new("/usr/share/zoneinfo").is_dir();
    let zone = "site/s.toml:2:13: there is no time zone `Europe/Berln`\n";
    assert_eq!(said.contains(zone), zones, "{said}");
    let errors = said.lines().filter(|line| line.starts_with("error: "));
    assert_eq!(errors.count(), 4 + usize::from(zones), "{said}");
}

#[test]
fn explain_and_diff_name_the_line_of_each_value() {
    let folder = folder(&[
        ("base.toml", "[source]\nkind = \"phantom\"\nfps = 25\n"),
        ("b.toml", "extends = \"base\"\n[source]\nfps = 30\n"),
    ]);
    let explained = run(
        folder.path(),
        &["board", "explain", "b.toml", "--key", "source.fps"],
    );
    assert_eq!(
        text(&explained.stdout),
        "source.fps = 30   b.toml:3\n             over 25   base.toml:3\n"
    );
    let nothing = run(
        folder.path(),
        &["board", "explain", "b.toml", "--key", "page"],
    );
    assert_eq!(nothing.status.code(), Some(2));
    let diff = run(folder.path(), &["board", "diff", "base.toml", "b.toml"]);
    assert_eq!(
        text(&diff.stdout),
        "--- base.toml\n+++ b.toml\n- source.fps = 25   base.toml:3\n+ source.fps = 30   b.toml:3\n"
    );
    let same = run(folder.path(), &["board", "diff", "b.toml", "b.toml"]);
    assert!(text(&same.stdout).ends_with("the values are the same\n"));
}

const PI: [(&str, &str); 3] = [
    ("proc/device-tree/model", "Raspberry Pi 5 Model B Rev 1.0\0"),
    ("sys/bus/usb/devices/1-1/idVendor", "345f\n"),
    ("sys/bus/usb/devices/1-1/idProduct", "2130\n"),
];

#[test]
fn detect_names_the_board_of_this_machine() {
    let machine = folder(&PI);
    let root = machine.path().to_str().unwrap();
    let found = run(Path::new(ROOT), &["board", "detect", "--root", root]);
    assert!(found.status.success(), "{}", text(&found.stderr));
    assert_eq!(
        text(&found.stdout).lines().next(),
        Some("raspberry-pi-5-usb-grabber")
    );
    let bare = folder(&PI[..1]);
    let none = run(
        Path::new(ROOT),
        &["board", "detect", "--root", bare.path().to_str().unwrap()],
    );
    assert_eq!(none.status.code(), Some(2));
    let said = text(&none.stderr);
    assert!(
        said.contains("no board of board-configs is for this machine: Raspberry Pi 5"),
        "{said}"
    );
    assert!(
        said.contains("raspberry-pi-5-tc358743: but for video tc358743"),
        "{said}"
    );
}

#[test]
fn boards_of_ones_own_extend_those_that_are_installed() {
    let machine = folder(&PI);
    let own = "extends = \"raspberry-pi-5-usb-grabber\"\n[board]\ntitle = \"A cart\"\n";
    let boards = folder(&[("cart.toml", own)]);
    let [root, boards] = [&machine, &boards].map(|folder| folder.path().to_str().unwrap());
    let found = run(
        Path::new(ROOT),
        &["board", "detect", "--root", root, "--boards", boards],
    );
    assert!(found.status.success(), "{}", text(&found.stderr));
    assert!(text(&found.stdout).starts_with("cart\n  A cart\n"));
}

#[test]
fn two_boards_that_are_for_one_machine_are_told_apart_by_nobody() {
    let machine = folder(&PI);
    let boards = folder(&[
        ("a.toml", "[probe]\nmodel = [\"Raspberry Pi\"]\n"),
        (
            "b.toml",
            "[probe]\nmodel = [\"Raspberry Pi 5\"]\nusb = [\"345f:2130\"]\n",
        ),
        ("c.toml", "[probe]\nmodel = [\"Raspberry Pi 4\"]\n"),
        ("d.toml", ""),
    ]);
    let [root, boards] = [&machine, &boards].map(|folder| folder.path().to_str().unwrap());
    let found = run(
        Path::new(ROOT),
        &["board", "detect", "--root", root, "--boards", boards],
    );
    assert_eq!(found.status.code(), Some(2));
    let said = text(&found.stderr);
    assert!(said.starts_with("error: 2 boards are for this machine:\n  a: model Raspberry Pi 5 Model B Rev 1.0\n  b: model"), "{said}");
    assert!(
        said.contains("\nhint: name the one that is meant with --board"),
        "{said}"
    );
    assert!(found.stdout.is_empty());
}

#[test]
fn doctor_tries_the_demo_board_and_leaves_a_report() {
    let machine = folder(&[
        ("sys/class/rtc/rtc0/name", "rtc\n"),
        ("proc/device-tree/serial-number", "10000000abcdef01\0"),
        ("sys/class/thermal/thermal_zone0/temp", "41000\n"),
    ]);
    let root = machine.path().to_str().unwrap();
    let board = "[board]\ntitle = \"The phantom\"\n[model]\npack = \"tiny\"\nallow_unsigned = true\n[site]\nname = \"St. <Anna>\"\n";
    fs::write(machine.path().join("b.toml"), board).unwrap();
    let done = run(
        machine.path(),
        &[
            "doctor", "--board", "b.toml", "--root", root, "--report", "out",
        ],
    );
    let said = text(&done.stdout);
    assert!(done.status.success(), "{said}{}", text(&done.stderr));
    for line in [
        "NOT TESTED  capture      the board reads the phantom",
        "WARN        signature    the pack is not signed",
        "PASS        temperature  41.0 degrees Celsius",
        "WARN        clock        kept by rtc; no time server sets it",
        "NOT TESTED  panel        the board has none",
    ] {
        assert!(said.contains(line), "{line}: {said}");
    }
    assert!(
        said.contains("the self-test gives the golden outputs"),
        "{said}"
    );
    let page = fs::read_to_string(machine.path().join("out/commissioning.html")).unwrap();
    for part in [
        "10000000abcdef01",
        "St. &lt;Anna&gt;",
        "isuog-2023",
        "b, The phantom",
        "Checked by",
    ] {
        assert!(page.contains(part), "{part}");
    }
    let paper = fs::read(machine.path().join("out/commissioning.pdf")).unwrap();
    assert!(paper.starts_with(b"%PDF-"));

    // What the service would refuse does not pass.
    fs::write(machine.path().join("b.toml"), "[model]\npack = \"tiny\"\n").unwrap();
    let done = run(
        machine.path(),
        &["doctor", "--board", "b.toml", "--root", root],
    );
    assert_eq!(done.status.code(), Some(1));
    let line = "FAIL        model        model pack tiny is not signed";
    assert!(text(&done.stdout).contains(line), "{}", text(&done.stdout));
}

#[test]
fn doctor_fails_where_the_board_is_not_fit_and_says_what_to_do() {
    let machine = folder(&[
        ("sys/class/rtc/rtc0/name", "rtc\n"),
        ("sys/class/thermal/thermal_zone0/temp", "91000\n"),
        ("dev/none", ""),
    ]);
    symlink("/usr/share/zoneinfo/UTC", machine.path().join("localtime")).unwrap();
    let board = "[probe]\nmodel = [\"Raspberry Pi 5\"]\n[source]\nkind = \"v4l2\"\npath = \"/dev/video-of-nobody\"\n\
                 [model]\npack = \"no-such-pack\"\n[thermal]\nmax_celsius = 80\n[watchdog]\ndevice = \"/dev/watchdog0\"\n";
    fs::write(machine.path().join("b.toml"), board).unwrap();
    let root = machine.path().to_str().unwrap();
    let arguments = [
        "doctor",
        "--board",
        "b.toml",
        "--root",
        root,
        "--seconds",
        "0.3",
        "--json",
    ];
    let done = run(machine.path(), &arguments);
    assert_eq!(done.status.code(), Some(1));
    let report: Value = serde_json::from_slice(&done.stdout).unwrap();
    let findings = report["findings"].as_array().unwrap();
    let failed: Vec<_> = findings
        .iter()
        .filter(|one| one["status"] == "fail")
        .collect();
    let names: Vec<_> = failed
        .iter()
        .map(|one| one["check"].as_str().unwrap())
        .collect();
    assert_eq!(
        names,
        [
            "machine",
            "permissions",
            "capture",
            "model",
            "temperature",
            "watchdog"
        ]
    );
    assert!(
        failed
            .iter()
            .all(|one| !one["hint"].as_str().unwrap().is_empty())
    );
    assert!(text(&done.stderr).contains(&format!("6 of {} checks failed", findings.len())));
    let without = [
        "--without",
        "machine,permissions,capture,model",
        "--without",
        "temperature,watchdog",
    ];
    let rest = run(machine.path(), &[&arguments[..], &without].concat());
    assert!(rest.status.success(), "{}", text(&rest.stdout));
    assert!(text(&rest.stdout).contains("left out by --without"));
}

#[test]
fn a_token_that_others_can_read_is_refused() {
    let board = "[source]\nkind = \"phantom\"\n[page]\nport = 0\ntoken_file = \"token\"\n[model]\npack = \"tiny\"\nallow_unsigned = true\n";
    let folder = folder(&[("b.toml", board), ("token", "0123456789abcdef\n")]);
    let set = |mode| {
        fs::set_permissions(
            folder.path().join("token"),
            fs::Permissions::from_mode(mode),
        )
        .unwrap()
    };
    let start = || {
        run(
            folder.path(),
            &["run", "--board", "b.toml", "--seconds", "0.2"],
        )
    };
    set(0o644);
    let open = start();
    assert_eq!(open.status.code(), Some(2));
    assert!(
        text(&open.stderr)
            .contains("every user of this machine can read the token\nhint: chmod 640"),
        "{}",
        text(&open.stderr)
    );
    set(0o600);
    assert!(start().status.success());
    fs::write(folder.path().join("token"), "short").unwrap();
    let short = text(&start().stderr);
    assert!(
        short.contains("a token has 16 to 128") && !short.contains("error: short"),
        "{short}"
    );
}
