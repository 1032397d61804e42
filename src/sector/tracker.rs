//! Follows the sector over a video: the geometry stands still as long as the screen does, a moved
//! sector is taken over, a menu is told from a picture.
//!
//! When the box may change: while it is sought (until two finds agree); in the first
//! [`GROW`] after that it grows where the screen moves beyond it and loses what stands still beside a
//! moving fan; later it changes only by a find that contradicts it, several times or on a changed
//! screen.
//!
//! Knows frames and the finder; must not know a clock: the same frames give the same answers. Spans of
//! time are those of the source, so that they are the same at 8 and at 60 frames a second.
//!
//! The screen around the sector tells a menu from a dark picture: a probe without contact leaves
//! the scanner's text and bars where they are, a menu does not. So a dark sector stays live, and a
//! changed surrounding makes the tracker look for the sector anew.

use std::time::Duration;

use super::bar;
use super::marks::{self, Marks};
use super::motion::Motion;
use super::notch;
use super::{Finder, Geometry, Picture, Sector};
use crate::capture::Frame;

/// Finds that must agree, one frame after the other, before a sector is locked.
const AGREE_COUNT: u32 = 2;
/// Two finds agree from this intersection over union. Finds on one screen differ by 0.02 at most.
const AGREE_IOU: f32 = 0.95;
/// Finds of one sector that shows more or less of itself overlap by this much at least; the hull of
/// both is the better one.
const PART_IOU: f32 = 0.6;
/// A locked sector may grow during this time.
const GROW: Duration = Duration::from_secs(3);
/// While it may, the motion is looked at after this time.
const GROW_STEP: Duration = Duration::from_millis(250);
/// Frames that tell motion well enough to take away what stands still, or to believe a find less.
const MOTION_FRAMES_MIN: u32 = 6;
/// What a motion's fan leaves over is taken away from this share of the sector on, percent.
const TRIM_PERCENT: usize = 3;
/// Least growth that counts, percent of the area: the samples of motion lie up to 6 pixels apart.
const GROW_PERCENT: usize = 2;
/// Moving pixels belong to the locked sector when they fill this share of it, percent, and a third
/// of them lies in it: a clock or a trace beside the sector does neither.
const MOVING_PERCENT: usize = 60;
/// While locked the sector is found anew after this time.
const REFIND: Duration = Duration::from_secs(1);
/// Finds in a row that must contradict the lock before it goes: one frame after the other, or one
/// every [`REFIND`] where each shows only a part of the sector, as in a shadow.
const DISAGREE_COUNT: u32 = 3;
/// Distance of the pixels that watch the surroundings, pixels: too far apart to read letters.
const WATCH_STEP: usize = 8;
/// Margin around the sector, pixels: its own edge flickers.
const WATCH_MARGIN: usize = 8;
/// So many bright watched pixels tell a text or a bar.
const WATCH_COUNT: usize = 8;
/// What one frame lasts where the source does not say, and the longest step that is believed.
const FRAME_TIME: Duration = Duration::from_millis(33);
const STEP_MAX: Duration = Duration::from_secs(1);
/// Where frames follow each other so slowly, each counts.
const SLOW: Duration = Duration::from_millis(60);
/// A watched pixel changed by more than this, grey levels.
const WATCH_CHANGE: u8 = 24;
/// A watched pixel this bright belongs to text or bars, grey levels.
const WATCH_BRIGHT: u8 = 40;
/// Changed share of all surroundings that means another screen, in thousandths. A clock or a
/// heart rate changes below 5.
const CHANGED_PER_MILLE: usize = 50;
/// Share of the pixels inside that must stand out from black for a picture that is not dark, in
/// thousandths. A curved probe in air has about 300 at this brightness.
const CONTENT_PER_MILLE: usize = 20;

