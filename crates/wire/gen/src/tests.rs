use std::fs;

use super::{Conflict, Made, Numbers, wire};

fn numbers(proto: &str) -> Numbers {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("a.proto");
    fs::write(&file, format!("syntax = \"proto3\";\n{proto}")).unwrap();
    let set = protox::compile([&file], [folder.path()]).unwrap();
    Numbers::of(&set)
}

#[test]
fn what_is_checked_in_is_what_the_contract_says() {
    let made = Made::from_contract().unwrap();
    for (place, text) in [
        ("src/generated.rs", made.code),
        ("proto/schema.lock", made.lock),
    ] {
        let is = fs::read_to_string(wire().join(place)).unwrap();
        assert!(is == text, "{place} is not fresh: cargo run -p wire-gen");
    }
}

#[test]
fn a_number_keeps_its_meaning() {
    let first = numbers("message M { uint32 a = 1; string b = 2; } enum E { X = 0; Y = 1; }");
    let list = first.merge("").unwrap();
    assert!(
        list.contains("\nM 2 = b string\n") && list.contains("\nE 1 = Y\n"),
        "{list}"
    );
    assert_eq!(first.merge(&list).as_deref(), Ok(&*list));

    let more =
        numbers("message M { uint32 a = 1; string b = 2; bool c = 3; } enum E { X = 0; Y = 1; }");
    assert!(more.merge(&list).unwrap().contains("\nM 3 = c bool\n"));

    for (proto, what) in [
        (
            "message M { uint32 a = 1; string d = 2; } enum E { X = 0; Y = 1; }",
            "`b string`",
        ),
        (
            "message M { uint32 a = 1; bytes b = 2; } enum E { X = 0; Y = 1; }",
            "`b bytes`",
        ),
        (
            "message M { repeated uint32 a = 1; string b = 2; } enum E { X = 0; Y = 1; }",
            "repeated",
        ),
        (
            "message M { uint32 a = 1; string b = 2; } enum E { X = 0; Z = 1; }",
            "`Z`",
        ),
    ] {
        let conflict = numbers(proto).merge(&list).unwrap_err();
        assert!(matches!(conflict, Conflict::Reused { .. }), "{conflict}");
        assert!(conflict.to_string().contains(what), "{conflict}");
    }
}

#[test]
fn a_number_that_is_gone_is_reserved_for_ever() {
    let list = numbers("message M { uint32 a = 1; string b = 2; }")
        .merge("")
        .unwrap();
    let gone = numbers("message M { uint32 a = 1; }")
        .merge(&list)
        .unwrap_err();
    assert!(
        matches!(gone, Conflict::NotReserved { number: 2, .. }),
        "{gone}"
    );
    let reserved = numbers("message M { uint32 a = 1; reserved 2; }");
    let list = reserved.merge(&list).unwrap();
    assert!(list.contains("\ngone M 2 = b string\n"), "{list}");
    let again = numbers("message M { uint32 a = 1; bool e = 2; }").merge(&list);
    assert!(matches!(again, Err(Conflict::Reused { .. })));
    assert!(matches!(
        reserved.merge("M x"),
        Err(Conflict::Line { line: 1, .. })
    ));
}
