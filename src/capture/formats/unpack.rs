//! From the buffers of a device to a frame: names of formats, compressed ones, planes, fields.

use super::super::frame::Frame;
use super::super::picture::{Decoder, Kind};
use super::{Fields, Layout, Matrix, Parity, PixelFormat, Range, colour, fields::Lines};

/// Buffers that a frame is made of, at most: luma and chroma.
pub const PLANES_MAX: usize = 2;

/// A picture format as a device states it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Format {
    /// Four letters, as in linux/videodev2.h.
    pub fourcc: [u8; 4],
    /// Pixels.
    pub width: u32,
    /// Lines of a buffer: of one field where a buffer holds one.
    pub height: u32,
    /// Bytes from line to line in each plane; 0 where it does not apply or is not known.
    pub strides: [u32; PLANES_MAX],
    /// How many buffers a frame is made of.
    pub planes: usize,
    /// Whether a buffer is a whole picture.
    pub fields: Fields,
    /// `None` for the format's default.
    pub range: Option<Range>,
    /// Which YUV it is.
    pub matrix: Matrix,
}

impl Format {
    /// A progressive format in one buffer, without padding.
    #[must_use]
    pub const fn new(fourcc: [u8; 4], width: u32, height: u32) -> Self {
        Self {
            fourcc,
            width,
            height,
            strides: [0; PLANES_MAX],
            planes: 1,
            fields: Fields::Progressive,
            range: None,
            matrix: Matrix::Bt601,
        }
    }

    /// Height of the picture, lines.
    #[must_use]
    pub const fn picture_height(&self) -> u32 {
        match self.fields {
            Fields::Alternate | Fields::Single(_) => self.height.saturating_mul(2),
            _ => self.height,
        }
    }
}

/// What a buffer holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Content {
    Jpeg,
    Raw(Layout),
}

/// Makes frames of the buffers of one format.
pub struct Unpacker {
    format: Format,
    content: Content,
    decoder: Decoder,
}

/// Names of formats, how they lie, and of how many buffers they are made, in the order in which they are chosen: luma as a plane costs no unpacking, 4 bytes a pixel
/// cost the most memory bandwidth, JPEG comes last because it has to be decoded and is lossy.
const FORMATS: [(&[u8; 4], Option<PixelFormat>, usize); 34] = [
    (b"NV12", Some(PixelFormat::NV12), 1),
    (b"NM12", Some(PixelFormat::NV12), 2),
    (b"NV21", Some(PixelFormat::NV21), 1),
    (b"NM21", Some(PixelFormat::NV21), 2),
    (b"YU12", Some(PixelFormat::YUV420), 1),
    (b"YV12", Some(YVU420), 1),
    (b"NV16", Some(PixelFormat::NV16), 1),
    (b"NM16", Some(PixelFormat::NV16), 2),
    (b"NV61", Some(PixelFormat::NV61), 1),
    (b"NM61", Some(PixelFormat::NV61), 2),
    (b"422P", Some(PixelFormat::YUV422), 1),
    (b"411P", Some(PixelFormat::YUV411), 1),
    (b"YUYV", Some(PixelFormat::YUYV), 1),
    (b"UYVY", Some(PixelFormat::UYVY), 1),
    (b"YVYU", Some(PixelFormat::YVYU), 1),
    (b"VYUY", Some(PixelFormat::VYUY), 1),
    (b"RGB3", Some(PixelFormat::RGB24), 1),
    (b"BGR3", Some(PixelFormat::RGB24), 1),
    (b"XR24", Some(PixelFormat::RGBX32), 1),
    (b"AR24", Some(PixelFormat::RGBX32), 1),
    (b"XB24", Some(PixelFormat::RGBX32), 1),
    (b"AB24", Some(PixelFormat::RGBX32), 1),
    (b"BGR4", Some(PixelFormat::RGBX32), 1),
    (b"BX24", Some(PixelFormat::XRGB32), 1),
    (b"BA24", Some(PixelFormat::XRGB32), 1),
    (b"RX24", Some(PixelFormat::XRGB32), 1),
    (b"RA24", Some(PixelFormat::XRGB32), 1),
    (b"RGB4", Some(PixelFormat::XRGB32), 1),
    // Without colour, Doppler cannot be told from a grey picture.
    (b"GREY", Some(PixelFormat::GREY), 1),
    // The same bytes under the names that other systems give them.
    (b"YUY2", Some(PixelFormat::YUYV), 1),
    (b"Y800", Some(PixelFormat::GREY), 1),
    (b"HDYC", Some(PixelFormat::UYVY), 1),
    (b"MJPG", None, 1),
    (b"JPEG", None, 1),
];

