use std::{
    fs,
    os::unix::fs::{PermissionsExt as _, symlink},
    path::{Path, PathBuf},
    time::{Duration, UNIX_EPOCH},
};

use tempfile::TempDir;

use super::{
    About, Finding, Report, Status,
    checks::{self, Degrees, Glass, Limits, Need, Probe},
    html, pdf, utc,
};

/// A made-up machine.
struct Machine(TempDir);

impl Machine {
    fn new(files: &[(&str, &str)]) -> Self {
        let folder = tempfile::tempdir().unwrap();
        for (name, text) in files {
            let path = folder.path().join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        }
        Self(folder)
    }

    fn root(&self) -> &Path {
        self.0.path()
    }
}

fn said(finding: &Finding) -> (Status, &str) {
    (finding.status, &finding.found)
}

/// Whatever is not as it has to be says what to do.
fn sound(finding: &Finding) -> bool {
    (finding.status >= Status::Warn) != finding.hint.is_empty()
}

#[test]
fn the_warmest_zone_is_held_against_the_limits() {
    let machine = |temp: &str| {
        Machine::new(&[
            ("sys/class/thermal/thermal_zone0/temp", temp),
            ("sys/class/thermal/thermal_zone0/type", "cpu-thermal\n"),
            ("sys/class/thermal/thermal_zone1/temp", "41000\n"),
            ("sys/class/thermal/thermal_zone2/temp", "no number\n"),
            ("sys/class/thermal/thermal_zone3/temp", "999999\n"),
        ])
    };
    let limits = Degrees {
        warn: 70.0,
        max: 80.0,
    };
    for (temp, status) in [
        ("55300\n", Status::Pass),
        ("70000", Status::Warn),
        ("81000\n", Status::Fail),
    ] {
        let finding = checks::thermal(machine(temp).root(), limits);
        assert_eq!(finding.status, status, "{finding:?}");
        assert!(
            sound(&finding) && finding.found.contains("at cpu-thermal; the limit is 80"),
            "{finding:?}"
        );
    }
    assert_eq!(
        checks::thermal(Machine::new(&[]).root(), limits).status,
        Status::Skipped
    );
}

#[test]
fn a_raspberry_pi_says_what_slows_it_down() {
    let place = "sys/devices/platform/soc/soc:firmware/get_throttled";
    for (word, status, words) in [
        ("0\n", Status::Pass, "never since the start"),
        (
            "50000\n",
            Status::Warn,
            "since the start: the supply voltage is too low, the processor is throttled",
        ),
        (
            "0x50005\n",
            Status::Fail,
            "the supply voltage is too low, the processor is throttled",
        ),
        (
            "80008\n",
            Status::Fail,
            "it is at its soft temperature limit",
        ),
    ] {
        let finding = checks::throttling(Machine::new(&[(place, word)]).root());
        assert_eq!(said(&finding), (status, words));
        assert!(sound(&finding));
    }
    assert_eq!(
        checks::throttling(Machine::new(&[]).root()).status,
        Status::Skipped
    );
}

#[test]
fn storage_is_written_to_and_left_as_it_was() {
    let machine = Machine::new(&[("var/exams/old", "")]);
    let ask = |path: &str, free_mb_min: f64, fsync_ms_max: f64| {
        let limits = Limits {
            free_mb_min,
            fsync_ms_max,
        };
        let finding = checks::storage(machine.root(), Some(Path::new(path)), limits);
        assert!(sound(&finding), "{finding:?}");
        finding
    };
    let good = ask("/var/exams", 0.001, 60_000.0);
    assert_eq!(good.status, Status::Pass, "{good:?}");
    assert!(good.found.contains("MB free, a lasting write takes"));
    assert_eq!(ask("/var/exams", 1e12, 60_000.0).status, Status::Fail);
    assert_eq!(ask("/var/exams", 0.001, -1.0).status, Status::Warn);
    assert!(
        ask("/var/none", 1.0, 1.0)
            .found
            .starts_with("/var/none: it cannot be looked at")
    );
    let left: Vec<_> = fs::read_dir(machine.root().join("var/exams"))
        .unwrap()
        .collect();
    assert_eq!(left.len(), 1);
    assert_eq!(
        checks::storage(machine.root(), None, Limits::default()).status,
        Status::Skipped
    );
}

