//! Pixel formats: how the luma of a picture lies in a buffer, and how it comes out as 0 to 255.
//!
//! Knows buffers only; not where they come from. Nothing here panics on a short buffer.

/// Range of the brightness values in a buffer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Range {
    /// 0 is black, 255 is white.
    Full,
    /// 16 is black, 235 is white (ITU-R BT.601 and BT.709); what lies outside is clipped.
    Limited,
}

impl Range {
    /// What each value becomes in full range: `round((y - 16) * 255 / 219)`, clipped, if limited.
    const fn table(self) -> [u8; 256] {
        let mut table = [0u8; 256];
        let mut y = 0usize;
        while y < 256 {
            let value = match self {
                Self::Full => y,
                Self::Limited if y <= 16 => 0,
                Self::Limited if y >= 235 => 255,
                // Rounded to nearest; 219 is odd, so that there are no ties.
                Self::Limited => ((y - 16) * 255 + 109) / 219,
            };
            table[y] = value.to_le_bytes()[0];
            y += 1;
        }
        table
    }
}

static FULL: [u8; 256] = Range::Full.table();
static LIMITED: [u8; 256] = Range::Limited.table();

/// Uncompressed pixel formats.
///
/// The luma of an RGB pixel is the mean of its three channels, rounded: scanner screens are grey
/// but for labels, and the mean is what reference classifiers of this field were trained on.
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
    /// A plane of luma, then a plane of interleaved chroma at half the height.
    Nv12,
    /// Y0 U Y1 V for two pixels.
    Yuyv,
    /// U Y0 V Y1 for two pixels.
    Uyvy,
    /// R G B.
    Rgb24,
    /// B G R.
    Bgr24,
    /// B G R and a byte that means nothing.
    Bgrx32,
}

impl PixelFormat {
    /// One byte a pixel and nothing else.
    pub const GREY: Self = Self::Planar {
        chroma: 0,
        across: 1,
        down: 1,
    };
    /// Planar YUV 4:2:0.
    pub const YUV420: Self = Self::Planar {
        chroma: 2,
        across: 2,
        down: 2,
    };
    /// Planar YUV 4:2:2.
    pub const YUV422: Self = Self::Planar {
        chroma: 2,
        across: 2,
        down: 1,
    };
    /// Planar YUV 4:4:4.
    pub const YUV444: Self = Self::Planar {
        chroma: 2,
        across: 1,
        down: 1,
    };
    /// Planar YUV 4:1:1.
    pub const YUV411: Self = Self::Planar {
        chroma: 2,
        across: 4,
        down: 1,
    };

    /// Bytes that a line of `width` pixels takes without padding.
    #[must_use]
    pub const fn line_bytes(self, width: usize) -> usize {
        match self {
            Self::Planar { .. } | Self::Nv12 => width,
            Self::Yuyv | Self::Uyvy => width.div_ceil(2) * 4,
            Self::Rgb24 | Self::Bgr24 => width * 3,
            Self::Bgrx32 => width * 4,
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

    /// Bytes of a whole frame, chroma included; padding behind the very last line is not asked
    /// for. Saturates instead of overflowing.
    #[must_use]
    pub fn bytes(&self) -> usize {
        let line = self.format.line_bytes(self.width);
        let stride = self.stride.max(line);
        let plane = |stride: usize, line: usize, height: usize| match height {
            0 => 0,
            _ => stride.saturating_mul(height - 1).saturating_add(line),
        };
        let whole = stride.saturating_mul(self.height);
        match self.format {
            PixelFormat::Planar {
                chroma: 1..,
                across,
                down,
            } => {
                let (across, down) = (usize::from(across.max(1)), usize::from(down.max(1)));
                let height = self.height.div_ceil(down);
                let (stride, line) = (stride.div_ceil(across), self.width.div_ceil(across));
                let first = stride.saturating_mul(height);
                whole
                    .saturating_add(first)
                    .saturating_add(plane(stride, line, height))
            }
            PixelFormat::Nv12 => {
                let line = self.width.div_ceil(2) * 2;
                whole.saturating_add(plane(stride.max(line), line, self.height.div_ceil(2)))
            }
            _ => plane(stride, line, self.height),
        }
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
        let table = match self.range {
            Range::Full => &FULL,
            Range::Limited => &LIMITED,
        };
        let line = self.format.line_bytes(self.width);
        let stride = self.stride.max(line);
        for (row, target) in out.chunks_exact_mut(self.width).enumerate() {
            let row = if self.bottom_up {
                self.height - 1 - row
            } else {
                row
            };
            self.line(&data[row * stride..][..line], target, table);
        }
        Ok(())
    }

    /// One line.
    fn line(&self, source: &[u8], target: &mut [u8], table: &[u8; 256]) {
        let full = self.range == Range::Full;
        match self.format {
            PixelFormat::Planar { .. } | PixelFormat::Nv12 if full => {
                target.copy_from_slice(source);
            }
            PixelFormat::Planar { .. } | PixelFormat::Nv12 => {
                pick(target, source.iter().copied(), table);
            }
            PixelFormat::Yuyv => pick(target, source.iter().copied().step_by(2), table),
            PixelFormat::Uyvy => pick(target, source.iter().copied().skip(1).step_by(2), table),
            PixelFormat::Rgb24 | PixelFormat::Bgr24 => mean_of_three(target, source, 3, table),
            PixelFormat::Bgrx32 => mean_of_three(target, source, 4, table),
        }
    }
}

fn pick(target: &mut [u8], source: impl Iterator<Item = u8>, table: &[u8; 256]) {
    for (to, from) in target.iter_mut().zip(source) {
        *to = table[usize::from(from)];
    }
}

/// Mean of the first three bytes of each pixel of `step` bytes.
fn mean_of_three(target: &mut [u8], source: &[u8], step: usize, table: &[u8; 256]) {
    for (to, pixel) in target.iter_mut().zip(source.chunks_exact(step)) {
        *to = table[usize::from(mean(pixel[0], pixel[1], pixel[2]))];
    }
}

/// Mean of three channels, rounded to nearest (thirds have no ties).
#[must_use]
pub fn mean(a: u8, b: u8, c: u8) -> u8 {
    let sum = u16::from(a) + u16::from(b) + u16::from(c);
    // At most (3 * 255 + 1) / 3 = 255.
    ((sum + 1) / 3).to_le_bytes()[0]
}

#[cfg(test)]
mod tests;
