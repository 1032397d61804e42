//! What the events of one device mean: keys that go down, and fingers that are put down.

use evdev::{
    AbsoluteAxisCode, Device, EventSummary, InputEvent, KeyCode, PropType, SynchronizationCode,
};

use crate::board::Rotation;

use super::{Asked, KeyMap};

/// A key that is pressed; 2 is one that is held.
const PRESSED: i32 = 1;

/// What is known of a device.
#[derive(Clone, Debug)]
pub(super) struct Hand {
    touch: Option<Touch>,
}

/// A touch panel.
#[derive(Clone, Debug)]
struct Touch {
    /// Lowest and highest value of each axis.
    x: (i32, i32),
    y: (i32, i32),
    rotation: Rotation,
    /// Where the finger is.
    at: (i32, i32),
    /// It was put down since the last report.
    down: bool,
}

impl Hand {
    /// What a device is; `None` where it has neither keys nor a panel.
    pub fn of(device: &Device, rotation: Rotation) -> Option<Self> {
        let keys = device.supported_keys();
        let has = |key| keys.is_some_and(|keys| keys.contains(key));
        // A mouse or a touch pad points somewhere, a touch panel is where it is touched.
        let direct = device.properties().contains(PropType::DIRECT) || has(KeyCode::BTN_TOUCH);
        let pad = device.properties().contains(PropType::POINTER);
        if direct && !pad {
            let axes = |x: AbsoluteAxisCode, y: AbsoluteAxisCode| {
                let mut found = device.get_absinfo().ok()?;
                let mut axis = |code| {
                    let (_, info) = found.find(|(axis, _)| *axis == code)?;
                    let range = (info.minimum(), info.maximum());
                    (range.0 < range.1).then_some((range, info.value()))
                };
                Some((axis(x)?, axis(y)?))
            };
            let both = axes(AbsoluteAxisCode::ABS_X, AbsoluteAxisCode::ABS_Y);
            if let Some(((x, x_now), (y, y_now))) = both {
                let touch = Touch {
                    // A value that stays the same is not told again.
                    at: (x_now, y_now),
                    ..Touch::new(x, y, rotation)
                };
                return Some(Self { touch: Some(touch) });
            }
        }
        let any = keys.is_some_and(|keys| keys.iter().next().is_some());
        any.then_some(Self { touch: None })
    }

    /// Takes an event; gives what a person did with it.
    pub fn take(&mut self, event: &InputEvent, keys: &KeyMap) -> Option<Asked> {
        match (event.destructure(), &mut self.touch) {
            (EventSummary::Key(_, KeyCode::BTN_TOUCH, value), Some(touch)) => {
                touch.down = value == PRESSED;
                None
            }
            (EventSummary::AbsoluteAxis(_, AbsoluteAxisCode::ABS_X, x), Some(touch)) => {
                touch.at.0 = x;
                None
            }
            (EventSummary::AbsoluteAxis(_, AbsoluteAxisCode::ABS_Y, y), Some(touch)) => {
                touch.at.1 = y;
                None
            }
            (EventSummary::Synchronization(_, SynchronizationCode::SYN_REPORT, _), Some(touch)) => {
                touch.pressed()
            }
            (EventSummary::Key(_, key, PRESSED), _) => keys.action(key.0).map(Asked::Act),
            _ => None,
        }
    }
}

impl Touch {
    const fn new(x: (i32, i32), y: (i32, i32), rotation: Rotation) -> Self {
        Self {
            x,
            y,
            rotation,
            at: (x.0, y.0),
            down: false,
        }
    }

    /// Where a finger was just put down.
    fn pressed(&mut self) -> Option<Asked> {
        if !std::mem::take(&mut self.down) {
            return None;
        }
        let share = |value: i32, (low, high): (i32, i32)| {
            let (value, low, high) = (f64::from(value), f64::from(low), f64::from(high));
            ((value - low) / (high - low)).clamp(0.0, 1.0) as f32
        };
        let (x, y) = self
            .rotation
            .seen((share(self.at.0, self.x), share(self.at.1, self.y)));
        Some(Asked::Press { x, y })
    }
}

#[cfg(test)]
mod tests {
    use embedded_graphics::geometry::Point;
    use evdev::EventType;

    use super::*;
    use crate::{
        display::{Page, Review, finger, zones},
        input::Zone,
    };

    fn key(code: KeyCode, value: i32) -> InputEvent {
        InputEvent::new(EventType::KEY.0, code.0, value)
    }

