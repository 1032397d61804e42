//! A report as one page that stands alone: no scripts, nothing from the network, fit for print.

mod html;
mod plots;
mod tables;

use html::{Html, escape};

use super::{Report, SuiteReport};

const STYLE: &str = include_str!("page.css");

/// When a goal counts as met.
const MET: &str = "A goal is met where the figure itself reaches it, wherever its interval ends.";

/// What the columns of a structure mean.
const COLUMNS: &str = "Sensitivity: share of the frames with the structure in which it reaches its \
                       threshold, wherever its box lies; located: with its box right, too (an \
                       overlap of 0.5). Specificity: share of the frames without it in which it \
                       stays below. Difficult structures count neither way.";

/// The page of a report. `about` says what was measured, a line each.
#[must_use]
pub fn report_page(about: &[String], report: &Report) -> String {
    let mut page = head("Reading held against labels", about);
    page.section(
        "Goals",
        &format!("Goals of usual hearts on phantom sweeps. {MET}"),
    );
    tables::goals(&mut page, &report.goals);
    body(&mut page, report);
    page.finish()
}

/// The page of a suite.
#[must_use]
pub fn suite_page(suite: &SuiteReport) -> String {
    let setting = &suite.setting;
    let pack = |p: &super::PackName| format!("{} {} ({:.8})", p.name, p.version, p.sha256);
    let mut about = vec![
        format!("Model: {}", pack(&setting.model)),
        format!(
            "Phantom seeds {}, sweeps of {} s at {} frames a second",
            setting.seeds, setting.seconds, setting.fps
        ),
        "All pictures were made by the phantom; none is of a patient.".to_owned(),
    ];
    if let Some(other) = &setting.against {
        about.insert(1, format!("Held against: {}", pack(other)));
    }
    let mut page = head("Figures of a model pack", &about);
    page.section(
        "Goals",
        &format!("Each figure with its 95 % interval beside its goal. {MET}"),
    );
    tables::goals(&mut page, &suite.goals);
    page.part("Normal hearts on mixed screens");
    body(&mut page, &suite.normal);
    page.part("Hearts with a defect");
    page.paragraph(&tables::frames(&suite.defects));
    tables::groups(&mut page, &suite.defects);
    page.part("A screen that no training saw");
    page.paragraph(&tables::frames(&suite.held_out));
    tables::groups(&mut page, &suite.held_out);
    tables::structures(&mut page, &suite.held_out);
    page.part("Pictures without a heart");
    page.paragraph(
        "Share of the frames in which any structure of the heart reaches its threshold.",
    );
    let all = [suite.counter_examples.clone()];
    let alarms = suite.counter_examples_by_part.iter().chain(&all);
    tables::alarms(&mut page, alarms);
    page.finish()
}

fn head(title: &str, about: &[String]) -> Html {
    let mut page = Html::new(title, STYLE);
    page.push("<header>\n");
    page.push(&format!("<h1>{}</h1>\n", escape(title)));
    for line in about {
        page.paragraph(line);
    }
    page.push(
        "<p class=\"note\">This supports the examiner; it does not diagnose.</p>\n</header>\n",
    );
    page
}

fn body(page: &mut Html, report: &Report) {
    page.section("Structures", &tables::frames(report));
    page.paragraph(COLUMNS);
    tables::structures(page, report);
    page.section(
        "Precision over recall",
        "At an overlap of 0.5, down to each confidence; the area under the line is the AP50.",
    );
    plots::precision_recall(page, &report.structures);
    page.section(
        "Views",
        "Rows: the labelled view. Columns: the view told. Frames between two views are left out.",
    );
    plots::confusion(page, &report.views);
    page.section(
        "Reliability",
        "Of the guesses with a confidence, the share whose box is right; on the diagonal a \
         confidence means what it says. Bars: how many guesses, on a logarithmic scale.",
    );
    plots::reliability(page, &report.reliability);
    if !report.groups.is_empty() {
        page.section("By case, screen and age", "");
        tables::groups(page, report);
    }
}

#[cfg(test)]
mod tests;
