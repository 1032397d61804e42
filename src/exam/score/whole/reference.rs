//! What is usual, and how signs are weighed. Written by `examples/fit_exam_score.rs`.

use super::{UsualMeasure, UsualShare, Weights};

#[rustfmt::skip]
pub(super) static SHARES: &[UsualShare] = &[];

#[rustfmt::skip]
pub(super) static MEASURES: &[UsualMeasure] = &[];

pub(super) static WEIGHTS: Weights = Weights {
    bias: -2.0,
    missing: 0.3,
    off: 0.3,
};
