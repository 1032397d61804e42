//! Frame numbers, times and losses over all runs of a device.

use std::time::Duration;

use super::Frame;
use super::signal::Filled;

/// What came of a device's frames so far.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Handed out.
    pub frames: u64,
    /// Sequence numbers that were never seen; those below count here, too.
    pub lost: u64,
    /// Marked as wrong by the driver, too short, or not decodable: left out.
    pub damaged: u64,
    /// Left out because a newer one was there already.
    pub superseded: u64,
    /// Times that the device was started.
    pub starts: u64,
}

/// Frame numbers and times over all runs of the device.
#[derive(Debug, Default)]
pub(super) struct Count {
    pub(super) counts: Counts,
    /// Sequence of the last frame in this run.
    sequence: Option<u32>,
    /// Number that the next frame has, if none is lost.
    next: u64,
    /// When the very first frame was taken.
    origin: Option<Duration>,
    last: Duration,
}

impl Count {
    /// The device counts from its own start again; how many frames were missed is not known.
    pub(super) fn new_run(&mut self) {
        self.sequence = None;
        self.counts.starts += 1;
    }

    pub(super) fn stamp(&mut self, filled: &Filled, now: Duration, frame: &mut Frame) {
        let step = self
            .sequence
            .map_or(1, |last| filled.sequence.wrapping_sub(last));
        // A device that does not count, or counts backwards, lost nothing that is known; two
        // fields of one picture have the same number.
        let lost = if (1..u32::MAX / 2).contains(&step) {
            step - 1
        } else {
            0
        };
        self.sequence = Some(filled.sequence);
        self.counts.frames += 1;
        self.counts.lost += u64::from(lost);
        frame.number = self.next + u64::from(lost);
        self.next = frame.number + 1;
        let taken = filled.time.unwrap_or(now);
        let origin = *self.origin.get_or_insert(taken);
        self.last = taken.saturating_sub(origin).max(self.last);
        frame.time = self.last;
    }
}
