//! The fetal head, from skull base to ventricles; and, now and then, the pelvis with its bladder.
//!
//! Own frame, millimetres: x to the left, y to the back of the head, z to its crown.

use anatomy::Structure;

use super::scene::{Matter, Scene, turned};
use crate::{
    growth,
    shape::{Point, UPRIGHT},
};

pub fn build(scene: &mut Scene<'_>) {
    if scene.random.chance(1.0 / 6.0) {
        return pelvis(scene);
    }
    let b = growth::biparietal_mm(scene.weeks) * (1.0 + 0.03 * scene.random.bell());
    let f = growth::occipitofrontal_mm(scene.weeks) * (1.0 + 0.03 * scene.random.bell());
    // Most planes are nearly axial; some are coronal or lie anyhow.
    let axes = match scene.random.below(8) {
        0 => turned(UPRIGHT, 1, 2, scene.random.between(1.2, 1.9)),
        1 => turned(UPRIGHT, 1, 2, scene.random.between(0.4, 0.9)),
        _ => UPRIGHT,
    };
    let axes = scene.near(axes, 0.12);
    scene.slide = scene.random.between(0.4, 0.9);
    let z = scene.random.between(-12.0, 8.0) * scene.growth;
    scene.place(axes, [0.0, 0.0, z]);
    skull(scene, b, f);
    brain(scene, b, f);
    midline(scene, b, f);
    ventricles(scene, b, f);
    cerebellum(scene, b, f);
    base(scene, b, f);
}

/// Egg-shaped: the back of the head is broader than the forehead.
fn shell(b: f32, f: f32, grow: f32, bumps: [f32; 2]) -> [(Point, Point); 2] {
    let radii = |x: f32, y: f32, z: f32| [x * b + grow, y * f + grow, z * b + grow];
    [
        ([0.0, 0.05 * f, 0.0], radii(0.5 * bumps[0], 0.44, 0.56)),
        (
            [0.0, -0.10 * f, 0.03 * b],
            radii(0.435 * bumps[1], 0.395, 0.51),
        ),
    ]
}

/// Scalp, bone with its seams, brain surface.
pub fn skull(scene: &mut Scene<'_>, b: f32, f: f32) {
    let bumps = [scene.about(1.0, 0.015), scene.about(1.0, 0.03)];
    let thick = 0.032 * b * scene.random.between(0.75, 1.2);
    let scalp = scene.soft(0.07, 0.3, 0.3);
    scene.coat(&shell(b, f, 0.025 * b, bumps), scalp);
    let mut bone = scene.bone;
    bone.wall = scene.random.between(2.2, 4.5);
    bone.tissue.amplitude *= scene.random.between(0.25, 0.9);
    bone.tissue.loss_db_mm = scene.random.between(0.5, 1.6);
    scene.coat(&shell(b, f, 0.0, bumps), bone);
    // Seams and fontanelles let sound through.
    for _ in 0..2 + scene.random.below(3) {
        let d = scene.heading(0.5);
        let at = [d[0] * 0.49 * b, d[1] * 0.49 * f, d[2] * 0.55 * b];
        let r = scene.random.between(0.04, 0.09) * b;
        let gap = scene.soft(0.05, 0.3, 0.0);
        scene.ball(at, [r; 3], gap);
    }
    let wall = scene.random.between(0.4, 1.4);
    let surface = scene.soft(0.012, 0.35, wall);
    scene.joined(&shell(b, f, -thick, bumps), surface);
}

/// The brain's own texture: nearly black, with brighter folds, more of them with age.
fn brain(scene: &mut Scene<'_>, b: f32, f: f32) {
    let folds = 6 + (scene.weeks - 18.0) as usize;
    for _ in 0..folds {
        let side = scene.random.side();
        let turn = scene.random.between(0.5, 2.7);
        let deep = scene.random.between(0.7, 0.9);
        let height = scene.random.between(-0.3, 0.4) * b;
        let (s, c) = (libm::sinf(turn), libm::cosf(turn));
        let at = |k: f32| {
            [
                side * 0.46 * b * s * (deep - k),
                0.45 * f * c * (deep - k),
                height,
            ]
        };
        let power = scene.random.between(0.03, 0.12);
        let matter = scene.soft(power, 0.3, 0.12);
        scene.tube(&[(at(0.0), 0.5), (at(0.14), 0.7)], matter);
    }
    // Lobes differ a little in shade.
    for _ in 0..5 {
        let at = scene.somewhere([0.0; 3], [0.25 * b, 0.3 * f, 0.3 * b]);
        let power = scene.random.between(0.006, 0.03);
        let matter = scene.soft(power, 0.5, 0.0);
        let r = scene.random.between(0.08, 0.16) * b;
        scene.ball(at, [r, r * 1.4, r], matter);
    }
    // The deep groove at the side, with the island of cortex behind it.
    for side in [-1.0, 1.0] {
        let groove = scene.soft(0.14, 0.3, 0.4);
        let at = |x: f32, y: f32, z: f32| [side * x * b, y * f, z * b];
        scene.tube(
            &[
                (at(0.40, -0.14, 0.0), 0.7),
                (at(0.32, -0.08, 0.0), 0.8),
                (at(0.33, 0.06, 0.02), 0.8),
                (at(0.40, 0.11, 0.04), 0.7),
            ],
            groove,
        );
    }
}

