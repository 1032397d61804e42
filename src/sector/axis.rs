//! How one axis of a picture is resized: which source pixels make an output pixel, and how much
//! each weighs. Integers only, so that every machine makes the same bytes.
//!
//! Knows lengths; must not know pictures.

/// The source pixels that make one output pixel.
#[derive(Clone, Copy, Debug)]
pub(super) struct Tap {
    /// First source pixel, from the start of the axis.
    pub first: usize,
    /// Where this tap's weights begin in [`Axis::weights`].
    start: usize,
    /// Number of source pixels.
    pub count: usize,
}

/// The resizing of one axis.
#[derive(Clone, Debug, Default)]
pub(super) struct Axis {
    taps: Vec<Tap>,
    weights: Vec<u16>,
}

impl Axis {
    /// From `from` source pixels to `to` output pixels: area average when shrinking, linear when
    /// growing. Empty where either length is zero. The weights of each output pixel sum to `one`,
    /// at most 65535.
    pub fn new(from: usize, to: usize, one: u16) -> Self {
        let one = usize::from(one);
        let mut axis = Self::default();
        if from == 0 {
            return axis;
        }
        for i in 0..to {
            if to < from {
                axis.push_area(i, from, to, one);
            } else {
                axis.push_linear(i, from, to, one);
            }
        }
        axis
    }

    /// Output pixels with their weights.
    pub fn iter(&self) -> impl Iterator<Item = (Tap, &[u16])> {
        self.taps
            .iter()
            .map(|tap| (*tap, &self.weights[tap.start..tap.start + tap.count]))
    }

    /// In units of `1 / to` source pixels, output pixel `i` covers `i * from .. (i + 1) * from`
    /// and source pixel `k` covers `k * to .. (k + 1) * to`. Differences of rounded running sums
    /// keep the total exact.
    fn push_area(&mut self, i: usize, from: usize, to: usize, one: usize) {
        let (low, high) = (i * from, (i + 1) * from);
        let (first, end) = (low / to, high.div_ceil(to));
        let start = self.weights.len();
        let share = |edge: usize| {
            let covered = edge.clamp(low, high) - low;
            (covered * one + from / 2) / from
        };
        for k in first..end {
            self.weights
                .push((share((k + 1) * to) - share(k * to)) as u16);
        }
        self.taps.push(Tap {
            first,
            start,
            count: end - first,
        });
    }

    /// In units of `1 / (2 * to)` source pixels, the centre of output pixel `i` lies at
    /// `(2 * i + 1) * from - to` from the centre of source pixel 0.
    fn push_linear(&mut self, i: usize, from: usize, to: usize, one: usize) {
        let centre = ((2 * i + 1) * from).saturating_sub(to);
        let first = (centre / (2 * to)).min(from - 1);
        let rest = centre - first * 2 * to;
        let second = if first + 1 < from {
            (rest * one + to) / (2 * to)
        } else {
            0
        };
        let start = self.weights.len();
        self.weights.push((one - second) as u16);
        if second > 0 {
            self.weights.push(second as u16);
        }
        self.taps.push(Tap {
            first,
            start,
            count: self.weights.len() - start,
        });
    }
}

#[cfg(test)]
mod tests {
    use super::Axis;

    const ONE: u16 = 4096;

    #[test]
    fn weights_of_every_output_pixel_sum_to_one_and_stay_inside() {
        for from in 1..70 {
            for to in 1..70 {
                let axis = Axis::new(from, to, ONE);
                assert_eq!(axis.iter().count(), to);
                for (tap, weights) in axis.iter() {
                    assert_eq!(weights.iter().sum::<u16>(), ONE, "{from} to {to}");
                    assert!(tap.first + tap.count <= from, "{from} to {to}");
                }
            }
        }
    }

    #[test]
    fn halving_averages_pairs_and_same_length_copies() {
        let half: Vec<_> = Axis::new(8, 4, ONE)
            .iter()
            .map(|(t, w)| (t.first, w.to_vec()))
            .collect();
        assert_eq!(half[1], (2, vec![ONE / 2, ONE / 2]));
        for (i, (tap, weights)) in Axis::new(5, 5, ONE).iter().enumerate() {
            assert_eq!((tap.first, weights), (i, &[ONE][..]));
        }
    }
}
