//! What the screen is drawn from: borrowed views of what the other rooms hold.

use std::time::Duration;

use crate::{
    anatomy::{Rect, StructureMap, View},
    detector::Detections,
    exam::{Item, Timeline},
    sector::Picture,
};

/// A result older than this is not shown, milliseconds. Source: requirement 1 of the second
/// reader ("never a result for a frame older than the limit").
pub const RESULT_AGE_MS_MAX: f32 = 300.0;

/// The part of the scanner's screen that is shown: the sector, all else already blacked out.
#[derive(Clone, Copy, Debug)]
pub struct Crop<'a> {
    /// Brightness 0 to 255, row by row without padding: `width * height` bytes.
    pub luma: &'a [u8],
    /// Width, pixels.
    pub width: usize,
    /// Height, pixels.
    pub height: usize,
    /// What it shows, in source pixels.
    pub rect: Rect,
}

impl Crop<'_> {
    /// Whether it has an area and all the bytes of it.
    pub(super) fn is_whole(&self) -> bool {
        let area = self.width.checked_mul(self.height);
        area.is_some_and(|area| area > 0 && area <= self.luma.len())
    }
}

/// What stands in the state line.
#[derive(Clone, Copy, Debug)]
pub struct Status<'a> {
    /// The source, for people.
    pub source: &'a str,
    /// Frames a second that are analysed; `None` before it is known.
    pub fps: Option<f32>,
    /// Number of the frame that the result came from; `None` where no frame came.
    pub frame: Option<u64>,
    /// Age of that frame, milliseconds; `None` where a clip is read and nothing is live.
    pub frame_age_ms: Option<f32>,
    /// Name of the model pack.
    pub model_name: &'a str,
    /// Version of the model pack.
    pub model_version: &'a str,
    /// First hexadecimal digits of the model's SHA-256.
    pub model_hash: &'a str,
    /// Name and version of the checklist profile, with a space between them.
    pub profile: &'a str,
    /// Version of this software.
    pub software: &'a str,
    /// The fault that stops the analysis, for people; `None` while it runs.
    pub fault: Option<&'a str>,
}

/// One moment of the exam, as the screen shows it.
#[derive(Clone, Copy, Debug)]
pub struct ScreenModel<'a> {
    /// What the picture is.
    pub picture: Picture,
    /// The live crop, where there is one.
    pub crop: Option<Crop<'a>>,
    /// The structures of the shown frame, boxes in source pixels.
    pub detections: &'a Detections,
    /// A structure is shown from this confidence on, 0 to 1.
    pub thresholds: &'a StructureMap<f32>,
    /// The current view.
    pub view: View,
    /// Time since the start of the exam.
    pub time: Duration,
    /// The checklist; items of a view stand together on the screen in this order.
    pub items: &'a [Item],
    /// The barcode.
    pub timeline: &'a Timeline,
    /// The state line.
    pub status: Status<'a>,
}

/// Whether the findings may be shown.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Standing {
    /// They belong to a live picture and are young enough.
    Analysing,
    /// The source gives no frames.
    NoSignal,
    /// The picture came and cannot be read: why, as [`Picture::reason`] says it.
    NotReadable {
        /// A word or two.
        title: &'static str,
        /// A sentence.
        sentence: &'static str,
    },
    /// The service reports a fault.
    Fault,
    /// The result is too old.
    Stale {
        /// Its age, milliseconds.
        age_ms: f32,
    },
}

impl ScreenModel<'_> {
    /// Whether the findings may be shown, and if not, why. An age that is not a number is old.
    #[must_use]
    pub fn standing(&self) -> Standing {
        if self.picture == Picture::NoSignal {
            return Standing::NoSignal;
        }
        if self.status.fault.is_some() || self.picture == Picture::ModelFault {
            return Standing::Fault;
        }
        if let Some((title, sentence)) = self.picture.reason() {
            return Standing::NotReadable { title, sentence };
        }
        match self.status.frame_age_ms {
            Some(age_ms) if age_ms.is_nan() || age_ms > RESULT_AGE_MS_MAX => {
                Standing::Stale { age_ms }
            }
            _ => Standing::Analysing,
        }
    }
}