/// Falx, cavum septi pellucidi, thalami with the third ventricle.
fn midline(scene: &mut Scene<'_>, b: f32, f: f32) {
    let mut falx = scene.soft(0.16, 0.3, 0.8);
    falx.wall = scene.random.between(0.5, 1.0);
    let width = scene.random.between(0.35, 0.7);
    scene.ball([0.0, -0.33 * f, 0.1 * b], [width, 0.12 * f, 0.4 * b], falx);
    scene.ball([0.0, 0.22 * f, 0.14 * b], [width, 0.22 * f, 0.36 * b], falx);
    scene.ball([0.0, 0.0, 0.4 * b], [width, 0.4 * f, 0.14 * b], falx);
    for side in [-1.0, 1.0] {
        let thalamus = scene.soft(0.006, 0.2, 0.22);
        let core = turned(UPRIGHT, 0, 1, side * 0.5);
        scene.turned_ball(
            [side * 0.1 * b, 0.03 * f, -0.04 * b],
            core,
            [0.085 * b, 0.13 * b, 0.13 * b],
            thalamus,
        );
    }
    scene.ball(
        [0.0, 0.03 * f, -0.04 * b],
        [0.012 * b, 0.07 * f, 0.08 * b],
        Matter::fluid(0.4),
    );
    // A dark box between two bright lines.
    let box_wall = scene.random.between(0.5, 0.9);
    let (w, l) = (
        scene.random.between(0.03, 0.05) * b,
        scene.random.between(0.06, 0.09) * f,
    );
    let lining = scene.soft(0.2, 0.2, box_wall);
    scene.ball(
        [0.0, -0.17 * f, 0.02 * b],
        [w + 0.8, l + 0.6, 0.13 * b],
        lining,
    );
    scene.ball(
        [0.0, -0.17 * f, 0.02 * b],
        [w, l, 0.13 * b],
        Matter::fluid(0.3),
    );
}

/// Lateral ventricles: dark, bright-walled, with the plexus lying in them.
fn ventricles(scene: &mut Scene<'_>, b: f32, f: f32) {
    let wide = scene.random.between(3.0, 4.2) * (0.7 + 0.3 * scene.growth);
    for side in [-1.0, 1.0] {
        let z = 0.13 * b;
        let at = |x: f32, y: f32, z: f32| [side * x * b, y * f, z];
        let wall = scene.random.between(0.3, 0.8);
        scene.tube(
            &[
                (at(0.09, -0.24, z), wide * 0.45),
                (at(0.12, -0.10, z + 2.0), wide * 0.4),
                (at(0.17, 0.08, z + 1.0), wide * 0.6),
                (at(0.24, 0.22, z - 1.0), wide),
                (at(0.20, 0.33, z - 2.0), wide * 0.7),
            ],
            Matter::fluid(wall),
        );
        let plexus = scene.soft(0.22, 0.8, 0.2);
        let share = scene.random.between(0.55, 0.85);
        let way = turned(UPRIGHT, 0, 1, side * 0.35);
        scene.turned_ball(
            at(0.215, 0.15, z),
            way,
            [wide * share, wide * 2.0, wide * share],
            plexus,
        );
    }
}

/// The dumb-bell behind and below, and the fluid behind it.
fn cerebellum(scene: &mut Scene<'_>, b: f32, f: f32) {
    let z = -0.25 * b;
    scene.ball(
        [0.0, 0.37 * f, z],
        [0.26 * b, 0.1 * f, 0.13 * b],
        Matter::fluid(0.25),
    );
    for side in [-1.0, 1.0] {
        let lobe = scene.soft(0.02, 0.3, 0.55);
        scene.ball(
            [side * 0.115 * b, 0.29 * f, z],
            [0.125 * b, 0.105 * b, 0.12 * b],
            lobe,
        );
    }
    let worm = scene.soft(0.09, 0.3, 0.3);
    scene.ball([0.0, 0.3 * f, z], [0.045 * b, 0.08 * b, 0.1 * b], worm);
    let stem = scene.soft(0.008, 0.2, 0.3);
    scene.ball([0.0, 0.12 * f, z], [0.1 * b, 0.1 * b, 0.16 * b], stem);
}

/// The cross of bone under the brain, the orbits before it.
fn base(scene: &mut Scene<'_>, b: f32, f: f32) {
    let mut bone = scene.bone;
    bone.tissue.loss_db_mm *= 0.4;
    let z = -0.40 * b;
    for side in [-1.0, 1.0] {
        let at = |x: f32, y: f32| [side * x * b, y * f, z];
        scene.tube(&[(at(0.06, -0.02), 1.2), (at(0.38, -0.17), 1.0)], bone);
        scene.tube(&[(at(0.06, 0.03), 1.3), (at(0.36, 0.15), 1.6)], bone);
        orbit(scene, at(0.2, -0.36), b);
    }
    let flesh = scene.soft(0.1, 0.6, 0.2);
    scene.ball([0.0, -0.3 * f, z], [0.05 * b, 0.1 * f, 0.08 * b], flesh);
}

