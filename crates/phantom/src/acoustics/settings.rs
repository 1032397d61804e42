//! How a scanner is set: drawn once, from the ranges that its make allows.

use crate::{fast::db_to_amplitude, look::Look, plane::Walls, random::Random};

/// Speed of sound, millimetres a microsecond.
const SOUND_MM_US: f32 = 1.54;

/// Widest beam at its focus, image millimetres: 1.5 mm at half of its height, about five wavelengths. In
/// real pictures grains are 7 pixels broad and 3.5 high where the sector is 224 pixels high.
const LATERAL_MM_MAX: f32 = 0.65;

/// Level of lung above which white begins: its echo power (0.11, both parts of the scatterers'
/// strength) in decibels.
const LUNG_DB: f32 = -6.6;

/// Grey of lung, share of white: 63 of 255 far from the probe to 112 near to it in a real four-chamber
/// picture of a scanner's cardiac preset, whose blood is black (3 to 5 of 255).
const LUNG_GREY: [f32; 2] = [0.28, 0.48];

/// Family of the curve from compressed level to grey.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Curve {
    Linear,
    /// Level to the power of 1 to 2: dark greys are pressed together.
    Gamma(f32),
    /// Steep in the middle, flat at both ends: share 0 to 1 of a full smooth step.
    Bent(f32),
}

impl Curve {
    /// The level that a grey between black and white stands for; of a bent curve nearly.
    fn level(self, grey: f32) -> f32 {
        match self {
            Self::Linear => grey,
            Self::Gamma(gamma) => libm::powf(grey, 1.0 / gamma),
            Self::Bent(share) => grey + 0.05 * share,
        }
    }
}

pub struct Settings {
    /// Standard deviations of the point spread at the focus, image millimetres.
    pub axial_mm: f32,
    pub lateral_mm: f32,
    /// Depth of the focus and half of its length, shares of the depth.
    pub focus: f32,
    pub focus_length: f32,
    /// Share of frequency lost at the far end.
    pub downshift: f32,
    /// Strength of mirror-like walls.
    pub mirror: f32,
    pub walls: Walls,
    /// Strength below which a wall's mirror-like echo mostly goes past the probe.
    pub walls_missed: f32,
    /// Loss that the depth gain expects, dB a millimetre, and how strong losses are.
    pub expected_loss_db_mm: f32,
    pub shadow: f32,
    /// Loss behind the flanks of a round body, dB.
    pub flank_db: f32,
    /// Clutter amplitudes: side lobes against the echoes beside them, ringing under walls, echoes
    /// between the probe and a near surface, haze under the skin.
    pub lobes: f32,
    pub ringing: f32,
    /// Depth over which ringing fades, image millimetres.
    pub ringing_mm: f32,
    pub reverberation: f32,
    pub haze: f32,
    /// Depth over which haze fades, image millimetres.
    pub haze_mm: f32,
    /// Amplitude of the electronics' noise.
    pub noise: f32,
    /// Share of the echoes' power that looks from other angles (spatial compounding) lay over its
    /// neighbours': it fills the black gaps of speckle.
    pub compounding: f32,
    /// Decibels from black to white, and the level that is white.
    pub dynamic_range_db: f32,
    pub white_db: f32,
    /// Depth gain from top to bottom, at the fan's edges, and unevenness, dB.
    pub depth_db: f32,
    pub edge_db: f32,
    /// Gain at the focus over that far from it, dB.
    pub focus_db: f32,
    pub uneven_db: f32,
    pub curve: Curve,
    /// Share of the picture before in a picture.
    pub persistence: f32,
    /// Rounds of speckle reduction, the share of each, and the step of level that counts as an edge.
    pub smoothings: usize,
    pub smoothing: f32,
    pub edge: f32,
}

/// What a make of scanner is usually like: least and most of its [`Settings`] (assumed; noise, range and
/// curve so that blood is nearly black beside lung, as in real pictures, whose speckle differs by 0.28 to
/// 0.30 of its mean).
struct Make {
    frequency_mhz: [f32; 2],
    /// Probability of harmonic imaging.
    harmonic: f32,
    dynamic_range_db: [f32; 2],
    /// Rounds of speckle reduction, rounded down.
    smoothings: [f32; 2],
    /// Power of the noise at middle depth over what shows as black, dB.
    noise_db: [f32; 2],
    compounding: [f32; 2],
}

