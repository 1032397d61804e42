//! Whether beat follows beat evenly: how much better an even heart explains the waves of the beats than an uneven one.
//!
//! The wave of each beat (of the heart's rate, and of its double) is a complex number. In an even heart all of
//! them are one number, and noise; where lengths vary by a spread s, waves that lie k beats apart share
//! exp(-(2 pi h s)^2 k / 2) of their power, h being 1 for the rate and 2 for its double. Both are normally
//! distributed. How strong the wave is nobody knows; how strong the noise is, the boxes' trembling from picture to
//! picture says, within a factor of two or so: if it did not, waves of beats that differ very much would pass for
//! noise. Of each heart the mean likelihood over strengths is taken, and the two are held against each other. Noise makes
//! the answer undecided, not uneven.

/// Most beats in a window: 240 a minute, 6.4 s.
const BEATS_MAX: usize = 28;
/// Fewer samples of a beat say nothing of it.
const SAMPLES_OF_BEAT_MIN: f64 = 4.0;
/// Fewer beats say nothing of how they follow each other.
const BEATS_MIN: usize = 4;
/// Spread of the length of a beat of the heart that is called uneven, a share.
const UNEVEN: f64 = 0.15;
/// Powers of noise against the trembling's that are tried.
const NOISES: [f64; 12] = [
    0.5, 0.71, 1.0, 1.41, 2.0, 2.83, 4.0, 5.66, 8.0, 11.3, 16.0, 22.6,
];
/// The usual one of them: waves of beats differ by more than trembling explains, as boxes also drift. In even hearts of
/// the phantom (321 tuning sweeps, standard pack 0.5.0) the median is 3.0 for the rate, 1.7 for its double.
const NOISE_USUAL: f64 = 2.2;
/// Spread of its logarithm: wider than the phantom's 0.5, for pictures that tremble otherwise.
const NOISE_SPREAD: f64 = 0.8;
/// Powers of noise against the wave's that are tried.
const SHARES: [f64; 12] = [
    0.002, 0.005, 0.012, 0.03, 0.07, 0.17, 0.4, 1.0, 2.3, 5.5, 13.0, 30.0,
];
/// Least power of the noise against that of the beats: of boxes that never tremble.
const NOISE_MIN: f64 = 1e-4;

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
    /// tell nothing. `trembling`: variance of the samples from picture to picture.
    pub fn evenness(&self, whole: usize, trembling: f64) -> f64 {
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
            ratio(&waves[..count], times, trembling)
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
fn ratio(waves: &[Wave], times: f64, trembling: f64) -> f64 {
    if waves.len() < BEATS_MIN {
        return 0.0;
    }
    #[expect(clippy::cast_precision_loss, reason = "at most 28")]
    let count = waves.len() as f64;
    let samples = waves.iter().map(|wave| wave.samples).sum::<f64>() / count;
    let square = |wave: &Wave| wave.value[0] * wave.value[0] + wave.value[1] * wave.value[1];
    let power = waves.iter().map(square).sum::<f64>() / count;
    let noise = (trembling / samples).max(NOISE_MIN * power);
    let turns = core::f64::consts::TAU * times * UNEVEN;
    let kept = libm::exp(-0.5 * turns * turns);
    let ratio = likelihood(waves, samples, noise, 1.0) - likelihood(waves, samples, noise, kept);
    if ratio.is_finite() { ratio } else { 0.0 }
}

/// Logarithm of the mean likelihood over strengths of wave and noise, without what all hearts have in common: of waves
/// that keep so much of their power from beat to beat. `noise`: its power in a wave of `samples`, as far as it trembles.
fn likelihood(waves: &[Wave], samples: f64, noise: f64, kept: f64) -> f64 {
    #[expect(clippy::cast_precision_loss, reason = "at most 28")]
    let count = waves.len() as f64;
    let mut each = [[0.0; NOISES.len()]; SHARES.len()];
    for (each, share) in each.iter_mut().zip(SHARES) {
        let [determinant, square] = surprise(waves, samples, share, kept);
        for (one, times) in each.iter_mut().zip(NOISES) {
            let power = times * noise / share;
            let off = libm::log(times / NOISE_USUAL) / NOISE_SPREAD;
            *one = -determinant - count * libm::log(power) - square / power - 0.5 * off * off;
        }
    }
    let most = each
        .iter()
        .flatten()
        .copied()
        .fold(f64::NEG_INFINITY, f64::max);
    let sum: f64 = each.iter().flatten().map(|one| libm::exp(one - most)).sum();
    most + libm::log(sum)
}

/// Logarithm of the determinant, and the square of the waves in its measure, of a wave of power 1 that keeps so much of its
/// power from beat to beat, with noise of power `share` besides: as the Kalman filter foretells beat by beat.
fn surprise(waves: &[Wave], samples: f64, share: f64, kept: f64) -> [f64; 2] {
    let (mut determinant, mut square) = (0.0, 0.0);
    let (mut told, mut doubt, mut before) = ([0.0; 2], 1.0, 0);
    for wave in waves {
        for _ in before..wave.beat {
            told = told.map(|part| kept * part);
            doubt = kept * kept * doubt + 1.0 - kept * kept;
        }
        before = wave.beat;
        let whole = doubt + share * samples / wave.samples;
        let gain = doubt / whole;
        determinant += libm::log(whole);
        for (told, value) in told.iter_mut().zip(wave.value) {
            let off = value - *told;
            square += off * off / whole;
            *told += gain * off;
        }
        doubt *= 1.0 - gain;
    }
    [determinant, square]
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Variance of samples that tremble by a tenth of the beat.
    const TREMBLING: f64 = 0.01;

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
        assert!(even.evenness(count, TREMBLING) > 5.0);
        let wander = [
            0.0, 0.2, 0.05, 0.25, 0.5, 0.3, 0.6, 0.8, 0.55, 0.9, 1.1, 0.95,
        ];
        let (uneven, count) = beats(wander);
        assert!(uneven.evenness(count, TREMBLING) < -1.0);
    }

    #[test]
    fn a_late_beat_counts_against_an_even_heart() {
        let (even, count) = beats([0.0; 12]);
        let (late, _) = beats((0..12).map(|k| if k < 6 { 0.0 } else { 0.25 }));
        assert!(late.evenness(count, TREMBLING) < even.evenness(count, TREMBLING));
    }

    #[test]
    fn beats_without_any_order_are_uneven_where_boxes_stand_and_undecided_where_they_tremble() {
        // Far more than a beat apart, by a fixed list.
        let wild = [
            0.0, 0.62, 0.31, 0.87, 0.12, 0.48, 0.93, 0.27, 0.7, 0.05, 0.55, 0.8,
        ];
        let (wild, count) = beats(wild);
        let [still, trembling] = [TREMBLING, 5.0].map(|v| wild.evenness(count, v));
        assert!(still < -5.0 && trembling.abs() < 1.0, "{still} {trembling}");
    }

    #[test]
    fn boxes_that_never_tremble_tell_as_well() {
        let (even, count) = beats([0.1; 12]);
        assert!(even.evenness(count, 0.0) > 5.0);
    }

    #[test]
    fn too_few_beats_tell_nothing() {
        let (few, _) = beats([0.0; 3]);
        assert_eq!(few.evenness(3, TREMBLING), 0.0);
        assert_eq!(Beats::new().evenness(12, TREMBLING), 0.0);
        let (many, _) = beats([0.0; 12]);
        assert_eq!(many.evenness(0, TREMBLING), 0.0);
    }
}
