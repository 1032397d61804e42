//! The capture devices of this machine and what they say of themselves: for people, and as JSON.

use std::io;
use std::path::{Path, PathBuf};

use serde::Serialize;

use super::{places, v4l2};

/// A capture device.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct DeviceAbout {
    /// The node, such as `/dev/video0`.
    pub path: String,
    /// Links to it that stay the same when it is plugged in again.
    pub stable: Vec<String>,
    /// Name of its driver.
    pub driver: String,
    /// Its name.
    pub card: String,
    /// Where it is plugged in.
    pub bus: String,
    /// Whether its buffers have planes of their own.
    pub multi_planar: bool,
    /// Name of the input that is chosen, where it has inputs.
    pub input: Option<String>,
    /// `signal`, `not told` where the device cannot tell, or the name of what is wrong there.
    pub input_state: &'static str,
    /// Whether the input sees 5 V, where the device can tell.
    pub power: Option<bool>,
    /// Whether it tells by itself that its input changes.
    pub events: bool,
    /// Blocks of the EDID that it shows to the scanner, where it has one to show.
    pub edid_blocks: Option<u32>,
    /// The signal that comes in, where the device measures it.
    pub signal: Option<TimingsAbout>,
    /// The signal that it is set to.
    pub timings_set: Option<TimingsAbout>,
    /// Signals that it can take.
    pub timings: Vec<TimingsAbout>,
    /// Its picture formats.
    pub formats: Vec<FormatAbout>,
    /// Its controls.
    pub controls: Vec<ControlAbout>,
}

/// A digital video signal.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct TimingsAbout {
    /// Pixels.
    pub width: u32,
    /// Lines, both fields together.
    pub height: u32,
    /// Whether it comes in fields.
    pub interlaced: bool,
    /// Pictures a second; 0 where it is not known.
    pub fps: f64,
}

/// A picture format.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct FormatAbout {
    /// Its four letters.
    pub fourcc: String,
    /// Its name.
    pub description: String,
    /// Whether this program can read it.
    pub readable: bool,
    /// Whether `sizes` are the smallest and the largest of many.
    pub from_to: bool,
    /// Its sizes; empty where the device does not say.
    pub sizes: Vec<SizeAbout>,
}

/// A picture size and its rates.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct SizeAbout {
    /// Pixels.
    pub width: u32,
    /// Pixels.
    pub height: u32,
    /// Frames a second; empty where the device does not say.
    pub fps: Vec<f64>,
}

/// A control and how it stands.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ControlAbout {
    /// Its name.
    pub name: String,
    /// What kind: `integer`, `boolean`, `menu`, `integer menu`, `bits`, `button`.
    pub kind: &'static str,
    /// How it stands, where it can be read.
    pub value: Option<i32>,
    /// What the value of a menu is called.
    pub meaning: Option<String>,
    /// The least value.
    pub min: i32,
    /// The greatest value.
    pub max: i32,
    /// The value that the driver starts with.
    pub default: i32,
}

/// What there is in a folder of devices.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Listing {
    /// The devices that capture pictures.
    pub devices: Vec<DeviceAbout>,
    /// Nodes that cannot be asked, each with the reason.
    pub refused: Vec<(String, String)>,
}

/// Asks all nodes `video*` of the folder `dev`, normally `/dev`, what they are.
///
/// # Errors
/// Where the folder cannot be read.
pub fn list(dev: &Path) -> io::Result<Listing> {
    let mut listing = Listing::default();
    for node in nodes(dev)? {
        match v4l2::about(&node) {
            Ok(None) => {}
            Ok(Some(mut about)) => {
                let stable = places::stable(dev, &node);
                about.stable = stable.iter().map(|p| p.display().to_string()).collect();
                listing.devices.push(about);
            }
            Err(error) => {
                let path = node.display().to_string();
                listing.refused.push((path, error.to_string()));
            }
        }
    }
    Ok(listing)
}

/// The nodes of video devices in their natural order.
fn nodes(dev: &Path) -> io::Result<Vec<PathBuf>> {
    let mut nodes = Vec::new();
    for entry in std::fs::read_dir(dev)? {
        let path = entry?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let number = name
            .strip_prefix("video")
            .and_then(|n| n.parse::<u32>().ok());
        if let Some(number) = number {
            nodes.push((number, path));
        }
    }
    nodes.sort();
    Ok(nodes.into_iter().map(|(_, path)| path).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_empty_folder_has_no_devices_and_a_missing_one_is_an_error() {
        let dev = tempfile::tempdir().unwrap();
        assert_eq!(list(dev.path()).unwrap(), Listing::default());
        assert!(list(&dev.path().join("no")).is_err());
    }

    #[test]
    fn nodes_come_in_their_order_and_what_is_no_device_is_told() {
        let dev = tempfile::tempdir().unwrap();
        for name in ["video10", "video9", "video-index0", "videox", "null"] {
            std::fs::write(dev.path().join(name), "").unwrap();
        }
        let listing = list(dev.path()).unwrap();
        let names: Vec<_> = listing
            .refused
            .iter()
            .map(|(path, why)| (path.rsplit('/').next().unwrap(), why.as_str()))
            .collect();
        let why = "not a video device";
        assert_eq!(names, [("video9", why), ("video10", why)]);
        assert!(listing.devices.is_empty());
    }
}
