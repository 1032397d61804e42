//! Uneven texture coarser than speckle: a smooth random field, repeated through space.

use crate::{fast::mix, random::Random};

const SIDE: usize = 16;
const MASK: usize = SIDE - 1;

/// A smooth field around 0 with standard deviation about 0.6.
pub struct Patches(Vec<f32>);

impl Patches {
    pub fn draw(random: &mut Random) -> Self {
        Self((0..SIDE * SIDE * SIDE).map(|_| random.bell()).collect())
    }

    /// Value at a place counted in patches.
    pub fn at(&self, place: [f32; 3]) -> f32 {
        let q = place.map(|x| x + 4096.0);
        let base = q.map(|x| x as usize);
        let mut weight = [0.0; 3];
        for k in 0..3 {
            let t = q[k] - base[k] as f32;
            weight[k] = t * t * (3.0 - 2.0 * t);
        }
        let row = |dy: usize, dz: usize| {
            let line = (((base[2] + dz) & MASK) * SIDE + ((base[1] + dy) & MASK)) * SIDE;
            let at = |x: usize| self.0[line + (x & MASK)];
            mix(at(base[0]), at(base[0] + 1), weight[0])
        };
        let layer = |dz: usize| mix(row(0, dz), row(1, dz), weight[1]);
        mix(layer(0), layer(1), weight[2])
    }

    /// 1 along thin folded sheets through the field, falling to 0 beside them.
    pub fn ridge(&self, place: [f32; 3], width: f32) -> f32 {
        (1.0 - self.at(place).abs() / width).max(0.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_field_is_smooth_and_uneven() {
        let patches = Patches::draw(&mut Random::new(7));
        let (mut low, mut high) = (f32::MAX, f32::MIN);
        for k in -500..500 {
            let at = |x: f32| patches.at([x, 0.3 * x, -0.7 * x]);
            let x = k as f32 * 0.11;
            assert!((at(x + 0.001) - at(x)).abs() < 0.03);
            (low, high) = (low.min(at(x)), high.max(at(x)));
        }
        assert!(low < -0.7 && high > 0.7, "{low} to {high}");
    }
}
