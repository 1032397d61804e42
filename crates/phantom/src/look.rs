//! The makes of scanner, by name; `style` has what each looks like.

use crate::config::{ConfigError, by_name};

/// A make of scanner, as its screen looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Look {
    /// Neutral grey, text to the right.
    Classic,
    /// Blue-grey map, thin header line.
    Slate,
    /// Warm grey map, settings to the left.
    Sepia,
    /// Old low-resolution screen.
    Vintage,
    /// Wide screen with a touch bar.
    Wide,
    /// Hand-held scanner: held out, never drawn by a seed, so that a model can be judged on it.
    Portable,
}

impl Look {
    /// All looks.
    pub const ALL: [Self; 6] = [
        Self::Classic,
        Self::Slate,
        Self::Sepia,
        Self::Vintage,
        Self::Wide,
        Self::Portable,
    ];

    /// The looks that a seed draws from.
    pub const DRAWN: [Self; 5] = [
        Self::Classic,
        Self::Slate,
        Self::Sepia,
        Self::Vintage,
        Self::Wide,
    ];

    /// Name in `snake_case`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Classic => "classic",
            Self::Slate => "slate",
            Self::Sepia => "sepia",
            Self::Vintage => "vintage",
            Self::Wide => "wide",
            Self::Portable => "portable",
        }
    }

    /// The look of that name.
    ///
    /// # Errors
    /// Where there is none.
    pub fn from_name(name: &str) -> Result<Self, ConfigError> {
        by_name("look", Self::ALL, Self::name, name)
    }
}
