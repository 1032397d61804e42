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

pub fn paint(plane: &mut Plane, individual: &Individual, pose: &Pose, beat: &Beat) {
    if let Some(gap) = &individual.defect.gap {
        let shape = sheet(individual, gap, 1.0, 0.0);
        plane.solid(pose, &shape, blood(individual), 0.0, None);
    }
    let tissue = Tissue::new(0.09 * individual.wall, 0.2, 0.10);
    // The ventricular septum thickens and leans to the left in systole.
    let (thick, lean) = (1.0 + 0.15 * beat.squeeze, 0.35 * beat.squeeze);
    for piece in individual.defect.septum {
        let shape = sheet(individual, piece, thick, lean);
        let label = Some(Structure::VentricularSeptum);
        plane.solid(pose, &shape, tissue, 0.4, label);
    }
    // The atrial septum has a gap, the oval foramen, whose flap swings into the left atrium.
    let tissue = Tissue::new(0.10, 0.2, 0.10);
    for piece in individual.defect.atrial_septum {
        plane.solid(pose, &sheet(individual, piece, 1.0, 0.0), tissue, 0.3, None);
    }
}

fn sheet(individual: &Individual, piece: &Piece, thick: f32, lean: f32) -> Shape {
    let ends = [piece.from, piece.to].map(|[u, v]| [u, v + lean, piece.w]);
    individual.heart_sheet(ends, piece.half_height, piece.radius * thick)
}
