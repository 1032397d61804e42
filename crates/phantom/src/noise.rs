//! Scatterers and mottling that stay with the tissue: tables over a lattice of the body.

use crate::{random::Random, shape::Point};

const SIDE: usize = 64;
const MASK: usize = SIDE - 1;

/// Distance of two scatterers and of two mottles, reference millimetres.
const GRAIN_MM: f32 = 0.28;
const MOTTLE_MM: f32 = 1.3;

/// Fixed tables, repeated through space.
pub struct Scatterers {
    grains: Vec<[f32; 2]>,
    mottles: Vec<f32>,
}

impl Scatterers {
    pub fn draw(random: &mut Random) -> Self {
        let grains = (0..SIDE * SIDE * SIDE)
            .map(|_| [random.bell(), random.bell()])
            .collect();
        let mottles = (0..SIDE * SIDE * SIDE).map(|_| random.bell()).collect();
        Self { grains, mottles }
    }

    /// The complex strength of the scatterer nearest to a point.
    pub fn grain(&self, p: Point) -> [f32; 2] {
        self.grains[index(p.map(|x| cell(x, GRAIN_MM)))]
    }

    /// Smooth mottling around 0, about -2 to 2: linear between the lattice points in x and y.
    pub fn mottle(&self, p: Point) -> f32 {
        let q = p.map(|x| x / MOTTLE_MM + 4096.0);
        let base = q.map(|x| x as usize);
        let (fx, fy) = (q[0] - base[0] as f32, q[1] - base[1] as f32);
        let at = |dx: usize, dy: usize| self.mottles[index([base[0] + dx, base[1] + dy, base[2]])];
        let near = at(0, 0) + (at(1, 0) - at(0, 0)) * fx;
        let far = at(0, 1) + (at(1, 1) - at(0, 1)) * fx;
        near + (far - near) * fy
    }
}

fn cell(x: f32, step: f32) -> usize {
    (x / step + 4096.0) as usize
}

fn index(p: [usize; 3]) -> usize {
    // An odd shear between slices keeps the repetition from lining up.
    let x = (p[0] + p[1] / SIDE * 23) & MASK;
    ((p[2] & MASK) * SIDE + (p[1] & MASK)) * SIDE + x
}

/// A cheap smooth wave of incommensurate sines, about -1 to 1, for layers and outlines.
pub fn slow(x: f32, shift: f32) -> f32 {
    0.6 * libm::sinf(x * 1.7 + shift * 5.0) + 0.4 * libm::sinf(x * 2.9 + 1.3 - shift * 3.0)
}