/// Follows the sector over a video.
#[derive(Debug, Default)]
pub struct Tracker {
    finder: Finder,
    size: (usize, usize),
    /// The sector in use, kept through menus so that the same screen gives the same box again.
    sector: Option<Sector>,
    picture: Picture,
    locked: bool,
    agreed: u32,
    disagreed: u32,
    /// Whether the next frame is looked at again, because this one contradicted the lock.
    doubt: bool,
    /// Time since the last find, since the last look at the motion, since the lock.
    since_find: Duration,
    since_look: Duration,
    age: Duration,
    /// Time of the last frame, and since the first one; frames since the first one.
    last: Option<Duration>,
    now: Duration,
    frames: u64,
    /// Time from the frame before.
    step: Duration,
    /// When the sector was locked first, if it was.
    first_lock: Option<(u64, Duration)>,
    /// What is burned in over the sector.
    marks: Marks,
    /// What moved since the last find.
    motion: Motion,
    /// A find that contradicts the lock and waits for others that agree with it.
    rival: Option<Sector>,
    /// Watched pixels around the sector: index into the frame and value when it was locked.
    watch: Vec<(u32, u8)>,
}

impl Tracker {
    /// A tracker that has seen nothing.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Takes the next frame and says what it is. The first frame with a sector is live at once; a
    /// menu is known on its first frame where the surroundings of the sector change, else within
    /// a second and three frames. A frame of another size starts over.
    ///
    /// Time is the frame's own; where that stands still, 30 frames a second are taken for granted.
    pub fn update(&mut self, frame: &Frame) -> Picture {
        if self.size != (frame.width, frame.height) {
            *self = Self {
                finder: std::mem::take(&mut self.finder),
                ..Self::default()
            };
            self.size = (frame.width, frame.height);
        }
        self.tick(frame);
        let complete = frame.luma.len() >= frame.width.saturating_mul(frame.height);
        self.picture = match (complete, self.locked) {
            (false, _) => Picture::NotUltrasound,
            (true, false) => self.seek(frame),
            (true, true) => self.follow(frame),
        };
        self.picture
    }

    /// The sector of the last frame, `None` unless that was live. Its box and mask are the same for
    /// every frame of an unchanged screen once two finds agree.
    #[must_use]
    pub fn sector(&self) -> Option<&Sector> {
        self.sector
            .as_ref()
            .filter(|_| self.picture == Picture::Live)
    }

    /// Frames and time from the first frame of this size to the first lock: two finds that agree.
    /// `None` before it.
    #[must_use]
    pub const fn time_to_lock(&self) -> Option<(u64, Duration)> {
        self.first_lock
    }

    /// Whether the sector is locked: its box stands still.
    #[must_use]
    pub const fn is_locked(&self) -> bool {
        self.locked
    }

    /// The shape of the sector; `None` where there is none, or none that a probe makes.
    #[must_use]
    pub fn geometry(&self) -> Option<Geometry> {
        Geometry::of(self.sector()?)
    }

    fn tick(&mut self, frame: &Frame) {
        let step = match self.last.replace(frame.time) {
            None => Duration::ZERO,
            Some(last) if frame.time > last => (frame.time - last).min(STEP_MAX),
            Some(_) => FRAME_TIME,
        };
        self.step = step;
        self.now += step;
        self.frames += 1;
        self.since_find += step;
        self.since_look += step;
        self.age += step;
    }

    fn seek(&mut self, frame: &Frame) -> Picture {
        let Some(found) = self.finder.find(frame) else {
            self.agreed = 0;
            return Picture::NotUltrasound;
        };
        if self.agrees(&found) {
            self.agreed += 1;
        } else if let Some(whole) = self.joined(&found).filter(|_| self.agreed > 0) {
            self.sector = Some(whole);
            self.agreed += 1;
        } else {
            self.sector = Some(found);
            self.agreed = 1;
        }
        if self.agreed >= AGREE_COUNT {
            self.lock(frame);
        } else {
            self.cut(frame);
        }
        Picture::Live
    }

