use std::time::Duration;

use super::measure::{NoScore, Quantity, Reading};
use crate::anatomy::{Rule, View};

/// What can be said of a checklist item. Never "normal", never "abnormal".
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ItemState {
    /// It cannot be judged: no picture yet, laterality not entered, a measurement withheld, or no rule of
    /// the program settles it. Kept apart from [`ItemState::NotSeen`] everywhere.
    #[default]
    CannotAssess,
    /// Pictures were analysed and the item's structures were not found in its view, or the view was
    /// not shown yet; the reason says which.
    NotSeen,
    /// The structures were found. Says nothing of normal or abnormal.
    Seen,
    /// A measured criterion is met.
    Meets,
    /// A measured criterion is not met.
    Outside,
}

impl ItemState {
    /// Whether the item's structures were found.
    #[must_use]
    pub const fn is_seen(self) -> bool {
        matches!(self, Self::Seen | Self::Meets | Self::Outside)
    }

    /// Name in `snake_case`, as in records.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::CannotAssess => "cannot_assess",
            Self::NotSeen => "not_seen",
            Self::Seen => "seen",
            Self::Meets => "meets",
            Self::Outside => "outside",
        }
    }
}

/// How many numbers an item has at most.
pub const EVIDENCE_MAX: usize = 4;

/// A number behind an item's state.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Evidence {
    /// What was measured.
    pub quantity: Quantity,
    /// Its median, spread and frames.
    pub reading: Reading,
    /// The least and the most that meet the criterion, where the checklist says so for this fetus.
    pub limits: [Option<f64>; 2],
    /// How many published standard deviations it lies from the mean of its age.
    pub z_score: Result<f32, NoScore>,
}

/// A checklist item as it stands now.
#[derive(Debug, Default, PartialEq)]
pub struct Item {
    /// Identifier of the checklist: `A2`, `F5`.
    pub id: String,
    /// The view that the item belongs to; [`View::None`] for one that any view can settle.
    pub view: View,
    /// Short wording for people: `Four chambers`.
    pub label: String,
    /// What can be said.
    pub state: ItemState,
    /// The best confidence of the item's weakest structure so far, 0 to 1.
    pub confidence: f32,
    /// The frame behind the state, where one is: of the frames in which all structures were found,
    /// the one whose weakest structure is strongest.
    pub frame: Option<u64>,
    /// The time of that frame.
    pub time: Option<Duration>,
    /// Why the state is what it is, for people.
    pub reason: String,
    /// The rule of the program that says so.
    pub rule: Rule,
    /// The numbers behind it.
    pub evidence: [Option<Evidence>; EVIDENCE_MAX],
}

impl Clone for Item {
    fn clone(&self) -> Self {
        let mut item = Self::default();
        item.clone_from(self);
        item
    }

    /// Keeps the buffers: screens copy the checklist many times a second.
    fn clone_from(&mut self, other: &Self) {
        self.id.clone_from(&other.id);
        self.label.clone_from(&other.label);
        // As much room as the original has: no later reason needs more.
        self.reason.clear();
        self.reason.reserve(other.reason.capacity());
        self.reason.push_str(&other.reason);
        (self.view, self.state, self.confidence) = (other.view, other.state, other.confidence);
        (self.frame, self.time) = (other.frame, other.time);
        (self.rule, self.evidence) = (other.rule, other.evidence);
    }
}
