//! The left and the right side of a sector, and what they cut off: text and bars beside it.
//!
//! Knows points and rows; must not know pixels.

use super::outline::{Extent, Side, parts};

/// Least slope of a side that is slanted: 5 degrees.
const LEAN_MIN: f64 = 0.087;
/// The mask ends so far inside of a slanted side, in cells: on the reference screens letters reach
/// 3 pixels over it.
const INSET: f64 = 0.5;
/// The mask may reach so far over an upright side, pixels: rounding.
const UPRIGHT_SLACK: f64 = 1.0;

/// The straight sides of a sector, in pixels.
pub(super) struct Sides {
    pub left: Option<Side>,
    pub right: Option<Side>,
    /// The other straight parts of both, where a box cuts the sector.
    more: [[Option<Side>; 2]; 2],
}

impl Sides {
    /// From the first and the last lit points (row, column), which lie on a side when they are at
    /// most `tolerance` pixels from it.
    pub fn new(left: &[(f64, f64)], right: &[(f64, f64)], tolerance: f64) -> Self {
        let [left, upper_left, lower_left] = parts(left, -1.0, tolerance);
        let [right, upper_right, lower_right] = parts(right, 1.0, tolerance);
        Self {
            left,
            right,
            more: [[upper_left, lower_left], [upper_right, lower_right]],
        }
    }

    fn lefts(&self) -> impl Iterator<Item = Side> {
        self.left
            .into_iter()
            .chain(self.more[0].into_iter().flatten())
    }

    fn rights(&self) -> impl Iterator<Item = Side> {
        self.right
            .into_iter()
            .chain(self.more[1].into_iter().flatten())
    }

    /// Both sides are straight and lean outwards by 5 degrees or more.
    pub fn is_fan(&self) -> bool {
        let leans = |side: Option<Side>, outward: f64| {
            side.is_some_and(|side| side.slope * outward >= LEAN_MIN)
        };
        leans(self.left, -1.0) && leans(self.right, 1.0)
    }

    /// Pulls rows that overlays widen by more than a cell back to the sides.
    pub fn keep_inside(&self, extents: &mut [Extent], cell: usize) {
        let slack = cell as f64;
        for (y, from, to) in extents {
            for limit in self.lefts().map(|side| side.column(*y as f64)) {
                if (*from as f64) < limit - slack {
                    *from = (limit.max(0.0) as usize).min(*to);
                }
            }
            for limit in self.rights().map(|side| side.column(*y as f64)) {
                if *to as f64 > limit + slack {
                    *to = (limit.max(0.0) as usize).max(*from);
                }
            }
        }
    }

    /// Cuts the hull off along the sides; a little inside of slanted ones: letters may touch them.
    pub fn clip(&self, rows: &mut [Extent], cell: usize) {
        let inset = |side: Side| {
            let leans = side.slope.abs() >= LEAN_MIN;
            if leans {
                INSET * cell as f64
            } else {
                -UPRIGHT_SLACK
            }
        };
        for (y, from, to) in rows {
            for side in self.lefts() {
                let limit = side.column(*y as f64) + inset(side);
                *from = (*from).max(limit.max(0.0).ceil() as usize);
            }
            for side in self.rights() {
                let limit = side.column(*y as f64) - inset(side);
                *to = (*to).min(limit.max(0.0) as usize);
            }
            *from = (*from).min(*to);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Sides;

    #[test]
    fn a_box_that_cuts_a_fan_leaves_two_parts_and_both_cut_letters_off() {
        let left: Vec<_> = (0..60)
            .map(|i| f64::from(i * 5))
            .map(|y| (y, (200.0 - y).max(20.0)))
            .collect();
        let right: Vec<_> = left.iter().map(|&(y, x)| (y, 500.0 - x)).collect();
        let sides = Sides::new(&left, &right, 3.0);
        let mut rows = [(90, 100, 400), (250, 10, 490)];
        sides.clip(&mut rows, 6);
        assert_eq!(rows, [(90, 113, 387), (250, 19, 481)]);
        let mut rows = [(90, 108, 392), (90, 80, 420)];
        sides.keep_inside(&mut rows, 6);
        assert_eq!(rows, [(90, 108, 392), (90, 110, 390)]);
    }
}
