//! Where everything stands, for every size of a panel. All values in pixels.
//!
//! There are four designs. A wide one shows all at once; a compact one sums the checklist up by view and lists the
//! items of one; a portrait one has the same parts below each other; a list has no room for a picture. Each is laid
//! out for the size at hand, and its letters grow with it.

use embedded_graphics::{
    geometry::{Point, Size},
    primitives::Rectangle,
};

use super::text::Face;

/// Width of the screen where none is asked for.
pub const WIDTH: u32 = 1280;
/// Height of the screen where none is asked for.
pub const HEIGHT: u32 = 800;

/// Which design it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Design {
    /// From 1180x680 on.
    Wide,
    /// From 760x440 on.
    Compact,
    /// From 480x720 on, higher than wide.
    Portrait,
    /// From 320x240 on, either way round.
    List,
    /// Anything smaller: that it is too small.
    TooSmall,
}

/// Where everything stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Layout {
    /// Which design it is.
    pub design: Design,
    /// All of the screen.
    pub all: Rectangle,
    /// Distance from the edge of the screen.
    pub margin: i32,
    /// State or view, and the time of the exam.
    pub header: Rectangle,
    /// What to show next.
    pub hint: Rectangle,
    /// Everything between header and footer.
    pub body: Rectangle,
    /// The live picture; without an area where there is no room.
    pub picture: Rectangle,
    /// The barcode timeline; without an area where there is no room.
    pub barcode: Rectangle,
    /// The checklist.
    pub checklist: Rectangle,
    /// Items of one view, where the checklist is summed up by view; without an area where there is no room.
    pub items: Rectangle,
    /// The state line.
    pub status: Rectangle,
    /// What it is, of which version, and what it does not do.
    pub permanent: Rectangle,
    /// Sizes of letters.
    pub faces: Faces,
}

/// Sizes of letters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Faces {
    /// State, view, exam time.
    pub state: Face,
    /// What to show next.
    pub hint: Face,
    /// Headings of the checklist.
    pub heading: Face,
    /// Running text.
    pub body: Face,
    /// Running text that stands out.
    pub strong: Face,
    /// State line, captions.
    pub small: Face,
    /// The permanent line.
    pub purpose: Face,
    /// Names of the barcode's rows, axes.
    pub tiny: Face,
    /// Headline of a banner.
    pub banner: Face,
}

/// A rectangle from its left edge, top edge, width and height.
pub(super) const fn area(x: i32, y: i32, width: u32, height: u32) -> Rectangle {
    Rectangle::new(Point::new(x, y), Size::new(width, height))
}

/// A rectangle from its edges; without an area where they are the wrong way round.
pub(super) const fn between(left: i32, top: i32, right: i32, bottom: i32) -> Rectangle {
    let width = if right > left { right - left } else { 0 };
    let height = if bottom > top { bottom - top } else { 0 };
    area(left, top, width as u32, height as u32)
}

/// Column behind the last.
pub(super) const fn right(area: &Rectangle) -> i32 {
    area.top_left.x + area.size.width as i32
}

/// Row behind the last.
pub(super) const fn bottom(area: &Rectangle) -> i32 {
    area.top_left.y + area.size.height as i32
}

/// Part `at` of `count` parts of a length, in whole pixels; the parts fill it.
pub(super) const fn part(length: i32, at: i32, count: i32) -> i32 {
    length * at / count
}

/// The largest area of that aspect ratio within `within`, centred; at least one pixel wide and
/// high. Sides are those of a picture in memory.
pub(super) fn fitted(width: usize, height: usize, within: &Rectangle) -> Rectangle {
    let (w, h) = (width.max(1) as u64, height.max(1) as u64);
    let (max_w, max_h) = (u64::from(within.size.width), u64::from(within.size.height));
    let (out_w, out_h) = if max_w * h <= max_h * w {
        (max_w, ((max_w * h + w / 2) / w).clamp(1, max_h.max(1)))
    } else {
        (((max_h * w + h / 2) / h).clamp(1, max_w.max(1)), max_h)
    };
    let x = within.top_left.x + (max_w.saturating_sub(out_w)) as i32 / 2;
    let y = within.top_left.y + (max_h.saturating_sub(out_h)) as i32 / 2;
    area(x, y, out_w as u32, out_h as u32)
}

