//! Names of devices that stay: `/dev/videoN` is counted anew each time that something is plugged
//! in, and udev keeps links beside it that say which socket (`by-path`) and which device (`by-id`)
//! it is.

use std::path::{Path, PathBuf};

/// The links below the folder `dev` that lead to `node`: those by socket first.
pub(super) fn stable(dev: &Path, node: &Path) -> Vec<PathBuf> {
    let Ok(target) = node.canonicalize() else {
        return Vec::new();
    };
    let mut found = Vec::new();
    for folder in ["v4l/by-path", "v4l/by-id"] {
        let entries = std::fs::read_dir(dev.join(folder)).into_iter().flatten();
        let links = entries.flatten().map(|entry| entry.path());
        let mut links: Vec<_> = links
            .filter(|link| link.canonicalize().is_ok_and(|leads_to| leads_to == target))
            .collect();
        links.sort();
        found.append(&mut links);
    }
    found
}

/// Whether the path is a node by its number, which may be another device tomorrow.
pub(super) fn is_numbered(path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let number = name.strip_prefix("video");
    number.is_some_and(|n| !n.is_empty() && n.bytes().all(|b| b.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::os::unix::fs::symlink;

    #[test]
    fn links_by_socket_come_before_those_by_device() {
        let dev = tempfile::tempdir().unwrap();
        let dev = dev.path();
        for folder in ["v4l/by-path", "v4l/by-id"] {
            std::fs::create_dir_all(dev.join(folder)).unwrap();
        }
        for node in ["video0", "video1"] {
            std::fs::write(dev.join(node), "").unwrap();
        }
        symlink("../../video1", dev.join("v4l/by-id/usb-Grabber-index0")).unwrap();
        symlink("../../video1", dev.join("v4l/by-path/pci-usb-0:2-index0")).unwrap();
        symlink("../../video0", dev.join("v4l/by-path/pci-usb-0:1-index0")).unwrap();
        symlink("../../video7", dev.join("v4l/by-path/gone")).unwrap();
        let expected = [
            "v4l/by-path/pci-usb-0:2-index0",
            "v4l/by-id/usb-Grabber-index0",
        ];
        let found = stable(dev, &dev.join("video1"));
        assert_eq!(found, expected.map(|link| dev.join(link)));
        assert!(stable(dev, &dev.join("video7")).is_empty());
    }

    #[test]
    fn a_number_is_no_stable_name() {
        assert!(is_numbered(Path::new("/dev/video0")));
        assert!(is_numbered(Path::new("/dev/video12")));
        assert!(!is_numbered(Path::new(
            "/dev/v4l/by-path/pci-usb-0:2-video-index0"
        )));
        assert!(!is_numbered(Path::new("/dev/video")));
    }
}
