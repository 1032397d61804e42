//! Skin, fat, muscle and ribs, and what fills the trunk between the organs: lung above the
//! diaphragm, liver below it.

use anatomy::Structure;

use crate::{
    individual::Individual,
    outline::{Blob, Trunk},
    plane::{Plane, Tissue},
    pose::Pose,
    random::Random,
    shape::{Point, Shape},
};

use super::{facing, patches::Patches, wobble};

/// Level of the diaphragm's dome and its fall towards the wall, reference millimetres.
pub const DIAPHRAGM_Z: f32 = -12.5;
const DOME_FALL: f32 = 0.0095;

/// Thickness of the skin, reference millimetres (assumed).
const SKIN_MM: f32 = 0.8;

/// Distance from skin and pleura at which they shine a quarter as strongly, image millimetres: in real
/// pictures the wall that faces the beam is a band of two to three millimetres, brighter than lung.
const SKIN_SHINE_MM: f32 = 0.75;

/// Distance of two ribs, reference millimetres.
const RIB_STEP: f32 = 6.5;

/// Where in the muscle's thickness a rib's middle lies, a share of it.
const RIB_PLACE: f32 = 0.55;

/// Half thickness of a rib, reference millimetres.
const RIB_HALF_MM: f32 = 0.75;

/// Half height of a rib as a picture shows it, reference millimetres: with the beam's thickness, so
/// that a level plane shows long arcs of one rib on either side, as the guideline asks of a four-chamber
/// view (ISUOG 2023, doi 10.1002/uog.26224).
const RIB_HIGH_MM: f32 = 2.3;

/// What a beam loses in a rib against hard bone, a share: lungs are seen between and behind ribs.
const RIB_LOSS: f32 = 0.6;

pub struct TrunkPlan {
    pub outline: Trunk,
    /// Thickness of fat and of muscle, reference millimetres.
    fat: f32,
    muscle: f32,
    /// How far ribs run down from back to front over half of the chest, reference millimetres.
    rib_drop: f32,
    rib_power: f32,
    /// Echo power of lung and liver, and how uneven they are.
    lung: f32,
    pub liver: f32,
    uneven: f32,
    thymus: Blob,
    mediastinum: Blob,
    patches: Patches,
}

impl TrunkPlan {
    pub fn draw(random: &mut Random, age_weeks: f32) -> Self {
        Self {
            outline: Trunk {
                wobble: wobble(random, 0.02),
                breadth: 1.0 + 0.03 * random.bell(),
            },
            // Fat comes late in pregnancy.
            fat: random.between(0.5, 1.1) + ((age_weeks - 24.0) / 8.0).clamp(0.0, 1.0) * 1.2,
            muscle: random.between(1.3, 2.2),
            rib_drop: random.between(0.3, 4.0),
            rib_power: random.between(0.7, 1.6),
            lung: random.between(0.085, 0.135),
            liver: random.between(0.05, 0.085),
            uneven: random.between(0.14, 0.34),
            thymus: Blob {
                centre: [0.8 * random.bell(), -13.6, 18.5],
                radii: [random.between(7.5, 10.5), random.between(4.4, 6.0), 9.0],
                turn: [1.0, 0.0],
                wobble: wobble(random, 0.05),
            },
            mediastinum: Blob {
                centre: [0.8 * random.bell(), 4.0, 14.0],
                radii: [9.5, 11.5, 30.0],
                turn: [1.0, 0.0],
                wobble: wobble(random, 0.05),
            },
            patches: Patches::draw(random),
        }
    }

    /// Thickness of the wall from skin to lung, reference millimetres.
    fn wall(&self) -> f32 {
        SKIN_MM + self.fat + self.muscle
    }

    /// How far below the skin the outer face of the ribs lies, reference millimetres.
    pub fn ribs_mm(&self) -> f32 {
        SKIN_MM + self.fat + RIB_PLACE * self.muscle - RIB_HALF_MM
    }

    /// The inner front of the wall at a level.
    pub fn front(&self, z: f32) -> f32 {
        self.wall() - self.outline.section(z)[1]
    }
}

pub fn paint(plane: &mut Plane, plan: &TrunkPlan, individual: &Individual, pose: &Pose) {
    let shape = Shape::Trunk(plan.outline);
    let scale = pose.scale;
    plane.visit(pose, &shape, |[x, y], beam, cell| {
        let p = pose.to_body(x, y);
        let d = plan.outline.distance(p);
        if d * scale > 1.5 {
            return;
        }
        let depth = -d;
        let inner = depth - plan.wall();
        if depth > -0.4 {
            let tissue = if inner < 0.0 {
                plan.layer(individual, p, depth)
            } else {
                plan.filling(individual, p)
            };
            cell.blend(tissue, (0.5 - d * scale / 0.7).clamp(0.0, 1.0));
            if inner > 0.0 {
                cell.specular += plan.diaphragm(p);
            }
        }
        if inner < 1.5 {
            let at = |x: f32, y: f32| plan.outline.distance(pose.to_body(x, y)) - d;
            let facing = facing(beam, at(x + 0.3, y), at(x, y + 0.3));
            let squarely = 0.06 + 0.94 * facing * facing * facing;
            let shine = |distance: f32, strength: f32| {
                let t = distance * scale / SKIN_SHINE_MM;
                strength * squarely / ((1.0 + t * t) * (1.0 + t * t))
            };
            let patchy = 0.8 + 0.6 * plan.patches.at(p.map(|k| k / 4.0));
            let echo = shine(d, 0.85 * patchy) + shine(inner, 0.3 * (patchy - 0.5).max(0.0));
            cell.specular = cell.specular.max(echo);
            let rib = plan.rib(individual, p, depth);
            if rib > 0.0 {
                let mut bone = super::bone();
                bone.amplitude *= individual.ossification * plan.rib_power;
                bone.loss_db_mm *= RIB_LOSS * individual.ossification;
                cell.blend(bone, rib);
                cell.specular += 1.1 * rib * individual.ossification * squarely;
            }
        }
    });
    if pose.z > DIAPHRAGM_Z {
        plane.outline(pose, &shape, 0.0, Structure::Thorax);
    }
}

