use std::io;

use flaw::{Flaw, told};

/// Why a board file cannot be used.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum BoardError {
    /// Neither a file nor a known name.
    #[error("there is no {layer} `{name}`")]
    Unknown {
        /// What was asked for.
        name: String,
        /// `board`, `site` or `scanner`.
        layer: &'static str,
        /// What to do.
        hint: String,
    },
    /// It cannot be read.
    #[error("{file}: {source}")]
    Io {
        /// The file.
        file: String,
        /// What the system said.
        source: io::Error,
    },
    /// It is too large to be a board file, or no text.
    #[error("{file}: {message}")]
    NoBoard {
        /// The file.
        file: String,
        /// What it is.
        message: String,
    },
    /// It, or one that it extends or that lies over it, is wrong.
    #[error("{}", told(flaws, "not a board file"))]
    Invalid {
        /// Everything that is wrong, at least one; those of one file in the order of its lines.
        flaws: Vec<Flaw>,
    },
}

impl BoardError {
    /// What to do about it; where several things are wrong, about the first.
    #[must_use]
    pub fn hint(&self) -> Option<String> {
        match self {
            Self::Unknown { hint, .. } => Some(hint.clone()),
            Self::Io { .. } | Self::NoBoard { .. } => {
                Some("name a board file such as those in board-configs/".to_owned())
            }
            Self::Invalid { flaws } => flaws.first().map(|flaw| flaw.hint.clone()),
        }
    }

    /// All that is wrong with the text; empty where there is none.
    #[must_use]
    pub fn flaws(&self) -> &[Flaw] {
        match self {
            Self::Invalid { flaws } => flaws,
            _ => &[],
        }
    }
}
