//! Measurements and the numbers behind items, as `exam.json` has them.

use serde::Serialize;

use super::round;
use crate::exam::{
    Entered, Evidence, Exam,
    measure::{NoScore, Quantity, Reading, reference, z_score},
};

/// A measurement, or why there is none.
#[derive(Clone, Debug, Serialize)]
pub(super) struct MeasureLine {
    measure: &'static str,
    view: &'static str,
    #[serde(flatten)]
    outcome: Outcome,
}

#[derive(Clone, Debug, Serialize)]
#[serde(untagged)]
enum Outcome {
    Read {
        #[serde(flatten)]
        number: Number,
        z_score: Option<f32>,
        /// The formula behind the z-score.
        #[serde(skip_serializing_if = "Option::is_none")]
        reference: Option<&'static str>,
        /// Why there is no z-score.
        #[serde(skip_serializing_if = "Option::is_none")]
        no_z_score: Option<String>,
    },
    Withheld {
        withheld: &'static str,
    },
}

/// A median with the frames that it is of.
#[derive(Clone, Debug, Serialize)]
struct Number {
    value: f32,
    spread: f32,
    confidence: f32,
    frames: u32,
    first_frame: u64,
    last_frame: u64,
    best_frame: u64,
    /// Over how many beats, at end-diastole; null: of all phases.
    beats: Option<u32>,
}

/// A number behind the state of an item.
#[derive(Clone, Debug, Serialize)]
pub(super) struct EvidenceLine {
    measure: &'static str,
    #[serde(flatten)]
    number: Number,
    min: Option<f64>,
    max: Option<f64>,
    z_score: Option<f32>,
}

impl Number {
    fn of(reading: &Reading) -> Self {
        Self {
            value: round::confidence(reading.value),
            spread: round::confidence(reading.spread),
            confidence: round::confidence(reading.confidence),
            frames: reading.frames,
            first_frame: reading.span[0],
            last_frame: reading.span[1],
            best_frame: reading.best,
            beats: reading.beats,
        }
    }
}

impl EvidenceLine {
    pub fn of(evidence: &Evidence) -> Self {
        let [min, max] = evidence.limits;
        Self {
            measure: evidence.quantity.name(),
            number: Number::of(&evidence.reading),
            min,
            max,
            z_score: evidence.z_score.ok().map(round::confidence),
        }
    }
}

/// All measurements of an exam, in the order of their views.
pub(super) fn lines(exam: &Exam) -> Vec<MeasureLine> {
    let measured = Quantity::ALL.into_iter().filter(|q| q.is_measurement());
    measured.map(|q| line(exam, q)).collect()
}

fn line(exam: &Exam, quantity: Quantity) -> MeasureLine {
    let outcome = match exam.measures().reading(quantity) {
        Ok(reading) => read(quantity, &reading, exam.entered()),
        Err(why) => Outcome::Withheld {
            withheld: why.words(),
        },
    };
    MeasureLine {
        measure: quantity.name(),
        view: quantity.view().name(),
        outcome,
    }
}

fn read(quantity: Quantity, reading: &Reading, entered: Entered) -> Outcome {
    let z = z_score(quantity, reading.value, entered.age);
    Outcome::Read {
        number: Number::of(reading),
        z_score: z.ok().map(round::confidence),
        reference: reference(quantity).map(|r| r.source),
        no_z_score: z.err().map(|why| match why {
            NoScore::NoFormula => "no mean and spread were published".to_owned(),
            NoScore::NoAge => "gestational age not entered".to_owned(),
            NoScore::Outside([first, last]) => {
                format!("published for {first} to {last} weeks")
            }
        }),
    }
}
