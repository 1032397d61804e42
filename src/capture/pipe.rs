//! Reads pipes so that a wait for their writer can be ended.

use std::fs::{File, OpenOptions};
use std::io::{self, Read};
use std::os::fd::AsRawFd;
use std::os::unix::fs::OpenOptionsExt;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use super::paced::SLICE;

/// A pipe, or another file that is not a regular one.
pub(crate) struct Pipe {
    file: File,
    stop: Arc<AtomicBool>,
}

impl Pipe {
    /// Opens it without waiting for a writer. Once `stop` is raised, reading fails.
    pub(super) fn open(path: &Path, stop: Arc<AtomicBool>) -> io::Result<Self> {
        let mut options = OpenOptions::new();
        let file = options
            .read(true)
            .custom_flags(libc::O_NONBLOCK)
            .open(path)?;
        Ok(Self::of(file, stop))
    }

    /// One that is open already.
    pub(crate) const fn of(file: File, stop: Arc<AtomicBool>) -> Self {
        Self { file, stop }
    }

    /// Waits for bytes, or the end of them, for a moment; whether there are any.
    fn is_ready(&self) -> io::Result<bool> {
        let mut wanted = libc::pollfd {
            fd: self.file.as_raw_fd(),
            events: libc::POLLIN,
            revents: 0,
        };
        // SAFETY: `wanted` is one valid entry, and its descriptor is open as long as `self` is.
        let ready = unsafe { libc::poll(&raw mut wanted, 1, SLICE.as_millis() as i32) };
        match ready {
            1.. => Ok(true),
            0 => Ok(false),
            _ => match io::Error::last_os_error() {
                error if error.kind() == io::ErrorKind::Interrupted => Ok(false),
                error => Err(error),
            },
        }
    }
}

impl Read for Pipe {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        loop {
            if self.stop.load(Ordering::Relaxed) {
                // Not `Interrupted`: that would be tried again.
                return Err(io::Error::other("interrupted"));
            }
            if !self.is_ready()? {
                continue;
            }
            match self.file.read(buffer) {
                Err(error) if error.kind() == io::ErrorKind::WouldBlock => {}
                read => return read,
            }
        }
    }
}
