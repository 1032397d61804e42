//! Video sources: V4L2, replay of files, the phantom.
//!
//! Nothing behind this room can tell which source a frame came from. Only this room knows V4L2.

mod avi;
mod avi_header;
mod camera;
mod error;
pub mod formats;
mod frame;
mod limits;
mod live;
mod live_phantom;
mod open;
mod paced;
mod phantom;
mod picture;
mod pipe;
mod riff;
#[cfg(test)]
mod samples;
mod signal;
mod stills;
mod v4l2;
mod y4m;

pub use avi::AviSource;
pub use camera::V4l2Source;
pub use error::CaptureError;
pub use frame::Frame;
pub use limits::{FPS_DEFAULT, SIDE_MAX, SIDE_MIN};
pub use live_phantom::LivePhantom;
pub use open::{OpenOptions, open, open_until};
pub use paced::Paced;
pub use phantom::PhantomSource;
pub use stills::StillsSource;

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
    /// The device is there and reports no (or no usable) input signal.
    NoSignal,
    /// The device says that it runs, but no frame came within the deadline.
    Stalled,
    /// The device was there and went away.
    Disconnected,
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
}
