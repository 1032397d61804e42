//! The partition table of an image.

use std::{collections::BTreeMap, io::Cursor, path::Path};

use gpt::{GptConfig, disk::LogicalBlockSize};

use super::{error::FlashError, site::SITE_LABEL, words::Fault};

/// Written last: the partition table and what lies before the first partition, at most.
pub const HEAD_BYTES: usize = 1 << 20;
/// Protective MBR, header and 128 entries of a GPT (UEFI 2.10, 5.3).
const TABLE_BYTES: u64 = 34 * 512;

/// Where things are in an image.
#[derive(Clone, Debug)]
pub struct Layout {
    /// What is written last.
    pub head: Vec<u8>,
    site: Option<Place>,
}

/// The first sectors of partitions, by their place in bytes.
pub type Sectors = BTreeMap<u64, Sector>;
/// 512 bytes.
pub type Sector = [u8; 512];

/// Where the partitions of an image begin, by its first bytes; none where they hold no table.
pub fn starts(head: &mut [u8]) -> Vec<u64> {
    let config = GptConfig::new()
        .writable(false)
        .logical_block_size(LogicalBlockSize::Lb512);
    let Ok(disk) = config.open_from_device(Cursor::new(head)) else {
        return Vec::new();
    };
    let used = disk.partitions().values().filter(|p| p.is_used());
    used.map(|p| p.first_lba.saturating_mul(512)).collect()
}

/// Whether a file system begins with this sector that is a FAT with the label of the site's files. FAT12 and FAT16 have
/// their label at byte 43, FAT32 at byte 71 (Microsoft FAT specification, 3.2 and 3.3).
fn is_site(sector: &Sector) -> bool {
    let label = format!("{SITE_LABEL:<11}");
    let at = |at: usize| sector[at..at + 11] == *label.as_bytes();
    sector[510..] == [0x55, 0xaa] && (at(43) || at(71))
}

/// A part of a disk, bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// Its first byte.
    pub start: u64,
    /// How many there are.
    pub bytes: u64,
}

impl Layout {
    /// Reads the first bytes of an image of `bytes` bytes; `sectors` are the first ones of its partitions.
    pub fn read(
        path: &Path,
        mut head: Vec<u8>,
        sectors: &Sectors,
        bytes: u64,
    ) -> Result<Self, FlashError> {
        let fail = |why: &dyn std::fmt::Display| {
            FlashError::new(Fault::NoTable, &[("file", &path.display()), ("why", why)])
        };
        let config = GptConfig::new()
            .writable(false)
            .logical_block_size(LogicalBlockSize::Lb512);
        let disk = config
            .open_from_device(Cursor::new(&mut head[..]))
            .map_err(|e| fail(&e))?;
        let header = disk.primary_header().map_err(|e| fail(&e))?;
        if header.part_start.saturating_mul(512) >= TABLE_BYTES {
            return Err(fail(&"its entries do not lie at the beginning"));
        }
        let (mut first, mut site) = (bytes, None);
        for partition in disk.partitions().values().filter(|p| p.is_used()) {
            let start = partition.first_lba.saturating_mul(512);
            let end = partition.last_lba.saturating_add(1).saturating_mul(512);
            if start < TABLE_BYTES || start >= end || end > bytes {
                let why = format!("partition {:?} lies outside of the image", partition.name);
                return Err(fail(&why));
            }
            first = first.min(start);
            if sectors.get(&start).is_some_and(is_site) {
                let bytes = end - start;
                site = Some(Place { start, bytes });
            }
        }
        drop(disk);
        head.truncate(usize::try_from(first).unwrap_or(HEAD_BYTES));
        Ok(Self { head, site })
    }

    /// Where the site's files go.
    pub fn site(&self, path: &Path) -> Result<Place, FlashError> {
        let (file, why) = (path.display(), "no file system has this label");
        let values: &[(_, &dyn std::fmt::Display)] =
            &[("file", &file), ("label", &SITE_LABEL), ("why", &why)];
        self.site
            .ok_or_else(|| FlashError::new(Fault::NoSitePlace, values))
    }
}
