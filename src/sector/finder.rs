//! Finds the ultrasound sector in one still screen, with nothing known beforehand.
//!
//! Knows frames; must not know video: what stays the same over frames is the tracker's matter.
//!
//! The largest area of lit cells is the seed. Its sides are fitted as straight lines; other areas
//! between these lines belong to it (a bright near field above a dark one); the convex hull of all,
//! cut off along the sides, is the sector. Thresholds were set on the eleven reference screens and on the drawn screens of
//! the tests.

use super::Sector;
use super::bar;
use super::fan::Fan;
use super::grid::Grid;
use super::notch;
use super::outline::{Extent, hull};
use super::sides::Sides;
use crate::capture::Frame;

/// Frames smaller or larger than this hold no sector, pixels.
const EDGE_MIN: usize = 64;
const EDGE_MAX: usize = 8192;
/// The sector's box spans at least this share of the screen each way. The smallest of the
/// reference screens spans 0.83 by 0.82.
const SPAN_MIN: f64 = 0.15;
/// Least share of the hull that is lit; a curved probe held in air has 0.59, tissue 0.7 to 0.99.
const FILL_MIN: f64 = 0.3;
/// Least share of speckled cells; tissue on the reference screens has 0.98 and more, the far-field
/// noise of the compressed ones 0.24 and 0.73, a bar with text 0.3 to 0.45. A picture with both
/// sides leaning outwards needs none.
const SPECKLE_MIN: f64 = 0.3;
/// Least share of speckled cells in an area that joins the largest one: a bar with text has 0.4.
const JOIN_SPECKLE_MIN: f64 = 0.6;
/// Where speckle is magnified until neighbouring pixels are alike: least share of cells that differ from their
/// neighbours, and largest share of one single grey value. A phantom zoomed until its chest is cut has 0.92 and
/// 0.01.
const GRAIN_MIN: f64 = 0.6;
const GRAIN_ONE_GREY_MAX: f64 = 0.2;
/// Largest share of one single grey value among the lit pixels; the reference screens have up to
/// 0.13, drawn pages 0.5 and more.
const ONE_GREY_MAX: f64 = 0.4;
/// A moving area is so large a part of the largest one at least to belong to it, and reaches beyond its
/// rows by so many cells at most.
const MOVING_PART: usize = 100;
const MOVING_SLACK: usize = 3;

/// Finds sectors; keeps its buffers between frames.
#[derive(Debug, Default)]
pub struct Finder {
    grid: Grid,
    /// Number of the lit area that each cell belongs to; 0 is none.
    labels: Vec<u32>,
    /// Lit areas by number, from 1.
    areas: Vec<Area>,
    stack: Vec<usize>,
}

#[derive(Clone, Copy, Debug, Default)]
struct Area {
    cells: usize,
    /// Cells with speckle.
    textured: usize,
    /// Box in cells: left, top, behind right, behind bottom.
    bounds: [usize; 4],
    mine: bool,
}

impl Finder {
    /// A finder without any knowledge of the screen.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// The sector of one frame, or `None` where there is none: a menu, a report, a black or white
    /// screen, a picture under 64 pixels or over 8192, a frame with fewer bytes than its size says.
    pub fn find(&mut self, frame: &Frame) -> Option<Sector> {
        self.find_unless(frame, |_| false).map(|mut sector| {
            bar::cut(&mut sector, frame);
            notch::cut(&mut sector, frame);
            sector
        })
    }

    /// As [`Finder::find`], without a search for faint specks where the bright part is `enough`.
    pub(super) fn find_unless(
        &mut self,
        frame: &Frame,
        enough: impl Fn(&Sector) -> bool,
    ) -> Option<Sector> {
        let sizes = EDGE_MIN..=EDGE_MAX;
        let fits = sizes.contains(&frame.width) && sizes.contains(&frame.height);
        if !fits || frame.luma.len() < frame.width * frame.height || !self.grid.measure(frame) {
            return None;
        }
        if self.grid.takes_black() {
            self.label();
            let largest = (1..self.areas.len()).max_by_key(|&i| self.areas[i].cells);
            if largest.is_some_and(|i| self.grid.has_black_corners(self.upright(i))) {
                self.grid.take_panel(frame);
            }
        }
        let solid = self.fit(frame, true)?;
        if enough(&solid) || !self.grid.light_specks(true) {
            return Some(solid);
        }
        let wide = self.fit(frame, true).filter(|wide| wide.holds(&solid));
        Some(wide.unwrap_or(solid))
    }

