use std::path::PathBuf;

/// Why the engine cannot load or run a model.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum EngineError {
    /// The file is not a model that the engine can read or plan.
    #[error("not a model that the engine can run: {0}")]
    Load(String),
    /// The model has no input or output of that name, or of another shape than the manifest needs.
    #[error("{0}")]
    Shape(String),
    /// A picture of the wrong size was given.
    #[error("the picture has {is} pixels, the model takes {expected}")]
    Input {
        /// Pixels given.
        is: usize,
        /// Pixels that the model takes.
        expected: usize,
    },
    /// The frame does not hold the model's fixed screen crop.
    #[error("the frame is {width}x{height}, the model's crop needs at least {needs_w}x{needs_h}")]
    Crop {
        /// Width of the frame, pixels.
        width: usize,
        /// Height of the frame, pixels.
        height: usize,
        /// Least width, pixels.
        needs_w: usize,
        /// Least height, pixels.
        needs_h: usize,
    },
    /// The model failed while it ran.
    #[error("the model failed while running: {0}")]
    Run(String),
}

impl EngineError {
    /// What to do about it.
    #[must_use]
    pub fn hint(&self) -> Option<&'static str> {
        Some(match self {
            Self::Load(_) | Self::Shape(_) => {
                "the manifest and the model do not belong together, or the model uses operators \
                 that the engine lacks"
            }
            Self::Input { .. } => "fit the picture to the model's input size first",
            Self::Crop { .. } => {
                "this model reads a fixed part of one scanner's screen: feed it that screen"
            }
            Self::Run(_) => "choose another model pack and report this one",
        })
    }
}

/// Why a model pack is refused. Each message says which file, each hint what to do.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum PackError {
    /// No pack of that name or at that path.
    #[error("no model pack {name:?} (looked in {searched})")]
    NotFound {
        /// What was asked for.
        name: String,
        /// The folders that were searched, separated by commas.
        searched: String,
    },
    /// A file of the pack cannot be read.
    #[error("{path}: {source}")]
    Io {
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// The manifest breaks its schema.
    #[error("{path}{}: {message}", line.map(|n| format!(", line {n}")).unwrap_or_default())]
    Manifest {
        /// The manifest file.
        path: PathBuf,
        /// Line from 1, where it is known.
        line: Option<usize>,
        /// Field and fault.
        message: String,
    },
    /// A file of the pack is larger than any honest one.
    #[error("{path}: {bytes} bytes is over the limit of {limit} bytes")]
    TooLarge {
        /// The file.
        path: PathBuf,
        /// Its size, bytes.
        bytes: u64,
        /// The limit, bytes.
        limit: u64,
    },
    /// A file is not the one that the manifest describes.
    #[error("{path}: SHA-256 is {is} but the manifest says {says}")]
    Hash {
        /// The file.
        path: PathBuf,
        /// Hash of the file, hex.
        is: String,
        /// Hash in the manifest, hex.
        says: String,
    },
    /// A golden picture or output of the pack cannot be used.
    #[error("{path}: {message}")]
    Golden {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        message: String,
    },
    /// The model does not load or does not fit its manifest.
    #[error("{path}: {source}")]
    Model {
        /// The model file.
        path: PathBuf,
        /// What the engine says.
        source: EngineError,
    },
    /// The engine computes something else here than where the pack was made.
    #[error(
        "model pack {pack}: self-test {golden} failed: largest difference {difference}, allowed {tolerance}"
    )]
    SelfTest {
        /// Name of the pack.
        pack: String,
        /// Golden output file.
        golden: String,
        /// Largest absolute difference; not a number where an output is not.
        difference: f32,
        /// The manifest's tolerance.
        tolerance: f32,
    },
    /// Nobody who is trusted here vouches for the pack.
    #[error("model pack {pack} is {standing}{}", none(*keys))]
    Unverified {
        /// Name of the pack.
        pack: String,
        /// Who vouches for it.
        standing: trust::Standing,
        /// How many keys are trusted.
        keys: usize,
    },
    /// A key or a signature cannot be used, or the pack was changed after it was signed.
    #[error(transparent)]
    Trust(#[from] trust::TrustError),
    /// The pack is of the other kind.
    #[error("model pack {pack} is a {is}, a {wanted} is needed")]
    Kind {
        /// Name of the pack.
        pack: String,
        /// Its kind.
        is: &'static str,
        /// The kind that is needed.
        wanted: &'static str,
    },
}

impl PackError {
    /// What to do about it.
    #[must_use]
    pub fn hint(&self) -> Option<&'static str> {
        Some(match self {
            Self::NotFound { .. } => {
                "name a folder that holds a manifest.toml, or one of the packs in models/"
            }
            Self::Io { .. } => "a pack needs manifest.toml and every file that it names, readable",
            Self::Manifest { .. } => {
                "correct the manifest; a changed pack must be checked and hashed anew"
            }
            Self::TooLarge { .. } => "this is not a model pack for this program",
            Self::Hash { .. } | Self::Golden { .. } => {
                "the pack was changed or copied incompletely: copy it again from its source"
            }
            Self::Model { source, .. } => return source.hint(),
            Self::SelfTest { .. } => {
                "do not use this pack on this machine: its results are not those that were checked"
            }
            Self::Unverified { .. } => {
                "install a signed pack, put the public key of who released it into the folder of keys, or say \
                 --allow-unsigned: screen and record then say that the model is not verified"
            }
            Self::Trust(error) => error.hint(),
            Self::Kind { .. } => "choose another pack with --model",
        })
    }
}

fn none(keys: usize) -> &'static str {
    match keys {
        0 => ", and no key is trusted here",
        _ => "",
    }
}

/// Foreign text on one line, at most about 300 characters.
pub(super) fn one_line(text: &str) -> String {
    let mut line = String::new();
    for word in text.split_whitespace() {
        if line.len() + word.len() > 300 {
            line.push_str(" …");
            break;
        }
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
    }
    line
}
