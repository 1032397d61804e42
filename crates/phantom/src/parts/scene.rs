//! The list of solids that makes a part, in the part's own frame.

use anatomy::Structure;

use super::PartPlan;
use crate::{
    body,
    individual::Individual,
    plane::Tissue,
    pose::Pose,
    random::Random,
    shape::{Point, Shape, UPRIGHT, length, sub},
};

/// What a solid is made of, and how strongly its surface shines.
#[derive(Clone, Copy)]
pub struct Matter {
    pub tissue: Tissue,
    pub wall: f32,
}

impl Matter {
    /// Echo power, mottling, loss (dB a millimetre), strength of the surface's echo.
    pub fn new(power: f32, mottle: f32, loss: f32, wall: f32) -> Self {
        Self {
            tissue: Tissue::new(power, mottle, loss),
            wall,
        }
    }

    pub fn fluid(wall: f32) -> Self {
        Self::new(0.000_1, 0.0, 0.0, wall)
    }
}

/// One painted solid in reference millimetres, before it is lifted with the plane.
pub struct Solid {
    form: Form,
    pub tissue: Tissue,
    pub wall: f32,
    pub label: Option<Structure>,
}

enum Form {
    /// Half axes `radii` along `axes`.
    Ball {
        centre: Point,
        axes: [Point; 3],
        radii: Point,
    },
    /// Knots with their radii.
    Tube(Vec<(Point, f32)>),
}

/// How far a painted surface shines beyond itself, image millimetres.
const SHINE_MM: f32 = 1.7;

impl Solid {
    /// What of the solid, `lift` reference millimetres higher, comes near to the plane.
    pub fn cut(&self, pose: &Pose, lift: f32) -> Option<Shape> {
        let raise = |p: Point| [p[0], p[1], p[2] + lift];
        let near = SHINE_MM / pose.scale;
        match &self.form {
            Form::Ball {
                centre,
                axes,
                radii,
            } => {
                let centre = raise(*centre);
                let here = pose.above(centre);
                // How far the ball reaches up and down from its centre, measured as `above` does.
                let reach = (0..3)
                    .map(|i| {
                        let tip = core::array::from_fn(|k| centre[k] + axes[i][k] * radii[i]);
                        let rise = pose.above(tip) - here;
                        rise * rise
                    })
                    .sum::<f32>()
                    .sqrt();
                (here.abs() < reach + near).then_some(Shape::Ellipsoid {
                    centre,
                    axes: *axes,
                    radii: *radii,
                })
            }
            Form::Tube(knots) => {
                let knots: Vec<_> = knots.iter().map(|(p, r)| (raise(*p), *r)).collect();
                let reaches = |pair: &[(Point, f32)]| {
                    let (a, b) = (pose.above(pair[0].0), pose.above(pair[1].0));
                    a * b <= 0.0 || a.abs().min(b.abs()) < pair[0].1.max(pair[1].1) + near
                };
                let first = knots.windows(2).position(reaches)?;
                let last = knots.windows(2).rposition(reaches)?;
                Some(Shape::Tube(knots[first..last + 2].to_vec()))
            }
        }
    }
}

/// A part in the making: its own frame is in real millimetres, wherever its axes point.
pub struct Scene<'a> {
    pub random: &'a mut Random,
    /// Gestational age, weeks.
    pub weeks: f32,
    /// Real millimetres for one of a fetus of 22 weeks.
    pub growth: f32,
    /// How fast the plane moves through the part, against its motion through a chest.
    pub slide: f32,
    /// True where the spine is cut along.
    pub spine_along: bool,
    pub blood: Matter,
    pub bone: Matter,
    /// Factor on the echo of soft tissue, this fetus's and this scanner's.
    shade: f32,
    scale: f32,
    axes: [Point; 3],
    origin: Point,
    solids: Vec<Solid>,
}

impl<'a> Scene<'a> {
    pub fn new(random: &'a mut Random, individual: &Individual) -> Self {
        let shade = libm::expf(0.3 * random.bell());
        let hard = individual.ossification;
        let mut tissue = body::bone();
        tissue.amplitude *= 0.5 + 0.5 * hard;
        tissue.loss_db_mm *= 0.4 + 0.6 * hard;
        Self {
            random,
            weeks: individual.age_weeks,
            growth: individual.age_weeks / 22.0,
            slide: 1.0,
            spine_along: false,
            blood: Matter {
                tissue: body::blood(individual),
                wall: 0.3,
            },
            bone: Matter { tissue, wall: 0.9 },
            shade,
            scale: individual.scale,
            axes: UPRIGHT,
            origin: [0.0; 3],
            solids: Vec::new(),
        }
    }

    pub fn finish(self) -> PartPlan {
        PartPlan {
            solids: self.solids,
            slide: self.slide,
            spine_along: self.spine_along,
        }
    }

    /// Turns the part's own x, y and z into `axes` and brings its point `amid` (millimetres) to
    /// where a chest's centre would lie.
    pub fn place(&mut self, axes: [Point; 3], amid: Point) {
        self.axes = axes;
        self.origin = self.direction(amid).map(|x| -x / self.scale);
    }

    /// Directions near to `axes`, turned by chance about two of them (standard deviation in
    /// radians).
    pub fn near(&mut self, axes: [Point; 3], deviation: f32) -> [Point; 3] {
        let (a, b) = (
            deviation * self.random.bell(),
            deviation * self.random.bell(),
        );
        let once = turned(axes, 1, 2, a);
        turned(once, 0, 2, b)
    }

