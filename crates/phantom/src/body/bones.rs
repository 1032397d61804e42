//! Spine, breastbone, shoulder blades and collar bones.

use anatomy::Structure;

use crate::{
    individual::Individual,
    outline::Blob,
    plane::{Plane, Tissue},
    pose::Pose,
    shape::Shape,
};

use super::{bone, trunk::TrunkPlan};

/// Distance of two vertebrae, reference millimetres.
const VERTEBRA_STEP: f32 = 4.4;

/// Half height of a vertebra's body as a picture shows it, reference millimetres: a beam is several
/// millimetres thick and always meets bone, never a disc alone (assumed).
const BODY_HALF_MM: f32 = 3.1;

/// What a beam loses in a vertebra, dB a millimetre: so little that all three of its ossification
/// centres are seen around the canal (ISUOG Practice Guidelines: sonographic examination of the fetal
/// central nervous system, part 1, 2020, doi 10.1002/uog.22145).
const VERTEBRA_LOSS_DB_MM: f32 = 1.5;

pub fn spine(plane: &mut Plane, individual: &Individual, pose: &Pose) {
    let vertebra = Tissue {
        loss_db_mm: VERTEBRA_LOSS_DB_MM,
        ..bone()
    };
    for side in [-1.0, 1.0] {
        // The long muscles on either side, darker than the rest of the back.
        let muscle = Blob {
            centre: [side * 7.0, 19.4, -10.0],
            radii: [4.6, 2.9, 70.0],
            turn: [libm::cosf(0.35), -side * libm::sinf(0.35)],
            wobble: [0.0, 0.05 * side, 0.04, 0.03],
        };
        plane.solid(
            pose,
            &Shape::Blob(muscle),
            Tissue::new(0.026, 0.6, 0.12),
            0.12,
            None,
        );
    }
    let whole = Shape::Tube(vec![([0.0, 18.3, -60.0], 5.2), ([0.0, 18.3, 45.0], 5.2)]);
    let gristle = Tissue::new(0.03, 0.4, 0.16);
    plane.solid(pose, &whole, gristle, 0.08, Some(Structure::Spine));
    let canal = Shape::Tube(vec![([0.0, 18.9, -60.0], 1.8), ([0.0, 18.9, 45.0], 1.8)]);
    plane.solid(pose, &canal, Tissue::new(0.004, 0.0, 0.1), 0.15, None);
    let cord = Shape::Tube(vec![([0.0, 18.9, -60.0], 0.5), ([0.0, 18.9, 45.0], 0.5)]);
    plane.solid(pose, &cord, Tissue::new(0.05, 0.0, 0.1), 0.12, None);
    for step in -13..=10 {
        let z = (step as f32 + individual.rib_phase * 0.7) * VERTEBRA_STEP;
        if pose.above([0.0, 18.0, z]).abs() > 0.75 * VERTEBRA_STEP {
            continue;
        }
        let body = Blob {
            centre: [0.0, 14.9, z],
            radii: [2.9, 2.0, BODY_HALF_MM],
            turn: [1.0, 0.0],
            wobble: [0.04, 0.03, 0.0, -0.08],
        };
        plane.solid(pose, &Shape::Blob(body), vertebra, 1.0, None);
        for side in [-1.0, 1.0] {
            // The arch's halves lean towards each other behind the canal.
            let arch = Shape::Tube(vec![
                ([side * 3.5, 18.2, z], 1.3),
                ([side * 2.7, 20.6, z - 0.6], 1.2),
                ([side * 1.3, 22.0, z - 1.2], 0.8),
            ]);
            plane.solid(pose, &arch, vertebra, 1.0, None);
        }
    }
}

pub fn chest(plane: &mut Plane, plan: &TrunkPlan, individual: &Individual, pose: &Pose) {
    let mut hard = bone();
    hard.amplitude *= 0.8 * individual.ossification;
    hard.loss_db_mm *= 0.7 * individual.ossification;
    let gristle = Tissue::new(0.12, 0.4, 0.3);
    let front = |z: f32| [0.0, plan.front(z) - 1.2, z];
    let breastbone = Shape::Tube(vec![
        (front(-5.0), 0.9),
        (front(8.0), 1.2),
        (front(21.0), 1.3),
    ]);
    plane.solid(pose, &breastbone, gristle, 0.4, None);
    for centre in [0.0, 6.5, 13.0, 19.0] {
        let nucleus = Shape::upright(front(centre), [1.3, 0.8, 1.5]);
        plane.solid(pose, &nucleus, hard, 0.7, None);
    }
    for side in [-1.0, 1.0] {
        let collar = Shape::Tube(vec![
            ([side * 2.5, -14.5, 25.5], 0.9),
            ([side * 9.0, -14.0, 27.0], 0.8),
            ([side * 17.0, -6.5, 29.5], 0.9),
        ]);
        plane.solid(pose, &collar, hard, 1.0, None);
        let blade = Blob {
            centre: [side * 15.5, 14.6, 22.0],
            radii: [6.2, 0.75, 9.0],
            turn: [libm::cosf(0.72), -side * libm::sinf(0.72)],
            wobble: [0.0; 4],
        };
        plane.solid(pose, &Shape::Blob(blade), hard, 0.9, None);
    }
}
