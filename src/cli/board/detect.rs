use std::path::PathBuf;

use second_reader::board::{Machine, Resolved, Trait, Wanted, boards_in};
use serde_json::json;

use super::say_json;
use crate::cli::{boards, problem::Problem, summary};

/// Say which board file is for this machine, by its `[probe]`: the model of the device tree, USB devices, video chips,
/// a PC's DMI.
///
/// Prints the name and exits with 0 where one fits; says what is missing, or which ones fit, and exits with 2
/// otherwise.
#[derive(clap::Args)]
pub struct Arguments {
    /// Folder with board files [default: the first that has any of $SECOND_READER_BOARDS, board-configs, that beside the
    /// program, /usr/share/second-reader/board-configs].
    #[arg(long, value_name = "DIR")]
    boards: Option<PathBuf>,
    /// Root folder of the machine that is looked at.
    #[arg(long, value_name = "DIR", default_value = "/")]
    root: PathBuf,
    /// Print JSON: the machine, and how each board fits.
    #[arg(long)]
    json: bool,
}

/// A board that is for machines.
struct Candidate {
    name: String,
    title: String,
    traits: Vec<Trait>,
}

impl Candidate {
    fn missing(&self) -> Vec<&Trait> {
        self.traits
            .iter()
            .filter(|one| one.found.is_none())
            .collect()
    }
}

pub fn detect(arguments: &Arguments) -> Result<(), Problem> {
    if !arguments.root.is_dir() {
        return Err(Problem::bad_input(
            format_args!("{}: this is no folder", arguments.root.display()),
            Some("--root names the root folder of a machine, such as /"),
        ));
    }
    let machine = Machine::look(&arguments.root);
    let folder = folder(arguments)?;
    let candidates = candidates(&folder, &machine)?;
    let fitting: Vec<_> = candidates
        .iter()
        .filter(|one| one.missing().is_empty())
        .collect();
    if arguments.json {
        say_json(&data(&machine, &candidates))?;
    }
    match &fitting[..] {
        [_] if arguments.json => Ok(()),
        [one] => {
            let mut lines = vec![one.name.clone()];
            lines.extend(
                Some(&one.title)
                    .filter(|title| !title.is_empty())
                    .map(|title| format!("  {title}")),
            );
            lines.extend(one.traits.iter().map(words));
            summary::say(lines.join("\n"))
        }
        [] => Err(none(&folder, &machine, &candidates)),
        several => {
            let why = |one: &&Candidate| {
                format!(
                    "  {}: {}",
                    one.name,
                    said(&one.traits.iter().collect::<Vec<_>>())
                )
            };
            let list: Vec<_> = several.iter().map(why).collect();
            Err(Problem::bad_input(
                format_args!(
                    "{} boards are for this machine:\n{}",
                    several.len(),
                    list.join("\n")
                ),
                Some(
                    "name the one that is meant with --board, and tell them apart in their [probe], such as by usb or video",
                ),
            ))
        }
    }
}

fn folder(arguments: &Arguments) -> Result<PathBuf, Problem> {
    let folders = match &arguments.boards {
        Some(folder) => vec![folder.clone()],
        None => boards::libraries(),
    };
    let found = folders
        .into_iter()
        .find(|folder| !boards_in(folder).is_empty());
    found.ok_or_else(|| {
        Problem::bad_input(
            "no board files were found",
            Some("name their folder with --boards"),
        )
    })
}

/// The boards of a folder that say which machine they are for.
fn candidates(folder: &std::path::Path, machine: &Machine) -> Result<Vec<Candidate>, Problem> {
    // What they extend may lie elsewhere.
    let mut folders = vec![folder.to_owned()];
    folders.extend(boards::folders());
    let (mut candidates, mut problems) = (Vec::new(), Vec::new());
    for name in boards_in(folder) {
        let path = folder.join(format!("{name}.toml"));
        let found = Resolved::load(&Wanted {
            board: &path.to_string_lossy(),
            folders: &folders,
            ..Wanted::default()
        });
        match found {
            Ok(found) if !found.board.probe.is_empty() => candidates.push(Candidate {
                title: found.board.board.title.unwrap_or_default(),
                traits: found.board.probe.traits(machine),
                name,
            }),
            Ok(_) => {}
            Err(error) => problems.push(Problem::from(error)),
        }
    }
    Problem::all(problems).map_or(Ok(candidates), Err)
}

fn words(one: &Trait) -> String {
    match &one.found {
        Some(found) => format!("  {:<10} {found}", one.key),
        None => format!("  {:<10} not {}", one.key, one.wanted),
    }
}

fn said(traits: &[&Trait]) -> String {
    let said = |one: &&Trait| format!("{} {}", one.key, one.found.as_ref().unwrap_or(&one.wanted));
    traits.iter().map(said).collect::<Vec<_>>().join(", ")
}

/// What this machine is, and what the nearest boards miss.
fn none(folder: &std::path::Path, machine: &Machine, candidates: &[Candidate]) -> Problem {
    let what = [&machine.model, &machine.dmi, &machine.arch]
        .into_iter()
        .find(|text| !text.is_empty());
    let what = what.map_or("a machine that tells nothing of itself", String::as_str);
    let mut message = format!(
        "no board of {} is for this machine: {what}",
        folder.display()
    );
    let near = candidates
        .iter()
        .filter(|one| one.missing().len() < one.traits.len());
    for one in near {
        message += &format!("\n  {}: but for {}", one.name, said(&one.missing()));
    }
    Problem::bad_input(
        message,
        Some(
            "plug in the grabber, or write a file with its own [probe]: `second-reader board detect --json` says what there is",
        ),
    )
}

fn data(machine: &Machine, candidates: &[Candidate]) -> serde_json::Value {
    let one = |one: &Trait| json!({"key": one.key, "wanted": one.wanted, "found": one.found});
    let candidate = |c: &Candidate| {
        json!({"name": c.name, "title": c.title, "fits": c.missing().is_empty(),
               "probe": c.traits.iter().map(one).collect::<Vec<_>>()})
    };
    json!({"machine": {"model": machine.model, "compatible": machine.compatible, "serial": machine.serial,
                       "dmi": machine.dmi, "arch": machine.arch, "usb": machine.usb, "video": machine.video},
           "boards": candidates.iter().map(candidate).collect::<Vec<_>>()})
}
