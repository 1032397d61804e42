use flaw::{Flaw, suggest, told};

use super::Profile;

/// Why a checklist profile cannot be used.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ProfileError {
    /// No built-in profile has that name, and no file either.
    #[error("unknown checklist profile `{name}`")]
    Unknown {
        /// The name asked for.
        name: String,
    },
    /// The file cannot be read.
    #[error("{file}: {message}")]
    Unreadable {
        /// The file.
        file: String,
        /// What is wrong with it.
        message: String,
    },
    /// The text of a profile, or of one that it extends, is wrong.
    #[error("{}", told(flaws, "not a checklist profile"))]
    Invalid {
        /// Everything that is wrong, at least one; those of one file in the order of its lines.
        flaws: Vec<Flaw>,
    },
}

impl ProfileError {
    /// What to do about it; where several things are wrong, about the first.
    #[must_use]
    pub fn hint(&self) -> Option<String> {
        match self {
            Self::Unknown { name } => {
                let known = suggest(name, "profiles", &Profile::builtin_names());
                Some(format!(
                    "{known}; a file by its path, such as ./our-site.toml"
                ))
            }
            Self::Unreadable { .. } => {
                Some("name a profile file, such as ./our-site.toml".to_owned())
            }
            Self::Invalid { flaws } => flaws.first().map(|flaw| flaw.hint.clone()),
        }
    }

    /// All that is wrong with the text; empty where there is none.
    #[must_use]
    pub fn flaws(&self) -> &[Flaw] {
        match self {
            Self::Invalid { flaws } => flaws,
            _ => &[],
        }
    }
}
