//! Arteries, veins and the windpipe, in reference millimetres of the body.
//!
//! The courses put each view at its usual level: the aortic root rises from the left ventricle
//! towards the right shoulder, the pulmonary artery crosses in front of it and goes straight back,
//! and both arches meet the descending aorta left of the spine.

use anatomy::Structure;

use crate::{
    body::blood,
    case::Case,
    individual::Individual,
    plane::{Plane, Tissue},
    shape::{Point, Shape},
    sweep::Pose,
};

/// One vessel: knots (x, y, z, radius).
struct Vessel {
    label: Option<Structure>,
    knots: &'static [[f32; 4]],
    wall: f32,
}

/// Upper knots first where two vessels join, so that the later one's lumen opens into the earlier.
const VESSELS: [Vessel; 9] = [
    Vessel {
        label: Some(Structure::DescendingAorta),
        knots: &[
            [5.2, 12.2, 16.5, 2.0],
            [5.2, 12.8, 8.0, 2.1],
            [4.4, 12.2, -60.0, 1.9],
        ],
        wall: 0.4,
    },
    Vessel {
        label: Some(Structure::InferiorVenaCava),
        knots: &[
            [-6.2, 4.6, -60.0, 1.7],
            [-6.0, 3.6, -24.0, 1.8],
            [-5.4, 0.8, -6.0, 2.0],
        ],
        wall: 0.35,
    },
    Vessel {
        label: Some(Structure::SuperiorVenaCava),
        knots: &[
            [-7.6, -3.2, 32.0, 1.5],
            [-8.2, -2.8, 14.0, 1.6],
            [-7.2, -1.4, 5.0, 1.8],
        ],
        wall: 0.4,
    },
    Vessel {
        label: Some(Structure::PulmonaryVein),
        knots: &[
            [12.5, 11.5, 1.4, 0.8],
            [7.0, 9.6, 0.4, 1.0],
            [3.0, 8.0, 0.2, 1.2],
        ],
        wall: 0.35,
    },
    Vessel {
        label: None,
        knots: &[
            [-10.5, 11.5, 4.6, 0.8],
            [-5.0, 10.0, 4.0, 0.9],
            [-1.5, 8.0, 3.2, 1.0],
        ],
        wall: 0.3,
    },
    // The right pulmonary artery passes behind the ascending aorta.
    Vessel {
        label: None,
        knots: &[
            [3.6, -5.0, 13.2, 1.4],
            [-3.5, 0.6, 12.6, 1.2],
            [-11.0, 3.5, 12.2, 0.9],
        ],
        wall: 0.3,
    },
    Vessel {
        label: Some(Structure::AorticArch),
        knots: &[
            [-1.8, -5.8, 17.4, 2.0],
            [0.6, -1.6, 18.4, 1.9],
            [3.2, 4.6, 18.3, 1.8],
            [5.0, 10.6, 16.8, 1.8],
        ],
        wall: 0.45,
    },
    Vessel {
        label: Some(Structure::DuctusArteriosus),
        knots: &[
            [5.2, -2.4, 16.6, 1.8],
            [6.6, 4.4, 17.2, 1.6],
            [5.9, 10.6, 16.2, 1.7],
        ],
        wall: 0.45,
    },
    Vessel {
        label: Some(Structure::PulmonaryArtery),
        knots: &[
            [0.2, -7.8, 5.0, 2.7],
            [1.4, -10.6, 8.4, 2.5],
            [3.2, -10.4, 11.2, 2.5],
            [4.2, -8.0, 14.2, 2.4],
            [5.1, -2.9, 16.4, 2.0],
        ],
        wall: 0.45,
    },
];

/// The aorta's root, painted last: it lies behind the pulmonary artery and joins the left ventricle.
const ASCENDING_AORTA: Vessel = Vessel {
    label: Some(Structure::AscendingAorta),
    knots: &[
        [6.6, -1.2, 3.0, 2.1],
        [3.0, -2.0, 5.0, 2.2],
        [-0.9, -3.6, 7.2, 2.2],
        [-2.6, -5.4, 11.0, 2.2],
        [-2.7, -6.2, 14.6, 2.1],
        [-1.9, -5.9, 17.2, 2.0],
    ],
    wall: 0.45,
};

pub fn paint(plane: &mut Plane, individual: &Individual, pose: &Pose) {
    for vessel in &VESSELS {
        vessel.paint(plane, individual, pose, 1.0);
    }
    let small = if individual.case == Case::Hlhs {
        0.45
    } else {
        1.0
    };
    ASCENDING_AORTA.paint(plane, individual, pose, small);
    let air = |p: Point| ([p[0] * individual.situs, p[1], p[2]], 1.35);
    let trachea = Shape::Tube(vec![air([-0.8, 6.8, 45.0]), air([-0.8, 7.6, 12.8])]);
    // The fetal windpipe holds fluid: dark inside, a bright ring around.
    plane.solid(
        pose,
        &trachea,
        Tissue::new(0.004, 0.0, 0.05),
        0.8,
        Some(Structure::Trachea),
    );
}

impl Vessel {
    fn paint(&self, plane: &mut Plane, individual: &Individual, pose: &Pose, size: f32) {
        let sway = individual.sway;
        let knots = self.knots.iter().map(|[x, y, z, r]| {
            let at = [
                individual.situs * (x + 0.4 * sway[6]),
                y + 0.4 * sway[7],
                *z,
            ];
            (at, r * size * individual.vessel)
        });
        let shape = Shape::Tube(knots.collect());
        plane.solid(pose, &shape, blood(individual), self.wall, self.label);
    }
}
