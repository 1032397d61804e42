//! The languages of the screen: message files, one key and one sentence each.
//!
//! English and Japanese are part of the program; a third is a file of the same shape. What a file leaves out, or
//! says so that it cannot be shown, stands on the screen in English within brackets, and a message says so.

mod phrases;
mod word;

use std::{
    fmt::{self, Display, Write},
    fs, io,
    path::{Path, PathBuf},
    sync::LazyLock,
};

use phrases::Phrases;
pub use word::{Message, Word};

/// A message file is a few screens of text; anything larger is some other file.
const FILE_BYTES_MAX: u64 = 256 * 1024;
/// The longest sentence, characters: no place of the screen holds more.
const CHARS_MAX: usize = 200;
/// What files are made for.
const SCHEMA: i64 = 1;

const ENGLISH: &str = include_str!("en.toml");
const JAPANESE: &str = include_str!("ja.toml");

/// Why a language cannot be taken.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum LanguageError {
    /// The file cannot be read.
    #[error("language {}: {source}", file.display())]
    Io {
        /// The file.
        file: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// The file is too large for one of messages.
    #[error("language {}: {bytes} bytes; a message file has {FILE_BYTES_MAX} at most", file.display())]
    TooLarge {
        /// The file.
        file: PathBuf,
        /// Its size.
        bytes: u64,
    },
    /// It is no message file.
    #[error("language {name}: {message}")]
    Broken {
        /// Its name.
        name: String,
        /// What is wrong with it.
        message: String,
    },
}

impl LanguageError {
    /// What to do about it.
    #[must_use]
    pub const fn hint(&self) -> &'static str {
        match self {
            Self::Io { .. } => "say en, ja, or the path of a message file",
            Self::TooLarge { .. } | Self::Broken { .. } => {
                "begin with a copy of the program's English: second-reader language"
            }
        }
    }
}

/// What the screen says in one language.
#[derive(Clone, Debug)]
pub struct Language {
    code: String,
    words: Vec<String>,
    phrases: Phrases,
}

static BUILTIN_ENGLISH: LazyLock<Language> = LazyLock::new(|| {
    // A test reads it; without it the screen would have no words at all.
    let parsed = Language::parse("en", ENGLISH, None);
    parsed.map_or_else(
        |_| Language {
            code: "en".to_owned(),
            words: Word::all().map(Word::key).collect(),
            phrases: Phrases::default(),
        },
        |(language, _)| language,
    )
});
static BUILTIN_JAPANESE: LazyLock<Language> = LazyLock::new(|| {
    let parsed = Language::parse("ja", JAPANESE, Some(&BUILTIN_ENGLISH));
    parsed.map_or_else(|_| BUILTIN_ENGLISH.clone(), |(language, _)| language)
});

impl Language {
    /// The names of those that are part of the program.
    pub const BUILTIN: [&'static str; 2] = ["en", "ja"];

    /// English.
    #[must_use]
    pub fn english() -> &'static Self {
        &BUILTIN_ENGLISH
    }

    /// The one of that name that is part of the program.
    #[must_use]
    pub fn builtin(code: &str) -> Option<&'static Self> {
        match code {
            "en" => Some(&BUILTIN_ENGLISH),
            "ja" => Some(&BUILTIN_JAPANESE),
            _ => None,
        }
    }

    /// The text of the English message file, to begin another one with.
    #[must_use]
    pub const fn template() -> &'static str {
        ENGLISH
    }

    /// The language of a name, or of a message file; with it what is wrong with the file, a line each: keys that
    /// are missing, not known, or cannot be shown.
    ///
    /// # Errors
    /// Where there is no such file, or it is no message file.
    pub fn load(name: &str) -> Result<(Self, Vec<String>), LanguageError> {
        if let Some(language) = Self::builtin(name) {
            return Ok((language.clone(), Vec::new()));
        }
        let file = Path::new(name);
        let io = |source| LanguageError::Io {
            file: file.to_owned(),
            source,
        };
        let bytes = fs::metadata(file).map_err(io)?.len();
        if bytes > FILE_BYTES_MAX {
            return Err(LanguageError::TooLarge {
                file: file.to_owned(),
                bytes,
            });
        }
        let text = fs::read_to_string(file).map_err(io)?;
        Self::parse(name, &text, Some(&BUILTIN_ENGLISH))
    }

    /// Reads the text of a message file; what it lacks is taken from `below`, within brackets.
    ///
    /// # Errors
    /// Where it is no message file, or something is missing and there is nothing below.
    pub fn parse(
        name: &str,
        text: &str,
        below: Option<&Self>,
    ) -> Result<(Self, Vec<String>), LanguageError> {
        let broken = |message: String| LanguageError::Broken {
            name: name.to_owned(),
            message,
        };
        let mut table: toml::Table = text.parse().map_err(|e: toml::de::Error| {
            let line = e
                .span()
                .map_or(1, |span| text[..span.start].lines().count().max(1));
            broken(format!("line {line}: {}", e.message()))
        })?;
        match table.remove("schema") {
            Some(toml::Value::Integer(SCHEMA)) => {}
            other => {
                let found = other.map_or("none".to_owned(), |value| value.to_string());
                return Err(broken(format!("schema {SCHEMA} is needed, not {found}")));
            }
        }
        let code = match table.remove("code") {
            Some(toml::Value::String(code)) => code,
            _ => return Err(broken("code = \"...\" is missing".to_owned())),
        };
        table.remove("name");
        let phrases = table
            .remove("phrases")
            .unwrap_or(toml::Value::Table(toml::Table::new()));
        let mut faults = Vec::new();
        let mut words = Vec::with_capacity(Word::COUNT);
        for word in Word::all() {
            let key = word.key();
            let english = below.map(|below| below.get(word));
            match take(&mut table, &key).and_then(|value| checked(value, english)) {
                Ok(text) => words.push(text),
                Err(fault) => {
                    let english = english.ok_or_else(|| broken(format!("{key}: {fault}")))?;
                    faults.push(format!("{name}: {key}: {fault}; shown in English"));
                    words.push(format!("[{english}]"));
                }
            }
        }
        faults.extend(unknown(&table).map(|key| format!("{name}: {key}: no such key")));
        let phrases = Phrases::read(phrases, |key, fault| {
            faults.push(format!(
                "{name}: phrases.{key:?}: {fault}; shown in English"
            ));
        });
        let language = Self {
            code,
            words,
            phrases,
        };
        Ok((language, faults))
    }

    /// Its short name: `en`.
    #[must_use]
    pub fn code(&self) -> &str {
        &self.code
    }

    /// A word or sentence, with its `{places}` as they are.
    #[must_use]
    pub fn get(&self, word: Word) -> &str {
        self.words.get(word.place()).map_or("", String::as_str)
    }

    /// A message, with its `{places}` as they are.
    #[must_use]
    pub fn message(&self, message: Message) -> &str {
        self.get(Word::Message(message))
    }

    /// A message with its places filled.
    #[must_use]
    pub fn with<'a>(&'a self, message: Message, values: Values<'a>) -> Filled<'a> {
        Filled {
            text: self.message(message),
            values,
        }
    }

    /// Words of a checklist or of an exam in this language; as they are where it does not know them.
    pub fn phrase<'a>(&'a self, english: &'a str) -> phrases::Said<'a> {
        self.phrases.say(english)
    }

    /// All that it says, for tests of its letters.
    pub fn texts(&self) -> impl Iterator<Item = &str> {
        let words = self.words.iter().map(String::as_str);
        words.chain(self.phrases.texts())
    }

    /// The same language with every sentence changed, for tests of the room that it has.
    #[must_use]
    pub fn map(&self, change: impl Fn(&str) -> String) -> Self {
        let words = self.words.iter().map(|text| change(text));
        Self {
            code: self.code.clone(),
            words: words.collect(),
            phrases: self.phrases.clone(),
        }
    }
}

