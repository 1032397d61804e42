//! Some seconds of samples, made ready: one signal of all chambers, each chamber's own, and the valves'.

use crate::detector::INLET_VALVES;

use super::{
    evenness::Beats,
    samples::{CHAMBERS, SAMPLES_MAX, Samples, VENTRICLES},
    series::{TREND, settle, trend, waves},
    solve::Normal,
};

/// The share of the frames in which a chamber has to be found to have a say of its own.
const CHAMBER_SHARE_MIN: f64 = 0.6;

/// A copy of the samples, that a fit can take its time over.
#[derive(Clone, Debug)]
pub(super) struct Window {
    /// Time of the window's middle, seconds; half of its span.
    pub middle: f64,
    pub half: f64,
    /// Numbers of the first and the last frame.
    pub frames: [u64; 2],
    /// How many live frames there were.
    pub live: usize,
    /// Seconds from the middle, and -1 to 1, of the frames that have a signal.
    pub times: Vec<f64>,
    pub u: Vec<f64>,
    /// Mean of the ventricles less mean of the atria, logarithms of areas: whatever grows or shrinks
    /// them all, such as depth, zoom and breathing, is not in it.
    pub signal: Vec<f64>,
    /// All frames.
    all_times: Vec<f64>,
    all_u: Vec<f64>,
    chambers: [Vec<f64>; 4],
    valves: [Vec<f64>; INLET_VALVES.len()],
    scratch: Vec<f64>,
}

impl Window {
    pub fn new() -> Self {
        let room = || Vec::with_capacity(SAMPLES_MAX);
        Self {
            middle: 0.0,
            half: 0.0,
            frames: [0; 2],
            live: 0,
            times: room(),
            u: room(),
            signal: room(),
            all_times: room(),
            all_u: room(),
            chambers: core::array::from_fn(|_| room()),
            valves: core::array::from_fn(|_| room()),
            scratch: room(),
        }
    }

    /// Copies the samples. False where there are too few.
    pub fn load(&mut self, samples: &Samples) -> bool {
        let (mut first, mut last, mut live) = (None, None, 0);
        for sample in samples.iter() {
            first = first.or(Some(sample));
            last = Some(sample);
            live += 1;
        }
        let (Some(first), Some(last)) = (first, last) else {
            return false;
        };
        self.middle = f64::midpoint(first.time, last.time);
        self.half = (last.time - first.time) / 2.0;
        self.frames = [first.frame, last.frame];
        self.live = live;
        if self.half <= 0.0 {
            return false;
        }
        for one in self.all_mut() {
            one.clear();
        }
        for sample in samples.iter() {
            let time = sample.time - self.middle;
            self.all_times.push(time);
            self.all_u.push(time / self.half);
            for (chamber, area) in self.chambers.iter_mut().zip(sample.chambers) {
                chamber.push(area);
            }
            for (valve, line) in self.valves.iter_mut().zip(sample.valves) {
                valve.push(line);
            }
        }
        let each = self.chambers.iter_mut();
        for one in each.chain(&mut self.valves) {
            if !settle(&self.all_u, one, &mut self.scratch) {
                one.fill(f64::NAN);
            }
        }
        self.combine();
        true
    }

    fn all_mut(&mut self) -> impl Iterator<Item = &mut Vec<f64>> {
        [
            &mut self.times,
            &mut self.u,
            &mut self.signal,
            &mut self.all_times,
            &mut self.all_u,
        ]
        .into_iter()
        .chain(&mut self.chambers)
        .chain(&mut self.valves)
    }

    fn combine(&mut self) {
        let weights: [f64; 4] =
            core::array::from_fn(|k| 1.0 / (noise(&self.chambers[k], 1) + QUIET));
        for at in 0..self.all_times.len() {
            let mean = |of: &[Vec<f64>], weights: &[f64]| {
                let found = of.iter().zip(weights).filter(|(one, _)| !one[at].is_nan());
                let (sum, whole) = found.fold((0.0, 0.0), |(sum, whole), (one, weight)| {
                    (sum + weight * one[at], whole + weight)
                });
                sum / whole
            };
            let (ventricles, atria) = self.chambers.split_at(VENTRICLES);
            let (of_ventricles, of_atria) = weights.split_at(VENTRICLES);
            let value = mean(ventricles, of_ventricles) - mean(atria, of_atria);
            if !value.is_nan() {
                self.times.push(self.all_times[at]);
                self.u.push(self.all_u[at]);
                self.signal.push(value);
            }
        }
    }

    /// How far the chambers agree on a beat, 0 to 1: the length of the mean of their waves, over the
    /// mean of the waves' lengths, the atria's taken the other way round. 0 where not one ventricle
    /// and one atrium were found often enough.
    pub fn concord(&self, hz: f64) -> f64 {
        let mut drawn = [[0.0; 2]; 4];
        let mut sums = [[0.0; 6]; 4];
        for (at, time) in self.all_times.iter().enumerate() {
            let [c, s, ..] = waves(hz, *time);
            for (sums, chamber) in sums.iter_mut().zip(&self.chambers) {
                let y = chamber[at];
                if !y.is_nan() {
                    let terms = [c * c, s * s, c * s, c * y, s * y, 1.0];
                    sums.iter_mut()
                        .zip(terms)
                        .for_each(|(sum, term)| *sum += term);
                }
            }
        }
        let mut told = [false; 4];
        #[expect(clippy::cast_precision_loss, reason = "some hundreds")]
        let enough = CHAMBER_SHARE_MIN * self.all_times.len() as f64;
        for (k, [cc, ss, cs, cy, sy, count]) in sums.into_iter().enumerate() {
            let det = cc * ss - cs * cs;
            if count >= enough && det > 1e-6 {
                told[k] = true;
                let sign = CHAMBERS[k].1;
                drawn[k] = [
                    sign * (ss * cy - cs * sy) / det,
                    sign * (cc * sy - cs * cy) / det,
                ];
            }
        }
        let (ventricles, atria) = told.split_at(VENTRICLES);
        if !(ventricles.contains(&true) && atria.contains(&true)) {
            return 0.0;
        }
        resultant(drawn.into_iter())
    }

