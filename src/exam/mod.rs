//! The reading of an exam: timeline, current view, checklist.
//!
//! Pure and deterministic: no I/O, no clock, no threads; observations in, state out.

mod item;
mod timeline;

use std::time::Duration;

pub use item::{Item, ItemState};
pub use timeline::{Column, Timeline};

use crate::{detector::Detections, sector::Picture};

/// What was found in one frame.
#[derive(Clone, Copy, Debug)]
pub struct Observation {
    /// Number of the frame.
    pub frame: u64,
    /// Time of the frame since the source's first.
    pub time: Duration,
    /// What the picture was.
    pub picture: Picture,
    /// The structures; all zero unless the picture is live.
    pub structures: Detections,
}
