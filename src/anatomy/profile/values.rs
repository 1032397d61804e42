//! The values of a profile's keys: what a text, a list, a number or a table is, and that keys are
//! known and there. Whatever is wrong is noted, and the rest is read on.

use std::ops::Range;

use flaw::{Flaw, Source, shortened, suggest};
use toml::{
    Spanned,
    de::{DeTable, DeValue},
};

use super::TEXT_CHARS_MAX;

/// A table of the text, and what messages call it.
#[derive(Clone)]
pub(super) struct Table<'t> {
    pub table: &'t DeTable<'t>,
    pub span: Range<usize>,
    pub name: String,
}

impl<'t> Table<'t> {
    pub fn get(&self, key: &str) -> Option<&'t Spanned<DeValue<'t>>> {
        self.table.get(key)
    }
}

/// What a text may be.
pub(super) struct Rule<'a> {
    pub chars_max: usize,
    pub is_good: fn(&str) -> bool,
    pub hint: &'a str,
}

/// A criterion, a source, a title.
pub(super) const SENTENCE: Rule = Rule {
    chars_max: TEXT_CHARS_MAX,
    is_good: |_| true,
    hint: "1 to 200 characters on one line",
};

/// Reads values out of a source and notes what is wrong with them.
pub(super) struct Reader<'a> {
    pub source: Source<'a>,
    pub flaws: Vec<Flaw>,
    /// Whether missing keys are told: not where the parser could not read all of the text.
    pub missing_told: bool,
}

impl Reader<'_> {
    pub fn note(
        &mut self,
        span: &Range<usize>,
        message: impl Into<String>,
        hint: impl Into<String>,
    ) {
        self.flaws.push(self.source.flaw(span, message, hint));
    }

    /// Notes keys that such a table does not have.
    pub fn keys(&mut self, table: &Table, known: &[&str]) {
        for key in table.table.keys() {
            if !known.contains(&&**key.get_ref()) {
                let message = format!("{} has no key `{}`", table.name, shortened(key.get_ref()));
                self.note(&key.span(), message, suggest(key.get_ref(), "keys", known));
            }
        }
    }

    /// Notes keys that are not there.
    pub fn demand(&mut self, table: &Table, keys: &[&str]) {
        for key in keys.iter().filter(|key| table.get(key).is_none()) {
            if self.missing_told {
                let value = match *key {
                    "schema" => "1",
                    "structures" => "[\"heart\", \"thorax\"]",
                    _ => "\"...\"",
                };
                let message = format!("{} has no `{key}`", table.name);
                let hint = format!("add a line such as: {key} = {value}");
                self.note(&table.span, message, hint);
            }
        }
    }

    /// The text of a key, where it is there.
    pub fn text(&mut self, table: &Table, key: &str, rule: &Rule) -> Option<Spanned<String>> {
        self.string(table.get(key)?, key, rule)
    }

    fn string(
        &mut self,
        value: &Spanned<DeValue>,
        key: &str,
        rule: &Rule,
    ) -> Option<Spanned<String>> {
        let span = value.span();
        let Some(text) = value.get_ref().as_str() else {
            self.of_type(key, value, "a text in double quotes");
            return None;
        };
        let what = if text.trim().is_empty() {
            "is empty"
        } else if text.chars().count() > rule.chars_max {
            "is too long"
        } else if text.chars().any(char::is_control) || !(rule.is_good)(text) {
            "has signs that it cannot have"
        } else {
            return Some(Spanned::new(span, text.to_owned()));
        };
        let message = format!("`{key}` {what}: `{}`", shortened(text));
        self.note(&span, message, rule.hint);
        None
    }

    /// The texts of a key, where it is there.
    pub fn texts(&mut self, table: &Table, key: &str) -> Option<Vec<Spanned<String>>> {
        let value = table.get(key)?;
        let Some(list) = value.get_ref().as_array() else {
            self.of_type(key, value, "a list of texts in square brackets");
            return None;
        };
        let texts = list
            .iter()
            .filter_map(|value| self.string(value, key, &SENTENCE));
        Some(texts.collect())
    }

    /// The number of a key, where it is there.
    pub fn number(&mut self, table: &Table, key: &str) -> Option<Spanned<f64>> {
        let value = table.get(key)?;
        #[allow(clippy::cast_precision_loss)]
        let number = match value.get_ref() {
            DeValue::Float(float) => float.as_str().parse().ok(),
            other => integer(other).map(|n| n as f64),
        };
        match number {
            // Without the sign of a zero: it means nothing, and a digest would tell.
            Some(number) if f64::is_finite(number) => {
                Some(Spanned::new(value.span(), number + 0.0))
            }
            _ => {
                self.of_type(key, value, "a number");
                None
            }
        }
    }

    /// The tables of a key; none where it is not there.
    pub fn tables<'t>(&mut self, table: &Table<'t>, key: &str) -> Vec<Table<'t>> {
        let Some(value) = table.get(key) else {
            return Vec::new();
        };
        let row = |row: &'t Spanned<DeValue<'t>>| {
            Some(Table {
                table: row.get_ref().as_table()?,
                span: row.span(),
                name: format!("the {key}"),
            })
        };
        let rows = value.get_ref().as_array();
        let tables = rows.and_then(|rows| rows.iter().map(row).collect::<Option<Vec<_>>>());
        tables.unwrap_or_else(|| {
            let message = format!("`{key}` is no list of tables");
            let hint = format!("start each with a line of its own: [[{key}]]");
            self.note(&value.span(), message, hint);
            Vec::new()
        })
    }

    fn of_type(&mut self, key: &str, value: &Spanned<DeValue>, wanted: &str) {
        let is = value.get_ref().type_str();
        let message = format!("`{key}` is of type {is}, not {wanted}");
        self.note(
            &value.span(),
            message,
            format!("write {wanted} behind the `=`"),
        );
    }
}

/// The whole number of a value, where it is one that can be counted with.
pub(super) fn integer(value: &DeValue) -> Option<i64> {
    let value = value.as_integer()?;
    i64::from_str_radix(value.as_str(), value.radix()).ok()
}
