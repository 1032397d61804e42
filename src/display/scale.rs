//! Resampling of the crop: area averaging where it shrinks, bilinear where it grows.
//!
//! Down first, then across, a row at a time: what a row needs stays in the nearest cache. Integer arithmetic with
//! weights that sum to exactly [`ONE`], so that every machine draws the same bytes.

use std::ops::Range;

/// A weight of one, fixed point: 255 times that fits 15 bits, which every vector unit multiplies by the register.
const ONE: u16 = 1 << 7;
/// What two weights of one have made of a grey level, and half a level, for rounding.
const SHIFT: u32 = 14;
const HALF: i32 = 1 << (SHIFT - 1);
/// Output pixels that are made together.
const GROUP: usize = 8;

/// The source samples of one output pixel: the first index and where its weights lie.
#[derive(Clone, Copy, Debug)]
struct Tap {
    first: u32,
    start: u32,
    count: u32,
}

/// Weights along one axis.
#[derive(Clone, Debug, Default)]
struct Axis {
    from: usize,
    to: usize,
    taps: Vec<Tap>,
    weights: Vec<u16>,
}

impl Axis {
    /// Prepares `from` samples becoming `to`, and says whether anything changed.
    fn prepare(&mut self, from: usize, to: usize) -> bool {
        if (self.from, self.to) == (from, to) {
            return false;
        }
        (self.from, self.to) = (from, to);
        self.taps.clear();
        self.weights.clear();
        for i in 0..to as u64 {
            if from > to {
                self.average(i, from as u64, to as u64);
            } else {
                self.interpolate(i, from as u64, to as u64);
            }
        }
        true
    }

    /// Output pixel `i` covers `i * from .. (i + 1) * from` in units of 1/`to` sample.
    fn average(&mut self, i: u64, from: u64, to: u64) {
        let (lo, hi) = (i * from, (i + 1) * from);
        let (first, last) = (lo / to, (hi - 1) / to);
        let start = self.weights.len();
        let mut given = 0;
        for s in first..=last {
            // Differences of rounded running sums add up to ONE exactly.
            let covered = (hi.min((s + 1) * to) - lo) * u64::from(ONE) / from;
            self.weights.push((covered - given) as u16);
            given = covered;
        }
        self.push(first, start);
    }

    /// Output pixel `i` has its centre at `(i + 0.5) * from / to - 0.5` samples.
    fn interpolate(&mut self, i: u64, from: u64, to: u64) {
        let twice = ((2 * i + 1) * from).saturating_sub(to);
        let (first, rest) = (twice / (2 * to), twice % (2 * to));
        let right = (rest * u64::from(ONE) / (2 * to)) as u16;
        let start = self.weights.len();
        if first + 1 < from {
            self.weights.extend([ONE - right, right]);
        } else {
            self.weights.push(ONE);
        }
        self.push(first, start);
    }

    fn push(&mut self, first: u64, start: usize) {
        let count = (self.weights.len() - start) as u32;
        self.taps.push(Tap {
            first: first as u32,
            start: start as u32,
            count,
        });
    }

    fn weights(&self, tap: Tap) -> &[u16] {
        &self.weights[tap.start as usize..(tap.start + tap.count) as usize]
    }
}

/// Neighbouring output pixels, each made of up to `2 * PAIRS` samples: these lie within `WINDOW` samples of each other,
/// which are loaded without asking for each whether it is there.
#[derive(Clone, Debug)]
struct Group<const PAIRS: usize, const WINDOW: usize> {
    /// The first sample of the first of them.
    first: usize,
    /// From there, the first sample of each.
    left: [u8; GROUP],
    /// How much of each two samples, together [`ONE`].
    shares: [[[i16; 2]; GROUP]; PAIRS],
}

/// What a picture that grows is made of, and one that shrinks to no less than a third.
type Growing = Group<1, 16>;
type Shrinking = Group<2, 32>;
/// The largest window.
const WINDOW: usize = 32;

impl<const PAIRS: usize, const WINDOW: usize> Group<PAIRS, WINDOW> {
    /// All of an axis; none where an output pixel is made of more samples than fit.
    fn all(axis: &Axis, groups: &mut Vec<Self>) {
        groups.clear();
        let fits = |taps: &[Tap]| {
            let first = taps.first().map_or(0, |tap| tap.first as usize);
            taps.iter().all(|tap| {
                tap.count as usize <= 2 * PAIRS && tap.first as usize - first + 2 * PAIRS <= WINDOW
            })
        };
        if axis.taps.chunks(GROUP).all(fits) {
            groups.extend(axis.taps.chunks(GROUP).map(|taps| Self::new(axis, taps)));
        }
    }

