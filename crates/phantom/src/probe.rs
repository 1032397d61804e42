//! The probe's field of view and its place on the screen.

use crate::{
    individual::{CHEST, Individual},
    random::Random,
    screen::Layout,
    sweep::Sweep,
};

/// Geometry of the field: a fan around an apex above the picture, possibly cut off by the screen's
/// panel when the picture is zoomed.
#[derive(Clone, Debug)]
pub struct Probe {
    /// Distance from the fan's apex to the probe's face, image millimetres.
    pub face_mm: f32,
    /// Depth of the field below the face, image millimetres.
    pub depth_mm: f32,
    /// Half of the fan's opening angle, radians.
    pub half_angle: f32,
    /// Screen pixels for one image millimetre.
    pub pixels_per_mm: f32,
    /// Screen position of lateral 0, depth 0.
    pub origin_px: [f32; 2],
    /// The panel that cuts the fan off: left, top, right, bottom in pixels.
    panel: [f32; 4],
}

impl Probe {
    pub fn draw(
        random: &mut Random,
        individual: &Individual,
        sweep: &Sweep,
        layout: &Layout,
    ) -> Self {
        let chest = CHEST[0] * individual.scale;
        let convex = random.chance(0.8);
        let face_mm = if convex {
            random.between(38.0, 60.0)
        } else {
            random.between(4.0, 12.0)
        };
        let half_angle = if convex {
            random.between(0.46, 0.64)
        } else {
            random.between(0.48, 0.64)
        };
        let depth_mm = sweep.chest_depth() + chest + random.between(8.0, 24.0);
        let [left, top, right, bottom] = layout.panel;
        let reach = face_mm + depth_mm;
        let breadth = 2.0 * reach * libm::sinf(half_angle);
        let overhang = face_mm * (1.0 - libm::cosf(half_angle));
        let fitting = ((right - left) / breadth).min((bottom - top) / (depth_mm + overhang));
        // Most pictures are zoomed until the chest fills much of the panel; some show the whole fan.
        let filling = (bottom - top) * random.between(0.5, 1.0) / (2.0 * chest);
        let zoomed = random.chance(0.8) && filling > fitting;
        let pixels_per_mm = if zoomed {
            filling
        } else {
            fitting * random.between(0.92, 1.0)
        };
        let middle = if zoomed {
            sweep.chest_depth()
        } else {
            (depth_mm - overhang) / 2.0
        };
        let origin_px = [
            f32::midpoint(left, right),
            f32::midpoint(top, bottom) - middle * pixels_per_mm,
        ];
        Self {
            face_mm,
            depth_mm,
            half_angle,
            pixels_per_mm,
            origin_px,
            panel: layout.panel,
        }
    }

    /// Bounds of the fan, image millimetres: left, top, right, bottom.
    pub fn field_mm(&self) -> [f32; 4] {
        let half = (self.face_mm + self.depth_mm) * libm::sinf(self.half_angle);
        [
            -half,
            -self.face_mm * (1.0 - libm::cosf(self.half_angle)),
            half,
            self.depth_mm,
        ]
    }

    /// Radius below the face (millimetres) and angle (radians) of an image point.
    pub fn polar(&self, [x, y]: [f32; 2]) -> [f32; 2] {
        let below = y + self.face_mm;
        [
            (x * x + below * below).sqrt() - self.face_mm,
            libm::atan2f(x, below),
        ]
    }

    /// Unit vector of the beam through an image point.
    pub fn beam_direction(&self, [x, y]: [f32; 2]) -> [f32; 2] {
        let below = y + self.face_mm;
        let reach = (x * x + below * below).sqrt().max(1e-3);
        [x / reach, below / reach]
    }

    /// Screen pixel of an image point.
    pub fn to_screen(&self, [x, y]: [f32; 2]) -> [f32; 2] {
        [
            self.origin_px[0] + x * self.pixels_per_mm,
            self.origin_px[1] + y * self.pixels_per_mm,
        ]
    }

    /// Image point at the centre of a screen pixel.
    pub fn to_mm(&self, column: usize, row: usize) -> [f32; 2] {
        [
            (column as f32 + 0.5 - self.origin_px[0]) / self.pixels_per_mm,
            (row as f32 + 0.5 - self.origin_px[1]) / self.pixels_per_mm,
        ]
    }

    /// True where an image point is shown on the screen.
    pub fn shows(&self, point: [f32; 2]) -> bool {
        let [depth, angle] = self.polar(point);
        let [x, y] = self.to_screen(point);
        let [left, top, right, bottom] = self.panel;
        (0.0..self.depth_mm).contains(&depth)
            && angle.abs() <= self.half_angle
            && (left..right).contains(&x)
            && (top..bottom).contains(&y)
    }
}
