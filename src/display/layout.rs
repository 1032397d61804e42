//! Where everything stands on the 1280 by 800 screen. All values in pixels.

use embedded_graphics::{
    geometry::{Point, Size},
    primitives::Rectangle,
};

/// Width of the screen.
pub const WIDTH: u32 = 1280;
/// Height of the screen.
pub const HEIGHT: u32 = 800;
/// Distance of panels from the edge of the screen.
pub const MARGIN: i32 = 16;

/// Product, current view, exam time.
pub const HEADER: Rectangle = area(0, 0, WIDTH, 58);
/// The live picture.
pub const PICTURE: Rectangle = area(MARGIN, 58, 764, 408);
/// The barcode timeline.
pub const BARCODE: Rectangle = area(MARGIN, 474, 764, 270);
/// The checklist.
pub const CHECKLIST: Rectangle = area(792, 58, 472, 686);
/// The state line.
pub const STATUS: Rectangle = area(0, 752, WIDTH, 48);

/// A rectangle from its left edge, top edge, width and height.
pub(super) const fn area(x: i32, y: i32, width: u32, height: u32) -> Rectangle {
    Rectangle::new(Point::new(x, y), Size::new(width, height))
}

/// Column behind the last.
pub(super) const fn right(area: &Rectangle) -> i32 {
    area.top_left.x + area.size.width as i32
}

/// Row behind the last.
pub(super) const fn bottom(area: &Rectangle) -> i32 {
    area.top_left.y + area.size.height as i32
}

/// The largest area of that aspect ratio within `within`, centred; at least one pixel wide and
/// high. Sides are those of a picture in memory.
pub(super) fn fitted(width: usize, height: usize, within: &Rectangle) -> Rectangle {
    let (w, h) = (width.max(1) as u64, height.max(1) as u64);
    let (max_w, max_h) = (u64::from(within.size.width), u64::from(within.size.height));
    let (out_w, out_h) = if max_w * h <= max_h * w {
        (max_w, ((max_w * h + w / 2) / w).clamp(1, max_h))
    } else {
        (((max_h * w + h / 2) / h).clamp(1, max_w), max_h)
    };
    let x = within.top_left.x + (max_w - out_w) as i32 / 2;
    let y = within.top_left.y + (max_h - out_h) as i32 / 2;
    area(x, y, out_w as u32, out_h as u32)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn areas_lie_on_the_screen_and_do_not_overlap() {
        let areas = [HEADER, PICTURE, BARCODE, CHECKLIST, STATUS];
        for (i, a) in areas.iter().enumerate() {
            assert!(right(a) <= WIDTH as i32 && bottom(a) <= HEIGHT as i32);
            for b in &areas[i + 1..] {
                assert!(a.intersection(b).is_zero_sized(), "{a:?} {b:?}");
            }
        }
    }

    #[test]
    fn fitting_keeps_the_aspect_and_centres() {
        let within = area(10, 20, 400, 300);
        assert_eq!(fitted(800, 600, &within), within);
        assert_eq!(fitted(400, 100, &within), area(10, 120, 400, 100));
        assert_eq!(fitted(1, 1, &within), area(60, 20, 300, 300));
        assert_eq!(fitted(0, 8192, &within).size.width, 1);
    }
}
