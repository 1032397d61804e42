//! Writes a signed image onto a card or stick, and nothing else onto anything else.
//!
//! In this order, and each step only after the one before: the disk is one that may be overwritten ([`System`]);
//! somebody who is trusted has signed the image ([`Image`]); it can be unpacked, fits, and has a place for the site's
//! files; the disk is written, read back and compared, and the site's files are laid in and read back
//! ([`Flasher`]). The first mebibyte, which holds the partition table, is blank until all the rest was found right:
//! a card that was broken off does not boot, and does not look as if it would.
//!
//! Knows disks and files; must not know what is in the site's files. Speaks English and Japanese.

mod disk;
mod error;
mod image;
mod mounts;
mod plan;
mod site;
mod slice;
mod system;
mod target;
mod words;
mod write;

pub use disk::{Allow, Disk, LARGE_BYTES, gigabytes};
pub use error::FlashError;
pub use image::{Image, Measured};
pub use site::{SITE_FOLDER, SITE_LABEL, SiteFile};
pub use system::System;
pub use words::{Fault, Lang, Note, Values};
pub use write::{Flasher, Stage};

#[cfg(test)]
mod tests;
