//! Scatterers and mottling that stay with the tissue: hashed or tabled over lattices of the body.

use crate::{
    fast::{mix, round, round_bits, sine_of_turns},
    random::Random,
    shape::Point,
};

const SIDE: usize = 32;
const MASK: usize = SIDE - 1;

/// Distance of two scatterers in the plane, reference millimetres.
const GRAIN_MM: f32 = 0.24;

/// Strengths of one scatterer of 128, and of the others.
const FLECK: f32 = 3.0;
const COMMON: f32 = 0.968;

/// Thickness of the slice that the beam cuts, reference millimetres: how far the plane moves until
/// other scatterers have taken over.
const SLICE_MM: f32 = 1.5;

/// Distances of two mottles: fine and coarse texture, and slow drifts of a tissue's strength;
/// reference millimetres.
const FINE_MM: f32 = 1.4;
const COARSE_MM: f32 = 4.2;
const SLOW_MM: f32 = 13.0;

/// Breadth and height of the strands of fibrous tissue across the beam, image millimetres.
const STRAND_MM: [f32; 2] = [6.5, 1.1];

/// Scatterers all through space, the same for each seed.
pub struct Scatterers {
    seed: u32,
    mottles: Vec<f32>,
}

impl Scatterers {
    pub fn draw(random: &mut Random) -> Self {
        let seed = (random.unit() * 16_777_216.0) as u32;
        let mottles = (0..SIDE * SIDE * SIDE).map(|_| random.bell()).collect();
        Self { seed, mottles }
    }

    /// Complex strengths of the scatterers at points (their x, y and z in reference millimetres):
    /// bell-shaped parts of deviation 1.
    pub fn grains(&self, [xs, ys, zs]: [&[f32]; 3], re: &mut [f32], im: &mut [f32]) {
        let points = xs.iter().zip(ys).zip(zs);
        for (((x, y), z), (re, im)) in points.zip(re.iter_mut().zip(im)) {
            let level = z * (1.0 / SLICE_MM);
            let below = round(level - 0.5);
            let upper = level - below;
            let lower = 1.0 - upper;
            // The slices add up in power.
            let strength = 1.0 / (upper * upper + lower * lower).sqrt();
            let column = round_bits(x * (1.0 / GRAIN_MM)).wrapping_mul(0x9e37_79b1) ^ self.seed;
            let place = round_bits(y * (1.0 / GRAIN_MM)).wrapping_mul(0x85eb_ca77) ^ column;
            let slice = round_bits(below);
            let one = scramble(place ^ slice.wrapping_mul(0xc2b2_ae3d));
            let other = scramble(place ^ slice.wrapping_add(1).wrapping_mul(0xc2b2_ae3d));
            let (lower, upper) = (lower * fleck(one), upper * fleck(other));
            *re = strength * (bell(one) * lower + bell(other) * upper);
            *im = strength * (bell(again(one)) * lower + bell(again(other)) * upper);
        }
    }

    /// Smooth mottling around 0 with a deviation of about 0.6, of three sizes together.
    pub fn mottle(&self, p: Point) -> f32 {
        let layer = |side: f32, shift: Point| {
            let turns = 1.0 / side;
            self.lattice(core::array::from_fn(|k| p[k] * turns + shift[k]))
        };
        0.5 * layer(FINE_MM, [0.0; 3])
            + 0.75 * layer(COARSE_MM, [11.3, 5.7, 17.1])
            + 0.75 * layer(SLOW_MM, [3.9, 21.6, 8.2])
    }

    /// Strands across the beam, about -2 to 2, at an image point (lateral, depth).
    pub fn strand(&self, [lateral, depth]: [f32; 2]) -> f32 {
        self.lattice([
            lateral * (1.0 / STRAND_MM[0]),
            depth * (1.0 / STRAND_MM[1]),
            0.0,
        ])
    }

    /// Linear between the table's points.
    fn lattice(&self, p: Point) -> f32 {
        let base = p.map(|x| round(x - 0.5));
        let [fx, fy, fz] = [p[0] - base[0], p[1] - base[1], p[2] - base[2]];
        let [x, y, z] = base.map(|x| round_bits(x) as usize & MASK);
        let (x1, y1, z1) = ((x + 1) & MASK, (y + 1) & MASK, (z + 1) & MASK);
        let at = |x: usize, y: usize, z: usize| self.mottles[(z * SIDE + y) * SIDE + x];
        let row = |y: usize, z: usize| mix(at(x, y, z), at(x1, y, z), fx);
        let slice = |z: usize| mix(row(y, z), row(y1, z), fy);
        mix(slice(z), slice(z1), fz)
    }
}

/// Spreads each bit of a number over all of them.
const fn scramble(mut h: u32) -> u32 {
    h ^= h >> 15;
    h = h.wrapping_mul(0x2c1b_3c6d);
    h ^= h >> 12;
    h = h.wrapping_mul(0x297a_2d39);
    h ^ (h >> 15)
}

const fn again(h: u32) -> u32 {
    let h = h.wrapping_mul(0x9e37_79b1);
    h ^ (h >> 16)
}

/// Strength of one scatterer against others: a few are far stronger, and show as flecks. Its mean
/// power is 1.
fn fleck(h: u32) -> f32 {
    let rare = h.wrapping_mul(0x27d4_eb2f) >> 25 == 0;
    if rare { FLECK } else { COMMON }
}

/// The sum of a number's four bytes, as a bell-shaped number of deviation 1.
fn bell(h: u32) -> f32 {
    let pairs = (h & 0x00ff_00ff) + ((h >> 8) & 0x00ff_00ff);
    let sum = (pairs + (pairs >> 16)) & 0x3ff;
    (sum as i32 as f32 - 510.0) * (1.0 / 147.8)
}

/// A number in 0..1 that a seed and a count stand for.
pub fn unit_of(seed: u32, count: u64) -> f32 {
    let folded = (count ^ (count >> 32)) as u32;
    (scramble(folded.wrapping_mul(0x9e37_79b1) ^ seed) >> 8) as f32 / 16_777_216.0
}

/// A cheap smooth wave of incommensurate sines, about -1 to 1, for layers and outlines.
pub fn slow(x: f32, shift: f32) -> f32 {
    const TURNS: f32 = 1.0 / core::f32::consts::TAU;
    0.6 * sine_of_turns((x * 1.7 + shift * 5.0) * TURNS)
        + 0.4 * sine_of_turns((x * 2.9 + 1.3 - shift * 3.0) * TURNS)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn grains_are_bell_shaped_everywhere_and_fade_over_as_the_plane_rises() {
        let scatterers = Scatterers::draw(&mut Random::new(3));
        let xs: Vec<f32> = (0..4000).map(|k| k as f32 * 0.4 - 800.0).collect();
        let ys = vec![-13.0; 4000];
        let row = |z: f32| {
            let (mut re, mut im) = (vec![0.0; 4000], vec![0.0; 4000]);
            scatterers.grains([&xs, &ys, &vec![z; 4000]], &mut re, &mut im);
            (re, im)
        };
        let dot = |a: &[f32], b: &[f32]| a.iter().zip(b).map(|(a, b)| a * b).sum::<f32>() / 4000.0;
        let (re, im) = row(0.4);
        for part in [&re, &im] {
            assert!((dot(part, part) - 1.0).abs() < 0.1, "{}", dot(part, part));
        }
        assert!(dot(&re, &im).abs() < 0.06);
        assert!(dot(&re, &row(0.55).0) > 0.9);
        assert!(dot(&re, &row(3.6).0).abs() < 0.08);
    }
}
