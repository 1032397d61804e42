//! What a touch of each part of the screen asks for.

use embedded_graphics::primitives::Rectangle;

use super::{
    layout::{Design, Layout, area, between, bottom, right},
    showing::Page,
};
use crate::{
    exam::Said,
    input::{Action, PageStep, Zone},
};

/// What a finger hits, millimetres a side. Single targets of 9.2 mm were hit as well as larger ones (Parhi, Karlson and
/// Bederson, MobileHCI 2006).
const FINGER_MM: f64 = 9.2;

/// Pixels that a finger needs on a screen of that height; 1 where nobody knows how high the glass is.
#[must_use]
pub fn finger(height_px: u32, height_mm: Option<f64>) -> u32 {
    let pitch = height_mm.filter(|mm| *mm > 0.0);
    let pixels = pitch.map_or(1.0, |mm| (f64::from(height_px) / mm * FINGER_MM).ceil());
    (pixels as u32).max(1)
}

/// What can be touched on a page of a screen of that size: each part at least `finger` pixels wide and high. What
/// comes later lies over what comes before.
#[must_use]
pub fn zones(size: (u32, u32), page: Page, finger: u32) -> Vec<Zone> {
    let layout = Layout::of(size.0, size.1);
    let all = area(0, 0, size.0, size.1);
    let turning = |area, step| Zone {
        area,
        action: Action::Page(step),
    };
    let middle = right(&all) / 2;
    let halves = |top| {
        let left = between(0, top, middle, bottom(&all));
        let right = between(middle, top, right(&all), bottom(&all));
        [
            turning(left, PageStep::Previous),
            turning(right, PageStep::Next),
        ]
    };
    // The header and what to show next below it, which nothing else would be done with.
    let finger = finger.min(i32::MAX as u32 / 4) as i32;
    let top = bottom(&layout.hint).max(finger);
    if layout.design == Design::TooSmall || bottom(&all) < top + finger {
        return halves(0).to_vec();
    }
    let header = area(0, 0, size.0, top as u32);
    let (live, setup) = (
        turning(header, PageStep::Live),
        turning(header, PageStep::Setup),
    );
    match page {
        Page::Live if layout.has_picture() => {
            let barcode = layout.barcode.top_left.y;
            let barcode = barcode.min(bottom(&layout.barcode) - finger).max(top);
            let part = |of: &Rectangle, from, to, action| {
                let area = between(of.top_left.x, from, right(of), to);
                let (wide, high) = (area.size.width as i32, area.size.height as i32);
                (wide >= finger && high >= finger).then_some(Zone { area, action })
            };
            let (picture, end) = (&layout.picture, bottom(&layout.barcode));
            let upper = picture.top_left.y.max(top);
            let boxes = part(picture, upper, bottom(picture).min(barcode), Action::Boxes);
            let mark = part(&layout.barcode, barcode, end, Action::Say(Said::Mark));
            // The rest is too thin on the left for a way back.
            let rest = turning(all, PageStep::Next);
            [Some(rest), boxes, mark, Some(setup)]
                .into_iter()
                .flatten()
                .collect()
        }
        Page::Live => halves(top).into_iter().chain([setup]).collect(),
        Page::Review(_) | Page::Setup => halves(top).into_iter().chain([live]).collect(),
    }
}

#[cfg(test)]
mod tests {
    use embedded_graphics::geometry::Point;
    use proptest::prelude::*;

    use super::*;
    use crate::display::Review;

    const PAGES: [Page; 3] = [Page::Live, Page::Review(Review::Overview), Page::Setup];

    fn words(zones: &[Zone], x: i32, y: i32) -> String {
        Zone::touched(zones, Point::new(x, y)).map_or(String::new(), |action| action.to_string())
    }

    #[test]
    fn what_is_touched_is_what_stands_there() {
        let of = |page| zones((1280, 800), page, 60);
        let live = of(Page::Live);
        for (x, y, action) in [
            (10, 10, "page setup"),
            (1270, 80, "page setup"),
            (400, 250, "boxes"),
            (400, 600, "mark"),
            (1000, 400, "page next"),
            (1270, 790, "page next"),
        ] {
            assert_eq!(words(&live, x, y), action, "{x} {y}");
        }
        for page in [Page::Review(Review::View(1)), Page::Setup] {
            assert_eq!(words(&of(page), 640, 20), "page live");
            assert_eq!(words(&of(page), 100, 400), "page previous");
            assert_eq!(words(&of(page), 1100, 400), "page next");
        }
        let list = zones((320, 240), Page::Live, 52);
        assert_eq!(words(&list, 160, 50), "page setup");
        assert_eq!(words(&list, 20, 100), "page previous");
        assert_eq!(
            words(&zones((200, 100), Page::Live, 1), 150, 5),
            "page next"
        );
    }

    #[test]
    fn a_finger_needs_as_many_pixels_as_the_glass_has_in_nine_millimetres() {
        assert_eq!(finger(480, Some(86.0)), 52);
        assert_eq!((finger(480, None), finger(480, Some(0.0))), (1, 1));
    }

    proptest! {
        /// However large screen and finger are: every touch asks for something, and each thing that can be asked for has
        /// room for a finger.
        #[test]
        fn each_action_has_room_for_a_finger(w in 320_u32..2000, h in 240_u32..1300, share in 20_u32..60) {
            let finger = h.min(w) / (share / 10).max(4) ;
            for page in PAGES {
                let zones = zones((w, h), page, finger);
                for zone in &zones {
                    let side = finger as i32;
                    let (x0, y0) = (zone.area.top_left.x, zone.area.top_left.y);
                    let (x1, y1) = (right(&zone.area) - side, bottom(&zone.area) - side);
                    let is_free = |x: i32, y: i32| {
                        let mut over = zones.iter().skip_while(|z| *z != zone).skip(1);
                        let place = area(x, y, finger, finger);
                        over.all(|z| z.area.intersection(&place).is_zero_sized())
                    };
                    let places = [y0, y1, (y0 + y1) / 2].map(|y| [x0, x1, (x0 + x1) / 2].map(|x| is_free(x, y)));
                    prop_assert!(places.as_flattened().contains(&true), "{page:?} {zone:?}");
                }
                for (x, y) in [(0, 0), (w - 1, 0), (0, h - 1), (w - 1, h - 1), (w / 2, h / 2)] {
                    prop_assert!(Zone::touched(&zones, Point::new(x as i32, y as i32)).is_some());
                }
            }
        }
    }
}
