//! What screens are drawn on: planes of luma and chroma, or a list of pixels to lay over later.

use core::ops::Range;

use embedded_graphics::{
    pixelcolor::Rgb888,
    prelude::*,
    primitives::{Line, PrimitiveStyle, Rectangle},
};
use u8g2_fonts::{
    FontRenderer,
    types::{FontColor, HorizontalAlignment, VerticalPosition},
};

use crate::{
    colour::{GreyMap, Tone},
    style::Typeface,
};

/// A picture of luma and, where colour is asked for, of chroma.
#[derive(Clone, Default)]
pub struct Canvas {
    pub luma: Vec<u8>,
    /// Empty where only luma is wanted.
    pub chroma: Vec<[i8; 2]>,
}

impl Canvas {
    pub fn put(&mut self, index: usize, tone: Tone) {
        self.luma[index] = tone.luma;
        if let Some(chroma) = self.chroma.get_mut(index) {
            *chroma = tone.chroma;
        }
    }

    /// Gives pixels the tint of their luma, where colour is wanted.
    pub fn tint(&mut self, pixels: Range<usize>, map: &GreyMap) {
        if let Some(chroma) = self.chroma.get_mut(pixels.clone()) {
            for (chroma, luma) in chroma.iter_mut().zip(&self.luma[pixels]) {
                *chroma = map.chroma(*luma);
            }
        }
    }
}

/// Pixels to lay over a picture: index and tone.
pub type Overlay = Vec<(u32, Tone)>;

enum Target<'a> {
    Canvas(&'a mut Canvas),
    Overlay(&'a mut Overlay),
}

/// A drawing surface of whole pixels.
pub struct Surface<'a> {
    pub width: usize,
    pub height: usize,
    target: Target<'a>,
}

impl<'a> Surface<'a> {
    pub const fn canvas(width: usize, height: usize, canvas: &'a mut Canvas) -> Self {
        Self {
            width,
            height,
            target: Target::Canvas(canvas),
        }
    }

    pub const fn overlay(width: usize, height: usize, overlay: &'a mut Overlay) -> Self {
        Self {
            width,
            height,
            target: Target::Overlay(overlay),
        }
    }

    fn put(&mut self, x: i32, y: i32, tone: Tone) {
        let (Ok(x), Ok(y)) = (usize::try_from(x), usize::try_from(y)) else {
            return;
        };
        if x < self.width && y < self.height {
            let index = y * self.width + x;
            match &mut self.target {
                Target::Canvas(canvas) => canvas.put(index, tone),
                Target::Overlay(list) => list.push((index as u32, tone)),
            }
        }
    }

    /// A filled rectangle of at least one pixel.
    pub fn block(&mut self, at: [f32; 2], size: [f32; 2], colour: [u8; 3]) {
        let Ok(()) = area(at, size)
            .into_styled(PrimitiveStyle::with_fill(rgb(colour)))
            .draw(self);
    }

    /// The edge of such a rectangle.
    pub fn frame(&mut self, at: [f32; 2], size: [f32; 2], thick: u32, colour: [u8; 3]) {
        let Ok(()) = area(at, size)
            .into_styled(PrimitiveStyle::with_stroke(rgb(colour), thick))
            .draw(self);
    }

    pub fn line(&mut self, from: [f32; 2], to: [f32; 2], thick: u32, colour: [u8; 3]) {
        let Ok(()) = Line::new(point(from), point(to))
            .into_styled(PrimitiveStyle::with_stroke(rgb(colour), thick))
            .draw(self);
    }

    /// Square dots of side `thick` along a line, three sides apart.
    pub fn dots(&mut self, from: [f32; 2], to: [f32; 2], thick: u32, colour: [u8; 3]) {
        let (dx, dy) = (to[0] - from[0], to[1] - from[1]);
        let steps = ((dx * dx + dy * dy).sqrt() / (3.0 * thick as f32)) as usize;
        for k in 0..=steps {
            let t = k as f32 / steps.max(1) as f32;
            let at = [from[0] + dx * t, from[1] + dy * t];
            self.block(at, [thick as f32; 2], colour);
        }
    }

