//! The vessels' usual courses: knots (x, y, z, radius) in reference millimetres.
//!
//! Calibres are in proportion to the chest (assumed); the pulmonary trunk's follows the aorta's by age
//! (`growth`).

use anatomy::Structure;

/// Where a course is measured.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Frame {
    /// x to the left, y to the back, z to the head.
    Body,
    /// The same, but moving with the heart the nearer it is.
    NearHeart,
    /// u to the apex, v to the left heart, w to the head.
    Heart,
}

/// What flows in it.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Artery,
    /// Its calibre follows that of the pulmonary trunk.
    Pulmonary,
    Vein,
}

/// One vessel.
#[derive(Clone, Copy)]
pub struct Course {
    pub label: Option<Structure>,
    pub knots: &'static [[f32; 4]],
    /// First and last knot of the part that has walls of its own and bears the name; what lies
    /// beyond is open to a chamber or to another vessel.
    pub named: [usize; 2],
    pub frame: Frame,
    pub kind: Kind,
    /// Factor on all radii.
    pub size: f32,
    /// Whether the first and the last knot open into something.
    pub opens: [bool; 2],
}

impl Course {
    pub const fn sized(self, size: f32) -> Self {
        Self { size, ..self }
    }

    pub const fn through(self, knots: &'static [[f32; 4]], named: [usize; 2]) -> Self {
        Self {
            knots,
            named,
            ..self
        }
    }
}

/// The vessels of one case. Where two join, one's last knots lie within the other.
#[derive(Clone, Copy)]
pub struct Courses {
    pub descending: Course,
    pub inferior_cava: Course,
    pub superior_cava: Course,
    pub vein: [Course; 2],
    pub branch: Course,
    pub arch: Course,
    pub ductus: Course,
    pub trunk: Option<Course>,
    pub ascending: Course,
    pub extra: Option<Course>,
}

impl Courses {
    /// All of them, in the order of painting.
    pub fn iter(&self) -> impl Iterator<Item = &Course> {
        [&self.descending, &self.inferior_cava, &self.superior_cava]
            .into_iter()
            .chain(&self.vein)
            .chain([&self.branch, &self.arch])
            .chain(&self.extra)
            .chain([&self.ductus])
            .chain(&self.trunk)
            .chain([&self.ascending])
    }
}

pub const DESCENDING: Course = Course {
    label: Some(Structure::DescendingAorta),
    knots: &[
        [5.2, 12.2, 16.5, 2.0],
        [5.2, 12.8, 8.0, 2.1],
        [4.4, 12.2, -60.0, 1.9],
    ],
    named: [0, 2],
    frame: Frame::Body,
    kind: Kind::Artery,
    size: 1.0,
    opens: [true, false],
};

pub const INFERIOR_CAVA: Course = Course {
    label: Some(Structure::InferiorVenaCava),
    knots: &[
        [-6.2, 4.6, -60.0, 1.7],
        [-6.0, 3.6, -24.0, 1.8],
        [-5.8, 2.4, -13.0, 1.9],
        [-5.4, 0.8, -6.0, 2.0],
    ],
    named: [0, 2],
    frame: Frame::Body,
    kind: Kind::Vein,
    size: 1.0,
    opens: [false, true],
};

pub const SUPERIOR_CAVA: Course = Course {
    label: Some(Structure::SuperiorVenaCava),
    knots: &[
        [-7.6, -3.2, 32.0, 1.85],
        [-8.2, -2.8, 14.0, 1.9],
        [-7.6, -2.0, 8.4, 1.95],
        [-7.0, -1.4, 5.0, 2.0],
    ],
    named: [0, 2],
    frame: Frame::NearHeart,
    kind: Kind::Vein,
    size: 1.0,
    opens: [false, true],
};

/// Upper and lower left pulmonary vein, which enter the left atrium together: every plane of the
/// four-chamber view meets one of them.
pub const LOWER_VEIN: Course = Course {
    label: Some(Structure::PulmonaryVein),
    knots: &[
        [-4.4, 7.2, -1.3, 1.75],
        [-2.9, 9.9, -1.4, 1.6],
        [-1.6, 14.2, -1.6, 1.25],
        [0.2, 19.5, -1.8, 0.8],
    ],
    named: [1, 2],
    frame: Frame::Heart,
    kind: Kind::Vein,
    size: 1.0,
    opens: [true, false],
};

