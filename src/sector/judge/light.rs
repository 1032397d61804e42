//! Too dark, too bright, or mostly in shadow.

use super::blocks::{Blocks, LEVEL};
use super::field::{BEAMS, Field};

/// How bright the sector is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Light {
    /// Brightness that nine of ten blocks do not exceed, grey levels.
    pub bright: f64,
    /// Share of the blocks at full white, 0 to 1.
    pub white: f64,
    /// Share of the beams that lie in shadow, 0 to 1.
    pub shaded: f64,
}

/// A condition's bounds: where it begins, and where it ends.
pub(super) struct Bounds {
    pub enter: f64,
    pub leave: f64,
}

/// [`Light::bright`] below which a picture is too dark. The dimmest phantom pictures (gain at 0.4) have
/// 43; with the gain down to a tenth 12 are left.
pub(super) const DARK: Bounds = Bounds {
    enter: 20.0,
    leave: 25.0,
};
/// [`Light::white`] above which a picture is saturated. Phantom pictures have 0.002 at most.
pub(super) const WHITE: Bounds = Bounds {
    enter: 0.25,
    leave: 0.18,
};
/// [`Light::shaded`] above which most of a picture lies in shadow. Phantom pictures have a third at most.
pub(super) const SHADED: Bounds = Bounds {
    enter: 0.58,
    leave: 0.5,
};

/// A block is white from this mean on, grey levels: a few grey pixels are in it.
const WHITE_MIN: i32 = 235;
/// A block stands out of a shadow from this mean on, grey levels.
const LIT_MIN: i32 = 20;
/// A beam lies in shadow where fewer of its blocks stand out, per cent.
const LIT_PERCENT: u32 = 12;

/// Steps of the histogram, grey levels.
const STEPS: usize = 256;

impl Light {
    /// Measures the sector; `None` where it has no block.
    pub fn of(blocks: &Blocks, field: &Field) -> Option<Self> {
        let mut histogram = [0_u32; STEPS];
        let mut beams = [(0_u32, 0_u32); BEAMS];
        let (mut white, count) = (0_u32, field.places.len());
        if count == 0 {
            return None;
        }
        for place in &field.places {
            let mean = i32::from(blocks.means[place.index as usize]);
            histogram[(mean / LEVEL) as usize % STEPS] += 1;
            white += u32::from(mean >= WHITE_MIN * LEVEL);
            if let Some(beam) = place.beam {
                let (all, lit) = &mut beams[usize::from(beam) % BEAMS];
                *all += 1;
                *lit += u32::from(mean >= LIT_MIN * LEVEL);
            }
        }
        let (mut seen, mut bright) = (0, STEPS);
        for (level, n) in histogram.iter().enumerate() {
            seen += *n as usize;
            if seen * 10 >= count * 9 {
                bright = level;
                break;
            }
        }
        let told = beams.iter().filter(|(all, _)| *all > 0).count();
        let shaded = beams
            .iter()
            .filter(|(all, lit)| *all > 0 && lit * 100 < all * LIT_PERCENT)
            .count();
        Some(Self {
            bright: bright as f64,
            white: f64::from(white) / count as f64,
            shaded: shaded as f64 / told.max(1) as f64,
        })
    }
}
