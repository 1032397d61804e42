//! The loops over the pixels of a line: no tables and no branches, and each pixel taken as one
//! number, so that the compiler makes vector instructions of them on every machine.

use super::{PixelFormat, Range};

/// The luma of one line, full range. `source` holds the line, `target` a byte for each pixel.
pub(super) fn line(format: PixelFormat, range: Range, source: &[u8], target: &mut [u8]) {
    match range {
        Range::Full => each(format, source, target, |y| y),
        Range::Limited => each(format, source, target, expand_wide),
    }
}

/// `map` is given 0 to 255 and gives 0 to 255.
#[inline(always)]
fn each(format: PixelFormat, source: &[u8], target: &mut [u8], map: impl Fn(u16) -> u16) {
    match format {
        PixelFormat::Planar { .. } | PixelFormat::SemiPlanar { .. } => {
            for (to, from) in target.iter_mut().zip(source) {
                *to = low(map(u16::from(*from)));
            }
        }
        PixelFormat::Packed { luma: 0, .. } => {
            for (to, pair) in target.iter_mut().zip(source.as_chunks().0) {
                *to = low(map(u16::from_le_bytes(*pair) & 0xff));
            }
        }
        PixelFormat::Packed { .. } => {
            for (to, pair) in target.iter_mut().zip(source.as_chunks().0) {
                *to = low(map(u16::from_le_bytes(*pair) >> 8));
            }
        }
        PixelFormat::Rgb { bytes: 3, .. } => {
            for (to, [a, b, c]) in target.iter_mut().zip(source.as_chunks().0) {
                *to = low(map(third(u32::from(*a) + u32::from(*b) + u32::from(*c))));
            }
        }
        PixelFormat::Rgb { skip, .. } => {
            let skip = 8 * u32::from(skip.min(1));
            for (to, pixel) in target.iter_mut().zip(source.as_chunks().0) {
                let pixel = u32::from_le_bytes(*pixel) >> skip;
                let sum = (pixel & 0xff) + (pixel >> 8 & 0xff) + (pixel >> 16 & 0xff);
                *to = low(map(third(sum)));
            }
        }
    }
}

#[inline(always)]
fn low(value: u16) -> u8 {
    value.to_le_bytes()[0]
}

/// A third of a sum of three bytes, rounded to nearest (thirds have no ties): 683/2048 of it is
/// exact up to 766.
#[inline(always)]
fn third(sum: u32) -> u16 {
    // At most (3 * 255 + 1) / 3 = 255.
    (((sum + 1) * 683) >> 11) as u16
}

/// `round((y - 16) * 255 / 219)`, clipped; of 0 to 255.
#[inline(always)]
fn expand_wide(y: u16) -> u16 {
    // In 16 bits, where a division by a constant is a multiplication; 219 is odd: no ties.
    ((y.clamp(16, 235) - 16) * 255 + 109) / 219
}

/// As [`expand_wide`].
pub(super) fn expand(y: u8) -> u8 {
    low(expand_wide(u16::from(y)))
}

/// Mean of three channels, rounded to nearest.
#[must_use]
pub fn mean(a: u8, b: u8, c: u8) -> u8 {
    low(third(u32::from(a) + u32::from(b) + u32::from(c)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thirds_and_ranges_are_exact() {
        for sum in 0..=765u16 {
            assert_eq!(third(u32::from(sum)), (sum + 1) / 3);
        }
        for y in 0..=255u8 {
            let exact = (f64::from(y) - 16.0) * 255.0 / 219.0;
            assert_eq!(f64::from(expand(y)), exact.round().clamp(0.0, 255.0), "{y}");
        }
    }
}
