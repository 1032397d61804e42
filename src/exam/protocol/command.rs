//! What the examiner can say, and why it may be refused.

use std::{fmt, str::FromStr};

use super::{
    State,
    judgement::{Judgement, JudgementError, shortened},
};

/// What the examiner can say to an exam.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Command {
    /// Begin.
    Begin,
    /// End: review.
    End,
    /// Go on after the end.
    Resume,
    /// The examiner's own judgement.
    Judge(Judgement),
    /// Close for good.
    Close,
    /// Close without a judgement: the exam was broken off, or begun by mistake.
    Abandon,
}

impl Command {
    /// Its word.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Begin => "begin",
            Self::End => "end",
            Self::Resume => "resume",
            Self::Judge(_) => "judge",
            Self::Close => "close",
            Self::Abandon => "abandon",
        }
    }
}

impl fmt::Display for Command {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())?;
        match self {
            Self::Judge(judgement) => write!(f, " {judgement}"),
            _ => Ok(()),
        }
    }
}

impl FromStr for Command {
    type Err = Refusal;

    /// Reads a word; `judge heart=normal vessels=look_again` has its judgement behind it.
    fn from_str(text: &str) -> Result<Self, Refusal> {
        let text = text.trim();
        let (word, rest) = text.split_once(char::is_whitespace).unwrap_or((text, ""));
        let plain = [
            Self::Begin,
            Self::End,
            Self::Resume,
            Self::Close,
            Self::Abandon,
        ];
        match plain.into_iter().find(|command| command.name() == word) {
            Some(command) if rest.is_empty() => Ok(command),
            None if word == "judge" => Ok(Self::Judge(rest.parse()?)),
            _ => Err(Refusal::Unknown(shortened(text))),
        }
    }
}

/// Why a command is not done.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Refusal {
    /// The exam is in another state.
    #[error("{}: the exam {}", command.name(), state.standing())]
    NotNow {
        /// What was said.
        command: Command,
        /// Where the exam stands.
        state: State,
    },
    /// The site wants the examiner's judgement before the end.
    #[error("close: your own judgement is not recorded")]
    NotJudged,
    /// The log of the exam is full.
    #[error("this exam has taken more commands than it can record")]
    TooMany,
    /// No judgement.
    #[error("judge: {0}")]
    Judgement(#[from] JudgementError),
    /// No command.
    #[error("`{0}` is no command")]
    Unknown(String),
}

impl Refusal {
    /// What to do about it.
    #[must_use]
    pub const fn hint(&self) -> &'static str {
        match self {
            Self::NotNow { command, state } => match (state, command) {
                (State::Idle, _) => "begin it first",
                (State::Running, Command::Begin) => "end it and close it before the next one",
                (State::Running, _) => "end it first",
                (State::Review, Command::Begin) => {
                    "resume it to go on with the same fetus, or close it before the next one"
                }
                (State::Review, _) => "judge, resume, close or abandon it",
                (State::Closed, _) => "it is over for good: start the next exam anew",
            },
            Self::NotJudged => {
                "judge it first (heart= and vessels=, normal, look_again or not_assessable), or abandon it"
            }
            Self::TooMany => "close it or abandon it",
            Self::Judgement(error) => error.hint(),
            Self::Unknown(_) => "say begin, end, resume, judge, close or abandon",
        }
    }
}
