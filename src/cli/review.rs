use std::{
    fs,
    io::Read as _,
    path::{Path, PathBuf},
};

use second_reader::record::FindingsRecord;
use serde::{Deserialize, Serialize};

use super::{problem::Problem, summary};

/// The largest exam.json that is read, bytes.
const BYTES_MAX: u64 = 16 * 1024 * 1024;
/// How many findings of an exam are printed.
const PRINTED: usize = 3;

/// List exams by what there is to look at again, the most first.
///
/// Reads the exam.json of each folder that `read` or `run` wrote. The order is that of the score of a whole
/// exam: a suggestion where to begin, no diagnosis. Exams without a score are listed behind, with the reason.
#[derive(clap::Args)]
pub struct Arguments {
    /// Folders of exams, or exam.json files.
    #[arg(required = true, value_name = "DIR")]
    exams: Vec<PathBuf>,
    /// Print JSON, with everything that drives the scores.
    #[arg(long)]
    json: bool,
}

/// What counts of an exam.json.
#[derive(Deserialize)]
struct Record {
    source: Source,
    #[serde(default)]
    findings: Option<FindingsRecord>,
}

#[derive(Deserialize)]
struct Source {
    name: String,
}

/// An exam in the list.
#[derive(Serialize)]
struct Listed {
    /// Where its record lies.
    exam: String,
    /// What it was read from.
    source: String,
    /// Its findings.
    #[serde(flatten)]
    findings: FindingsRecord,
}

#[derive(Serialize)]
struct Report {
    exams: Vec<Listed>,
    note: &'static str,
}

const NOTE: &str =
    "The score says where to look again first; it supports the examiner and does not diagnose.";

pub fn review(arguments: &Arguments) -> Result<(), Problem> {
    let mut exams = Vec::new();
    for place in &arguments.exams {
        exams.push(listed(place)?);
    }
    // Those without a score last; else by score, the order of the command line where it is the same.
    let key = |listed: &Listed| listed.findings.score.unwrap_or(-1.0);
    exams.sort_by(|a, b| key(b).total_cmp(&key(a)));
    let report = Report { exams, note: NOTE };
    if arguments.json {
        let json = serde_json::to_string_pretty(&report);
        return summary::say(json.map_err(|e| Problem::failure(e, None::<String>))?);
    }
    for listed in &report.exams {
        summary::say(text(listed))?;
    }
    summary::say(NOTE)
}

fn listed(place: &Path) -> Result<Listed, Problem> {
    let file = if place.is_dir() {
        place.join("exam.json")
    } else {
        place.to_owned()
    };
    let mut bytes = Vec::new();
    fs::File::open(&file)
        .and_then(|open| open.take(BYTES_MAX).read_to_end(&mut bytes))
        .map_err(|e| {
            let hint = "name folders that `read` or `run` wrote";
            Problem::bad_input(format_args!("{}: {e}", file.display()), Some(hint))
        })?;
    let record: Record = serde_json::from_slice(&bytes).map_err(|e| {
        let hint = "name folders that `read` or `run` wrote";
        let message = format_args!("{}: not an exam's record: {e}", file.display()).to_string();
        Problem::bad_input(message, Some(hint))
    })?;
    let off = || FindingsRecord {
        withheld: Some("findings were switched off, or written by an older program".to_owned()),
        ..FindingsRecord::default()
    };
    Ok(Listed {
        exam: place.display().to_string(),
        source: record.source.name,
        findings: record.findings.unwrap_or_else(off),
    })
}

fn text(listed: &Listed) -> String {
    let Listed {
        exam,
        source,
        findings,
    } = listed;
    let mut text = match findings.score {
        Some(score) => format!("{score:.3}  {exam}  ({source})"),
        None => format!("  -    {exam}  ({source})"),
    };
    if let Some(why) = &findings.withheld {
        text += &format!("\n       no score: {why}");
    }
    for finding in findings.look_again.iter().take(PRINTED) {
        let items = finding.items.join(" ");
        let frames = finding.frames.map_or(String::new(), |[first, last]| {
            format!(", frames {first} to {last}")
        });
        let behind = format!("{items}{frames}");
        let behind = behind.trim_start_matches(", ");
        text += &format!("\n       {} [{behind}]", finding.words);
    }
    match findings.look_again.len() {
        more @ PRINTED.. if more > PRINTED => {
            text + &format!("\n       and {} more", more - PRINTED)
        }
        _ => text,
    }
}
