//! What is looked at in the system: one file a matter. Each check takes the root folder of the machine.

mod clock;
mod machine;
mod panel;
mod permissions;
mod storage;
mod thermal;
mod watchdog;

use std::{
    fs,
    path::{Path, PathBuf},
};

pub use clock::clock;
pub use machine::{Probe, machine};
pub use panel::{Glass, panel};
pub use permissions::{Need, permissions};
pub use storage::{Limits, storage};
pub use thermal::{Degrees, thermal, throttling};
pub use watchdog::watchdog;

/// Where a path of the machine is below its root folder.
#[must_use]
pub fn below(root: &Path, path: &Path) -> PathBuf {
    root.join(path.strip_prefix("/").unwrap_or(path))
}

/// The text of a file of sysfs, without the line's end.
fn line(path: &Path) -> Option<String> {
    let text = fs::read_to_string(path).ok()?;
    Some(text.trim_end_matches(['\n', '\0']).to_owned())
}

/// The entries of a folder whose name begins so, in order.
fn entries(folder: &Path, begin: &str) -> Vec<PathBuf> {
    let found = fs::read_dir(folder)
        .into_iter()
        .flatten()
        .filter_map(Result::ok);
    let named = found.filter(|entry| entry.file_name().to_string_lossy().starts_with(begin));
    let mut paths: Vec<_> = named.map(|entry| entry.path()).collect();
    paths.sort();
    paths
}

/// The last part of a path.
fn name(path: &Path) -> String {
    path.file_name()
        .unwrap_or_default()
        .to_string_lossy()
        .into_owned()
}
