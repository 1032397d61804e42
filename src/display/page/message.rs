//! What goes over the WebSocket: pictures one way, what a person does the other way.

use embedded_graphics::primitives::Rectangle;

use crate::{
    display::{
        canvas::{Canvas, CanvasError},
        shared::Numbered,
    },
    input::{Action, Asked, KeyMap},
};

/// The longest message of a browser, bytes.
pub(super) const ASKED_BYTES_MAX: usize = 300;

/// A picture, little-endian: number (8 bytes), how long it holds in milliseconds (4), width and height
/// of the screen (2 each), how many areas follow (2); each area its left, top, width, height (2
/// each), the length of its PNG (4) and the PNG. What no area covers stays as it was.
pub(super) fn picture(
    screen: &Numbered,
    valid_ms: u64,
    areas: &[Rectangle],
) -> Result<Vec<u8>, CanvasError> {
    let mut message = Vec::with_capacity(64 + areas.len() * 512);
    message.extend_from_slice(&screen.number.to_le_bytes());
    message.extend_from_slice(&(valid_ms as u32).to_le_bytes());
    let canvas = &*screen.canvas;
    for side in [canvas.width(), canvas.height(), areas.len() as u32] {
        message.extend_from_slice(&(side as u16).to_le_bytes());
    }
    for area in areas {
        let (at, size) = (area.top_left, area.size);
        for value in [at.x as u32, at.y as u32, size.width, size.height] {
            message.extend_from_slice(&(value as u16).to_le_bytes());
        }
        let length_at = message.len();
        message.extend_from_slice(&[0; 4]);
        part(canvas, area).write_png(&mut message)?;
        let length = (message.len() - length_at - 4) as u32;
        message[length_at..length_at + 4].copy_from_slice(&length.to_le_bytes());
    }
    Ok(message)
}

/// An area of a canvas as one of its own.
fn part(canvas: &Canvas, area: &Rectangle) -> Canvas {
    let mut part = Canvas::new(area.size.width, area.size.height);
    part.copy_area(canvas, area);
    part
}

/// What a page says.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum FromPage {
    /// It shows the picture that it was sent.
    Shown,
    /// What a person did; `None` where that asks for nothing.
    Asked(Option<Asked>),
}

/// Reads what a page says: `shown`, `key CODE`, `press X Y` (0 to 1 from the left and from the top of the
/// screen), or an action in its own words.
///
/// # Errors
/// Where it is none of that; no page of ours says it.
pub(super) fn said(text: &str, keys: &KeyMap) -> Result<FromPage, Nonsense> {
    let mut words = text.split(' ');
    match (words.next(), words.next(), words.next(), words.next()) {
        (Some("shown"), None, ..) => Ok(FromPage::Shown),
        (Some("key"), Some(code), None, None) => {
            Ok(FromPage::Asked(keys.of_browser(code).map(Asked::Act)))
        }
        (Some("press"), Some(x), Some(y), None) => {
            let share = |text: &str| {
                let value = text.parse().ok();
                value.filter(|v| (0.0..=1.0).contains(v)).ok_or(Nonsense)
            };
            Ok(FromPage::Asked(Some(Asked::Press {
                x: share(x)?,
                y: share(y)?,
            })))
        }
        _ => {
            let action: Action = text.parse().map_err(|_| Nonsense)?;
            Ok(FromPage::Asked(Some(Asked::Act(action))))
        }
    }
}

/// A message that no page of ours sends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Nonsense;

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use embedded_graphics::geometry::{Point, Size};
    use proptest::prelude::*;

    use super::*;
    use crate::input::PageStep;

    #[test]
    fn a_picture_reads_back() {
        let mut canvas = Canvas::new(40, 30);
        canvas.set_greys(12, 5, &[9, 8, 7], 255);
        let screen = Numbered {
            number: 0x0102_0304_0506,
            canvas: Arc::new(canvas),
            expires: None,
        };
        let area = Rectangle::new(Point::new(10, 4), Size::new(8, 3));
        let message = picture(&screen, 250, &[area]).unwrap();
        assert_eq!(message[..8], 0x0102_0304_0506_u64.to_le_bytes());
        assert_eq!(message[8..18], [250, 0, 0, 0, 40, 0, 30, 0, 1, 0]);
        assert_eq!(message[18..26], [10, 0, 4, 0, 8, 0, 3, 0]);
        let length = u32::from_le_bytes(message[26..30].try_into().unwrap()) as usize;
        assert_eq!(message.len(), 30 + length);
        let part = image::load_from_memory(&message[30..])
            .unwrap()
            .into_luma8();
        assert_eq!((part.dimensions(), part.get_pixel(3, 1).0), ((8, 3), [8]));
        assert_eq!(picture(&screen, 250, &[]).unwrap().len(), 18);
    }

    #[test]
    fn what_a_page_says_is_what_a_person_did() {
        let keys = KeyMap::default();
        let asked = |text: &str| said(text, &keys);
        let next = Ok(FromPage::Asked(Some(Asked::Act(Action::Page(
            PageStep::Next,
        )))));
        assert_eq!((asked("key ArrowRight"), asked("page next")), (next, next));
        assert_eq!(asked("shown"), Ok(FromPage::Shown));
        assert_eq!(asked("key KeyQ"), Ok(FromPage::Asked(None)));
        let press = Asked::Press { x: 0.25, y: 1.0 };
        assert_eq!(asked("press 0.25 1"), Ok(FromPage::Asked(Some(press))));
        for nonsense in [
            "",
            "press",
            "press 0.1",
            "press 1.1 0",
            "press NaN 0",
            "press -0.1 0",
            "key",
            "key a b",
            "x",
            "shown 1",
        ] {
            assert_eq!(asked(nonsense), Err(Nonsense), "{nonsense}");
        }
    }

    proptest! {
        #[test]
        fn no_text_is_too_much(text in ".{0,400}") {
            let _ = said(&text, &KeyMap::default());
        }
    }
}
