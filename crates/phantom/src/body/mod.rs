//! What is not heart or vessel: the mother's wall, womb and fluid, the trunk's wall, lungs, upper
//! abdomen, bones and limbs.

mod abdomen;
mod bones;
mod limbs;
mod patches;
mod placenta;
mod surroundings;
mod trunk;

use crate::{
    individual::Individual,
    outline::{Trunk, Wobble},
    plane::{Plane, Tissue},
    pose::Pose,
    probe::Probe,
    random::Random,
    sweep::Sweep,
};

/// Sets the body's chance apart from that of the scanner and the operator.
const STREAM: u64 = 0x626f_6479_5f70_6c61;

/// The wall of one chest.
#[derive(Clone, Copy)]
pub struct ChestWall {
    /// The skin.
    pub outline: Trunk,
    /// How far below it the ribs begin, reference millimetres.
    pub ribs_mm: f32,
}

/// How one body and its surroundings differ from others.
pub struct BodyPlan {
    surroundings: surroundings::Surroundings,
    limbs: limbs::LimbPlan,
    trunk: trunk::TrunkPlan,
    abdomen: abdomen::AbdomenPlan,
}

impl BodyPlan {
    pub fn draw(seed: u64, individual: &Individual, sweep: &Sweep, probe: &Probe) -> Self {
        let random = &mut Random::new(seed ^ STREAM);
        let surroundings = surroundings::Surroundings::draw(random, individual, sweep, probe);
        Self {
            limbs: limbs::LimbPlan::draw(random, &surroundings, sweep.chest_depth()),
            trunk: trunk::TrunkPlan::draw(random, individual.age_weeks),
            abdomen: abdomen::AbdomenPlan::draw(random, individual.age_weeks),
            surroundings,
        }
    }

    /// The wall of its chest.
    pub fn chest_wall(&self) -> ChestWall {
        ChestWall {
            outline: self.trunk.outline,
            ribs_mm: self.trunk.ribs_mm(),
        }
    }

    /// The mother, the womb and its fluid: sets every cell of the plane.
    pub fn paint_surroundings(&mut self, plane: &mut Plane, pose: &Pose) {
        self.surroundings.paint(plane, pose);
    }

    /// The trunk without heart and great vessels, the limbs and the cord.
    pub fn paint_trunk(&self, plane: &mut Plane, individual: &Individual, pose: &Pose) {
        limbs::paint(plane, &self.limbs, individual, pose);
        trunk::paint(plane, &self.trunk, individual, pose);
        trunk::middle(plane, &self.trunk, pose);
        abdomen::paint(plane, &self.abdomen, self.trunk.liver, individual, pose);
        bones::spine(plane, individual, pose);
        bones::chest(plane, &self.trunk, individual, pose);
    }
}

/// Blood, never quite black.
pub fn blood(individual: &Individual) -> Tissue {
    Tissue::new(individual.blood, 0.0, 0.02)
}

/// Bone as hard as it ever gets.
pub fn bone() -> Tissue {
    Tissue::new(1.4, 0.2, 4.0)
}

/// Harmonics of an outline, each of about that strength.
fn wobble(random: &mut Random, strength: f32) -> Wobble {
    core::array::from_fn(|k| {
        let share = if k < 2 { 1.0 } else { 0.7 };
        share * strength * random.bell()
    })
}

/// How squarely a surface with that gradient meets the beam, 0 to 1.
fn facing(beam: [f32; 2], gx: f32, gy: f32) -> f32 {
    let steep = (gx * gx + gy * gy).sqrt().max(1e-6);
    ((beam[0] * gx + beam[1] * gy) / steep).abs().min(1.0)
}