/// The soft parts between the lungs, above the heart and behind it.
pub fn middle(plane: &mut Plane, plan: &TrunkPlan, pose: &Pose) {
    // Darker than lung: it is by this that the thymus is told from it.
    let tissue = Tissue::new(0.04, 0.35, 0.10);
    plane.solid(pose, &Shape::Blob(plan.mediastinum), tissue, 0.0, None);
    let tissue = Tissue::new(0.028, 0.25, 0.10);
    plane.solid(pose, &Shape::Blob(plan.thymus), tissue, 0.18, None);
    // The gullet lies collapsed between spine and windpipe: a bright dot in a dark ring.
    let tube = |radius| {
        let knots = vec![
            ([0.6, 11.4, 44.0], radius),
            ([1.2, 10.6, 10.0], radius),
            ([4.0, 8.0, -15.0], radius),
        ];
        Shape::Tube(knots)
    };
    plane.solid(pose, &tube(1.5), Tissue::new(0.02, 0.2, 0.1), 0.12, None);
    plane.solid(pose, &tube(0.5), Tissue::new(0.25, 0.2, 0.1), 0.2, None);
}

impl TrunkPlan {
    fn layer(&self, individual: &Individual, p: Point, depth: f32) -> Tissue {
        if depth < SKIN_MM {
            return Tissue::new(0.10 * individual.wall, 0.4, 0.12);
        }
        let streaks = self.patches.at([p[0] / 3.0, p[1] / 3.0, depth / 0.6]);
        if depth < SKIN_MM + self.fat {
            Tissue::new((0.07 * (1.0 + 0.5 * streaks)).max(0.01), 0.5, 0.11)
        } else {
            Tissue::new((0.05 * (1.0 + 0.8 * streaks)).max(0.006), 0.5, 0.12)
        }
    }

    /// How far a point lies below the diaphragm, reference millimetres along z.
    fn below_diaphragm(&self, p: Point) -> f32 {
        let fall = DOME_FALL * (p[0] * p[0] + p[1] * p[1]) + 0.05 * p[1];
        DIAPHRAGM_Z - fall - p[2]
    }

    fn diaphragm(&self, p: Point) -> f32 {
        let below = self.below_diaphragm(p);
        if below.abs() > 3.0 {
            return 0.0;
        }
        let slope = 2.0 * DOME_FALL * (p[0] * p[0] + p[1] * p[1]).sqrt() + 0.05;
        let t = below / (slope * 0.6).max(0.12);
        0.25 / ((1.0 + t * t) * (1.0 + t * t))
    }

    fn filling(&self, individual: &Individual, p: Point) -> Tissue {
        let even = 1.0 + self.uneven * 1.3 * self.patches.at(p.map(|k| k / 6.0));
        if self.below_diaphragm(p) < 0.0 {
            return Tissue::new(self.lung * even.max(0.3), 0.4, 0.105);
        }
        // The liver's veins: thin dark branches, some with bright walls (portal ones).
        let plain = Tissue::new(self.liver * even.max(0.3), 0.4, 0.10);
        let veined = p[0] * individual.situs < 10.0 && p[1] < 14.0;
        let sheet = [p[0] / 8.0, p[1] / 8.0, p[2] / 14.0];
        let near = if veined {
            self.patches.ridge(sheet, 0.12)
        } else {
            0.0
        };
        if near < 0.22 {
            return plain;
        }
        let across = [p[1] / 13.0, p[2] / 13.0 + 3.0, p[0] / 13.0];
        let branch = near * self.patches.ridge(across, 0.5);
        if branch > 0.42 {
            Tissue::new(0.2 * self.liver, 0.2, 0.08)
        } else if branch > 0.22 {
            Tissue::new(1.6 * self.liver, 0.4, 0.10)
        } else {
            plain
        }
    }

    /// How much of a rib covers a point at a depth below the skin, 0 to 1.
    fn rib(&self, individual: &Individual, p: Point, depth: f32) -> f32 {
        let deep = (depth - SKIN_MM - self.fat - RIB_PLACE * self.muscle) / RIB_HALF_MM;
        if deep.abs() > 1.2 {
            return 0.0;
        }
        let reach = (p[0] * p[0] + p[1] * p[1]).sqrt().max(1e-3);
        let turned = p[1] / reach;
        let level = p[2] + (1.0 - turned) * self.rib_drop;
        let number = (level / RIB_STEP - individual.rib_phase).round();
        let at = (number + individual.rib_phase) * RIB_STEP;
        // The lower ribs end early; the upper ones turn to gristle in front.
        let end = if at < -34.0 {
            return 0.0;
        } else if at < -16.0 {
            0.35 - 0.9 * (at + 34.0) / 18.0
        } else {
            -0.78
        };
        let gristle = ((turned - end) / 0.12).clamp(0.0, 1.0);
        let joint = ((0.97 - turned) / 0.03).clamp(0.0, 1.0);
        let high = (level - at) / RIB_HIGH_MM;
        let q = (deep * deep + high * high).sqrt();
        ((1.15 - q) * 3.0).clamp(0.0, 1.0) * gristle * joint
    }
}
