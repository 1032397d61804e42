//! The point spread: how one scatterer shows, by depth.

use crate::scan::Grid;

use super::settings::Settings;

/// Most taps of a kernel, odd.
const TAPS: usize = 17;
const HALF: usize = TAPS / 2;

/// Smallest deviation that a grid can hold, in its steps.
const DEVIATION_MIN: f32 = 0.45;

/// A bell curve of unit energy, so that speckle keeps its strength whatever the width.
#[derive(Clone, Copy, Debug)]
pub struct Kernel {
    taps: [f32; TAPS],
    /// Taps on either side of the middle that count.
    reach: usize,
}

impl Kernel {
    fn new(deviation: f32) -> Self {
        let deviation = deviation.max(DEVIATION_MIN);
        let reach = ((2.6 * deviation) as usize + 1).min(HALF);
        let value = |k: usize| {
            let x = (k as f32 - HALF as f32) / deviation;
            if k.abs_diff(HALF) > reach {
                0.0
            } else {
                libm::expf(-0.5 * x * x)
            }
        };
        let raw: [f32; TAPS] = core::array::from_fn(value);
        let energy: f32 = raw.iter().map(|w| w * w).sum();
        Self {
            taps: raw.map(|w| w / energy.sqrt()),
            reach,
        }
    }

    /// How much stronger an even surface shows than a scatterer.
    fn sum(&self) -> f32 {
        self.taps.iter().sum()
    }

    fn span(&self) -> core::ops::RangeInclusive<usize> {
        HALF - self.reach..=HALF + self.reach
    }
}

/// Kernels of each row.
pub struct Spread {
    lines: usize,
    lateral: Vec<Kernel>,
    axial: Vec<Kernel>,
    padded: Vec<f32>,
}

impl Spread {
    pub fn new(settings: &Settings, grid: &Grid) -> Self {
        let rows = 0..grid.samples;
        Self {
            lines: grid.lines,
            lateral: rows
                .clone()
                .map(|row| lateral(settings, grid, row))
                .collect(),
            axial: rows.map(|row| axial(settings, grid, row)).collect(),
            padded: vec![0.0; grid.lines + 2 * HALF],
        }
    }

    /// Convolves across the beams, edges repeated.
    pub fn across(&mut self, from: &[f32], to: &mut [f32]) {
        let lines = self.lines;
        let rows = from.chunks_exact(lines).zip(to.chunks_exact_mut(lines));
        for ((source, target), kernel) in rows.zip(&self.lateral) {
            self.padded[..HALF].fill(source[0]);
            self.padded[HALF..HALF + lines].copy_from_slice(source);
            self.padded[HALF + lines..].fill(source[lines - 1]);
            target.fill(0.0);
            for k in kernel.span() {
                add(target, &self.padded[k..k + lines], kernel.taps[k]);
            }
        }
    }

    /// Convolves along the beams, edges repeated.
    pub fn along(&self, from: &[f32], to: &mut [f32]) {
        let (lines, last) = (self.lines, self.axial.len() - 1);
        for (row, (target, kernel)) in to.chunks_exact_mut(lines).zip(&self.axial).enumerate() {
            target.fill(0.0);
            for k in kernel.span() {
                let at = (row + k).saturating_sub(HALF).min(last) * lines;
                add(target, &from[at..at + lines], kernel.taps[k]);
            }
        }
    }
}

fn add(target: &mut [f32], source: &[f32], weight: f32) {
    for (value, source) in target.iter_mut().zip(source) {
        *value += weight * source;
    }
}

/// What an even surface gains at a row over a scatterer of the same strength.
pub fn surface_gain(settings: &Settings, grid: &Grid, row: usize) -> f32 {
    lateral(settings, grid, row).sum() * axial(settings, grid, row).sum()
}

fn lateral(settings: &Settings, grid: &Grid, row: usize) -> Kernel {
    let share = row as f32 / grid.samples as f32;
    let off = (share - settings.focus) / settings.focus_length;
    // Out of focus the beam widens; deep echoes are of lower frequency, which widens it further.
    let widening = (1.0 + 0.5 * off * off).sqrt() * wave_stretch(settings, share);
    let line_mm = (grid.face_mm + row as f32 * grid.step_mm) * grid.line_angle;
    Kernel::new(settings.lateral_mm * widening / line_mm)
}

fn axial(settings: &Settings, grid: &Grid, row: usize) -> Kernel {
    let share = row as f32 / grid.samples as f32;
    Kernel::new(settings.axial_mm * wave_stretch(settings, share) / grid.step_mm)
}

/// How much longer the wave has become at a share of the depth.
fn wave_stretch(settings: &Settings, share: f32) -> f32 {
    1.0 / (1.0 - settings.downshift * share)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{look::Look, random::Random};

    #[test]
    fn speckle_is_as_strong_at_every_depth_as_its_scatterers() {
        let mut random = Random::new(4);
        let settings = Settings::draw(&mut random, Look::Classic);
        let grid = Grid {
            lines: 128,
            samples: 256,
            first_angle: -0.5,
            line_angle: 1.0 / 127.0,
            step_mm: 0.4,
            face_mm: 50.0,
        };
        let mut field: Vec<f32> = (0..grid.len()).map(|_| random.bell()).collect();
        let mut spare = vec![0.0; grid.len()];
        let mut spread = Spread::new(&settings, &grid);
        spread.across(&field, &mut spare);
        spread.along(&spare, &mut field);
        for quarter in field.chunks_exact(grid.len() / 4) {
            let power = quarter.iter().map(|x| x * x).sum::<f32>() / quarter.len() as f32;
            assert!((power - 1.0).abs() < 0.2, "{power}");
        }
        let width = |row| 1.0 / lateral(&settings, &grid, row).taps[HALF];
        // The near lines lie close together: a beam covers more of them.
        assert!(width(10) > width(128));
    }

    #[test]
    fn kernels_keep_the_energy_of_speckle() {
        for deviation in [0.1, 0.8, 1.4, 3.0, 9.0] {
            let kernel = Kernel::new(deviation);
            let energy: f32 = kernel.taps.iter().map(|w| w * w).sum();
            assert!((energy - 1.0).abs() < 1e-5, "{energy} at {deviation}");
            assert!(kernel.sum() >= 1.0);
        }
    }
}
