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
#[derive(Clone, Debug)]
pub struct Canvas {
    width: u32,
    height: u32,
    bytes: Vec<u8>,
    /// Nothing is drawn outside of it.
    clip: Rectangle,
    /// Who drew all of it last, and which of his pictures it is; `None` where others drew since.
    drawn: Option<(u64, u64)>,
}

/// Two canvases are equal where their pixels are.
impl PartialEq for Canvas {
    fn eq(&self, other: &Self) -> bool {
        (self.width, self.height) == (other.width, other.height) && self.bytes == other.bytes
    }
}

impl Eq for Canvas {}

impl Canvas {
    /// A black canvas of that many pixels.
    #[must_use]
    pub fn new(width: u32, height: u32) -> Self {
        Self {
            width,
            height,
            bytes: vec![0; width as usize * height as usize * 3],
            clip: Rectangle::new(Point::zero(), Size::new(width, height)),
            drawn: None,
        }
    }

    /// Keeps what is drawn within an area, until another one is set; `None` for all of the canvas.
    pub(super) fn set_clip(&mut self, area: Option<&Rectangle>) {
        let all = Rectangle::new(Point::zero(), Size::new(self.width, self.height));
        self.clip = area.map_or(all, |area| area.intersection(&all));
    }

    /// Who drew all of it last, and which of his pictures it is.
    pub(super) const fn drawn(&self) -> Option<(u64, u64)> {
        self.drawn
    }

    /// Notes who has drawn all of it, until somebody else draws on it.
    pub(super) fn set_drawn(&mut self, by: Option<(u64, u64)>) {
        self.drawn = by;
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

    /// The part of an area that may be drawn on, as columns and rows.
    fn clip(&self, area: &Rectangle) -> (u32, u32, u32, u32) {
        let Point { x: left, y: top } = self.clip.top_left;
        let Size { width, height } = self.clip.size;
        let within = |v: i64, from: i32, count: u32| {
            v.clamp(i64::from(from), i64::from(from) + i64::from(count)) as u32
        };
        let (x, y) = (i64::from(area.top_left.x), i64::from(area.top_left.y));
        (
            within(x, left, width),
            within(y, top, height),
            within(x + i64::from(area.size.width), left, width),
            within(y + i64::from(area.size.height), top, height),
        )
    }

    /// The part of a row of `count` pixels from column `x` on that may be drawn on: columns on the canvas, and how
    /// many of the row's pixels lie before them.
    fn clip_row(&self, x: i32, y: i32, count: usize) -> Option<(u32, u32, usize)> {
        let row = Rectangle::new(
            Point::new(x, y),
            Size::new(u32::try_from(count).unwrap_or(u32::MAX), 1),
        );
        let (x0, y0, x1, y1) = self.clip(&row);
        let before = (i64::from(x0) - i64::from(x)) as usize;
        (x0 < x1 && y0 < y1).then_some((x0, x1, before))
    }

    /// Sets the grey levels of a row from column `x` on, `white` for 255; what lies outside is left out.
    pub(super) fn set_greys(&mut self, x: i32, y: i32, greys: &[u8], white: u8) {
        if let Some((x0, x1, before)) = self.clip_row(x, y, greys.len()) {
            let bytes = self.row(y as u32, x0, x1);
            let greys = &greys[before..];
            if white < u8::MAX {
                let pixels = bytes.as_chunks_mut::<3>().0.iter_mut();
                pixels
                    .zip(greys)
                    .for_each(|(pixel, &grey)| *pixel = [laid_over(0, white, grey); 3]);
                return;
            }
            // Four at a time, in words: that is what most of the screen is drawn with.
            let (fours, rest) = bytes.as_chunks_mut::<12>();
            let (grey_fours, grey_rest) = greys[..fours.len() * 4 + rest.len() / 3].as_chunks();
            for (pixels, &four) in fours.iter_mut().zip(grey_fours) {
                let [a, b, c, d] = four.map(u32::from);
                let words = [
                    (a * 0x0001_0101) | (b << 24),
                    (b * 0x0101) | (c * 0x0101_0000),
                    c | (d * 0x0101_0100),
                ];
                for (part, word) in pixels.as_chunks_mut::<4>().0.iter_mut().zip(words) {
                    *part = word.to_le_bytes();
                }
            }
            for (pixel, &grey) in rest.as_chunks_mut::<3>().0.iter_mut().zip(grey_rest) {
                *pixel = [grey; 3];
            }
        }
    }

    /// Lays a colour over a row from column `x` on, as much of it as `cover` says: 0 none, 255 all.
    pub(super) fn blend(&mut self, x: i32, y: i32, cover: &[u8], colour: Rgb888) {
        if let Some((x0, x1, before)) = self.clip_row(x, y, cover.len()) {
            let over = [colour.r(), colour.g(), colour.b()];
            let pixels = self.row(y as u32, x0, x1).as_chunks_mut::<3>().0;
            for (pixel, &share) in pixels.iter_mut().zip(&cover[before..]) {
                match share {
                    0 => {}
                    255 => *pixel = over,
                    _ => {
                        for (under, over) in pixel.iter_mut().zip(over) {
                            *under = laid_over(*under, over, share);
                        }
                    }
                }
            }
        }
    }

    /// Fills an area with a colour; what lies outside is left out.
    pub(super) fn fill(&mut self, area: &Rectangle, colour: Rgb888) {
        let (x0, y0, x1, y1) = self.clip(area);
        if x0 >= x1 || y0 >= y1 {
            return;
        }
        let rgb = [colour.r(), colour.g(), colour.b()];
        self.row(y0, x0, x1).as_chunks_mut::<3>().0.fill(rgb);
        let at = |x: u32, y: u32| (y as usize * self.width as usize + x as usize) * 3;
        let first = at(x0, y0)..at(x1, y0);
        let rows: [usize; 2] = [at(x0, y0 + 1), at(x0, y1)];
        let pitch = self.width as usize * 3;
        for to in (rows[0]..rows[1]).step_by(pitch) {
            self.bytes.copy_within(first.clone(), to);
        }
    }
}

/// A level between two: `share` of `over` from 0 (none) to 255 (all).
pub(super) const fn laid_over(under: u8, over: u8, share: u8) -> u8 {
    let (share, rest) = (share as u32, 255 - share as u32);
    ((under as u32 * rest + over as u32 * share + 127) / 255) as u8
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
        self.drawn = None;
        for Pixel(at, colour) in pixels {
            self.fill(&Rectangle::new(at, Size::new(1, 1)), colour);
        }
        Ok(())
    }

    fn fill_solid(&mut self, area: &Rectangle, colour: Rgb888) -> Result<(), Infallible> {
        self.drawn = None;
        self.fill(area, colour);
        Ok(())
    }

    fn fill_contiguous<I: IntoIterator<Item = Rgb888>>(
        &mut self,
        area: &Rectangle,
        colours: I,
    ) -> Result<(), Infallible> {
        self.drawn = None;
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
        canvas.set_greys(38, 29, &[9, 8, 7], 255);
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
