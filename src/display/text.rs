//! Text in the faces of the screen: measuring, aligning, shortening.
//!
//! All faces are Adobe's bitmap Helvetica of the X11 distribution, as packed by U8g2 (crate
//! `u8g2-fonts`). Licence: "Copyright 1984-1989, 1994 Adobe Systems Incorporated, copyright 1988,
//! 1994 Digital Equipment Corporation. Permission to use, copy, modify, distribute and sell this
//! software and its documentation for any purpose and without fee is hereby granted". Its digits
//! share one width, so that right-aligned numbers do not jump.

use std::convert::Infallible;

use embedded_graphics::{
    Pixel,
    draw_target::DrawTarget,
    geometry::{Dimensions, Point, Size},
    pixelcolor::Rgb888,
    primitives::Rectangle,
};
use u8g2_fonts::{
    FontRenderer, fonts,
    types::{FontColor, VerticalPosition},
};

use super::canvas::Canvas;

/// A face, by weight and height of a capital letter in pixels.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Face {
    /// Regular, capitals of 8 pixels: barcode names, axis.
    Small,
    /// Bold, capitals of 8 pixels: barcode names of what is seen now.
    SmallBold,
    /// Bold, capitals of 11 pixels: labels in the picture.
    Label,
    /// Regular, capitals of 11 pixels: dense checklists.
    BodySmall,
    /// Regular, capitals of 12 pixels: checklist, state line.
    Body,
    /// Bold, capitals of 12 pixels: headings.
    BodyBold,
    /// Bold, capitals of 14 pixels.
    Strong,
    /// Bold, capitals of 19 pixels: product name.
    Title,
    /// Bold, capitals of 25 pixels: current view, exam time.
    Large,
    /// The large face at double size: banner.
    Huge,
}

const fn renderer<F: u8g2_fonts::Font>() -> FontRenderer {
    FontRenderer::new::<F>().with_ignore_unknown_chars(true)
}

static SMALL: FontRenderer = renderer::<fonts::u8g2_font_helvR08_tf>();
static SMALL_BOLD: FontRenderer = renderer::<fonts::u8g2_font_helvB08_tf>();
static LABEL: FontRenderer = renderer::<fonts::u8g2_font_helvB10_tf>();
static BODY_SMALL: FontRenderer = renderer::<fonts::u8g2_font_helvR10_tf>();
static BODY: FontRenderer = renderer::<fonts::u8g2_font_helvR12_tf>();
static BODY_BOLD: FontRenderer = renderer::<fonts::u8g2_font_helvB12_tf>();
static STRONG: FontRenderer = renderer::<fonts::u8g2_font_helvB14_tf>();
static TITLE: FontRenderer = renderer::<fonts::u8g2_font_helvB18_tf>();
static LARGE: FontRenderer = renderer::<fonts::u8g2_font_helvB24_tf>();

const ELLIPSIS: &str = "...";

impl Face {
    fn renderer(self) -> &'static FontRenderer {
        match self {
            Self::Small => &SMALL,
            Self::SmallBold => &SMALL_BOLD,
            Self::Label => &LABEL,
            Self::BodySmall => &BODY_SMALL,
            Self::Body => &BODY,
            Self::BodyBold => &BODY_BOLD,
            Self::Strong => &STRONG,
            Self::Title => &TITLE,
            Self::Large | Self::Huge => &LARGE,
        }
    }

    const fn scale(self) -> u32 {
        match self {
            Self::Huge => 2,
            _ => 1,
        }
    }

    /// Height of a capital letter, pixels.
    #[must_use]
    pub const fn cap_height(self) -> i32 {
        match self {
            Self::Small | Self::SmallBold => 8,
            Self::Label | Self::BodySmall => 11,
            Self::Body | Self::BodyBold => 12,
            Self::Strong => 14,
            Self::Title => 19,
            Self::Large => 25,
            Self::Huge => 50,
        }
    }

    /// The baseline that centres capitals in `height` pixels from `top` on.
    #[must_use]
    pub const fn baseline(self, top: i32, height: i32) -> i32 {
        top + (height + self.cap_height()) / 2
    }

    /// Width of a line of text, pixels. Characters that the face lacks take no room.
    #[must_use]
    pub fn width(self, text: &str) -> i32 {
        let size = self.renderer().get_rendered_dimensions(
            text,
            Point::zero(),
            VerticalPosition::Baseline,
        );
        size.map_or(0, |d| d.advance.x) * self.scale() as i32
    }

    /// How much of a text fits into `width` pixels: all of it, or a beginning and whether an
    /// ellipsis must follow (and fits).
    #[must_use]
    pub fn fit(self, text: &str, width: i32) -> (&str, bool) {
        if self.width(text) <= width {
            return (text, false);
        }
        let room = width - self.width(ELLIPSIS);
        let fits = |end: &usize| self.width(text[..*end].trim_end()) <= room;
        let ends = text.char_indices().map(|(at, _)| at);
        let end = ends.take_while(fits).last().unwrap_or(0);
        (text[..end].trim_end(), room >= 0)
    }
}

/// Which end of the text stands at the given column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Align {
    /// Text starts there.
    Left,
    /// Text is centred there.
    Centre,
    /// Text ends there.
    Right,
}

