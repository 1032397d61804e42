//! Arms and legs beside the trunk, and loops of the cord in the fluid.

use core::f32::consts::FRAC_PI_2;

use crate::{
    individual::Individual,
    plane::{Plane, Tissue},
    pose::Pose,
    random::Random,
    shape::{Point, Shape, between},
};

use super::{
    blood, bone,
    surroundings::{Surroundings, slide_mm},
};

/// Half of the breadth of a cord's turn along z, reference millimetres.
const CORD_STEP: f32 = 9.0;

pub struct LimbPlan {
    /// Pieces of limbs: two ends, radius, body millimetres.
    pieces: Vec<(Point, Point, f32)>,
    /// Courses of cord loops through the surroundings: millimetres beside the trunk's
    /// middle and depth in the image, z.
    cords: Vec<Vec<Point>>,
    cord_radius: f32,
}

impl LimbPlan {
    pub fn draw(random: &mut Random, around: &Surroundings, chest_depth: f32) -> Self {
        let mut pieces = Vec::new();
        for side in [-1.0, 1.0] {
            if random.chance(0.75) {
                arm(random, side, &mut pieces);
            }
            if random.chance(0.4) {
                let knee = [
                    side * random.between(5.0, 14.0),
                    -34.0 + 3.0 * random.bell(),
                    random.between(-44.0, -22.0),
                ];
                pieces.push(([side * 11.0, -12.0, -66.0], knee, random.between(6.0, 7.5)));
                let foot = [knee[0] * 0.3, -36.0, -62.0];
                pieces.push((knee, foot, random.between(4.2, 5.2)));
            }
        }
        let [_, right, below, left] = around.reach();
        let mut cords = Vec::new();
        for (turn, reach) in [(0.25, right), (FRAC_PI_2, below), (2.9, left)] {
            let turn = turn + 0.35 * random.bell();
            if !random.chance(0.35) {
                continue;
            }
            let out = reach - random.between(3.0, 9.0);
            let middle = [out * libm::cosf(turn), chest_depth + out * libm::sinf(turn)];
            let course = (-6..=6).map(|k| {
                [
                    middle[0] + 3.0 * random.bell(),
                    middle[1] + 3.0 * random.bell(),
                    k as f32 * CORD_STEP,
                ]
            });
            cords.push(course.collect());
        }
        Self {
            pieces,
            cords,
            cord_radius: random.between(3.2, 5.0),
        }
    }
}

/// An upper arm that hangs, crosses in front or is raised, and its forearm.
fn arm(random: &mut Random, side: f32, pieces: &mut Vec<(Point, Point, f32)>) {
    let shoulder = [side * 22.0, 1.0, 29.0];
    let elbow = match random.below(3) {
        0 => [
            side * 33.0,
            2.0 + 4.0 * random.bell(),
            random.between(2.0, 10.0),
        ],
        1 => [
            side * 28.0,
            -17.0 + 3.0 * random.bell(),
            random.between(8.0, 18.0),
        ],
        _ => [side * 29.0, -20.0, random.between(34.0, 48.0)],
    };
    let hand = match random.below(3) {
        0 => [
            side * random.between(2.0, 12.0),
            -29.0 + random.bell(),
            elbow[2] + 10.0,
        ],
        1 => [side * 9.0, -28.0, 48.0],
        _ => [side * 30.0, -20.0, elbow[2] - 20.0],
    };
    pieces.push((shoulder, elbow, random.between(4.2, 5.4)));
    pieces.push((elbow, hand, random.between(3.0, 4.0)));
}

pub fn paint(plane: &mut Plane, plan: &LimbPlan, individual: &Individual, pose: &Pose) {
    for course in &plan.cords {
        for pair in course.windows(2) {
            cord(
                plane,
                [pair[0], pair[1]],
                plan.cord_radius,
                individual,
                pose,
            );
        }
    }
    let along = |(at, radius): &(Point, f32)| {
        (
            [at[0], at[1], -40.0],
            [at[0] + 5.0, at[1] - 6.0, 40.0],
            *radius,
        )
    };
    let loose = individual.limbs.iter().map(along);
    for (a, b, radius) in loose.chain(plan.pieces.iter().copied()) {
        limb(plane, a, b, radius, individual, pose);
    }
}

/// Skin and muscle around a bone whose ends stay gristle.
fn limb(plane: &mut Plane, a: Point, b: Point, radius: f32, individual: &Individual, pose: &Pose) {
    let tube = |from: f32, to: f32, radius: f32| {
        let (from, to) = (between(a, b, from), between(a, b, to));
        Shape::Tube(vec![(from, radius), (to, radius * 0.9)])
    };
    let skin = Tissue::new(0.07, 0.5, 0.10);
    let muscle = Tissue::new(0.035, 0.6, 0.10);
    plane.solid(pose, &tube(0.0, 1.0, radius), skin, 0.45, None);
    plane.solid(pose, &tube(0.0, 1.0, radius - 0.9), muscle, 0.05, None);
    let mut shaft = bone();
    shaft.amplitude *= 0.6 + 0.4 * individual.ossification;
    plane.solid(pose, &tube(0.12, 0.88, 1.1), shaft, 1.0, None);
}

/// A piece of cord: jelly around a vein and two arteries that wind about it.
fn cord(plane: &mut Plane, ends: [Point; 2], radius: f32, individual: &Individual, pose: &Pose) {
    let [from, to] = ends.map(|[lateral, depth, z]| {
        let at = pose.to_body(lateral + slide_mm(pose), depth);
        [at[0], at[1], z]
    });
    let radius = radius / pose.scale;
    if pose.above(between(from, to, 0.5)).abs() > CORD_STEP / 2.0 + radius {
        return;
    }
    let strand = |turn: f32, off: f32, thick: f32| {
        let end = |p: Point, turn: f32| {
            let (c, s) = (libm::cosf(turn), libm::sinf(turn));
            let shift = off * radius;
            ([p[0] + shift * c, p[1] + shift * s, p[2]], thick * radius)
        };
        Shape::Tube(vec![end(from, turn), end(to, turn + 1.2)])
    };
    let jelly = Tissue::new(0.03, 0.3, 0.06);
    plane.solid(pose, &strand(0.0, 0.0, 1.0), jelly, 0.35, None);
    let phase = from[2] / CORD_STEP * 1.2;
    for (turn, thick) in [(0.0, 0.40), (2.3, 0.24), (3.9, 0.24)] {
        let vessel = strand(phase + turn, 0.5, thick);
        plane.solid(pose, &vessel, blood(individual), 0.35, None);
    }
}