#[test]
fn a_clock_is_set_by_others_and_kept_without_power() {
    let (by_server, kept) = (
        ("run/systemd/timesync/synchronized", ""),
        ("sys/class/rtc/rtc0/name", "rpi-rtc\n"),
    );
    for (files, status) in [
        (vec![by_server, kept], Status::Pass),
        (vec![by_server], Status::Warn),
        (vec![kept], Status::Warn),
        (vec![], Status::Warn),
    ] {
        let found = checks::clock(Machine::new(&files).root(), None);
        assert_eq!(found[0].status, status, "{found:?}");
        assert!(found.iter().all(sound) && found[1].status == Status::Skipped);
    }
}

#[test]
fn the_machine_is_in_the_zone_of_its_site() {
    let machine = Machine::new(&[("etc/hostname", "")]);
    symlink(
        "/usr/share/zoneinfo/Asia/Tokyo",
        machine.root().join("etc/localtime"),
    )
    .unwrap();
    let zone = |root: &Path, wanted: &str| checks::clock(root, Some(wanted)).pop().unwrap();
    assert_eq!(
        said(&zone(machine.root(), "Asia/Tokyo")),
        (Status::Pass, "Asia/Tokyo")
    );
    let other = zone(machine.root(), "Europe/Berlin");
    assert_eq!(
        said(&other),
        (
            Status::Fail,
            "the machine is in Asia/Tokyo, the site in Europe/Berlin"
        )
    );
    assert_eq!(other.hint, "timedatectl set-timezone Europe/Berlin");
    let debian = Machine::new(&[("etc/timezone", "Europe/Berlin\n")]);
    assert_eq!(zone(debian.root(), "Europe/Berlin").status, Status::Pass);
}

#[test]
fn a_watchdog_is_there_started_and_quick_enough() {
    let with = |timeout: &str, state: &str| {
        Machine::new(&[
            ("dev/watchdog0", ""),
            (
                "sys/class/watchdog/watchdog0/identity",
                "Broadcom BCM2835 Watchdog timer\n",
            ),
            ("sys/class/watchdog/watchdog0/timeout", timeout),
            ("sys/class/watchdog/watchdog0/state", state),
        ])
    };
    let ask = |machine: &Machine| {
        let finding = checks::watchdog(
            machine.root(),
            Some(Path::new("/dev/watchdog0")),
            Some(16.0),
        );
        assert!(sound(&finding), "{finding:?}");
        finding
    };
    let good = ask(&with("15\n", "active\n"));
    assert_eq!(
        said(&good),
        (
            Status::Pass,
            "Broadcom BCM2835 Watchdog timer, resets after 15 s"
        )
    );
    assert_eq!(ask(&with("15\n", "inactive\n")).status, Status::Warn);
    assert_eq!(ask(&with("60\n", "active\n")).status, Status::Warn);
    assert_eq!(
        ask(&Machine::new(&[("dev/watchdog0", "")])).status,
        Status::Warn
    );
    assert_eq!(ask(&Machine::new(&[])).status, Status::Fail);
    assert_eq!(
        checks::watchdog(Path::new("/"), None, None).status,
        Status::Skipped
    );
}

