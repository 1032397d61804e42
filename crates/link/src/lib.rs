//! The vendor link: sessions over serial lines, as `crates/wire` writes them down.
//!
//! The service publishes the newest facts and tells events; a thread for each port holds the session there. Nothing
//! here can slow a frame: facts are swapped without waiting, events come from the thread that takes the service's
//! events, and what a peer does not read is kept in a buffer of fixed size, or left out.
//!
//! Knows the contract and ports; must not know exams, models or pictures but by what [`Facts`] says of them.

mod answer;
pub mod conform;
mod facts;
pub mod faults;
mod hub;
mod journal;
mod meddle;
mod outbox;
pub mod port;
mod requests;
mod results;
mod serve;
mod session;
pub mod vendor;

pub use answer::{Answer, Ask, Refused};
pub use facts::{
    About, ExamFacts, Facts, FindingsFacts, HealthFacts, ItemAbout, ItemFacts, MeasureFacts,
    RateFacts,
};
pub use hub::{Asker, Backlight, Hub, LINES_KEPT, Picture, Request, Shrink, Shrunk};
pub use journal::{Entry, Journal, What};
pub use meddle::Meddle;
pub use port::{Flow, PortError, PortName, Settings};
pub use serve::serve;
pub use session::Session;
pub use wire;

#[cfg(test)]
mod tests;
