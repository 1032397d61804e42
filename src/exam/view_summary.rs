//! When a view was shown, and which of its frames shows it best.

use std::time::Duration;

use super::Observation;
use crate::{
    anatomy::{Profile, StructureMap, View},
    detector::Detections,
};

/// When a view was shown.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct ViewSummary {
    /// The view.
    pub view: View,
    /// How many live frames showed it; the rest says something only where this is not zero.
    pub frames: u64,
    /// Time of the first such frame.
    pub first: Duration,
    /// Time of the last such frame.
    pub last: Duration,
    /// The frame to keep as its key image: of those with the most of the view's structures, the one with
    /// the most evidence for the view, weighted by how sharp it is.
    pub best_frame: u64,
    /// How many of the structures that the checklist asks for in this view were found in it.
    pub complete: u32,
    /// The evidence for the view in that frame, 0 to 1.
    pub confidence: f32,
    /// How sharp that frame is; see [`Observation::sharpness`].
    pub sharpness: f32,
    /// The longest time for which it was shown without a break.
    pub longest: Duration,
}

impl ViewSummary {
    /// Takes a frame of the view in: whether it is the best so far.
    pub(super) fn add(
        &mut self,
        observation: &Observation,
        evidence: f32,
        complete: u32,
        since: Option<Duration>,
    ) -> bool {
        let Observation {
            frame,
            time,
            sharpness,
            ..
        } = *observation;
        if self.frames == 0 {
            self.first = time;
        }
        let worth = |complete, evidence, sharpness| (complete, worth(evidence, sharpness));
        let best = self.frames == 0
            || worth(complete, evidence, sharpness)
                > worth(self.complete, self.confidence, self.sharpness);
        if best {
            (self.best_frame, self.complete) = (frame, complete);
            (self.confidence, self.sharpness) = (evidence, sharpness);
        }
        self.frames += 1;
        self.last = time;
        let held = since.map_or(Duration::ZERO, |since| time.saturating_sub(since));
        self.longest = self.longest.max(held);
        best
    }
}

/// Evidence for the view, weighted by sharpness. Where nobody looked at it, evidence alone counts.
fn worth(evidence: f32, sharpness: f32) -> f32 {
    evidence * (SHARPNESS_HALF + sharpness)
}

/// The sharpness that doubles the worth of a frame against one without any: about what a frame in the middle has.
/// Two sweeps of the phantom have 0.017 to 0.031.
const SHARPNESS_HALF: f32 = 0.02;

/// The structures that a checklist asks for, by view: bit by structure.
#[derive(Clone, Copy, Debug)]
pub(super) struct Asked([u32; 7]);

impl Asked {
    pub(super) fn by(profile: &Profile) -> Self {
        let mut asked = [0; 7];
        for item in &profile.items {
            for structure in &item.structures {
                asked[item.view as usize] |= 1 << structure.index();
            }
        }
        Self(asked)
    }

    /// How many of a view's structures were found.
    pub(super) fn found(
        &self,
        view: View,
        structures: &Detections,
        thresholds: &StructureMap<f32>,
    ) -> u32 {
        let found = structures.iter().filter(|(structure, detection)| {
            self.0[view as usize] >> structure.index() & 1 == 1
                && detection.confidence >= thresholds[*structure]
        });
        found.map(|_| 1).sum()
    }
}
