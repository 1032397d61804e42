//! The best picture of each view, on one sheet.

use std::time::Duration;

use embedded_graphics::draw_target::DrawTarget;

use super::{
    canvas::Canvas,
    layout::area,
    model::Crop,
    naming::{view_heading, view_title},
    palette::{GROUND, PANEL, TEXT, TEXT_DIM},
    scale::Scaler,
    text::{Face, Line},
};
use crate::anatomy::View;

/// What the words below the pictures end with.
const NOTE: &str = "Supports the examiner; does not diagnose.";
const MARGIN: i32 = 16;
const HEAD: i32 = 40;
/// A tile's picture, and the two lines of words below it, pixels.
const TILE: [u32; 2] = [400, 300];
const WORDS: i32 = 52;
const COLUMNS: usize = 3;
const WIDTH: u32 = COLUMNS as u32 * (TILE[0] + MARGIN as u32) + MARGIN as u32;
const HEIGHT: u32 = HEAD as u32 + 2 * (TILE[1] + WORDS as u32) + 40;

/// The best picture of a view.
#[derive(Clone, Copy, Debug)]
pub struct KeyImage<'a> {
    /// The sector of the frame.
    pub crop: Crop<'a>,
    /// Number of the frame.
    pub frame: u64,
    /// Time of the frame since the source's first.
    pub time: Duration,
    /// How many of the structures that the checklist asks for in the view were found in it.
    pub complete: u32,
}

/// The sheet.
#[derive(Clone, Copy, Debug)]
pub struct KeySheet<'a> {
    /// Over the pictures: the source. Characters beyond ISO 8859-1 are left out.
    pub title: &'a str,
    /// Below them: what made the sheet.
    pub made_by: &'a str,
    /// By view, in the order of [`View::SWEEP`]; `None` where it was not shown.
    pub images: [Option<KeyImage<'a>>; View::SWEEP.len()],
}

impl KeySheet<'_> {
    /// Draws six pictures of 400x300 in the order of a sweep, each with its view, frame and time; a view that
    /// was not shown has an empty place that says so. The same pictures give the same bytes.
    #[must_use]
    pub fn draw(&self) -> Canvas {
        let mut canvas = Canvas::new(WIDTH, HEIGHT);
        let _ = canvas.clear(GROUND);
        let room = WIDTH as i32 - 2 * MARGIN;
        Line::left(Face::BodyBold, TEXT, MARGIN, 26, room).draw(&mut canvas, self.title);
        let mut scaler = Scaler::default();
        for (at, (view, image)) in View::SWEEP.into_iter().zip(&self.images).enumerate() {
            let left = MARGIN + (at % COLUMNS) as i32 * (TILE[0] as i32 + MARGIN);
            let top = HEAD + (at / COLUMNS) as i32 * (TILE[1] as i32 + WORDS);
            let _ = canvas.fill_solid(&area(left, top, TILE[0], TILE[1]), PANEL);
            let below = top + TILE[1] as i32;
            let line = |face, colour, y| Line::left(face, colour, left, y, TILE[0] as i32);
            line(Face::BodyBold, TEXT, below + 20).draw(&mut canvas, view_title(view));
            let words = match image {
                Some(image) => {
                    place(&mut canvas, &mut scaler, &image.crop, [left, top]);
                    let (frame, seconds) = (image.frame, image.time.as_secs_f64());
                    let complete = image.complete;
                    format!("frame {frame}, {seconds:.1} s, {complete} structures of the checklist")
                }
                None => format!("{} not shown", view_heading(view)),
            };
            line(Face::Small, TEXT_DIM, below + 38).draw(&mut canvas, &words);
        }
        let foot = HEIGHT as i32 - 14;
        let right = WIDTH as i32 - MARGIN;
        let note = Line::right(Face::Small, TEXT_DIM, right, foot, room / 2);
        let taken = note.draw(&mut canvas, NOTE);
        let made_by = Line::left(Face::Small, TEXT_DIM, MARGIN, foot, room - taken - MARGIN);
        made_by.draw(&mut canvas, self.made_by);
        canvas
    }
}

/// Scales a picture into a tile, as large as it can be there without changing its shape.
fn place(canvas: &mut Canvas, scaler: &mut Scaler, crop: &Crop, [left, top]: [i32; 2]) {
    let (width, height) = (crop.width, crop.height);
    if width == 0 || height == 0 || crop.luma.len() < width * height {
        return;
    }
    let [tile_width, tile_height] = TILE.map(|side| side as usize);
    let wide = width * tile_height > height * tile_width;
    let (to_width, to_height) = if wide {
        (tile_width, (height * tile_width / width).max(1))
    } else {
        ((width * tile_height / height).max(1), tile_height)
    };
    let x = left as u32 + (tile_width - to_width) as u32 / 2;
    let y = top as u32 + (tile_height - to_height) as u32 / 2;
    let scaled = scaler.scale(crop.luma, (width, height), (to_width, to_height));
    for (row, line) in scaled.chunks_exact(to_width).enumerate() {
        canvas.set_greys(x, y + row as u32, line);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::anatomy::Rect;

    #[test]
    fn a_view_that_was_shown_has_its_picture_and_another_none() {
        let luma = vec![200; 80 * 120];
        let crop = Crop {
            luma: &luma,
            width: 80,
            height: 120,
            rect: Rect::new(0.0, 0.0, 80.0, 120.0),
        };
        let image = KeyImage {
            crop,
            frame: 7,
            time: Duration::from_millis(280),
            complete: 3,
        };
        let mut sheet = KeySheet {
            title: "clip.y4m",
            made_by: "",
            images: [None; 6],
        };
        sheet.images[4] = Some(image);
        let canvas = sheet.draw();
        assert_eq!((canvas.width(), canvas.height()), (WIDTH, HEIGHT));
        let middle = |at: u32| {
            let x = MARGIN as u32 + at % 3 * (TILE[0] + MARGIN as u32) + TILE[0] / 2;
            let y = HEAD as u32 + at / 3 * (TILE[1] + WORDS as u32) + TILE[1] / 2;
            canvas.pixel(x, y).unwrap()
        };
        for at in 0..6 {
            assert_eq!(middle(at) == middle(4), at == 4, "tile {at}");
        }
        assert_eq!(canvas.as_bytes(), sheet.draw().as_bytes());
        let broken = Crop {
            width: 4000,
            ..crop
        };
        sheet.images[4] = Some(KeyImage {
            crop: broken,
            ..image
        });
        assert_ne!(sheet.draw().as_bytes(), canvas.as_bytes());
    }
}
