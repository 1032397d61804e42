use std::{
    io,
    path::{Path, PathBuf},
};

use semver::Version;

/// Why a store does not do what was asked. What was active stays so.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum StoreError {
    /// A file or folder cannot be read or written.
    #[error("{}: {source}", path.display())]
    Io {
        /// The file or folder.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// What is offered is older than what is active.
    #[error("{name} {active} is active, and {offered} is older")]
    Downgrade {
        /// The name.
        name: String,
        /// The active version.
        active: Version,
        /// The older one.
        offered: Version,
    },
    /// Another one of the same name and version is there.
    #[error("{}: is there already, and is not the same", path.display())]
    Differs {
        /// Its folder.
        path: PathBuf,
    },
    /// There is nothing to go back to.
    #[error("{}: there is no version of {name} before the active one", folder.display())]
    NothingBefore {
        /// The name.
        name: String,
        /// The store.
        folder: PathBuf,
    },
    /// Somebody else installs.
    #[error("{}: another installation is going on", path.display())]
    Busy {
        /// The store.
        path: PathBuf,
    },
}

impl StoreError {
    pub(super) fn io(path: &Path, source: io::Error) -> Self {
        Self::Io {
            path: path.into(),
            source,
        }
    }

    /// What to do about it.
    #[must_use]
    pub const fn hint(&self) -> &'static str {
        match self {
            Self::Io { .. } => "check the path, its permissions and the room on the disk",
            Self::Downgrade { .. } => {
                "say --downgrade where that is meant; `model rollback` goes back to the one before"
            }
            Self::Differs { .. } => {
                "each release has a version of its own: raise the version in the manifest and sign it anew"
            }
            Self::NothingBefore { .. } => "`model list` shows what is installed",
            Self::Busy { .. } => "wait until it is done",
        }
    }
}
