use std::path::PathBuf;

use second_reader::detector::{Pack, PackInfo, Trust};
use serde::Serialize;

use super::{
    super::{packs, problem::Problem, summary},
    Told, json, words,
};

/// List the installed packs, by name and version; the active one of each name is marked.
///
/// Reads manifests, signatures and hashes; `model verify` also runs the self-test.
#[derive(clap::Args)]
pub struct Arguments {
    #[command(flatten)]
    packs: packs::Choice,
    /// Print JSON.
    #[arg(long)]
    json: bool,
}

#[derive(Serialize)]
struct Line<'a> {
    active: bool,
    folder: PathBuf,
    #[serde(flatten)]
    pack: Option<Told<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    fault: Option<String>,
}

pub fn list(arguments: &Arguments) -> Result<(), Problem> {
    let store = arguments.packs.store();
    // All are shown, whoever vouches for them.
    let trust = Trust {
        allow_unsigned: true,
        ..arguments.packs.trust()?
    };
    let installed = store.list()?;
    let opened = |folder: &PathBuf| -> Result<PackInfo, String> {
        let pack = Pack::open_trusted(folder, &trust).map_err(|e| e.to_string())?;
        Ok(pack.info().clone())
    };
    let opened: Vec<_> = installed.iter().map(|i| opened(&i.folder)).collect();
    let both = || installed.iter().zip(&opened);
    if arguments.json {
        let lines = both().map(|(installed, pack)| Line {
            active: installed.is_active,
            folder: installed.folder.clone(),
            pack: pack.as_ref().ok().map(Told::of),
            fault: pack.as_ref().err().cloned(),
        });
        return summary::say_bytes(&json(&lines.collect::<Vec<_>>())?);
    }
    if installed.is_empty() {
        let folder = store.folder().display();
        return summary::say(format_args!("nothing is installed in {folder}"));
    }
    for (installed, pack) in both() {
        let mark = if installed.is_active { '*' } else { ' ' };
        match pack {
            Ok(pack) => summary::say(format_args!("{mark} {}", words(pack)))?,
            Err(fault) => summary::say(format_args!(
                "{mark} {} {}: {fault}",
                installed.name, installed.version
            ))?,
        }
    }
    Ok(())
}
