//! Colour as luma and two differences to it (BT.601, full range), and the grey maps of scanners.
//!
//! Luma is kept exact: the luma of what [`Tone::to_rgb`] gives is the tone's own.

/// One pixel: luma, and how far blue and red differ from it (-128 to 127).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tone {
    pub luma: u8,
    pub chroma: [i8; 2],
}

/// Weights of red, green and blue in luma, of 65536.
const WEIGHTS: [i32; 3] = [19_595, 38_470, 7_471];

/// BT.601 luma of full-range RGB.
pub fn luma_of([r, g, b]: [u8; 3]) -> u8 {
    let sum =
        WEIGHTS[0] * i32::from(r) + WEIGHTS[1] * i32::from(g) + WEIGHTS[2] * i32::from(b) + 32_768;
    (sum >> 16) as u8
}

impl Tone {
    pub fn from_rgb(rgb: [u8; 3]) -> Self {
        let luma = luma_of(rgb);
        let difference = |part: u8, reach: f32| {
            let off = (f32::from(part) - f32::from(luma)) / reach;
            (off + 0.5).floor().clamp(-128.0, 127.0) as i8
        };
        Self {
            luma,
            chroma: [difference(rgb[2], 1.772), difference(rgb[0], 1.402)],
        }
    }

    /// Full-range RGB of exactly this luma; paler where the colour is outside of what RGB can show.
    pub fn to_rgb(self) -> [u8; 3] {
        let y = f32::from(self.luma);
        if self.chroma == [0, 0] {
            return [self.luma; 3];
        }
        let (cb, cr) = (f32::from(self.chroma[0]), f32::from(self.chroma[1]));
        let offsets = [1.402 * cr, -0.344_136 * cb - 0.714_136 * cr, 1.772 * cb];
        let room = |offset: f32| {
            if offset > 0.0 {
                (255.0 - y) / offset
            } else if offset < 0.0 {
                y / -offset
            } else {
                1.0
            }
        };
        let fit = offsets.into_iter().map(room).fold(1.0, f32::min);
        let part = |offset: f32| (y + offset * fit + 0.5) as i32;
        let (r, b) = (part(offsets[0]).min(255), part(offsets[2]).min(255));
        // Green takes up the rounding of the others.
        let rest = (i32::from(self.luma) << 16) - WEIGHTS[0] * r - WEIGHTS[2] * b;
        let g = ((rest + WEIGHTS[1] / 2).div_euclid(WEIGHTS[1])).clamp(0, 255);
        [r as u8, g as u8, b as u8]
    }
}

/// A scanner's grey map: which luma and which tint an echo's grey becomes.
pub struct GreyMap {
    luma: [u8; 256],
    chroma: [[i8; 2]; 256],
    rgb: [[u8; 3]; 256],
}

impl GreyMap {
    /// `tint`: chroma of middle grey, fading towards black and white. `bend`: -1 to 1, lighter
    /// shadows below 0, deeper ones above.
    pub fn new(tint: [f32; 2], bend: f32) -> Self {
        let arch = |grey: usize| {
            let share = grey as f32 / 255.0;
            4.0 * share * (1.0 - share)
        };
        let luma = core::array::from_fn(|grey| {
            let share = grey as f32 / 255.0;
            // Deeper shadows come with brighter lights: an S; its mirror flattens.
            let curve = share + bend * 0.9 * share * (1.0 - share) * (2.0 * share - 1.0);
            (curve.clamp(0.0, 1.0) * 255.0 + 0.5) as u8
        });
        let chroma: [[i8; 2]; 256] = core::array::from_fn(|grey| {
            tint.map(|part| (part * arch(grey) + 0.5).floor().clamp(-128.0, 127.0) as i8)
        });
        let rgb = core::array::from_fn(|grey| {
            Tone {
                luma: grey as u8,
                chroma: chroma[grey],
            }
            .to_rgb()
        });
        Self { luma, chroma, rgb }
    }

    /// Screen luma of an echo.
    pub const fn luma(&self, echo: u8) -> u8 {
        self.luma[echo as usize]
    }

    /// Chroma of a screen luma.
    pub const fn chroma(&self, luma: u8) -> [i8; 2] {
        self.chroma[luma as usize]
    }

    /// RGB of a tone, from a table where it has the map's own tint.
    pub fn rgb(&self, tone: Tone) -> [u8; 3] {
        if tone.chroma == self.chroma(tone.luma) {
            self.rgb[usize::from(tone.luma)]
        } else {
            tone.to_rgb()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_tone_keeps_its_luma() {
        for luma in 0..=255 {
            for cb in (-128..=127).step_by(15) {
                for cr in (-128..=127).step_by(15) {
                    let tone = Tone {
                        luma,
                        chroma: [cb, cr],
                    };
                    assert_eq!(luma_of(tone.to_rgb()), luma, "{tone:?}");
                }
            }
        }
    }

    #[test]
    fn colours_come_back() {
        for rgb in [
            [255, 0, 0],
            [0, 255, 0],
            [0, 0, 255],
            [200, 180, 30],
            [9; 3],
        ] {
            let back = Tone::from_rgb(rgb).to_rgb();
            for (a, b) in rgb.into_iter().zip(back) {
                assert!(a.abs_diff(b) <= 5, "{rgb:?} {back:?}");
            }
        }
    }
}
