//! The courses of vessels that a defect changes, in the units of [`super::courses`].

use super::courses::{
    ARCH, ASCENDING, BRANCH, Course, Courses, DESCENDING, DUCTUS, INFERIOR_CAVA, NORMAL,
    SUPERIOR_CAVA, TRUNK,
};

pub const SMALL_AORTA: Courses = Courses {
    ascending: ASCENDING.sized(0.45),
    arch: ARCH.sized(0.5),
    trunk: Some(TRUNK.sized(1.15)),
    ductus: DUCTUS.sized(1.15),
    ..NORMAL
};

/// Narrowest at the isthmus, before the duct joins.
pub const NARROW_ARCH: Courses = Courses {
    ascending: ASCENDING.sized(0.82),
    arch: ARCH.through(
        &[
            [-1.8, -5.8, 17.4, 1.5],
            [0.2, -1.8, 18.3, 1.15],
            [2.5, 4.0, 18.3, 0.95],
            [4.9, 10.6, 16.8, 0.8],
        ],
        [0, 3],
    ),
    trunk: Some(TRUNK.sized(1.15)),
    ductus: DUCTUS.sized(1.15),
    ..NORMAL
};

/// The root stands over the septum and takes blood from both ventricles.
pub const TETRALOGY: Courses = Courses {
    ascending: Course {
        size: 1.32,
        ..ASCENDING.through(
            &[
                [5.0, -4.2, 2.4, 2.1],
                [3.4, -4.2, 4.0, 2.15],
                [1.8, -4.2, 5.2, 2.2],
                [-1.2, -4.6, 7.8, 2.2],
                [-2.6, -5.4, 11.0, 2.2],
                [-2.7, -6.2, 14.8, 2.0],
                [-1.9, -5.9, 17.2, 1.8],
            ],
            [1, 5],
        )
    },
    arch: ARCH.sized(1.1),
    trunk: Some(TRUNK.sized(0.52)),
    branch: BRANCH.sized(0.6),
    ductus: DUCTUS.sized(0.5),
    ..NORMAL
};

/// The aorta rises in front and to the right; the pulmonary trunk behind it goes straight up, and the
/// duct runs below the arch, so that the topmost view shows one long arch.
pub const TRANSPOSITION: Courses = Courses {
    ascending: ASCENDING.through(
        &[
            [0.2, -7.8, 5.0, 2.4],
            [-0.4, -9.8, 7.2, 2.25],
            [-0.8, -10.8, 9.0, 2.2],
            [-1.2, -11.2, 12.0, 2.2],
            [-1.0, -10.0, 14.8, 2.1],
            [-0.4, -8.4, 17.0, 2.0],
        ],
        [1, 4],
    ),
    arch: ARCH.through(
        &[
            [-0.4, -8.4, 17.2, 2.0],
            [1.4, -2.2, 18.5, 1.9],
            [3.4, 4.4, 18.4, 1.85],
            [4.9, 10.6, 17.0, 1.85],
        ],
        [0, 3],
    ),
    trunk: Some(TRUNK.through(
        &[
            [6.6, -1.2, 3.0, 2.4],
            [5.0, -1.8, 4.6, 2.5],
            [3.8, -2.8, 7.4, 2.5],
            [3.2, -3.8, 10.4, 2.4],
            [3.9, -2.6, 13.2, 2.1],
        ],
        [1, 4],
    )),
    branch: BRANCH.through(
        &[
            [3.2, -3.4, 11.6, 1.4],
            [-3.5, -0.4, 11.8, 1.2],
            [-11.0, 3.5, 12.0, 0.9],
        ],
        [0, 2],
    ),
    ductus: DUCTUS.through(
        &[
            [4.2, -1.6, 13.6, 1.8],
            [5.4, 4.4, 14.6, 1.7],
            [5.3, 11.0, 14.0, 1.7],
        ],
        [0, 2],
    ),
    ..NORMAL
};

/// Both rise in front, the aorta to the right, side by side and at one depth.
pub const DOUBLE_OUTLET: Courses = Courses {
    ascending: ASCENDING.through(
        &[
            [0.6, -7.6, 4.6, 2.2],
            [-1.6, -8.6, 6.8, 2.2],
            [-2.8, -9.0, 8.8, 2.2],
            [-3.4, -8.8, 11.6, 2.2],
            [-3.2, -7.6, 14.8, 2.1],
            [-1.9, -5.9, 17.2, 2.0],
        ],
        [1, 4],
    ),
    trunk: Some(TRUNK.through(
        &[
            [2.6, -8.6, 5.0, 2.5],
            [3.0, -9.6, 7.2, 2.4],
            [3.2, -9.8, 9.0, 2.4],
            [3.6, -9.2, 11.6, 2.4],
            [4.2, -7.4, 14.2, 2.3],
            [5.1, -2.9, 16.4, 2.0],
        ],
        [2, 5],
    )),
    ..NORMAL
};

