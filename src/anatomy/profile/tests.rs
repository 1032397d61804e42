use std::path::Path;

use proptest::prelude::*;

use super::{Difference, Measure, Needs, Profile, Resolved, Rule};
use crate::anatomy::{ProfileError, View};

const SITE: &str = include_str!("../../../docs/our-site.toml");

/// A file that extends the international profile, and goes on with this.
fn site(rest: &str) -> String {
    format!(
        "schema = 1\nname = \"site\"\nversion = \"2\"\ntitle = \"Our site\"\n\
         extends = \"isuog-2023@1.1\"\n{rest}"
    )
}

fn parse(text: &str) -> Result<Resolved, ProfileError> {
    Resolved::parse(text.as_bytes(), Path::new("site.toml"))
}

fn ids(profile: &Profile) -> Vec<&str> {
    profile.items.iter().map(|item| item.id.as_str()).collect()
}

#[test]
fn builtin_profiles_parse_and_carry_their_names() {
    for name in Profile::builtin_names() {
        let resolved = Resolved::builtin(name).unwrap();
        assert_eq!(resolved.profile.name, name);
        assert!(resolved.warnings.is_empty() && resolved.bases.is_empty());
        assert_eq!(resolved.origins.len(), resolved.profile.items.len());
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
    let asked = |view| matches!(view, View::FourChamber | View::ThreeVessel);
    assert!(profile.items.iter().all(|i| asked(i.view)));
    assert_eq!(profile.items.len(), 8);
}

#[test]
fn limits_hold_for_the_age_that_they_are_published_for() {
    let isuog = Profile::builtin("isuog-2023").unwrap();
    let item = |id: &str| isuog.items.iter().find(|i| i.id == id).unwrap();
    let max = |weeks| {
        let limits = item("F7").threshold(Measure::RvLvWidth, weeks)?;
        limits.max
    };
    assert_eq!(max(Some(20)), Some(1.23));
    // Both spans have this week: the first holds.
    assert_eq!(max(Some(28)), Some(1.23));
    assert_eq!(max(Some(33)), Some(1.26));
    assert_eq!(max(Some(34)), Some(1.3));
    assert_eq!(
        (max(Some(39)), max(Some(15)), max(None)),
        (None, None, None)
    );
    let axis = item("F3").threshold(Measure::AxisDegrees, None).unwrap();
    assert!(axis.is_met_by(25.0) && axis.is_met_by(65.0));
    assert!(!axis.is_met_by(24.9) && !axis.is_met_by(66.0) && !axis.is_met_by(f64::NAN));
    assert!(item("F5").threshold(Measure::AxisDegrees, None).is_none());
}

#[test]
fn an_edit_replaces_what_it_names_and_leaves_the_rest() {
    let isuog = Profile::builtin("isuog-2023").unwrap();
    let edited = site("[[edit]]\nid = \"F5\"\nlabel = \"Chambers\"\n");
    let site = parse(&edited).unwrap();
    let difference = Difference::between(&isuog, &site.profile);
    let (item, changes) = &difference.changed[0];
    assert_eq!((item.id.as_str(), changes.len()), ("F5", 1));
    assert_eq!(
        (changes[0].field, changes[0].after.as_str()),
        ("label", "Chambers")
    );
    assert_eq!(difference.changed.len(), 1);
    assert!(difference.moved.is_empty() && difference.added.is_empty());
}

#[test]
fn items_go_come_and_move_in_the_order_of_the_rules() {
    let text = site(
        "remove = [\"A1\", \"F1\"]\n\
         [[edit]]\nid = \"A4\"\nbefore = \"A2\"\n\
         [[item]]\nid = \"N1\"\nview = \"rvot\"\nlabel = \"a\"\nstructures = [\"heart\"]\n\
         needs = \"presence\"\ncriterion = \"b\"\nsource = \"c\"\nafter = \"A4\"\n\
         [[item]]\nid = \"N2\"\nview = \"none\"\nlabel = \"a\"\nstructures = []\n\
         needs = \"motion\"\ncriterion = \"b\"\nsource = \"c\"\n",
    );
    let site = parse(&text).unwrap();
    let order = ids(&site.profile);
    assert_eq!(order[..5], ["A4", "N1", "A2", "A3", "F2"]);
    assert_eq!((order.last(), order.len()), (Some(&"N2"), 28));
    let isuog = Profile::builtin("isuog-2023").unwrap();
    let difference = Difference::between(&isuog, &site.profile);
    let moved: Vec<_> = difference.moved.iter().map(|m| m.id.as_str()).collect();
    assert_eq!(moved, ["A4"]);
    assert_eq!((difference.removed.len(), difference.added.len()), (2, 2));
}

#[test]
fn the_digest_tells_what_is_asked_for_and_not_how_it_is_written() {
    let digest = |text: &str| parse(text).unwrap().profile.sha256();
    let plain = digest(SITE);
    assert_eq!(plain.len(), 64);
    assert_eq!(
        plain,
        digest(&SITE.replace("schema", "# a comment\n\nschema"))
    );
    assert_eq!(plain, digest(&SITE.replace("min = 30", "min = 30.0")));
    for (from, to) in [
        ("2026.1", "2026.2"),
        ("min = 30", "min = 31"),
        ("before = \"F8\"", "before = \"F9\""),
        ("[\"trachea\"]", "[\"trachea\", \"spine\"]"),
    ] {
        assert_ne!(plain, digest(&SITE.replacen(from, to, 1)), "{from}");
    }
}

#[test]
fn what_may_be_meant_is_a_warning() {
    for (rest, told) in [
        (
            "[[edit]]\nid = \"F5\"\nlabel = \"Four chambers\"\n",
            "the edit of `F5` changes nothing",
        ),
        (
            "[[edit]]\nid = \"F3\"\ncriterion = \"about 45\"\nsource = \"we\"\n",
            "`F3` has another criterion, and the limits stay",
        ),
        (
            "[[edit]]\nid = \"F6\"\nneeds = \"presence\"\n",
            "`F6` needed measure and needs presence now",
        ),
    ] {
        let warnings = parse(&site(rest)).unwrap().warnings;
        assert_eq!(warnings.len(), 1, "{warnings:?}");
        let told = format!("site.toml:7:6: {told}");
        assert!(
            warnings[0].to_string().starts_with(&told),
            "{}",
            warnings[0]
        );
    }
}

#[test]
fn rules_are_inherited_compared_and_have_to_fit() {
    let isuog = Profile::builtin("isuog-2023").unwrap();
    let rule = |profile: &Profile, id: &str| {
        let item = profile.items.iter().find(|i| i.id == id).unwrap();
        item.rule
    };
    assert_eq!(rule(&isuog, "F3"), Rule::Axis);
    // What comes with the program is settled by a rule, but for two items that boxes do not tell.
    let without = |profile: &Profile| {
        let items = profile.items.iter().filter(|i| i.rule == Rule::None);
        items.map(|i| i.id.clone()).collect::<Vec<_>>()
    };
    assert_eq!(without(&isuog), ["L2", "T3"]);
    assert!(without(&Profile::builtin("japan-level-1").unwrap()).is_empty());

    let edited = site(
        "[[edit]]\nid = \"F3\"\nlabel = \"Axis\"\n\
         [[edit]]\nid = \"F6\"\nrule = \"none\"\n\
         [[edit]]\nid = \"F7\"\nneeds = \"motion\"\n",
    );
    let profile = parse(&edited).unwrap().profile;
    let rules = ["F3", "F6", "F7"].map(|id| rule(&profile, id));
    assert_eq!(rules, [Rule::Axis, Rule::None, Rule::None]);
    assert_ne!(profile.sha256(), parse(&site("")).unwrap().profile.sha256());
    let changed = Difference::between(&isuog, &profile).changed;
    let f6 = changed.iter().find(|(item, _)| item.id == "F6").unwrap();
    assert_eq!((f6.1[0].field, f6.1[0].after.as_str()), ("rule", "none"));

    for (rest, told, hint) in [
        (
            "[[edit]]\nid = \"F3\"\nrule = \"axes\"\n",
            "site.toml:8:8: unknown rule `axes`",
            "`axis`",
        ),
        (
            "[[edit]]\nid = \"F3\"\nrule = \"heart_side\"\n",
            "site.toml:8:8: `F3` needs measure and has the rule `heart_side`",
            "axis",
        ),
        (
            "[[edit]]\nid = \"F3\"\nrule = \"vessel_sizes\"\n",
            "site.toml:8:8: the rule `vessel_sizes` of `F3` looks at another view",
            "view = \"three_vessel\"",
        ),
    ] {
        let error = parse(&site(rest)).unwrap_err();
        let [flaw] = error.flaws() else {
            panic!("{:?}", error.flaws());
        };
        assert!(flaw.to_string().starts_with(told), "{flaw}");
        assert!(flaw.hint.contains(hint), "{}", flaw.hint);
    }
}

proptest! {
    /// Whatever a hand or a disk makes of a profile: no panic, and each fault has a place and a hint.
    #[test]
    fn mangled_profiles_are_told_and_never_panic(
        cuts in prop::collection::vec((0..2_000_usize, 0..40_usize, 0..PIECES.len()), 1..6),
    ) {
        let mut bytes = SITE.as_bytes().to_vec();
        for (at, length, piece) in cuts {
            let at = at % bytes.len().max(1);
            let end = (at + length).min(bytes.len());
            bytes.splice(at..end, PIECES[piece].iter().copied());
        }
        let lines = 1 + bytes.iter().filter(|b| **b == b'\n').count();
        if let Err(error) = Resolved::parse(&bytes, Path::new("mangled.toml")) {
            prop_assert!(!error.flaws().is_empty());
            for flaw in error.flaws() {
                prop_assert!((1..=lines).contains(&flaw.line) && flaw.column >= 1, "{flaw}");
                prop_assert!(!flaw.hint.is_empty() && !flaw.message.is_empty());
                prop_assert_eq!(flaw.to_string().lines().count(), 1);
            }
        }
    }
}

/// What is put into a profile.
const PIECES: [&[u8]; 16] = [
    b"",
    b"\"",
    b"\n",
    b"[[",
    b"]",
    b" = ",
    b"\xff\xfe",
    b"\"\"\"",
    b"\nid = \"F3\"\n",
    b"\n[[edit]]\n",
    b"\n[[item.threshold]]\nweeks = [99999999999999999999, -1]\n",
    b"[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[",
    b"1e999",
    b"\xe5\x9b\x9b",
    b"\0\r",
    b"remove = [\"A1\", \"A1\"]\nextends = \"mangled.toml@1\"\n",
];

#[test]
fn a_file_beyond_the_limit_is_refused() {
    assert!(parse(&"#".repeat(70_000)).is_err());
}
