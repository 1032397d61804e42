//! The best picture of a view, small.

use image::{ExtendedColorType, GrayImage, codecs::jpeg::JpegEncoder, imageops};
use link::{Picture, Shrunk, wire::messages::View as Wire};

use crate::{anatomy::View, exam::Exam, service::KeyImages};

use super::words;

/// The largest small picture, pixels.
const SIDES_MAX: (u32, u32) = (160, 120);
/// Quality of the JPEG, 1 to 100: about 4 KiB, ten parts.
const QUALITY: u8 = 70;

/// A copy of the sector in the best picture of a view; `None` where there is none, or nothing may be shown.
#[must_use]
pub fn picture(exam: &Exam, images: &KeyImages, wanted: Wire) -> Option<Picture> {
    exam.shown().results()?;
    let mut views = View::SWEEP.into_iter().zip(images.of(exam));
    let (_, image) = views.find(|(view, _)| words::view(*view) == wanted)?;
    let image = image?;
    Some(Picture {
        luma: image.crop.luma.to_vec(),
        width: image.crop.width,
        height: image.crop.height,
        frame: words::low(image.frame),
        time_ms: words::milliseconds(image.time),
    })
}

/// Makes it small: a JPEG of at most 160 x 120 pixels.
#[must_use]
pub fn shrink(picture: &Picture) -> Option<Shrunk> {
    let (width, height) = (
        u32::try_from(picture.width).ok()?,
        u32::try_from(picture.height).ok()?,
    );
    let whole = GrayImage::from_raw(width, height, picture.luma.clone())?;
    let scale = f64::min(
        f64::from(SIDES_MAX.0) / f64::from(width.max(1)),
        f64::from(SIDES_MAX.1) / f64::from(height.max(1)),
    )
    .min(1.0);
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "at most 160"
    )]
    let side = |pixels: u32| ((f64::from(pixels) * scale) as u32).max(1);
    let (width, height) = (side(width), side(height));
    let small = imageops::thumbnail(&whole, width, height);
    let mut jpeg = Vec::new();
    JpegEncoder::new_with_quality(&mut jpeg, QUALITY)
        .encode(small.as_raw(), width, height, ExtendedColorType::L8)
        .ok()?;
    Some(Shrunk {
        jpeg,
        width,
        height,
    })
}
