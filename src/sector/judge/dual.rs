//! Two or four pictures side by side: a dark gap, and on both sides of it the same outline.
//!
//! A single fan has no gap, and where a shadow makes one its halves mirror each other instead; a panel of
//! letters has no echoes, a small picture beside a large one another size. Pictures that touch without a
//! dark gap are not told apart.

use super::blocks::{Blocks, LEVEL};
use super::field::Field;
use crate::capture::Frame;

/// A block holds echoes from this mean on, where it differs so much from the blocks to its right and below
/// together (both in units of [`Blocks::means`]), and most of the five by five around it do so: letters are too thin for
/// that, bars too even.
const LIT_MIN: i32 = 12 * LEVEL;
const UNEVEN_MIN: i32 = LEVEL * 3 / 2;
const AROUND: usize = 5;
const AROUND_MIN: u8 = 18;
/// Columns of pixels of a gap have so much of their flanks' brightness at most, per cent.
const GAP_PERCENT: u32 = 40;
/// Rows of the screen that may be lit in a gap, per cent of those looked at: what lies over a shadow is lit, as
/// the tissue above a spine, and letters that cross a gap are few rows.
const GAP_LIT_PERCENT: usize = 6;
/// A pixel of a gap is lit from this brightness on, grey levels.
const GAP_LIT_MIN: u8 = 24;
/// The gap within one find lies so far from its middle at most, per cent of its breadth.
const AMID_PERCENT: usize = 12;
/// Sizes and places of two outlines differ by this much at most, per cent.
const SIZE_PERCENT: usize = 18;
/// Least share that two outlines have in common, per cent of both together: with a gap between them
/// within one find, and of a find and what lies beside it.
const COMMON_GAP_PERCENT: usize = 62;
const COMMON_PERCENT: usize = 76;
/// Least breadth and height of one of the pictures, per cent of the screen's.
const SIDE_PERCENT: usize = 15;
/// Texture of one picture against that of the other at least, of mean squares.
const TEXTURE_RATIO: i64 = 12;

/// Looks for several pictures; keeps its buffers.
#[derive(Clone, Debug, Default)]
pub(super) struct Dual {
    lit: Vec<u8>,
    down: Vec<u8>,
    solid: Vec<bool>,
    sums: Vec<u32>,
}

/// Part of the screen in blocks: left, top, right, bottom.
type Bounds = [usize; 4];

impl Dual {
    /// Whether the screen shows more than one picture, of which the field is one or all.
    pub fn shows(&mut self, frame: &Frame, blocks: &Blocks, field: &Field) -> bool {
        let [left, top, right, bottom] = field.bounds;
        let (width, columns) = (right.saturating_sub(left), blocks.columns);
        if width < 8 || bottom < top + 8 {
            return false;
        }
        self.solidify(blocks);
        if let Some(at) = self.gap(frame, blocks.side, field.bounds)
            && self.alike(
                blocks,
                [left, top, at, bottom],
                [at, top, right, bottom],
                COMMON_GAP_PERCENT,
            )
        {
            return true;
        }
        let reach = width + width / 5;
        [left, right].into_iter().any(|at| {
            let one = [at.saturating_sub(reach), top, at, bottom];
            let other = [at, top, (at + reach).min(columns), bottom];
            self.alike(blocks, one, other, COMMON_PERCENT)
        })
    }

    fn solidify(&mut self, blocks: &Blocks) {
        let (columns, count) = (blocks.columns, blocks.means.len());
        self.lit.clear();
        self.lit.resize(count, 0);
        self.down.clear();
        self.down.resize(count, 0);
        self.solid.clear();
        self.solid.resize(count, false);
        if count < AROUND * columns || columns < AROUND {
            return;
        }
        let means = &blocks.means;
        for (at, lit) in self.lit[..count - columns].iter_mut().enumerate() {
            let [mean, right, below] = [at, at + 1, at + columns].map(|k| i32::from(means[k]));
            let uneven = (mean - right).abs() + (mean - below).abs();
            *lit = u8::from(mean >= LIT_MIN && uneven >= UNEVEN_MIN);
        }
        // Sums of five down, then of five across.
        for (at, sum) in self.down[..count - (AROUND - 1) * columns]
            .iter_mut()
            .enumerate()
        {
            *sum = (0..AROUND).map(|k| self.lit[at + k * columns]).sum();
        }
        let centre = AROUND / 2 * (columns + 1);
        for at in 0..count - (AROUND - 1) * columns - AROUND {
            let sum: u8 = self.down[at..at + AROUND].iter().sum();
            self.solid[at + centre] = sum >= AROUND_MIN;
        }
    }

