//! What is to be drawn, before it is drawn: areas of the screen, each with what stands in it.
//!
//! Pages say what stands where; whether that is news is found by comparing with the scene before. An area that is
//! the same is not drawn again, so that nothing has to remember what it depends on.

use std::fmt::{Arguments, Write};

use embedded_graphics::{geometry::Point, pixelcolor::Rgb888, primitives::Rectangle};

use super::{
    canvas::Canvas,
    layout::{between, bottom, right},
    signs::Sign,
    text::Line,
};

/// One thing to draw.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Op {
    /// An area of one colour.
    Fill(Rectangle, Rgb888),
    /// Diagonal stripes of `stripe` pixels every `period` pixels.
    Hatch(Rectangle, i32, i32, Rgb888),
    /// A line of text; `from..to` in the scene's words.
    Text {
        /// Where and how.
        line: Line,
        /// First byte.
        from: u32,
        /// Byte behind the last.
        to: u32,
        /// It comes from outside of the program and may be of any length.
        foreign: bool,
    },
    /// A sign of the checklist: its top left pixel and its side.
    Sign(Sign, Point, u16, Rgb888),
    /// A picture that is kept beside the scene, by its place there and how often it has changed, as bright as white
    /// is in it.
    Picture(u8, u64, Rectangle, u8),
}

/// An area with what stands in it: all that is drawn there, and nothing of it anywhere else.
#[derive(Clone, Copy, Debug)]
pub struct Region {
    /// The area.
    pub area: Rectangle,
    from: usize,
    to: usize,
}

/// Everything to draw. Buffers are used again.
#[derive(Clone, Debug, Default)]
pub struct Scene {
    words: String,
    ops: Vec<Op>,
    regions: Vec<Region>,
}

impl Scene {
    /// Begins anew.
    pub fn clear(&mut self) {
        self.words.clear();
        self.ops.clear();
        self.regions.clear();
    }

    /// Opens an area; what follows stands in it and is cut at its edges. No two overlap. An empty one shows nothing.
    pub fn region(&mut self, area: Rectangle, ground: Rgb888) {
        self.open(area);
        self.fill(area, ground);
    }

    /// Opens an area of which all is covered by what follows.
    pub fn open(&mut self, area: Rectangle) {
        let from = self.ops.len();
        self.regions.push(Region {
            area,
            from,
            to: from,
        });
    }

    /// Fills what of an area lies round another one within it.
    pub fn fill_round(&mut self, area: Rectangle, within: &Rectangle, colour: Rgb888) {
        let (left, top) = (area.top_left.x, area.top_left.y);
        let (x, y) = (within.top_left.x, within.top_left.y);
        for band in [
            between(left, top, right(&area), y),
            between(left, bottom(within), right(&area), bottom(&area)),
            between(left, y, x, bottom(within)),
            between(right(within), y, right(&area), bottom(within)),
        ] {
            self.fill(band, colour);
        }
    }

    fn push(&mut self, op: Op) {
        self.ops.push(op);
        if let Some(region) = self.regions.last_mut() {
            region.to = self.ops.len();
        }
    }

    /// Fills an area.
    pub fn fill(&mut self, area: Rectangle, colour: Rgb888) {
        if !area.is_zero_sized() {
            self.push(Op::Fill(area, colour));
        }
    }

    /// The frame of an area, `stroke` pixels wide, within it.
    pub fn frame(&mut self, area: Rectangle, stroke: u32, colour: Rgb888) {
        let (x, y) = (area.top_left.x, area.top_left.y);
        let (w, h) = (area.size.width, area.size.height);
        let stroke = stroke.min(w).min(h);
        let s = stroke as i32;
        for area in [
            super::layout::area(x, y, w, stroke),
            super::layout::area(x, bottom(&area) - s, w, stroke),
            super::layout::area(x, y, stroke, h),
            super::layout::area(right(&area) - s, y, stroke, h),
        ] {
            self.fill(area, colour);
        }
    }