    fn follow(&mut self, frame: &Frame) -> Picture {
        let growing = self.age <= GROW;
        // Behind that, half of many frames tell as well whether a dark part is alive.
        if growing || self.step >= SLOW || self.frames.is_multiple_of(2) {
            self.motion.add(frame);
        }
        let changed = self.surroundings_changed(frame);
        let refind = self.since_find >= REFIND;
        if !changed && growing && (self.since_look >= GROW_STEP || refind) {
            self.since_look = Duration::ZERO;
            self.grow(frame);
        }
        if !changed {
            self.look_for_marks(frame);
        }
        if !changed && !self.doubt && !refind {
            return Picture::Live;
        }
        self.since_find = Duration::ZERO;
        let sector = &self.sector;
        let found = self
            .finder
            .find_unless(frame, |found| agree(sector.as_ref(), found));
        // What moved on another screen says nothing of this one. Where it was a menu beside the sector that
        // changed the surroundings, a part that is found is grown again by what moves.
        let found = found.map(|found| {
            if changed {
                found
            } else {
                self.completed(found)
            }
        });
        self.motion.start(frame);
        match found {
            Some(found) if self.agrees(&found) => {
                if let Some(sector) = &mut self.sector {
                    sector.take_smaller_bite(&found);
                }
                self.settle();
                if changed {
                    self.watch(frame);
                }
                Picture::Live
            }
            Some(found) => self.contradicted(found, frame, changed),
            None if changed => {
                self.locked = false;
                self.agreed = 0;
                self.settle();
                Picture::NotUltrasound
            }
            None => self.lost(frame),
        }
    }

    /// Another sector than the locked one. With changed surroundings it is taken over at once,
    /// because the old mask may uncover text now; else after several that agree.
    fn contradicted(&mut self, found: Sector, frame: &Frame, changed: bool) -> Picture {
        let same = self
            .rival
            .as_ref()
            .is_some_and(|r| r.rect.iou(&found.rect) >= AGREE_IOU);
        self.disagreed = if same { self.disagreed + 1 } else { 1 };
        if changed || self.disagreed >= DISAGREE_COUNT {
            self.sector = Some(found);
            self.cut(frame);
            self.agreed = 1;
            self.locked = false;
            self.settle();
            if !changed {
                self.lock(frame);
            }
        } else {
            self.doubt = !self
                .sector
                .as_ref()
                .is_some_and(|sector| sector.holds(&found));
            self.rival = Some(found);
        }
        Picture::Live
    }

    /// No find in unchanged surroundings: a dark picture stays live; a bright one that is no
    /// sector (a dialog over it) is given up after several frames.
    fn lost(&mut self, frame: &Frame) -> Picture {
        self.rival = None;
        if self.is_dark(frame) {
            self.settle();
            return Picture::Live;
        }
        self.disagreed += 1;
        self.doubt = true;
        if self.disagreed < DISAGREE_COUNT {
            return Picture::Live;
        }
        self.locked = false;
        self.agreed = 0;
        self.settle();
        Picture::NotUltrasound
    }

    /// Takes in what moves beyond the sector, if it is of one piece with it, and takes away what
    /// stands still beside a moving fan: bars and letters that a still picture shows as picture.
    fn grow(&mut self, frame: &Frame) {
        let moving = self.finder.find_moving(self.motion.picture());
        let (Some(sector), Some(moving)) = (&self.sector, moving) else {
            return;
        };
        let moving = self.motion.on_screen(&moving);
        let shared = sector.shared(&moving);
        let fills = shared * 100 >= sector.area() * MOVING_PERCENT;
        if !fills || shared * 3 < moving.area() {
            return;
        }
        let (area, enough) = (sector.area(), self.motion.frames() >= MOTION_FRAMES_MIN);
        let still = (area - shared) * 100 >= area * TRIM_PERCENT
            && enough
            && self.age > REFIND / 2
            && Geometry::of(&moving).is_some()
            && !self.motion.beyond(&moving, sector)
            && self.motion.still_light(&moving, sector);
        let whole = if still { moving } else { sector.union(&moving) };
        if still || whole.area() * 100 >= area * (100 + GROW_PERCENT) {
            self.sector = Some(whole);
            self.cut(frame);
            self.watch(frame);
        }
    }

    /// A find that shows only a part of the sector, whose rest is dark but moves, stands for all; one
    /// that reaches beyond it where nothing moves stands for no more than the sector.
    fn completed(&self, found: Sector) -> Sector {
        let Some(sector) = &self.sector else {
            return found;
        };
        let motion = &self.motion;
        let alive = motion.frames() >= MOTION_FRAMES_MIN && motion.lives_in(sector);
        let whole = found.holds(sector);
        if alive && (whole || self.shows_ground(&found, sector)) && !motion.beyond(sector, &found) {
            sector.clone()
        } else if !whole && motion.beyond(&found, sector) {
            self.joined(&found).unwrap_or(found)
        } else {
            found
        }
    }

