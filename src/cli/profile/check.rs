use std::path::PathBuf;

use second_reader::anatomy::{Flaw, Origin, ProfileError, Resolved};
use serde_json::{Value, json};

use super::{say_json, warn};
use crate::cli::{problem::Problem, summary};

/// Check profiles: a line for each that is sound, or everything that is wrong with it.
///
/// Exit code 0 where all are sound, 2 where one is not. Warnings leave a profile sound.
#[derive(clap::Args)]
pub struct Arguments {
    /// Profile files, or names of built-in profiles.
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
    /// Print JSON: for each file its name and digest, or its errors with line and column.
    #[arg(long)]
    json: bool,
}

pub fn check(arguments: &Arguments) -> Result<(), Problem> {
    let (mut problems, mut lines) = (Vec::new(), Vec::new());
    for file in &arguments.files {
        let found = Resolved::find(file);
        if arguments.json {
            lines.push(line(&file.display().to_string(), &found));
        }
        match found {
            Ok(resolved) => {
                warn(&resolved);
                if !arguments.json {
                    summary::say(sentence(&resolved))?;
                }
            }
            Err(error) => problems.push(Problem::from(error)),
        }
    }
    if arguments.json {
        say_json(&lines)?;
    }
    Problem::all(problems).map_or(Ok(()), Err)
}

/// What this file itself did to what it extends: how many items it removed, edited and added.
fn counts(resolved: &Resolved) -> [usize; 3] {
    let here = |origin: &&Origin| origin.file == resolved.file;
    let last = |origins: &Vec<Origin>| origins.last().filter(here).cloned();
    let touched: Vec<_> = resolved.origins.iter().filter_map(last).collect();
    let edited = touched.iter().filter(|o| !o.changed.is_empty()).count();
    let removed = resolved.removed.iter().filter(|r| r.file == resolved.file);
    [removed.count(), edited, touched.len() - edited]
}

fn sentence(resolved: &Resolved) -> String {
    let profile = &resolved.profile;
    let sha256 = profile.sha256();
    let mut text = format!(
        "{}: {} {}, {} items",
        resolved.file,
        profile.name,
        profile.version,
        profile.items.len()
    );
    if let Some(base) = resolved.bases.first() {
        let [removed, edited, added] = counts(resolved);
        text += &format!(
            " ({} {}: {removed} removed, {edited} edited, {added} added)",
            base.name, base.version
        );
    }
    text + &format!(", sha256 {}", sha256.get(..8).unwrap_or(&sha256))
}

fn line(file: &str, found: &Result<Resolved, ProfileError>) -> Value {
    let flaw = |flaw: &Flaw| {
        json!({"file": flaw.file, "line": flaw.line, "column": flaw.column,
               "message": flaw.message, "hint": flaw.hint})
    };
    match found {
        Ok(resolved) => {
            let profile = &resolved.profile;
            let bases = resolved.bases.iter();
            let bases: Vec<_> = bases.map(|b| format!("{}@{}", b.name, b.version)).collect();
            json!({"file": file, "ok": true, "name": profile.name, "version": profile.version,
                   "sha256": profile.sha256(), "extends": bases, "items": profile.items.len(),
                   "warnings": resolved.warnings.iter().map(flaw).collect::<Vec<_>>()})
        }
        Err(error) => {
            let mut errors: Vec<_> = error.flaws().iter().map(flaw).collect();
            if errors.is_empty() {
                errors.push(json!({"file": file, "line": null, "column": null,
                                   "message": error.to_string(), "hint": error.hint()}));
            }
            json!({"file": file, "ok": false, "errors": errors})
        }
    }
}
