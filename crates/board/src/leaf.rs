//! From the text of one file to its values, each with its place. Each value is tried alone, so that all that is wrong
//! in a file can be told in one go.

use std::{ops::Range, path::Path};

use flaw::{Flaw, Source, shortened, suggest, syntax};
use serde::Deserialize as _;
use toml::{
    Spanned,
    de::{DeTable, DeValue, Deserializer, Error, ValueDeserializer},
};

use super::{Board, quantity, secret};

/// Texts that are paths, relative to the file that they stand in.
const PATHS: [&str; 3] = ["profile.file", "page.token_file", "source.edid"];
/// Keys of a file that name others.
const LINKS: [&str; 3] = ["extends", "with_site", "with_scanner"];
const EXAMPLES: syntax::Examples = syntax::Examples {
    text: "kind = \"v4l2\"",
    list: "format = [\"YUYV\", \"MJPG\"]",
    table: "[source] or [display]",
};

/// A value of a file.
#[derive(Clone, Debug)]
pub(crate) struct Leaf {
    /// Its section and key: `source.fps`.
    pub key: String,
    pub value: toml::Value,
    /// Where the key stands, bytes.
    pub at: Range<usize>,
}

/// A name of another file.
#[derive(Clone, Debug)]
pub(crate) struct Named {
    pub name: String,
    pub at: Range<usize>,
}

/// What one file says.
#[derive(Clone, Debug, Default)]
pub(crate) struct Statements {
    pub extends: Option<Named>,
    pub with_site: Option<Named>,
    pub with_scanner: Option<Named>,
    pub leaves: Vec<Leaf>,
}

/// Reads a text; notes all that is wrong with it.
pub(crate) fn read(source: &Source, text: &str, flaws: &mut Vec<Flaw>) -> Statements {
    let (document, errors) = DeTable::parse_recoverable(text);
    let mut reader = Reader {
        source,
        flaws: Vec::new(),
        said: Statements::default(),
    };
    for (key, value) in document.get_ref() {
        reader.entry(key, value);
    }
    let Reader {
        flaws: mut found,
        mut said,
        ..
    } = reader;
    if !errors.is_empty() {
        if errors.iter().any(syntax::spreads) {
            found.clear();
        }
        let faults = syntax::faults(source, &errors, &EXAMPLES);
        // A line that is no TOML may be that of a secret.
        let hidden = |flaw: Flaw| match flaw.text.split(['=', ':']).next() {
            Some(key) if secret::is_key(key) => Flaw {
                message: "this line is no TOML".to_owned(),
                ..flaw.without_text()
            },
            _ => flaw,
        };
        let faults: Vec<_> = faults.into_iter().map(hidden).collect();
        found.retain(|flaw| faults.iter().all(|fault| fault.line != flaw.line));
        found.extend(faults);
    }
    found.sort_by_key(|flaw| (flaw.line, flaw.column));
    flaws.extend(found);
    said.leaves.sort_by_key(|leaf| leaf.at.start);
    said
}

type Key<'t> = Spanned<std::borrow::Cow<'t, str>>;
type Value<'t> = Spanned<DeValue<'t>>;

struct Reader<'a> {
    source: &'a Source<'a>,
    flaws: Vec<Flaw>,
    said: Statements,
}

