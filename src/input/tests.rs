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

#[test]
fn keys_ask_for_the_same_at_the_board_and_before_a_browser() {
    let keys = KeyMap::default();
    for (of_browser, of_kernel) in [
        ("KeyB", evdev::KeyCode::KEY_B),
        ("KeyM", evdev::KeyCode::KEY_M),
        ("Digit4", evdev::KeyCode::KEY_4),
        ("Numpad8", evdev::KeyCode::KEY_KP8),
        ("Space", evdev::KeyCode::KEY_SPACE),
        ("ArrowUp", evdev::KeyCode::KEY_UP),
        ("NumpadSubtract", evdev::KeyCode::KEY_KPMINUS),
    ] {
        let action = keys.action(of_kernel.0);
        assert!(
            action.is_some() && keys.of_browser(of_browser) == action,
            "{of_browser}"
        );
    }
    for none in [
        "",
        "KeyB ",
        "Keyb",
        "KeyBB",
        "B_",
        "B",
        "Key4",
        "Digit",
        "F5",
        "Numpad44",
        "LEFTSHIFT_X",
        "Unidentified",
        "\u{1f600}",
    ] {
        assert_eq!(keys.of_browser(none), None, "{none}");
    }
}

#[test]
fn a_site_lays_its_keys_over_ours() {
    let keys = KeyMap::of([
        ("BTN_0", "begin"),
        ("KEY_1", "judge heart=normal vessels=normal"),
        ("KEY_E", "nothing"),
        ("KEY_SPACE", "end"),
    ]);
    let keys = keys.unwrap();
    assert_eq!(keys.action(evdev::KeyCode::BTN_0.0), "begin".parse().ok());
    assert_eq!(
        keys.of_browser("Digit1"),
        "judge heart=normal vessels=normal".parse().ok()
    );
    assert_eq!(keys.of_browser("KeyE"), None);
    assert_eq!(keys.of_browser("Space"), "end".parse().ok());
    assert_eq!(keys.of_browser("KeyB"), "begin".parse().ok());
    for (name, words, message, hint) in [
        ("KEY_NONE_SUCH", "begin", "no key `KEY_NONE_SUCH`", "KEY_B"),
        ("b", "begin", "no key `b`", "KEY_B"),
        ("KEY_B", "start", "KEY_B: `start` is no command", "begin"),
        (
            "KEY_B",
            "page up",
            "KEY_B: `page up` is nothing that a screen does",
            "page next",
        ),
    ] {
        let error = KeyMap::of([(name, words)]).unwrap_err();
        assert!(error.to_string().contains(message), "{error}");
        assert!(error.hint().unwrap().contains(hint), "{error}");
    }
}

#[test]
fn no_key_of_ours_ends_what_cannot_be_taken_up_again() {
    let keys = KeyMap::default();
    for key in 0..=u16::MAX {
        let words = keys
            .action(key)
            .map(|action| action.to_string())
            .unwrap_or_default();
        let lasting = ["judge", "close", "abandon"];
        assert!(
            !lasting.iter().any(|word| words.starts_with(word)),
            "{key}: {words}"
        );
    }
}
