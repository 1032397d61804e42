//! Values of `[display]` that have a range or a spelling of their own.

use std::{fmt, str::FromStr};

use serde::Deserialize;

use super::{Centimetres, Millimetres};

/// What the side display is shown on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum PanelKind {
    /// A monitor or built-in panel through DRM/KMS.
    Drm,
    /// A Linux framebuffer.
    Framebuffer,
    /// A small panel at an SPI bus.
    Spi,
    /// A picture file, written anew with every screen.
    Png,
}

/// How far the picture is turned on its panel, clockwise.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(try_from = "u32")]
pub enum Rotation {
    /// As the panel has its lines.
    #[default]
    None,
    /// A quarter turn.
    Quarter,
    /// Upside down.
    Half,
    /// Three quarters.
    ThreeQuarters,
}

impl TryFrom<u32> for Rotation {
    type Error = String;

    fn try_from(degrees: u32) -> Result<Self, String> {
        match degrees {
            0 => Ok(Self::None),
            90 => Ok(Self::Quarter),
            180 => Ok(Self::Half),
            270 => Ok(Self::ThreeQuarters),
            _ => Err(format!("{degrees} is no rotation: write 0, 90, 180 or 270")),
        }
    }
}

impl Rotation {
    /// Size of a picture that lies turned on a panel of that size, or of the panel that it fills.
    #[must_use]
    pub const fn turned(self, (width, height): (u32, u32)) -> (u32, u32) {
        match self {
            Self::None | Self::Half => (width, height),
            Self::Quarter | Self::ThreeQuarters => (height, width),
        }
    }

    /// Where a place on the panel is in the picture; both from 0 (left, top) to 1 (right, bottom).
    #[must_use]
    pub fn seen(self, (x, y): (f32, f32)) -> (f32, f32) {
        match self {
            Self::None => (x, y),
            Self::Quarter => (y, 1.0 - x),
            Self::Half => (1.0 - x, 1.0 - y),
            Self::ThreeQuarters => (1.0 - y, x),
        }
    }
}

/// A display mode written `1280x800` or `1280x800@60`; sides 1 to 8192 pixels, 1 to 500 Hz.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(try_from = "String")]
pub struct DisplayMode {
    /// Width and height, pixels of the panel's own lines.
    pub size: (u16, u16),
    /// Pictures a second; `None`: any.
    pub hz: Option<u16>,
}

impl FromStr for DisplayMode {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let number = |text: &str, max| text.parse().ok().filter(|n| (1..=max).contains(n));
        let (size, hz) = match text.split_once('@') {
            Some((size, hz)) => (size, Some(number(hz, 500))),
            None => (text, None),
        };
        let sides = size
            .split_once('x')
            .and_then(|(w, h)| Some((number(w, 8192)?, number(h, 8192)?)));
        match (sides, hz) {
            (Some(size), None) => Ok(Self { size, hz: None }),
            (Some(size), Some(Some(hz))) => Ok(Self { size, hz: Some(hz) }),
            _ => Err(format!(
                "`{text}` is no display mode: write 1280x800 or 1280x800@60"
            )),
        }
    }
}

impl TryFrom<String> for DisplayMode {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        text.parse()
    }
}

impl fmt::Display for DisplayMode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}x{}", self.size.0, self.size.1)?;
        self.hz.map_or(Ok(()), |hz| write!(f, "@{hz}"))
    }
}

/// The controller of a panel at an SPI bus.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Controller {
    /// 240x320 pixels, 16 bits each.
    Ili9341,
    /// 320x480 pixels, 18 bits each in three bytes: it takes no 16 over SPI.
    Ili9488,
    /// 320x480 pixels, 16 bits each.
    St7796,
}

/// A line of a GPIO chip, written `gpiochip0:25`.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(try_from = "String")]
pub struct GpioLine {
    /// The chip's device node.
    pub chip: String,
    /// Number of the line.
    pub line: u32,
}

impl TryFrom<String> for GpioLine {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        let found = text.rsplit_once(':').and_then(|(chip, line)| {
            let chip = chip.strip_prefix("/dev/").unwrap_or(chip);
            let known = chip.starts_with("gpiochip") && !chip.contains('/');
            let line = line.parse().ok()?;
            let chip = format!("/dev/{chip}");
            known.then_some(Self { chip, line })
        });
        found.ok_or_else(|| format!("`{text}` is no GPIO line: write gpiochip0:25"))
    }
}

/// The clock of an SPI bus, megahertz, 0.1 to 200.
#[derive(Clone, Copy, Debug, PartialEq, Deserialize)]
#[serde(try_from = "f64")]
pub struct Megahertz(pub f64);

impl TryFrom<f64> for Megahertz {
    type Error = String;

