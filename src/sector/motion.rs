//! Where the screen moves: pixels that change again and again are ultrasound, the scanner's text,
//! bars and ticks stand still. Sparse specks in dark fluid fill the sector within a second.
//!
//! Knows frames; must not know what shape a sector has.

use super::Sector;
use super::outline::{Extent, hull};
use crate::capture::Frame;

/// Samples across the longer side of a 4:3 screen.
const SAMPLES_ACROSS: usize = 320;
/// A sample changed by at least this much, grey levels; compressed black flickers by 1 to 2.
const CHANGE: u8 = 3;
/// Changes from which a sample moves: a letter that appears makes one.
const CHANGES_MIN: u8 = 2;
/// Grey of a moving sample in the picture of motion: above any background the grid takes for one.
const MOVING: u8 = 100;
/// Light stands out from the blackest sample by this much, grey levels, and covers this share of what
/// is no picture, percent.
const LIGHT: u8 = 6;
const LIGHT_PERCENT: usize = 2;
/// Least share of samples that move in a part of the sector that is alive, in thousandths. Sparse
/// noise in fluid moves 30 to 500 of them within a second.
const ALIVE_PER_MILLE: usize = 20;

/// Counts the changes of every few pixels since it was started.
#[derive(Debug, Default)]
pub(super) struct Motion {
    step: usize,
    last: Vec<u8>,
    changes: Vec<u8>,
    /// Frames since it was started.
    frames: u32,
    picture: Frame,
}

impl Motion {
    /// Forgets all changes; later ones count from this frame on.
    pub fn start(&mut self, frame: &Frame) {
        let longer = frame.width.max(frame.height * 4 / 3);
        self.step = (longer / SAMPLES_ACROSS).max(1);
        self.picture.width = frame.width.div_ceil(self.step);
        self.picture.height = frame.height.div_ceil(self.step);
        self.changes.clear();
        self.changes
            .resize(self.picture.width * self.picture.height, 0);
        self.frames = 0;
        self.last.clear();
        for line in frame.luma.chunks_exact(frame.width).step_by(self.step) {
            self.last.extend(line.iter().step_by(self.step));
        }
    }

    /// Takes the next frame, of the size of the first one.
    pub fn add(&mut self, frame: &Frame) {
        self.frames = self.frames.saturating_add(1);
        let width = self.picture.width.max(1);
        let lines = frame.luma.chunks_exact(frame.width).step_by(self.step);
        let rows = self
            .last
            .chunks_exact_mut(width)
            .zip(self.changes.chunks_exact_mut(width));
        for (line, (last, changes)) in lines.zip(rows) {
            for (x, (last, changes)) in last.iter_mut().zip(changes).enumerate() {
                let value = line[x * self.step];
                *changes = changes.saturating_add(u8::from(value.abs_diff(*last) >= CHANGE));
                *last = value;
            }
        }
    }

    /// Frames since it was started.
    pub const fn frames(&self) -> u32 {
        self.frames
    }

    /// Whether a fourth of the sector moves.
    pub fn lives_in(&self, sector: &Sector) -> bool {
        let (mut moving, mut all) = (0_usize, 0_usize);
        let width = self.picture.width.max(1);
        for (row, line) in self.changes.chunks_exact(width).enumerate() {
            let Some((from, to)) = sector.span(row * self.step) else {
                continue;
            };
            let line = &line[(from / self.step).min(width)..(to / self.step).min(width)];
            all += line.len();
            moving += line.iter().filter(|&&n| n >= CHANGES_MIN).count();
        }
        moving * 4 >= all && all > 0
    }

    /// The motion so far as a picture: black where the screen stands still, the brighter the more
    /// often it changes. It is smaller than the screen: see [`Motion::on_screen`].
    pub fn picture(&mut self) -> &Frame {
        let grey = |&n: &u8| {
            if n < CHANGES_MIN {
                0
            } else {
                MOVING.saturating_add(n)
            }
        };
        self.picture.luma.clear();
        self.picture.luma.extend(self.changes.iter().map(grey));
        &self.picture
    }