    /// The sector of a picture of motion: how often each pixel changed. Nothing else than
    /// ultrasound moves all the time, so the specks may be as sparse and need no speckle.
    pub(super) fn find_moving(&mut self, motion: &Frame) -> Option<Sector> {
        if !self.grid.measure(motion) {
            return None;
        }
        self.grid.light_specks(false);
        self.fit(motion, false)
    }

    /// Fits the sector to the lit cells; `still` demands the look of ultrasound.
    fn fit(&mut self, frame: &Frame, still: bool) -> Option<Sector> {
        self.label();
        let largest = (1..self.areas.len()).max_by_key(|&i| (self.areas[i].cells, usize::MAX - i));
        self.areas[largest?].mine = true;
        let sides = self.sides(&self.extents(frame));
        if !still {
            self.join_moving();
        }
        self.join(&sides);
        let mut extents = self.extents(frame);
        let sides = self.sides(&extents);
        sides.keep_inside(&mut extents, self.grid.cell);
        let mut rows = hull(&extents);
        if still && !self.is_ultrasound(frame, &rows, &sides) {
            return None;
        }
        let tops = self.tops(frame);
        let mut fan = Fan::around(&rows);
        let face = fan.and_then(|fan| fan.face(&tops, self.grid.cell as f64));
        let faced = face.is_some();
        if let Some(face) = face {
            // What lies before the probe's face is no picture: a header's letters between its horns.
            let slack = 2.0 * self.grid.cell as f64;
            extents.retain(|&(y, from, to)| !face.is_before_face(y, from, to, slack));
            rows = hull(&extents);
            fan = Fan::around(&rows).map(|fan| fan.with_face(&face));
        }
        let dark = if faced {
            None
        } else {
            self.dark_near_field(frame, &rows, &sides)
        };
        if let Some((top, at)) = dark {
            extents.insert(0, (top, at.0, at.1));
            rows = hull(&extents);
            fan = Fan::around(&rows);
        }
        if let Some(fan) = fan {
            fill(&mut rows, &fan, frame.width);
        }
        sides.clip(&mut rows, self.grid.cell);
        let mut sector = Sector::from_rows(&rows);
        if let Some(fan) = fan.filter(|_| faced) {
            sector.bite(&fan, self.grid.cell);
        }
        Some(sector)
    }

    /// Points on the upper border of the picture: the first lit pixel of every few columns.
    fn tops(&self, frame: &Frame) -> Vec<[f64; 2]> {
        let (grid, cell) = (&self.grid, self.grid.cell);
        let mine = |x: usize, y: usize| self.areas[self.labels[y * grid.w + x] as usize].mine;
        (0..grid.w)
            .filter_map(|column| {
                let first = (0..grid.h).find(|&y| mine(column, y))?;
                let x = (column * cell + cell / 2).min(frame.width - 1);
                let from = (first * cell).saturating_sub(cell);
                let to = ((first + 2) * cell).min(frame.height);
                let y = (from..to).find(|&y| grid.shows(frame.luma[y * frame.width + x]))?;
                Some([x as f64 + 0.5, y as f64])
            })
            .collect()
    }

