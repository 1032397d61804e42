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
    text::{Face, Line},
};
use crate::{
    anatomy::{Structure, StructureMap, View},
    exam::{Column, Timeline},
    sector::Picture,
};

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

/// Whole lengths of the axis and the distances of its marks, seconds.
const SCALES: [(u32, u32); 11] = [
    (5, 1),
    (10, 2),
    (15, 3),
    (20, 5),
    (30, 5),
    (60, 10),
    (120, 20),
    (300, 60),
    (600, 120),
    (1800, 300),
    (3600, 600),
];

/// The longest time for which a frame stands while no other follows; what is longer was not
/// analysed. Long enough for a thinned timeline, short enough to show a lost second.
const HOLD_MAX: Duration = Duration::from_millis(500);
/// How long the only frame of an exam stands.
const HOLD_ONLY: Duration = Duration::from_millis(40);

/// What a pixel column shows.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
enum Span {
    /// Not reached yet.
    #[default]
    Ahead,
    /// No live picture was analysed.
    Unanalysed,
    /// At least one live picture.
    Analysed(View),
}

/// One pixel column.
#[derive(Clone, Copy, Debug, Default)]
struct Slot {
    span: Span,
    confidence: StructureMap<u8>,
}

/// Draws the timeline panel.
#[derive(Clone, Debug)]
pub struct Barcode {
    slots: Vec<Slot>,
    words: String,
}

impl Default for Barcode {
    fn default() -> Self {
        Self {
            slots: vec![Slot::default(); COLUMNS],
            words: String::new(),
        }
    }
}

/// Length of the axis and distance of its marks in seconds, for an exam of that length.
fn scale(length: Duration) -> (u32, u32) {
    let fits = |(seconds, _): &(u32, u32)| length <= Duration::from_secs(u64::from(*seconds));
    SCALES.into_iter().find(fits).unwrap_or_else(|| {
        let hours = (length.as_secs() / 3600 + 1).min(1000) as u32;
        (hours * 3600, hours * 600)
    })
}

/// How long each column stands: until the next, but no longer than [`HOLD_MAX`]; the last as long
/// as the one before it.
fn spans(columns: &[Column]) -> impl Iterator<Item = (Duration, Duration, &Column)> {
    let gap = |a: &Column, b: &Column| b.time.saturating_sub(a.time).min(HOLD_MAX);
    let last = columns
        .last_chunk::<2>()
        .map_or(HOLD_ONLY, |[a, b]| gap(a, b));
    columns.iter().enumerate().map(move |(i, column)| {
        let stands = columns.get(i + 1).map_or(last, |next| gap(column, next));
        (column.time, column.time.saturating_add(stands), column)
    })
}

/// Pixel column of a time on an axis of that many seconds.
fn slot_at(time: Duration, axis_s: u32) -> usize {
    let at = time.as_micros() * COLUMNS as u128 / (u128::from(axis_s) * 1_000_000);
    at.min(COLUMNS as u128) as usize
}

impl Barcode {
    /// Draws rows, views and axis.
    pub fn draw(&mut self, canvas: &mut Canvas, model: &ScreenModel) {
        let columns = model.timeline.columns();
        let end = spans(columns)
            .last()
            .map_or(Duration::ZERO, |(_, end, _)| end);
        let (axis_s, step_s) = scale(end);
        self.gather(model.timeline, end, axis_s);
        let _ = canvas.fill_solid(&BARCODE, PANEL);
        self.draw_lane(canvas);
        for (row, structure) in ROWS.into_iter().enumerate() {
            let y = TOP + PITCH * row as i32;
            draw_name(canvas, model, structure, y);
            self.draw_row(canvas, structure, model.thresholds[structure], y);
        }
        self.draw_unanalysed(canvas);
        self.draw_axis(canvas, axis_s, step_s);
        let now = LEFT + slot_at(end, axis_s) as i32;
        if !columns.is_empty() {
            let _ = canvas.fill_solid(&area(now, LANE, 1, (END - LANE) as u32), ACCENT);
        }
    }

