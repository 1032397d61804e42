//! What each case changes in the heart, as data: sizes of chambers, pieces of septum, inlet valves,
//! courses of vessels. Lengths in reference millimetres of the heart's own frame.
//!
//! Shapes follow the textbook's descriptions; where these give no measure, sizes are assumed.

use anatomy::Structure;

use crate::{
    case::Case,
    great_vessels::{
        courses::{self, Courses},
        unusual,
    },
    proportions::Excess,
};

/// A piece of a septum: a sheet between two points (u, v), upright around level `w`.
#[derive(Clone, Copy)]
pub struct Piece {
    pub from: [f32; 2],
    pub to: [f32; 2],
    pub w: f32,
    pub half_height: f32,
    pub radius: f32,
    /// Whether it bears the septum's name: of a septum that a gap parts, the longest part does.
    pub named: bool,
}

/// An inlet valve: its two hinges as (u, v).
#[derive(Clone, Copy)]
pub struct Inlet {
    pub label: Option<Structure>,
    pub hinges: [[f32; 2]; 2],
    /// False: a plate of muscle that never opens.
    pub opens: bool,
}

impl Inlet {
    /// As it is in one heart.
    pub fn varied(&self, excess: &Excess) -> Self {
        let right = self.hinges[1][1] < 0.0;
        let breadth = excess.ring[usize::from(!right)];
        let [mut septal, outer] = self.hinges;
        if self.label == Some(Structure::TricuspidValve) {
            septal[0] += excess.tricuspid_mm;
        }
        Self {
            hinges: [septal, [outer[0], outer[1] * breadth]],
            ..*self
        }
    }
}

pub struct Defect {
    /// 1, or -1 where the abdominal organs are mirrored against the body.
    pub situs: f32,
    /// 1, or -1 where heart and vessels are.
    pub hand: f32,
    /// Size of the whole heart.
    pub heart: f32,
    /// Sizes of left ventricle, right ventricle, left atrium, right atrium; 0: not there.
    pub chamber: [f32; 4],
    /// How far the right ventricle's cavity and its base lie towards the apex.
    pub right_ventricle_shift: f32,
    /// Size of the outflow below the pulmonary valve (or below whichever vessel rises in front).
    pub outflow: f32,
    /// One chamber in place of two ventricles.
    pub joined: bool,
    pub septum: &'static [Piece],
    /// Where blood passes from one ventricle to the other.
    pub gap: Option<Piece>,
    /// Whether there is a wall between the atria next to the crux, with the oval foramen's flap.
    pub primum: bool,
    pub inlets: &'static [Inlet],
    /// Where both septa meet there is a crux.
    pub crux: bool,
    /// Fluid in the sac around the heart.
    pub effusion_mm: f32,
    pub courses: Courses,
}

const fn wall(from: f32, to: [f32; 2], w: f32, half_height: f32) -> Piece {
    Piece {
        from: [from, 0.0],
        to,
        w,
        half_height,
        radius: 0.95,
        named: true,
    }
}

/// What is left of the septum between the crux and a gap.
const fn stub(from: f32, to: [f32; 2]) -> Piece {
    Piece {
        named: false,
        ..wall(from, to, 0.0, 6.5)
    }
}

const fn hole(from: f32, to: f32, w: f32, half_height: f32) -> Piece {
    Piece {
        from: [from, 0.0],
        to: [to, 0.0],
        w,
        half_height,
        radius: 2.0,
        named: false,
    }
}

/// The tricuspid valve inserts nearer to the apex than the mitral one: by 2.8 +- 0.9 mm in the second
/// trimester, 0.15 mm more with each week (Vettraino et al. 2002, J Ultrasound Med 21:1099-104); here at
/// the septum, for a heart of usual size at 23 weeks. It grows with the fetus.
const TRICUSPID: Inlet = Inlet {
    label: Some(Structure::TricuspidValve),
    hinges: [[2.9, -0.8], [0.9, -9.2]],
    opens: true,
};

const MITRAL: Inlet = Inlet {
    label: Some(Structure::MitralValve),
    hinges: [[0.0, 0.8], [-0.2, 9.0]],
    opens: true,
};

/// A septum with a gap below the aortic valve: its upper part begins late.
const OPEN_ABOVE: &[Piece] = &[
    wall(0.4, [14.0, 0.3], -2.2, 4.3),
    wall(7.4, [14.0, 0.3], 4.3, 2.2),
];
const GAP_ABOVE: Piece = hole(2.2, 5.4, 4.3, 2.0);

/// A septum with a wide gap near the crux, through all levels of the four-chamber view.
const OPEN_AT_INLET: &[Piece] = &[stub(0.4, [1.3, 0.0]), wall(6.2, [14.0, 0.3], 0.0, 6.5)];
const GAP_AT_INLET: Piece = hole(3.6, 4.2, 0.0, 5.0);