#[test]
fn a_device_that_is_not_there_or_not_ours_is_named_with_its_group() {
    let machine = Machine::new(&[
        ("dev/video0", ""),
        ("dev/ttyS1", ""),
        ("etc/group", "root:x:0:\ndialout:x:20:\n"),
    ]);
    let need = |device: &str, what| Need {
        device: PathBuf::from(device),
        what,
    };
    let good = checks::permissions(
        machine.root(),
        &[need("/dev/video0", "capture"), need("/dev/ttyS1", "link")],
    );
    assert_eq!(
        (good.len(), said(&good[0])),
        (
            1,
            (Status::Pass, "may use capture /dev/video0, link /dev/ttyS1")
        )
    );
    let gone = checks::permissions(machine.root(), &[need("/dev/video9", "capture")]);
    assert_eq!(
        said(&gone[0]),
        (Status::Fail, "capture /dev/video9 is not there")
    );
    fs::set_permissions(
        machine.root().join("dev/ttyS1"),
        fs::Permissions::from_mode(0o0),
    )
    .unwrap();
    let found = checks::permissions(machine.root(), &[need("/dev/ttyS1", "link")]);
    // Root may use whatever is there.
    let is_root = unsafe { libc::geteuid() } == 0;
    assert_eq!(
        found[0].status,
        if is_root { Status::Pass } else { Status::Fail }
    );
    assert!(is_root || found[0].hint.contains("usermod"), "{found:?}");
    assert_eq!(
        checks::permissions(machine.root(), &[])[0].status,
        Status::Skipped
    );
}

#[test]
fn a_panel_is_plugged_in_with_its_mode_and_letters_that_can_be_read() {
    let mut edid = vec![0; 128];
    (edid[21], edid[22]) = (22, 14);
    let machine = Machine::new(&[
        ("sys/class/drm/card1-HDMI-A-1/status", "connected\n"),
        ("sys/class/drm/card1-HDMI-A-1/modes", "1280x800\n1024x768\n"),
        ("sys/class/drm/card1-HDMI-A-2/status", "disconnected\n"),
        ("sys/class/drm/card1/dev", "226:1\n"),
    ]);
    fs::write(
        machine.root().join("sys/class/drm/card1-HDMI-A-1/edid"),
        edid,
    )
    .unwrap();
    let ask = |glass: Glass| {
        let finding = checks::panel(machine.root(), &glass);
        assert!(sound(&finding), "{finding:?}");
        finding
    };
    assert_eq!(
        said(&ask(Glass::default())),
        (Status::Pass, "HDMI-A-1, 1280x800")
    );
    let mode = |mode: &str| Glass {
        mode: Some(mode.to_owned()),
        ..Glass::default()
    };
    assert_eq!(ask(mode("1024x768@60")).status, Status::Pass);
    assert_eq!(
        said(&ask(mode("800x480"))),
        (
            Status::Fail,
            "HDMI-A-1 has no mode 800x480; it has: 1280x800, 1024x768"
        )
    );
    let connector = |name: &str| Glass {
        connector: Some(name.to_owned()),
        ..Glass::default()
    };
    assert_eq!(
        said(&ask(connector("HDMI-A-2"))),
        (Status::Fail, "nothing is plugged into HDMI-A-2")
    );
    assert!(
        ask(connector("DSI-1"))
            .found
            .ends_with("there are: HDMI-A-1, HDMI-A-2")
    );
    // 140 mm of glass, a fortieth of it for a letter: 3.5 mm are 24 minutes of arc from half a metre, 12 from a metre.
    let from = |distance_cm| Glass {
        distance_cm: Some(distance_cm),
        capital_px: Some(|_, height| f64::from(height) * 0.025),
        ..Glass::default()
    };
    let close = ask(from(50.0));
    assert_eq!(
        said(&close),
        (
            Status::Pass,
            "HDMI-A-1, 1280x800, letters of 3.5 mm, 24 minutes of arc from 50 cm"
        )
    );
    assert_eq!(ask(from(100.0)).status, Status::Warn);
    let larger = Glass {
        height_mm: Some(300.0),
        ..from(100.0)
    };
    assert_eq!(ask(larger).status, Status::Pass);
    assert_eq!(
        checks::panel(Machine::new(&[]).root(), &Glass::default()).status,
        Status::Fail
    );
}

#[test]
fn a_board_of_another_machine_is_refused_and_what_is_not_plugged_in_is_told() {
    let probe = |key: &str, found: Option<&str>| Probe {
        key: key.to_owned(),
        wanted: format!("a {key}"),
        found: found.map(str::to_owned),
    };
    assert_eq!(
        said(&checks::machine(&[probe("model", Some("Pi 5"))])),
        (Status::Pass, "model Pi 5")
    );
    let other = checks::machine(&[probe("model", None), probe("usb", None)]);
    assert_eq!(
        said(&other),
        (
            Status::Fail,
            "the board is for another machine: there is no model a model, no usb a usb"
        )
    );
    let unplugged = checks::machine(&[probe("model", Some("Pi 5")), probe("usb", None)]);
    assert_eq!(
        said(&unplugged),
        (
            Status::Warn,
            "what the board expects to be plugged in is not: no usb a usb"
        )
    );
    assert_eq!(checks::machine(&[]).status, Status::Skipped);
}

