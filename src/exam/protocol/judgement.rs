//! The examiner's own judgement.

use std::{fmt, str::FromStr};

/// What the examiner says of one part. Only a person says "normal" here: the exam never does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Opinion {
    /// Nothing unusual.
    Normal,
    /// To be looked at again, by somebody else or another day.
    LookAgain,
    /// Not seen well enough to say.
    NotAssessable,
}

impl Opinion {
    /// All opinions.
    pub const ALL: [Self; 3] = [Self::Normal, Self::LookAgain, Self::NotAssessable];

    /// Name in `snake_case`, as in records and commands.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Normal => "normal",
            Self::LookAgain => "look_again",
            Self::NotAssessable => "not_assessable",
        }
    }
}

/// What the examiner says of the sweep: of the heart with its place in the chest, and of the great vessels
/// with the outflow tracts, as the published scores are split. There is no free text: names could stand
/// in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Judgement {
    /// Situs, position and four-chamber view.
    pub heart: Opinion,
    /// Outflow tracts and three-vessel views.
    pub vessels: Opinion,
}

impl fmt::Display for Judgement {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { heart, vessels } = self;
        write!(f, "heart={} vessels={}", heart.name(), vessels.name())
    }
}

impl FromStr for Judgement {
    type Err = JudgementError;

    /// Reads `heart=normal vessels=look_again`, in either order.
    fn from_str(text: &str) -> Result<Self, JudgementError> {
        let (mut heart, mut vessels) = (None, None);
        for part in text.split_whitespace() {
            let (name, opinion) = part.split_once('=').unwrap_or((part, ""));
            let place = match name {
                "heart" => &mut heart,
                "vessels" => &mut vessels,
                _ => return Err(JudgementError::Part(shortened(name))),
            };
            let opinion = Opinion::ALL.into_iter().find(|o| o.name() == opinion);
            let opinion = opinion.ok_or_else(|| JudgementError::Opinion(shortened(part)))?;
            if place.replace(opinion).is_some() {
                return Err(JudgementError::Twice(shortened(name)));
            }
        }
        match (heart, vessels) {
            (Some(heart), Some(vessels)) => Ok(Self { heart, vessels }),
            (None, _) => Err(JudgementError::Missing("heart")),
            (_, None) => Err(JudgementError::Missing("vessels")),
        }
    }
}

/// Something wrong, short and on one line.
pub(super) fn shortened(text: &str) -> String {
    text.chars().filter(|c| !c.is_control()).take(24).collect()
}

/// What is no judgement.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum JudgementError {
    /// A part that is not judged.
    #[error("`{0}` is not judged")]
    Part(String),
    /// No opinion.
    #[error("`{0}` says nothing")]
    Opinion(String),
    /// A part that is judged two times.
    #[error("`{0}` is judged twice")]
    Twice(String),
    /// A part that is not judged.
    #[error("nothing is said of `{0}`")]
    Missing(&'static str),
}

impl JudgementError {
    /// What to do about it.
    #[must_use]
    pub const fn hint(&self) -> &'static str {
        "say heart= and vessels=, each with normal, look_again or not_assessable"
    }
}
