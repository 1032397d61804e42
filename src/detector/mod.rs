//! Model packs, the tract engine and the decoding of its outputs.
//!
//! Knows frames and sectors; must not know views, checklists or screens. Only this room knows tract.

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
