//! What is burned in over the picture: letters, calipers, body marks, logos. They stand still and are
//! sharp where the speckle moves, and are filled from the pixels beside them before anything else
//! sees the sector.
//!
//! Over a window of time a mark is known by pixels that keep their brightness, with a sharp edge on
//! two opposite sides. Of one still picture only such ink can be told as has one exact grey and
//! stands out by far: letters of a clean digital picture. Not told: marks on a frozen picture whose
//! edges compression blurred, dark letters on a bright ground, marks as dim as the tissue around.
//!
//! Knows sectors and pixels; must not know how a sector is found.

use std::time::Duration;

use super::Sector;
use crate::capture::{COLOUR_BLOCK, Frame};

/// Looks at the picture follow each other by this time at least, and so many make a window.
const LOOK: Duration = Duration::from_millis(90);
const LOOKS: u32 = 10;
/// A pixel of a mark keeps its brightness within so many grey levels: compression moves it.
const STEADY: u8 = 16;
/// Least brightness of a mark, and how far it stands out from both sides, grey levels.
const BRIGHT: u8 = 60;
const CONTRAST: u8 = 40;
/// Beside a mark in bright tissue the speckle changes by this much at least, and is at times darker by
/// this; not where the mark is saturated, as a bone's echo may be.
const RESTLESS: u8 = 40;
const DARKER: u8 = 70;
const SATURATED: u8 = 250;
/// The same for one still picture.
const STILL_BRIGHT: u8 = 150;
const STILL_CONTRAST: u8 = 90;
/// In a coloured block a mark of one still picture needs no exact grey; strongest less weakest channel.
const COLOURED: u8 = 64;
/// The picture lives where its pixels differ by this much on average over a window, grey levels.
const LIVE_RANGE: usize = 8;
/// Marks are told by this many pixels in a neighbourhood of 3x3 blocks.
const BLOCK: usize = 8;
const CORES_MIN: u16 = 10;
/// So many of them have one grey in a still picture, percent.
const ONE_INK_PERCENT: usize = 60;
/// More than this share of the sector is not marks but a picture that stands still, percent.
const SHARE_MAX: usize = 12;
/// Pixels of blur that an edge may have.
const BLUR: usize = 3;

/// A run of pixels over the picture: row, first column and column behind the last, source pixels.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mark {
    /// Row.
    pub row: u16,
    /// First column.
    pub from: u16,
    /// Column behind the last.
    pub to: u16,
    /// Filled with black instead of what lies beside it: it is no picture at all.
    pub black: bool,
}

/// Looks for marks; keeps its buffers.
#[derive(Debug, Default)]
pub(super) struct Marks {
    /// Left, top, width, height of the sector's box that the buffers belong to.
    area: [usize; 4],
    /// Least and greatest brightness of each pixel of the box in this window.
    low: Vec<u8>,
    high: Vec<u8>,
    looks: u32,
    last: Duration,
    cores: Vec<bool>,
    /// Rows of the box that have any core.
    rows: Vec<bool>,
    counts: Vec<u16>,
    found: Vec<Mark>,
}

impl Marks {
    /// Begins a new window.
    pub fn start(&mut self, sector: &Sector) {
        self.area = sector.pixels();
        self.looks = 0;
        let len = self.area[2] * self.area[3];
        self.low.clear();
        self.low.resize(len, 255);
        self.high.clear();
        self.high.resize(len, 0);
    }

    /// Takes the next frame; at the end of a window that lived, the marks.
    pub fn add(&mut self, frame: &Frame, sector: &Sector, now: Duration) -> Option<&[Mark]> {
        if self.area != sector.pixels() {
            self.start(sector);
        }
        if self.looks > 0 && now.saturating_sub(self.last) < LOOK {
            return None;
        }
        self.last = now;
        self.look(frame, sector);
        if self.looks < LOOKS {
            return None;
        }
        let lives = self.range(sector) >= LIVE_RANGE;
        if lives {
            self.tell(frame, sector, true);
        }
        self.low.fill(255);
        self.high.fill(0);
        self.looks = 0;
        lives.then_some(&self.found)
    }

    /// The marks of one still picture.
    pub fn still(&mut self, frame: &Frame, sector: &Sector) -> &[Mark] {
        self.start(sector);
        self.look(frame, sector);
        self.tell(frame, sector, false);
        self.start(sector);
        &self.found
    }

    fn look(&mut self, frame: &Frame, sector: &Sector) {
        let [left, top, width, _] = self.area;
        for (row, &(from, to)) in sector.spans.iter().enumerate() {
            let (from, to) = (
                usize::from(from).max(left),
                usize::from(to).min(left + width),
            );
            if from >= to {
                continue;
            }
            let line = &frame.luma[(top + row) * frame.width..][from..to];
            let own = row * width + from - left..row * width + to - left;
            let (low, high) = (&mut self.low[own.clone()], &mut self.high[own]);
            for ((low, high), &value) in low.iter_mut().zip(high).zip(line) {
                *low = (*low).min(value);
                *high = (*high).max(value);
            }
        }
        self.looks += 1;
    }