    /// The box of an area, but for what lies above where most of its rows begin and end alike: a header
    /// that touches a panel.
    fn upright(&self, number: usize) -> [usize; 4] {
        let (w, own) = (self.grid.w, number as u32);
        let [left, top, right, bottom] = self.areas[number].bounds;
        let ends: Vec<(usize, usize)> = (top..bottom)
            .filter_map(|y| {
                let row = &self.labels[y * w..(y + 1) * w];
                let first = row.iter().position(|&label| label == own)?;
                let last = row.iter().rposition(|&label| label == own)?;
                Some((first, last + 1))
            })
            .collect();
        let middle = |mut all: Vec<usize>| {
            all.sort_unstable();
            all.get(all.len() / 2).copied().unwrap_or_default()
        };
        let from = middle(ends.iter().map(|end| end.0).collect());
        let to = middle(ends.iter().map(|end| end.1).collect());
        let alike = |end: &&(usize, usize)| end.0.abs_diff(from) <= 1 && end.1.abs_diff(to) <= 1;
        if ends.iter().filter(alike).count() * 2 < ends.len() {
            return [left, top, right, bottom];
        }
        let first = ends.iter().position(|end| alike(&end)).unwrap_or(0);
        [from, top + first, to, bottom]
    }

    /// Numbers the connected areas of lit cells.
    fn label(&mut self) {
        let (w, h) = (self.grid.w, self.grid.h);
        self.labels.clear();
        self.labels.resize(w * h, 0);
        self.areas.clear();
        self.areas.push(Area::default());
        for start in 0..w * h {
            if !self.grid.lit[start] || self.labels[start] != 0 {
                continue;
            }
            let number = self.areas.len() as u32;
            let mut area = Area {
                bounds: [w, h, 0, 0],
                ..Area::default()
            };
            self.labels[start] = number;
            self.stack.push(start);
            while let Some(i) = self.stack.pop() {
                let (x, y) = (i % w, i / w);
                let [l, t, r, b] = area.bounds;
                area.bounds = [l.min(x), t.min(y), r.max(x + 1), b.max(y + 1)];
                area.cells += 1;
                area.textured += usize::from(self.grid.textured(i));
                let near = [
                    (x > 0).then(|| i - 1),
                    (x + 1 < w).then_some(i + 1),
                    (y > 0).then(|| i.wrapping_sub(w)),
                    (y + 1 < h).then_some(i + w),
                ];
                for j in near.into_iter().flatten() {
                    if self.grid.lit[j] && self.labels[j] == 0 {
                        self.labels[j] = number;
                        self.stack.push(j);
                    }
                }
            }
            self.areas.push(area);
        }
    }

    /// Takes in the areas that lie between the sides: large ones anywhere (a band of fluid parts
    /// the picture), small ones only where the sector is narrow (the near field below the apex),
    /// because elsewhere they may be text.
    fn join(&mut self, sides: &Sides) {
        let Some(seed) = self.areas.iter().find(|area| area.mine).copied() else {
            return;
        };
        let (Some(left), Some(right)) = (sides.left, sides.right) else {
            return;
        };
        let cell = self.grid.cell as f64;
        let width = (seed.bounds[2] - seed.bounds[0]) as f64 * cell;
        for area in self.areas.iter_mut().skip(1).filter(|area| !area.mine) {
            let [l, t, r, b] = area.bounds.map(|v| v as f64 * cell);
            let slack = 2.0 * cell;
            let inside = [t, b].iter().all(|&y| {
                let (from, to) = (left.column(y) - slack, right.column(y) + slack);
                from <= to && to - from < 1.5 * width
            }) && l >= left.column(b) - slack
                && r <= right.column(b) + slack;
            let narrow = right.column(b) - left.column(b) < width / 4.0;
            let large = area.cells * 20 >= seed.cells;
            let speckled = area.textured as f64 >= JOIN_SPECKLE_MIN * area.cells as f64;
            area.mine = inside && speckled && ((narrow && area.cells >= 9) || large);
        }
    }

    /// Takes in what moves beside the largest area, in its rows: tissue behind fluid or shadow.
    fn join_moving(&mut self) {
        let Some(seed) = self.areas.iter().find(|area| area.mine).copied() else {
            return;
        };
        let [_, top, _, bottom] = seed.bounds;
        for area in self.areas.iter_mut().skip(1) {
            let [_, t, _, b] = area.bounds;
            let beside = t + MOVING_SLACK >= top && b <= bottom + MOVING_SLACK;
            area.mine |= beside && area.cells * MOVING_PART >= seed.cells;
        }
    }

