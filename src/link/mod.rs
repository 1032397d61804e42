//! The vendor link's view of the service: what of an exam is told on serial lines, and what vendors say to it.
//!
//! Sessions, ports and the contract are in `crates/link` and `crates/wire`; this room puts an exam into their words. It
//! reads what [`Exam::shown`](crate::exam::Exam::shown) lets it, and sets no threshold.

mod fill;
mod key_image;
mod said;
pub mod script;
mod words;

pub use link::{
    About, Answer, Ask, Backlight, Facts, Flow, Hub, ItemAbout, Meddle, PortError, PortName,
    Refused, Request, Settings, conform, faults,
    port::{Port, Pty},
    serve,
};

pub use fill::{Filler, Moment};
pub use key_image::{picture, shrink};
pub use said::{answer, said};
pub use words::{entry_state, exam_state, item_state, state, view};
pub(crate) use {
    said::code,
    words::{low, milliseconds},
};

#[cfg(test)]
mod tests;
