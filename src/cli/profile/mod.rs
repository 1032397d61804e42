//! `profile`: checklists for those who write their own.

mod check;
mod diff;
mod explain;
mod list;

use std::path::Path;

use clap::Subcommand;
use second_reader::anatomy::Resolved;
use serde::Serialize;

use super::{problem::Problem, summary};

/// Look at checklist profiles, and check a site's own before it is used.
///
/// A profile is the name of a built-in one or a file. docs/profiles.md explains how to write one
/// that inherits the rest.
#[derive(clap::Args)]
pub struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    Check(check::Arguments),
    Explain(explain::Arguments),
    Diff(diff::Arguments),
    List(list::Arguments),
}

pub fn profile(arguments: &Arguments) -> Result<(), Problem> {
    match &arguments.command {
        Command::Check(arguments) => check::check(arguments),
        Command::Explain(arguments) => explain::explain(arguments),
        Command::Diff(arguments) => diff::diff(arguments),
        Command::List(arguments) => list::list(arguments),
    }
}

/// The profile of that name or file; what is worth a second look goes to standard error.
fn find(name: &Path) -> Result<Resolved, Problem> {
    let resolved = Resolved::find(name)?;
    warn(&resolved);
    Ok(resolved)
}

fn warn(resolved: &Resolved) {
    for warning in &resolved.warnings {
        summary::note(format_args!("warning: {warning}\nhint: {}", warning.hint));
    }
}

fn say_json(value: &impl Serialize) -> Result<(), Problem> {
    let json = serde_json::to_string_pretty(value);
    summary::say(json.map_err(|e| Problem::failure(e, None::<String>))?)
}
