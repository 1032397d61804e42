//! What is wrong at a place of a text that people write, as a person reads it, and the name that was
//! probably meant. Knows nothing of what the text is about.

pub mod syntax;

use std::{fmt, ops::Range};

use strsim::damerau_levenshtein;

/// Something wrong, or worth a second look, at a place of a text.
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
    /// The line's text; empty where it is not to be shown.
    pub text: String,
    /// How many characters of it are meant, from the column on.
    pub width: usize,
}

/// The longest line that is shown, characters.
const LINE_CHARS_MAX: usize = 160;

impl Flaw {
    /// The line with carets below what is meant; empty where there is no line to show.
    ///
    /// ```text
    ///   3 | fsp = 30
    ///     | ^^^
    /// ```
    #[must_use]
    pub fn excerpt(&self) -> String {
        if self.text.is_empty() {
            return String::new();
        }
        let number = self.line.to_string();
        let pad = " ".repeat(number.len());
        let before = self.column.saturating_sub(1).min(LINE_CHARS_MAX);
        let left = self.text.chars().count().saturating_sub(before);
        let carets = "^".repeat(self.width.min(left).max(1));
        let blank = " ".repeat(before);
        format!("  {number} | {}\n  {pad} | {blank}{carets}", self.text)
    }

    /// The same without its line: for what must not be told again.
    #[must_use]
    pub fn without_text(self) -> Self {
        let text = String::new();
        Self { text, ..self }
    }
}

impl fmt::Display for Flaw {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            file,
            line,
            column,
            message,
            ..
        } = self;
        write!(f, "{file}:{line}:{column}: {message}")
    }
}

/// A text, and what messages call it.
#[derive(Clone, Copy, Debug)]
pub struct Source<'a> {
    /// The text as it was read.
    pub text: &'a [u8],
    /// The file's name.
    pub file: &'a str,
}

impl Source<'_> {
    /// Line and column, from 1, of a byte.
    #[must_use]
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

    /// A flaw at those bytes.
    #[must_use]
    pub fn flaw(
        &self,
        span: &Range<usize>,
        message: impl Into<String>,
        hint: impl Into<String>,
    ) -> Flaw {
        let (line, column) = self.place(span.start);
        let lines = String::from_utf8_lossy(self.text);
        let text = lines.lines().nth(line - 1).unwrap_or_default();
        let text = text.trim_start_matches('\u{feff}').trim_end();
        // A caret stands below its letter only if each takes one column.
        let shown = |c: char| if c.is_control() { ' ' } else { c };
        let meant = self.text.get(span.clone()).unwrap_or_default();
        let meant = String::from_utf8_lossy(meant);
        Flaw {
            file: self.file.to_owned(),
            line,
            column,
            message: message.into(),
            hint: hint.into(),
            text: text.chars().take(LINE_CHARS_MAX).map(shown).collect(),
            width: meant.lines().next().unwrap_or_default().chars().count(),
        }
    }
}

/// A text out of a file, fit for a message.
#[must_use]
pub fn shortened(text: &str) -> String {
    let mut chars = text.chars().filter(|c| !c.is_control());
    let mut short: String = chars.by_ref().take(40).collect();
    if chars.next().is_some() {
        short.push_str("...");
    }
    short
}

/// What is wrong, in one line: the first of it, and how much more there is; `none` where nothing is.
#[must_use]
pub fn told(flaws: &[Flaw], none: &str) -> String {
    match flaws {
        [] => none.to_owned(),
        [flaw] => flaw.to_string(),
        [flaw, rest @ ..] => format!("{flaw} (and {} more)", rest.len()),
    }
}

/// A hint: the known name that is nearest to what was written, or all where none is near.
#[must_use]
pub fn suggest(written: &str, names: &str, known: &[&str]) -> String {
    match nearest(written, known) {
        Some(name) => format!("did you mean `{name}`?"),
        None => format!("known {names}: {}", known.join(", ")),
    }
}

/// The known name that is meant by what was written: the only one that it is a part of, or the
/// nearest up to some slips of the pen.
#[must_use]
pub fn nearest<'a>(written: &str, known: &[&'a str]) -> Option<&'a str> {
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

#[cfg(test)]
mod tests;
