//! The mother's wall, the fluid, the chest wall, lungs, upper abdomen, spine and limbs.

use anatomy::Structure;

use crate::{
    individual::{CHEST, Individual},
    noise,
    plane::{Plane, Tissue},
    shape::{Point, Shape},
    sweep::Pose,
};

/// Level of the diaphragm's dome, reference millimetres.
const DIAPHRAGM_Z: f32 = -13.5;

/// Distance of two ribs and of two vertebrae, reference millimetres.
const RIB_STEP: f32 = 6.5;

pub fn blood(individual: &Individual) -> Tissue {
    // Never quite black: there is always some noise in blood.
    Tissue::new(individual.blood, 0.0, 0.02)
}

pub fn bone() -> Tissue {
    Tissue::new(1.4, 0.2, 4.0)
}

pub fn paint(plane: &mut Plane, individual: &Individual, pose: &Pose) {
    surroundings(plane, individual);
    limbs(plane, individual, pose);
    trunk(plane, individual, pose);
    abdomen(plane, individual, pose);
    ribs(plane, individual, pose);
    spine(plane, individual, pose);
}

pub fn surroundings(plane: &mut Plane, individual: &Individual) {
    let sway = individual.sway;
    let wall_mm = 13.0 + 2.0 * sway[0];
    let back_mm = 2.0 * CHEST[1] * individual.scale + 34.0 + 4.0 * sway[1];
    let muscle = Tissue::new(0.09, 0.5, 0.10).with_fibre(0.6);
    let fat = Tissue::new(0.05, 0.7, 0.06);
    let fluid = Tissue::new(0.000_08, 0.0, 0.0);
    let bend = |x: f32| 2.5 * noise::slow(x * 0.05, sway[2]) + 1.2 * noise::slow(x * 0.17, sway[3]);
    plane.fill(bend, |bend, y| {
        let layer = y + bend * (y / 14.0).min(1.0);
        if layer < wall_mm {
            // Layers of skin, fat and muscle lie across the beam.
            if noise::slow(layer * 0.9, sway[4]) > 0.15 {
                fat
            } else {
                muscle
            }
        } else if layer > back_mm + 3.0 * bend {
            muscle
        } else {
            fluid
        }
    });
}

fn limbs(plane: &mut Plane, individual: &Individual, pose: &Pose) {
    for (at, radius) in &individual.limbs {
        let along =
            |r: f32| Shape::Tube(vec![([at[0], at[1], -40.0], r), ([at[0], at[1], 40.0], r)]);
        plane.solid(
            pose,
            &along(*radius),
            Tissue::new(0.08, 0.4, 0.10),
            0.4,
            None,
        );
        plane.solid(pose, &along(1.3), bone(), 0.8, None);
    }
}

/// Skin and muscle ring, lungs inside; the chest tapers towards the neck.
fn trunk(plane: &mut Plane, individual: &Individual, pose: &Pose) {
    let body = |extra: f32| {
        Shape::upright(
            [0.0, 0.0, -8.0],
            [CHEST[0] + extra, CHEST[1] + extra, 95.0 + extra],
        )
    };
    let skin = Tissue::new(0.16 * individual.wall, 0.3, 0.12);
    plane.solid(pose, &body(3.0), skin, 0.8, None);
    plane.solid(pose, &body(0.0), Tissue::new(0.05, 0.4, 0.12), 0.35, None);
    plane.solid(pose, &body(-2.2), Tissue::new(0.11, 0.45, 0.10), 0.15, None);
    if pose.z > DIAPHRAGM_Z + 2.0 {
        plane.outline(pose, &body(1.0), 0.0, Structure::Thorax);
    }
    // The mediastinum between the lungs is darker and finer than they are.
    let mediastinum = Shape::upright([0.5, 4.0, 14.0], [9.5, 11.0, 30.0]);
    plane.solid(pose, &mediastinum, Tissue::new(0.055, 0.3, 0.10), 0.0, None);
    let thymus = Shape::upright([0.5, -14.0, 18.5], [9.5, 5.2, 9.0]);
    plane.solid(pose, &thymus, Tissue::new(0.045, 0.15, 0.10), 0.2, None);
}

