//! How well whole exams agree with the truth: does the exam's own score tell hearts with a defect from
//! those without, are the checklist's states right, how far off are the measures, and what does it
//! make of sweeps that are incomplete, hasty, frozen, or of a fetus that lies the other way round.
//!
//! Knows labels, frames and the exam's record; must not know how an exam comes to its results.

mod counts;
mod expected;
mod outcome;
mod report;
mod report_text;
#[cfg(test)]
mod tests;
mod truth;

use serde::Serialize;

use crate::{anatomy::Profile, evaluate::EvaluateError, record::FrameRecord};

pub use outcome::{ExamOutcome, ItemOutcome, Measured};
pub use report::{
    AreaScore, ExamsReport, ExamsSetting, ItemScore, MeasureScore, SpecialScore, WithheldCount,
};
pub use truth::SweepTruth;

use counts::Sweep;

/// How a sweep was led, and what came between.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum SweepKind {
    /// All views, by a calm or a trembling hand.
    #[default]
    Usual,
    /// One view is never shown.
    Incomplete,
    /// Too fast to halt anywhere.
    Hasty,
    /// The scanner's picture stands still in its middle third.
    Frozen,
    /// A fetus with its spine towards the probe, seen the other way round.
    Turned,
}

impl SweepKind {
    /// The kinds whose states and reasons are looked at apart.
    pub const SPECIAL: [Self; 4] = [Self::Incomplete, Self::Hasty, Self::Frozen, Self::Turned];

    /// Name in `snake_case`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Usual => "usual",
            Self::Incomplete => "incomplete",
            Self::Hasty => "hasty",
            Self::Frozen => "frozen",
            Self::Turned => "turned",
        }
    }
}

/// Gathers exams with the truth about their sweeps.
pub struct Exams {
    profile: Profile,
    sweeps: Vec<Sweep>,
}

impl Exams {
    /// Nothing gathered yet. The exams go by this checklist.
    #[must_use]
    pub const fn new(profile: Profile) -> Self {
        Self {
            profile,
            sweeps: Vec::new(),
        }
    }

    /// Adds a sweep: its labels and what was found in it, each with rising frame numbers, and what the
    /// exam said. Sweeps are what the intervals resample, so that they should be of different fetuses.
    ///
    /// # Errors
    /// Where no label is of a live picture; then nothing is added.
    pub fn add(
        &mut self,
        kind: SweepKind,
        labels: &[FrameRecord],
        frames: &[FrameRecord],
        outcome: ExamOutcome,
    ) -> Result<(), EvaluateError> {
        if !labels.iter().any(FrameRecord::is_live) {
            return Err(EvaluateError::NoLiveLabels);
        }
        let sweep = Sweep::new(&self.profile, kind, [labels, frames], outcome);
        self.sweeps.push(sweep);
        Ok(())
    }

    /// The figures over all sweeps added.
    #[must_use]
    pub fn finish(&self, setting: ExamsSetting) -> ExamsReport {
        ExamsReport::new(&self.profile, &self.sweeps, setting)
    }
}
