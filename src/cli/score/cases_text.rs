//! Tables of cases, for people.

use std::fmt::{self, Write as _};

use super::{
    cases::{CaseReport, CasesReport, Findings},
    report::NOTE,
};

/// The widest column of cases, characters.
const CASE_CHARS_MAX: usize = 28;

/// One line a case.
pub fn text(report: &CasesReport) -> String {
    let mut text = String::new();
    // Writing to a string does not fail.
    let _ = write(&mut text, report);
    text
}

fn write(text: &mut String, report: &CasesReport) -> fmt::Result {
    for table in &report.tables {
        let (file, views, because) = (&table.file, table.views, &table.because);
        writeln!(text, "{file}: shows the {views}: {because}")?;
    }
    if let Some(assumption) = report.assumption {
        writeln!(text, "{assumption}")?;
    }
    let names: Vec<String> = report.cases.iter().map(name).collect();
    let widest = names.iter().map(|name| name.chars().count()).max();
    let width = widest.unwrap_or(0).clamp(4, CASE_CHARS_MAX);
    write!(text, "\n{:width$}", "case")?;
    if let Some(case) = report.cases.first() {
        for plane in &case.planes {
            write!(
                text,
                "  {:>17}",
                format!("{} published", plane.plane.name())
            )?;
            write!(text, "  shortfall")?;
        }
        if case.planes.len() > 1 {
            write!(text, "  both")?;
        }
        if case.findings.is_some() {
            write!(text, "  above  look again at")?;
        }
    }
    writeln!(text)?;
    for (case, name) in report.cases.iter().zip(&names) {
        write!(text, "{name:width$}")?;
        for plane in &case.planes {
            write!(text, "  {:>17}  {:>9.3}", plane.published, plane.shortfall)?;
        }
        if case.planes.len() > 1 {
            write!(text, "  {:.3}", case.shortfall)?;
        }
        write_findings(text, case.findings.as_ref())?;
        writeln!(text)?;
    }
    write_end(text, report)
}

fn name(case: &CaseReport) -> String {
    let label = case.label.iter().map(String::as_str);
    label.chain([&case.case[..]]).collect::<Vec<_>>().join(" ")
}

fn write_findings(text: &mut String, findings: Option<&Findings>) -> fmt::Result {
    let Some(findings) = findings else {
        return Ok(());
    };
    match findings.above_percent_of_normal {
        0 => write!(text, "      -")?,
        percent => write!(text, "   {percent} %")?,
    }
    for (n, one) in findings.look_again.iter().enumerate() {
        let comma = if n == 0 { "  " } else { ", " };
        write!(text, "{comma}{} ({})", one.words(), one.items.join(" "))?;
    }
    Ok(())
}

fn write_end(text: &mut String, report: &CasesReport) -> fmt::Result {
    if let Some(areas) = &report.area_under_roc {
        writeln!(
            text,
            "\narea under the ROC curve, {} cases labelled otherwise against {} labelled normal:",
            areas.others, areas.normal
        )?;
        for plane in &areas.planes {
            writeln!(
                text,
                "  {:<8} published {:.3}  shortfall {:.3}",
                plane.plane, plane.published, plane.shortfall
            )?;
        }
        if areas.planes.len() > 1 {
            writeln!(
                text,
                "  {:<8}                  shortfall {:.3}",
                "both", areas.shortfall
            )?;
        }
    }
    writeln!(
        text,
        "\npublished: share of structures and frames in which the structure was not found\n\
         shortfall: the same by how surely it was found: 0 all shown, 1 nothing shown"
    )?;
    if report.cases.iter().any(|case| case.findings.is_some()) {
        writeln!(
            text,
            "above: the shortfall exceeds that of this share of the normal hearts of the reference\n\
             look again at: what shows least, against what is usual, in cases above 90 %; in brackets\n\
             the items of the checklist. It may have been missed, hidden, or not shown."
        )?;
    }
    write!(text, "{NOTE}")
}
