//! Outlines that are not quite ellipses: bodies of soft organs, and the trunk.

use crate::{
    fast::mix,
    shape::{Point, length},
};

/// Strengths of the second and third harmonic around a section: cosine and sine of each, shares of
/// the radius.
pub type Wobble = [f32; 4];

/// The harmonics' sum in the direction (x, y).
fn wave(wobble: &Wobble, x: f32, y: f32) -> f32 {
    let reach = (x * x + y * y).sqrt();
    if reach < 1e-4 {
        return 0.0;
    }
    let (c, s) = (x / reach, y / reach);
    wobble[0] * (c * c - s * s)
        + wobble[1] * 2.0 * c * s
        + wobble[2] * c * (4.0 * c * c - 3.0)
        + wobble[3] * s * (3.0 - 4.0 * s * s)
}

/// A soft organ: an ellipsoid along x, y and z, turned about z, with a wavy outline.
#[derive(Clone, Copy, Debug)]
pub struct Blob {
    pub centre: Point,
    pub radii: Point,
    /// Cosine and sine of the turn about z.
    pub turn: [f32; 2],
    pub wobble: Wobble,
}

impl Blob {
    pub fn distance(&self, p: Point) -> f32 {
        let (dx, dy) = (p[0] - self.centre[0], p[1] - self.centre[1]);
        let q = [
            dx * self.turn[0] + dy * self.turn[1],
            dy * self.turn[0] - dx * self.turn[1],
            p[2] - self.centre[2],
        ];
        let unit: Point = core::array::from_fn(|k| q[k] / self.radii[k]);
        let slope: Point = core::array::from_fn(|k| unit[k] / self.radii[k]);
        let (k0, k1) = (length(unit), length(slope));
        if k1 < 1e-6 {
            return -self.radii[0].min(self.radii[1]).min(self.radii[2]);
        }
        let radius = self.radii[0].min(self.radii[1]);
        k0 * (k0 - 1.0) / k1 - radius * wave(&self.wobble, unit[0], unit[1]) * k0.min(1.0)
    }

    pub fn bounds(&self) -> (Point, Point) {
        let swell: f32 = 1.0 + self.wobble.iter().map(|w| w.abs()).sum::<f32>();
        let [c, s] = self.turn.map(f32::abs);
        let reach = [
            (self.radii[0] * c + self.radii[1] * s) * swell,
            (self.radii[0] * s + self.radii[1] * c) * swell,
            self.radii[2],
        ];
        (
            core::array::from_fn(|k| self.centre[k] - reach[k]),
            core::array::from_fn(|k| self.centre[k] + reach[k]),
        )
    }
}

/// Half width, half depth of the trunk by level, reference millimetres, from the hips to the neck.
/// At breadth 1 the chest measures 158 mm around, the abdomen 178 mm: their ratio is 0.89 at all ages
/// (Chitkara et al. 1987, as in [`crate::growth`]).
const PROFILE: [[f32; 3]; 10] = [
    [-62.0, 23.4, 21.4],
    [-46.0, 27.8, 26.6],
    [-28.0, 28.9, 27.7],
    [-12.0, 27.6, 26.0],
    [0.0, 26.2, 24.2],
    [12.0, 25.0, 22.8],
    [20.0, 23.4, 20.8],
    [28.0, 20.0, 17.5],
    [36.0, 13.0, 13.5],
    [46.0, 10.0, 11.0],
];

/// The trunk's skin, from hips to neck.
#[derive(Clone, Copy, Debug)]
pub struct Trunk {
    pub wobble: Wobble,
    /// Width against depth of the section, about 1.
    pub breadth: f32,
}

impl Trunk {
    /// Half width and half depth at a level.
    pub fn section(&self, z: f32) -> [f32; 2] {
        let above = PROFILE.iter().position(|knot| knot[0] > z);
        let upper = above.unwrap_or(PROFILE.len() - 1).max(1);
        let (low, high) = (PROFILE[upper - 1], PROFILE[upper]);
        let t = ((z - low[0]) / (high[0] - low[0])).clamp(0.0, 1.0);
        let at = |k: usize| mix(low[k], high[k], t);
        [at(1) * self.breadth, at(2) / self.breadth]
    }

    pub fn distance(&self, p: Point) -> f32 {
        let [a, b] = self.section(p[2]);
        let unit = [p[0] / a, p[1] / b];
        let slope = [unit[0] / a, unit[1] / b];
        let k0 = (unit[0] * unit[0] + unit[1] * unit[1]).sqrt();
        let k1 = (slope[0] * slope[0] + slope[1] * slope[1]).sqrt();
        if k1 < 1e-6 {
            return -a.min(b);
        }
        let even = k0 * (k0 - 1.0) / k1;
        if k0 < 0.5 {
            // Far inside, the waves no longer matter.
            return even;
        }
        even - b * wave(&self.wobble, unit[0], unit[1]) * (2.0 * k0 - 1.0).min(1.0)
    }

    pub fn bounds(&self) -> (Point, Point) {
        let swell: f32 = 1.0 + self.wobble.iter().map(|w| w.abs()).sum::<f32>();
        let (x, y) = (28.9 * self.breadth * swell, 27.7 / self.breadth * swell);
        ([-x, -y, -62.0], [x, y, 46.0])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn outlines_stay_in_their_bounds() {
        let blob = Blob {
            centre: [3.0, -2.0, 1.0],
            radii: [6.0, 4.0, 5.0],
            turn: [0.8, 0.6],
            wobble: [0.06, -0.05, 0.04, 0.05],
        };
        let (low, high) = blob.bounds();
        for k in 0..64 {
            let turn = k as f32 / 64.0 * core::f32::consts::TAU;
            for reach in 0..120 {
                let r = reach as f32 * 0.1;
                let p = [3.0 + r * turn.cos(), -2.0 + r * turn.sin(), 1.0];
                let inside = (0..3).all(|k| (low[k]..=high[k]).contains(&p[k]));
                assert!(inside || blob.distance(p) > -0.3, "{p:?}");
            }
        }
        assert!(blob.distance([3.0, -2.0, 1.0]) < -3.0);
    }

    #[test]
    fn chest_and_abdomen_measure_what_is_published() {
        let trunk = Trunk {
            wobble: [0.0; 4],
            breadth: 1.0,
        };
        // Ramanujan's first rule for the way around an ellipse.
        let around = |z: f32| {
            let [a, b] = trunk.section(z);
            let root = ((3.0 * a + b) * (a + 3.0 * b)).sqrt();
            core::f32::consts::PI * (3.0 * (a + b) - root)
        };
        let ratio = around(0.0) / around(-28.0);
        assert!((ratio - 0.89).abs() < 0.01, "{ratio}");
    }

    #[test]
    fn the_trunk_tapers_to_the_neck() {
        let trunk = Trunk {
            wobble: [0.0; 4],
            breadth: 1.0,
        };
        assert!((trunk.distance([26.2, 0.0, 0.0])).abs() < 1e-3);
        assert!(trunk.section(40.0)[0] < 0.5 * trunk.section(0.0)[0]);
        assert_eq!(trunk.section(-90.0), trunk.section(-62.0));
    }
}
