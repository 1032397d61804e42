//! What is done to frames on their way: noise, compression, marks, gain.

use image::{DynamicImage, GrayImage, codecs::jpeg::JpegEncoder};
use second_reader::capture::Frame;

/// Seeded chance, good enough for noise.
pub struct Chance(u64);

impl Chance {
    pub const fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ 0x2545_f491_4f6c_dd1d)
    }

    pub fn next(&mut self) -> u64 {
        // SplitMix64 (Steele et al. 2014).
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// From `low` to `high`.
    pub fn between(&mut self, low: f32, high: f32) -> f32 {
        low + (high - low) * (self.next() >> 40) as f32 / 16_777_216.0
    }

    pub fn below(&mut self, end: usize) -> usize {
        (self.next() % end as u64) as usize
    }

    /// Near to normal: mean 0, variance 1.
    fn bell(&mut self) -> f32 {
        let word = self.next();
        let sum: u64 = (0..8).map(|k| (word >> (8 * k)) & 0xff).sum();
        (sum as f32 - 1020.0) / 209.0
    }
}

/// White noise of a grabber.
pub fn noise(frame: &mut Frame, sigma: f32, chance: &mut Chance) {
    for value in &mut frame.luma {
        *value = (f32::from(*value) + sigma * chance.bell() + 0.5).clamp(0.0, 255.0) as u8;
    }
}

/// Through a JPEG of that quality and back.
pub fn jpeg(frame: &mut Frame, quality: u8) {
    let mut data = Vec::new();
    let (width, height) = (frame.width as u32, frame.height as u32);
    let picture = GrayImage::from_raw(width, height, std::mem::take(&mut frame.luma));
    let picture = picture.expect("a frame is as large as it says");
    let encoder = JpegEncoder::new_with_quality(&mut data, quality);
    picture
        .write_with_encoder(encoder)
        .expect("a grey picture can be compressed");
    let back = image::load_from_memory(&data).map(DynamicImage::into_luma8);
    frame.luma = back.expect("what was compressed comes back").into_raw();
}

pub fn fill(frame: &mut Frame, [left, top, width, height]: [usize; 4], value: u8) {
    for y in top..(top + height).min(frame.height) {
        let right = (left + width).min(frame.width);
        if left < right {
            frame.luma[y * frame.width + left..y * frame.width + right].fill(value);
        }
    }
}

/// An arrow as trackballs move it.
pub fn pointer(frame: &mut Frame, x: usize, y: usize) {
    let size = frame.height / 24;
    for k in 0..size {
        fill(frame, [x, y + k, 1 + k * 2 / 3, 1], 250);
    }
}

/// Two crosses and dots between them.
pub fn calipers(frame: &mut Frame, from: [usize; 2], to: [usize; 2]) {
    let (arm, thick) = (frame.height / 60 + 2, 1 + frame.height / 480);
    for [x, y] in [from, to] {
        fill(frame, [x.saturating_sub(arm), y, 2 * arm, thick], 235);
        fill(frame, [x, y.saturating_sub(arm), thick, 2 * arm], 235);
    }
    for k in 0..24 {
        let at = |a: usize, b: usize| (a * (24 - k) + b * k) / 24;
        fill(
            frame,
            [at(from[0], to[0]), at(from[1], to[1]), thick, thick],
            235,
        );
    }
}

/// Letter-like marks.
pub fn letters(frame: &mut Frame, x: usize, y: usize, count: usize, word: u64, value: u8) {
    let dot = 1 + frame.height / 700;
    let mut chance = Chance::new(word);
    for letter in 0..count {
        let bits = chance.next();
        for k in 0..35 {
            if bits >> k & 1 == 1 {
                let at = [x + (letter * 6 + k % 5) * dot, y + k / 5 * dot];
                fill(frame, [at[0], at[1], dot, dot], value);
            }
        }
    }
}

/// Every value goes through a line; `within` says where.
pub fn grade(frame: &mut Frame, gain: f32, offset: f32, within: impl Fn(usize, usize) -> bool) {
    let width = frame.width;
    for (index, value) in frame.luma.iter_mut().enumerate() {
        if within(index % width, index / width) {
            *value = (f32::from(*value) * gain + offset).clamp(0.0, 255.0) as u8;
        }
    }
}