    /// Diagonal stripes of `stripe` pixels every `period` pixels.
    pub fn hatch(&mut self, area: Rectangle, period: i32, stripe: i32, colour: Rgb888) {
        self.push(Op::Hatch(area, period, stripe, colour));
    }

    /// A line of the program's own words; returns its width, pixels.
    pub fn text(&mut self, line: Line, text: &str) -> i32 {
        self.put(line, format_args!("{text}"), false)
    }

    /// A line of text from outside, which may be of any length; returns its width, pixels.
    pub fn foreign(&mut self, line: Line, text: &str) -> i32 {
        self.put(line, format_args!("{text}"), true)
    }

    /// A line of formatted words; returns its width, pixels.
    pub fn write(&mut self, line: Line, words: Arguments) -> i32 {
        self.put(line, words, false)
    }

    /// As [`Scene::write`], with something from outside in it.
    pub fn write_foreign(&mut self, line: Line, words: Arguments) -> i32 {
        self.put(line, words, true)
    }

    fn put(&mut self, line: Line, words: Arguments, foreign: bool) -> i32 {
        let from = self.words.len();
        // Writing to a string does not fail.
        let _ = self.words.write_fmt(words);
        let to = self.words.len();
        let width = line.width(&self.words[from..]);
        if let (Ok(from), Ok(to)) = (u32::try_from(from), u32::try_from(to)) {
            self.push(Op::Text {
                line,
                from,
                to,
                foreign,
            });
        }
        width
    }

    /// A sign of the checklist.
    pub fn sign(&mut self, sign: Sign, at: Point, side: u16, colour: Rgb888) {
        self.push(Op::Sign(sign, at, side, colour));
    }

    /// A picture of the pictures' store, scaled to an area; `white` is how bright white is in it, 0 to 255.
    pub fn picture(&mut self, slot: u8, version: u64, area: Rectangle, white: u8) {
        self.push(Op::Picture(slot, version, area, white));
    }

    /// The areas.
    pub fn regions(&self) -> &[Region] {
        &self.regions
    }

    /// What stands in an area.
    pub fn ops(&self, region: &Region) -> &[Op] {
        &self.ops[region.from..region.to]
    }

    /// The words of a line of text.
    pub fn words(&self, from: u32, to: u32) -> &str {
        &self.words[from as usize..to as usize]
    }

    /// Whether the areas are the same, whatever stands in them.
    pub fn has_areas_of(&self, other: &Self) -> bool {
        let areas = |scene: &Self| scene.regions.len();
        areas(self) == areas(other)
            && (self.regions.iter().zip(&other.regions)).all(|(a, b)| a.area == b.area)
    }

    /// Whether the same stands in an area of this scene and in one of another.
    pub fn is_same(&self, region: &Region, other: &Self, theirs: &Region) -> bool {
        let (ops, others) = (self.ops(region), other.ops(theirs));
        let same = |(a, b): (&Op, &Op)| match (a, b) {
            (
                Op::Text { line, from, to, .. },
                Op::Text {
                    line: at,
                    from: first,
                    to: last,
                    ..
                },
            ) => line == at && self.words(*from, *to) == other.words(*first, *last),
            _ => a == b,
        };
        region.area == theirs.area && ops.len() == others.len() && ops.iter().zip(others).all(same)
    }
}

/// Diagonal stripes of `stripe` pixels every `period` pixels, on a canvas.
pub fn hatch(canvas: &mut Canvas, within: &Rectangle, period: i32, stripe: i32, colour: Rgb888) {
    let (left, end) = (within.top_left.x, right(within));
    for y in within.top_left.y..bottom(within) {
        let mut x = left - (left + y).rem_euclid(period);
        while x < end {
            let (a, b) = (x.max(left), (x + stripe).min(end));
            if a < b {
                canvas.fill(&super::layout::area(a, y, (b - a) as u32, 1), colour);
            }
            x += period;
        }
    }
}
