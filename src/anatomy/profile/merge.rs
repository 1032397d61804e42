//! How a profile and the one that it extends become one checklist: first what is removed goes, then
//! each edit replaces the fields that it names, then new items come at the end, then items move, in
//! the order of the file.

use std::ops::Range;

use flaw::{Flaw, Source, shortened, suggest};
use toml::Spanned;

use super::{
    ITEMS_MAX, ItemSpec, Needs, Profile, Rule,
    load::{Base, Origin, Removed, Resolved},
    reader::{Beside, ItemStatement, Statements},
};

/// An item on its way into the checklist, with all places that made it what it is.
struct Entry {
    spec: ItemSpec,
    origins: Vec<Origin>,
}

/// What is said about a merge beside its result.
#[derive(Default)]
pub(super) struct Notes {
    pub flaws: Vec<Flaw>,
    pub warnings: Vec<Flaw>,
}

struct Merge<'a> {
    source: Source<'a>,
    /// What messages call the profile that is extended.
    base: Option<String>,
    entries: Vec<Entry>,
    removed: Vec<Removed>,
    /// The items that this file added or edited, with the line.
    touched: Vec<(String, usize)>,
    notes: &'a mut Notes,
}

/// Lays the statements over what they extend. The result is of use only where no flaw was noted.
pub(super) fn merge(
    source: Source,
    statements: Statements,
    base: Option<Resolved>,
    notes: &mut Notes,
) -> Resolved {
    let mut merge = Merge {
        source,
        base: None,
        entries: Vec::new(),
        removed: Vec::new(),
        touched: Vec::new(),
        notes,
    };
    let mut bases = Vec::new();
    if let Some(base) = base {
        let Profile {
            name,
            version,
            items,
            ..
        } = base.profile;
        merge.base = Some(format!("{name} {version}"));
        let entries = items.into_iter().zip(base.origins);
        merge
            .entries
            .extend(entries.map(|(spec, origins)| Entry { spec, origins }));
        merge.removed = base.removed;
        bases.push(Base {
            name,
            version,
            file: base.file,
        });
        bases.extend(base.bases);
    }
    let mut moves = Vec::new();
    merge.remove(&statements.remove, &statements.items);
    for item in statements.items {
        let id = item.id.clone();
        let rule = item.rule.clone();
        let (flawed, beside) = (item.flawed, merge.place(item));
        moves.extend(beside.map(|beside| (id.clone(), beside)));
        if !flawed {
            merge.check(&id, rule.as_ref());
        }
    }
    for (id, beside) in moves {
        merge.shift(&id, &beside);
    }
    merge.count(&statements.name);
    let (items, origins) = merge
        .entries
        .into_iter()
        .map(|e| (e.spec, e.origins))
        .unzip();
    Resolved {
        profile: Profile {
            name: statements.name.into_inner(),
            version: statements.version,
            title: statements.title,
            items,
        },
        file: source.file.to_owned(),
        bases,
        origins,
        removed: merge.removed,
        warnings: Vec::new(),
    }
}

