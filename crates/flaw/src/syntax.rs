//! What the TOML parser has to say, in words for people who do not write TOML every day.

use std::ops::Range;

use toml::de::Error;

use super::{Flaw, Source, shortened};

/// The most faults of syntax that are told: what follows one may be its echo.
const FAULTS_MAX: usize = 10;

/// What hints show as the way to write it, out of the texts that are meant.
#[derive(Clone, Copy, Debug)]
pub struct Examples {
    /// A key with a text.
    pub text: &'static str,
    /// A key with a list.
    pub list: &'static str,
    /// The first line of a table.
    pub table: &'static str,
}

/// The faults of a text that is no TOML: the first of each line, in their order.
#[must_use]
pub fn faults(source: &Source, errors: &[Error], examples: &Examples) -> Vec<Flaw> {
    let mut faults: Vec<(Range<usize>, &str)> = errors
        .iter()
        .map(|e| (e.span().unwrap_or(0..0), e.message()))
        .collect();
    faults.sort_by_key(|(span, _)| span.start);
    // A list that is never closed swallows the rest of the text: its first fault is the only one.
    let in_list = |(_, message): &(_, &str)| message.contains(" array") && !is_header(message);
    if faults.iter().any(|(_, m)| m.starts_with("unclosed array,"))
        && let Some(first) = faults.iter().position(in_list)
    {
        faults.truncate(first + 1);
    }
    let mut told: Vec<Flaw> = Vec::new();
    for (span, message) in faults {
        let flaw = fault(source, &span, message, examples);
        if told.last().is_none_or(|last| last.line != flaw.line) && told.len() < FAULTS_MAX {
            told.push(flaw);
        }
    }
    told
}

/// Whether what follows the fault may have been read wrongly: keys behind a bad `[[item]]` line are
/// in the wrong table, and a list that is never closed swallows them.
#[must_use]
pub fn spreads(error: &Error) -> bool {
    is_header(error.message()) || error.message().starts_with("unclosed")
}

fn is_header(message: &str) -> bool {
    message.contains("table")
}

fn fault(source: &Source, span: &Range<usize>, message: &str, examples: &Examples) -> Flaw {
    let bytes = source.text.get(span.clone()).unwrap_or_default();
    let text = shortened(String::from_utf8_lossy(bytes).trim());
    let first_line = message.lines().next().unwrap_or("not TOML");
    let at = |hint: &str| source.flaw(span, first_line.to_owned() + &quoted(&text), hint);
    if message.starts_with("duplicate key") {
        let message = format!("`{text}` is there twice");
        return source.flaw(span, message, "leave one of them out");
    }
    if message.contains("basic string") || message.contains("literal string") {
        let hint = format!(
            "a text stands in double quotes on one line: {}",
            examples.text
        );
        return at(&hint);
    }
    if is_header(message) {
        let hint = format!("a table starts with a line such as {}", examples.table);
        return at(&hint);
    }
    if message.contains("array") {
        let list = examples.list;
        let hint = format!("a list stands in square brackets, with commas: {list}");
        return at(&hint);
    }
    let is_word = text.starts_with(|c: char| c.is_alphabetic());
    if message.starts_with("invalid") && is_word {
        let message = format!("`{text}` is no value");
        return source.flaw(span, message, "a text stands in double quotes");
    }
    let table = examples.table;
    at(&format!(
        "a line is KEY = VALUE, a comment behind #, or a table such as {table}"
    ))
}

fn quoted(text: &str) -> String {
    match text.is_empty() {
        true => String::new(),
        false => format!(": `{text}`"),
    }
}
