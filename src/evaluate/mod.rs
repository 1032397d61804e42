//! How well frames files agree with labels: average precision, sensitivity, specificity, views.
//!
//! Knows records only; must not know where the frames came from.

mod precision;
mod report;

use crate::{
    anatomy::{Rect, Structure, StructureMap, View},
    record::{FrameRecord, StructureRecord},
};
use precision::Ranking;
pub use report::{Report, StructureScore, ViewScore};

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
/// which nothing was found, and is told in the report.
#[derive(Clone, Debug)]
pub struct Evaluation {
    thresholds: StructureMap<f32>,
    rankings: Vec<Ranking>,
    tallies: Vec<Tally>,
    views: [ViewTally; 7],
    frames: u64,
    missing: u64,
}

/// Frames of a structure: labelled or not, found at its threshold or not.
#[derive(Clone, Copy, Debug, Default)]
struct Tally {
    there: u64,
    there_found: u64,
    absent: u64,
    absent_found: u64,
}

#[derive(Clone, Copy, Debug, Default)]
struct ViewTally {
    frames: u64,
    right: u64,
}

impl Evaluation {
    /// Nothing gathered yet. `thresholds` are the confidences from which a structure counts as
    /// found, for sensitivity and specificity.
    #[must_use]
    pub fn new(thresholds: StructureMap<f32>) -> Self {
        Self {
            thresholds,
            rankings: vec![Ranking::default(); Structure::COUNT],
            tallies: vec![Tally::default(); Structure::COUNT],
            views: [ViewTally::default(); 7],
            frames: 0,
            missing: 0,
        }
    }

    /// Adds a clip: its labels and what was found in it, each with rising frame numbers.
    ///
    /// # Errors
    /// Where the two are not of the same clip; then nothing is added.
    pub fn add(
        &mut self,
        labels: &[FrameRecord],
        frames: &[FrameRecord],
    ) -> Result<(), EvaluateError> {
        let at = |records: &[FrameRecord], frame: u64| {
            records.binary_search_by_key(&frame, |r| r.frame).ok()
        };
        if let Some(stray) = frames.iter().find(|f| at(labels, f.frame).is_none()) {
            return Err(EvaluateError::NoLabel { frame: stray.frame });
        }
        let live = || labels.iter().filter(|l| l.is_live());
        if live().next().is_none() {
            return Err(EvaluateError::NoLiveLabels);
        }
        if live().all(|l| at(frames, l.frame).is_none()) {
            return Err(EvaluateError::NothingInCommon);
        }
        let nothing = FrameRecord::default();
        for label in live() {
            let found = at(frames, label.frame).map(|i| &frames[i]);
            self.missing += u64::from(found.is_none());
            self.frame(label, found.unwrap_or(&nothing));
        }
        Ok(())
    }

    fn frame(&mut self, label: &FrameRecord, found: &FrameRecord) {
        self.frames += 1;
        let view = &mut self.views[label.view as usize];
        view.frames += 1;
        view.right += u64::from(found.view == label.view);
        for structure in Structure::ALL {
            let truth = label
                .structure(structure)
                .filter(|t| t.confidence >= LABEL_MIN);
            let guess = found.structure(structure);
            self.tallies[structure.index()].add(
                truth.is_some(),
                guess.is_some_and(|g| g.confidence >= self.thresholds[structure]),
            );
            let ranking = &mut self.rankings[structure.index()];
            ranking.labels += u64::from(truth.is_some());
            if let Some(guess) = guess {
                let right = truth.is_some_and(|t| rect(t).iou(&rect(guess)) >= IOU_MIN);
                ranking.guesses.push((guess.confidence, right));
            }
        }
    }

    /// The figures over all clips added.
    #[must_use]
    pub fn finish(self) -> Report {
        let structures: Vec<_> = Structure::ALL
            .into_iter()
            .zip(self.rankings.into_iter().zip(&self.tallies))
            .map(|(structure, (ranking, tally))| StructureScore {
                name: structure,
                labels: tally.there,
                ap50: ranking.average_precision(),
                sensitivity: share(tally.there_found, tally.there),
                specificity: share(tally.absent - tally.absent_found, tally.absent),
                threshold: self.thresholds[structure],
            })
            .collect();
        let of = |view: View| self.views[view as usize];
        let views = View::SWEEP
            .into_iter()
            .chain([View::None])
            .map(|view| ViewScore {
                view,
                frames: of(view).frames,
                accuracy: share(of(view).right, of(view).frames),
            });
        Report {
            schema: 1,
            frames: self.frames,
            frames_missing: self.missing,
            mean_ap50: mean(structures.iter().map(|s| s.ap50)),
            mean_sensitivity: mean(structures.iter().map(|s| s.sensitivity)),
            mean_specificity: mean(structures.iter().map(|s| s.specificity)),
            view_accuracy: share(self.views.iter().map(|v| v.right).sum(), self.frames),
            structures,
            views: views.collect(),
        }
    }
}

impl Tally {
    fn add(&mut self, there: bool, found: bool) {
        if there {
            self.there += 1;
            self.there_found += u64::from(found);
        } else {
            self.absent += 1;
            self.absent_found += u64::from(found);
        }
    }
}

fn rect(s: &StructureRecord) -> Rect {
    let [x, y, w, h] = s.rect;
    Rect::new(x, y, w, h)
}

#[allow(clippy::cast_precision_loss)]
fn share(part: u64, whole: u64) -> Option<f64> {
    (whole > 0).then(|| part as f64 / whole as f64)
}

#[allow(clippy::cast_precision_loss)]
fn mean(values: impl Iterator<Item = Option<f64>>) -> Option<f64> {
    let (sum, count) = values
        .flatten()
        .fold((0.0, 0_u64), |(s, n), v| (s + v, n + 1));
    (count > 0).then(|| sum / count as f64)
}

#[cfg(test)]
mod tests;