impl Reader<'_> {
    fn entry(&mut self, key: &Key, value: &Value) {
        let name = &**key.get_ref();
        if LINKS.contains(&name) {
            return self.link(key, value);
        }
        let Some(section) = value.get_ref().as_table() else {
            self.leaf(&[key], value);
            return;
        };
        if section.is_empty() {
            // Nothing is said in it, and its name is to be right all the same.
            self.try_alone(&[key], value);
        }
        for (inner, value) in section {
            match value.get_ref().as_table() {
                Some(keys) if name == "input" && inner.get_ref() == "keys" => {
                    for (code, value) in keys {
                        self.leaf(&[key, inner, code], value);
                    }
                }
                _ => self.leaf(&[key, inner], value),
            }
        }
    }

    fn link(&mut self, key: &Key, value: &Value) {
        let name = &**key.get_ref();
        let Some(text) = value.get_ref().as_str().filter(|text| !text.is_empty()) else {
            let message = format!("`{name}` names another file: a text in double quotes");
            let hint = format!("write {name} = \"...\" with its name or path");
            self.flaws
                .push(self.source.flaw(&value.span(), message, hint));
            return;
        };
        let named = Some(Named {
            name: text.to_owned(),
            at: value.span(),
        });
        match name {
            "extends" => self.said.extends = named,
            "with_site" => self.said.with_site = named,
            _ => self.said.with_scanner = named,
        }
    }

    fn leaf(&mut self, path: &[&Key], value: &Value) {
        let Some(key) = path.last() else { return };
        if secret::is_key(key.get_ref()) || holds_secret(value.get_ref()) {
            self.secret(key);
            return;
        }
        if !self.try_alone(path, value) {
            return;
        }
        let plain = toml::Value::deserialize(ValueDeserializer::from(value.clone()));
        let names: Vec<_> = path.iter().map(|key| &**key.get_ref()).collect();
        if let Ok(plain) = plain {
            self.said.leaves.push(Leaf {
                key: names.join("."),
                value: plain,
                at: key.span(),
            });
        }
    }

    fn secret(&mut self, key: &Key) {
        let name = shortened(key.get_ref());
        let hint = if name.contains("token") {
            "put it into a file that the service alone can read, and name that: token_file = \"/etc/second-reader/page-token\""
        } else {
            "take it out, and change it where it is used: board files are copied, mailed and printed into reports"
        };
        let message = format!("`{name}` looks like a secret, and none may stand in a board file");
        let flaw = self.source.flaw(&key.span(), message, hint);
        self.flaws.push(flaw.without_text());
    }

    /// Whether a board with this value alone could be; notes why not.
    fn try_alone(&mut self, path: &[&Key], value: &Value) -> bool {
        let Err(error) = alone(path, value) else {
            return true;
        };
        let flaw = self.refused(path, value, &error);
        self.flaws.push(flaw);
        false
    }

    fn refused(&self, path: &[&Key], value: &Value, error: &Error) -> Flaw {
        let span = error.span().unwrap_or_else(|| value.span());
        let told = |message: String, hint: String| self.source.flaw(&span, message, hint);
        let line = told(String::new(), String::new()).text;
        let section = path.first().map_or("", |key| &**key.get_ref());
        let key = match path {
            // Of several tables of one name: the key of the line.
            [_] => line.split('=').next().unwrap_or_default().trim(),
            _ => path.last().map_or("", |key| &**key.get_ref()),
        };
        let words = error.message().split_whitespace();
        let message = words.collect::<Vec<_>>().join(" ");
        let known = known_names(&message);
        let written = shortened(message.split('`').nth(1).unwrap_or_default());
        if message.starts_with("unknown field") {
            let is_section = path.first().is_some_and(|key| key.span() == span);
            let (message, names) = match is_section {
                true => (format!("boards have no section `{written}`"), "sections"),
                false => (format!("[{section}] has no key `{written}`"), "keys"),
            };
            return told(message, suggest(&written, names, &known));
        }
        if message.starts_with("unknown variant") {
            let hint = suggest(&written, "values", &known);
            return told(format!("`{key}` cannot be `{written}`"), hint);
        }
        if message.starts_with("missing field") {
            let hint = format!("add a line such as: {}", example(&written));
            return told(format!("[[{section}]] needs `{written}`"), hint);
        }
        if message == "wanted string or table" {
            let kind = value.get_ref().type_str();
            let message = format!("`{key}` is a text in double quotes, not a value of type {kind}");
            let hint = format!("known values: {}", known_texts(path, value));
            return told(message, hint);
        }
        let hint = self.number_hint(path, value, key);
        let hint = hint.unwrap_or_else(|| {
            "board-configs/demo.toml shows every key with its meaning".to_owned()
        });
        match message.starts_with("invalid ") {
            true => told(wrong_type(key, &message), hint),
            false => told(message, hint),
        }
    }

    /// The number that was meant: another spelling of it, or another unit.
    fn number_hint(&self, path: &[&Key], value: &Value, key: &str) -> Option<String> {
        let candidates: Vec<f64> = match value.get_ref() {
            DeValue::String(text) => vec![quantity::meant(key, text)?],
            DeValue::Integer(_) | DeValue::Float(_) => {
                let number: f64 = value.get_ref().to_plain()?.parse().ok()?;
                [1e-3, 1e-6, 1e3, 1e6]
                    .into_iter()
                    .chain(quantity::worths(key))
                    .map(|worth| number * worth)
                    .collect()
            }
            _ => return None,
        };
        let fits = |number: &f64| {
            let text = plain_number(*number);
            DeValue::parse(&text).is_ok_and(|value| alone(path, &value).is_ok())
        };
        let number = candidates.into_iter().find(fits)?;
        let number = plain_number(number);
        let is_text = value.get_ref().is_str();
        let why = if is_text {
            "a number without its unit"
        } else {
            "in the unit of the key"
        };
        Some(format!("write {why}: {key} = {number}"))
    }
}

