//! A whole sweep.

use std::time::Duration;

use second_reader::{
    anatomy::{Profile, View},
    exam::score::{Evidence, Plane, strongest_window},
    record::{Sweep, TableRow},
};
use serde::Serialize;

use super::report::{NOTE, PlaneReport};
use crate::cli::sweep;

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
    /// As how many frames a second they are taken; left out where the table has times.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fps: Option<f64>,
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
pub fn report(file: &str, table: &Sweep, profile: &Profile, fps: f64) -> SweepReport {
    let reading = sweep::read(table, profile, fps);
    let (exam, rows) = (&reading.exam, &table.rows);
    let frame = |at: usize| rows.get(at).map_or(0, |row| row.frame);
    let views = spans(&reading.rows, rows);
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
        fps: rows
            .first()
            .is_none_or(|row| row.time.is_none())
            .then_some(fps),
        profile: profile.name.clone(),
        items: exam.items().iter().map(item).collect(),
        planes: Plane::ALL.into_iter().filter_map(plane).collect(),
        views,
        note: NOTE,
    }
}

/// The views in a row.
fn spans(read: &[(Duration, View)], rows: &[TableRow]) -> Vec<Span> {
    let mut spans: Vec<Span> = Vec::new();
    let mut before = View::None;
    for ((_, view), row) in read.iter().zip(rows) {
        match spans.last_mut().filter(|_| *view == before) {
            Some(span) if before != View::None => {
                span.range[1] = row.frame;
                span.frames += 1;
            }
            _ if *view != View::None => spans.push(Span {
                view: view.name(),
                range: [row.frame; 2],
                frames: 1,
            }),
            _ => {}
        }
        before = *view;
    }
    spans
}
