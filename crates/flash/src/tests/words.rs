use crate::{Fault, Lang, Note};

/// The `{places}` of a sentence, in order of name.
fn places(text: &str) -> Vec<&str> {
    let mut places: Vec<_> = text
        .split('{')
        .skip(1)
        .filter_map(|rest| rest.split_once('}'))
        .map(|(name, _)| name)
        .collect();
    places.sort_unstable();
    places.dedup();
    places
}

#[test]
fn everything_is_said_in_both_languages_with_the_same_places() {
    let said = |part: &str, key| [Lang::English, Lang::Japanese].map(|lang| lang.get(part, key));
    let mut sentences = Vec::new();
    for fault in Fault::ALL {
        sentences.push(said("error", fault.key()));
        sentences.push(said("hint", fault.key()));
    }
    sentences.extend(Note::ALL.iter().map(|note| said("say", note.key())));
    for [english, japanese] in sentences {
        // A key that is missing is said as it is.
        assert!(english.contains(' ') || english.is_ascii(), "{english}");
        assert_eq!(places(english), places(japanese), "{english}");
        assert!(
            !japanese.is_ascii() || japanese == "{why}" || japanese.ends_with("{why}"),
            "{japanese}"
        );
    }
}

#[test]
fn no_file_says_what_nobody_asks_for() {
    for text in [
        include_str!("../words/en.toml"),
        include_str!("../words/ja.toml"),
    ] {
        let table: toml::Table = text.parse().unwrap();
        let count = |part: &str| table[part].as_table().unwrap().len();
        assert_eq!(count("error"), Fault::ALL.len());
        assert_eq!(count("hint"), Fault::ALL.len());
        assert_eq!(count("say"), Note::ALL.len());
    }
}

#[test]
fn a_locale_tells_the_language() {
    for (locale, lang) in [
        ("ja_JP.UTF-8", Lang::Japanese),
        ("ja", Lang::Japanese),
        ("en_GB.UTF-8", Lang::English),
        ("C", Lang::English),
        ("jam", Lang::English),
        ("", Lang::English),
    ] {
        assert_eq!(Lang::of_locale(locale), lang, "{locale}");
    }
}
