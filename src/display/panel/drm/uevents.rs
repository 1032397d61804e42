//! What the kernel tells of displays that are plugged in or out.
//!
//! Asking a connector costs tens of milliseconds on some boards, as it reads the monitor's data over
//! a slow wire. So it is asked only when the kernel says that something happened.

use std::{
    io,
    os::fd::{AsRawFd as _, FromRawFd as _, OwnedFd},
    time::{Duration, Instant},
};

/// The kernel's own messages, as against those that a daemon passes on.
const OF_KERNEL: u32 = 1;
/// The kernel's messages are no longer (`UEVENT_BUFFER_SIZE` of linux/kobject.h).
const MESSAGE_BYTES_MAX: usize = 2048;
/// Messages that are looked at in one go.
const MESSAGES_MAX: usize = 64;
/// Without messages, the connector is asked as often.
const ASKED: Duration = Duration::from_secs(5);

/// The kernel's messages, or a clock where there are none.
pub(super) struct Uevents {
    socket: Option<OwnedFd>,
    asked: Instant,
}

impl Uevents {
    /// Listens from now on.
    pub fn open() -> Self {
        let socket = listen().inspect_err(|error| {
            log::info!("panel: no messages of the kernel ({error}): it is looked at every 5 s");
        });
        Self {
            socket: socket.ok(),
            asked: Instant::now(),
        }
    }

    /// Whether something was plugged in or out since the last call.
    pub fn took_place(&mut self) -> bool {
        let Some(socket) = &self.socket else {
            let due = self.asked.elapsed() >= ASKED;
            if due {
                self.asked = Instant::now();
            }
            return due;
        };
        let mut found = false;
        let mut message = [0_u8; MESSAGE_BYTES_MAX];
        for _ in 0..MESSAGES_MAX {
            // SAFETY: the buffer is as long as the call is told.
            let bytes = unsafe {
                let to = message.as_mut_ptr().cast();
                libc::recv(socket.as_raw_fd(), to, message.len(), libc::MSG_DONTWAIT)
            };
            match usize::try_from(bytes) {
                Ok(bytes) if bytes > 0 => found |= is_of_display(&message[..bytes]),
                // Messages were lost, and one of them may have been the one.
                _ if io::Error::last_os_error().raw_os_error() == Some(libc::ENOBUFS) => {
                    found = true;
                }
                _ => break,
            }
        }
        found
    }
}

fn listen() -> io::Result<OwnedFd> {
    let kind = libc::SOCK_DGRAM | libc::SOCK_CLOEXEC | libc::SOCK_NONBLOCK;
    // SAFETY: no memory is involved.
    let socket = unsafe { libc::socket(libc::AF_NETLINK, kind, libc::NETLINK_KOBJECT_UEVENT) };
    if socket < 0 {
        return Err(io::Error::last_os_error());
    }
    // SAFETY: it was just opened and belongs to nobody else.
    let socket = unsafe { OwnedFd::from_raw_fd(socket) };
    // SAFETY: numbers alone, for which zero is a value.
    let mut address: libc::sockaddr_nl = unsafe { std::mem::zeroed() };
    address.nl_family = libc::AF_NETLINK as libc::sa_family_t;
    address.nl_groups = OF_KERNEL;
    let bytes = size_of_val(&address) as libc::socklen_t;
    // SAFETY: the address is of the kind of the socket, and its size is given.
    let bound = unsafe { libc::bind(socket.as_raw_fd(), (&raw const address).cast(), bytes) };
    if bound == 0 {
        Ok(socket)
    } else {
        Err(io::Error::last_os_error())
    }
}

/// Whether a message says that a display came, went or changed: `KEY=VALUE`, each with a zero behind.
fn is_of_display(message: &[u8]) -> bool {
    message
        .split(|byte| *byte == 0)
        .any(|line| line == b"SUBSYSTEM=drm")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn messages_of_displays_are_told_from_others() {
        let of_display =
            b"change@/devices/pci0/drm/card0\0ACTION=change\0SUBSYSTEM=drm\0HOTPLUG=1\0";
        assert!(is_of_display(of_display));
        assert!(!is_of_display(
            b"add@/devices/usb1\0ACTION=add\0SUBSYSTEM=usb\0"
        ));
        assert!(!is_of_display(b"SUBSYSTEM=drm_dp_aux_dev\0"));
        assert!(!is_of_display(b""));
    }

    #[test]
    fn nothing_takes_place_while_nothing_does() {
        let mut without = Uevents {
            socket: None,
            asked: Instant::now(),
        };
        assert!(!without.took_place());
        without.asked -= ASKED;
        assert!(without.took_place() && !without.took_place());
    }
}
