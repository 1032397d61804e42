//! Memory that the display reads, and what of it is behind the screen.

use std::io;

use drm::{
    buffer::{Buffer as _, DrmFourcc},
    control::{Device as _, dumbbuffer::DumbBuffer, framebuffer},
};
use embedded_graphics::primitives::Rectangle;

use super::{Canvas, Lines, card::Card};

/// A pixel has blue, green, red and a byte without a meaning: every driver takes that.
pub(super) const PIXEL_BYTES: usize = 4;
const PIXEL_BITS: u32 = 32;
const COLOUR_BITS: u32 = 24;
/// More areas than that are drawn as one.
const AREAS_MAX: usize = 64;

/// A buffer of the size of the mode.
pub(super) struct Buffer {
    memory: DumbBuffer,
    framebuffer: framebuffer::Handle,
    /// Areas of the canvas that have changed since it was drawn here.
    soiled: Vec<Rectangle>,
    /// What lies around the canvas may be anything.
    all: bool,
}

impl Buffer {
    /// A black one.
    pub fn new(card: &Card, size: (u32, u32)) -> io::Result<Self> {
        let memory = card.create_dumb_buffer(size, DrmFourcc::Xrgb8888, PIXEL_BITS)?;
        let framebuffer = card.add_framebuffer(&memory, COLOUR_BITS, PIXEL_BITS)?;
        Ok(Self {
            memory,
            framebuffer,
            soiled: Vec::with_capacity(AREAS_MAX),
            all: true,
        })
    }

    /// Bytes from line to line.
    pub fn stride(&self) -> usize {
        self.memory.pitch() as usize
    }

    /// What the kernel shows.
    pub fn framebuffer(&self) -> framebuffer::Handle {
        self.framebuffer
    }

    /// The memory itself.
    pub fn memory(&self) -> DumbBuffer {
        self.memory
    }

    /// Areas of the canvas have changed; `whole` is all of it.
    pub fn soil(&mut self, areas: &[Rectangle], whole: Rectangle) {
        if self.soiled.len() + areas.len() > AREAS_MAX {
            self.soiled.clear();
            self.soiled.push(whole);
        } else {
            self.soiled.extend_from_slice(areas);
        }
    }

    /// The canvas lies elsewhere, and what is around it was not.
    pub fn soil_all(&mut self, whole: Rectangle) {
        self.all = true;
        self.soiled.clear();
        self.soiled.push(whole);
    }

    /// Whether nothing is to be drawn.
    pub fn is_clean(&self) -> bool {
        self.soiled.is_empty()
    }

    /// Draws what has changed.
    pub fn draw(&mut self, card: &Card, lines: &Lines, canvas: &Canvas) -> io::Result<()> {
        let mut memory = card.map_dumb_buffer(&mut self.memory)?;
        if std::mem::take(&mut self.all) {
            memory.fill(0);
        }
        for area in self.soiled.drain(..) {
            lines.draw(canvas, &area, &mut memory, value);
        }
        Ok(())
    }
}

/// A pixel of the buffer.
const fn value([red, green, blue]: [u8; 3]) -> u32 {
    u32::from_le_bytes([blue, green, red, 0])
}
