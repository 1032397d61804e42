mod signatures;
mod store;

use std::{fs, path::Path};

use super::{Keys, Password, SigningKey, make_keys};

/// Makes a key pair `NAME.key` and `NAME.pub`, the latter in `keys/`, and returns the half that signs.
fn key(folder: &Path, name: &str) -> SigningKey {
    let (secret, keys) = (folder.join(format!("{name}.key")), folder.join("keys"));
    fs::create_dir_all(&keys).unwrap();
    let public = keys.join(format!("{name}.pub"));
    make_keys(&secret, &public, Password::None).unwrap();
    SigningKey::load(&secret, Password::None).unwrap()
}

fn keys(folder: &Path) -> Keys {
    Keys::load(&folder.join("keys")).unwrap()
}
