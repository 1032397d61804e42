//! The inlet valves: two leaves each, hinged at the annulus.

use anatomy::Structure;

use super::{Beat, VALVE_HALF_MM};
use crate::{
    defect::Inlet,
    individual::Individual,
    plane::{Plane, Tissue},
    shape::{Shape, between},
    sweep::Pose,
};

/// How far a leaf reaches into the ventricle at most.
const REACH_MM: f32 = 5.0;

/// Half thickness of a leaf as a picture shows it (assumed: the beam is thicker than the leaf).
const LEAF_MM: f32 = 0.38;

/// Half thickness of a plate of muscle in place of a valve (assumed).
const PLATE_MM: f32 = 1.2;

pub fn paint(plane: &mut Plane, individual: &Individual, pose: &Pose, beat: &Beat) {
    for inlet in individual.defect.inlets {
        if inlet.opens {
            leaves(inlet, plane, individual, pose, beat);
        } else {
            let tissue = Tissue::new(0.09 * individual.wall, 0.2, 0.10);
            let [a, b] = inlet.hinges;
            let plate = upright(individual, a, b, PLATE_MM, 5.6);
            plane.solid(pose, &plate, tissue, 0.4, None);
        }
    }
}

fn leaves(inlet: &Inlet, plane: &mut Plane, individual: &Individual, pose: &Pose, beat: &Beat) {
    let tissue = Tissue::new(0.13, 0.1, 0.10);
    let [a, b] = inlet.hinges.map(|[u, v]| [u + beat.descent(), v]);
    let flat = |[u, v]: [f32; 2]| [u, v, 0.0];
    let middle = between(flat(a), flat(b), 0.5);
    let reach = ((b[1] - a[1]).abs() * 0.46).min(REACH_MM);
    for hinge in [a, b] {
        // Open leaves hang into the ventricle along its wall.
        let hanging = [
            hinge[0] + reach,
            hinge[1] + (middle[1] - hinge[1]) * 0.25,
            0.0,
        ];
        let [u, v, _] = between([middle[0] + 0.7, middle[1], 0.0], hanging, beat.open);
        let leaf = upright(individual, hinge, [u, v], LEAF_MM, VALVE_HALF_MM);
        plane.solid(pose, &leaf, tissue, 0.6, inlet.label);
    }
    if let Some(label) = inlet.label {
        mark(label, [a, b], plane, individual, pose);
    }
}

/// Who marks a valve draws the box around its ring, in whichever phase, and around the leaves.
fn mark(
    label: Structure,
    [a, b]: [[f32; 2]; 2],
    plane: &mut Plane,
    individual: &Individual,
    pose: &Pose,
) {
    let below = |[u, v]: [f32; 2]| [u + 0.6, v];
    let ring = upright(individual, below(a), below(b), 1.7, VALVE_HALF_MM);
    plane.outline(pose, &ring, 0.0, label);
}

fn upright(
    individual: &Individual,
    [u0, v0]: [f32; 2],
    [u1, v1]: [f32; 2],
    radius: f32,
    half_height: f32,
) -> Shape {
    Shape::Sheet {
        a: individual.heart_point([u0, v0, 0.0]),
        b: individual.heart_point([u1, v1, 0.0]),
        half_height: half_height * individual.heart,
        radius,
    }
}
