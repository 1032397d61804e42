//! The tables of a page.

use super::html::Html;
use crate::evaluate::{AlarmScore, By, Estimate, Goal, Report, report_text::Share};

/// `0.812 (0.790 to 0.831)`.
fn cell(estimate: &Estimate) -> String {
    let value = Share(estimate.value);
    match estimate.interval() {
        Some((low, high)) => format!("{value} ({low:.3} to {high:.3})"),
        None => value.to_string(),
    }
}

/// Figures beside their goals.
pub(super) fn goals(page: &mut Html, goals: &[Goal]) {
    let rows = goals.iter().map(|g| {
        let goal = g.goal.map_or("-".to_owned(), |bound| {
            let text = bound.to_string();
            text.replace(">=", "≥").replace("+-", "±")
        });
        vec![
            g.figure.clone(),
            cell(&g.estimate),
            goal,
            g.met_text().to_owned(),
        ]
    });
    page.table(&["figure", "value (95 % interval)", "goal", "met"], rows);
}

/// What the figures are made of, in a few sentences.
pub(super) fn frames(report: &Report) -> String {
    let mut sentences = vec![format!(
        "{} live frames of {} clips",
        report.frames, report.clips
    )];
    if report.clips > 1 {
        sentences.push(
            "Intervals of 95 % come from resampling the clips; of few clips they are too narrow"
                .to_owned(),
        );
    }
    sentences.extend(report.remarks());
    sentences.join(". ") + "."
}

/// The figures of each structure.
pub(super) fn structures(page: &mut Html, report: &Report) {
    let heads = [
        "structure",
        "frames",
        "AP50",
        "sensitivity",
        "located",
        "specificity",
        "threshold",
        "calibration error",
    ];
    let rows = report.structures.iter().map(|s| {
        vec![
            s.name.name().replace('_', " "),
            s.labels.to_string(),
            cell(&s.ap50),
            cell(&s.sensitivity),
            cell(&s.located),
            cell(&s.specificity),
            format!("{:.2}", s.threshold),
            Share(s.ece).to_string(),
        ]
    });
    let mean = vec![
        "mean".to_owned(),
        report.frames.to_string(),
        cell(&report.mean_ap50),
        cell(&report.mean_sensitivity),
        cell(&report.mean_located),
        cell(&report.mean_specificity),
        String::new(),
        Share(report.reliability.ece).to_string(),
    ];
    page.table(&heads, rows.chain([mean]));
}

/// The figures by case, screen and age.
pub(super) fn groups(page: &mut Html, report: &Report) {
    for by in By::ALL {
        let mut groups = report.groups.iter().filter(|g| g.by == by).peekable();
        if groups.peek().is_none() {
            continue;
        }
        let heads = [
            by.name(),
            "clips",
            "frames",
            "mean AP50",
            "sensitivity",
            "specificity",
            "view accuracy",
        ];
        let rows = groups.map(|g| {
            vec![
                g.name.replace('_', " "),
                g.clips.to_string(),
                g.frames.to_string(),
                cell(&g.mean_ap50),
                cell(&g.mean_sensitivity),
                cell(&g.mean_specificity),
                cell(&g.view_accuracy),
            ]
        });
        page.table(&heads, rows);
    }
}

/// What was found where there is no heart.
pub(super) fn alarms<'a>(page: &mut Html, alarms: impl Iterator<Item = &'a AlarmScore>) {
    let rows = alarms.map(|a| {
        vec![
            a.name.replace('_', " "),
            a.clips.to_string(),
            a.frames.to_string(),
            a.frames_not_live.to_string(),
            cell(&a.any),
            cell(&a.per_frame),
        ]
    });
    let heads = [
        "picture",
        "clips",
        "frames",
        "not taken for live",
        "any of the heart",
        "structures a frame",
    ];
    page.table(&heads, rows);
}
