use std::{
    collections::BTreeSet,
    fs,
    os::unix::fs::{FileTypeExt, MetadataExt},
    path::{Path, PathBuf},
};

use super::{
    disk::{Allow, Disk, LARGE_BYTES, gigabytes},
    error::FlashError,
    mounts,
    words::Fault,
};

/// What the machine says of its disks.
#[derive(Clone, Debug)]
pub struct System {
    root: PathBuf,
    /// Disks are files, and `/proc` and `/sys` are made up.
    made_up: bool,
}

impl System {
    /// This machine.
    #[must_use]
    pub fn here() -> Self {
        Self {
            root: PathBuf::from("/"),
            made_up: false,
        }
    }

    /// A made-up one, for tests: `proc`, `sys` and `dev` lie in a folder, and disks are plain files, never devices.
    #[must_use]
    pub fn made_up(root: &Path) -> Self {
        Self {
            root: root.into(),
            made_up: true,
        }
    }

    /// The disk of that name, where it may be overwritten.
    ///
    /// # Errors
    /// Where it is no whole disk, this machine or anybody uses it, or it is unusual and that is not allowed.
    pub fn disk(&self, device: &Path, allow: Allow) -> Result<Disk, FlashError> {
        let fail = |fault, values: &[_]| {
            let device = device.display();
            let all: Vec<_> = [("device", &device as &dyn std::fmt::Display)]
                .into_iter()
                .chain(values.iter().copied())
                .collect();
            Err(FlashError::new(fault, &all))
        };
        let (file, name, number) = self.device(device)?;
        let sys = self.path("sys/class/block").join(&name);
        if sys.join("partition").exists() {
            let real = fs::canonicalize(&sys).unwrap_or_default();
            let parent = real.parent().and_then(Path::file_name).unwrap_or_default();
            let disk = format!("/dev/{}", parent.to_string_lossy());
            return fail(Fault::Partition, &[("disk", &disk)]);
        }
        let below = names(&sys.join("slaves"));
        if !below.is_empty() {
            return fail(Fault::Stacked, &[("parts", &below.join(" "))]);
        }
        let sectors = self.number(&sys.join("size"))?;
        if sectors == 0 {
            return fail(Fault::NoMedium, &[]);
        }
        if self.number(&sys.join("ro"))? != 0 {
            return fail(Fault::ReadOnly, &[]);
        }
        let parts: Vec<_> = names(&sys)
            .into_iter()
            .filter(|part| sys.join(part).join("partition").exists())
            .collect();
        self.unused(device, &name, &parts)?;
        let block = self.number(&sys.join("queue/logical_block_size"))?;
        if block != 512 {
            return fail(Fault::Sectors, &[("bytes", &block)]);
        }
        let model = model(&sys);
        if !self.is_removable(&sys) && !allow.fixed {
            return fail(Fault::Fixed, &[("model", &model)]);
        }
        // The kernel counts 512 bytes whatever the sectors of the disk are (Documentation/ABI/stable/sysfs-block).
        let bytes = sectors.saturating_mul(512);
        if bytes > LARGE_BYTES && !allow.large {
            let (bytes, limit) = (gigabytes(bytes), gigabytes(LARGE_BYTES));
            return fail(Fault::Large, &[("bytes", &bytes), ("limit", &limit)]);
        }
        Ok(Disk {
            device: device.into(),
            file,
            name,
            bytes,
            model,
            parts,
            number,
        })
    }

    /// The file of a device, its name in `/sys`, and its number.
    fn device(&self, device: &Path) -> Result<(PathBuf, String, Option<u64>), FlashError> {
        let fail = |fault| FlashError::new(fault, &[("device", &device.display())]);
        let named = if self.made_up {
            self.root.join(device.strip_prefix("/").unwrap_or(device))
        } else {
            device.to_owned()
        };
        let file = fs::canonicalize(&named).map_err(|_| fail(Fault::NoDevice))?;
        let there = fs::metadata(&file).map_err(|_| fail(Fault::NoDevice))?;
        if self.made_up {
            // Never a device, whatever the folder holds.
            let name = file.file_name().unwrap_or_default().to_string_lossy();
            let name = name.into_owned();
            return match there.is_file() {
                true => Ok((file, name, None)),
                false => Err(fail(Fault::NotBlock)),
            };
        }
        if !there.file_type().is_block_device() {
            return Err(fail(Fault::NotBlock));
        }
        let (major, minor) = (
            rustix::fs::major(there.rdev()),
            rustix::fs::minor(there.rdev()),
        );
        let sys = fs::canonicalize(format!("/sys/dev/block/{major}:{minor}"));
        let sys = sys.map_err(|_| fail(Fault::NoDevice))?;
        let name = sys.file_name().unwrap_or_default().to_string_lossy();
        Ok((file, name.into_owned(), Some(there.rdev())))
    }

