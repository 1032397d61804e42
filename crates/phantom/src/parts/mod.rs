//! Other parts of the body, as counter-examples: what a sweep meets that is not a heart.
//!
//! A part is a list of solids in three dimensions, drawn once from the seed and cut by the same
//! moving plane as the heart. It knows nothing of the heart and labels nothing but what lies beside
//! the heart in other pictures, too: spine and descending aorta.

mod cord;
mod face;
mod femur;
mod head;
mod kidneys;
mod limbs;
mod scene;
mod uterus;

use anatomy::Structure;

use crate::{
    individual::Individual, plane::Plane, pose::Pose, random::Random, subject::Part, truth::Truth,
};
use scene::{Scene, Solid};

/// Sets a part's chance apart from that of the scanner and the operator.
const STREAM: u64 = 0x7061_7274_5f70_6c61;

/// Level of a sweep at which the plane goes through a part's middle, reference millimetres.
const AMID_Z: f32 = -3.0;

/// One part as the seed built it.
pub struct PartPlan {
    solids: Vec<Solid>,
    /// How fast the plane moves through the part, against its motion through a chest.
    slide: f32,
    /// True where the spine, if any, is cut along.
    spine_along: bool,
}

impl PartPlan {
    /// Draws the part that a seed stands for.
    pub fn draw(seed: u64, part: Part, individual: &Individual) -> Self {
        // A part's place in its enum is part of its seed.
        let mut random = Random::new(seed ^ STREAM ^ ((part as u64) << 40));
        let mut scene = Scene::new(&mut random, individual);
        if part != Part::EmptyUterus {
            beside(&mut scene);
        }
        match part {
            Part::Head => head::build(&mut scene),
            Part::Femur => femur::build(&mut scene),
            Part::Kidneys => kidneys::build(&mut scene),
            Part::Face => face::build(&mut scene),
            Part::Limbs => limbs::build(&mut scene),
            Part::Cord => cord::build(&mut scene),
            Part::EmptyUterus => uterus::build(&mut scene),
        }
        scene.finish()
    }

    /// Paints the part and what surrounds it.
    pub fn paint(&self, plane: &mut Plane, pose: &Pose) {
        // The part goes along with the plane for a share of the way: the plane moves slower
        // through it.
        let lift = pose.z - self.slide * (pose.z - AMID_Z);
        for solid in &self.solids {
            if let Some(shape) = solid.cut(pose, lift) {
                plane.solid(pose, &shape, solid.tissue, solid.wall, solid.label);
            }
        }
    }

    /// Marks what one person would name and another would not: a spine cut along, whose name stands
    /// for a vertebra in cross-section.
    pub fn mark(&self, truth: &mut Truth) {
        if self.spine_along && truth.boxes[Structure::Spine].is_some() {
            truth.difficult[Structure::Spine] = true;
        }
    }
}

/// What lies around a part in most pictures: placenta, another limb, the flank of the trunk.
fn beside(scene: &mut Scene<'_>) {
    if scene.random.chance(0.55) {
        let clear = scene.random.between(26.0, 36.0);
        uterus::placenta(scene, clear);
    }
    match scene.random.below(6) {
        0 => limbs::flank(scene, scene.growth),
        1 | 2 => {
            let d = scene.heading(1.0).map(|x| x * 44.0 * scene.growth);
            limbs::limb(scene, d, 0.3, scene.growth);
        }
        _ => {}
    }
}
