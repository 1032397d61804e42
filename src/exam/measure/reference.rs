//! Published means and spreads, and how far a measurement lies from them.

use super::Quantity;
use crate::exam::GestationalAge;

/// What is usual at a gestational age: mean and standard deviation are straight lines over the age in
/// weeks, each as its value at week 0 and its rise a week.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Reference {
    /// Of what.
    pub quantity: Quantity,
    mean: [f64; 2],
    spread: [f64; 2],
    /// First and last completed week for which it was published.
    pub weeks: [u8; 2],
    /// Where it was published.
    pub source: &'static str,
}

/// The formulas. Where a source gives limits alone, or means without a spread, there is none: those
/// of right to left ventricle, and of pulmonary artery to aorta.
const REFERENCES: [Reference; 4] = [
    Reference {
        quantity: Quantity::Axis,
        mean: [43.0, 0.0],
        spread: [7.0, 0.0],
        // At one mean for all ages; before 12 weeks the heart still turns (doi 10.1002/uog.13272).
        weeks: [12, 42],
        source: "Smith et al. 1995, Obstet Gynecol 85:187",
    },
    Reference {
        quantity: Quantity::HeartChestDiameter,
        mean: [0.365, 0.004],
        spread: [0.031, 0.001],
        weeks: [14, 40],
        source: "Sirilert et al. 2019, z score reference ranges of the cardiothoracic diameter ratio",
    },
    Reference {
        quantity: Quantity::HeartChestArea,
        mean: [0.30, 0.0],
        spread: [0.015, 0.0],
        weeks: [15, 39],
        source: "Prenat Cardio 2018;8:20",
    },
    Reference {
        quantity: Quantity::TricuspidMitral,
        mean: [1.07, 0.0],
        spread: [0.13, 0.0],
        weeks: [15, 40],
        source: "Choi et al. 1992, J Korean Pediatr Soc 35(11)",
    },
];

/// Why there is no z-score.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoScore {
    /// No mean and spread were published.
    NoFormula,
    /// The gestational age was not entered.
    NoAge,
    /// They were published for other weeks: these.
    Outside([u8; 2]),
}

/// The formula of a quantity.
#[must_use]
pub fn reference(quantity: Quantity) -> Option<&'static Reference> {
    REFERENCES.iter().find(|r| r.quantity == quantity)
}

/// How many standard deviations a value lies above the mean of its age.
///
/// # Errors
/// Why that cannot be said.
pub fn z_score(
    quantity: Quantity,
    value: f32,
    age: Option<GestationalAge>,
) -> Result<f32, NoScore> {
    let reference = reference(quantity).ok_or(NoScore::NoFormula)?;
    let age = age.ok_or(NoScore::NoAge)?;
    let [first, last] = reference.weeks;
    if !(first..=last).contains(&age.completed_weeks()) {
        return Err(NoScore::Outside(reference.weeks));
    }
    let at = |[base, rise]: [f64; 2]| base + rise * age.weeks();
    #[expect(clippy::cast_possible_truncation, reason = "a few standard deviations")]
    let z = ((f64::from(value) - at(reference.mean)) / at(reference.spread)) as f32;
    Ok(z)
}
