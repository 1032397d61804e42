//! What the examiner says to an exam, a line at a time.

use std::{fmt, str::FromStr, time::Duration};

use super::{
    Entered, EnteredError, Exam,
    protocol::{Command, Refusal, State},
};

/// What the examiner says: a command, or something to enter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Said {
    /// How the exam is to go.
    Command(Command),
    /// What no picture tells; what it leaves out stays as it was entered.
    Enter(Entered),
}

impl Said {
    /// The longest line that is looked at, bytes.
    pub const BYTES_MAX: usize = 256;
}

impl fmt::Display for Said {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Command(command) => command.fmt(f),
            Self::Enter(entered) => write!(f, "enter {entered}"),
        }
    }
}

impl FromStr for Said {
    type Err = Unsaid;

    /// Reads a [`Command`], or `enter age=20+3 left=right fetus=1` with one of them or more.
    fn from_str(text: &str) -> Result<Self, Unsaid> {
        let text = text.trim();
        if text.len() > Self::BYTES_MAX {
            return Err(Unsaid::TooLong);
        }
        match text.split_once(char::is_whitespace).unwrap_or((text, "")) {
            ("enter", rest) => Ok(Self::Enter(rest.parse()?)),
            _ => Ok(Self::Command(text.parse()?)),
        }
    }
}

/// Why nothing is done of what was said.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Unsaid {
    /// No command, or not now.
    #[error(transparent)]
    Refused(#[from] Refusal),
    /// Nothing that can be entered.
    #[error("enter: {0}")]
    Entered(#[from] EnteredError),
    /// Entered too late.
    #[error("enter: the exam {}", .0.standing())]
    Late(State),
    /// No line of an examiner is as long.
    #[error("a line of more than {max} bytes is no command", max = Said::BYTES_MAX)]
    TooLong,
}

impl Unsaid {
    /// What to do about it.
    #[must_use]
    pub const fn hint(&self) -> &'static str {
        match self {
            Self::Refused(Refusal::Unknown(_)) | Self::TooLong => {
                "say begin, end, resume, judge, close, abandon or enter"
            }
            Self::Refused(refusal) => refusal.hint(),
            Self::Entered(_) => {
                "say enter with age=20+3, left= (left, right, up or down) or fetus=1"
            }
            Self::Late(State::Closed) => "enter it before the end of the next exam",
            Self::Late(_) => {
                "resume the exam first: what is entered holds for the frames that come"
            }
        }
    }
}

impl Exam {
    /// Does what the examiner says, at a time on the clock of the frames. What is entered holds for the
    /// frames from the next one on; a side holds for the moment in which it is said.
    ///
    /// # Errors
    /// Where it does not fit the state of the exam; nothing has changed then.
    pub fn say(&mut self, time: Duration, said: Said) -> Result<State, Unsaid> {
        let entered = match said {
            Said::Command(command) => return Ok(self.command(time, command)?),
            Said::Enter(entered) => entered,
        };
        let state = self.protocol.state();
        if !matches!(state, State::Idle | State::Running) {
            return Err(Unsaid::Late(state));
        }
        let before = self.entered;
        self.enter(Entered {
            age: entered.age.or(before.age),
            left: entered.left.or(before.left),
            fetus: entered.fetus.or(before.fetus),
        });
        Ok(state)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        anatomy::{Profile, StructureMap},
        exam::PictureSide,
    };

    #[test]
    fn lines_are_commands_or_something_to_enter() {
        for line in [
            "begin",
            "judge heart=normal vessels=look_again",
            "enter age=20+3",
            "enter age=20+3 left=right fetus=2",
        ] {
            let said: Said = line.parse().unwrap();
            assert_eq!(said.to_string(), line);
        }
        let long = "x".repeat(Said::BYTES_MAX + 1);
        for (line, message) in [
            ("enter", "nothing is entered"),
            ("enter  name=x", "`name`"),
            ("enter age=20+3 age=20+4", "`age` is entered twice"),
            ("enter fetus=0", "`0` is no number of a fetus"),
            ("enter left=top", "`top`"),
            ("faster", "`faster` is no command"),
            (&long, "256 bytes"),
        ] {
            let unsaid = line.parse::<Said>().unwrap_err();
            assert!(unsaid.to_string().contains(message), "{line}: {unsaid}");
            assert!(!unsaid.hint().is_empty());
        }
    }

    #[test]
    fn what_is_entered_adds_to_what_was_and_comes_before_the_end() {
        let profile = Profile::builtin("isuog-2023").unwrap();
        let mut exam = Exam::new(profile, StructureMap::default());
        let mut say = |line: &str| exam.say(Duration::ZERO, line.parse().unwrap());
        assert_eq!(say("enter left=up"), Ok(State::Idle));
        assert_eq!(say("begin"), Ok(State::Running));
        assert_eq!(say("enter age=20+3"), Ok(State::Running));
        assert_eq!(say("end"), Ok(State::Review));
        assert_eq!(say("enter age=30"), Err(Unsaid::Late(State::Review)));
        let entered = exam.entered();
        assert_eq!(entered.left, Some(PictureSide::Up));
        assert_eq!(entered.age, "20+3".parse().ok());
    }
}
