//! What is built into the fetus: no defect, or one of the textbook's.

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
    /// Structures that this case has not got, in whichever plane.
    #[must_use]
    pub const fn absent(self) -> &'static [anatomy::Structure] {
        &[]
    }

    /// Structures that lie elsewhere, or join elsewhere, than in a normal heart.
    #[must_use]
    pub const fn displaced(self) -> &'static [anatomy::Structure] {
        &[]
    }

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
}
