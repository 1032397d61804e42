use std::path::PathBuf;

/// More than cards have, bytes: 256 GiB.
pub const LARGE_BYTES: u64 = 256 << 30;

/// What is overwritten although it is unusual.
#[derive(Clone, Copy, Debug, Default)]
pub struct Allow {
    /// A disk that is built in.
    pub fixed: bool,
    /// A disk of more than [`LARGE_BYTES`].
    pub large: bool,
}

/// A disk that may be overwritten.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Disk {
    /// As it was named: `/dev/sdb`.
    pub device: PathBuf,
    /// The file that is written to.
    pub(crate) file: PathBuf,
    /// Its name: `sdb`.
    pub name: String,
    /// Its size.
    pub bytes: u64,
    /// Maker and model.
    pub model: String,
    /// Names of its partitions.
    pub parts: Vec<String>,
    /// Major and minor number of a block device; `None` for a made-up one.
    pub(crate) number: Option<u64>,
}

/// A size as the makers of cards tell it: `31.9 GB`.
#[expect(clippy::cast_precision_loss, reason = "three digits are shown")]
pub fn gigabytes(bytes: u64) -> String {
    match bytes {
        0..1_000_000_000 => format!("{:.1} MB", bytes as f64 / 1e6),
        _ => format!("{:.1} GB", bytes as f64 / 1e9),
    }
}
