//! How far a structure reaches in the cut.

/// Where a structure shows in the cut and the sector, in cells, and how much of it.
#[derive(Clone, Copy, Debug)]
pub struct Extent {
    pub left: f32,
    pub top: f32,
    pub right: f32,
    pub bottom: f32,
    /// Area inside the sector, square image millimetres.
    pub visible_mm2: f32,
    /// Whole area in the cut, square image millimetres.
    pub area_mm2: f32,
}

impl Extent {
    /// Of what no cell shows yet.
    pub const fn nothing() -> Self {
        Self {
            left: f32::INFINITY,
            top: f32::INFINITY,
            right: f32::NEG_INFINITY,
            bottom: f32::NEG_INFINITY,
            visible_mm2: 0.0,
            area_mm2: 0.0,
        }
    }

    /// Takes in a place and what lies up to `by` to its left, above, right and below; the box
    /// holds what is visible.
    pub fn add(&mut self, [x, y]: [f32; 2], by: [f32; 4], area_mm2: f32, visible: bool) {
        self.area_mm2 += area_mm2;
        if visible {
            self.left = self.left.min(x - by[0]);
            self.top = self.top.min(y - by[1]);
            self.right = self.right.max(x + by[2]);
            self.bottom = self.bottom.max(y + by[3]);
            self.visible_mm2 += area_mm2;
        }
    }

    /// Breadth of a cut that is as long as its box's diagonal, image millimetres.
    pub fn breadth_mm(&self, cell_mm: f32) -> f32 {
        let (across, along) = (self.right - self.left, self.bottom - self.top);
        let length = (across * across + along * along).sqrt() * cell_mm;
        self.visible_mm2 / length.max(cell_mm)
    }

    /// Both together; neither holds area that the other one counts.
    pub fn union(&self, other: &Self) -> Self {
        Self {
            left: self.left.min(other.left),
            top: self.top.min(other.top),
            right: self.right.max(other.right),
            bottom: self.bottom.max(other.bottom),
            visible_mm2: self.visible_mm2 + other.visible_mm2,
            area_mm2: self.area_mm2 + other.area_mm2,
        }
    }
}
