//! The phantom in real time: where drawing is too slow for the rate, frames are lost, as a grabber
//! loses them, and the beat stays right.

use std::{
    sync::{Arc, atomic::AtomicBool},
    time::Duration,
};

use ::phantom::{Config, ConfigError};

use super::{
    CaptureError, Frame, PhantomSource, Source, SourceInfo, Step,
    paced::{Clock, WallClock, wait_until},
};

/// A phantom that sweeps again and again at the pace of real time.
pub struct LivePhantom<C = WallClock> {
    phantom: PhantomSource,
    clock: C,
    start: Option<Duration>,
    stop: Arc<AtomicBool>,
}

impl LivePhantom {
    /// Builds the phantom. Once `stop` is raised, frames come at once.
    ///
    /// # Errors
    /// Where the configuration is outside of the phantom's limits.
    pub fn new(config: Config, stop: Arc<AtomicBool>) -> Result<Self, ConfigError> {
        let phantom = PhantomSource::new(config, None)?;
        Ok(Self {
            phantom,
            clock: WallClock::default(),
            start: None,
            stop,
        })
    }
}

// The clock's trait is this room's own affair.
#[allow(private_bounds)]
impl<C: Clock> Source for LivePhantom<C> {
    fn info(&self) -> &SourceInfo {
        self.phantom.info()
    }

    fn next(&mut self, frame: &mut Frame) -> Result<Step, CaptureError> {
        let now = self.clock.now();
        let start = *self.start.get_or_insert(now);
        self.phantom.skip_to(now.saturating_sub(start));
        let step = self.phantom.next(frame)?;
        wait_until(&mut self.clock, start + frame.time, &self.stop);
        Ok(step)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Each look at the clock takes a quarter of a second.
    #[derive(Default)]
    struct Slow(std::cell::Cell<Duration>);

    impl Clock for Slow {
        fn now(&self) -> Duration {
            self.0.set(self.0.get() + Duration::from_millis(250));
            self.0.get()
        }

        fn sleep(&mut self, duration: Duration) {
            self.0.set(self.0.get() + duration);
        }
    }

    #[test]
    fn frames_that_cannot_be_drawn_in_time_are_lost() {
        let config = Config {
            width: 160,
            height: 120,
            fps: 10.0,
            seconds: 1.0,
            ..Config::default()
        };
        let mut source = LivePhantom {
            phantom: PhantomSource::new(config, None).unwrap(),
            clock: Slow::default(),
            start: None,
            stop: Arc::default(),
        };
        let mut frame = Frame::default();
        let mut numbers = Vec::new();
        for _ in 0..4 {
            source.next(&mut frame).unwrap();
            numbers.push(frame.number);
            assert_eq!(frame.time, Duration::from_millis(100 * frame.number));
        }
        assert_eq!(numbers, [0, 5, 10, 15]);
    }
}
