//! What tells two checklists apart, item by item and field by field.

use super::{ItemSpec, Profile};

/// A field that has another value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldChange {
    /// Its key in profiles.
    pub field: &'static str,
    /// Its value in the first profile, in words.
    pub before: String,
    /// Its value in the second.
    pub after: String,
}

/// An item that stands elsewhere among those that both profiles have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Moved {
    /// Its id.
    pub id: String,
    /// The item of the first profile that it stands behind; `None` where it is the first.
    pub after_before: Option<String>,
    /// The same in the second profile.
    pub after_now: Option<String>,
}

/// What tells the second of two profiles from the first.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Difference {
    /// Name, version and title, where they differ.
    pub heading: Vec<FieldChange>,
    /// Items of the first alone.
    pub removed: Vec<ItemSpec>,
    /// Items of the second alone.
    pub added: Vec<ItemSpec>,
    /// Items of both with fields that differ, as the second has them.
    pub changed: Vec<(ItemSpec, Vec<FieldChange>)>,
    /// The fewest items of both that have to move to make the order of the first that of the second.
    pub moved: Vec<Moved>,
}

impl Difference {
    /// What tells `b` from `a`.
    #[must_use]
    pub fn between(a: &Profile, b: &Profile) -> Self {
        let of = |profile: &'_ Profile, id: &str| {
            let mut items = profile.items.iter();
            items.find(|item| item.id == id).cloned()
        };
        let alone = |a: &Profile, b: &Profile| -> Vec<ItemSpec> {
            let alone = a.items.iter().filter(|item| of(b, &item.id).is_none());
            alone.cloned().collect()
        };
        let both = b
            .items
            .iter()
            .filter_map(|now| Some((of(a, &now.id)?, now)));
        let changed = both.filter_map(|(before, now)| {
            let changes = changes(before.fields(), now.fields());
            (!changes.is_empty()).then(|| (now.clone(), changes))
        });
        let heading = |p: &Profile| {
            let Profile {
                name,
                version,
                title,
                ..
            } = p.clone();
            [("name", name), ("version", version), ("title", title)]
        };
        Self {
            heading: changes(heading(a), heading(b)),
            removed: alone(a, b),
            added: alone(b, a),
            changed: changed.collect(),
            moved: moved(a, b),
        }
    }

    /// Whether the items are the same, in the same order, whatever the profiles are called.
    #[must_use]
    pub fn same_items(&self) -> bool {
        self.removed.is_empty()
            && self.added.is_empty()
            && self.changed.is_empty()
            && self.moved.is_empty()
    }
}

fn changes<const N: usize>(
    before: [(&'static str, String); N],
    after: [(&'static str, String); N],
) -> Vec<FieldChange> {
    let pairs = before.into_iter().zip(after);
    pairs
        .filter(|(before, after)| before != after)
        .map(|((field, before), (_, after))| FieldChange {
            field,
            before,
            after,
        })
        .collect()
}

fn moved(a: &Profile, b: &Profile) -> Vec<Moved> {
    let ids = |of: &Profile, other: &Profile| -> Vec<String> {
        let common = |item: &&ItemSpec| other.items.iter().any(|o| o.id == item.id);
        let items = of.items.iter().filter(common);
        items.map(|item| item.id.clone()).collect()
    };
    let (before, now) = (ids(a, b), ids(b, a));
    let place = |list: &[String], id: &str| list.iter().position(|other| other == id);
    let places: Vec<_> = now.iter().filter_map(|id| place(&before, id)).collect();
    let stays = longest_rise(&places);
    let moves = now.iter().enumerate().filter(|(n, _)| !stays.contains(n));
    let behind = |list: &[String], id: &str| {
        let at = place(list, id)?.checked_sub(1)?;
        Some(list[at].clone())
    };
    moves
        .map(|(_, id)| Moved {
            id: id.clone(),
            after_before: behind(&before, id),
            after_now: behind(&now, id),
        })
        .collect()
}

/// The positions of a longest rising subsequence.
fn longest_rise(values: &[usize]) -> Vec<usize> {
    // The length of the longest that ends at each position, and the position before it.
    let mut best: Vec<(usize, Option<usize>)> = Vec::with_capacity(values.len());
    for (i, value) in values.iter().enumerate() {
        let before = (0..i).filter(|j| values[*j] < *value);
        let before = before.max_by_key(|j| (best[*j].0, usize::MAX - j));
        best.push((1 + before.map_or(0, |j| best[j].0), before));
    }
    let mut end = (0..values.len()).max_by_key(|i| best[*i].0);
    let mut rise = Vec::new();
    while let Some(at) = end {
        rise.push(at);
        end = best[at].1;
    }
    rise
}
