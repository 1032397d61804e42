//! Which view the picture shows, from the structures found in it.
//!
//! Each view has a rule: what speaks for it (shares that sum to one), what speaks against it, and
//! what it cannot do without. The rules follow from the definition of the views (ISUOG 2023, doi
//! 10.1002/uog.26224); the shares and limits are this program's own choice, held against phantom
//! sweeps of the seeds 100 to 119 (figures are taken on 201 to 220).

use std::time::Duration;

use crate::{
    anatomy::{Structure, StructureMap, View},
    detector::Detections,
};

/// Time constant of the smoothing. With the margin, a view that changes from one frame to the
/// next is told within a quarter of a second.
const SMOOTHING_S: f32 = 0.12;
/// After a longer gap the past says nothing of the present.
const GAP_MAX: Duration = Duration::from_secs(1);
/// Evidence from which a view is entered.
const ENTER: f32 = 0.2;
/// Evidence below which a view is left.
const LEAVE: f32 = 0.15;
/// By how much another view has to be better.
const MARGIN: f32 = 0.05;

struct Rule {
    view: View,
    /// Shares of what speaks for the view; they sum to one.
    pro: &'static [(Structure, f32)],
    /// What speaks against it.
    contra: &'static [(Structure, f32)],
    /// Of each group at least one structure has to be there.
    needs: &'static [&'static [Structure]],
}

use Structure::{
    AorticArch, AscendingAorta, Crux, DuctusArteriosus, Heart, InferiorVenaCava, LeftAtrium,
    LeftVentricle, MitralValve, PulmonaryArtery, RightAtrium, RightVentricle, Stomach,
    SuperiorVenaCava, Trachea, TricuspidValve, UmbilicalVein, VentricularSeptum,
};

