//! Resampling of the crop: area averaging where it shrinks, bilinear where it grows.
//!
//! Integer arithmetic with weights that sum to exactly [`ONE`], so that every machine draws the
//! same bytes.

/// A weight of one, fixed point.
const ONE: u32 = 1 << 14;

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
    weights: Vec<u32>,
}

impl Axis {
    /// Prepares `from` samples becoming `to`; free where nothing changed.
    fn prepare(&mut self, from: usize, to: usize) {
        if (self.from, self.to) == (from, to) {
            return;
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
            self.weights.push((covered - given) as u32);
            given = covered;
        }
        self.push(first, start);
    }

    /// Output pixel `i` has its centre at `(i + 0.5) * from / to - 0.5` samples.
    fn interpolate(&mut self, i: u64, from: u64, to: u64) {
        let twice = ((2 * i + 1) * from).saturating_sub(to);
        let (first, rest) = (twice / (2 * to), twice % (2 * to));
        let right = (rest * u64::from(ONE) / (2 * to)) as u32;
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

    fn weights(&self, tap: Tap) -> &[u32] {
        &self.weights[tap.start as usize..(tap.start + tap.count) as usize]
    }

    /// Where the axis grows: for each output pixel two samples and their weights. The last sample stands for the one
    /// behind it, with a weight of 0.
    fn pairs(&self) -> Option<impl Iterator<Item = ([usize; 2], [u32; 2])>> {
        let pair = |tap: &Tap| {
            let first = tap.first as usize;
            match self.weights(*tap) {
                [left, right] => ([first, first + 1], [*left, *right]),
                weights => ([first, first], [weights.first().copied().unwrap_or(ONE), 0]),
            }
        };
        (self.from <= self.to).then(|| self.taps.iter().map(pair))
    }
}

/// Scales pictures, keeping its tables and buffers between them.
#[derive(Clone, Debug, Default)]
pub struct Scaler {
    across: Axis,
    down: Axis,
    /// Where the picture grows: the samples and weights across.
    pairs: Vec<([usize; 2], [u32; 2])>,
    lines: Vec<u16>,
    sums: Vec<u32>,
    out: Vec<u8>,
}

impl Scaler {
    /// Scales `width` by `height` grey levels to `out_width` by `out_height`; the result is valid
    /// until the next call. All sides are at least 1, and `luma` holds at least the whole picture.
    pub fn scale(
        &mut self,
        luma: &[u8],
        (width, height): (usize, usize),
        (out_width, out_height): (usize, usize),
    ) -> &[u8] {
        self.across.prepare(width, out_width);
        self.down.prepare(height, out_height);
        self.scale_across(&luma[..width * height], width, out_width);
        self.scale_down(out_width);
        &self.out
    }

    /// Fills `lines` with every source row at the output's width, in 1/256 grey levels.
    fn scale_across(&mut self, luma: &[u8], width: usize, out_width: usize) {
        self.lines.resize(luma.len() / width * out_width, 0);
        self.pairs.clear();
        if let Some(pairs) = self.across.pairs() {
            self.pairs.extend(pairs);
            let rows = luma.chunks_exact(width);
            for (row, line) in rows.zip(self.lines.chunks_exact_mut(out_width)) {
                for (out, ([a, b], [v, w])) in line.iter_mut().zip(&self.pairs) {
                    *out = ((v * u32::from(row[*a]) + w * u32::from(row[*b])) >> 6) as u16;
                }
            }
            return;
        }
        for (row, line) in luma
            .chunks_exact(width)
            .zip(self.lines.chunks_exact_mut(out_width))
        {
            for (out, tap) in line.iter_mut().zip(&self.across.taps) {
                let samples = &row[tap.first as usize..];
                let weighted = self.across.weights(*tap).iter().zip(samples);
                let sum: u32 = weighted.map(|(w, s)| w * u32::from(*s)).sum();
                *out = (sum >> 6) as u16;
            }
        }
    }

    /// Fills `out` with weighted sums of `lines`.
    fn scale_down(&mut self, out_width: usize) {
        self.out.resize(self.down.to * out_width, 0);
        if let Some(pairs) = self.down.pairs() {
            let line = |at: usize| &self.lines[at * out_width..(at + 1) * out_width];
            for (out, ([a, b], [v, w])) in self.out.chunks_exact_mut(out_width).zip(pairs) {
                for ((out, a), b) in out.iter_mut().zip(line(a)).zip(line(b)) {
                    *out = ((v * u32::from(*a) + w * u32::from(*b) + (1 << 21)) >> 22) as u8;
                }
            }
            return;
        }
        self.sums.resize(out_width, 0);
        for (out, tap) in self.out.chunks_exact_mut(out_width).zip(&self.down.taps) {
            // Half a grey level, for rounding; the largest sum is 65,280 * ONE and fits.
            self.sums.fill(1 << 21);
            let lines = self.lines[tap.first as usize * out_width..].chunks_exact(out_width);
            for (line, &weight) in lines.zip(self.down.weights(*tap)) {
                for (sum, &value) in self.sums.iter_mut().zip(line) {
                    *sum += u32::from(value) * weight;
                }
            }
            for (out, sum) in out.iter_mut().zip(&self.sums) {
                *out = (sum >> 22) as u8;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn scaled(luma: &[u8], from: (usize, usize), to: (usize, usize)) -> Vec<u8> {
        Scaler::default().scale(luma, from, to).to_vec()
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
    }

    #[test]
    fn flat_pictures_stay_flat_at_any_size() {
        for (from, to) in [((7, 5), (13, 3)), ((640, 3), (41, 8)), ((3, 640), (3, 409))] {
            for grey in [0, 1, 128, 255] {
                let out = scaled(&vec![grey; from.0 * from.1], from, to);
                assert!(out.iter().all(|v| *v == grey), "{from:?} {to:?} {grey}");
            }
        }
    }
}
