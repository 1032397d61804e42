//! From a name or a file to a whole checklist, through everything that it extends.

use std::{
    fs::{self, File},
    io::{self, Read},
    path::{Path, PathBuf},
};

use flaw::{Source, shortened, suggest};
use toml::Spanned;

use super::{
    BUILTIN, Flaw, Profile, TEXT_BYTES_MAX,
    merge::{Notes, merge},
    reader,
};
use crate::anatomy::ProfileError;

/// How many profiles can extend one another.
const CHAIN_MAX: usize = 8;
/// The most flaws that are told.
const FLAWS_MAX: usize = 100;

/// A profile that another one extends.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Base {
    /// Its name.
    pub name: String,
    /// Its version.
    pub version: String,
    /// Where it was read.
    pub file: String,
}

/// A place where an item was written or edited.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Origin {
    /// The file.
    pub file: String,
    /// Line, from 1.
    pub line: usize,
    /// The fields that an edit changed, `order` where it moved; empty where the item was written.
    pub changed: Vec<&'static str>,
}

/// An item that a profile took out of what it extends.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Removed {
    /// Its id.
    pub id: String,
    /// Its label.
    pub label: String,
    /// The file that took it out.
    pub file: String,
    /// Line, from 1.
    pub line: usize,
}

/// A profile with where it comes from.
#[derive(Clone, Debug, PartialEq)]
pub struct Resolved {
    /// The checklist as it holds.
    pub profile: Profile,
    /// Where it was read: a path, or `isuog-2023 (built in)`.
    pub file: String,
    /// What it extends, the nearest first.
    pub bases: Vec<Base>,
    /// For each item of the checklist where it was written and edited, in that order; at least one.
    pub origins: Vec<Vec<Origin>>,
    /// What was taken out on the way.
    pub removed: Vec<Removed>,
    /// What may be meant, and is worth a second look.
    pub warnings: Vec<Flaw>,
}

impl Resolved {
    /// The built-in profile of that name, or the one in the file of that path.
    ///
    /// # Errors
    /// [`ProfileError::Unknown`] where there is neither, [`ProfileError::Unreadable`] for a file that
    /// cannot be read, and [`ProfileError::Invalid`] with everything that is wrong in it and in
    /// those that it extends.
    pub fn find(name: &Path) -> Result<Self, ProfileError> {
        if let Some(name) = name.to_str()
            && Profile::builtin_names().contains(&name)
        {
            return Self::builtin(name);
        }
        let is_path = name.components().count() > 1
            || name
                .extension()
                .is_some_and(|e| e.eq_ignore_ascii_case("toml"))
            || name.exists();
        let file = name.display().to_string();
        if !is_path {
            return Err(ProfileError::Unknown { name: file });
        }
        match read_file(name) {
            Ok(bytes) => Self::parse(&bytes, name),
            Err(message) => Err(ProfileError::Unreadable { file, message }),
        }
    }

    /// The profile of that name that comes with the program.
    ///
    /// # Errors
    /// [`ProfileError::Unknown`] where there is none.
    pub fn builtin(name: &str) -> Result<Self, ProfileError> {
        let unknown = || ProfileError::Unknown {
            name: name.to_owned(),
        };
        let found = BUILTIN.into_iter().find(|(known, _)| *known == name);
        let (_, text) = found.ok_or_else(unknown)?;
        let mut loader = Loader::default();
        let resolved = loader.builtin(name, text);
        loader.finish(resolved)
    }

    /// Reads the text of a profile; `file` is its name for messages, and what it extends by a
    /// relative path lies beside it.
    ///
    /// # Errors
    /// [`ProfileError::Invalid`] with everything that is wrong in it and in those that it extends.
    pub fn parse(text: &[u8], file: &Path) -> Result<Self, ProfileError> {
        let mut loader = Loader::default();
        let resolved = loader.file(text, file);
        loader.finish(resolved)
    }
}

