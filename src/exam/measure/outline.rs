//! The outline of a chest of which the picture may show a part alone.
//!
//! The sector's edge cuts the chest in four of ten sweeps of the phantom. What is left tells the rest: the sides of
//! its box that lie in the picture, that it is about round, and that the spine lies within it at its back. So
//! middle and radius are fitted by least squares to the sides that are there, to how far from the middle
//! spines lie, and, weakly, to how large a chest is for its spine. Sides that are cut only say that the
//! chest reaches at least as far. What comes out says how sure it is.
//!
//! Only `+ - * /`, `sqrt` and comparisons: the same bits on every machine.

use super::geometry::{Vector, between, length, unit};
use crate::anatomy::Rect;

/// What is usual of a chest at a level of the body: mean and standard deviation.
#[derive(Clone, Copy, Debug)]
pub struct Level {
    /// From the spine's middle to the chest's, by its radius.
    pub spine_at: [f32; 2],
    /// Its radius by that of the spine's box. The phantom's differ by 0.5 % alone, which no patients' do: that
    /// it says little is assumed.
    pub by_spine: [f32; 2],
}

/// At the level of the four chambers; labels and boxes of the tuning seeds 1000 to 1080.
pub const HEART: Level = Level {
    spine_at: [0.71, 0.06],
    by_spine: [4.6, 0.5],
};
/// From there to the arches.
pub const VESSELS: Level = Level {
    spine_at: [0.76, 0.07],
    by_spine: [4.35, 0.5],
};

/// Shape of a chest's box where it lies square: (broad^2 - deep^2) / (broad^2 + deep^2), at 1.06 to 1.
const SHAPE: f32 = 0.058;
/// How far a side lies from where it should, by the radius: boxes tremble, and not every chest has
/// [`SHAPE`] (that alone is 0.028).
const SIDE: f32 = 0.035;
/// Steps of the fit; it is nearly linear.
const STEPS: usize = 8;

/// A chest.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Outline {
    /// Unit vector from the spine's middle to the chest's.
    pub front: Vector,
    /// Half of its breadth and of its depth, root of the mean of their squares; pixels.
    pub radius: f32,
    /// How far the radius may be wrong, a share, one standard deviation.
    pub radius_doubt: f32,
    /// How far front may be turned, a sine, one standard deviation.
    pub turn_doubt: f32,
    /// Sum of the squared distances from what was found and what is usual, in standard deviations.
    pub misfit: f32,
}

/// Left, right, upper and lower side of a box.
pub type Sides = [f32; 4];

/// The sides of a box.
pub fn sides(rect: &Rect) -> Sides {
    [rect.x, rect.right(), rect.y, rect.bottom()]
}

/// The spine is about as broad as deep: where an edge cuts it, its middle lies by half of its longer side
/// from the side that is left.
pub fn whole_spine(spine: &Rect, cut: [bool; 4]) -> Rect {
    let side = spine.w.max(spine.h);
    let along = |low: f32, length: f32, [cut_low, cut_high]: [bool; 2]| match (cut_low, cut_high) {
        (true, false) => (low + length - side, side),
        (false, true) => (low, side),
        _ => (low, length),
    };
    let (x, w) = along(spine.x, spine.w, [cut[0], cut[1]]);
    let (y, h) = along(spine.y, spine.h, [cut[2], cut[3]]);
    Rect::new(x, y, w, h)
}

/// Normal equations of three unknowns.
#[derive(Clone, Copy, Default)]
struct Normal {
    a: [[f32; 3]; 3],
    b: [f32; 3],
}

impl Normal {
    fn add(&mut self, row: [f32; 3], value: f32) {
        for i in 0..3 {
            for j in 0..3 {
                self.a[i][j] += row[i] * row[j];
            }
            self.b[i] += row[i] * value;
        }
    }

    /// The inverse of the matrix, by its cofactors; `None` where there is none.
    fn inverse(&self) -> Option<[[f32; 3]; 3]> {
        let a = &self.a;
        let minor = |i: usize, j: usize| {
            let [r, s] = [(i + 1) % 3, (i + 2) % 3];
            let [c, d] = [(j + 1) % 3, (j + 2) % 3];
            a[r][c] * a[s][d] - a[r][d] * a[s][c]
        };
        let det = a[0][0] * minor(0, 0) + a[0][1] * minor(0, 1) + a[0][2] * minor(0, 2);
        let inverse = core::array::from_fn(|i| core::array::from_fn(|j| minor(j, i) / det));
        (det > 1e-12 && det.is_finite()).then_some(inverse)
    }
}

