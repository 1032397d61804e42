//! From TOML to the statements of one file, each with its place. Whatever is wrong is noted, and
//! the rest is read on, so that all of it can be told in one go.

use std::ops::Range;

use flaw::{Flaw, Source, shortened, suggest, syntax};
use toml::{
    Spanned,
    de::{DeTable, DeValue},
};

use super::{
    ID_CHARS_MAX, ItemSpec, LABEL_CHARS_MAX, LABEL_SIGNS, Measure, Needs, Rule as ItemRule, SCHEMA,
    Threshold,
    threshold::WEEKS,
    values::{Reader, Rule, SENTENCE, Table, integer},
};
use crate::anatomy::{Structure, View};

/// What one file says, before anything is inherited.
#[derive(Debug)]
pub(super) struct Statements {
    pub name: Spanned<String>,
    pub version: String,
    pub title: String,
    pub extends: Option<Spanned<String>>,
    pub remove: Vec<Spanned<String>>,
    /// The items and edits, in the order of the file.
    pub items: Vec<ItemStatement>,
}

/// An `[[item]]` or an `[[edit]]`.
#[derive(Debug)]
pub(super) struct ItemStatement {
    pub is_edit: bool,
    pub id: Spanned<String>,
    pub view: Option<View>,
    pub label: Option<String>,
    pub structures: Option<Vec<Structure>>,
    pub needs: Option<Needs>,
    pub rule: Option<Spanned<ItemRule>>,
    pub criterion: Option<String>,
    pub source: Option<String>,
    pub thresholds: Option<Vec<Threshold>>,
    /// The item that it stands before or after.
    pub beside: Option<Beside>,
    /// Something in it could not be read: what follows from it may be an echo.
    pub flawed: bool,
}

/// Where an item moves to.
#[derive(Debug)]
pub(super) enum Beside {
    After(Spanned<String>),
    Before(Spanned<String>),
}

const EXAMPLES: syntax::Examples = syntax::Examples {
    text: "label = \"Heart axis\"",
    list: "structures = [\"heart\", \"thorax\"]",
    table: "[[item]] or [[edit]]",
};

const PROFILE_KEYS: [&str; 8] = [
    "schema", "name", "version", "title", "extends", "remove", "item", "edit",
];
const ITEM_KEYS: [&str; 11] = [
    "id",
    "view",
    "label",
    "structures",
    "needs",
    "criterion",
    "source",
    "rule",
    "threshold",
    "after",
    "before",
];
/// The keys that every item has.
const ITEM_WHOLE: &[&str] = ITEM_KEYS.split_at(7).0;
const THRESHOLD_KEYS: [&str; 5] = ["measure", "source", "min", "max", "weeks"];

const ID: Rule = Rule {
    chars_max: ID_CHARS_MAX,
    is_good: |text| text.chars().all(|c| c.is_ascii_alphanumeric()),
    hint: "1 to 8 letters and digits, such as F3",
};
const LABEL: Rule = Rule {
    chars_max: LABEL_CHARS_MAX,
    is_good: |text| {
        let drawn = |c: char| LABEL_SIGNS.iter().any(|signs| signs.contains(&c));
        text.chars().all(drawn)
    },
    hint: "1 to 34 Latin letters and signs (ISO 8859-1) on one line: the display draws no others",
};
const WORD: Rule = Rule {
    chars_max: LABEL_CHARS_MAX,
    is_good: |text| {
        let sign = |c: char| c.is_ascii_alphanumeric() || "-._+".contains(c);
        text.starts_with(|c: char| c.is_ascii_alphanumeric()) && text.chars().all(sign)
    },
    hint: "1 to 34 letters, digits and - . _ + without spaces: it stands in every record",
};

/// Reads a text; `None` where it says too little to go on with. Notes what is wrong.
pub(super) fn read(source: Source, text: &str, flaws: &mut Vec<Flaw>) -> Option<Statements> {
    let (document, errors) = DeTable::parse_recoverable(text);
    let mut reader = Reader {
        source,
        flaws: Vec::new(),
        missing_told: errors.is_empty(),
    };
    let statements = reader.profile(&Table {
        table: document.get_ref(),
        span: document.span(),
        name: "the profile".to_owned(),
    });
    let mut found = reader.flaws;
    if !errors.is_empty() {
        if errors.iter().any(syntax::spreads) {
            found.clear();
        }
        let faults = syntax::faults(&source, &errors, &EXAMPLES);
        found.retain(|flaw| faults.iter().all(|fault| fault.line != flaw.line));
        found.extend(faults);
    }
    found.sort_by_key(|flaw| (flaw.line, flaw.column));
    flaws.extend(found);
    statements.filter(|_| errors.is_empty())
}

