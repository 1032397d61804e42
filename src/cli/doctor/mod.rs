//! `doctor`: is this board fit for use? Every check with what it found and what to do, and the commissioning report.

mod about;
mod capture;
mod model;
mod serial;

use std::{
    fs,
    path::{Path, PathBuf},
    time::{Duration, SystemTime},
};

use doctor::{
    Finding, Report, Status,
    checks::{self, Degrees, Glass, Limits, Need, Probe},
    html, pdf,
};
use second_reader::{
    board::{Kind, Machine, PanelKind, Resolved, Rotation, Settings, Trait},
    detector::PackInfo,
    display::layout::Layout,
};

use super::{boards, problem::Problem, stop_on_signals, summary};

/// Check this board: machine, devices, capture, model, panel, serial lines, storage, temperature, clock, watchdog.
///
/// Each check passes, warns, fails, or says why it was not made. Exit code 0 where none failed, 1 where one did. The
/// service has to be stopped: it holds the capture device.
#[derive(clap::Args)]
pub struct Arguments {
    /// Board: a file, or the name of an installed one.
    #[arg(long, value_name = "BOARD")]
    board: String,
    /// What the site lays over it: a file, or a name.
    #[arg(long, value_name = "SITE")]
    site: Option<String>,
    /// What the scanner lays over it: a file, or a name.
    #[arg(long, value_name = "SCANNER")]
    scanner: Option<String>,
    /// How long frames are taken from the capture device, seconds.
    #[arg(long, value_name = "N", default_value_t = 5.0, value_parser = super::capture::seconds)]
    seconds: f64,
    /// Serial port in which a plug joins what is sent with what is received; may be given several times.
    #[arg(long, value_name = "PORT")]
    loopback: Vec<PathBuf>,
    /// Checks that are left out, and listed as such.
    #[arg(long, value_name = "CHECK", value_delimiter = ',', value_parser = CHECKS)]
    without: Vec<String>,
    /// Write commissioning.html and commissioning.pdf into this folder.
    #[arg(long, value_name = "DIR")]
    report: Option<PathBuf>,
    /// Root folder of the machine whose system files are looked at.
    #[arg(long, value_name = "DIR", default_value = "/")]
    root: PathBuf,
    /// Print JSON.
    #[arg(long)]
    json: bool,
}

/// The checks in their order, as `--without` leaves them out.
const CHECKS: [&str; 11] = [
    "machine",
    "permissions",
    "capture",
    "model",
    "panel",
    "serial",
    "storage",
    "temperature",
    "throttling",
    "clock",
    "watchdog",
];

pub fn doctor(arguments: &Arguments) -> Result<(), Problem> {
    let choice = boards::Choice {
        board: Some(arguments.board.clone()),
        site: arguments.site.clone(),
        scanner: arguments.scanner.clone(),
    };
    let Some(resolved) = choice.resolved()? else {
        return Ok(());
    };
    if let Some(folder) = &arguments.report {
        fs::create_dir_all(folder).map_err(|e| Problem::file(folder, &e))?;
    }
    let settings = Settings::from(resolved.board.clone());
    let machine = Machine::look(&arguments.root);
    let (findings, pack) = findings(arguments, &resolved, &settings, &machine)?;
    let report = Report {
        about: about::about(
            &resolved,
            &settings,
            &machine,
            pack.as_ref(),
            SystemTime::now(),
        ),
        findings,
    };
    if let Some(folder) = &arguments.report {
        super::staged::write(&folder.join("commissioning.html"), html(&report).as_bytes())?;
        super::staged::write(&folder.join("commissioning.pdf"), &pdf(&report))?;
    }
    if arguments.json {
        let json = serde_json::to_string_pretty(&report);
        summary::say(json.map_err(|e| Problem::failure(e, None::<String>))?)?;
    } else {
        summary::say(report.text())?;
        if let Some(folder) = &arguments.report {
            summary::say(format_args!(
                "report: {0}/commissioning.html, {0}/commissioning.pdf",
                folder.display()
            ))?;
        }
    }
    match report.count(Status::Fail) {
        0 => Ok(()),
        failed => Err(Problem::failure(
            format_args!("{failed} of {} checks failed", report.findings.len()),
            Some(
                "put right what failed, in the order of the list: a later check may fail for an earlier one",
            ),
        )),
    }
}

