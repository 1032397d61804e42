//! `model`: the packs of a board, and those that a data scientist releases. docs/model-packs.md tells both stories.

mod compare;
mod install;
mod list;
mod profile;
mod release;
mod verify;

use clap::Subcommand;
use second_reader::detector::PackInfo;
use serde::Serialize;

use super::problem::Problem;

/// Look at model packs, install and compare them, and release them.
///
/// A pack is the name of an installed one (`standard`, or `standard@0.3.0` for one that is not active) or its folder.
#[derive(clap::Args)]
pub struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    List(list::Arguments),
    Verify(verify::Arguments),
    Install(install::Arguments),
    Rollback(install::Rollback),
    Compare(compare::Arguments),
    Profile(profile::Arguments),
    Sign(release::Arguments),
    Keygen(release::Keygen),
}

pub fn model(arguments: &Arguments) -> Result<(), Problem> {
    match &arguments.command {
        Command::List(arguments) => list::list(arguments),
        Command::Verify(arguments) => verify::verify(arguments),
        Command::Install(arguments) => install::install(arguments),
        Command::Rollback(arguments) => install::rollback(arguments),
        Command::Compare(arguments) => compare::compare(arguments),
        Command::Profile(arguments) => profile::profile(arguments),
        Command::Sign(arguments) => release::sign(arguments),
        Command::Keygen(arguments) => release::keygen(arguments),
    }
}

/// A pack, for programs.
#[derive(Serialize)]
struct Told<'a> {
    name: &'a str,
    version: &'a str,
    kind: &'static str,
    sha256: &'a str,
    /// `signed`, `unsigned` or `stranger`.
    signature: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    key_id: Option<&'a str>,
}

impl<'a> Told<'a> {
    fn of(pack: &'a PackInfo) -> Self {
        Self {
            name: &pack.name,
            version: &pack.version,
            kind: pack.kind.name(),
            sha256: &pack.sha256,
            signature: pack.standing.name(),
            key_id: pack.standing.key_id(),
        }
    }
}

/// A pack, for people.
fn words(pack: &PackInfo) -> String {
    format!(
        "{} {} ({}), {}",
        pack.name,
        pack.version,
        pack.short_hash(),
        pack.standing
    )
}

/// JSON on one line or many, with a line's end.
fn json(value: &impl Serialize) -> Result<Vec<u8>, Problem> {
    let mut bytes =
        serde_json::to_vec_pretty(value).map_err(|e| Problem::failure(e, None::<String>))?;
    bytes.push(b'\n');
    Ok(bytes)
}
