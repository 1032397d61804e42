//! What a simulator does to its own line, so that a vendor can try what happens then.

use std::{
    io::Write,
    sync::{
        Mutex, PoisonError,
        atomic::{AtomicU32, Ordering},
    },
    time::{Duration, Instant},
};

/// Faults of the line that a simulator makes; a device makes none.
#[derive(Debug, Default)]
pub struct Meddle {
    garbage: AtomicU32,
    made: AtomicU32,
    stalled: Mutex<Option<Instant>>,
}

impl Meddle {
    /// So many bytes of noise are sent between two frames.
    pub fn garbage(&self, bytes: u32) {
        self.garbage.fetch_add(bytes, Ordering::Relaxed);
    }

    /// Nothing is read or sent for so long.
    pub fn stall(&self, time: Duration) {
        let until = Instant::now() + time;
        *self.stalled.lock().unwrap_or_else(PoisonError::into_inner) = Some(until);
    }

    pub(crate) fn is_stalled(&self, now: Instant) -> bool {
        let stalled = self.stalled.lock().unwrap_or_else(PoisonError::into_inner);
        stalled.is_some_and(|until| now < until)
    }

    /// Sends noise where it is wanted: the same bytes in every run.
    pub(crate) fn write_garbage(&self, port: &mut impl Write) {
        let bytes = self.garbage.swap(0, Ordering::Relaxed);
        let noise: Vec<u8> = (0..bytes)
            .map(|_| {
                let n = self.made.fetch_add(1, Ordering::Relaxed);
                (n.wrapping_mul(2_654_435_761) >> 21) as u8
            })
            .collect();
        let _ = port.write(&noise);
    }
}
