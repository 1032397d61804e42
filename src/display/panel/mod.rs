//! Where the screen is shown: one trait, and behind it a DRM connector, a framebuffer, a panel at an
//! SPI bus or a picture file.
//!
//! A panel gets whole pixels and decides nothing. Knows devices of the display side; must not know
//! what a screen means, or threads.

mod attached;
mod backlight;
mod drm;
mod error;
mod framebuffer;
mod lines;
mod png_file;
mod spi;

use std::path::PathBuf;

use embedded_graphics::primitives::Rectangle;

use crate::board::{Controller, DisplayMode, DisplayPart, GpioLine, PanelKind, Rotation};

use super::canvas::Canvas;

pub use attached::{Attached, Open};
pub use backlight::Backlight;
pub use error::PanelError;
pub use spi::Wiring;

use self::{drm::DrmPanel, framebuffer::FramebufferPanel, png_file::PngFile};

/// What shows a screen.
pub trait Panel: Send {
    /// Width and height of the screen that fills it, pixels, as a person sees it.
    fn size(&self) -> (u32, u32);

    /// Shows a canvas, of which the `changed` areas differ from the one shown last; areas may overlap and
    /// reach beyond it. A canvas that is smaller than the panel stands amid it. Waits for no longer
    /// than a panel takes for two pictures.
    ///
    /// # Errors
    /// Where the panel is gone or no longer as it was: it is of no use then, and to be opened anew.
    fn show(&mut self, canvas: &Canvas, changed: &[Rectangle]) -> Result<(), PanelError>;
}

/// Which panel, and how it is to be opened.
#[derive(Clone, Debug, PartialEq)]
pub enum PanelPlan {
    /// A DRM connector.
    Drm {
        /// Device node; `None`: the first card with something plugged in.
        device: Option<PathBuf>,
        /// Connector; `None`: the first with something plugged in.
        connector: Option<String>,
        /// Mode; `None`: the one that the monitor prefers.
        mode: Option<DisplayMode>,
        /// How far the picture is turned.
        rotation: Rotation,
    },
    /// A Linux framebuffer.
    Framebuffer {
        /// Device node.
        device: PathBuf,
        /// How far the picture is turned.
        rotation: Rotation,
    },
    /// A panel at an SPI bus.
    Spi(SpiPlan),
    /// A picture file.
    Png {
        /// The file.
        file: PathBuf,
    },
}

/// A panel at an SPI bus.
#[derive(Clone, Debug, PartialEq)]
pub struct SpiPlan {
    /// Device node of the bus.
    pub device: PathBuf,
    /// What is on it.
    pub wiring: Wiring,
    /// The line that tells commands from data.
    pub data_line: GpioLine,
    /// The line that resets it, where there is one.
    pub reset_line: Option<GpioLine>,
    /// Clock of the bus, hertz.
    pub clock_hz: u32,
}

/// Clock of an SPI bus where the board file says none: what the slowest of the controllers, the ILI9488,
/// takes for writing (its data sheet V100, 17.4.3: a cycle of 50 ns at least).
const CLOCK_MHZ: f64 = 20.0;

impl PanelPlan {
    /// What a board file asks for; `None` where it asks for no panel. What it leaves out and has to say
    /// was checked when it was read.
    #[must_use]
    pub fn of(part: &DisplayPart) -> Option<Self> {
        let device = part.device.as_ref().map(PathBuf::from);
        let rotation = part.rotation.unwrap_or_default();
        Some(match part.panel? {
            PanelKind::Drm => Self::Drm {
                device,
                connector: part.connector.clone(),
                mode: part.mode,
                rotation,
            },
            PanelKind::Framebuffer => Self::Framebuffer {
                device: device.unwrap_or_else(|| PathBuf::from("/dev/fb0")),
                rotation,
            },
            PanelKind::Spi => Self::Spi(SpiPlan {
                device: device?,
                wiring: Wiring {
                    controller: part.controller.unwrap_or(Controller::Ili9341),
                    rotation,
                    bgr: part.bgr.unwrap_or(false),
                    inverted: part.inverted.unwrap_or(false),
                    mirrored: part.mirrored.unwrap_or(false),
                },
                data_line: part.data_line.clone()?,
                reset_line: part.reset_line.clone(),
                clock_hz: (part.spi_mhz.map_or(CLOCK_MHZ, |mhz| mhz.0) * 1e6) as u32,
            }),
            PanelKind::Png => Self::Png { file: device? },
        })
    }

    /// Opens the panel for screens of that size, where the panel has none of its own.
    ///
    /// # Errors
    /// Where it is not there, or not as it has to be.
    pub fn open(&self, size: (u32, u32)) -> Result<Box<dyn Panel>, PanelError> {
        Ok(match self {
            Self::Drm {
                device,
                connector,
                mode,
                rotation,
            } => {
                let wanted = drm::Wanted {
                    connector: connector.as_deref(),
                    mode: *mode,
                    rotation: *rotation,
                };
                Box::new(DrmPanel::open(device.as_deref(), &wanted)?)
            }
            Self::Framebuffer { device, rotation } => {
                Box::new(FramebufferPanel::open(device, *rotation)?)
            }
            Self::Spi(plan) => spi::open(plan)?,
            Self::Png { file } => Box::new(PngFile::new(file, size)),
        })
    }
}
