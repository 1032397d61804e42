//! What the headers of an AVI file say of its first video stream.
//!
//! Structures: AVISTREAMHEADER (`strh`) and BITMAPINFOHEADER (`strf`), little-endian.

use super::formats::{Layout, PixelFormat, Range, mean};
use super::limits::Rate;

/// How the frames of the stream are stored.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Encoding {
    /// One JPEG picture a frame.
    Jpeg,
    /// Uncompressed.
    Raw(Raw),
}

/// An uncompressed frame.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Raw {
    format: PixelFormat,
    width: usize,
    height: usize,
    bottom_up: bool,
    range: Range,
    /// Lines are padded to 4 bytes; without it they may be.
    padded: bool,
    /// Luma of each colour number.
    pub(super) palette: Option<Box<[u8; 256]>>,
}

/// Bytes of a BITMAPINFOHEADER.
const HEADER_BYTES: usize = 40;
/// Most bytes that may follow a frame's last pixel in its chunk.
const SLACK_BYTES_MAX: usize = 8;

impl Raw {
    /// The layout of a frame that comes as `bytes` bytes; the bytes that are due as the error.
    pub(super) fn layout(&self, bytes: usize) -> Result<Layout, usize> {
        let line = self.format.line_bytes(self.width);
        let layout = |stride| Layout {
            format: self.format,
            width: self.width,
            height: self.height,
            stride,
            bottom_up: self.bottom_up,
            range: self.range,
        };
        let (packed, padded) = (layout(line), layout(line.next_multiple_of(4)));
        let fits =
            |layout: &Layout| (layout.bytes()..=layout.bytes() + SLACK_BYTES_MAX).contains(&bytes);
        if !self.padded && fits(&packed) {
            Ok(packed)
        } else if fits(&padded) {
            Ok(padded)
        } else {
            Err(if self.padded {
                padded.bytes()
            } else {
                packed.bytes()
            })
        }
    }

    /// Most bytes of a frame.
    pub(super) fn bytes_max(&self) -> usize {
        let line = self.format.line_bytes(self.width).next_multiple_of(4);
        // Three planes of this size are more than any format here has.
        line * self.height * 3 + SLACK_BYTES_MAX
    }
}

/// From `strh`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct StreamHeader {
    pub(super) is_video: bool,
    pub(super) rate: Option<Rate>,
    /// Frames in the stream; 0 where it is not stated.
    pub(super) frames: u32,
}

impl StreamHeader {
    /// `None` where bytes are missing.
    pub(super) fn parse(data: &[u8]) -> Option<Self> {
        let (scale, rate) = (u32_at(data, 20)?, u32_at(data, 24)?);
        Some(Self {
            is_video: data.starts_with(b"vids"),
            rate: Rate::new(rate, scale),
            frames: u32_at(data, 32)?,
        })
    }
}

/// From `strf` of a video stream.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Format {
    pub(super) width: usize,
    pub(super) height: usize,
    /// What is stored, or the name of something that is not decoded.
    pub(super) encoding: Result<Encoding, String>,
}

impl Format {
    /// `None` where bytes are missing.
    pub(super) fn parse(data: &[u8]) -> Option<Self> {
        // All of the header that is read, whatever length it states of itself.
        data.get(..HEADER_BYTES)?;
        let header_bytes = u32_at(data, 0)? as usize;
        // Both are signed; a negative height says that the top line comes first.
        let width = u32_at(data, 4)?.cast_signed().unsigned_abs() as usize;
        let height = u32_at(data, 8)?.cast_signed();
        let bits = u32_at(data, 12)? >> 16;
        let fourcc = u32_at(data, 16)?.to_le_bytes();
        let palette = palette(data, header_bytes, u32_at(data, 32)?);
        let raw = |format, range| {
            let height = height.unsigned_abs() as usize;
            let (bottom_up, padded, palette) = (false, false, None);
            Raw {
                format,
                width,
                height,
                bottom_up,
                range,
                padded,
                palette,
            }
        };
        let bitmap = |format, palette| {
            let (bottom_up, padded) = (height > 0, true);
            Raw {
                bottom_up,
                padded,
                palette,
                ..raw(format, Range::Full)
            }
        };
        let encoding = match (&fourcc.to_ascii_uppercase()[..], bits) {
            (b"MJPG" | b"JPEG" | b"AVRN", _) => Ok(Encoding::Jpeg),
            (b"\0\0\0\0" | b"DIB ", 8) => Ok(Encoding::Raw(bitmap(PixelFormat::GREY, palette))),
            (b"\0\0\0\0" | b"DIB ", 24) => Ok(Encoding::Raw(bitmap(PixelFormat::RGB24, None))),
            (b"\0\0\0\0" | b"DIB ", 32) => Ok(Encoding::Raw(bitmap(PixelFormat::RGBX32, None))),
            (b"\0\0\0\0" | b"DIB ", bits) => Err(format!("RGB video of {bits} bits a pixel")),
            (name, _) => match fourcc_format(name) {
                Some((format, range)) => Ok(Encoding::Raw(raw(format, range))),
                None => Err(format!(
                    "AVI video of the kind \"{}\"",
                    fourcc.escape_ascii()
                )),
            },
        };
        Some(Self {
            width,
            height: height.unsigned_abs() as usize,
            encoding,
        })
    }
}

fn fourcc_format(name: &[u8]) -> Option<(PixelFormat, Range)> {
    match name {
        b"YUY2" | b"YUYV" => Some((PixelFormat::YUYV, Range::Limited)),
        b"UYVY" | b"HDYC" => Some((PixelFormat::UYVY, Range::Limited)),
        b"NV12" => Some((PixelFormat::NV12, Range::Limited)),
        // They differ in the order of the chroma planes alone.
        b"I420" | b"IYUV" | b"YV12" => Some((PixelFormat::YUV420, Range::Limited)),
        b"Y800" | b"Y8  " | b"GREY" => Some((PixelFormat::GREY, Range::Full)),
        _ => None,
    }
}

/// The luma of each entry of the palette (B G R and a byte that means nothing); entries that are
/// not there are black. `None` where there is no palette: then the numbers are grey values.
fn palette(data: &[u8], header_bytes: usize, used: u32) -> Option<Box<[u8; 256]>> {
    let entries = data
        .get(header_bytes.max(HEADER_BYTES)..)
        .unwrap_or_default();
    if entries.len() < 4 {
        return None;
    }
    let used = if used == 0 { 256 } else { used as usize };
    let mut palette = Box::new([0; 256]);
    for (luma, entry) in palette.iter_mut().zip(entries.chunks_exact(4)).take(used) {
        *luma = mean(entry[0], entry[1], entry[2]);
    }
    Some(palette)
}

fn u32_at(data: &[u8], at: usize) -> Option<u32> {
    data.get(at..)?
        .first_chunk()
        .copied()
        .map(u32::from_le_bytes)
}
