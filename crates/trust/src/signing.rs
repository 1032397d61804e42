//! The other side: who releases packs and images makes keys and signatures.

use std::{
    fs::{self, File, OpenOptions},
    io::Write as _,
    os::unix::fs::OpenOptionsExt,
    path::Path,
};

use minisign::{KeyPair, SecretKey, SecretKeyBox};

use super::{
    error::TrustError,
    keys::read_text,
    standing::{Purpose, signature_place},
};

/// How the secret key is kept.
#[derive(Clone)]
pub enum Password {
    /// Encrypted with this one.
    Is(String),
    /// Encrypted with one that is asked for at the terminal.
    Ask,
    /// Not encrypted.
    None,
}

/// Makes a key pair: `secret`, which only its owner can read, and `public`.
///
/// # Errors
/// Where a file is there already or cannot be written, and where the password is empty.
pub fn make_keys(secret: &Path, public: &Path, password: Password) -> Result<(), TrustError> {
    let bad = |e: minisign::PError| TrustError::BadSecret {
        path: secret.into(),
        why: e.to_string(),
    };
    for path in [secret, public] {
        if fs::symlink_metadata(path).is_ok() {
            return Err(TrustError::KeyExists { path: path.into() });
        }
    }
    let pair = match password {
        Password::None => KeyPair::generate_unencrypted_keypair(),
        Password::Is(password) if password.is_empty() => return Err(TrustError::EmptyPassword),
        Password::Is(password) => KeyPair::generate_encrypted_keypair(Some(password)),
        Password::Ask => KeyPair::generate_encrypted_keypair(None),
    };
    let pair = pair.map_err(bad)?;
    let secret_text = pair.sk.to_box(None).map_err(bad)?.to_bytes();
    let public_text = pair.pk.to_box().map_err(bad)?.to_bytes();
    write_new(secret, &secret_text, 0o600)?;
    write_new(public, &public_text, 0o644)
}

/// A key that signs.
pub struct SigningKey(SecretKey);

impl SigningKey {
    /// Reads a secret key; the password is asked for only where the key is encrypted.
    ///
    /// # Errors
    /// Where it cannot be read, is none, or the password is another one.
    pub fn load(file: &Path, password: Password) -> Result<Self, TrustError> {
        let bad = |e: minisign::PError| TrustError::BadSecret {
            path: file.into(),
            why: e.to_string(),
        };
        let text = read_text(file)?;
        let stored = || SecretKeyBox::from_string(&text).map_err(bad);
        if let Ok(key) = stored()?.into_unencrypted_secret_key() {
            return Ok(Self(key));
        }
        let password = match password {
            Password::Is(password) if password.is_empty() => return Err(TrustError::EmptyPassword),
            Password::Is(password) => Some(password),
            Password::Ask => None,
            Password::None => {
                return Err(TrustError::BadSecret {
                    path: file.into(),
                    why: "no secret key without a password".to_owned(),
                });
            }
        };
        stored()?.into_secret_key(password).map(Self).map_err(bad)
    }

    /// Signs a file as `purpose`, with the time in seconds since 1970; writes the signature beside it, whole or
    /// not at all.
    ///
    /// # Errors
    /// Where a file cannot be read or written, and where a name or version has characters that break the line.
    pub fn sign(&self, file: &Path, purpose: &Purpose, time_s: u64) -> Result<(), TrustError> {
        let io = |path: &Path, source| TrustError::Io {
            path: path.into(),
            source,
        };
        let content = File::open(file).map_err(|e| io(file, e))?;
        if purpose.comment().contains(char::is_control) {
            return Err(TrustError::BadPurpose {
                path: file.into(),
                is: purpose.comment(),
            });
        }
        let comment = format!("{}\ttimestamp:{time_s}", purpose.comment());
        let signed = minisign::sign(None, &self.0, content, Some(&comment), None);
        let signed = signed.map_err(|e| TrustError::BadSecret {
            path: file.into(),
            why: e.to_string(),
        })?;
        let place = signature_place(file);
        let folder = place.parent().filter(|p| !p.as_os_str().is_empty());
        let staged = tempfile::Builder::new()
            .permissions(std::os::unix::fs::PermissionsExt::from_mode(0o644))
            .tempfile_in(folder.unwrap_or(Path::new(".")))
            .map_err(|e| io(&place, e))?;
        let written = staged.as_file().write_all(&signed.to_bytes());
        written
            .and_then(|()| staged.as_file().sync_all())
            .map_err(|e| io(&place, e))?;
        staged.persist(&place).map_err(|e| io(&place, e.error))?;
        Ok(())
    }
}

fn write_new(path: &Path, text: &[u8], mode: u32) -> Result<(), TrustError> {
    let file = OpenOptions::new()
        .write(true)
        .create_new(true)
        .mode(mode)
        .open(path);
    file.and_then(|mut file| file.write_all(text).and_then(|()| file.sync_all()))
        .map_err(|source| TrustError::Io {
            path: path.into(),
            source,
        })
}
