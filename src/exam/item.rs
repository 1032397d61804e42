use std::time::Duration;

use crate::anatomy::View;

/// What can be said of a checklist item. Never "normal", never "abnormal".
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ItemState {
    /// It cannot be judged: no picture yet, laterality not entered, or the item needs a measure or
    /// motion. Kept apart from [`ItemState::NotSeen`] everywhere.
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

/// A checklist item as it stands now.
#[derive(Clone, Debug, PartialEq)]
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
}
