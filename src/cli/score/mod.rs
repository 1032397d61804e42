use std::path::PathBuf;

use second_reader::{
    anatomy::Profile,
    exam::score::Plane,
    record::{Table, read_table},
};
use serde::Serialize;

use super::{problem::Problem, summary, sweep as shared};

mod cases;
mod cases_text;
mod report;
mod sweep;
mod sweep_text;

/// Whose items the structures are named with.
const PROFILE: &str = "isuog-2023";

/// Score tables of confidences: how much of the heart and the great vessels the frames do not show.
///
/// A table of cases (columns case, label, frame and the 18 structures of the published system; 20 frames
/// a case) gets two numbers for each case: the published abnormality score, and the shortfall, which
/// asks not only whether a structure was found but how surely. Two tables, of the heart and of the vessel views
/// of the same cases, also get a shortfall of both. A sweep (no column case) gets its views, its
/// checklist, and both numbers of the 20 frames that show the most.
///
/// What is missing was missed by the detector, hidden, not shown, or is not there: no score can tell.
#[derive(clap::Args)]
pub struct Arguments {
    /// A table; or the two tables of the same cases.
    #[arg(required = true, num_args = 1..=2, value_name = "FILE.csv")]
    tables: Vec<PathBuf>,
    /// What a single table of cases shows [default: told from the structures found].
    #[arg(long, value_enum, value_name = "VIEWS")]
    views: Option<Views>,
    /// Frames a second of a sweep whose table has no times, for its views.
    #[arg(long, default_value_t = shared::FPS, value_parser = shared::fps, value_name = "N")]
    fps: f64,
    /// Leave out what to look at again.
    #[arg(long)]
    no_findings: bool,
    /// Print JSON, with every structure.
    #[arg(long)]
    json: bool,
}

/// [`Plane`] on the command line.
#[derive(Clone, Copy, clap::ValueEnum)]
enum Views {
    Heart,
    Vessels,
}

pub fn score(arguments: &Arguments) -> Result<(), Problem> {
    let profile = Profile::builtin(PROFILE)?;
    let mut sets = Vec::new();
    for path in &arguments.tables {
        let file = path.display().to_string();
        match read_table(path)? {
            Table::Cases(cases) => sets.push((file, cases)),
            Table::Sweep(_) if arguments.tables.len() > 1 || arguments.views.is_some() => {
                return Err(Problem::bad_input(
                    format_args!("{file}: this is a sweep (it has no column case)"),
                    Some(
                        "give one sweep alone, without --views; it shows the heart and the vessels",
                    ),
                ));
            }
            Table::Sweep(table) => {
                let report = sweep::report(&file, &table, &profile, arguments.fps);
                let text = sweep_text::text(&report);
                return print(arguments.json, &report, &text);
            }
        }
    }
    let plane = arguments.views.map(|views| match views {
        Views::Heart => Plane::Heart,
        Views::Vessels => Plane::Vessels,
    });
    let report = cases::report(sets, plane, &profile, !arguments.no_findings)?;
    print(arguments.json, &report, &cases_text::text(&report))
}

fn print(json: bool, report: &impl Serialize, text: &str) -> Result<(), Problem> {
    if !json {
        return summary::say(text);
    }
    let json = serde_json::to_string_pretty(report);
    summary::say(json.map_err(|e| Problem::failure(e, None::<String>))?)
}
