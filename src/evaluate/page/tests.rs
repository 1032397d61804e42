use super::{html::escape, report_page, suite_page};
use crate::evaluate::tests::{clip, evaluation, suite};

/// Panics where a tag is not closed in its turn, or text holds what only markup may.
fn assert_well_formed(page: &str) {
    let rest = page.strip_prefix("<!DOCTYPE html>").unwrap();
    let mut open = Vec::new();
    let mut parts = rest.split('<');
    assert!(parts.next().unwrap().trim().is_empty());
    for part in parts {
        let (tag, text) = part.split_once('>').expect("a tag ends");
        assert!(!text.contains('>'), "{text}");
        assert_eq!(tag.matches('"').count() % 2, 0, "<{tag}>");
        for entity in text.split('&').skip(1) {
            assert!(entity.contains(';'), "{text}");
        }
        if let Some(name) = tag.strip_prefix('/') {
            assert_eq!(open.pop(), Some(name), "</{name}>");
        } else if !tag.ends_with('/') {
            open.push(tag.split(' ').next().unwrap());
        }
    }
    assert!(open.is_empty(), "{open:?}");
}

#[test]
fn the_page_of_a_report_is_well_formed_and_holds_the_figures() {
    let report = evaluation(&[clip(), clip()]).finish();
    let page = report_page(&["labels <b>&\"x\".jsonl".to_owned()], &report);
    assert_well_formed(&page);
    for part in [
        "labels &lt;b&gt;&amp;&quot;x&quot;.jsonl",
        // Crux: the figures that the tests of the figures work out by hand.
        "<th scope=\"row\">crux</th><td>4</td><td>0.250 (0.250 to 0.250)</td>",
        "mean AP50",
        "wherever its box lies",
        "≥ 0.900",
        "class=\"missed\">NO</td>",
        "polyline class=\"curve\"",
        "calibration error",
        "does not diagnose",
    ] {
        assert!(page.contains(part), "{part} is missing");
    }
    for part in ["<script", "http", "<b>", "src="] {
        assert!(!page.contains(part), "{part} is there");
    }
}

#[test]
fn the_page_of_a_suite_is_well_formed_and_holds_the_figures() {
    let report = suite();
    let page = suite_page(&report);
    assert_well_formed(&page);
    for goal in &report.goals {
        assert!(page.contains(&escape(&goal.figure)), "{}", goal.figure);
    }
    for part in [
        "Held against: plain 1.0",
        "<th scope=\"row\">femur</th>",
        "hlhs",
    ] {
        assert!(page.contains(part), "{part} is missing");
    }
}
