//! The lower back: kidneys beside the spine, across and along, and the spine's rows of bone.
//!
//! Own frame, millimetres: x to the left, y to the back, z to the head, origin between the kidneys.

use core::f32::consts::FRAC_PI_2;

use anatomy::Structure;

use super::scene::{Matter, Scene, turned};
use crate::shape::{Point, UPRIGHT};

/// How the plane cuts the back.
#[derive(Clone, Copy, PartialEq)]
enum Cut {
    Across,
    /// From side to side through both kidneys.
    KidneysAlong,
    /// From side to side through the spine.
    Coronal,
    /// From front to back through the spine.
    Sagittal,
}

pub fn build(scene: &mut Scene<'_>) {
    let g = scene.growth;
    let cut = match scene.random.below(8) {
        0..3 => Cut::Across,
        3..5 => Cut::KidneysAlong,
        5 => Cut::Coronal,
        _ => Cut::Sagittal,
    };
    scene.spine_along = cut != Cut::Across;
    // The plane holds x and the body's axis, or y and that axis.
    let coronal = turned(UPRIGHT, 1, 2, -FRAC_PI_2);
    let sagittal = turned(coronal, 0, 1, FRAC_PI_2);
    let (axes, slide, depth) = match cut {
        Cut::Across => (UPRIGHT, scene.random.between(0.3, 0.7), 0.0),
        Cut::KidneysAlong => (coronal, scene.random.between(0.15, 0.3), 11.0),
        Cut::Coronal => (coronal, scene.random.between(0.1, 0.2), 18.5),
        Cut::Sagittal => (sagittal, scene.random.between(0.08, 0.15), 0.0),
    };
    scene.slide = slide;
    let axes = scene.near(axes, if cut == Cut::Across { 0.12 } else { 0.05 });
    let slip = scene.random.between(-1.5, 1.5) * g;
    let amid = match cut {
        Cut::Across => [0.0, 0.0, 2.5 * slip],
        Cut::KidneysAlong | Cut::Coronal => [0.0, depth * g + slip, 0.0],
        Cut::Sagittal => [slip, 6.0 * g, 0.0],
    };
    scene.place(axes, amid);
    trunk(scene, g);
    gut(scene, g);
    for side in [-1.0, 1.0] {
        kidney(scene, g, side);
    }
    if cut != Cut::KidneysAlong {
        aorta(scene, g);
    }
    spine(scene, g);
    if cut != Cut::Across {
        ribs(scene, g);
    }
}

fn trunk(scene: &mut Scene<'_>, g: f32) {
    let (x, y) = (scene.about(25.0, 0.05) * g, scene.about(22.5, 0.05) * g);
    let lean = scene.random.between(-0.15, 0.15) * x;
    let blobs = |less: f32| {
        let r = |x: f32, y: f32, z: f32| [x - less, y - less, z - less];
        [
            ([0.1 * x, 0.0, 0.0], r(0.92 * x, y, 85.0 * g)),
            (
                [lean - 0.1 * x, 0.1 * y, 0.0],
                r(0.9 * x, 0.9 * y, 80.0 * g),
            ),
        ]
    };
    let skin = scene.soft(0.17, 0.3, 0.9);
    scene.coat(&blobs(0.0), skin);
    let wall = scene.soft(0.04, 0.4, 0.3);
    scene.joined(&blobs(2.2 * g), wall);
    let inside = scene.soft(0.08, 0.55, 0.2);
    scene.ball(
        [0.0; 3],
        [0.88 * x - 3.0 * g, 0.93 * y - 3.0 * g, 80.0 * g],
        inside,
    );
    // Long muscles of the back on either side of the spine.
    for side in [-1.0, 1.0] {
        let muscle = scene.soft(0.035, 0.3, 0.2);
        let at = |z: f32| [side * 7.0 * g, 18.0 * g, z * g];
        scene.tube(&[(at(-50.0), 3.4 * g), (at(50.0), 3.4 * g)], muscle);
    }
}

/// Lumps of gut and edge of the liver before the kidneys.
fn gut(scene: &mut Scene<'_>, g: f32) {
    let liver = scene.soft(0.06, 0.3, 0.3);
    let side = scene.random.side();
    scene.ball(
        [side * 9.0 * g, -3.0 * g, 22.0 * g],
        [13.0 * g, 15.0 * g, 16.0 * g],
        liver,
    );
    for _ in 0..36 {
        let at = scene.somewhere([0.0, -6.0 * g, -6.0 * g], [15.0 * g, 9.0 * g, 28.0 * g]);
        let power = scene.random.between(0.015, 0.3);
        let lump = scene.soft(power, 0.8, 0.25);
        // Many small lumps and a few large ones.
        let unit = scene.random.unit();
        let r = (1.2 + 4.8 * unit * unit * unit) * g;
        scene.ball(at, [r * 1.4, r, r], lump);
    }
    for _ in 0..4 {
        let at = scene.somewhere([0.0, -5.0 * g, -8.0 * g], [14.0 * g, 8.0 * g, 20.0 * g]);
        let r = scene.random.between(0.8, 1.8) * g;
        scene.ball(at, [r * 1.5, r, r], Matter::fluid(0.3));
    }
}

