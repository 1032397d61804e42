//! Whether beat follows beat evenly: how much better an even heart explains the waves of the beats than an uneven one.
//!
//! The wave of each beat (of the heart's rate, and of its double) is a complex number. In an even heart all of
//! them are one number, and noise; where lengths vary by a spread s, waves that lie k beats apart share
//! exp(-(2 pi h s)^2 k / 2) of their power, h being 1 for the rate and 2 for its double. Both are normally
//! distributed with unknown powers of wave and noise: each is taken at its best noise, and the two likelihoods are
//! held against each other. Noise makes the answer undecided, not uneven.

/// Most beats in a window: 240 a minute, 6.4 s.
const BEATS_MAX: usize = 28;
/// Fewer samples of a beat say nothing of it.
const SAMPLES_OF_BEAT_MIN: f64 = 4.0;
/// Fewer beats say nothing of how they follow each other.
const BEATS_MIN: usize = 4;
/// Spread of the length of a beat of the heart that is called uneven, a share.
const UNEVEN: f64 = 0.15;
/// Powers of noise against the wave's that are tried.
const NOISES: [f64; 8] = [0.05, 0.12, 0.3, 0.7, 1.7, 4.0, 10.0, 25.0];

/// The waves of the beats in a window.
#[derive(Clone, Copy, Debug)]
pub(super) struct Beats {
    /// By beat: sums of the samples times cosine and sine, of the rate and of its double; how many samples.
    sums: [[f64; 5]; BEATS_MAX],
}

impl Beats {
    pub const fn new() -> Self {
        Self {
            sums: [[0.0; 5]; BEATS_MAX],
        }
    }

    /// Takes a sample in; `beat`: how many beats have passed since the window's begin.
    pub fn add(&mut self, beat: usize, waves: [f64; 4], value: f64) {
        if let Some(sums) = self.sums.get_mut(beat) {
            let terms = waves.map(|wave| wave * value);
            sums.iter_mut()
                .zip(terms)
                .for_each(|(sum, term)| *sum += term);
            sums[4] += 1.0;
        }
    }

    /// Logarithm of the likelihood ratio of an even heart to an uneven one, over the first `whole` beats; 0 where they
    /// tell nothing.
    pub fn evenness(&self, whole: usize) -> f64 {
        let mut seen = [(0.0, [0.0; 5]); BEATS_MAX];
        let mut count = 0;
        for (number, sums) in self.sums.iter().take(whole).enumerate() {
            if sums[4] >= SAMPLES_OF_BEAT_MIN {
                #[expect(clippy::cast_precision_loss, reason = "at most 28")]
                let at = number as f64;
                seen[count] = (at, *sums);
                count += 1;
            }
        }
        if count < BEATS_MIN {
            return 0.0;
        }
        let each = [1.0, 2.0].map(|harmonic| ratio(&seen[..count], harmonic));
        each.into_iter().sum()
    }
}

/// Logarithm of the likelihood ratio of even beats to uneven ones, of one of the two waves.
fn ratio(beats: &[(f64, [f64; 5])], harmonic: f64) -> f64 {
    let turns = core::f64::consts::TAU * harmonic * UNEVEN;
    let shared = libm::exp(-0.5 * turns * turns);
    let best = |shared: f64| {
        let each = NOISES.map(|noise| likelihood(beats, harmonic, shared, noise));
        each.into_iter().fold(f64::NEG_INFINITY, f64::max)
    };
    let ratio = best(1.0) - best(shared);
    if ratio.is_finite() { ratio } else { 0.0 }
}

/// Logarithm of the likelihood at the best power of the wave, without what both have in common: of a covariance of
/// `shared` to the power of the beats between, and `noise` on its diagonal, by Cholesky's decomposition.
fn likelihood(beats: &[(f64, [f64; 5])], harmonic: f64, shared: f64, noise: f64) -> f64 {
    #[expect(clippy::cast_precision_loss, reason = "at most 28")]
    let count = beats.len() as f64;
    let samples = beats.iter().map(|(_, sums)| sums[4]).sum::<f64>() / count;
    let first = if harmonic < 1.5 { 0 } else { 2 };
    let mut low = [[0.0; BEATS_MAX]; BEATS_MAX];
    let (mut determinant, mut square) = (0.0, 0.0);
    let mut solved = [[0.0; 2]; BEATS_MAX];
    for (i, (at, sums)) in beats.iter().enumerate() {
        for j in 0..=i {
            let before: f64 = low[i][..j].iter().zip(&low[j]).map(|(a, b)| a * b).sum();
            let apart = at - beats[j].0;
            let own = if i == j {
                noise * samples / sums[4]
            } else {
                0.0
            };
            let power = if shared < 1.0 {
                libm::pow(shared, apart)
            } else {
                1.0
            };
            let rest = power + own - before;
            low[i][j] = if i == j {
                rest.sqrt()
            } else {
                rest / low[j][j]
            };
        }
        determinant += 2.0 * libm::log(low[i][i]);
        for part in 0..2 {
            let before: f64 = low[i][..i]
                .iter()
                .zip(&solved)
                .map(|(a, b)| a * b[part])
                .sum();
            solved[i][part] = (sums[first + part] / sums[4] - before) / low[i][i];
            square += solved[i][part] * solved[i][part];
        }
    }
    -determinant - count * libm::log(square / count)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Beats whose phases are these, turns.
    fn beats(phases: impl IntoIterator<Item = f64>) -> (Beats, usize) {
        let mut beats = Beats::new();
        let mut count = 0;
        for (number, phase) in phases.into_iter().enumerate() {
            count = number + 1;
            for sample in 0..10 {
                let angle = core::f64::consts::TAU * f64::from(sample) / 10.0;
                let value = (angle + core::f64::consts::TAU * phase).cos();
                let waves = [
                    angle.cos(),
                    angle.sin(),
                    (2.0 * angle).cos(),
                    (2.0 * angle).sin(),
                ];
                beats.add(number, waves, value);
            }
        }
        (beats, count)
    }

    #[test]
    fn beats_that_fall_together_are_even_and_those_that_wander_are_not() {
        let (even, count) = beats([0.1; 12]);
        assert!(even.evenness(count) > 5.0);
        let wander = [
            0.0, 0.2, 0.05, 0.25, 0.5, 0.3, 0.6, 0.8, 0.55, 0.9, 1.1, 0.95,
        ];
        let (uneven, count) = beats(wander);
        assert!(uneven.evenness(count) < -1.0);
    }

    #[test]
    fn a_late_beat_counts_against_an_even_heart() {
        let (even, count) = beats([0.0; 12]);
        let (late, _) = beats((0..12).map(|k| if k < 6 { 0.0 } else { 0.25 }));
        assert!(late.evenness(count) < even.evenness(count));
    }

    #[test]
    fn too_few_beats_tell_nothing() {
        let (few, _) = beats([0.0; 3]);
        assert_eq!(few.evenness(3), 0.0);
        assert_eq!(Beats::new().evenness(12), 0.0);
        let (many, _) = beats([0.0; 12]);
        assert_eq!(many.evenness(0), 0.0);
    }
}
