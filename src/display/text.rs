//! Text in the faces of the screen: measuring, aligning, shortening, breaking into lines.

use embedded_graphics::pixelcolor::Rgb888;

use super::{
    canvas::Canvas,
    font::{EM, Family, family, warm, with_bitmap},
};

pub use super::font::{Weight, has_letter};

/// A face: weight and size.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Face {
    /// How heavy the letters are.
    pub weight: Weight,
    /// Pixels an em; a capital has seven tenths of it.
    pub px: u16,
}

impl Face {
    /// Height of a capital, pixels.
    #[must_use]
    pub fn capital(self) -> f64 {
        f64::from(self.px) * f64::from(CAPITAL) / 1000.0
    }
}

/// Shows that a text was shortened.
const ELLIPSIS: &str = "\u{2026}";
/// The largest letters that are made before they are needed, pixels an em.
const WARM_PX_MAX: u16 = 64;
/// Height of a capital of the face, in thousandths of an em.
const CAPITAL: i32 = 714;

/// Walks through a text: each letter with the pen's place, font units.
struct Pen<'a> {
    family: Option<&'static Family>,
    letters: std::str::CharIndices<'a>,
    last: char,
    units: i32,
}

impl<'a> Pen<'a> {
    fn new(face: Face, text: &'a str) -> Self {
        Self {
            family: family(face.weight),
            letters: text.char_indices(),
            last: '\0',
            units: 0,
        }
    }
}

impl Iterator for Pen<'_> {
    /// Where the letter stands in the text, what it is, where it is drawn, and where the next one would be.
    type Item = (usize, char, super::font::Place, i32, i32);

    fn next(&mut self) -> Option<Self::Item> {
        let family = self.family?;
        let (at, letter) = self.letters.next()?;
        let found = family.letter(letter);
        let from = self.units.saturating_add(family.kerning(self.last, letter));
        self.units = from.saturating_add(found.advance);
        self.last = letter;
        Some((at, letter, found.place, from, self.units))
    }
}

impl Face {
    /// Regular, capitals of 8 pixels: names of rows, axis.
    pub const SMALL: Self = Self::regular(11);
    /// Bold, as small.
    pub const SMALL_BOLD: Self = Self::bold(11);
    /// Regular, capitals of 11 pixels: running text.
    pub const BODY: Self = Self::regular(15);
    /// Bold, as running text.
    pub const BODY_BOLD: Self = Self::bold(15);

    /// A regular face of that many pixels an em.
    #[must_use]
    pub const fn regular(px: u16) -> Self {
        Self {
            weight: Weight::Regular,
            px,
        }
    }

    /// A bold face of that many pixels an em.
    #[must_use]
    pub const fn bold(px: u16) -> Self {
        Self {
            weight: Weight::Bold,
            px,
        }
    }

    /// Makes what numbers and European words are drawn with, so that drawing them allocates nothing; not for letters so
    /// large that only banners have them.
    pub(super) fn warm(self) {
        if self.px <= WARM_PX_MAX {
            warm(self.weight, self.px);
        }
    }

    /// Height of a capital letter, pixels.
    #[must_use]
    pub const fn cap_height(self) -> i32 {
        (self.px as i32 * CAPITAL + EM / 2) / EM
    }

    /// Distance of lines of running text, pixels: room for kanji and for accents.
    #[must_use]
    pub const fn line_height(self) -> i32 {
        (self.px as i32 * 135 + 50) / 100
    }

    /// The baseline that centres capitals in `height` pixels from `top` on.
    #[must_use]
    pub const fn baseline(self, top: i32, height: i32) -> i32 {
        top + (height + self.cap_height()) / 2
    }

    /// Pixels of so many font units, rounded up.
    fn pixels(self, units: i32) -> i32 {
        let scaled = i64::from(units) * i64::from(self.px) + i64::from(EM - 1);
        (scaled / i64::from(EM)).clamp(0, i64::from(i32::MAX)) as i32
    }

    /// Width of a line of text, pixels.
    #[must_use]
    pub fn width(self, text: &str) -> i32 {
        self.pixels(Pen::new(self, text).last().map_or(0, |(.., end)| end))
    }

