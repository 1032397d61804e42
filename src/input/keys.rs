//! Which key asks for what: of a keyboard or a foot switch at the board, and of one before a browser.

use std::{collections::BTreeMap, str::FromStr as _};

use evdev::KeyCode;

use super::{Action, ActionError};

/// What the keys ask for where the board file says nothing else. None of them ends what cannot be
/// taken up again: to judge, close or abandon an exam by a key is for a site to say.
const DEFAULT: [(KeyCode, &str); 30] = [
    (KeyCode::KEY_B, "begin"),
    (KeyCode::KEY_E, "end"),
    (KeyCode::KEY_R, "resume"),
    (KeyCode::KEY_M, "mark"),
    (KeyCode::KEY_4, "enter left=left"),
    (KeyCode::KEY_6, "enter left=right"),
    (KeyCode::KEY_8, "enter left=up"),
    (KeyCode::KEY_2, "enter left=down"),
    (KeyCode::KEY_KP4, "enter left=left"),
    (KeyCode::KEY_KP6, "enter left=right"),
    (KeyCode::KEY_KP8, "enter left=up"),
    (KeyCode::KEY_KP2, "enter left=down"),
    (KeyCode::KEY_SPACE, "page next"),
    (KeyCode::KEY_RIGHT, "page next"),
    (KeyCode::KEY_PAGEDOWN, "page next"),
    (KeyCode::KEY_LEFT, "page previous"),
    (KeyCode::KEY_PAGEUP, "page previous"),
    (KeyCode::KEY_HOME, "page live"),
    (KeyCode::KEY_L, "page live"),
    (KeyCode::KEY_S, "page setup"),
    (KeyCode::KEY_X, "boxes"),
    (KeyCode::KEY_UP, "brightness up"),
    (KeyCode::KEY_EQUAL, "brightness up"),
    (KeyCode::KEY_KPPLUS, "brightness up"),
    (KeyCode::KEY_BRIGHTNESSUP, "brightness up"),
    (KeyCode::KEY_DOWN, "brightness down"),
    (KeyCode::KEY_MINUS, "brightness down"),
    (KeyCode::KEY_KPMINUS, "brightness down"),
    (KeyCode::KEY_BRIGHTNESSDOWN, "brightness down"),
    (KeyCode::KEY_ESC, "page live"),
];

/// Keys of browsers whose names are not those of the kernel with another beginning. Source: UI Events
/// KeyboardEvent code Values (W3C), and linux/input-event-codes.h.
const OF_BROWSER: [(&str, KeyCode); 20] = [
    ("Space", KeyCode::KEY_SPACE),
    ("Enter", KeyCode::KEY_ENTER),
    ("Escape", KeyCode::KEY_ESC),
    ("Tab", KeyCode::KEY_TAB),
    ("Backspace", KeyCode::KEY_BACKSPACE),
    ("Insert", KeyCode::KEY_INSERT),
    ("Delete", KeyCode::KEY_DELETE),
    ("Home", KeyCode::KEY_HOME),
    ("End", KeyCode::KEY_END),
    ("PageUp", KeyCode::KEY_PAGEUP),
    ("PageDown", KeyCode::KEY_PAGEDOWN),
    ("ArrowUp", KeyCode::KEY_UP),
    ("ArrowDown", KeyCode::KEY_DOWN),
    ("ArrowLeft", KeyCode::KEY_LEFT),
    ("ArrowRight", KeyCode::KEY_RIGHT),
    ("Minus", KeyCode::KEY_MINUS),
    ("Equal", KeyCode::KEY_EQUAL),
    ("NumpadAdd", KeyCode::KEY_KPPLUS),
    ("NumpadSubtract", KeyCode::KEY_KPMINUS),
    ("NumpadEnter", KeyCode::KEY_KPENTER),
];

/// What each key asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeyMap(BTreeMap<u16, Action>);

impl Default for KeyMap {
    fn default() -> Self {
        let keys = DEFAULT.iter();
        let keys = keys.filter_map(|(key, words)| Some((key.0, words.parse().ok()?)));
        Self(keys.collect())
    }
}

impl KeyMap {
    /// The keys of a board file, by their names in the kernel (`KEY_B`, `BTN_0`), laid over those that
    /// are there in any case; `nothing` takes a key away.
    ///
    /// # Errors
    /// Where there is no such key, or what it is to ask for is no action.
    pub fn of<'a>(keys: impl IntoIterator<Item = (&'a str, &'a str)>) -> Result<Self, KeyError> {
        let mut map = Self::default();
        for (name, words) in keys {
            let short = || name.chars().take(30).collect();
            let key = KeyCode::from_str(name).map_err(|_| KeyError::Unknown(short()))?;
            if words == "nothing" {
                map.0.remove(&key.0);
                continue;
            }
            let action = words.parse().map_err(|fault| KeyError::Action {
                key: short(),
                fault,
            })?;
            map.0.insert(key.0, action);
        }
        Ok(map)
    }

    /// What a key of that number in the kernel asks for.
    #[must_use]
    pub fn action(&self, key: u16) -> Option<Action> {
        self.0.get(&key).copied()
    }

    /// What a key asks for that a browser calls by that name (`KeyboardEvent.code`).
    #[must_use]
    pub fn of_browser(&self, code: &str) -> Option<Action> {
        let named = OF_BROWSER.iter().find(|(name, _)| *name == code);
        let key = named.map(|(_, key)| *key).or_else(|| {
            // The rest: a letter, a digit, a digit of the other block, F1 to F24.
            let kinds = [("Key", ""), ("Digit", ""), ("Numpad", "KP"), ("F", "F")];
            let mut found = kinds.iter().filter_map(|(of_browser, of_kernel)| {
                let rest = code.strip_prefix(of_browser)?;
                let letter = *of_browser == "Key";
                let fits = |b: u8| {
                    if letter {
                        b.is_ascii_uppercase()
                    } else {
                        b.is_ascii_digit()
                    }
                };
                let long = if *of_browser == "F" { 2 } else { 1 };
                let sound = (1..=long).contains(&rest.len()) && rest.bytes().all(fits);
                sound.then(|| format!("KEY_{of_kernel}{rest}"))
            });
            KeyCode::from_str(&found.next()?).ok()
        });
        self.action(key?.0)
    }
}

/// Why a board file's keys cannot be taken.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum KeyError {
    /// There is no key of that name.
    #[error("input.keys: there is no key `{0}`")]
    Unknown(String),
    /// What it is to ask for is no action.
    #[error("input.keys: {key}: {fault}")]
    Action {
        /// The key.
        key: String,
        /// Why not.
        fault: ActionError,
    },
}

impl KeyError {
    /// What to do about it.
    #[must_use]
    pub const fn hint(&self) -> Option<&'static str> {
        Some(match self {
            Self::Unknown(_) => {
                "name keys as linux/input-event-codes.h does: KEY_B, KEY_F1, KEY_KPENTER, BTN_0; `evtest` tells \
                 those that are pressed"
            }
            Self::Action { fault, .. } => fault.hint(),
        })
    }
}
