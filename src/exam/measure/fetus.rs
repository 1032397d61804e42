//! For tests: the boxes of a fetus that is drawn with a ruler, in any position.

use std::f32::consts::PI;

use crate::{
    anatomy::{Rect, Structure, View},
    detector::{Detection, Detections},
    exam::PictureSide,
};

use Structure::*;

/// Pixels a millimetre.
const SCALE: f32 = 5.0;

/// One fetus. Lengths in millimetres: x to its left, y to its back, from the chest's middle.
#[derive(Clone, Copy, Debug)]
pub struct Fetus {
    /// How far it is turned in the picture, degrees.
    pub turn: f32,
    /// Whether it is seen from the other end.
    pub mirrored: bool,
    /// The heart's axis, degrees to the left.
    pub axis: f32,
    /// Size of the heart, of the right ventricle across, and of the pulmonary artery, 1 is usual.
    pub heart: f32,
    pub right_ventricle: f32,
    pub trunk: f32,
    /// -1: the stomach lies on the right.
    pub stomach: f32,
    /// The tricuspid valve nearer to the apex, millimetres.
    pub offset: f32,
    /// The great arteries have changed places.
    pub transposed: bool,
}

pub const FETUS: Fetus = Fetus {
    turn: 0.0,
    mirrored: false,
    axis: 43.0,
    heart: 1.0,
    right_ventricle: 1.0,
    trunk: 1.0,
    stomach: 1.0,
    offset: 2.0,
    transposed: false,
};

/// An ellipse: middle, half axes, turn of the first axis from the fetus's left, degrees.
type Oval = ([f32; 2], [f32; 2], f32);

impl Fetus {
    fn to_picture(self, [x, y]: [f32; 2]) -> [f32; 2] {
        let (s, c) = (self.turn * PI / 180.0).sin_cos();
        let x = if self.mirrored { -x } else { x };
        [
            400.0 + SCALE * (x * c - y * s),
            300.0 + SCALE * (x * s + y * c),
        ]
    }

    /// The side of the picture that is nearest to its left.
    pub fn left(self) -> PictureSide {
        let ([x0, y0], [x, y]) = (self.to_picture([0.0; 2]), self.to_picture([1.0, 0.0]));
        let along = |side: &PictureSide| {
            let [a, b] = side.direction();
            a * (x - x0) + b * (y - y0)
        };
        let sides = PictureSide::ALL.into_iter();
        sides.max_by(|a, b| along(a).total_cmp(&along(b))).unwrap()
    }

    fn boxed(self, (middle, [a, b], turn): Oval) -> Rect {
        let [x, y] = self.to_picture(middle);
        let turn = if self.mirrored { 180.0 - turn } else { turn };
        let (s, c) = ((turn + self.turn) * PI / 180.0).sin_cos();
        let half = |p: f32, q: f32| SCALE * (p * p + q * q).sqrt();
        let (w, h) = (half(a * c, b * s), half(a * s, b * c));
        Rect::new(x - w, y - h, 2.0 * w, 2.0 * h)
    }

    /// A place of the heart: towards the apex, towards the left heart.
    fn in_heart(self, u: f32, v: f32) -> [f32; 2] {
        let (s, c) = (self.axis * PI / 180.0).sin_cos();
        [
            1.5 + self.heart * (u * s + v * c),
            -1.0 + self.heart * (v * s - u * c),
        ]
    }

    /// Turn of the heart's long axis from the left.
    fn long(self) -> f32 {
        self.axis - 90.0
    }

    fn round(at: [f32; 2], radius: f32) -> Oval {
        (at, [radius; 2], 0.0)
    }

    fn chamber(self, u: f32, v: f32, [a, b]: [f32; 2]) -> Oval {
        let k = self.heart;
        (self.in_heart(u, v), [a * k, b * k], self.long())
    }

    fn four_chambers(self) -> Vec<(Structure, Oval)> {
        let right = self.right_ventricle;
        vec![
            (Heart, self.chamber(3.0, 0.0, [15.0, 12.2])),
            (Crux, Self::round(self.in_heart(0.3, 0.0), 2.6)),
            (CardiacApex, Self::round(self.in_heart(15.8, 0.0), 3.2)),
            (VentricularSeptum, self.chamber(7.2, 0.0, [7.0, 1.2])),
            (LeftVentricle, self.chamber(7.2, 5.7, [8.8, 5.0])),
            (RightVentricle, self.chamber(6.7, -5.7, [8.8, 5.0 * right])),
            (LeftAtrium, self.chamber(-5.4, 5.0, [5.6, 5.4])),
            (RightAtrium, self.chamber(-5.2, -5.0, [5.6, 5.4])),
            (TricuspidValve, self.chamber(self.offset, -5.0, [1.9, 4.4])),
            (MitralValve, self.chamber(0.0, 5.0, [1.9, 4.2])),
            (PulmonaryVein, Self::round([5.0, 9.0], 2.0)),
            (DescendingAorta, Self::round([4.6, 12.4], 2.8)),
        ]
    }

    fn vessels(self) -> Vec<(Structure, Oval)> {
        let (trunk, aorta) = if self.transposed {
            ([3.7, -3.0], [-1.2, -11.2])
        } else {
            ([4.6, -5.0], [-3.0, -4.6])
        };
        vec![
            (
                PulmonaryArtery,
                (trunk, [3.6 * self.trunk, 4.5 * self.trunk], 0.0),
            ),
            (AscendingAorta, Self::round(aorta, 3.2)),
            (SuperiorVenaCava, Self::round([-8.2, -2.8], 2.7)),
            (DescendingAorta, Self::round([5.0, 12.4], 2.8)),
        ]
    }

    /// What a view shows of it.
    pub fn shows(self, view: View) -> Detections {
        let mut ovals = match view {
            View::Abdomen => vec![
                (Stomach, ([11.5 * self.stomach, 1.0], [7.0, 4.8], 60.0)),
                (UmbilicalVein, ([-4.0, -12.0], [5.0, 10.0], 0.0)),
                (InferiorVenaCava, Self::round([-6.0, 4.2], 2.6)),
                (DescendingAorta, Self::round([4.4, 12.2], 2.8)),
            ],
            View::FourChamber => self.four_chambers(),
            _ => self.vessels(),
        };
        ovals.push((Spine, Self::round([0.0, 18.3], 5.5)));
        if view != View::Abdomen {
            ovals.push((Thorax, ([0.0, 0.0], [26.0, 24.4], 0.0)));
        }
        let mut found = Detections::default();
        for (structure, oval) in ovals {
            found[structure] = Detection {
                confidence: 0.95,
                rect: self.boxed(oval),
            };
        }
        found
    }
}
