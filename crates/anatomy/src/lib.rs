//! The vocabulary of a fetal heart screening: which structures there are, which views a sweep
//! passes, and the box that says where a structure lies.
//!
//! Data without behaviour, shared by the phantom (which knows the truth) and the service (which
//! finds it). It must not know pictures, models or checklists.
#![no_std]

mod rect;
mod structure;
mod view;

pub use rect::Rect;
pub use structure::{Structure, StructureMap};
pub use view::View;
