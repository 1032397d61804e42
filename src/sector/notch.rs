//! Boxes burned in over the sector at its left or right border: a measurement's result, the grey
//! bar. They are cut out of the mask, because they may hold text.
//!
//! A box is known by its straight flat edge towards the picture, not by its letters: some rows are
//! flat from the border to that edge, the strip along the edge is flat in all rows, and the
//! picture begins behind it. What is drawn over live speckle without a box (caliper crosses,
//! dotted ellipses, depth ticks, names typed into the picture) is not found and is kept, and so
//! are boxes that do not reach the border, and boxes whose flat ground compression made uneven. The
//! tracker looks for boxes when it locks a sector and when that grows: one that appears over a
//! locked sector is kept until the sector is sought anew.
//!
//! Knows sectors and pixels; must not know how a sector is found.

use super::Sector;
use crate::capture::Frame;

/// Grey levels that pixels of a flat row differ by at most.
const FLAT: u8 = 1;
/// Width of the strip along the inner edge that holds no letters, pixels: 4 on `voluson-femur`.
const STRIP: usize = 3;
/// Least width and height of a box; the grey bar of the reference screens is 12 wide.
const WIDTH_MIN: usize = 8;
const HEIGHT_MIN: usize = 12;
/// Least number of rows that are flat over the whole width: letters stand between such rows.
const FULL_ROWS_MIN: usize = 3;
/// Share of the rows behind whose end the picture begins, percent.
const EDGE_PERCENT: usize = 80;
/// Share of the pixels of the box that have its ground's grey, percent: 54 on `voluson-femur`.
const GROUND_PERCENT: usize = 40;
/// Share of the row beyond the upper or the lower end that may still have the ground's grey.
const END_PERCENT: usize = 30;
/// Cut so many pixels around the box: frame lines and blurred corners.
const MARGIN: usize = 2;

/// Takes the boxes at the left and at the right border out of the sector's mask.
pub(super) fn cut(sector: &mut Sector, frame: &Frame) {
    for mirrored in [false, true] {
        let mut row = 0;
        while row < sector.spans.len() {
            let border = Border::new(sector, frame, mirrored);
            row = match border.notch(row) {
                Some(notch) => {
                    notch.apply(sector, frame.width, mirrored);
                    notch.bottom
                }
                None => row + 1,
            };
        }
    }
}

/// A box at the left border, or at the right one of the mirrored picture: rows of the sector
/// `top..bottom`, columns up to `end`.
struct Notch {
    top: usize,
    bottom: usize,
    end: usize,
}

impl Notch {
    fn apply(&self, sector: &mut Sector, width: usize, mirrored: bool) {
        let rows = self.top.saturating_sub(MARGIN)..(self.bottom + MARGIN).min(sector.spans.len());
        let end = (self.end + MARGIN).min(width);
        for (from, to) in &mut sector.spans[rows] {
            if mirrored {
                *to = (*to).min((width - end) as u16).max(*from);
            } else {
                *from = (*from).max(end as u16).min(*to);
            }
        }
    }
}

/// The left border of a sector, or the right one seen in a mirror.
struct Border<'a> {
    sector: &'a Sector,
    frame: &'a Frame,
    top: usize,
    mirrored: bool,
}

impl<'a> Border<'a> {
    fn new(sector: &'a Sector, frame: &'a Frame, mirrored: bool) -> Self {
        let top = sector.pixels()[1];
        Self {
            sector,
            frame,
            top,
            mirrored,
        }
    }

    /// First column and column behind the last of a row of the sector.
    fn span(&self, row: usize) -> Option<(usize, usize)> {
        let (from, to) = self.sector.span(self.top + row)?;
        let width = self.frame.width;
        Some(if self.mirrored {
            (width.saturating_sub(to), width.saturating_sub(from))
        } else {
            (from, to)
        })
    }

    fn pixel(&self, row: usize, x: usize) -> Option<u8> {
        let width = self.frame.width;
        let x = if self.mirrored {
            (width - 1).checked_sub(x)?
        } else {
            x
        };
        let index = (self.top + row) * width + x;
        (x < width).then(|| self.frame.luma.get(index).copied())?
    }

    fn like(&self, row: usize, x: usize, grey: u8) -> bool {
        self.pixel(row, x)
            .is_some_and(|value| value.abs_diff(grey) <= FLAT)
    }

    /// Where the flat run from the border ends. The border's own two pixels may be blurred.
    fn flat_end(&self, row: usize) -> Option<usize> {
        let (from, to) = self.span(row)?;
        let start = from + MARGIN;
        let grey = self.pixel(row, start)?;
        let end = (start..to).find(|&x| !self.like(row, x, grey))?;
        // A box takes the smaller part of the row.
        (end >= from + WIDTH_MIN && (end - from) * 2 < to - from).then_some(end)
    }

