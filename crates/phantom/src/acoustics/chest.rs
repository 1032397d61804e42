//! The fetal chest as a round body: beams that graze its flanks are bent away and leave narrow
//! shadows behind (edge shadowing).

use crate::{individual::CHEST, pose::Pose, scan::Grid};

/// Level from which the trunk narrows to the neck, and how fast, reference millimetres.
const NARROW_Z: f32 = 6.0;
const NARROWING: f32 = 0.009;

/// Half of the breadth of an edge's shadow, image millimetres.
const SHADOW_MM: f32 = 1.7;

/// An ellipse in the image, millimetres.
pub struct Chest {
    /// Lateral position and depth of its middle.
    centre: [f32; 2],
    /// Half width and half depth, before its turn.
    radii: [f32; 2],
    /// Cosine and sine of that turn.
    turn: [f32; 2],
}

/// The shadow of one flank.
pub struct Flank {
    /// Row of samples from which it reaches down.
    pub row: usize,
    /// Angle of the grazing beam, radians, and its way from the fan's apex, image millimetres.
    angle: f32,
    reach_mm: f32,
}

impl Chest {
    pub fn of(pose: &Pose) -> Self {
        let narrow = 1.0 - NARROWING * (pose.z - NARROW_Z).clamp(0.0, 30.0);
        Self {
            centre: pose.to_image([0.0; 3]),
            radii: CHEST.map(|radius| radius * narrow * pose.scale),
            turn: pose.turn,
        }
    }

    /// Half of its breadth as seen along a direction, image millimetres.
    fn breadth(&self, [x, y]: [f32; 2]) -> f32 {
        let [c, s] = self.turn;
        let (across, along) = (y * c - x * s, -y * s - x * c);
        let [a, b] = self.radii;
        (a * a * across * across + b * b * along * along).sqrt()
    }

    /// The shadows of its two flanks; none where the fan's apex lies within it.
    pub fn flanks(&self, grid: &Grid) -> Option<[Flank; 2]> {
        let (x, y) = (self.centre[0], self.centre[1] + grid.face_mm);
        let away = (x * x + y * y).sqrt().max(1.0);
        let half = self.breadth([x / away, y / away]);
        if half > 0.95 * away {
            return None;
        }
        let (middle, aside) = (libm::atan2f(x, y), libm::asinf(half / away));
        let reach_mm = (away * away - half * half).sqrt();
        let row = ((reach_mm - grid.face_mm) / grid.step_mm).max(0.0) as usize;
        Some([middle - aside, middle + aside].map(|angle| Flank {
            row,
            angle,
            reach_mm,
        }))
    }
}

impl Flank {
    /// Share of its full loss that a beam at an angle suffers, 0 to 1.
    pub fn share(&self, angle: f32) -> f32 {
        let aside = (angle - self.angle) * self.reach_mm / SHADOW_MM;
        libm::expf(-(aside * aside).min(60.0))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_flanks_are_where_beams_graze_the_chest() {
        let grid = Grid {
            lines: 128,
            samples: 256,
            first_angle: -0.5,
            line_angle: 1.0 / 127.0,
            step_mm: 0.4,
            face_mm: 50.0,
        };
        let chest = Chest {
            centre: [6.0, 48.0],
            radii: [24.0, 24.0],
            turn: [0.6, 0.8],
        };
        for flank in chest.flanks(&grid).unwrap() {
            // The point of touch lies on the circle, and the beam is at right angles to its radius.
            let depth_mm = flank.row as f32 * grid.step_mm + grid.face_mm;
            let (x, y) = (
                depth_mm * libm::sinf(flank.angle) - 6.0,
                depth_mm * libm::cosf(flank.angle) - grid.face_mm - 48.0,
            );
            assert!(((x * x + y * y).sqrt() - 24.0).abs() < 0.5);
            assert!(flank.share(flank.angle) > 0.99);
            assert!(flank.share(flank.angle * 0.5) < 0.01);
        }
        let wide = Chest {
            radii: [120.0, 120.0],
            ..chest
        };
        assert!(wide.flanks(&grid).is_none());
    }
}
