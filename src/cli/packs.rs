//! Finds the model pack and the profile that a person names.

use std::{
    env,
    path::{Path, PathBuf},
};

use second_reader::{
    anatomy::{Profile, Resolved},
    board::Settings,
    detector::{Kind, Model, Pack, PackError, PackInfo, Trust, find},
    service::Pipeline,
};

use trust::{KEYS_FOLDER, Keys, STORE_FOLDER, Store, TrustError};

use super::problem::Problem;

/// The pack that is used where none is named.
pub const DEFAULT_PACK: &str = "standard";
/// The profile that is used where none is named.
pub const DEFAULT_PROFILE: &str = "isuog-2023";
/// Names a folder with packs.
const FOLDER_VARIABLE: &str = "SECOND_READER_MODELS";
/// Where packages install packs.
const SYSTEM_FOLDER: &str = "/usr/share/second-reader/models";

/// Names nothing but that unsigned packs may be loaded: 1.
const UNSIGNED_VARIABLE: &str = "SECOND_READER_ALLOW_UNSIGNED";

/// Whose packs and images are taken.
#[derive(clap::Args, Clone, Default)]
pub struct Trusted {
    /// Take what nobody who is trusted has signed; screen and record say so.
    #[arg(long)]
    allow_unsigned: bool,
    /// Folder with the public keys that are trusted [default: /etc/second-reader/keys].
    #[arg(long, value_name = "DIR")]
    keys: Option<PathBuf>,
}

impl Trusted {
    /// The keys, and what is taken without them.
    pub fn trust(&self) -> Result<Trust, TrustError> {
        let keys = self.keys.as_deref().unwrap_or(Path::new(KEYS_FOLDER));
        Ok(Trust {
            keys: Keys::load(keys)?,
            allow_unsigned: self.allow_unsigned
                || env::var_os(UNSIGNED_VARIABLE).is_some_and(|value| value == "1"),
        })
    }
}

/// Whose packs are loaded, and where installed ones are.
#[derive(clap::Args, Clone, Default)]
pub struct Choice {
    #[command(flatten)]
    trusted: Trusted,
    /// Folder of installed packs [default: /var/lib/second-reader/models].
    #[arg(long, value_name = "DIR")]
    store: Option<PathBuf>,
    /// Threads that run the model; none: one.
    #[arg(skip)]
    threads: Option<usize>,
}

impl Choice {
    /// What the command line says, over what the board file says.
    pub fn over(&self, settings: &Settings) -> Self {
        let said = &self.trusted;
        Self {
            trusted: Trusted {
                allow_unsigned: said.allow_unsigned || settings.allow_unsigned,
                keys: said.keys.clone().or_else(|| settings.keys.clone()),
            },
            store: self.store.clone().or_else(|| settings.store.clone()),
            threads: Some(settings.threads),
        }
    }

    /// Whose packs are loaded.
    pub fn trust(&self) -> Result<Trust, TrustError> {
        self.trusted.trust()
    }

    /// The folder of the pack of that name or path.
    pub fn find(&self, pack: &str) -> Result<PathBuf, PackError> {
        find(pack, &folders(self.store.as_deref()))
    }

    /// Where packs are installed.
    pub fn store(&self) -> Store {
        Store::at(self.store.as_deref().unwrap_or(Path::new(STORE_FOLDER)))
    }

    /// Loads a pack, whoever vouches for it, with the checklist that is used where none is named: for measuring it.
    pub fn measured(&self, pack: &str) -> Result<Pipeline, Problem> {
        let trust = Trust {
            allow_unsigned: true,
            ..self.trust()?
        };
        let model = Model::load_trusted(&self.find(pack)?, &trust)?;
        Ok(Pipeline::new(model, profile(None)?))
    }

    /// The profile, and the pack of that name or path, opened: whoever is to vouch for it does.
    pub fn open(
        &self,
        pack: Option<&str>,
        profile: Option<&Path>,
    ) -> Result<(Pack, Profile), Problem> {
        let profile = self::profile(profile)?;
        Ok((self.pack(pack.unwrap_or(DEFAULT_PACK))?, profile))
    }

    /// Loads pack and profile into a pipeline.
    pub fn pipeline(
        &self,
        pack: Option<&str>,
        profile: Option<&Path>,
    ) -> Result<Pipeline, Problem> {
        let (pack, profile) = self.open(pack, profile)?;
        Ok(Pipeline::new(Model::of(pack, &mut |_| {})?, profile))
    }

    /// Loads a pack as the service does.
    pub fn model(&self, pack: &str) -> Result<Model, Problem> {
        Ok(Model::of(self.pack(pack)?, &mut |_| {})?)
    }

    fn pack(&self, pack: &str) -> Result<Pack, Problem> {
        let pack = Pack::open_trusted(&self.find(pack)?, &self.trust()?)?;
        Ok(pack.with_threads(self.threads.unwrap_or(1)))
    }
}

/// Loads pack and profile into a pipeline, whoever vouches for the pack: for measuring it and for the phantom.
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
    Pack::open(&find(pack, &folders(None))?)
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
    find(&name, &folders(None)).is_ok().then_some(name)
}

/// Loads the pack of that name or path.
pub fn model(pack: &str) -> Result<Model, PackError> {
    Model::load(&find(pack, &folders(None))?)
}

/// Where packs are looked for, in this order; `store` is the folder of installed ones.
fn folders(store: Option<&Path>) -> Vec<PathBuf> {
    let beside = env::current_exe()
        .ok()
        .and_then(|exe| Some(exe.parent()?.join("models")));
    env::var_os(FOLDER_VARIABLE)
        .map(PathBuf::from)
        .into_iter()
        .chain([store.unwrap_or(Path::new(STORE_FOLDER)).to_owned()])
        .chain([PathBuf::from("models")])
        .chain(beside)
        .chain([PathBuf::from(SYSTEM_FOLDER)])
        .collect()
}
