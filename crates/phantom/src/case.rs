//! What is built into the fetus: no defect, or one of the textbook's.

use anatomy::Structure;

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
    /// Tetralogy of Fallot: a wide aorta rides over a gap below it in the septum, the pulmonary
    /// artery is narrow.
    TetralogyOfFallot,
    /// Transposition: aorta in front, from the right ventricle, pulmonary artery behind, from the
    /// left one; the two run side by side and do not cross.
    Transposition,
    /// Both great arteries from the right ventricle, side by side, and a gap in the septum.
    DoubleOutletRightVentricle,
    /// Atrioventricular septal defect: no crux, one common valve at one level, a gap in both septa.
    AtrioventricularSeptalDefect,
    /// A large gap in the ventricular septum near the crux.
    VentricularSeptalDefect,
    /// Narrow arch and isthmus (coarctation), left ventricle slightly small, right one large.
    ArchHypoplasia,
    /// A plate of muscle in place of the tricuspid valve, small right ventricle, a gap in the septum.
    TricuspidAtresia,
    /// Tricuspid valve displaced far towards the apex, huge right atrium.
    Ebstein,
    /// No pulmonary trunk (intact septum): small thick right ventricle, a thin duct from the arch
    /// feeds the lungs' arteries, wide aorta.
    PulmonaryAtresia,
    /// Arch to the right of the trachea, duct to its left: a U around it.
    RightAorticArch,
    /// An arch on either side of the trachea: a ring.
    DoubleAorticArch,
    /// Heart mirrored, stomach not.
    Dextrocardia,
    /// A fourth vessel left of the pulmonary artery, which drains into a wide coronary sinus.
    PersistentLeftSvc,
    /// Both atria open into one chamber of left ventricular kind; no ventricular septum.
    SingleVentricle,
    /// A rim of fluid around the heart.
    PericardialEffusion,
}

impl Case {
    /// All cases.
    pub const ALL: [Self; 18] = [
        Self::Normal,
        Self::Hlhs,
        Self::SitusInversus,
        Self::TetralogyOfFallot,
        Self::Transposition,
        Self::DoubleOutletRightVentricle,
        Self::AtrioventricularSeptalDefect,
        Self::VentricularSeptalDefect,
        Self::ArchHypoplasia,
        Self::TricuspidAtresia,
        Self::Ebstein,
        Self::PulmonaryAtresia,
        Self::RightAorticArch,
        Self::DoubleAorticArch,
        Self::Dextrocardia,
        Self::PersistentLeftSvc,
        Self::SingleVentricle,
        Self::PericardialEffusion,
    ];

    /// Structures that this case has not got, in whichever plane.
    ///
    /// A common valve is neither tricuspid nor mitral. The crux is where both septa meet: it is gone
    /// where they do not. A single ventricle is of the left kind, so that it keeps that name, with the
    /// two inlet valves.
    #[must_use]
    pub const fn absent(self) -> &'static [Structure] {
        match self {
            Self::AtrioventricularSeptalDefect => &[
                Structure::Crux,
                Structure::TricuspidValve,
                Structure::MitralValve,
            ],
            Self::TricuspidAtresia => &[Structure::TricuspidValve],
            Self::PulmonaryAtresia => &[Structure::PulmonaryArtery],
            Self::SingleVentricle => &[
                Structure::Crux,
                Structure::VentricularSeptum,
                Structure::RightVentricle,
            ],
            _ => &[],
        }
    }

    /// Structures that lie elsewhere, or join elsewhere, than in a normal heart.
    #[must_use]
    pub const fn displaced(self) -> &'static [Structure] {
        match self {
            Self::SitusInversus => &[
                Structure::Heart,
                Structure::CardiacApex,
                Structure::Stomach,
                Structure::DescendingAorta,
                Structure::InferiorVenaCava,
                Structure::SuperiorVenaCava,
                Structure::AorticArch,
                Structure::DuctusArteriosus,
            ],
            Self::Dextrocardia => &[
                Structure::Heart,
                Structure::CardiacApex,
                Structure::DescendingAorta,
                Structure::InferiorVenaCava,
                Structure::SuperiorVenaCava,
                Structure::AorticArch,
                Structure::DuctusArteriosus,
            ],
            Self::TetralogyOfFallot => &[Structure::AscendingAorta],
            Self::Transposition => &[
                Structure::AscendingAorta,
                Structure::PulmonaryArtery,
                Structure::AorticArch,
                Structure::DuctusArteriosus,
            ],
            Self::DoubleOutletRightVentricle => {
                &[Structure::AscendingAorta, Structure::PulmonaryArtery]
            }
            Self::Ebstein => &[Structure::TricuspidValve],
            Self::PulmonaryAtresia => &[Structure::DuctusArteriosus],
            Self::RightAorticArch => &[
                Structure::AorticArch,
                Structure::DuctusArteriosus,
                Structure::DescendingAorta,
            ],
            Self::DoubleAorticArch => &[Structure::AorticArch, Structure::DescendingAorta],
            _ => &[],
        }
    }

    /// Name in `snake_case`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Normal => "normal",
            Self::Hlhs => "hlhs",
            Self::SitusInversus => "situs_inversus",
            Self::TetralogyOfFallot => "tetralogy_of_fallot",
            Self::Transposition => "transposition",
            Self::DoubleOutletRightVentricle => "double_outlet_right_ventricle",
            Self::AtrioventricularSeptalDefect => "atrioventricular_septal_defect",
            Self::VentricularSeptalDefect => "ventricular_septal_defect",
            Self::ArchHypoplasia => "arch_hypoplasia",
            Self::TricuspidAtresia => "tricuspid_atresia",
            Self::Ebstein => "ebstein",
            Self::PulmonaryAtresia => "pulmonary_atresia",
            Self::RightAorticArch => "right_aortic_arch",
            Self::DoubleAorticArch => "double_aortic_arch",
            Self::Dextrocardia => "dextrocardia",
            Self::PersistentLeftSvc => "persistent_left_svc",
            Self::SingleVentricle => "single_ventricle",
            Self::PericardialEffusion => "pericardial_effusion",
        }
    }
}
