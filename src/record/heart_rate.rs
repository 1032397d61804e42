use serde::Serialize;

use super::round;
use crate::exam::rhythm::Rhythm;

/// The heart rate of `exam.json`: the surest of the exam, or why there is none.
#[derive(Clone, Debug, Serialize)]
pub(super) struct HeartRateRecord {
    /// Beats a minute.
    bpm: Option<f64>,
    /// Its standard error.
    error_bpm: Option<f64>,
    /// How evenly beat follows beat, 0 to 1.
    regularity: Option<f32>,
    /// Why there is none.
    #[serde(skip_serializing_if = "Option::is_none")]
    withheld: Option<&'static str>,
    /// Numbers of the first and the last frame that it is from.
    frames: [u64; 2],
    span_ms: f64,
}

impl From<&Rhythm> for HeartRateRecord {
    fn from(rhythm: &Rhythm) -> Self {
        let told = rhythm.bpm.is_some();
        Self {
            bpm: rhythm.bpm.map(round::tenths),
            error_bpm: told.then(|| round::tenths(rhythm.error_bpm)),
            regularity: told.then(|| round::confidence(rhythm.regularity)),
            withheld: rhythm.withheld.map(|why| why.name()),
            frames: rhythm.frames,
            span_ms: round::milliseconds(rhythm.span),
        }
    }
}
