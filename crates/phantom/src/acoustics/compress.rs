//! From echo power to levels between black (0) and white (1): depth gain, lateral gain, range.

use crate::{
    fast::{log2, mix},
    random::Random,
    scan::Grid,
};

use super::settings::Settings;

/// Sliders of the depth gain.
const SLIDERS: usize = 8;

pub struct Compression {
    /// Level added at each row and on each line.
    rows: Vec<f32>,
    lines: Vec<f32>,
    /// Level of one power of two.
    per_octave: f32,
    compounding: f32,
}

impl Compression {
    pub fn new(random: &mut Random, settings: &Settings, grid: &Grid) -> Self {
        let sliders: [f32; SLIDERS] =
            core::array::from_fn(|_| 0.7 * settings.uneven_db * random.bell());
        let lateral: [f32; SLIDERS] =
            core::array::from_fn(|_| 0.5 * settings.uneven_db * random.bell());
        let range = settings.dynamic_range_db;
        let black_db = settings.white_db - range;
        let rows = (0..grid.samples).map(|row| {
            let share = row as f32 / grid.samples as f32;
            let slope = settings.depth_db * (share - 0.45);
            let off = (share - settings.focus) / settings.focus_length;
            let focus = settings.focus_db * (1.0 / (1.0 + off * off) - 0.4);
            (slope + focus + curve(&sliders, share) - black_db) / range
        });
        let lines = (0..grid.lines).map(|line| {
            let share = line as f32 / grid.lines as f32;
            let across = 2.0 * share - 1.0;
            (settings.edge_db * across * across + curve(&lateral, share)) / range
        });
        Self {
            rows: rows.collect(),
            lines: lines.collect(),
            per_octave: 3.010_3 / range,
            compounding: settings.compounding,
        }
    }

    /// Brings echoes to levels; the echoes are used up.
    pub fn levels(&self, re: &mut [f32], im: &mut [f32], levels: &mut [f32]) {
        for (re, im) in re.iter_mut().zip(&*im) {
            *re = *re * *re + im * im + 1e-9;
        }
        let (power, spare) = (re, im);
        self.compound(power, spare);
        let lines = self.lines.len();
        let rows = spare
            .chunks_exact(lines)
            .zip(levels.chunks_exact_mut(lines));
        for ((power, target), row) in rows.zip(&self.rows) {
            for ((power, level), line) in power.iter().zip(target).zip(&self.lines) {
                *level = (self.per_octave * log2(*power) + row + line).clamp(0.0, 1.0);
            }
        }
    }

    /// Shares each sample's power with its eight neighbours.
    fn compound(&self, power: &mut [f32], to: &mut [f32]) {
        let lines = self.lines.len();
        let (side, middle) = (0.25 * self.compounding, 1.0 - 0.5 * self.compounding);
        to.copy_from_slice(power);
        for (row, target) in power.chunks_exact(lines).zip(to.chunks_exact_mut(lines)) {
            let around = row.iter().zip(&row[1..]).zip(&row[2..]);
            for (value, ((left, mid), right)) in target[1..].iter_mut().zip(around) {
                *value = middle * mid + side * (left + right);
            }
        }
        power.copy_from_slice(to);
        let rows = power.len() / lines;
        for row in 1..rows - 1 {
            let at = |row: usize| &power[row * lines..(row + 1) * lines];
            let target = &mut to[row * lines..(row + 1) * lines];
            let around = at(row - 1).iter().zip(at(row)).zip(at(row + 1));
            for (value, ((up, mid), down)) in target.iter_mut().zip(around) {
                *value = (1.0 - side) * mid + 0.5 * side * (up + down);
            }
        }
    }
}

/// A smooth curve through evenly spaced knots, at a share of its length.
fn curve(knots: &[f32; SLIDERS], share: f32) -> f32 {
    let at = share.clamp(0.0, 0.999) * (SLIDERS - 1) as f32;
    let (k, t) = (at as usize, at - (at as usize) as f32);
    let smooth = t * t * (3.0 - 2.0 * t);
    mix(knots[k], knots[k + 1], smooth)
}
