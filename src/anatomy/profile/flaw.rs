//! What is wrong at a place of a profile's text, and the name that was probably meant.

use std::{fmt, ops::Range};

use strsim::damerau_levenshtein;

/// Something wrong, or worth a second look, at a place of a profile.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Flaw {
    /// The file.
    pub file: String,
    /// Line, from 1.
    pub line: usize,
    /// Column, from 1, counted in characters.
    pub column: usize,
    /// What is wrong.
    pub message: String,
    /// What to do.
    pub hint: String,
}

impl fmt::Display for Flaw {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            file,
            line,
            column,
            message,
            hint: _,
        } = self;
        write!(f, "{file}:{line}:{column}: {message}")
    }
}

/// A text, and what messages call it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Source<'a> {
    pub text: &'a [u8],
    pub file: &'a str,
}

impl Source<'_> {
    /// Line and column, from 1, of a byte.
    pub fn place(&self, at: usize) -> (usize, usize) {
        let before = &self.text[..at.min(self.text.len())];
        let line = 1 + before.iter().filter(|b| **b == b'\n').count();
        let start = before
            .iter()
            .rposition(|b| *b == b'\n')
            .map_or(0, |n| n + 1);
        let text = String::from_utf8_lossy(&before[start..]);
        (
            line,
            1 + text.trim_start_matches('\u{feff}').chars().count(),
        )
    }

    pub fn flaw(
        &self,
        span: &Range<usize>,
        message: impl Into<String>,
        hint: impl Into<String>,
    ) -> Flaw {
        let (line, column) = self.place(span.start);
        Flaw {
            file: self.file.to_owned(),
            line,
            column,
            message: message.into(),
            hint: hint.into(),
        }
    }
}

/// A text out of a file, fit for a message.
pub(super) fn shortened(text: &str) -> String {
    let mut chars = text.chars().filter(|c| !c.is_control());
    let mut short: String = chars.by_ref().take(40).collect();
    if chars.next().is_some() {
        short.push_str("...");
    }
    short
}

/// A hint: the known name that is nearest to what was written, or all where none is near.
pub(crate) fn suggest(written: &str, names: &str, known: &[&str]) -> String {
    match nearest(written, known) {
        Some(name) => format!("did you mean `{name}`?"),
        None => format!("known {names}: {}", known.join(", ")),
    }
}

/// The known name that is meant by what was written: the only one that it is a part of, or the
/// nearest up to some slips of the pen.
pub(crate) fn nearest<'a>(written: &str, known: &[&'a str]) -> Option<&'a str> {
    let plain = |text: &str| text.trim().to_lowercase().replace([' ', '-'], "_");
    // Nothing longer is near to a known name.
    let written = plain(&written.chars().take(64).collect::<String>());
    let mut whole = known.iter().filter(|name| plain(name).contains(&written));
    if let (true, Some(name), None) = (written.len() > 2, whole.next(), whole.next()) {
        return Some(name);
    }
    let key = |name: &&&str| {
        let name = plain(name);
        let slips = damerau_levenshtein(&written, &name);
        (slips, name.chars().next() != written.chars().next())
    };
    let name = known.iter().min_by_key(key)?;
    let slips_max = (name.chars().count() / 3).max(1);
    (key(&name).0 <= slips_max).then_some(name)
}
