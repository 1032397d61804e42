use second_reader::board::{BoardError, Flaw, Resolved, Wanted};
use serde_json::{Value, json};

use super::say_json;
use crate::cli::{boards, problem::Problem, summary};

/// Check board files without the board: a line for each that is sound, or everything that is wrong with it.
///
/// Exit code 0 where all are sound, 2 where one is not.
#[derive(clap::Args)]
pub struct Arguments {
    /// Board files, or names of installed boards.
    #[arg(required = true, value_name = "BOARD")]
    boards: Vec<String>,
    /// What the site lays over each: a file, or a name.
    #[arg(long, value_name = "SITE")]
    site: Option<String>,
    /// What the scanner lays over each: a file, or a name.
    #[arg(long, value_name = "SCANNER")]
    scanner: Option<String>,
    /// Print JSON: for each board its files, or its errors with line and column.
    #[arg(long)]
    json: bool,
}

pub fn check(arguments: &Arguments) -> Result<(), Problem> {
    let (mut problems, mut lines) = (Vec::new(), Vec::new());
    let folders = boards::folders();
    for board in &arguments.boards {
        let found = Resolved::load(&Wanted {
            board,
            site: arguments.site.as_deref(),
            scanner: arguments.scanner.as_deref(),
            folders: &folders,
        });
        if arguments.json {
            lines.push(line(board, &found));
        }
        match found {
            Ok(resolved) if !arguments.json => summary::say(sentence(&resolved))?,
            Ok(_) => {}
            Err(error) => problems.push(Problem::from(error)),
        }
    }
    if arguments.json {
        say_json(&lines)?;
    }
    Problem::all(problems).map_or(Ok(()), Err)
}

/// The files below the first, the nearest first.
fn below(resolved: &Resolved) -> Vec<String> {
    let files = resolved.files.iter().rev().map(|(file, _)| file);
    let others = files.filter(|file| **file != resolved.file);
    others.map(|file| file.display().to_string()).collect()
}

fn sentence(resolved: &Resolved) -> String {
    let mut text = format!(
        "{}: sound, {} values",
        resolved.file.display(),
        resolved.values.len()
    );
    let below = below(resolved);
    if !below.is_empty() {
        text += &format!(", with {}", below.join(", "));
    }
    text
}

fn line(board: &str, found: &Result<Resolved, BoardError>) -> Value {
    let flaw = |flaw: &Flaw| {
        json!({"file": flaw.file, "line": flaw.line, "column": flaw.column,
               "message": flaw.message, "hint": flaw.hint})
    };
    match found {
        Ok(resolved) => {
            json!({"board": board, "ok": true, "file": resolved.file, "with": below(resolved),
                               "values": resolved.values.len()})
        }
        Err(error) => {
            let mut errors: Vec<_> = error.flaws().iter().map(flaw).collect();
            if errors.is_empty() {
                errors.push(json!({"file": board, "line": null, "column": null,
                                   "message": error.to_string(), "hint": error.hint()}));
            }
            json!({"board": board, "ok": false, "errors": errors})
        }
    }
}
