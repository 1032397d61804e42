//! Whether the scanner's picture is another than before, stands still, or was shown again.
//!
//! A picture is new where its speckle differs from that of the last new one by more than the grabber's
//! noise; it stands where it does not leave what it was for [`FROZEN_AFTER`].

use std::time::Duration;

use super::blocks::Blocks;
use super::change::Change;
use super::field::Field;

/// A picture that does not change for so long is frozen. The slowest scanners make 5 pictures a second
/// in two dimensions; the calmest fetus moves visibly in that time.
const FROZEN_AFTER: Duration = Duration::from_millis(700);
/// Change (see [`Change::between`]) from which the sector moves: so many times what the quietest of the
/// last frames changed against the one before. A grabber's noise changes a standing picture as much from
/// one frame to the next as over a second; a live picture moves on.
const MOVING_NOISE: f64 = 2.0;
/// That threshold's bounds, set by hand on a few phantoms (docs/judgement.md): compressed noise changed
/// standing pictures by 0.02, and with an upper bound of 0.06 two noisy freezes were read as live.
const MOVING_MIN: f64 = 0.01;
const MOVING_MAX: f64 = 0.15;
/// The last frames among which the quietest is sought.
const QUIET_FRAMES: usize = 8;
/// Change from which a picture is new where the grabber makes no noise: rounding makes less.
const NEW_MIN: f64 = 0.0008;
/// Change that noise makes at most, against what the noise beside the sector lets expect: there black
/// cuts half of it off.
const NOISE_MARGIN: f64 = 6.0;

/// What a frame shows of the scanner's pictures.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Course {
    /// Another picture than before.
    New,
    /// The last picture again.
    Again,
    /// A picture that stands.
    Frozen,
}

/// Follows the change of a sector; keeps its buffers.
#[derive(Clone, Debug, Default)]
pub(super) struct Still {
    /// The last new picture; what `since` counts from; the last frame.
    read: Blocks,
    anchor: Blocks,
    last: Blocks,
    /// When the picture moved last; `None` before the first one.
    since: Option<Duration>,
    frozen: bool,
    change: Change,
    /// Change of the last frames, each against the one before, and where the next goes.
    steps: [f64; QUIET_FRAMES],
    next: usize,
    /// Change of the last frame from `anchor`.
    moved: f64,
}

impl Still {
    /// Forgets all pictures.
    pub fn clear(&mut self) {
        self.since = None;
        self.frozen = false;
    }

    /// How far the last frame differed from the picture that may stand.
    pub fn moved(&self) -> f64 {
        self.moved
    }

    /// Takes the next frame in.
    pub fn update(&mut self, time: Duration, now: &Blocks, field: &Field) -> Course {
        let fits = now.fits(&self.anchor);
        let Some(since) = self.since.filter(|since| fits && *since <= time) else {
            self.clear();
            self.since = Some(time);
            self.steps = [f64::INFINITY; QUIET_FRAMES];
            for kept in [&mut self.read, &mut self.anchor, &mut self.last] {
                kept.copy_from(now);
            }
            return Course::New;
        };
        // Without texture nothing can be seen to move.
        let moved = self.change.between(&self.anchor, now, field);
        self.moved = moved.unwrap_or(0.0);
        let texture = self.change.texture();
        let noise = beside(&self.last, now, field) / texture.max(1.0);
        self.steps[self.next] = self.change.between(&self.last, now, field).unwrap_or(0.0);
        self.next = (self.next + 1) % QUIET_FRAMES;
        self.last.copy_from(now);
        let quiet = self.steps.iter().copied().fold(f64::INFINITY, f64::min);
        let moving = (MOVING_NOISE * quiet).clamp(MOVING_MIN, MOVING_MAX);
        let again = self.change.between(&self.read, now, field).unwrap_or(0.0)
            <= (NOISE_MARGIN * noise).clamp(NEW_MIN, MOVING_MIN);
        let rest = time - since;
        if self.moved > moving {
            // Out of a freeze only two steps in short order lead: one is another standing picture.
            self.frozen &= rest >= FROZEN_AFTER;
            self.since = Some(time);
            self.anchor.copy_from(now);
        } else {
            self.frozen |= rest >= FROZEN_AFTER;
        }
        if !again {
            self.read.copy_from(now);
        }
        match (self.frozen, again) {
            (true, _) => Course::Frozen,
            (false, true) => Course::Again,
            (false, false) => Course::New,
        }
    }
}

/// Mean square of the change beside the sector, squares of [`super::blocks::LEVEL`]; letters that come
/// and go do not count.
fn beside(then: &Blocks, now: &Blocks, field: &Field) -> f64 {
    let (mut sum, mut count) = (0_i64, 0_i64);
    for &index in &field.around {
        let (a, b) = (now.means[index as usize], then.means[index as usize]);
        let step = i64::from(a) - i64::from(b);
        if step.abs() < 64 {
            sum += step * step;
            count += 1;
        }
    }
    sum as f64 / count.max(1) as f64
}
