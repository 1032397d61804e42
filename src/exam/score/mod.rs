//! How much of the heart and of its great vessels some frames do not show, as one number.
//!
//! Two numbers, of the same frames: the abnormality score of the published system, exactly, and the
//! shortfall, which asks not only whether a structure was found but how surely. What is missing was
//! missed by the detector, hidden, not shown, or is not there: neither number can tell, and neither
//! says "abnormal". Definitions, sources and figures stand in `docs/score.md`.
//!
//! Knows confidences alone; must not know boxes, files or how the frames were chosen.

mod evidence;
mod reference;
pub mod whole;
mod window;

use crate::anatomy::{Structure, View};

pub use evidence::{Evidence, strength};
pub use window::strongest_window;

use Structure::{
    AscendingAorta, Crux, DuctusArteriosus, LeftAtrium, LeftVentricle, MitralValve,
    PulmonaryArtery, RightAtrium, RightVentricle, SuperiorVenaCava, TricuspidValve,
    VentricularSeptum,
};

/// How many frames the published scores are made of.
pub const FRAMES: usize = 20;

/// From which share of the normal cases on something is worth another look, in percent.
const LOOK_AGAIN_FROM: u8 = 90;
/// How many structures are named for another look.
const LOOK_AGAIN_MAX: usize = 3;

/// The two groups of views that have scores of their own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Plane {
    /// The heart: the four-chamber view.
    Heart,
    /// The great vessels: the three-vessel views.
    Vessels,
}

impl Plane {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Heart, Self::Vessels];

    /// Name in `snake_case`, as in records.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Heart => "heart",
            Self::Vessels => "vessels",
        }
    }

    /// The structures that count. Those of the published scores: numbers 1 to 8, and 9, 10, 11 and 18
    /// of Komatsu et al., Applied Sciences 2021, 11(1):371.
    #[must_use]
    pub const fn structures(self) -> &'static [Structure] {
        match self {
            Self::Heart => &[
                Crux,
                VentricularSeptum,
                RightAtrium,
                TricuspidValve,
                RightVentricle,
                LeftAtrium,
                MitralValve,
                LeftVentricle,
            ],
            Self::Vessels => &[
                PulmonaryArtery,
                AscendingAorta,
                SuperiorVenaCava,
                DuctusArteriosus,
            ],
        }
    }

    /// The views in which they belong.
    #[must_use]
    pub const fn views(self) -> &'static [View] {
        match self {
            Self::Heart => &[View::FourChamber],
            Self::Vessels => &[View::ThreeVessel, View::ThreeVesselTrachea],
        }
    }
}

/// The published abnormality score, 0 to 1: the share of structures and frames in which the structure
/// was not found (confidence below 0.01). The published figures are of 20 frames of the plane's views
/// each. `None` without frames.
#[must_use]
#[expect(clippy::cast_precision_loss, reason = "counts far below 2^52")]
pub fn published(plane: Plane, evidence: &Evidence) -> Option<f64> {
    let possible = plane.structures().len() as u64 * evidence.frames();
    let found: u64 = plane.structures().iter().map(|s| evidence.found(*s)).sum();
    (possible > 0).then(|| (possible - found) as f64 / possible as f64)
}

/// The shortfall, 0 to 1: one less the mean [`strength`] of the plane's structures over the frames.
/// `None` without frames.
#[must_use]
#[expect(clippy::cast_precision_loss, reason = "at most twelve")]
pub fn shortfall(plane: Plane, evidence: &Evidence) -> Option<f64> {
    let structures = plane.structures();
    let strengths = structures.iter().map(|s| evidence.strength(*s));
    let sum: f64 = strengths.sum::<Option<f64>>()?;
    Some(1.0 - sum / structures.len() as f64)
}

/// The shortfall of several planes: each counts alike. `None` without planes, or without frames of one.
#[must_use]
#[expect(clippy::cast_precision_loss, reason = "at most two")]
pub fn shortfall_of_all(planes: &[(Plane, &Evidence)]) -> Option<f64> {
    let each = planes.iter().map(|(plane, of)| shortfall(*plane, of));
    let sum: f64 = each.sum::<Option<f64>>()?;
    (!planes.is_empty()).then(|| sum / planes.len() as f64)
}

/// Which share of the normal hearts of the reference a shortfall exceeds, in percent: 0, 50, 75 or 90.
/// `planes` are those that it is of. It holds for frames chosen as those of the reference were: 20 good
/// ones of each plane, by an examiner.
#[must_use]
pub fn above(planes: &[(Plane, &Evidence)], shortfall: f64) -> u8 {
    let centiles = match planes {
        [(Plane::Heart, _)] => reference::HEART,
        [(Plane::Vessels, _)] => reference::VESSELS,
        _ => reference::BOTH,
    };
    let mut centiles = centiles.into_iter().zip([50, 75, LOOK_AGAIN_FROM]);
    let highest = centiles.rfind(|(at, _)| shortfall > *at);
    highest.map_or(0, |(_, percent)| percent)
}

/// How strongly a structure shows, beside what is usual.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Shown {
    /// Its plane.
    pub plane: Plane,
    /// The structure.
    pub structure: Structure,
    /// Share of the frames in which it was found, 0 to 1.
    pub share: f64,
    /// Its best confidence, 0 to 1.
    pub best: f32,
    /// Its mean [`strength`], 0 to 1.
    pub strength: f64,
    /// The mean of that in the normal hearts of the reference.
    pub usual: f64,
    /// Standard deviation of that among them.
    pub spread: f64,
    /// What it adds to the shortfall, against usual: these sum up to the shortfall less that of the
    /// mean normal heart. Negative where it shows more strongly than usual.
    pub adds: f64,
}

/// What the shortfall of these planes is made of, the largest part first.
#[must_use]
#[expect(clippy::cast_precision_loss, reason = "at most twelve")]
pub fn drivers(planes: &[(Plane, &Evidence)]) -> Vec<Shown> {
    let mut drivers = Vec::new();
    for (plane, evidence) in planes {
        let parts = (plane.structures().len() * planes.len()) as f64;
        for (_, structure, usual, spread) in reference::USUAL.iter().filter(|u| u.0 == *plane) {
            let shown = evidence
                .share(*structure)
                .zip(evidence.strength(*structure));
            let Some((share, strength)) = shown else {
                continue;
            };
            drivers.push(Shown {
                plane: *plane,
                structure: *structure,
                share,
                best: evidence.best(*structure),
                strength,
                usual: *usual,
                spread: *spread,
                adds: (usual - strength) / parts,
            });
        }
    }
    drivers.sort_by(|a, b| b.adds.total_cmp(&a.adds));
    drivers
}

/// The structures to look at again: none unless the shortfall exceeds that of 90 % of the normal
/// hearts; else at most three, those that add the most and lie at least one spread below usual.
#[must_use]
pub fn look_again(planes: &[(Plane, &Evidence)]) -> Vec<Shown> {
    let far = shortfall_of_all(planes).is_some_and(|s| above(planes, s) >= LOOK_AGAIN_FROM);
    let mut drivers = if far { drivers(planes) } else { Vec::new() };
    drivers.retain(|one| one.usual - one.strength >= one.spread);
    drivers.truncate(LOOK_AGAIN_MAX);
    drivers
}

#[cfg(test)]
mod tests;
