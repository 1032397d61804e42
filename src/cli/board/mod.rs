//! `board`: what a clinical engineer asks of board files, without starting anything.

mod check;
mod detect;
mod diff;
mod explain;

use serde::Serialize;

use super::{problem::Problem, summary};

/// Look at board files: check them, print what holds and where it stands, compare two, find the one for this machine.
///
/// A board is a file, or the name of an installed one. docs/commissioning.md goes through it.
#[derive(clap::Args)]
pub struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(clap::Subcommand)]
enum Command {
    Check(check::Arguments),
    Explain(explain::Arguments),
    Diff(diff::Arguments),
    Detect(detect::Arguments),
}

pub fn board(arguments: &Arguments) -> Result<(), Problem> {
    match &arguments.command {
        Command::Check(arguments) => check::check(arguments),
        Command::Explain(arguments) => explain::explain(arguments),
        Command::Diff(arguments) => diff::diff(arguments),
        Command::Detect(arguments) => detect::detect(arguments),
    }
}

fn say_json(value: &impl Serialize) -> Result<(), Problem> {
    let json = serde_json::to_string_pretty(value);
    summary::say(json.map_err(|e| Problem::failure(e, None::<String>))?)
}
