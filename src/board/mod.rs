//! Board files: what a board reads from, which model and profile it runs, where its page is.
//!
//! The command line lies over the board file, and the board file over the defaults. Knows no other
//! room: names of profiles and packs are checked by those who own them.

mod course;
mod error;
mod settings;
mod value;

use std::{
    fs,
    path::{Path, PathBuf},
};

use serde::Deserialize;

pub use course::{Begin, Reveal};
pub use error::BoardError;
pub use settings::Settings;
pub use value::{EdidName, Kind, Light, Size, SourceName};

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
}

/// `[display]`
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct DisplayPart {
    /// Screens drawn a second at most.
    pub fps_max: Option<value::Fps>,
    /// Framebuffer device of the side display's panel.
    pub framebuffer: Option<String>,
    /// What it speaks: `en`, `ja`, or a message file, relative to the board file.
    pub language: Option<String>,
    /// How bright it begins: `day`, `dim` or `night`.
    pub brightness: Option<Light>,
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
        match misplaced.into_iter().find(|(_, given)| *given) {
            Some((key, _)) => Err(BoardError::Misplaced {
                file: name.to_owned(),
                line: line_of_key(text, key),
                key,
            }),
            None => Ok(board),
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
            source,
            model: ModelPart {
                pack: self.model.pack.or(below.model.pack),
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
            },
            display: DisplayPart {
                fps_max: self.display.fps_max.or(below.display.fps_max),
                framebuffer: self.display.framebuffer.or(below.display.framebuffer),
                language: self.display.language.or(below.display.language),
                brightness: self.display.brightness.or(below.display.brightness),
            },
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
