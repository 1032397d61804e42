//! The face: profile, or lips and nose from the front.
//!
//! Own frame, millimetres: x to the left, y to the back, z to the crown, origin amid the head.

use core::f32::consts::FRAC_PI_2;

use super::{
    head::{orbit, skull},
    scene::{Matter, Scene, turned},
};
use crate::{
    growth,
    shape::{Point, UPRIGHT},
};

pub fn build(scene: &mut Scene<'_>) {
    let b = growth::biparietal_mm(scene.weeks) * (1.0 + 0.03 * scene.random.bell());
    let f = growth::occipitofrontal_mm(scene.weeks) * (1.0 + 0.03 * scene.random.bell());
    let coronal = turned(UPRIGHT, 1, 2, -FRAC_PI_2);
    if scene.random.chance(0.55) {
        // Profile: the plane holds the midline.
        scene.slide = scene.random.between(0.12, 0.3);
        let axes = scene.near(turned(coronal, 0, 1, FRAC_PI_2), 0.05);
        let slip = scene.random.between(-2.0, 2.0);
        let y = scene.random.between(-0.45, -0.1) * f;
        scene.place(axes, [slip, y, -0.4 * b]);
    } else {
        // From the front: lips first, then the orbits behind.
        scene.slide = scene.random.between(0.2, 0.45);
        let lean = scene.random.between(-0.25, 0.35);
        let axes = scene.near(turned(coronal, 1, 2, lean), 0.06);
        let deep = scene.random.between(0.38, 0.52) * f;
        scene.place(axes, [0.0, -deep, -0.42 * b]);
    }
    neck(scene, b, f);
    cheeks(scene, b, f);
    skull(scene, b, f);
    deep(scene, b, f);
    for side in [-1.0, 1.0] {
        orbit(scene, [side * 0.21 * b, -0.40 * f, -0.26 * b], b);
    }
    bones(scene, b, f);
    mouth(scene, b, f);
}

fn neck(scene: &mut Scene<'_>, b: f32, f: f32) {
    let skin = scene.soft(0.10, 0.4, 0.5);
    let chest = [0.0, 0.05 * f, -1.45 * b];
    scene.ball(chest, [0.5 * b, 0.45 * b, 0.55 * b], skin);
    let inside = scene.soft(0.08, 0.5, 0.2);
    scene.ball(chest, [0.45 * b, 0.4 * b, 0.5 * b], inside);
    scene.tube(
        &[
            ([0.0, 0.12 * f, -0.4 * b], 0.24 * b),
            ([0.0, 0.1 * f, -1.2 * b], 0.26 * b),
        ],
        skin,
    );
    let pipe = Matter::new(0.002, 0.0, 0.04, 0.3);
    scene.tube(
        &[
            ([0.0, -0.02 * f, -0.55 * b], 0.035 * b),
            ([0.0, 0.02 * f, -1.1 * b], 0.03 * b),
        ],
        pipe,
    );
}

