//! Cavities of the heart: neither round nor smooth. A ventricle is broad at its inlet and narrow at its
//! tip, straight towards the septum, and its inner face is ridged by the muscle's bars.

use crate::{
    fast::mix,
    shape::{Point, along, dot, length, sub},
};

/// A cavity around `centre`, with half axes `radii` along the orthonormal `axes`.
#[derive(Clone, Copy, Debug)]
pub struct Cavity {
    pub centre: Point,
    pub axes: [Point; 3],
    pub radii: Point,
    /// 0: an ellipsoid; 1: almost a box with round corners.
    pub square: f32,
    /// How much narrower than in its middle it is at the far end of its first axis (and broader at the
    /// near one), a share.
    pub taper: f32,
    /// How far its middle line runs off along the second axis from the middle to the far end, a share of
    /// that radius.
    pub lean: f32,
    /// Height of the ridges on its inner face, reference millimetres.
    pub rough: f32,
    /// Where the ridges stand, turns.
    pub phase: [f32; 3],
}

/// Ridges for one reference millimetre along each axis, for two sets of them (assumed).
const RIDGES: [Point; 2] = [[0.21, 0.16, 0.11], [-0.13, 0.29, 0.19]];

impl Cavity {
    /// Signed distances, to first order, along a row of points given by the first and the step.
    pub fn distances(&self, [start, step]: [Point; 2], out: &mut [f32]) {
        let from = sub(start, self.centre);
        let first: Point = core::array::from_fn(|k| dot(from, self.axes[k]));
        let stride: Point = core::array::from_fn(|k| dot(step, self.axes[k]));
        let inverse = self.radii.map(|r| 1.0 / r);
        let deepest = -self.radii[0].min(self.radii[1]).min(self.radii[2]);
        let reach = self.radii[1];
        for (k, distance) in out.iter_mut().enumerate() {
            let p = along(first, stride, k as f32);
            let far = (p[0] * inverse[0]).clamp(-1.0, 1.0);
            let narrow = 1.0 / (1.0 - self.taper * far);
            let q = [
                p[0] * inverse[0],
                (p[1] * inverse[1] - self.lean * far) * narrow,
                p[2] * inverse[2],
            ];
            let squares = q.map(|x| x * x);
            let round = (squares[0] + squares[1] + squares[2]).sqrt();
            let fourth =
                squares[0] * squares[0] + squares[1] * squares[1] + squares[2] * squares[2];
            let k0 = mix(round, fourth.sqrt().sqrt(), self.square);
            let slope = [
                q[0] * inverse[0],
                q[1] * inverse[1] * narrow,
                q[2] * inverse[2],
            ];
            let k1 = length(slope);
            let even = (k0 - 1.0) * round / k1.max(1e-6);
            let ridge = self.rough * (self.ridge(p, 0) + 0.7 * self.ridge(p, 1));
            // Deep inside nothing is ridged.
            let near = (1.0 + even / (0.5 * reach)).clamp(0.0, 1.0);
            *distance = if k1 < 1e-6 {
                deepest
            } else {
                even + ridge * near
            };
        }
    }

    /// -1 to 1 across the ridges of one set.
    fn ridge(&self, p: Point, set: usize) -> f32 {
        let turns = dot(p, RIDGES[set]) + self.phase[set];
        let bend = wave(0.11 * p[0] - 0.09 * p[1] + self.phase[2]);
        wave(turns + 0.3 * bend)
    }

    /// Box around it: low and high corner.
    pub fn bounds(&self) -> (Point, Point) {
        let breadth = self.radii[1] * (1.0 + self.taper.abs() + self.lean.abs());
        let swell = 1.8 * self.rough;
        let radii = [self.radii[0], breadth, self.radii[2]].map(|r| r + swell);
        // A round box stays within the box of its axes.
        let reach: Point =
            core::array::from_fn(|k| (0..3).map(|i| (self.axes[i][k] * radii[i]).abs()).sum());
        (
            core::array::from_fn(|k| self.centre[k] - reach[k]),
            core::array::from_fn(|k| self.centre[k] + reach[k]),
        )
    }
}

/// A wave of parabolas, -1 to 1, like a sine of so many turns.
fn wave(turns: f32) -> f32 {
    let x = 2.0 * (turns - turns.floor()) - 1.0;
    4.0 * x * (1.0 - x.abs())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::shape::UPRIGHT;

    const CAVITY: Cavity = Cavity {
        centre: [1.0, -2.0, 0.5],
        axes: UPRIGHT,
        radii: [9.0, 4.6, 7.5],
        square: 0.6,
        taper: 0.3,
        lean: 0.2,
        rough: 0.35,
        phase: [0.1, 0.6, 0.3],
    };

    fn distance(cavity: &Cavity, p: Point) -> f32 {
        let mut out = [0.0];
        cavity.distances([p, [0.0; 3]], &mut out);
        out[0]
    }

    #[test]
    fn a_cavity_stays_in_its_bounds() {
        let (low, high) = CAVITY.bounds();
        for k in 0..40 * 40 * 12 {
            let p = [
                (k % 40) as f32 - 19.0,
                (k / 40 % 40) as f32 * 0.5 - 12.0,
                (k / 1600) as f32 * 1.7 - 9.0,
            ];
            let inside = (0..3).all(|k| (low[k]..=high[k]).contains(&p[k]));
            assert!(inside || distance(&CAVITY, p) > 0.0, "{p:?}");
        }
    }

    #[test]
    fn a_tapered_cavity_is_broad_at_its_inlet() {
        let smooth = Cavity {
            rough: 0.0,
            lean: 0.0,
            ..CAVITY
        };
        let breadth = |x: f32| {
            let inside = |y: &i32| distance(&smooth, [x, -2.0 + *y as f32 * 0.1, 0.5]) < 0.0;
            (-100..100).filter(inside).count()
        };
        assert!(breadth(-4.0) > breadth(1.0) && breadth(1.0) > breadth(6.0));
        assert!(distance(&smooth, [1.0, -2.0, 0.5]) < -3.0);
    }

    #[test]
    fn ridges_come_and_go_along_the_wall() {
        let smooth = Cavity {
            rough: 0.0,
            ..CAVITY
        };
        let lift = |x: f32| {
            let p = [x, 2.4, 0.5];
            distance(&CAVITY, p) - distance(&smooth, p)
        };
        let lifts: Vec<f32> = (0..60).map(|k| lift(-6.0 + 0.2 * k as f32)).collect();
        assert!(lifts.iter().any(|l| *l > 0.1) && lifts.iter().any(|l| *l < -0.1));
    }
}
