//! A link over a line that flips and drops bytes, stalls, and is cut and plugged in again: what comes of its events.
//!
//! The device's end is the thread that serves a real port, a pseudo terminal; the vendor's end is [`Vendor`]. In between
//! stands a line with seeded faults, and with an eye on both sides: it knows what was sent.

mod line;
mod played;

use std::{
    collections::VecDeque,
    fs,
    path::Path,
    sync::atomic::{AtomicBool, Ordering},
    thread,
    time::{Duration, Instant},
};

use wire::messages::{Command, ExamCommand};

use super::{
    hub::Hub,
    port::{PortError, PortName, Pty, Settings},
    serve::serve,
    vendor::{Vendor, Wishes},
};
use line::{Line, Way};
use played::{Heard, Played};

/// What is done to the line.
#[derive(Clone, Debug)]
pub struct Plan {
    /// For how long.
    pub time: Duration,
    /// Seed of all faults.
    pub seed: u64,
    /// Of a million bytes, how many are flipped.
    pub flips_ppm: u32,
    /// Of a million bytes, how many are lost.
    pub drops_ppm: u32,
    /// How often the line stands still for [`STALL`]; `None`: never.
    pub stall_every: Option<Duration>,
    /// How often it is cut and plugged in again; `None`: never.
    pub cut_every: Option<Duration>,
    /// How often an item changes its state.
    pub event_every: Duration,
}

/// For how long a line stands still.
pub const STALL: Duration = Duration::from_millis(200);
/// For how long a line is cut.
const CUT: Duration = Duration::from_millis(300);
/// How long the vendor has to catch up when the faults are over.
const CATCH_UP: Duration = Duration::from_secs(20);
/// From one frame of the picture to the next.
const FRAME: Duration = Duration::from_millis(40);

/// What came of it.
#[derive(Clone, Debug, Default)]
pub struct Outcome {
    /// Events that the device had to tell.
    pub events: u32,
    /// Events that the vendor was told, each once and in order.
    pub told: u32,
    /// Events that were told with something else in them, twice, or out of order.
    pub wrong_events: u32,
    /// Events that the device had not kept.
    pub gone: u32,
    /// Frames that came through, both ways.
    pub frames: u32,
    /// Frames that came through and were never sent.
    pub wrong_frames: u32,
    /// Frames that were rejected for their CRC, both ways.
    pub bad_crc: u32,
    /// Frames that were rejected for their framing or length, both ways.
    pub bad_framing: u32,
    /// Cuts and replugs.
    pub cuts: u32,
    /// Sessions that were opened.
    pub sessions: u32,
    /// Snapshots that came.
    pub snapshots: u32,
    /// Marks that the vendor asked for and was told that they were done; of which it does not know; that were done.
    pub marks: [u32; 3],
    /// Resident memory a while after the start and at the end, KiB.
    pub resident_kib: [u64; 2],
}

impl Outcome {
    /// Nothing was lost, told twice, or made up.
    #[must_use]
    pub const fn is_sound(&self) -> bool {
        let [done, unknown, made] = self.marks;
        self.told == self.events
            && self.wrong_events == 0
            && self.gone == 0
            && self.wrong_frames == 0
            && done <= made
            && made <= done + unknown
    }
}

/// How often the vendor asks for a mark.
const MARK_EVERY: Duration = Duration::from_millis(700);

