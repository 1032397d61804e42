use super::{Needs, Profile};
use crate::anatomy::{Structure, View};

const GOOD: &str = r#"schema = 1
name = "site"
version = "2"
title = "Our site"

[[item]]
id = "X1"
view = "four_chamber"
label = "Two chambers"
structures = ["left_atrium", "left_ventricle"]
needs = "presence"
criterion = "both seen"
source = "our site"
"#;

#[test]
fn builtin_profiles_parse_and_carry_their_names() {
    for name in Profile::builtin_names() {
        let profile = Profile::builtin(name).unwrap();
        assert_eq!(profile.name, name);
        assert!(profile.items.iter().any(|i| i.needs == Needs::Presence));
    }
    let isuog = Profile::builtin("isuog-2023").unwrap();
    assert_eq!(isuog.items.len(), 28);
    let f5 = isuog.items.iter().find(|i| i.id == "F5").unwrap();
    assert_eq!(
        (f5.view, f5.needs, f5.structures.len()),
        (View::FourChamber, Needs::Presence, 4)
    );
}

#[test]
fn japan_level_one_asks_for_two_views_only() {
    let profile = Profile::builtin("japan-level-1").unwrap();
    assert!(
        profile
            .items
            .iter()
            .all(|i| matches!(i.view, View::FourChamber | View::ThreeVessel))
    );
    assert_eq!(profile.items.len(), 8);
}

#[test]
fn unknown_profile_lists_the_known_ones() {
    let error = Profile::builtin("isuog-1999").unwrap_err();
    assert_eq!(error.to_string(), "unknown checklist profile `isuog-1999`");
    assert_eq!(
        error.hint().unwrap(),
        "known profiles: isuog-2023, japan-level-1"
    );
}

#[test]
fn a_site_can_write_its_own() {
    let profile = Profile::parse(GOOD, "site.toml").unwrap();
    assert_eq!(
        profile.items[0].structures,
        [Structure::LeftAtrium, Structure::LeftVentricle]
    );
}

#[test]
fn mistakes_are_told_with_file_and_line() {
    let twice = format!("{GOOD}{}", &GOOD[GOOD.find("[[item]]").unwrap()..]);
    for (text, told) in [
        (
            GOOD.replace("\"left_atrium\"", "\"liver\""),
            "site.toml:10: unknown structure `liver`",
        ),
        (
            GOOD.replace("four_chamber", "5ch"),
            "site.toml:8: unknown view `5ch`",
        ),
        (
            GOOD.replace("left_ventricle", "left_atrium"),
            "site.toml:10: the structure `left_atrium`",
        ),
        (
            GOOD.replace("Two chambers", &"x".repeat(35)),
            "site.toml:9: label is empty or too long",
        ),
        (
            GOOD.replace("schema = 1", "schema = 9"),
            "site.toml:1: unknown schema",
        ),
        (
            GOOD.replace("\"presence\"", "\"luck\""),
            "site.toml:11: unknown variant `luck`",
        ),
        (
            GOOD.replace("needs", "need"),
            "site.toml:11: unknown field `need`",
        ),
        (twice, "site.toml:15: the id `X1` is there twice"),
    ] {
        let error = Profile::parse(&text, "site.toml").unwrap_err();
        assert!(error.to_string().starts_with(told), "{error}");
        assert!(error.hint().is_some(), "{error}");
        assert_eq!(error.to_string().lines().count(), 1);
    }
}

#[test]
fn truncated_profiles_never_panic() {
    let text = Profile::builtin("isuog-2023")
        .map(|_| super::BUILTIN[0].1)
        .unwrap();
    for end in (0..text.len()).step_by(7) {
        let _ = Profile::parse(&text[..end], "cut.toml");
    }
    assert!(Profile::parse(&"#".repeat(70_000), "long.toml").is_err());
}
