use core::fmt;
use core::ops::{Index, IndexMut};

/// A structure that the reader looks for.
///
/// The first 18 stand in the order of the published system's data files (Komatsu et al., Applied
/// Sciences 2021, 11(1):371); the last five are added because the checklist and the measurements
/// need them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
pub enum Structure {
    /// Where septa and valves meet.
    Crux,
    /// Wall between the ventricles.
    VentricularSeptum,
    /// The right atrium.
    RightAtrium,
    /// Valve between right atrium and right ventricle.
    TricuspidValve,
    /// The right ventricle, behind the breastbone.
    RightVentricle,
    /// The left atrium, nearest the spine.
    LeftAtrium,
    /// Valve between left atrium and left ventricle.
    MitralValve,
    /// The left ventricle.
    LeftVentricle,
    /// The main pulmonary artery.
    PulmonaryArtery,
    /// The ascending aorta.
    AscendingAorta,
    /// The superior vena cava.
    SuperiorVenaCava,
    /// The descending aorta, beside the spine.
    DescendingAorta,
    /// The stomach.
    Stomach,
    /// Vertebra in cross-section.
    Spine,
    /// The umbilical vein within the liver.
    UmbilicalVein,
    /// The inferior vena cava.
    InferiorVenaCava,
    /// A pulmonary vein entering the left atrium.
    PulmonaryVein,
    /// The arterial duct.
    DuctusArteriosus,
    /// The whole heart.
    Heart,
    /// The whole chest (in the abdominal view: not labelled).
    Thorax,
    /// Tip of the heart.
    CardiacApex,
    /// The transverse aortic arch.
    AorticArch,
    /// The trachea.
    Trachea,
}

impl Structure {
    /// How many structures there are.
    pub const COUNT: usize = 23;

    /// All structures, in the order of their indices.
    pub const ALL: [Self; Self::COUNT] = [
        Self::Crux,
        Self::VentricularSeptum,
        Self::RightAtrium,
        Self::TricuspidValve,
        Self::RightVentricle,
        Self::LeftAtrium,
        Self::MitralValve,
        Self::LeftVentricle,
        Self::PulmonaryArtery,
        Self::AscendingAorta,
        Self::SuperiorVenaCava,
        Self::DescendingAorta,
        Self::Stomach,
        Self::Spine,
        Self::UmbilicalVein,
        Self::InferiorVenaCava,
        Self::PulmonaryVein,
        Self::DuctusArteriosus,
        Self::Heart,
        Self::Thorax,
        Self::CardiacApex,
        Self::AorticArch,
        Self::Trachea,
    ];

    /// Position in [`Structure::ALL`], 0 to 22.
    #[must_use]
    pub const fn index(self) -> usize {
        self as usize
    }

    /// Name in `snake_case`, as in records and model packs.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Crux => "crux",
            Self::VentricularSeptum => "ventricular_septum",
            Self::RightAtrium => "right_atrium",
            Self::TricuspidValve => "tricuspid_valve",
            Self::RightVentricle => "right_ventricle",
            Self::LeftAtrium => "left_atrium",
            Self::MitralValve => "mitral_valve",
            Self::LeftVentricle => "left_ventricle",
            Self::PulmonaryArtery => "pulmonary_artery",
            Self::AscendingAorta => "ascending_aorta",
            Self::SuperiorVenaCava => "superior_vena_cava",
            Self::DescendingAorta => "descending_aorta",
            Self::Stomach => "stomach",
            Self::Spine => "spine",
            Self::UmbilicalVein => "umbilical_vein",
            Self::InferiorVenaCava => "inferior_vena_cava",
            Self::PulmonaryVein => "pulmonary_vein",
            Self::DuctusArteriosus => "ductus_arteriosus",
            Self::Heart => "heart",
            Self::Thorax => "thorax",
            Self::CardiacApex => "cardiac_apex",
            Self::AorticArch => "aortic_arch",
            Self::Trachea => "trachea",
        }
    }

    /// The structure of that `snake_case` name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|s| s.name() == name)
    }
}

impl fmt::Display for Structure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

/// One value for each structure.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct StructureMap<T>(pub [T; Structure::COUNT]);

impl<T: Copy + Default> Default for StructureMap<T> {
    fn default() -> Self {
        Self([T::default(); Structure::COUNT])
    }
}

impl<T> StructureMap<T> {
    /// Pairs of structure and value, in the order of [`Structure::ALL`].
    pub fn iter(&self) -> impl Iterator<Item = (Structure, &T)> {
        Structure::ALL.into_iter().zip(self.0.iter())
    }
}

impl<T> Index<Structure> for StructureMap<T> {
    type Output = T;

    fn index(&self, structure: Structure) -> &T {
        &self.0[structure.index()]
    }
}

impl<T> IndexMut<Structure> for StructureMap<T> {
    fn index_mut(&mut self, structure: Structure) -> &mut T {
        &mut self.0[structure.index()]
    }
}

#[cfg(test)]
mod tests {
    use super::Structure;

    #[test]
    fn names_round_trip_and_indices_are_positions() {
        for (i, s) in Structure::ALL.into_iter().enumerate() {
            assert_eq!(s.index(), i);
            assert_eq!(Structure::from_name(s.name()), Some(s));
        }
        assert_eq!(Structure::from_name("liver"), None);
    }
}
