//! Measurements: what the boxes of the frames of a view say about sizes, angles and places.
//!
//! Each frame gives a value, or the reason why it gives none; a measurement is the median of the
//! frames at end-diastole over at least three beats, or of all frames where no rhythm is known.
//! Where the boxes cannot tell, it is withheld, and says why.
//!
//! Takes boxes and times; must not know checklists. Memory: two histograms of 2400 bytes for each of
//! 29 quantities, 140 KB, however long the exam; nothing is allocated after the start.

#[cfg(test)]
pub(crate) mod fetus;
mod geometry;
mod midline;
mod quantity;
mod reference;
mod sketch;
mod tally;
mod views;

use std::time::Duration;

pub use midline::NoSide;
pub use quantity::Quantity;
pub use reference::{NoScore, Reference, reference, z_score};

use super::PictureSide;
use crate::anatomy::{Rect, Structure, StructureMap, View};
use midline::{Laterality, Midline};
use tally::Tally;

/// Over how many beats a measurement at end-diastole is taken.
pub const BEATS_MIN: u32 = 3;
/// How many frames a measurement of all phases needs.
pub const FRAMES_MIN: u32 = 10;

/// A structure as it was found in a frame.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Found {
    /// Its box, source pixels.
    pub rect: Rect,
    /// Confidence, 0 to 1.
    pub confidence: f32,
}

/// The structures that were found in a frame.
#[derive(Clone, Copy, Debug, Default)]
pub struct Boxes {
    found: StructureMap<Option<Found>>,
    sector: Option<Rect>,
}

/// Nearer to the edge of the sector's box than this share of its sides, a box is cut off there: as far as
/// boxes tremble.
const EDGE: f32 = 0.015;

impl Boxes {
    /// Those that count as found, and the sector's box where it is known; boxes that are no boxes do not
    /// count.
    pub fn new(found: impl Fn(Structure) -> Option<Found>, sector: Option<Rect>) -> Self {
        let sound = |f: &Found| geometry::is_sound(&f.rect) && f.confidence.is_finite();
        Self {
            found: StructureMap(Structure::ALL.map(|structure| found(structure).filter(sound))),
            sector,
        }
    }

    /// Whether the sector's edge cuts a box off; false where the sector is not known.
    fn is_cut(&self, rect: &Rect) -> bool {
        self.sector.is_some_and(|sector| {
            let (across, down) = (EDGE * sector.w, EDGE * sector.h);
            rect.x < sector.x + across
                || rect.right() > sector.right() - across
                || rect.y < sector.y + down
                || rect.bottom() > sector.bottom() - down
        })
    }

    /// The boxes of all these, and the least of their confidences.
    fn get<const N: usize>(&self, of: [Structure; N]) -> Result<([Rect; N], f32), Why> {
        let mut least = 1.0_f32;
        let mut rects = [Rect::default(); N];
        for (rect, structure) in rects.iter_mut().zip(of) {
            let found = self.found[structure].ok_or(Why::Missing)?;
            *rect = found.rect;
            least = least.min(found.confidence.max(0.0));
        }
        Ok((rects, least))
    }
}

/// Where in the beat a frame lies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Phase {
    /// Whether it is near end-diastole.
    pub end_diastole: bool,
    /// Number of the beat; each has another one than the beat before.
    pub beat: u64,
}

/// A live frame to measure.
#[derive(Clone, Copy, Debug)]
pub struct Frame<'a> {
    /// Its number.
    pub number: u64,
    /// Its time.
    pub time: Duration,
    /// The view that it shows.
    pub view: View,
    /// What was found in it.
    pub boxes: &'a Boxes,
    /// Its place in the beat; `None` where no rhythm is known.
    pub phase: Option<Phase>,
}

/// Why a frame says nothing of a quantity.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Why {
    /// A structure was not found.
    Missing,
    /// Spine and round chest, by which the view is measured, were not found.
    Chest,
    /// The boxes lie so that their sides do not tell the length.
    Angle,
    /// Which way is front is not known.
    Front,
}

/// Why a measurement is withheld.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Withheld {
    /// Its view was not shown.
    NotShown,
    /// Too few frames, or beats, say something of it.
    TooFew,
    /// In most frames a structure was not found.
    Missing,
    /// In most frames spine and round chest were not found.
    ViewQuality,
    /// In most frames the boxes lie so that their sides do not tell the length.
    Angle,
    /// Which way is front could not be told.
    NoFront,
    /// The frames say too different things.
    Scatter,
    /// It is a matter of left and right.
    Side(NoSide),
}

impl Withheld {
    /// For people.
    #[must_use]
    pub const fn words(self) -> &'static str {
        match self {
            Self::NotShown => "view not shown",
            Self::TooFew => "too few frames to measure",
            Self::Missing => "structures not found together, or without boxes",
            Self::ViewQuality => "no round chest with its spine in the picture",
            Self::Angle => {
                "the heart lies across the picture so that boxes do not tell its breadth"
            }
            Self::NoFront => "which way is front could not be told",
            Self::Scatter => "the frames differ too much",
            Self::Side(NoSide::NotEntered) => "laterality not entered",
            Self::Side(NoSide::NoFront) => {
                "laterality was entered, but no spine and chest were seen then"
            }
            Self::Side(NoSide::NotSquare) => {
                "the side entered as left lies in front of the fetus or behind it"
            }
        }
    }
}

