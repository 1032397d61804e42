//! What the screen is drawn from: borrowed views of what the other rooms hold.

use std::time::Duration;

use super::{key_images::KeyImage, language::Language, showing::Showing};
use crate::{
    anatomy::{ItemSpec, Rect, StructureMap, View},
    capture::Signal,
    detector::Detections,
    exam::{
        Item, Timeline,
        protocol::{self, Next},
        score::whole::{Assessment, TooLittle},
    },
    sector::Picture,
};

/// A result older than this is not shown, milliseconds. Source: requirement 1 of the second
/// reader ("never a result for a frame older than the limit").
pub const RESULT_AGE_MS_MAX: f32 = 300.0;

/// Fewer pictures a second than this are too few: of a heart that beats 150 times a minute there are then less
/// than four in a beat. It is a choice.
pub const FPS_MIN: f32 = 10.0;

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
    /// For each row the first column of the sector and the one behind the last; empty where it is not known.
    pub spans: &'a [(u16, u16)],
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
    /// Somebody who is trusted vouches for the model.
    pub model_verified: bool,
    /// Name and version of the checklist profile, with a space between them.
    pub profile: &'a str,
    /// Version of this software.
    pub software: &'a str,
    /// The fault that stops the analysis, for people; `None` while it runs.
    pub fault: Option<&'a str>,
    /// What the service does.
    pub work: Work,
}

/// What the service does.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Work {
    /// It reads frames.
    #[default]
    Running,
    /// It has begun, and no frame came yet.
    Starting,
    /// It checks its model.
    SelfTest {
        /// How many checks are done.
        done: u32,
        /// How many there are.
        all: u32,
    },
    /// The source gives no frames.
    NoFrames(Signal),
    /// It is replaced by a newer version.
    Updating {
        /// How much of it is done.
        percent: u8,
    },
    /// The model fails.
    ModelFault,
    /// It has ended.
    Stopped,
}

/// What to show next, as the exam suggests it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Hint<'a> {
    /// A view was not shown yet, or only in passing.
    Show(View),
    /// The item's structures were not found together in its view.
    Again(View, &'a str),
    /// The view was not shown for long enough to measure the item.
    Hold(View, &'a str),
    /// On which side of the picture the left of the fetus lies is not entered.
    EnterLeft,
}

impl<'a> From<Next<'a>> for Hint<'a> {
    fn from(next: Next<'a>) -> Self {
        let of = |spec: &'a ItemSpec| (spec.view, spec.label.as_str());
        match next {
            Next::Show(view) => Self::Show(view),
            Next::Again(spec) => Self::Again(of(spec).0, of(spec).1),
            Next::Hold(spec) => Self::Hold(of(spec).0, of(spec).1),
            Next::EnterLeft => Self::EnterLeft,
        }
    }
}

/// What the clinical engineer wants to know and nobody else.
#[derive(Clone, Copy, Debug, Default)]
pub struct Setup<'a> {
    /// Name of the board file; empty where there is none.
    pub board: &'a str,
    /// Address of the live page; empty where there is none.
    pub address: &'a str,
    /// All of the model's SHA-256, hexadecimal.
    pub model_sha256: &'a str,
    /// From the arrival of a frame to its screen, milliseconds: the median.
    pub latency_ms: Option<f32>,
    /// The warmest part of the board, degrees Celsius.
    pub temperature_c: Option<f32>,
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
    /// How the exam goes.
    pub exam: protocol::State,
    /// What was found may not be shown yet: the examiner judges first. Items, timeline, detections, key images
    /// and findings are empty then.
    pub withheld: bool,
    /// What to show next; `None` where there is nothing to suggest.
    pub hint: Option<Hint<'a>>,
    /// The best picture of each view, by its place in [`View::SWEEP`].
    pub key_images: [Option<KeyImage<'a>>; View::SWEEP.len()],
    /// The score, and what to look at again; `None` where the site wants none, or the exam goes on.
    pub findings: Option<&'a Result<Assessment, TooLittle>>,
    /// For the setup page.
    pub setup: Setup<'a>,
    /// What the one who looks has chosen to see.
    pub showing: Showing,
    /// In which language.
    pub language: &'a Language,
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
        if self.picture == Picture::NoSignal || matches!(self.status.work, Work::NoFrames(_)) {
            return Standing::NoSignal;
        }
        let works = self.status.work == Work::Running;
        if self.status.fault.is_some() || self.picture == Picture::ModelFault || !works {
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

    /// Whether frames are read, and too few of them.
    #[must_use]
    pub fn is_slow(&self) -> bool {
        let slow = self.status.fps.is_some_and(|fps| fps < FPS_MIN);
        slow && self.status.frame_age_ms.is_some() && self.standing() == Standing::Analysing
    }
}