const NORMAL: Defect = Defect {
    situs: 1.0,
    hand: 1.0,
    heart: 1.0,
    chamber: [1.0; 4],
    right_ventricle_shift: 0.0,
    outflow: 1.0,
    joined: false,
    septum: &[wall(0.4, [14.0, 0.3], 0.0, 6.5)],
    gap: None,
    primum: true,
    inlets: &[TRICUSPID, MITRAL],
    crux: true,
    effusion_mm: 0.0,
    courses: courses::NORMAL,
};

impl Defect {
    pub const fn of(case: Case) -> Self {
        match case {
            Case::Normal => NORMAL,
            Case::Hlhs => HYPOPLASTIC_LEFT_HEART,
            Case::SitusInversus => Self {
                situs: -1.0,
                hand: -1.0,
                ..NORMAL
            },
            Case::TetralogyOfFallot => Self {
                septum: OPEN_ABOVE,
                gap: Some(GAP_ABOVE),
                outflow: 0.6,
                courses: unusual::TETRALOGY,
                ..NORMAL
            },
            Case::Transposition => Self {
                courses: unusual::TRANSPOSITION,
                ..NORMAL
            },
            Case::DoubleOutletRightVentricle => Self {
                septum: OPEN_ABOVE,
                gap: Some(GAP_ABOVE),
                outflow: 1.2,
                courses: unusual::DOUBLE_OUTLET,
                ..NORMAL
            },
            Case::AtrioventricularSeptalDefect => COMMON_VALVE,
            Case::VentricularSeptalDefect => Self {
                septum: OPEN_AT_INLET,
                gap: Some(GAP_AT_INLET),
                ..NORMAL
            },
            Case::ArchHypoplasia => Self {
                chamber: [0.8, 1.13, 0.92, 1.06],
                courses: unusual::NARROW_ARCH,
                ..NORMAL
            },
            Case::TricuspidAtresia => TRICUSPID_ATRESIA,
            Case::Ebstein => EBSTEIN,
            Case::PulmonaryAtresia => Self {
                chamber: [1.1, 0.55, 1.0, 1.1],
                outflow: 0.5,
                courses: unusual::PULMONARY_ATRESIA,
                ..NORMAL
            },
            Case::RightAorticArch => Self {
                courses: unusual::RIGHT_ARCH,
                ..NORMAL
            },
            Case::DoubleAorticArch => Self {
                courses: unusual::DOUBLE_ARCH,
                ..NORMAL
            },
            Case::Dextrocardia => Self {
                hand: -1.0,
                courses: unusual::MIRRORED_ABOVE,
                ..NORMAL
            },
            Case::PersistentLeftSvc => Self {
                courses: unusual::LEFT_SVC,
                ..NORMAL
            },
            Case::SingleVentricle => Self {
                chamber: [1.0, 0.0, 1.0, 1.0],
                joined: true,
                septum: &[],
                crux: false,
                ..NORMAL
            },
            Case::PericardialEffusion => Self {
                effusion_mm: 4.6,
                ..NORMAL
            },
        }
    }
}

const HYPOPLASTIC_LEFT_HEART: Defect = Defect {
    chamber: [0.45, 1.2, 0.64, 1.08],
    septum: &[wall(0.4, [14.0, 2.4], 0.0, 6.5)],
    inlets: &[
        TRICUSPID,
        Inlet {
            hinges: [[0.0, 0.8], [-0.2, 4.3]],
            ..MITRAL
        },
    ],
    courses: unusual::SMALL_AORTA,
    ..NORMAL
};

/// Complete and balanced: the primum septum and the inlet part of the ventricular one are missing, one
/// valve spans both sides at one level.
const COMMON_VALVE: Defect = Defect {
    septum: &[wall(5.2, [14.0, 0.3], 0.0, 6.5)],
    gap: Some(hole(2.2, 3.0, 0.0, 5.0)),
    primum: false,
    inlets: &[Inlet {
        label: None,
        hinges: [[0.4, -9.2], [0.4, 9.0]],
        opens: true,
    }],
    crux: false,
    ..NORMAL
};

const TRICUSPID_ATRESIA: Defect = Defect {
    chamber: [1.1, 0.5, 1.0, 1.12],
    right_ventricle_shift: 1.6,
    outflow: 0.7,
    septum: &[stub(0.4, [4.4, 0.1]), wall(7.4, [14.0, 0.3], 0.0, 6.5)],
    gap: Some(hole(6.2, 6.6, 0.0, 4.0)),
    inlets: &[
        Inlet {
            label: None,
            opens: false,
            ..TRICUSPID
        },
        MITRAL,
    ],
    ..NORMAL
};

/// The septal leaf hinges far down the septum; what lies above it belongs to the atrium.
const EBSTEIN: Defect = Defect {
    heart: 1.06,
    chamber: [0.95, 0.72, 0.95, 1.2],
    right_ventricle_shift: 3.0,
    inlets: &[
        Inlet {
            hinges: [[6.4, -0.8], [1.4, -9.4]],
            ..TRICUSPID
        },
        MITRAL,
    ],
    ..NORMAL
};
