//! What some frames show of each structure.

use crate::anatomy::{Structure, StructureMap};

/// The confidence from which the published system writes a structure down and counts it as found.
const FLOOR: f32 = 0.01;
/// Strengths are summed as whole numbers, so that the order of the frames does not matter.
const STEPS: f64 = 1e6;

/// How strongly a structure shows in a frame: the logarithm of its confidence, 0 at 0.01 and below,
/// one half at 0.1, 1 at full confidence.
#[must_use]
pub fn strength(confidence: f32) -> f64 {
    // The comparison is false for what is not a number, too.
    if confidence > FLOOR {
        let ratio = f64::from(confidence.min(1.0)) / f64::from(FLOOR);
        ratio.ln() / (1.0 / f64::from(FLOOR)).ln()
    } else {
        0.0
    }
}

/// What some frames show of each structure. Its size does not grow with the frames.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Evidence {
    frames: u64,
    found: StructureMap<u64>,
    strength: StructureMap<u64>,
    best: StructureMap<f32>,
}

impl Evidence {
    /// Takes a frame in: the confidence of each structure, 0 to 1. What is larger counts as 1, what is
    /// negative or no number as 0.
    pub fn add(&mut self, confidence: &StructureMap<f32>) {
        self.frames += 1;
        for (structure, confidence) in confidence.iter() {
            let known = Some(*confidence).filter(|c| !c.is_nan());
            let confidence = known.map_or(0.0, |c| c.clamp(0.0, 1.0));
            self.found[structure] += u64::from(confidence >= FLOOR);
            self.strength[structure] += steps(confidence);
            self.best[structure] = self.best[structure].max(confidence);
        }
    }

    /// How many frames.
    #[must_use]
    pub const fn frames(&self) -> u64 {
        self.frames
    }

    /// In how many of them a structure was found.
    #[must_use]
    pub fn found(&self, structure: Structure) -> u64 {
        self.found[structure]
    }

    /// In which share of the frames a structure was found, 0 to 1; `None` without frames.
    #[must_use]
    pub fn share(&self, structure: Structure) -> Option<f64> {
        self.mean(self.found[structure])
    }

    /// The mean [`strength`] of a structure, 0 to 1; `None` without frames.
    #[must_use]
    pub fn strength(&self, structure: Structure) -> Option<f64> {
        self.mean(self.strength[structure]).map(|sum| sum / STEPS)
    }

    /// The best confidence of a structure, 0 to 1.
    #[must_use]
    pub fn best(&self, structure: Structure) -> f32 {
        self.best[structure]
    }

    #[expect(clippy::cast_precision_loss, reason = "far below 2^52")]
    fn mean(&self, sum: u64) -> Option<f64> {
        (self.frames > 0).then(|| sum as f64 / self.frames as f64)
    }
}

/// The strength as a whole number.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "0 to a million"
)]
pub(super) fn steps(confidence: f32) -> u64 {
    (strength(confidence) * STEPS).round() as u64
}
