//! Arms, legs and hands in fluid, along and across.

use super::scene::{Matter, Scene, way};
use crate::shape::{Point, UPRIGHT, along, between, cross};

pub fn build(scene: &mut Scene<'_>) {
    scene.slide = scene.random.between(0.12, 0.4);
    let axes = scene.near(UPRIGHT, 0.3);
    let z = scene.random.between(-2.0, 6.0);
    scene.place(axes, [0.0, 0.0, z]);
    let g = scene.growth;
    let count = 3 + scene.random.below(3);
    for k in 0..count {
        let reach = if k == 0 { 6.0 } else { 26.0 };
        let from = scene.somewhere([0.0; 3], [reach * g, reach * g, 5.0 * g]);
        let flat = if scene.random.chance(0.65) { 0.95 } else { 0.1 };
        limb(scene, from, flat, g);
    }
}

/// A trunk at the picture's edge, with lumps of tissue in it.
pub fn flank(scene: &mut Scene<'_>, g: f32) {
    let d = scene.heading(1.0);
    let at = d.map(|x| x * 42.0 * g);
    let skin = scene.soft(0.13, 0.3, 0.6);
    scene.ball(at, [22.0 * g, 20.0 * g, 60.0 * g], skin);
    let inside = scene.soft(0.08, 0.5, 0.2);
    scene.ball(at, [19.5 * g, 17.5 * g, 58.0 * g], inside);
    for _ in 0..10 {
        let at = scene.somewhere(at, [13.0 * g, 11.0 * g, 12.0 * g]);
        let power = scene.random.between(0.02, 0.2);
        let lump = scene.soft(power, 0.7, 0.2);
        let r = scene.random.between(1.5, 5.0) * g;
        scene.ball(at, [r * 1.5, r, r], lump);
    }
}

/// Upper and lower limb, bent, with a hand or a foot.
pub fn limb(scene: &mut Scene<'_>, middle: Point, flat: f32, g: f32) {
    let leg = scene.random.chance(0.5);
    let size = g * if leg { 1.2 } else { 1.0 };
    let d = scene.heading(flat);
    let e = scene.heading(flat);
    let upper = scene.about(30.0, 0.08) * size;
    let lower = scene.about(27.0, 0.08) * size;
    let shoulder = along(middle, d, -upper);
    let wrist = along(middle, e, lower);
    let (thick, thin) = (scene.about(6.4, 0.12) * size, scene.about(4.4, 0.12) * size);
    let skin = scene.soft(0.11, 0.4, 0.6);
    scene.tube(
        &[
            (shoulder, thick * 1.15),
            (middle, thick * 0.85),
            (wrist, thin * 0.75),
        ],
        skin,
    );
    let muscle = scene.soft(0.05, 0.5, 0.15);
    let less = 1.6 * g;
    scene.tube(
        &[
            (shoulder, thick * 1.15 - less),
            (middle, thick * 0.85 - less),
            (wrist, (thin * 0.75 - less).max(1.0)),
        ],
        muscle,
    );
    let bone = scene.bone;
    let r = 1.15 * size;
    scene.tube(
        &[
            (between(shoulder, middle, 0.05), 1.35 * r),
            (between(shoulder, middle, 0.3), 0.9 * r),
            (between(shoulder, middle, 0.7), 0.9 * r),
            (between(shoulder, middle, 0.9), 1.4 * r),
        ],
        bone,
    );
    // Two bones in the lower limb, side by side.
    let side = aside(e);
    for k in [-1.0, 1.0] {
        let shift = |p: Point| core::array::from_fn(|i| p[i] + side[i] * k * 0.42 * thin);
        let r = 0.7 * size * if k > 0.0 { 1.0 } else { 0.8 };
        scene.tube(
            &[
                (shift(between(middle, wrist, 0.12)), 1.2 * r),
                (shift(between(middle, wrist, 0.5)), r),
                (shift(between(middle, wrist, 0.93)), 1.1 * r),
            ],
            bone,
        );
    }
    let joint = Matter::new(0.008, 0.2, 0.06, 0.2);
    scene.ball(middle, [0.4 * thick; 3], joint);
    if leg {
        foot(scene, wrist, e, size);
    } else {
        hand(scene, wrist, e, size);
    }
}

/// Palm and five rows of small bones, spread or bent.
fn hand(scene: &mut Scene<'_>, wrist: Point, ahead: Point, size: f32) {
    let side = aside(ahead);
    let up = cross(ahead, side);
    let skin = scene.soft(0.12, 0.3, 0.5);
    let at = |a: f32, s: f32, u: f32| -> Point {
        core::array::from_fn(|k| wrist[k] + (ahead[k] * a + side[k] * s + up[k] * u) * size)
    };
    scene.turned_ball(
        at(5.0, 0.0, 0.0),
        [ahead, side, up],
        [5.0 * size, 4.2 * size, 2.4 * size],
        skin,
    );
    let bend = scene.random.between(0.0, 5.0);
    let spread = scene.random.between(0.8, 1.5);
    let mut bone = scene.bone;
    bone.tissue.loss_db_mm *= 0.5;
    for finger in -2..=2 {
        let s = finger as f32;
        let long = 8.0 - 0.9 * s * s;
        let line = |t: f32| at(7.0 + long * t, s * (1.7 + spread * t), bend * t * t);
        let r = 1.25 * size;
        scene.tube(
            &[(line(0.0), r), (line(0.5), r), (line(1.0), 0.8 * r)],
            skin,
        );
        for t in [-0.6, 0.08, 0.4, 0.72] {
            scene.tube(&[(line(t), 0.5 * size), (line(t + 0.2), 0.45 * size)], bone);
        }
    }
}

fn foot(scene: &mut Scene<'_>, ankle: Point, down: Point, size: f32) {
    let ahead = aside(down);
    let wide = cross(down, ahead);
    let at = |a: f32, s: f32, d: f32| -> Point {
        core::array::from_fn(|k| ankle[k] + (ahead[k] * a + wide[k] * s + down[k] * d) * size)
    };
    let skin = scene.soft(0.12, 0.3, 0.5);
    scene.tube(
        &[
            (at(-3.5, 0.0, 2.0), 3.0 * size),
            (at(12.0, 0.0, 3.2), 2.4 * size),
        ],
        skin,
    );
    let mut bone = scene.bone;
    bone.tissue.loss_db_mm *= 0.5;
    scene.ball(at(-3.5, 0.0, 2.0), [1.3 * size; 3], bone);
    for toe in -2..=2 {
        let s = toe as f32 * 1.1;
        let long = 15.5 - 0.4 * (s + 2.0);
        scene.tube(
            &[
                (at(6.0, s, 2.8), 0.55 * size),
                (at(10.5, s, 3.2), 0.5 * size),
            ],
            bone,
        );
        scene.tube(
            &[
                (at(12.0, s, 3.2), 1.0 * size),
                (at(long, s, 3.4), 0.9 * size),
            ],
            skin,
        );
        scene.ball(at(13.0, s, 3.2), [0.5 * size; 3], bone);
    }
}

/// A direction square to `d`, as level as it can be.
fn aside(d: Point) -> Point {
    let flat = [-d[1], d[0], 0.0];
    let (unit, long) = way([0.0; 3], flat);
    if long < 0.1 { [1.0, 0.0, 0.0] } else { unit }
}
