//! A panel behind a DRM device (`/dev/dri/cardN`): two dumb buffers, one shown while the other is
//! drawn, and a page flip between them.
//!
//! The kernel tells when something is plugged in or out; then the connector is asked anew, and what the kernel knows of it is
//! looked at now and then. What goes wrong ends this panel, and the one who holds it opens another.

mod buffer;
mod card;
mod flip;
mod output;
mod uevents;

use std::path::Path;

use drm::control::Device as _;
use embedded_graphics::primitives::Rectangle;

use crate::board::{DisplayMode, Rotation};

use super::{
    super::canvas::Canvas,
    Panel, PanelError,
    lines::{Lines, whole},
};

use self::{
    buffer::{Buffer, PIXEL_BYTES},
    card::Card,
    flip::Flip,
    output::Output,
    uevents::{Look, Uevents},
};

/// What a board file asks of a DRM panel.
#[derive(Clone, Copy, Debug)]
pub(super) struct Wanted<'a> {
    /// Connector; `None`: the first with something plugged in.
    pub connector: Option<&'a str>,
    /// Mode; `None`: the one that the monitor prefers.
    pub mode: Option<DisplayMode>,
    /// How far the picture is turned.
    pub rotation: Rotation,
}

/// An open connector.
pub(super) struct DrmPanel {
    card: Card,
    output: Output,
    mode: Option<DisplayMode>,
    rotation: Rotation,
    uevents: Uevents,
    /// The first one is drawn next, the second one is shown.
    buffers: [Buffer; 2],
    flip: Flip,
    /// The size of the canvas that was shown last.
    shown: Option<(u32, u32)>,
}

impl DrmPanel {
    /// Takes a connector of the card, or of the first card on which there is one.
    ///
    /// # Errors
    /// Where there is no card, no such connector or mode, nothing plugged in, or another program
    /// holds the display.
    pub fn open(device: Option<&Path>, wanted: &Wanted<'_>) -> Result<Self, PanelError> {
        // Before the connector is looked at, so that nothing is missed.
        let uevents = Uevents::open();
        let (card, output) = Card::with_output(device, wanted)?;
        let size = output.size();
        let buffers = Buffer::new(&card, size)
            .and_then(|first| Ok([first, Buffer::new(&card, size)?]))
            .map_err(|e| card.fault(e))?;
        let panel = Self {
            card,
            output,
            mode: wanted.mode,
            rotation: wanted.rotation,
            uevents,
            buffers,
            flip: Flip::default(),
            shown: None,
        };
        panel.output.light(&panel.card, &panel.buffers[1])?;
        Ok(panel)
    }

    /// Whether the connector is as it was, where it is time to look.
    fn look(&mut self) -> Result<(), PanelError> {
        let Some(look) = self.uevents.due() else {
            return Ok(());
        };
        let now = self.output.as_it_is(&self.card, self.mode, look)?;
        if now == self.output {
            return Ok(());
        }
        Err(PanelError::Changed {
            device: self.card.name().to_owned(),
        })
    }
}

impl Panel for DrmPanel {
    fn size(&self) -> (u32, u32) {
        self.rotation.turned(self.output.size())
    }

    fn show(&mut self, canvas: &Canvas, changed: &[Rectangle]) -> Result<(), PanelError> {
        self.look()?;
        let size = (canvas.width(), canvas.height());
        let panel = self.output.size();
        let pixels = (self.buffers[0].stride(), PIXEL_BYTES);
        let Some(lines) = Lines::amid(panel, pixels, size, self.rotation) else {
            return Err(PanelError::too_small(self.card.name(), self.size(), size));
        };
        let anew = self.shown.replace(size) != Some(size);
        for buffer in &mut self.buffers {
            if anew {
                buffer.soil_all(whole(size));
            } else {
                buffer.soil(changed, whole(size));
            }
        }
        // Where the last picture still waits for its turn, what changed waits with it.
        let io = |e| self.card.fault(e);
        if !self.flip.is_over(&self.card).map_err(io)? || self.buffers[0].is_clean() {
            return Ok(());
        }
        self.buffers[0]
            .draw(&self.card, &lines, canvas)
            .map_err(io)?;
        self.flip
            .to(&self.card, self.output.crtc(), &self.buffers[0])
            .map_err(io)?;
        self.buffers.swap(0, 1);
        Ok(())
    }
}

impl Drop for DrmPanel {
    fn drop(&mut self) {
        // The card may be gone, and closing it gives everything back in any case.
        for buffer in &self.buffers {
            let _ = self.card.destroy_framebuffer(buffer.framebuffer());
            let _ = self.card.destroy_dumb_buffer(buffer.memory());
        }
    }
}
