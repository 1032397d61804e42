//! Versions side by side in one folder, one of each name active.
//!
//! `NAME@VERSION/` are the versions, `NAME` is a link to the active one, and `NAME@history` names those that were
//! active, the latest last. A version appears and becomes active by a rename each, so that a power cut leaves
//! either what was or what is to be; the link alone says what is active, and the history before it what to go back to.

mod disk;
mod error;

use std::{
    fs::{self, File, TryLockError},
    path::{Path, PathBuf},
};

pub use error::StoreError;
pub use semver::Version;

/// Folders and files in the making; a power cut leaves them behind.
const STAGING: &str = ".staging-";
/// Keeps two installations apart.
const LOCK: &str = ".lock";

/// A folder of versions.
#[derive(Clone, Debug)]
pub struct Store {
    folder: PathBuf,
}

/// A version in a store.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Installed {
    /// Its name.
    pub name: String,
    /// Its version.
    pub version: Version,
    /// Where its files are.
    pub folder: PathBuf,
    /// Whether it is the one that the name stands for.
    pub is_active: bool,
}

/// What to install.
#[derive(Clone, Debug)]
pub struct Offer<'a> {
    /// Its name.
    pub name: &'a str,
    /// Its version.
    pub version: Version,
    /// Its files; they go into one folder under their own names.
    pub files: &'a [PathBuf],
    /// It may be older than the active one.
    pub downgrade: bool,
}

impl Store {
    /// The store in a folder, which need not be there yet.
    #[must_use]
    pub fn at(folder: &Path) -> Self {
        Self {
            folder: folder.into(),
        }
    }

    /// Its folder.
    #[must_use]
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// All versions, by name and version. A store that is not there has none.
    ///
    /// # Errors
    /// Where the folder cannot be read.
    pub fn list(&self) -> Result<Vec<Installed>, StoreError> {
        let io = |e| StoreError::io(&self.folder, e);
        let entries = match fs::read_dir(&self.folder) {
            Err(e) if e.kind() == std::io::ErrorKind::NotFound => return Ok(Vec::new()),
            entries => entries.map_err(io)?,
        };
        let mut all = Vec::new();
        for entry in entries {
            let entry = entry.map_err(io)?;
            let file_name = entry.file_name();
            let parts = file_name.to_str().and_then(parse);
            if let Some((name, version)) = parts.filter(|_| entry.path().is_dir()) {
                all.push(self.installed(name, version));
            }
        }
        all.sort_by(|a, b| (&a.name, &a.version).cmp(&(&b.name, &b.version)));
        Ok(all)
    }

    /// The active version of a name.
    #[must_use]
    pub fn active(&self, name: &str) -> Option<Installed> {
        let target = fs::read_link(self.folder.join(name)).ok()?;
        let (of, version) = parse(target.to_str()?)?;
        (of == name && self.folder.join(&target).is_dir()).then(|| Installed {
            name: name.to_owned(),
            version,
            folder: self.folder.join(&target),
            is_active: true,
        })
    }

    /// Takes a version in and makes it the active one: copies its files, lets `check` judge the copy, and only
    /// then puts it in its place. Where it is there already with the same files, it becomes active again.
    ///
    /// # Errors
    /// Where it is older than the active one, another one of the same version is there, files cannot be copied,
    /// or `check` refuses it. What was active stays so.
    pub fn install<E: From<StoreError>>(
        &self,
        offer: &Offer,
        check: impl FnOnce(&Path) -> Result<(), E>,
    ) -> Result<Installed, E> {
        disk::make_folder(&self.folder)?;
        let _lock = self.lock()?;
        self.sweep()?;
        if let Some(active) = self.active(offer.name)
            && active.version > offer.version
            && !offer.downgrade
        {
            return Err(StoreError::Downgrade {
                name: offer.name.to_owned(),
                active: active.version,
                offered: offer.version.clone(),
            }
            .into());
        }
        let place = self.place(offer.name, &offer.version);
        if place.exists() {
            if !disk::same(&place, offer.files)? {
                return Err(StoreError::Differs { path: place }.into());
            }
            check(&place)?;
        } else {
            let staged = tempfile::Builder::new()
                .prefix(STAGING)
                .permissions(std::os::unix::fs::PermissionsExt::from_mode(0o755))
                .tempdir_in(&self.folder)
                .map_err(|e| StoreError::io(&self.folder, e))?;
            disk::copy(offer.files, staged.path())?;
            check(staged.path())?;
            disk::rename_folder(staged, &place)?;
        }
        self.remember(offer.name, &offer.version)?;
        self.activate(offer.name, &offer.version)?;
        Ok(self.installed(offer.name, offer.version.clone()))
    }

