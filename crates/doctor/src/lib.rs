//! Checks of a board, each with what it found and what to do, and the report of a commissioning.
//!
//! What is looked at lies below a root folder, so that tests have machines of their own. Knows no picture and no model: what
//! those came to is handed in as findings.

pub mod checks;
mod date;
mod html;
mod pdf;
mod report;

use serde::Serialize;

pub use date::utc;
pub use html::html;
pub use pdf::pdf;
pub use report::{About, Report};

/// What came of a check.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Status {
    /// As it has to be.
    Pass,
    /// Not looked at, for a stated reason.
    Skipped,
    /// The board works, and somebody has to look at it.
    Warn,
    /// The board is not fit for use.
    Fail,
}

impl Status {
    /// A word for people.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Pass => "PASS",
            Self::Skipped => "NOT TESTED",
            Self::Warn => "WARN",
            Self::Fail => "FAIL",
        }
    }
}

/// What a check found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Finding {
    /// Name of the check in `snake_case`.
    pub check: &'static str,
    /// What came of it.
    pub status: Status,
    /// What was found, or why it was not looked at.
    pub found: String,
    /// What to do; empty where nothing is to be done.
    pub hint: String,
}

impl Finding {
    fn new(
        check: &'static str,
        status: Status,
        found: impl Into<String>,
        hint: impl Into<String>,
    ) -> Self {
        Self {
            check,
            status,
            found: found.into(),
            hint: hint.into(),
        }
    }

    /// As it has to be.
    #[must_use]
    pub fn pass(check: &'static str, found: impl Into<String>) -> Self {
        Self::new(check, Status::Pass, found, "")
    }

    /// Not looked at, and why.
    #[must_use]
    pub fn skipped(check: &'static str, why: impl Into<String>) -> Self {
        Self::new(check, Status::Skipped, why, "")
    }

    /// Works, and somebody has to look at it.
    #[must_use]
    pub fn warn(check: &'static str, found: impl Into<String>, hint: impl Into<String>) -> Self {
        Self::new(check, Status::Warn, found, hint)
    }

    /// Not fit for use.
    #[must_use]
    pub fn fail(check: &'static str, found: impl Into<String>, hint: impl Into<String>) -> Self {
        Self::new(check, Status::Fail, found, hint)
    }
}

#[cfg(test)]
mod tests;