impl Reader<'_> {
    fn profile(&mut self, table: &Table) -> Option<Statements> {
        if let Some(value) = table.get("schema")
            && integer(value.get_ref()) != Some(SCHEMA)
        {
            // Another schema may have other keys: nothing more can be said of such a file.
            let hint = format!("this program reads profiles with schema = {SCHEMA}");
            self.note(&value.span(), "unknown schema", hint);
            return None;
        }
        self.keys(table, &PROFILE_KEYS);
        self.demand(table, &["schema", "name", "version", "title"]);
        let name = self.text(table, "name", &WORD);
        let version = self.text(table, "version", &WORD);
        let title = self.text(table, "title", &SENTENCE);
        let extends = self.text(table, "extends", &SENTENCE);
        let remove = self.texts(table, "remove").unwrap_or_default();
        let mut items = Vec::new();
        for (key, is_edit) in [("item", false), ("edit", true)] {
            for table in self.tables(table, key) {
                items.extend(self.item(table, is_edit));
            }
        }
        items.sort_by_key(|item| item.id.span().start);
        // Of a base that cannot be read nothing is known: what edits it would be told as wrong.
        let readable = extends.is_some() || table.get("extends").is_none();
        readable.then(|| Statements {
            name: name.unwrap_or_else(|| Spanned::new(table.span.clone(), String::new())),
            version: version.map(Spanned::into_inner).unwrap_or_default(),
            title: title.map(Spanned::into_inner).unwrap_or_default(),
            extends,
            remove,
            items,
        })
    }

    fn item(&mut self, mut table: Table, is_edit: bool) -> Option<ItemStatement> {
        let flaws = self.flaws.len();
        let id = self.text(&table, "id", &ID);
        if let Some(id) = &id {
            let kind = if is_edit { "edit" } else { "item" };
            (table.span, table.name) = (id.span(), format!("the {kind} of `{}`", id.get_ref()));
        }
        self.keys(&table, &ITEM_KEYS);
        self.demand(&table, if is_edit { &["id"] } else { ITEM_WHOLE });
        let item = ItemStatement {
            is_edit,
            id: id.unwrap_or_else(|| Spanned::new(table.span.clone(), String::new())),
            view: self.view(&table),
            label: self.text(&table, "label", &LABEL).map(Spanned::into_inner),
            structures: self.structures(&table),
            needs: self.needs(&table),
            rule: self.rule(&table),
            criterion: self.sentence(&table, "criterion"),
            source: self.sentence(&table, "source"),
            thresholds: self.thresholds(&table),
            beside: self.beside(&table),
            flawed: self.flaws.len() > flaws,
        };
        (!item.id.get_ref().is_empty()).then_some(ItemStatement {
            flawed: self.flaws.len() > flaws,
            ..item
        })
    }

    fn sentence(&mut self, table: &Table, key: &str) -> Option<String> {
        self.text(table, key, &SENTENCE).map(Spanned::into_inner)
    }

    fn view(&mut self, table: &Table) -> Option<View> {
        let name = self.text(table, "view", &SENTENCE)?;
        let view = View::from_name(name.get_ref());
        if view.is_none() {
            self.unknown(&name, "view", &View::REPORTED.map(View::name));
        }
        view
    }

    fn needs(&mut self, table: &Table) -> Option<Needs> {
        let name = self.text(table, "needs", &SENTENCE)?;
        let needs = Needs::ALL.into_iter().find(|n| n.name() == name.get_ref());
        if needs.is_none() {
            self.unknown(&name, "need", &Needs::ALL.map(Needs::name));
        }
        needs
    }

    fn rule(&mut self, table: &Table) -> Option<Spanned<ItemRule>> {
        let name = self.text(table, "rule", &SENTENCE)?;
        let rule = ItemRule::ALL
            .into_iter()
            .find(|r| r.name() == name.get_ref());
        if rule.is_none() {
            self.unknown(&name, "rule", &ItemRule::ALL.map(ItemRule::name));
        }
        Some(Spanned::new(name.span(), rule?))
    }

    fn structures(&mut self, table: &Table) -> Option<Vec<Structure>> {
        let names = self.texts(table, "structures")?;
        let mut structures = Vec::with_capacity(Structure::COUNT);
        for name in names {
            match Structure::from_name(name.get_ref()) {
                Some(structure) if structures.contains(&structure) => {
                    let message = format!("the structure `{structure}` is there twice");
                    self.note(&name.span(), message, "name it once");
                }
                Some(structure) => structures.push(structure),
                None => self.unknown(&name, "structure", &Structure::ALL.map(Structure::name)),
            }
        }
        Some(structures)
    }

    fn unknown(&mut self, name: &Spanned<String>, what: &str, known: &[&str]) {
        let message = format!("unknown {what} `{}`", shortened(name.get_ref()));
        let hint = suggest(name.get_ref(), &format!("{what}s"), known);
        self.note(&name.span(), message, hint);
    }

    fn beside(&mut self, table: &Table) -> Option<Beside> {
        let after = self.text(table, "after", &SENTENCE);
        let before = self.text(table, "before", &SENTENCE);
        if let (Some(_), Some(before)) = (&after, &before) {
            let message = format!("{} has both `after` and `before`", table.name);
            self.note(&before.span(), message, "leave one of them out");
        }
        after.map(Beside::After).or(before.map(Beside::Before))
    }

    fn thresholds(&mut self, table: &Table) -> Option<Vec<Threshold>> {
        table.get("threshold")?;
        let mut thresholds: Vec<Threshold> = Vec::new();
        for row in self.tables(table, "threshold") {
            let Some((at, threshold)) = self.threshold(&row) else {
                continue;
            };
            if let Some(other) = thresholds.iter().find(|other| collide(&threshold, other)) {
                let message = format!("this threshold and `{other}` hold at the same age");
                let hint = "give each `weeks` of its own; a last week may be the first of the next";
                self.note(&at, message, hint);
            }
            thresholds.push(threshold);
        }
        Some(thresholds)
    }

    fn threshold(&mut self, row: &Table) -> Option<(Range<usize>, Threshold)> {
        self.keys(row, &THRESHOLD_KEYS);
        self.demand(row, &["measure", "source"]);
        if row.get("min").is_none() && row.get("max").is_none() {
            self.note(
                &row.span,
                "the threshold has no limit",
                "add min or max, or both",
            );
        }
        let name = self.text(row, "measure", &SENTENCE);
        let source = self.sentence(row, "source");
        let (min, max) = (self.number(row, "min"), self.number(row, "max"));
        let weeks = self.weeks(row);
        let name = name?;
        let measure = Measure::ALL
            .into_iter()
            .find(|m| m.name() == name.get_ref());
        let Some(measure) = measure else {
            self.unknown(&name, "measure", &Measure::ALL.map(Measure::name));
            return None;
        };
        let (least, most) = measure.range();
        for limit in [&min, &max].into_iter().flatten() {
            if !(least..=most).contains(limit.get_ref()) {
                let message = format!("{} is out of range", limit.get_ref());
                let hint = format!(
                    "{} is {least} to {most}: {}",
                    measure.name(),
                    measure.meaning()
                );
                self.note(&limit.span(), message, hint);
            }
        }
        if let (Some(min), Some(max)) = (&min, &max)
            && min.get_ref() >= max.get_ref()
        {
            let message = format!(
                "min = {} is not below max = {}",
                min.get_ref(),
                max.get_ref()
            );
            self.note(&min.span(), message, "they may be swapped");
        }
        let threshold = Threshold {
            measure,
            min: min.map(Spanned::into_inner),
            max: max.map(Spanned::into_inner),
            weeks,
            source: source?,
        };
        Some((name.span(), threshold))
    }

    fn weeks(&mut self, row: &Table) -> Option<(u8, u8)> {
        let value = row.get("weeks")?;
        let week = |v: &Spanned<DeValue>| {
            let week = integer(v.get_ref()).and_then(|n| u8::try_from(n).ok());
            week.filter(|week| (WEEKS.0..=WEEKS.1).contains(week))
        };
        let list = value.get_ref().as_array().map_or(&[][..], |list| list);
        let weeks: Vec<_> = list.iter().map(week).collect();
        match weeks[..] {
            [Some(first), Some(last)] if first <= last => Some((first, last)),
            _ => {
                let (first, last) = WEEKS;
                let hint = format!(
                    "first and last completed week, {first} to {last}, such as: weeks = [16, 28]"
                );
                self.note(&value.span(), "`weeks` is no span of weeks", hint);
                None
            }
        }
    }
}

/// Whether two thresholds say two things of one measure at one age. A week that ends one span may
/// begin the next, as published tables have it: there the first holds.
fn collide(a: &Threshold, b: &Threshold) -> bool {
    let overlap = match (a.weeks, b.weeks) {
        (Some(a), Some(b)) => (a.0 < b.1 && b.0 < a.1) || a == b,
        _ => true,
    };
    a.measure == b.measure && overlap
}

impl ItemStatement {
    /// The item that a whole `[[item]]` states; what could not be read is left empty.
    pub fn spec(self) -> ItemSpec {
        let needs = self.needs.unwrap_or(Needs::Measure);
        ItemSpec {
            id: self.id.into_inner(),
            view: self.view.unwrap_or_default(),
            label: self.label.unwrap_or_default(),
            structures: self.structures.unwrap_or_default(),
            needs,
            rule: self
                .rule
                .map_or(ItemRule::usual(needs), Spanned::into_inner),
            criterion: self.criterion.unwrap_or_default(),
            source: self.source.unwrap_or_default(),
            thresholds: self.thresholds.unwrap_or_default(),
        }
    }
}
