//! Threads, hand-over, supervision and measures: the only place where the rooms are wired.
//!
//! Nobody else starts a thread. Frames are handed over by a latest-wins slot, events by a bounded
//! channel that never drops.

pub mod memory;
pub mod slot;
pub mod stats;
pub mod stop;
