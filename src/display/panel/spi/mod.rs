//! A small panel at an SPI bus, driven through `mipidsi`: only what has changed goes over the wire.

mod wire;

use std::fmt::Debug;

use embedded_graphics::{
    geometry::{OriginDimensions as _, Size},
    pixelcolor::Rgb888,
    primitives::Rectangle,
};
use embedded_hal::{delay::DelayNs, digital::OutputPin, spi::SpiDevice};
use linux_embedded_hal::{
    CdevPin, Delay, SpidevDevice,
    gpio_cdev::{Chip, LineRequestFlags},
    spidev::{SpiModeFlags, SpidevOptions},
};
use mipidsi::{
    Builder, Display,
    dcs::{DcsCommand as _, SoftReset},
    interface::{Interface as _, InterfacePixelFormat},
    models::{ILI9341Rgb565, ILI9488Rgb666, Model, ST7796},
    options::{ColorInversion, ColorOrder, Orientation, Rotation as Turn},
};

use crate::board::{Controller, GpioLine, Rotation};

use super::{super::canvas::Canvas, Panel, PanelError, SpiPlan, lines::whole};

use self::wire::Wire;

/// What is on the bus, and how its glass lies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Wiring {
    /// The controller.
    pub controller: Controller,
    /// How far the picture is turned from the upright panel.
    pub rotation: Rotation,
    /// Blue comes where others have red.
    pub bgr: bool,
    /// Light comes where others have dark.
    pub inverted: bool,
    /// Lines run from right to left.
    pub mirrored: bool,
}

/// Opens the bus and its lines.
pub(super) fn open(plan: &SpiPlan) -> Result<Box<dyn Panel>, PanelError> {
    let device = plan.device.display().to_string();
    let fault = |what: &dyn Debug| failed(&device, what);
    let mut bus = SpidevDevice::open(&plan.device).map_err(|e| fault(&e))?;
    let options = SpidevOptions::new()
        .bits_per_word(8)
        .max_speed_hz(plan.clock_hz)
        .mode(SpiModeFlags::SPI_MODE_0)
        .build();
    bus.configure(&options)
        .map_err(|source| PanelError::io(&device, source))?;
    let pin = |line: &GpioLine, level| {
        let mut chip = Chip::new(&line.chip)?;
        let line = chip.get_line(line.line)?;
        CdevPin::new(line.request(LineRequestFlags::OUTPUT, level, "second-reader")?)
    };
    let data = pin(&plan.data_line, 0).map_err(|e| fault(&e))?;
    let reset = plan.reset_line.as_ref().map(|line| pin(line, 1));
    let reset = reset.transpose().map_err(|e| fault(&e))?;
    attach(&device, bus, data, reset, plan.wiring, &mut Delay)
}

/// Sets up the panel behind a bus and its lines.
///
/// # Errors
/// Where the wire fails.
pub(super) fn attach<SPI, PIN>(
    device: &str,
    bus: SPI,
    data: PIN,
    reset: Option<PIN>,
    wiring: Wiring,
    delay: &mut impl DelayNs,
) -> Result<Box<dyn Panel>, PanelError>
where
    SPI: SpiDevice + Send + 'static,
    PIN: OutputPin + Send + 'static,
{
    let wire = Wire::new(bus, data);
    match wiring.controller {
        Controller::Ili9341 => SpiPanel::boxed(device, ILI9341Rgb565, wire, reset, wiring, delay),
        Controller::Ili9488 => SpiPanel::boxed(device, ILI9488Rgb666, wire, reset, wiring, delay),
        Controller::St7796 => SpiPanel::boxed(device, ST7796, wire, reset, wiring, delay),
    }
}

/// A reset line that may not be there.
struct Reset<PIN>(Option<PIN>);

impl<PIN: OutputPin> embedded_hal::digital::ErrorType for Reset<PIN> {
    type Error = PIN::Error;
}

impl<PIN: OutputPin> OutputPin for Reset<PIN> {
    fn set_low(&mut self) -> Result<(), PIN::Error> {
        self.0.as_mut().map_or(Ok(()), PIN::set_low)
    }

    fn set_high(&mut self) -> Result<(), PIN::Error> {
        self.0.as_mut().map_or(Ok(()), PIN::set_high)
    }
}

/// An open panel.
struct SpiPanel<SPI, PIN, M>
where
    SPI: SpiDevice,
    PIN: OutputPin,
    M: Model,
    M::ColorFormat: InterfacePixelFormat<u8>,
{
    device: String,
    display: Display<Wire<SPI, PIN>, M, Reset<PIN>>,
    size: (u32, u32),
    /// The size of the canvas that was shown last.
    shown: Option<(u32, u32)>,
}

