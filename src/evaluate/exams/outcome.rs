//! What an exam said of a sweep, read from its record.

use std::collections::BTreeMap;

use serde::Serialize;
use serde_json::Value;

use crate::exam::ItemState;

/// Where in `exam.json` the exam's own score of the whole sweep stands.
const SCORE: &str = "/findings/score";
/// Where the heart rate stands, beats a minute, or else why there is none.
const HEART_RATE: &str = "/heart_rate/bpm";
const HEART_RATE_WITHHELD: &str = "/heart_rate/withheld";

/// The states that an item can have.
const STATES: [ItemState; 5] = [
    ItemState::CannotAssess,
    ItemState::NotSeen,
    ItemState::Seen,
    ItemState::Meets,
    ItemState::Outside,
];

/// What an exam said of a sweep.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct ExamOutcome {
    /// Its own score: more of it speaks for a defect. `None` where there is none.
    pub score: Option<f64>,
    /// The checklist's items.
    pub items: Vec<ItemOutcome>,
    /// What was measured, by name, or why it was not.
    pub measures: BTreeMap<String, Measured>,
}

/// An item of the checklist.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ItemOutcome {
    /// Its identifier: `F5`.
    pub id: String,
    /// What was said of it.
    #[serde(serialize_with = "state_name")]
    pub state: ItemState,
    /// Why, for people.
    pub reason: String,
}

/// A measurement.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Measured {
    /// Its value, in the units of its name.
    Value(f64),
    /// Why there is none.
    Withheld(String),
}

impl ExamOutcome {
    /// What the record of an exam, `exam.json`, says. What it does not have is left out: a score, items,
    /// or measures of whatever name.
    #[must_use]
    pub fn of_record(record: &Value) -> Self {
        let listed = |key: &str| record[key].as_array().map_or(&[][..], Vec::as_slice);
        let mut measures: BTreeMap<_, _> = listed("measures").iter().filter_map(measure).collect();
        let text = |pointer| record.pointer(pointer).and_then(Value::as_str);
        let rate = record
            .pointer(HEART_RATE)
            .and_then(Value::as_f64)
            .map(Measured::Value)
            .or_else(|| text(HEART_RATE_WITHHELD).map(|why| Measured::Withheld(why.to_owned())));
        if let Some(rate) = rate {
            measures.insert("heart_rate_bpm".to_owned(), rate);
        }
        Self {
            score: record.pointer(SCORE).and_then(Value::as_f64),
            items: listed("items").iter().filter_map(item).collect(),
            measures,
        }
    }

    /// What was said of an item.
    pub(super) fn item(&self, id: &str) -> Option<&ItemOutcome> {
        self.items.iter().find(|item| item.id == id)
    }
}

fn item(line: &Value) -> Option<ItemOutcome> {
    let state = line["state"].as_str()?;
    Some(ItemOutcome {
        id: line["id"].as_str()?.to_owned(),
        state: STATES.into_iter().find(|s| s.name() == state)?,
        reason: line["reason"].as_str().unwrap_or_default().to_owned(),
    })
}

fn measure(line: &Value) -> Option<(String, Measured)> {
    let name = line["measure"].as_str()?.to_owned();
    let outcome = match line["value"].as_f64() {
        Some(value) => Measured::Value(value),
        None => Measured::Withheld(line["withheld"].as_str()?.to_owned()),
    };
    Some((name, outcome))
}

fn state_name<S: serde::Serializer>(state: &ItemState, to: S) -> Result<S::Ok, S::Error> {
    to.serialize_str(state.name())
}
