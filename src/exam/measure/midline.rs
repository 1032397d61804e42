//! Which way is front, and on which side of it the left of the fetus lies.
//!
//! Front is the way from the spine to the middle of the chest; below the diaphragm, where there is no
//! chest, to the umbilical vein, which enters at the navel and turns right a little (assumed to lie
//! within 20 degrees of the midline). A fetus turns slowly, so that front holds for a while where
//! neither can be seen.

use std::time::Duration;

use super::{
    Boxes, Why,
    geometry::{Aspect, Ellipse, Vector, add, between, clockwise, cross, dot, unit},
    outline::{self, Outline},
};
use crate::{
    anatomy::{Structure, View},
    exam::PictureSide,
};

/// A chest at the level of the heart: broader than deep by a little ("round", as screening
/// guidelines ask for; the spread is assumed).
const CHEST: Aspect = Aspect {
    usual: 1.06,
    spread: 0.06,
};
/// What was found is a chest up to this misfit: of chi-square with three degrees of freedom 99 %.
const MISFIT_MAX: f32 = 11.3;
/// How far front may be turned, a sine: six degrees.
const TURN_DOUBT_MAX: f32 = 0.105;
/// How far the chest's radius may be wrong, a share, for sizes to be held against it.
const RADIUS_DOUBT_MAX: f32 = 0.045;
/// Time constant of the smoothing, seconds.
const SMOOTHING_S: f32 = 0.3;
/// How long front is known after it was last seen.
const HOLD: Duration = Duration::from_secs(4);

/// A chest that is round, with its spine: what the four-chamber view is measured by.
#[derive(Clone, Copy, Debug)]
pub struct Chest {
    /// Unit vector from spine to chest, smoothed over time.
    pub front: Vector,
    /// Middle of the spine, pixels.
    pub spine: (f32, f32),
    /// The chest's half axes: `along` from side to side.
    pub shape: Ellipse,
}

impl Chest {
    /// Its size, where enough of it is in the picture to hold the heart's against it.
    pub fn size(&self) -> Result<Ellipse, Why> {
        Some(self.shape)
            .filter(|shape| shape.doubt <= RADIUS_DOUBT_MAX)
            .ok_or(Why::Cut)
    }

    /// How far a place lies clockwise of the midline, and how far in front of the spine, by half of
    /// the chest's breadth.
    pub fn place(&self, (x, y): (f32, f32)) -> [f32; 2] {
        let way = [x - self.spine.0, y - self.spine.1];
        let by = self.shape.along;
        [cross(self.front, way) / by, dot(self.front, way) / by]
    }
}

/// The chest of one frame, where its view can be measured.
fn chest(boxes: &Boxes, view: View) -> Result<(Vector, Chest), Why> {
    let ([spine, thorax], _) = boxes.get([Structure::Spine, Structure::Thorax])?;
    let level = if view == View::FourChamber {
        &outline::HEART
    } else {
        &outline::VESSELS
    };
    // The spine lies within the chest: what cuts it cuts the chest, too.
    let (spine_cut, thorax_cut) = (boxes.cut(&spine), boxes.cut(&thorax));
    let cut: [bool; 4] = core::array::from_fn(|k| spine_cut[k] || thorax_cut[k]);
    let spine = outline::whole_spine(&spine, spine_cut);
    let outline = outline::outline(&thorax, cut, &spine, level).ok_or(Why::Chest)?;
    if outline.misfit > MISFIT_MAX || outline.turn_doubt > TURN_DOUBT_MAX {
        return Err(Why::Chest);
    }
    let Outline {
        front,
        radius,
        radius_doubt,
        ..
    } = outline;
    let shape = if cut == [false; 4] {
        Ellipse::within(&thorax, clockwise(front), CHEST).ok_or(Why::Chest)?
    } else {
        Ellipse::of_radius(radius, radius_doubt, CHEST)
    };
    let spine = spine.centre();
    Ok((
        front,
        Chest {
            front,
            spine,
            shape,
        },
    ))
}

/// Follows front over time.
#[derive(Clone, Copy, Debug, Default)]
pub struct Midline {
    front: Option<Vector>,
    last: Option<Duration>,
    /// Whether it was seen by the chest.
    by_chest: bool,
    /// Since when what is seen says the contrary.
    contrary: Option<Duration>,
}

