//! The other side of the wire: a panel that decodes what it is sent into the picture on its glass.

use std::{
    convert::Infallible,
    sync::{Arc, Mutex},
};

use embedded_graphics::{
    Pixel,
    draw_target::DrawTarget,
    geometry::Point,
    pixelcolor::{Rgb565, Rgb666, RgbColor as _},
};
use embedded_hal::{
    digital::{self, OutputPin},
    spi::{self, Operation, SpiDevice},
};
use proptest::prelude::*;

use super::{super::lines::Lines, *};

const ROTATIONS: [Rotation; 4] = [
    Rotation::None,
    Rotation::Quarter,
    Rotation::Half,
    Rotation::ThreeQuarters,
];

/// The glass of a controller, upright: its memory, and what it was told last. Commands and the bits of
/// MADCTL (MY, MX, MV, BGR) after the data sheets of ILI9341 (V1.11, 8.2.20 to 8.2.29), ILI9488 and
/// ST7796S, which agree in them.
struct Glass {
    size: (usize, usize),
    pixel_bytes: usize,
    /// Red, green and blue as they came, 8 bits each, the lower ones without a meaning.
    memory: Vec<[u8; 3]>,
    address_mode: u8,
    inverted: bool,
    awake: bool,
    lit: bool,
    command: u8,
    arguments: Vec<u8>,
    columns: (usize, usize),
    rows: (usize, usize),
    /// Where the next pixel goes, in the order of the window.
    next: (usize, usize),
    /// Bytes that came, and the longest message.
    bytes: usize,
    longest: usize,
    data: bool,
    broken: bool,
}

impl Glass {
    fn of(controller: Controller) -> Self {
        let (size, pixel_bytes) = match controller {
            Controller::Ili9341 => ((240, 320), 2),
            Controller::Ili9488 => ((320, 480), 3),
            Controller::St7796 => ((320, 480), 2),
        };
        Self {
            size,
            pixel_bytes,
            memory: vec![[0xaa; 3]; size.0 * size.1],
            address_mode: 0,
            inverted: false,
            awake: false,
            lit: false,
            command: 0,
            arguments: Vec::new(),
            columns: (0, 0),
            rows: (0, 0),
            next: (0, 0),
            bytes: 0,
            longest: 0,
            data: false,
            broken: false,
        }
    }

    fn take(&mut self, message: &[u8]) {
        self.bytes += message.len();
        self.longest = self.longest.max(message.len());
        if !self.data {
            self.command = *message.last().unwrap();
            self.arguments.clear();
            match self.command {
                0x11 => self.awake = true,
                0x20 => self.inverted = false,
                0x21 => self.inverted = true,
                0x29 => self.lit = true,
                0x2c => self.next = (self.columns.0, self.rows.0),
                _ => {}
            }
            return;
        }
        self.arguments.extend_from_slice(message);
        let pair = |a: &[u8], n: usize| usize::from(u16::from_be_bytes([a[n], a[n + 1]]));
        match (self.command, &self.arguments[..]) {
            (0x2a, a) if a.len() == 4 => self.columns = (pair(a, 0), pair(a, 2)),
            (0x2b, a) if a.len() == 4 => self.rows = (pair(a, 0), pair(a, 2)),
            (0x36, [mode]) => self.address_mode = *mode,
            (0x3a, [format]) => {
                let bits = if self.pixel_bytes == 2 { 0x5 } else { 0x6 };
                assert_eq!(format & 0x7, bits, "bits of a pixel over this wire");
            }
            (0x2c, _) => self.pixels(),
            _ => {}
        }
    }

    fn pixels(&mut self) {
        let bytes = std::mem::take(&mut self.arguments);
        let pixels = bytes.chunks_exact(self.pixel_bytes);
        self.arguments = pixels.remainder().to_vec();
        for pixel in pixels {
            let rgb = match *pixel {
                [high, low] => {
                    let v = u16::from_be_bytes([high, low]);
                    [(v >> 11 << 3) as u8, (v >> 5 << 2) as u8, (v << 3) as u8]
                }
                [r, g, b] => [r & 0xfc, g & 0xfc, b & 0xfc],
                _ => unreachable!(),
            };
            self.put(rgb);
        }
    }

