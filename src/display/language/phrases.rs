//! Words that come from a checklist or an exam in English, in another language.

use std::{
    collections::BTreeMap,
    fmt::{self, Display},
};

use super::{Piece, pieces};

/// How many places an English phrase can have.
const PLACES_MAX: usize = 4;

/// Phrases by their English words.
#[derive(Clone, Debug, Default)]
pub(super) struct Phrases {
    whole: BTreeMap<String, String>,
    /// Those with `{places}`, each for any words.
    with_places: Vec<(String, String)>,
}

impl Phrases {
    pub(super) fn read(value: toml::Value, mut fault: impl FnMut(&str, &str)) -> Self {
        let mut phrases = Self::default();
        let toml::Value::Table(table) = value else {
            fault("", "no table");
            return phrases;
        };
        for (english, said) in table {
            let toml::Value::String(said) = said else {
                fault(&english, "no text");
                continue;
            };
            let is_place = |piece: &Piece| matches!(piece, Piece::Place(_));
            let known = |piece: Piece| !is_place(&piece) || pieces(&english).any(|p| p == piece);
            if !pieces(&said).all(known) || pieces(&english).filter(is_place).count() > PLACES_MAX {
                fault(&english, "places that the English does not have");
            } else if pieces(&english).any(|piece| is_place(&piece)) {
                phrases.with_places.push((english, said));
            } else {
                phrases.whole.insert(english, said);
            }
        }
        phrases
    }

    pub(super) fn say<'a>(&'a self, english: &'a str) -> Said<'a> {
        let mut said = Said {
            text: english,
            places: [("", ""); PLACES_MAX],
        };
        if let Some(text) = self.whole.get(english) {
            said.text = text;
            return said;
        }
        for (pattern, text) in &self.with_places {
            if let Some(places) = matched(pattern, english) {
                return Said { text, places };
            }
        }
        said
    }

    pub(super) fn texts(&self) -> impl Iterator<Item = &str> {
        let with_places = self.with_places.iter().map(|(_, text)| text.as_str());
        self.whole.values().map(String::as_str).chain(with_places)
    }
}

/// A phrase, its places filled with what stood there in English.
pub struct Said<'a> {
    text: &'a str,
    places: [(&'a str, &'a str); PLACES_MAX],
}

impl Display for Said<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Without places the words are shown as they are, whatever stands in them.
        if self.places[0].0.is_empty() {
            return f.write_str(self.text);
        }
        for piece in pieces(self.text) {
            match piece {
                Piece::Text(text) => f.write_str(text)?,
                Piece::Place(name) => {
                    let value = self.places.iter().find(|(n, _)| *n == name);
                    f.write_str(value.map_or("", |(_, value)| value))?;
                }
            }
        }
        Ok(())
    }
}

/// What stands at the places of a pattern; `None` where it does not fit.
fn matched<'a>(pattern: &'a str, text: &'a str) -> Option<[(&'a str, &'a str); PLACES_MAX]> {
    let mut places = [("", ""); PLACES_MAX];
    let (mut rest, mut open, mut count) = (text, None, 0);
    for piece in pieces(pattern) {
        match piece {
            Piece::Place(name) => open = Some(name),
            Piece::Text(words) => {
                let at = match open {
                    None => rest.starts_with(words).then_some(0)?,
                    Some(_) => rest.find(words)?,
                };
                if let Some(name) = open.take() {
                    *places.get_mut(count)? = (name, &rest[..at]);
                    count += 1;
                }
                rest = &rest[at + words.len()..];
            }
        }
    }
    match open {
        Some(name) => *places.get_mut(count)? = (name, rest),
        None if !rest.is_empty() => return None,
        None => {}
    }
    Some(places)
}
