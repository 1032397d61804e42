//! `model`: looks at model packs.

mod profile;

use clap::Subcommand;

use super::problem::Problem;

/// Look at model packs.
///
/// A pack is the name of an installed one or its folder.
#[derive(clap::Args)]
pub struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    Profile(profile::Arguments),
}

pub fn model(arguments: &Arguments) -> Result<(), Problem> {
    match &arguments.command {
        Command::Profile(arguments) => profile::profile(arguments),
    }
}
