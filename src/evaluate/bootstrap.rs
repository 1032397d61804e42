//! Percentile intervals by resampling clips (Efron and Tibshirani, An Introduction to the
//! Bootstrap, 1993, chapter 13). Frames of one clip are alike, so that resampling frames would make
//! intervals far too narrow.

use serde::Serialize;

/// How many resamples are drawn.
const DRAWS: usize = 1000;
/// Start of the draws: the same clips give the same intervals.
const SEED: u64 = 0x5EC0_4D2E_ADE2;

/// A figure and its 95 % interval.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize)]
pub struct Estimate {
    /// The figure over all clips; `None` where there is nothing to count.
    pub value: Option<f64>,
    /// Lower end of the interval; `None` where there are fewer than two clips.
    pub low: Option<f64>,
    /// Upper end of the interval.
    pub high: Option<f64>,
}

impl Estimate {
    /// A figure with the percentiles 2.5 and 97.5 of its draws. Draws in which there was nothing to
    /// count are left out.
    pub(super) fn new(value: Option<f64>, draws: impl Iterator<Item = Option<f64>>) -> Self {
        let mut draws: Vec<f64> = draws.flatten().collect();
        draws.sort_by(f64::total_cmp);
        let known = value.is_some() && draws.len() > 1;
        let end = |share| known.then(|| percentile(&draws, share));
        Self {
            value,
            low: end(0.025),
            high: end(0.975),
        }
    }

    /// The interval, where there is one.
    #[must_use]
    pub fn interval(&self) -> Option<(f64, f64)> {
        self.low.zip(self.high)
    }
}

/// Linear between neighbours. `sorted` is not empty.
pub(super) fn percentile(sorted: &[f64], share: f64) -> f64 {
    let at = share * (sorted.len() - 1) as f64;
    let below = at.floor();
    let (low, high) = (sorted[below as usize], sorted[at.ceil() as usize]);
    low + (high - low) * (at - below)
}

/// For each draw how often each of `clips` is in it; no draws of fewer than two clips. Two sets of
/// as many clips get the same draws, so that they can be compared pair by pair.
pub(super) fn draws(clips: usize) -> impl Iterator<Item = Vec<u32>> {
    let mut state = SEED;
    let count = if clips < 2 { 0 } else { DRAWS };
    (0..count).map(move |_| {
        let mut weights = vec![0; clips];
        for _ in 0..clips {
            let at = (u128::from(next(&mut state)) * clips as u128) >> 64;
            weights[at as usize] += 1;
        }
        weights
    })
}

/// SplitMix64 (Steele et al., OOPSLA 2014).
fn next(state: &mut u64) -> u64 {
    *state = state.wrapping_add(0x9E37_79B9_7F4A_7C15);
    let mut z = *state;
    z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    z ^ (z >> 31)
}

#[cfg(test)]
mod tests {
    use super::{DRAWS, Estimate, draws, percentile};

    #[test]
    fn draws_hold_as_many_clips_as_there_are_and_are_repeatable() {
        let all: Vec<_> = draws(5).collect();
        assert_eq!(all.len(), DRAWS);
        assert!(
            all.iter()
                .all(|w| w.len() == 5 && w.iter().sum::<u32>() == 5)
        );
        assert_eq!(all, draws(5).collect::<Vec<_>>());
        // Each clip is as often in them as the others, to within four standard deviations.
        for clip in 0..5 {
            let times: u32 = all.iter().map(|w| w[clip]).sum();
            assert!((887..1113).contains(&times), "{times}");
        }
        assert_eq!(draws(1).count(), 0);
    }

    #[test]
    fn an_interval_of_a_mean_is_that_of_the_textbook() {
        // The mean of 50 zeros and 50 ones: 0.5 with a standard error of 0.05.
        let mean = |w: Vec<u32>| Some(f64::from(w[..50].iter().sum::<u32>()) / 100.0);
        let estimate = Estimate::new(Some(0.5), draws(100).map(mean));
        let (low, high) = estimate.interval().unwrap();
        assert!((low - 0.402).abs() < 0.015, "{low}");
        assert!((high - 0.598).abs() < 0.015, "{high}");
    }

    #[test]
    fn percentiles_lie_between_neighbours() {
        assert_eq!(percentile(&[1.0, 2.0, 4.0], 0.75), 3.0);
        assert_eq!(percentile(&[7.0], 0.975), 7.0);
        let unknown = Estimate::new(None, [Some(1.0), Some(2.0)].into_iter());
        assert_eq!(unknown, Estimate::default());
        let lone = Estimate::new(Some(0.5), std::iter::empty());
        assert_eq!((lone.value, lone.interval()), (Some(0.5), None));
    }
}
