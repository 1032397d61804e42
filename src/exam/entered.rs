//! What the examiner entered: nothing of it can be seen in the picture.

use std::{fmt, str::FromStr};

/// What the examiner entered about the fetus before the probe.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Entered {
    /// How old it is.
    pub age: Option<GestationalAge>,
    /// The side of the picture on which the left of the fetus lies as this is entered.
    pub left: Option<PictureSide>,
    /// Which of several fetuses it is, from 1.
    pub fetus: Option<u8>,
}

impl Entered {
    /// The largest number of a fetus.
    pub const FETUS_MAX: u8 = 9;
}

impl fmt::Display for Entered {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut gap = "";
        let mut part = |name: &str, value: Option<&dyn fmt::Display>| {
            let Some(value) = value else { return Ok(()) };
            write!(f, "{gap}{name}={value}")?;
            gap = " ";
            Ok(())
        };
        part("age", self.age.as_ref().map(|age| age as _))?;
        part("left", self.left.as_ref().map(|left| left as _))?;
        part("fetus", self.fetus.as_ref().map(|fetus| fetus as _))
    }
}

impl FromStr for Entered {
    type Err = EnteredError;

    /// Reads `age=20+3 left=right fetus=1`: one of them or more, in any order.
    fn from_str(text: &str) -> Result<Self, EnteredError> {
        let mut entered = Self::default();
        for part in text.split_whitespace() {
            let (name, value) = part.split_once('=').unwrap_or((part, ""));
            let before = match name {
                "age" => entered.age.replace(value.parse()?).is_some(),
                "left" => entered.left.replace(value.parse()?).is_some(),
                "fetus" => entered.fetus.replace(number(value)?).is_some(),
                _ => return Err(EnteredError::Part(shortened(name))),
            };
            if before {
                return Err(EnteredError::Twice(shortened(name)));
            }
        }
        if entered == Self::default() {
            return Err(EnteredError::Nothing);
        }
        Ok(entered)
    }
}

fn number(text: &str) -> Result<u8, EnteredError> {
    let fetus = text.parse().ok();
    fetus
        .filter(|fetus| (1..=Entered::FETUS_MAX).contains(fetus))
        .ok_or_else(|| EnteredError::Fetus(shortened(text)))
}

/// Something wrong, short.
fn shortened(text: &str) -> String {
    text.chars().take(20).collect()
}

/// Gestational age.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct GestationalAge {
    days: u16,
}

impl GestationalAge {
    /// The ages that can be entered, completed weeks: a heart is screened within them.
    pub const WEEKS: (u8, u8) = (10, 42);

    /// An age of so many completed weeks and days.
    ///
    /// # Errors
    /// Outside of [`GestationalAge::WEEKS`], and for more than 6 days.
    pub fn new(weeks: u8, days: u8) -> Result<Self, EnteredError> {
        let (first, last) = Self::WEEKS;
        if days > 6 || !(first..=last).contains(&weeks) {
            return Err(EnteredError::Age(format!("{weeks}+{days}")));
        }
        Ok(Self {
            days: u16::from(weeks) * 7 + u16::from(days),
        })
    }

    /// Completed weeks.
    #[must_use]
    #[expect(clippy::cast_possible_truncation, reason = "at most 42")]
    pub const fn completed_weeks(self) -> u8 {
        (self.days / 7) as u8
    }

    /// Weeks with their fraction.
    #[must_use]
    pub fn weeks(self) -> f64 {
        f64::from(self.days) / 7.0
    }
}

impl fmt::Display for GestationalAge {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}+{}", self.days / 7, self.days % 7)
    }
}

impl FromStr for GestationalAge {
    type Err = EnteredError;

    /// Reads `20+3`, or `20` for 20+0.
    fn from_str(text: &str) -> Result<Self, EnteredError> {
        let refuse = || EnteredError::Age(shortened(text));
        let (weeks, days) = text.split_once('+').unwrap_or((text, "0"));
        match (weeks.trim().parse(), days.trim().parse()) {
            (Ok(weeks), Ok(days)) => Self::new(weeks, days).map_err(|_| refuse()),
            _ => Err(refuse()),
        }
    }
}

/// A side of the picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PictureSide {
    /// The viewer's left.
    Left,
    /// The viewer's right.
    Right,
    /// Towards the probe in a picture that shows it at the top.
    Up,
    /// Away from it.
    Down,
}

impl PictureSide {
    /// All sides.
    pub const ALL: [Self; 4] = [Self::Left, Self::Right, Self::Up, Self::Down];

    /// Name in `snake_case`, as on the command line and in records.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Left => "left",
            Self::Right => "right",
            Self::Up => "up",
            Self::Down => "down",
        }
    }

    /// Which way it lies from the middle: across and down the picture, a unit vector.
    #[must_use]
    pub const fn direction(self) -> [f32; 2] {
        match self {
            Self::Left => [-1.0, 0.0],
            Self::Right => [1.0, 0.0],
            Self::Up => [0.0, -1.0],
            Self::Down => [0.0, 1.0],
        }
    }
}

impl fmt::Display for PictureSide {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl FromStr for PictureSide {
    type Err = EnteredError;

    fn from_str(text: &str) -> Result<Self, EnteredError> {
        let side = Self::ALL.into_iter().find(|side| side.name() == text);
        side.ok_or_else(|| EnteredError::Side(shortened(text)))
    }
}

/// What cannot be entered.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum EnteredError {
    /// No gestational age.
    #[error(
        "`{0}` is no gestational age: write completed weeks and days such as 20+3, \
         {first} to {last} weeks",
        first = GestationalAge::WEEKS.0,
        last = GestationalAge::WEEKS.1
    )]
    Age(String),
    /// No side.
    #[error("`{0}` is no side of the picture: left, right, up or down")]
    Side(String),
    /// No number of a fetus.
    #[error("`{0}` is no number of a fetus: 1 to {last}", last = Entered::FETUS_MAX)]
    Fetus(String),
    /// Something that is not entered.
    #[error("`{0}` is not entered")]
    Part(String),
    /// Something twice.
    #[error("`{0}` is entered twice")]
    Twice(String),
    /// Nothing at all.
    #[error("nothing is entered")]
    Nothing,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ages_are_weeks_and_days() {
        let age: GestationalAge = "20+3".parse().unwrap();
        assert_eq!(
            (age.completed_weeks(), age.to_string()),
            (20, "20+3".to_owned())
        );
        assert!((age.weeks() - 20.428_57).abs() < 1e-4);
        assert_eq!("32".parse(), GestationalAge::new(32, 0));
        for wrong in [
            "", "20+7", "9+6", "43", "20.5", "-20", "20+", "+3", "300", "20+3+1",
        ] {
            let error = wrong.parse::<GestationalAge>().unwrap_err();
            assert!(error.to_string().contains(&format!("`{wrong}`")), "{error}");
        }
    }

    #[test]
    fn sides_have_names() {
        for side in PictureSide::ALL {
            assert_eq!(side.to_string().parse(), Ok(side));
        }
        assert!("top".parse::<PictureSide>().is_err());
    }
}
