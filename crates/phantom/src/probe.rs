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
            random.between(0.52, 0.66)
        } else {
            random.between(0.62, 0.74)
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

/// Draws polar echoes into the screen, with a table made once.
pub struct ScanConverter {
    probe: Probe,
    pixels: Vec<Pixel>,
    /// Bounding box of the sector, pixels: left, top, right, bottom.
    bounds: [usize; 4],
}

struct Pixel {
    target: u32,
    /// Upper left polar sample, and weights of 256 towards the right and the lower one.
    source: u32,
    right: u8,
    down: u8,
}

/// Lines across the fan and samples along each.
pub const LINES: usize = 192;
pub const SAMPLES: usize = 384;

impl ScanConverter {
    pub fn new(probe: &Probe, width: usize, height: usize) -> Self {
        let mut pixels = Vec::new();
        let mut bounds = [width, height, 0, 0];
        for row in 0..height {
            for column in 0..width {
                let point = probe.to_mm(column, row);
                if !probe.shows(point) {
                    continue;
                }
                let [depth, angle] = probe.polar(point);
                let line = (angle / probe.half_angle + 1.0) / 2.0 * (LINES - 1) as f32;
                let sample = depth / probe.depth_mm * (SAMPLES - 1) as f32;
                let left = (line as usize).min(LINES - 2);
                let upper = (sample as usize).min(SAMPLES - 2);
                let weight = |x: f32| (x.clamp(0.0, 1.0) * 255.0) as u8;
                pixels.push(Pixel {
                    target: (row * width + column) as u32,
                    source: (upper * LINES + left) as u32,
                    right: weight(line - left as f32),
                    down: weight(sample - upper as f32),
                });
                bounds[0] = bounds[0].min(column);
                bounds[1] = bounds[1].min(row);
                bounds[2] = bounds[2].max(column + 1);
                bounds[3] = bounds[3].max(row + 1);
            }
        }
        Self {
            probe: probe.clone(),
            pixels,
            bounds,
        }
    }

    pub const fn bounds(&self) -> [usize; 4] {
        self.bounds
    }

    pub const fn probe(&self) -> &Probe {
        &self.probe
    }

    /// Interpolates `polar` (`SAMPLES` rows of `LINES` echoes) into the screen.
    pub fn draw(&self, polar: &[u8], screen: &mut [u8]) {
        for pixel in &self.pixels {
            let at = pixel.source as usize;
            let (right, down) = (u32::from(pixel.right), u32::from(pixel.down));
            let value = |i: usize| u32::from(polar[i]);
            let upper = value(at) * (255 - right) + value(at + 1) * right;
            let lower = value(at + LINES) * (255 - right) + value(at + LINES + 1) * right;
            let mixed = upper * (255 - down) + lower * down;
            screen[pixel.target as usize] = ((mixed + 32_512) / 65_025) as u8;
        }
    }
}
