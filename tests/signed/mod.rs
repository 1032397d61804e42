//! Packs that are signed, in a folder of their own, with the keys beside them.

#![allow(dead_code, clippy::unwrap_used)]

use std::{
    fs,
    path::{Path, PathBuf},
};

use tempfile::TempDir;
use trust::{Password, Purpose, SigningKey, make_keys};

/// A folder with packs, keys and whatever a test makes.
pub struct Bench(pub TempDir);

impl Bench {
    pub fn new() -> Self {
        let bench = Self(tempfile::tempdir().unwrap());
        fs::create_dir(bench.path("keys")).unwrap();
        bench
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    pub fn text(&self, name: &str) -> String {
        self.path(name).to_str().unwrap().to_owned()
    }

    /// A key that signs, and whose public half is trusted.
    pub fn trusted_key(&self, name: &str) -> SigningKey {
        self.key(name, &self.path(&format!("keys/{name}.pub")))
    }

    /// A key that nobody here trusts.
    pub fn strange_key(&self, name: &str) -> SigningKey {
        self.key(name, &self.path(&format!("{name}.pub")))
    }

    fn key(&self, name: &str, public: &Path) -> SigningKey {
        let secret = self.path(&format!("{name}.key"));
        make_keys(&secret, public, Password::None).unwrap();
        SigningKey::load(&secret, Password::None).unwrap()
    }

    /// A copy of the tiny pack under another version.
    pub fn pack(&self, folder: &str, version: &str) -> PathBuf {
        let (from, to) = (super::program::tiny_pack(), self.path(folder));
        fs::create_dir(&to).unwrap();
        for entry in fs::read_dir(from).unwrap() {
            let entry = entry.unwrap();
            fs::copy(entry.path(), to.join(entry.file_name())).unwrap();
        }
        edit(&to.join("manifest.toml"), |text| {
            let old = text.lines().find(|l| l.starts_with("version")).unwrap();
            text.replace(old, &format!("version = \"{version}\""))
        });
        to
    }

    /// The same, signed.
    pub fn signed(&self, folder: &str, version: &str, key: &SigningKey) -> PathBuf {
        let pack = self.pack(folder, version);
        sign(&pack, version, key);
        pack
    }
}

/// Signs a copy of the tiny pack.
pub fn sign(pack: &Path, version: &str, key: &SigningKey) {
    let purpose = Purpose::Pack {
        name: "tiny".to_owned(),
        version: version.to_owned(),
    };
    let manifest = pack.join("manifest.toml");
    key.sign(&manifest, &purpose, 1_790_000_000).unwrap();
}

/// Changes a text file.
pub fn edit(file: &Path, change: impl FnOnce(String) -> String) {
    let text = fs::read_to_string(file).unwrap();
    fs::write(file, change(text)).unwrap();
}
