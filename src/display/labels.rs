//! Places the labels of boxes so that they cover each other as little as possible.

use embedded_graphics::primitives::Rectangle;

use super::layout::{area, bottom, right};
use crate::anatomy::Structure;

/// Places labels one after another: each takes the first of its candidate places that is free, or
/// the one that covers the least.
#[derive(Clone, Debug)]
pub struct Placer {
    bounds: Rectangle,
    taken: [Rectangle; Structure::COUNT],
    count: usize,
}

fn area_of(a: &Rectangle) -> u32 {
    a.size.width * a.size.height
}

impl Placer {
    /// A placer whose labels stay within `bounds`.
    pub const fn new(bounds: Rectangle) -> Self {
        Self {
            bounds,
            taken: [area(0, 0, 0, 0); Structure::COUNT],
            count: 0,
        }
    }

    /// A place for a label of that size at a box. Labels beyond [`Structure::COUNT`] are placed
    /// but not kept.
    pub fn place(&mut self, framed: &Rectangle, width: u32, height: u32) -> Rectangle {
        let (w, h) = (width as i32, height as i32);
        let (x0, y0) = (framed.top_left.x, framed.top_left.y);
        let (x1, y1) = (right(framed), bottom(framed));
        let (xm, ym) = ((x0 + x1 - w) / 2, (y0 + y1 - h) / 2);
        let places = [
            (x0, y0 - h),
            (x0, y0),
            (x1 - w, y0 - h),
            (x0, y1),
            (x1 - w, y1),
            (x1, y0),
            (x0 - w, y0),
            (x1 - w, y0),
            (x0, y1 - h),
            (x1 - w, y1 - h),
            (x1, y1 - h),
            (x0 - w, y1 - h),
            (x1, ym),
            (x0 - w, ym),
            (xm, y0 - h),
            (xm, y1),
            (xm, ym),
        ];
        let places = places.map(|(x, y)| self.inside(x, y, width, height));
        let best = places
            .iter()
            .min_by_key(|place| self.covered(place))
            .unwrap_or(&places[0]);
        if let Some(slot) = self.taken.get_mut(self.count) {
            *slot = *best;
            self.count += 1;
        }
        *best
    }

    /// The label moved so that it lies within the bounds.
    fn inside(&self, x: i32, y: i32, width: u32, height: u32) -> Rectangle {
        let b = &self.bounds;
        let x = x.min(right(b) - width as i32).max(b.top_left.x);
        let y = y.min(bottom(b) - height as i32).max(b.top_left.y);
        area(x, y, width, height)
    }

    /// How many pixels of other labels a place would cover.
    fn covered(&self, place: &Rectangle) -> u32 {
        self.taken[..self.count]
            .iter()
            .map(|t| area_of(&t.intersection(place)))
            .sum()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_of_the_same_box_do_not_cover_each_other() {
        let bounds = area(0, 0, 300, 200);
        let mut placer = Placer::new(bounds);
        let framed = area(100, 80, 60, 40);
        let placed: Vec<_> = (0..8).map(|_| placer.place(&framed, 30, 15)).collect();
        for (i, a) in placed.iter().enumerate() {
            assert_eq!(a.intersection(&bounds), *a);
            for b in &placed[i + 1..] {
                assert!(a.intersection(b).is_zero_sized(), "{a:?} {b:?}");
            }
        }
    }

    #[test]
    fn labels_of_boxes_at_and_beyond_the_edge_stay_inside() {
        let bounds = area(10, 10, 100, 50);
        let mut placer = Placer::new(bounds);
        for framed in [
            area(-400, -300, 20, 20),
            area(500, 10, 4, 900),
            area(10, 10, 0, 0),
        ] {
            let place = placer.place(&framed, 40, 15);
            assert_eq!(place.intersection(&bounds), place);
        }
    }
}