    fn put(&mut self, rgb: [u8; 3]) {
        let (column, row) = self.next;
        let bit = |n: u8| self.address_mode & (1 << n) != 0;
        let (mut x, mut y) = if bit(5) { (row, column) } else { (column, row) };
        assert!(
            x < self.size.0 && y < self.size.1,
            "{x} {y} is off the glass"
        );
        if bit(6) {
            x = self.size.0 - 1 - x;
        }
        if bit(7) {
            y = self.size.1 - 1 - y;
        }
        self.memory[y * self.size.0 + x] = rgb;
        self.next = match self.next {
            (c, r) if c < self.columns.1 => (c + 1, r),
            (_, r) if r < self.rows.1 => (self.columns.0, r + 1),
            _ => (self.columns.0, self.rows.0),
        };
    }
}

#[derive(Clone)]
struct Bus(Arc<Mutex<Glass>>);
struct DataLine(Arc<Mutex<Glass>>);

#[derive(Debug)]
struct Broken;

impl spi::Error for Broken {
    fn kind(&self) -> spi::ErrorKind {
        spi::ErrorKind::Other
    }
}

impl spi::ErrorType for Bus {
    type Error = Broken;
}

impl SpiDevice for Bus {
    fn transaction(&mut self, operations: &mut [Operation<'_, u8>]) -> Result<(), Broken> {
        let mut glass = self.0.lock().unwrap();
        for operation in operations {
            match operation {
                Operation::Write(message) if !glass.broken => glass.take(message),
                _ => return Err(Broken),
            }
        }
        Ok(())
    }
}

impl digital::ErrorType for DataLine {
    type Error = Infallible;
}

impl OutputPin for DataLine {
    fn set_low(&mut self) -> Result<(), Infallible> {
        self.0.lock().unwrap().data = false;
        Ok(())
    }

