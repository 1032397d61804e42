//! A made-up machine with a card in its reader, and an image to write. Knows nothing of the crate: tests of the
//! program take this file, too.

#![allow(dead_code, clippy::unwrap_used)]

use std::{
    collections::BTreeMap,
    fs,
    io::{Cursor, Read, Write},
    ops::Range,
    os::unix::fs::symlink,
    path::{Path, PathBuf},
    sync::LazyLock,
};

use fatfs::{FatType, FileSystem, FormatVolumeOptions, FsOptions};
use gpt::{GptConfig, disk::LogicalBlockSize, mbr::ProtectiveMBR, partition_types};

pub const MIB: usize = 1 << 20;
/// Size of the image, and of the card.
pub const IMAGE_MIB: usize = 11;
pub const CARD_MIB: usize = 16;
/// Where the site's partition lies.
pub const SITE: Range<usize> = MIB..5 * MIB;

/// Runs from `sda`, and has a card `sdb` whose partition `sdb1` nobody uses.
pub struct Machine(pub PathBuf);

impl Machine {
    pub fn new(root: &Path) -> Self {
        let machine = Self(root.to_owned());
        machine.put(
            "proc/self/mountinfo",
            "22 1 8:2 / / rw,relatime shared:1 - ext4 /dev/sda2 rw\n",
        );
        machine.put(
            "proc/swaps",
            "Filename\tType\tSize\tUsed\tPriority\n/dev/sda3 partition 1 0 -2\n",
        );
        machine.disk("sda", "8:0", "pci0000:00/ata1/block", 64);
        for (part, number) in [("sda1", "8:1"), ("sda2", "8:2"), ("sda3", "8:3")] {
            machine.part("sda", part, number);
        }
        machine.disk("sdb", "8:16", "pci0000:00/usb2/2-1/block", CARD_MIB);
        machine.part("sdb", "sdb1", "8:17");
        machine.put("sys/class/block/sdb/device/model", "Card  Reader \n");
        machine
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.0.join(name)
    }

    /// Writes one of its files.
    pub fn put(&self, name: &str, text: &str) {
        let path = self.path(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    /// What is on a disk.
    pub fn on(&self, name: &str) -> Vec<u8> {
        fs::read(self.path("dev").join(name)).unwrap()
    }

    /// A disk full of old bytes.
    fn disk(&self, name: &str, number: &str, place: &str, mib: usize) {
        let sys = format!("sys/devices/{place}/{name}");
        for (file, text) in [
            ("dev", number.to_owned()),
            ("ro", "0".to_owned()),
            ("removable", "0".to_owned()),
            ("size", (mib * MIB / 512).to_string()),
            ("queue/logical_block_size", "512".to_owned()),
        ] {
            self.put(&format!("{sys}/{file}"), &format!("{text}\n"));
        }
        let class = self.path("sys/class/block");
        fs::create_dir_all(&class).unwrap();
        symlink(self.path(&sys), class.join(name)).unwrap();
        fs::create_dir_all(self.path("dev")).unwrap();
        fs::write(self.path("dev").join(name), vec![0xa5; mib * MIB]).unwrap();
    }

    fn part(&self, disk: &str, name: &str, number: &str) {
        let class = self.path("sys/class/block");
        let sys = fs::canonicalize(class.join(disk)).unwrap().join(name);
        fs::create_dir(&sys).unwrap();
        fs::write(sys.join("dev"), number).unwrap();
        fs::write(sys.join("partition"), "1").unwrap();
        symlink(&sys, class.join(name)).unwrap();
        fs::write(self.path("dev").join(name), "").unwrap();
    }
}

/// A disk image with a FAT file system of the site's label, and a partition that is full of bytes; the same one, with the
/// same ids of disk and partitions, at every call.
pub fn image() -> Vec<u8> {
    static IMAGE: LazyLock<Vec<u8>> = LazyLock::new(|| image_with(b"SR-BOOT    "));
    IMAGE.clone()
}

/// The same with another label.
pub fn image_with(label: &[u8; 11]) -> Vec<u8> {
    let mut bytes = vec![0; IMAGE_MIB * MIB];
    let sectors = u32::try_from(bytes.len() / 512 - 1).unwrap();
    let mut cursor = Cursor::new(&mut bytes);
    ProtectiveMBR::with_lb_size(sectors)
        .overwrite_lba0(&mut cursor)
        .unwrap();
    let config = GptConfig::new()
        .writable(true)
        .logical_block_size(LogicalBlockSize::Lb512);
    let mut table = config.create_from_device(cursor, None).unwrap();
    table.update_partitions(BTreeMap::new()).unwrap();
    for (name, kind) in [
        ("esp", partition_types::EFI),
        ("root-a", partition_types::LINUX_FS),
    ] {
        let size = SITE.len() as u64;
        table
            .add_partition(name, size, kind, 0, Some(2048))
            .unwrap();
    }
    table.write().unwrap();
    for (at, byte) in bytes[5 * MIB..9 * MIB].iter_mut().enumerate() {
        *byte = (at % 251) as u8;
    }
    let options = FormatVolumeOptions::new()
        .fat_type(FatType::Fat12)
        .volume_label(*label);
    fatfs::format_volume(Cursor::new(&mut bytes[SITE]), options).unwrap();
    bytes
}

/// One Zstandard frame of raw blocks (RFC 8878, 3.1.1): what a packer makes of bytes that cannot be packed.
pub fn frame(bytes: &[u8]) -> Vec<u8> {
    let mut packed = vec![0x28, 0xb5, 0x2f, 0xfd, 0x00, 0x58];
    let mut chunks = bytes.chunks(100_000).peekable();
    while let Some(chunk) = chunks.next() {
        let last = u32::from(chunks.peek().is_none());
        let header = (u32::try_from(chunk.len()).unwrap() << 3) | last;
        packed.write_all(&header.to_le_bytes()[..3]).unwrap();
        packed.write_all(chunk).unwrap();
    }
    packed
}

/// A file of the site as it lies on a disk.
pub fn on_site(disk: &mut [u8], name: &str) -> Vec<u8> {
    let system = FileSystem::new(Cursor::new(&mut disk[SITE]), FsOptions::new()).unwrap();
    let mut content = Vec::new();
    let folder = system.root_dir().open_dir("second-reader").unwrap();
    let mut file = folder.open_file(name).unwrap();
    file.read_to_end(&mut content).unwrap();
    content
}
