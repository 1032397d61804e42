//! The screen in small: the mean of each square block of pixels. White noise of a grabber shrinks with
//! the block's side, speckle and anatomy do not.

use crate::capture::Frame;

/// Blocks across a screen, about.
const BLOCKS_ACROSS: usize = 160;
/// Least and greatest side of a block, pixels: below, noise would not shrink enough; above, column sums
/// would not fit into 16 bits.
const SIDE_MIN: usize = 4;
const SIDE_MAX: usize = 64;
/// A grey level in the units of [`Blocks::means`].
pub(super) const LEVEL: i32 = 16;

/// Means of the blocks of one frame. What is left over at the right and lower edge belongs to none.
#[derive(Clone, Debug, Default)]
pub(super) struct Blocks {
    /// Side of a block, pixels.
    pub side: usize,
    pub columns: usize,
    pub rows: usize,
    /// Mean brightness in sixteenths of a grey level, row by row.
    pub means: Vec<u16>,
    /// Sums down the columns of pixels of one row of blocks.
    sums: Vec<u16>,
}

impl Blocks {
    /// Takes the frame in, whose luma is complete.
    pub fn take(&mut self, frame: &Frame) {
        self.side = (frame.width / BLOCKS_ACROSS).clamp(SIDE_MIN, SIDE_MAX);
        (self.columns, self.rows) = (frame.width / self.side, frame.height / self.side);
        self.means.clear();
        if self.columns == 0 {
            return;
        }
        let scale = LEVEL as u32;
        let area = (self.side * self.side) as u32;
        for band in frame
            .luma
            .chunks_exact(frame.width * self.side)
            .take(self.rows)
        {
            self.sums.clear();
            self.sums.resize(frame.width, 0);
            for line in band.chunks_exact(frame.width) {
                for (sum, value) in self.sums.iter_mut().zip(line) {
                    *sum += u16::from(*value);
                }
            }
            let blocks = self.sums.chunks_exact(self.side);
            self.means.extend(blocks.map(|block| {
                let sum: u32 = block.iter().map(|v| u32::from(*v)).sum();
                ((sum * scale + area / 2) / area) as u16
            }));
        }
    }

    /// Whether the two are of frames of one size.
    pub fn fits(&self, other: &Self) -> bool {
        (self.side, self.columns, self.rows) == (other.side, other.columns, other.rows)
    }

    /// Keeps the buffers of both.
    pub fn copy_from(&mut self, other: &Self) {
        (self.side, self.columns, self.rows) = (other.side, other.columns, other.rows);
        self.means.clone_from(&other.means);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_block_is_the_mean_of_its_pixels() {
        let mut frame = Frame {
            width: 645,
            height: 481,
            luma: vec![0; 645 * 481],
            ..Frame::default()
        };
        for y in 4..8 {
            frame.luma[y * 645 + 8..y * 645 + 12].fill(200);
        }
        frame.luma[0] = 8;
        let mut blocks = Blocks::default();
        blocks.take(&frame);
        assert_eq!((blocks.side, blocks.columns, blocks.rows), (4, 161, 120));
        assert_eq!(blocks.means.len(), 161 * 120);
        assert_eq!(blocks.means[161 + 2], 200 * 16);
        assert_eq!(blocks.means[0], 8);
        assert_eq!(blocks.means.iter().filter(|m| **m > 0).count(), 2);
    }

    #[test]
    fn the_whitest_and_largest_screen_does_not_overflow() {
        let mut blocks = Blocks::default();
        for (width, height) in [(8192, 128), (64, 64), (1, 1), (0, 0)] {
            let luma = vec![255; width * height];
            blocks.take(&Frame {
                width,
                height,
                luma,
                ..Frame::default()
            });
            assert!(blocks.means.iter().all(|mean| *mean == 255 * 16));
        }
    }
}
