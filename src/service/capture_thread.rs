use std::time::{Duration, Instant};

use crate::capture::{CaptureError, Frame, Signal, Source, SourceInfo, Step};
use crate::sector::forget;

use super::{heartbeat::Pulse, slot::Writer, stop::Stop};

/// How long to wait before a source without frames is asked again.
const RETRY: Duration = Duration::from_millis(100);

/// A frame with its arrival, or why there is none.
#[derive(Clone, Debug, Default)]
pub(super) struct Shot {
    /// The frame; without one, the number of the last and the time now.
    pub frame: Frame,
    /// When the frame came; `None` without one.
    pub arrived: Option<Instant>,
    /// When the device took it, or when it came where there is no such stamp.
    pub taken: Option<Instant>,
    /// Why there is none.
    pub signal: Option<Signal>,
    /// Why there was none before: a fault that passed before anyone looked, which is told all the same.
    pub missed: Option<Signal>,
}

impl Shot {
    /// Takes over from a shot that nobody took what has to be told.
    pub fn inherit(&mut self, untaken: &Self) {
        let fault = untaken.signal.or(untaken.missed);
        self.missed = fault.filter(|_| fault != self.signal);
    }

    /// Overwrites the picture: nothing of the screen is kept once it was read or dropped.
    pub fn wipe(&mut self) {
        forget(&mut self.frame);
    }
}

/// What capture did until its end.
#[derive(Debug)]
pub(super) struct Captured {
    /// The source as it was at the end: a device tells its size only when it opens.
    pub source: SourceInfo,
    pub frames: u64,
    /// Frame numbers that the source left out.
    pub frames_left_out: u64,
    pub fault: Option<CaptureError>,
}

/// Takes frames from the source into the slot until the source ends, breaks, or is to stop.
pub(super) fn capture(
    mut source: Box<dyn Source>,
    shots: &Writer<Shot>,
    stop: &Stop,
    pulse: &Pulse,
) -> Captured {
    let (mut frames, mut frames_left_out, mut fault) = (0, 0, None);
    let mut course = Course::new(Instant::now());
    while !stop.is_set() {
        let mut shot: Shot = shots.buffer();
        let step = source.next(&mut shot.frame);
        pulse.beat();
        let now = Instant::now();
        match step {
            Ok(Step::Frame) => {
                frames += 1;
                frames_left_out += course.frame(&mut shot.frame, now);
                let delay = source.delay().unwrap_or_default();
                shot.taken = Some(now.checked_sub(delay).unwrap_or(now));
                (shot.arrived, shot.signal, shot.missed) = (Some(now), None, None);
                shots.publish(shot);
            }
            // A source that is told to stop has no frame either, and that is no fault.
            Ok(Step::Fault(_)) | Err(_) if stop.is_set() => break,
            Ok(Step::Fault(signal)) => {
                course.fault(&mut shot.frame, now);
                (shot.arrived, shot.taken) = (None, None);
                (shot.signal, shot.missed) = (Some(signal), None);
                shots.publish(shot);
                stop.sleep_until(now + RETRY);
            }
            Ok(Step::End) => break,
            Err(error) => {
                fault = Some(error);
                break;
            }
        }
    }
    Captured {
        source: source.info().clone(),
        frames,
        frames_left_out,
        fault,
    }
}

/// One clock for frames and faults. It starts with the service, or with the first frame where that
/// comes at once, goes on while the source gives nothing, and never goes back.
struct Course {
    /// Number of the last frame.
    number: Option<u64>,
    /// What the source's times lack.
    offset: Duration,
    /// The time told last.
    time: Duration,
    /// When it was told.
    then: Instant,
}

impl Course {
    fn new(start: Instant) -> Self {
        Self {
            number: None,
            offset: Duration::ZERO,
            time: Duration::ZERO,
            then: start,
        }
    }

    /// Puts a frame on the clock and says how many frame numbers lie between it and the last one.
    fn frame(&mut self, frame: &mut Frame, now: Instant) -> u64 {
        let left_out = match self.number {
            Some(last) => frame.number.saturating_sub(last).saturating_sub(1),
            None => {
                // What passed without a frame, if anything did: the source counts from here.
                self.offset = match self.time {
                    Duration::ZERO => Duration::ZERO,
                    time => (time + (now - self.then)).saturating_sub(frame.time),
                };
                0
            }
        };
        self.number = Some(frame.number);
        frame.time = (frame.time + self.offset).max(self.time);
        (self.time, self.then) = (frame.time, now);
        left_out
    }

    /// Gives a frame that did not come the number of the last one and the time now.
    fn fault(&mut self, frame: &mut Frame, now: Instant) {
        self.time += now - self.then;
        self.then = now;
        frame.number = self.number.unwrap_or_default();
        frame.time = self.time;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn frame(number: u64, ms: u64) -> Frame {
        Frame {
            number,
            time: Duration::from_millis(ms),
            ..Frame::default()
        }
    }

    /// Tells a frame (with its number and the source's time) or a fault, and returns the time.
    fn told(course: &mut Course, start: Instant, at_ms: u64, came: Option<(u64, u64)>) -> u128 {
        let now = start + Duration::from_millis(at_ms);
        let mut told = came.map_or_else(Frame::default, |(number, ms)| frame(number, ms));
        match came {
            Some(_) => drop(course.frame(&mut told, now)),
            None => course.fault(&mut told, now),
        }
        told.time.as_millis()
    }

    #[test]
    fn frames_that_come_at_once_keep_the_times_of_their_source() {
        let start = Instant::now();
        let mut course = Course::new(start);
        assert_eq!(told(&mut course, start, 300, Some((0, 0))), 0);
        assert_eq!(told(&mut course, start, 345, Some((1, 40))), 40);
    }

    #[test]
    fn the_clock_goes_on_from_a_time_without_frames_and_never_back() {
        let start = Instant::now();
        let mut course = Course::new(start);
        let mut times = vec![
            told(&mut course, start, 100, None),
            told(&mut course, start, 2_000, None),
            told(&mut course, start, 2_100, Some((0, 0))),
            told(&mut course, start, 2_145, Some((1, 40))),
            told(&mut course, start, 3_145, None),
            told(&mut course, start, 3_150, Some((2, 990))),
        ];
        assert_eq!(times, [100, 2_000, 2_100, 2_140, 3_140, 3_140]);
        times.dedup();
        assert!(times.is_sorted());
    }

    #[test]
    fn numbers_that_the_source_left_out_are_counted() {
        let mut course = Course::new(Instant::now());
        let now = Instant::now();
        let left_out = [3, 4, 9].map(|n| course.frame(&mut frame(n, 40 * n), now));
        assert_eq!(left_out, [0, 0, 4]);
    }
}
