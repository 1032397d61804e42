//! The placenta around the fluid: where it lies, how thick it is, what it is made of.

use core::f32::consts::{FRAC_PI_2, PI};

use crate::{plane::Tissue, random::Random};

use super::patches::Patches;

/// Lengths in image millimetres.
pub struct Placenta {
    /// Direction in which it lies, seen from the fluid's middle.
    towards: [f32; 2],
    /// Cosine of half of its breadth.
    rim: f32,
    thickness_mm: f32,
    power: f32,
    /// Field value above which it holds a lake.
    lakes: f32,
    /// Echo of chalk, 0 to 1.
    chalk: f32,
}

impl Placenta {
    /// `room_mm`: how thick it may be in front.
    pub fn draw(random: &mut Random, age_weeks: f32, room_mm: f32) -> Self {
        // Front, back, or a side.
        let turn = match random.below(3) {
            0 => -FRAC_PI_2 + 0.5 * random.bell(),
            1 => FRAC_PI_2 + 0.5 * random.bell(),
            _ => {
                let side = if random.chance(0.5) { 0.0 } else { PI };
                side + 0.4 * random.bell()
            }
        };
        let towards = [libm::cosf(turn), libm::sinf(turn)];
        let thickness_mm = random.between(14.0, 26.0) * age_weeks / 25.0;
        Self {
            // In front there is only so much room between fetus and probe.
            thickness_mm: if towards[1] < -0.5 {
                thickness_mm.min(room_mm)
            } else {
                thickness_mm
            },
            towards,
            rim: random.between(-0.1, 0.6),
            power: random.between(0.04, 0.075),
            lakes: random.between(0.9, 1.6),
            chalk: random.unit() * ((age_weeks - 27.0) / 6.0).clamp(0.0, 1.0),
        }
    }

    /// Thickness in a direction, of which cosine and sine are given, image millimetres.
    pub fn thickness(&self, c: f32, s: f32) -> f32 {
        let nearness = c * self.towards[0] + s * self.towards[1];
        let t = ((nearness - self.rim) / (1.0 - self.rim)).clamp(0.0, 1.0);
        self.thickness_mm * (t * (2.0 - t)).sqrt()
    }

    /// What lies at an image point (and level along z), at a share of its thickness.
    pub fn tissue(&self, patches: &Patches, [x, y, z]: [f32; 3], depth: f32) -> Tissue {
        let at = |side: f32, shift: f32| patches.at([x / side, y / side, z / side + shift]);
        let lake = at(6.5, 0.0) + 0.35 * at(2.2, 3.0) > self.lakes;
        if lake && (0.1..0.9).contains(&depth) {
            return Tissue::new(0.002, 0.0, 0.02);
        }
        let grain = (1.0 + 0.28 * at(3.2, 1.0) + 0.22 * at(1.4, 2.0)).max(0.2);
        let chalk = if at(2.6, 7.0) > 1.25 {
            5.0 * self.chalk
        } else {
            0.0
        };
        Tissue::new(self.power * (grain + chalk), 0.45, 0.095)
    }
}
