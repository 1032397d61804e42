use super::Profile;

/// Why a checklist profile cannot be used. One line each, with the place.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ProfileError {
    /// No built-in profile has that name.
    #[error("unknown checklist profile `{name}`")]
    Unknown {
        /// The name asked for.
        name: String,
    },
    /// The text of a profile is wrong.
    #[error("{file}:{line}: {message}")]
    Invalid {
        /// The file.
        file: String,
        /// Line, from 1.
        line: usize,
        /// What is wrong.
        message: String,
        /// What to do.
        hint: Option<String>,
    },
}

impl ProfileError {
    /// What to do about it.
    #[must_use]
    pub fn hint(&self) -> Option<String> {
        match self {
            Self::Unknown { .. } => Some(format!(
                "known profiles: {}",
                Profile::builtin_names().join(", ")
            )),
            Self::Invalid { hint, .. } => hint.clone(),
        }
    }
}