/// An eye: dark ball, bright rim, the lens a small ring in front.
pub fn orbit(scene: &mut Scene<'_>, at: Point, b: f32) {
    let r = 0.125 * b;
    let rim = scene.soft(0.2, 0.3, 0.7);
    scene.ball(at, [r + 0.8; 3], rim);
    scene.ball(at, [r; 3], Matter::new(0.001, 0.0, 0.02, 0.4));
    let lens = [at[0], at[1] - 0.55 * r, at[2]];
    let ring = scene.soft(0.1, 0.1, 0.6);
    scene.ball(lens, [0.42 * r, 0.28 * r, 0.42 * r], ring);
    scene.ball(
        lens,
        [0.3 * r, 0.16 * r, 0.3 * r],
        Matter::new(0.002, 0.0, 0.02, 0.0),
    );
}

/// Lower trunk, across: bladder between the umbilical arteries, hip bones, end of the spine.
fn pelvis(scene: &mut Scene<'_>) {
    let g = scene.growth;
    let axes = scene.near(UPRIGHT, 0.15);
    scene.slide = scene.random.between(0.3, 0.6);
    let z = scene.random.between(-7.0, 3.0) * g;
    scene.place(axes, [0.0, 0.0, z]);
    let skin = scene.soft(0.13, 0.3, 0.7);
    let (x, y) = (scene.about(21.0, 0.05) * g, scene.about(18.0, 0.05) * g);
    let low = [
        ([0.0, 0.0, 0.0], [x, y, 60.0 * g]),
        ([0.32 * x, 4.0 * g, -6.0 * g], [0.7 * x, 0.8 * y, 40.0 * g]),
        ([-0.32 * x, 4.0 * g, -6.0 * g], [0.7 * x, 0.8 * y, 40.0 * g]),
    ];
    scene.coat(&low, skin);
    let flesh = scene.soft(0.07, 0.5, 0.15);
    let inner = low.map(|(c, r)| (c, r.map(|r| r - 2.4 * g)));
    scene.joined(&inner, flesh);
    for _ in 0..14 {
        let at = scene.somewhere([0.0, 0.0, 0.0], [13.0 * g, 9.0 * g, 16.0 * g]);
        let power = scene.random.between(0.03, 0.2);
        let gut = scene.soft(power, 0.8, 0.12);
        let r = scene.random.between(1.5, 3.5) * g;
        scene.ball(at, [r, r, r * 1.3], gut);
    }
    bladder(scene, g);
    for side in [-1.0, 1.0] {
        let hip = scene.bone;
        let at = |x: f32, y: f32| [side * x * g, y * g, -3.0 * g];
        scene.tube(&[(at(7.0, 10.0), 1.5 * g), (at(14.0, 4.0), 1.7 * g)], hip);
    }
    sacrum(scene, g);
}

fn bladder(scene: &mut Scene<'_>, g: f32) {
    let full = scene.random.between(0.5, 1.3);
    let r = 5.2 * g * full;
    let at = [0.0, -7.0 * g, -2.0 * g];
    for side in [-1.0, 1.0] {
        let knots: Vec<(Point, f32)> = [(1.2, 5.0, -6.0), (1.15, 0.0, -2.0), (0.7, -5.0, 1.5)]
            .into_iter()
            .map(|(x, y, z)| {
                let wide = side * x * (r + 0.5);
                ([wide, at[1] + y * g, at[2] + z * g], 1.0 * g)
            })
            .collect();
        let mut lumen = scene.blood;
        lumen.wall = 0.6;
        scene.tube(&knots, lumen);
    }
    scene.ball(at, [r, 1.15 * r, 1.3 * r], Matter::fluid(0.6));
}

fn sacrum(scene: &mut Scene<'_>, g: f32) {
    let around = scene.soft(0.05, 0.3, 0.2);
    let line = |z: f32| [0.0, (12.5 - 0.004 * z * z) * g, z * g];
    scene.tube_named(
        &[
            (line(-22.0), 4.0 * g),
            (line(0.0), 4.6 * g),
            (line(40.0), 5.0 * g),
        ],
        around,
        Some(Structure::Spine),
    );
    let bone = scene.bone;
    for step in -5..=8 {
        let z = step as f32 * 4.2;
        let c = line(z);
        let r = 1.7 * g;
        scene.ball([0.0, c[1] - 2.4 * g, c[2]], [r * 1.2, r, r], bone);
        for x in [-2.7, 2.7] {
            scene.ball(
                [x * g, c[1] + 2.0 * g, c[2]],
                [0.75 * r, 0.7 * r, 0.9 * r],
                bone,
            );
        }
    }
}