    /// Whether a find shows much of the sector and beside it light that stands still: bars, letters,
    /// the screen's ground.
    fn shows_ground(&self, found: &Sector, sector: &Sector) -> bool {
        let more = found.area() - found.shared(sector);
        more * 100 >= sector.area() * TRIM_PERCENT
            && found.overlap(sector) >= PART_IOU
            && self.motion.still_light(sector, found)
    }

    /// Keeps the marks of the sector as the picture now shows them.
    fn look_for_marks(&mut self, frame: &Frame) {
        let Some(sector) = &mut self.sector else {
            return;
        };
        if let Some(found) = self.marks.add(frame, sector, self.now)
            && !marks::are_like(&sector.marks, found)
        {
            sector.marks.retain(|mark| mark.black);
            sector.mark(found);
        }
    }

    /// The hull of the sector and of another find of it.
    fn joined(&self, found: &Sector) -> Option<Sector> {
        let sector = self.sector.as_ref()?;
        let part = sector.rect.iou(&found.rect) >= PART_IOU || sector.holds(found);
        part.then(|| sector.union(found))
    }

    fn settle(&mut self) {
        self.rival = None;
        self.disagreed = 0;
        self.doubt = false;
    }

    fn agrees(&self, found: &Sector) -> bool {
        agree(self.sector.as_ref(), found)
    }

    fn lock(&mut self, frame: &Frame) {
        self.locked = true;
        self.since_find = Duration::ZERO;
        self.since_look = Duration::ZERO;
        self.age = Duration::ZERO;
        self.first_lock.get_or_insert((self.frames, self.now));
        self.settle();
        self.motion.start(frame);
        self.cut(frame);
        self.watch(frame);
    }

    /// Takes boxes of text at the border out of the mask, which a hull of two finds fills again.
    fn cut(&mut self, frame: &Frame) {
        if let Some(sector) = &mut self.sector {
            bar::cut(sector, frame);
            notch::cut(sector, frame);
            let found = self.marks.still(frame, sector);
            sector.marks.retain(|mark| mark.black);
            sector.mark(found);
        }
    }

    /// Remembers the surroundings of the sector.
    fn watch(&mut self, frame: &Frame) {
        self.watch.clear();
        let Some(sector) = &self.sector else { return };
        let [left, top, width, height] = sector.pixels();
        let margin = WATCH_MARGIN;
        for y in (0..frame.height).step_by(WATCH_STEP) {
            for x in (0..frame.width).step_by(WATCH_STEP) {
                let across = x + margin >= left && x < left + width + margin;
                let down = y + margin >= top && y < top + height + margin;
                if !across || !down {
                    let index = y * frame.width + x;
                    self.watch.push((index as u32, frame.luma[index]));
                }
            }
        }
    }

    fn surroundings_changed(&self, frame: &Frame) -> bool {
        let (mut changed, mut bright, mut gone) = (0, 0, 0);
        for &(index, was) in &self.watch {
            let differs = frame.luma[index as usize].abs_diff(was) > WATCH_CHANGE;
            changed += usize::from(differs);
            bright += usize::from(was >= WATCH_BRIGHT);
            gone += usize::from(differs && was >= WATCH_BRIGHT);
        }
        let many = changed * 1000 > self.watch.len() * CHANGED_PER_MILLE;
        many || (bright >= WATCH_COUNT && gone * 2 > bright)
    }

    fn is_dark(&self, frame: &Frame) -> bool {
        let Some(sector) = &self.sector else {
            return true;
        };
        let top = sector.pixels()[1];
        let (mut all, mut bright) = (0_usize, 0_usize);
        for (row, &(from, to)) in sector.spans.iter().enumerate().step_by(WATCH_STEP) {
            let line = &frame.luma[(top + row) * frame.width..][usize::from(from)..usize::from(to)];
            all += line.iter().step_by(WATCH_STEP).count();
            let stands_out = |&&value: &&u8| value >= WATCH_BRIGHT;
            bright += line.iter().step_by(WATCH_STEP).filter(stands_out).count();
        }
        bright * 1000 < all * CONTENT_PER_MILLE
    }
}

fn agree(sector: Option<&Sector>, found: &Sector) -> bool {
    sector.is_some_and(|sector| sector.rect.iou(&found.rect) >= AGREE_IOU)
}

#[cfg(test)]
mod tests;
