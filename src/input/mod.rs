//! What a person asks for, whatever it is asked with: keys, a foot switch, a touch, the live page or
//! a line of text all end in an [`Action`].
//!
//! Knows what can be said to an exam and what a screen can do; must not know the exam itself, how a
//! screen is drawn, or threads.

mod devices;
mod hand;
mod keys;

use std::{fmt, str::FromStr, sync::Arc};

use embedded_graphics::{geometry::Point, primitives::Rectangle};

use crate::exam::{Said, Unsaid};

pub use devices::{Devices, Wanted};
pub use keys::{KeyError, KeyMap};

/// What is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Action {
    /// Something said to the exam.
    Say(Said),
    /// Another page of the screen.
    Page(PageStep),
    /// The boxes over the picture, on or off.
    Boxes,
    /// The screen brighter or darker.
    Brightness(Step),
}

/// To which page of the screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PageStep {
    /// The next one; behind the last comes the first.
    Next,
    /// The one before; before the first comes the last.
    Previous,
    /// What the probe shows now.
    Live,
    /// What the clinical engineer needs.
    Setup,
}

/// One step of a level.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// More.
    Up,
    /// Less.
    Down,
}

/// The actions that are the screen's own, by their words.
const OF_SCREEN: [(&str, Action); 7] = [
    ("page next", Action::Page(PageStep::Next)),
    ("page previous", Action::Page(PageStep::Previous)),
    ("page live", Action::Page(PageStep::Live)),
    ("page setup", Action::Page(PageStep::Setup)),
    ("boxes", Action::Boxes),
    ("brightness up", Action::Brightness(Step::Up)),
    ("brightness down", Action::Brightness(Step::Down)),
];

impl fmt::Display for Action {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Self::Say(said) = self {
            return said.fmt(f);
        }
        let found = OF_SCREEN.iter().find(|(_, action)| action == self);
        f.write_str(found.map_or("", |(words, _)| words))
    }
}

impl FromStr for Action {
    type Err = ActionError;

    /// Reads `page next`, `page previous`, `page live`, `page setup`, `boxes`, `brightness up`,
    /// `brightness down`, or what [`Said`] reads.
    fn from_str(text: &str) -> Result<Self, ActionError> {
        let mut words = text.split_whitespace();
        let (first, second) = (words.next().unwrap_or_default(), words.next());
        if !["page", "boxes", "brightness"].contains(&first) {
            return Ok(Self::Say(text.parse()?));
        }
        let said = [first, second.unwrap_or_default()].join(" ");
        let found = OF_SCREEN.iter().find(|(words, _)| *words == said.trim());
        match (found, words.next()) {
            (Some((_, action)), None) => Ok(*action),
            _ => Err(ActionError::Screen(text.trim().chars().take(30).collect())),
        }
    }
}

/// Why a text is no action.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ActionError {
    /// It begins like something that a screen does.
    #[error("`{0}` is nothing that a screen does")]
    Screen(String),
    /// It is nothing that an examiner says either.
    #[error(transparent)]
    Said(#[from] Unsaid),
}

impl ActionError {
    /// What to do about it.
    #[must_use]
    pub const fn hint(&self) -> &'static str {
        match self {
            Self::Screen(_) => {
                "say page next, page previous, page live, page setup, boxes, brightness up or \
                 brightness down"
            }
            Self::Said(unsaid) => unsaid.hint(),
        }
    }
}

/// What a person did.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Asked {
    /// Asked for an action.
    Act(Action),
    /// Touched the screen, or clicked on it.
    Press {
        /// From the left edge of the picture, 0 to 1.
        x: f32,
        /// From its top edge, 0 to 1.
        y: f32,
    },
}

/// Takes what a person did, and never waits.
pub type Asking = Arc<dyn Fn(Asked) + Send + Sync>;

/// A part of the screen that can be touched.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Zone {
    /// Where it is, pixels of the canvas.
    pub area: Rectangle,
    /// What a touch of it asks for.
    pub action: Action,
}

impl Zone {
    /// What a touch at this pixel of the canvas asks for: that of the last zone in which it lies, as
    /// the last one is drawn over the others.
    #[must_use]
    pub fn touched(zones: &[Self], at: Point) -> Option<Action> {
        let mut topmost = zones.iter().rev();
        let zone = topmost.find(|zone| zone.area.contains(at))?;
        Some(zone.action)
    }
}

#[cfg(test)]
mod tests;