    fn new(axis: &Axis, taps: &[Tap]) -> Self {
        let first = taps.first().map_or(0, |tap| tap.first);
        let mut group = Self {
            first: first as usize,
            left: [0; GROUP],
            shares: [[[0; 2]; GROUP]; PAIRS],
        };
        for (at, tap) in taps.iter().enumerate() {
            group.left[at] = (tap.first - first) as u8;
            for (n, weight) in axis.weights(*tap).iter().enumerate() {
                group.shares[n / 2][at][n % 2] = *weight as i16;
            }
        }
        group
    }

    #[inline(always)]
    fn fill(&self, window: &[u32; WINDOW], out: &mut [u8; GROUP]) {
        let mut sums = [HALF; GROUP];
        for (further, shares) in self.shares.iter().enumerate() {
            let mut pairs = [0; GROUP];
            for (pair, at) in pairs.iter_mut().zip(self.left) {
                *pair = window[(usize::from(at) + 2 * further) % WINDOW];
            }
            for ((sum, pair), [left, right]) in sums.iter_mut().zip(pairs).zip(shares) {
                // In 16 bits with a sign, as vector units multiply and add pairs.
                *sum += i32::from(pair as i16) * i32::from(*left)
                    + i32::from((pair >> 16) as i16) * i32::from(*right);
            }
        }
        for (out, sum) in out.iter_mut().zip(sums) {
            *out = (sum >> SHIFT) as u8;
        }
    }
}

/// A row of the output from pairs of a line's samples of which those from `lit` are not all 0: what is black on either
/// side, as it is beside a fan, is not worked out.
#[inline(always)]
fn row_of<const PAIRS: usize, const WINDOW: usize>(
    groups: &[Group<PAIRS, WINDOW>],
    pairs: &[u32],
    lit: &Range<usize>,
    out: &mut [u8],
) {
    let outs = out.as_chunks_mut::<GROUP>().0;
    for (group, out) in groups.iter().zip(outs) {
        match pairs[group.first..].first_chunk() {
            Some(window) if group.first + WINDOW > lit.start && group.first < lit.end => {
                group.fill(window, out);
            }
            _ => *out = [0; GROUP],
        }
    }
}

/// Scales pictures, keeping its tables and buffers between them.
#[derive(Clone, Debug, Default)]
pub struct Scaler {
    across: Axis,
    down: Axis,
    growing: Vec<Growing>,
    shrinking: Vec<Shrinking>,
    /// A row of the output at the source's width, in units of 1/[`ONE`] grey level; then its last sample, again.
    line: Vec<u16>,
    /// Each of its samples, and in the upper half the next one.
    pairs: Vec<u32>,
    out: Vec<u8>,
}

impl Scaler {
    /// Scales `width` by `height` grey levels to `out_width` by `out_height` and gives each row, from the top. All
    /// sides are at least 1, and `luma` holds at least the whole picture.
    pub fn scale(
        &mut self,
        luma: &[u8],
        (width, height): (usize, usize),
        (out_width, out_height): (usize, usize),
        mut give: impl FnMut(&[u8]),
    ) {
        self.down.prepare(height, out_height);
        if self.across.prepare(width, out_width) {
            Growing::all(&self.across, &mut self.growing);
            Shrinking::all(&self.across, &mut self.shrinking);
        }
        self.line.resize(width + WINDOW + 1, 0);
        self.pairs.resize(width + WINDOW, 0);
        self.out.resize(out_width.next_multiple_of(GROUP), 0);
        for at in 0..out_height {
            self.row(&luma[..width * height], width, at);
            give(&self.out[..out_width]);
        }
    }

    /// Fills `out` with an output row.
    fn row(&mut self, luma: &[u8], width: usize, at: usize) {
        #[cfg(target_arch = "x86_64")]
        if is_x86_feature_detected!("avx2") {
            // SAFETY: the processor has AVX2.
            unsafe { self.row_avx2(luma, width, at) };
            return;
        }
        self.row_anywhere(luma, width, at);
    }

    /// As [`Self::row_anywhere`], translated for vectors twice as wide as those that every x86-64 has.
    #[cfg(target_arch = "x86_64")]
    #[target_feature(enable = "avx2")]
    fn row_avx2(&mut self, luma: &[u8], width: usize, at: usize) {
        self.row_anywhere(luma, width, at);
    }

    #[inline(always)]
    fn row_anywhere(&mut self, luma: &[u8], width: usize, at: usize) {
        self.row_down(luma, width, at);
        self.row_across();
    }

    /// Fills `line` with the weighted sum of the source's rows for an output row.
    #[inline(always)]
    fn row_down(&mut self, luma: &[u8], width: usize, at: usize) {
        let tap = self.down.taps[at];
        let (line, rest) = self.line.split_at_mut(width);
        let rows = luma[tap.first as usize * width..].chunks_exact(width);
        match self.down.weights(tap) {
            [above, below] => {
                let mut rows = rows;
                let pair = rows.next().zip(rows.next());
                let (upper, lower) = pair.unwrap_or((&[], &[]));
                for ((sum, a), b) in line.iter_mut().zip(upper).zip(lower) {
                    *sum = u16::from(*a) * above + u16::from(*b) * below;
                }
            }
            weights => {
                line.fill(0);
                for (row, weight) in rows.zip(weights) {
                    for (sum, value) in line.iter_mut().zip(row) {
                        *sum += u16::from(*value) * weight;
                    }
                }
            }
        }
        rest.fill(line.last().copied().unwrap_or(0));
    }

