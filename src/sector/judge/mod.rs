//! Judgement of a located sector.

mod blocks;
mod field;
mod still;

use super::{Picture, Sector};
use crate::capture::Frame;
use blocks::Blocks;
use field::Field;
use still::Change;

/// Judge.
#[derive(Debug, Default)]
pub struct Judge {
    now: Blocks,
    then: Blocks,
    field: Field,
    change: Change,
    /// dump
    pub score: Option<f64>,
    /// dump
    pub stats: Vec<f64>,
}

impl Judge {
    /// New.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Update.
    pub fn update(&mut self, frame: &Frame, tracked: Picture, sector: Option<&Sector>) -> Picture {
        self.now.take(frame);
        self.stats.clear();
        self.score = None;
        if let Some(sector) = sector {
            self.field.set(sector, &self.now);
            if self.now.fits(&self.then) {
                self.score = self.change.between(&self.then, &self.now, &self.field);
            }
            // dump
            let mut means: Vec<u16> = self.field.places.iter().map(|p| self.now.means[p.index as usize]).collect();
            means.sort_unstable();
            let n = means.len();
            if n > 0 {
                for q in [50, 75, 90, 95] { self.stats.push(f64::from(means[(n - 1) * q / 100]) / 16.0); }
                self.stats.push(means.iter().filter(|m| **m >= 235 * 16).count() as f64 / n as f64);
                self.stats.push(means.iter().filter(|m| **m >= 20 * 16).count() as f64 / n as f64);
                let mut beams = [(0u32, 0u32); field::BEAMS];
                for p in &self.field.places { if let Some(b) = p.beam { let e = &mut beams[b as usize]; e.0 += 1; e.1 += u32::from(self.now.means[p.index as usize] >= 20 * 16); } }
                self.stats.push(beams.iter().filter(|(n, lit)| *n > 0 && lit * 100 < n * 12).count() as f64);
                self.stats.push(beams.iter().filter(|(n, lit)| *n > 0 && lit * 100 < n * 5).count() as f64);
            }
        }
        self.then.copy_from(&self.now);
        tracked
    }
}
