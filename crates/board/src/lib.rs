//! Board files: what a board reads from, which model and profile it runs, where its page is, and what tells its machine.
//!
//! A file extends another one; the file of a scanner and that of a site lie over it, and the command line over all of
//! them. Each value knows where it stands. Knows no room of the service: names of profiles and packs are checked by
//! those who own them.

mod course;
mod difference;
mod display;
mod error;
mod layers;
mod leaf;
mod link;
mod machine;
mod parts;
mod places;
mod quantity;
mod secret;
mod settings;
mod value;
mod whole;

use std::path::Path;

use serde::Deserialize;

pub use course::{Begin, Reveal};
pub use difference::{Change, difference};
pub use display::{Controller, DisplayMode, DisplayPart, GpioLine, Megahertz, PanelKind, Rotation};
pub use error::BoardError;
pub use flaw::Flaw;
pub use layers::{Origin, Resolved, Value, Wanted};
pub use link::{Baud, FlowName, LinkPart, PortPath};
pub use machine::{Machine, Trait};
pub use parts::{
    AboutPart, CpuPart, ExamPart, InputPart, ModelPart, PagePart, ProbePart, ProfilePart,
    ScannerPart, SectorPart, SitePart, SourcePart, StoragePart, ThermalPart, ThreadPart,
    WatchdogPart,
};
pub use places::Layer;
pub use quantity::{Celsius, Centimetres, Megabytes, Millimetres, Milliseconds, Seconds};
pub use settings::Settings;
pub use value::{
    Area, EdidName, Fourcc, Fps, Kind, Light, Realtime, Size, SourceName, Threads, TimeZone, Token,
    UsbId,
};

/// Board files are a screenful; anything larger is some other file.
const FILE_BYTES_MAX: u64 = 64 * 1024;

/// A board file, or the command line in the same shape. What is `None` is left to the layer below.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Board {
    /// What it is.
    pub board: AboutPart,
    /// What tells its machine.
    pub probe: ProbePart,
    /// Where pictures come from.
    pub source: SourcePart,
    /// Where on the scanner's screens the picture lies.
    pub sector: Vec<SectorPart>,
    /// The model pack.
    pub model: ModelPart,
    /// The checklist profile.
    pub profile: ProfilePart,
    /// The exam.
    pub exam: ExamPart,
    /// The live page.
    pub page: PagePart,
    /// The side display.
    pub display: DisplayPart,
    /// What a person acts with.
    pub input: InputPart,
    /// The vendor links.
    pub link: Vec<LinkPart>,
    /// Where threads run.
    pub cpu: CpuPart,
    /// How warm it may become.
    pub thermal: ThermalPart,
    /// Where exams are written to.
    pub storage: StoragePart,
    /// What resets it.
    pub watchdog: WatchdogPart,
    /// The clinic.
    pub site: SitePart,
    /// The scanner.
    pub scanner: ScannerPart,
}

/// The names of the boards in a folder, in order.
#[must_use]
pub fn boards_in(folder: &Path) -> Vec<String> {
    places::stems(folder)
}

impl Board {
    /// Lays this one over another: what this one says holds, the rest comes from below.
    #[must_use]
    pub fn over(self, below: Self) -> Self {
        let mut source = self.source;
        // What another kind of source was asked for is nothing to ask this one for.
        if source.kind.is_none() || source.kind == below.source.kind {
            let below = below.source;
            if source.kind.is_none() {
                (source.kind, source.path) = (below.kind, below.path);
            }
            source.fps = source.fps.or(below.fps);
            source.size = source.size.or(below.size);
            source.seed = source.seed.or(below.seed);
            source.format = source.format.or(below.format);
            source.edid = source.edid.or(below.edid);
        }
        Self {
            link: if self.link.is_empty() {
                below.link
            } else {
                self.link
            },
            source,
            model: ModelPart {
                pack: self.model.pack.or(below.model.pack),
                allow_unsigned: self.model.allow_unsigned.or(below.model.allow_unsigned),
                keys: self.model.keys.or(below.model.keys),
                store: self.model.store.or(below.model.store),
                threads: self.model.threads.or(below.model.threads),
            },
            // The name and the file are one choice.
            profile: match self.profile {
                ProfilePart {
                    name: None,
                    file: None,
                } => below.profile,
                given => given,
            },
            exam: ExamPart {
                findings: self.exam.findings.or(below.exam.findings),
                begin: self.exam.begin.or(below.exam.begin),
                reveal: self.exam.reveal.or(below.exam.reveal),
                end_by_itself: self.exam.end_by_itself.or(below.exam.end_by_itself),
            },
            page: PagePart {
                address: self.page.address.or(below.page.address),
                port: self.page.port.or(below.page.port),
                token_file: self.page.token_file.or(below.page.token_file),
            },
            input: InputPart {
                devices: self.input.devices.or(below.input.devices),
                keys: below
                    .input
                    .keys
                    .into_iter()
                    .chain(self.input.keys)
                    .collect(),
            },
            display: self.display.over(below.display),
            // Nothing of these is said on the command line.
            ..below
        }
    }
}

#[cfg(test)]
mod tests;