    /// Whether what `whole` has beyond `part` shows light that stands still: letters, bars, the screen's
    /// ground. Dark fluid and shadow are black and stand still as well, but are picture.
    pub fn still_light(&self, part: &Sector, whole: &Sector) -> bool {
        let width = self.picture.width.max(1);
        let black = self.last.iter().min().copied().unwrap_or(0);
        let (mut light, mut all) = (0_usize, 0_usize);
        let rows = self
            .last
            .chunks_exact(width)
            .zip(self.changes.chunks_exact(width));
        for (row, (last, changes)) in rows.enumerate() {
            let y = row * self.step;
            let Some((from, to)) = whole.span(y) else {
                continue;
            };
            let own = part.span(y).unwrap_or_default();
            for x in from.div_ceil(self.step)..to.div_ceil(self.step).min(width) {
                if !(own.0..own.1).contains(&(x * self.step)) {
                    all += 1;
                    let stands = changes[x] < CHANGES_MIN;
                    light += usize::from(stands && last[x] >= black.saturating_add(LIGHT));
                }
            }
        }
        light * 100 >= all * LIGHT_PERCENT && all > 0
    }

    /// A sector of the picture of motion in pixels of the screen.
    pub fn on_screen(&self, sector: &Sector) -> Sector {
        let top = sector.pixels()[1];
        let rows: Vec<Extent> = (top..top + sector.spans.len())
            .filter_map(|y| sector.span(y).map(|(from, to)| (y, from, to)))
            .map(|(y, from, to)| (y * self.step, from * self.step, (to - 1) * self.step + 1))
            .collect();
        Sector::from_rows(&hull(&rows))
    }

    /// Whether the screen moves in `whole` where `part` does not reach, and more than around it.
    pub fn beyond(&self, part: &Sector, whole: &Sector) -> bool {
        let inside = |span: Option<(usize, usize)>, x: usize| {
            span.is_some_and(|(from, to)| (from..to).contains(&x))
        };
        let (mut beyond, mut around) = ([0_usize; 2], [0_usize; 2]);
        for (row, line) in self
            .changes
            .chunks_exact(self.picture.width.max(1))
            .enumerate()
        {
            let (part, whole) = (part.span(row * self.step), whole.span(row * self.step));
            for (column, &changes) in line.iter().enumerate() {
                let x = column * self.step;
                let counts = match (inside(whole, x), inside(part, x)) {
                    (true, false) => &mut beyond,
                    (false, false) => &mut around,
                    (_, true) => continue,
                };
                counts[0] += 1;
                counts[1] += usize::from(changes >= CHANGES_MIN);
            }
        }
        let many = beyond[1] * 1000 >= beyond[0] * ALIVE_PER_MILLE;
        many && beyond[1] * around[0] > 2 * around[1] * beyond[0]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_changes_again_and_again_moves_and_what_appears_does_not() {
        let mut frame = Frame {
            width: 640,
            height: 480,
            luma: vec![0; 640 * 480],
            ..Frame::default()
        };
        let mut motion = Motion::default();
        motion.start(&frame);
        for number in 0..6 {
            frame.luma[100 * 640 + 200] = 9 * (number % 2);
            frame.luma[300 * 640 + 400] = 200;
            motion.add(&frame);
        }
        let picture = motion.picture();
        assert_eq!((picture.width, picture.height), (320, 240));
        let lit: Vec<_> = (0..picture.luma.len())
            .filter(|&i| picture.luma[i] > 0)
            .collect();
        assert_eq!(lit, [50 * 320 + 100]);
        let whole = motion.on_screen(&Sector::rectangle(90, 40, 20, 20));
        assert_eq!(whole.pixels(), [180, 80, 39, 39]);
        assert!(!motion.beyond(&whole, &whole));
        assert!(
            !motion.beyond(&Sector::rectangle(0, 0, 4, 4), &whole),
            "one of 400 is too few"
        );
        let near = Sector::rectangle(196, 96, 10, 10);
        assert!(motion.beyond(&Sector::rectangle(0, 0, 4, 4), &near));
    }
}
