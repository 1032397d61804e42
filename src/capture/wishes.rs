//! What is asked of a capture device, as a board file says it.

use super::formats::Unpacker;

/// What the scanner is told about the pictures that are wanted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Edid {
    /// 1920x1080 at 60 Hz where the device tells nothing: without it, most scanners send nothing.
    #[default]
    Absent,
    /// 1920x1080 at 60 Hz, whatever the device tells.
    FullHd,
    /// What the device tells stays.
    Keep,
}

/// What is asked of a device. Where it measures its signal, the signal's size holds.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Wishes {
    /// Names of pixel formats, the best first; empty: all that can be read, the cheapest first.
    pub formats: Vec<[u8; 4]>,
    /// Width and height, pixels.
    pub size: Option<(u32, u32)>,
    /// Frames a second.
    pub fps: Option<f64>,
    /// What the scanner is told.
    pub edid: Edid,
}

impl Wishes {
    /// The formats to try, in this order.
    pub(super) fn formats(&self) -> impl Iterator<Item = [u8; 4]> {
        let all = self.formats.is_empty().then(Unpacker::preference);
        self.formats
            .iter()
            .copied()
            .chain(all.into_iter().flatten())
    }
}
