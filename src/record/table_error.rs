/// Why a confidence table cannot be read.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum TableError {
    /// Reading failed.
    #[error("{path}: {source}")]
    Io {
        /// The file.
        path: String,
        /// What the system said.
        source: std::io::Error,
    },
    /// A line is not as it has to be.
    #[error("{file}:{line}: {message}")]
    Line {
        /// The file.
        file: String,
        /// Line, from 1.
        line: u64,
        /// What is wrong.
        message: String,
        /// What to do about it.
        hint: &'static str,
    },
}

impl TableError {
    /// What to do about it.
    #[must_use]
    pub fn hint(&self) -> Option<&'static str> {
        match self {
            Self::Io { source, .. } => match source.kind() {
                std::io::ErrorKind::IsADirectory => Some("name a table, not a folder"),
                std::io::ErrorKind::PermissionDenied => Some("check the permissions of the file"),
                _ => Some("check the path"),
            },
            Self::Line { hint, .. } => Some(hint),
        }
    }
}
