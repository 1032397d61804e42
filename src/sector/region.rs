//! Sectors as sets of pixels: made of rows, joined, compared.
//!
//! Knows sectors; must not know pictures.

use super::Sector;
use super::fan::Fan;
use super::marks::Mark;
use super::outline::{Extent, hull};
use crate::anatomy::Rect;

/// A sector holds another one when it has this share of its pixels, percent.
const HOLDS_PERCENT: usize = 97;

impl Sector {
    /// From the extents of adjoining rows, none missing.
    pub(super) fn from_rows(rows: &[Extent]) -> Self {
        let left = rows.iter().map(|r| r.1).min().unwrap_or(0);
        let right = rows.iter().map(|r| r.2).max().unwrap_or(0);
        let top = rows.first().map_or(0, |r| r.0);
        let rect = Rect::new(
            left as f32,
            top as f32,
            right.saturating_sub(left) as f32,
            rows.len() as f32,
        );
        let spans = rows
            .iter()
            .map(|&(_, from, to)| (from as u16, to.max(from) as u16))
            .collect();
        Self {
            rect,
            spans,
            marks: Vec::new(),
        }
    }

    /// Blacks out what the probe's face bites out of the top, but for `inset` pixels.
    pub(super) fn bite(&mut self, fan: &Fan, inset: usize) {
        let top = self.pixels()[1];
        self.marks.retain(|mark| !mark.black);
        let rows = top..top + self.spans.len();
        let bites = rows.map_while(|y| {
            let (from, to) = fan.bite(y)?;
            let (first, end) = self.span(y).unwrap_or_default();
            let (from, to) = ((from + inset).max(first), to.saturating_sub(inset).min(end));
            Some((y as u16, from as u16, to as u16))
        });
        let bites: Vec<Mark> = bites
            .filter(|(_, from, to)| from < to)
            .map(|(row, from, to)| Mark {
                row,
                from,
                to,
                black: true,
            })
            .collect();
        self.mark(&bites);
    }

    /// Takes the other's bite where that is smaller: contact came back before the probe's face.
    pub(super) fn take_smaller_bite(&mut self, other: &Self) {
        let bites = |sector: &Self| {
            sector
                .marks
                .iter()
                .filter(|mark| mark.black)
                .copied()
                .collect()
        };
        let (own, new): (Vec<Mark>, Vec<Mark>) = (bites(self), bites(other));
        let pixels = |marks: &[Mark]| {
            marks
                .iter()
                .map(|m| usize::from(m.to - m.from))
                .sum::<usize>()
        };
        // By more than the few pixels by which the face is found here and there.
        if pixels(&new) > 0 && pixels(&new) * 10 < pixels(&own) * 9 {
            self.marks.retain(|mark| !mark.black);
            self.mark(&new);
        }
    }

    /// Puts marks beside those that there are.
    pub(super) fn mark(&mut self, marks: &[Mark]) {
        self.marks.extend_from_slice(marks);
        self.marks
            .sort_unstable_by_key(|mark| (mark.row, mark.from));
    }

    /// First column and column behind the last of a screen row.
    pub(super) fn span(&self, row: usize) -> Option<(usize, usize)> {
        let (from, to) = *self.spans.get(row.checked_sub(self.pixels()[1])?)?;
        (from < to).then_some((from.into(), to.into()))
    }

    /// The convex hull of both.
    pub(super) fn union(&self, other: &Self) -> Self {
        let rows = |sector: &Self| {
            let top = sector.pixels()[1];
            top..top + sector.spans.len()
        };
        let (a, b) = (rows(self), rows(other));
        let extents: Vec<Extent> = (a.start.min(b.start)..a.end.max(b.end))
            .filter_map(|y| match (self.span(y), other.span(y)) {
                (Some(a), Some(b)) => Some((y, a.0.min(b.0), a.1.max(b.1))),
                (Some((from, to)), None) | (None, Some((from, to))) => Some((y, from, to)),
                (None, None) => None,
            })
            .collect();
        Self {
            marks: self.marks.clone(),
            ..Self::from_rows(&hull(&extents))
        }
    }

    /// Number of pixels.
    pub(super) fn area(&self) -> usize {
        self.spans
            .iter()
            .map(|&(from, to)| usize::from(to.saturating_sub(from)))
            .sum()
    }

    /// Number of pixels of both.
    pub(super) fn shared(&self, other: &Self) -> usize {
        let top = self.pixels()[1];
        (top..top + self.spans.len())
            .filter_map(|y| {
                let (a, b) = (self.span(y)?, other.span(y)?);
                Some(a.1.min(b.1).saturating_sub(a.0.max(b.0)))
            })
            .sum()
    }

    /// Intersection over union of the pixels.
    pub(super) fn overlap(&self, other: &Self) -> f32 {
        let shared = self.shared(other);
        let both = self.area() + other.area() - shared;
        shared as f32 / both.max(1) as f32
    }

    /// Whether almost all pixels of the other sector are in this one.
    pub(super) fn holds(&self, other: &Self) -> bool {
        self.shared(other) * 100 >= other.area() * HOLDS_PERCENT
    }
}

#[cfg(test)]
mod tests {
    use super::Sector;

    #[test]
    fn the_union_is_convex_and_holds_both() {
        let (upper, lower) = (
            Sector::rectangle(20, 0, 10, 10),
            Sector::rectangle(0, 20, 50, 10),
        );
        let both = upper.union(&lower);
        assert_eq!(both.pixels(), [0, 0, 50, 30]);
        assert!(both.holds(&upper) && both.holds(&lower) && !lower.holds(&upper));
        assert_eq!(
            (both.span(9), both.span(29)),
            (Some((11, 39)), Some((0, 50)))
        );
        assert_eq!((both.shared(&lower), lower.shared(&upper)), (500, 0));
        assert_eq!(both.span(30), None);
    }
}