    /// How much of a text fits into `width` pixels: all of it, or a beginning and whether an
    /// ellipsis must follow (and fits).
    #[must_use]
    pub fn fit(self, text: &str, width: i32) -> (&str, bool) {
        let room = width - self.width(ELLIPSIS);
        let mut end = 0;
        for (at, letter, _, _, units) in Pen::new(self, text) {
            let wide = self.pixels(units);
            if wide > width {
                return (text[..end].trim_end(), room >= 0);
            }
            if wide <= room {
                end = at + letter.len_utf8();
            }
        }
        (text, false)
    }

    /// Breaks a text into lines of at most `width` pixels: at spaces, or between the signs of a script without
    /// spaces. A word that is wider than a line stays whole, for the line to shorten.
    pub fn lines(self, text: &str, width: i32) -> impl Iterator<Item = &str> {
        let mut rest = text.trim();
        std::iter::from_fn(move || {
            if rest.is_empty() {
                return None;
            }
            let at = self.line_end(rest, width);
            let (line, after) = rest.split_at(at);
            rest = after.trim_start();
            Some(line.trim_end())
        })
    }

    /// Where the first line of a text ends; beyond 0.
    fn line_end(self, text: &str, width: i32) -> usize {
        let (mut end, mut last) = (0, '\0');
        for (at, letter, _, _, units) in Pen::new(self, text) {
            if at > 0 && may_break(last, letter) {
                end = at;
            }
            if self.pixels(units) > width && end > 0 && letter != ' ' {
                return end;
            }
            last = letter;
        }
        text.len()
    }
}

/// Whether a line may end between two letters.
fn may_break(before: char, after: char) -> bool {
    let wide = |c: char| matches!(c, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}');
    // What never begins a line in Japanese: closing marks, small kana, the mark of a long vowel.
    let trailing = matches!(
        after,
        '、' | '。'
            | '」'
            | '』'
            | '）'
            | '：'
            | '・'
            | 'ー'
            | 'ぁ'
            | 'ぃ'
            | 'ぅ'
            | 'ぇ'
            | 'ぉ'
            | 'っ'
            | 'ゃ'
            | 'ゅ'
            | 'ょ'
            | 'ッ'
            | 'ャ'
            | 'ュ'
            | 'ョ'
            | 'ィ'
    );
    before == ' ' || !trailing && ((wide(before) && wide(after)) || matches!(before, '、' | '。'))
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
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
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
    const fn at(
        align: Align,
        face: Face,
        colour: Rgb888,
        x: i32,
        baseline: i32,
        width_max: i32,
    ) -> Self {
        Self {
            face,
            colour,
            x,
            baseline,
            align,
            width_max,
        }
    }

    /// A place that starts at a column.
    #[must_use]
    pub const fn left(face: Face, colour: Rgb888, x: i32, baseline: i32, width_max: i32) -> Self {
        Self::at(Align::Left, face, colour, x, baseline, width_max)
    }

    /// A place that ends at a column.
    #[must_use]
    pub const fn right(face: Face, colour: Rgb888, x: i32, baseline: i32, width_max: i32) -> Self {
        Self::at(Align::Right, face, colour, x, baseline, width_max)
    }

    /// A place that is centred at a column.
    #[must_use]
    pub const fn centre(face: Face, colour: Rgb888, x: i32, baseline: i32, width_max: i32) -> Self {
        Self::at(Align::Centre, face, colour, x, baseline, width_max)
    }

    /// Width of the text as it is drawn, pixels: at most `width_max`.
    #[must_use]
    pub fn width(&self, text: &str) -> i32 {
        let (text, shortened) = self.face.fit(text, self.width_max);
        let tail = if shortened { ELLIPSIS } else { "" };
        self.face.width(text) + self.face.width(tail)
    }

    /// Width of formatted words, pixels; of at most 32 bytes of them.
    #[must_use]
    pub(super) fn width_of(&self, words: std::fmt::Arguments) -> i32 {
        let mut short = Short::default();
        // What does not fit is not measured.
        let _ = std::fmt::Write::write_fmt(&mut short, words);
        self.width(std::str::from_utf8(&short.bytes[..short.len]).unwrap_or_default())
    }

    /// Draws the text, shortened where it does not fit, and returns its width in pixels.
    pub fn draw(&self, canvas: &mut Canvas, text: &str) -> i32 {
        let (text, shortened) = self.face.fit(text, self.width_max);
        let tail = if shortened { ELLIPSIS } else { "" };
        let head_width = self.face.width(text);
        let width = head_width + self.face.width(tail);
        let left = match self.align {
            Align::Left => self.x,
            Align::Centre => self.x.saturating_sub(width / 2),
            Align::Right => self.x.saturating_sub(width),
        };
        self.put(canvas, text, left);
        self.put(canvas, tail, left.saturating_add(head_width));
        width
    }

    fn put(&self, canvas: &mut Canvas, text: &str, left: i32) {
        let Face { weight, px } = self.face;
        for (_, _, place, from, _) in Pen::new(self.face, text) {
            let quarters = i64::from(from) * i64::from(px) * 4 / i64::from(EM);
            let (x, quarter) = (quarters.div_euclid(4), quarters.rem_euclid(4) as u8);
            // Beyond any canvas a column saturates and nothing is drawn.
            let x = left.saturating_add(i32::try_from(x).unwrap_or(i32::MAX / 2));
            with_bitmap(weight, place, px, quarter, |bitmap| {
                let x = x.saturating_add(bitmap.left);
                let y = self.baseline.saturating_add(bitmap.top);
                for (row, cover) in bitmap.cover.chunks_exact(bitmap.width.max(1)).enumerate() {
                    canvas.blend(x, y.saturating_add(row as i32), cover, self.colour);
                }
            });
        }
    }
}

