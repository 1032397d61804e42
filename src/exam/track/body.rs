//! The Kalman filters of one box: two of a centre's coordinate, two of a size's logarithm.

use std::time::Duration;

use super::{BRIDGED_MAX, Track, scatter::Scatter};
use crate::anatomy::Rect;

/// Largest squared distance, in spreads, of a detection that belongs to the box: of chi-square with
/// four degrees of freedom (centre and two sizes), 99.99 %.
const GATE: f64 = 23.51;
/// Boxes beyond this are broken numbers, pixels.
const PIXELS_MAX: f64 = 1e6;
/// Unknown velocity of a new box, its sizes a second: a structure crosses its own length in half a
/// second while the plane sweeps.
const VELOCITY_SPREAD: f64 = 2.0;

/// A detection as the filter sees it: finite numbers, sides of a pixel or more.
#[derive(Clone, Copy, Debug)]
pub(super) struct Seen {
    centre: [f64; 2],
    /// Natural logarithms of width and height.
    logs: [f64; 2],
    /// Geometric mean of the sides, pixels.
    size: f64,
    confidence: f32,
}

impl Seen {
    /// `None` where the box is none.
    pub fn new(rect: &Rect, confidence: f32) -> Option<Self> {
        let [x, y, w, h] = [rect.x, rect.y, rect.w, rect.h].map(f64::from);
        let fine = [x, y].iter().all(|v| v.abs() <= PIXELS_MAX)
            && [w, h].iter().all(|v| (1.0..=PIXELS_MAX).contains(v));
        fine.then(|| Self {
            centre: [x + w / 2.0, y + h / 2.0],
            logs: [libm::log(w), libm::log(h)],
            size: (w * h).sqrt(),
            confidence: confidence.min(1.0),
        })
    }
}

/// A box that is followed.
#[derive(Clone, Copy, Debug)]
pub(super) struct Body {
    centre: [Gliding; 2],
    logs: [Walking; 2],
    size: f64,
    confidence: f32,
    /// Time of the last detection that went in.
    seen: Duration,
}

impl Body {
    pub fn new(time: Duration, seen: &Seen, noise: &Scatter) -> Self {
        let centre = seen
            .centre
            .map(|at| Gliding::new(at, noise.centre * seen.size, VELOCITY_SPREAD * seen.size));
        Self {
            centre,
            logs: seen.logs.map(|at| Walking {
                at,
                variance: noise.size * noise.size,
            }),
            size: seen.size,
            confidence: seen.confidence,
            seen: time,
        }
    }

    /// Time since a detection went in.
    pub fn age(&self, time: Duration) -> Duration {
        time.saturating_sub(self.seen)
    }

    /// Takes a detection in where it fits; false, and unchanged, where it does not.
    pub fn follow(&mut self, time: Duration, seen: &Seen, noise: &Scatter) -> bool {
        let dt = self.age(time).as_secs_f64();
        let unit = self.size * self.size;
        let gliding = noise.push * unit;
        let centre = self.centre.map(|one| one.ahead(dt, gliding));
        let logs = self.logs.map(|one| one.ahead(dt, noise.swing));
        let at = noise.centre * noise.centre * unit;
        let log = noise.size * noise.size;
        let mut far = 0.0;
        for k in 0..2 {
            far += square(seen.centre[k] - centre[k].at) / (centre[k].spread[0] + at);
            far += square(seen.logs[k] - logs[k].at) / (logs[k].variance + log);
        }
        if far > GATE {
            return false;
        }
        for k in 0..2 {
            self.centre[k] = centre[k].measured(seen.centre[k], at);
            self.logs[k] = logs[k].measured(seen.logs[k], log);
        }
        let [w, h] = self.sides();
        self.size = (w * h).sqrt();
        self.confidence = seen.confidence;
        self.seen = time;
        true
    }

    fn sides(&self) -> [f64; 2] {
        self.logs.map(|one| libm::exp(one.at))
    }

    /// What is shown of it at a time.
    #[expect(clippy::cast_possible_truncation, reason = "pixels and shares")]
    pub fn track(&self, time: Duration, measured: bool) -> Track {
        let gap = self.age(time);
        let [x, y] = self.centre.map(|one| one.ahead(gap.as_secs_f64(), 0.0).at);
        let [w, h] = self.sides();
        let left = 1.0 - gap.as_secs_f64() / BRIDGED_MAX.as_secs_f64();
        Track {
            rect: Rect::new(
                (x - w / 2.0) as f32,
                (y - h / 2.0) as f32,
                w as f32,
                h as f32,
            ),
            confidence: self.confidence * left.clamp(0.0, 1.0) as f32,
            measured,
        }
    }
}

/// A coordinate of constant velocity that white acceleration changes (Bar-Shalom, Li, Kirubarajan,
/// Estimation with Applications to Tracking and Navigation, 2001, 6.2.2).
#[derive(Clone, Copy, Debug)]
struct Gliding {
    /// Pixels.
    at: f64,
    /// Pixels a second.
    velocity: f64,
    /// Variance of the place, covariance, variance of the velocity.
    spread: [f64; 3],
}

impl Gliding {
    fn new(at: f64, spread: f64, velocity_spread: f64) -> Self {
        Self {
            at,
            velocity: 0.0,
            spread: [spread * spread, 0.0, velocity_spread * velocity_spread],
        }
    }

    /// A time ahead; `push` is the acceleration's density, square pixels a cubic second.
    fn ahead(self, dt: f64, push: f64) -> Self {
        let [place, both, speed] = self.spread;
        Self {
            at: self.at + self.velocity * dt,
            velocity: self.velocity,
            spread: [
                place + 2.0 * dt * both + dt * dt * speed + push * dt * dt * dt / 3.0,
                both + dt * speed + push * dt * dt / 2.0,
                speed + push * dt,
            ],
        }
    }

    fn measured(self, at: f64, variance: f64) -> Self {
        let [place, both, speed] = self.spread;
        let off = at - self.at;
        let (gain, gain_velocity) = (place / (place + variance), both / (place + variance));
        Self {
            at: self.at + gain * off,
            velocity: self.velocity + gain_velocity * off,
            spread: [
                (1.0 - gain) * place,
                (1.0 - gain) * both,
                speed - gain_velocity * both,
            ],
        }
    }
}

/// A number that walks at random.
#[derive(Clone, Copy, Debug)]
struct Walking {
    at: f64,
    variance: f64,
}

impl Walking {
    fn ahead(self, dt: f64, swing: f64) -> Self {
        Self {
            variance: self.variance + swing * dt,
            ..self
        }
    }

    fn measured(self, at: f64, variance: f64) -> Self {
        let gain = self.variance / (self.variance + variance);
        Self {
            at: self.at + gain * (at - self.at),
            variance: (1.0 - gain) * self.variance,
        }
    }
}

fn square(v: f64) -> f64 {
    v * v
}