/// A measurement.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Reading {
    /// Median.
    pub value: f32,
    /// Robust standard deviation over the frames.
    pub spread: f32,
    /// How many frames it is the median of.
    pub frames: u32,
    /// Numbers of the first and the last of them.
    pub span: [u64; 2],
    /// The one in which the structures were surest.
    pub best: u64,
    /// Over how many beats; `None`: of all phases, as no rhythm is known.
    pub beats: Option<u32>,
    /// Mean over the frames of the confidence of the least sure structure, 0 to 1.
    pub confidence: f32,
}

/// Everything that is measured in an exam.
#[derive(Clone, Debug)]
pub struct Measures {
    midline: Midline,
    laterality: Laterality,
    tallies: Vec<Tally>,
    /// Frames of the four-chamber view that can be measured, and all of them.
    chest: [u32; 2],
}

/// Writes down what one frame says.
struct Recorder<'a> {
    boxes: &'a Boxes,
    number: u64,
    phase: Option<Phase>,
    tallies: &'a mut [Tally],
}

impl Recorder<'_> {
    fn put<const N: usize>(
        &mut self,
        quantity: Quantity,
        of: [Structure; N],
        value: impl FnOnce([Rect; N]) -> Result<f32, Why>,
    ) {
        let found = self.boxes.get(of);
        let value = found.and_then(|(rects, confidence)| Ok((value(rects)?, confidence)));
        let tally = &mut self.tallies[quantity as usize];
        match value {
            Ok((value, confidence)) => tally.add(value, confidence, self.number, self.phase),
            Err(why) => tally.miss(why),
        }
    }
}

impl Why {
    /// In the order of their numbers.
    const ALL: [Self; 4] = [Self::Missing, Self::Chest, Self::Angle, Self::Front];
}

impl Default for Measures {
    fn default() -> Self {
        Self {
            midline: Midline::default(),
            laterality: Laterality::default(),
            tallies: Quantity::ALL.into_iter().map(Tally::new).collect(),
            chest: [0; 2],
        }
    }
}

impl Measures {
    /// Takes the side on which the left of the fetus lies from now on.
    pub fn enter(&mut self, left: Option<PictureSide>) {
        self.laterality.enter(left);
    }

    /// The picture was not live: what comes next may lie elsewhere.
    pub fn interrupt(&mut self) {
        self.midline = Midline::default();
    }

    /// Takes a live frame in. Allocates nothing.
    pub fn observe(&mut self, frame: &Frame) {
        let chest = self.midline.update(frame.time, frame.view, frame.boxes);
        let front = self.midline.front();
        self.laterality.update(frame.time, front);
        let mut recorder = Recorder {
            boxes: frame.boxes,
            number: frame.number,
            phase: frame.phase,
            tallies: &mut self.tallies,
        };
        match frame.view {
            View::Abdomen => views::abdomen(&mut recorder, front),
            View::FourChamber => {
                let [good, all] = &mut self.chest;
                *all = all.saturating_add(1);
                *good = good.saturating_add(u32::from(chest.is_ok()));
                views::four_chamber(&mut recorder, chest);
            }
            View::Rvot => views::rvot(&mut recorder, front),
            View::ThreeVessel => views::three_vessel(&mut recorder, front, chest),
            View::ThreeVesselTrachea => views::trachea(&mut recorder, front),
            View::Lvot | View::None => {}
        }
    }

    /// What was measured, to the left of the fetus where it has a side.
    ///
    /// # Errors
    /// Why it is withheld.
    pub fn reading(&self, quantity: Quantity) -> Result<Reading, Withheld> {
        let reading = self.unsided(quantity)?;
        if !quantity.is_sided() {
            return Ok(reading);
        }
        let left = self.laterality.left().map_err(Withheld::Side)?;
        Ok(Reading {
            value: left * reading.value,
            ..reading
        })
    }

    /// The same where left is not known: clockwise on the screen is positive.
    ///
    /// # Errors
    /// Why it is withheld.
    pub fn unsided(&self, quantity: Quantity) -> Result<Reading, Withheld> {
        let reading = self.tallies[quantity as usize].reading()?;
        let [good, all] = self.chest;
        if quantity.needs_chest() && 2 * u64::from(good) < u64::from(all) {
            return Err(Withheld::ViewQuality);
        }
        let scattered = reading.spread > quantity.spread_max();
        if scattered {
            Err(Withheld::Scatter)
        } else {
            Ok(reading)
        }
    }

    /// Whether left is known.
    ///
    /// # Errors
    /// Why it is not.
    pub fn side(&self) -> Result<(), NoSide> {
        self.laterality.left().map(|_| ())
    }

    /// In how many frames of the four-chamber view a round chest with its spine was found, and how
    /// many there were.
    #[must_use]
    pub fn chest(&self) -> [u32; 2] {
        self.chest
    }
}

#[cfg(test)]
mod tests;
