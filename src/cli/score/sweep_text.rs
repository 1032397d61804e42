//! A whole sweep, for people.

use std::fmt::{self, Write as _};

use super::{
    report::NOTE,
    sweep::{SweepPlane, SweepReport},
};

/// Fewer frames of a view in a row are counted, not listed.
const LISTED_MIN: usize = 10;
/// How many structures are named.
const NAMED: usize = 3;

/// Views, checklist, scores.
pub fn text(report: &SweepReport) -> String {
    let mut text = String::new();
    // Writing to a string does not fail.
    let _ = write(&mut text, report);
    text
}

fn write(text: &mut String, report: &SweepReport) -> fmt::Result {
    let [first, last] = report.range;
    writeln!(
        text,
        "{}: a sweep of {} frames, {first} to {last}, {}",
        report.file,
        report.frames,
        report.fps.map_or_else(
            || "at the times that it states".to_owned(),
            |fps| format!("taken as {fps} a second")
        )
    )?;
    writeln!(text, "views:")?;
    for span in report.views.iter().filter(|span| span.frames >= LISTED_MIN) {
        let [first, last] = span.range;
        writeln!(text, "  {:<22} frames {first} to {last}", span.view)?;
    }
    let short = report.views.iter().filter(|span| span.frames < LISTED_MIN);
    match short.count() {
        0 if report.views.is_empty() => writeln!(text, "  none")?,
        0 => {}
        short => writeln!(
            text,
            "  and {short} times one for fewer than {LISTED_MIN} frames"
        )?,
    }
    writeln!(text, "checklist {}:", report.profile)?;
    for state in ["seen", "meets", "outside", "not_seen", "cannot_assess"] {
        let items = report.items.iter().filter(|item| item.state == state);
        let ids: Vec<_> = items.map(|item| item.id.as_str()).collect();
        if !ids.is_empty() {
            let state = state.replace('_', " ");
            writeln!(text, "  {state:<14} {:>3}   {}", ids.len(), ids.join(" "))?;
        }
    }
    writeln!(
        text,
        "scores, of the 20 frames in a row that show the most:"
    )?;
    for plane in &report.planes {
        write_plane(text, plane)?;
    }
    write!(
        text,
        "The published figures are of frames that examiners chose: these scores are not comparable with them.\n{NOTE}"
    )
}

fn write_plane(text: &mut String, plane: &SweepPlane) -> fmt::Result {
    let scores = &plane.scores;
    let ([first, last], name) = (scores.frames, scores.plane.name());
    writeln!(
        text,
        "  {name:<8} frames {first} to {last}: published {}, shortfall {:.3}",
        scores.published, scores.shortfall
    )?;
    let weak = scores.structures.iter().filter(|one| one.adds > 0.0);
    let weak: Vec<_> = weak
        .take(NAMED)
        .map(|one| format!("{} {:.2} ({:.2})", one.words(), one.strength, one.usual))
        .collect();
    if !weak.is_empty() {
        writeln!(
            text,
            "           shown least, strength (usual): {}",
            weak.join(", ")
        )?;
    }
    if !plane.view_told {
        writeln!(
            text,
            "           no view of it was told: not shown, or not told because its structures are missing"
        )?;
    }
    Ok(())
}
