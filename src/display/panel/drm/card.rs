//! A DRM card: opening the right one.

use std::{
    fs::{File, OpenOptions},
    io,
    os::{
        fd::{AsFd, BorrowedFd},
        unix::fs::OpenOptionsExt as _,
    },
    path::{Path, PathBuf},
};

use super::{PanelError, Wanted, output::Output};

/// Cards that are looked for.
const CARDS_MAX: u32 = 16;

/// An open card.
pub(super) struct Card {
    file: File,
    name: String,
}

impl AsFd for Card {
    fn as_fd(&self) -> BorrowedFd<'_> {
        self.file.as_fd()
    }
}

impl drm::Device for Card {}
impl drm::control::Device for Card {}

impl Card {
    /// Opens the card, or the first one that has what is wanted, and finds that on it.
    pub fn with_output(
        device: Option<&Path>,
        wanted: &Wanted<'_>,
    ) -> Result<(Self, Output), PanelError> {
        let open = |path: &Path| {
            let card = Self::open(path)?;
            let output = Output::find(&card, wanted)?;
            Ok((card, output))
        };
        if let Some(path) = device {
            return open(path);
        }
        let cards = (0..CARDS_MAX).map(|n| PathBuf::from(format!("/dev/dri/card{n}")));
        let mut fault = None;
        for path in cards.filter(|path| path.exists()) {
            match open(&path) {
                Ok(found) => return Ok(found),
                // Of many reasons, that of the first card is told.
                Err(error) => fault = fault.or(Some(error)),
            }
        }
        Err(fault.unwrap_or_else(|| PanelError::Io {
            device: "/dev/dri/card0".to_owned(),
            source: io::ErrorKind::NotFound.into(),
        }))
    }

    fn open(path: &Path) -> Result<Self, PanelError> {
        let name = path.display().to_string();
        let file = OpenOptions::new()
            .read(true)
            .write(true)
            // Events are read only where there are some.
            .custom_flags(libc::O_NONBLOCK | libc::O_CLOEXEC)
            .open(path);
        match file {
            Ok(file) => Ok(Self { file, name }),
            Err(source) => Err(PanelError::io(&name, source)),
        }
    }

    /// What messages call it.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// What the system said of this card, as a panel's error.
    pub fn fault(&self, source: io::Error) -> PanelError {
        PanelError::io(&self.name, source)
    }
}
