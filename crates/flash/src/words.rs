//! What is said, in English and Japanese: `words/en.toml` and `words/ja.toml`, one key and one sentence each.

use std::{fmt, sync::LazyLock};

/// A language.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Lang {
    /// English.
    #[default]
    English,
    /// Japanese.
    Japanese,
}

static ENGLISH: LazyLock<toml::Table> = LazyLock::new(|| table(include_str!("words/en.toml")));
static JAPANESE: LazyLock<toml::Table> = LazyLock::new(|| table(include_str!("words/ja.toml")));

/// A test reads both files; without them there would be keys instead of sentences.
fn table(text: &str) -> toml::Table {
    text.parse().unwrap_or_default()
}

impl Lang {
    /// The one of a short name: `en` or `ja`.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        match name {
            "en" => Some(Self::English),
            "ja" => Some(Self::Japanese),
            _ => None,
        }
    }

    /// That of a locale: `ja_JP.UTF-8` is Japanese, and all others are English.
    #[must_use]
    pub fn of_locale(locale: &str) -> Self {
        let language = locale.split(['_', '.', '@']).next();
        match language {
            Some("ja") => Self::Japanese,
            _ => Self::English,
        }
    }

    pub(crate) fn get(self, part: &str, key: &'static str) -> &'static str {
        let table: &'static toml::Table = match self {
            Self::English => &ENGLISH,
            Self::Japanese => &JAPANESE,
        };
        let said = table.get(part).and_then(|part| part.get(key));
        said.and_then(toml::Value::as_str).unwrap_or(key)
    }
}

/// What is put into the `{places}` of a sentence: names and values.
pub type Values<'a> = &'a [(&'static str, &'a dyn fmt::Display)];

/// A sentence with its places filled.
pub fn fill(text: &str, values: &[(&'static str, String)]) -> String {
    let mut text = text.to_owned();
    for (name, value) in values {
        text = text.replace(&format!("{{{name}}}"), value);
    }
    text
}

macro_rules! keys {
    ($(#[$doc:meta])* $name:ident { $($(#[$of:meta])* $key:ident $text:literal),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        #[expect(missing_docs, reason = "each is named as its key, and words/en.toml says it")]
        pub enum $name { $($(#[$of])* $key),+ }

        impl $name {
            /// All of them.
            pub const ALL: &[Self] = &[$(Self::$key),+];

            /// Its key in a language file.
            #[must_use]
            pub const fn key(self) -> &'static str {
                match self { $(Self::$key => $text),+ }
            }
        }
    };
}

keys! {
    /// What can be wrong.
    Fault {
        NoDevice "no_device",
        NotBlock "not_block",
        Unreadable "unreadable",
        Partition "partition",
        Stacked "stacked",
        ReadOnly "read_only",
        NoMedium "no_medium",
        System "system",
        Mounted "mounted",
        Swap "swap",
        Held "held",
        InUse "in_use",
        Denied "denied",
        Fixed "fixed",
        Large "large",
        Small "small",
        Sectors "sectors",
        NoImage "no_image",
        Unsigned "unsigned",
        Stranger "stranger",
        Signature "signature",
        Unpack "unpack",
        Changed "changed",
        NoTable "no_table",
        NoSitePlace "no_site_place",
        SiteFile "site_file",
        Write "write",
        ReadBack "read_back",
        SiteBack "site_back",
        Stopped "stopped",
        ChangedLate "changed_late",
        Unconfirmed "unconfirmed",
        Interrupted "interrupted",
    }
}

keys! {
    /// What is told on the way.
    Note {
        Image "image",
        Unverified "unverified",
        Disk "disk",
        Holds "holds",
        Site "site",
        DryRun "dry_run",
        Confirm "confirm",
        Verifying "verifying",
        Measuring "measuring",
        Writing "writing",
        Comparing "comparing",
        Finishing "finishing",
        Done "done",
    }
}

impl Fault {
    /// What is wrong, with its `{places}` as they are.
    #[must_use]
    pub fn text(self, lang: Lang) -> &'static str {
        lang.get("error", self.key())
    }

    /// What to do about it.
    #[must_use]
    pub fn hint(self, lang: Lang) -> &'static str {
        lang.get("hint", self.key())
    }
}

impl Note {
    /// The sentence, with its places filled.
    #[must_use]
    pub fn say(self, lang: Lang, values: Values) -> String {
        let values: Vec<_> = values.iter().map(|(n, v)| (*n, v.to_string())).collect();
        fill(lang.get("say", self.key()), &values)
    }
}
