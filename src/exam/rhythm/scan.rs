//! The spectrum of a signal at uneven times: the generalised Lomb-Scargle periodogram (Zechmeister and
//! Kuerster 2009, doi 10.1051/0004-6361:200811296), with a parabola as its floating mean.

use super::{
    series::{TREND, trend, waves},
    solve::Normal,
};

/// The first rate that is looked at, beats a minute: below what may be told, so that a slow wave of
/// another cause shows as such.
const FROM_BPM: f64 = 46.0;
/// Distance of two rates, beats a minute: a fifth of what 6 s part.
pub(super) const STEP_BPM: f64 = 2.0;
/// How many rates: up to 254 beats a minute.
const RATES: usize = 105;
/// Most waves that are drawn in one frame, each over one sample: it bounds what a frame costs.
const WAVES_MAX: usize = 4096;

/// A spectrum in the making.
#[derive(Clone, Debug)]
pub(super) struct Scan {
    /// Signal, with the trend taken off.
    values: Vec<f64>,
    /// The trend's functions, orthonormal.
    along: [Vec<f64>; TREND],
    /// Cosine and sine of the wave now, and by what the next rate turns it.
    wave: Vec<[f64; 2]>,
    turn: Vec<[f64; 2]>,
    square: f64,
    /// By rate: logarithm of the likelihood ratio of a wave to none, 0 and up.
    likelihood: [f64; RATES],
    done: usize,
}

impl Scan {
    pub fn new(samples_max: usize) -> Self {
        let room = || Vec::with_capacity(samples_max);
        Self {
            values: room(),
            along: core::array::from_fn(|_| room()),
            wave: Vec::with_capacity(samples_max),
            turn: Vec::with_capacity(samples_max),
            square: 0.0,
            likelihood: [0.0; RATES],
            done: RATES,
        }
    }

    /// Begins anew with a signal. False where it is none.
    pub fn begin(&mut self, times: &[f64], u: &[f64], values: &[f64]) -> bool {
        self.done = RATES;
        let mut normal = Normal::<TREND>::new();
        for (u, value) in u.iter().zip(values) {
            normal.add(&trend(*u), *value);
        }
        let Some(fitted) = normal.fit() else {
            return false;
        };
        if fitted.rest <= 1e-9 {
            return false;
        }
        self.square = fitted.rest;
        self.values.clear();
        self.values.extend(u.iter().zip(values).map(|(u, value)| {
            let along = trend(*u);
            let drift: f64 = (0..TREND).map(|k| fitted.coefficients[k] * along[k]).sum();
            value - drift
        }));
        for k in 0..TREND {
            let (before, rest) = self.along.split_at_mut(k);
            let now = &mut rest[0];
            now.clear();
            now.extend(u.iter().map(|u| trend(*u)[k]));
            for other in before {
                let both: f64 = now.iter().zip(other.iter()).map(|(a, b)| a * b).sum();
                for (a, b) in now.iter_mut().zip(other.iter()) {
                    *a -= both * b;
                }
            }
            let long = now.iter().map(|a| a * a).sum::<f64>().sqrt();
            now.iter_mut().for_each(|a| *a /= long);
        }
        let first = |bpm: f64, time: &f64| {
            let [c, s, ..] = waves(bpm / 60.0, *time);
            [c, s]
        };
        self.wave.clear();
        self.wave.extend(times.iter().map(|t| first(FROM_BPM, t)));
        self.turn.clear();
        self.turn.extend(times.iter().map(|t| first(STEP_BPM, t)));
        self.done = 0;
        true
    }

    /// Goes on for as long as a frame may cost; true when all is done.
    pub fn advance(&mut self) -> bool {
        let count = (WAVES_MAX / self.values.len().max(1)).max(1);
        let to = (self.done + count).min(RATES);
        while self.done < to {
            self.likelihood[self.done] = self.one();
            self.done += 1;
            for (wave, turn) in self.wave.iter_mut().zip(&self.turn) {
                let ([c, s], [tc, ts]) = (*wave, *turn);
                *wave = [c * tc - s * ts, s * tc + c * ts];
            }
        }
        self.done == RATES
    }

    fn one(&self) -> f64 {
        let (mut cc, mut ss, mut cs, mut cy, mut sy) = (0.0, 0.0, 0.0, 0.0, 0.0);
        let (mut ca, mut sa) = ([0.0; TREND], [0.0; TREND]);
        let [one, two, three] = &self.along;
        let along = one.iter().zip(two).zip(three);
        for (([c, s], y), ((a, b), d)) in self.wave.iter().zip(&self.values).zip(along) {
            cc += c * c;
            ss += s * s;
            cs += c * s;
            cy += c * y;
            sy += s * y;
            for (k, function) in [a, b, d].into_iter().enumerate() {
                ca[k] += c * function;
                sa[k] += s * function;
            }
        }
        for k in 0..TREND {
            cc -= ca[k] * ca[k];
            ss -= sa[k] * sa[k];
            cs -= ca[k] * sa[k];
        }
        let det = cc * ss - cs * cs;
        if det <= 1e-6 {
            return 0.0;
        }
        let explained = (ss * cy * cy - 2.0 * cs * cy * sy + cc * sy * sy) / det;
        likelihood(self.values.len(), explained / self.square)
    }

    /// The highest peaks, the highest first: rate in beats a minute and likelihood. Ends count.
    pub fn peaks<const N: usize>(&self) -> [Option<(f64, f64)>; N] {
        let mut peaks = [None; N];
        let at = |k: Option<usize>| k.and_then(|k| self.likelihood.get(k)).copied();
        for (k, &height) in self.likelihood.iter().enumerate() {
            let lower = |other: Option<f64>| other.is_none_or(|other| other <= height);
            if height > 0.0 && lower(at(k.checked_sub(1))) && lower(at(Some(k + 1))) {
                let place = peaks
                    .iter()
                    .position(|p: &Option<(f64, f64)>| p.is_none_or(|(_, than)| than < height));
                if let Some(place) = place {
                    peaks[place..].rotate_right(1);
                    peaks[place] = Some((bpm(k), height));
                }
            }
        }
        peaks
    }
}

/// Logarithm of the likelihood ratio, from how much of the variance is explained, 0 to 1.
fn likelihood(count: usize, explained: f64) -> f64 {
    let left = (1.0 - explained).clamp(1e-9, 1.0);
    #[expect(clippy::cast_precision_loss, reason = "some hundreds")]
    let half = count as f64 / 2.0;
    -half * libm::log(left)
}

#[expect(clippy::cast_precision_loss, reason = "about a hundred")]
fn bpm(k: usize) -> f64 {
    FROM_BPM + STEP_BPM * k as f64
}
