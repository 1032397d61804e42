//! Model packs, the tract engine and the decoding of its outputs.
//!
//! Knows frames, sectors and signatures; must not know views, checklists or screens. Only this room knows tract.

mod classifier;
mod decode;
mod engine;
mod error;
mod golden;
mod leaves;
mod manifest;
mod model;
mod pack;
mod profile;
mod resize;
mod trusted;

pub use classifier::Classifier;
pub use error::{EngineError, PackError};
pub use golden::Checks;
pub use leaves::{INLET_VALVES, ValveLines, valve_lines};
pub use manifest::Kind;
pub use model::{Detector, Model};
pub use pack::{Pack, PackInfo, find};
pub use profile::{Cost, Profile};
pub use trusted::Trust;

use crate::anatomy::{Rect, StructureMap};

/// The one best box of a structure.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Detection {
    /// Confidence, 0 to 1.
    pub confidence: f32,
    /// Box in source pixels.
    pub rect: Rect,
}

/// The detections of one frame; a confidence of 0 says that the structure was not found.
pub type Detections = StructureMap<Detection>;
