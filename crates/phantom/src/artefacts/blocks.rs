//! Quantised cosines of blocks of eight by eight pixels, as JPEG does it (ITU-T T.81, tables of annex
//! K.1 and the usual scaling by a quality).

use crate::fast::round;

/// One quality of compression.
pub struct Blocks {
    /// `cosines[k][x]`: orthonormal.
    cosines: [[f32; 8]; 8],
    /// Steps of the waves, and their inverses; columns before rows.
    steps: [[[f32; 2]; 8]; 8],
}

/// Steps of luma at quality 50.
const LUMINANCE: [[u8; 8]; 8] = [
    [16, 11, 10, 16, 24, 40, 51, 61],
    [12, 12, 14, 19, 26, 58, 60, 55],
    [14, 13, 16, 24, 40, 57, 69, 56],
    [14, 17, 22, 29, 51, 87, 80, 62],
    [18, 22, 37, 56, 68, 109, 103, 77],
    [24, 35, 55, 64, 81, 104, 113, 92],
    [49, 64, 78, 87, 103, 121, 120, 101],
    [72, 92, 95, 98, 112, 100, 103, 99],
];

type Block = [[f32; 8]; 8];

impl Blocks {
    /// `quality`: 50 to 100, the upper half of the usual scale.
    pub fn new(quality: f32) -> Self {
        let percent = 200.0 - 2.0 * quality;
        let cosines = core::array::from_fn(|k| {
            core::array::from_fn(|x| {
                let turn = (2 * x + 1) as f32 * k as f32 * core::f32::consts::PI / 16.0;
                let norm: f32 = if k == 0 { 0.125 } else { 0.25 };
                norm.sqrt() * libm::cosf(turn)
            })
        });
        let steps = core::array::from_fn(|x| {
            core::array::from_fn(|y| {
                let step = f32::from(LUMINANCE[y][x]) * percent / 100.0;
                let step = (step + 0.5).floor().max(1.0);
                [step, 1.0 / step]
            })
        });
        Self { cosines, steps }
    }

    /// Compresses whole blocks and brings them back; a border narrower than a block stays.
    pub fn apply(&self, luma: &mut [u8], width: usize, height: usize) {
        for top in (0..height - height % 8).step_by(8) {
            for left in (0..width - width % 8).step_by(8) {
                let row = |y: usize| (top + y) * width + left..(top + y) * width + left + 8;
                let first = luma[top * width + left];
                if (0..8).all(|y| luma[row(y)].iter().all(|v| *v == first)) {
                    continue;
                }
                let block: Block = core::array::from_fn(|y| {
                    let source = &luma[row(y)];
                    core::array::from_fn(|x| f32::from(source[x]) - 128.0)
                });
                let back = self.quantise(&block);
                for (y, values) in back.iter().enumerate() {
                    for (pixel, value) in luma[row(y)].iter_mut().zip(values) {
                        *pixel = (value + 128.5).clamp(0.0, 255.0) as u8;
                    }
                }
            }
        }
    }

    /// A block after its waves were rounded to their steps.
    fn quantise(&self, block: &Block) -> Block {
        let mut waves = self.forward(&transpose(&self.forward(block)));
        for (row, steps) in waves.iter_mut().zip(&self.steps) {
            for (wave, [step, inverse]) in row.iter_mut().zip(steps) {
                *wave = round(*wave * inverse) * step;
            }
        }
        self.backward(&transpose(&self.backward(&waves)))
    }

    /// Waves of each column: sums of mirrored rows make the even ones, differences the odd ones.
    fn forward(&self, block: &Block) -> Block {
        let sums: [[f32; 8]; 4] =
            core::array::from_fn(|y| core::array::from_fn(|x| block[y][x] + block[7 - y][x]));
        let differences: [[f32; 8]; 4] =
            core::array::from_fn(|y| core::array::from_fn(|x| block[y][x] - block[7 - y][x]));
        core::array::from_fn(|k| {
            let rows = if k % 2 == 0 { &sums } else { &differences };
            let c = &self.cosines[k];
            core::array::from_fn(|x| {
                c[0] * rows[0][x] + c[1] * rows[1][x] + c[2] * rows[2][x] + c[3] * rows[3][x]
            })
        })
    }

    /// Columns from their waves.
    fn backward(&self, waves: &Block) -> Block {
        let mut block = [[0.0; 8]; 8];
        for y in 0..4 {
            let part = |first: usize, x: usize| {
                let wave = |k: usize| self.cosines[first + k][y] * waves[first + k][x];
                wave(0) + wave(2) + wave(4) + wave(6)
            };
            let even: [f32; 8] = core::array::from_fn(|x| part(0, x));
            let odd: [f32; 8] = core::array::from_fn(|x| part(1, x));
            block[y] = core::array::from_fn(|x| even[x] + odd[x]);
            block[7 - y] = core::array::from_fn(|x| even[x] - odd[x]);
        }
        block
    }
}

fn transpose(a: &Block) -> Block {
    core::array::from_fn(|y| core::array::from_fn(|x| a[x][y]))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn noise(count: usize) -> Vec<u8> {
        let mut state = 1u32;
        let mut next = || {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (state >> 24) as u8
        };
        (0..count).map(|_| next()).collect()
    }

    #[test]
    fn blocks_of_high_quality_change_little_and_of_low_quality_more() {
        let source: Vec<u8> = noise(64 * 64).into_iter().map(|v| v / 4 + 90).collect();
        let error = |quality| {
            let mut luma = source.clone();
            Blocks::new(quality).apply(&mut luma, 64, 64);
            let sum: u32 = luma
                .iter()
                .zip(&source)
                .map(|(a, b)| u32::from(a.abs_diff(*b)))
                .sum();
            sum as f32 / luma.len() as f32
        };
        assert!(error(99.0) < 1.0, "{}", error(99.0));
        assert!(error(50.0) > 2.0 * error(95.0));
    }
}
