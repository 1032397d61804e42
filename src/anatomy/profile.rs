//! Checklist profiles: which items an examination asks for, as TOML.

use std::ops::Range;

use serde::Deserialize;
use toml::Spanned;

use super::{ProfileError, Structure, View};

/// The profiles that come with the program, by name.
const BUILTIN: [(&str, &str); 2] = [
    ("isuog-2023", include_str!("profiles/isuog-2023.toml")),
    ("japan-level-1", include_str!("profiles/japan-level-1.toml")),
];

/// The longest profile text, bytes.
const TEXT_BYTES_MAX: usize = 64 * 1024;
/// The most items in a profile: what a display can list.
const ITEMS_MAX: usize = 64;
/// The longest label, characters: what fits into the checklist of the display.
const LABEL_CHARS_MAX: usize = 34;
/// The longest other text of an item, characters.
const TEXT_CHARS_MAX: usize = 200;

/// What settles an item.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
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

/// An item of a checklist.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ItemSpec {
    /// Identifier: `A2`, `F5`.
    pub id: String,
    /// The view that it belongs to; [`View::None`] for one that any view can settle.
    pub view: View,
    /// Short wording for people, at most 34 characters.
    pub label: String,
    /// The structures that it is about; all of them have to be found.
    pub structures: Vec<Structure>,
    /// What settles it.
    pub needs: Needs,
    /// The criterion in words.
    pub criterion: String,
    /// Where the criterion comes from.
    pub source: String,
}

/// A checklist.
#[derive(Clone, Debug, PartialEq, Eq)]
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
        let (file, text) = BUILTIN
            .into_iter()
            .find(|(known, _)| *known == name)
            .ok_or_else(|| ProfileError::Unknown {
                name: name.to_owned(),
            })?;
        Self::parse(text, file)
    }

    /// The names that [`Profile::builtin`] knows.
    #[must_use]
    pub fn builtin_names() -> [&'static str; BUILTIN.len()] {
        BUILTIN.map(|(name, _)| name)
    }

    /// Reads a profile; `file` is the name for messages.
    ///
    /// # Errors
    /// [`ProfileError::Invalid`], with the line, for bad TOML, unknown views or structures,
    /// repeated ids and texts that are too long.
    pub fn parse(text: &str, file: &str) -> Result<Self, ProfileError> {
        let place = Place { text, file };
        if text.len() > TEXT_BYTES_MAX {
            return Err(place.error(0..0, "the profile is longer than 64 KiB", None));
        }
        let raw: RawProfile = toml::from_str(text).map_err(|e| {
            place.error(
                e.span().unwrap_or(0..0),
                e.message(),
                Some(HINT_FORM.to_owned()),
            )
        })?;
        if *raw.schema.get_ref() != 1 {
            let hint = "this program reads profiles with schema = 1".to_owned();
            return Err(place.error(raw.schema.span(), "unknown schema", Some(hint)));
        }
        if raw.item.is_empty() || raw.item.len() > ITEMS_MAX {
            return Err(place.error(0..0, "a profile has 1 to 64 items", None));
        }
        let mut items: Vec<ItemSpec> = Vec::with_capacity(raw.item.len());
        for item in raw.item {
            let span = item.id.span();
            let item = item.check(&place)?;
            if items.iter().any(|other| other.id == item.id) {
                let message = format!("the id `{}` is there twice", item.id);
                return Err(place.error(span, &message, Some("give each item its own id".into())));
            }
            items.push(item);
        }
        Ok(Self {
            name: place.short(raw.name, "name", LABEL_CHARS_MAX)?,
            version: place.short(raw.version, "version", LABEL_CHARS_MAX)?,
            title: place.short(raw.title, "title", TEXT_CHARS_MAX)?,
            items,
        })
    }
}

const HINT_FORM: &str = "a profile has schema, name, version, title and [[item]] tables with id, view, label, \
     structures, needs (presence, measure, laterality, motion), criterion, source";

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawProfile {
    schema: Spanned<u32>,
    name: Spanned<String>,
    version: Spanned<String>,
    title: Spanned<String>,
    item: Vec<RawItem>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawItem {
    id: Spanned<String>,
    view: Spanned<String>,
    label: Spanned<String>,
    structures: Vec<Spanned<String>>,
    needs: Spanned<Needs>,
    criterion: Spanned<String>,
    source: Spanned<String>,
}

impl RawItem {
    fn check(self, place: &Place) -> Result<ItemSpec, ProfileError> {
        let view = View::from_name(self.view.get_ref()).ok_or_else(|| {
            let message = format!("unknown view `{}`", self.view.get_ref());
            let known = View::SWEEP.map(View::name).join(", ");
            place.error(
                self.view.span(),
                &message,
                Some(format!("known views: {known}, none")),
            )
        })?;
        let mut structures = Vec::with_capacity(self.structures.len());
        for name in self.structures {
            let structure = Structure::from_name(name.get_ref()).ok_or_else(|| {
                let message = format!("unknown structure `{}`", name.get_ref());
                let known = Structure::ALL.map(Structure::name).join(", ");
                place.error(
                    name.span(),
                    &message,
                    Some(format!("known structures: {known}")),
                )
            })?;
            if structures.contains(&structure) {
                let message = format!("the structure `{structure}` is there twice");
                return Err(place.error(name.span(), &message, Some("name it once".to_owned())));
            }
            structures.push(structure);
        }
        let needs = *self.needs.get_ref();
        if needs == Needs::Presence && structures.is_empty() {
            let hint = "name at least one structure".to_owned();
            return Err(place.error(self.needs.span(), "presence of nothing", Some(hint)));
        }
        Ok(ItemSpec {
            id: place.short(self.id, "id", 8)?,
            view,
            label: place.short(self.label, "label", LABEL_CHARS_MAX)?,
            structures,
            needs,
            criterion: place.short(self.criterion, "criterion", TEXT_CHARS_MAX)?,
            source: place.short(self.source, "source", TEXT_CHARS_MAX)?,
        })
    }
}

/// Where messages point to.
struct Place<'a> {
    text: &'a str,
    file: &'a str,
}

impl Place<'_> {
    fn error(&self, span: Range<usize>, message: &str, hint: Option<String>) -> ProfileError {
        let before = self.text.as_bytes().get(..span.start).unwrap_or_default();
        ProfileError::Invalid {
            file: self.file.to_owned(),
            line: 1 + before.iter().filter(|b| **b == b'\n').count(),
            message: message.lines().next().unwrap_or("not a profile").to_owned(),
            hint,
        }
    }

    fn short(&self, text: Spanned<String>, what: &str, max: usize) -> Result<String, ProfileError> {
        let (span, text) = (text.span(), text.into_inner());
        if text.trim().is_empty()
            || text.chars().count() > max
            || text.chars().any(char::is_control)
        {
            let hint = format!("1 to {max} characters on one line");
            return Err(self.error(span, &format!("{what} is empty or too long"), Some(hint)));
        }
        Ok(text)
    }
}

#[cfg(test)]
mod tests;
