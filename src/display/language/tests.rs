use super::*;
use crate::anatomy::{Profile, View};

fn japanese() -> &'static Language {
    Language::builtin("ja").unwrap()
}

#[test]
fn both_languages_are_complete_and_without_faults() {
    let (english, faults) = Language::parse("en", ENGLISH, None).unwrap();
    assert_eq!(faults, [""; 0]);
    let (japanese, faults) = Language::parse("ja", JAPANESE, Some(&english)).unwrap();
    assert_eq!(faults, [""; 0]);
    let other = |word: &Word| {
        let same = english.get(*word) == japanese.get(*word);
        same && english.get(*word).contains(char::is_alphabetic)
    };
    assert_eq!(Word::all().find(other), None, "not translated");
    assert_eq!((english.code(), japanese.code()), ("en", "ja"));
}

#[test]
fn every_letter_of_every_language_is_drawn() {
    for language in [Language::english(), japanese()] {
        for text in language.texts() {
            for letter in text.chars() {
                assert!(
                    super::super::text::has_letter(letter),
                    "{letter:?} of {text:?}"
                );
            }
        }
    }
}

#[test]
fn labels_of_the_built_in_checklists_are_said_in_japanese() {
    for name in ["isuog-2023", "japan-level-1"] {
        for item in Profile::builtin(name).unwrap().items {
            assert_ne!(
                japanese().phrase(&item.label).to_string(),
                item.label,
                "{name}"
            );
        }
    }
    assert_eq!(
        japanese().phrase("Our own {item}").to_string(),
        "Our own {item}"
    );
}

#[test]
fn phrases_with_places_keep_what_stands_there() {
    let said = |english: &str| japanese().phrase(english).to_string();
    assert_eq!(
        said("round chest and spine in 31 of 40 frames"),
        "円形の胸郭と脊椎: 40フレーム中31"
    );
    assert_eq!(
        said("not found in this view: thorax, spine"),
        "この断面で未検出: thorax, spine"
    );
    assert_eq!(said("round chest and spine in"), "round chest and spine in");
}

#[test]
fn every_withheld_reason_is_said_in_japanese() {
    use crate::exam::measure::{NoSide, Withheld};
    let sides = [NoSide::NotEntered, NoSide::NoFront, NoSide::NotSquare].map(Withheld::Side);
    let rest = [
        Withheld::NotShown,
        Withheld::TooFew,
        Withheld::Missing,
        Withheld::ViewQuality,
        Withheld::Angle,
        Withheld::NoFront,
        Withheld::Scatter,
    ];
    for why in sides.into_iter().chain(rest) {
        assert_ne!(japanese().phrase(why.words()).to_string(), why.words());
    }
}

#[test]
fn places_are_filled_by_name() {
    let filled = Language::english().with(Message::PageOf, &[("pages", &8), ("page", &3)]);
    assert_eq!(filled.to_string(), "3 of 8");
    let filled = japanese().with(Message::PageOf, &[("page", &3)]);
    assert_eq!(filled.to_string(), "3 / {pages}");
}

#[test]
fn what_a_file_lacks_stands_there_in_english_within_brackets() {
    let english = Some(Language::english());
    let text = ENGLISH
        .replace("code = \"en\"", "code = \"de\"")
        .replace(
            "four_chamber = \"Four-chamber view\"",
            "four_chamber = \"Vierkammerblick\"",
        )
        .replace("seen = \"seen\"\n", "")
        .replace("show = \"Show {view}\"", "show = \"Zeige {was}\"")
        .replace("now = \"now\"", "now = 7\nthen = \"dann\"");
    let (language, faults) = Language::parse("de.toml", &text, english).unwrap();
    assert_eq!(
        language.get(Word::View(View::FourChamber)),
        "Vierkammerblick"
    );
    let seen = Word::State(crate::exam::ItemState::Seen);
    assert_eq!(language.get(seen), "[seen]");
    assert_eq!(language.message(Message::NextShow), "[Show {view}]");
    assert_eq!(
        faults,
        [
            "de.toml: screen.now: no text; shown in English",
            "de.toml: next.show: {was} is put in by nobody; shown in English",
            "de.toml: state.seen: missing; shown in English",
            "de.toml: screen.then: no such key",
        ]
    );
}

#[test]
fn what_is_no_message_file_is_refused_with_its_line() {
    let english = Some(Language::english());
    for (text, message) in [
        ("schema = 1\ncode = \n", "line 2"),
        ("code = \"x\"", "schema 1 is needed, not none"),
        ("schema = 2\ncode = \"x\"", "schema 1 is needed, not 2"),
        ("schema = 1", "code"),
    ] {
        let error = Language::parse("x.toml", text, english).unwrap_err();
        assert!(error.to_string().contains(message), "{error}");
    }
    let error = Language::load("/no/such/file").unwrap_err();
    assert!(error.to_string().contains("/no/such/file") && error.hint().contains("en, ja"));
    let (empty, faults) = Language::parse("x", "schema = 1\ncode = \"x\"", english).unwrap();
    assert_eq!(faults.len(), Word::COUNT);
    assert_eq!(empty.message(Message::Now), "[now]");
}

#[test]
fn odd_braces_are_only_letters() {
    for text in ["{", "}", "{}", "a{b", "{a}{b}", "é{é}é", "}{"] {
        let whole: String = pieces(text)
            .map(|piece| match piece {
                Piece::Text(text) => text.to_owned(),
                Piece::Place(name) => format!("{{{name}}}"),
            })
            .collect();
        assert_eq!(whole, text);
    }
}
