//! The chart itself: rows, views, hatching and axis, wherever it stands and however large it is.

use std::{fmt::Write, time::Duration};

use embedded_graphics::{draw_target::DrawTarget, pixelcolor::Rgb888, primitives::Rectangle};

use super::super::{
    canvas::Canvas,
    layout::area,
    live::hatch,
    naming::{structure_name, view_short},
    palette::{ACCENT, CURRENT, GROUND, HATCH, LINE, TEXT, TEXT_DIM, TRACK, mix},
    slots::{Slot, Slots, Span},
    text::{Face, Line},
};
use crate::anatomy::{Structure, View};

/// Rows from top to bottom: roughly the order in which a sweep meets the structures.
pub const ROWS: [Structure; Structure::COUNT] = [
    Structure::Stomach,
    Structure::UmbilicalVein,
    Structure::InferiorVenaCava,
    Structure::Spine,
    Structure::DescendingAorta,
    Structure::Thorax,
    Structure::Heart,
    Structure::CardiacApex,
    Structure::Crux,
    Structure::VentricularSeptum,
    Structure::RightAtrium,
    Structure::LeftAtrium,
    Structure::RightVentricle,
    Structure::LeftVentricle,
    Structure::TricuspidValve,
    Structure::MitralValve,
    Structure::PulmonaryVein,
    Structure::AscendingAorta,
    Structure::PulmonaryArtery,
    Structure::DuctusArteriosus,
    Structure::SuperiorVenaCava,
    Structure::AorticArch,
    Structure::Trachea,
];

/// Distance of the names from the tracks.
const NAME_GAP: i32 = 8;
/// Distance of the lane of the views from the tracks.
const LANE_GAP: i32 = 3;

/// What a confidence looks like.
#[derive(Clone, Copy, Debug)]
pub struct Shade {
    /// The colour of full confidence.
    pub colour: Rgb888,
    /// From which confidence on the structure counts as found, 0 to 1, where that is shown.
    pub threshold: Option<f32>,
}

/// How much of the colour the faintest confidence has, of 255, where no threshold is shown: a bar is
/// never lost on its track.
const FAINTEST: f32 = 36.0;

impl Shade {
    /// The colour of a bar, 1 to 255. With a threshold: faint below it, a clear step at it, full at 255;
    /// without: in proportion.
    pub fn of(self, confidence: u8) -> Rgb888 {
        let share = f32::from(confidence) / 255.0;
        let mixed = match self.threshold {
            Some(threshold) if share >= threshold => {
                130.0 + 125.0 * (share - threshold) / (1.0 - threshold).max(0.01)
            }
            Some(threshold) => 60.0 * share / threshold,
            None => FAINTEST + (255.0 - FAINTEST) * share,
        };
        mix(TRACK, self.colour, mixed.clamp(0.0, 255.0) as u8)
    }
}

/// Where a chart stands and how large its parts are; pixels.
#[derive(Clone, Copy, Debug)]
pub struct Chart {
    /// First column of the tracks.
    pub left: i32,
    /// Number of pixel columns of the tracks.
    pub columns: u32,
    /// How wide names can be.
    pub name_width: i32,
    /// First row of the lane that names the views.
    pub lane: i32,
    /// Height of that lane.
    pub lane_height: u32,
    /// Distance of tracks.
    pub pitch: i32,
    /// Height of a track.
    pub bar: u32,
    /// Row of the words' baseline below the tracks, from their end on.
    pub axis: i32,
    /// Face of names and axis.
    pub face: Face,
    /// The same in bold.
    pub bold: Face,
}

impl Chart {
    /// First row of the tracks.
    pub const fn top(&self) -> i32 {
        self.lane + self.lane_height as i32 + LANE_GAP
    }

    /// Row behind the tracks.
    pub const fn end(&self) -> i32 {
        self.top() + self.pitch * Structure::COUNT as i32
    }

    /// Column behind the tracks.
    pub const fn right(&self) -> i32 {
        self.left + self.columns as i32
    }

    /// Draws everything but the names: the lane of the views, the tracks, what was not analysed, the axis.
    /// `shade` is `None` for a structure that nobody looked for, in no frame.
    pub fn draw(
        &self,
        canvas: &mut Canvas,
        slots: &Slots,
        shade: impl Fn(Structure) -> Option<Shade>,
        words: &mut String,
    ) {
        self.draw_lane(canvas, slots);
        for (row, structure) in ROWS.into_iter().enumerate() {
            let y = self.top() + self.pitch * row as i32;
            let track = area(self.left, y, self.columns, self.bar);
            let Some(shade) = shade(structure) else {
                hatched(canvas, &track);
                continue;
            };
            let _ = canvas.fill_solid(&track, TRACK);
            let confidence = |slot: &Slot| slot.confidence[structure];
            self.runs(slots, confidence, |x, width, confidence| {
                if confidence > 0 {
                    let block = area(x, y, width, self.bar);
                    let _ = canvas.fill_solid(&block, shade.of(confidence));
                }
            });
        }
        self.draw_unanalysed(canvas, slots);
        self.draw_axis(canvas, slots, words);
    }

