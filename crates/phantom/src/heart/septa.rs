//! The walls between the ventricles and between the atria.

use anatomy::Structure;

use super::Beat;
use crate::{
    body::blood,
    defect::Piece,
    individual::Individual,
    plane::{Plane, Tissue},
    pose::Pose,
    shape::Shape,
};

/// Half thickness of the septum that a defect's pieces are given for, reference millimetres.
const USUAL_MM: f32 = 0.95;

/// How strongly the ventricular septum shines across the beam: in real pictures hardly more than lung.
const SHINE: f32 = 0.28;

/// Half breadth of the blood around the oval foramen, reference millimetres (assumed).
const FORAMEN_MM: f32 = 2.6;

/// Half height of the foramen, reference millimetres (assumed).
const FORAMEN_HALF_MM: f32 = 4.6;

pub fn paint(plane: &mut Plane, individual: &Individual, pose: &Pose, beat: &Beat) {
    let build = &individual.build;
    if let Some(gap) = &individual.defect.gap {
        let shape = sheet(individual, gap, 1.0, 0.0);
        plane.solid(pose, &shape, blood(individual), 0.0, None);
    }
    // Where it lies along the beam its muscle echoes little; across the beam it shines.
    let tissue = Tissue::new((0.025 + 0.065 * build.firm) * individual.wall, 0.2, 0.10);
    for (piece, shape) in ventricular(individual, beat) {
        let label = piece.named.then_some(Structure::VentricularSeptum);
        plane.solid(pose, &shape, tissue, SHINE, label);
    }
    atrial(plane, individual, pose);
}

/// The septum between the ventricles, and the middle of the atria as a whole wall: where their blood
/// is parted, whether or not a wall can be seen there.
pub fn shapes(individual: &Individual, beat: &Beat) -> Vec<Shape> {
    let middle = atrial_wall(individual, [-0.4, -10.6]);
    let walls = ventricular(individual, beat).map(|(_, shape)| shape);
    walls.chain([middle]).collect()
}

/// The ventricular septum thickens and leans to the left in systole.
fn ventricular(
    individual: &Individual,
    beat: &Beat,
) -> impl Iterator<Item = (&'static Piece, Shape)> {
    let thick = individual.build.septum_mm / USUAL_MM * (1.0 + 0.15 * beat.squeeze);
    let lean = 0.35 * beat.squeeze;
    let pieces = individual.defect.septum.iter();
    pieces.map(move |piece| (piece, sheet(individual, piece, thick, lean)))
}

/// A piece of the wall between the atria.
fn atrial_wall(individual: &Individual, [from, to]: [f32; 2]) -> Shape {
    let ends = [[from, 0.0, 0.0], [to, 0.0, 0.0]];
    individual.heart_sheet(ends, 6.0, 0.32 + 0.2 * individual.build.firm)
}

/// The atrial septum is a thin wall with a wide gap, the oval foramen, whose flap swings into the left
/// atrium: blood on both sides is one.
fn atrial(plane: &mut Plane, individual: &Individual, pose: &Pose) {
    let (build, defect) = (&individual.build, &individual.defect);
    let [near, far] = build.foramen;
    let lumen = blood(individual);
    let middle = [[near - 1.2, 0.0, 0.0], [far + 0.6, 0.0, 0.0]];
    let open = individual.heart_sheet(middle, FORAMEN_HALF_MM, FORAMEN_MM);
    plane.solid(pose, &open, lumen, 0.0, None);
    let tissue = Tissue::new(0.02 + 0.08 * build.firm, 0.2, 0.10);
    let wall = |from: f32, to: f32| atrial_wall(individual, [from, to]);
    if defect.primum {
        plane.solid(pose, &wall(-0.4, near), tissue, 0.3, None);
    }
    plane.solid(pose, &wall(far, -10.6), tissue, 0.3, None);
    let [reach, seen] = build.flap;
    if defect.primum && seen > 0.15 {
        let ends = [[far, 0.2, 0.0], [near - 1.0, reach, 0.0]];
        let flap = individual.heart_sheet(ends, 3.2, 0.16 + 0.16 * seen);
        plane.solid(
            pose,
            &flap,
            Tissue::new(0.02 + 0.08 * seen, 0.2, 0.10),
            0.3 * seen,
            None,
        );
    }
}

fn sheet(individual: &Individual, piece: &Piece, thick: f32, lean: f32) -> Shape {
    let ends = [piece.from, piece.to].map(|[u, v]| [u, v + lean, piece.w]);
    individual.heart_sheet(ends, piece.half_height, piece.radius * thick)
}
