//! Which view the picture shows, from the structures found in it.
//!
//! Each structure speaks for some views (ISUOG 2023, doi 10.1002/uog.26224) and against others, the
//! more surely it is there; so do the sizes of boxes and the distances between them, by which a
//! plane is told from the next one where the structures are the same. It is a multinomial logistic
//! regression, whose table was fitted to phantom sweeps of the seeds 100 to 199 (figures are taken on
//! 201 and up). Over time the shares are smoothed, and a view is changed only with a margin.

mod shape;
mod weights;

use std::time::Duration;

use crate::{
    anatomy::{Structure, StructureMap, View},
    detector::Detections,
};
use weights::{ALL, PUBLISHED};

/// Time constant of the smoothing. With the margin, a view that changes from one frame to the
/// next is told within a quarter of a second.
const SMOOTHING_S: f32 = 0.09;
/// After a longer gap the past says nothing of the present.
const GAP_MAX: Duration = Duration::from_secs(1);
/// By how much another view has to be better.
const MARGIN: f32 = 0.08;
/// How far from its usual value a measure of the boxes is followed, in spreads.
const FAR: f32 = 2.0;

/// How surely a structure is there, 0 to 1: one half at its threshold, one at twice the threshold
/// (at a high threshold: at full confidence). Below the threshold it falls with the square, so that
/// the low confidences of many absent structures do not add up to evidence.
fn strength(confidence: f32, threshold: f32) -> f32 {
    let threshold = threshold.clamp(0.01, 0.99);
    if confidence.is_nan() || confidence <= 0.0 {
        0.0
    } else if confidence < threshold {
        0.5 * (confidence / threshold) * (confidence / threshold)
    } else {
        (0.5 + 0.5 * (confidence - threshold) / threshold.min(1.0 - threshold)).min(1.0)
    }
}

/// How much each view of [`View::SWEEP`] is likely in one frame: shares that with the one of no view
/// sum to one.
pub(super) fn evidence(structures: &Detections, thresholds: &StructureMap<f32>) -> [f32; 6] {
    // A threshold of 1 says that the model does not look for the structure.
    let all = ALL.weights.iter().all(|(s, _)| thresholds[*s] < 1.0);
    let table = if all { &ALL } else { &PUBLISHED };
    let sure = |s: Structure| strength(structures[s].confidence, thresholds[s]);
    let mut scores = table.bias;
    let mut add = |much: f32, weights: &[f32; 7]| {
        for (score, weight) in scores.iter_mut().zip(weights) {
            *score += much * weight;
        }
    };
    for (structure, weights) in table.weights {
        add(sure(*structure), weights);
    }
    for (measure, usual, spread, weights) in table.shapes {
        if let Some(value) = measure.of(structures) {
            let weakest = measure.needs().map(sure).into_iter().fold(1.0, f32::min);
            add(
                weakest * ((value - usual) / spread).clamp(-FAR, FAR),
                weights,
            );
        }
    }
    let most = scores.iter().copied().fold(f32::MIN, f32::max);
    let powers = scores.map(|score| f64::from(score - most).exp());
    let sum: f64 = powers.iter().sum();
    // Rounded from twice the precision: the mathematics libraries of two machines agree.
    #[expect(clippy::cast_possible_truncation, reason = "a share, 0 to 1")]
    core::array::from_fn(|k| (powers[k + 1] / sum) as f32)
}

/// Follows the view over time: smooths the evidence and changes its mind only with a margin.
#[derive(Clone, Debug, Default)]
pub(super) struct ViewFilter {
    smoothed: [f32; 6],
    last: Option<Duration>,
    view: View,
}

impl ViewFilter {
    /// The view after a live frame at `time` with that evidence.
    pub(super) fn update(&mut self, time: Duration, evidence: &[f32; 6]) -> View {
        let step = self
            .last
            .and_then(|last| time.checked_sub(last))
            .filter(|dt| *dt <= GAP_MAX);
        if let Some(dt) = step {
            // Backward Euler: the same bits on every machine, unlike the exponential.
            let gain = dt.as_secs_f32() / (SMOOTHING_S + dt.as_secs_f32());
            for (smoothed, now) in self.smoothed.iter_mut().zip(evidence) {
                *smoothed += gain * (now - *smoothed);
            }
        } else {
            self.smoothed = *evidence;
            self.view = View::None;
        }
        self.last = Some(time);
        self.view = self.decide();
        self.view
    }

    /// Forgets everything: the picture was not live.
    pub(super) fn reset(&mut self) {
        *self = Self::default();
    }

    fn decide(&self) -> View {
        let none = (1.0 - self.smoothed.iter().sum::<f32>()).max(0.0);
        let of = |view: View| {
            let at = View::SWEEP.iter().position(|v| *v == view);
            at.map_or(none, |k| self.smoothed[k])
        };
        let likelier = |best: View, view: View| if of(view) > of(best) { view } else { best };
        let best = View::SWEEP.into_iter().fold(View::None, likelier);
        if of(best) < of(self.view) + MARGIN {
            self.view
        } else {
            best
        }
    }
}

#[cfg(test)]
mod tests;
