//! What lies between a scanner's memory and the clip: scaling, sharpening, block compression, thinned
//! colour, repeated frames. All on finished screens, without knowledge of what they show.

mod blocks;

use crate::{random::Random, surface::Canvas};

use blocks::Blocks;

/// The faults of one scanner's way out, drawn by its seed.
#[derive(Default)]
pub struct Artefacts {
    /// Pictures of the scanner a second, where they are not the clip's.
    pub scanner_hz: Option<f64>,
    scaling: Option<Scaling>,
    /// Strength of sharpening, of 256.
    sharpening: Option<i32>,
    blocks: Option<Blocks>,
    /// Colour kept for two by two pixels.
    thin_colour: bool,
    size: [usize; 2],
    scratch: Vec<u8>,
    small: Vec<u8>,
}

impl Artefacts {
    /// About half of the scanners have none.
    pub fn draw(random: &mut Random, width: usize, height: usize) -> Self {
        let mut faults = Self {
            size: [width, height],
            ..Self::default()
        };
        if random.chance(0.5) {
            return faults;
        }
        // At least one of them, often several.
        let first = random.below(5);
        let mut has = |k: usize| random.chance(0.3) || k == first;
        let drawn = [has(0), has(1), has(2), has(3), has(4)];
        if drawn[0] {
            faults.scaling = Some(Scaling::new(width, height, random.between(0.55, 0.92)));
        }
        if drawn[1] {
            faults.sharpening = Some((random.between(0.3, 1.1) * 256.0) as i32);
        }
        if drawn[2] {
            faults.blocks = Some(Blocks::new(random.between(50.0, 95.0)));
        }
        faults.thin_colour = drawn[3] || drawn[2] || drawn[0];
        if drawn[4] {
            faults.scanner_hz = Some(f64::from(random.between(20.0, 45.0)));
        }
        faults
    }

    pub fn apply(&mut self, canvas: &mut Canvas) {
        let [width, height] = self.size;
        if let Some(scaling) = &self.scaling {
            scaling.apply(&mut canvas.luma, &mut self.small, &mut self.scratch);
        }
        if let Some(strength) = self.sharpening {
            self.scratch.clear();
            self.scratch.extend_from_slice(&canvas.luma);
            sharpen(&self.scratch, &mut canvas.luma, width, strength);
        }
        if let Some(blocks) = &self.blocks {
            blocks.apply(&mut canvas.luma, width, height);
        }
        if self.thin_colour && !canvas.chroma.is_empty() {
            thin(&mut canvas.chroma, width, height);
        }
    }
}

/// For each place along one side: the nearer source and the weight of the next, of 256.
type Steps = Vec<(u32, u32)>;

fn steps(from: usize, to: usize) -> Steps {
    let ratio = from as f32 / to as f32;
    (0..to)
        .map(|k| {
            let at = ((k as f32 + 0.5) * ratio - 0.5).clamp(0.0, (from - 1) as f32);
            let base = (at as usize).min(from.saturating_sub(2));
            (base as u32, ((at - base as f32) * 256.0) as u32)
        })
        .collect()
}

/// Drawn at another size and resampled.
struct Scaling {
    size: [usize; 2],
    small: [usize; 2],
    down: [Steps; 2],
    up: [Steps; 2],
}

impl Scaling {
    fn new(width: usize, height: usize, share: f32) -> Self {
        let small = [width, height].map(|side| (side as f32 * share) as usize);
        Self {
            size: [width, height],
            small,
            down: [steps(width, small[0]), steps(height, small[1])],
            up: [steps(small[0], width), steps(small[1], height)],
        }
    }

    fn apply(&self, luma: &mut Vec<u8>, small: &mut Vec<u8>, rows: &mut Vec<u8>) {
        resample(luma, self.size[0], &self.down, small, rows);
        resample(small, self.small[0], &self.up, luma, rows);
    }
}

/// Linear resampling, first up and down, then across.
fn resample(from: &[u8], width: usize, steps: &[Steps; 2], to: &mut Vec<u8>, row: &mut Vec<u8>) {
    to.clear();
    to.reserve(steps[0].len() * steps[1].len());
    for &(y, weight) in &steps[1] {
        let (upper, lower) = from[y as usize * width..].split_at(width);
        let lower = if lower.is_empty() { upper } else { lower };
        row.clear();
        row.extend(upper.iter().zip(lower).map(|(a, b)| mix(*a, *b, weight)));
        to.extend(steps[0].iter().map(|&(x, weight)| {
            let x = x as usize;
            mix(row[x], row[(x + 1).min(width - 1)], weight)
        }));
    }
}

const fn mix(a: u8, b: u8, weight: u32) -> u8 {
    ((a as u32 * (256 - weight) + b as u32 * weight + 128) >> 8) as u8
}

/// Adds what a pixel differs from its four neighbours: edges ring slightly.
fn sharpen(from: &[u8], to: &mut [u8], width: usize, strength: i32) {
    let rows = from.len() / width;
    for y in 1..rows - 1 {
        let row = |y: usize| &from[y * width..(y + 1) * width];
        let (above, here, below) = (row(y - 1), row(y), row(y + 1));
        let target = &mut to[y * width..(y + 1) * width];
        for x in 1..width - 1 {
            let value = i32::from(here[x]);
            let around = i32::from(above[x])
                + i32::from(below[x])
                + i32::from(here[x - 1])
                + i32::from(here[x + 1]);
            target[x] = (value + (((4 * value - around) * strength) >> 10)).clamp(0, 255) as u8;
        }
    }
}

/// Colour kept for two by two pixels.
fn thin(chroma: &mut [[i8; 2]], width: usize, height: usize) {
    for y in (0..height - 1).step_by(2) {
        for x in (0..width - 1).step_by(2) {
            let i = y * width + x;
            let four = [i, i + 1, i + width, i + width + 1];
            let mean = [0, 1].map(|k| {
                let sum: i32 = four.iter().map(|&at| i32::from(chroma[at][k])).sum();
                ((sum + 2) >> 2) as i8
            });
            for at in four {
                chroma[at] = mean;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scaling_keeps_a_flat_picture_and_its_size() {
        let scaling = Scaling::new(101, 67, 0.6);
        let mut luma = vec![77; 101 * 67];
        scaling.apply(&mut luma, &mut Vec::new(), &mut Vec::new());
        assert_eq!(luma, vec![77; 101 * 67]);
    }

    #[test]
    fn thinned_colour_is_one_for_four_pixels() {
        let mut chroma = vec![[0, 0]; 16];
        chroma[0] = [40, -40];
        thin(&mut chroma, 4, 4);
        assert_eq!(chroma[5], [10, -10]);
        assert_eq!(chroma[2], [0, 0]);
    }

    #[test]
    fn about_half_of_the_scanners_have_faults() {
        let faulty = (0..200)
            .map(|seed| Artefacts::draw(&mut Random::new(seed), 64, 64))
            .filter(|a| {
                a.scanner_hz.is_some()
                    || a.scaling.is_some()
                    || a.sharpening.is_some()
                    || a.blocks.is_some()
                    || a.thin_colour
            })
            .count();
        assert!((80..=120).contains(&faulty), "{faulty}");
    }
}
