//! Finds the model pack and the profile that a person names.

use std::{
    env,
    path::{Path, PathBuf},
};

use second_reader::{
    anatomy::{Profile, Resolved},
    detector::{Kind, Model, Pack, PackError, PackInfo, find},
    service::Pipeline,
};

use super::problem::Problem;

/// The pack that is used where none is named.
pub const DEFAULT_PACK: &str = "standard";
/// The profile that is used where none is named.
pub const DEFAULT_PROFILE: &str = "isuog-2023";
/// Names a folder with packs.
const FOLDER_VARIABLE: &str = "SECOND_READER_MODELS";
/// Where packages install packs.
const SYSTEM_FOLDER: &str = "/usr/share/second-reader/models";

/// Loads pack and profile into a pipeline.
pub fn pipeline(pack: Option<&str>, profile: Option<&Path>) -> Result<Pipeline, Problem> {
    // The profile first: it costs nothing, and a model takes a second.
    let profile = self::profile(profile)?;
    let model = model(pack.unwrap_or(DEFAULT_PACK))?;
    Ok(Pipeline::new(model, profile))
}

/// Loads a checklist.
pub fn profile(profile: Option<&Path>) -> Result<Profile, Problem> {
    let resolved = Resolved::find(profile.unwrap_or(Path::new(DEFAULT_PROFILE)))?;
    for warning in &resolved.warnings {
        log::warn!("{warning} ({})", warning.hint);
    }
    Ok(resolved.profile)
}

/// Opens the pack of that name or path.
pub fn open(pack: &str) -> Result<Pack, PackError> {
    Pack::open(&find(pack, &folders())?)
}

/// What the pack of that name or path says of itself.
pub fn info(pack: &str) -> Result<PackInfo, PackError> {
    Ok(open(pack)?.info().clone())
}

/// What a detector pack says of itself; `why` another kind does not do.
pub fn detector<'a>(info: &'a PackInfo, why: &str) -> Result<&'a PackInfo, Problem> {
    if info.kind == Kind::Detector {
        return Ok(info);
    }
    Err(Problem::bad_input(
        format_args!("{} is a {}, not a detector", info.name, info.kind.name()),
        Some(format!("{why}: name a pack of kind detector")),
    ))
}

/// The f32 original of a pack, where it stands beside it: `standard-f32` for `standard`.
pub fn original(pack: Option<&str>) -> Option<String> {
    let pack = pack.unwrap_or(DEFAULT_PACK).trim_end_matches('/');
    let name = format!("{pack}-f32");
    find(&name, &folders()).is_ok().then_some(name)
}

/// Loads the pack of that name or path.
pub fn model(pack: &str) -> Result<Model, PackError> {
    Model::load(&find(pack, &folders())?)
}

/// Where packs are looked for, in this order.
fn folders() -> Vec<PathBuf> {
    let beside = env::current_exe()
        .ok()
        .and_then(|exe| Some(exe.parent()?.join("models")));
    env::var_os(FOLDER_VARIABLE)
        .map(PathBuf::from)
        .into_iter()
        .chain([PathBuf::from("models")])
        .chain(beside)
        .chain([PathBuf::from(SYSTEM_FOLDER)])
        .collect()
}