/// No trunk: a thin duct comes down from the arch's underside to where the lungs' arteries meet.
pub const PULMONARY_ATRESIA: Courses = Courses {
    ascending: ASCENDING.sized(1.2),
    arch: ARCH.sized(1.1),
    trunk: None,
    branch: BRANCH
        .through(
            &[
                [5.5, -1.5, 13.0, 1.2],
                [2.6, -3.0, 13.2, 1.3],
                [-3.5, 0.6, 12.6, 1.2],
                [-11.0, 3.5, 12.2, 0.9],
            ],
            [0, 3],
        )
        .sized(0.8),
    ductus: DUCTUS
        .through(
            &[
                [4.4, 7.6, 16.8, 1.5],
                [6.2, 3.4, 16.2, 1.4],
                [4.2, -1.8, 13.6, 1.4],
            ],
            [0, 2],
        )
        .sized(0.85),
    ..NORMAL
};

/// The arch passes right of the trachea; the duct stays left of it and joins behind: a U.
pub const RIGHT_ARCH: Courses = Courses {
    arch: ARCH.through(
        &[
            [-2.0, -5.8, 17.4, 2.0],
            [-4.4, -1.6, 18.3, 1.9],
            [-5.0, 4.6, 18.3, 1.85],
            [-3.6, 11.0, 16.8, 1.85],
        ],
        [0, 3],
    ),
    ductus: DUCTUS.through(
        &[
            [5.4, -2.4, 16.6, 1.85],
            [5.6, 4.4, 17.5, 1.75],
            [2.6, 10.6, 17.3, 1.6],
            [-2.6, 11.6, 16.8, 1.6],
        ],
        [0, 3],
    ),
    descending: CROSSING,
    ..NORMAL
};

/// A descending aorta that begins right of the trachea and reaches its usual place behind the heart.
const CROSSING: Course = DESCENDING.through(
    &[
        [-3.4, 11.6, 16.5, 2.0],
        [-1.0, 11.0, 12.5, 2.0],
        [4.6, 12.2, 6.5, 2.1],
        [4.4, 12.2, -60.0, 1.9],
    ],
    [0, 3],
);

/// A ring: the larger arch to the right of the trachea, the smaller one to its left.
pub const DOUBLE_ARCH: Courses = Courses {
    arch: RIGHT_ARCH.arch,
    extra: Some(ARCH.through(
        &[
            [-1.8, -5.8, 17.4, 1.8],
            [1.6, -1.6, 18.3, 1.6],
            [2.8, 4.8, 18.3, 1.5],
            [1.2, 10.4, 17.6, 1.5],
            [-2.8, 11.4, 16.9, 1.5],
        ],
        [0, 4],
    )),
    ductus: DUCTUS.through(
        &[
            [5.4, -2.4, 16.6, 1.7],
            [6.8, 4.2, 16.6, 1.5],
            [3.4, 10.8, 16.2, 1.4],
        ],
        [0, 2],
    ),
    descending: CROSSING,
    ..NORMAL
};

/// Mirrored in the chest, but not below it (x is mirrored with the heart: signs are swapped here).
pub const MIRRORED_ABOVE: Courses = Courses {
    descending: DESCENDING.through(
        &[
            [5.2, 12.2, 16.5, 2.0],
            [5.2, 12.8, -4.0, 2.1],
            [0.0, 10.6, -11.0, 2.0],
            [-4.4, 12.2, -20.0, 1.9],
            [-4.4, 12.2, -60.0, 1.9],
        ],
        [0, 4],
    ),
    inferior_cava: INFERIOR_CAVA.through(
        &[
            [6.2, 4.6, -60.0, 1.7],
            [6.0, 3.6, -22.0, 1.8],
            [0.5, 2.6, -14.0, 1.9],
            [-5.4, 0.8, -6.0, 2.0],
        ],
        [0, 2],
    ),
    ..NORMAL
};

/// The left cava passes in front of the lung's root, round the left atrium and along its floor.
pub const LEFT_SVC: Courses = Courses {
    extra: Some(Course {
        label: None,
        ..SUPERIOR_CAVA.through(
            &[
                [9.9, -3.2, 32.0, 1.8],
                [10.2, -3.2, 14.0, 1.85],
                [10.0, 0.0, 6.0, 1.7],
                [9.4, 3.2, 0.5, 1.7],
                [7.0, 5.6, -3.0, 1.9],
                [1.5, 4.6, -3.4, 2.0],
                [-3.2, 1.4, -3.4, 2.0],
            ],
            [0, 6],
        )
    }),
    ..NORMAL
};
