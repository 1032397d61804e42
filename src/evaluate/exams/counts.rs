//! What is counted of one sweep, and figures of several that are weighted as a resample weights them.

use super::{
    ExamOutcome, Measured, SweepKind,
    expected::{Verdict, expected, never_shown, verdict},
    truth::{MEASURES, SweepTruth},
};
use crate::{
    anatomy::{ItemSpec, Profile, View},
    evaluate::{Estimate, area_under_roc, bootstrap},
    exam::ItemState,
    record::FrameRecord,
};

/// A view shown for less, seconds, is too brief for any claim: as in the checklist.
const BRIEF_S: f64 = 0.5;
/// What the reason for an item of a view never shown has to say.
const NOT_SHOWN: &str = "not shown";
/// How long a stale picture may be taken for a live one, milliseconds.
const STALE_MS: f64 = 1000.0;

/// How many item states are right, undecided and wrong.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Tally {
    pub right: u64,
    pub undecided: u64,
    pub wrong: u64,
}

impl Tally {
    pub fn count(&mut self, verdict: Verdict) {
        match verdict {
            Verdict::Right => self.right += 1,
            Verdict::Undecided => self.undecided += 1,
            Verdict::Wrong => self.wrong += 1,
        }
    }

    pub fn add(&mut self, other: &Self, times: u64) {
        self.right += times * other.right;
        self.undecided += times * other.undecided;
        self.wrong += times * other.wrong;
    }

    pub fn all(&self) -> u64 {
        self.right + self.undecided + self.wrong
    }

    /// Share that is right.
    pub fn accuracy(&self) -> Option<f64> {
        share(self.right, self.all())
    }

    /// Share that is right of those that are right or wrong.
    pub fn accuracy_of_said(&self) -> Option<f64> {
        share(self.right, self.right + self.wrong)
    }
}

/// What is counted of one sweep.
pub(super) struct Sweep {
    pub kind: SweepKind,
    pub truth: SweepTruth,
    pub outcome: ExamOutcome,
    /// In the order of the checklist; `None` where the truth cannot say.
    pub verdicts: Vec<Option<Verdict>>,
    /// Items that meet a criterion although their view was never shown.
    pub unfounded: u64,
    /// Frozen frames past the first second, and how many of them were read as live.
    pub stale: [u64; 2],
}

impl Sweep {
    pub fn new(
        profile: &Profile,
        kind: SweepKind,
        [labels, frames]: [&[FrameRecord]; 2],
        outcome: ExamOutcome,
    ) -> Self {
        let truth = SweepTruth::read(labels);
        let unfounded = |spec: &&ItemSpec| {
            let state = outcome.item(&spec.id).map(|item| item.state);
            never_shown(spec, &truth) && state == Some(ItemState::Meets)
        };
        Self {
            unfounded: profile.items.iter().filter(unfounded).count() as u64,
            verdicts: profile
                .items
                .iter()
                .map(|spec| judge(spec, &truth, &outcome))
                .collect(),
            stale: stale(labels, frames),
            kind,
            truth,
            outcome,
        }
    }

    /// Error of a measure; `None` where it was withheld, or its truth is not known.
    pub fn error(&self, measure: &str) -> Option<f64> {
        match self.outcome.measures.get(measure)? {
            Measured::Value(value) => Some((value - self.truth.measures.get(measure)?).abs()),
            Measured::Withheld(_) => None,
        }
    }
}

fn judge(spec: &ItemSpec, truth: &SweepTruth, outcome: &ExamOutcome) -> Option<Verdict> {
    let item = outcome.item(&spec.id)?;
    if never_shown(spec, truth) {
        let silent = matches!(item.state, ItemState::NotSeen | ItemState::CannotAssess);
        return Some(if !silent {
            Verdict::Wrong
        } else if item.reason.contains(NOT_SHOWN) {
            Verdict::Right
        } else {
            Verdict::Undecided
        });
    }
    let right = expected(spec, truth)?;
    let brief = spec.view != View::None && truth.view(spec.view).longest_s < BRIEF_S;
    if brief && item.state == ItemState::CannotAssess {
        return Some(Verdict::Right);
    }
    Some(verdict(right, item.state))
}

/// Frames of a frozen picture past their first second, and how many of them were read as live.
fn stale(labels: &[FrameRecord], frames: &[FrameRecord]) -> [u64; 2] {
    let mut since: Option<f64> = None;
    let mut counts = [0, 0];
    for label in labels {
        if label.picture != "frozen" {
            since = None;
            continue;
        }
        let since = *since.get_or_insert(label.time_ms);
        if label.time_ms - since <= STALE_MS {
            continue;
        }
        counts[0] += 1;
        let found = frames.binary_search_by_key(&label.frame, |f| f.frame);
        counts[1] += u64::from(found.is_ok_and(|at| frames[at].is_live()));
    }
    counts
}

/// A share; `None` of nothing.
pub(super) fn share(part: u64, whole: u64) -> Option<f64> {
    (whole > 0).then(|| part as f64 / whole as f64)
}

/// A figure of some sweeps with the interval from resampling them. `figure` is told how often each is
/// in it.
pub(super) fn estimate(sweeps: usize, figure: impl Fn(&[u32]) -> Option<f64>) -> Estimate {
    let whole = figure(&vec![1; sweeps]);
    Estimate::new(whole, bootstrap::draws(sweeps).map(|w| figure(&w)))
}

/// Each value as often as it is weighted.
pub(super) fn repeated<'a>(
    values: impl Iterator<Item = (Option<f64>, u32)> + 'a,
) -> impl Iterator<Item = f64> + 'a {
    values.flat_map(|(value, times)| std::iter::repeat_n(value, times as usize).flatten())
}

/// Area under the curve of the scores of hearts with a defect against those without.
pub(super) fn area(sweeps: &[&Sweep]) -> Estimate {
    estimate(sweeps.len(), |weights| {
        let scores = |normal: bool| -> Vec<f64> {
            let of = sweeps.iter().zip(weights);
            let of = of.filter(|(sweep, _)| sweep.truth.is_normal() == normal);
            repeated(of.map(|(sweep, times)| (sweep.outcome.score, *times))).collect()
        };
        area_under_roc(&scores(false), &scores(true))
    })
}

/// A centile of the errors of a measure, 0 to 1.
pub(super) fn error_centile(sweeps: &[&Sweep], measure: &str, centile: f64) -> Estimate {
    let errors: Vec<_> = sweeps.iter().map(|sweep| sweep.error(measure)).collect();
    estimate(sweeps.len(), |weights| {
        let of = errors.iter().copied().zip(weights.iter().copied());
        let mut sorted: Vec<f64> = repeated(of).collect();
        sorted.sort_by(f64::total_cmp);
        (!sorted.is_empty()).then(|| bootstrap::percentile(&sorted, centile))
    })
}

/// The names of all measures.
pub(super) fn measures() -> impl Iterator<Item = &'static str> {
    MEASURES.into_iter().map(|(name, _)| name)
}
