use image::ImageFormat;
use proptest::prelude::*;

use super::super::samples::{gradient, picture};
use super::*;

fn decode(data: &[u8]) -> Result<Frame, PictureError> {
    let mut frame = Frame::default();
    let kind = Kind::of(data).ok_or_else(|| PictureError::Damaged("no picture".to_owned()))?;
    Decoder::default()
        .decode(kind, data, &mut frame)
        .map(|()| frame)
}

fn png(picture: &DynamicImage) -> Vec<u8> {
    let mut out = Cursor::new(Vec::new());
    picture.write_to(&mut out, ImageFormat::Png).unwrap();
    out.into_inner()
}

#[test]
fn png_of_every_colour_type_gives_luma() {
    let luma = gradient(5, 4, 10);
    let frame = decode(&picture(&luma, 5, 4, ImageFormat::Png)).unwrap();
    assert_eq!((frame.width, frame.height, &frame.luma), (5, 4, &luma));

    // 1 + 4 + 5 = 10, a third is 3; 1 + 5 + 5 = 11, a third is 4. Transparency does not count.
    let rgb = image::RgbImage::from_raw(2, 1, vec![1, 4, 5, 1, 5, 5]).unwrap();
    let rgba = image::RgbaImage::from_raw(2, 1, vec![1, 4, 5, 0, 1, 5, 5, 255]).unwrap();
    for picture in [DynamicImage::from(rgb), DynamicImage::from(rgba)] {
        assert_eq!(decode(&png(&picture)).unwrap().luma, [3, 4]);
    }
    let deep = image::ImageBuffer::<image::Luma<u16>, _>::from_raw(2, 1, vec![0, 65535]).unwrap();
    let alpha = image::GrayAlphaImage::from_raw(2, 1, vec![0, 9, 255, 9]).unwrap();
    for picture in [DynamicImage::from(deep), DynamicImage::from(alpha)] {
        assert_eq!(decode(&png(&picture)).unwrap().luma, [0, 255]);
    }
}

#[test]
fn jpeg_is_full_range_and_close() {
    let luma = vec![200; 64 * 64];
    let grey = decode(&picture(&luma, 64, 64, ImageFormat::Jpeg)).unwrap();
    assert!(grey.luma.iter().all(|&luma| luma.abs_diff(200) <= 1));
    let colour = image::RgbImage::from_pixel(64, 64, image::Rgb([255, 255, 255]));
    let mut out = Cursor::new(Vec::new());
    colour.write_to(&mut out, ImageFormat::Jpeg).unwrap();
    let white = decode(out.get_ref()).unwrap();
    assert!(white.luma.iter().all(|&luma| luma >= 254));
}

#[test]
fn half_a_picture_is_none() {
    let luma = gradient(64, 64, 0);
    for format in [ImageFormat::Png, ImageFormat::Jpeg] {
        let data = picture(&luma, 64, 64, format);
        for end in 0..data.len() {
            // PNG: the checksum of the very last chunk, which is empty, may be missing.
            let forgiven = format == ImageFormat::Png && end + 12 >= data.len();
            assert!(
                decode(&data[..end]).is_err() || forgiven,
                "{format:?} {end}"
            );
        }
        assert!(decode(&data).is_ok());
    }
}

#[test]
fn a_picture_that_claims_to_be_huge_takes_no_memory() {
    let mut data = picture(&[0; 4], 2, 2, ImageFormat::Png);
    data[16..20].copy_from_slice(&60_000u32.to_be_bytes());
    data[20..24].copy_from_slice(&60_000u32.to_be_bytes());
    assert!(decode(&data).is_err());
}

proptest! {
    #[test]
    fn garbage_does_not_panic(
        jpeg in any::<bool>(),
        at in 0usize..600,
        bytes in proptest::collection::vec(any::<u8>(), 1..8),
    ) {
        let format = if jpeg { ImageFormat::Jpeg } else { ImageFormat::Png };
        let mut data = picture(&gradient(16, 16, 3), 16, 16, format);
        for (offset, byte) in bytes.iter().enumerate() {
            let at = (at + offset) % data.len();
            data[at] = *byte;
        }
        let _ = decode(&data);
    }
}
