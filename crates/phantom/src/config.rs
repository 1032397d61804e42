//! What a phantom is asked for, and why it may be refused.

use crate::{
    look::Look,
    operator::{Interruption, Operator},
    proportions::Proportions,
    subject::Subject,
};

/// What to make. The seed decides everything that is not named here.
#[derive(Clone, Debug, PartialEq)]
pub struct Config {
    /// Seed of the individual, the operator and the scanner.
    pub seed: u64,
    /// What lies before the probe.
    pub subject: Subject,
    /// How widely the parts of its heart vary against each other.
    pub proportions: Proportions,
    /// Which scanner; `None`: the seed draws one of [`Look::DRAWN`].
    pub look: Option<Look>,
    /// How the probe is led.
    pub operator: Operator,
    /// What comes between in the middle third of the sweep.
    pub interruption: Option<Interruption>,
    /// Whether about half of the scanners have faults on their way out: scaling, sharpening, block
    /// compression, thinned colour, repeated frames.
    pub artefacts: bool,
    /// Screen width, pixels, 160 to 4096.
    pub width: usize,
    /// Screen height, pixels, 120 to 4096.
    pub height: usize,
    /// Frames a second, 1 to 120.
    pub fps: f64,
    /// Duration of one sweep, seconds, 0.1 to 600.
    pub seconds: f64,
}

impl Default for Config {
    fn default() -> Self {
        Self {
            seed: 1,
            subject: Subject::default(),
            proportions: Proportions::Usual,
            look: None,
            operator: Operator::Steady,
            interruption: None,
            artefacts: true,
            width: 1280,
            height: 960,
            fps: 25.0,
            seconds: 15.0,
        }
    }
}

impl Config {
    pub(crate) fn check(&self) -> Result<(), ConfigError> {
        if !(160..=4096).contains(&self.width) || !(120..=4096).contains(&self.height) {
            return Err(ConfigError::Size {
                width: self.width,
                height: self.height,
            });
        }
        if !(1.0..=120.0).contains(&self.fps) {
            return Err(ConfigError::Rate(self.fps));
        }
        if !(0.1..=600.0).contains(&self.seconds) {
            return Err(ConfigError::Duration(self.seconds));
        }
        Ok(())
    }
}

/// Why a phantom cannot be made.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum ConfigError {
    /// A name that the phantom does not know.
    #[error("the phantom has no {kind} `{name}`")]
    UnknownName {
        /// What was named: `case`, `proportions`, `look`, `operator`, `interruption`.
        kind: &'static str,
        /// The name given.
        name: String,
        /// The names that there are.
        known: Vec<&'static str>,
    },
    /// The screen is too small or too large.
    #[error("a phantom screen of {width}x{height} pixels is outside of 160x120 to 4096x4096")]
    Size {
        /// Pixels.
        width: usize,
        /// Pixels.
        height: usize,
    },
    /// The frame rate is out of range.
    #[error("a phantom frame rate of {0} a second is outside of 1 to 120")]
    Rate(f64),
    /// The sweep is too short or too long.
    #[error("a phantom sweep of {0} s is outside of 0.1 to 600")]
    Duration(f64),
}

impl ConfigError {
    /// What to do about it.
    #[must_use]
    pub fn hint(&self) -> String {
        match self {
            Self::UnknownName { known, .. } => format!("there are: {}", known.join(", ")),
            Self::Size { .. } => "a usual scanner screen is 1280x960".to_owned(),
            Self::Rate(_) => "a usual frame rate is 25".to_owned(),
            Self::Duration(_) => "a usual sweep takes 10 to 20 s".to_owned(),
        }
    }
}

/// The one of `all` with that name.
///
/// # Errors
/// Where there is none.
pub fn by_name<T: Copy>(
    kind: &'static str,
    all: impl IntoIterator<Item = T> + Clone,
    name_of: impl Fn(T) -> &'static str,
    name: &str,
) -> Result<T, ConfigError> {
    let found = all.clone().into_iter().find(|one| name_of(*one) == name);
    found.ok_or_else(|| ConfigError::UnknownName {
        kind,
        name: name.to_owned(),
        known: all.into_iter().map(name_of).collect(),
    })
}
