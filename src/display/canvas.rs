//! The framebuffer that everything is drawn on.

use std::{convert::Infallible, io::Write};

use embedded_graphics::{
    Pixel,
    draw_target::DrawTarget,
    geometry::{OriginDimensions, Point, Size},
    pixelcolor::{Rgb888, RgbColor},
    primitives::Rectangle,
};

/// Side of the squares in which canvases are compared, pixels.
const TILE: u32 = 32;

/// Why a picture of the canvas cannot be written.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum CanvasError {
    /// The encoder or the writer behind it failed.
    #[error("screen picture: {0}")]
    Encode(#[from] png::EncodingError),
}

impl CanvasError {
    /// What to do about it.
    #[must_use]
    pub fn hint(&self) -> Option<&'static str> {
        Some("check that the disk has room and that the folder may be written to")
    }
}

/// An RGB picture in memory: `width * height * 3` bytes, row by row, red first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Canvas {
    width: u32,
    height: u32,
    bytes: Vec<u8>,
}

impl Canvas {
    /// A black canvas of that many pixels.
    #[must_use]
    pub fn new(width: u32, height: u32) -> Self {
        Self {
            width,
            height,
            bytes: vec![0; width as usize * height as usize * 3],
        }
    }

    /// Width, pixels.
    #[must_use]
    pub const fn width(&self) -> u32 {
        self.width
    }

    /// Height, pixels.
    #[must_use]
    pub const fn height(&self) -> u32 {
        self.height
    }

    /// The pixels: red, green, blue, row by row without padding.
    #[must_use]
    pub fn as_bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// Colour of a pixel; `None` outside.
    #[must_use]
    pub fn pixel(&self, x: u32, y: u32) -> Option<Rgb888> {
        let at = (y as usize * self.width as usize + x as usize) * 3;
        let rgb = self.bytes.get(at..at + 3).filter(|_| x < self.width)?;
        Some(Rgb888::new(rgb[0], rgb[1], rgb[2]))
    }

    /// The colours of an area, row by row; of what lies on the canvas alone.
    pub(super) fn colours(&self, area: &Rectangle) -> impl Iterator<Item = Rgb888> {
        let (x0, y0, x1, y1) = self.clip(area);
        let (rgb, _) = self.bytes.as_chunks::<3>();
        (y0..y1).flat_map(move |y| {
            let line = y as usize * self.width as usize;
            let row = &rgb[line + x0 as usize..line + x0.max(x1) as usize];
            row.iter().map(|[r, g, b]| Rgb888::new(*r, *g, *b))
        })
    }

    /// Becomes the same as another canvas; keeps its buffer.
    pub(super) fn copy_from(&mut self, other: &Self) {
        (self.width, self.height) = (other.width, other.height);
        self.bytes.clone_from(&other.bytes);
    }

    /// Fills this canvas with an area of another one, from this one's first pixel on.
    pub(super) fn copy_area(&mut self, from: &Self, area: &Rectangle) {
        let (x0, y0, x1, y1) = from.clip(area);
        let width = self.width.min(x1.saturating_sub(x0));
        let rows = y0..y1.min(y0 + self.height);
        for (to, y) in rows.enumerate() {
            let at = (y as usize * from.width as usize + x0 as usize) * 3;
            let row = &from.bytes[at..at + width as usize * 3];
            self.row(to as u32, 0, width).copy_from_slice(row);
        }
    }

    /// The areas that hold all pixels in which this canvas differs from one before; all of it where that
    /// one had another size or there was none. They do not overlap.
    pub(super) fn differing(&self, before: Option<&Self>) -> Vec<Rectangle> {
        let whole = Rectangle::new(Point::zero(), self.size());
        let Some(before) = before.filter(|b| b.size() == self.size()) else {
            return vec![whole];
        };
        let mut areas: Vec<Rectangle> = Vec::new();
        for top in (0..self.height).step_by(TILE as usize) {
            let bottom = self.height.min(top + TILE);
            let mut left = None;
            for x in (0..=self.width).step_by(TILE as usize) {
                let right = self.width.min(x + TILE);
                let differs = x < right
                    && (top..bottom).any(|y| self.line(y, x, right) != before.line(y, x, right));
                match (left, differs) {
                    (None, true) => left = Some(x),
                    (Some(from), false) => {
                        add(&mut areas, from, top, x - from, bottom - top);
                        left = None;
                    }
                    _ => {}
                }
            }
            if let Some(from) = left {
                add(&mut areas, from, top, self.width - from, bottom - top);
            }
        }
        areas
    }