    /// Fills `out` with an output row from `line`.
    #[inline(always)]
    fn row_across(&mut self) {
        if self.shrinking.is_empty() {
            self.shrink_far();
            return;
        }
        let is_lit = |v: &u16| *v != 0;
        let first = self.line.iter().position(is_lit);
        let last = self.line.iter().rposition(is_lit);
        let lit = first
            .zip(last)
            .map_or(0..0, |(first, last)| first..last + 1);
        let samples = self.line.iter().zip(&self.line[1..]);
        for (pair, (left, right)) in self.pairs.iter_mut().zip(samples) {
            *pair = u32::from(*left) | u32::from(*right) << 16;
        }
        if self.growing.is_empty() {
            row_of(&self.shrinking, &self.pairs, &lit, &mut self.out);
        } else {
            row_of(&self.growing, &self.pairs, &lit, &mut self.out);
        }
    }

    /// As [`Self::row_across`], of any number of samples each.
    fn shrink_far(&mut self) {
        for (out, tap) in self.out.iter_mut().zip(&self.across.taps) {
            let samples = &self.line[tap.first as usize..];
            let weighted = self.across.weights(*tap).iter().zip(samples);
            let sum: i32 = weighted.map(|(w, s)| i32::from(*w) * i32::from(*s)).sum();
            *out = ((sum + HALF) >> SHIFT) as u8;
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn scaled(luma: &[u8], from: (usize, usize), to: (usize, usize)) -> Vec<u8> {
        let mut out = Vec::new();
        Scaler::default().scale(luma, from, to, |row| out.extend_from_slice(row));
        out
    }

    #[test]
    fn shrinking_averages_areas() {
        assert_eq!(scaled(&[0, 100, 200, 100], (4, 1), (2, 1)), [50, 150]);
        assert_eq!(scaled(&[0, 90, 180], (3, 1), (2, 1)), [30, 150]);
        assert_eq!(scaled(&[10, 20, 30, 40], (2, 2), (1, 1)), [25]);
    }

    #[test]
    fn growing_interpolates_between_centres() {
        assert_eq!(scaled(&[0, 100], (2, 1), (4, 1)), [0, 25, 75, 100]);
        assert_eq!(scaled(&[7], (1, 1), (3, 2)), [7; 6]);
        let ramp: Vec<u8> = (0..40).map(|v| v * 6).collect();
        let out = scaled(&ramp, (40, 1), (100, 1));
        for (at, value) in out.iter().enumerate() {
            let centre = ((at as f32 + 0.5) * 0.4 - 0.5).clamp(0.0, 39.0) * 6.0;
            assert!(
                (f32::from(*value) - centre).abs() <= 1.0,
                "{at}: {value} for {centre}"
            );
        }
    }

    #[test]
    fn a_picture_of_the_same_size_stays_as_it_is() {
        let luma: Vec<u8> = (0..19 * 11).map(|v| (v * 37 % 256) as u8).collect();
        assert_eq!(scaled(&luma, (19, 11), (19, 11)), luma);
    }

    #[test]
    fn flat_pictures_stay_flat_at_any_size() {
        for (from, to) in [
            ((7, 5), (13, 3)),
            ((640, 3), (41, 8)),
            ((3, 640), (3, 409)),
            ((5, 5), (640, 480)),
        ] {
            for grey in [0, 1, 128, 255] {
                let out = scaled(&vec![grey; from.0 * from.1], from, to);
                assert_eq!(out.len(), to.0 * to.1);
                assert!(out.iter().all(|v| *v == grey), "{from:?} {to:?} {grey}");
            }
        }
    }

    proptest! {
        /// Samples that are taken together are weighed as each by itself.
        #[test]
        fn rows_are_the_same_however_they_are_made(
            luma in prop::collection::vec(any::<u8>(), 400),
            (width, out_width) in (1_usize..400, 1_usize..900),
            black in 0_usize..400,
        ) {
            let mut luma = luma;
            luma[..black].fill(0);
            let (from, to) = ((width, 1), (out_width, 1));
            let (mut scaler, mut near, mut far) = (Scaler::default(), Vec::new(), Vec::new());
            scaler.scale(&luma, from, to, |row| near.extend_from_slice(row));
            (scaler.growing, scaler.shrinking) = (Vec::new(), Vec::new());
            scaler.scale(&luma, from, to, |row| far.extend_from_slice(row));
            prop_assert_eq!(near, far);
        }
    }
}
