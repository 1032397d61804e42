//! What a label and a frame say of each other, boiled down to what the figures need.

use super::{IOU_MIN, LABEL_MIN};
use crate::{
    anatomy::{Rect, Structure, View},
    record::{FrameRecord, LabelRecord, StructureRecord},
};

/// Whether a structure is in the picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Presence {
    Absent,
    There,
    /// Neither finding it nor missing it is wrong.
    Difficult,
}

/// One structure in one frame.
#[derive(Clone, Copy, Debug)]
pub(super) struct Outcome {
    pub presence: Presence,
    /// Confidence of the guess, where there is one.
    pub guess: Option<f32>,
    /// Whether the guess's box lies on the label's.
    pub overlaps: bool,
}

/// One frame.
#[derive(Clone, Debug)]
pub(super) struct FrameOutcome {
    pub view: View,
    pub view_told: View,
    /// False where two people could name the view differently.
    pub view_clear: bool,
    /// In the order of [`Structure::ALL`].
    pub structures: [Outcome; Structure::COUNT],
}

/// One clip, live frames only.
#[derive(Clone, Debug)]
pub(super) struct Clip {
    /// What its labels say of it.
    pub about: LabelRecord,
    pub frames: Vec<FrameOutcome>,
    /// How many of the frames were not read.
    pub missing: u64,
    /// How many of the frames were read, and not taken for live ultrasound.
    pub not_live: u64,
}

impl FrameOutcome {
    pub fn compare(label: &FrameRecord, found: &FrameRecord) -> Self {
        Self {
            view: label.view,
            view_told: found.view,
            view_clear: label.label.as_ref().is_none_or(|l| l.view_clear),
            structures: Structure::ALL.map(|structure| {
                let truth = labelled(label, structure);
                let guess = found.structure(structure);
                Outcome {
                    presence: match truth {
                        None => Presence::Absent,
                        Some(truth) if truth.difficult => Presence::Difficult,
                        Some(_) => Presence::There,
                    },
                    guess: guess.map(|g| g.confidence),
                    overlaps: truth
                        .zip(guess)
                        .is_some_and(|(t, g)| rect(t).iou(&rect(g)) >= IOU_MIN),
                }
            }),
        }
    }
}

impl Outcome {
    /// The guess as average precision and reliability count it: its confidence, and whether it is
    /// right. A box on a difficult structure is neither right nor wrong.
    pub fn judged(&self) -> Option<(f32, bool)> {
        let ignored = self.presence == Presence::Difficult && self.overlaps;
        self.guess
            .filter(|_| !ignored)
            .map(|confidence| (confidence, self.overlaps))
    }
}

/// The structure, where the label says that it is there.
pub(super) fn labelled(label: &FrameRecord, structure: Structure) -> Option<&StructureRecord> {
    label
        .structure(structure)
        .filter(|t| t.confidence >= LABEL_MIN)
}

fn rect(s: &StructureRecord) -> Rect {
    let [x, y, w, h] = s.rect;
    Rect::new(x, y, w, h)
}
