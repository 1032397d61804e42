//! Atria, ventricles, their inlets and outflow, papillary muscles, moderator band.

use anatomy::Structure;

use super::Beat;
use crate::{
    body::blood,
    individual::Individual,
    plane::{Plane, Tissue},
    pose::Pose,
    shape::{Point, Shape},
};

/// How strongly the inner face of muscle shines across the beam.
const SHINE: f32 = 0.2;

/// A cavity at rest.
struct Cavity {
    label: Structure,
    centre: Point,
    radii: Point,
}

const LEFT_VENTRICLE: Cavity = Cavity {
    label: Structure::LeftVentricle,
    centre: [7.6, 5.25, 1.0],
    radii: [9.3, 4.85, 8.0],
};
const RIGHT_VENTRICLE: Cavity = Cavity {
    label: Structure::RightVentricle,
    centre: [6.9, -5.45, 0.8],
    radii: [8.8, 5.05, 7.6],
};
const LEFT_ATRIUM: Cavity = Cavity {
    label: Structure::LeftAtrium,
    centre: [-5.5, 5.1, 0.0],
    radii: [5.5, 5.3, 6.4],
};
const RIGHT_ATRIUM: Cavity = Cavity {
    label: Structure::RightAtrium,
    centre: [-5.3, -5.3, 0.0],
    radii: [5.7, 5.6, 6.6],
};
const JOINED: Cavity = Cavity {
    label: Structure::LeftVentricle,
    centre: [6.6, 0.0, 0.9],
    radii: [8.6, 9.4, 7.6],
};

pub fn paint(plane: &mut Plane, individual: &Individual, pose: &Pose, beat: &Beat) {
    let defect = &individual.defect;
    let size: [f32; 4] = core::array::from_fn(|k| individual.chamber[k] * defect.chamber[k]);
    let lumen = blood(individual);
    let mut cavity = |cavity: &Cavity, centre: Point, radii: Point| {
        let shape = individual.heart_ellipsoid(centre, radii);
        plane.solid(pose, &shape, lumen, SHINE, Some(cavity.label));
    };
    // Atria fill while the ventricles contract.
    let fill = 0.9 + 0.1 * beat.squeeze;
    for (atrium, size) in [(&LEFT_ATRIUM, size[2]), (&RIGHT_ATRIUM, size[3])] {
        cavity(atrium, atrium.centre, atrium.radii.map(|r| r * size * fill));
    }
    let (short, thin) = (1.0 - 0.09 * beat.squeeze, 1.0 - 0.2 * beat.squeeze);
    let ventricles: &[(&Cavity, f32, f32)] = if defect.joined {
        &[(&JOINED, 0.5 * (size[0] + 1.0), 0.0)]
    } else {
        &[
            (&LEFT_VENTRICLE, size[0], 0.0),
            (&RIGHT_VENTRICLE, size[1], defect.right_ventricle_shift),
        ]
    };
    for (ventricle, size, shift) in ventricles {
        let [u, v, w] = ventricle.centre;
        let [length, breadth, height] = ventricle.radii.map(|r| r * size);
        cavity(
            ventricle,
            [u + shift + beat.descent() * 0.3, v, w],
            [length * short, breadth * thin, height * thin],
        );
    }
    if defect.right_ventricle_shift > 2.5 {
        // What lies above a displaced valve belongs to the atrium.
        let upper = individual.heart_ellipsoid([0.6, -5.2, 0.0], [4.6, 4.3, 5.6]);
        plane.solid(pose, &upper, lumen, 0.0, Some(Structure::RightAtrium));
    }
    if defect.outflow > 0.0 {
        let cone = outflow(individual, beat, 0.0);
        let label = if defect.joined {
            Structure::LeftVentricle
        } else {
            Structure::RightVentricle
        };
        plane.solid(pose, &cone, lumen, SHINE, Some(label));
    }
    inlets(plane, individual, pose);
    muscles(plane, individual, pose);
}

/// The outflow wraps around the front of the aortic root.
pub fn outflow(individual: &Individual, beat: &Beat, extra: f32) -> Shape {
    let size = individual.defect.outflow * (1.0 - 0.1 * beat.squeeze);
    let centre = individual.vessel_point([-0.7, -9.2, 7.4], 1.0);
    Shape::upright(centre, [4.7, 3.3, 4.2].map(|r| r * size + extra))
}

/// Blood on both sides of the valves, so that open valves leave no wall.
fn inlets(plane: &mut Plane, individual: &Individual, pose: &Pose) {
    for inlet in individual.defect.inlets {
        if !inlet.opens {
            continue;
        }
        let [[u0, v0], [u1, v1]] = inlet.hinges;
        let half = (v1 - v0).abs() / 2.0;
        let centre = [u0.min(u1) + 0.4, f32::midpoint(v0, v1), 0.0];
        let shape = individual.heart_ellipsoid(centre, [3.4f32.min(half), half * 0.94, 5.2]);
        plane.solid(pose, &shape, blood(individual), 0.0, None);
    }
}

/// Papillary muscles in the left ventricle, the moderator band near the apex of the right one.
fn muscles(plane: &mut Plane, individual: &Individual, pose: &Pose) {
    let defect = &individual.defect;
    let left = defect.chamber[0].min(1.0);
    let tissue = Tissue::new(0.05 * individual.wall, 0.2, 0.10);
    for (centre, radius) in [
        ([9.0, 7.6 * left, 1.6], 1.3),
        ([9.5, 6.8 * left, -2.6], 1.2),
    ] {
        let muscle = individual.heart_ellipsoid(centre, [2.2 * left, radius * left, radius]);
        plane.solid(pose, &muscle, tissue, 0.1, None);
    }
    if defect.chamber[1] > 0.7 {
        let band = [([10.2, -1.4, -0.5], 0.75), ([10.8, -8.6, 0.5], 0.9)];
        let band = band.map(|(p, r)| (individual.heart_point(p), r)).to_vec();
        let tissue = Tissue::new(0.12, 0.2, 0.10);
        plane.solid(pose, &Shape::Tube(band), tissue, 0.3, None);
    }
}
