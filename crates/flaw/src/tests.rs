use super::{Source, nearest, suggest};

const TEXT: &str = "\u{feff}a = 1\n\tname = \"ärger\" # x\n";

fn source() -> Source<'static> {
    Source {
        text: TEXT.as_bytes(),
        file: "f.toml",
    }
}

#[test]
fn carets_stand_below_what_is_meant() {
    let at = TEXT.find('"').unwrap();
    let flaw = source().flaw(&(at..at + "\"ärger\"".len()), "no such name", "");
    assert_eq!(flaw.to_string(), "f.toml:2:9: no such name");
    assert_eq!(
        flaw.excerpt(),
        "  2 |  name = \"ärger\" # x\n    |         ^^^^^^^"
    );
    assert_eq!(flaw.without_text().excerpt(), "");
}

#[test]
fn the_end_of_a_text_and_what_lies_behind_it_are_places_too() {
    let end = source().flaw(&(TEXT.len()..TEXT.len()), "more was to come", "");
    assert_eq!((end.line, end.excerpt()), (3, String::new()));
    let behind = source().flaw(&(9_999..10_010), "far", "");
    assert_eq!(behind.line, 3);
    let first = source().flaw(&(3..4), "one", "");
    assert_eq!(
        (first.column, first.excerpt().contains("| a = 1\n    | ^")),
        (1, true)
    );
}

#[test]
fn a_slip_of_the_pen_is_told_from_another_word() {
    let known = ["kind", "path", "fps"];
    assert_eq!(nearest("fsp", &known), Some("fps"));
    assert_eq!(nearest("colour", &known), None);
    assert_eq!(suggest("pth", "keys", &known), "did you mean `path`?");
    assert_eq!(suggest("x", "keys", &known), "known keys: kind, path, fps");
}
