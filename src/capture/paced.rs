//! Plays a clip at its own frame rate, as a camera would deliver it.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use super::{CaptureError, Frame, Source, SourceInfo, Step};

/// Longest sleep between two looks at the stop flag.
pub(super) const SLICE: Duration = Duration::from_millis(50);

/// Time that passes and can be waited for; tests have their own.
pub(super) trait Clock: Send {
    /// Time since a fixed moment; never goes back.
    fn now(&self) -> Duration;
    /// Lets `duration` pass.
    fn sleep(&mut self, duration: Duration);
}

/// The machine's clock.
pub struct WallClock(Instant);

impl Default for WallClock {
    fn default() -> Self {
        Self(Instant::now())
    }
}

impl Clock for WallClock {
    fn now(&self) -> Duration {
        self.0.elapsed()
    }

    fn sleep(&mut self, duration: Duration) {
        thread::sleep(duration);
    }
}

/// Waits until `due`, in slices, or until `stop` is raised.
pub(super) fn wait_until(clock: &mut impl Clock, due: Duration, stop: &AtomicBool) {
    while !stop.load(Ordering::Relaxed) {
        match due.checked_sub(clock.now()) {
            None | Some(Duration::ZERO) => return,
            Some(left) => clock.sleep(left.min(SLICE)),
        }
    }
}

/// A source whose frames come when they are due: the first at once, each later one when as much
/// time has passed as lies between the two in the clip. A late frame comes at once and none is
/// left out; the ones after it catch up.
pub struct Paced<C = WallClock> {
    inner: Box<dyn Source>,
    clock: C,
    /// The clock's time at which the clip's time is 0.
    start: Option<Duration>,
    stop: Arc<AtomicBool>,
}

impl Paced {
    /// Paces `inner`. Once `stop` is raised, frames come at once instead of when they are due: a
    /// caller that looks at the flag waits 50 ms at most.
    #[must_use]
    pub fn new(inner: Box<dyn Source>, stop: Arc<AtomicBool>) -> Self {
        Self {
            inner,
            clock: WallClock::default(),
            start: None,
            stop,
        }
    }
}

// The clock's trait is this room's own affair.
#[allow(private_bounds)]
impl<C: Clock> Source for Paced<C> {
    fn info(&self) -> &SourceInfo {
        self.inner.info()
    }

    fn next(&mut self, frame: &mut Frame) -> Result<Step, CaptureError> {
        let step = self.inner.next(frame)?;
        if step == Step::Frame {
            let now = self.clock.now();
            let start = *self
                .start
                .get_or_insert_with(|| now.saturating_sub(frame.time));
            wait_until(
                &mut self.clock,
                start.saturating_add(frame.time),
                &self.stop,
            );
        }
        Ok(step)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Takes `frame_cost` of the fake time for each frame; raises nothing.
    struct Clip {
        info: SourceInfo,
        number: u64,
    }

    impl Source for Clip {
        fn info(&self) -> &SourceInfo {
            &self.info
        }

        fn next(&mut self, frame: &mut Frame) -> Result<Step, CaptureError> {
            if self.number == 4 {
                return Ok(Step::End);
            }
            frame.number = self.number;
            frame.time = Duration::from_millis(120 * self.number);
            self.number += 1;
            Ok(Step::Frame)
        }
    }

    #[derive(Default)]
    struct Fake {
        now: Duration,
        longest: Duration,
    }

    impl Clock for Fake {
        fn now(&self) -> Duration {
            self.now
        }

        fn sleep(&mut self, duration: Duration) {
            self.now += duration;
            self.longest = self.longest.max(duration);
        }
    }

    fn paced(stop: bool) -> Paced<Fake> {
        let info = SourceInfo {
            name: "clip".into(),
            width: 0,
            height: 0,
            fps: None,
            frames: None,
        };
        Paced {
            inner: Box::new(Clip { info, number: 0 }),
            clock: Fake {
                now: Duration::from_secs(7),
                longest: Duration::ZERO,
            },
            start: None,
            stop: Arc::new(AtomicBool::new(stop)),
        }
    }

    fn step(paced: &mut Paced<Fake>) -> (Step, Duration) {
        let step = paced.next(&mut Frame::default()).unwrap();
        (step, paced.clock.now - Duration::from_secs(7))
    }

    #[test]
    fn frames_come_when_they_are_due() {
        let mut paced = paced(false);
        for number in 0..4 {
            assert_eq!(
                step(&mut paced),
                (Step::Frame, Duration::from_millis(120 * number))
            );
        }
        assert_eq!(step(&mut paced).0, Step::End);
        assert!(paced.clock.longest <= SLICE);
    }

    #[test]
    fn a_late_frame_comes_at_once_and_the_clip_catches_up() {
        let mut paced = paced(false);
        step(&mut paced);
        paced.clock.now += Duration::from_millis(300);
        assert_eq!(step(&mut paced).1, Duration::from_millis(300));
        assert_eq!(step(&mut paced).1, Duration::from_millis(300));
        assert_eq!(step(&mut paced).1, Duration::from_millis(360));
    }

    #[test]
    fn a_stop_is_not_delayed() {
        let mut paced = paced(true);
        for _ in 0..4 {
            assert_eq!(step(&mut paced), (Step::Frame, Duration::ZERO));
        }
    }
}
