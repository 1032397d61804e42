use std::{
    fs,
    io::Read,
    path::{Path, PathBuf},
};

use minisign_verify::{Error, PublicKey};

use super::{
    error::TrustError,
    line,
    standing::{Purpose, Signature, Standing},
};

/// Keys and signatures are four lines at most.
pub(crate) const FILE_BYTES_MAX: u64 = 4096;
/// More trusted keys than anyone oversees.
const KEYS_MAX: usize = 64;
/// Read at once of a file that is checked.
const CHUNK_BYTES: usize = 1 << 20;

/// A public key that is trusted.
#[derive(Clone, Debug)]
pub struct Key {
    file: PathBuf,
    id: String,
    public: PublicKey,
}

impl Key {
    /// Reads a public key file.
    ///
    /// # Errors
    /// Where it cannot be read or is none.
    pub fn load(file: &Path) -> Result<Self, TrustError> {
        let text = read_text(file)?;
        let bad = |why: String| TrustError::BadKey {
            path: file.into(),
            why,
        };
        let public = PublicKey::decode(&text).map_err(|e| bad(e.to_string()))?;
        let id = line::key_id(&text).ok_or_else(|| bad("the second line is no key".to_owned()))?;
        Ok(Self {
            file: file.into(),
            id,
            public,
        })
    }

    /// The file that it came from.
    #[must_use]
    pub fn file(&self) -> &Path {
        &self.file
    }

    /// Its id, as minisign prints it: 16 hexadecimal digits.
    #[must_use]
    pub fn id(&self) -> &str {
        &self.id
    }
}

/// The public keys that are trusted; none by default.
#[derive(Clone, Debug, Default)]
pub struct Keys(Vec<Key>);

impl Keys {
    /// The `*.pub` files of a folder, by name. A folder that is not there has none.
    ///
    /// # Errors
    /// Where the folder or one of the files cannot be read, or is no key: a key that is spelt wrong must not
    /// look like one that was never there.
    pub fn load(folder: &Path) -> Result<Self, TrustError> {
        let io = |source| TrustError::Io {
            path: folder.into(),
            source,
        };
        let entries = match fs::read_dir(folder) {
            Err(e) if e.kind() == std::io::ErrorKind::NotFound => return Ok(Self::default()),
            entries => entries.map_err(io)?,
        };
        let mut files = Vec::new();
        for entry in entries {
            let file = entry.map_err(io)?.path();
            if file.extension().is_some_and(|e| e == "pub") {
                files.push(file);
            }
        }
        if files.len() > KEYS_MAX {
            let error = format!("{} keys; at most {KEYS_MAX} are read", files.len());
            return Err(io(std::io::Error::other(error)));
        }
        files.sort();
        let mut keys: Vec<Key> = Vec::new();
        for file in files {
            let key = Key::load(&file)?;
            if let Some(other) = keys.iter().find(|k| k.id == key.id) {
                return Err(TrustError::SameId {
                    first: other.file.clone(),
                    second: key.file,
                    id: key.id,
                });
            }
            keys.push(key);
        }
        Ok(Self(keys))
    }

    /// The keys, by name of their file.
    pub fn iter(&self) -> impl Iterator<Item = &Key> {
        self.0.iter()
    }

    /// Whether nobody is trusted.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Who vouches for `content`, which was read from `place` and is used as `purpose`; `signature` is what
    /// stands beside it.
    ///
    /// # Errors
    /// Where a trusted key contradicts the signature, or has signed it as something else.
    pub fn check(
        &self,
        place: &Path,
        mut content: &[u8],
        signature: Option<&Signature>,
        purpose: &Purpose,
    ) -> Result<Standing, TrustError> {
        let Some(signature) = signature else {
            return Ok(Standing::Unsigned);
        };
        self.check_stream(place, &mut content, signature, purpose, |_| {})
    }

    /// As [`Keys::check`], of content of any length; `done` is told how many bytes were read so far.
    ///
    /// # Errors
    /// As [`Keys::check`], and where the content cannot be read.
    pub fn check_stream(
        &self,
        place: &Path,
        content: &mut dyn Read,
        signature: &Signature,
        purpose: &Purpose,
        mut done: impl FnMut(u64),
    ) -> Result<Standing, TrustError> {
        let key_id = signature.key_id().to_owned();
        let Some(key) = self.0.iter().find(|key| key.id == key_id) else {
            return Ok(Standing::Stranger { key_id });
        };
        let mut verifier = match key.public.verify_stream(&signature.inner) {
            Ok(verifier) => verifier,
            Err(Error::UnsupportedLegacyMode) => {
                return Err(signature.bad("made by an old minisign without hashing: sign it again"));
            }
            Err(other) => return Err(signature.bad(&other.to_string())),
        };
        let mut chunk = vec![0; CHUNK_BYTES];
        let mut count = 0;
        loop {
            let read = match content.read(&mut chunk) {
                Ok(0) => break,
                Ok(read) => read,
                Err(e) if e.kind() == std::io::ErrorKind::Interrupted => continue,
                Err(source) => {
                    return Err(TrustError::Io {
                        path: place.into(),
                        source,
                    });
                }
            };
            verifier.update(&chunk[..read]);
            count += read as u64;
            done(count);
        }
        // This also checks the signature over the trusted comment.
        if verifier.finalize().is_err() {
            return Err(TrustError::Tampered {
                path: place.into(),
                key_id,
            });
        }
        let comment = signature.inner.trusted_comment().to_owned();
        if purpose.contradicted_by(&comment) {
            return Err(TrustError::OtherPurpose {
                path: place.into(),
                is: comment,
                wanted: purpose.comment(),
            });
        }
        Ok(Standing::Signed { key_id, comment })
    }
}

/// A short text file.
pub(crate) fn read_text(path: &Path) -> Result<String, TrustError> {
    let io = |source| TrustError::Io {
        path: path.into(),
        source,
    };
    let file = fs::File::open(path).map_err(io)?;
    let mut text = String::new();
    let mut limited = file.take(FILE_BYTES_MAX + 1);
    limited.read_to_string(&mut text).map_err(io)?;
    if text.len() as u64 > FILE_BYTES_MAX {
        return Err(TrustError::TooLarge {
            path: path.into(),
            limit: FILE_BYTES_MAX,
        });
    }
    Ok(text)
}
