//! Checklist profiles: which items an examination asks for, as TOML. [`Resolved::find`] reads one by
//! its name or from a file; docs/profiles.md explains the files to those who write them.

mod diff;
mod load;
mod merge;
mod reader;
mod rule;
mod threshold;
mod values;

use std::fmt::Write as _;

use sha2::{Digest, Sha256};

pub use ::flaw::Flaw;
pub use diff::{Difference, FieldChange, Moved};
pub use load::{Base, Origin, Removed, Resolved};
pub use rule::Rule;
pub use threshold::{Measure, Threshold};

use super::{ProfileError, Structure, View};

/// The profiles that come with the program, by name.
const BUILTIN: [(&str, &str); 2] = [
    ("isuog-2023", include_str!("profiles/isuog-2023.toml")),
    ("japan-level-1", include_str!("profiles/japan-level-1.toml")),
];

/// The schema of the files that this program reads.
const SCHEMA: i64 = 1;
/// The longest profile text, bytes.
const TEXT_BYTES_MAX: usize = 64 * 1024;
/// The most items in a profile: what a display can list.
const ITEMS_MAX: usize = 64;
/// The longest id, characters.
const ID_CHARS_MAX: usize = 8;
/// The longest label, name and version, characters: what fits into the display.
const LABEL_CHARS_MAX: usize = 34;
/// The longest other text of an item, characters.
const TEXT_CHARS_MAX: usize = 200;
/// The signs that a label can have: those that the faces of the display can draw (ISO 8859-1).
pub const LABEL_SIGNS: [std::ops::RangeInclusive<char>; 2] = [' '..='~', '\u{a1}'..='\u{ff}'];

/// What settles an item.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Needs {
    /// The structures are found together in the view.
    Presence,
    /// A ratio, an angle or a distance.
    Measure,
    /// Which side of the picture is the left of the fetus.
    Laterality,
    /// Change over time.
    Motion,
}

impl Needs {
    /// All that can settle an item.
    pub const ALL: [Self; 4] = [
        Self::Presence,
        Self::Measure,
        Self::Laterality,
        Self::Motion,
    ];

    /// Name as in profiles.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Presence => "presence",
            Self::Measure => "measure",
            Self::Laterality => "laterality",
            Self::Motion => "motion",
        }
    }

    /// What that means, for people.
    #[must_use]
    pub const fn meaning(self) -> &'static str {
        match self {
            Self::Presence => "the structures are found together in the view",
            Self::Measure => "a ratio, an angle or a distance is measured",
            Self::Laterality => "the examiner said which side of the picture is left",
            Self::Motion => "change over time is seen",
        }
    }
}

/// An item of a checklist.
#[derive(Clone, Debug, PartialEq)]
pub struct ItemSpec {
    /// Identifier: `A2`, `F5`.
    pub id: String,
    /// The view that it belongs to; [`View::None`] for one that any view can settle.
    pub view: View,
    /// Short wording for people, at most 34 characters of [`LABEL_SIGNS`].
    pub label: String,
    /// The structures that it is about; all of them have to be found.
    pub structures: Vec<Structure>,
    /// What settles it.
    pub needs: Needs,
    /// Which of the program's rules does.
    pub rule: Rule,
    /// The criterion in words.
    pub criterion: String,
    /// Where the criterion comes from.
    pub source: String,
    /// The criterion in numbers, where it has some.
    pub thresholds: Vec<Threshold>,
}

impl ItemSpec {
    /// Its fields but the id, by their keys in profiles, in words.
    #[must_use]
    pub fn fields(&self) -> [(&'static str, String); 8] {
        let structures: Vec<_> = self.structures.iter().map(|s| s.name()).collect();
        let thresholds: Vec<_> = self.thresholds.iter().map(Threshold::to_string).collect();
        let or_none = |list: String| match list.is_empty() {
            true => "none".to_owned(),
            false => list,
        };
        [
            ("view", self.view.name().to_owned()),
            ("label", self.label.clone()),
            ("structures", or_none(structures.join(", "))),
            ("needs", self.needs.name().to_owned()),
            ("rule", self.rule.name().to_owned()),
            ("criterion", self.criterion.clone()),
            ("source", self.source.clone()),
            ("threshold", or_none(thresholds.join("; "))),
        ]
    }

    /// The limits of a measure for a fetus of that many completed weeks, or of unknown age; `None`
    /// where the item has none for it: then nothing can be said of what was measured.
    #[must_use]
    pub fn threshold(&self, measure: Measure, weeks: Option<u8>) -> Option<&Threshold> {
        let mut of_measure = self.thresholds.iter().filter(|t| t.measure == measure);
        of_measure.find(|t| t.holds_at(weeks))
    }
}

/// A checklist.
#[derive(Clone, Debug, PartialEq)]
pub struct Profile {
    /// Name: `isuog-2023`.
    pub name: String,
    /// Version of the checklist's text.
    pub version: String,
    /// Name for people.
    pub title: String,
    /// The items in the order of the checklist; at least one, at most 64.
    pub items: Vec<ItemSpec>,
}

impl Profile {
    /// The profile of that name that comes with the program.
    ///
    /// # Errors
    /// [`ProfileError::Unknown`] where there is none.
    pub fn builtin(name: &str) -> Result<Self, ProfileError> {
        Resolved::builtin(name).map(|resolved| resolved.profile)
    }

    /// The names that [`Profile::builtin`] knows.
    #[must_use]
    pub fn builtin_names() -> [&'static str; BUILTIN.len()] {
        BUILTIN.map(|(name, _)| name)
    }

    /// SHA-256 of what the checklist says, 64 hexadecimal digits: of name, version, title and all
    /// items with their fields in order, not of the file. Comments, layout and how much of it is
    /// inherited do not change it.
    #[must_use]
    pub fn sha256(&self) -> String {
        let Self {
            name,
            version,
            title,
            items,
        } = self;
        // No text of a profile has a line break, so that no two checklists share these lines.
        let mut lines = format!("profile={name}\nversion={version}\ntitle={title}\n");
        for item in items {
            let _ = writeln!(lines, "item={}", item.id);
            for (key, value) in item.fields() {
                let _ = match key {
                    "threshold" => Ok(()),
                    _ => writeln!(lines, "{key}={value}"),
                };
            }
            for threshold in &item.thresholds {
                let _ = writeln!(lines, "threshold={threshold}");
            }
        }
        let digest = Sha256::digest(lines.as_bytes());
        digest.iter().map(|b| format!("{b:02x}")).collect()
    }
}

#[cfg(test)]
mod tests;
