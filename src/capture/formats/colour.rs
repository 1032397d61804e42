//! How coloured a picture is, block by block: see `Frame::colour`.
//!
//! One pixel a block is looked at, 1 of 64: what is asked is whether colour lies over the picture
//! (Doppler) or not, and patches of colour are larger than a block.

use super::super::frame::COLOUR_BLOCK;
use super::{Layout, PixelFormat, Range, fields::Lines, kernels};

/// Which YUV the chroma values belong to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Matrix {
    /// ITU-R BT.601: pictures of standard definition, JPEG, and all that state nothing.
    #[default]
    Bt601,
    /// ITU-R BT.709: high definition.
    Bt709,
}

/// Red from V, green from U and V, blue from U, of 1024, for full range; from the luma weights of
/// red and blue (0.299 and 0.114; 0.2126 and 0.0722) by the definition of both recommendations.
const fn weights(matrix: Matrix) -> [i32; 4] {
    match matrix {
        Matrix::Bt601 => [1436, -352, -731, 1815],
        Matrix::Bt709 => [1613, -192, -479, 1900],
    }
}

/// Strongest less weakest of red, green and blue; `y` is full range, `u` and `v` are as stored.
fn spread(matrix: Matrix, range: Range, y: u8, u: u8, v: u8) -> u8 {
    let [rv, gu, gv, bu] = weights(matrix);
    let (y, u, v) = (i32::from(y) << 10, i32::from(u) - 128, i32::from(v) - 128);
    // Limited chroma goes from 16 to 240: 112 steps for 127.5.
    let (u, v) = match range {
        Range::Full => (u << 8, v << 8),
        Range::Limited => (u * 291, v * 291),
    };
    let channel = |weighted: i32| ((y + (weighted >> 8) + 512) >> 10).clamp(0, 255) as u8;
    let rgb = [channel(rv * v), channel(gu * u + gv * v), channel(bu * u)];
    spread_of(rgb)
}

fn spread_of([r, g, b]: [u8; 3]) -> u8 {
    r.max(g).max(b) - r.min(g).min(b)
}

/// Where the pixel amid a block lies.
fn amid(block: usize, side: usize) -> usize {
    (block * COLOUR_BLOCK + COLOUR_BLOCK / 2).min(side - 1)
}

/// Fills `out` from a buffer of that layout, whose lines `lines` are read. `chroma` is the plane
/// of chroma that lies in a buffer of its own, with its bytes from line to line; where a buffer is
/// too short, or the format has no colour, `out` is left empty.
pub(super) fn fill(
    layout: &Layout,
    matrix: Matrix,
    lines: &Lines,
    data: &[u8],
    chroma: Option<(&[u8], usize)>,
    out: &mut Vec<u8>,
) {
    out.clear();
    let has_colour = !matches!(layout.format, PixelFormat::Planar { chroma: 0, .. });
    if !has_colour || layout.width == 0 || lines.height == 0 || lines.count == 0 {
        return;
    }
    for by in 0..lines.height.div_ceil(COLOUR_BLOCK) {
        let row = lines.nearest(amid(by, lines.height));
        for bx in 0..layout.width.div_ceil(COLOUR_BLOCK) {
            let x = amid(bx, layout.width);
            match at(layout, matrix, data, chroma, x, row) {
                Some(value) => out.push(value),
                None => {
                    out.clear();
                    return;
                }
            }
        }
    }
}

fn at(
    layout: &Layout,
    matrix: Matrix,
    data: &[u8],
    chroma: Option<(&[u8], usize)>,
    x: usize,
    row: usize,
) -> Option<u8> {
    let start = row.checked_mul(layout.line_stride())?;
    let yuv = |y: u8, first: u8, second: u8, swapped: bool| {
        let y = match layout.range {
            Range::Full => y,
            Range::Limited => kernels::expand(y),
        };
        let (u, v) = if swapped {
            (second, first)
        } else {
            (first, second)
        };
        spread(matrix, layout.range, y, u, v)
    };
    match layout.format {
        PixelFormat::Rgb { bytes, skip } => {
            let at = start + x * usize::from(bytes) + usize::from(skip);
            let pixel = data.get(at..at + 3)?;
            Some(spread_of([pixel[0], pixel[1], pixel[2]]))
        }
        PixelFormat::Packed { luma, swapped } => {
            let pair = data.get(start + x / 2 * 4..start + x / 2 * 4 + 4)?;
            let (luma, chroma) = (usize::from(luma), usize::from(1 - luma.min(1)));
            Some(yuv(
                pair[luma + x % 2 * 2],
                pair[chroma],
                pair[chroma + 2],
                swapped,
            ))
        }
        PixelFormat::SemiPlanar { down, swapped } => {
            let row = row / usize::from(down.max(1));
            let (data_uv, at) = match (chroma, layout.chroma_planes()) {
                (Some((own, stride)), _) => (
                    own,
                    row.checked_mul(stride.max(layout.width.div_ceil(2) * 2))?,
                ),
                (None, [Some(plane), _]) => (data, plane.offset + row * plane.stride),
                (None, _) => return None,
            };
            let pair = data_uv.get(at + x / 2 * 2..at + x / 2 * 2 + 2)?;
            Some(yuv(*data.get(start + x)?, pair[0], pair[1], swapped))
        }
        PixelFormat::Planar {
            across,
            down,
            swapped,
            ..
        } => {
            let [Some(first), Some(second)] = layout.chroma_planes() else {
                return None;
            };
            let (x_uv, row) = (
                x / usize::from(across.max(1)),
                row / usize::from(down.max(1)),
            );
            let from = |plane: super::ChromaPlane| {
                data.get(plane.offset + row * plane.stride + x_uv).copied()
            };
            Some(yuv(
                *data.get(start + x)?,
                from(first)?,
                from(second)?,
                swapped,
            ))
        }
    }
}
