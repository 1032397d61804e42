//! Solids with a signed distance in reference millimetres: negative inside.

use crate::{
    cavity::Cavity,
    outline::{Blob, Trunk},
};

/// A point or direction: x to the fetus's left, y to its back, z to its head.
pub type Point = [f32; 3];

pub fn sub(a: Point, b: Point) -> Point {
    [a[0] - b[0], a[1] - b[1], a[2] - b[2]]
}

pub fn along(a: Point, direction: Point, length: f32) -> Point {
    [
        a[0] + direction[0] * length,
        a[1] + direction[1] * length,
        a[2] + direction[2] * length,
    ]
}

pub fn dot(a: Point, b: Point) -> f32 {
    a[0] * b[0] + a[1] * b[1] + a[2] * b[2]
}

pub fn cross(a: Point, b: Point) -> Point {
    [
        a[1] * b[2] - a[2] * b[1],
        a[2] * b[0] - a[0] * b[2],
        a[0] * b[1] - a[1] * b[0],
    ]
}

pub fn length(a: Point) -> f32 {
    dot(a, a).sqrt()
}

/// A point between `a` (at 0) and `b` (at 1).
pub fn between(a: Point, b: Point, t: f32) -> Point {
    along(a, sub(b, a), t)
}

#[derive(Clone, Debug)]
pub enum Shape {
    /// Half axes `radii` along the orthonormal `axes`.
    Ellipsoid {
        centre: Point,
        axes: [Point; 3],
        radii: Point,
    },
    /// A bent tube: knots with their radii.
    Tube(Vec<(Point, f32)>),
    /// A thin sheet from `a` to `b`, upright along z over `half_height` on either side.
    Sheet {
        a: Point,
        b: Point,
        half_height: f32,
        radius: f32,
    },
    /// A cavity of the heart.
    Cavity(Cavity),
    /// A soft organ with a wavy outline.
    Blob(Blob),
    /// The trunk from hips to neck.
    Trunk(Trunk),
}

/// The axes of an ellipsoid that lies along x, y and z.
pub const UPRIGHT: [Point; 3] = [[1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]];

impl Shape {
    pub fn upright(centre: Point, radii: Point) -> Self {
        Self::Ellipsoid {
            centre,
            axes: UPRIGHT,
            radii,
        }
    }

    /// Signed distances at `start`, `start + step`, and so on: one for each of `out`. For ellipsoids
    /// to first order (gradient of the implicit form).
    pub fn distances(&self, start: Point, step: Point, out: &mut [f32]) {
        match self {
            Self::Ellipsoid {
                centre,
                axes,
                radii,
            } => ellipsoid_distances([start, step], *centre, axes, *radii, out),
            Self::Tube(knots) => {
                out.fill(f32::INFINITY);
                for pair in knots.windows(2) {
                    nearest_of_segment([start, step], pair[0], pair[1], out);
                }
            }
            Self::Sheet {
                a,
                b,
                half_height,
                radius,
            } => each([start, step], out, |p| {
                sheet_distance(p, [*a, *b], *half_height, *radius)
            }),
            Self::Cavity(cavity) => cavity.distances([start, step], out),
            Self::Blob(blob) => each([start, step], out, |p| blob.distance(p)),
            Self::Trunk(trunk) => each([start, step], out, |p| trunk.distance(p)),
        }
    }

    /// Smallest known box around the shape: low and high corner.
    pub fn bounds(&self) -> (Point, Point) {
        let mut low = [f32::INFINITY; 3];
        let mut high = [f32::NEG_INFINITY; 3];
        let mut grow = |p: Point, r: Point| {
            for k in 0..3 {
                low[k] = low[k].min(p[k] - r[k]);
                high[k] = high[k].max(p[k] + r[k]);
            }
        };
        match self {
            Self::Ellipsoid {
                centre,
                axes,
                radii,
            } => {
                let mut reach = [0.0; 3];
                for (k, r) in reach.iter_mut().enumerate() {
                    let square = |i: usize| (axes[i][k] * radii[i]) * (axes[i][k] * radii[i]);
                    *r = (0..3).map(square).sum::<f32>().sqrt();
                }
                grow(*centre, reach);
            }
            Self::Tube(knots) => knots.iter().for_each(|(p, r)| grow(*p, [*r; 3])),
            Self::Sheet {
                a,
                b,
                half_height,
                radius,
            } => {
                for p in [a, b] {
                    grow(*p, [*radius, *radius, radius + half_height]);
                }
            }
            Self::Cavity(cavity) => return cavity.bounds(),
            Self::Blob(blob) => return blob.bounds(),
            Self::Trunk(trunk) => return trunk.bounds(),
        }
        (low, high)
    }
}

/// Fills `out` with the distances of single points along a row.
fn each([start, step]: [Point; 2], out: &mut [f32], distance: impl Fn(Point) -> f32) {
    for (k, value) in out.iter_mut().enumerate() {
        *value = distance(along(start, step, k as f32));
    }
}

fn sheet_distance(p: Point, [a, b]: [Point; 2], half_height: f32, radius: f32) -> f32 {
    let middle = (a[2] + b[2]) / 2.0;
    let over = ((p[2] - middle).abs() - half_height).max(0.0);
    let flat = |q: Point| [q[0], q[1], 0.0];
    let in_plane = segment_distance(flat(p), (flat(a), radius), (flat(b), radius));
    if over > 0.0 {
        let outside = in_plane.max(0.0);
        (outside * outside + over * over).sqrt()
    } else {
        in_plane
    }
}