    /// Makes the version active that was so before the active one, once `check` has judged it.
    ///
    /// # Errors
    /// Where there is none, the link cannot be changed, or `check` refuses it. What was active stays so.
    pub fn rollback<E: From<StoreError>>(
        &self,
        name: &str,
        check: impl FnOnce(&Path) -> Result<(), E>,
    ) -> Result<Installed, E> {
        let none = || StoreError::NothingBefore {
            name: name.to_owned(),
            folder: self.folder.clone(),
        };
        if !self.folder.is_dir() {
            return Err(none().into());
        }
        let _lock = self.lock()?;
        self.sweep()?;
        let before = self.history(name)?;
        let version = before.into_iter().next_back().ok_or_else(none)?;
        check(&self.place(name, &version))?;
        self.activate(name, &version)?;
        Ok(self.installed(name, version))
    }

    /// The versions that were active before the active one and are still there, the latest last.
    fn history(&self, name: &str) -> Result<Vec<Version>, StoreError> {
        let active = self.active(name).map(|installed| installed.version);
        let place = self.folder.join(format!("{name}@history"));
        let text = match fs::read_to_string(&place) {
            Ok(text) => text,
            Err(e) if e.kind() == std::io::ErrorKind::NotFound => String::new(),
            Err(e) => return Err(StoreError::io(&place, e)),
        };
        let versions = text.lines().filter_map(|line| line.parse::<Version>().ok());
        let mut versions: Vec<_> = versions.collect();
        if let Some(active) = active {
            // Whatever follows the active one was never reached, or was gone back from.
            let at = versions.iter().rposition(|version| *version == active);
            versions.truncate(at.unwrap_or(versions.len()));
        }
        versions.retain(|version| self.place(name, version).is_dir());
        Ok(versions)
    }

    /// Writes down what is about to become active, behind what is.
    fn remember(&self, name: &str, version: &Version) -> Result<(), StoreError> {
        let mut versions = self.history(name)?;
        versions.extend(self.active(name).map(|installed| installed.version));
        versions.retain(|other| other != version);
        versions.push(version.clone());
        let lines: String = versions.iter().map(|v| format!("{v}\n")).collect();
        let place = self.folder.join(format!("{name}@history"));
        disk::write(&place, STAGING, lines.as_bytes())
    }

    fn activate(&self, name: &str, version: &Version) -> Result<(), StoreError> {
        disk::link(&self.folder, STAGING, name, &folder_name(name, version))
    }

    fn installed(&self, name: &str, version: Version) -> Installed {
        let is_active = self.active(name).is_some_and(|a| a.version == version);
        Installed {
            name: name.to_owned(),
            folder: self.place(name, &version),
            version,
            is_active,
        }
    }

    fn place(&self, name: &str, version: &Version) -> PathBuf {
        self.folder.join(folder_name(name, version))
    }

    fn lock(&self) -> Result<File, StoreError> {
        let place = self.folder.join(LOCK);
        let file = File::create(&place).map_err(|e| StoreError::io(&place, e))?;
        match file.try_lock() {
            Ok(()) => Ok(file),
            Err(TryLockError::WouldBlock) => Err(StoreError::Busy {
                path: self.folder.clone(),
            }),
            Err(TryLockError::Error(e)) => Err(StoreError::io(&place, e)),
        }
    }

    /// Removes what a power cut left half done.
    fn sweep(&self) -> Result<(), StoreError> {
        let io = |e| StoreError::io(&self.folder, e);
        for entry in fs::read_dir(&self.folder).map_err(io)? {
            let entry = entry.map_err(io)?;
            if entry.file_name().to_string_lossy().starts_with(STAGING) {
                let is_folder = entry.file_type().map_err(io)?.is_dir();
                let path = entry.path();
                let removed = if is_folder {
                    fs::remove_dir_all(&path)
                } else {
                    fs::remove_file(&path)
                };
                removed.map_err(|e| StoreError::io(&path, e))?;
            }
        }
        Ok(())
    }
}

fn folder_name(name: &str, version: &Version) -> String {
    format!("{name}@{version}")
}

/// Name and version of a folder.
fn parse(folder: &str) -> Option<(&str, Version)> {
    let (name, version) = folder.split_once('@')?;
    Some((name, version.parse().ok()?))
}
