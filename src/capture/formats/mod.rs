//! Pixel formats: how a picture lies in a buffer, and how its brightness comes out as 0 to 255 and
//! its colour as one byte for each block.
//!
//! Knows buffers only; not where they come from. Nothing here panics on a short buffer.

mod colour;
mod fields;
mod kernels;
mod unpack;

pub use colour::Matrix;
pub use fields::{Fields, Parity};
pub use kernels::mean;
pub use unpack::{Format, PLANES_MAX, Unpacker};

/// Range of the brightness values in a buffer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Range {
    /// 0 is black, 255 is white.
    Full,
    /// 16 is black, 235 is white (ITU-R BT.601 and BT.709); what lies outside is clipped.
    Limited,
}

/// Uncompressed pixel formats.
///
/// The luma of an RGB pixel is the mean of its three channels, rounded: scanner screens are grey
/// but for labels, and the mean is what reference classifiers of this field were trained on. So
/// the order of the three does not matter here, and RGB and BGR are one format.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PixelFormat {
    /// One byte a pixel; chroma planes that follow are `chroma` of them, each of 1/`across` by
    /// 1/`down` of the size (Y4M mono, 4:2:0, 4:2:2, 4:4:4; I420; V4L2 GREY).
    Planar {
        /// Chroma planes, 0 or 2.
        chroma: u8,
        /// Horizontal subsampling, 1, 2 or 4.
        across: u8,
        /// Vertical subsampling, 1 or 2.
        down: u8,
    },
    /// A plane of luma, then a plane of both chroma values in turn, at 1/`down` of the height and
    /// half the width.
    SemiPlanar {
        /// Vertical subsampling, 1 or 2.
        down: u8,
        /// The red difference comes first.
        swapped: bool,
    },
    /// Two pixels in four bytes: two brightnesses, and both chroma values between them.
    Packed {
        /// Where the first brightness stands, 0 or 1; the other follows two bytes later.
        luma: u8,
        /// The red difference comes first.
        swapped: bool,
    },
    /// Red, green and blue in this order or the other.
    Rgb {
        /// Bytes a pixel, 3 or 4.
        bytes: u8,
        /// Bytes before the colour that mean nothing, 0 or 1.
        skip: u8,
    },
}

impl PixelFormat {
    /// One byte a pixel and nothing else.
    pub const GREY: Self = Self::planar(0, 1, 1);
    /// Planar YUV 4:2:0.
    pub const YUV420: Self = Self::planar(2, 2, 2);
    /// Planar YUV 4:2:2.
    pub const YUV422: Self = Self::planar(2, 2, 1);
    /// Planar YUV 4:4:4.
    pub const YUV444: Self = Self::planar(2, 1, 1);
    /// Planar YUV 4:1:1.
    pub const YUV411: Self = Self::planar(2, 4, 1);
    /// A plane of luma, then U and V in turn at half the height.
    pub const NV12: Self = Self::semi_planar(2, false);
    /// As NV12 with V first.
    pub const NV21: Self = Self::semi_planar(2, true);
    /// A plane of luma, then U and V in turn at the full height.
    pub const NV16: Self = Self::semi_planar(1, false);
    /// As NV16 with V first.
    pub const NV61: Self = Self::semi_planar(1, true);
    /// Y0 U Y1 V for two pixels.
    pub const YUYV: Self = Self::packed(0, false);
    /// Y0 V Y1 U for two pixels.
    pub const YVYU: Self = Self::packed(0, true);
    /// U Y0 V Y1 for two pixels.
    pub const UYVY: Self = Self::packed(1, false);
    /// V Y0 U Y1 for two pixels.
    pub const VYUY: Self = Self::packed(1, true);
    /// R G B, or B G R.
    pub const RGB24: Self = Self::Rgb { bytes: 3, skip: 0 };
    /// R G B, or B G R, and a byte that means nothing.
    pub const RGBX32: Self = Self::Rgb { bytes: 4, skip: 0 };
    /// A byte that means nothing, then R G B, or B G R.
    pub const XRGB32: Self = Self::Rgb { bytes: 4, skip: 1 };

    const fn planar(chroma: u8, across: u8, down: u8) -> Self {
        Self::Planar {
            chroma,
            across,
            down,
        }
    }

    const fn semi_planar(down: u8, swapped: bool) -> Self {
        Self::SemiPlanar { down, swapped }
    }

    const fn packed(luma: u8, swapped: bool) -> Self {
        Self::Packed { luma, swapped }
    }

    /// Bytes that a line of `width` pixels takes without padding.
    #[must_use]
    pub const fn line_bytes(self, width: usize) -> usize {
        match self {
            Self::Planar { .. } | Self::SemiPlanar { .. } => width,
            Self::Packed { .. } => width.div_ceil(2) * 4,
            Self::Rgb { bytes, .. } => width * bytes as usize,
        }
    }
}

/// The buffer has fewer bytes than its layout needs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{have} bytes where a frame takes {need}")]
pub struct ShortBuffer {
    /// Bytes in the buffer.
    pub have: usize,
    /// Bytes that the layout needs.
    pub need: usize,
}