    /// How much the pixels differ over the window, on average over every few of them.
    fn range(&self, sector: &Sector) -> usize {
        let [left, _, width, _] = self.area;
        let (mut sum, mut count) = (0, 0);
        for (row, &(from, to)) in sector.spans.iter().enumerate().step_by(5) {
            let own = |x: u16| row * width + usize::from(x).clamp(left, left + width) - left;
            for i in (own(from)..own(to)).step_by(5) {
                sum += usize::from(self.high[i].saturating_sub(self.low[i]));
                count += 1;
            }
        }
        sum / usize::max(count, 1)
    }

    fn tell(&mut self, frame: &Frame, sector: &Sector, moving: bool) {
        let [_, _, width, height] = self.area;
        let stroke = (frame.height / 130).max(4);
        let (bright, contrast) = if moving {
            (BRIGHT, CONTRAST)
        } else {
            (STILL_BRIGHT, STILL_CONTRAST)
        };
        self.cores.clear();
        self.cores.resize(width * height, false);
        self.rows.clear();
        self.rows.resize(height, false);
        let across = width.div_ceil(BLOCK);
        self.counts.clear();
        self.counts.resize(across * height.div_ceil(BLOCK), 0);
        for i in 0..width * height {
            let (low, high) = (self.low[i], self.high[i]);
            if low < bright || high - low.min(high) > STEADY || low > high {
                continue;
            }
            let (x, y) = (i % width, i / width);
            if self.is_thin([x, y], stroke, contrast) {
                self.cores[i] = true;
                self.rows[y] = true;
                self.counts[y / BLOCK * across + x / BLOCK] += 1;
            }
        }
        self.keep(frame, moving);
        self.collect(sector, (stroke / 3).max(2));
    }

    /// Whether the pixel lies between two sharp edges, one across or one along.
    fn is_thin(&self, [x, y]: [usize; 2], stroke: usize, contrast: u8) -> bool {
        let [_, _, width, height] = self.area;
        let (own, most) = (self.low[y * width + x], self.high[y * width + x]);
        let drops = |dx: isize, dy: isize| {
            let mut blurred = 0;
            for step in 1..=(stroke + BLUR) as isize {
                let (Some(x), Some(y)) = (
                    x.checked_add_signed(dx * step).filter(|x| *x < width),
                    y.checked_add_signed(dy * step).filter(|y| *y < height),
                ) else {
                    return true;
                };
                let i = y * width + x;
                let (low, high) = (self.low[i], self.high[i]);
                // The sector's border, black, or speckle that is dark at times.
                let speckle = high.saturating_sub(low) >= RESTLESS && most < SATURATED;
                if high < low
                    || high.saturating_add(contrast) <= own
                    || (speckle && low.saturating_add(DARKER) <= own)
                {
                    return true;
                }
                let like =
                    self.low[i].abs_diff(own) <= STEADY && self.high[i].abs_diff(own) <= 2 * STEADY;
                blurred += usize::from(!like);
                if blurred > BLUR {
                    return false;
                }
            }
            false
        };
        (drops(-1, 0) && drops(1, 0)) || (drops(0, -1) && drops(0, 1))
    }

    /// Drops pixels that stand alone, and in a still picture those without one ink.
    fn keep(&mut self, frame: &Frame, moving: bool) {
        let [left, top, width, height] = self.area;
        let (across, down) = (width.div_ceil(BLOCK), height.div_ceil(BLOCK));
        let (columns, _) = frame.colour_size();
        for i in (0..width * height).filter(|i| self.rows[i / width]) {
            if !self.cores[i] {
                continue;
            }
            let (x, y) = (i % width, i / width);
            let (bx, by) = (x / BLOCK, y / BLOCK);
            let around = |y: usize| {
                let blocks = y * across + bx.saturating_sub(1)..y * across + (bx + 2).min(across);
                self.counts[blocks].iter().sum::<u16>()
            };
            let count: u16 = (by.saturating_sub(1)..(by + 2).min(down)).map(around).sum();
            let block = (top + y) / COLOUR_BLOCK * columns + (left + x) / COLOUR_BLOCK;
            let coloured = frame.colour.get(block).is_some_and(|c| *c >= COLOURED);
            let kept = count >= CORES_MIN && (moving || coloured || self.one_ink([x, y]));
            // Taken out below, when all have been asked: the neighbours are counted as they were.
            if !kept {
                self.high[i] = 0;
            }
        }
        for i in (0..width * height).filter(|i| self.rows[i / width]) {
            self.cores[i] &= self.high[i] > 0;
        }
    }

