//! Decodes one PNG or JPEG picture in memory to luma, through the `image` crate.

use std::io::Cursor;

use image::codecs::jpeg::JpegDecoder;
use image::codecs::png::PngDecoder;
use image::{ColorType, DynamicImage, ImageDecoder, Limits};

use super::Frame;
use super::formats::{Layout, mean};
use super::limits::SIDE_MAX;

/// Most bytes that a decoder may take for one picture: 8192 x 8192 of 64 bits a pixel.
const DECODER_BYTES_MAX: u64 = 512 << 20;

/// Pictures that are told apart by their first bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Png,
    Jpeg,
}

impl Kind {
    /// `None` for anything else.
    pub(super) fn of(start: &[u8]) -> Option<Self> {
        if start.starts_with(b"\x89PNG\r\n\x1a\n") {
            Some(Self::Png)
        } else if start.starts_with(&[0xff, 0xd8, 0xff]) {
            Some(Self::Jpeg)
        } else {
            None
        }
    }
}

/// Why a picture was not decoded.
#[derive(Debug)]
pub(super) enum PictureError {
    /// A side is longer than [`SIDE_MAX`].
    TooLarge { width: usize, height: usize },
    /// The data ends before the picture does.
    Truncated,
    /// The decoder's words.
    Damaged(String),
}

/// Decodes pictures; keeps its buffer between them.
#[derive(Default)]
pub(super) struct Decoder {
    pixels: Vec<u8>,
}

impl Decoder {
    /// Fills `frame`'s size, luma (mean of the colour channels; transparency is ignored) and colour.
    pub(super) fn decode(
        &mut self,
        kind: Kind,
        data: &[u8],
        frame: &mut Frame,
    ) -> Result<(), PictureError> {
        match kind {
            Kind::Png => {
                let decoder = PngDecoder::with_limits(Cursor::new(data), limits());
                self.run(decoder.map_err(damaged)?, frame)
            }
            Kind::Jpeg if !jpeg_is_whole(data) => Err(PictureError::Truncated),
            Kind::Jpeg => self.run(JpegDecoder::new(Cursor::new(data)).map_err(damaged)?, frame),
        }
    }

    fn run<D: ImageDecoder>(
        &mut self,
        mut decoder: D,
        frame: &mut Frame,
    ) -> Result<(), PictureError> {
        let (width, height) = decoder.dimensions();
        let (width, height) = (width as usize, height as usize);
        if width.max(height) > SIDE_MAX {
            return Err(PictureError::TooLarge { width, height });
        }
        decoder.set_limits(limits()).map_err(damaged)?;
        frame.colour.clear();
        match decoder.color_type() {
            ColorType::L8 => {
                frame.luma.resize(width * height, 0);
                decoder.read_image(&mut frame.luma).map_err(damaged)?;
            }
            ColorType::Rgb8 => {
                self.pixels.resize(width * height * 3, 0);
                decoder.read_image(&mut self.pixels).map_err(damaged)?;
                mean_into(&self.pixels, &mut frame.luma);
                Layout::rgb(width, height).colour(&self.pixels, &mut frame.colour);
            }
            ColorType::L16 | ColorType::La8 | ColorType::La16 => {
                let picture = DynamicImage::from_decoder(decoder).map_err(damaged)?;
                frame.luma.clear();
                frame.luma.extend_from_slice(picture.into_luma8().as_raw());
            }
            _ => {
                let picture = DynamicImage::from_decoder(decoder).map_err(damaged)?;
                let picture = picture.into_rgb8();
                mean_into(picture.as_raw(), &mut frame.luma);
                Layout::rgb(width, height).colour(picture.as_raw(), &mut frame.colour);
            }
        }
        (frame.width, frame.height) = (width, height);
        Ok(())
    }
}

fn mean_into(rgb: &[u8], luma: &mut Vec<u8>) {
    luma.clear();
    luma.extend(
        rgb.chunks_exact(3)
            .map(|pixel| mean(pixel[0], pixel[1], pixel[2])),
    );
}

fn limits() -> Limits {
    let mut limits = Limits::default();
    limits.max_alloc = Some(DECODER_BYTES_MAX);
    limits
}

fn damaged(error: impl std::fmt::Display) -> PictureError {
    // One line: the decoder's text may have several.
    PictureError::Damaged(error.to_string().replace('\n', " "))
}

/// Whether an end-of-image marker follows the last scan: the decoder fills what is missing with
/// grey and says nothing, and half a picture must not be read as a whole one. Within a scan
/// neither marker can occur, as 0xff is stuffed there (ITU-T T.81, B.1.1.5).
fn jpeg_is_whole(data: &[u8]) -> bool {
    let has = |data: &[u8], marker: u8| data.windows(2).any(|pair| pair == [0xff, marker]);
    let end = data.windows(2).rposition(|pair| pair == [0xff, 0xd9]);
    end.is_some_and(|end| !has(&data[end..], 0xda))
}

#[cfg(test)]
mod tests;