    /// Soft tissue: echo power (0.1 is that of liver) before this fetus's own shade, mottling,
    /// strength of its surface. Differences from liver are widened: a picture's grey map narrows
    /// them again.
    pub fn soft(&mut self, power: f32, mottle: f32, wall: f32) -> Matter {
        let against_liver = 10.0 * power;
        let wide = 0.1 * against_liver * against_liver.sqrt();
        let power = wide * self.shade * self.random.between(0.75, 1.33);
        Matter::new(power, mottle, 0.1, wall)
    }

    /// About `value`, with that relative standard deviation.
    pub fn about(&mut self, value: f32, deviation: f32) -> f32 {
        value * (1.0 + deviation * self.random.bell())
    }

    fn point(&self, p: Point) -> Point {
        let d = self.direction(p);
        core::array::from_fn(|k| self.origin[k] + d[k] / self.scale)
    }

    fn direction(&self, p: Point) -> Point {
        core::array::from_fn(|k| (0..3).map(|i| self.axes[i][k] * p[i]).sum())
    }

    pub fn ball(&mut self, centre: Point, radii: Point, matter: Matter) {
        self.turned_ball(centre, UPRIGHT, radii, matter);
    }

    /// An ellipsoid whose half axes lie along `axes` of the part's own frame.
    pub fn turned_ball(&mut self, centre: Point, axes: [Point; 3], radii: Point, matter: Matter) {
        let form = Form::Ball {
            centre: self.point(centre),
            axes: axes.map(|axis| self.direction(axis)),
            radii: radii.map(|r| (r / self.scale).max(0.05)),
        };
        self.push(form, matter, None);
    }

    /// Balls beside each other, each with its whole surface: a coat under what is painted next.
    pub fn coat(&mut self, balls: &[(Point, Point)], matter: Matter) {
        for (centre, radii) in balls {
            self.ball(*centre, *radii, matter);
        }
    }

    /// Balls that grow together: no surface is left where they overlap.
    pub fn joined(&mut self, balls: &[(Point, Point)], matter: Matter) {
        self.coat(balls, matter);
        if balls.len() > 1 {
            let inside = Matter {
                wall: 0.0,
                ..matter
            };
            for (centre, radii) in balls {
                self.ball(*centre, radii.map(|r| r - 0.9), inside);
            }
        }
    }

    /// A bent tube, in pieces of a few knots so that each touches few cells.
    pub fn tube(&mut self, knots: &[(Point, f32)], matter: Matter) {
        self.tube_named(knots, matter, None);
    }

    pub fn tube_named(&mut self, knots: &[(Point, f32)], matter: Matter, label: Option<Structure>) {
        self.pieces(knots, 0.0, matter, label);
        if knots.len() > PIECE + 1 {
            let inside = Matter {
                wall: 0.0,
                ..matter
            };
            self.pieces(knots, 0.6, inside, None);
        }
    }

    fn pieces(
        &mut self,
        knots: &[(Point, f32)],
        thinner: f32,
        matter: Matter,
        label: Option<Structure>,
    ) {
        let mut first = 0;
        while first + 1 < knots.len() {
            let last = (first + PIECE).min(knots.len() - 1);
            let piece = knots[first..=last]
                .iter()
                .map(|(p, r)| (self.point(*p), (r - thinner).max(0.1) / self.scale))
                .collect();
            self.push(Form::Tube(piece), matter, label);
            first = last;
        }
    }

    fn push(&mut self, form: Form, matter: Matter, label: Option<Structure>) {
        self.solids.push(Solid {
            form,
            tissue: matter.tissue,
            wall: matter.wall,
            label,
        });
    }

    /// A point at most `reach` (half axes, millimetres) from `centre`.
    pub fn somewhere(&mut self, centre: Point, reach: Point) -> Point {
        core::array::from_fn(|k| centre[k] + self.random.between(-1.0, 1.0) * reach[k])
    }

    /// A direction by chance, `flat` from 0 (any) to 1 (within x and y).
    pub fn heading(&mut self, flat: f32) -> Point {
        let turn = self.random.between(0.0, core::f32::consts::TAU);
        let rise = self.random.between(-1.0, 1.0) * (1.0 - flat);
        let level = (1.0 - rise * rise).max(0.0).sqrt();
        [level * libm::cosf(turn), level * libm::sinf(turn), rise]
    }
}

/// Stretches of a tube that are painted as one solid.
const PIECE: usize = 2;

/// Axes `i` and `j` turned within their plane, radians.
pub fn turned(axes: [Point; 3], i: usize, j: usize, angle: f32) -> [Point; 3] {
    let (s, c) = (libm::sinf(angle), libm::cosf(angle));
    let mut out = axes;
    for k in 0..3 {
        out[i][k] = c * axes[i][k] + s * axes[j][k];
        out[j][k] = c * axes[j][k] - s * axes[i][k];
    }
    out
}

/// Unit vector from `a` to `b`, and the way's length.
pub fn way(a: Point, b: Point) -> (Point, f32) {
    let d = sub(b, a);
    let long = length(d).max(1e-6);
    (d.map(|x| x / long), long)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::shape::dot;

    #[test]
    fn turned_axes_stay_square() {
        let axes = turned(turned(UPRIGHT, 0, 2, 0.7), 1, 2, -0.4);
        for i in 0..3 {
            for j in 0..3 {
                let expected = if i == j { 1.0 } else { 0.0 };
                assert!((dot(axes[i], axes[j]) - expected).abs() < 1e-5);
            }
        }
    }
}