/// The bytes of a profile file, or why there are none.
fn read_file(path: &Path) -> Result<Vec<u8>, String> {
    let read = || -> io::Result<Vec<u8>> {
        // A pipe or a device could keep a reader waiting for ever.
        if !fs::metadata(path)?.is_file() {
            return Err(io::Error::other("this is no file"));
        }
        let mut bytes = Vec::new();
        let limit = TEXT_BYTES_MAX as u64 + 1;
        File::open(path)?.take(limit).read_to_end(&mut bytes)?;
        Ok(bytes)
    };
    match read() {
        Ok(bytes) if bytes.len() > TEXT_BYTES_MAX => {
            Err("longer than 64 KiB: this is no profile".to_owned())
        }
        Ok(bytes) => Ok(bytes),
        Err(e) => Err(e.to_string()),
    }
}

#[derive(Default)]
struct Loader {
    notes: Notes,
    /// The files that are being read, each extended by the one before.
    open: Vec<PathBuf>,
}

impl Loader {
    fn finish(mut self, resolved: Option<Resolved>) -> Result<Resolved, ProfileError> {
        match resolved {
            Some(resolved) if self.notes.flaws.is_empty() => Ok(Resolved {
                warnings: self.notes.warnings,
                ..resolved
            }),
            _ => {
                self.notes.flaws.truncate(FLAWS_MAX);
                Err(ProfileError::Invalid {
                    flaws: self.notes.flaws,
                })
            }
        }
    }

    fn builtin(&mut self, name: &str, text: &str) -> Option<Resolved> {
        let file = format!("{name} (built in)");
        let source = Source {
            text: text.as_bytes(),
            file: &file,
        };
        let statements = reader::read(source, text, &mut self.notes.flaws)?;
        Some(merge(source, statements, None, &mut self.notes))
    }

    fn file(&mut self, bytes: &[u8], path: &Path) -> Option<Resolved> {
        let file = path.display().to_string();
        let source = Source {
            text: bytes,
            file: &file,
        };
        if bytes.len() > TEXT_BYTES_MAX {
            self.note(&source, 0, "longer than 64 KiB", "a profile is shorter");
            return None;
        }
        let text = match std::str::from_utf8(bytes) {
            Ok(text) => text,
            Err(e) => {
                let hint = "save it as UTF-8 without a byte order of 16 bits";
                self.note(&source, e.valid_up_to(), "the text is not UTF-8", hint);
                return None;
            }
        };
        let flaws = self.notes.flaws.len();
        let statements = reader::read(source, text, &mut self.notes.flaws)?;
        let extends = statements.extends.clone();
        let base = extends.as_ref().and_then(|extends| {
            self.open.push(identity(path));
            let base = self.base(&source, extends, path);
            self.open.pop();
            base
        });
        self.name(&source, &statements.name, base.as_ref());
        // Without its base, whatever it edits would be told as wrong.
        let is_whole = extends.is_none() || base.is_some();
        let resolved = is_whole.then(|| merge(source, statements, base, &mut self.notes));
        // What the reader found stands before what the merge found: in the order of the lines.
        let mine = |flaw: &Flaw| (flaw.file != file, flaw.line, flaw.column);
        self.notes.flaws[flaws..].sort_by_key(mine);
        resolved
    }

    fn note(&mut self, source: &Source, at: usize, message: &str, hint: &str) {
        self.notes.flaws.push(source.flaw(&(at..at), message, hint));
    }

