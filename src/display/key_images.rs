//! The best picture of each view, on one sheet.

use std::time::Duration;

use super::{
    canvas::Canvas,
    language::{Language, Message, Values, Word},
    layout::{area, fitted},
    model::Crop,
    paint::{Painter, Pictures},
    palette::Palette,
    scene::Scene,
    text::{Face, Line},
};
use crate::anatomy::View;

const PALETTE: &Palette = &Palette::DAY;
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
    /// Over the pictures: the source.
    pub title: &'a str,
    /// Below them: what made the sheet.
    pub made_by: &'a str,
    /// By view, in the order of [`View::SWEEP`]; `None` where it was not shown.
    pub images: [Option<KeyImage<'a>>; View::SWEEP.len()],
    /// In which language.
    pub language: &'a Language,
}

impl KeySheet<'_> {
    /// Draws six pictures of 400x300 in the order of a sweep, each with its view, frame and time; a view that
    /// was not shown has an empty place that says so. The same pictures give the same bytes.
    #[must_use]
    pub fn draw(&self) -> Canvas {
        let mut canvas = Canvas::new(WIDTH, HEIGHT);
        let (mut scene, mut pictures) = (Scene::default(), Pictures::default());
        scene.region(area(0, 0, WIDTH, HEIGHT), PALETTE.ground);
        let room = WIDTH as i32 - 2 * MARGIN;
        let title = Line::left(Face::BODY_BOLD, PALETTE.text, MARGIN, 26, room);
        scene.foreign(title, self.title);
        for (at, (view, image)) in (0_u8..).zip(View::SWEEP.into_iter().zip(&self.images)) {
            let place = usize::from(at);
            let left = MARGIN + (place % COLUMNS) as i32 * (TILE[0] as i32 + MARGIN);
            let top = HEAD + (place / COLUMNS) as i32 * (TILE[1] as i32 + WORDS);
            let tile = area(left, top, TILE[0], TILE[1]);
            scene.fill(tile, PALETTE.panel);
            let below = top + TILE[1] as i32;
            let line = |face, colour, y| Line::left(face, colour, left, y, TILE[0] as i32);
            let name = self.language.get(Word::View(view));
            scene.text(line(Face::BODY_BOLD, PALETTE.text, below + 20), name);
            let words = line(Face::SMALL, PALETTE.text_dim, below + 38);
            let Some(image) = image else {
                scene.text(words, self.language.message(Message::NotShown));
                continue;
            };
            if image.crop.is_whole() {
                let shown = fitted(image.crop.width, image.crop.height, &tile);
                let version = pictures.keep(at, &image.crop);
                scene.picture(at, version, shown, PALETTE.white);
            }
            image.put_place(&mut scene, words, self.language);
        }
        let foot = HEIGHT as i32 - 14;
        let right = WIDTH as i32 - MARGIN;
        let note = Line::right(Face::SMALL, PALETTE.text_dim, right, foot, room / 2);
        let taken = scene.text(note, self.language.message(Message::Purpose));
        let rest = room - taken - MARGIN;
        let made_by = Line::left(Face::SMALL, PALETTE.text_dim, MARGIN, foot, rest);
        scene.foreign(made_by, self.made_by);
        Painter::default().paint(&mut canvas, &mut scene, &pictures);
        canvas
    }
}

impl KeyImage<'_> {
    /// Where it stands in the exam, for people.
    pub(super) fn put_place(&self, scene: &mut Scene, line: Line, language: &Language) {
        let seconds = self.time.as_secs_f64();
        let seconds = format_args!("{seconds:.1} s");
        let values: Values = &[("frame", &self.frame), ("time", &seconds)];
        scene.write_foreign(line, format_args!("{}", language.with(Message::At, values)));
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
            spans: &[],
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
            language: Language::english(),
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
