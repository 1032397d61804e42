//! Values of board files that have a range or a spelling of their own.

use std::{fmt, path::PathBuf, str::FromStr};

use serde::Deserialize;

/// The longest side of a picture, pixels.
const SIDE_MAX: usize = 8192;
/// The shortest side of a picture that a sector could be found in, pixels.
const SIDE_MIN: usize = 64;

/// What kind of source.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// The built-in fetal-heart phantom.
    Phantom,
    /// A V4L2 device.
    V4l2,
    /// A file or a folder of pictures.
    File,
}

/// How bright the side display is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Light {
    /// For a room with daylight.
    #[default]
    Day,
    /// For a dimmed room.
    Dim,
    /// For a dark room.
    Night,
}

/// A picture size written `1280x960`; each side 64 to 8192 pixels.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(try_from = "String")]
pub struct Size {
    /// Width, pixels.
    pub width: usize,
    /// Height, pixels.
    pub height: usize,
}

impl FromStr for Size {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let sides = text
            .split_once('x')
            .and_then(|(w, h)| Some((w.parse().ok()?, h.parse().ok()?)));
        match sides {
            Some((width, height))
                if (SIDE_MIN..=SIDE_MAX).contains(&width)
                    && (SIDE_MIN..=SIDE_MAX).contains(&height) =>
            {
                Ok(Self { width, height })
            }
            _ => Err(format!(
                "`{text}` is no picture size: write WIDTHxHEIGHT such as 1280x960, \
                 each {SIDE_MIN} to {SIDE_MAX}"
            )),
        }
    }
}

impl TryFrom<String> for Size {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        text.parse()
    }
}

impl fmt::Display for Size {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}x{}", self.width, self.height)
    }
}

/// Frames a second, 1 to 120.
#[derive(Clone, Copy, Debug, PartialEq, Deserialize)]
#[serde(try_from = "f64")]
pub struct Fps(pub f64);

impl TryFrom<f64> for Fps {
    type Error = String;

    fn try_from(fps: f64) -> Result<Self, String> {
        if (1.0..=120.0).contains(&fps) {
            Ok(Self(fps))
        } else {
            Err(format!("{fps} frames a second is out of range: 1 to 120"))
        }
    }
}

impl FromStr for Fps {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let fps: f64 = text.parse().map_err(|_| format!("`{text}` is no number"))?;
        Self::try_from(fps)
    }
}

/// Name of a pixel format: four letters, as `second-reader capture list` shows them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(try_from = "String")]
pub struct Fourcc(pub [u8; 4]);

impl TryFrom<String> for Fourcc {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        match <[u8; 4]>::try_from(text.as_bytes()) {
            Ok(letters) if letters.iter().all(u8::is_ascii_graphic) => Ok(Self(letters)),
            _ => Err(format!(
                "`{text}` is no pixel format: write four letters such as YUYV or MJPG"
            )),
        }
    }
}

/// What a capture device tells the scanner about the pictures that are wanted.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(try_from = "String")]
pub enum EdidName {
    /// 1920x1080 at 60 Hz, whatever the device tells by itself.
    FullHd,
    /// What the device tells by itself, even if it is nothing.
    Keep,
    /// The bytes of a file, relative to the board file.
    File(PathBuf),
}

impl TryFrom<String> for EdidName {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        match &text[..] {
            "1080p60" => Ok(Self::FullHd),
            "keep" => Ok(Self::Keep),
            _ if text.contains(['.', '/']) => Ok(Self::File(PathBuf::from(text))),
            _ => Err(format!(
                "`{text}` is no EDID: write 1080p60, keep, or the path of a file"
            )),
        }
    }
}

/// A rectangle on a screen written `[400, 80, 1100, 900]`: left, top, width and height, pixels.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(try_from = "[u16; 4]")]
pub struct Area(pub [u16; 4]);

impl TryFrom<[u16; 4]> for Area {
    type Error = String;