fn report(findings: Vec<Finding>) -> Report {
    Report {
        about: About {
            rows: vec![
                ("board", "<demo> & more".to_owned()),
                ("serial", "10000000abcdef01".to_owned()),
            ],
            date: utc(UNIX_EPOCH + Duration::from_secs(1_795_437_900)),
        },
        findings,
    }
}

#[test]
fn dates_are_those_of_the_calendar() {
    let date = |seconds| utc(UNIX_EPOCH + Duration::from_secs(seconds));
    assert_eq!(date(0), "1970-01-01 00:00:00 UTC");
    assert_eq!(date(951_782_400), "2000-02-29 00:00:00 UTC");
    assert_eq!(date(1_735_689_599), "2024-12-31 23:59:59 UTC");
    assert_eq!(date(4_107_542_400), "2100-03-01 00:00:00 UTC");
}

#[test]
fn the_worst_finding_is_the_verdict() {
    let (pass, warn) = (Finding::pass("a", "x"), Finding::warn("b", "y", "do z"));
    assert_eq!(report(vec![]).status(), Status::Skipped);
    let works = report(vec![pass.clone(), warn.clone()]);
    assert_eq!(works.status(), Status::Warn);
    assert_eq!(
        works.text().lines().next(),
        Some("PASS        a            x")
    );
    assert!(works.text().contains("hint: do z\nThe board works"));
    let broken = report(vec![pass, warn, Finding::fail("c", "w", "v")]);
    assert_eq!(
        broken.verdict(),
        "The board is not fit for use: 1 passed, 1 with a warning, 1 failed, 0 not tested."
    );
}

#[test]
fn the_page_has_it_all_and_nothing_in_it_is_taken_for_markup() {
    let page = html(&report(vec![Finding::fail(
        "capture",
        "no <b>frame</b>",
        "plug it in",
    )]));
    for part in [
        "&lt;demo&gt; &amp; more",
        "10000000abcdef01",
        "no &lt;b&gt;frame",
        "hint: plug it in",
        "Checked by",
        "✗ FAIL",
    ] {
        assert!(page.contains(part), "{part}");
    }
    assert!(!page.contains("<b>"));
    assert_eq!(
        page.matches("<table").count(),
        page.matches("</table>").count()
    );
}

#[test]
fn the_paper_has_every_finding_and_a_sign_off_that_is_not_cut() {
    let many: Vec<_> = (0..90)
        .map(|n| {
            Finding::warn(
                "capture",
                format!("finding {n} {}", "long ".repeat(n)),
                "do",
            )
        })
        .collect();
    for count in [0, 1, 20, 21, 22, 23, 24, 25, 90] {
        let bytes = pdf(&report(many[..count].to_vec()));
        let text = String::from_utf8_lossy(&bytes).into_owned();
        assert!(text.starts_with("%PDF-") && text.trim_end().ends_with("%%EOF"));
        for n in 0..count {
            assert!(text.contains(&format!("finding {n} ")), "{n} of {count}");
        }
        let streams: Vec<_> = text
            .split("endstream")
            .filter(|part| part.contains("Checked by"))
            .collect();
        assert_eq!(streams.len(), 1);
        assert!(streams[0].contains("Accepted by"));
        let longest = text
            .lines()
            .filter(|line| line.ends_with("Tj"))
            .map(str::len)
            .max()
            .unwrap();
        assert!(longest < 110, "{longest}");
    }
    // What the font has not is a question mark, and no other letter.
    let strange = pdf(&report(vec![Finding::pass("a", "心 é")]));
    let strange = String::from_utf8_lossy(&strange).to_lowercase();
    assert!(strange.contains("3f20e9"), "{strange}");
}
