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
    /// This moment is worth coming back to.
    Mark,
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
            Self::Mark => f.write_str("mark"),
        }
    }
}

impl FromStr for Said {
    type Err = Unsaid;

    /// Reads a [`Command`], `mark`, or `enter age=20+3 left=right fetus=1` with one of them or more.
    fn from_str(text: &str) -> Result<Self, Unsaid> {
        let text = text.trim();
        if text.len() > Self::BYTES_MAX {
            return Err(Unsaid::TooLong);
        }
        match text.split_once(char::is_whitespace).unwrap_or((text, "")) {
            ("enter", rest) => Ok(Self::Enter(rest.parse()?)),
            ("mark", "") => Ok(Self::Mark),
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
    /// Nothing goes on that could be marked.
    #[error("mark: the exam {}", .0.standing())]
    NotMarked(State),
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
                "say begin, end, resume, mark, judge, close, abandon or enter"
            }
            Self::Refused(refusal) => refusal.hint(),
            Self::Entered(_) => {
                "say enter with age=20+3, left= (left, right, up or down) or fetus=1"
            }
            Self::NotMarked(_) => "a moment is marked while the exam runs and pictures come",
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
            Said::Mark => return self.mark(),
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

    /// Marks the last frame of the evidence.
    fn mark(&mut self) -> Result<State, Unsaid> {
        let state = self.protocol.state();
        if state != State::Running || self.frames.count == 0 {
            return Err(Unsaid::NotMarked(state));
        }
        let frames = self.frames;
        Ok(self.protocol.mark(frames.last, frames.last_number)?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        anatomy::{Profile, StructureMap},
        detector::Detections,
        exam::{Observation, PictureSide, protocol::Event},
        sector::Picture,
    };

    #[test]
    fn lines_are_commands_or_something_to_enter() {
        for line in [
            "begin",
            "judge heart=normal vessels=look_again",
            "enter age=20+3",
            "enter age=20+3 left=right fetus=2",
            "mark",
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
            ("mark here", "`mark here` is no command"),
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

    #[test]
    fn a_mark_has_the_frame_and_time_of_the_last_evidence_and_changes_nothing_else() {
        let profile = Profile::builtin("isuog-2023").unwrap();
        let mut exam = Exam::new(profile, StructureMap::default());
        let seen = |number: u64| Observation {
            frame: number,
            time: Duration::from_millis(40 * number),
            picture: Picture::Live,
            sharpness: 0.0,
            valve_lines: [None; 2],
            sector: None,
            structures: Detections::default(),
        };
        let late = Duration::from_secs(9);
        assert_eq!(
            exam.say(late, Said::Mark),
            Err(Unsaid::NotMarked(State::Idle))
        );
        exam.observe(&seen(0));
        exam.observe(&seen(7));
        assert_eq!(exam.say(late, Said::Mark), Ok(State::Running));
        let marked = exam.protocol().log().last().unwrap();
        assert_eq!(marked.time, Duration::from_millis(280));
        assert_eq!(marked.event, Event::Marked { frame: 7 });
        exam.say(late, "end".parse().unwrap()).unwrap();
        let unsaid = exam.say(late, Said::Mark).unwrap_err();
        assert_eq!(unsaid, Unsaid::NotMarked(State::Review));
        assert!(unsaid.to_string().contains("in review") && unsaid.hint().contains("runs"));
    }

    #[test]
    fn marks_never_take_the_room_of_the_end() {
        let profile = Profile::builtin("isuog-2023").unwrap();
        let mut exam = Exam::new(profile, StructureMap::default());
        exam.observe(&Observation {
            frame: 0,
            time: Duration::ZERO,
            picture: Picture::Live,
            sharpness: 0.0,
            valve_lines: [None; 2],
            sector: None,
            structures: Detections::default(),
        });
        let marks = (0..500).map_while(|_| exam.say(Duration::ZERO, Said::Mark).ok());
        assert!((100..128).contains(&marks.count()));
        let refused = exam.say(Duration::ZERO, Said::Mark);
        assert_eq!(refused, Err(Unsaid::Refused(Refusal::TooMany)));
        exam.finish();
        assert_eq!(exam.protocol().state(), State::Review);
    }
}
