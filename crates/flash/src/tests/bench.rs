//! A made-up machine with a card in its reader, and an image that somebody has signed.

use std::{
    collections::BTreeMap,
    fs::{self, File},
    io::{Cursor, Write},
    os::unix::fs::{FileExt, symlink},
    path::{Path, PathBuf},
    sync::atomic::AtomicBool,
};

use fatfs::{FatType, FormatVolumeOptions};
use gpt::{GptConfig, disk::LogicalBlockSize, mbr::ProtectiveMBR, partition_types};
use tempfile::TempDir;
use trust::{Keys, Password, Purpose, SigningKey, make_keys};

use crate::{
    Allow, Disk, FlashError, Flasher, Image, Measured, SITE_LABEL, SiteFile, Stage, System,
    plan::Place, slice::Slice,
};

pub const MIB: usize = 1 << 20;
/// Size of the image, and of the card.
pub const IMAGE_MIB: usize = 11;
pub const CARD_MIB: usize = 16;
/// Where the site's partition lies.
pub const SITE: Place = Place {
    start: MIB as u64,
    bytes: 4 * MIB as u64,
};

pub struct Bench {
    pub folder: TempDir,
    key: SigningKey,
}

impl Bench {
    /// A machine that runs from `sda`, with a card `sdb` whose partition `sdb1` nobody uses.
    pub fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let (secret, keys) = (folder.path().join("key"), folder.path().join("keys"));
        fs::create_dir(&keys).unwrap();
        make_keys(&secret, &keys.join("ours.pub"), Password::None).unwrap();
        let key = SigningKey::load(&secret, Password::None).unwrap();
        let bench = Self { folder, key };
        bench.put(
            "proc/self/mountinfo",
            "22 1 8:2 / / rw,relatime shared:1 - ext4 /dev/sda2 rw\n",
        );
        bench.put(
            "proc/swaps",
            "Filename\tType\tSize\tUsed\tPriority\n/dev/sda3 partition 1 0 -2\n",
        );
        bench.disk("sda", "8:0", "pci0000:00/ata1/block", 64);
        for (part, number) in [("sda1", "8:1"), ("sda2", "8:2"), ("sda3", "8:3")] {
            bench.part("sda", part, number);
        }
        bench.disk("sdb", "8:16", "pci0000:00/usb2/2-1/block", CARD_MIB);
        bench.part("sdb", "sdb1", "8:17");
        bench.put("sys/class/block/sdb/device/model", "Card  Reader \n");
        bench
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Writes a file of the made-up machine.
    pub fn put(&self, name: &str, text: &str) {
        let path = self.path(&format!("root/{name}"));
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
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
        let class = self.path("root/sys/class/block");
        fs::create_dir_all(&class).unwrap();
        symlink(self.path(&format!("root/{sys}")), class.join(name)).unwrap();
        fs::create_dir_all(self.path("root/dev")).unwrap();
        fs::write(
            self.path(&format!("root/dev/{name}")),
            vec![0xa5; mib * MIB],
        )
        .unwrap();
    }

    fn part(&self, disk: &str, name: &str, number: &str) {
        let sys = fs::canonicalize(self.path(&format!("root/sys/class/block/{disk}"))).unwrap();
        let sys = sys.join(name);
        fs::create_dir(&sys).unwrap();
        fs::write(sys.join("dev"), number).unwrap();
        fs::write(sys.join("partition"), "1").unwrap();
        symlink(&sys, self.path(&format!("root/sys/class/block/{name}"))).unwrap();
        fs::write(self.path(&format!("root/dev/{name}")), "").unwrap();
    }

    pub fn system(&self) -> System {
        System::made_up(&self.path("root"))
    }

    pub fn look(&self, device: &str, allow: Allow) -> Result<Disk, FlashError> {
        self.system().disk(Path::new(device), allow)
    }

    pub fn card(&self) -> Disk {
        self.look("/dev/sdb", Allow::default()).unwrap()
    }

    /// What is on a disk.
    pub fn on(&self, name: &str) -> Vec<u8> {
        fs::read(self.path(&format!("root/dev/{name}"))).unwrap()
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
        Image::open(path)?.check(&self.keys(), false, |_, _| {})
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

/// A disk image with a FAT partition of the site's label and one that is full of bytes.
pub fn image() -> Vec<u8> {
    image_with(SITE_LABEL)
}

/// The same with another label.
pub fn image_with(label: &str) -> Vec<u8> {
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
    let site = table.add_partition(label, SITE.bytes, partition_types::EFI, 0, Some(2048));
    let rest = table.add_partition("rest", 4 << 20, partition_types::LINUX_FS, 0, Some(2048));
    assert_eq!((site.unwrap(), rest.unwrap()), (1, 2));
    table.write().unwrap();
    for (at, byte) in bytes[5 * MIB..9 * MIB].iter_mut().enumerate() {
        *byte = (at % 251) as u8;
    }
    // The file system is made in a file of its own and copied.
    let file = tempfile::tempfile().unwrap();
    file.set_len(SITE.bytes).unwrap();
    let place = Place { start: 0, ..SITE };
    let options = FormatVolumeOptions::new().fat_type(FatType::Fat12);
    fatfs::format_volume(Slice::new(&file, place), options).unwrap();
    let start = SITE.start as usize;
    let within = start..start + SITE.bytes as usize;
    file.read_exact_at(&mut bytes[within], 0).unwrap();
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

pub fn site_files() -> [SiteFile; 2] {
    ["board.toml", "site.toml"].map(|name| SiteFile {
        name: name.to_owned(),
        content: format!("# {name}\n").repeat(900).into_bytes(),
    })
}

/// A file of the site as it lies on a disk.
pub fn on_site(disk: &Path, name: &str) -> Vec<u8> {
    use std::io::Read as _;
    let file = File::open(disk).unwrap();
    let system = fatfs::FileSystem::new(
        Slice::new(&file, SITE),
        fatfs::FsOptions::new().update_accessed_date(false),
    )
    .unwrap();
    let mut content = Vec::new();
    let folder = system.root_dir().open_dir(crate::SITE_FOLDER).unwrap();
    folder
        .open_file(name)
        .unwrap()
        .read_to_end(&mut content)
        .unwrap();
    content
}
