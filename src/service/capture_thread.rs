use std::time::{Duration, Instant};

use crate::capture::{CaptureError, Frame, Signal, Source, SourceInfo, Step};

use super::{slot::Writer, stop::Stop};

/// How long to wait before a source without frames is asked again.
const RETRY: Duration = Duration::from_millis(100);

/// A frame with its arrival, or why there is none.
#[derive(Clone, Debug, Default)]
pub(super) struct Shot {
    /// The frame; without one, the number of the last and the time now.
    pub frame: Frame,
    /// When it came.
    pub arrived: Option<Instant>,
    /// Why there is none.
    pub signal: Option<Signal>,
}

/// What capture did until its end.
#[derive(Debug)]
pub(super) struct Captured {
    /// The source as it was at the end: a device tells its size only when it opens.
    pub source: SourceInfo,
    pub frames: u64,
    pub fault: Option<CaptureError>,
}

/// Takes frames from the source into the slot until the source ends, breaks, or is to stop.
pub(super) fn capture(mut source: Box<dyn Source>, shots: &Writer<Shot>, stop: &Stop) -> Captured {
    let (mut frames, mut fault) = (0, None);
    let mut last = (0, Duration::ZERO, Instant::now());
    while !stop.is_set() {
        let mut shot: Shot = shots.buffer();
        let step = source.next(&mut shot.frame);
        let now = Instant::now();
        shot.arrived = Some(now);
        match step {
            Ok(Step::Frame) => {
                frames += 1;
                last = (shot.frame.number, shot.frame.time, now);
                shot.signal = None;
                shots.publish(shot);
            }
            Ok(Step::Fault(signal)) => {
                let (number, time, then) = last;
                shot.frame.number = number;
                shot.frame.time = time + now.duration_since(then);
                shot.signal = Some(signal);
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
        fault,
    }
}
