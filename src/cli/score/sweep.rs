//! A whole sweep.

use std::time::Duration;

use second_reader::{
    anatomy::{Profile, Structure, StructureMap, View},
    detector::Detections,
    exam::{
        Exam, Observation,
        score::{Evidence, Plane, strongest_window},
    },
    record::TableRow,
    sector::Picture,
};
use serde::Serialize;

use super::report::{NOTE, PlaneReport};

/// The confidence from which a structure counts as found for views and checklist. The makers of the
/// published detector count from 0.01 on, of 20 frames; at 0.2 each of five normal sweeps shows its four
/// chambers together, at 0.3 one does not.
const THRESHOLD: f32 = 0.2;

/// What is told of a sweep.
#[derive(Serialize)]
pub struct SweepReport {
    kind: &'static str,
    /// Its name.
    pub file: String,
    /// How many frames it has.
    pub frames: usize,
    /// Numbers of the first and the last.
    pub range: [u64; 2],
    /// As how many frames a second they are taken.
    pub fps: f64,
    /// The views, by frame.
    pub views: Vec<Span>,
    /// The checklist's name.
    pub profile: String,
    /// The items of the checklist.
    pub items: Vec<ItemReport>,
    /// The scores of each plane.
    pub planes: Vec<SweepPlane>,
    note: &'static str,
}

/// Frames in a row of one view.
#[derive(Serialize)]
pub struct Span {
    /// The view.
    pub view: &'static str,
    /// Numbers of the first and the last frame.
    pub range: [u64; 2],
    /// How many frames.
    pub frames: usize,
}

/// An item of the checklist.
#[derive(Serialize)]
pub struct ItemReport {
    /// Its name.
    pub id: String,
    /// Its state.
    pub state: &'static str,
    /// Why.
    pub reason: String,
    /// The frame that shows it best, where it is seen.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub frame: Option<u64>,
}

/// The scores of a plane.
#[derive(Serialize)]
pub struct SweepPlane {
    /// Whether a view of the plane was told anywhere in the sweep.
    pub view_told: bool,
    /// Of the 20 frames in a row that show it most strongly.
    #[serde(flatten)]
    pub scores: PlaneReport,
}

/// Reads a sweep as an exam and scores it.
pub fn report(file: &str, rows: &[TableRow], profile: &Profile, fps: f64) -> SweepReport {
    let exam = read(rows, profile, fps);
    let frame = |at: usize| rows.get(at).map_or(0, |row| row.frame);
    let views = spans(&exam, rows);
    let confidences: Vec<_> = rows.iter().map(|row| row.confidence).collect();
    let plane = |plane: Plane| {
        let window = strongest_window(plane, &confidences)?;
        let range = [frame(window.start), frame(window.end - 1)];
        let mut evidence = Evidence::default();
        confidences[window].iter().for_each(|c| evidence.add(c));
        let told = |view: &View| views.iter().any(|span| span.view == view.name());
        Some(SweepPlane {
            view_told: plane.views().iter().any(told),
            scores: PlaneReport::new(plane, range, &evidence, profile)?,
        })
    };
    let item = |item: &second_reader::exam::Item| ItemReport {
        id: item.id.clone(),
        state: item.state.name(),
        reason: item.reason.clone(),
        frame: item.frame,
    };
    SweepReport {
        kind: "sweep",
        file: file.to_owned(),
        frames: rows.len(),
        range: [frame(0), frame(rows.len().saturating_sub(1))],
        fps,
        profile: profile.name.clone(),
        items: exam.items().iter().map(item).collect(),
        planes: Plane::ALL.into_iter().filter_map(plane).collect(),
        views,
        note: NOTE,
    }
}

/// The exam of the rows. The detector behind them looks for the first eighteen structures alone.
fn read(rows: &[TableRow], profile: &Profile, fps: f64) -> Exam {
    let mut thresholds = StructureMap([THRESHOLD; Structure::COUNT]);
    // 1 says that it does not look for the structure.
    thresholds.0[18..].fill(1.0);
    let mut exam = Exam::new(profile.clone(), thresholds);
    let first = rows.first().map_or(0, |row| row.frame);
    for row in rows {
        let mut structures = Detections::default();
        for (structure, confidence) in row.confidence.iter() {
            structures[structure].confidence = *confidence;
        }
        // At most ten million frames: exact, and no overflow.
        #[expect(clippy::cast_precision_loss, reason = "see above")]
        let seconds = (row.frame - first) as f64 / fps;
        exam.observe(&Observation {
            frame: row.frame,
            time: Duration::from_secs_f64(seconds),
            picture: Picture::Live,
            structures,
        });
    }
    exam.finish();
    exam
}

/// The views in a row. The timeline keeps each frame of so short an exam apart.
fn spans(exam: &Exam, rows: &[TableRow]) -> Vec<Span> {
    let mut spans: Vec<Span> = Vec::new();
    let mut before = View::None;
    for (column, row) in exam.timeline().columns().iter().zip(rows) {
        match spans.last_mut().filter(|_| column.view == before) {
            Some(span) if before != View::None => {
                span.range[1] = row.frame;
                span.frames += 1;
            }
            _ if column.view != View::None => spans.push(Span {
                view: column.view.name(),
                range: [row.frame; 2],
                frames: 1,
            }),
            _ => {}
        }
        before = column.view;
    }
    spans
}
