//! The thigh along its bone, the other leg across.
//!
//! Own frame, millimetres: x from the hip to the knee.

use super::scene::{Matter, Scene};
use crate::{
    growth,
    shape::{Point, UPRIGHT, between},
};

pub fn build(scene: &mut Scene<'_>) {
    let long = growth::femur_mm(scene.weeks) * (1.0 + 0.03 * scene.random.bell());
    let axes = scene.near(UPRIGHT, 0.05);
    scene.slide = scene.random.between(0.05, 0.14);
    let shift = 4.0 * scene.random.bell();
    let z = scene.random.between(-0.5, 1.5);
    scene.place(axes, [shift, 0.0, z]);
    trunk(scene, long);
    other_leg(scene, long);
    thigh(scene, long);
    shaft(scene, long);
}

fn thigh(scene: &mut Scene<'_>, long: f32) {
    let side = scene.random.side();
    // The lower leg bends away at the knee.
    let knee = [0.60 * long, 0.0, 0.0];
    let bend = scene.random.between(0.4, 2.2) * side;
    let foot = [
        knee[0] + 0.9 * long * libm::cosf(bend),
        0.9 * long * libm::sinf(bend),
        scene.random.between(-4.0, 4.0),
    ];
    let fat = scene.random.between(0.85, 1.15);
    let skin = scene.soft(0.09, 0.4, 0.6);
    scene.tube(
        &[(knee, 0.19 * long * fat), (foot, 0.12 * long * fat)],
        skin,
    );
    let shin = scene.bone;
    let ends = [(0.2, 1.0), (0.85, 0.9)].map(|(t, r)| (between(knee, foot, t), r));
    scene.tube(&ends, shin);
    // The thigh tapers from hip to knee, not quite evenly.
    let outline: Vec<(Point, f32)> = [
        (-0.65, 0.36, 0.0),
        (-0.3, 0.33, 0.02),
        (0.05, 0.28, -0.02),
        (0.35, 0.23, 0.0),
        (0.6, 0.2, 0.0),
    ]
    .into_iter()
    .map(|(x, r, y)| {
        let r = scene.about(r * long * fat, 0.04);
        ([x * long, y * long, 0.0], r)
    })
    .collect();
    scene.tube(&outline, skin);
    let less = |by: f32| -> Vec<(Point, f32)> {
        outline
            .iter()
            .map(|(p, r)| (*p, r - by * scene.growth))
            .collect()
    };
    let (deep, core) = (less(2.2), less(4.5));
    // Muscle under the skin, in streaks along the bone.
    let muscle = scene.soft(0.045, 0.6, 0.25);
    scene.tube(&deep, muscle);
    let inner = scene.soft(0.07, 0.6, 0.0);
    scene.tube(&core, inner);
    for _ in 0..20 {
        let at = scene.somewhere([0.0; 3], [0.5 * long, 0.2 * long, 0.06 * long]);
        let l = scene.random.between(0.1, 0.25) * long;
        let power = scene.random.between(0.03, 0.12);
        let streak = scene.soft(power, 0.3, 0.15);
        scene.ball(at, [l, 0.6, 1.5], streak);
    }
}

/// A bright, slightly bowed bar between two dark ends of cartilage.
fn shaft(scene: &mut Scene<'_>, long: f32) {
    let half = long / 2.0;
    let thick = (0.035 * long).max(1.0) * scene.random.between(0.85, 1.15);
    let bow = scene.random.between(-0.05, 0.05) * long;
    for (x, r) in [(-half - 1.5, 0.1), (half + 1.8, 0.11)] {
        let cartilage = Matter::new(0.004, 0.2, 0.06, 0.3);
        let r = r * long;
        scene.ball([x, 0.0, 0.0], [0.8 * r, r, r], cartilage);
    }
    let mut bone = scene.bone;
    bone.wall = scene.random.between(1.6, 3.5);
    bone.tissue.amplitude *= scene.random.between(1.0, 1.8);
    let at = |t: f32| [t * half, bow * (1.0 - t * t), 0.0];
    let knots = [
        (at(-1.0), thick * 1.35),
        (at(-0.7), thick),
        (at(0.0), thick * 0.95),
        (at(0.7), thick * 1.05),
        (at(1.0), thick * 1.5),
    ];
    scene.tube(&knots, bone);
}

fn other_leg(scene: &mut Scene<'_>, long: f32) {
    let side = scene.random.side();
    let at = [
        scene.random.between(-0.6, 0.6) * long,
        side * scene.random.between(0.62, 0.95) * long,
        0.0,
    ];
    let d = scene.heading(0.2);
    let tip = |t: f32| core::array::from_fn(|k| at[k] + d[k] * t * long);
    let skin = scene.soft(0.09, 0.4, 0.5);
    scene.tube(&[(tip(-0.6), 0.24 * long), (tip(0.6), 0.2 * long)], skin);
    let muscle = scene.soft(0.05, 0.5, 0.1);
    scene.tube(&[(tip(-0.6), 0.2 * long), (tip(0.6), 0.16 * long)], muscle);
    let bone = scene.bone;
    scene.tube(&[(tip(-0.5), 1.6), (tip(0.5), 1.5)], bone);
}

/// The lower trunk at the hip's end: mixed echoes of gut and pelvis.
fn trunk(scene: &mut Scene<'_>, long: f32) {
    let g = scene.growth;
    let y = scene.random.between(-12.0, 12.0) * g;
    let skin = scene.soft(0.12, 0.4, 0.6);
    let hip = [-0.95 * long, y, 0.0];
    scene.joined(
        &[
            (hip, [19.0 * g, 22.0 * g, 20.0 * g]),
            ([-1.25 * long, 1.4 * y, 0.0], [22.0 * g, 21.0 * g, 20.0 * g]),
        ],
        skin,
    );
    for _ in 0..16 {
        let at = scene.somewhere(hip, [15.0 * g, 16.0 * g, 5.0 * g]);
        let power = scene.random.between(0.01, 0.25);
        let gut = scene.soft(power, 0.8, 0.2);
        let r = scene.random.between(1.5, 4.5) * g;
        scene.ball(at, [r * 1.3, r, r], gut);
    }
    let bone = scene.bone;
    scene.ball(
        [-0.7 * long, y * 0.6, 0.0],
        [3.0 * g, 2.0 * g, 3.0 * g],
        bone,
    );
}
