//! Counts of one clip: structures found or not at their thresholds, views told.

use super::outcome::{Clip, Outcome, Presence};
use crate::anatomy::{Structure, StructureMap, View};

/// Frames of a structure: labelled or not, found at its threshold or not.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Tally {
    pub there: u64,
    pub there_found: u64,
    /// Of those found, the ones whose box is right.
    pub there_located: u64,
    pub absent: u64,
    pub absent_found: u64,
    /// Neither of the two: left out.
    pub difficult: u64,
}

/// The counts of a clip, or of several.
#[derive(Clone, Debug, Default)]
pub(super) struct Counts {
    pub structures: [Tally; Structure::COUNT],
    /// Frames by labelled view and told view, in the order of [`View::REPORTED`]; clear ones only.
    pub views: [[u64; 7]; 7],
    pub unclear: u64,
}

impl Counts {
    pub fn of(clip: &Clip, thresholds: &StructureMap<f32>) -> Self {
        let mut counts = Self::default();
        for frame in &clip.frames {
            if frame.view_clear {
                counts.views[place(frame.view)][place(frame.view_told)] += 1;
            } else {
                counts.unclear += 1;
            }
            for (structure, threshold) in thresholds.iter() {
                let outcome = &frame.structures[structure.index()];
                counts.structures[structure.index()].add(outcome, *threshold);
            }
        }
        counts
    }

    /// Adds the counts of another clip, `weight` times.
    pub fn add(&mut self, other: &Self, weight: u32) {
        let weight = u64::from(weight);
        for (mine, more) in self.structures.iter_mut().zip(&other.structures) {
            mine.there += weight * more.there;
            mine.there_found += weight * more.there_found;
            mine.there_located += weight * more.there_located;
            mine.absent += weight * more.absent;
            mine.absent_found += weight * more.absent_found;
            mine.difficult += weight * more.difficult;
        }
        let views = self.views.iter_mut().flatten();
        for (mine, more) in views.zip(other.views.iter().flatten()) {
            *mine += weight * more;
        }
        self.unclear += weight * other.unclear;
    }

    /// Share of the clear frames whose view was told right.
    pub fn view_accuracy(&self) -> Option<f64> {
        let right = (0..View::REPORTED.len()).map(|i| self.views[i][i]).sum();
        share(right, self.views.iter().flatten().sum())
    }
}

impl Tally {
    fn add(&mut self, outcome: &Outcome, threshold: f32) {
        let found = outcome.guess.is_some_and(|c| c >= threshold);
        match outcome.presence {
            Presence::There => {
                self.there += 1;
                self.there_found += u64::from(found);
                self.there_located += u64::from(found && outcome.overlaps);
            }
            Presence::Absent => {
                self.absent += 1;
                self.absent_found += u64::from(found);
            }
            Presence::Difficult => self.difficult += 1,
        }
    }

    pub fn sensitivity(&self) -> Option<f64> {
        share(self.there_found, self.there)
    }

    pub fn located(&self) -> Option<f64> {
        share(self.there_located, self.there)
    }

    pub fn specificity(&self) -> Option<f64> {
        share(self.absent - self.absent_found, self.absent)
    }
}

fn place(view: View) -> usize {
    View::REPORTED
        .iter()
        .position(|v| *v == view)
        .unwrap_or_default()
}

pub(super) fn share(part: u64, whole: u64) -> Option<f64> {
    (whole > 0).then(|| part as f64 / whole as f64)
}

/// Mean of those that there are.
pub(super) fn mean(values: impl IntoIterator<Item = Option<f64>>) -> Option<f64> {
    let (sum, count) = values
        .into_iter()
        .flatten()
        .fold((0.0, 0_u64), |(s, n), v| (s + v, n + 1));
    (count > 0).then(|| sum / count as f64)
}