    /// Text whose baseline starts, or whose middle or end lies, at a point.
    pub fn text(&mut self, text: &str, at: [f32; 2], align: Align, pen: &Pen) {
        let mut zoomed = Zoomed {
            surface: self,
            at: point(at),
            zoom: pen.zoom as i32,
        };
        let align = match align {
            Align::Left => HorizontalAlignment::Left,
            Align::Centre => HorizontalAlignment::Center,
            Align::Right => HorizontalAlignment::Right,
        };
        // Unknown characters are left out, and the surface cannot fail.
        let _ = pen.font.render_aligned(
            text,
            Point::zero(),
            VerticalPosition::Baseline,
            align,
            FontColor::Transparent(rgb(pen.colour)),
            &mut zoomed,
        );
    }
}

#[derive(Clone, Copy)]
pub enum Align {
    Left,
    Centre,
    Right,
}

/// A font at a size, in a colour.
pub struct Pen {
    font: FontRenderer,
    zoom: usize,
    pub colour: [u8; 3],
}

impl Pen {
    /// The font whose lines come nearest to `line_px`, its pixels doubled where no font is so large
    /// or where the screen is one of few lines.
    pub fn new(typeface: Typeface, line_px: f32, colour: [u8; 3]) -> Self {
        let (font, zoom) = typeface.font(line_px);
        Self { font, zoom, colour }
    }

    pub fn coloured(&self, colour: [u8; 3]) -> Self {
        Self {
            font: self.font.clone(),
            zoom: self.zoom,
            colour,
        }
    }
}

struct Zoomed<'a, 'b> {
    surface: &'a mut Surface<'b>,
    at: Point,
    zoom: i32,
}

impl Dimensions for Zoomed<'_, '_> {
    fn bounding_box(&self) -> Rectangle {
        Rectangle::new(Point::new(-8192, -8192), Size::new(16_384, 16_384))
    }
}

impl DrawTarget for Zoomed<'_, '_> {
    type Color = Rgb888;
    type Error = core::convert::Infallible;

    fn draw_iter<I: IntoIterator<Item = Pixel<Rgb888>>>(
        &mut self,
        pixels: I,
    ) -> Result<(), Self::Error> {
        for Pixel(at, colour) in pixels {
            let tone = tone(colour);
            for dy in 0..self.zoom {
                for dx in 0..self.zoom {
                    let x = self.at.x + at.x * self.zoom + dx;
                    self.surface.put(x, self.at.y + at.y * self.zoom + dy, tone);
                }
            }
        }
        Ok(())
    }
}

fn point([x, y]: [f32; 2]) -> Point {
    Point::new(x.floor() as i32, y.floor() as i32)
}

/// Whole pixels from an upper left corner, at least one each way.
fn area(at: [f32; 2], [w, h]: [f32; 2]) -> Rectangle {
    let size = Size::new(w.max(1.0) as u32, h.max(1.0) as u32);
    Rectangle::new(point(at), size)
}

const fn rgb([r, g, b]: [u8; 3]) -> Rgb888 {
    Rgb888::new(r, g, b)
}

fn tone(colour: Rgb888) -> Tone {
    Tone::from_rgb([colour.r(), colour.g(), colour.b()])
}

impl OriginDimensions for Surface<'_> {
    fn size(&self) -> Size {
        Size::new(self.width as u32, self.height as u32)
    }
}

impl DrawTarget for Surface<'_> {
    type Color = Rgb888;
    type Error = core::convert::Infallible;

    fn draw_iter<I: IntoIterator<Item = Pixel<Rgb888>>>(
        &mut self,
        pixels: I,
    ) -> Result<(), Self::Error> {
        for Pixel(at, colour) in pixels {
            self.put(at.x, at.y, tone(colour));
        }
        Ok(())
    }
}