    /// First and last picture pixel of every row, at full resolution.
    fn extents(&self, frame: &Frame) -> Vec<Extent> {
        let (grid, cell) = (&self.grid, self.grid.cell);
        let mine = |i: usize| self.areas[self.labels[i] as usize].mine;
        let cells = |y: usize| {
            let row = y * grid.w;
            let first = (0..grid.w).find(|x| mine(row + x))?;
            let last = (0..grid.w).rev().find(|x| mine(row + x))?;
            Some((first, last))
        };
        let mut extents = Vec::with_capacity(frame.height);
        for y in 0..frame.height {
            let own = y / cell;
            // A cell row that a gap row blotted out borrows from the neighbour on its side.
            let borrowed = || {
                let up = own
                    .checked_sub(1)
                    .filter(|_| !self.gap_between(own * cell, y));
                let down = Some(own + 1)
                    .filter(|&below| below < grid.h && !self.gap_between(y, (own + 1) * cell));
                down.and_then(cells).or_else(|| up.and_then(cells))
            };
            let Some((first, last)) = cells(own).or_else(borrowed) else {
                continue;
            };
            let from = (first * cell).saturating_sub(2 * cell);
            let to = ((last + 3) * cell).min(frame.width);
            let line = &frame.luma[y * frame.width..][..frame.width];
            let lit = |x: &usize| {
                let window = &line[x.saturating_sub(1)..(*x + 2).min(frame.width)];
                grid.shows(line[*x]) && window.iter().filter(|&&v| grid.shows(v)).count() >= 2
            };
            let start = (from..to).find(lit);
            let end = (from..to).rev().find(lit);
            if let (Some(start), Some(end)) = (start, end) {
                extents.push((y, start, end + 1));
            }
        }
        extents
    }

    fn gap_between(&self, from: usize, to: usize) -> bool {
        let to = to.min(self.grid.gap_rows.len());
        (from..to).any(|y| self.grid.gap_rows[y]) || self.grid.gap_rows.get(to) == Some(&true)
    }

    fn sides(&self, extents: &[Extent]) -> Sides {
        let step = self.grid.cell;
        let picked = || extents.iter().skip(step / 2).step_by(step);
        let left: Vec<_> = picked().map(|&(y, x, _)| (y as f64, x as f64)).collect();
        let right: Vec<_> = picked().map(|&(y, _, x)| (y as f64, x as f64)).collect();
        let tolerance = 0.75 * step as f64;
        Sides::new(&left, &right, tolerance)
    }

    fn is_ultrasound(&self, frame: &Frame, rows: &[Extent], sides: &Sides) -> bool {
        let left = rows.iter().map(|r| r.1).min().unwrap_or(0);
        let right = rows.iter().map(|r| r.2).max().unwrap_or(0);
        let wide = right.saturating_sub(left) as f64 >= SPAN_MIN * frame.width as f64;
        let high = rows.len() as f64 >= SPAN_MIN * frame.height as f64;
        if !wide || !high {
            return false;
        }
        let hull_pixels: usize = rows.iter().map(|r| r.2.saturating_sub(r.1)).sum();
        let (mut cells, mut textured, mut grained) = (0_usize, 0_usize, 0_usize);
        let mut greys = [0_usize; 256];
        let cell = self.grid.cell;
        for (i, &label) in self.labels.iter().enumerate() {
            if !self.areas[label as usize].mine {
                continue;
            }
            cells += 1;
            textured += usize::from(self.grid.textured(i));
            grained += usize::from(self.grid.grained(i));
            let (x, y) = (i % self.grid.w * cell, i / self.grid.w * cell);
            for line in y..(y + cell).min(frame.height) {
                let row = line * frame.width;
                for &value in &frame.luma[row + x..row + (x + cell).min(frame.width)] {
                    greys[usize::from(value)] += 1;
                }
            }
        }
        let greys = &greys[usize::from(self.grid.threshold)..];
        let all = greys.iter().sum::<usize>().max(1) as f64;
        let one_grey = greys.iter().copied().max().unwrap_or(0) as f64 / all;
        let speckled = textured as f64 >= SPECKLE_MIN * cells as f64 && one_grey <= ONE_GREY_MAX;
        let magnified =
            grained as f64 >= GRAIN_MIN * cells as f64 && one_grey <= GRAIN_ONE_GREY_MAX;
        let fill = (cells * cell * cell) as f64 / hull_pixels.max(1) as f64;
        let fan = sides.is_fan() && (one_grey <= ONE_GREY_MAX || fill >= 2.0 * FILL_MIN);
        fill >= FILL_MIN && (speckled || magnified || fan)
    }

