//! Arteries, veins and the windpipe.
//!
//! The courses put each view at its usual level: the aortic root rises from the left ventricle
//! towards the right shoulder, the pulmonary artery crosses in front of it and goes straight back,
//! and both arches meet the descending aorta left of the spine.

pub mod courses;
pub mod unusual;

use anatomy::Structure;

use crate::{
    body::blood,
    growth,
    heart::Beat,
    individual::Individual,
    plane::{Plane, Tissue},
    pose::Pose,
    shape::{Point, Shape, between},
};
use courses::{Course, Frame, Kind};

/// Thickness of a vessel's wall as a picture shows it, reference millimetres (assumed).
const WALL_MM: f32 = 0.55;

/// How much wider an artery is at the height of systole (assumed).
const PULSE: f32 = 0.07;

/// How strongly a wall across the beam shines.
const SHINE: f32 = 0.4;

pub fn paint(plane: &mut Plane, individual: &Individual, pose: &Pose) {
    let beat = Beat::at(pose.phase);
    let vessels: Vec<_> = individual
        .defect
        .courses
        .iter()
        .map(|course| Vessel::of(course, individual, &beat))
        .collect();
    // All walls first, then all lumens, then the mouths: no wall stays where two vessels join.
    let wall = Tissue::new(0.13 * individual.wall, 0.1, 0.10);
    for vessel in &vessels {
        plane.solid(pose, &vessel.tube(WALL_MM), wall, 0.0, None);
    }
    let lumen = blood(individual);
    for vessel in &vessels {
        plane.solid(pose, &vessel.tube(0.0), lumen, SHINE, None);
    }
    for vessel in &vessels {
        for mouth in vessel.mouths() {
            plane.solid(pose, &mouth, lumen, 0.0, None);
        }
        if let Some(label) = vessel.course.label {
            plane.outline(pose, &vessel.tube(WALL_MM), 0.0, label);
        }
    }
    trachea(plane, individual, pose);
}

/// The fetal windpipe holds fluid: dark inside, a bright ring of cartilage around.
fn trachea(plane: &mut Plane, individual: &Individual, pose: &Pose) {
    let tube = |radius: f32| {
        let at = |p: Point| ([p[0] * individual.defect.hand, p[1], p[2]], radius);
        Shape::Tube(vec![at([-0.8, 6.8, 45.0]), at([-0.8, 7.6, 13.6])])
    };
    let ring = Tissue::new(0.35, 0.1, 0.2);
    plane.solid(pose, &tube(2.45), ring, 0.3, Some(Structure::Trachea));
    plane.solid(pose, &tube(1.7), Tissue::new(0.003, 0.0, 0.05), 0.8, None);
}

/// Knots and radii of the lumen that bears a vessel's name; `None` where this heart has not got it.
pub fn lumen(
    individual: &Individual,
    beat: &Beat,
    structure: Structure,
) -> Option<Vec<(Point, f32)>> {
    let mut courses = individual.defect.courses.iter();
    let course = courses.find(|course| course.label == Some(structure))?;
    let [first, last] = course.named;
    let knots = Vessel::of(course, individual, beat).knots;
    Some(knots[first..=last].to_vec())
}

/// How far to the fetus's left a vessel's middle lies at a level, reference millimetres; at the nearest
/// end of its course where it does not pass that level.
pub fn across(course: &Course, individual: &Individual, z: f32) -> f32 {
    let knots = Vessel::of(course, individual, &Beat::at(0.0)).knots;
    let passes = |pair: &&[(Point, f32)]| (pair[0].0[2] > z) != (pair[1].0[2] > z);
    if let Some(pair) = knots.windows(2).find(passes) {
        let [a, b] = [pair[0].0, pair[1].0];
        return between(a, b, (z - a[2]) / (b[2] - a[2]))[0];
    }
    let off = |(p, _): &&(Point, f32)| (p[2] - z).abs();
    let nearest = knots.iter().min_by(|a, b| off(a).total_cmp(&off(b)));
    nearest.map_or(0.0, |(p, _)| p[0])
}

/// A course of this individual at this moment.
struct Vessel<'a> {
    course: &'a Course,
    knots: Vec<(Point, f32)>,
}

impl<'a> Vessel<'a> {
    fn of(course: &'a Course, individual: &Individual, beat: &Beat) -> Self {
        let pulse = match course.kind {
            Kind::Vein => 1.0,
            Kind::Artery | Kind::Pulmonary => 1.0 + PULSE * beat.squeeze,
        };
        let breadth = match course.kind {
            // The knots' own ratio of pulmonary trunk to aorta is that of 15 weeks.
            Kind::Pulmonary => growth::pulmonary_to_aorta(individual.age_weeks) / 1.13,
            Kind::Artery | Kind::Vein => 1.0,
        };
        let excess = individual.excess.vessel(course.label, course.kind);
        let factor = course.size * individual.vessel * pulse * breadth * excess;
        let knots = course.knots.iter().map(|[x, y, z, r]| {
            let place = match course.frame {
                Frame::Heart => individual.heart_point([*x, *y, *z]),
                Frame::Body => individual.vessel_point([*x, *y, *z], 0.0),
                Frame::NearHeart => {
                    individual.vessel_point([*x, *y, *z], ((17.0 - z) / 9.0).clamp(0.0, 1.0))
                }
            };
            (place, r * factor)
        });
        Self {
            course,
            knots: knots.collect(),
        }
    }

    /// The part that has walls of its own and bears the name, `extra` wider than its lumen.
    fn tube(&self, extra: f32) -> Shape {
        let [first, last] = self.course.named;
        let part = self.knots.iter().take(last + 1).skip(first);
        Shape::Tube(part.map(|(p, r)| (*p, r + extra)).collect())
    }

    /// Where the vessel opens into another or into a chamber: lumen without walls.
    fn mouths(&self) -> impl Iterator<Item = Shape> {
        let [first, last] = self.course.named;
        let ends = [
            &self.knots[..=first.min(self.knots.len() - 1)],
            &self.knots[last.min(self.knots.len() - 1)..],
        ];
        ends.into_iter()
            .zip(self.course.opens)
            .filter(|(_, opens)| *opens)
            .map(|(end, _)| {
                // A mouth of a single knot is a ball.
                let twice = end.iter().chain(end.last());
                Shape::Tube(twice.map(|(p, r)| (*p, r * 0.9)).collect())
            })
    }
}
