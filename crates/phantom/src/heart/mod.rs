//! The beating heart: sac, muscle, four chambers, septa, valves, crux and apex.
//!
//! Its own frame, reference millimetres from the crux: u towards the apex, v towards the left heart,
//! w towards the head.

mod build;
mod chambers;
mod septa;
#[cfg(test)]
mod tests;
mod valves;

pub use build::{Build, STREAM};
pub use chambers::cavities;
pub use septa::shapes as septa_shapes;

use anatomy::Structure;

use crate::{
    individual::Individual,
    plane::{Plane, Tissue},
    pose::Pose,
    shape::{Point, Shape},
};

/// How far the heart has contracted and how far its inlet valves stand open, each 0 to 1.
pub struct Beat {
    pub squeeze: f32,
    pub open: f32,
}

impl Beat {
    /// Systole takes about two fifths of the beat; then the inlet valves open twice (early filling,
    /// atrial kick).
    pub fn at(phase: f32) -> Self {
        let arch = |t: f32| {
            if (0.0..1.0).contains(&t) {
                4.0 * t * (1.0 - t)
            } else {
                0.0
            }
        };
        let open = arch((phase - 0.46) / 0.26).max(0.8 * arch((phase - 0.70) / 0.28));
        Self {
            squeeze: arch(phase / 0.5),
            open,
        }
    }

    /// How far the base moves towards the apex in systole, reference millimetres.
    pub fn descent(&self) -> f32 {
        0.9 * self.squeeze
    }
}

/// Middle and half axes of the muscle.
pub const MUSCLE: [Point; 2] = [[3.0, 0.0, 0.3], [15.6, 12.2, 10.0]];

/// Breadth of a heart of size 1, reference millimetres.
pub const BREADTH_MM: f32 = 2.0 * MUSCLE[1][1];

/// Thickness of the outflow's wall, reference millimetres (assumed).
const OUTFLOW_WALL_MM: f32 = 1.1;

/// Half height of the region that bears the name of crux, of apex, of an inlet valve, of the
/// pulmonary veins' mouths.
const CRUX_HALF_MM: f32 = 3.6;
const APEX_HALF_MM: f32 = 4.4;
const VALVE_HALF_MM: f32 = 4.4;
const VEIN_HALF_MM: f32 = 3.0;

/// Where the regions of crux and tip stand.
const CRUX: Point = [0.3, 0.0, 0.0];
const APEX: Point = [15.8, 0.6, 0.2];

pub fn paint(plane: &mut Plane, individual: &Individual, pose: &Pose) {
    let beat = Beat::at(pose.phase);
    muscle(plane, individual, pose, &beat);
    chambers::paint(plane, individual, pose, &beat);
    septa::paint(plane, individual, pose, &beat);
    valves::paint(plane, individual, pose, &beat);
    landmarks(plane, individual, pose);
}

/// Where in the body the middle of a small structure of the heart stands, and half of its height:
/// where the plane passes near that height, people differ over whether it can be seen. Reference
/// millimetres.
pub fn height_of(structure: Structure, individual: &Individual) -> Option<(Point, f32)> {
    let (at, half) = match structure {
        Structure::Crux => (CRUX, CRUX_HALF_MM),
        Structure::CardiacApex => (APEX, APEX_HALF_MM),
        Structure::TricuspidValve => ([1.1, -5.0, 0.0], VALVE_HALF_MM),
        Structure::MitralValve => ([0.0, 5.0, 0.0], VALVE_HALF_MM),
        Structure::PulmonaryVein => ([-2.4, 11.5, 0.0], VEIN_HALF_MM),
        _ => return None,
    };
    Some((individual.heart_point(at), half * individual.heart))
}

/// The solids that bear the name of heart, together: its muscle and the atria's walls, without the sac.
pub fn muscle_shapes(individual: &Individual, beat: &Beat) -> Vec<Shape> {
    let mut shapes = chambers::atrial_walls(individual, beat, 0.0).to_vec();
    shapes.push(around(individual, beat, 0.0));
    if individual.defect.outflow > 0.0 {
        shapes.push(chambers::outflow(individual, beat, OUTFLOW_WALL_MM));
    }
    shapes
}

/// The muscle and `extra` around it.
fn around(individual: &Individual, beat: &Beat, extra: f32) -> Shape {
    let [centre, radii] = MUSCLE;
    let thin = 1.0 - 0.035 * beat.squeeze;
    // A thick rim of muscle makes the heart a little larger, a thin one smaller.
    let rim = 0.9 * (individual.build.rim - 1.0);
    let extra = extra + rim;
    individual.heart_ellipsoid(
        centre,
        [radii[0] + extra, radii[1] * thin + extra, radii[2] + extra],
    )
}

fn muscle(plane: &mut Plane, individual: &Individual, pose: &Pose, beat: &Beat) {
    let tissue = Tissue::new(0.032 * individual.wall, 0.25, 0.10);
    let around = |extra: f32| around(individual, beat, extra);
    // A thin film of fluid lies around the heart; its sac shines where it faces the beam.
    let fluid = individual.defect.effusion_mm;
    let (film, shine) = if fluid > 0.0 {
        (0.000_4, 0.5)
    } else {
        (0.008, individual.build.sac)
    };
    let film = Tissue::new(film, 0.0, 0.03);
    if fluid > 0.0 {
        for wall in chambers::atrial_walls(individual, beat, fluid) {
            plane.solid(pose, &wall, film, shine, None);
        }
    }
    plane.solid(pose, &around(0.55 + fluid), film, shine, None);
    if fluid > 0.0 {
        // Where the two overlap no sac lies within the fluid.
        for wall in chambers::atrial_walls(individual, beat, fluid - 0.3) {
            plane.solid(pose, &wall, film, 0.0, None);
        }
    }
    for wall in chambers::atrial_walls(individual, beat, 0.0) {
        plane.solid(pose, &wall, tissue, 0.2, Some(Structure::Heart));
    }
    plane.solid(pose, &around(0.0), tissue, 0.25, Some(Structure::Heart));
    if individual.defect.outflow > 0.0 {
        let cone = chambers::outflow(individual, beat, OUTFLOW_WALL_MM);
        plane.solid(pose, &cone, tissue, 0.3, Some(Structure::Heart));
    }
}

fn landmarks(plane: &mut Plane, individual: &Individual, pose: &Pose) {
    let post = |at: Point, half_height: f32, radius: f32| {
        individual.heart_sheet([at; 2], half_height, radius)
    };
    if individual.defect.crux {
        let firm = individual.build.firm;
        let core = Tissue::new(0.03 + 0.1 * firm, 0.1, 0.12);
        let post_mm = 0.55 + 0.35 * firm;
        plane.solid(pose, &post(CRUX, CRUX_HALF_MM, post_mm), core, 0.3, None);
        plane.outline(pose, &post(CRUX, CRUX_HALF_MM, 2.4), 0.0, Structure::Crux);
    }
    plane.outline(
        pose,
        &post(APEX, APEX_HALF_MM, 3.0),
        0.0,
        Structure::CardiacApex,
    );
}