    /// Refuses a disk that is mounted, swapped to or built upon.
    fn unused(&self, device: &Path, name: &str, parts: &[String]) -> Result<(), FlashError> {
        let shown = device.display();
        let all: BTreeSet<&str> = parts.iter().map(String::as_str).chain([name]).collect();
        let class = self.path("sys/class/block");
        let number = |name: &&str| fs::read_to_string(class.join(name).join("dev")).ok();
        let numbers: BTreeSet<String> = all
            .iter()
            .filter_map(number)
            .map(|number| number.trim().to_owned())
            .collect();
        let mounts = mounts::mounts(&self.text("proc/self/mountinfo")?);
        let of_disk = |mount: &&mounts::Mount| {
            let named = mount.source.strip_prefix("/dev/");
            numbers.contains(&mount.number) || named.is_some_and(|name| all.contains(name))
        };
        let mounts: Vec<_> = mounts.iter().filter(of_disk).collect();
        let places: Vec<_> = mounts.iter().map(|mount| &mount.place[..]).collect();
        let places = places.join(" ");
        if !mounts.is_empty() {
            let fault = match mounts.iter().any(|mount| mount.is_of_system()) {
                true => Fault::System,
                false => Fault::Mounted,
            };
            return Err(FlashError::new(
                fault,
                &[("device", &shown), ("places", &places)],
            ));
        }
        let swaps = mounts::swaps(&self.text("proc/swaps")?);
        if let Some(part) = swaps.iter().find(|swap| all.contains(&swap[..])) {
            return Err(FlashError::new(
                Fault::Swap,
                &[("device", &shown), ("part", part)],
            ));
        }
        for part in &all {
            if let Some(holder) = names(&class.join(part).join("holders")).first() {
                let values: &[(_, &dyn std::fmt::Display)] =
                    &[("device", &shown), ("part", part), ("holder", holder)];
                return Err(FlashError::new(Fault::Held, values));
            }
        }
        Ok(())
    }

    /// A card or a stick: what the kernel calls removable, what hangs on USB, and SD cards.
    fn is_removable(&self, sys: &Path) -> bool {
        let says = |file: &str, word: &str| {
            fs::read_to_string(sys.join(file)).is_ok_and(|text| text.trim() == word)
        };
        let real = fs::canonicalize(sys).unwrap_or_default();
        let on_usb = real
            .components()
            .any(|part| part.as_os_str().to_string_lossy().starts_with("usb"));
        says("removable", "1") || says("device/type", "SD") || on_usb
    }

    fn path(&self, below: &str) -> PathBuf {
        self.root.join(below)
    }

    fn text(&self, below: &str) -> Result<String, FlashError> {
        read(&self.path(below))
    }

    fn number(&self, file: &Path) -> Result<u64, FlashError> {
        let text = read(file)?;
        text.trim().parse().map_err(|_| {
            FlashError::new(
                Fault::Unreadable,
                &[("path", &file.display()), ("why", &"no number")],
            )
        })
    }
}

fn read(file: &Path) -> Result<String, FlashError> {
    fs::read_to_string(file)
        .map_err(|e| FlashError::new(Fault::Unreadable, &[("path", &file.display()), ("why", &e)]))
}

/// Maker and model, as far as the disk tells them.
fn model(sys: &Path) -> String {
    let words = [
        "device/vendor",
        "device/model",
        "device/name",
        "loop/backing_file",
    ]
    .iter()
    .filter_map(|file| fs::read_to_string(sys.join(file)).ok())
    .map(|text| text.split_whitespace().collect::<Vec<_>>().join(" "))
    .filter(|text| !text.is_empty());
    let words: Vec<_> = words.collect();
    match words.is_empty() {
        true => "-".to_owned(),
        false => words.join(" "),
    }
}

/// The names in a folder, in order; none where it is not there.
fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).into_iter().flatten();
    let names = entries.filter_map(|entry| entry.ok()?.file_name().into_string().ok());
    let mut names: Vec<_> = names.collect();
    names.sort();
    names
}
