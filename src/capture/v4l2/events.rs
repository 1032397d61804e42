//! What a device tells by itself, and the wait for it.

use std::fs::File;
use std::io;
use std::os::fd::AsRawFd;
use std::time::Duration;

use v4l::v4l_sys as sys;
use v4l::v4l2::vidioc;

use super::super::signal::Ready;
use super::Node;
use super::call::{DQEVENT, SUBSCRIBE_EVENT, zeroed};

/// Most events that are taken at once; a driver keeps one of a kind.
const EVENTS_MAX: usize = 16;

impl Node {
    /// Asks to be told when the input changes; false where the device does not tell.
    pub(super) fn subscribe(&self) -> bool {
        let mut index = 0i32;
        let _ = self.call(vidioc::VIDIOC_G_INPUT, &mut index);
        let mut wish = sys::v4l2_event_subscription {
            type_: sys::V4L2_EVENT_SOURCE_CHANGE,
            // Events of an input carry its number.
            id: index.cast_unsigned(),
            ..zeroed()
        };
        self.call(SUBSCRIBE_EVENT, &mut wish).is_ok()
    }

    /// Takes the events that wait; whether one says that the input has changed.
    pub(super) fn take_events(&self) -> bool {
        let mut changed = false;
        for _ in 0..EVENTS_MAX {
            let mut event: sys::v4l2_event = zeroed();
            // The descriptor does not block: without an event the call fails.
            if self.call(DQEVENT, &mut event).is_err() {
                break;
            }
            changed |= event.type_ == sys::V4L2_EVENT_SOURCE_CHANGE;
        }
        changed
    }
}

/// Waits for a filled buffer or an event.
pub(super) fn wait(file: &File, timeout: Duration) -> io::Result<Ready> {
    let mut poll = libc::pollfd {
        fd: file.as_raw_fd(),
        events: libc::POLLIN | libc::POLLPRI,
        revents: 0,
    };
    let timeout = i32::try_from(timeout.as_millis()).unwrap_or(i32::MAX);
    // SAFETY: one structure, and the count says one.
    let ready = unsafe { libc::poll(&raw mut poll, 1, timeout) };
    match ready {
        0 => Ok(Ready::default()),
        1.. => reading(poll.revents),
        _ => match io::Error::last_os_error() {
            error if error.kind() == io::ErrorKind::Interrupted => Ok(Ready::default()),
            error => Err(error),
        },
    }
}

/// What the answer of `poll` means.
fn reading(answer: i16) -> io::Result<Ready> {
    let has = |flag| answer & flag != 0;
    if has(libc::POLLHUP) || has(libc::POLLNVAL) {
        // The node was unplugged.
        return Err(io::Error::from_raw_os_error(libc::ENODEV));
    }
    let ready = Ready {
        frame: has(libc::POLLIN),
        event: has(libc::POLLPRI),
    };
    if has(libc::POLLERR) && !ready.event && !ready.frame {
        // The queue has failed, or stands still.
        return Err(io::Error::from_raw_os_error(libc::EIO));
    }
    Ok(ready)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_poll_says() {
        let code = |answer| reading(answer).err().and_then(|e| e.raw_os_error());
        let gone = libc::POLLERR | libc::POLLHUP | libc::POLLPRI | libc::POLLIN;
        assert_eq!(code(gone), Some(libc::ENODEV));
        assert_eq!(code(libc::POLLERR), Some(libc::EIO));
        let ready = |frame, event| Ready { frame, event };
        assert_eq!(reading(libc::POLLIN).unwrap(), ready(true, false));
        assert_eq!(reading(libc::POLLPRI).unwrap(), ready(false, true));
        assert_eq!(
            reading(libc::POLLPRI | libc::POLLERR).unwrap(),
            ready(false, true)
        );
        assert_eq!(
            reading(libc::POLLPRI | libc::POLLIN).unwrap(),
            ready(true, true)
        );
    }
}
