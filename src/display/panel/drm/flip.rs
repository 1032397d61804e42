//! The turn from one buffer to the other, at the display's own time.

use std::{
    io,
    os::fd::{AsFd as _, AsRawFd as _},
    time::{Duration, Instant},
};

use drm::control::{Device as _, Event, PageFlipFlags, crtc};

use super::{buffer::Buffer, card::Card};

/// The longest wait for a turn: two pictures of a display of 30 Hz.
const WAIT_MAX: Duration = Duration::from_millis(67);
/// A display that takes no picture for so long does not work.
const STUCK: Duration = Duration::from_secs(3);

/// Whether a turn is under way.
#[derive(Default)]
pub(super) struct Flip {
    since: Option<Instant>,
}

impl Flip {
    /// Waits a moment for the turn that is under way, and says whether none is any more.
    ///
    /// # Errors
    /// Where the card is gone, or takes no pictures.
    pub fn is_over(&mut self, card: &Card) -> io::Result<bool> {
        let Some(since) = self.since else {
            return Ok(true);
        };
        if !readable(card, WAIT_MAX)? {
            let stuck = since.elapsed() > STUCK;
            return if stuck {
                Err(io::ErrorKind::TimedOut.into())
            } else {
                Ok(false)
            };
        }
        for event in card.receive_events()? {
            if matches!(event, Event::PageFlip(_)) {
                self.since = None;
            }
        }
        Ok(self.since.is_none())
    }

    /// Begins a turn; none may be under way.
    ///
    /// # Errors
    /// Where the card refuses.
    pub fn to(&mut self, card: &Card, crtc: crtc::Handle, buffer: &Buffer) -> io::Result<()> {
        card.page_flip(crtc, buffer.framebuffer(), PageFlipFlags::EVENT, None)?;
        self.since = Some(Instant::now());
        Ok(())
    }
}

/// Whether there is something to read, after a wait.
fn readable(card: &Card, wait: Duration) -> io::Result<bool> {
    let mut poll = libc::pollfd {
        fd: card.as_fd().as_raw_fd(),
        events: libc::POLLIN,
        revents: 0,
    };
    // SAFETY: one structure, which lives as long as the call.
    match unsafe { libc::poll(&raw mut poll, 1, wait.as_millis() as libc::c_int) } {
        -1 => Err(io::Error::last_os_error()),
        0 => Ok(false),
        _ if poll.revents & libc::POLLIN != 0 => Ok(true),
        _ => Err(io::Error::from_raw_os_error(libc::ENODEV)),
    }
}
