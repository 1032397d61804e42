use std::path::{Path, PathBuf};

use second_reader::detector::{Model, Pack, PackInfo, Trust};
use trust::{Offer, Version};

use super::{
    super::{packs, problem::Problem, summary},
    words,
};

/// Install a pack and make it the active one of its name.
///
/// Signature, hashes and self-test are checked on the copy before it becomes active. It is installed whole or not at
/// all. A running service goes on with the pack that it has loaded, until it is started again.
#[derive(clap::Args)]
pub struct Arguments {
    /// Folder of the pack.
    #[arg(value_name = "PACK")]
    pack: PathBuf,
    /// Install it where a newer one is active, too.
    #[arg(long)]
    downgrade: bool,
    #[command(flatten)]
    packs: packs::Choice,
}

pub fn install(arguments: &Arguments) -> Result<(), Problem> {
    let trust = arguments.packs.trust()?;
    let pack = Pack::open_trusted(&arguments.pack, &trust)?;
    let info = pack.info();
    let files = pack.files();
    let offer = Offer {
        name: &info.name,
        version: version(info)?,
        files: &files,
        downgrade: arguments.downgrade,
    };
    let store = arguments.packs.store();
    let before = store.active(&info.name);
    store.install(&offer, |copy| same_pack(copy, info, &trust))?;
    let place = store.folder().display();
    summary::say(format_args!("{}: installed in {place}", words(info)))?;
    match before.filter(|before| before.version != offer.version) {
        Some(before) => summary::say(format_args!(
            "before it {} was active; `model rollback {}` goes back",
            before.version, info.name
        )),
        None => Ok(()),
    }
}

/// Go back to the version of a pack that was active before the active one.
#[derive(clap::Args)]
pub struct Rollback {
    /// Name of the pack.
    #[arg(value_name = "NAME", default_value = packs::DEFAULT_PACK)]
    name: String,
    #[command(flatten)]
    packs: packs::Choice,
}

pub fn rollback(arguments: &Rollback) -> Result<(), Problem> {
    let (store, trust) = (arguments.packs.store(), arguments.packs.trust()?);
    let installed = store.rollback(&arguments.name, |folder| -> Result<_, Problem> {
        Model::load_trusted(folder, &trust)?;
        Ok(())
    })?;
    summary::say(format_args!(
        "{} {} is active again",
        installed.name, installed.version
    ))
}

/// The version of a pack that can be told newer or older than others.
pub fn version(pack: &PackInfo) -> Result<Version, Problem> {
    pack.version.parse().map_err(|_| {
        Problem::bad_input(
            format_args!(
                "{}: the version {:?} is not MAJOR.MINOR.PATCH",
                pack.name, pack.version
            ),
            Some("a pack that is released needs one, as newer is told from older by it: https://semver.org"),
        )
    })
}

/// Loads the copy, self-test included, and holds it against what was looked at.
fn same_pack(copy: &Path, looked_at: &PackInfo, trust: &Trust) -> Result<(), Problem> {
    if Model::load_trusted(copy, trust)?.info() == looked_at {
        return Ok(());
    }
    Err(Problem::bad_input(
        "the pack was changed while it was copied",
        Some("try again"),
    ))
}