/// A place for a line of text.
#[derive(Clone, Copy, Debug)]
pub struct Line {
    /// Face.
    pub face: Face,
    /// Colour.
    pub colour: Rgb888,
    /// The column that the text is aligned to.
    pub x: i32,
    /// The row of the baseline.
    pub baseline: i32,
    /// Alignment.
    pub align: Align,
    /// The text is shortened to this many pixels.
    pub width_max: i32,
}

impl Line {
    /// A place that starts at a column.
    #[must_use]
    pub const fn left(face: Face, colour: Rgb888, x: i32, baseline: i32, width_max: i32) -> Self {
        Self {
            face,
            colour,
            x,
            baseline,
            align: Align::Left,
            width_max,
        }
    }

    /// A place that ends at a column.
    #[must_use]
    pub const fn right(face: Face, colour: Rgb888, x: i32, baseline: i32, width_max: i32) -> Self {
        Self {
            face,
            colour,
            x,
            baseline,
            align: Align::Right,
            width_max,
        }
    }

    /// A place that is centred at a column.
    #[must_use]
    pub const fn centre(face: Face, colour: Rgb888, x: i32, baseline: i32, width_max: i32) -> Self {
        Self {
            face,
            colour,
            x,
            baseline,
            align: Align::Centre,
            width_max,
        }
    }

    /// Draws the text, shortened where it does not fit, and returns its width in pixels.
    pub fn draw(&self, canvas: &mut Canvas, text: &str) -> i32 {
        let (text, shortened) = self.face.fit(text, self.width_max);
        let tail = if shortened { ELLIPSIS } else { "" };
        let head_width = self.face.width(text);
        let width = head_width + self.face.width(tail);
        let left = match self.align {
            Align::Left => self.x,
            Align::Centre => self.x - width / 2,
            Align::Right => self.x - width,
        };
        self.put(canvas, text, left);
        self.put(canvas, tail, left + head_width);
        width
    }

    fn put(&self, canvas: &mut Canvas, text: &str, left: i32) {
        let at = Point::new(left, self.baseline);
        let colour = FontColor::Transparent(self.colour);
        let renderer = self.face.renderer();
        // Drawing on a canvas is infallible and unknown characters are skipped.
        let _ = match self.face.scale() {
            1 => renderer.render(text, at, VerticalPosition::Baseline, colour, canvas),
            scale => {
                let mut larger = Enlarged { canvas, at, scale };
                renderer.render(
                    text,
                    Point::zero(),
                    VerticalPosition::Baseline,
                    colour,
                    &mut larger,
                )
            }
        };
    }
}

/// Draws every pixel as a square of `scale` pixels, the origin at `at`.
struct Enlarged<'a> {
    canvas: &'a mut Canvas,
    at: Point,
    scale: u32,
}

impl Dimensions for Enlarged<'_> {
    fn bounding_box(&self) -> Rectangle {
        self.canvas.bounding_box()
    }
}

impl DrawTarget for Enlarged<'_> {
    type Color = Rgb888;
    type Error = Infallible;

    fn draw_iter<I: IntoIterator<Item = Pixel<Rgb888>>>(
        &mut self,
        pixels: I,
    ) -> Result<(), Infallible> {
        pixels.into_iter().try_for_each(|Pixel(p, colour)| {
            self.fill_solid(&Rectangle::new(p, Size::new(1, 1)), colour)
        })
    }

    fn fill_solid(&mut self, area: &Rectangle, colour: Rgb888) -> Result<(), Infallible> {
        let at = self.at + area.top_left * self.scale as i32;
        self.canvas
            .fill_solid(&Rectangle::new(at, area.size * self.scale), colour)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_share_one_width() {
        for face in [Face::Small, Face::Body, Face::Large, Face::Huge] {
            let widths: Vec<i32> = ('0'..='9')
                .map(|d| face.width(d.encode_utf8(&mut [0; 4])))
                .collect();
            assert!(
                widths.iter().all(|w| *w == widths[0]),
                "{face:?}: {widths:?}"
            );
        }
    }

    #[test]
    fn every_sign_that_a_label_can_have_is_drawn() {
        for sign in crate::anatomy::LABEL_SIGNS.into_iter().flatten() {
            for face in [Face::Body, Face::BodySmall] {
                assert!(
                    face.width(sign.encode_utf8(&mut [0; 4])) > 0,
                    "{sign:?}, {face:?}"
                );
            }
        }
    }

    #[test]
    fn long_text_is_shortened_with_an_ellipsis_that_fits() {
        let text = "A label that is far too long for its place";
        for width in 0..200 {
            let (head, shortened) = Face::Body.fit(text, width);
            let tail = if shortened {
                Face::Body.width(ELLIPSIS)
            } else {
                0
            };
            assert!(Face::Body.width(head) + tail <= width, "{width}");
        }
        assert_eq!(Face::Body.fit("short", 100), ("short", false));
    }

    #[test]
    fn unknown_characters_and_garbage_do_not_stop_the_drawing() {
        let mut canvas = Canvas::new(60, 20);
        let line = Line::left(Face::Body, super::super::palette::TEXT, -10, 15, 50);
        assert!(line.draw(&mut canvas, "\u{1f600}a\u{0}\u{2028}\u{301}b\u{e9}") > 0);
    }
}
