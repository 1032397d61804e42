//! Medians and spreads of any number of values in bounded memory.

/// How many bins a sketch has.
const BINS: u16 = 600;

/// A histogram over a fixed range: exact to a bin, whatever the order and the number of the values.
/// 2400 bytes.
#[derive(Clone, Debug)]
pub struct Sketch {
    counts: Box<[u32]>,
    count: u32,
    low: f32,
    high: f32,
}

impl Sketch {
    pub fn new([low, high]: [f32; 2]) -> Self {
        Self {
            counts: vec![0; usize::from(BINS)].into_boxed_slice(),
            count: 0,
            low,
            high,
        }
    }

    /// Takes a value in; one outside of the range counts at its end, one that is no number not at
    /// all. Stops at four milliard values.
    pub fn add(&mut self, value: f32) {
        if value.is_nan() || self.count == u32::MAX {
            return;
        }
        let share = ((value - self.low) / (self.high - self.low)).clamp(0.0, 1.0);
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "0 to BINS"
        )]
        let bin = (share * f32::from(BINS)) as usize;
        self.counts[bin.min(usize::from(BINS) - 1)] += 1;
        self.count += 1;
    }

    pub fn count(&self) -> u32 {
        self.count
    }

    /// Median and robust standard deviation: 0.7413 of the distance between the quartiles, which is the
    /// standard deviation of what is normally distributed. `None` without values.
    pub fn median_and_spread(&self) -> Option<(f32, f32)> {
        let quartiles = [0.25, 0.5, 0.75].map(|share| self.quantile(share));
        let [low, median, high] = quartiles;
        Some((median?, 0.741_3 * (high? - low?)))
    }

    /// The value below which that share of all lies, straight within a bin.
    fn quantile(&self, share: f64) -> Option<f32> {
        let wanted = share * f64::from(self.count);
        let mut below = 0.0;
        let mut bins = self
            .counts
            .iter()
            .zip(0_u16..)
            .filter(|(count, _)| **count > 0);
        let (bin, part) = bins.find_map(|(count, bin)| {
            let count = f64::from(*count);
            below += count;
            (below >= wanted).then(|| (bin, 1.0 - (below - wanted) / count))
        })?;
        #[expect(clippy::cast_possible_truncation, reason = "within the range")]
        let place = ((f64::from(bin) + part) / f64::from(BINS)) as f32;
        Some(self.low + place * (self.high - self.low))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_median_and_spread_are_those_of_the_values_in_whichever_order() {
        let mut sketch = Sketch::new([0.0, 3.0]);
        assert_eq!(sketch.median_and_spread(), None);
        for k in 0..1001_u16 {
            // All thousandths from 1 to 2, not in their order.
            sketch.add(1.0 + f32::from(k * 7 % 1001) / 1000.0);
        }
        sketch.add(f32::NAN);
        let (median, spread) = sketch.median_and_spread().unwrap();
        assert!((median - 1.5).abs() < 0.005, "{median}");
        assert!((spread - 0.370_65).abs() < 0.005, "{spread}");
        assert_eq!(sketch.count(), 1001);
    }

    #[test]
    fn what_is_out_of_range_counts_at_its_end() {
        let mut sketch = Sketch::new([-1.0, 1.0]);
        for value in [f32::INFINITY, 50.0, f32::NEG_INFINITY] {
            sketch.add(value);
        }
        let (median, _) = sketch.median_and_spread().unwrap();
        assert!((0.99..=1.0).contains(&median), "{median}");
    }
}
