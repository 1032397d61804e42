use std::io;

/// Why a panel shows nothing.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum PanelError {
    /// The system refuses the device, or it went away.
    #[error("panel {device}: {source}")]
    Io {
        /// The device.
        device: String,
        /// What the system said.
        source: io::Error,
    },
    /// Nothing is plugged into the connector.
    #[error("panel {device}: nothing is plugged into {connector}")]
    Unplugged {
        /// The device.
        device: String,
        /// The connector, or what was looked for.
        connector: String,
    },
    /// The panel has changed: it is to be opened anew at once.
    #[error("panel {device}: it has another mode now")]
    Changed {
        /// The device.
        device: String,
    },
    /// There is no such connector.
    #[error("panel {device}: there is no connector {connector}, but {there}")]
    NoConnector {
        /// The device.
        device: String,
        /// What was asked for.
        connector: String,
        /// Those that are there.
        there: String,
    },
    /// The monitor has no such mode.
    #[error("panel {device}: {connector} has no mode {mode}, but {there}")]
    NoMode {
        /// The device.
        device: String,
        /// The connector.
        connector: String,
        /// What was asked for.
        mode: String,
        /// Those that are there.
        there: String,
    },
    /// The device is something else.
    #[error("panel {device}: it is no panel of this kind")]
    OtherDevice {
        /// The device.
        device: String,
    },
    /// The device's pixels are none that can be drawn.
    #[error("panel {device}: {what}")]
    Unusable {
        /// The device.
        device: String,
        /// What they are.
        what: String,
    },
    /// The wire to the panel fails.
    #[error("panel {device}: {what}")]
    Wire {
        /// The device.
        device: String,
        /// What the driver said.
        what: String,
    },
}

impl PanelError {
    /// What the system said of a device.
    pub(super) fn io(device: &str, source: io::Error) -> Self {
        let device = device.to_owned();
        match source.raw_os_error() {
            Some(libc::ENOTTY) => Self::OtherDevice { device },
            _ => Self::Io { device, source },
        }
    }

    pub(super) fn too_small(device: &str, panel: (u32, u32), screen: (u32, u32)) -> Self {
        let ((pw, ph), (w, h)) = (panel, screen);
        Self::Unusable {
            device: device.to_owned(),
            what: format!("{pw}x{ph} pixels, and the screen takes {w}x{h}"),
        }
    }

    /// What to do about it.
    #[must_use]
    pub fn hint(&self) -> Option<&'static str> {
        Some(match self {
            Self::Io { source, .. } if source.kind() == io::ErrorKind::PermissionDenied => {
                "the service's user has to be in the groups `video`, `spi` and `gpio`, and no other program \
                 may hold the display"
            }
            Self::Io { .. } | Self::OtherDevice { .. } => {
                "`device` of `[display]` names the panel's device, such as /dev/dri/card0, /dev/fb0 or \
                 /dev/spidev0.0"
            }
            Self::Unplugged { .. } => "plug the panel in: it is taken as soon as it is there",
            Self::Changed { .. } => "nothing: it is taken as it is now",
            Self::NoConnector { .. } => "write one of these as `connector`, or leave the line out",
            Self::NoMode { .. } => {
                "write one of these as `mode`, or leave the line out for the one that the monitor prefers"
            }
            Self::Unusable { .. } => {
                "set the panel to a mode of at least the screen's size with 16, 24 or 32 bits a pixel, on \
                 the kernel's command line for instance: video=1280x800-32"
            }
            Self::Wire { .. } => {
                "check `device`, `data_line` and `reset_line` of `[display]`, and a lower `spi_mhz`"
            }
        })
    }

    /// Whether only another board file helps: nobody can plug in what would make it right.
    #[must_use]
    pub const fn is_setting(&self) -> bool {
        matches!(
            self,
            Self::NoConnector { .. } | Self::OtherDevice { .. } | Self::Unusable { .. }
        )
    }
}
