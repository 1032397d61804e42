//! Structures, views and checklist profiles: data, no behaviour.

pub use ::anatomy::{Rect, Structure, StructureMap, View};
