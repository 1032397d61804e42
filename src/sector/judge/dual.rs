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
/// How like each other pictures have to be.
#[derive(Clone, Copy, Debug)]
struct Bar {
    /// Columns of pixels of a gap have so much of their flanks' brightness at most, per cent.
    gap: u32,
    /// Rows of the screen that may be lit in a gap, per cent of those looked at: what lies over a shadow is
    /// lit, as the tissue above a spine, and letters that cross a gap are few rows.
    gap_lit: usize,
    /// Sizes and places of two outlines differ by this much at most, per cent: with a gap between them
    /// within one find, and of a find and what lies beside it.
    size: [usize; 2],
    /// Least share that two outlines have in common, per cent of both together, in the same two cases.
    common: [usize; 2],
}

/// What a screen has to reach to be taken for several pictures, and to stay so. Set on the phantoms of the seeds
/// 300 to 313 (docs/judgement.md): of 16,245 frames with one picture none reaches the first, 5 reach the second.
const BARS: [Bar; 2] = [
    Bar {
        gap: 50,
        gap_lit: 10,
        size: [25, 25],
        common: [55, 70],
    },
    Bar {
        gap: 60,
        gap_lit: 15,
        size: [30, 30],
        common: [50, 62],
    },
];
/// A pixel of a gap is lit from this brightness on, grey levels.
const GAP_LIT_MIN: u8 = 24;
/// The gap within one find lies so far from its middle at most, per cent of its breadth.
const AMID_PERCENT: usize = 12;
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

/// What may be a gap: its column of blocks, its brightness against the darker flank's and the share of its
/// rows that are lit, both per cent.
struct Gap {
    at: usize,
    dark: u32,
    lit: usize,
}

/// How alike two pictures' outlines are: the largest difference of their sizes and places, and what they have
/// in common, both per cent.
struct Alike {
    size: usize,
    common: usize,
}

impl Dual {
    /// Whether the screen shows more than one picture, of which the field is one or all: by the bar
    /// to be taken for several, and by the lower one to stay so.
    pub fn shows(&mut self, frame: &Frame, blocks: &Blocks, field: &Field) -> [bool; 2] {
        let [left, top, right, bottom] = field.bounds;
        let (width, columns) = (right.saturating_sub(left), blocks.columns);
        if width < 8 || bottom < top + 8 {
            return [false; 2];
        }
        self.solidify(blocks);
        let gap = self.gap(frame, blocks.side, field.bounds);
        let parted = gap.as_ref().and_then(|gap| {
            let (one, other) = ([left, top, gap.at, bottom], [gap.at, top, right, bottom]);
            self.alike(blocks, one, other)
        });
        let reach = width + width / 5;
        let beside = [left, right].map(|at| {
            let one = [at.saturating_sub(reach), top, at, bottom];
            let other = [at, top, (at + reach).min(columns), bottom];
            self.alike(blocks, one, other)
        });
        BARS.map(|bar| {
            let dark = gap
                .as_ref()
                .is_some_and(|gap| gap.dark <= bar.gap && gap.lit <= bar.gap_lit);
            let meets = |alike: &Option<Alike>, route: usize| {
                alike
                    .as_ref()
                    .is_some_and(|a| a.size <= bar.size[route] && a.common >= bar.common[route])
            };
            dark && meets(&parted, 0) || beside.iter().any(|alike| meets(alike, 1))
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

    /// The darkest column about the middle of these bounds.
    fn gap(
        &mut self,
        frame: &Frame,
        side: usize,
        [left, top, right, bottom]: Bounds,
    ) -> Option<Gap> {
        let (from, to) = (left * side, (right * side).min(frame.width));
        self.sums.clear();
        self.sums.resize(to.checked_sub(from)?, 0);
        let lines = || {
            let lines = frame.luma.chunks_exact(frame.width.max(1));
            lines.take(bottom * side).skip(top * side).step_by(3)
        };
        for line in lines() {
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
        let lit = lines().filter(|line| line[from + at] >= GAP_LIT_MIN);
        Some(Gap {
            at: (from + at) / side,
            dark: self.sums[at] * 100 / sides[0].min(sides[1]).max(1),
            lit: lit.count() * 100 / lines().count().max(1),
        })
    }

    /// How alike the outlines of the pictures in two parts of the screen are; `None` where there are none that
    /// are large enough and of like texture.
    fn alike(&self, blocks: &Blocks, one: Bounds, other: Bounds) -> Option<Alike> {
        let (a, b) = (self.extent(blocks, one)?, self.extent(blocks, other)?);
        let size = |[l, t, r, b]: Bounds| [r - l, b - t];
        let ([aw, ah], [bw, bh]) = (size(a), size(b));
        let large = aw.min(bw) * 100 >= blocks.columns * SIDE_PERCENT
            && ah.min(bh) * 100 >= blocks.rows * SIDE_PERCENT;
        let differ = |x: usize, y: usize, of: usize| (x.abs_diff(y) * 100).div_ceil(of);
        let sizes = [
            differ(a[1], b[1], ah),
            differ(a[3], b[3], ah),
            differ(aw, bw, aw.max(bw)),
        ];
        Some(Alike {
            size: sizes.into_iter().max()?,
            common: self.common(blocks, a, b).filter(|_| large)?,
        })
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

    /// Share of their area that the outlines have in common, per cent of both together; `None` where the
    /// textures differ.
    fn common(&self, blocks: &Blocks, a: Bounds, b: Bounds) -> Option<usize> {
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
        alive.then(|| both * 100 / either.max(1))
    }
}
