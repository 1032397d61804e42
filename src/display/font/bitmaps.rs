//! Filled outlines, kept while they are used.

use std::{cell::RefCell, collections::HashMap};

use ab_glyph::{Font as _, OutlineCurve, Point, point};
use ab_glyph_rasterizer::Rasterizer;

use super::{BOX, EM, Place, Weight, family};

/// Bytes of filled outlines that are kept; all are dropped where they become more. A screen needs fewer than a
/// tenth of it.
const BYTES_MAX: usize = 8 << 20;

/// No outline is wider or higher, pixels.
const SIDE_MAX: i32 = 4096;

/// A filled outline: how much of each pixel it covers.
#[derive(Clone, Copy, Debug)]
pub(in super::super) struct Bitmap<'a> {
    /// Columns from the pen to the first one.
    pub left: i32,
    /// Rows from the baseline to the first one, negative above it.
    pub top: i32,
    /// Width, pixels.
    pub width: usize,
    /// `width` bytes a row: 0 none, 255 all.
    pub cover: &'a [u8],
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
struct Key {
    weight: Weight,
    place: (u8, u16),
    px: u16,
    quarter: u8,
}

#[derive(Clone, Copy)]
struct Kept {
    left: i32,
    top: i32,
    width: usize,
    from: usize,
    to: usize,
}

#[derive(Default)]
struct Cache {
    kept: HashMap<Key, Kept>,
    bytes: Vec<u8>,
}

thread_local! {
    static CACHE: RefCell<Cache> = RefCell::new(Cache::default());
}

/// Fills the outlines of the letters that numbers and European words are made of, so that none of them is new later.
pub(in super::super) fn warm(weight: Weight, px: u16) {
    let Some(family) = family(weight) else {
        return;
    };
    for letter in ' '..='~' {
        with_bitmap(weight, family.letter(letter).place, px, 0, |_| {});
    }
}

/// Calls `draw` with a letter's outline at `px` pixels an em, `quarter` quarters of a pixel to the right; not where
/// there is nothing to draw. A letter that was asked for before costs no allocation.
pub(in super::super) fn with_bitmap(
    weight: Weight,
    place: Place,
    px: u16,
    quarter: u8,
    draw: impl FnOnce(Bitmap),
) {
    let place_key = match place {
        Place::Glyph { file, id } => (file, id),
        Place::Missing => (u8::MAX, 0),
        Place::Nothing => return,
    };
    let key = Key {
        weight,
        place: place_key,
        px,
        quarter,
    };
    CACHE.with_borrow_mut(|cache| {
        let kept = match cache.kept.get(&key) {
            Some(kept) => *kept,
            None => cache.fill_all(key, place),
        };
        if kept.from < kept.to {
            draw(Bitmap {
                left: kept.left,
                top: kept.top,
                width: kept.width,
                cover: &cache.bytes[kept.from..kept.to],
            });
        }
    });
}

impl Cache {
    /// Fills a letter's outline at each quarter of a pixel, as numbers and words that move need them all sooner or
    /// later; gives the one that was asked for.
    fn fill_all(&mut self, key: Key, place: Place) -> Kept {
        if self.bytes.len() > BYTES_MAX {
            self.kept.clear();
            self.bytes.clear();
        }
        for quarter in (0..4).filter(|quarter| *quarter != key.quarter) {
            self.fill(Key { quarter, ..key }, place);
        }
        self.fill(key, place)
    }

    fn fill(&mut self, key: Key, place: Place) -> Kept {
        let from = self.bytes.len();
        let (left, top, width) = match place {
            Place::Missing => hollow_box(i32::from(key.px), &mut self.bytes),
            _ => outline(key, place, &mut self.bytes).unwrap_or_default(),
        };
        let kept = Kept {
            left,
            top,
            width,
            from,
            to: self.bytes.len(),
        };
        self.kept.insert(key, kept);
        kept
    }
}

/// Adds the bytes of an outline: its first column and row, and its width. There is an empty pixel all round: the
/// rasteriser smears a row that a rounded coordinate leaves (alexheretic/ab-glyph, issue 77).
fn outline(key: Key, place: Place, bytes: &mut Vec<u8>) -> Option<(i32, i32, usize)> {
    let (font, id) = family(key.weight)?.outline(place)?;
    let outline = font.outline(id)?;
    let scale = f32::from(key.px) / EM as f32;
    let shift = f32::from(key.quarter) / 4.0;
    let (first, last) = (outline.bounds.min, outline.bounds.max);
    let [left, right] = [first.x.min(last.x), first.x.max(last.x)].map(|x| x * scale + shift);
    let [low, high] = [first.y.min(last.y), first.y.max(last.y)].map(|y| y * scale);
    let (left, top) = (left.floor() as i32 - 1, -high.ceil() as i32 - 1);
    let width = (right.ceil() as i32 + 1 - left).clamp(1, SIDE_MAX) as usize;
    let height = (-low.floor() as i32 + 1 - top).clamp(1, SIDE_MAX) as usize;
    let mut rasteriser = Rasterizer::new(width, height);
    let at = |p: Point| {
        let (x, y) = (p.x * scale + shift - left as f32, -p.y * scale - top as f32);
        point(x, y)
    };
    for curve in outline.curves {
        match curve {
            OutlineCurve::Line(a, b) => rasteriser.draw_line(at(a), at(b)),
            OutlineCurve::Quad(a, b, c) => rasteriser.draw_quad(at(a), at(b), at(c)),
            OutlineCurve::Cubic(a, b, c, d) => {
                rasteriser.draw_cubic(at(a), at(b), at(c), at(d));
            }
        }
    }
    // A cast saturates: what is covered twice is covered.
    rasteriser.for_each_pixel(|_, cover| bytes.push((cover * 255.0 + 0.5) as u8));
    Some((left, top, width))
}

/// The box of a letter that is missing: an eighth of its width as frame.
fn hollow_box(px: i32, bytes: &mut Vec<u8>) -> (i32, i32, usize) {
    let (width, height) = ((px * BOX / EM - 1).max(1), (px * 7 / 10).max(1));
    let stroke = (px / 12).max(1);
    for y in 0..height {
        for x in 0..width {
            let edge = x < stroke || y < stroke || x >= width - stroke || y >= height - stroke;
            bytes.push(if edge { 255 } else { 0 });
        }
    }
    (0, -height, width as usize)
}
