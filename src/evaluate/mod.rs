//! How well frames files agree with labels: average precision, sensitivity, specificity, views,
//! calibration, each with an interval, by case, screen and age; as a table, as JSON and as a page.
//!
//! Knows records only; must not know where the frames came from.

mod bootstrap;
mod changes;
pub mod exams;
mod false_alarms;
mod figures;
mod goals;
mod groups;
mod outcome;
mod page;
mod precision;
mod reliability;
mod report;
mod report_text;
mod roc;
mod suite;
mod tally;

use crate::{anatomy::StructureMap, record::FrameRecord};

pub use bootstrap::Estimate;
pub use changes::{ChangeReport, Changes, ItemChange, StructureChange};
pub use false_alarms::{AlarmScore, FalseAlarms};
pub use goals::{Bound, Goal};
pub use groups::{By, GroupScore};
pub use page::{report_page, suite_page};
pub use reliability::{Bin, Reliability};
pub use report::{Report, StructureScore, ViewScore};
pub use roc::area_under_roc;
pub use suite::{PackName, Setting, Suite, SuiteReport};

use figures::{Figures, Set};
use outcome::{Clip, FrameOutcome};

/// The overlap from which a box counts as right.
const IOU_MIN: f32 = 0.5;
/// From this confidence on a labelled structure counts as there; the phantom's labels say 1.
const LABEL_MIN: f32 = 0.5;

/// Why frames cannot be compared with labels.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum EvaluateError {
    /// The frames file has a frame that the labels do not know.
    #[error("frame {frame} has no label")]
    NoLabel {
        /// Number of the frame.
        frame: u64,
    },
    /// No labelled live frame is in the frames file.
    #[error("no frame is in both the labels and the frames file")]
    NothingInCommon,
    /// There is no label of a live picture.
    #[error("the labels hold no live frame")]
    NoLiveLabels,
}

impl EvaluateError {
    /// What to do about it.
    #[must_use]
    pub fn hint(&self) -> Option<&'static str> {
        Some(match self {
            Self::NoLabel { .. } | Self::NothingInCommon => {
                "labels and frames must be of the same clip: `phantom --labels` writes the labels, \
                 `read` writes frames.jsonl"
            }
            Self::NoLiveLabels => "only frames whose label says \"picture\":\"live\" are compared",
        })
    }
}

/// Gathers pairs of labels and frames over any number of clips.
///
/// Only frames labelled live count. Of those, one that the frames file lacks counts as one in
/// which nothing was found, and so does one that was not taken for live ultrasound; the report tells
/// how many there are. A structure that is labelled as difficult counts neither way (PASCAL VOC:
/// Everingham et al., IJCV 2010, 88:303): it is no miss, a box on it is no false alarm, and the
/// frame is left out of its sensitivity and specificity.
#[derive(Clone, Debug)]
pub struct Evaluation {
    thresholds: StructureMap<f32>,
    clips: Vec<Clip>,
}

impl Evaluation {
    /// Nothing gathered yet. `thresholds` are the confidences from which a structure counts as
    /// found, for sensitivity and specificity.
    #[must_use]
    pub const fn new(thresholds: StructureMap<f32>) -> Self {
        Self {
            thresholds,
            clips: Vec::new(),
        }
    }

    /// Adds a clip: its labels and what was found in it, each with rising frame numbers. Clips are
    /// what the intervals resample, so that they should be of different fetuses.
    ///
    /// # Errors
    /// Where the two are not of the same clip; then nothing is added.
    pub fn add(
        &mut self,
        labels: &[FrameRecord],
        frames: &[FrameRecord],
    ) -> Result<(), EvaluateError> {
        let pairs = paired(labels, frames)?;
        let nothing = FrameRecord::default();
        let outcomes = pairs
            .iter()
            .map(|(label, found)| FrameOutcome::compare(label, found.unwrap_or(&nothing)));
        self.clips.push(Clip {
            about: pairs
                .iter()
                .find_map(|(label, _)| label.label.clone())
                .unwrap_or_default(),
            frames: outcomes.collect(),
            missing: count(&pairs, |found| found.is_none()),
            not_live: count(&pairs, |found| found.is_some_and(|f| !f.is_live())),
        });
        Ok(())
    }

    /// The figures over all clips added.
    #[must_use]
    pub fn finish(&self) -> Report {
        Report::new(self)
    }

    /// The mean average precision of this one less that of `other`, which has the same clips in
    /// the same order; the interval is that of the difference, clip by clip.
    #[must_use]
    pub fn mean_ap50_less(&self, other: &Self) -> Estimate {
        let set = |evaluation: &Self| {
            let clips: Vec<_> = evaluation.clips.iter().collect();
            Set::new(&clips, &evaluation.thresholds)
        };
        set(self).difference(&set(other), Figures::mean_ap50)
    }
}

/// In how many pairs the frame is so.
fn count(pairs: &[Pair], is: impl Fn(Option<&FrameRecord>) -> bool) -> u64 {
    pairs.iter().filter(|(_, found)| is(*found)).count() as u64
}

/// A label, and what was found in its frame if that was read.
type Pair<'a> = (&'a FrameRecord, Option<&'a FrameRecord>);

/// The live labels of a clip with what was found in their frames. A picture that was shown again is left
/// out: it was read when it came first.
fn paired<'a>(
    labels: &'a [FrameRecord],
    frames: &'a [FrameRecord],
) -> Result<Vec<Pair<'a>>, EvaluateError> {
    let at = |records: &[FrameRecord], frame: u64| {
        records.binary_search_by_key(&frame, |r| r.frame).ok()
    };
    if let Some(stray) = frames.iter().find(|f| at(labels, f.frame).is_none()) {
        return Err(EvaluateError::NoLabel { frame: stray.frame });
    }
    let live = labels.iter().filter(|l| l.is_live());
    let pairs: Vec<_> = live
        .map(|label| (label, at(frames, label.frame).map(|i| &frames[i])))
        .filter(|(_, found)| found.is_none_or(|f| !f.is_repeated()))
        .collect();
    if pairs.is_empty() {
        return Err(EvaluateError::NoLiveLabels);
    }
    if pairs.iter().all(|(_, found)| found.is_none()) {
        return Err(EvaluateError::NothingInCommon);
    }
    Ok(pairs)
}

#[cfg(test)]
mod tests;
