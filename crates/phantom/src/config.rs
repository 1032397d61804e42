/// What is built into the fetus.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Case {
    /// No defect.
    #[default]
    Normal,
    /// Hypoplastic left heart: left ventricle, mitral valve and ascending aorta are very small.
    Hlhs,
    /// All organs mirrored: stomach and apex on the right.
    SitusInversus,
}

impl Case {
    /// All cases.
    pub const ALL: [Self; 3] = [Self::Normal, Self::Hlhs, Self::SitusInversus];

    /// Name in `snake_case`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Normal => "normal",
            Self::Hlhs => "hlhs",
            Self::SitusInversus => "situs_inversus",
        }
    }

    /// The case of that name.
    ///
    /// # Errors
    /// Where there is no such case.
    pub fn from_name(name: &str) -> Result<Self, ConfigError> {
        Self::ALL
            .into_iter()
            .find(|c| c.name() == name)
            .ok_or_else(|| ConfigError::UnknownCase(name.to_owned()))
    }
}

/// What to make. The seed decides everything that is not named here.
#[derive(Clone, Debug, PartialEq)]
pub struct Config {
    /// Seed of the individual, the operator and the scanner.
    pub seed: u64,
    /// The defect, if any.
    pub case: Case,
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
            case: Case::Normal,
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
    /// No case of that name.
    #[error("the phantom has no case `{0}`")]
    UnknownCase(String),
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
            Self::UnknownCase(_) => {
                let names: Vec<_> = Case::ALL.iter().map(|c| c.name()).collect();
                format!("the cases are: {}", names.join(", "))
            }
            Self::Size { .. } => "a usual scanner screen is 1280x960".to_owned(),
            Self::Rate(_) => "a usual frame rate is 25".to_owned(),
            Self::Duration(_) => "a usual sweep takes 10 to 20 s".to_owned(),
        }
    }
}
