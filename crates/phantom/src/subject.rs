//! What lies before the probe: a fetal trunk with its heart, or another part of the body.

use crate::{
    case::Case,
    config::{ConfigError, by_name},
};

/// What the phantom is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Subject {
    /// The trunk with its heart: a screening sweep.
    Heart(Case),
    /// Another part: nothing of the heart is ever in the picture.
    Other(Part),
}

impl Default for Subject {
    fn default() -> Self {
        Self::Heart(Case::Normal)
    }
}

impl Subject {
    /// All subjects, hearts first.
    pub fn all() -> impl Iterator<Item = Self> + Clone {
        Case::ALL
            .into_iter()
            .map(Self::Heart)
            .chain(Part::ALL.into_iter().map(Self::Other))
    }

    /// Name in `snake_case`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Heart(case) => case.name(),
            Self::Other(part) => part.name(),
        }
    }

    /// The subject of that name.
    ///
    /// # Errors
    /// Where there is no such subject.
    pub fn from_name(name: &str) -> Result<Self, ConfigError> {
        by_name("case", Self::all(), Self::name, name)
    }

    /// What is built into the heart; `None` where there is no heart.
    #[must_use]
    pub const fn case(self) -> Option<Case> {
        match self {
            Self::Heart(case) => Some(case),
            Self::Other(_) => None,
        }
    }

    /// The part that lies before the probe instead of a trunk with its heart.
    #[must_use]
    pub const fn part(self) -> Option<Part> {
        match self {
            Self::Heart(_) => None,
            Self::Other(part) => Some(part),
        }
    }
}

/// A counter-example: a picture of the same scanner without a heart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// Fetal head, across: skull, midline, ventricles, cerebellum.
    Head,
    /// Thigh with its bone along the picture.
    Femur,
    /// Kidneys beside the spine, across or along.
    Kidneys,
    /// Face: profile, or lips and nose from the front.
    Face,
    /// Arms, legs, hands.
    Limbs,
    /// Loops of the umbilical cord in fluid.
    Cord,
    /// Uterus with fluid, placenta, no fetus.
    EmptyUterus,
}

impl Part {
    /// All parts.
    pub const ALL: [Self; 7] = [
        Self::Head,
        Self::Femur,
        Self::Kidneys,
        Self::Face,
        Self::Limbs,
        Self::Cord,
        Self::EmptyUterus,
    ];

    /// Name in `snake_case`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Head => "head",
            Self::Femur => "femur",
            Self::Kidneys => "kidneys",
            Self::Face => "face",
            Self::Limbs => "limbs",
            Self::Cord => "cord",
            Self::EmptyUterus => "empty_uterus",
        }
    }
}
