//! How the probe is led, and what comes between.

use crate::config::{ConfigError, by_name};

/// How the operator leads the probe.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Operator {
    /// A calm sweep that halts at every view.
    #[default]
    Steady,
    /// A hand that trembles and slides.
    Shaky,
    /// A sweep too fast to halt anywhere.
    Hasty,
    /// One view, drawn from the seed, is never shown.
    Incomplete,
}

impl Operator {
    /// All operators.
    pub const ALL: [Self; 4] = [Self::Steady, Self::Shaky, Self::Hasty, Self::Incomplete];

    /// Name in `snake_case`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Steady => "steady",
            Self::Shaky => "shaky",
            Self::Hasty => "hasty",
            Self::Incomplete => "incomplete",
        }
    }

    /// The operator of that name.
    ///
    /// # Errors
    /// Where there is none.
    pub fn from_name(name: &str) -> Result<Self, ConfigError> {
        by_name("operator", Self::ALL, Self::name, name)
    }
}

/// What the screen shows in the middle third of the sweep instead of the live grey picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Interruption {
    /// The scanner's freeze: the picture stands still.
    Freeze,
    /// Colour Doppler: flow painted red and blue in a box.
    ColourDoppler,
    /// Two half-width pictures side by side, one of them standing.
    Dual,
}

impl Interruption {
    /// All interruptions.
    pub const ALL: [Self; 3] = [Self::Freeze, Self::ColourDoppler, Self::Dual];

    /// Name in `snake_case`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Freeze => "freeze",
            Self::ColourDoppler => "colour_doppler",
            Self::Dual => "dual",
        }
    }

    /// The interruption of that name.
    ///
    /// # Errors
    /// Where there is none.
    pub fn from_name(name: &str) -> Result<Self, ConfigError> {
        by_name("interruption", Self::ALL, Self::name, name)
    }
}