impl<SPI, PIN, M> SpiPanel<SPI, PIN, M>
where
    SPI: SpiDevice + Send + 'static,
    PIN: OutputPin + Send + 'static,
    M: Model + Send + 'static,
    M::ColorFormat: InterfacePixelFormat<u8> + From<Rgb888>,
{
    fn boxed(
        device: &str,
        model: M,
        mut wire: Wire<SPI, PIN>,
        reset: Option<PIN>,
        wiring: Wiring,
        delay: &mut impl DelayNs,
    ) -> Result<Box<dyn Panel>, PanelError> {
        // The glass is mirrored left to right as it stands upright, which is top to bottom of a picture
        // that lies on its side.
        let orientation = Orientation::new().rotate(turn(wiring.rotation));
        let orientation = match (wiring.mirrored, wiring.rotation) {
            (false, _) => orientation,
            (true, Rotation::None | Rotation::Half) => orientation.flip_horizontal(),
            (true, Rotation::Quarter | Rotation::ThreeQuarters) => orientation.flip_vertical(),
        };
        if reset.is_none() {
            wire.send_command(SoftReset.instruction(), &[])
                .map_err(|error| failed(device, &error))?;
        }
        let builder = Builder::new(model, wire)
            .orientation(orientation)
            .color_order(match wiring.bgr {
                true => ColorOrder::Bgr,
                false => ColorOrder::Rgb,
            })
            .invert_colors(match wiring.inverted {
                true => ColorInversion::Inverted,
                false => ColorInversion::Normal,
            });
        let display = builder.reset_pin(Reset(reset)).init(delay);
        let display = display.map_err(|error| failed(device, &error))?;
        let Size { width, height } = display.size();
        Ok(Box::new(Self {
            device: device.to_owned(),
            display,
            size: (width, height),
            shown: None,
        }))
    }
}

impl<SPI, PIN, M> Panel for SpiPanel<SPI, PIN, M>
where
    SPI: SpiDevice + Send,
    PIN: OutputPin + Send,
    M: Model + Send,
    M::ColorFormat: InterfacePixelFormat<u8> + From<Rgb888>,
{
    fn size(&self) -> (u32, u32) {
        self.size
    }

    fn show(&mut self, canvas: &Canvas, changed: &[Rectangle]) -> Result<(), PanelError> {
        let size = (canvas.width(), canvas.height());
        if size.0 > self.size.0 || size.1 > self.size.1 {
            return Err(PanelError::too_small(&self.device, self.size, size));
        }
        let (left, top) = ((self.size.0 - size.0) / 2, (self.size.1 - size.1) / 2);
        let mut send =
            |area: &Rectangle, from: (u32, u32), pixels: &mut dyn Iterator<Item = Rgb888>| {
                let Size { width, height } = area.size;
                let (x, y) = (
                    area.top_left.x as u32 + from.0,
                    area.top_left.y as u32 + from.1,
                );
                let pixels = pixels.map(M::ColorFormat::from);
                // A panel has fewer pixels than 16 bits count.
                let [x, y, end_x, end_y] = [x, y, x + width - 1, y + height - 1].map(|n| n as u16);
                let sent = self.display.set_pixels(x, y, end_x, end_y, pixels);
                sent.map_err(|error| failed(&self.device, &error))
            };
        let anew = self.shown.replace(size) != Some(size);
        if anew && size != self.size {
            let black = Rgb888::new(0, 0, 0);
            let all = self.size.0 as usize * self.size.1 as usize;
            send(
                &whole(self.size),
                (0, 0),
                &mut std::iter::repeat_n(black, all),
            )?;
        }
        let all = [whole(size)];
        for area in if anew { &all[..] } else { changed } {
            let area = whole(size).intersection(area);
            if !area.is_zero_sized() {
                send(&area, (left, top), &mut canvas.colours(&area))?;
            }
        }
        Ok(())
    }
}

const fn turn(rotation: Rotation) -> Turn {
    match rotation {
        Rotation::None => Turn::Deg0,
        Rotation::Quarter => Turn::Deg90,
        Rotation::Half => Turn::Deg180,
        Rotation::ThreeQuarters => Turn::Deg270,
    }
}

fn failed(device: &str, what: &dyn Debug) -> PanelError {
    PanelError::Wire {
        device: device.to_owned(),
        what: format!("{what:?}"),
    }
}

#[cfg(test)]
mod tests;