impl Merge<'_> {
    fn note(&mut self, span: &Range<usize>, message: impl Into<String>, hint: impl Into<String>) {
        self.notes.flaws.push(self.source.flaw(span, message, hint));
    }

    fn warn(&mut self, span: &Range<usize>, message: impl Into<String>, hint: impl Into<String>) {
        self.notes
            .warnings
            .push(self.source.flaw(span, message, hint));
    }

    fn position(&self, id: &str) -> Option<usize> {
        self.entries.iter().position(|entry| entry.spec.id == id)
    }

    /// The line of this file that removed the item.
    fn removed_here(&self, id: &str) -> Option<usize> {
        let mut here = self.removed.iter().filter(|r| r.file == self.source.file);
        here.find(|removed| removed.id == id)
            .map(|removed| removed.line)
    }

    /// Notes that there is no such item.
    fn not_there(&mut self, id: &Spanned<String>) {
        let (span, id) = (id.span(), shortened(id.get_ref()));
        if let Some(line) = self.removed_here(&id) {
            let message = format!("`{id}` is removed in line {line}");
            return self.note(&span, message, "either remove it or use it");
        }
        let ids: Vec<_> = self.entries.iter().map(|e| e.spec.id.as_str()).collect();
        let hint = suggest(&id, "items", &ids);
        let message = format!("there is no item `{id}` in {}", self.base_name());
        self.note(&span, message, hint);
    }

    fn remove(&mut self, ids: &[Spanned<String>], items: &[ItemStatement]) {
        if self.base.is_none() {
            let edit = items.iter().find(|item| item.is_edit).map(|item| &item.id);
            if let Some(id) = edit.or(ids.first()) {
                let message = "the profile extends no other: there is nothing to edit or remove";
                let hint = "add a line such as: extends = \"isuog-2023@1.0\"";
                self.note(&id.span(), message, hint);
            }
            return;
        }
        for id in ids {
            let Some(at) = self.position(id.get_ref()) else {
                self.not_there(id);
                continue;
            };
            let entry = self.entries.remove(at);
            self.removed.retain(|removed| removed.id != entry.spec.id);
            self.removed.push(Removed {
                id: entry.spec.id,
                label: entry.spec.label,
                file: self.source.file.to_owned(),
                line: self.source.place(id.span().start).0,
            });
        }
    }

    /// Adds or edits an item, and returns where it is to move.
    fn place(&mut self, item: ItemStatement) -> Option<Beside> {
        let (span, id) = (item.id.span(), item.id.get_ref().clone());
        let line = self.source.place(span.start).0;
        if let Some((_, first)) = self.touched.iter().find(|(other, _)| *other == id) {
            let message = format!("the id `{id}` is there twice, first in line {first}");
            let hint = "give each item an id of its own, and write one [[edit]] for each";
            self.note(&span, message, hint);
            return None;
        }
        self.touched.push((id.clone(), line));
        match (self.position(&id), item.is_edit) {
            (Some(at), true) => self.edit(at, item),
            (None, false) => self.add(item),
            (Some(_), false) => {
                let message = format!("`{id}` is an item of {} already", self.base_name());
                let hint = "write [[edit]] to change it, or give the new item an id of its own";
                self.note(&span, message, hint);
                None
            }
            (None, true) => {
                // Without a base that was told, once.
                if self.base.is_some() {
                    self.not_there(&item.id);
                }
                None
            }
        }
    }

    fn base_name(&self) -> &str {
        self.base.as_deref().unwrap_or("this profile")
    }

    fn origin(&self, id: &Spanned<String>, changed: Vec<&'static str>) -> Origin {
        Origin {
            file: self.source.file.to_owned(),
            line: self.source.place(id.span().start).0,
            changed,
        }
    }

    fn add(&mut self, mut item: ItemStatement) -> Option<Beside> {
        let id = item.id.get_ref();
        if let Some(line) = self.removed_here(id) {
            let message = format!("`{id}` is removed in line {line} and written anew");
            self.note(
                &item.id.span(),
                message,
                "write [[edit]] instead of removing it",
            );
            return None;
        }
        self.removed.retain(|removed| removed.id != *id);
        let (origins, beside) = (vec![self.origin(&item.id, Vec::new())], item.beside.take());
        self.entries.push(Entry {
            spec: item.spec(),
            origins,
        });
        beside
    }

    fn edit(&mut self, at: usize, mut item: ItemStatement) -> Option<Beside> {
        let (id, beside, flawed) = (item.id.clone(), item.beside.take(), item.flawed);
        let cites = item.source.is_some();
        let before = self.entries[at].spec.clone();
        let after = item.over(before.clone());
        let changed = changed(&before, &after);
        if !flawed {
            self.weigh(&id, &before, &after, &changed, cites);
            if changed.is_empty() && beside.is_none() {
                let message = format!("the edit of `{}` changes nothing", id.get_ref());
                self.warn(
                    &id.span(),
                    message,
                    "leave it out, or say what is different",
                );
            }
        }
        let mut origin = self.origin(&id, changed);
        if beside.is_some() {
            origin.changed.push("order");
        }
        let entry = &mut self.entries[at];
        entry.spec = after;
        if !origin.changed.is_empty() {
            entry.origins.push(origin);
        }
        beside
    }

    /// What an edit must not leave behind: words that no longer fit the numbers, or a source that
    /// says something else.
    fn weigh(
        &mut self,
        id: &Spanned<String>,
        before: &ItemSpec,
        after: &ItemSpec,
        changed: &[&str],
        cites: bool,
    ) {
        let (span, id) = (id.span(), id.get_ref());
        let has = |key| changed.contains(&key);
        if has("threshold") && !has("criterion") {
            let words = shortened(&after.criterion);
            let message = format!("`{id}` has other limits, but its criterion still is `{words}`");
            self.note(&span, message, "say it in words too: criterion = \"...\"");
        }
        if has("criterion") && !cites {
            let source = shortened(&before.source);
            let message =
                format!("`{id}` has another criterion, but its source still is `{source}`");
            self.note(&span, message, "say where it comes from: source = \"...\"");
        }
        if has("criterion") && !has("threshold") && !after.thresholds.is_empty() {
            let limits: Vec<_> = after.thresholds.iter().map(|t| t.to_string()).collect();
            let message = format!("`{id}` has another criterion, and the limits stay");
            let hint = format!("they are {}", limits.join("; "));
            self.warn(&span, message, hint);
        }
        if has("needs") && after.needs == Needs::Presence && !has("criterion") {
            let message = format!(
                "`{id}` needed {} and needs presence now: it is seen once its structures are found",
                before.needs.name()
            );
            self.warn(&span, message, "say so in its criterion");
        }
    }

    /// Whether an item makes sense as a whole.
    fn check(&mut self, id: &Spanned<String>, stated: Option<&Spanned<Rule>>) {
        let Some(at) = self.position(id.get_ref()) else {
            return;
        };
        let ItemSpec {
            needs,
            structures,
            rule,
            view,
            ..
        } = &self.entries[at].spec;
        let (needs, of_nothing, rule, view) = (*needs, structures.is_empty(), *rule, *view);
        let has_limits = !self.entries[at].spec.thresholds.is_empty();
        let (span, id) = (id.span(), id.get_ref());
        if needs == Needs::Presence && of_nothing {
            let message = format!("`{id}` needs the presence of nothing");
            self.note(&span, message, "name at least one structure");
        }
        let at = stated.map_or(span.clone(), Spanned::span);
        if !rule.suits(needs) {
            let message = format!(
                "`{id}` needs {} and has the rule `{}`",
                needs.name(),
                rule.name()
            );
            let fits = Rule::ALL.into_iter().filter(|rule| rule.suits(needs));
            let fits: Vec<_> = fits.map(Rule::name).collect();
            self.note(&at, message, format!("rules for that: {}", fits.join(", ")));
        } else if let Some(wanted) = rule.view().filter(|wanted| *wanted != view) {
            let message = format!("the rule `{}` of `{id}` looks at another view", rule.name());
            self.note(&at, message, format!("view = \"{}\"", wanted.name()));
        }
        if has_limits && matches!(needs, Needs::Presence | Needs::Laterality) {
            let message = format!("`{id}` needs {} and has limits", needs.name());
            let hint = "limits are for items that need measure or motion; without: threshold = []";
            self.note(&span, message, hint);
        }
    }

    fn shift(&mut self, id: &Spanned<String>, beside: &Beside) {
        let (Beside::After(other) | Beside::Before(other)) = beside;
        let Some(from) = self.position(id.get_ref()) else {
            return;
        };
        if other.get_ref() == id.get_ref() {
            let message = format!("`{}` cannot stand beside itself", id.get_ref());
            return self.note(&other.span(), message, "name another item");
        }
        if self.position(other.get_ref()).is_none() {
            return self.not_there(other);
        }
        let entry = self.entries.remove(from);
        let to = self.position(other.get_ref()).unwrap_or(from);
        let to = to + usize::from(matches!(beside, Beside::After(_)));
        self.entries.insert(to, entry);
    }

    fn count(&mut self, name: &Spanned<String>) {
        let items = self.entries.len();
        if self.notes.flaws.is_empty() && !(1..=ITEMS_MAX).contains(&items) {
            let message = format!("the checklist has {items} items");
            self.note(
                &name.span(),
                message,
                format!("it can have 1 to {ITEMS_MAX}"),
            );
        }
    }
}

fn changed(before: &ItemSpec, after: &ItemSpec) -> Vec<&'static str> {
    let pairs = before.fields().into_iter().zip(after.fields());
    pairs
        .filter(|(before, after)| before != after)
        .map(|((key, _), _)| key)
        .collect()
}

impl ItemStatement {
    /// The item with the fields replaced that an edit names, each as a whole.
    fn over(self, below: ItemSpec) -> ItemSpec {
        let needs = self.needs.unwrap_or(below.needs);
        // A rule for what the item needed before says nothing of what it needs now.
        let inherited = if needs == below.needs {
            below.rule
        } else {
            Rule::usual(needs)
        };
        ItemSpec {
            id: below.id,
            view: self.view.unwrap_or(below.view),
            label: self.label.unwrap_or(below.label),
            structures: self.structures.unwrap_or(below.structures),
            needs,
            rule: self.rule.map_or(inherited, Spanned::into_inner),
            criterion: self.criterion.unwrap_or(below.criterion),
            source: self.source.unwrap_or(below.source),
            thresholds: self.thresholds.unwrap_or(below.thresholds),
        }
    }
}