const RULES: [Rule; 6] = [
    // Stomach or umbilical vein, and no heart.
    Rule {
        view: View::Abdomen,
        pro: &[
            (Stomach, 0.5),
            (UmbilicalVein, 0.35),
            (InferiorVenaCava, 0.15),
        ],
        contra: &[
            (Heart, 0.4),
            (Crux, 0.3),
            (RightAtrium, 0.25),
            (LeftAtrium, 0.25),
            (RightVentricle, 0.25),
            (LeftVentricle, 0.25),
        ],
        needs: &[&[Stomach, UmbilicalVein]],
    },
    // Chambers and crux; a great artery says that the plane has moved up.
    Rule {
        view: View::FourChamber,
        pro: &[
            (RightAtrium, 0.2),
            (LeftAtrium, 0.2),
            (RightVentricle, 0.15),
            (LeftVentricle, 0.15),
            (Crux, 0.15),
            (VentricularSeptum, 0.05),
            (TricuspidValve, 0.05),
            (MitralValve, 0.05),
        ],
        contra: &[
            (AscendingAorta, 0.45),
            (PulmonaryArtery, 0.4),
            (AorticArch, 0.3),
            (DuctusArteriosus, 0.3),
            (Trachea, 0.3),
            (Stomach, 0.2),
            (UmbilicalVein, 0.2),
        ],
        needs: &[
            &[RightAtrium, LeftAtrium, Crux],
            &[RightVentricle, LeftVentricle],
        ],
    },
    // The aorta leaves the left ventricle beside the septum; the crux lies below the plane, the
    // vena cava above it.
    Rule {
        view: View::Lvot,
        pro: &[
            (AscendingAorta, 0.35),
            (VentricularSeptum, 0.25),
            (LeftVentricle, 0.2),
            (Heart, 0.1),
            (MitralValve, 0.05),
            (LeftAtrium, 0.05),
        ],
        contra: &[
            (Crux, 0.3),
            (TricuspidValve, 0.15),
            (RightAtrium, 0.1),
            (PulmonaryArtery, 0.1),
            (SuperiorVenaCava, 0.4),
            (Stomach, 0.3),
        ],
        needs: &[&[AscendingAorta], &[LeftVentricle, VentricularSeptum]],
    },
    // The pulmonary artery leaves the right ventricle, the aorta is cut across; what is left of
    // the heart is no longer parted by a septum.
    Rule {
        view: View::Rvot,
        pro: &[
            (PulmonaryArtery, 0.35),
            (RightVentricle, 0.2),
            (Heart, 0.2),
            (SuperiorVenaCava, 0.15),
            (AscendingAorta, 0.1),
        ],
        contra: &[
            (VentricularSeptum, 0.5),
            (Crux, 0.3),
            (LeftAtrium, 0.2),
            (LeftVentricle, 0.2),
            (MitralValve, 0.1),
            (RightAtrium, 0.1),
            (AorticArch, 0.3),
            (Trachea, 0.3),
            (Stomach, 0.3),
        ],
        needs: &[&[PulmonaryArtery], &[RightVentricle, Heart]],
    },
    // Three vessels in a row above the heart, the aorta still cut across.
    Rule {
        view: View::ThreeVessel,
        pro: &[
            (PulmonaryArtery, 0.35),
            (AscendingAorta, 0.35),
            (SuperiorVenaCava, 0.3),
        ],
        contra: &[
            (Heart, 0.4),
            (RightVentricle, 0.25),
            (LeftVentricle, 0.4),
            (RightAtrium, 0.25),
            (LeftAtrium, 0.25),
            (Crux, 0.25),
            (AorticArch, 0.4),
            (Trachea, 0.1),
            (Stomach, 0.3),
        ],
        needs: &[&[PulmonaryArtery, AscendingAorta]],
    },
    // Duct and arch beside the trachea; the aorta is no longer cut across.
    Rule {
        view: View::ThreeVesselTrachea,
        pro: &[
            (AorticArch, 0.35),
            (DuctusArteriosus, 0.3),
            (Trachea, 0.2),
            (SuperiorVenaCava, 0.15),
        ],
        contra: &[
            (AscendingAorta, 0.2),
            (Heart, 0.3),
            (RightVentricle, 0.3),
            (LeftVentricle, 0.3),
            (RightAtrium, 0.2),
            (LeftAtrium, 0.2),
            (Stomach, 0.3),
        ],
        needs: &[&[AorticArch, DuctusArteriosus, Trachea]],
    },
];

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

/// The evidence for each view of [`View::SWEEP`] in one frame, 0 to 1.
pub(super) fn evidence(structures: &Detections, thresholds: &StructureMap<f32>) -> [f32; 6] {
    let mut strengths = StructureMap::<f32>::default();
    for (structure, found) in structures.iter() {
        strengths[structure] = strength(found.confidence, thresholds[structure]);
    }
    let sum = |shares: &[(Structure, f32)]| shares.iter().map(|(s, w)| strengths[*s] * w).sum();
    RULES.map(|rule| {
        let (pro, contra): (f32, f32) = (sum(rule.pro), sum(rule.contra));
        let group = |g: &&[Structure]| g.iter().map(|s| strengths[*s]).fold(0.0, f32::max);
        let gate = rule.needs.iter().map(group).fold(1.0, f32::min);
        (pro - contra).min(gate).clamp(0.0, 1.0)
    })
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
        let of = |view: View| {
            RULES
                .iter()
                .zip(self.smoothed)
                .find(|(r, _)| r.view == view)
                .map_or(0.0, |(_, e)| e)
        };
        let (mut best, mut most) = (View::None, 0.0);
        for view in View::SWEEP {
            if of(view) > most {
                (best, most) = (view, of(view));
            }
        }
        let current = of(self.view);
        let stays = self.view != View::None && current >= LEAVE;
        if stays && (best == self.view || most < current + MARGIN) {
            self.view
        } else if most >= ENTER {
            best
        } else if stays {
            self.view
        } else {
            View::None
        }
    }
}

#[cfg(test)]
mod tests;
