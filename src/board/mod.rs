//! Board files: what a board reads from, which model and profile it runs, where its page is.
//!
//! The command line lies over the board file, and the board file over the defaults. Knows no other
//! room: names of profiles and packs are checked by those who own them.

mod course;
mod display;
mod error;
mod link;
mod settings;
mod value;

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
};

use serde::Deserialize;

use display::DisplayFault;

pub use course::{Begin, Reveal};
pub use display::{Controller, DisplayMode, DisplayPart, GpioLine, Megahertz, PanelKind, Rotation};
pub use error::BoardError;
pub use link::{Baud, FlowName, LinkPart, PortPath};
pub use settings::Settings;
pub use value::{EdidName, Kind, Light, Size, SourceName, Token};

/// Board files are a screenful; anything larger is some other file.
const FILE_BYTES_MAX: u64 = 64 * 1024;

/// A board file, or the command line in the same shape. What is `None` is left to the layer below.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Board {
    /// Where pictures come from.
    pub source: SourcePart,
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
    pub fps: Option<value::Fps>,
    /// Picture size that the phantom makes, or that the device is asked for.
    pub size: Option<Size>,
    /// Pixel formats that the device is asked for, the best first.
    pub format: Option<Vec<value::Fourcc>>,
    /// What the device tells the scanner.
    pub edid: Option<EdidName>,
    /// Seed of the phantom.
    pub seed: Option<u64>,
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
    pub address: Option<std::net::IpAddr>,
    /// Port; 0 lets the system choose.
    pub port: Option<u16>,
    /// What is asked of who opens the page; needed where other machines can reach it.
    pub token: Option<value::Token>,
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

impl Board {
    /// Reads a board file.
    ///
    /// # Errors
    /// Where it cannot be read, or says something that no board can mean: with file and line.
    pub fn load(path: &Path) -> Result<Self, BoardError> {
        let name = path.display().to_string();
        let io = |source| BoardError::Io {
            file: name.clone(),
            source,
        };
        let bytes = fs::metadata(path).map_err(io)?.len();
        if bytes > FILE_BYTES_MAX {
            return Err(BoardError::TooLarge {
                file: name,
                bytes,
                bytes_max: FILE_BYTES_MAX,
            });
        }
        let mut board = Self::parse(&name, &fs::read_to_string(path).map_err(io)?)?;
        if let Some(file) = &mut board.profile.file {
            let folder = path.parent().filter(|p| !p.as_os_str().is_empty());
            // With a dot at least: as it stands, the name of a file could be that of a profile.
            *file = folder.unwrap_or(Path::new(".")).join(&*file);
        }
        // A name such as `ja` has neither; a file has.
        if let Some(language) = &mut board.display.language
            && language.contains(['.', '/'])
        {
            let folder = path.parent().filter(|p| !p.as_os_str().is_empty());
            let file = folder.unwrap_or(Path::new(".")).join(&*language);
            *language = file.to_string_lossy().into_owned();
        }
        Ok(board)
    }

    /// Reads the text of a board file; `name` is what errors call it.
    ///
    /// # Errors
    /// Where the text is no TOML, a key is unknown, or a value is out of its range.
    pub fn parse(name: &str, text: &str) -> Result<Self, BoardError> {
        let board: Self = toml::from_str(text).map_err(|e| BoardError::syntax(name, text, &e))?;
        if board.profile.name.is_some() && board.profile.file.is_some() {
            return Err(BoardError::TwoProfiles {
                file: name.to_owned(),
                line: line_of_key(text, "file"),
            });
        }
        let needs_path = board.source.kind.is_some_and(|k| k != Kind::Phantom);
        if needs_path && board.source.path.is_none() {
            return Err(BoardError::PathMissing {
                file: name.to_owned(),
                line: line_of_key(text, "kind"),
            });
        }
        let (source, kind) = (&board.source, board.source.kind);
        let of_file = kind == Some(Kind::File);
        let not_of_device = kind.is_some_and(|k| k != Kind::V4l2);
        let misplaced = [
            ("fps", of_file && source.fps.is_some()),
            ("size", of_file && source.size.is_some()),
            ("seed", needs_path && source.seed.is_some()),
            ("format", not_of_device && source.format.is_some()),
            ("edid", not_of_device && source.edid.is_some()),
        ];
        if let Some((key, _)) = misplaced.into_iter().find(|(_, given)| *given) {
            return Err(BoardError::Misplaced {
                file: name.to_owned(),
                line: line_of_key(text, key),
                key,
            });
        }
        let far = board.page.address.filter(|address| !address.is_loopback());
        if let Some(address) = far.filter(|_| board.page.token.is_none()) {
            return Err(BoardError::TokenMissing {
                file: name.to_owned(),
                line: line_of_key(text, "address"),
                address,
            });
        }
        match board.display.fault() {
            None => Ok(board),
            Some(fault) => {
                let display = text.find("[display]").unwrap_or_default();
                let before = text[..display].matches('\n').count();
                let line = |key| before + line_of_key(&text[display..], key);
                let file = name.to_owned();
                Err(match fault {
                    DisplayFault::Misplaced(key) => {
                        let line = line(key);
                        BoardError::OtherPanel { file, line, key }
                    }
                    DisplayFault::Missing(key) => {
                        let line = line("panel");
                        BoardError::PanelNeeds { file, line, key }
                    }
                })
            }
        }
    }

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
                token: self.page.token.or(below.page.token),
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
        }
    }
}

/// The line, from 1, of the first key of that name.
fn line_of_key(text: &str, key: &str) -> usize {
    let is_key = |line: &str| {
        line.trim_start()
            .strip_prefix(key)
            .is_some_and(|rest| rest.trim_start().starts_with('='))
    };
    text.lines().position(is_key).map_or(1, |n| n + 1)
}

#[cfg(test)]
mod tests;
