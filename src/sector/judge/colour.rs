//! Colour laid over the grey picture.
//!
//! A tinted grey map (sepia, blue) colours all echoes of one brightness alike; flow colours some of them.
//! So a block is coloured where it is so far beyond its likes.

use super::blocks::{Blocks, LEVEL};
use super::field::Field;
use crate::capture::{COLOUR_BLOCK, Frame};

/// A block is coloured from so much more of [`Frame::colour`] than blocks of its brightness usually
/// have. The most tinted phantom map has 36 in all.
const COLOURED: u8 = 60;
/// A tint is no stronger than this.
const TINT_MAX: u8 = 60;
/// Kinds of brightness that are told apart.
const KINDS: usize = 16;
/// Steps of [`Frame::colour`] in the histograms.
const STEPS: usize = 32;
/// Coloured share of the sector from which it is colour Doppler, in thousandths, and the least count:
/// a yellow caliper or a coloured letter has fewer.
const PER_MILLE: usize = 4;
const COUNT_MIN: usize = 3;
/// Flow wanders: a block counts for so many frames.
const WARM: u8 = 6;

/// Says whether colour lies over the sector; keeps its buffers.
#[derive(Clone, Debug)]
pub(super) struct Colour {
    histograms: Box<[[u16; STEPS]; KINDS]>,
    /// Colour and brightness of the sector's blocks of [`COLOUR_BLOCK`], row by row; `None` outside.
    blocks: Vec<Option<(u8, u8)>>,
    /// For how many frames each block still counts as coloured.
    warm: Vec<u8>,
}

impl Default for Colour {
    fn default() -> Self {
        Self {
            histograms: Box::new([[0; STEPS]; KINDS]),
            blocks: Vec::new(),
            warm: Vec::new(),
        }
    }
}

impl Colour {
    /// Whether it does; `false` for a frame of a source without colour.
    pub fn lies_over(&mut self, frame: &Frame, blocks: &Blocks, field: &Field) -> bool {
        let (columns, rows) = frame.colour_size();
        if columns * rows == 0 || frame.colour.len() < columns * rows {
            return false;
        }
        self.gather(frame, blocks, field, columns);
        let usual = self.histograms.each_ref().map(usual);
        self.warm.resize(self.blocks.len(), 0);
        for (warm, block) in self.warm.iter_mut().zip(&self.blocks) {
            let coloured = block.is_some_and(|(colour, kind)| {
                colour >= usual[usize::from(kind)].saturating_add(COLOURED)
            });
            *warm = if coloured {
                WARM
            } else {
                warm.saturating_sub(1)
            };
        }
        let coloured = |at: usize| self.warm.get(at).is_some_and(|warm| *warm > 0);
        let (mut all, mut lit) = (0, 0);
        for at in 0..self.blocks.len() {
            all += usize::from(self.blocks[at].is_some());
            // A line or a letter has no neighbours both across and down.
            let across = || coloured(at.wrapping_sub(1)) || coloured(at + 1);
            let down = || coloured(at.wrapping_sub(columns)) || coloured(at + columns);
            lit += usize::from(coloured(at) && across() && down());
        }
        lit >= COUNT_MIN && lit * 1000 >= all * PER_MILLE
    }

    fn gather(&mut self, frame: &Frame, blocks: &Blocks, field: &Field, columns: usize) {
        self.blocks.clear();
        self.blocks.resize(frame.colour.len(), None);
        for histogram in self.histograms.iter_mut() {
            histogram.fill(0);
        }
        for place in &field.places {
            let index = place.index as usize;
            let amid = |at: usize| (at * blocks.side + blocks.side / 2) / COLOUR_BLOCK;
            let at = amid(index / blocks.columns) * columns + amid(index % blocks.columns);
            let (Some(block), Some(colour)) = (self.blocks.get_mut(at), frame.colour.get(at))
            else {
                continue;
            };
            let level = i32::from(blocks.means[index]) / LEVEL;
            let kind = (level as usize * KINDS / 256).min(KINDS - 1);
            if block.is_none() {
                let step = usize::from(*colour) * STEPS / 256;
                let count = &mut self.histograms[kind][step];
                *count = count.saturating_add(1);
                *block = Some((*colour, kind as u8));
            }
        }
    }
}

/// The middle of a histogram, as far as it can be a tint.
fn usual(histogram: &[u16; STEPS]) -> u8 {
    let all: u32 = histogram.iter().map(|n| u32::from(*n)).sum();
    let mut seen = 0;
    for (step, n) in histogram.iter().enumerate() {
        seen += u32::from(*n);
        if 2 * seen > all {
            return ((step * 256 / STEPS) as u8).min(TINT_MAX);
        }
    }
    0
}
