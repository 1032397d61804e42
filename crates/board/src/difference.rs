//! What tells two boards apart.

use super::{Resolved, Value};

/// A value that two boards do not share.
#[derive(Clone, Debug, PartialEq)]
pub struct Change {
    /// Section and key.
    pub key: String,
    /// In the first board; `None` where no file says it.
    pub before: Option<Value>,
    /// In the second.
    pub after: Option<Value>,
}

/// All values that differ, by key.
#[must_use]
pub fn difference(before: &Resolved, after: &Resolved) -> Vec<Change> {
    let keys = before
        .values
        .iter()
        .chain(&after.values)
        .map(|value| value.key.clone());
    let mut keys: Vec<_> = keys.collect();
    keys.sort();
    keys.dedup();
    let change = |key: String| {
        let (old, new) = (before.value(&key), after.value(&key));
        let same = old.map(|value| &value.text) == new.map(|value| &value.text);
        (!same).then(|| Change {
            before: old.cloned(),
            after: new.cloned(),
            key,
        })
    };
    keys.into_iter().filter_map(change).collect()
}
