//! The figures of a set of clips, as they are and as they could have come out.

use super::{
    bootstrap::{self, Estimate},
    outcome::Clip,
    precision::Ranking,
    tally::{Counts, mean},
};
use crate::anatomy::{Structure, StructureMap};

/// The figures of one weighting of the clips.
#[derive(Clone, Debug)]
pub(super) struct Figures {
    pub ap50: [Option<f64>; Structure::COUNT],
    pub sensitivity: [Option<f64>; Structure::COUNT],
    pub located: [Option<f64>; Structure::COUNT],
    pub specificity: [Option<f64>; Structure::COUNT],
    pub view_accuracy: Option<f64>,
}

impl Figures {
    pub fn mean_ap50(&self) -> Option<f64> {
        mean(self.ap50)
    }

    pub fn mean_sensitivity(&self) -> Option<f64> {
        mean(self.sensitivity)
    }

    pub fn mean_located(&self) -> Option<f64> {
        mean(self.located)
    }

    pub fn mean_specificity(&self) -> Option<f64> {
        mean(self.specificity)
    }
}

/// A set of clips, prepared for counting, with its figures and those of its resamples.
pub(super) struct Set {
    rankings: Vec<Ranking>,
    counts: Vec<Counts>,
    figures: Figures,
    draws: Vec<Figures>,
}

impl Set {
    pub fn new(clips: &[&Clip], thresholds: &StructureMap<f32>) -> Self {
        let rankings: Vec<_> = Structure::ALL
            .into_iter()
            .map(|structure| Ranking::new(clips, structure))
            .collect();
        let counts: Vec<_> = clips.iter().map(|c| Counts::of(c, thresholds)).collect();
        let mut buffer = Vec::new();
        let mut of = |weights: &[u32]| figures(&rankings, &counts, weights, &mut buffer);
        let whole = of(&vec![1; clips.len()]);
        let draws = bootstrap::draws(clips.len()).map(|w| of(&w)).collect();
        Self {
            rankings,
            counts,
            figures: whole,
            draws,
        }
    }

    /// A figure and its interval.
    pub fn estimate(&self, of: impl Fn(&Figures) -> Option<f64>) -> Estimate {
        Estimate::new(of(&self.figures), self.draws.iter().map(&of))
    }

    /// This set's figure less that of `other`, a set of as many clips, draw by draw.
    pub fn difference(&self, other: &Self, of: impl Fn(&Figures) -> Option<f64>) -> Estimate {
        let less = |(a, b): (&Figures, &Figures)| Some(of(a)? - of(b)?);
        let draws = self.draws.iter().zip(&other.draws);
        Estimate::new(less((&self.figures, &other.figures)), draws.map(less))
    }

    /// The counts of all clips.
    pub fn total(&self) -> Counts {
        total(&self.counts, &vec![1; self.counts.len()])
    }

    /// Recall and precision of a structure over all clips; see [`Ranking::curve`].
    pub fn curve(&self, structure: Structure) -> Vec<(f64, f64)> {
        self.rankings[structure.index()].curve(&vec![1; self.counts.len()])
    }
}

fn total(counts: &[Counts], weights: &[u32]) -> Counts {
    let mut total = Counts::default();
    for (counts, weight) in counts.iter().zip(weights) {
        total.add(counts, *weight);
    }
    total
}

fn figures(
    rankings: &[Ranking],
    counts: &[Counts],
    weights: &[u32],
    buffer: &mut Vec<(f64, f64)>,
) -> Figures {
    let total = total(counts, weights);
    Figures {
        ap50: Structure::ALL.map(|s| rankings[s.index()].average_precision(weights, buffer)),
        sensitivity: total.structures.map(|t| t.sensitivity()),
        located: total.structures.map(|t| t.located()),
        specificity: total.structures.map(|t| t.specificity()),
        view_accuracy: total.view_accuracy(),
    }
}
