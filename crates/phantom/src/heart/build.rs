//! How one heart differs from another in a picture: how much of its inner walls can be seen, how wide
//! its foramen is, how rough its chambers are. All ranges are assumed.

use crate::random::Random;

/// Sets the heart's chance apart from the rest of the fetus.
pub const STREAM: u64 = 0x6865_6172_7421;

pub struct Build {
    /// How well septa, leaves and crux stand out, 0 (chambers merge) to 1.
    pub firm: f32,
    /// Half thickness of the ventricular septum, reference millimetres.
    pub septum_mm: f32,
    /// Where the oval foramen begins and ends, from the crux to the atria's back, reference millimetres.
    pub foramen: [f32; 2],
    /// How far its flap stands out into the left atrium, reference millimetres, and how much of it is
    /// seen, 0 to 1.
    pub flap: [f32; 2],
    /// Echo of the inlet valves' leaves, 0 to 1.
    pub leaf: f32,
    /// Strength of the moderator band, 0 to 1, and where it crosses, reference millimetres along u.
    pub band: [f32; 2],
    /// Size of the papillary muscles, about 1.
    pub papillary: f32,
    /// How strongly the ventricles contract, about 1.
    pub vigour: f32,
    /// How boxy ventricles and atria are, 0 to 1.
    pub square: [f32; 2],
    /// How much narrower the ventricles are towards the tip, a share.
    pub taper: f32,
    /// Height of the ridges in left ventricle, right ventricle, left atrium, right atrium, reference
    /// millimetres.
    pub rough: [f32; 4],
    /// Where these ridges stand, turns.
    pub phase: [[f32; 3]; 4],
    /// Thickness of muscle between chambers and sac, against the usual.
    pub rim: f32,
    /// How strongly the sac shines.
    pub sac: f32,
    /// Tilt of the whole build between flat chambers and high ones.
    pub height: f32,
}

impl Build {
    pub fn draw(random: &mut Random) -> Self {
        let firm = random.unit();
        Self {
            firm,
            septum_mm: random.between(0.5, 0.75) + 0.17 * firm,
            foramen: [-random.between(0.9, 2.6), -random.between(6.8, 9.4)],
            flap: [random.between(0.6, 3.0), random.unit() * (0.4 + 0.6 * firm)],
            leaf: random.between(0.15, 0.6) + 0.4 * firm,
            band: [random.unit(), random.between(8.6, 11.6)],
            papillary: random.between(0.5, 1.25),
            vigour: random.between(0.75, 1.3),
            square: [random.between(0.3, 0.8), random.between(0.2, 0.7)],
            taper: random.between(0.12, 0.34),
            rough: [
                random.between(0.15, 0.45),
                random.between(0.25, 0.65),
                random.between(0.05, 0.3),
                random.between(0.1, 0.4),
            ],
            phase: core::array::from_fn(|_| core::array::from_fn(|_| random.unit())),
            rim: random.between(0.7, 1.35),
            sac: random.between(0.2, 0.6),
            height: random.between(0.95, 1.12),
        }
    }
}
