//! The criterion of an item in numbers.

use std::fmt;

/// What a threshold is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Measure {
    /// Angle between the ventricular septum and the line from spine to breastbone, degrees.
    AxisDegrees,
    /// Area of the heart over area of the chest.
    HeartChestArea,
    /// Circumference of the heart over circumference of the chest.
    HeartChestCircumference,
    /// Breadth of the heart over breadth of the chest.
    HeartChestDiameter,
    /// Width of the right ventricle over width of the left one.
    RvLvWidth,
    /// Width of the right atrium over width of the left one.
    RaLaWidth,
    /// Length of the tricuspid valve's ring over that of the mitral one's.
    TricuspidMitralWidth,
    /// Width of the pulmonary artery over width of the ascending aorta.
    PulmonaryAortaWidth,
    /// How much nearer to the apex the tricuspid valve lies than the mitral one, over the length of
    /// the ventricles.
    ValveOffset,
    /// Heart beats a minute.
    HeartRateBpm,
}

impl Measure {
    /// All measures.
    pub const ALL: [Self; 10] = [
        Self::AxisDegrees,
        Self::HeartChestDiameter,
        Self::HeartChestArea,
        Self::HeartChestCircumference,
        Self::RvLvWidth,
        Self::RaLaWidth,
        Self::TricuspidMitralWidth,
        Self::PulmonaryAortaWidth,
        Self::ValveOffset,
        Self::HeartRateBpm,
    ];

    /// Name as in profiles.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::AxisDegrees => "axis_degrees",
            Self::HeartChestArea => "heart_chest_area",
            Self::HeartChestCircumference => "heart_chest_circumference",
            Self::HeartChestDiameter => "heart_chest_diameter",
            Self::RvLvWidth => "rv_lv_width",
            Self::RaLaWidth => "ra_la_width",
            Self::TricuspidMitralWidth => "tricuspid_mitral_width",
            Self::PulmonaryAortaWidth => "pulmonary_aorta_width",
            Self::ValveOffset => "valve_offset",
            Self::HeartRateBpm => "heart_rate_bpm",
        }
    }

    /// What it is, for people.
    #[must_use]
    pub const fn meaning(self) -> &'static str {
        match self {
            Self::AxisDegrees => "angle of the heart's axis to the left, degrees",
            Self::HeartChestArea => "area of the heart over area of the chest",
            Self::HeartChestCircumference => "circumference of the heart over that of the chest",
            Self::HeartChestDiameter => "breadth of the heart over breadth of the chest",
            Self::RvLvWidth => "width of the right ventricle over that of the left",
            Self::RaLaWidth => "width of the right atrium over that of the left",
            Self::TricuspidMitralWidth => {
                "length of the tricuspid valve's ring over that of the mitral one's"
            }
            Self::PulmonaryAortaWidth => {
                "width of the pulmonary artery over that of the ascending aorta"
            }
            Self::ValveOffset => {
                "how much nearer to the apex the tricuspid valve lies, over the ventricles' length"
            }
            Self::HeartRateBpm => "heart beats a minute",
        }
    }

    /// The values that it can have at all; a limit beyond them is a slip of the pen.
    #[must_use]
    pub const fn range(self) -> (f64, f64) {
        match self {
            Self::AxisDegrees => (-180.0, 180.0),
            Self::HeartChestDiameter | Self::HeartChestArea | Self::HeartChestCircumference => {
                (0.0, 1.0)
            }
            Self::RvLvWidth
            | Self::RaLaWidth
            | Self::TricuspidMitralWidth
            | Self::PulmonaryAortaWidth => (0.0, 10.0),
            Self::ValveOffset => (-1.0, 1.0),
            Self::HeartRateBpm => (0.0, 400.0),
        }
    }
}

/// The gestational ages that a threshold can name, completed weeks.
pub(super) const WEEKS: (u8, u8) = (10, 42);

/// The limits of a measure.
#[derive(Clone, Debug, PartialEq)]
pub struct Threshold {
    /// Of what.
    pub measure: Measure,
    /// The least that meets the criterion; with [`Threshold::max`], at least one of both.
    pub min: Option<f64>,
    /// The most that meets it.
    pub max: Option<f64>,
    /// First and last completed week of pregnancy for which it holds; `None`: at any age.
    pub weeks: Option<(u8, u8)>,
    /// Where the numbers come from.
    pub source: String,
}

impl Threshold {
    /// Whether it holds at so many completed weeks; where the age is unknown, only one for any age
    /// does.
    #[must_use]
    pub fn holds_at(&self, weeks: Option<u8>) -> bool {
        match (self.weeks, weeks) {
            (None, _) => true,
            (Some((first, last)), Some(weeks)) => (first..=last).contains(&weeks),
            (Some(_), None) => false,
        }
    }

    /// Whether a value meets it; one that is not a number does not.
    #[must_use]
    pub fn is_met_by(&self, value: f64) -> bool {
        !value.is_nan()
            && self.min.is_none_or(|min| value >= min)
            && self.max.is_none_or(|max| value <= max)
    }
}

impl fmt::Display for Threshold {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} ", self.measure.name())?;
        match (self.min, self.max) {
            (Some(min), Some(max)) => write!(f, "{min} to {max}")?,
            (Some(min), None) => write!(f, "at least {min}")?,
            (None, Some(max)) => write!(f, "at most {max}")?,
            (None, None) => write!(f, "any")?,
        }
        if let Some((first, last)) = self.weeks {
            write!(f, " at {first} to {last} weeks")?;
        }
        write!(f, " ({})", self.source)
    }
}
