//! The sections of a board file. What is `None` is left to the layer below.

use std::{collections::BTreeMap, net::IpAddr, path::PathBuf};

use serde::Deserialize;

use super::{
    Begin, Celsius, EdidName, Kind, Megabytes, Milliseconds, Reveal, Seconds, Size,
    value::{Area, Fourcc, Fps, Realtime, Threads},
};

/// `[board]`
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct AboutPart {
    /// What it is, in a sentence, for lists and reports.
    pub title: Option<String>,
    /// Which revision of board, capture and panel it is for.
    pub revision: Option<String>,
}

/// `[probe]`: what tells the machine that the file is for. Of each key that is there one entry has to fit.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct ProbePart {
    /// How the model of the device tree begins.
    pub model: Option<Vec<String>>,
    /// A name of the device tree's `compatible`, whole.
    pub compatible: Option<Vec<String>>,
    /// How maker and product begin, as DMI tells them of a PC.
    pub dmi: Option<Vec<String>>,
    /// Processor, as `uname -m` names it.
    pub arch: Option<Vec<String>>,
    /// A USB device that is plugged in: vendor and product, four digits each.
    pub usb: Option<Vec<super::value::UsbId>>,
    /// How the name of a video device or of a chip before it begins, as /sys/class/video4linux tells it.
    pub video: Option<Vec<String>>,
}

/// `[source]`
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct SourcePart {
    /// `phantom`, `v4l2` or `file`.
    pub kind: Option<Kind>,
    /// The device node or the file; taken together with `kind`.
    pub path: Option<String>,
    /// Frames a second that the phantom makes, or that the device is asked for.
    pub fps: Option<Fps>,
    /// Picture size that the phantom makes, or that the device is asked for.
    pub size: Option<Size>,
    /// Pixel formats that the device is asked for, the best first.
    pub format: Option<Vec<Fourcc>>,
    /// What the device tells the scanner: `1080p60`, `keep`, or a file of 128 or 256 bytes.
    pub edid: Option<EdidName>,
    /// Seed of the phantom.
    pub seed: Option<u64>,
}

/// `[[sector]]`: where on the scanner's screen the picture lies. Nothing beside it is looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SectorPart {
    /// The screen's size; the area holds for screens of this size alone.
    pub screen: Size,
    /// Left, top, width and height, pixels.
    pub area: Area,
}

/// `[model]`
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct ModelPart {
    /// Name of an installed pack, or the folder of one.
    pub pack: Option<String>,
    /// Whether a pack is loaded that nobody who is trusted has signed.
    pub allow_unsigned: Option<bool>,
    /// Folder with the public keys that are trusted.
    pub keys: Option<PathBuf>,
    /// Folder of installed packs.
    pub store: Option<PathBuf>,
    /// Threads that run its integer layers.
    pub threads: Option<Threads>,
}

/// `[profile]`
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct ProfilePart {
    /// Name of a built-in checklist profile.
    pub name: Option<String>,
    /// A profile file of the site's own, relative to the board file; taken instead of `name`.
    pub file: Option<PathBuf>,
}

/// `[exam]`
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct ExamPart {
    /// Whether there are findings: what to look at again, and the score.
    pub findings: Option<bool>,
    /// When an exam begins: `with_source`, `when_seen` or `on_command`.
    pub begin: Option<Begin>,
    /// When results are shown: `live` or `after_judgement`.
    pub reveal: Option<Reveal>,
    /// Whether an exam ends by itself where nothing of a sweep was shown for long.
    pub end_by_itself: Option<bool>,
}

/// `[page]`
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct PagePart {
    /// Address that the page listens on.
    pub address: Option<IpAddr>,
    /// Port; 0 lets the system choose.
    pub port: Option<u16>,
    /// The file with what is asked of who opens the page; needed where other machines can reach it.
    pub token_file: Option<PathBuf>,
}

/// `[input]`
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct InputPart {
    /// Event devices of keyboards, foot switches and touch panels; `any`: all of them.
    pub devices: Option<Vec<String>>,
    /// What keys ask for, by the names that the kernel gives them.
    pub keys: BTreeMap<String, String>,
}

/// `[cpu]`: where threads of the service run, and before what.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct CpuPart {
    /// Takes frames from the device.
    pub capture: Option<ThreadPart>,
    /// Reads them: sector, model, exam.
    pub reading: Option<ThreadPart>,
    /// Draws the side display.
    pub display: Option<ThreadPart>,
}

/// A thread of `[cpu]`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct ThreadPart {
    /// The cores that it may run on, from 0; `None`: all.
    pub cores: Option<Vec<u16>>,
    /// Priority of SCHED_FIFO, 1 to 99; `None`: none.
    pub realtime: Option<Realtime>,
}

/// `[thermal]`
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct ThermalPart {
    /// From here on `doctor` warns.
    pub warn_celsius: Option<Celsius>,
    /// From here on `doctor` fails.
    pub max_celsius: Option<Celsius>,
}

/// `[storage]`
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct StoragePart {
    /// The folder that exams are written to.
    pub path: Option<PathBuf>,
    /// Room that has to be free there.
    pub free_mb_min: Option<Megabytes>,
    /// How long a write that has to last may take.
    pub fsync_ms_max: Option<Milliseconds>,
}

/// `[watchdog]`
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct WatchdogPart {
    /// The device that resets a board that hangs.
    pub device: Option<PathBuf>,
    /// The longest time after which it may do so.
    pub timeout_s_max: Option<Seconds>,
}

/// `[site]`
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct SitePart {
    /// Its name, for reports.
    pub name: Option<String>,
    /// Its time zone, such as Asia/Tokyo; `doctor` holds the machine's against it.
    pub time_zone: Option<super::value::TimeZone>,
}

/// `[scanner]`
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct ScannerPart {
    /// Its make and model, for reports.
    pub name: Option<String>,
}
