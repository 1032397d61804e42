//! What is true on average where the boxes say something else.
//!
//! A detector draws the box that it expects: a narrow ventricle comes out wider than it is, a wide one
//! narrower. So for each such quantity the true value that goes with a measured one was fitted, as three straight
//! pieces that least absolute errors choose, on phantom sweeps that no figure is taken on. The constants are those of one
//! detector on one phantom: `cargo run --example fit_corrections -- FOLDER` fits them anew, and must be run when
//! detector or measures change. How much is left to know of a quantity, its slopes say: where they are near 0, the
//! boxes do not tell it.

use super::Quantity;

/// Three straight pieces.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Correction {
    /// Of what.
    pub quantity: Quantity,
    /// What is true at a measured value of 1.
    pub at_one: f32,
    /// How much it rises with the measured value, between the hinges.
    pub slope: f32,
    /// The measured values below the first and above the second of which it rises more, and by how much.
    pub hinges: [(f32, f32); 2],
}

impl Correction {
    fn of(&self, value: f32) -> f32 {
        let [(low, below), (high, above)] = self.hinges;
        let value = value.max(0.0);
        let straight = self.at_one + self.slope * (value - 1.0);
        (straight + below * (value - low).min(0.0) + above * (value - high).max(0.0)).max(0.0)
    }
}

/// Fitted by `examples/fit_corrections.rs` on 121 sweeps of the tuning seeds 1000 to 1120.
const CORRECTIONS: [Correction; 3] = [
    Correction {
        quantity: Quantity::RvLvWidth,
        at_one: 1.053,
        slope: 0.407,
        hinges: [(0.88, 1.217), (1.235, 4.65)],
    },
    Correction {
        quantity: Quantity::RaLaWidth,
        at_one: 1.047,
        slope: 0.533,
        hinges: [(1.006, -0.28), (1.2, 2.982)],
    },
    Correction {
        quantity: Quantity::PulmonaryAorta,
        at_one: 1.057,
        slope: 0.211,
        hinges: [(1.168, 2.407), (1.661, 1.911)],
    },
];

/// What is true on average where that was measured.
pub fn corrected(quantity: Quantity, value: f32) -> f32 {
    let correction = CORRECTIONS.iter().find(|c| c.quantity == quantity);
    correction.map_or(value, |correction| correction.of(value))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn more_measured_is_never_less_and_what_has_no_correction_stays() {
        for correction in CORRECTIONS {
            let mut last = -1.0;
            for step in 0_u8..=250 {
                let value = corrected(correction.quantity, 0.02 * f32::from(step));
                // But for rounding.
                assert!(value >= last - 1e-5 && value.is_finite(), "{correction:?}");
                last = value;
            }
        }
        assert_eq!(corrected(Quantity::Axis, -43.0), -43.0);
    }
}
