//! Loops of the umbilical cord in fluid: one vein, two smaller arteries wound around it.

use super::scene::{Matter, Scene, way};
use crate::shape::{Point, UPRIGHT, cross};

/// Knots along the cord.
const KNOTS: usize = 49;

pub fn build(scene: &mut Scene<'_>) {
    scene.slide = scene.random.between(0.3, 0.7);
    let axes = scene.near(UPRIGHT, 0.2);
    let z = scene.random.between(-4.0, 6.0);
    scene.place(axes, [0.0, 0.0, z]);
    let g = scene.growth;
    let loops = 2 + scene.random.below(2);
    for _ in 0..loops {
        cord(scene, g);
    }
}

fn cord(scene: &mut Scene<'_>, g: f32) {
    let thick = scene.about(5.2, 0.12) * (0.6 + 0.4 * g);
    let centre = scene.somewhere([0.0; 3], [12.0 * g, 12.0 * g, 6.0 * g]);
    let shift: [f32; 6] =
        core::array::from_fn(|_| scene.random.between(0.0, core::f32::consts::TAU));
    let reach = [
        scene.random.between(14.0, 26.0) * g,
        scene.random.between(12.0, 22.0) * g,
        scene.random.between(5.0, 14.0) * g,
    ];
    let turns = scene.random.between(0.6, 1.2);
    let line = |k: usize| -> Point {
        let t = k as f32 / (KNOTS - 1) as f32 * core::f32::consts::TAU * turns;
        core::array::from_fn(|i| {
            let slow = libm::sinf(t * (1.0 + i as f32 * 0.5) + shift[i]);
            let fast = libm::sinf(t * 2.7 + shift[i + 3]);
            centre[i] + reach[i] * (slow + 0.3 * fast)
        })
    };
    let jelly = Matter::new(scene.random.between(0.001, 0.012), 0.2, 0.03, 0.45);
    let knots: Vec<_> = (0..KNOTS).map(|k| (line(k), thick)).collect();
    scene.tube(&knots, jelly);
    let coil = scene.random.between(0.25, 0.6) * if scene.random.chance(0.8) { -1.0 } else { 1.0 };
    let single = scene.random.chance(0.01);
    let mut lumen = scene.blood;
    let rows = [(0.0, 0.30, 0.46), (2.2, 0.56, 0.25), (4.1, 0.56, 0.25)];
    for (turn, off, r) in rows.into_iter().take(if single { 2 } else { 3 }) {
        lumen.wall = scene.random.between(0.45, 0.8);
        let strand: Vec<_> = (0..KNOTS)
            .map(|k| {
                let (a, b) = (line(k.saturating_sub(1)), line((k + 1).min(KNOTS - 1)));
                let [u, v] = across(a, b);
                let at = turn + coil * k as f32;
                let (s, c) = (libm::sinf(at) * off * thick, libm::cosf(at) * off * thick);
                let p = line(k);
                let p: Point = core::array::from_fn(|i| p[i] + u[i] * c + v[i] * s);
                (p, r * thick)
            })
            .collect();
        scene.tube(&strand, lumen);
    }
}

/// Two directions square to the way from `a` to `b` and to each other.
fn across(a: Point, b: Point) -> [Point; 2] {
    let (d, _) = way(a, b);
    // The z axis serves unless the cord runs along it.
    let (u, _) = way([0.0; 3], [-d[1] + 1e-3, d[0], 0.0]);
    [u, cross(d, u)]
}
