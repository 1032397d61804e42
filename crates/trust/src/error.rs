use std::{io, path::PathBuf};

/// Why a key or a signature cannot be used. Each message says which file, each hint what to do.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum TrustError {
    /// A file or folder cannot be read or written.
    #[error("{}: {source}", path.display())]
    Io {
        /// The file or folder.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// A file is larger than any honest one.
    #[error("{}: more than {limit} bytes", path.display())]
    TooLarge {
        /// The file.
        path: PathBuf,
        /// The limit, bytes.
        limit: u64,
    },
    /// It is no public key.
    #[error("{}: no minisign public key: {why}", path.display())]
    BadKey {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        why: String,
    },
    /// Two trusted keys have the same id.
    #[error("{} and {} have the same key id, {id}", first.display(), second.display())]
    SameId {
        /// One file.
        first: PathBuf,
        /// The other.
        second: PathBuf,
        /// Their id.
        id: String,
    },
    /// It is no signature.
    #[error("{}: no minisign signature: {why}", path.display())]
    BadSignature {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        why: String,
    },
    /// A trusted key says that this is not what it has signed.
    #[error("{}: the signature of key {key_id} does not match: changed after it was signed", path.display())]
    Tampered {
        /// The file that was signed.
        path: PathBuf,
        /// The key.
        key_id: String,
    },
    /// A trusted key has signed this, as something else.
    #[error("{}: signed as {is:?}, not as {wanted:?}", path.display())]
    OtherPurpose {
        /// The file that was signed.
        path: PathBuf,
        /// What the trusted comment says.
        is: String,
        /// What it should say.
        wanted: String,
    },
    /// A name or version cannot stand in a signature.
    #[error("{}: {is:?} has control characters and cannot be signed", path.display())]
    BadPurpose {
        /// The file to sign.
        path: PathBuf,
        /// What it is used as.
        is: String,
    },
    /// It is no secret key, or the password is another one.
    #[error("{}: {why}", path.display())]
    BadSecret {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        why: String,
    },
    /// A key file is there already.
    #[error("{}: is there already, and is not replaced", path.display())]
    KeyExists {
        /// The file.
        path: PathBuf,
    },
    /// An empty password.
    #[error("the password is empty")]
    EmptyPassword,
}

impl TrustError {
    /// What to do about it.
    #[must_use]
    pub const fn hint(&self) -> &'static str {
        match self {
            Self::Io { .. } => "check the path and its permissions",
            Self::TooLarge { .. } => "this is some other file",
            Self::BadKey { .. } => {
                "a public key is the two lines of a .pub file that `minisign -G` or `model keygen` wrote"
            }
            Self::SameId { .. } => "remove the one that is not yours",
            Self::BadSignature { .. } => "copy the .minisig file again from its source",
            Self::Tampered { .. } => {
                "do not use it: copy it again from its source, and tell who released it if that does not help"
            }
            Self::OtherPurpose { .. } => "take the signature that was made for this file",
            Self::BadPurpose { .. } => "give the pack a name and a version of plain letters",
            Self::BadSecret { .. } => {
                "name the file that `model keygen` wrote, and the password that it was made with"
            }
            Self::KeyExists { .. } => "name another place: a key that was replaced is lost",
            Self::EmptyPassword => "give a password, or say --no-password",
        }
    }
}