impl Faces {
    /// Those in which numbers and names change from screen to screen.
    pub(super) const fn changing(&self) -> [Face; 8] {
        [
            self.state,
            self.hint,
            self.heading,
            self.body,
            self.strong,
            self.small,
            self.purpose,
            self.tiny,
        ]
    }

    /// The sizes of a design at `percent` of those that it was drawn for.
    fn of(sizes: [u16; 9], percent: i32) -> Self {
        // Nothing is smaller than what can be read from near by.
        let px = |size: u16| (i32::from(size) * percent / 100).clamp(10, 400) as u16;
        let [
            state,
            hint,
            heading,
            body,
            strong,
            small,
            purpose,
            tiny,
            banner,
        ] = sizes.map(px);
        Self {
            state: Face::bold(state),
            hint: Face::bold(hint),
            heading: Face::bold(heading),
            body: Face::regular(body),
            strong: Face::bold(strong),
            small: Face::regular(small),
            purpose: Face::bold(purpose),
            tiny: Face::regular(tiny),
            banner: Face::bold(banner),
        }
    }
}

impl Layout {
    /// The layout for a panel of that size.
    #[must_use]
    pub fn of(width: u32, height: u32) -> Self {
        // No panel is larger; what lies beyond stays dark.
        let (w, h) = (width.min(8192) as i32, height.min(8192) as i32);
        let (long, short) = (w.max(h), w.min(h));
        if long < 320 || short < 240 {
            Self::too_small(w, h)
        } else if w >= 1180 && h >= 680 {
            Self::wide(w, h)
        } else if w >= 760 && h >= 440 && w > h {
            Self::compact(w, h)
        } else if w >= 480 && h >= 720 {
            Self::portrait(w, h)
        } else {
            Self::list(w, h)
        }
    }

    /// The same where nothing but a header, a hint, a body and a footer is known.
    fn framed(
        design: Design,
        [w, h]: [i32; 2],
        margin: i32,
        [header, hint, status, permanent]: [i32; 4],
        faces: Faces,
    ) -> Self {
        let none = area(0, 0, 0, 0);
        let (top, foot) = (header + hint, h - permanent - status);
        Self {
            design,
            all: between(0, 0, w, h),
            margin,
            header: between(0, 0, w, header),
            hint: between(0, header, w, top),
            body: between(margin, top, w - margin, foot),
            picture: none,
            barcode: none,
            checklist: none,
            items: none,
            status: between(0, foot, w, h - permanent),
            permanent: between(0, h - permanent, w, h),
            faces,
        }
    }

    fn wide(w: i32, h: i32) -> Self {
        let percent = (w * 100 / 1280).min(h * 100 / 800);
        let faces = Faces::of([36, 25, 19, 15, 15, 14, 15, 11, 54], percent);
        let px = |v: i32| v * percent / 100;
        let heights = [px(52), px(40), px(28), px(28)];
        let mut layout = Self::framed(Design::Wide, [w, h], px(16), heights, faces);
        let (body, gap) = (layout.body, px(8));
        let split = body.top_left.x + body.size.width as i32 * 62 / 100;
        let (top, end) = (body.top_left.y, bottom(&body) - gap);
        let barcode = end - px(262);
        layout.picture = between(body.top_left.x, top, split - gap, barcode - gap);
        layout.barcode = between(body.top_left.x, barcode, split - gap, end);
        layout.checklist = between(split + gap, top, right(&body), end);
        layout
    }

    fn compact(w: i32, h: i32) -> Self {
        let percent = (w * 100 / 1024).min(h * 100 / 600);
        let faces = Faces::of([31, 22, 18, 15, 15, 13, 13, 10, 40], percent);
        let px = |v: i32| v * percent / 100;
        let heights = [px(48), px(38), px(24), px(24)];
        let mut layout = Self::framed(Design::Compact, [w, h], px(12), heights, faces);
        let (body, gap) = (layout.body, px(6));
        let split = body.top_left.x + body.size.width as i32 * 57 / 100;
        let (top, end) = (body.top_left.y, bottom(&body) - gap);
        let barcode = end - px(108);
        layout.picture = between(body.top_left.x, top, split - gap, barcode - gap);
        layout.barcode = between(body.top_left.x, barcode, split - gap, end);
        layout.split_checklist(between(split + gap, top, right(&body), end), px(30), gap);
        layout
    }