    fn try_from(area: [u16; 4]) -> Result<Self, String> {
        if area[2..].iter().all(|side| usize::from(*side) >= SIDE_MIN) {
            Ok(Self(area))
        } else {
            let [_, _, w, h] = area;
            Err(format!(
                "an area of {w}x{h} pixels is too small: each side at least {SIDE_MIN}"
            ))
        }
    }
}

/// A USB device written `534d:2109`: vendor and product, four hexadecimal digits each.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(try_from = "String")]
pub struct UsbId(pub String);

impl TryFrom<String> for UsbId {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        let four = |part: &str| part.len() == 4 && part.bytes().all(|b| b.is_ascii_hexdigit());
        match text.split_once(':') {
            Some((vendor, product)) if four(vendor) && four(product) => {
                Ok(Self(text.to_ascii_lowercase()))
            }
            _ => Err(format!(
                "`{text}` is no USB device: write VENDOR:PRODUCT as `lsusb` shows it, such as 534d:2109"
            )),
        }
    }
}

/// A priority of SCHED_FIFO, 1 to 99.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(try_from = "u8")]
pub struct Realtime(pub u8);

impl TryFrom<u8> for Realtime {
    type Error = String;

    fn try_from(priority: u8) -> Result<Self, String> {
        if (1..=99).contains(&priority) {
            Ok(Self(priority))
        } else {
            Err(format!("{priority} is no real-time priority: 1 to 99"))
        }
    }
}

/// Threads of a model, 1 to 4.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(try_from = "u8")]
pub struct Threads(pub u8);

impl TryFrom<u8> for Threads {
    type Error = String;

    fn try_from(threads: u8) -> Result<Self, String> {
        if (1..=4).contains(&threads) {
            Ok(Self(threads))
        } else {
            Err(format!("{threads} threads are out of range: 1 to 4"))
        }
    }
}

/// A time zone by its name in the tz database, such as Asia/Tokyo.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(try_from = "String")]
pub struct TimeZone(pub String);

impl TryFrom<String> for TimeZone {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        let fits = |c: char| c.is_ascii_alphanumeric() || "_+-".contains(c);
        let good = |part: &str| !part.is_empty() && part.len() <= 32 && part.chars().all(fits);
        let named = text.starts_with(|c: char| c.is_ascii_uppercase());
        if named && text.split('/').count() <= 3 && text.split('/').all(good) {
            Ok(Self(text))
        } else {
            Err(format!(
                "`{text}` is no time zone: write its name, such as Asia/Tokyo or UTC"
            ))
        }
    }
}

/// A source as the command line names it: `phantom`, `v4l2:/dev/video0`, or a path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SourceName {
    /// What kind.
    pub kind: Kind,
    /// The device node or the file; `None` for the phantom.
    pub path: Option<String>,
}

impl FromStr for SourceName {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        match text.split_once(':') {
            _ if text == "phantom" => Ok(Self {
                kind: Kind::Phantom,
                path: None,
            }),
            Some(("v4l2", device)) if !device.is_empty() => Ok(Self {
                kind: Kind::V4l2,
                path: Some(device.to_owned()),
            }),
            Some(("v4l2", _)) => Err("name the device, such as v4l2:/dev/video0".to_owned()),
            _ if text.is_empty() => Err("name phantom, v4l2:/dev/videoN or a path".to_owned()),
            _ => Ok(Self {
                kind: Kind::File,
                path: Some(text.to_owned()),
            }),
        }
    }
}

/// What the page asks of those who open it: 16 to 128 letters, digits and `-._~`.
#[derive(Clone, PartialEq, Eq)]
pub struct Token(String);

impl Token {
    /// The token itself; no message may hold it.
    #[must_use]
    pub fn reveal(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Token {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Token(...)")
    }
}

impl TryFrom<String> for Token {
    type Error = &'static str;

    fn try_from(text: String) -> Result<Self, &'static str> {
        let fits = |b: u8| b.is_ascii_alphanumeric() || b"-._~".contains(&b);
        if (16..=128).contains(&text.len()) && text.bytes().all(fits) {
            Ok(Self(text))
        } else {
            Err("a token has 16 to 128 letters, digits, - . _ or ~")
        }
    }
}