/// All checks in the order of a fitting: the machine, its devices, the picture's way, and what keeps it running.
fn findings(
    arguments: &Arguments,
    resolved: &Resolved,
    settings: &Settings,
    machine: &Machine,
) -> Result<(Vec<Finding>, Option<PackInfo>), Problem> {
    let stop = stop_on_signals()?;
    let (root, mut pack) = (&arguments.root, None);
    let mut findings = Vec::new();
    for check in CHECKS {
        if arguments.without.iter().any(|name| name == check) {
            findings.push(Finding::skipped(check, "left out by --without"));
            continue;
        }
        match check {
            "machine" => findings.push(checks::machine(&probes(resolved, machine))),
            "permissions" => {
                findings.extend(checks::permissions(root, &needs(settings, arguments)))
            }
            "capture" => {
                let length = Duration::from_secs_f64(arguments.seconds);
                findings.extend(capture::capture(settings, length, &stop)?);
            }
            "model" => {
                let (found, info) = model::model(settings);
                findings.extend(found);
                pack = info;
            }
            "panel" => findings.push(panel(root, settings)),
            "serial" => findings.extend(serial::serial(settings, &arguments.loopback)),
            "storage" => {
                let path = settings.storage.path.as_deref();
                findings.push(checks::storage(root, path, limits(settings)));
            }
            "temperature" => findings.push(checks::thermal(root, degrees(settings))),
            "throttling" => findings.push(checks::throttling(root)),
            "clock" => findings.extend(checks::clock(root, settings.time_zone.as_deref())),
            _ => {
                let timeout = settings.watchdog.timeout_s_max.map(|seconds| seconds.0);
                let device = settings.watchdog.device.as_deref();
                findings.push(checks::watchdog(root, device, timeout));
            }
        }
    }
    Ok((findings, pack))
}

fn probes(resolved: &Resolved, machine: &Machine) -> Vec<Probe> {
    let traits = resolved.board.probe.traits(machine).into_iter();
    let probe = |one: Trait| Probe {
        key: one.key.to_owned(),
        wanted: one.wanted,
        found: one.found,
    };
    traits.map(probe).collect()
}

/// What the board asks of its storage.
fn limits(settings: &Settings) -> Limits {
    let (asked, own) = (&settings.storage, Limits::default());
    Limits {
        free_mb_min: asked.free_mb_min.map_or(own.free_mb_min, |mb| mb.0),
        fsync_ms_max: asked.fsync_ms_max.map_or(own.fsync_ms_max, |ms| ms.0),
    }
}

/// How warm the board may become.
fn degrees(settings: &Settings) -> Degrees {
    let (asked, own) = (&settings.thermal, Degrees::default());
    let max = asked.max_celsius.map_or(own.max, |celsius| celsius.0);
    Degrees {
        warn: asked
            .warn_celsius
            .map_or(own.warn.min(max), |celsius| celsius.0),
        max,
    }
}

/// The devices that the service opens on this board.
fn needs(settings: &Settings, arguments: &Arguments) -> Vec<Need> {
    let need = |device: &Path, what| Need {
        device: device.to_owned(),
        what,
    };
    let mut needs = Vec::new();
    if let (Kind::V4l2, Some(path)) = (settings.source.kind, &settings.source.path) {
        needs.push(need(Path::new(path), "capture"));
    }
    let display = &settings.display;
    let fallback = match display.panel {
        Some(PanelKind::Drm) => Some("/dev/dri/card0"),
        Some(PanelKind::Framebuffer) => Some("/dev/fb0"),
        _ => None,
    };
    let device = display.device.as_deref().or(fallback);
    if let (Some(device), true) = (device, display.panel != Some(PanelKind::Png)) {
        needs.push(need(Path::new(device), "panel"));
    }
    let lines = settings.links.iter().map(|link| Path::new(&link.port.0));
    let lines = lines.chain(arguments.loopback.iter().map(PathBuf::as_path));
    needs.extend(
        lines
            .filter(|port| port.is_absolute())
            .map(|port| need(port, "serial line")),
    );
    let devices = settings
        .input
        .devices
        .iter()
        .flatten()
        .filter(|device| *device != "any");
    needs.extend(devices.map(|device| need(Path::new(device), "input")));
    needs.dedup();
    needs
}

fn panel(root: &Path, settings: &Settings) -> Finding {
    let display = &settings.display;
    match display.panel {
        Some(PanelKind::Drm) => {}
        None => {
            return Finding::skipped("panel", "the board has none: the screen is the live page");
        }
        Some(PanelKind::Framebuffer | PanelKind::Spi) => {
            return Finding::skipped(
                "panel",
                "whether somebody sees it cannot be told from here: look at it while the service runs",
            );
        }
        Some(PanelKind::Png) => return Finding::skipped("panel", "it is a file"),
    }
    let glass = Glass {
        connector: display.connector.clone(),
        mode: display.mode.map(|mode| mode.to_string()),
        distance_cm: display.distance_cm.map(|cm| cm.0),
        height_mm: display.height_mm.map(|mm| mm.0),
        capital_px: Some(capital_px),
        upright: matches!(
            display.rotation,
            Some(Rotation::Quarter | Rotation::ThreeQuarters)
        ),
    };
    checks::panel(root, &glass)
}

/// Height of the capitals of the checklist, pixels.
fn capital_px(width: u32, height: u32) -> f64 {
    Layout::of(width, height).faces.body.capital()
}
