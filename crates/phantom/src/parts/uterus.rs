//! A uterus without a fetus before the probe: placenta, wall, cervix, bladder, gut gas.

use super::scene::{Matter, Scene};
use crate::shape::{Point, UPRIGHT, along};

pub fn build(scene: &mut Scene<'_>) {
    scene.slide = scene.random.between(0.4, 1.0);
    let axes = scene.near(UPRIGHT, 0.15);
    let z = scene.random.between(-5.0, 5.0);
    scene.place(axes, [0.0, 0.0, z]);
    match scene.random.below(4) {
        0 => empty(scene),
        1 => {
            let clear = scene.random.between(12.0, 30.0);
            placenta(scene, clear);
            cervix(scene);
        }
        _ => {
            for _ in 0..1 + scene.random.below(2) {
                let clear = scene.random.between(2.0, 26.0);
                placenta(scene, clear);
            }
            folds(scene);
        }
    }
    if scene.random.chance(0.5) {
        gas(scene);
    }
}

/// A broad cake of tissue with lakes and lime, its bright surface `clear` millimetres (at 22 weeks)
/// from the middle.
pub fn placenta(scene: &mut Scene<'_>, clear: f32) {
    let g = scene.growth;
    let d = scene.heading(1.0);
    let thick = scene.random.between(14.0, 26.0) * g;
    let far = clear * g + thick;
    let wide = scene.random.between(28.0, 44.0) * g;
    let side = [-d[1], d[0], 0.0];
    let tissue = scene.soft(0.11, 0.5, 0.5);
    let axes = [side, d, [0.0, 0.0, 1.0]];
    let lobes: Vec<(Point, f32)> = (-1..=1)
        .map(|k| {
            let s = 0.5 * wide * k as f32;
            let out = far + scene.random.between(0.0, 3.0) * g * k as f32;
            let p: Point = core::array::from_fn(|i| d[i] * out + side[i] * s);
            (p, thick * scene.random.between(0.9, 1.1))
        })
        .collect();
    let inside = Matter {
        wall: 0.0,
        ..tissue
    };
    for (matter, less) in [(tissue, 0.0), (inside, 0.9)] {
        for (p, r) in &lobes {
            let radii = [0.75 * wide - less, r - less, 1.5 * wide];
            scene.turned_ball(*p, axes, radii, matter);
        }
    }
    // Lobes differ in shade.
    for _ in 0..12 {
        let (p, r) = lobes[scene.random.below(lobes.len())];
        let at = scene.somewhere(p, [0.9 * r, 0.7 * r, 0.6 * r]);
        let power = scene.random.between(0.06, 0.14);
        let lobe = scene.soft(power, 0.6, 0.0);
        let r = scene.random.between(2.5, 7.0);
        scene.ball(at, [1.4 * r, r, 1.2 * r], lobe);
    }
    for _ in 0..scene.random.below(9) {
        let (p, r) = lobes[scene.random.below(lobes.len())];
        let at = scene.somewhere(p, [0.8 * r, 0.8 * r, r]);
        let size = scene.random.between(0.8, 3.2);
        let stretch = scene.random.between(1.0, 2.2);
        let mut lake = scene.blood;
        lake.wall = 0.2;
        scene.ball(at, [size * stretch, size, size], lake);
    }
    // Septa and specks of lime with age.
    for _ in 0..(scene.weeks - 17.0) as usize {
        let (p, r) = lobes[scene.random.below(lobes.len())];
        let at = scene.somewhere(p, [0.8 * r, 0.8 * r, r]);
        let speck = scene.soft(0.35, 0.3, 0.4);
        let size = scene.random.between(0.3, 0.8);
        scene.ball(at, [size * 2.0, size, size], speck);
    }
}

/// Membranes and folds of the wall in the fluid.
fn folds(scene: &mut Scene<'_>) {
    for _ in 0..scene.random.below(3) {
        let from = scene.somewhere([0.0; 3], [40.0, 20.0, 10.0]);
        let d = scene.heading(0.9);
        let bow = scene.heading(0.9);
        let knots: Vec<_> = (0..5)
            .map(|k| {
                let t = k as f32 * 8.0;
                let b = 0.08 * (k * (4 - k)) as f32 * 8.0;
                (along(along(from, d, t), bow, b), 0.5)
            })
            .collect();
        let sheet = scene.soft(0.1, 0.3, 0.5);
        scene.tube(&knots, sheet);
    }
}

