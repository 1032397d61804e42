//! Reports as tables for a terminal of 100 columns.

use std::fmt::{self, Display, Formatter};

use super::{By, Estimate, Goal, Report};
use crate::anatomy::View;

/// A share with three decimals, or a dash.
pub(super) struct Share(pub Option<f64>);

impl Display for Share {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self.0 {
            Some(value) => f.pad(&format!("{value:.3}")),
            None => f.pad("-"),
        }
    }
}

/// `0.812 [0.790 0.831]`, without the brackets where there is no interval.
impl Display for Estimate {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let value = Share(self.value);
        match self.interval() {
            Some((low, high)) => f.pad(&format!("{value} [{low:.3} {high:.3}]")),
            None => f.pad(&value.to_string()),
        }
    }
}

/// A table of figures and goals.
pub(super) struct Goals<'a>(pub &'a [Goal]);

impl Display for Goals<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let width = self.0.iter().map(|g| g.figure.chars().count()).max();
        let width = width.unwrap_or_default().max(6);
        writeln!(
            f,
            "{:width$}  {:20}  {:8}  met",
            "figure", "value [95 % CI]", "goal"
        )?;
        for goal in self.0 {
            let bound = goal.goal.map_or("-".to_owned(), |b| b.to_string());
            writeln!(
                f,
                "{:width$}  {:20}  {bound:8}  {}",
                goal.figure,
                goal.estimate,
                goal.met_text()
            )?;
        }
        Ok(())
    }
}

impl Display for Report {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        self.write_body(f)?;
        write!(f, "\n{}", Goals(&self.goals))
    }
}

impl Report {
    /// Everything but the goals.
    pub(super) fn write_body(&self, f: &mut Formatter<'_>) -> fmt::Result {
        self.write_structures(f)?;
        self.write_views(f)?;
        self.write_groups(f)?;
        self.write_reliability(f)?;
        if self.clips > 1 {
            writeln!(
                f,
                "\n[in brackets: 95 % intervals from resampling the {} clips; too narrow where clips \
                 are few]",
                self.clips
            )?;
        }
        self.write_remarks(f)
    }

    pub(super) fn write_remarks(&self, f: &mut Formatter<'_>) -> fmt::Result {
        for remark in self.remarks() {
            writeln!(f, "{remark}")?;
        }
        Ok(())
    }

    fn write_structures(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let row = |f: &mut Formatter<'_>, name: &str, frames: u64, shares: [&Estimate; 4]| {
            let [ap50, sensitivity, specificity, located] = shares;
            let located = Share(located.value);
            writeln!(
                f,
                "{name:20} {frames:>6}  {ap50:20}  {sensitivity:20}  {specificity:19} {located:>7}"
            )
        };
        writeln!(
            f,
            "{:20} {:>6}  {:20}  {:20}  {:19} located",
            "structure", "frames", "AP50", "sensitivity", "specificity"
        )?;
        for s in &self.structures {
            let figures = [&s.ap50, &s.sensitivity, &s.specificity, &s.located];
            row(f, s.name.name(), s.labels, figures)?;
        }
        let means = [
            &self.mean_ap50,
            &self.mean_sensitivity,
            &self.mean_specificity,
            &self.mean_located,
        ];
        row(f, "mean", self.frames, means)?;
        writeln!(
            f,
            "[sensitivity: found at its threshold, wherever its box lies; located: its box right, too]"
        )
    }

    fn write_views(&self, f: &mut Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "\n{:20} {:>6} {:>8}   told as:",
            "view", "frames", "accuracy"
        )?;
        let told: Vec<_> = (0..View::REPORTED.len())
            .filter(|i| self.views.iter().any(|v| v.told[*i] > 0))
            .collect();
        for i in &told {
            write!(f, " {:>6}", short(*i))?;
        }
        writeln!(f)?;
        for v in self.views.iter().filter(|v| v.frames > 0) {
            let accuracy = Share(v.accuracy);
            write!(f, "{:20} {:>6} {accuracy:>8}           ", v.view, v.frames)?;
            for i in &told {
                write!(f, " {:>6}", v.told[*i])?;
            }
            writeln!(f)?;
        }
        let clear: u64 = self.views.iter().map(|v| v.frames).sum();
        writeln!(f, "{:20} {clear:>6} {:>8}", "all", self.view_accuracy)
    }

    pub(super) fn write_groups(&self, f: &mut Formatter<'_>) -> fmt::Result {
        for by in By::ALL {
            let groups: Vec<_> = self.groups.iter().filter(|g| g.by == by).collect();
            let Some(longest) = groups.iter().map(|g| g.name.len()).max() else {
                continue;
            };
            let width = longest.max(20);
            writeln!(
                f,
                "\n{:width$} {:>6}  {:20}  {:6}  {:6}  view accuracy",
                by.name(),
                "clips",
                "mean AP50",
                "sens.",
                "spec.",
            )?;
            for g in groups {
                writeln!(
                    f,
                    "{:width$} {:>6}  {:20}  {:6}  {:6}  {}",
                    g.name,
                    g.clips,
                    g.mean_ap50,
                    Share(g.mean_sensitivity.value),
                    Share(g.mean_specificity.value),
                    g.view_accuracy,
                )?;
            }
        }
        Ok(())
    }

    fn write_reliability(&self, f: &mut Formatter<'_>) -> fmt::Result {
        writeln!(f, "\nconfidence     guesses  box right")?;
        for (i, bin) in self.reliability.bins.iter().enumerate() {
            let right = Share(bin.right);
            let (from, to) = (i as f64 / 10.0, (i + 1) as f64 / 10.0);
            writeln!(f, "{from:.1} to {to:.1} {:>11}  {right:>9}", bin.guesses)?;
        }
        writeln!(
            f,
            "expected calibration error {}",
            Share(self.reliability.ece)
        )
    }
}

/// A view in six letters, in the order of [`View::REPORTED`].
pub(super) fn short(view: usize) -> &'static str {
    ["Abd", "4CH", "LVOT", "RVOT", "3VV", "3VT", "none"][view.min(6)]
}
