//! The loops over the pixels of a line: no tables and no branches, so that the compiler makes
//! vector instructions of them on every machine.

use super::{PixelFormat, Range};

/// The luma of one line, full range. `source` holds the line, `target` a byte for each pixel.
pub(super) fn line(format: PixelFormat, range: Range, source: &[u8], target: &mut [u8]) {
    match range {
        Range::Full => each(format, source, target, |y| y),
        Range::Limited => each(format, source, target, expand),
    }
}

#[inline(always)]
fn each(format: PixelFormat, source: &[u8], target: &mut [u8], map: impl Fn(u8) -> u8) {
    match format {
        PixelFormat::Planar { .. } | PixelFormat::SemiPlanar { .. } => {
            for (to, from) in target.iter_mut().zip(source) {
                *to = map(*from);
            }
        }
        PixelFormat::Packed { luma: 0, .. } => {
            for (to, pair) in target.iter_mut().zip(source.chunks_exact(2)) {
                *to = map(pair[0]);
            }
        }
        PixelFormat::Packed { .. } => {
            for (to, pair) in target.iter_mut().zip(source.chunks_exact(2)) {
                *to = map(pair[1]);
            }
        }
        PixelFormat::Rgb { bytes: 3, .. } => {
            for (to, pixel) in target.iter_mut().zip(source.chunks_exact(3)) {
                *to = map(mean(pixel[0], pixel[1], pixel[2]));
            }
        }
        PixelFormat::Rgb { skip: 0, .. } => {
            for (to, pixel) in target.iter_mut().zip(source.chunks_exact(4)) {
                *to = map(mean(pixel[0], pixel[1], pixel[2]));
            }
        }
        PixelFormat::Rgb { .. } => {
            for (to, pixel) in target.iter_mut().zip(source.chunks_exact(4)) {
                *to = map(mean(pixel[1], pixel[2], pixel[3]));
            }
        }
    }
}

/// `round((y - 16) * 255 / 219)`, clipped.
#[inline(always)]
pub(super) fn expand(y: u8) -> u8 {
    // In 16 bits, where a division by a constant is a multiplication; 219 is odd: no ties.
    let y = u16::from(y.saturating_sub(16).min(219));
    ((y * 255 + 109) / 219).to_le_bytes()[0]
}

/// Mean of three channels, rounded to nearest (thirds have no ties).
#[must_use]
#[inline(always)]
pub fn mean(a: u8, b: u8, c: u8) -> u8 {
    let sum = u16::from(a) + u16::from(b) + u16::from(c);
    // At most (3 * 255 + 1) / 3 = 255.
    ((sum + 1) / 3).to_le_bytes()[0]
}