/// Neck of the womb beside the bladder: grey, a bright line with a dark edge along its canal.
fn cervix(scene: &mut Scene<'_>) {
    let d = scene.heading(0.97);
    let side = [-d[1], d[0], 0.0];
    let from: Point = core::array::from_fn(|k| d[k] * 4.0);
    let long = scene.random.between(28.0, 42.0);
    let at = |t: f32, s: f32| -> Point {
        core::array::from_fn(|k| from[k] + d[k] * t * long + side[k] * s)
    };
    let wall = scene.soft(0.06, 0.5, 0.3);
    scene.tube(&[(at(0.0, 0.0), 17.0), (at(1.0, 0.0), 13.0)], wall);
    let gland = scene.soft(0.02, 0.3, 0.1);
    scene.tube(&[(at(0.0, 0.0), 3.2), (at(1.0, 1.0), 2.4)], gland);
    let canal = scene.soft(0.25, 0.3, 0.6);
    scene.tube(
        &[
            (at(0.0, 0.0), 0.7),
            (at(0.5, 1.5), 0.6),
            (at(1.0, 1.0), 0.6),
        ],
        canal,
    );
    let r = scene.random.between(9.0, 17.0);
    scene.ball(
        at(0.35, 15.0 + r),
        [r * 1.4, r, r * 1.3],
        Matter::fluid(0.5),
    );
}

/// The womb of someone who is not pregnant: a grey pear with a bright line.
fn empty(scene: &mut Scene<'_>) {
    let around = scene.soft(0.07, 0.6, 0.0);
    scene.ball([0.0, 24.0, 0.0], [95.0, 56.0, 90.0], around);
    for _ in 0..24 {
        let at = scene.somewhere([0.0; 3], [55.0, 35.0, 12.0]);
        let power = scene.random.between(0.01, 0.25);
        let layer = scene.soft(power, 0.6, 0.5);
        let r = scene.random.between(2.0, 8.0);
        scene.ball(at, [2.2 * r, 0.7 * r, r], layer);
    }
    let d = scene.heading(1.0);
    let at = |t: f32| -> Point { d.map(|x| x * t) };
    let wall = scene.soft(0.04, 0.45, 0.9);
    scene.joined(
        &[
            (at(14.0), [21.0, 20.0, 24.0]),
            (at(0.0), [18.0, 17.0, 20.0]),
            (at(-18.0), [13.0, 12.0, 14.0]),
        ],
        wall,
    );
    let rim = scene.soft(0.015, 0.3, 0.1);
    scene.tube(&[(at(18.0), 5.5), (at(-8.0), 3.2)], rim);
    let lining = scene.soft(0.16, 0.4, 0.3);
    let thick = scene.random.between(1.2, 4.0);
    scene.tube(&[(at(18.0), thick), (at(-8.0), 0.6 * thick)], lining);
    let line = scene.soft(0.3, 0.1, 0.6);
    scene.tube(&[(at(17.0), 0.5), (at(-24.0), 0.5)], line);
    let r = scene.random.between(8.0, 20.0);
    let x = scene.random.between(-18.0, 18.0);
    scene.ball(
        [x, -24.0 - 0.5 * r, 0.0],
        [1.5 * r, r, 1.2 * r],
        Matter::fluid(0.6),
    );
    // Follicles of an ovary.
    let ovary = scene.somewhere([0.0, 6.0, 0.0], [44.0, 14.0, 8.0]);
    let stroma = scene.soft(0.05, 0.5, 0.3);
    scene.ball(ovary, [14.0, 9.0, 10.0], stroma);
    for _ in 0..4 {
        let at = scene.somewhere(ovary, [9.0, 5.0, 5.0]);
        let size = scene.random.between(1.5, 4.0);
        scene.ball(at, [size; 3], Matter::fluid(0.3));
    }
}

/// The mother's gut at the edge: bright gas with a dirty shadow.
fn gas(scene: &mut Scene<'_>) {
    let far = scene.random.between(32.0, 44.0);
    let centre = scene.heading(1.0).map(|x| x * far);
    let bowel = scene.soft(0.09, 0.7, 0.3);
    scene.ball(centre, [18.0, 14.0, 20.0], bowel);
    for _ in 0..3 + scene.random.below(5) {
        let at = scene.somewhere(centre, [13.0, 9.0, 10.0]);
        let size = scene.random.between(1.0, 3.0);
        let bubble = Matter::new(scene.random.between(0.4, 1.2), 0.8, 1.6, 0.9);
        scene.ball(at, [size * 2.0, size * 0.7, size * 2.0], bubble);
    }
}
