use embedded_graphics::{
    geometry::{Point, Size},
    primitives::Rectangle,
};

use super::*;

#[test]
fn an_action_reads_back_from_its_words() {
    for (words, action) in OF_SCREEN {
        assert_eq!(words.parse(), Ok(action));
        assert_eq!(action.to_string(), words);
    }
    assert_eq!(" page   next ".parse(), Ok(Action::Page(PageStep::Next)));
    for line in [
        "begin",
        "enter left=up",
        "judge heart=normal vessels=look_again",
    ] {
        let action: Action = line.parse().unwrap();
        assert!(matches!(action, Action::Say(_)));
        assert_eq!(action.to_string(), line);
    }
}

#[test]
fn what_is_no_action_says_what_is() {
    for (text, hint) in [
        ("page", "page next"),
        ("page sideways", "page next"),
        ("boxes on", "boxes"),
        ("brightness", "brightness up"),
        ("page next now", "page next"),
        ("faster", "begin"),
        ("", "begin"),
    ] {
        let error = text.parse::<Action>().unwrap_err();
        assert!(error.hint().contains(hint), "{text}: {}", error.hint());
    }
    let long = format!("page {}", "x".repeat(5000));
    assert!(long.parse::<Action>().unwrap_err().to_string().len() < 100);
}

#[test]
fn a_touch_is_for_the_zone_on_top() {
    let zone = |x, width, action| Zone {
        area: Rectangle::new(Point::new(x, 0), Size::new(width, 10)),
        action,
    };
    let zones = [
        zone(0, 100, Action::Boxes),
        zone(50, 10, Action::Brightness(Step::Up)),
    ];
    let touched = |x, y| Zone::touched(&zones, Point::new(x, y));
    assert_eq!(touched(55, 5), Some(Action::Brightness(Step::Up)));
    assert_eq!(touched(49, 9), Some(Action::Boxes));
    assert_eq!(
        (touched(100, 5), touched(-1, 5), touched(5, 10)),
        (None, None, None)
    );
}
