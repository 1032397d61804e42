use std::{
    ffi::OsString,
    fmt, io,
    path::{Path, PathBuf},
};

use super::{error::TrustError, keys::read_text, line};

/// What our own trusted comments begin with.
const MARK: &str = "second-reader ";

/// Who vouches for a file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Standing {
    /// A trusted key.
    Signed {
        /// Its id, 16 hexadecimal digits.
        key_id: String,
        /// The trusted comment of the signature.
        comment: String,
    },
    /// Nobody: there is no signature.
    #[default]
    Unsigned,
    /// Somebody whose key is not trusted here. Whether that signature is right nobody can tell.
    Stranger {
        /// The id that the signature gives itself, 16 hexadecimal digits.
        key_id: String,
    },
}

impl Standing {
    /// Whether a trusted key vouches for it.
    #[must_use]
    pub const fn is_verified(&self) -> bool {
        matches!(self, Self::Signed { .. })
    }

    /// One word for records: `signed`, `unsigned` or `stranger`.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Signed { .. } => "signed",
            Self::Unsigned => "unsigned",
            Self::Stranger { .. } => "stranger",
        }
    }

    /// The id of the key, where there is a signature.
    #[must_use]
    pub fn key_id(&self) -> Option<&str> {
        match self {
            Self::Signed { key_id, .. } | Self::Stranger { key_id } => Some(key_id),
            Self::Unsigned => None,
        }
    }
}

impl fmt::Display for Standing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Signed { key_id, .. } => write!(f, "signed by key {key_id}"),
            Self::Unsigned => f.write_str("not signed"),
            Self::Stranger { key_id } => {
                write!(f, "signed by key {key_id}, which is not trusted here")
            }
        }
    }
}

/// What a file is used as. Its trusted comment, where it is one of ours, has to say the same.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// The manifest of a model pack.
    Pack {
        /// The pack's name.
        name: String,
        /// Its version.
        version: String,
    },
    /// A disk image.
    Image,
}

impl Purpose {
    /// The beginning of the trusted comment of our own signatures.
    #[must_use]
    pub fn comment(&self) -> String {
        match self {
            Self::Pack { name, version } => format!("{MARK}pack {name} {version}"),
            Self::Image => format!("{MARK}image"),
        }
    }

    /// Whether a trusted comment is one of ours and says something else. The comments of other tools say
    /// nothing of the purpose.
    pub(crate) fn contradicted_by(&self, comment: &str) -> bool {
        let same = || {
            comment
                .strip_prefix(&self.comment())
                .is_some_and(|rest| rest.is_empty() || rest.starts_with('\t'))
        };
        comment.starts_with(MARK) && !same()
    }
}

/// A signature file.
#[derive(Clone)]
pub struct Signature {
    place: PathBuf,
    key_id: String,
    pub(crate) inner: minisign_verify::Signature,
}

impl fmt::Debug for Signature {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Signature")
            .field("place", &self.place)
            .field("key_id", &self.key_id)
            .finish_non_exhaustive()
    }
}

impl Signature {
    /// The signature beside a file; `None` where there is none.
    ///
    /// # Errors
    /// Where it is there and cannot be read, or is no signature.
    pub fn beside(file: &Path) -> Result<Option<Self>, TrustError> {
        match Self::load(&signature_place(file)) {
            Err(TrustError::Io { source, .. }) if source.kind() == io::ErrorKind::NotFound => {
                Ok(None)
            }
            signature => signature.map(Some),
        }
    }

    /// Reads a signature file.
    ///
    /// # Errors
    /// Where it cannot be read, or is no signature.
    pub fn load(place: &Path) -> Result<Self, TrustError> {
        let text = read_text(place)?;
        let bad = |why: String| TrustError::BadSignature {
            path: place.into(),
            why,
        };
        let inner = minisign_verify::Signature::decode(&text).map_err(|e| bad(e.to_string()))?;
        let key_id =
            line::key_id(&text).ok_or_else(|| bad("the second line is none".to_owned()))?;
        Ok(Self {
            place: place.into(),
            key_id,
            inner,
        })
    }

    /// The id that it gives its key, 16 hexadecimal digits.
    #[must_use]
    pub fn key_id(&self) -> &str {
        &self.key_id
    }

    pub(crate) fn bad(&self, why: &str) -> TrustError {
        TrustError::BadSignature {
            path: self.place.clone(),
            why: why.to_owned(),
        }
    }
}

/// Where the signature of a file stands: its name with `.minisig` behind it.
#[must_use]
pub fn signature_place(file: &Path) -> PathBuf {
    let mut name = OsString::from(file);
    name.push(".minisig");
    name.into()
}