impl Make {
    const fn of(look: Look) -> Self {
        let usual = Self {
            frequency_mhz: [4.5, 8.0],
            harmonic: 0.6,
            dynamic_range_db: [42.0, 56.0],
            smoothings: [1.0, 3.99],
            noise_db: [-9.0, 3.0],
            compounding: [0.5, 1.0],
        };
        match look {
            Look::Classic => usual,
            Look::Slate => Self {
                frequency_mhz: [4.5, 8.5],
                harmonic: 0.8,
                ..usual
            },
            Look::Sepia => Self {
                frequency_mhz: [4.2, 7.5],
                dynamic_range_db: [44.0, 57.0],
                ..usual
            },
            Look::Vintage => Self {
                frequency_mhz: [3.8, 6.0],
                harmonic: 0.15,
                dynamic_range_db: [44.0, 54.0],
                smoothings: [0.5, 2.99],
                noise_db: [-6.0, 5.0],
                compounding: [0.2, 0.7],
            },
            Look::Wide => Self {
                frequency_mhz: [4.8, 8.5],
                harmonic: 0.7,
                dynamic_range_db: [45.0, 58.0],
                ..usual
            },
            Look::Portable => Self {
                frequency_mhz: [3.5, 5.0],
                harmonic: 0.5,
                dynamic_range_db: [46.0, 58.0],
                smoothings: [2.0, 3.99],
                noise_db: [-4.0, 9.0],
                ..usual
            },
        }
    }
}

impl Settings {
    pub fn draw(random: &mut Random, look: Look) -> Self {
        let make = Make::of(look);
        let mut within = |[low, high]: [f32; 2]| random.between(low, high);
        let frequency_mhz = within(make.frequency_mhz);
        let dynamic_range_db = within(make.dynamic_range_db);
        let smoothings = within(make.smoothings) as usize;
        let noise_db = within(make.noise_db);
        let compounding = within(make.compounding);
        let harmonic = random.chance(make.harmonic);
        // Harmonic echoes come from the middle of the beam: narrower, fewer side lobes, less haze
        // and reverberation from the mother's wall.
        let (narrow, clean) = if harmonic { (0.82, 0.4) } else { (1.0, 1.0) };
        let wave_mm = SOUND_MM_US / frequency_mhz;
        let curve = match random.below(8) {
            0 => Curve::Linear,
            1..=5 => Curve::Gamma(random.between(1.2, 2.0)),
            _ => Curve::Bent(random.between(0.3, 0.9)),
        };
        let lung = curve.level(random.between(LUNG_GREY[0], LUNG_GREY[1]));
        let white_db = LUNG_DB + (1.0 - lung) * dynamic_range_db;
        Self {
            axial_mm: wave_mm * random.between(0.42, 0.75),
            lateral_mm: (wave_mm * random.between(1.6, 3.0) * narrow).min(LATERAL_MM_MAX),
            focus: random.between(0.4, 0.75),
            focus_length: random.between(0.3, 0.6),
            downshift: random.between(0.1, 0.35),
            mirror: random.between(6.0, 13.0),
            walls: Walls {
                grazing: random.between(0.005, 0.06),
                edge_loss_db_mm: random.between(0.2, 1.1),
            },
            walls_missed: random.between(0.02, 0.22),
            expected_loss_db_mm: random.between(0.07, 0.1),
            shadow: random.between(0.6, 1.4),
            flank_db: random.between(0.5, 8.0),
            lobes: db_to_amplitude(random.between(-40.0, -25.0)) * if harmonic { 0.7 } else { 1.0 },
            ringing: random.between(0.01, 0.09) * clean,
            ringing_mm: random.between(1.5, 8.0),
            reverberation: random.between(0.02, 0.2) * clean,
            haze: random.between(0.05, 0.4) * clean,
            haze_mm: random.between(5.0, 14.0),
            // Noise has two parts that add up in power.
            noise: core::f32::consts::FRAC_1_SQRT_2
                * db_to_amplitude(white_db - dynamic_range_db + noise_db),
            compounding,
            dynamic_range_db,
            white_db,
            depth_db: random.between(-7.0, 5.0),
            edge_db: random.between(-7.0, 0.0),
            focus_db: random.between(0.0, 4.0),
            uneven_db: random.between(0.5, 3.5),
            curve,
            persistence: if random.chance(0.6) {
                random.between(0.15, 0.5)
            } else {
                0.0
            },
            smoothings,
            smoothing: random.between(0.35, 0.9),
            edge: random.between(0.16, 0.34),
        }
    }
}