/// The chest of which `thorax` is the box that was found, the sides of which in `cut` are an edge of the picture.
/// Lengths within the fit are by the radius at the start. `None` where the fit finds no place for it.
pub fn outline(thorax: &Rect, cut: [bool; 4], spine: &Rect, level: &Level) -> Option<Outline> {
    let half = (0.125 * (spine.w * spine.w + spine.h * spine.h)).sqrt();
    let unit_length = level.by_spine[0] * half;
    let (x, y) = spine.centre();
    let middle = between(spine, thorax).map(|way| way / unit_length);
    let found = sides(thorax);
    let origin = [x, x, y, y];
    let at: Sides = core::array::from_fn(|k| (found[k] - origin[k]) / unit_length);
    let [spine_at, spine_at_spread] = level.spine_at;
    let radius_spread = level.by_spine[1] / level.by_spine[0];

    // Unknown: the middle from the spine, and the radius.
    let mut p = [middle[0], middle[1], 1.0_f32];
    for step in 0..=STEPS {
        let front = unit([p[0], p[1]])?;
        let shape = SHAPE * (front[1] * front[1] - front[0] * front[0]);
        let reach = [(1.0 + shape).sqrt(), (1.0 - shape).sqrt()];
        let mut normal = Normal::default();
        let mut misfit = 0.0;
        let mut add_row = |row: [f32; 3], value: f32, spread: f32| {
            let row = row.map(|x| x / spread);
            let value = value / spread;
            let off = value - row[0] * p[0] - row[1] * p[1] - row[2] * p[2];
            misfit += off * off;
            normal.add(row, value);
        };
        for (k, out) in [-1.0_f32, 1.0, -1.0, 1.0].into_iter().enumerate() {
            let axis = k / 2;
            let mut row = [0.0; 3];
            row[axis] = 1.0;
            row[2] = out * reach[axis];
            let reaches = out * (p[axis] + row[2] * p[2] - at[k]) >= 0.0;
            if !(cut[k] && reaches) {
                add_row(row, at[k], SIDE);
            }
        }
        add_row([front[0], front[1], -spine_at], 0.0, spine_at_spread);
        add_row([0.0, 0.0, 1.0], 1.0, radius_spread);
        let inverse = normal.inverse()?;
        if step == STEPS {
            let side = [-front[1], front[0]];
            let across =
                (0..2).map(|i| side[i] * (inverse[i][0] * side[0] + inverse[i][1] * side[1]));
            let outline = Outline {
                front,
                radius: p[2] * unit_length,
                radius_doubt: inverse[2][2].max(0.0).sqrt() / p[2],
                turn_doubt: across.sum::<f32>().max(0.0).sqrt() / length([p[0], p[1]]),
                misfit,
            };
            let sound = p[2] > 0.0 && outline.misfit.is_finite() && outline.turn_doubt.is_finite();
            return sound.then_some(outline);
        }
        let b = normal.b;
        p = inverse.map(|row| row[0] * b[0] + row[1] * b[1] + row[2] * b[2]);
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exam::measure::geometry::{add, dot};

    /// A chest round (100, 100) with radius 50 whose spine lies in that direction from its middle.
    fn fetus(front: Vector) -> (Rect, Rect) {
        let shape = SHAPE * (front[1] * front[1] - front[0] * front[0]);
        let [w, h] = [1.0 + shape, 1.0 - shape].map(|x| 100.0 * x.sqrt());
        let thorax = Rect::new(100.0 - w / 2.0, 100.0 - h / 2.0, w, h);
        let at = add([100.0; 2], front, -HEART.spine_at[0] * 50.0);
        let side = 100.0 / HEART.by_spine[0];
        let spine = Rect::new(at[0] - side / 2.0, at[1] - side / 2.0, side, side);
        (thorax, spine)
    }

    #[test]
    fn a_chest_that_is_cut_is_as_large_as_it_was() {
        for (a, b) in [(0.0, -1.0), (0.6, -0.8), (-0.8, 0.6), (1.0, 0.0)] {
            let front = [a, b];
            let (thorax, spine) = fetus(front);
            let whole = outline(&thorax, [false; 4], &spine, &HEART).unwrap();
            assert!(
                (whole.radius - 50.0).abs() < 0.2 && whole.misfit < 0.1,
                "{whole:?}"
            );
            assert!(dot(whole.front, front) > 0.999);
            // The picture ends 20 pixels within the chest, on its left and above.
            let left = Rect::new(thorax.x + 20.0, thorax.y, thorax.w - 20.0, thorax.h);
            let above = Rect::new(left.x, left.y + 20.0, left.w, left.h - 20.0);
            for (part, cut) in [
                (left, [true, false, false, false]),
                (above, [true, false, true, false]),
            ] {
                let told = outline(&part, cut, &spine, &HEART).unwrap();
                assert!((told.radius - 50.0).abs() < 0.5, "{front:?} {told:?}");
                assert!(dot(told.front, front) > 0.998, "{front:?} {told:?}");
                assert!(told.radius_doubt > whole.radius_doubt);
                // Taken for a whole one it looks much less like a chest.
                let wrong = outline(&part, [false; 4], &spine, &HEART).unwrap();
                assert!(
                    wrong.misfit > 3.0 && told.misfit < wrong.misfit,
                    "{wrong:?} {told:?}"
                );
            }
        }
    }

    #[test]
    fn the_middle_of_a_spine_that_is_cut_is_put_right() {
        let spine = Rect::new(10.0, 20.0, 12.0, 20.0);
        assert_eq!(
            whole_spine(&spine, [true, false, false, false]),
            Rect::new(2.0, 20.0, 20.0, 20.0)
        );
        assert_eq!(whole_spine(&spine, [false; 4]), spine);
    }

    #[test]
    fn boxes_that_say_nothing_give_no_chest() {
        let (thorax, _) = fetus([0.0, -1.0]);
        let middle = Rect::new(90.0, 90.0, 20.0, 20.0);
        assert_eq!(outline(&thorax, [false; 4], &middle, &HEART), None);
    }
}
