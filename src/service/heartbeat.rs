//! Whether every stage still moves: each one beats as it goes round, and who watches sees which has not
//! for too long. Knows no clock of its own but for [`Pulse::beat`], and nothing of who is told.

use std::{
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
    time::{Duration, Instant},
};

/// Kept where a stage has not beaten yet.
const NEVER: u64 = u64::MAX;
/// Kept where a stage came to its end, as one may before the others.
const ENDED: u64 = u64::MAX - 1;

/// The stages that have to move.
#[derive(Debug)]
pub(super) struct Heartbeat {
    epoch: Instant,
    stages: Vec<Stage>,
}

#[derive(Debug)]
struct Stage {
    name: &'static str,
    /// Milliseconds from the epoch to the last beat, [`NEVER`] or [`ENDED`].
    beat_ms: Arc<AtomicU64>,
}

/// How the stages stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Health {
    /// This one has not beaten yet.
    Starting(&'static str),
    /// All of them move.
    Moving,
    /// This one has not beaten for so long: of several, the one that stands the longest.
    Still(&'static str, Duration),
}

impl Heartbeat {
    /// Without a stage yet.
    pub fn new(now: Instant) -> Self {
        Self {
            epoch: now,
            stages: Vec::new(),
        }
    }

    /// Another stage, which beats by what is returned and has come to its end when that is dropped.
    pub fn stage(&mut self, name: &'static str) -> Pulse {
        let beat_ms = Arc::new(AtomicU64::new(NEVER));
        self.stages.push(Stage {
            name,
            beat_ms: beat_ms.clone(),
        });
        Pulse {
            epoch: self.epoch,
            beat_ms,
        }
    }

    /// How they stand at a moment, where none may be silent for longer than `silence_max`.
    pub fn health(&self, now: Instant, silence_max: Duration) -> Health {
        let now_ms = since_ms(self.epoch, now);
        let mut still = None;
        for stage in &self.stages {
            let silence = match stage.beat_ms.load(Ordering::Acquire) {
                NEVER => return Health::Starting(stage.name),
                ENDED => continue,
                beat_ms => Duration::from_millis(now_ms.saturating_sub(beat_ms)),
            };
            if silence > silence_max && still.is_none_or(|(_, longest)| silence > longest) {
                still = Some((stage.name, silence));
            }
        }
        still.map_or(Health::Moving, |(name, silence)| {
            Health::Still(name, silence)
        })
    }
}

/// What a stage beats by.
#[derive(Debug)]
pub(super) struct Pulse {
    epoch: Instant,
    beat_ms: Arc<AtomicU64>,
}

impl Pulse {
    /// Says that the stage moves. Costs a look at the clock.
    pub fn beat(&self) {
        self.beat_at(Instant::now());
    }

    fn beat_at(&self, now: Instant) {
        let now_ms = since_ms(self.epoch, now);
        self.beat_ms.store(now_ms, Ordering::Release);
    }
}

impl Drop for Pulse {
    fn drop(&mut self) {
        self.beat_ms.store(ENDED, Ordering::Release);
    }
}

fn since_ms(epoch: Instant, now: Instant) -> u64 {
    let ms = now.saturating_duration_since(epoch).as_millis();
    u64::try_from(ms).unwrap_or(ENDED - 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    const MAX: Duration = Duration::from_secs(5);

    fn at(start: Instant, ms: u64) -> Instant {
        start + Duration::from_millis(ms)
    }

    #[test]
    fn all_have_to_beat_once_before_any_is_said_to_move() {
        let start = Instant::now();
        let mut stages = Heartbeat::new(start);
        let (capture, display) = (stages.stage("capture"), stages.stage("display"));
        assert_eq!(stages.health(start, MAX), Health::Starting("capture"));
        capture.beat_at(at(start, 10));
        // However long it takes: a start has its own limit.
        let later = at(start, 60_000);
        assert_eq!(stages.health(later, MAX), Health::Starting("display"));
        capture.beat_at(later);
        display.beat_at(later);
        assert_eq!(stages.health(later, MAX), Health::Moving);
    }

    #[test]
    fn one_that_stands_is_named_and_takes_none_with_it_when_it_goes_on() {
        let start = Instant::now();
        let mut stages = Heartbeat::new(start);
        let pulses = ["capture", "reading", "display"].map(|name| stages.stage(name));
        for pulse in &pulses {
            pulse.beat_at(start);
        }
        let [capture, reading, display] = pulses;
        for ms in (0..=20_000).step_by(100) {
            capture.beat_at(at(start, ms));
            if ms <= 3_000 {
                display.beat_at(at(start, ms));
            }
            let health = stages.health(at(start, ms), MAX);
            let expected = if ms <= 5_000 {
                Health::Moving
            } else {
                Health::Still("reading", Duration::from_millis(ms))
            };
            assert_eq!(health, expected, "at {ms} ms");
        }
        let now = at(start, 20_000);
        reading.beat_at(now);
        let silence = Duration::from_secs(17);
        assert_eq!(stages.health(now, MAX), Health::Still("display", silence));
        display.beat_at(now);
        assert_eq!(stages.health(now, MAX), Health::Moving);
    }

    #[test]
    fn one_that_came_to_its_end_is_not_missed() {
        let start = Instant::now();
        let mut stages = Heartbeat::new(start);
        let (capture, link) = (stages.stage("capture"), stages.stage("link"));
        capture.beat_at(start);
        drop(link);
        assert_eq!(stages.health(start, MAX), Health::Moving);
        let later = at(start, 6_000);
        let silence = Duration::from_secs(6);
        assert_eq!(stages.health(later, MAX), Health::Still("capture", silence));
    }
}
