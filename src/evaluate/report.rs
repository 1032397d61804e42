use serde::Serialize;

use super::{
    Estimate, Evaluation,
    figures::{Figures, Set},
    goals::{self, Goal},
    groups::{GroupScore, groups},
    outcome::Clip,
    reliability::{Reliabilities, Reliability},
    tally::{Counts, share},
};
use crate::anatomy::{Structure, View};

/// The figures of an evaluation. An [`Estimate`] without a value (in JSON `null`) had nothing to
/// count; one without an interval came from a single clip.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Report {
    /// Version of this shape.
    pub schema: u32,
    /// How many clips: what the intervals resample.
    pub clips: usize,
    /// Labelled live frames.
    pub frames: u64,
    /// How many of them the frames file lacks; they count as nothing found.
    pub frames_missing: u64,
    /// How many of them were read and not taken for live ultrasound; they count as nothing found.
    pub frames_not_live: u64,
    /// How many of them have a view that two people could name differently; they are left out of
    /// the view accuracy.
    pub frames_unclear: u64,
    /// Mean of the average precision over the structures that are labelled.
    pub mean_ap50: Estimate,
    /// Mean sensitivity over the structures that are labelled.
    pub mean_sensitivity: Estimate,
    /// Mean share located over the structures that are labelled.
    pub mean_located: Estimate,
    /// Mean specificity over the structures that are absent in some frame.
    pub mean_specificity: Estimate,
    /// Share of the clear frames whose view is the labelled one, `none` included.
    pub view_accuracy: Estimate,
    /// What usual hearts are to reach.
    pub goals: Vec<Goal>,
    /// By structure, in the order of [`Structure::ALL`].
    pub structures: Vec<StructureScore>,
    /// By labelled view, in sweep order, `none` last.
    pub views: Vec<ViewScore>,
    /// By case, screen and age, where labels say them.
    pub groups: Vec<GroupScore>,
    /// Whether confidences mean what they say.
    pub reliability: Reliability,
}

/// The figures of one structure.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct StructureScore {
    /// Which.
    #[serde(serialize_with = "crate::record::structure_name")]
    pub name: Structure,
    /// Frames in which it is labelled and not difficult.
    pub labels: u64,
    /// Frames in which it is labelled as difficult; they count neither way.
    pub difficult: u64,
    /// Average precision at an overlap (IoU) of 0.5.
    pub ap50: Estimate,
    /// Share of the frames with it in which it is found at the threshold, wherever its box lies.
    pub sensitivity: Estimate,
    /// Share of the frames with it in which it is found at the threshold with its box right.
    pub located: Estimate,
    /// Share of the frames without it in which it is not found at the threshold.
    pub specificity: Estimate,
    /// The confidence from which it counts as found.
    pub threshold: f32,
    /// Expected calibration error, 0 to 1.
    pub ece: Option<f64>,
    /// Recall and precision down to each confidence, the highest first; not in JSON.
    #[serde(skip)]
    pub curve: Vec<(f64, f64)>,
}

/// How often the clear frames of a view were told right.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ViewScore {
    /// The labelled view.
    #[serde(serialize_with = "crate::record::view_name")]
    pub view: View,
    /// Clear frames labelled so.
    pub frames: u64,
    /// Share of them told right.
    pub accuracy: Option<f64>,
    /// How many of them were told as which view: sweep order, `none` last.
    pub told: [u64; 7],
}

impl Report {
    pub(super) fn new(evaluation: &Evaluation) -> Self {
        let clips: Vec<&Clip> = evaluation.clips.iter().collect();
        let set = Set::new(&clips, &evaluation.thresholds);
        let total = set.total();
        let reliabilities = Reliabilities::of(&evaluation.clips);
        let structures = Structure::ALL.map(|name| {
            let (i, tally) = (name.index(), total.structures[name.index()]);
            StructureScore {
                name,
                labels: tally.there,
                difficult: tally.difficult,
                ap50: set.estimate(|f| f.ap50[i]),
                sensitivity: set.estimate(|f| f.sensitivity[i]),
                located: set.estimate(|f| f.located[i]),
                specificity: set.estimate(|f| f.specificity[i]),
                threshold: evaluation.thresholds[name],
                ece: reliabilities.ece(name),
                curve: set.curve(name),
            }
        });
        let mut report = Self {
            schema: 2,
            clips: clips.len(),
            frames: clips.iter().map(|c| c.frames.len() as u64).sum(),
            frames_missing: clips.iter().map(|c| c.missing).sum(),
            frames_not_live: clips.iter().map(|c| c.not_live).sum(),
            frames_unclear: total.unclear,
            mean_ap50: set.estimate(Figures::mean_ap50),
            mean_sensitivity: set.estimate(Figures::mean_sensitivity),
            mean_located: set.estimate(Figures::mean_located),
            mean_specificity: set.estimate(Figures::mean_specificity),
            view_accuracy: set.estimate(|f| f.view_accuracy),
            goals: Vec::new(),
            structures: structures.into(),
            views: views(&total),
            groups: groups(&evaluation.clips, &evaluation.thresholds),
            reliability: reliabilities.overall(),
        };
        report.goals = goals::of(&report);
        report
    }

    /// For people: which frames count as empty, or not at all.
    pub(super) fn remarks(&self) -> Vec<String> {
        [
            (
                self.frames_unclear,
                "between two views are left out of the view accuracy",
            ),
            (
                self.frames_not_live,
                "were not taken for live ultrasound; they count as empty",
            ),
            (self.frames_missing, "were not read; they count as empty"),
        ]
        .into_iter()
        .filter(|(frames, _)| *frames > 0)
        .map(|(frames, what)| format!("{frames} frames {what}"))
        .collect()
    }
}

fn views(total: &Counts) -> Vec<ViewScore> {
    let rows = View::REPORTED.into_iter().zip(total.views).enumerate();
    rows.map(|(i, (view, told))| {
        let frames = told.iter().sum();
        ViewScore {
            view,
            frames,
            accuracy: share(told[i], frames),
            told,
        }
    })
    .collect()
}
