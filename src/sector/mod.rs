//! Finds the ultrasound sector on the scanner's screen and judges the picture.
//!
//! What lies beside the sector is masked, and so are boxes of text over its left or right border.
//! Letters and marks drawn over the live picture itself are filled from what lies beside them.
//!
//! Knows frames; must not know models or structures.

mod axis;
mod bar;
#[cfg(test)]
mod dark;
mod fan;
mod finder;
mod grid;
mod judge;
mod letterbox;
mod marks;
mod motion;
mod notch;
mod outline;
mod polar;
#[cfg(test)]
mod reference;
mod region;
#[cfg(test)]
mod screens;
mod shape;
mod sharpness;
mod sides;
mod tracker;

use crate::anatomy::Rect;
use crate::capture::{COLOUR_BLOCK, Frame};

pub use finder::Finder;
pub use judge::Judge;
pub use letterbox::{Letterbox, LetterboxError};
pub use marks::Mark;
pub use polar::Polar;
pub use shape::{Geometry, SectorShape};
pub use sharpness::sharpness;
pub use tracker::Tracker;

/// What the picture is. Anything but [`Picture::Live`] gives no structures: "cannot assess" is
/// never "not seen".
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Picture {
    /// A live ultrasound picture with a sector.
    Live,
    /// The last live picture came once more: the scanner makes fewer pictures than the grabber gives
    /// frames. No news: what was read in the last live frame stands, with that frame's age.
    Repeated,
    /// The scanner's freeze: a valid signal whose sector does not change.
    Frozen,
    /// Colour is laid over the sector: the grey picture below it cannot be read.
    ColourDoppler,
    /// Two or four pictures side by side.
    Dual,
    /// A sector with hardly anything in it: no contact, or the gain is down.
    TooDark,
    /// So much of the sector is at full white that structures are lost.
    Saturated,
    /// Most of the sector lies in shadow.
    Shadowed,
    /// No ultrasound sector on the screen: a menu, a worklist, a report page, a black screen.
    #[default]
    NotUltrasound,
    /// The source gives no frames.
    NoSignal,
    /// There is a sector, and the model failed to read it.
    ModelFault,
}

impl Picture {
    /// All kinds.
    pub const ALL: [Self; 11] = [
        Self::Live,
        Self::Repeated,
        Self::Frozen,
        Self::ColourDoppler,
        Self::Dual,
        Self::TooDark,
        Self::Saturated,
        Self::Shadowed,
        Self::NotUltrasound,
        Self::NoSignal,
        Self::ModelFault,
    ];

    /// The kind of that name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }

    /// Name in `snake_case`, as in records.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Live => "live",
            Self::Repeated => "repeated",
            Self::Frozen => "frozen",
            Self::ColourDoppler => "colour_doppler",
            Self::Dual => "dual",
            Self::TooDark => "too_dark",
            Self::Saturated => "saturated",
            Self::Shadowed => "shadowed",
            Self::NotUltrasound => "not_ultrasound",
            Self::NoSignal => "no_signal",
            Self::ModelFault => "model_fault",
        }
    }

    /// Why a picture that came is not analysed: a word or two, and a sentence, for people. `None` where it is
    /// analysed, or where the reason is not the picture.
    #[must_use]
    pub const fn reason(self) -> Option<(&'static str, &'static str)> {
        Some(match self {
            Self::Frozen => (
                "FROZEN",
                "not analysing: the scanner's picture stands still",
            ),
            Self::ColourDoppler => (
                "COLOUR DOPPLER",
                "not analysing: colour lies over the picture",
            ),
            Self::Dual => (
                "DUAL SCREEN",
                "not analysing: more than one picture on the screen",
            ),
            Self::TooDark => ("TOO DARK", "not analysing: contact or gain is too low"),
            Self::Saturated => ("TOO BRIGHT", "not analysing: the gain is too high"),
            Self::Shadowed => ("SHADOW", "not analysing: most of the picture is in shadow"),
            Self::NotUltrasound => (
                "NOT ULTRASOUND",
                "not analysing: no ultrasound sector found",
            ),
            Self::Live | Self::Repeated | Self::NoSignal | Self::ModelFault => return None,
        })
    }
}

/// Overwrites a frame that was read: nothing of the screen stays in memory until the next one comes.
pub fn forget(frame: &mut Frame) {
    frame.luma.fill(0);
    frame.colour.fill(0);
}

/// Where the sector lies on the screen, and its shape.
#[derive(Clone, Debug, PartialEq)]
pub struct Sector {
    /// Bounding box in whole source pixels.
    pub rect: Rect,
    /// For each row of `rect` from the top: first column and column behind the last, in source
    /// pixels. Pixels outside are not ultrasound and are never stored: they may hold names.
    pub spans: Vec<(u16, u16)>,
    /// What is burned in over the picture, by rows and columns: it is filled from beside it before
    /// anybody sees the sector.
    pub marks: Vec<Mark>,
}

impl Sector {
    /// A sector that fills its box, as a linear probe gives it.
    #[must_use]
    pub fn rectangle(x: u16, y: u16, w: u16, h: u16) -> Self {
        let rect = Rect::new(x.into(), y.into(), w.into(), h.into());
        Self {
            rect,
            spans: vec![(x, x.saturating_add(w)); h.into()],
            marks: Vec::new(),
        }
    }

    /// Blacks out all of a frame that is not picture, and fills what is burned in over the picture: what
    /// may be kept or written of it. The colour goes with what is blacked out.
    pub fn keep_only(&self, frame: &mut Frame) {
        let (width, top) = (frame.width, self.pixels()[1]);
        if width == 0 || frame.luma.len() < width.saturating_mul(frame.height) {
            forget(frame);
            return;
        }
        for (row, line) in frame.luma.chunks_exact_mut(width).enumerate() {
            let span = row.checked_sub(top).and_then(|row| self.spans.get(row));
            let (from, to) = span.copied().unwrap_or_default();
            let (from, to) = (usize::from(from).min(width), usize::from(to).min(width));
            line[..from].fill(0);
            line[to.max(from)..].fill(0);
            self.fill_marks(row, from, &mut line[from..to.max(from)]);
        }
        let (columns, _) = frame.colour_size();
        for (i, colour) in frame.colour.iter_mut().enumerate() {
            let (x, y) = (i % columns * COLOUR_BLOCK, i / columns * COLOUR_BLOCK);
            let inside = (y..y + COLOUR_BLOCK).any(|y| {
                self.span(y)
                    .is_some_and(|(from, to)| from < x + COLOUR_BLOCK && x < to)
            });
            if !inside {
                *colour = 0;
            }
        }
    }

    /// Fills the marks of a screen row: `line` holds its pixels from column `first` on.
    pub(crate) fn fill_marks(&self, row: usize, first: usize, line: &mut [u8]) {
        marks::fill(line, first, marks::of_row(&self.marks, row));
    }

    /// The bounding box as left, top, width, height in whole pixels; each at most 65535.
    pub(crate) fn pixels(&self) -> [usize; 4] {
        let Rect { x, y, w, h } = self.rect;
        // A cast from float to integer saturates and takes NaN to 0.
        [x, y, w, h].map(|v| usize::from(v.round() as u16))
    }
}
