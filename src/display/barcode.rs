//! The barcode timeline: what was seen when, one row a structure.
//!
//! A pixel column takes the largest confidence of all its frames, so that an event of one frame
//! survives any zoom. Spans that were not analysed are hatched: they say nothing of what was there.

use std::{fmt::Write, time::Duration};

use embedded_graphics::{draw_target::DrawTarget, pixelcolor::Rgb888};

use super::{
    canvas::Canvas,
    layout::{BARCODE, area, bottom, right},
    live::hatch,
    model::{ScreenModel, Standing},
    naming::{structure_name, view_short},
    palette::{ACCENT, CURRENT, GROUND, Group, HATCH, LINE, PANEL, TEXT, TEXT_DIM, TRACK, mix},
    slots::{Slot, Slots, Span},
    text::{Face, Line},
};
use crate::anatomy::{Structure, View};

/// Rows from top to bottom: roughly the order in which a sweep meets the structures.
const ROWS: [Structure; Structure::COUNT] = [
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

/// First column of the tracks.
const LEFT: i32 = BARCODE.top_left.x + 134;
/// Number of pixel columns.
const COLUMNS: usize = (right(&BARCODE) - 12 - LEFT) as usize;
/// Row of the lane that names the views, and its height.
const LANE: i32 = BARCODE.top_left.y + 5;
const LANE_HEIGHT: u32 = 13;
/// First row of the tracks.
const TOP: i32 = LANE + LANE_HEIGHT as i32 + 3;
/// Distance of tracks, and height of one.
const PITCH: i32 = 10;
const BAR: u32 = 9;
/// Row behind the tracks.
const END: i32 = TOP + PITCH * Structure::COUNT as i32;

/// Draws the timeline panel.
#[derive(Clone, Debug)]
pub struct Barcode {
    slots: Slots,
    words: String,
}

impl Default for Barcode {
    fn default() -> Self {
        Self {
            slots: Slots::new(COLUMNS),
            words: String::new(),
        }
    }
}

impl Barcode {
    /// Draws rows, views and axis.
    pub fn draw(&mut self, canvas: &mut Canvas, model: &ScreenModel) {
        self.slots.gather(model.timeline);
        let _ = canvas.fill_solid(&BARCODE, PANEL);
        self.draw_lane(canvas);
        for (row, structure) in ROWS.into_iter().enumerate() {
            let y = TOP + PITCH * row as i32;
            draw_name(canvas, model, structure, y);
            self.draw_row(canvas, structure, model.thresholds[structure], y);
        }
        self.draw_unanalysed(canvas);
        self.draw_axis(canvas);
        if !model.timeline.columns().is_empty() {
            let now = LEFT + self.slots.end() as i32;
            let _ = canvas.fill_solid(&area(now, LANE, 1, (END - LANE) as u32), ACCENT);
        }
    }

    /// Calls `draw` for every run of equal pixel columns: first column on the screen, width, value.
    fn runs<T: PartialEq>(&self, value: impl Fn(&Slot) -> T, mut draw: impl FnMut(i32, u32, T)) {
        let mut x = LEFT;
        for run in self.slots.all().chunk_by(|a, b| value(a) == value(b)) {
            draw(x, run.len() as u32, value(&run[0]));
            x += run.len() as i32;
        }
    }

    /// The views as labelled blocks above the tracks.
    fn draw_lane(&self, canvas: &mut Canvas) {
        let _ = canvas.fill_solid(&area(LEFT, LANE, COLUMNS as u32, LANE_HEIGHT), TRACK);
        self.runs(
            |slot| slot.span,
            |x, width, span| {
                let Span::Analysed(view) = span else { return };
                if view == View::None {
                    return;
                }
                let block = area(x, LANE, width.saturating_sub(1).max(1), LANE_HEIGHT);
                let _ = canvas.fill_solid(&block, mix(CURRENT, ACCENT, 40));
                let (face, name) = (Face::SmallBold, view_short(view));
                if face.width(name) + 6 <= width as i32 {
                    let baseline = face.baseline(LANE, LANE_HEIGHT as i32);
                    let centre = x + width as i32 / 2;
                    Line::centre(face, TEXT, centre, baseline, width as i32).draw(canvas, name);
                }
            },
        );
    }

    fn draw_row(&self, canvas: &mut Canvas, structure: Structure, threshold: f32, y: i32) {
        let _ = canvas.fill_solid(&area(LEFT, y, COLUMNS as u32, BAR), TRACK);
        let colour = Group::of(structure).colour();
        self.runs(
            |slot| slot.confidence[structure],
            |x, width, confidence| {
                if confidence > 0 {
                    let shade = shade(confidence, threshold, colour);
                    let _ = canvas.fill_solid(&area(x, y, width, BAR), shade);
                }
            },
        );
    }

    fn draw_unanalysed(&self, canvas: &mut Canvas) {
        self.runs(
            |slot| slot.span == Span::Unanalysed,
            |x, width, unanalysed| {
                if unanalysed {
                    let block = area(x, LANE, width, (END - LANE - 1) as u32);
                    let _ = canvas.fill_solid(&block, GROUND);
                    hatch(canvas, &block, 6, 2, HATCH);
                }
            },
        );
    }

    /// Marks with seconds, and what hatching means.
    fn draw_axis(&mut self, canvas: &mut Canvas) {
        let (axis_s, step_s) = self.slots.axis();
        let (face, baseline) = (Face::Small, bottom(&BARCODE) - 4);
        let _ = canvas.fill_solid(&area(LEFT, END, COLUMNS as u32, 1), LINE);
        for second in (0..=axis_s).step_by(step_s as usize) {
            let x = LEFT + self.slots.at(Duration::from_secs(u64::from(second))) as i32;
            let _ = canvas.fill_solid(&area(x.min(LEFT + COLUMNS as i32 - 1), END, 1, 4), TEXT_DIM);
            self.words.clear();
            let _ = write!(self.words, "{second} s");
            let at = x.min(right(&BARCODE) - 4 - face.width(&self.words) / 2);
            Line::centre(face, TEXT_DIM, at, baseline, 80).draw(canvas, &self.words);
        }
        let swatch = area(BARCODE.top_left.x + 10, END + 4, 18, 10);
        let _ = canvas.fill_solid(&swatch, GROUND);
        hatch(canvas, &swatch, 6, 2, HATCH);
        Line::left(face, TEXT_DIM, right(&swatch) + 6, baseline, 90).draw(canvas, "not analysed");
    }
}

/// The name beside a row: bold while the structure is found in the shown frame.
fn draw_name(canvas: &mut Canvas, model: &ScreenModel, structure: Structure, y: i32) {
    let confidence = model.detections[structure].confidence;
    let found = confidence > 0.0 && confidence >= model.thresholds[structure];
    let now = found && model.standing() == Standing::Analysing;
    let (face, colour) = if now {
        (Face::SmallBold, TEXT)
    } else {
        (Face::Small, TEXT_DIM)
    };
    let baseline = face.baseline(y, BAR as i32);
    Line::right(face, colour, LEFT - 8, baseline, 118).draw(canvas, structure_name(structure));
}

/// Colour of a bar: faint below the threshold, a clear step at it, full at confidence 1.
fn shade(confidence: u8, threshold: f32, colour: Rgb888) -> Rgb888 {
    let share = f32::from(confidence) / 255.0;
    let mixed = if share >= threshold {
        130.0 + 125.0 * (share - threshold) / (1.0 - threshold).max(0.01)
    } else {
        60.0 * share / threshold
    };
    mix(TRACK, colour, mixed.clamp(0.0, 255.0) as u8)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_structure_has_its_row_and_its_name_fits() {
        for structure in Structure::ALL {
            assert_eq!(ROWS.iter().filter(|s| **s == structure).count(), 1);
            assert!(Face::SmallBold.width(structure_name(structure)) <= 118);
        }
        const { assert!(END + 12 <= bottom(&BARCODE)) };
    }
}