    /// The grey of the strip before `end`, where it is flat.
    fn strip(&self, row: usize, end: usize) -> Option<u8> {
        let grey = self.pixel(row, end.checked_sub(1)?)?;
        let flat = (end.saturating_sub(STRIP)..end).all(|x| self.like(row, x, grey));
        (flat && self.span(row).is_some()).then_some(grey)
    }

    /// The box whose first row that is flat to its edge is `row`.
    fn notch(&self, row: usize) -> Option<Notch> {
        let end = self.flat_end(row)?;
        let flat = |row: &usize| self.strip(*row, end).is_some();
        let top = (0..row).rev().take_while(flat).last().unwrap_or(row);
        let bottom = (row..self.sector.spans.len()).take_while(flat).last()? + 1;
        let rows = bottom - top;
        if rows < HEIGHT_MIN {
            return None;
        }
        let full = (top..bottom).filter(|&row| self.flat_end(row) == Some(end));
        let edge = (top..bottom).filter(|&row| {
            self.strip(row, end)
                .is_some_and(|grey| !self.like(row, end + 1, grey))
        });
        let straight = edge.count() * 100 >= rows * EDGE_PERCENT;
        let found = full.count() >= FULL_ROWS_MIN && straight && self.is_box(top, bottom, end);
        found.then_some(Notch { top, bottom, end })
    }

    /// Whether most of the box is ground, and its upper or lower end is as sharp as its side.
    fn is_box(&self, top: usize, bottom: usize, end: usize) -> bool {
        let share = |row: usize, grey: Option<u8>| {
            let from = self.span(row).map_or(end, |span| span.0).min(end);
            let alike = |x: &usize| grey.is_some_and(|grey| self.like(row, *x, grey));
            ((from..end).filter(alike).count(), end - from)
        };
        let (ground, all) = (top..bottom)
            .map(|row| share(row, self.strip(row, end)))
            .fold((0, 0), |sum, part| (sum.0 + part.0, sum.1 + part.1));
        let ends = |beyond: usize, own: usize| {
            let (alike, all) = share(beyond, self.strip(own, end));
            all >= WIDTH_MIN && alike * 100 <= all * END_PERCENT
        };
        let above = top >= MARGIN && ends(top - MARGIN, top);
        ground * 100 >= all * GROUND_PERCENT && (above || ends(bottom + 1, bottom - 1))
    }
}

#[cfg(test)]
mod tests {
    use super::super::screens::{PLAIN, Screen, fill, text};
    use super::super::{Finder, Sector};

    const LINEAR: Screen = Screen {
        cut: [0.2, 0.1, 0.8, 0.9],
        half_angle: 0.0,
        ..PLAIN
    };

    fn kept(sector: &Sector, [left, top, right, bottom]: [usize; 4]) -> usize {
        let row = |y| sector.span(y).unwrap_or_default();
        (top..bottom)
            .map(row)
            .map(|(from, to)| to.min(right).saturating_sub(from.max(left)))
            .sum()
    }

    #[test]
    fn a_box_of_text_at_the_border_is_cut_out_and_the_rest_stays() {
        for ground in [0, 41] {
            let (mut frame, truth) = LINEAR.draw();
            let (right, bottom) = (truth.right() as usize, truth.bottom() as usize);
            let note = [right - 150, bottom - 60, right, bottom];
            fill(&mut frame, note, ground);
            text(&mut frame, right - 142, bottom - 52, 11, 2, 230);
            text(&mut frame, right - 142, bottom - 28, 11, 2, 230);
            let sector = Finder::new().find(&frame).unwrap();
            assert_eq!(kept(&sector, note), 0, "ground {ground}");
            let lost = truth.w * truth.h - sector.area() as f32 - 150.0 * 60.0;
            assert!(lost < 0.01 * truth.w * truth.h, "ground {ground}: {lost}");
        }
    }

    #[test]
    fn a_black_shadow_at_the_border_is_no_box() {
        let (frame, truth) = LINEAR.draw();
        let (left, bottom) = (truth.x as usize, truth.bottom() as usize);
        let plain = Finder::new().find(&frame).unwrap();
        let mut shadow = frame.clone();
        for y in bottom / 2..bottom {
            // Its beginning is not sharp, its side is.
            let width = 60.min((y - bottom / 2) * 2);
            fill(&mut shadow, [left, y, left + width, y + 1], 0);
        }
        let mut sector = plain.clone();
        super::cut(&mut sector, &shadow);
        assert_eq!(sector, plain);
    }
}
