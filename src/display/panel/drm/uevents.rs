//! What the kernel tells of displays that are plugged in or out.
//!
//! Asking a connector costs tens of milliseconds on some boards, as it reads the monitor's data over
//! a slow wire. So it is asked only when the kernel says that something happened. What the kernel knows
//! without asking costs nothing, and changes without a message where a connector is forced off.

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
/// With messages, what the kernel knows of it is looked at as often.
const LOOKED_AT: Duration = Duration::from_secs(1);

/// How a connector is to be looked at.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Look {
    /// By what the kernel knows of it.
    Known,
    /// By asking what is plugged in.
    Asked,
}

/// The kernel's messages, and a clock.
pub(super) struct Uevents {
    socket: Option<OwnedFd>,
    looked: Instant,
}

impl Uevents {
    /// Listens from now on.
    pub fn open() -> Self {
        let socket = listen().inspect_err(|error| {
            log::info!("panel: no messages of the kernel ({error}): it is looked at every 5 s");
        });
        Self {
            socket: socket.ok(),
            looked: Instant::now(),
        }
    }

    /// Whether it is time to look at the connector, and how.
    pub fn due(&mut self) -> Option<Look> {
        let (every, look) = match self.socket {
            Some(_) => (LOOKED_AT, Look::Known),
            None => (ASKED, Look::Asked),
        };
        let look = if self.took_place() {
            Some(Look::Asked)
        } else {
            (self.looked.elapsed() >= every).then_some(look)
        };
        if look.is_some() {
            self.looked = Instant::now();
        }
        look
    }

    /// Whether a message says that something was plugged in or out since the last call.
    fn took_place(&self) -> bool {
        let Some(socket) = &self.socket else {
            return false;
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
    fn a_connector_is_looked_at_now_and_then() {
        let now = Instant::now();
        let mut without = Uevents {
            socket: None,
            looked: now,
        };
        assert_eq!(without.due(), None);
        without.looked -= ASKED;
        assert_eq!((without.due(), without.due()), (Some(Look::Asked), None));
        // A pair that says nothing stands in for the kernel.
        let (quiet, _other) = std::os::unix::net::UnixDatagram::pair().unwrap();
        let mut with = Uevents {
            socket: Some(quiet.into()),
            looked: now,
        };
        assert_eq!(with.due(), None);
        with.looked -= LOOKED_AT;
        assert_eq!((with.due(), with.due()), (Some(Look::Known), None));
    }

    #[test]
    fn a_connector_is_asked_when_the_kernel_says_so() {
        let (ours, kernel) = std::os::unix::net::UnixDatagram::pair().unwrap();
        let mut uevents = Uevents {
            socket: Some(ours.into()),
            looked: Instant::now(),
        };
        kernel.send(b"add@/usb1\0SUBSYSTEM=usb\0").unwrap();
        assert_eq!(uevents.due(), None);
        kernel.send(b"change@/card0\0SUBSYSTEM=drm\0").unwrap();
        assert_eq!((uevents.due(), uevents.due()), (Some(Look::Asked), None));
    }
}
