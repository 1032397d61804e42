use std::{
    ffi::CString,
    fs,
    os::unix::{ffi::OsStrExt as _, fs::MetadataExt as _},
    path::{Path, PathBuf},
};

use super::below;
use crate::Finding;

/// A device that the service opens.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Need {
    /// The device node.
    pub device: PathBuf,
    /// What it is, for people.
    pub what: &'static str,
}

/// Whether this user may read and write the devices that the board names.
#[must_use]
pub fn permissions(root: &Path, needs: &[Need]) -> Vec<Finding> {
    if needs.is_empty() {
        return vec![Finding::skipped("permissions", "the board names no device")];
    }
    let (mut good, mut findings) = (Vec::new(), Vec::new());
    for Need { device, what } in needs {
        let path = below(root, device);
        let shown = device.display();
        let Ok(about) = fs::metadata(&path) else {
            let hint = "plug it in, or correct the board file; `ls -l /dev/v4l/by-path /dev/serial/by-path` shows names that stay";
            findings.push(Finding::fail(
                "permissions",
                format!("{what} {shown} is not there"),
                hint,
            ));
            continue;
        };
        if may_use(&path) {
            good.push(format!("{what} {shown}"));
            continue;
        }
        let group = group(root, about.gid());
        findings.push(Finding::fail(
            "permissions",
            format!("{what} {shown} may not be read and written by this user"),
            format!("add the user to the group {group}: usermod --append --groups {group} USER"),
        ));
    }
    if !good.is_empty() {
        findings.insert(
            0,
            Finding::pass("permissions", format!("may use {}", good.join(", "))),
        );
    }
    findings
}

/// Whether this user may read and write it (access(2)).
fn may_use(path: &Path) -> bool {
    let Ok(path) = CString::new(path.as_os_str().as_bytes()) else {
        return false;
    };
    // SAFETY: the path ends in NUL and lives through the call.
    unsafe { libc::access(path.as_ptr(), libc::R_OK | libc::W_OK) == 0 }
}

/// Name of a group, by /etc/group; its number where it has none.
fn group(root: &Path, id: u32) -> String {
    let groups = fs::read_to_string(root.join("etc/group")).unwrap_or_default();
    let name = groups.lines().find_map(|line| {
        let mut parts = line.split(':');
        let name = parts.next()?;
        (parts.nth(1)?.parse() == Ok(id)).then(|| name.to_owned())
    });
    name.unwrap_or_else(|| id.to_string())
}
