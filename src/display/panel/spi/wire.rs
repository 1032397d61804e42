//! Commands and pixels as bytes on the bus. `mipidsi`'s own one borrows its buffer, and a panel that
//! comes and goes needs one that it owns.

use embedded_hal::{digital::OutputPin, spi::SpiDevice};
use mipidsi::interface::{Interface, InterfaceKind};

/// The longest message: `spidev` takes no longer ones unless its `bufsiz` says so.
const MESSAGE_BYTES_MAX: usize = 4096;

/// A bus with a line that tells commands from data.
pub(super) struct Wire<SPI, PIN> {
    bus: SPI,
    data: PIN,
    message: Vec<u8>,
}

/// What failed.
#[derive(Debug)]
pub(super) enum WireError<S, P> {
    /// The bus.
    Bus(S),
    /// The line.
    DataLine(P),
}

impl<SPI: SpiDevice, PIN: OutputPin> Wire<SPI, PIN> {
    /// A bus and its line.
    pub fn new(bus: SPI, data: PIN) -> Self {
        Self {
            bus,
            data,
            message: Vec::with_capacity(MESSAGE_BYTES_MAX),
        }
    }

    fn flush(&mut self) -> Result<(), WireError<SPI::Error, PIN::Error>> {
        if !self.message.is_empty() {
            self.bus.write(&self.message).map_err(WireError::Bus)?;
            self.message.clear();
        }
        Ok(())
    }
}

impl<SPI: SpiDevice, PIN: OutputPin> Interface for Wire<SPI, PIN> {
    type Word = u8;
    type Error = WireError<SPI::Error, PIN::Error>;

    const KIND: InterfaceKind = InterfaceKind::Serial4Line;

    fn send_command(&mut self, command: u8, args: &[u8]) -> Result<(), Self::Error> {
        self.data.set_low().map_err(WireError::DataLine)?;
        self.bus.write(&[command]).map_err(WireError::Bus)?;
        self.data.set_high().map_err(WireError::DataLine)?;
        if !args.is_empty() {
            self.bus.write(args).map_err(WireError::Bus)?;
        }
        Ok(())
    }

    fn send_pixels<const N: usize>(
        &mut self,
        pixels: impl IntoIterator<Item = [u8; N]>,
    ) -> Result<(), Self::Error> {
        self.message.clear();
        for pixel in pixels {
            if self.message.len() + N > MESSAGE_BYTES_MAX {
                self.flush()?;
            }
            self.message.extend_from_slice(&pixel);
        }
        self.flush()
    }

    fn send_repeated_pixel<const N: usize>(
        &mut self,
        pixel: [u8; N],
        count: u32,
    ) -> Result<(), Self::Error> {
        self.send_pixels(std::iter::repeat_n(pixel, count as usize))
    }
}