    /// Bytes of columns `x0..x1` of row `y`; all within the canvas.
    fn line(&self, y: u32, x0: u32, x1: u32) -> &[u8] {
        let line = y as usize * self.width as usize;
        &self.bytes[(line + x0 as usize) * 3..(line + x1 as usize) * 3]
    }

    /// Writes the canvas as PNG, fast rather than small. The same canvas gives the same bytes.
    ///
    /// # Errors
    /// Where the writer fails.
    pub fn write_png(&self, writer: impl Write) -> Result<(), CanvasError> {
        let mut encoder = png::Encoder::new(writer, self.width, self.height);
        encoder.set_color(png::ColorType::Rgb);
        encoder.set_depth(png::BitDepth::Eight);
        encoder.set_compression(png::Compression::Fast);
        // One filter for all rows: a quarter of the time of choosing one for each, 3 % more bytes.
        encoder.set_filter(png::Filter::Paeth);
        let mut writer = encoder.write_header()?;
        writer.write_image_data(&self.bytes)?;
        writer.finish()?;
        Ok(())
    }

    /// Bytes of columns `x0..x1` of row `y`; all within the canvas.
    fn row(&mut self, y: u32, x0: u32, x1: u32) -> &mut [u8] {
        let line = y as usize * self.width as usize;
        &mut self.bytes[(line + x0 as usize) * 3..(line + x1 as usize) * 3]
    }

    /// The part of an area that lies on the canvas, as columns and rows.
    fn clip(&self, area: &Rectangle) -> (u32, u32, u32, u32) {
        let within = |v: i64, limit: u32| v.clamp(0, i64::from(limit)) as u32;
        let (x, y) = (i64::from(area.top_left.x), i64::from(area.top_left.y));
        (
            within(x, self.width),
            within(y, self.height),
            within(x + i64::from(area.size.width), self.width),
            within(y + i64::from(area.size.height), self.height),
        )
    }

    /// Sets the grey levels of a row from column `x` on; what lies outside is left out.
    pub(super) fn set_greys(&mut self, x: u32, y: u32, greys: &[u8]) {
        if y >= self.height || x >= self.width {
            return;
        }
        let end = self.width.min(x.saturating_add(greys.len() as u32));
        for (pixel, &grey) in self.row(y, x, end).chunks_exact_mut(3).zip(greys) {
            pixel.fill(grey);
        }
    }
}

/// Adds an area, or lengthens one of the same columns that ends where this one begins.
fn add(areas: &mut Vec<Rectangle>, left: u32, top: u32, width: u32, height: u32) {
    let place = Point::new(left as i32, top as i32);
    let above = areas.iter_mut().rev().find(|area| {
        let end = area.top_left.y + area.size.height as i32;
        area.top_left.x == place.x && area.size.width == width && end == place.y
    });
    match above {
        Some(area) => area.size.height += height,
        None => areas.push(Rectangle::new(place, Size::new(width, height))),
    }
}

impl OriginDimensions for Canvas {
    fn size(&self) -> Size {
        Size::new(self.width, self.height)
    }
}

impl DrawTarget for Canvas {
    type Color = Rgb888;
    type Error = Infallible;

    fn draw_iter<I: IntoIterator<Item = Pixel<Rgb888>>>(
        &mut self,
        pixels: I,
    ) -> Result<(), Infallible> {
        for Pixel(Point { x, y }, colour) in pixels {
            if let (Ok(x), Ok(y)) = (u32::try_from(x), u32::try_from(y))
                && x < self.width
                && y < self.height
            {
                self.row(y, x, x + 1)
                    .copy_from_slice(&[colour.r(), colour.g(), colour.b()]);
            }
        }
        Ok(())
    }