    fn try_from(mhz: f64) -> Result<Self, String> {
        if (0.1..=200.0).contains(&mhz) {
            Ok(Self(mhz))
        } else {
            Err(format!("{mhz} MHz is no clock of a panel: 0.1 to 200"))
        }
    }
}

/// `[display]`
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct DisplayPart {
    /// Screens drawn a second at most.
    pub fps_max: Option<super::value::Fps>,
    /// What it speaks: `en`, `ja`, or a message file, relative to the board file.
    pub language: Option<String>,
    /// How bright it begins: `day`, `dim` or `night`.
    pub brightness: Option<super::value::Light>,
    /// What the screen is shown on, beside the live page.
    pub panel: Option<PanelKind>,
    /// Device node of the panel; of a PNG, the file.
    pub device: Option<String>,
    /// How far the picture is turned, degrees clockwise.
    pub rotation: Option<Rotation>,
    /// Connector of a DRM device, such as HDMI-A-1.
    pub connector: Option<String>,
    /// Mode of a DRM connector.
    pub mode: Option<DisplayMode>,
    /// Controller of an SPI panel.
    pub controller: Option<Controller>,
    /// The line that tells an SPI panel commands from data.
    pub data_line: Option<GpioLine>,
    /// The line that resets an SPI panel.
    pub reset_line: Option<GpioLine>,
    /// Clock of the SPI bus.
    pub spi_mhz: Option<Megahertz>,
    /// The SPI panel's glass has blue where others have red.
    pub bgr: Option<bool>,
    /// The SPI panel's glass shows light where others show dark.
    pub inverted: Option<bool>,
    /// The SPI panel's lines run from right to left.
    pub mirrored: Option<bool>,
    /// Name of the panel's backlight below /sys/class/backlight.
    pub backlight: Option<String>,
    /// How far the examiner's eyes are from it; `doctor` tells whether the letters are large enough.
    pub distance_cm: Option<Centimetres>,
    /// How high its glass is, as it stands; of a monitor that tells its size, left out.
    pub height_mm: Option<Millimetres>,
}

/// Keys that hold for any panel, and for the page.
pub(crate) const ANY_PANEL: [&str; 5] =
    ["fps_max", "language", "brightness", "distance_cm", "panel"];

impl DisplayPart {
    /// A key that says something for which a panel of this kind has no use, and what is missing for it.
    pub(super) fn fault(&self) -> Option<DisplayFault> {
        let of = |kinds: &[PanelKind]| self.panel.is_some_and(|kind| kinds.contains(&kind));
        let (drm, spi) = (of(&[PanelKind::Drm]), of(&[PanelKind::Spi]));
        let misplaced = [
            ("device", self.panel.is_some(), self.device.is_some()),
            (
                "rotation",
                self.panel.is_some() && !of(&[PanelKind::Png]),
                self.rotation.is_some(),
            ),
            ("connector", drm, self.connector.is_some()),
            ("mode", drm, self.mode.is_some()),
            ("controller", spi, self.controller.is_some()),
            ("data_line", spi, self.data_line.is_some()),
            ("reset_line", spi, self.reset_line.is_some()),
            ("spi_mhz", spi, self.spi_mhz.is_some()),
            ("bgr", spi, self.bgr.is_some()),
            ("inverted", spi, self.inverted.is_some()),
            ("mirrored", spi, self.mirrored.is_some()),
        ];
        let misplaced = misplaced.iter().find(|(_, fits, given)| *given && !fits);
        let missing = [
            (
                "device",
                of(&[PanelKind::Spi, PanelKind::Png]) && self.device.is_none(),
            ),
            ("controller", spi && self.controller.is_none()),
            ("data_line", spi && self.data_line.is_none()),
        ];
        let missing = missing.iter().find(|(_, missing)| *missing);
        misplaced
            .map(|(key, ..)| DisplayFault::Misplaced(key))
            .or(missing.map(|(key, _)| DisplayFault::Missing(key)))
    }

    /// Lays this one over another. A panel and all that is said of it are one choice.
    pub(super) fn over(self, below: Self) -> Self {
        let fps_max = self.fps_max.or(below.fps_max);
        let language = self.language.clone().or(below.language.clone());
        let brightness = self.brightness.or(below.brightness);
        let distance_cm = self.distance_cm.or(below.distance_cm);
        let whole = if self.panel.is_some() { self } else { below };
        Self {
            fps_max,
            language,
            brightness,
            distance_cm,
            ..whole
        }
    }
}

/// What is wrong with `[display]` as a whole.
pub(super) enum DisplayFault {
    /// A key that a panel of this kind has no use for.
    Misplaced(&'static str),
    /// A key that a panel of this kind needs.
    Missing(&'static str),
}