    /// Where nothing echoes near the probe, the far field ends upwards in two horns. The sides
    /// then meet above it, and the sector begins where something is lit between them and nothing
    /// beside them (the probe's own echo), or where they are 6 % of the width apart.
    fn dark_near_field(
        &self,
        frame: &Frame,
        rows: &[Extent],
        sides: &Sides,
    ) -> Option<(usize, (usize, usize))> {
        let (left, right) = (sides.left?, sides.right?);
        if !sides.is_fan() {
            return None;
        }
        let top = rows.first()?.0;
        let meet = (left.at - right.at) / (right.slope - left.slope);
        let widest = rows.iter().map(|r| r.2 - r.1).max()? as f64;
        let axis = (left.column(top as f64) + right.column(top as f64)) / 2.0;
        let middle = axis.max(0.0) as usize / self.grid.cell;
        let mine = |y: usize| {
            self.areas[self.labels[y * self.grid.w + middle.min(self.grid.w - 1)] as usize].mine
        };
        let depth = (0..self.grid.h).find(|&y| mine(y))? * self.grid.cell;
        let horned = depth.saturating_sub(top) * 6 > rows.len();
        let narrow_at = meet + 0.06 * widest / (right.slope - left.slope);
        if !horned || narrow_at >= top as f64 {
            return None;
        }
        let at = |y: usize| {
            let (from, to) = (
                left.column(y as f64).max(0.0),
                right.column(y as f64).max(0.0),
            );
            (from as usize, (to.ceil() as usize).min(frame.width))
        };
        let start = meet.max(0.0).ceil() as usize;
        let narrow = narrow_at.max(0.0) as usize;
        let echo =
            (start..top).find(|&y| (y..(y + 2).min(top)).all(|y| self.echo(frame, y, at(y))));
        let begin = echo.unwrap_or(narrow);
        Some((begin, at(begin))).filter(|(_, (from, to))| from < to)
    }

    fn echo(&self, frame: &Frame, y: usize, (from, to): (usize, usize)) -> bool {
        let line = &frame.luma[y * frame.width..][..frame.width];
        let cell = self.grid.cell;
        let bright = |from: usize, to: usize| {
            let part = line.get(from..to.min(frame.width)).unwrap_or(&[]);
            part.iter()
                .filter(|&&v| v > self.grid.threshold.saturating_add(1))
                .count()
        };
        let beside = bright(from.saturating_sub(4 * cell), from.saturating_sub(2 * cell))
            + bright(to + 2 * cell, to + 4 * cell);
        let slack = cell / 2;
        bright(from.saturating_sub(slack), to + slack) >= 2 && beside == 0
    }
}

/// Fills the corners that lie in the dark, where the fan stands for the hull: no more than a sixth
/// of its area is filled.
fn fill(rows: &mut Vec<Extent>, fan: &Fan, width: usize) {
    let full = |row: &Extent| {
        let (from, to) = fan.row(row.0).unwrap_or((row.1, row.2));
        (row.0, from.min(row.1), to.max(row.2).min(width))
    };
    let area = |rows: &[Extent]| rows.iter().map(|row| row.2 - row.1).sum::<usize>();
    let filled: Vec<Extent> = rows.iter().map(full).collect();
    if area(&filled) * 5 <= area(rows) * 6 {
        *rows = filled;
    }
}