impl Midline {
    /// Takes a live frame in: the chest, where the view has one that can be measured. What front is
    /// [`Midline::front`] says.
    pub fn update(&mut self, time: Duration, view: View, boxes: &Boxes) -> Result<Chest, Why> {
        let age = self.last.and_then(|last| time.checked_sub(last));
        if age.is_none_or(|age| age > HOLD) {
            self.front = None;
        }
        if view == View::Abdomen {
            let seen = boxes.get([Structure::Spine, Structure::UmbilicalVein]);
            let way = seen
                .ok()
                .and_then(|([spine, vein], _)| unit(between(&spine, &vein)));
            if let Some(way) = way {
                self.follow(time, way, false);
            }
            return Err(Why::Chest);
        }
        let (way, chest) = chest(boxes, view)?;
        self.follow(time, way, true);
        let front = self.front.unwrap_or(way);
        Ok(Chest { front, ..chest })
    }

    fn follow(&mut self, time: Duration, way: Vector, by_chest: bool) {
        let step = self.last.and_then(|last| time.checked_sub(last));
        let before = match self.front.filter(|_| by_chest == self.by_chest) {
            // The mean of two contraries is neither. What says so for a while is right, what says so once is not.
            Some(front) if dot(front, way) < 0.0 => {
                let since = *self.contrary.get_or_insert(time);
                if time.saturating_sub(since).as_secs_f32() < SMOOTHING_S {
                    return;
                }
                None
            }
            before => before,
        };
        self.contrary = None;
        self.front = match (before, step) {
            (Some(front), Some(step)) => {
                let gain = step.as_secs_f32() / (SMOOTHING_S + step.as_secs_f32());
                unit(add(front, add(way, front, -1.0), gain)).or(Some(way))
            }
            _ => Some(way),
        };
        (self.last, self.by_chest) = (Some(time), by_chest);
    }

    /// Front as a unit vector; `None` where it was not seen of late.
    pub fn front(&self) -> Option<Vector> {
        self.front
    }
}

/// From how many frames with a known front on it is told on which side of it left lies, and how many settle it: one
/// frame in which something else was taken for the spine turns front for a third of a second.
const SETTLING_FRAMES_MIN: u16 = 8;
const SETTLING_FRAMES: u16 = 50;
/// How long after left was entered that may be: later the fetus may have turned (assumed).
const SETTLING: Duration = Duration::from_secs(30);
/// The sine, between front and the side that was entered, from which they agree: left of the fetus
/// lies square to its front.
const SQUARE_MIN: f32 = 0.35;

/// Whether left lies clockwise of front: what the examiner entered, and where front was then. It
/// stays true while the fetus turns; not where the probe is turned over.
#[derive(Clone, Copy, Debug, Default)]
pub struct Laterality {
    entered: Option<PictureSide>,
    /// When the first live frame after the entry came.
    since: Option<Duration>,
    sines: f32,
    frames: u16,
}

/// Why nothing can be called left or right.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoSide {
    /// The examiner entered no side.
    NotEntered,
    /// Where front is was not seen near the time of the entry.
    NoFront,
    /// The side that was entered lies in front of the fetus, or behind it.
    NotSquare,
}

impl Laterality {
    /// Takes what the examiner entered; the same again changes nothing.
    pub fn enter(&mut self, left: Option<PictureSide>) {
        if self.entered != left {
            *self = Self {
                entered: left,
                ..Self::default()
            };
        }
    }

    /// Takes a live frame in.
    pub fn update(&mut self, time: Duration, front: Option<Vector>) {
        let Some(side) = self.entered else { return };
        let since = *self.since.get_or_insert(time);
        let soon = time
            .checked_sub(since)
            .is_some_and(|waited| waited <= SETTLING);
        if let Some(front) = front
            && self.frames < SETTLING_FRAMES
            && soon
        {
            self.sines += cross(front, side.direction());
            self.frames += 1;
        }
    }

    /// 1 where left lies clockwise of front, -1 where it lies anticlockwise.
    pub fn left(&self) -> Result<f32, NoSide> {
        if self.entered.is_none() {
            return Err(NoSide::NotEntered);
        }
        if self.frames < SETTLING_FRAMES_MIN {
            return Err(NoSide::NoFront);
        }
        let sine = self.sines / f32::from(self.frames);
        match sine {
            _ if sine >= SQUARE_MIN => Ok(1.0),
            _ if sine <= -SQUARE_MIN => Ok(-1.0),
            _ => Err(NoSide::NotSquare),
        }
    }
}
