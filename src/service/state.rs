use std::fmt;

use crate::{capture::Signal, sector::Picture};

/// What the service does, or why it does not: each fault has a name that a person sees.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum State {
    /// No frame came yet.
    #[default]
    Starting,
    /// Frames are read.
    Running,
    /// Frames come, and there is no ultrasound in them.
    NotUltrasound,
    /// The source gives no frames.
    NoFrames(Signal),
    /// The model fails, and what it says: the same words while the fault stays the same.
    ModelFault(String),
}

impl State {
    /// The state while frames of that kind come.
    #[must_use]
    pub fn of_picture(picture: Picture) -> Self {
        if picture == Picture::Live {
            Self::Running
        } else {
            Self::NotUltrasound
        }
    }

    /// Name in `snake_case`, as in logs.
    #[must_use]
    pub fn name(&self) -> &'static str {
        match self {
            Self::Starting => "starting",
            Self::Running => "running",
            Self::NotUltrasound => "not_ultrasound",
            Self::NoFrames(Signal::NoDevice) => "no_device",
            Self::NoFrames(Signal::NoSignal) => "no_signal",
            Self::NoFrames(Signal::Stalled) => "stalled",
            Self::NoFrames(Signal::Disconnected) => "disconnected",
            Self::ModelFault(_) => "model_fault",
        }
    }

    /// What stops the reading, for people; `None` where nothing does.
    #[must_use]
    pub fn fault(&self) -> Option<&str> {
        match self {
            Self::Running | Self::NotUltrasound => None,
            Self::Starting => Some("starting: waiting for the first picture"),
            Self::NoFrames(Signal::NoDevice) => Some("no video device: is the grabber plugged in?"),
            Self::NoFrames(Signal::NoSignal) => {
                Some("no video signal: is the cable in and the scanner on?")
            }
            Self::NoFrames(Signal::Stalled) => Some("the video device gives no pictures"),
            Self::NoFrames(Signal::Disconnected) => Some("the video device was unplugged"),
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
        for signal in [
            Signal::NoDevice,
            Signal::NoSignal,
            Signal::Stalled,
            Signal::Disconnected,
        ] {
            assert!(State::NoFrames(signal).fault().is_some());
        }
        assert!(State::Starting.fault().is_some());
    }
}
