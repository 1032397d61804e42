//! Threads, hand-over, supervision and measures: the only place where the rooms are wired.
//!
//! Nobody else starts a thread. Frames are handed over by a latest-wins slot, events by a bounded
//! channel that never drops.

mod capture_thread;
mod commands_thread;
mod devices_thread;
mod event;
mod heartbeat;
mod inbox;
mod key_images;
mod links;
mod live;
mod loading;
pub mod memory;
mod pipeline;
mod reading_thread;
mod show_thread;
mod shown_exam;
pub mod slot;
mod snapshot;
mod state;
pub mod stats;
pub mod stop;
mod temperature;
mod threads;
mod told;
mod updates;
mod watchdog;

pub use event::{EVENTS_MAX, Event};
pub use key_images::KeyImages;
pub use links::Links;
pub use live::{Hands, Look, Outcome, Plan, ServiceError, run};
pub use loading::Loading;
pub use pipeline::{FrameError, Meters, Pipeline, Reading};
pub use snapshot::{About, Best, SectorCrop, Snapshot};
pub use state::State;
