//! What a scanner does to the finished levels: speckle reduction and the curve to grey values.

use super::settings::{Curve, Settings};

/// Draws each level towards its neighbours' as far as they are alike: an edge-preserving diffusion
/// (Perona and Malik 1990) with Tukey's weight.
pub fn smooth(from: &[f32], to: &mut [f32], lines: usize, settings: &Settings) {
    let (share, inverse) = (0.25 * settings.smoothing, 1.0 / settings.edge);
    let pull = |here: f32, there: f32| {
        let step = there - here;
        let ratio = step * inverse;
        let weight = (1.0 - ratio * ratio).max(0.0);
        step * weight * weight
    };
    to.copy_from_slice(from);
    let rows = from.len() / lines;
    for row in 1..rows - 1 {
        let at = |row: usize| &from[row * lines..(row + 1) * lines];
        let (above, here, below) = (at(row - 1), at(row), at(row + 1));
        let target = &mut to[row * lines + 1..(row + 1) * lines - 1];
        let sides = here.iter().zip(&here[1..]).zip(&here[2..]);
        let ends = above[1..].iter().zip(&below[1..]);
        for ((value, ((left, mid), right)), (up, down)) in target.iter_mut().zip(sides).zip(ends) {
            let pulls =
                pull(*mid, *left) + pull(*mid, *right) + pull(*mid, *up) + pull(*mid, *down);
            *value = mid + share * pulls;
        }
    }
}

/// Levels that the table tells apart.
const STEPS: usize = 1024;

/// A table from level to grey value.
pub struct GreyCurve([u8; STEPS]);

impl GreyCurve {
    pub fn new(settings: &Settings) -> Self {
        let grey = |k: usize| {
            let level = k as f32 / (STEPS - 1) as f32;
            let bent = match settings.curve {
                Curve::Linear => level,
                Curve::Gamma(gamma) => libm::powf(level, gamma),
                Curve::Bent(share) => {
                    let step = level * level * (3.0 - 2.0 * level);
                    level + (step - level) * share
                }
            };
            (bent.clamp(0.0, 1.0) * 255.0 + 0.5) as u8
        };
        Self(core::array::from_fn(grey))
    }

    pub fn apply(&self, levels: &[f32], picture: &mut [u8]) {
        for (grey, level) in picture.iter_mut().zip(levels) {
            let step = (level * (STEPS - 1) as f32 + 0.5) as usize;
            *grey = self.0[step.min(STEPS - 1)];
        }
    }
}
