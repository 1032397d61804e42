use std::{path::Path, time::Duration};

use doctor::Finding;
use second_reader::{
    board::{Kind, Settings},
    capture::V4l2Source,
    service::stop::Stop,
};

use crate::cli::{
    capture::trial::{Report, Trial},
    problem::Problem,
    source::wishes,
};

/// A rate below this share of the stated one is no rate of that device: it loses frames before the driver counts them.
const RATE_SHARE_MIN: f64 = 0.9;
/// Fewer frames a second do not follow a fetal heart, which beats two to three times a second: the service itself takes a
/// format of fewer only where there is no other.
const FPS_MIN: f64 = 20.0;
/// Gaps and damaged frames, as a share of all: more is a bad cable.
const LOST_SHARE_MAX: f64 = 0.01;

/// Takes frames from the capture device for so long: the device, its timings, its real rate.
pub fn capture(
    settings: &Settings,
    length: Duration,
    stop: &Stop,
) -> Result<Vec<Finding>, Problem> {
    let path = match (settings.source.kind, &settings.source.path) {
        (Kind::V4l2, Some(path)) => path,
        (Kind::Phantom, _) => {
            return Ok(vec![Finding::skipped(
                "capture",
                "the board reads the phantom",
            )]);
        }
        _ => return Ok(vec![Finding::skipped("capture", "the board reads a file")]),
    };
    let mut source = V4l2Source::new(Path::new(path), wishes(settings)?, stop.flag());
    let mut trial = Trial::new(None);
    trial.run(&mut source, length, stop)?;
    if stop.is_set() {
        return Err(Problem::interrupted());
    }
    let report = trial.report(&source, source.counts());
    let mut findings = vec![judged(&report)];
    if path.starts_with("/dev/video") {
        findings.push(Finding::warn(
            "capture_path",
            format!("{path} may be another device after the next start"),
            "name a link below /dev/v4l/by-path in [source] path: `second-reader capture list` shows it",
        ));
    }
    Ok(findings)
}

/// What a trial says of the device.
fn judged(report: &Report) -> Finding {
    let Some(state) = report.states.last() else {
        return Finding::fail(
            "capture",
            "nothing came",
            "is the cable in, and the scanner on?",
        );
    };
    if report.frames == 0 {
        let hint = match state.state {
            "no_device" => {
                "plug the grabber in; stop the service, which may hold it: systemctl stop second-reader"
            }
            "no_cable" => "check the cable at both ends, and that the scanner is on",
            "no_signal" => "switch the scanner on, and choose its HDMI output",
            "out_of_range" => "set the scanner's output to 1920x1080 at 60 Hz or less",
            _ => "`second-reader capture list` says what the device sees",
        };
        return Finding::fail("capture", format!("no frame came: {}", state.state), hint);
    }
    let stated = report
        .fps_stated
        .map_or_else(String::new, |fps| format!(" of {fps:.1} stated"));
    let found = format!(
        "{}: {}x{}, {:.1} frames a second{stated}, {} lost, {} damaged",
        report.source, report.width, report.height, report.fps, report.gaps, report.damaged
    );
    let lost = (report.gaps + report.damaged) as f64
        / (report.frames + report.gaps + report.damaged) as f64;
    if report.fps < FPS_MIN {
        return Finding::fail(
            "capture",
            found,
            format!(
                "at least {FPS_MIN} a second are needed: use a USB 3 socket, MJPG as format, or a smaller size"
            ),
        );
    }
    if state.state != "running" {
        return Finding::fail(
            "capture",
            format!("{found}; it ended with {}", state.state),
            "the signal comes and goes: try another cable",
        );
    }
    if lost > LOST_SHARE_MAX {
        return Finding::warn(
            "capture",
            found,
            "try another cable, another socket, and no hub between",
        );
    }
    if report
        .fps_stated
        .is_some_and(|fps| report.fps < RATE_SHARE_MIN * fps)
    {
        return Finding::warn(
            "capture",
            found,
            "the device sends fewer than it says: try another socket or format",
        );
    }
    Finding::pass("capture", found)
}

#[cfg(test)]
mod tests {
    use doctor::Status;

    use super::*;
    use crate::cli::capture::trial::Change;

    fn report(state: &'static str, frames: u64, fps: f64, gaps: u64) -> Report {
        Report {
            source: "v4l2 /dev/video0 YUYV".to_owned(),
            width: 1920,
            height: 1080,
            fps_stated: Some(60.0),
            seconds: 5.0,
            frames,
            fps,
            interval_ms_median: 16.7,
            interval_ms_max: 18.0,
            gaps,
            damaged: 0,
            superseded: 0,
            repeated: 0,
            starts: 1,
            latency_ms_median: None,
            latency_ms_p99: None,
            states: vec![Change { at_s: 0.0, state }],
        }
    }

    #[test]
    fn a_device_is_judged_by_what_it_sends() {
        for (report, status, words) in [
            (
                report("running", 300, 60.0, 0),
                Status::Pass,
                "60.0 frames a second of 60.0 stated",
            ),
            (report("running", 300, 60.0, 9), Status::Warn, "9 lost"),
            (
                report("running", 150, 30.0, 0),
                Status::Warn,
                "30.0 frames a second",
            ),
            (
                report("running", 50, 10.0, 0),
                Status::Fail,
                "10.0 frames a second",
            ),
            (
                report("no_signal", 300, 60.0, 0),
                Status::Fail,
                "it ended with no_signal",
            ),
            (
                report("no_cable", 0, 0.0, 0),
                Status::Fail,
                "no frame came: no_cable",
            ),
        ] {
            let finding = judged(&report);
            assert_eq!(finding.status, status, "{finding:?}");
            assert!(finding.found.contains(words), "{finding:?}");
            assert_eq!(finding.hint.is_empty(), status == Status::Pass);
        }
        let mut silent = report("running", 0, 0.0, 0);
        silent.states.clear();
        assert_eq!(judged(&silent).status, Status::Fail);
    }
}