    fn set_high(&mut self) -> Result<(), Infallible> {
        self.0.lock().unwrap().data = true;
        Ok(())
    }
}

struct NoDelay;

impl embedded_hal::delay::DelayNs for NoDelay {
    fn delay_ns(&mut self, _: u32) {}
}

fn wiring(controller: Controller, rotation: Rotation) -> Wiring {
    Wiring {
        controller,
        rotation,
        bgr: false,
        inverted: false,
        mirrored: false,
    }
}

fn panel(wiring: Wiring) -> (Box<dyn Panel>, Arc<Mutex<Glass>>) {
    let glass = Arc::new(Mutex::new(Glass::of(wiring.controller)));
    let (bus, data) = (Bus(glass.clone()), DataLine(glass.clone()));
    let panel = attach("/dev/spidev0.0", bus, data, None, wiring, &mut NoDelay).unwrap();
    (panel, glass)
}

/// What a person sees on the upright glass where a canvas is shown turned: in the panel's colours.
fn expected(canvas: &Canvas, wiring: Wiring, size: (usize, usize)) -> Vec<[u8; 3]> {
    let panel = (size.0 as u32, size.1 as u32);
    let mut memory = vec![0; size.0 * size.1 * 4];
    let canvas_size = (canvas.width(), canvas.height());
    let lines = Lines::amid(panel, (size.0 * 4, 4), canvas_size, wiring.rotation).unwrap();
    lines.draw(canvas, &whole(canvas_size), &mut memory, |[r, g, b]| {
        u32::from_le_bytes([r, g, b, 0])
    });
    let of = |rgb: &[u8; 4]| {
        let rgb = Rgb888::new(rgb[0], rgb[1], rgb[2]);
        if wiring.controller == Controller::Ili9488 {
            let c = Rgb666::from(rgb);
            [c.r() << 2, c.g() << 2, c.b() << 2]
        } else {
            let c = Rgb565::from(rgb);
            [c.r() << 3, c.g() << 2, c.b() << 3]
        }
    };
    memory.as_chunks::<4>().0.iter().map(of).collect()
}

/// A picture without two like corners.
fn picture((width, height): (u32, u32), seed: u32) -> Canvas {
    let mut canvas = Canvas::new(width, height);
    let pixels = (0..width * height).map(|n| {
        let (x, y) = (n % width, n / width);
        let colour = Rgb888::new(
            (x * 3 + seed) as u8,
            (y * 5) as u8,
            (x * y + seed * 7) as u8,
        );
        Pixel(Point::new(x as i32, y as i32), colour)
    });
    canvas.draw_iter(pixels).unwrap();
    canvas
}

#[test]
fn every_controller_shows_the_canvas_in_every_rotation() {
    for controller in [Controller::Ili9341, Controller::Ili9488, Controller::St7796] {
        for rotation in ROTATIONS {
            let wiring = wiring(controller, rotation);
            let (mut panel, glass) = panel(wiring);
            let canvas = picture(panel.size(), 1);
            panel.show(&canvas, &[]).unwrap();
            let glass = glass.lock().unwrap();
            assert!(glass.awake && glass.lit && !glass.inverted);
            assert!(
                glass.longest <= 4096,
                "{} bytes in a message",
                glass.longest
            );
            let wanted = expected(&canvas, wiring, glass.size);
            let differing = glass.memory.iter().zip(&wanted).filter(|(a, b)| a != b);
            assert_eq!(differing.count(), 0, "{wiring:?}");
        }
    }
}

#[test]
fn a_mirrored_glass_is_mirrored_back_and_its_colours_are_told() {
    for rotation in ROTATIONS {
        let straight = wiring(Controller::Ili9341, rotation);
        let mirrored = Wiring {
            mirrored: true,
            bgr: true,
            inverted: true,
            ..straight
        };
        let (mut panel, glass) = panel(mirrored);
        let canvas = picture(panel.size(), 2);
        panel.show(&canvas, &[]).unwrap();
        let mut glass = glass.lock().unwrap();
        assert!(glass.inverted && glass.address_mode & 0x08 != 0);
        let width = glass.size.0;
        for line in glass.memory.chunks_exact_mut(width) {
            line.reverse();
        }
        assert!(
            glass.memory == expected(&canvas, straight, glass.size),
            "{rotation:?}"
        );
    }
}

#[test]
fn a_smaller_canvas_stands_amid_black_and_a_larger_one_is_refused() {
    let wiring = wiring(Controller::Ili9341, Rotation::Quarter);
    let (mut panel, glass) = panel(wiring);
    assert_eq!(panel.size(), (320, 240));
    let canvas = picture((100, 60), 3);
    panel.show(&canvas, &[]).unwrap();
    let size = glass.lock().unwrap().size;
    assert!(glass.lock().unwrap().memory == expected(&canvas, wiring, size));
    let error = panel.show(&Canvas::new(321, 10), &[]).unwrap_err();
    assert!(error.to_string().contains("320x240 pixels"), "{error}");
}

#[test]
fn a_wire_that_fails_is_told() {
    let (mut panel, glass) = panel(wiring(Controller::St7796, Rotation::None));
    glass.lock().unwrap().broken = true;
    let error = panel.show(&picture((320, 480), 4), &[]).unwrap_err();
    assert_eq!(error.to_string(), "panel /dev/spidev0.0: Bus(Broken)");
    assert!(error.hint().unwrap().contains("data_line"));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(16))]

    /// Only what has changed goes over the wire, and then the glass is as the canvas.
    #[test]
    fn areas_that_changed_make_the_next_picture(
        turn in 0_usize..4,
        areas in proptest::collection::vec((-20_i32..330, -20_i32..330, 0_u32..90, 0_u32..90), 0..6),
    ) {
        let wiring = wiring(Controller::Ili9341, ROTATIONS[turn]);
        let (mut panel, glass) = panel(wiring);
        let (mut canvas, next) = (picture(panel.size(), 5), picture(panel.size(), 6));
        panel.show(&canvas, &[]).unwrap();
        let before = glass.lock().unwrap().bytes;
        let areas: Vec<_> = areas.iter().map(|(x, y, w, h)| {
            Rectangle::new(Point::new(*x, *y), Size::new(*w, *h))
        }).collect();
        let mut pixels = 0;
        for area in &areas {
            canvas.fill_contiguous(&whole(panel.size()).intersection(area), next.colours(area)).unwrap();
            let seen = whole(panel.size()).intersection(area).size;
            pixels += seen.width as usize * seen.height as usize;
        }
        panel.show(&canvas, &areas).unwrap();
        let glass = glass.lock().unwrap();
        // Column, row and write: 11 bytes.
        prop_assert!(glass.bytes - before <= pixels * 2 + areas.len() * 11);
        prop_assert!(glass.memory == expected(&canvas, wiring, glass.size));
    }
}
