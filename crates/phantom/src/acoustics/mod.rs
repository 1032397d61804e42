//! From tissue to echoes: scatterers blurred by the point spread in polar space, attenuation and
//! shadow along each beam, log compression (after the COLE idea: Gao et al. 2009, convolution in
//! polar space instead of simulated wave fields).
//!
//! Each step has its room: [`settings`] draws how the scanner is set, [`scatter`] makes raw echoes,
//! [`chest`] says which beams its flanks bend away, [`spread`] blurs the echoes, [`compress`] brings them to grey levels, [`polish`] averages and smooths.

mod chest;
mod compress;
mod polish;
mod scatter;
mod settings;
mod spread;

use crate::{fast::mix, noise::Scatterers, plane::Plane, pose::Pose, random::Random, scan::Grid};

pub use chest::Chest;
use compress::Compression;
use polish::{GreyCurve, smooth};
use scatter::Scatter;
pub use settings::Settings;
use spread::Spread;

/// What is heard: a cut, where it lies, and the chest in it, if there is one.
pub struct Cut<'a> {
    pub plane: &'a Plane,
    pub pose: &'a Pose,
    pub chest: Option<Chest>,
}

/// A scanner's way from a cut through tissue to the grey values of its beams.
pub struct Acoustics {
    settings: Settings,
    lines: usize,
    scatter: Scatter,
    spread: Spread,
    compression: Compression,
    grey_curve: GreyCurve,
    re: Vec<f32>,
    im: Vec<f32>,
    spare: Vec<f32>,
    /// Levels (0 black to 1 white) of the last two raw pictures, and their numbers.
    levels: [Vec<f32>; 2],
    numbers: [Option<u64>; 2],
    picture: Vec<u8>,
}

impl Acoustics {
    /// Draws what settings leave open in a scanner.
    pub fn draw(random: &mut Random, settings: Settings, grid: &Grid, plane: &Plane) -> Self {
        let empty = || vec![0.0; grid.len()];
        Self {
            lines: grid.lines,
            scatter: Scatter::new(random, &settings, grid, plane),
            spread: Spread::new(&settings, grid),
            compression: Compression::new(random, &settings, grid),
            grey_curve: GreyCurve::new(&settings),
            re: empty(),
            im: empty(),
            spare: empty(),
            levels: [empty(), empty()],
            numbers: [None; 2],
            picture: vec![0; grid.len()],
            settings,
        }
    }

    /// The picture that must be heard first for picture `number` to be finished: the one before, where
    /// pictures are averaged and it was not the last one heard.
    pub fn missing(&self, number: u64) -> Option<u64> {
        let before = number.checked_sub(1)?;
        (self.settings.persistence > 0.0 && self.numbers[0] != Some(before)).then_some(before)
    }

    /// Makes the raw picture `number` of a cut.
    pub fn listen(&mut self, cut: &Cut<'_>, scatterers: &Scatterers, number: u64) {
        self.levels.swap(0, 1);
        self.numbers = [Some(number), self.numbers[0]];
        let echoes = [&mut self.re[..], &mut self.im[..]];
        self.scatter.echoes(cut, scatterers, number, echoes);
        for part in [&mut self.re, &mut self.im] {
            self.spread.across(part, &mut self.spare);
            self.spread.along(&self.spare, part);
        }
        self.compression
            .levels(&mut self.re, &mut self.im, &mut self.levels[0]);
    }

    /// The finished form of the picture that was heard last: the grid's rows of grey values.
    /// `averaged`: whether the picture before belongs to the same sweep.
    pub fn picture(&mut self, averaged: bool) -> &[u8] {
        let [new, old] = &self.levels;
        let before = self.numbers[0].and_then(|n| n.checked_sub(1));
        let known = averaged && before.is_some() && self.numbers[1] == before;
        let share = if known {
            self.settings.persistence
        } else {
            0.0
        };
        for ((mixed, new), old) in self.spare.iter_mut().zip(new).zip(old) {
            *mixed = mix(*new, *old, share);
        }
        for _ in 0..self.settings.smoothings {
            // The echoes' real parts are no longer needed: their room serves for the smoothed picture.
            smooth(&self.spare, &mut self.re, self.lines, &self.settings);
            core::mem::swap(&mut self.spare, &mut self.re);
        }
        self.grey_curve.apply(&self.spare, &mut self.picture);
        &self.picture
    }
}

#[cfg(test)]
mod tests;