/// How a picture lies in a buffer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Layout {
    /// The format.
    pub format: PixelFormat,
    /// Width, pixels.
    pub width: usize,
    /// Height, pixels.
    pub height: usize,
    /// Bytes from one line to the next in the first plane.
    pub stride: usize,
    /// The buffer's first line is the picture's last one (AVI with a positive height).
    pub bottom_up: bool,
    /// Range of the brightness.
    pub range: Range,
}

/// Where a chroma plane lies behind the luma: offset, bytes from line to line, lines.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct ChromaPlane {
    offset: usize,
    stride: usize,
    /// Bytes of a line.
    line: usize,
    lines: usize,
}

impl ChromaPlane {
    /// The offset of the last byte plus 1.
    fn end(self) -> usize {
        self.offset
            .saturating_add(plane_bytes(self.stride, self.line, self.lines))
    }
}

/// Bytes of a plane without the padding behind its last line.
fn plane_bytes(stride: usize, line: usize, lines: usize) -> usize {
    match lines {
        0 => 0,
        _ => stride.saturating_mul(lines - 1).saturating_add(line),
    }
}

impl Layout {
    /// A layout without padding, top line first.
    #[must_use]
    pub const fn packed(format: PixelFormat, width: usize, height: usize, range: Range) -> Self {
        let stride = format.line_bytes(width);
        Self {
            format,
            width,
            height,
            stride,
            bottom_up: false,
            range,
        }
    }

    /// Red, green, blue, full range, without padding: what decoders of pictures give.
    pub(super) const fn rgb(width: usize, height: usize) -> Self {
        Self::packed(PixelFormat::RGB24, width, height, Range::Full)
    }

    /// Bytes from line to line, where a driver that states none, or one that cannot be, means none.
    fn line_stride(&self) -> usize {
        self.stride.max(self.format.line_bytes(self.width))
    }

    /// Bytes of the luma, with what lies between: of the whole picture where it has one plane.
    fn luma_bytes(&self) -> usize {
        let line = self.format.line_bytes(self.width);
        plane_bytes(self.line_stride(), line, self.height)
    }

    /// The plane or the two planes of chroma that follow the luma in the same buffer.
    fn chroma_planes(&self) -> [Option<ChromaPlane>; 2] {
        let offset = self.line_stride().saturating_mul(self.height);
        match self.format {
            PixelFormat::Planar {
                chroma: 1..,
                across,
                down,
            } => {
                let (across, down) = (usize::from(across.max(1)), usize::from(down.max(1)));
                let first = ChromaPlane {
                    offset,
                    stride: self.line_stride().div_ceil(across),
                    line: self.width.div_ceil(across),
                    lines: self.height.div_ceil(down),
                };
                let offset = offset.saturating_add(first.stride.saturating_mul(first.lines));
                [Some(first), Some(ChromaPlane { offset, ..first })]
            }
            PixelFormat::SemiPlanar { down, .. } => {
                let line = self.width.div_ceil(2) * 2;
                let plane = ChromaPlane {
                    offset,
                    stride: self.line_stride().max(line),
                    line,
                    lines: self.height.div_ceil(usize::from(down.max(1))),
                };
                [Some(plane), None]
            }
            _ => [None, None],
        }
    }

    /// Bytes of a whole frame, chroma included; padding behind the very last line is not asked
    /// for. Saturates instead of overflowing.
    #[must_use]
    pub fn bytes(&self) -> usize {
        let planes = self.chroma_planes().into_iter().flatten();
        planes
            .map(ChromaPlane::end)
            .fold(self.luma_bytes(), usize::max)
    }

    /// Writes the picture's luma, full range, `width * height` bytes, into `out`, whose old
    /// content and size do not matter and whose memory is reused.
    ///
    /// # Errors
    /// [`ShortBuffer`] where `data` holds less than [`Layout::bytes`]; `out` is then untouched.
    pub fn luma(&self, data: &[u8], out: &mut Vec<u8>) -> Result<(), ShortBuffer> {
        let need = self.bytes();
        if data.len() < need {
            return Err(ShortBuffer {
                have: data.len(),
                need,
            });
        }
        out.resize(self.width * self.height, 0);
        if out.is_empty() {
            return Ok(());
        }
        for (row, target) in out.chunks_exact_mut(self.width).enumerate() {
            self.luma_line(data, row, target);
        }
        Ok(())
    }

    /// Writes how coloured the picture is, as in `Frame::colour`, into `out`, whose memory is
    /// reused: by BT.601; empty where the format has no colour, or `data` is too short.
    pub fn colour(&self, data: &[u8], out: &mut Vec<u8>) {
        let lines = fields::Lines::of(Fields::Progressive, self.height, Parity::Top);
        let buffer = colour::Buffer {
            layout: self,
            matrix: Matrix::Bt601,
            data,
            chroma: None,
            red_first: false,
        };
        colour::fill(&buffer, &lines, out);
    }

    /// The luma of the buffer's line for the picture's line `row`; `data` holds it.
    fn luma_line(&self, data: &[u8], row: usize, target: &mut [u8]) {
        let row = if self.bottom_up {
            self.height - 1 - row
        } else {
            row
        };
        let start = row * self.line_stride();
        let line = &data[start..start + self.format.line_bytes(self.width)];
        kernels::line(self.format, self.range, line, target);
    }
}

#[cfg(test)]
mod tests;
