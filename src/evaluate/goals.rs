//! What the figures are to reach, and whether they do.

use std::fmt;

use serde::Serialize;

use super::{Estimate, Report};
use crate::anatomy::Structure;

/// The goal of the mean average precision on usual hearts.
const MEAN_AP50: Bound = Bound::AtLeast(0.90);
/// On a scanner that no training saw.
pub(super) const HELD_OUT: Bound = Bound::AtLeast(0.80);
/// The goal of each of the structures that are small or seldom seen.
const WEAK_AP50: Bound = Bound::AtLeast(0.75);
/// What the approved product states of itself.
const SENSITIVITY: Bound = Bound::AtLeast(0.935);
const SPECIFICITY: Bound = Bound::AtLeast(0.959);
const VIEW_ACCURACY: Bound = Bound::AtLeast(0.95);
/// How far one number format may lie from another.
pub(super) const LIKENESS: Bound = Bound::Within(0.01);

/// The structures that are small or seldom seen.
const WEAK: [Structure; 6] = [
    Structure::TricuspidValve,
    Structure::MitralValve,
    Structure::PulmonaryVein,
    Structure::SuperiorVenaCava,
    Structure::PulmonaryArtery,
    Structure::DuctusArteriosus,
];

/// Where a figure has to lie.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Bound {
    /// Not below.
    AtLeast(f64),
    /// Not above.
    AtMost(f64),
    /// No further from zero, up or down.
    Within(f64),
}

impl Bound {
    /// Whether a figure lies there.
    #[must_use]
    pub fn holds(self, value: f64) -> bool {
        match self {
            Self::AtLeast(least) => value >= least,
            Self::AtMost(most) => value <= most,
            Self::Within(far) => value.abs() <= far,
        }
    }
}

impl fmt::Display for Bound {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text = match self {
            Self::AtLeast(least) => format!(">= {least:.3}"),
            Self::AtMost(most) => format!("<= {most:.3}"),
            Self::Within(far) => format!("+-{far:.3}"),
        };
        f.pad(&text)
    }
}

/// A figure beside its goal.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Goal {
    /// Which figure.
    pub figure: String,
    /// What it is.
    #[serde(flatten)]
    pub estimate: Estimate,
    /// Where it has to lie; `None` where there is no goal.
    pub goal: Option<Bound>,
    /// Whether the figure itself lies there, wherever its interval ends; `None` without a goal or a
    /// figure.
    pub met: Option<bool>,
}

impl Goal {
    /// A figure and where it has to lie.
    pub fn new(figure: impl Into<String>, estimate: Estimate, goal: Option<Bound>) -> Self {
        let met = goal
            .zip(estimate.value)
            .map(|(goal, value)| goal.holds(value));
        Self {
            figure: figure.into(),
            estimate,
            goal,
            met,
        }
    }

    /// For people: yes, no, or a dash.
    #[must_use]
    pub const fn met_text(&self) -> &'static str {
        match self.met {
            Some(true) => "yes",
            Some(false) => "NO",
            None => "-",
        }
    }
}

/// The goals of a reading of usual hearts.
pub(super) fn of(report: &Report) -> Vec<Goal> {
    let structure = |s: Structure| &report.structures[s.index()];
    let mut goals = vec![Goal::new("mean AP50", report.mean_ap50, Some(MEAN_AP50))];
    goals.extend(WEAK.map(|s| {
        let figure = format!("AP50 of {}", s.name().replace('_', " "));
        Goal::new(figure, structure(s).ap50, Some(WEAK_AP50))
    }));
    goals.extend([
        Goal::new(
            "mean sensitivity",
            report.mean_sensitivity,
            Some(SENSITIVITY),
        ),
        Goal::new("mean sensitivity, box right", report.mean_located, None),
        Goal::new(
            "mean specificity",
            report.mean_specificity,
            Some(SPECIFICITY),
        ),
        Goal::new("view accuracy", report.view_accuracy, Some(VIEW_ACCURACY)),
    ]);
    goals
}

#[cfg(test)]
mod tests {
    use super::{Bound, Estimate, Goal};

    #[test]
    fn a_goal_is_met_by_the_figure_itself() {
        let figure = |value| Estimate {
            value: Some(value),
            low: Some(value - 0.1),
            high: Some(value + 0.1),
        };
        let met = |value, bound| Goal::new("x", figure(value), Some(bound)).met;
        assert_eq!(met(0.9, Bound::AtLeast(0.9)), Some(true));
        assert_eq!(met(0.899, Bound::AtLeast(0.9)), Some(false));
        assert_eq!(met(-0.02, Bound::Within(0.01)), Some(false));
        assert_eq!(met(-0.01, Bound::Within(0.01)), Some(true));
        assert_eq!(met(0.0, Bound::AtMost(0.0)), Some(true));
        assert_eq!(met(1.0, Bound::AtMost(0.0)), Some(false));
        assert_eq!(met(f64::NAN, Bound::Within(0.01)), Some(false));
        assert_eq!(Goal::new("x", figure(0.5), None).met_text(), "-");
        let nothing = Estimate::default();
        assert_eq!(Goal::new("x", nothing, Some(Bound::Within(1.0))).met, None);
        assert_eq!(Bound::AtLeast(0.935).to_string(), ">= 0.935");
    }
}
