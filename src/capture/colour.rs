//! Fills [`Frame::colour`](super::Frame::colour) from pictures of files: one pixel of each block is looked
//! at.

use super::formats::{Layout, PixelFormat, Range};
use super::frame::COLOUR_BLOCK;

/// Strongest less weakest of red, green and blue.
fn spread([r, g, b]: [u8; 3]) -> u8 {
    r.max(g).max(b) - r.min(g).min(b)
}

/// Calls `at` for the pixel amid each block, row by row.
fn each_block(width: usize, height: usize, mut at: impl FnMut(usize, usize)) {
    let amid = |start: usize, end: usize| (start + COLOUR_BLOCK / 2).min(end - 1);
    for y in (0..height).step_by(COLOUR_BLOCK) {
        for x in (0..width).step_by(COLOUR_BLOCK) {
            at(amid(x, width), amid(y, height));
        }
    }
}

/// From `3 * width * height` bytes of full-range RGB; empty where there are fewer.
pub(super) fn from_rgb(rgb: &[u8], width: usize, height: usize, colour: &mut Vec<u8>) {
    colour.clear();
    if rgb.len() < 3 * width * height {
        return;
    }
    each_block(width, height, |x, y| {
        let at = 3 * (y * width + x);
        colour.push(spread([rgb[at], rgb[at + 1], rgb[at + 2]]));
    });
}

/// From planes of Y, U and V one behind the other (BT.601); empty for a layout without colour.
pub(super) fn from_planes(layout: &Layout, data: &[u8], colour: &mut Vec<u8>) {
    colour.clear();
    let PixelFormat::Planar {
        chroma: 2,
        across,
        down,
        ..
    } = layout.format
    else {
        return;
    };
    let (across, down) = (usize::from(across.max(1)), usize::from(down.max(1)));
    let (width, height) = (layout.width, layout.height);
    let stride = width.div_ceil(across);
    let plane = stride * height.div_ceil(down);
    if data.len() < width * height + 2 * plane {
        return;
    }
    each_block(width, height, |x, y| {
        let chroma = width * height + y / down * stride + x / across;
        let parts = [y * width + x, chroma, chroma + plane].map(|at| i32::from(data[at]));
        colour.push(spread(rgb(parts, layout.range)));
    });
}

/// BT.601 in 1024ths.
fn rgb([y, u, v]: [i32; 3], range: Range) -> [u8; 3] {
    let (u, v) = (u - 128, v - 128);
    // Limited: luma goes from 16 over 219 steps, chroma over 224.
    let (y, u, v) = match range {
        Range::Full => (1024 * y, u, v),
        Range::Limited => ((y - 16) * 1192, u * 255 / 224, v * 255 / 224),
    };
    let parts = [y + 1436 * v, y - 352 * u - 731 * v, y + 1815 * u];
    parts.map(|part| ((part + 512) >> 10).clamp(0, 255) as u8)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn grey_has_no_colour_and_red_has_in_every_sampling() {
        for (format, across, down) in [
            (PixelFormat::YUV420, 2, 2),
            (PixelFormat::YUV422, 2, 1),
            (PixelFormat::YUV444, 1, 1),
        ] {
            for range in [Range::Full, Range::Limited] {
                let layout = Layout::packed(format, 20, 12, range);
                let plane = 20_usize.div_ceil(across) * 12_usize.div_ceil(down);
                let mut data = vec![90; 240];
                data.extend(vec![128; 2 * plane]);
                let mut colour = vec![7];
                from_planes(&layout, &data, &mut colour);
                assert_eq!(colour, [0; 6], "{format:?} {range:?}");
                data[240 + plane..].fill(228);
                from_planes(&layout, &data, &mut colour);
                assert!(colour.iter().all(|c| *c > 150), "{format:?}: {colour:?}");
            }
        }
        let grey = Layout::packed(PixelFormat::GREY, 20, 12, Range::Full);
        let mut colour = vec![7];
        from_planes(&grey, &[90; 240], &mut colour);
        assert!(colour.is_empty());
    }

    #[test]
    fn a_coloured_pixel_colours_its_block_where_it_lies_amid() {
        let mut rgb = vec![50; 3 * 20 * 12];
        let mut colour = Vec::new();
        rgb[3 * (4 * 20 + 12)] = 250;
        from_rgb(&rgb, 20, 12, &mut colour);
        assert_eq!(colour, [0, 200, 0, 0, 0, 0]);
        from_rgb(&rgb[1..], 20, 12, &mut colour);
        assert!(colour.is_empty());
    }
}