/// A few words, without an allocation.
#[derive(Default)]
struct Short {
    bytes: [u8; 32],
    len: usize,
}

impl std::fmt::Write for Short {
    fn write_str(&mut self, text: &str) -> std::fmt::Result {
        let free = self.bytes.get_mut(self.len..self.len + text.len());
        free.ok_or(std::fmt::Error)?
            .copy_from_slice(text.as_bytes());
        self.len += text.len();
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn text_is_shortened_with_an_ellipsis_that_fits(
            text in "[ -~あ室ー、\u{1f600}]{0,60}",
            width in -5..400_i32,
        ) {
            let (head, shortened) = Face::BODY.fit(&text, width);
            prop_assert!(text.starts_with(head));
            let tail = if shortened { Face::BODY.width(ELLIPSIS) } else { 0 };
            prop_assert!(Face::BODY.width(head) + tail <= width.max(0));
            prop_assert_eq!(head == text && !shortened, Face::BODY.width(&text) <= width || text.is_empty());
        }

        #[test]
        fn lines_hold_all_of_a_text_and_keep_to_the_width(
            text in "[a-z あ室ー、]{0,80}",
            width in 40..300_i32,
        ) {
            let lines: Vec<_> = Face::BODY.lines(&text, width).collect();
            let squeezed = |text: &str| text.replace(' ', "");
            prop_assert_eq!(squeezed(&lines.concat()), squeezed(&text));
            for line in lines {
                let breakable = line.chars().zip(line.chars().skip(1)).any(|(a, b)| may_break(a, b));
                prop_assert!(!line.is_empty() && (Face::BODY.width(line) <= width || !breakable), "{line}");
            }
        }
    }

    #[test]
    fn every_sign_that_a_label_can_have_is_drawn() {
        for sign in crate::anatomy::LABEL_SIGNS.into_iter().flatten() {
            assert!(has_letter(sign), "{sign:?}");
        }
    }

    #[test]
    fn japanese_breaks_between_signs_and_not_before_closing_marks() {
        let text = "四腔断面をもう一度描出してください。";
        let width = Face::BODY.width("四腔断面をもう一度描出してください");
        let lines: Vec<_> = Face::BODY.lines(text, width).collect();
        assert_eq!(lines, ["四腔断面をもう一度描出してくださ", "い。"]);
    }

    #[test]
    fn unknown_characters_and_garbage_do_not_stop_the_drawing() {
        let mut canvas = Canvas::new(60, 20);
        let line = Line::left(Face::BODY, Rgb888::new(255, 255, 255), -10, 15, 50);
        assert!(line.draw(&mut canvas, "\u{1f600}a\u{0}\u{2028}\u{301}b\u{e9}") > 0);
        let far = Line::right(
            Face::bold(4000),
            line.colour,
            i32::MIN,
            i32::MAX - 9000,
            i32::MAX,
        );
        far.draw(&mut canvas, "far");
    }
}
