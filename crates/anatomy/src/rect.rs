/// An axis-parallel box in pixels: left edge, top edge, width, height.
///
/// The pixel at column `c`, row `r` covers `c..c + 1` by `r..r + 1`.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Rect {
    /// Left edge, pixels.
    pub x: f32,
    /// Top edge, pixels.
    pub y: f32,
    /// Width, pixels.
    pub w: f32,
    /// Height, pixels.
    pub h: f32,
}

impl Rect {
    /// A box from its left edge, top edge, width and height.
    #[must_use]
    pub const fn new(x: f32, y: f32, w: f32, h: f32) -> Self {
        Self { x, y, w, h }
    }

    /// Right edge, pixels.
    #[must_use]
    pub fn right(&self) -> f32 {
        self.x + self.w
    }

    /// Bottom edge, pixels.
    #[must_use]
    pub fn bottom(&self) -> f32 {
        self.y + self.h
    }

    /// Centre as (x, y), pixels.
    #[must_use]
    pub fn centre(&self) -> (f32, f32) {
        (self.x + self.w / 2.0, self.y + self.h / 2.0)
    }

    /// Area in square pixels; zero for an empty or inverted box.
    #[must_use]
    pub fn area(&self) -> f32 {
        self.w.max(0.0) * self.h.max(0.0)
    }

    /// The common part of two boxes; empty (zero width and height) where they do not meet.
    #[must_use]
    pub fn intersection(&self, other: &Self) -> Self {
        let (x, y) = (self.x.max(other.x), self.y.max(other.y));
        let w = self.right().min(other.right()) - x;
        let h = self.bottom().min(other.bottom()) - y;
        if w <= 0.0 || h <= 0.0 {
            Self::new(x, y, 0.0, 0.0)
        } else {
            Self::new(x, y, w, h)
        }
    }

    /// Intersection over union, 0 to 1; zero where both boxes are empty.
    #[must_use]
    pub fn iou(&self, other: &Self) -> f32 {
        let common = self.intersection(other).area();
        let union = self.area() + other.area() - common;
        if union > 0.0 { common / union } else { 0.0 }
    }
}

#[cfg(test)]
mod tests {
    use super::Rect;

    #[test]
    fn iou_of_half_overlap_is_a_third() {
        let (a, b) = (Rect::new(0.0, 0.0, 2.0, 1.0), Rect::new(1.0, 0.0, 2.0, 1.0));
        assert!((a.iou(&b) - 1.0 / 3.0).abs() < 1e-6);
    }

    #[test]
    fn iou_of_apart_and_of_empty_boxes_is_zero() {
        let (a, b) = (Rect::new(0.0, 0.0, 1.0, 1.0), Rect::new(5.0, 5.0, 1.0, 1.0));
        assert_eq!(a.iou(&b), 0.0);
        assert_eq!(Rect::default().iou(&Rect::default()), 0.0);
    }
}
