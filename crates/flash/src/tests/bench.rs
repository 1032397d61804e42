//! The made-up machine, and an image that somebody has signed.

use std::{
    fs,
    path::{Path, PathBuf},
    sync::atomic::AtomicBool,
};

use tempfile::TempDir;
use trust::{Keys, Password, Purpose, SigningKey, make_keys};

use super::made::Machine;
use crate::{Allow, Disk, FlashError, Flasher, Image, Measured, SiteFile, Stage, System};

pub struct Bench {
    folder: TempDir,
    pub machine: Machine,
    key: SigningKey,
}

impl Bench {
    pub fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let (secret, keys) = (folder.path().join("key"), folder.path().join("keys"));
        fs::create_dir(&keys).unwrap();
        make_keys(&secret, &keys.join("ours.pub"), Password::None).unwrap();
        Self {
            machine: Machine::new(&folder.path().join("root")),
            key: SigningKey::load(&secret, Password::None).unwrap(),
            folder,
        }
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Writes a file of the made-up machine.
    pub fn put(&self, name: &str, text: &str) {
        self.machine.put(name, text);
    }

    pub fn look(&self, device: &str, allow: Allow) -> Result<Disk, FlashError> {
        System::made_up(&self.machine.0).disk(Path::new(device), allow)
    }

    pub fn card(&self) -> Disk {
        self.look("/dev/sdb", Allow::default()).unwrap()
    }

    /// What is on a disk.
    pub fn on(&self, name: &str) -> Vec<u8> {
        self.machine.on(name)
    }

    pub fn keys(&self) -> Keys {
        Keys::load(&self.path("keys")).unwrap()
    }

    /// Writes an image file and signs it.
    pub fn signed(&self, name: &str, bytes: &[u8]) -> PathBuf {
        let path = self.path(name);
        fs::write(&path, bytes).unwrap();
        self.key.sign(&path, &Purpose::Image, 1).unwrap();
        path
    }

    pub fn check(&self, path: &Path) -> Result<Measured, FlashError> {
        Image::open(path)?.check(&self.keys(), false, &AtomicBool::new(false), |_, _| {})
    }

    /// Flashes the card as it stands.
    pub fn flash(&self, image: &mut Measured, files: &[SiteFile]) -> Result<(), FlashError> {
        self.flash_watched(image, files, |_, _, _| {})
    }

    /// The same; `each` sees every step, and can stop it.
    pub fn flash_watched(
        &self,
        image: &mut Measured,
        files: &[SiteFile],
        mut each: impl FnMut(Stage, u64, &AtomicBool),
    ) -> Result<(), FlashError> {
        let (disk, stop) = (self.card(), AtomicBool::new(false));
        let flasher = Flasher::new(&disk, &stop)?;
        flasher.flash(image, files, |stage, done| each(stage, done, &stop))
    }
}

pub fn site_files() -> [SiteFile; 2] {
    ["board.toml", "site.toml"].map(|name| SiteFile {
        name: name.to_owned(),
        content: format!("# {name}\n").repeat(900).into_bytes(),
    })
}
