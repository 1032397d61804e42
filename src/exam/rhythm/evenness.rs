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
        let each = [0, 1].map(|harmonic| {
            let mut waves = [Wave::default(); BEATS_MAX];
            let mut count = 0;
            for (beat, sums) in self.sums.iter().take(whole).enumerate() {
                let samples = sums[4];
                if samples >= SAMPLES_OF_BEAT_MIN {
                    let of = |part: usize| sums[2 * harmonic + part] / samples;
                    waves[count] = Wave {
                        beat,
                        samples,
                        value: [of(0), of(1)],
                    };
                    count += 1;
                }
            }
            #[expect(clippy::cast_precision_loss, reason = "1 or 2")]
            let times = (harmonic + 1) as f64;
            ratio(&waves[..count], times)
        });
        each.into_iter().sum()
    }
}

/// The wave of one beat.
#[derive(Clone, Copy, Debug, Default)]
struct Wave {
    /// How many beats were before it.
    beat: usize,
    /// How many samples it is the mean of.
    samples: f64,
    /// Along cosine and sine.
    value: [f64; 2],
}

/// Logarithm of the likelihood ratio of even beats to uneven ones, of waves of so many times the heart's rate.
fn ratio(waves: &[Wave], times: f64) -> f64 {
    if waves.len() < BEATS_MIN {
        return 0.0;
    }
    let turns = core::f64::consts::TAU * times * UNEVEN;
    let kept = libm::exp(-0.5 * turns * turns);
    let mut shared = [1.0; BEATS_MAX];
    for apart in 1..BEATS_MAX {
        shared[apart] = kept * shared[apart - 1];
    }
    let best = |shared: &[f64; BEATS_MAX]| {
        let each = NOISES.map(|noise| likelihood(waves, shared, noise));
        each.into_iter().fold(f64::NEG_INFINITY, f64::max)
    };
    let ratio = best(&[1.0; BEATS_MAX]) - best(&shared);
    if ratio.is_finite() { ratio } else { 0.0 }
}

/// Logarithm of the likelihood at the best power of the wave, without what both have in common: of waves that share
/// so much of their power by the beats between them, with `noise` besides, by Cholesky's decomposition.
fn likelihood(waves: &[Wave], shared: &[f64; BEATS_MAX], noise: f64) -> f64 {
    #[expect(clippy::cast_precision_loss, reason = "at most 28")]
    let count = waves.len() as f64;
    let samples = waves.iter().map(|wave| wave.samples).sum::<f64>() / count;
    let mut low = [[0.0; BEATS_MAX]; BEATS_MAX];
    let mut solved = [[0.0; 2]; BEATS_MAX];
    let (mut determinant, mut square) = (0.0, 0.0);
    for (i, wave) in waves.iter().enumerate() {
        let (rows, own) = low.split_at_mut(i);
        for (j, row) in rows.iter().enumerate() {
            let before: f64 = own[0][..j].iter().zip(row).map(|(a, b)| a * b).sum();
            own[0][j] = (shared[wave.beat - waves[j].beat] - before) / row[j];
        }
        let own = &mut own[0];
        let before: f64 = own[..i].iter().map(|a| a * a).sum();
        own[i] = (1.0 + noise * samples / wave.samples - before).sqrt();
        determinant += 2.0 * libm::log(own[i]);
        for part in 0..2 {
            let before = own[..i].iter().zip(&solved).map(|(a, b)| a * b[part]);
            solved[i][part] = (wave.value[part] - before.sum::<f64>()) / own[i];
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