    /// How much better an even heart explains the beats than one whose beats differ by 15 % in length: logarithm of the
    /// likelihood ratio.
    pub fn evenness(&self, hz: f64) -> f64 {
        let mut beats = Beats::new();
        let begin = -self.half;
        for (time, value) in self.times.iter().zip(&self.signal) {
            #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
            let beat = ((time - begin) * hz) as usize;
            beats.add(beat, waves(hz, *time), *value);
        }
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
        let whole = (2.0 * self.half * hz) as usize;
        beats.evenness(whole, self.trembling())
    }

    /// How much the signal trembles, as if each of its samples did so for itself: of pictures that follow each other
    /// faster than [`TREMBLES_AFTER_S`] boxes are alike, and several together count as one.
    #[expect(clippy::cast_precision_loss, reason = "some hundreds")]
    fn trembling(&self) -> f64 {
        let apart = TREMBLES_AFTER_S * self.signal.len() as f64 / (2.0 * self.half);
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
        let apart = (apart.round() as usize).max(1);
        apart as f64 * noise(&self.signal, apart)
    }

    /// Evidence that an inlet valve shuts and opens with the beat: the logarithm of the likelihood ratio of a beat in the
    /// brightness of the line across it to none. By chance alone it is 1 on average before the moment is looked at. 0 where that line is brightest when
    /// no valve is shut: what shines then with the beat is not its leaves. `largest`: seconds from the window's middle to a
    /// moment at which the ventricles are largest. `None` where the line was not read often enough.
    #[expect(clippy::cast_precision_loss, reason = "some hundreds")]
    pub fn valve(&self, valve: usize, hz: f64, largest: f64) -> Option<f64> {
        let (mut none, mut with) = (Normal::<TREND>::new(), Normal::<{ TREND + 2 }>::new());
        let mut read = 0.0;
        let lines = self.all_times.iter().zip(&self.all_u);
        for ((time, u), line) in lines.zip(&self.valves[valve]).filter(|(_, l)| !l.is_nan()) {
            let ([one, two, three], [c, s, ..]) = (trend(*u), waves(hz, *time));
            none.add(&[one, two, three], *line);
            with.add(&[one, two, three, c, s], *line);
            read += 1.0;
        }
        if read < CHAMBER_SHARE_MIN * self.all_times.len() as f64 {
            return None;
        }
        let (none, with) = (none.fit()?, with.fit()?);
        let [.., c, s] = with.coefficients;
        let crest = libm::atan2(s, c) / core::f64::consts::TAU - largest * hz;
        let is_shut = SHUT.contains(&(crest - crest.floor()));
        if none.rest < STANDING * read || !is_shut {
            return Some(0.0);
        }
        let left = (with.rest / none.rest).clamp(1e-9, 1.0);
        Some(-0.5 * read * libm::log(left))
    }
}

/// When a shut valve's line is brightest, beats after the ventricles are largest. Valves are shut while ventricles empty, until
/// they fill again: nearly half of the beat, its middle a fifth of a beat after they are largest where they fill slowly,
/// half a beat where they fill at once, as the phantom's.
const SHUT: core::ops::Range<f64> = 1.0 / 6.0..2.0 / 3.0;
/// Variance of the noise of a chamber below which it counts no more than others.
const QUIET: f64 = 1e-4;
/// A line whose variance is below this never changed.
const STANDING: f64 = 1e-9;

/// After so long a box trembles anew: a picture's time at 25 a second, at which [`super::evenness`] was fitted.
const TREMBLES_AFTER_S: f64 = 0.04;

/// Variance of the noise of a signal: how far values lie from the middle of those so many before and behind.
fn noise(signal: &[f64], apart: usize) -> f64 {
    let off = signal.windows(2 * apart + 1);
    let off = off.map(|v| v[0] - 2.0 * v[apart] + v[2 * apart]);
    let (sum, count) = off
        .filter(|off| !off.is_nan())
        .fold((0.0, 0.0), |(sum, count), off| {
            (sum + off * off, count + 1.0)
        });
    sum / (6.0_f64 * count).max(1.0)
}

fn long([c, s]: [f64; 2]) -> f64 {
    (c * c + s * s).sqrt()
}

/// Length of the sum of some vectors over the sum of their lengths.
fn resultant(vectors: impl Iterator<Item = [f64; 2]>) -> f64 {
    let (sum, lengths) = vectors.fold(([0.0; 2], 0.0), |(sum, lengths), v| {
        ([sum[0] + v[0], sum[1] + v[1]], lengths + long(v))
    });
    if lengths > 0.0 {
        (long(sum) / lengths).min(1.0)
    } else {
        0.0
    }
}
