/// Why a record cannot be read or written. One line each, with the place.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum RecordError {
    /// Reading or writing failed.
    #[error("{path}: {source}")]
    Io {
        /// The file or folder.
        path: String,
        /// What the system said.
        source: std::io::Error,
    },
    /// A line is not a frame record.
    #[error("{file}:{line}: {message}")]
    Line {
        /// The file.
        file: String,
        /// Line, from 1.
        line: u64,
        /// What is wrong.
        message: String,
    },
    /// The file holds no frame.
    #[error("{file}: no frames in it")]
    Empty {
        /// The file.
        file: String,
    },
    /// The output folder's place is taken by something that is not ours to replace.
    #[error("{path}: {what}")]
    Taken {
        /// The place.
        path: String,
        /// What is there.
        what: &'static str,
    },
}

impl RecordError {
    /// What to do about it.
    #[must_use]
    pub fn hint(&self) -> Option<&'static str> {
        match self {
            Self::Io { source, .. } => match source.kind() {
                std::io::ErrorKind::NotFound => Some("check the path"),
                std::io::ErrorKind::PermissionDenied => Some("check the permissions of the folder"),
                std::io::ErrorKind::StorageFull => Some("free some space; nothing was replaced"),
                _ => None,
            },
            Self::Line { .. } | Self::Empty { .. } => Some(
                "a frames file has one JSON object a line, as `read` writes to frames.jsonl and \
                 `phantom --labels` writes",
            ),
            Self::Taken { .. } => Some("name another folder for --out, or move what is there"),
        }
    }
}