fn abdomen(plane: &mut Plane, individual: &Individual, pose: &Pose) {
    let (side, sway) = (individual.situs, individual.sway);
    let dome = Shape::upright(
        [0.0, 0.0, -46.0],
        [CHEST[0] - 1.6, CHEST[1] - 1.6, 46.0 + DIAPHRAGM_Z],
    );
    plane.solid(pose, &dome, Tissue::new(0.085, 0.35, 0.11), 0.5, None);
    let bowel = Shape::upright([side * 8.0, 6.0, -42.0], [11.0, 10.0, 9.0]);
    plane.solid(pose, &bowel, Tissue::new(0.16, 0.8, 0.11), 0.2, None);
    for kidney in [-9.0, 9.5] {
        let shape = Shape::upright([kidney, 12.0, -43.0], [5.5, 5.0, 9.5]);
        plane.solid(pose, &shape, Tissue::new(0.035, 0.3, 0.09), 0.35, None);
    }
    let s = individual.stomach;
    let stomach = Shape::upright(
        [side * (11.5 + sway[5]), 3.0 + sway[6], -28.5],
        [7.4 * s, 5.6 * s, 7.5 * s],
    );
    plane.solid(
        pose,
        &stomach,
        Tissue::new(0.001, 0.0, 0.0),
        0.5,
        Some(Structure::Stomach),
    );
    let vein: Vec<(Point, f32)> = [
        [0.0, -23.0, -33.0],
        [side * -0.5, -14.0, -29.0],
        [side * -2.0, -7.5, -27.5],
        [side * -7.0, -3.5, -27.0],
        [side * -10.5, -4.5, -26.5],
    ]
    .into_iter()
    .map(|p| (p, 1.7 * individual.vessel))
    .collect();
    let lumen = blood(individual);
    plane.solid(
        pose,
        &Shape::Tube(vein),
        lumen,
        0.55,
        Some(Structure::UmbilicalVein),
    );
    let gallbladder = Shape::upright([side * -8.5, -9.0, -32.5], [2.2, 4.6, 3.0]);
    plane.solid(pose, &gallbladder, lumen, 0.4, None);
}

fn ribs(plane: &mut Plane, individual: &Individual, pose: &Pose) {
    // Ribs run down towards the front: each cut meets a pair of them over part of the wall.
    for step in -9..=6 {
        let level = (step as f32 + individual.rib_phase) * RIB_STEP;
        for side in [-1.0, 1.0] {
            let arc = |degrees: f32| {
                let turn = degrees.to_radians();
                let (s, c) = (libm::sinf(turn), libm::cosf(turn));
                let drop = (1.0 - c) * 5.5;
                (
                    [
                        side * (CHEST[0] - 0.6) * s,
                        (CHEST[1] - 0.6) * c,
                        level - drop,
                    ],
                    0.85,
                )
            };
            let mut tissue = bone();
            tissue.amplitude *= individual.ossification;
            tissue.loss_db_mm *= individual.ossification;
            // Piece by piece: a short tube touches few cells.
            for piece in 0..8 {
                let at = |k: i32| arc(18.0 + 15.0 * k as f32);
                let tube = Shape::Tube(vec![at(piece), at(piece + 1)]);
                plane.solid(pose, &tube, tissue, 1.2 * individual.ossification, None);
            }
        }
    }
    let breastbone = Shape::Tube(vec![
        ([0.0, -CHEST[1], -4.0], 1.0),
        ([0.0, -CHEST[1], 20.0], 1.0),
    ]);
    plane.solid(pose, &breastbone, Tissue::new(0.35, 0.3, 0.8), 0.6, None);
}

fn spine(plane: &mut Plane, individual: &Individual, pose: &Pose) {
    let whole = Shape::Tube(vec![([0.0, 18.3, -60.0], 5.4), ([0.0, 18.3, 45.0], 5.4)]);
    plane.solid(
        pose,
        &whole,
        Tissue::new(0.045, 0.3, 0.2),
        0.2,
        Some(Structure::Spine),
    );
    let canal = Shape::Tube(vec![([0.0, 19.4, -60.0], 1.6), ([0.0, 19.4, 45.0], 1.6)]);
    plane.solid(pose, &canal, Tissue::new(0.004, 0.0, 0.1), 0.2, None);
    for step in -12..=9 {
        let z = (step as f32 + individual.rib_phase * 0.7) * 4.4;
        for (x, y, r) in [(0.0, 15.6, 2.1), (-3.2, 21.0, 1.3), (3.2, 21.0, 1.3)] {
            let centre = Shape::upright([x, y, z], [r * 1.15, r * 0.85, 2.0]);
            plane.solid(pose, &centre, bone(), 1.0, None);
        }
    }
}
