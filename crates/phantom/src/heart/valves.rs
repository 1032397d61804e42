//! The inlet valves: two leaves each, hinged at the annulus.

use anatomy::Structure;

use super::{Beat, VALVE_HALF_MM};
use crate::{
    defect::Inlet,
    individual::Individual,
    plane::{Plane, Tissue},
    pose::Pose,
    shape::{Point, between},
};

/// How far a leaf reaches into the ventricle at most.
const REACH_MM: f32 = 5.0;

/// Half thickness of a leaf as a picture shows it at most (assumed: the beam is thicker than the leaf).
const LEAF_MM: f32 = 0.34;

/// Half thickness of a plate of muscle in place of a valve (assumed).
const PLATE_MM: f32 = 1.2;

/// Half height of that plate (assumed).
const PLATE_HALF_MM: f32 = 5.6;

pub fn paint(plane: &mut Plane, individual: &Individual, pose: &Pose, beat: &Beat) {
    for inlet in individual.inlets() {
        if inlet.opens {
            leaves(&inlet, plane, individual, pose, beat);
        } else {
            let tissue = Tissue::new(0.09 * individual.wall, 0.2, 0.10);
            let plate = individual.heart_sheet(inlet.hinges.map(flat), PLATE_HALF_MM, PLATE_MM);
            plane.solid(pose, &plate, tissue, 0.4, None);
        }
    }
}

fn leaves(inlet: &Inlet, plane: &mut Plane, individual: &Individual, pose: &Pose, beat: &Beat) {
    let seen = individual.build.leaf.min(1.0);
    let tissue = Tissue::new(0.02 + 0.11 * seen * seen, 0.1, 0.10);
    let [a, b] = inlet.hinges.map(|[u, v]| [u + beat.descent(), v]);
    let middle = between(flat(a), flat(b), 0.5);
    let reach = ((b[1] - a[1]).abs() * 0.46).min(REACH_MM);
    for hinge in [a, b] {
        // Open leaves hang into the ventricle along its wall.
        let hanging = [
            hinge[0] + reach,
            hinge[1] + (middle[1] - hinge[1]) * 0.25,
            0.0,
        ];
        let tip = between([middle[0] + 0.7, middle[1], 0.0], hanging, beat.open);
        let half = LEAF_MM * (0.5 + 0.5 * seen);
        let leaf = individual.heart_sheet([flat(hinge), tip], VALVE_HALF_MM, half);
        plane.solid(pose, &leaf, tissue, 0.42 * seen, inlet.label);
    }
    if let Some(label) = inlet.label {
        mark(label, [a, b], plane, individual, pose);
    }
}

/// Who marks a valve draws the box around its ring, in whichever phase, and around the leaves.
fn mark(
    label: Structure,
    hinges: [[f32; 2]; 2],
    plane: &mut Plane,
    individual: &Individual,
    pose: &Pose,
) {
    let below = hinges.map(|[u, v]| [u + 0.6, v, 0.0]);
    let ring = individual.heart_sheet(below, VALVE_HALF_MM, 1.7);
    plane.outline(pose, &ring, 0.0, label);
}

/// A place at the level of the valves.
fn flat([u, v]: [f32; 2]) -> Point {
    [u, v, 0.0]
}
