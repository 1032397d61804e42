//! How exams go, as board files and the command line say it.

use std::str::FromStr;

use serde::Deserialize;

/// When an exam begins.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Begin {
    /// With the first frame.
    #[default]
    WithSource,
    /// By itself, once views of a sweep are told for a second, and by command.
    WhenSeen,
    /// By command alone.
    OnCommand,
}

impl FromStr for Begin {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        match text {
            "with_source" => Ok(Self::WithSource),
            "when_seen" => Ok(Self::WhenSeen),
            "on_command" => Ok(Self::OnCommand),
            _ => Err("say with_source, when_seen or on_command".to_owned()),
        }
    }
}

/// When results are shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reveal {
    /// At once.
    #[default]
    Live,
    /// Once the examiner's own judgement is recorded.
    AfterJudgement,
}

impl FromStr for Reveal {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        match text {
            "live" => Ok(Self::Live),
            "after_judgement" => Ok(Self::AfterJudgement),
            _ => Err("say live or after_judgement".to_owned()),
        }
    }
}