    fn portrait(w: i32, h: i32) -> Self {
        let percent = (w * 100 / 480).min(h * 100 / 800);
        let faces = Faces::of([26, 19, 17, 14, 14, 12, 12, 10, 34], percent);
        let px = |v: i32| v * percent / 100;
        let heights = [px(42), px(54), px(22), px(42)];
        let mut layout = Self::framed(Design::Portrait, [w, h], px(10), heights, faces);
        let (body, gap) = (layout.body, px(6));
        let (left, end) = (body.top_left.x, right(&body));
        let picture = body.top_left.y + px(228);
        let barcode = picture + gap + px(84);
        layout.picture = between(left, body.top_left.y, end, picture);
        layout.barcode = between(left, picture + gap, end, barcode);
        let rest = between(left, barcode + gap, end, bottom(&body) - gap);
        layout.split_checklist(rest, px(25), gap);
        layout
    }

    fn list(w: i32, h: i32) -> Self {
        let percent = (w.max(h) * 100 / 480).min(w.min(h) * 100 / 320);
        let faces = Faces::of([22, 16, 16, 14, 14, 12, 12, 11, 30], percent);
        let px = |v: i32| v * percent / 100;
        let heights = [px(34), px(26), px(18), px(34)];
        let mut layout = Self::framed(Design::List, [w, h], px(8).max(4), heights, faces);
        let body = layout.body;
        let end = bottom(&body) - px(2);
        layout.checklist = between(body.top_left.x, body.top_left.y, right(&body), end);
        layout
    }

    fn too_small(w: i32, h: i32) -> Self {
        let faces = Faces::of([10; 9], 100);
        Self::framed(Design::TooSmall, [w, h], 0, [0; 4], faces)
    }

    /// Divides the place of the checklist: a row a view, and the items of one view below.
    fn split_checklist(&mut self, place: Rectangle, row: i32, gap: i32) {
        let (left, top) = (place.top_left.x, place.top_left.y);
        let rows = top + row * crate::anatomy::View::REPORTED.len() as i32;
        self.checklist = between(left, top, right(&place), rows);
        self.items = between(left, rows + gap, right(&place), bottom(&place));
    }

    /// Whether there is a place for a picture.
    #[must_use]
    pub const fn has_picture(&self) -> bool {
        self.picture.size.width > 0 && self.picture.size.height > 0
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    pub(crate) const SIZES: [(u32, u32, Design); 7] = [
        (1920, 1080, Design::Wide),
        (1280, 800, Design::Wide),
        (1024, 600, Design::Compact),
        (800, 480, Design::Compact),
        (480, 800, Design::Portrait),
        (480, 320, Design::List),
        (320, 240, Design::List),
    ];

    fn areas(layout: &Layout) -> [Rectangle; 8] {
        [
            layout.header,
            layout.hint,
            layout.picture,
            layout.barcode,
            layout.checklist,
            layout.items,
            layout.status,
            layout.permanent,
        ]
    }

    #[test]
    fn panels_have_their_designs() {
        for (width, height, design) in SIZES {
            let layout = Layout::of(width, height);
            assert_eq!(layout.design, design);
            assert_eq!(layout.has_picture(), design != Design::List);
        }
        assert_eq!(Layout::of(1, 1).design, Design::TooSmall);
        assert_eq!(Layout::of(240, 320).design, Design::List);
    }

    proptest! {
        #[test]
        fn areas_lie_on_the_screen_and_do_not_overlap(w in 0_u32..4000, h in 0_u32..2500) {
            let layout = Layout::of(w, h);
            let areas = areas(&layout);
            for (i, a) in areas.iter().enumerate() {
                prop_assert!(a.is_zero_sized() || a.intersection(&layout.all) == *a, "{a:?}");
                for b in &areas[i + 1..] {
                    prop_assert!(a.intersection(b).is_zero_sized(), "{a:?} {b:?}");
                }
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