/// Does it, in real time; `link` is a path for the line's device that is free. `stop` ends the faults early.
///
/// # Errors
/// Where no pseudo terminal can be made.
pub fn run(plan: &Plan, link: &Path, stop: &AtomicBool) -> Result<Outcome, PortError> {
    let played = Played::new(plan.seed);
    let (hub, marks, told) = (
        played.hub.clone(),
        played.marks.clone(),
        played.told.clone(),
    );
    let (over, quiet) = (AtomicBool::new(false), AtomicBool::new(false));
    let settings = Settings::new(PortName::Device(link.to_owned()));
    let mut line = Line {
        plan,
        link,
        pty: Some(Pty::new(Some(link))?),
        to_vendor: Way::new(plan.seed ^ 1),
        to_device: Way::new(plan.seed ^ 2),
        stalled_until: Instant::now(),
        unsent: VecDeque::new(),
    };
    let (heard, cuts, resident_kib) = thread::scope(|scope| {
        scope.spawn(|| played.play(plan.event_every, &quiet, &over));
        scope.spawn(|| serve(&settings, &hub, &over, &|| {}));
        let outcome = drive(&mut line, &hub, &quiet, stop);
        over.store(true, Ordering::Relaxed);
        outcome
    })?;
    let made = told.lock().map(|told| told.clone()).unwrap_or_default();
    let others = made
        .iter()
        .zip(&heard.events)
        .filter(|(made, told)| made != told);
    let count = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
    let both = |of: fn(&Way) -> u32| of(&line.to_vendor) + of(&line.to_device);
    Ok(Outcome {
        events: count(made.len()),
        told: count(heard.events.len()),
        wrong_events: heard.wrong + count(others.count()),
        gone: heard.gone,
        frames: both(|way| way.frames),
        wrong_frames: both(|way| way.wrong),
        bad_crc: both(|way| way.lost[0]),
        bad_framing: both(|way| way.lost[1]),
        cuts,
        sessions: heard.sessions,
        snapshots: heard.snapshots,
        marks: [heard.marked, heard.unknown, marks.load(Ordering::Relaxed)],
        resident_kib,
    })
}

/// Goes through the plan, then waits until the vendor has caught up.
fn drive(
    line: &mut Line,
    hub: &Hub,
    quiet: &AtomicBool,
    stop: &AtomicBool,
) -> Result<(Heard, u32, [u64; 2]), PortError> {
    let plan = line.plan;
    let start = Instant::now();
    let (mut vendor, mut heard) = (Vendor::new(Wishes::default(), start), Heard::default());
    let (mut cuts, mut plugged, mut resident_kib) = (0, start, [0; 2]);
    let mut next_cut = plan.cut_every.map(|every| start + every);
    let mut next_stall = plan.stall_every.map(|every| start + every);
    let mut next_mark = start + MARK_EVERY;
    loop {
        let now = Instant::now();
        let faults = now < start + plan.time && !stop.load(Ordering::Relaxed);
        if resident_kib[0] == 0 && now > start + plan.time / 5 {
            resident_kib[0] = resident();
        }
        if line.pty.is_none() && now >= plugged {
            line.pty = Some(Pty::new(Some(line.link))?);
        }
        if faults && next_cut.is_some_and(|due| now >= due) {
            line.cut(&mut vendor);
            (plugged, cuts) = (now + CUT, cuts + 1);
            next_cut = plan.cut_every.map(|every| now + every);
        }
        if faults && next_stall.is_some_and(|due| now >= due) {
            line.stalled_until = now + STALL;
            next_stall = plan.stall_every.map(|every| now + every);
        }
        if faults && now >= next_mark {
            next_mark = now + MARK_EVERY;
            let mark = ExamCommand {
                command: Command::Mark,
            };
            vendor.request(&mark, now);
        }
        line.step(&mut vendor, &mut heard, faults);
        if faults {
            continue;
        }
        quiet.store(true, Ordering::Relaxed);
        let caught_up = vendor.last_event() == hub.journal().newest() && !vendor.is_asking();
        let late = now > start + plan.time + CATCH_UP;
        if line.pty.is_some() && (caught_up && now > start + plan.time + FRAME * 3 || late) {
            resident_kib[1] = resident();
            return Ok((heard, cuts, resident_kib));
        }
    }
}

/// Resident memory, KiB; 0 where the system does not say.
fn resident() -> u64 {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
    let number = line.and_then(|rest| rest.split_whitespace().next()?.parse().ok());
    number.unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_that_is_cut_flips_drops_and_stalls_loses_no_event_and_makes_none_up() {
        let folder = tempfile::tempdir().unwrap();
        let plan = Plan {
            time: Duration::from_secs(8),
            seed: 11,
            flips_ppm: 10_000,
            drops_ppm: 1_000,
            stall_every: Some(Duration::from_millis(1_700)),
            cut_every: Some(Duration::from_millis(2_500)),
            event_every: Duration::from_millis(150),
        };
        let never = AtomicBool::new(false);
        let outcome = run(&plan, &folder.path().join("tty"), &never).unwrap();
        assert!(outcome.is_sound(), "{outcome:?}");
        // The faults were there, and so was the link.
        assert!(
            outcome.cuts >= 2 && outcome.bad_crc > 10 && outcome.events > 20,
            "{outcome:?}"
        );
        assert!(outcome.snapshots > 5 && outcome.marks[2] > 0, "{outcome:?}");
    }
}
