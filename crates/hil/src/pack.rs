//! Grey pictures in the pixel formats of capture devices.

/// Formats that can be fed, by their V4L2 names.
pub const FORMATS: [&str; 8] = [
    "YUYV", "UYVY", "NV12", "NV16", "GREY", "RGB3", "BGR3", "XR24",
];

/// The value of no colour in YUV.
const NEUTRAL: u8 = 128;

/// Brightness 0 to 255 as the 16 to 235 of YUV video, rounded.
#[must_use]
pub fn limited(luma: u8) -> u8 {
    let scaled = (u16::from(luma) * 219 + 127) / 255 + 16;
    u8::try_from(scaled).unwrap_or(235)
}

/// Packs a grey picture of `width * height` bytes without padding, sides even where the format
/// halves them. `None` for a format that is not one of [`FORMATS`].
///
/// YUV has the limited range, GREY and RGB the full one: what V4L2 means where a driver says
/// nothing else.
#[must_use]
pub fn pack(format: &str, luma: &[u8]) -> Option<Vec<u8>> {
    let planes = |share: usize| {
        let mut bytes: Vec<u8> = luma.iter().map(|&y| limited(y)).collect();
        bytes.resize(luma.len() + luma.len() / share, NEUTRAL);
        bytes
    };
    Some(match format {
        "GREY" => luma.to_vec(),
        "YUYV" => luma.iter().flat_map(|&y| [limited(y), NEUTRAL]).collect(),
        "UYVY" => luma.iter().flat_map(|&y| [NEUTRAL, limited(y)]).collect(),
        "NV12" => planes(2),
        "NV16" => planes(1),
        "RGB3" | "BGR3" => luma.iter().flat_map(|&y| [y; 3]).collect(),
        "XR24" => luma.iter().flat_map(|&y| [y, y, y, 0]).collect(),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_format_has_its_size() {
        for (format, bytes) in FORMATS.into_iter().zip([32, 32, 24, 32, 16, 48, 48, 64]) {
            assert_eq!(pack(format, &[7; 16]).unwrap().len(), bytes, "{format}");
        }
        assert_eq!(pack("H264", &[7; 16]), None);
    }

    #[test]
    fn black_and_white_are_those_of_video() {
        assert_eq!((limited(0), limited(255)), (16, 235));
        assert_eq!(pack("UYVY", &[0, 255]).unwrap(), [128, 16, 128, 235]);
    }
}
