use std::fmt;

use serde::Serialize;

use crate::anatomy::{Structure, View};

/// The figures of an evaluation. `None` (in JSON `null`) where there is nothing to count.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Report {
    /// Version of this shape.
    pub schema: u32,
    /// Labelled live frames.
    pub frames: u64,
    /// How many of them the frames file lacks; they count as nothing found.
    pub frames_missing: u64,
    /// Mean of the average precision over the structures that are labelled.
    pub mean_ap50: Option<f64>,
    /// Mean sensitivity over the structures that are labelled.
    pub mean_sensitivity: Option<f64>,
    /// Mean specificity over the structures that are absent in some frame.
    pub mean_specificity: Option<f64>,
    /// Share of the frames whose view is the labelled one, `none` included.
    pub view_accuracy: Option<f64>,
    /// By structure, in the order of [`Structure::ALL`].
    pub structures: Vec<StructureScore>,
    /// By labelled view, in sweep order, `none` last.
    pub views: Vec<ViewScore>,
}

/// The figures of one structure.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct StructureScore {
    /// Which.
    #[serde(serialize_with = "crate::record::structure_name")]
    pub name: Structure,
    /// Frames in which it is labelled.
    pub labels: u64,
    /// Average precision at an overlap (IoU) of 0.5.
    pub ap50: Option<f64>,
    /// Share of the frames with it in which it is found at the threshold; boxes do not matter.
    pub sensitivity: Option<f64>,
    /// Share of the frames without it in which it is not found at the threshold.
    pub specificity: Option<f64>,
    /// The confidence from which it counts as found.
    pub threshold: f32,
}

/// How often the frames of a view were told right.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ViewScore {
    /// The labelled view.
    #[serde(serialize_with = "crate::record::view_name")]
    pub view: View,
    /// Frames labelled so.
    pub frames: u64,
    /// Share of them told right.
    pub accuracy: Option<f64>,
}

/// A share with three decimals, or a dash.
struct Share(Option<f64>);

impl fmt::Display for Share {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            Some(value) => f.pad(&format!("{value:.3}")),
            None => f.pad("-"),
        }
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let row =
            |f: &mut fmt::Formatter<'_>, name: &str, labels: u64, shares: [Option<f64>; 3]| {
                let [ap50, sensitivity, specificity] = shares.map(Share);
                writeln!(
                    f,
                    "{name:20} {labels:>7} {ap50:>7} {sensitivity:>12} {specificity:>12}"
                )
            };
        writeln!(
            f,
            "structure             frames    AP50  sensitivity  specificity"
        )?;
        for s in &self.structures {
            row(
                f,
                s.name.name(),
                s.labels,
                [s.ap50, s.sensitivity, s.specificity],
            )?;
        }
        let means = [self.mean_ap50, self.mean_sensitivity, self.mean_specificity];
        row(f, "mean", self.frames, means)?;
        writeln!(f, "\nview                  frames accuracy")?;
        for v in self.views.iter().filter(|v| v.frames > 0) {
            writeln!(f, "{:20} {:>7} {:>8}", v.view, v.frames, Share(v.accuracy))?;
        }
        writeln!(
            f,
            "{:20} {:>7} {:>8}",
            "all",
            self.frames,
            Share(self.view_accuracy)
        )?;
        if self.frames_missing > 0 {
            writeln!(
                f,
                "\n{} frames were not read; they count as empty",
                self.frames_missing
            )?;
        }
        Ok(())
    }
}