    /// The column of blocks at a dark gap about the middle of these bounds.
    fn gap(
        &mut self,
        frame: &Frame,
        side: usize,
        [left, top, right, bottom]: Bounds,
    ) -> Option<usize> {
        let (from, to) = (left * side, (right * side).min(frame.width));
        self.sums.clear();
        self.sums.resize(to.checked_sub(from)?, 0);
        let lines = frame.luma.chunks_exact(frame.width.max(1));
        for line in lines.take(bottom * side).skip(top * side).step_by(3) {
            for (sum, value) in self.sums.iter_mut().zip(&line[from..to]) {
                *sum += u32::from(*value);
            }
        }
        let width = self.sums.len();
        let amid = width * (50 - AMID_PERCENT) / 100..width * (50 + AMID_PERCENT) / 100;
        let at = amid.min_by_key(|x| self.sums[*x])?;
        let flank = |range: std::ops::Range<usize>| {
            let n = range.len().max(1) as u32;
            self.sums[range].iter().sum::<u32>() / n
        };
        let (near, far) = (width / 25, width / 6);
        let sides = [flank(at - far..at - near), flank(at + near..at + far)];
        let dark = sides
            .iter()
            .all(|side| self.sums[at] * 100 <= side * GAP_PERCENT);
        let column = from + at;
        let lines = frame.luma.chunks_exact(frame.width.max(1));
        let rows = lines.take(bottom * side).skip(top * side).step_by(3);
        let (mut looked, mut lit) = (0, 0);
        for line in rows {
            looked += 1;
            lit += usize::from(line[column] >= GAP_LIT_MIN);
        }
        (dark && lit * 100 <= looked * GAP_LIT_PERCENT).then_some(column / side)
    }

    /// Whether two parts of the screen hold pictures of one outline.
    fn alike(&self, blocks: &Blocks, one: Bounds, other: Bounds, least: usize) -> bool {
        let (Some(a), Some(b)) = (self.extent(blocks, one), self.extent(blocks, other)) else {
            return false;
        };
        let size = |[l, t, r, b]: Bounds| [r - l, b - t];
        let ([aw, ah], [bw, bh]) = (size(a), size(b));
        let near = |x: usize, y: usize, of: usize| x.abs_diff(y) * 100 <= of * SIZE_PERCENT;
        let large = aw.min(bw) * 100 >= blocks.columns * SIDE_PERCENT
            && ah.min(bh) * 100 >= blocks.rows * SIDE_PERCENT;
        let placed = near(a[1], b[1], ah) && near(a[3], b[3], ah);
        large && placed && near(aw, bw, aw.max(bw)) && self.common(blocks, a, b, least)
    }

    /// Bounds of the echoes within a part of the screen.
    fn extent(&self, blocks: &Blocks, [left, top, right, bottom]: Bounds) -> Option<Bounds> {
        let mut found: Option<Bounds> = None;
        for row in top..bottom.min(blocks.rows) {
            let line = &self.solid[row * blocks.columns..][left..right];
            let (Some(first), Some(last)) = (
                line.iter().position(|solid| *solid),
                line.iter().rposition(|solid| *solid),
            ) else {
                continue;
            };
            let (first, end) = (left + first, left + last + 1);
            let [l, t, r, _] = found.unwrap_or([first, row, end, row]);
            found = Some([l.min(first), t, r.max(end), row + 1]);
        }
        found
    }

    /// Whether the outlines have most of their area in common, and both have texture.
    fn common(&self, blocks: &Blocks, a: Bounds, b: Bounds, least: usize) -> bool {
        let (mut both, mut either) = (0, 0);
        let (mut texture, mut count) = ([0_i64; 2], [1_i64; 2]);
        for row in 0..(a[3] - a[1]).min(b[3] - b[1]) {
            let mut spans = [(0, 0); 2];
            for (k, of) in [a, b].into_iter().enumerate() {
                let start = (of[1] + row) * blocks.columns;
                let line = &self.solid[start..][of[0]..of[2]];
                let first = line.iter().position(|solid| *solid).unwrap_or(0);
                let end = line
                    .iter()
                    .rposition(|solid| *solid)
                    .map_or(0, |last| last + 1);
                spans[k] = (first, end);
                for at in start + of[0] + first..start + of[0] + end.max(first) {
                    let step = i64::from(blocks.means[at]) - i64::from(blocks.means[at - 1]);
                    texture[k] += step * step;
                    count[k] += 1;
                }
            }
            let [(f, e), (g, h)] = spans;
            let shared = e.min(h).saturating_sub(f.max(g));
            both += shared;
            either += (e - f) + (h - g) - shared;
        }
        let mean = [0, 1].map(|k| texture[k] / count[k]);
        let alive = mean[0] < TEXTURE_RATIO * mean[1] && mean[1] < TEXTURE_RATIO * mean[0];
        alive && both * 100 >= either * least
    }
}