    /// Draws the names beside the rows, with a face and a colour for each.
    pub fn draw_names(&self, canvas: &mut Canvas, look: impl Fn(Structure) -> (Face, Rgb888)) {
        for (row, structure) in ROWS.into_iter().enumerate() {
            let (face, colour) = look(structure);
            let y = self.top() + self.pitch * row as i32;
            let (x, baseline) = (self.left - NAME_GAP, face.baseline(y, self.bar as i32));
            Line::right(face, colour, x, baseline, self.name_width)
                .draw(canvas, structure_name(structure));
        }
    }

    /// A swatch of the hatching at a column below the tracks, with what it means.
    pub fn draw_legend(&self, canvas: &mut Canvas, x: i32) {
        let baseline = self.end() + self.axis;
        let swatch = area(x, baseline - 11, 18, 10);
        hatched(canvas, &swatch);
        Line::left(self.face, TEXT_DIM, x + 24, baseline, 110).draw(canvas, "not analysed");
    }

    /// Calls `draw` for every run of equal pixel columns: first column on the canvas, width, value.
    fn runs<T: PartialEq>(
        &self,
        slots: &Slots,
        value: impl Fn(&Slot) -> T,
        mut draw: impl FnMut(i32, u32, T),
    ) {
        let mut x = self.left;
        for run in slots.all().chunk_by(|a, b| value(a) == value(b)) {
            draw(x, run.len() as u32, value(&run[0]));
            x += run.len() as i32;
        }
    }

    /// The views as labelled blocks above the tracks.
    fn draw_lane(&self, canvas: &mut Canvas, slots: &Slots) {
        let (lane, height) = (self.lane, self.lane_height);
        let _ = canvas.fill_solid(&area(self.left, lane, self.columns, height), TRACK);
        let span = |slot: &Slot| slot.span;
        self.runs(slots, span, |x, width, span| {
            let Span::Analysed(view) = span else { return };
            if view == View::None {
                return;
            }
            let block = area(x, lane, width.saturating_sub(1).max(1), height);
            let _ = canvas.fill_solid(&block, mix(CURRENT, ACCENT, 40));
            let (face, name) = (self.bold, view_short(view));
            if face.width(name) + 6 <= width as i32 {
                let baseline = face.baseline(lane, height as i32);
                let centre = x + width as i32 / 2;
                Line::centre(face, TEXT, centre, baseline, width as i32).draw(canvas, name);
            }
        });
    }

    fn draw_unanalysed(&self, canvas: &mut Canvas, slots: &Slots) {
        let height = (self.end() - self.lane - 1) as u32;
        let unanalysed = |slot: &Slot| slot.span == Span::Unanalysed;
        self.runs(slots, unanalysed, |x, width, unanalysed| {
            if unanalysed {
                hatched(canvas, &area(x, self.lane, width, height));
            }
        });
    }

    /// Marks with their times.
    fn draw_axis(&self, canvas: &mut Canvas, slots: &Slots, words: &mut String) {
        let (end, right) = (self.end(), self.right());
        let _ = canvas.fill_solid(&area(self.left, end, self.columns, 1), LINE);
        for mark in slots.marks() {
            let x = self.left + slots.at(mark) as i32;
            let _ = canvas.fill_solid(&area(x.min(right - 1), end, 1, 4), TEXT_DIM);
            words.clear();
            // Writing to a string does not fail.
            let _ = write_time(words, mark);
            let at = x.min(right + NAME_GAP - self.face.width(words) / 2);
            Line::centre(self.face, TEXT_DIM, at, end + self.axis, 80).draw(canvas, words);
        }
    }
}

/// Marks an area as not analysed.
fn hatched(canvas: &mut Canvas, within: &Rectangle) {
    let _ = canvas.fill_solid(within, GROUND);
    hatch(canvas, within, 6, 2, HATCH);
}

/// Whole seconds, or tenths where there are some.
fn write_time(words: &mut String, time: Duration) -> std::fmt::Result {
    match (time.as_secs(), time.subsec_millis() / 100) {
        (seconds, 0) => write!(words, "{seconds} s"),
        (seconds, tenths) => write!(words, "{seconds}.{tenths} s"),
    }
}