    /// Sorts the timeline into pixel columns.
    fn gather(&mut self, timeline: &Timeline, end: Duration, axis_s: u32) {
        self.slots.fill(Slot::default());
        for slot in &mut self.slots[..slot_at(end, axis_s)] {
            slot.span = Span::Unanalysed;
        }
        for (from, to, column) in spans(timeline.columns()) {
            if column.picture != Picture::Live {
                continue;
            }
            let first = slot_at(from, axis_s).min(COLUMNS - 1);
            let behind = slot_at(to, axis_s).max(first + 1);
            for slot in &mut self.slots[first..behind] {
                slot.span = Span::Analysed(column.view);
                for (best, new) in slot.confidence.0.iter_mut().zip(column.confidence.0) {
                    *best = new.max(*best);
                }
            }
        }
    }

    /// Calls `draw` for every run of pixel columns of equal value: first column, width, value.
    fn runs<T: PartialEq>(&self, value: impl Fn(&Slot) -> T, mut draw: impl FnMut(i32, u32, T)) {
        let mut x = LEFT;
        for run in self.slots.chunk_by(|a, b| value(a) == value(b)) {
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
    fn draw_axis(&mut self, canvas: &mut Canvas, axis_s: u32, step_s: u32) {
        let (face, baseline) = (Face::Small, bottom(&BARCODE) - 4);
        let _ = canvas.fill_solid(&area(LEFT, END, COLUMNS as u32, 1), LINE);
        for second in (0..=axis_s).step_by(step_s as usize) {
            let x = LEFT + slot_at(Duration::from_secs(u64::from(second)), axis_s) as i32;
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

    fn column(time_ms: u64, picture: Picture, crux: u8) -> Column {
        let mut confidence = StructureMap::default();
        confidence[Structure::Crux] = crux;
        let view = View::FourChamber;
        Column {
            time: Duration::from_millis(time_ms),
            picture,
            view,
            confidence,
        }
    }

    fn gathered(columns: Vec<Column>, end_ms: u64, axis_s: u32) -> Vec<Slot> {
        let mut barcode = Barcode::default();
        let timeline = Timeline::from_columns(columns);
        barcode.gather(&timeline, Duration::from_millis(end_ms), axis_s);
        barcode.slots
    }

    #[test]
    fn an_event_of_one_frame_survives_an_hour() {
        let mut columns: Vec<_> = (0..36_000)
            .map(|i| column(i * 100, Picture::Live, 0))
            .collect();
        columns[17_777] = column(1_777_700, Picture::Live, 200);
        let slots = gathered(columns, 3_600_000, 3600);
        let crux = |s: &&Slot| s.confidence[Structure::Crux] == 200;
        assert_eq!(slots.iter().filter(crux).count(), 1);
    }

    #[test]
    fn spans_without_a_live_picture_are_kept_apart() {
        let mut columns: Vec<_> = (0..100).map(|i| column(i * 40, Picture::Live, 9)).collect();
        for c in &mut columns[25..50] {
            c.picture = Picture::NotUltrasound;
        }
        let slots = gathered(columns, 4000, 5);
        assert_eq!(
            slots[slot_at(Duration::from_millis(500), 5)].span,
            Span::Analysed(View::FourChamber)
        );
        assert_eq!(
            slots[slot_at(Duration::from_millis(1500), 5)].span,
            Span::Unanalysed
        );
        assert_eq!(
            slots[slot_at(Duration::from_millis(1500), 5)].confidence[Structure::Crux],
            0
        );
        assert_eq!(
            slots[slot_at(Duration::from_millis(4500), 5)].span,
            Span::Ahead
        );
    }

    #[test]
    fn a_second_without_frames_was_not_analysed() {
        let columns = vec![column(0, Picture::Live, 9), column(2000, Picture::Live, 9)];
        let slots = gathered(columns, 2500, 5);
        assert_eq!(
            slots[slot_at(Duration::from_millis(1500), 5)].span,
            Span::Unanalysed
        );
    }

    #[test]
    fn the_axis_holds_the_exam() {
        for seconds in [0, 5, 6, 15, 61, 3600, 3601, 90_000] {
            let (axis, step) = scale(Duration::from_secs(seconds));
            assert!(
                u64::from(axis) >= seconds && step > 0 && axis / step <= 7,
                "{seconds}"
            );
        }
    }

    #[test]
    fn every_structure_has_its_row_and_its_name_fits() {
        for structure in Structure::ALL {
            assert_eq!(ROWS.iter().filter(|s| **s == structure).count(), 1);
            assert!(Face::SmallBold.width(structure_name(structure)) <= 118);
        }
        const { assert!(END + 12 <= bottom(&BARCODE)) };
    }
}
