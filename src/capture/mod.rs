//! Video sources: V4L2, replay of files, the phantom.
//!
//! Nothing behind this room can tell which source a frame came from. Only this room knows V4L2.

mod area;
mod avi;
mod avi_header;
mod camera;
mod counts;
mod edid;
mod error;
pub mod formats;
mod frame;
mod limits;
mod listing;
mod live;
mod live_phantom;
mod open;
mod paced;
mod phantom;
mod picture;
mod pipe;
mod places;
mod riff;
#[cfg(test)]
mod samples;
mod signal;
mod stills;
mod v4l2;
mod wishes;
mod y4m;

use std::time::Duration;

pub use area::{ScreenArea, Within};
pub use avi::AviSource;
pub use camera::V4l2Source;
pub use counts::Counts;
pub use error::CaptureError;
pub use frame::{COLOUR_BLOCK, Frame};
pub use limits::{FPS_DEFAULT, SIDE_MAX, SIDE_MIN};
pub use listing::{ControlAbout, DeviceAbout, FormatAbout, Listing, SizeAbout, TimingsAbout, list};
pub use live_phantom::LivePhantom;
pub use open::{OpenOptions, open, open_until};
pub use paced::Paced;
pub use phantom::PhantomSource;
pub(crate) use pipe::Pipe;
pub use stills::StillsSource;
pub use wishes::{Edid, Wishes};

pub use y4m::{Y4mSource, Y4mWriter};

/// What a source had to offer when it was asked for the next frame.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// The frame was filled.
    Frame,
    /// The clip is over; a live source never says this.
    End,
    /// No frame within the source's deadline, and why. Asking again is the recovery.
    Fault(Signal),
}

/// Why a live source has no picture. Each is a state that a person sees.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Signal {
    /// The device node is not there.
    NoDevice,
    /// The device is there, and nothing is plugged into its input (it sees no 5 V from a source).
    NoCable,
    /// The device is there and reports no input signal.
    NoSignal,
    /// There is a signal, and the device cannot lock to it.
    NoLock,
    /// There is a signal of a size or rate that the device, or this program, cannot take.
    OutOfRange,
    /// The signal has just changed its size or rate: the device is being set to it.
    FormatChanged,
    /// The device says that it runs, but no frame came within the deadline.
    Stalled,
    /// The device was there and went away.
    Disconnected,
}

impl Signal {
    /// Every state, in the order of their declaration.
    pub const ALL: [Self; 8] = [
        Self::NoDevice,
        Self::NoCable,
        Self::NoSignal,
        Self::NoLock,
        Self::OutOfRange,
        Self::FormatChanged,
        Self::Stalled,
        Self::Disconnected,
    ];

    /// Name in `snake_case`, as in logs and events.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::NoDevice => "no_device",
            Self::NoCable => "no_cable",
            Self::NoSignal => "no_signal",
            Self::NoLock => "no_lock",
            Self::OutOfRange => "out_of_range",
            Self::FormatChanged => "format_changed",
            Self::Stalled => "stalled",
            Self::Disconnected => "disconnected",
        }
    }

    /// What is wrong and what to look at, for people.
    #[must_use]
    pub const fn words(self) -> &'static str {
        match self {
            Self::NoDevice => "no video device: is the grabber plugged in?",
            Self::NoCable => "no cable at the video input: plug in the scanner's",
            Self::NoSignal => "no video signal: is the cable in and the scanner on?",
            Self::NoLock => "the video signal is unsteady: check cable and plugs",
            Self::OutOfRange => "the scanner's video format is out of range: set another one there",
            Self::FormatChanged => "the scanner's video format has changed: starting anew",
            Self::Stalled => "the video device gives no pictures",
            Self::Disconnected => "the video device was unplugged",
        }
    }
}

/// What a source says of itself.
#[derive(Clone, Debug, PartialEq)]
pub struct SourceInfo {
    /// For people: `phantom seed 1`, `clip.y4m`, `v4l2 /dev/video0 YUYV`. Holds no directory names.
    pub name: String,
    /// Picture width, pixels.
    pub width: usize,
    /// Picture height, pixels.
    pub height: usize,
    /// Frames a second where the source states them.
    pub fps: Option<f64>,
    /// Number of frames in the clip where it is known beforehand.
    pub frames: Option<u64>,
}

/// A source of frames.
pub trait Source: Send {
    /// What the source is.
    fn info(&self) -> &SourceInfo;

    /// Fills `frame`, reusing its buffer, as fast as the source can.
    ///
    /// # Errors
    /// Where the input is broken for good: a truncated file, a vanished directory.
    fn next(&mut self, frame: &mut Frame) -> Result<Step, CaptureError>;

    /// How old the frame was when `next` handed it out: the time since the driver's stamp. `None`
    /// where there is no such stamp.
    fn delay(&self) -> Option<Duration> {
        None
    }
}
