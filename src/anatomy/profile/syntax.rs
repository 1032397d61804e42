//! What the TOML parser has to say, in words for people who do not write TOML every day.

use std::ops::Range;

use toml::de::Error;

use super::flaw::{Flaw, Source, shortened};

/// The most faults of syntax that are told: what follows one may be its echo.
const FAULTS_MAX: usize = 10;

/// The faults of a text that is no TOML: the first of each line, in their order.
pub(super) fn faults(source: &Source, errors: &[Error]) -> Vec<Flaw> {
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
        let flaw = fault(source, &span, message);
        if told.last().is_none_or(|last| last.line != flaw.line) && told.len() < FAULTS_MAX {
            told.push(flaw);
        }
    }
    told
}

/// Whether what follows the fault may have been read wrongly: keys behind a bad `[[item]]` line are
/// in the wrong table, and a list that is never closed swallows them.
pub(super) fn spreads(error: &Error) -> bool {
    is_header(error.message()) || error.message().starts_with("unclosed")
}

fn is_header(message: &str) -> bool {
    message.contains("table")
}

fn fault(source: &Source, span: &Range<usize>, message: &str) -> Flaw {
    let bytes = source.text.get(span.clone()).unwrap_or_default();
    let text = shortened(String::from_utf8_lossy(bytes).trim());
    let first_line = message.lines().next().unwrap_or("not TOML");
    let at = |hint: &str| source.flaw(span, first_line.to_owned() + &quoted(&text), hint);
    if message.starts_with("duplicate key") {
        let message = format!("`{text}` is there twice");
        return source.flaw(span, message, "leave one of them out");
    }
    if message.contains("basic string") || message.contains("literal string") {
        return at("a text stands in double quotes on one line: label = \"Heart axis\"");
    }
    if is_header(message) {
        return at("a table starts with a line such as [[item]] or [[edit]]");
    }
    if message.contains("array") {
        return at(
            "a list stands in square brackets, with commas: structures = [\"heart\", \"thorax\"]",
        );
    }
    let is_word = text.starts_with(|c: char| c.is_alphabetic());
    if message.starts_with("invalid") && is_word {
        let message = format!("`{text}` is no value");
        return source.flaw(span, message, "a text stands in double quotes");
    }
    at("a line is KEY = VALUE, a comment behind #, or a table such as [[item]]")
}

fn quoted(text: &str) -> String {
    match text.is_empty() {
        true => String::new(),
        false => format!(": `{text}`"),
    }
}