    fn fill_solid(&mut self, area: &Rectangle, colour: Rgb888) -> Result<(), Infallible> {
        let (x0, y0, x1, y1) = self.clip(area);
        let rgb = [colour.r(), colour.g(), colour.b()];
        for y in y0..y1 {
            if x0 < x1 {
                self.row(y, x0, x1).as_chunks_mut::<3>().0.fill(rgb);
            }
        }
        Ok(())
    }

    fn fill_contiguous<I: IntoIterator<Item = Rgb888>>(
        &mut self,
        area: &Rectangle,
        colours: I,
    ) -> Result<(), Infallible> {
        let (x0, y0, x1, y1) = self.clip(area);
        let mut colours = colours.into_iter();
        let (left, top) = (i64::from(area.top_left.x), i64::from(area.top_left.y));
        for y in top..top + i64::from(area.size.height) {
            let on_row = y >= i64::from(y0) && y < i64::from(y1);
            for x in left..left + i64::from(area.size.width) {
                let Some(colour) = colours.next() else {
                    return Ok(());
                };
                if on_row && x >= i64::from(x0) && x < i64::from(x1) {
                    let (x, y) = (x as u32, y as u32);
                    self.row(y, x, x + 1)
                        .copy_from_slice(&[colour.r(), colour.g(), colour.b()]);
                }
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn drawing_is_clipped_on_every_side() {
        let mut canvas = Canvas::new(3, 2);
        let all = Rectangle::new(Point::new(-5, -5), Size::new(20, 6));
        canvas.fill_solid(&all, Rgb888::RED).unwrap();
        let around = Rectangle::new(Point::new(2, 1), Size::new(2, 2));
        canvas
            .fill_contiguous(&around, [Rgb888::GREEN, Rgb888::BLUE, Rgb888::BLUE])
            .unwrap();
        canvas
            .draw_iter([
                Pixel(Point::new(-1, 0), Rgb888::WHITE),
                Pixel(Point::new(0, 2), Rgb888::WHITE),
            ])
            .unwrap();
        assert_eq!(canvas.as_bytes()[..9], [255, 0, 0].repeat(3)[..]);
        assert_eq!(canvas.as_bytes()[9..], [0, 0, 0, 0, 0, 0, 0, 255, 0]);
        assert_eq!(canvas.pixel(3, 0), None);
    }

    #[test]
    fn png_is_deterministic_and_reads_back() {
        let mut canvas = Canvas::new(40, 30);
        canvas.set_greys(38, 29, &[9, 8, 7]);
        let (mut a, mut b) = (Vec::new(), Vec::new());
        canvas.write_png(&mut a).unwrap();
        canvas.write_png(&mut b).unwrap();
        assert_eq!(a, b);
        let back = image::load_from_memory(&a).unwrap().into_rgb8();
        assert_eq!(back.as_raw(), canvas.as_bytes());
    }

    proptest! {
        /// What differs lies within areas, they do not overlap, and copying them makes the one the other.
        #[test]
        fn areas_that_differ_are_found(
            (w, h) in (1_u32..100, 1_u32..100),
            changes in proptest::collection::vec((0_i32..100, 0_i32..100, 0_u32..40, 0_u32..40, any::<u8>()), 0..5),
        ) {
            let before = Canvas::new(w, h);
            let mut after = before.clone();
            for (x, y, width, height, grey) in changes {
                let area = Rectangle::new(Point::new(x, y), Size::new(width, height));
                after.fill_solid(&area, Rgb888::new(grey, 0, 0)).unwrap();
            }
            let areas = after.differing(Some(&before));
            prop_assert_eq!(areas.is_empty(), after == before);
            let mut made = before;
            let mut pixels = 0;
            for area in &areas {
                let mut part = Canvas::new(area.size.width, area.size.height);
                part.copy_area(&after, area);
                made.fill_contiguous(area, part.colours(&Rectangle::new(Point::zero(), area.size))).unwrap();
                pixels += area.size.width * area.size.height;
            }
            prop_assert_eq!(&made, &after);
            prop_assert!(pixels <= w * h, "areas overlap");
            let all = Rectangle::new(Point::zero(), Size::new(w, h));
            prop_assert_eq!(after.differing(Some(&Canvas::new(w, h + 1))), vec![all]);
            prop_assert_eq!(after.differing(None), vec![all]);
        }
    }
}