/// Distance from a straight tube with a radius at either end.
fn segment_distance(p: Point, a: (Point, f32), b: (Point, f32)) -> f32 {
    let (from_a, whole) = (sub(p, a.0), sub(b.0, a.0));
    let t = (dot(from_a, whole) / dot(whole, whole).max(1e-9)).clamp(0.0, 1.0);
    length(sub(from_a, along([0.0; 3], whole, t))) - (a.1 + (b.1 - a.1) * t)
}

/// Distances of an ellipsoid along a row of points, without a branch. The row is given by its first
/// point and its step.
fn ellipsoid_distances(
    [start, step]: [Point; 2],
    centre: Point,
    axes: &[Point; 3],
    radii: Point,
    out: &mut [f32],
) {
    let from = sub(start, centre);
    let unit: Point = core::array::from_fn(|k| dot(from, axes[k]) / radii[k]);
    let unit_step: Point = core::array::from_fn(|k| dot(step, axes[k]) / radii[k]);
    let inverse = radii.map(|r| 1.0 / r);
    let deepest = -radii[0].min(radii[1]).min(radii[2]);
    for (k, distance) in out.iter_mut().enumerate() {
        let q = along(unit, unit_step, k as f32);
        let slope = [q[0] * inverse[0], q[1] * inverse[1], q[2] * inverse[2]];
        let (k0, k1) = (length(q), length(slope));
        let outside = k0 * (k0 - 1.0) / k1.max(1e-6);
        *distance = if k1 < 1e-6 { deepest } else { outside };
    }
}

/// Lowers each of `out` to the distance from a tube's segment along a row of points.
fn nearest_of_segment(
    [start, step]: [Point; 2],
    a: (Point, f32),
    b: (Point, f32),
    out: &mut [f32],
) {
    let whole = sub(b.0, a.0);
    let (from, inverse) = (sub(start, a.0), 1.0 / dot(whole, whole).max(1e-9));
    let widening = b.1 - a.1;
    for (k, nearest) in out.iter_mut().enumerate() {
        let p = along(from, step, k as f32);
        let t = (dot(p, whole) * inverse).clamp(0.0, 1.0);
        let distance = length(along(p, whole, -t)) - (a.1 + widening * t);
        *nearest = if distance < *nearest {
            distance
        } else {
            *nearest
        };
    }
}

#[cfg(test)]
mod tests {
    use super::{Point, Shape, along};

    fn distance(shape: &Shape, p: Point) -> f32 {
        let mut out = [0.0];
        shape.distances(p, [0.0; 3], &mut out);
        out[0]
    }

    #[test]
    fn rows_of_distances_are_those_of_single_points() {
        let slanted = [[0.6, 0.8, 0.0], [-0.8, 0.6, 0.0], [0.0, 0.0, 1.0]];
        let shapes = [
            Shape::Ellipsoid {
                centre: [1.0, 2.0, 3.0],
                axes: slanted,
                radii: [5.0, 2.0, 1.0],
            },
            Shape::Tube(vec![
                ([0.0; 3], 1.0),
                ([3.0, 1.0, 2.0], 2.0),
                ([3.0, 6.0, 2.0], 0.5),
            ]),
            Shape::Sheet {
                a: [0.0; 3],
                b: [4.0, 1.0, 0.0],
                half_height: 3.0,
                radius: 0.5,
            },
        ];
        let (start, step) = ([-6.0, 1.0, 2.5], [0.4, 0.1, -0.03]);
        for shape in shapes {
            let mut row = [0.0; 40];
            shape.distances(start, step, &mut row);
            for (k, value) in row.into_iter().enumerate() {
                let exact = distance(&shape, along(start, step, k as f32));
                assert!((value - exact).abs() < 1e-3, "{value} for {exact}");
            }
        }
    }

    #[test]
    fn distances_are_negative_inside_and_metric_outside() {
        let ball = Shape::upright([1.0, 0.0, 0.0], [2.0; 3]);
        assert!((distance(&ball, [5.0, 0.0, 0.0]) - 2.0).abs() < 1e-4);
        assert!(distance(&ball, [1.0, 0.5, 0.0]) < 0.0);
        let tube = Shape::Tube(vec![([0.0; 3], 1.0), ([0.0, 0.0, 10.0], 1.0)]);
        assert!((distance(&tube, [3.0, 0.0, 5.0]) - 2.0).abs() < 1e-5);
        let (a, b) = ([0.0; 3], [4.0, 0.0, 0.0]);
        let sheet = Shape::Sheet {
            a,
            b,
            half_height: 3.0,
            radius: 0.5,
        };
        assert!((distance(&sheet, [2.0, 1.5, 2.9]) - 1.0).abs() < 1e-5);
        assert!(distance(&sheet, [2.0, 0.0, 5.0]) > 1.9);
    }

    #[test]
    fn bounds_hold_the_surface() {
        let slanted = [[0.6, 0.8, 0.0], [-0.8, 0.6, 0.0], [0.0, 0.0, 1.0]];
        let e = Shape::Ellipsoid {
            centre: [1.0, 2.0, 3.0],
            axes: slanted,
            radii: [5.0, 2.0, 1.0],
        };
        let (low, high) = e.bounds();
        assert!((high[0] - 1.0 - (9.0f32 + 2.56).sqrt()).abs() < 1e-4);
        assert!((2.0 - low[1] - (16.0f32 + 1.44).sqrt()).abs() < 1e-4);
    }
}
