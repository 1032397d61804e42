use std::fmt;

use crate::{capture::Signal, detector::Checks, display::Work, sector::Picture};

/// What the service does, or why it does not: each fault has a name that a person sees.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum State {
    /// No frame came yet.
    #[default]
    Starting,
    /// The model is tested before it reads.
    SelfTest(Checks),
    /// Frames are read.
    Running,
    /// Frames come, and cannot be read: see [`Picture::reason`].
    NotReadable(Picture),
    /// The source gives no frames.
    NoFrames(Signal),
    /// An updater replaces this version; nothing that is found is shown meanwhile.
    Updating {
        /// How much is done, 0 to 100.
        percent: u8,
        /// What it does, for people; may be empty.
        words: String,
    },
    /// The service has ended; the last screen says so.
    Stopped,
    /// The model fails, and what it says: the same words while the fault stays the same.
    ModelFault(String),
}

impl State {
    /// The state while frames of that kind come.
    #[must_use]
    pub fn of_picture(picture: Picture) -> Self {
        if matches!(picture, Picture::Live | Picture::Repeated) {
            Self::Running
        } else {
            Self::NotReadable(picture)
        }
    }

    /// Whether it says the same as another, but for how far something is.
    #[must_use]
    pub fn is_same(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::SelfTest(_), Self::SelfTest(_)) => true,
            (Self::Updating { words, .. }, Self::Updating { words: other, .. }) => words == other,
            _ => self == other,
        }
    }

    /// Whether something is wrong: neither reading nor what comes before and after it.
    #[must_use]
    pub const fn is_fault(&self) -> bool {
        matches!(self, Self::NoFrames(_) | Self::ModelFault(_))
    }

    /// Name in `snake_case`, as in logs.
    #[must_use]
    pub fn name(&self) -> &'static str {
        match self {
            Self::Starting => "starting",
            Self::SelfTest(_) => "self_test",
            Self::Running => "running",
            Self::Updating { .. } => "updating",
            Self::Stopped => "stopped",
            Self::NotReadable(picture) => picture.name(),
            Self::NoFrames(signal) => signal.name(),
            Self::ModelFault(_) => "model_fault",
        }
    }

    /// The same for the screen.
    #[must_use]
    pub const fn work(&self) -> Work {
        match self {
            Self::Starting => Work::Starting,
            Self::SelfTest(Checks { done, all }) => Work::SelfTest {
                done: *done,
                all: *all,
            },
            Self::Running | Self::NotReadable(_) => Work::Running,
            Self::Updating { percent, .. } => Work::Updating { percent: *percent },
            Self::NoFrames(signal) => Work::NoFrames(*signal),
            Self::Stopped => Work::Stopped,
            Self::ModelFault(_) => Work::ModelFault,
        }
    }

    /// What stops the reading, for people; `None` where nothing does.
    #[must_use]
    pub fn fault(&self) -> Option<&str> {
        match self {
            Self::Running | Self::NotReadable(_) => None,
            Self::Starting => Some("starting: waiting for the first picture"),
            Self::SelfTest(_) => Some("the model is tested before it reads"),
            Self::NoFrames(signal) => Some(signal.words()),
            Self::Updating { words, .. } if words.is_empty() => Some("an update goes on"),
            Self::Updating { words, .. } => Some(words),
            Self::Stopped => Some("stopped: this screen no longer follows the scanner"),
            Self::ModelFault(message) => Some(message),
        }
    }
}

impl fmt::Display for State {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

#[cfg(test)]
mod tests {
    use super::State;
    use crate::{capture::Signal, sector::Picture};

    #[test]
    fn only_what_runs_has_no_fault() {
        assert_eq!(State::of_picture(Picture::Live).fault(), None);
        assert_eq!(State::of_picture(Picture::NotUltrasound).fault(), None);
        for signal in Signal::ALL {
            assert!(State::NoFrames(signal).fault().is_some());
        }
        assert!(State::Starting.fault().is_some() && State::Stopped.fault().is_some());
    }
}