    /// The profile that `extends` names.
    fn base(&mut self, source: &Source, extends: &Spanned<String>, by: &Path) -> Option<Resolved> {
        let (at, text) = (extends.span().start, extends.get_ref().as_str());
        let (name, wanted) = match text.rsplit_once('@') {
            Some((name, version)) => (name, Some(version).filter(|v| !v.is_empty())),
            None => (text, None),
        };
        let base = self.base_of_name(source, at, name, by)?;
        let is = &base.profile.version;
        let short: Vec<_> = is.split('.').take(2).collect();
        let line = format!("extends = \"{name}@{}\"", short.join("."));
        match wanted {
            None => {
                let message = format!("`{}` is named without its version", shortened(text));
                let hint =
                    format!("name the version that this profile was written against: {line}");
                self.note(source, at, &message, &hint);
            }
            Some(wanted) if !matches(wanted, is) => {
                let wanted = shortened(wanted);
                let message = format!("written against {name} {wanted}, but {name} is {is} now");
                let show = by
                    .parent()
                    .map_or(name.to_owned(), |folder| match is_path(name) {
                        true => folder.join(name).display().to_string(),
                        false => name.to_owned(),
                    });
                let hint = format!(
                    "look at what changed (second-reader profile explain {show}), then write: {line}"
                );
                self.note(source, at, &message, &hint);
            }
            Some(_) => {}
        }
        Some(base)
    }

    fn base_of_name(
        &mut self,
        source: &Source,
        at: usize,
        name: &str,
        by: &Path,
    ) -> Option<Resolved> {
        if let Some((name, text)) = BUILTIN.into_iter().find(|(known, _)| *known == name) {
            return self.builtin(name, text);
        }
        if !is_path(name) {
            let message = format!("unknown profile `{}`", shortened(name));
            let known = suggest(name, "profiles", &Profile::builtin_names());
            let hint = format!("{known} (a file by its relative path, such as \"base.toml@1.0\")");
            self.note(source, at, &message, &hint);
            return None;
        }
        let path = by.parent().unwrap_or(Path::new("")).join(name);
        if self.open.contains(&identity(&path)) {
            let by_way: Vec<_> = self.open.iter().filter_map(|p| p.file_name()).collect();
            let by_way: Vec<_> = by_way.iter().map(|name| name.to_string_lossy()).collect();
            let message = format!(
                "`{}` extends itself: {}",
                shortened(name),
                by_way.join(" -> ")
            );
            self.note(source, at, &message, "one of them has to stand on its own");
            return None;
        }
        if self.open.len() >= CHAIN_MAX {
            let message = format!("more than {CHAIN_MAX} profiles extend one another");
            self.note(
                source,
                at,
                &message,
                "extend one that is nearer to the built-in one",
            );
            return None;
        }
        match read_file(&path) {
            Ok(bytes) => {
                let flaws = self.notes.flaws.len();
                let base = self.file(&bytes, &path);
                base.filter(|_| self.notes.flaws.len() == flaws)
            }
            Err(message) => {
                let message = format!("`{}`: {message}", path.display());
                let hint = "the path is relative to this file, such as \"base.toml@1.0\"";
                self.note(source, at, &message, hint);
                None
            }
        }
    }

    /// Records tell profiles by their names.
    fn name(&mut self, source: &Source, name: &Spanned<String>, base: Option<&Resolved>) {
        let (at, name) = (name.span().start, name.get_ref());
        let of_base = |base: &Resolved| {
            base.profile.name == *name || base.bases.iter().any(|b| b.name == *name)
        };
        let taken = if Profile::builtin_names().contains(&name.as_str()) {
            "a built-in profile"
        } else if base.is_some_and(of_base) {
            "a profile that it extends"
        } else {
            return;
        };
        let message = format!("`{name}` is the name of {taken}");
        let hint = "give it a name of its own, such as that of the hospital: records say it";
        self.note(source, at, &message, hint);
    }
}

fn is_path(name: &str) -> bool {
    name.contains('/') || name.to_ascii_lowercase().ends_with(".toml")
}

/// The path without links and dots, as far as it exists.
fn identity(path: &Path) -> PathBuf {
    fs::canonicalize(path).unwrap_or_else(|_| path.to_owned())
}

/// Whether a version is one of those meant: `1.0` means 1.0 and 1.0.3, not 1.1 and not 1.01.
fn matches(wanted: &str, is: &str) -> bool {
    is.strip_prefix(wanted)
        .is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
}
