//! How well frames were read, measured against labels.
//!
//! Pure: lines in, figures out. Knows no models and no files.

mod average_precision;

use std::collections::BTreeMap;

use serde::Serialize;

use crate::{
    anatomy::{Structure, StructureMap, View},
    record::FrameLine,
};
use average_precision::average_precision;

/// Overlap from which a box counts as right (PASCAL VOC: Everingham et al., IJCV 2010, 88:303).
pub const IOU_MIN: f32 = 0.5;

/// How well one structure is found.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct StructureFigures {
    /// Name in `snake_case`.
    pub name: &'static str,
    /// Frames whose labels have it.
    pub labelled: u64,
    /// Average precision at IoU 0.5, 0 to 1; `None` where no label has it.
    pub ap50: Option<f64>,
    /// Share of the frames that have it in which it was found, anywhere in the picture.
    pub sensitivity: Option<f64>,
    /// Share of the frames that do not have it in which it was not found.
    pub specificity: Option<f64>,
}

/// How often a view was called by its name.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ViewFigures {
    /// The labels' view.
    pub name: &'static str,
    /// Frames of that view.
    pub labelled: u64,
    /// Frames of that view that were called so.
    pub right: u64,
}

/// The figures of a set of clips.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Figures {
    /// Labelled frames.
    pub frames: u64,
    /// Labelled frames that were not read at all; they count as "nothing found".
    pub frames_unread: u64,
    /// Read frames without labels; they do not count.
    pub frames_unlabelled: u64,
    /// Mean of the structures' average precisions.
    pub mean_ap50: Option<f64>,
    /// Share of the frames whose view was called right.
    pub view_accuracy: f64,
    /// By view, in sweep order, then `none`.
    pub views: Vec<ViewFigures>,
    /// By structure.
    pub structures: Vec<StructureFigures>,
}

/// A structure in a frame: whether the labels have it, and what was found.
#[derive(Clone, Copy)]
struct Pair {
    labelled: bool,
    confidence: f32,
    overlaps: bool,
}

/// Measures clips, each a pair of labels and frames that belong together by their frame numbers.
/// `thresholds` are the confidences from which a structure counts as found.
#[must_use]
pub fn evaluate(
    clips: &[(Vec<FrameLine>, Vec<FrameLine>)],
    thresholds: &StructureMap<f32>,
) -> Figures {
    let nothing = FrameLine::default();
    let (mut pairs, mut unread, mut unlabelled) = (Vec::new(), 0, 0);
    for (labels, frames) in clips {
        let mut by_number: BTreeMap<u64, &FrameLine> =
            frames.iter().map(|line| (line.frame, line)).collect();
        for label in labels {
            let found = by_number.remove(&label.frame);
            unread += u64::from(found.is_none());
            pairs.push((label, found.unwrap_or(&nothing)));
        }
        unlabelled += by_number.len() as u64;
    }
    let structures: Vec<_> = Structure::ALL
        .iter()
        .map(|s| structure_figures(*s, &pairs, thresholds[*s]))
        .collect();
    let precisions: Vec<f64> = structures.iter().filter_map(|s| s.ap50).collect();
    let views: Vec<_> = View::SWEEP
        .into_iter()
        .chain([View::None])
        .map(|view| view_figures(view, &pairs))
        .collect();
    let frames = pairs.len() as u64;
    Figures {
        frames,
        frames_unread: unread,
        frames_unlabelled: unlabelled,
        mean_ap50: (!precisions.is_empty())
            .then(|| precisions.iter().sum::<f64>() / precisions.len() as f64),
        view_accuracy: share(views.iter().map(|v| v.right).sum(), frames).unwrap_or(0.0),
        views,
        structures,
    }
}

fn view_figures(view: View, pairs: &[(&FrameLine, &FrameLine)]) -> ViewFigures {
    let of_view = || pairs.iter().filter(|(label, _)| label.view == view);
    ViewFigures {
        name: view.name(),
        labelled: of_view().count() as u64,
        right: of_view().filter(|(_, found)| found.view == view).count() as u64,
    }
}

fn structure_figures(
    structure: Structure,
    lines: &[(&FrameLine, &FrameLine)],
    threshold: f32,
) -> StructureFigures {
    let pairs: Vec<Pair> = lines
        .iter()
        .map(|(label, found)| {
            let (label, found) = (label.structures[structure], found.structures[structure]);
            let labelled = label.confidence > 0.0;
            Pair {
                labelled,
                confidence: found.confidence,
                overlaps: labelled && label.rect.iou(&found.rect) >= IOU_MIN,
            }
        })
        .collect();
    let count = |labelled: bool, found: bool| {
        let is = |p: &&Pair| p.labelled == labelled && (p.confidence >= threshold) == found;
        pairs.iter().filter(is).count() as u64
    };
    let (hits, misses) = (count(true, true), count(true, false));
    let (alarms, quiet) = (count(false, true), count(false, false));
    StructureFigures {
        name: structure.name(),
        labelled: hits + misses,
        ap50: average_precision(&pairs),
        sensitivity: share(hits, hits + misses),
        specificity: share(quiet, quiet + alarms),
    }
}

fn share(part: u64, whole: u64) -> Option<f64> {
    (whole > 0).then(|| part as f64 / whole as f64)
}

#[cfg(test)]
mod tests;