/// A number as TOML writes it, without what floats leave behind the sixth place.
fn plain_number(number: f64) -> String {
    let text = format!("{number:.6}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

trait Plain {
    fn to_plain(&self) -> Option<String>;
}

impl Plain for DeValue<'_> {
    fn to_plain(&self) -> Option<String> {
        match self {
            Self::Integer(number) => Some(number.to_string()),
            Self::Float(number) => Some(number.to_string()),
            _ => None,
        }
    }
}

/// A board that says this alone.
fn alone(path: &[&Key], value: &Value) -> Result<Board, Error> {
    let mut table = value.clone();
    for key in path.iter().rev() {
        let mut outer = DeTable::new();
        outer.insert((*key).clone(), table);
        table = Spanned::new(value.span(), DeValue::Table(outer));
    }
    let span = table.span();
    match table.into_inner() {
        DeValue::Table(table) => Board::deserialize(Deserializer::from(Spanned::new(span, table))),
        _ => Ok(Board::default()),
    }
}

/// The texts that a key may have: what is said where it has none of them.
fn known_texts(path: &[&Key], value: &Value) -> String {
    let none = Spanned::new(value.span(), DeValue::String("".into()));
    let error = alone(path, &none).err();
    error.map_or_else(String::new, |error| known_names(error.message()).join(", "))
}

fn holds_secret(value: &DeValue) -> bool {
    match value {
        DeValue::String(text) => secret::is_value(text),
        DeValue::Array(values) => values.iter().any(|value| holds_secret(value.get_ref())),
        DeValue::Table(table) => table
            .iter()
            .any(|(key, value)| secret::is_key(key.get_ref()) || holds_secret(value.get_ref())),
        _ => false,
    }
}

/// The names that serde lists behind `expected`.
fn known_names(message: &str) -> Vec<&str> {
    let list = message.split_once("expected").map_or("", |(_, list)| list);
    list.split('`').skip(1).step_by(2).collect()
}

fn wrong_type(key: &str, message: &str) -> String {
    let expected = message
        .rsplit_once("expected ")
        .map_or("", |(_, expected)| expected);
    let what = match expected {
        "f64" | "f32" => "a number".to_owned(),
        "u64" => "a whole number from 0 on".to_owned(),
        "u8" => format!("a whole number from 0 to {}", u8::MAX),
        "u16" => format!("a whole number from 0 to {}", u16::MAX),
        "u32" => format!("a whole number from 0 to {}", u32::MAX),
        "a boolean" => "true or false".to_owned(),
        "a sequence" => "a list in square brackets".to_owned(),
        "a map" => "a section".to_owned(),
        "a string" | "string or table" | "path string" => "a text in double quotes".to_owned(),
        other if other.starts_with("struct ") => "a section".to_owned(),
        other => other.to_owned(),
    };
    let found = message.split_once(": ").map_or("", |(_, rest)| rest);
    let found = found
        .rsplit_once(", expected")
        .map_or(found, |(found, _)| found);
    let found = found.replacen("string ", "the text ", 1).replace('"', "`");
    format!("`{key}` is {what}, not {found}")
}

fn example(key: &str) -> &'static str {
    match key {
        "port" => "port = \"/dev/ttyUSB0\"",
        "screen" => "screen = \"1920x1080\"",
        _ => "area = [400, 80, 1100, 900]",
    }
}

/// The value with its paths laid beside the file that it stands in.
pub(crate) fn beside(key: &str, value: toml::Value, folder: &Path) -> toml::Value {
    // A name such as `ja` or `keep` has neither; a file has.
    let is_path =
        |text: &str| key == "profile.file" || key == "page.token_file" || text.contains(['.', '/']);
    match value {
        toml::Value::String(text)
            if (PATHS.contains(&key) || key == "display.language") && is_path(&text) =>
        {
            // With a dot at least: as it stands, the name of a file could be that of a profile.
            let here = folder.as_os_str().is_empty();
            let folder = if here { Path::new(".") } else { folder };
            toml::Value::String(folder.join(text).to_string_lossy().into_owned())
        }
        value => value,
    }
}
