//! Whether confidences mean what they say: of the guesses of confidence 0.8, are eight in ten right?
//!
//! Expected calibration error: the mean distance between confidence and share right over ten bins,
//! weighted by their guesses (Naeini et al., AAAI 2015). A guess is right where its box is. Records
//! list guesses from a confidence of 0.01 on; those below are not in the error.

use serde::Serialize;

use super::outcome::Clip;
use crate::anatomy::Structure;

const BINS: usize = 10;

/// The guesses whose confidence lies in one tenth.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize)]
pub struct Bin {
    /// How many.
    pub guesses: u64,
    /// Their mean confidence; `None` where there are none.
    pub confidence: Option<f64>,
    /// Share of them whose box is right.
    pub right: Option<f64>,
}

/// Confidence against truth over all structures.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Reliability {
    /// Expected calibration error, 0 to 1; `None` where nothing was guessed.
    pub ece: Option<f64>,
    /// Ten bins from confidence 0 to 1.
    pub bins: Vec<Bin>,
}

#[derive(Clone, Copy, Debug, Default)]
struct Sums {
    guesses: u64,
    right: u64,
    confidence: f64,
}

/// Sums by structure.
pub(super) struct Reliabilities(Vec<[Sums; BINS]>);

impl Reliabilities {
    pub fn of(clips: &[Clip]) -> Self {
        let mut sums = vec![[Sums::default(); BINS]; Structure::COUNT];
        for frame in clips.iter().flat_map(|c| &c.frames) {
            for (sums, outcome) in sums.iter_mut().zip(&frame.structures) {
                if let Some((confidence, right)) = outcome.judged() {
                    // In f32 a confidence of 0.9, as records write it, times 10 is 9.
                    let bin = (confidence * BINS as f32) as usize;
                    let sums = &mut sums[bin.min(BINS - 1)];
                    sums.guesses += 1;
                    sums.right += u64::from(right);
                    sums.confidence += f64::from(confidence);
                }
            }
        }
        Self(sums)
    }

    /// Expected calibration error of one structure.
    pub fn ece(&self, structure: Structure) -> Option<f64> {
        ece(&self.0[structure.index()])
    }

    /// Over all structures.
    pub fn overall(&self) -> Reliability {
        let mut total = [Sums::default(); BINS];
        for sums in &self.0 {
            for (total, sums) in total.iter_mut().zip(sums) {
                total.guesses += sums.guesses;
                total.right += sums.right;
                total.confidence += sums.confidence;
            }
        }
        Reliability {
            ece: ece(&total),
            bins: total.iter().map(Sums::bin).collect(),
        }
    }
}

impl Sums {
    fn bin(&self) -> Bin {
        let of = |sum: f64| (self.guesses > 0).then(|| sum / self.guesses as f64);
        Bin {
            guesses: self.guesses,
            confidence: of(self.confidence),
            right: of(self.right as f64),
        }
    }
}

fn ece(sums: &[Sums; BINS]) -> Option<f64> {
    let all: u64 = sums.iter().map(|s| s.guesses).sum();
    let apart: f64 = sums
        .iter()
        .map(|s| (s.confidence - s.right as f64).abs())
        .sum();
    (all > 0).then(|| apart / all as f64)
}

#[cfg(test)]
mod tests {
    use super::{Reliabilities, Sums, ece};
    use crate::anatomy::Structure;

    #[test]
    fn the_error_is_the_weighted_distance() {
        let mut sums = [Sums::default(); 10];
        assert_eq!(ece(&sums), None);
        // Four of confidence 0.9, three right; six of confidence 0.25, none right.
        sums[9] = Sums {
            guesses: 4,
            right: 3,
            confidence: 3.6,
        };
        sums[2] = Sums {
            guesses: 6,
            right: 0,
            confidence: 1.5,
        };
        assert!((ece(&sums).unwrap() - 0.21).abs() < 1e-12);
        let mut all = vec![[Sums::default(); 10]; Structure::COUNT];
        (all[0], all[5]) = (sums, sums);
        let overall = Reliabilities(all).overall();
        assert!((overall.ece.unwrap() - 0.21).abs() < 1e-12);
        assert_eq!(overall.bins[9].guesses, 8);
        assert!((overall.bins[9].right.unwrap() - 0.75).abs() < 1e-12);
        assert_eq!(overall.bins[0].confidence, None);
    }
}