/// Bright capsule, grey cortex, dark pyramids in a ring, black pelvis in bright fat.
fn kidney(scene: &mut Scene<'_>, g: f32, side: f32) {
    let size = scene.about(1.0, 0.08) * g;
    let at = [
        side * scene.about(10.5, 0.06) * g,
        scene.about(10.5, 0.06) * g,
        scene.random.between(-3.0, 2.0) * g,
    ];
    // The lower pole leans outwards.
    let axes = turned(UPRIGHT, 0, 2, side * 0.25);
    let ball = |scene: &mut Scene<'_>, c: Point, r: Point, matter: Matter| {
        let d: Point =
            core::array::from_fn(|k| at[k] + size * (0..3).map(|i| axes[i][k] * c[i]).sum::<f32>());
        scene.turned_ball(d, axes, r.map(|r| r * size), matter);
    };
    let capsule_wall = scene.random.between(0.4, 1.0);
    let fat = scene.soft(0.2, 0.4, capsule_wall);
    ball(scene, [0.0; 3], [6.6, 6.0, 10.9], fat);
    let cortex = scene.soft(0.028, 0.35, 0.2);
    ball(scene, [0.0; 3], [5.9, 5.3, 10.2], cortex);
    for k in 0..10 {
        let turn = k as f32 * 1.256 + scene.random.between(0.0, 0.4);
        let z = -6.2 + (k / 5) as f32 * 6.2 + scene.random.between(0.0, 5.5);
        let c = [3.5 * libm::cosf(turn), 3.2 * libm::sinf(turn), z];
        let pyramid = scene.soft(0.007, 0.2, 0.15);
        ball(scene, c, [1.3, 1.2, 1.6], pyramid);
    }
    let sinus = scene.soft(0.13, 0.4, 0.3);
    ball(scene, [-side * 1.2, -0.4, 0.0], [2.6, 1.8, 5.2], sinus);
    let wide = scene.random.between(0.5, 1.6);
    ball(
        scene,
        [-side * 1.4, -0.5, 0.0],
        [1.5 * wide, wide, 3.2],
        Matter::fluid(0.3),
    );
    // Adrenal above: a dark cap with a bright line.
    let cap = scene.soft(0.02, 0.2, 0.3);
    ball(scene, [0.0, 0.0, 11.6], [3.6, 2.2, 2.2], cap);
}

fn aorta(scene: &mut Scene<'_>, g: f32) {
    let mut lumen = scene.blood;
    lumen.wall = 0.5;
    let x = scene.random.between(0.5, 2.5) * g;
    let at = |z: f32, y: f32| [x, y * g, z * g];
    let r = scene.random.between(1.4, 1.8) * g;
    scene.tube_named(
        &[(at(-16.0, 11.2), r), (at(60.0, 10.2), r)],
        lumen,
        Some(Structure::DescendingAorta),
    );
    // It parts into two below.
    for side in [-1.0, 1.0] {
        let end = [x + side * 9.0 * g, 9.0 * g, -34.0 * g];
        scene.tube(&[(at(-15.0, 11.2), 0.7 * r), (end, 0.55 * r)], lumen);
    }
}

/// Three centres of bone a vertebra: cut along they are two rows like a railway.
fn spine(scene: &mut Scene<'_>, g: f32) {
    let bend = scene.random.between(-0.0015, 0.004);
    let sway = scene.random.between(-0.002, 0.002);
    let line = |z: f32| [sway * z * z * g, (17.6 - bend * z * z) * g, z * g];
    let around = scene.soft(0.05, 0.3, 0.2);
    let knots: Vec<(Point, f32)> = [-52.0, -39.0, -26.0, -13.0, 0.0, 13.0, 26.0, 39.0, 52.0]
        .into_iter()
        .map(|z| (line(z), (5.2 - (z + 52.0f32).min(40.0) * -0.01) * g))
        .collect();
    scene.tube_named(&knots, around, Some(Structure::Spine));
    let canal: Vec<(Point, f32)> = knots
        .iter()
        .map(|(p, _)| ([p[0], p[1] + 1.4 * g, p[2]], 1.9 * g))
        .collect();
    scene.tube(&canal, Matter::new(0.002, 0.0, 0.05, 0.5));
    let cord: Vec<(Point, f32)> = canal.iter().map(|(p, _)| (*p, 0.8 * g)).collect();
    let strand = scene.soft(0.02, 0.1, 0.35);
    scene.tube(&cord, strand);
    let mut bone = scene.bone;
    bone.tissue.loss_db_mm *= 0.45;
    bone.tissue.amplitude *= scene.random.between(1.0, 1.7);
    bone.wall = scene.random.between(1.0, 2.0);
    let phase = scene.random.unit();
    let wide = scene.about(3.3, 0.08);
    for step in -12..=12 {
        let z = (step as f32 + phase) * 4.1;
        let [x, y, z] = line(z);
        let r = g * scene.about(1.0, 0.1);
        scene.ball([x, y - 2.5 * g, z], [2.2 * r, 1.7 * r, 1.45 * r], bone);
        for side in [-1.0, 1.0] {
            let arch = [x + side * wide * g, y + 2.9 * g, z];
            scene.ball(arch, [1.3 * r, 1.2 * r, 1.5 * r], bone);
        }
        // Gristle of the spinous process: faint.
        let tip = scene.soft(0.2, 0.2, 0.4);
        scene.ball([x, y + 4.4 * g, z], [0.9 * r, 0.9 * r, 1.3 * r], tip);
    }
}

/// Only the lowest ribs: they end above the kidneys.
fn ribs(scene: &mut Scene<'_>, g: f32) {
    let mut bone = scene.bone;
    bone.tissue.loss_db_mm *= 0.6;
    for step in 0..7 {
        let z = 9.0 + 6.2 * step as f32;
        for side in [-1.0, 1.0] {
            let at = |t: f32| {
                let (s, c) = (libm::sinf(t), libm::cosf(t));
                let p = [side * 22.0 * s * g, 19.0 * c * g, (z - 6.0 * t) * g];
                (p, 0.8 * g)
            };
            scene.tube(&[at(0.25), at(0.6), at(0.95), at(1.3), at(1.65)], bone);
        }
    }
}