const YVU420: PixelFormat = PixelFormat::Planar {
    chroma: 2,
    across: 2,
    down: 2,
    swapped: true,
};

/// Longest line and tallest picture that anything is computed for, pixels.
const SIDE_MAX: u32 = 1 << 15;

impl Unpacker {
    /// The names of all formats that can be read, the ones that cost least first.
    pub fn preference() -> impl Iterator<Item = [u8; 4]> {
        FORMATS.iter().map(|(name, ..)| **name)
    }

    /// `None` for a format that cannot be read, or a size that nothing can be computed for.
    #[must_use]
    pub fn new(format: &Format) -> Option<Self> {
        let (_, pixels, planes) = FORMATS.iter().find(|(name, ..)| **name == format.fourcc)?;
        let sides = [format.width, format.picture_height()];
        if *planes != format.planes || sides.iter().any(|side| !(1..=SIDE_MAX).contains(side)) {
            return None;
        }
        let content = match *pixels {
            // A compressed picture of one field would have to be decoded and then spread.
            None if format.fields != Fields::Progressive => return None,
            None => Content::Jpeg,
            Some(pixels) => {
                let default = match pixels {
                    PixelFormat::GREY | PixelFormat::Rgb { .. } => Range::Full,
                    _ => Range::Limited,
                };
                let (width, height) = (format.width as usize, format.height as usize);
                let range = format.range.unwrap_or(default);
                let packed = Layout::packed(pixels, width, height, range);
                Content::Raw(Layout {
                    stride: packed.stride.max(format.strides[0] as usize),
                    ..packed
                })
            }
        };
        Some(Self {
            format: *format,
            content,
            decoder: Decoder::default(),
        })
    }

    /// The format that it reads.
    #[must_use]
    pub fn format(&self) -> &Format {
        &self.format
    }

    /// Bytes that each buffer needs at least, where that is known beforehand.
    #[must_use]
    pub fn bytes(&self) -> [usize; PLANES_MAX] {
        match &self.content {
            Content::Jpeg => [1, 0],
            Content::Raw(layout) if self.format.planes == 2 => {
                let chroma = layout.chroma_planes()[0].map_or(0, |plane| {
                    super::plane_bytes(self.chroma_stride(layout), plane.line, plane.lines)
                });
                [layout.luma_bytes(), chroma]
            }
            Content::Raw(layout) => [layout.bytes(), 0],
        }
    }

    fn chroma_stride(&self, layout: &Layout) -> usize {
        (self.format.strides[1] as usize).max(layout.width.div_ceil(2) * 2)
    }

    /// Fills the size, the luma and the colour of `frame`, whose memory is reused. `parity` says
    /// which field the buffer holds, where it holds one. False where the buffers are too short or
    /// not whole; what `frame` then holds is nothing to rely on.
    pub fn unpack(
        &mut self,
        planes: [&[u8]; PLANES_MAX],
        parity: Option<Parity>,
        frame: &mut Frame,
    ) -> bool {
        let need = self.bytes();
        if planes
            .iter()
            .zip(need)
            .any(|(plane, need)| plane.len() < need)
        {
            return false;
        }
        match &self.content {
            Content::Jpeg => {
                // Its size is its own affair: a grabber may follow the signal without saying so.
                self.decoder.decode(Kind::Jpeg, planes[0], frame).is_ok()
            }
            Content::Raw(layout) => {
                let parity = match self.format.fields {
                    Fields::Single(parity) => parity,
                    _ => parity.unwrap_or(Parity::Top),
                };
                let lines = Lines::of(self.format.fields, layout.height, parity);
                (frame.width, frame.height) = (layout.width, lines.height);
                frame.luma.resize(layout.width * lines.height, 0);
                for n in 0..lines.count {
                    let (from, to) = lines.pair(n);
                    let target = &mut frame.luma[to * layout.width..][..layout.width];
                    layout.luma_line(planes[0], from, target);
                }
                lines.fill_between(layout.width, &mut frame.luma);
                let chroma =
                    (self.format.planes == 2).then(|| (planes[1], self.chroma_stride(layout)));
                let (data, matrix) = (planes[0], self.format.matrix);
                colour::fill(layout, matrix, &lines, data, chroma, &mut frame.colour);
                true
            }
        }
    }
}

#[cfg(test)]
mod tests;
