//! One place of the probe's plane and one moment of the heart, and the view that they are named by.

use anatomy::View;

use crate::{aim::Aim, shape::Point};

/// z ranges in which a level counts as the view, reference millimetres.
pub const VIEWS: [(View, f32, f32); 6] = [
    (View::Abdomen, -36.0, -22.0),
    (View::FourChamber, -4.0, 3.0),
    (View::Lvot, 3.6, 6.8),
    (View::Rvot, 7.6, 10.8),
    (View::ThreeVessel, 12.2, 15.6),
    (View::ThreeVesselTrachea, 16.4, 20.5),
];

/// Slope of the plane from which it passes through two views at once: 7 degrees are 3 reference
/// millimetres over half of a chest's breadth.
const TILT_MAX: f32 = 0.12;

/// A place of the plane and a moment of the heart.
pub struct Pose {
    /// Level that the view is named by, reference millimetres: the plane's at the chest's centre, or where it
    /// is aimed.
    pub z: f32,
    /// Phase of the heart, 0 (start of systole) to 1.
    pub phase: f32,
    /// Chest centre in image millimetres: lateral, depth.
    pub centre: [f32; 2],
    /// Cosine and sine of the turn about z.
    pub turn: [f32; 2],
    /// 1, or -1 where the picture is mirrored: seen from the feet or from the head.
    pub mirror: f32,
    /// Slope of the plane along the chest's breadth (before mirroring) and along its depth.
    pub tilt: [f32; 2],
    /// Where the plane is turned to on purpose.
    pub aim: Aim,
    /// Image millimetres for one reference millimetre.
    pub scale: f32,
}

impl Pose {
    /// Reference point of a place in the image (lateral, depth in millimetres).
    pub fn to_body(&self, lateral: f32, depth: f32) -> Point {
        let (a, b) = (lateral - self.centre[0], depth - self.centre[1]);
        let x = (a * self.turn[0] + b * self.turn[1]) / self.scale;
        let y = (b * self.turn[0] - a * self.turn[1]) / self.scale;
        let x = x * self.mirror;
        [x, y, self.level_at(x, y)]
    }

    /// Level of the plane at a place of the body, reference millimetres.
    pub fn level_at(&self, x: f32, y: f32) -> f32 {
        let [across, along] = self.aim.slope;
        self.z
            + self.aim.lift
            + (self.tilt[0] * self.mirror + across) * x
            + (self.tilt[1] + along) * y
    }

    /// Image place (lateral, depth) of a reference point's projection along z.
    pub fn to_image(&self, p: Point) -> [f32; 2] {
        let (x, y) = (p[0] * self.mirror * self.scale, p[1] * self.scale);
        [
            self.centre[0] + x * self.turn[0] - y * self.turn[1],
            self.centre[1] + x * self.turn[1] + y * self.turn[0],
        ]
    }

    /// Level of the plane above or below a reference point, reference millimetres.
    pub fn above(&self, p: Point) -> f32 {
        self.level_at(p[0], p[1]) - p[2]
    }

    /// The view that the plane's level stands for.
    pub fn view(&self) -> View {
        let at_level = |(_, low, high): &&(View, f32, f32)| (*low..=*high).contains(&self.z);
        VIEWS
            .iter()
            .find(at_level)
            .map_or(View::None, |(view, ..)| *view)
    }

    /// Distance of the plane's level from the nearest level at which a view begins or ends, reference
    /// millimetres.
    pub fn view_edge_distance(&self) -> f32 {
        let [across, along] = self.tilt;
        if across * across + along * along > TILT_MAX * TILT_MAX {
            return 0.0;
        }
        VIEWS
            .iter()
            .flat_map(|(_, low, high)| [low, high])
            .map(|edge| (self.z - edge).abs())
            .fold(f32::INFINITY, f32::min)
    }
}