    /// Whether most of the pixels of marks around have the very grey of this one.
    fn one_ink(&self, [x, y]: [usize; 2]) -> bool {
        let [_, _, width, height] = self.area;
        let own = self.low[y * width + x];
        let (mut same, mut all) = (0, 0);
        for y in y.saturating_sub(2 * BLOCK)..(y + 2 * BLOCK).min(height) {
            for x in x.saturating_sub(2 * BLOCK)..(x + 2 * BLOCK).min(width) {
                let i = y * width + x;
                all += usize::from(self.cores[i]);
                same += usize::from(self.cores[i] && self.low[i].abs_diff(own) <= 1);
            }
        }
        same * 100 >= all * ONE_INK_PERCENT && same >= usize::from(CORES_MIN)
    }

    /// Makes runs of what is left, wider by `margin` on every side.
    fn collect(&mut self, sector: &Sector, margin: usize) {
        let [left, top, width, height] = self.area;
        self.found.clear();
        let mut pixels = 0;
        for row in 0..height {
            let rows = row.saturating_sub(margin)..(row + margin + 1).min(height);
            let marked = |x: usize| rows.clone().any(|y| self.cores[y * width + x]);
            let any = self.rows[rows.clone()].contains(&true);
            let Some((first, end)) = sector.span(top + row).filter(|_| any) else {
                continue;
            };
            let mut run: Option<Mark> = None;
            for x in (0..width).filter(|&x| marked(x)) {
                let from = (left + x).saturating_sub(margin).max(first);
                let to = (left + x + margin + 1).min(end);
                if from >= to {
                    continue;
                }
                match &mut run {
                    Some(open) if usize::from(open.to) >= from => open.to = to as u16,
                    _ => {
                        self.found.extend(run.take());
                        run = Some(Mark {
                            row: (top + row) as u16,
                            from: from as u16,
                            to: to as u16,
                            black: false,
                        });
                    }
                }
            }
            self.found.extend(run);
        }
        for mark in &self.found {
            pixels += usize::from(mark.to - mark.from);
        }
        if pixels * 100 > sector.area() * SHARE_MAX {
            self.found.clear();
        }
    }
}

/// Whether the marks that are known, but for the black ones, stand for those that were found: they hold
/// them all and are not many more. So the sector stands still while single pixels come and go.
pub(super) fn are_like(known: &[Mark], found: &[Mark]) -> bool {
    let pixels = |mark: &Mark| usize::from(mark.to - mark.from);
    let (mut all, mut new) = (0, 0);
    for mark in known.iter().filter(|mark| !mark.black) {
        all += pixels(mark);
    }
    for mark in found {
        new += pixels(mark);
        let held = of_row(known, mark.row.into())
            .iter()
            .any(|one| !one.black && one.from <= mark.from && one.to >= mark.to);
        if !held {
            return false;
        }
    }
    all <= 2 * new
}

/// How many pixels beside a run its filling is taken from, on each side.
const BESIDE: usize = 4;

/// Fills the marks of one row. `line` holds its pixels from column `first` on; `marks` are those of
/// the row, in order.
pub(super) fn fill(line: &mut [u8], first: usize, marks: &[Mark]) {
    for mark in marks {
        let from = usize::from(mark.from).saturating_sub(first).min(line.len());
        let to = usize::from(mark.to).saturating_sub(first).min(line.len());
        if from >= to {
            continue;
        }
        if mark.black {
            line[from..to].fill(0);
            continue;
        }
        let mean = |part: &[u8]| {
            let sum: usize = part.iter().map(|&v| usize::from(v)).sum();
            (!part.is_empty()).then(|| sum / part.len())
        };
        // What lies before the run is filled already; behind it the next mark is not reached.
        let next = marks
            .iter()
            .map(|next| usize::from(next.from).saturating_sub(first))
            .find(|&next| next >= to)
            .unwrap_or(line.len());
        let before = mean(&line[from.saturating_sub(BESIDE)..from]);
        let behind = mean(&line[to..(to + BESIDE).min(next).min(line.len())]);
        let (a, b) = match (before, behind) {
            (Some(a), Some(b)) => (a, b),
            (Some(one), None) | (None, Some(one)) => (one, one),
            (None, None) => (0, 0),
        };
        let count = to - from;
        for (i, pixel) in line[from..to].iter_mut().enumerate() {
            *pixel = ((a * (count - i) + b * (i + 1)) / (count + 1)) as u8;
        }
    }
}

/// The marks of one row, of all in order of rows.
pub(super) fn of_row(marks: &[Mark], row: usize) -> &[Mark] {
    let from = marks.partition_point(|mark| usize::from(mark.row) < row);
    let count = marks[from..].partition_point(|mark| usize::from(mark.row) == row);
    &marks[from..from + count]
}

#[cfg(test)]
mod tests;
