//! The scanner's screen around the sector: text, grey bar, depth ticks.

use embedded_graphics::{
    mono_font::{MonoFont, MonoTextStyle, ascii},
    pixelcolor::Gray8,
    prelude::*,
    primitives::{PrimitiveStyle, Rectangle},
    text::{Alignment, Text},
};

use crate::{config::Config, individual::Individual, probe::Probe, random::Random};

/// Where things lie on this scanner's screen.
pub struct Layout {
    /// The picture's panel in pixels: left, top, right, bottom.
    pub panel: [f32; 4],
    bar_left: bool,
    header: bool,
}

impl Layout {
    pub fn draw(random: &mut Random, width: usize, height: usize) -> Self {
        let (w, h) = (width as f32, height as f32);
        let side = random.between(0.05, 0.12);
        let panel = [
            w * side,
            h * random.between(0.08, 0.12),
            w * (1.0 - random.between(0.05, 0.14)),
            h * random.between(0.93, 1.0),
        ];
        Self {
            panel: panel.map(f32::floor),
            bar_left: random.chance(0.5),
            header: random.chance(0.6),
        }
    }
}

/// The screen without its sector.
pub struct Screen {
    luma: Vec<u8>,
}

impl Screen {
    pub fn new(
        random: &mut Random,
        layout: &Layout,
        probe: &Probe,
        individual: &Individual,
        config: &Config,
    ) -> Self {
        let mut surface = Surface {
            width: config.width,
            height: config.height,
            luma: Vec::new(),
        };
        surface
            .luma
            .resize(config.width * config.height, random.below(6) as u8);
        let grey = 150 + random.below(100) as u8;
        header(&mut surface, layout, individual, random, grey);
        settings(&mut surface, probe, random, grey);
        bar(&mut surface, layout);
        ticks(&mut surface, layout, probe, grey);
        Self { luma: surface.luma }
    }

    pub fn copy_to(&self, target: &mut Vec<u8>) {
        target.clear();
        target.extend_from_slice(&self.luma);
    }
}

fn font(height: usize) -> &'static MonoFont<'static> {
    match height {
        0..500 => &ascii::FONT_5X8,
        500..700 => &ascii::FONT_6X13,
        700..900 => &ascii::FONT_9X15,
        _ => &ascii::FONT_10X20,
    }
}

fn write(surface: &mut Surface, text: &str, x: f32, y: f32, alignment: Alignment, grey: u8) {
    let style = MonoTextStyle::new(font(surface.height), Gray8::new(grey));
    let at = Point::new(x as i32, y as i32);
    let Ok(_) = Text::with_alignment(text, at, style, alignment).draw(surface);
}

fn header(
    surface: &mut Surface,
    layout: &Layout,
    individual: &Individual,
    random: &mut Random,
    grey: u8,
) {
    let (w, h) = (surface.width as f32, surface.height as f32);
    if layout.header {
        surface.block(0.0, 0.0, w, h * 0.035, 60);
    }
    // Invented: what a real screen burns in and nobody may store.
    let names = ["TEST^ANNA", "MUSTER, ERIKA", "YAMADA HANAKO", "DOE, JANE"];
    let (name, number) = (
        names[random.below(names.len())],
        random.below(900_000) + 100_000,
    );
    write(
        surface,
        &format!("{name}  ID {number}"),
        w * 0.02,
        h * 0.03,
        Alignment::Left,
        grey,
    );
    let (weeks, days) = (
        individual.age_weeks as u32,
        (individual.age_weeks.fract() * 7.0) as u32,
    );
    let right = format!("GA {weeks}w{days}d   MI 0.9  TIs 0.1");
    write(surface, &right, w * 0.98, h * 0.03, Alignment::Right, grey);
    write(
        surface,
        "OB FETAL ECHO",
        w * 0.98,
        h * 0.07,
        Alignment::Right,
        grey,
    );
}

fn settings(surface: &mut Surface, probe: &Probe, random: &mut Random, grey: u8) {
    let (w, h) = (surface.width as f32, surface.height as f32);
    let hertz = 40 + random.below(60);
    let lines = [
        format!("{:.1}cm/{hertz}Hz", probe.depth_mm / 10.0),
        format!("Gn {}", random.below(12)),
        format!("DR {}", 40 + random.below(12) * 3),
        "Har-mid".to_owned(),
    ];
    for (k, line) in lines.iter().enumerate() {
        let y = h * (0.11 + 0.025 * k as f32);
        write(surface, line, w * 0.985, y, Alignment::Right, grey);
    }
}

fn bar(surface: &mut Surface, layout: &Layout) {
    let (w, h) = (surface.width as f32, surface.height as f32);
    let x = if layout.bar_left {
        w * 0.012
    } else {
        w * 0.975
    };
    for row in 0..100 {
        let grey = 255 - (row * 255 / 99) as u8;
        surface.block(
            x,
            h * (0.25 + 0.003 * row as f32),
            w * 0.012,
            h * 0.003 + 1.0,
            grey,
        );
    }
}

fn ticks(surface: &mut Surface, layout: &Layout, probe: &Probe, grey: u8) {
    let w = surface.width as f32;
    let x = if layout.bar_left {
        w * 0.035
    } else {
        w * 0.955
    };
    let mut depth_mm = 0.0;
    while depth_mm <= probe.depth_mm {
        let [_, y] = probe.to_screen([0.0, depth_mm]);
        if y < layout.panel[3] && y > layout.panel[1] {
            let long = if depth_mm % 50.0 == 0.0 { 0.008 } else { 0.003 };
            surface.block(x, y, w * long, 2.0, grey);
        }
        depth_mm += 10.0;
    }
}

struct Surface {
    width: usize,
    height: usize,
    luma: Vec<u8>,
}

impl Surface {
    fn block(&mut self, x: f32, y: f32, w: f32, h: f32, grey: u8) {
        let size = Size::new(w.max(1.0) as u32, h.max(1.0) as u32);
        let area = Rectangle::new(Point::new(x as i32, y as i32), size);
        let Ok(()) = area
            .into_styled(PrimitiveStyle::with_fill(Gray8::new(grey)))
            .draw(self);
    }
}

impl OriginDimensions for Surface {
    fn size(&self) -> Size {
        Size::new(self.width as u32, self.height as u32)
    }
}

impl DrawTarget for Surface {
    type Color = Gray8;
    type Error = core::convert::Infallible;

    fn draw_iter<I: IntoIterator<Item = Pixel<Gray8>>>(
        &mut self,
        pixels: I,
    ) -> Result<(), Self::Error> {
        for Pixel(at, colour) in pixels {
            let (Ok(x), Ok(y)) = (usize::try_from(at.x), usize::try_from(at.y)) else {
                continue;
            };
            if x < self.width && y < self.height {
                self.luma[y * self.width + x] = colour.luma();
            }
        }
        Ok(())
    }
}