/// Forehead, nose, lips and chin: balls that grow together.
fn cheeks(scene: &mut Scene<'_>, b: f32, f: f32) {
    let mut at = |y: f32, z: f32, r: Point| {
        let (dy, dz) = (
            0.008 * scene.random.bell() * f,
            0.008 * scene.random.bell() * b,
        );
        (
            [0.0, y * f + dy, z * b + dz],
            r.map(|r| r * b * (1.0 + 0.05 * scene.random.bell())),
        )
    };
    let nose = at(-0.535, -0.385, [0.07, 0.085, 0.065]);
    let bridge = at(-0.475, -0.29, [0.08, 0.07, 0.13]);
    let upper = at(-0.495, -0.50, [0.17, 0.10, 0.06]);
    let lower = at(-0.485, -0.595, [0.15, 0.10, 0.055]);
    let chin = at(-0.43, -0.69, [0.16, 0.12, 0.09]);
    let middle = at(-0.27, -0.42, [0.36, 0.28, 0.3]);
    let jaw = at(-0.26, -0.58, [0.28, 0.28, 0.18]);
    let wings = [-0.07, 0.07].map(|x| ([x * b, nose.0[1] + 0.03 * f, nose.0[2]], [0.05 * b; 3]));
    let skin = scene.soft(0.14, 0.35, 0.6);
    let mut balls = vec![middle, jaw, chin, lower, upper, bridge, nose];
    balls.extend(wings);
    for side in [-1.0, 1.0] {
        let cheek = [side * 0.22 * b, -0.34 * f, -0.45 * b];
        balls.push((cheek, [0.16 * b, 0.2 * b, 0.17 * b]));
    }
    scene.joined(&balls, skin);
    // Nostrils.
    for side in [-1.0, 1.0] {
        let hole = [side * 0.045 * b, nose.0[1] + 0.02 * f, nose.0[2] - 0.03 * b];
        scene.ball(hole, [0.02 * b, 0.035 * b, 0.025 * b], Matter::fluid(0.2));
    }
}

/// The brain behind the forehead, seen through the skull.
fn deep(scene: &mut Scene<'_>, b: f32, f: f32) {
    let line = scene.soft(0.12, 0.3, 0.4);
    scene.ball([0.0, 0.05 * f, 0.2 * b], [0.4, 0.36 * f, 0.26 * b], line);
    for _ in 0..14 {
        let at = scene.somewhere([0.0, 0.05 * f, 0.0], [0.3 * b, 0.35 * f, 0.35 * b]);
        let power = scene.random.between(0.005, 0.04);
        let lobe = scene.soft(power, 0.5, 0.1);
        let r = scene.random.between(0.03, 0.12) * b;
        scene.ball(at, [r, r * 1.5, r], lobe);
    }
}

/// Nasal bone, upper and lower jaw with buds of teeth.
fn bones(scene: &mut Scene<'_>, b: f32, f: f32) {
    let mut bone = scene.bone;
    bone.wall = 1.2;
    let nasal = [
        ([0.0, -0.455 * f, -0.2 * b], 0.8),
        ([0.0, -0.52 * f, -0.31 * b], 0.8),
    ];
    scene.tube(&nasal, bone);
    let mut arch = |z: f32, out: f32, wide: f32, thick: f32, far: f32| {
        let at = |turn: f32| {
            let (s, c) = (libm::sinf(turn), libm::cosf(turn));
            let p = [wide * b * s, (-out * c + far * (1.0 - c)) * f, z * b];
            (p, thick * b)
        };
        let knots: Vec<_> = (-4..=4).map(|k| at(k as f32 * 0.36)).collect();
        scene.tube(&knots, bone);
        for k in -3..=3 {
            let (p, _) = at(k as f32 * 0.32);
            scene.ball(p, [0.022 * b; 3], Matter::new(0.01, 0.0, 0.3, 0.4));
        }
    };
    arch(-0.46, 0.44, 0.2, 0.032, 0.05);
    arch(-0.635, 0.41, 0.21, 0.028, 0.1);
    // The palate goes back from the upper jaw.
    let palate = [
        ([0.0, -0.44 * f, -0.45 * b], 0.9),
        ([0.0, -0.2 * f, -0.43 * b], 0.7),
    ];
    scene.tube(&palate, bone);
}

/// A slit of fluid, and the tongue.
fn mouth(scene: &mut Scene<'_>, b: f32, f: f32) {
    let open = scene.random.between(0.4, 2.0);
    scene.ball(
        [0.0, -0.48 * f, -0.55 * b],
        [0.11 * b, 0.11 * b, open],
        Matter::fluid(0.3),
    );
    let tongue = scene.soft(0.03, 0.3, 0.3);
    scene.ball(
        [0.0, -0.31 * f, -0.55 * b],
        [0.1 * b, 0.15 * b, 0.06 * b],
        tongue,
    );
}