    fn axis(code: AbsoluteAxisCode, value: i32) -> InputEvent {
        InputEvent::new(EventType::ABSOLUTE.0, code.0, value)
    }

    fn report() -> InputEvent {
        let code = SynchronizationCode::SYN_REPORT.0;
        InputEvent::new(EventType::SYNCHRONIZATION.0, code, 0)
    }

    fn done(hand: &mut Hand, events: &[InputEvent]) -> Vec<Asked> {
        let keys = KeyMap::default();
        events
            .iter()
            .filter_map(|event| hand.take(event, &keys))
            .collect()
    }

    #[test]
    fn a_key_asks_once_however_long_it_is_held() {
        let mut hand = Hand { touch: None };
        let b = KeyCode::KEY_B;
        let events = [
            key(b, 1),
            report(),
            key(b, 2),
            key(b, 2),
            key(b, 0),
            key(KeyCode::KEY_Q, 1),
        ];
        assert_eq!(
            done(&mut hand, &events),
            [Asked::Act("begin".parse().unwrap())]
        );
    }

    #[test]
    fn a_finger_on_a_turned_panel_does_what_stands_under_it() {
        let (x, y) = (AbsoluteAxisCode::ABS_X, AbsoluteAxisCode::ABS_Y);
        // A panel of 480x800 that hangs on its side: the screen has 800x480 pixels on a glass of 86 mm.
        let (size, finger) = ((800, 480), finger(480, Some(86.0)));
        let touch = Some(Touch::new((0, 479), (0, 799), Rotation::Quarter));
        let mut hand = Hand { touch };
        let mut touched = |page, (column, row): (i32, i32)| {
            let events = [
                axis(x, 479 - row),
                axis(y, column),
                key(KeyCode::BTN_TOUCH, 1),
                report(),
                key(KeyCode::BTN_TOUCH, 0),
                report(),
            ];
            let asked = done(&mut hand, &events);
            let [Asked::Press { x, y }] = asked[..] else {
                panic!("{asked:?}");
            };
            let at = Point::new((x * 799.0).round() as i32, (y * 479.0).round() as i32);
            assert!(
                (at.x - column).abs() <= 1 && (at.y - row).abs() <= 1,
                "{at}"
            );
            let action = Zone::touched(&zones(size, page, finger), at);
            action.map(|action| action.to_string()).unwrap_or_default()
        };
        assert_eq!(touched(Page::Live, (200, 150)), "boxes");
        assert_eq!(touched(Page::Live, (200, 400)), "mark");
        assert_eq!(touched(Page::Live, (300, 20)), "page setup");
        assert_eq!(touched(Page::Live, (700, 300)), "page next");
        let review = Page::Review(Review::Overview);
        assert_eq!(touched(review, (790, 300)), "page next");
        assert_eq!(touched(review, (200, 150)), "page previous");
        assert_eq!(touched(Page::Setup, (799, 0)), "page live");
    }

    #[test]
    fn a_finger_presses_where_it_is_put_down_on_the_picture() {
        let (x, y) = (AbsoluteAxisCode::ABS_X, AbsoluteAxisCode::ABS_Y);
        let put = [
            key(KeyCode::BTN_TOUCH, 1),
            axis(x, 1000),
            axis(y, 500),
            report(),
        ];
        let moved = [
            axis(x, 4000),
            report(),
            key(KeyCode::BTN_TOUCH, 0),
            report(),
        ];
        let events = [&put[..], &moved].concat();
        for (rotation, at) in [
            (Rotation::None, (0.25, 0.25)),
            (Rotation::Quarter, (0.25, 0.75)),
            (Rotation::Half, (0.75, 0.75)),
            (Rotation::ThreeQuarters, (0.75, 0.25)),
        ] {
            let touch = Some(Touch::new((0, 4000), (0, 2000), rotation));
            let pressed = done(&mut Hand { touch }, &events);
            assert_eq!(pressed, [Asked::Press { x: at.0, y: at.1 }], "{rotation:?}");
        }
        let beyond = [
            axis(x, 90_000),
            axis(y, -3),
            key(KeyCode::BTN_TOUCH, 1),
            report(),
        ];
        let touch = Some(Touch::new((0, 4000), (0, 2000), Rotation::None));
        assert_eq!(
            done(&mut Hand { touch }, &beyond),
            [Asked::Press { x: 1.0, y: 0.0 }]
        );
    }
}
