use core::fmt;

/// A view of the screening sweep, in the order in which a sweep passes them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum View {
    /// No view of the screening sweep.
    #[default]
    None,
    /// Upper abdomen with stomach.
    Abdomen,
    /// Four-chamber view.
    FourChamber,
    /// Left ventricular outflow tract.
    Lvot,
    /// Right ventricular outflow tract.
    Rvot,
    /// Three-vessel view.
    ThreeVessel,
    /// Three-vessel-trachea view.
    ThreeVesselTrachea,
}

impl View {
    /// The six views in sweep order, without [`View::None`].
    pub const SWEEP: [Self; 6] = [
        Self::Abdomen,
        Self::FourChamber,
        Self::Lvot,
        Self::Rvot,
        Self::ThreeVessel,
        Self::ThreeVesselTrachea,
    ];

    /// The views in the order of reports: the sweep's, [`View::None`] last.
    pub const REPORTED: [Self; 7] = [
        Self::Abdomen,
        Self::FourChamber,
        Self::Lvot,
        Self::Rvot,
        Self::ThreeVessel,
        Self::ThreeVesselTrachea,
        Self::None,
    ];

    /// Name in `snake_case`, as in records.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Abdomen => "abdomen",
            Self::FourChamber => "four_chamber",
            Self::Lvot => "lvot",
            Self::Rvot => "rvot",
            Self::ThreeVessel => "three_vessel",
            Self::ThreeVesselTrachea => "three_vessel_trachea",
        }
    }

    /// The view of that `snake_case` name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::REPORTED.into_iter().find(|v| v.name() == name)
    }
}

impl fmt::Display for View {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

#[cfg(test)]
mod tests {
    use super::View;

    #[test]
    fn names_round_trip() {
        for view in View::SWEEP {
            assert_eq!(View::from_name(view.name()), Some(view));
        }
        assert_eq!(View::from_name("none"), Some(View::None));
        assert_eq!(View::from_name("5ch"), None);
    }
}