pub const UPPER_VEIN: Course = LOWER_VEIN.through(
    &[
        [-4.4, 7.2, 1.2, 1.75],
        [-2.9, 9.9, 1.3, 1.6],
        [-1.6, 14.2, 1.5, 1.25],
        [0.2, 19.5, 2.2, 0.8],
    ],
    [1, 2],
);

/// The right pulmonary artery passes behind the ascending aorta.
pub const BRANCH: Course = Course {
    label: None,
    knots: &[
        [3.6, -5.0, 13.2, 1.4],
        [-3.5, 0.6, 12.6, 1.2],
        [-11.0, 3.5, 12.2, 0.9],
    ],
    named: [0, 2],
    frame: Frame::Body,
    kind: Kind::Pulmonary,
    size: 1.0,
    opens: [true, false],
};

pub const ARCH: Course = Course {
    label: Some(Structure::AorticArch),
    knots: &[
        [-1.8, -5.8, 17.4, 2.0],
        [0.2, -1.8, 18.3, 1.9],
        [2.5, 4.0, 18.3, 1.85],
        [4.9, 10.6, 16.8, 1.85],
    ],
    named: [0, 3],
    frame: Frame::Body,
    kind: Kind::Artery,
    size: 1.0,
    opens: [true, true],
};

pub const DUCTUS: Course = Course {
    label: Some(Structure::DuctusArteriosus),
    knots: &[
        [5.4, -2.4, 16.6, 1.85],
        [7.6, 3.8, 17.5, 1.75],
        [6.0, 10.6, 16.4, 1.8],
    ],
    named: [0, 2],
    frame: Frame::Body,
    kind: Kind::Pulmonary,
    size: 1.0,
    opens: [true, true],
};

/// From its valve in front the pulmonary trunk runs back and to the left over the aorta's root, then up
/// and straight back into the duct: a level plane of the three vessels meets it aslant, so that it is
/// longer than the round aorta beside it.
pub const TRUNK: Course = Course {
    label: Some(Structure::PulmonaryArtery),
    knots: &[
        [-1.2, -9.8, 4.6, 3.5],
        [-0.8, -11.0, 6.3, 3.5],
        [-0.4, -11.8, 7.7, 2.5],
        [3.2, -6.6, 9.1, 2.5],
        [4.5, -4.4, 10.5, 2.5],
        [4.5, -7.4, 12.4, 2.4],
        [5.0, -3.0, 15.2, 2.2],
        [5.4, -1.8, 16.5, 2.0],
    ],
    named: [2, 7],
    frame: Frame::NearHeart,
    kind: Kind::Pulmonary,
    size: 1.0,
    opens: [true, true],
};

/// The aorta's root leaves the left ventricle behind the pulmonary trunk and runs towards the right
/// shoulder, rising little and at about 45 degrees to the ventricle's axis, before it turns up; it bears
/// the name from its valve to where the arch begins.
pub const ASCENDING: Course = Course {
    label: Some(Structure::AscendingAorta),
    knots: &[
        [8.8, -1.8, 3.4, 2.9],
        [5.9, -1.6, 4.4, 2.8],
        [3.6, -1.5, 5.0, 2.2],
        [-1.2, -1.7, 6.0, 2.2],
        [-3.2, -2.9, 7.8, 2.2],
        [-3.2, -4.5, 11.0, 2.2],
        [-2.8, -4.7, 14.6, 2.1],
        [-1.9, -5.8, 17.2, 2.0],
    ],
    named: [2, 6],
    frame: Frame::NearHeart,
    kind: Kind::Artery,
    size: 1.0,
    opens: [true, true],
};

pub const NORMAL: Courses = Courses {
    descending: DESCENDING,
    inferior_cava: INFERIOR_CAVA,
    superior_cava: SUPERIOR_CAVA,
    vein: [LOWER_VEIN, UPPER_VEIN],
    branch: BRANCH,
    arch: ARCH,
    ductus: DUCTUS,
    trunk: Some(TRUNK),
    ascending: ASCENDING,
    extra: None,
};
