//! The real data that tests may read where a checkout has it beside itself.

use std::path::{Path, PathBuf};

/// The folder of real data, where it holds that file or folder; says that it does not otherwise.
pub fn holding(part: &str) -> Option<PathBuf> {
    let beside = || Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/reference");
    let folder = std::env::var_os("SECOND_READER_REFERENCE").map_or_else(beside, PathBuf::from);
    let there = folder.join(part).exists();
    if !there {
        println!("skipped: no reference data; set SECOND_READER_REFERENCE to its folder");
    }
    there.then_some(folder)
}
