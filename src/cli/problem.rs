//! An error as a person reads it: what is wrong and where, what to do, and the exit code.

use std::{fmt, io, path::Path, process::ExitCode};

use second_reader::{
    anatomy::{Flaw, ProfileError},
    board::BoardError,
    capture::CaptureError,
    detector::PackError,
    display::{CanvasError, PageError, PanelError},
    evaluate::EvaluateError,
    input::KeyError,
    record::{RecordError, TableError},
    service::{FrameError, ServiceError},
};

/// Bad input or arguments, as clap reports them too.
const BAD_INPUT: u8 = 2;
/// The program or the machine failed.
const FAILURE: u8 = 1;
/// Ended by a signal, as shells report it: 128 + SIGINT.
const INTERRUPTED: u8 = 130;

/// Why a command did not do what was asked.
#[derive(Debug)]
pub struct Problem {
    message: String,
    hint: Option<String>,
    /// What else is wrong: messages and hints.
    more: Vec<(String, String)>,
    code: u8,
}

impl Problem {
    /// Something that the person can put right.
    pub fn bad_input(message: impl fmt::Display, hint: Option<impl Into<String>>) -> Self {
        Self {
            message: message.to_string(),
            hint: hint.map(Into::into),
            more: Vec::new(),
            code: BAD_INPUT,
        }
    }

    /// A file that cannot be read or written.
    pub fn file(path: &Path, error: &io::Error) -> Self {
        let message = format!("{}: {error}", path.display());
        Self::bad_input(
            message,
            Some("check the path, its permissions and the room on the disk"),
        )
    }

    /// The program or the machine failed.
    pub fn failure(message: impl fmt::Display, hint: Option<impl Into<String>>) -> Self {
        Self {
            code: FAILURE,
            ..Self::bad_input(message, hint)
        }
    }

    /// Ctrl-C before there was anything to write.
    pub fn interrupted() -> Self {
        Self::cut_short("interrupted; nothing was written")
    }

    /// Ended by a signal, and what that means for the results.
    pub fn cut_short(message: impl Into<String>) -> Self {
        Self {
            message: message.into(),
            hint: None,
            more: Vec::new(),
            code: INTERRUPTED,
        }
    }

    /// The same with what to do about it.
    pub fn with_hint(self, hint: impl Into<String>) -> Self {
        Self {
            hint: Some(hint.into()),
            ..self
        }
    }

    /// What to do about it; where several things are wrong, about the first.
    pub fn hint(&self) -> Option<&str> {
        self.hint.as_deref()
    }

    /// This and all that is wrong beside it, as one problem; `None` where nothing is.
    pub fn all(problems: Vec<Self>) -> Option<Self> {
        let mut problems = problems.into_iter();
        let mut first = problems.next()?;
        for problem in problems {
            first
                .more
                .push((problem.message, problem.hint.unwrap_or_default()));
            first.more.extend(problem.more);
        }
        Some(first)
    }

    /// Everything that is wrong, each with what to do about it.
    pub fn parts(&self) -> impl Iterator<Item = (&str, Option<&str>)> {
        let more = self.more.iter();
        let more = more.map(|(message, hint)| (&message[..], Some(&hint[..])));
        let first = (&self.message[..], self.hint());
        std::iter::once(first).chain(more.map(|(m, h)| (m, h.filter(|h| !h.is_empty()))))
    }

    /// The exit code for it.
    pub fn exit_code(&self) -> ExitCode {
        ExitCode::from(self.code)
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

/// The rooms' errors come with their hint: those about input, and those about the machine.
macro_rules! problems {
    ($($make:ident: $($error:ty),+;)+) => {
        $($(impl From<$error> for Problem {
            fn from(error: $error) -> Self {
                let hint = error.hint();
                Self::$make(&error, hint)
            }
        })+)+
    };
}

problems! {
    bad_input: CaptureError, EvaluateError, KeyError, PackError, PageError, PanelError, RecordError, TableError;
    failure: CanvasError, FrameError;
}

impl From<ServiceError> for Problem {
    fn from(error: ServiceError) -> Self {
        match error {
            ServiceError::Model(error) => error.into(),
            error => Self::failure(&error, error.hint()),
        }
    }
}

/// A board file is written by hand: all that is wrong in it is told in one go, each with its line.
impl From<BoardError> for Problem {
    fn from(error: BoardError) -> Self {
        let told = |flaw: &Flaw| {
            let excerpt = Some(flaw.excerpt()).filter(|excerpt| !excerpt.is_empty());
            let excerpt = excerpt.map_or_else(String::new, |excerpt| format!("\n{excerpt}"));
            Self::bad_input(format_args!("{flaw}{excerpt}"), Some(&flaw.hint[..]))
        };
        Self::all(error.flaws().iter().map(told).collect())
            .unwrap_or_else(|| Self::bad_input(&error, error.hint()))
    }
}

/// A profile is written by hand: all that is wrong in it is told in one go.
impl From<ProfileError> for Problem {
    fn from(error: ProfileError) -> Self {
        let told = |flaw: &Flaw| Self::bad_input(flaw, Some(&flaw.hint[..]));
        Self::all(error.flaws().iter().map(told).collect())
            .unwrap_or_else(|| Self::bad_input(&error, error.hint()))
    }
}

impl From<trust::TrustError> for Problem {
    fn from(error: trust::TrustError) -> Self {
        let hint = error.hint();
        Self::bad_input(error, Some(hint))
    }
}

impl From<trust::StoreError> for Problem {
    fn from(error: trust::StoreError) -> Self {
        let hint = error.hint();
        Self::bad_input(error, Some(hint))
    }
}

impl From<phantom::ConfigError> for Problem {
    fn from(error: phantom::ConfigError) -> Self {
        let hint = error.hint();
        Self::bad_input(error, Some(hint))
    }
}
