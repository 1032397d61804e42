//! Plane geometry of boxes: directions, and the ellipse that a box encloses.
//!
//! Only `+ - * /`, `sqrt` and comparisons: the same bits on every machine.

use crate::anatomy::Rect;

/// Across and down the picture, pixels or without a unit.
pub type Vector = [f32; 2];

/// How exactly a side of a box is known, a share of its length: what is left of a detector's error
/// behind the tracking (assumed).
const SIDE_DOUBT: f32 = 0.04;
/// How exactly the direction of an ellipse is known, radians: four degrees (assumed).
const TURN_DOUBT: f32 = 0.07;

/// The way from the middle of one box to that of another.
pub fn between(from: &Rect, to: &Rect) -> Vector {
    let (a, b) = (from.centre(), to.centre());
    [b.0 - a.0, b.1 - a.1]
}

pub fn dot(a: Vector, b: Vector) -> f32 {
    a[0] * b[0] + a[1] * b[1]
}

/// How far `b` lies clockwise of `a` on the screen, by the product of their lengths: a sine.
pub fn cross(a: Vector, b: Vector) -> f32 {
    a[0] * b[1] - a[1] * b[0]
}

pub fn length(a: Vector) -> f32 {
    dot(a, a).sqrt()
}

/// The same direction, of length 1; `None` where it has none.
pub fn unit(a: Vector) -> Option<Vector> {
    let length = length(a);
    let unit = [a[0] / length, a[1] / length];
    (length > 1e-3 && unit[0].is_finite() && unit[1].is_finite()).then_some(unit)
}

/// The direction a quarter turn clockwise.
pub fn clockwise(a: Vector) -> Vector {
    [-a[1], a[0]]
}

pub fn add(a: Vector, b: Vector, times: f32) -> Vector {
    [a[0] + times * b[0], a[1] + times * b[1]]
}

/// From one direction to another, degrees, clockwise positive, -180 to 180.
pub fn degrees(from: Vector, to: Vector) -> f32 {
    libm::atan2f(cross(from, to), dot(from, to)).to_degrees()
}

/// How long something usually is for its breadth.
#[derive(Clone, Copy, Debug)]
pub struct Aspect {
    pub usual: f32,
    /// One standard deviation.
    pub spread: f32,
}

/// Half axes of an ellipse, pixels.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Ellipse {
    /// Along the direction that it was asked for.
    pub along: f32,
    /// Square to it.
    pub across: f32,
    /// How far `across` may be wrong, a share, one standard deviation.
    pub doubt: f32,
    /// How much of the shape the box told, 0 (all is as usual) to 1.
    pub told: f32,
}

impl Ellipse {
    /// The ellipse that a box encloses, one axis of which lies in the direction `axis` (a unit vector).
    ///
    /// With half axes a and b turned by t the box has the sides `w^2 = 4 (a^2 cos^2 t + b^2 sin^2 t)` and
    /// `h^2 = 4 (a^2 sin^2 t + b^2 cos^2 t)`. So `w^2 + h^2 = 4 (a^2 + b^2)` whatever the turn: the size is
    /// always known. The shape `d = (a^2 - b^2) / (a^2 + b^2)` follows from
    /// `(w^2 - h^2) / (w^2 + h^2) = d cos 2t`, which says nothing near 45 degrees: there `usual` stands
    /// in for it, each with the weight of its certainty, and what is not known stays in `doubt`.
    pub fn within(rect: &Rect, axis: Vector, usual: Aspect) -> Option<Self> {
        let (w2, h2) = (rect.w * rect.w, rect.h * rect.h);
        let sum = w2 + h2;
        let (cos2, sin2) = (
            axis[0] * axis[0] - axis[1] * axis[1],
            2.0 * axis[0] * axis[1],
        );
        let q2 = usual.usual * usual.usual;
        let usual_shape = (q2 - 1.0) / (q2 + 1.0);
        let shape_spread = 4.0 * usual.usual / ((q2 + 1.0) * (q2 + 1.0)) * usual.spread;
        let side = SIDE_DOUBT * core::f32::consts::SQRT_2 * 4.0 * w2 * h2 / (sum * sum);
        let turn = 2.0 * usual_shape * sin2 * TURN_DOUBT;
        let (prior, weight) = (
            1.0 / (shape_spread * shape_spread),
            1.0 / (side * side + turn * turn + 1e-6),
        );
        let known = prior + weight * cos2 * cos2;
        let shape = (prior * usual_shape + weight * cos2 * (w2 - h2) / sum) / known;
        let shape = shape.clamp(-0.95, 0.95);
        let by_shape = 0.25 / (known * (1.0 - shape) * (1.0 - shape));
        let ellipse = Self {
            along: (sum / 8.0 * (1.0 + shape)).sqrt(),
            across: (sum / 8.0 * (1.0 - shape)).sqrt(),
            told: 1.0 - prior / known,
            doubt: (by_shape + SIDE_DOUBT * SIDE_DOUBT / 2.0).sqrt(),
        };
        let sound = ellipse.across > 0.0 && ellipse.along.is_finite() && ellipse.doubt.is_finite();
        sound.then_some(ellipse)
    }

    /// The ellipse of that mean radius and of the usual shape.
    pub fn of_radius(radius: f32, doubt: f32, usual: Aspect) -> Self {
        let q2 = usual.usual * usual.usual;
        let shape = (q2 - 1.0) / (q2 + 1.0);
        Self {
            along: radius * (1.0 + shape).sqrt(),
            across: radius * (1.0 - shape).sqrt(),
            doubt,
            told: 0.0,
        }
    }

    /// Without the factor pi.
    pub fn area(&self) -> f32 {
        self.along * self.across
    }

    /// Ramanujan's first approximation, without the factor pi; within 0.1 % for what is at most twice
    /// as long as broad.
    pub fn circumference(&self) -> f32 {
        let (a, b) = (self.along, self.across);
        3.0 * (a + b) - ((3.0 * a + b) * (a + 3.0 * b)).sqrt()
    }
}

/// Whether a box can be measured: finite, with an extent, within any picture.
pub fn is_sound(rect: &Rect) -> bool {
    let within = |x: f32| x.abs() < 1e5;
    within(rect.x) && within(rect.y) && (1.0..1e5).contains(&rect.w) && (1.0..1e5).contains(&rect.h)
}