/// What is put into the places of a message: names and values.
pub type Values<'a> = &'a [(&'a str, &'a dyn Display)];

/// A message whose places are filled where it is written.
pub struct Filled<'a> {
    text: &'a str,
    values: Values<'a>,
}

impl Display for Filled<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for piece in pieces(self.text) {
            match piece {
                Piece::Text(text) => f.write_str(text)?,
                Piece::Place(name) => match self.values.iter().find(|(n, _)| *n == name) {
                    Some((_, value)) => value.fmt(f)?,
                    None => write!(f, "{{{name}}}")?,
                },
            }
        }
        Ok(())
    }
}

/// A part of a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Piece<'a> {
    Text(&'a str),
    Place(&'a str),
}

/// The parts of a message: what stands in it, and the places in braces.
fn pieces(text: &str) -> impl Iterator<Item = Piece<'_>> {
    let mut rest = text;
    std::iter::from_fn(move || {
        if rest.is_empty() {
            return None;
        }
        let place = rest.strip_prefix('{').and_then(|r| r.split_once('}'));
        if let Some((name, after)) = place {
            rest = after;
            return Some(Piece::Place(name));
        }
        let end = rest.char_indices().skip(1).find(|(_, c)| *c == '{');
        let (text, after) = rest.split_at(end.map_or(rest.len(), |(at, _)| at));
        rest = after;
        Some(Piece::Text(text))
    })
}

/// Takes the value of `table.name` out.
fn take(table: &mut toml::Table, key: &str) -> Result<String, String> {
    let (outer, name) = key.split_once('.').unwrap_or(("", key));
    let inner = table.get_mut(outer).and_then(toml::Value::as_table_mut);
    match inner.and_then(|inner| inner.remove(name)) {
        None => Err("missing".to_owned()),
        Some(toml::Value::String(text)) => Ok(text),
        Some(_) => Err("no text".to_owned()),
    }
}

/// A sentence that can be shown: the places of the English one and no others.
fn checked(text: String, english: Option<&str>) -> Result<String, String> {
    if text.trim().is_empty() {
        return Err("empty".to_owned());
    }
    if text.chars().count() > CHARS_MAX {
        return Err(format!("more than {CHARS_MAX} characters"));
    }
    if text.contains(char::is_control) {
        return Err("a control character".to_owned());
    }
    let Some(english) = english else {
        return Ok(text);
    };
    let known =
        |place: &Piece| matches!(place, Piece::Text(_)) || pieces(english).any(|p| p == *place);
    if let Some(Piece::Place(name)) = pieces(&text).find(|piece| !known(piece)) {
        return Err(format!("{{{name}}} is put in by nobody"));
    }
    Ok(text)
}

/// The keys that are left in a table.
fn unknown(table: &toml::Table) -> impl Iterator<Item = String> {
    table.iter().flat_map(|(outer, value)| match value {
        toml::Value::Table(inner) => inner.keys().map(|name| format!("{outer}.{name}")).collect(),
        _ => vec![outer.clone()],
    })
}

/// Writes words one after the other, for a line of text.
pub(super) fn joined(out: &mut String, words: impl Display) {
    // Writing to a string does not fail.
    let _ = write!(out, "{words}");
}

#[cfg(test)]
mod tests;
