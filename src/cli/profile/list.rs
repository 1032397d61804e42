use second_reader::anatomy::Profile;
use serde_json::json;

use super::say_json;
use crate::cli::{problem::Problem, summary};

/// List the built-in profiles.
#[derive(clap::Args)]
pub struct Arguments {
    /// Print JSON.
    #[arg(long)]
    json: bool,
}

pub fn list(arguments: &Arguments) -> Result<(), Problem> {
    let profiles = Profile::builtin_names().map(Profile::builtin);
    let profiles = profiles.into_iter().collect::<Result<Vec<_>, _>>()?;
    if arguments.json {
        let line = |p: &Profile| {
            json!({"name": p.name, "version": p.version, "title": p.title,
                   "items": p.items.len(), "sha256": p.sha256()})
        };
        return say_json(&profiles.iter().map(line).collect::<Vec<_>>());
    }
    for p in &profiles {
        let name = format!("{}@{}", p.name, p.version);
        summary::say(format_args!(
            "{name:<24} {:>3} items  {}",
            p.items.len(),
            p.title
        ))?;
    }
    Ok(())
}
