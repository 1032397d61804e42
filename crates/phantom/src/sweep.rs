//! Where the probe's plane lies at which time, and what the heart does then.

use anatomy::View;

use crate::{individual::Individual, random::Random, shape::Point};

/// The usual levels of a sweep: share of its duration at which the plane arrives at and leaves a
/// level, and the level's z in reference millimetres.
const STATIONS: [(f32, f32, f32); 6] = [
    (0.00, 0.15, -28.0),
    (0.24, 0.46, 0.0),
    (0.50, 0.60, 5.2),
    (0.64, 0.73, 9.2),
    (0.77, 0.86, 14.0),
    (0.90, 1.00, 17.8),
];

/// z ranges in which a level counts as the view, reference millimetres.
const VIEWS: [(View, f32, f32); 6] = [
    (View::Abdomen, -36.0, -22.0),
    (View::FourChamber, -4.0, 3.0),
    (View::Lvot, 3.6, 6.8),
    (View::Rvot, 7.6, 10.8),
    (View::ThreeVessel, 12.2, 15.6),
    (View::ThreeVesselTrachea, 16.4, 20.5),
];

/// A place of the plane and a moment of the heart.
pub struct Pose {
    /// Level of the plane at the chest's centre, reference millimetres.
    pub z: f32,
    /// Phase of the heart, 0 (start of systole) to 1.
    pub phase: f32,
    /// Chest centre in image millimetres: lateral, depth.
    centre: [f32; 2],
    turn: [f32; 2],
    mirror: f32,
    tilt: [f32; 2],
    scale: f32,
}

impl Pose {
    /// Reference point of a place in the image (lateral, depth in millimetres).
    pub fn to_body(&self, lateral: f32, depth: f32) -> Point {
        let (a, b) = (lateral - self.centre[0], depth - self.centre[1]);
        let x = (a * self.turn[0] + b * self.turn[1]) / self.scale;
        let y = (b * self.turn[0] - a * self.turn[1]) / self.scale;
        [
            x * self.mirror,
            y,
            self.z + self.tilt[0] * x + self.tilt[1] * y,
        ]
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
        self.z + self.tilt[0] * p[0] * self.mirror + self.tilt[1] * p[1] - p[2]
    }

    pub const fn scale(&self) -> f32 {
        self.scale
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
        VIEWS
            .iter()
            .flat_map(|(_, low, high)| [low, high])
            .map(|edge| (self.z - edge).abs())
            .fold(f32::INFINITY, f32::min)
    }
}

/// The operator and how the fetus lies.
pub struct Sweep {
    seconds: f32,
    turn: f32,
    mirror: f32,
    centre: [f32; 2],
    scale: f32,
    rate_hz: f32,
    tilt: [f32; 2],
    /// Level error of each station and strength and phase of hand and body motion.
    error: [f32; 6],
    shake: [f32; 6],
}

impl Sweep {
    pub fn draw(random: &mut Random, individual: &Individual, seconds: f64) -> Self {
        let wall = random.between(12.0, 24.0);
        let chest = crate::individual::CHEST[0] * individual.scale;
        Self {
            seconds: seconds as f32,
            turn: random.between(0.0, core::f32::consts::TAU),
            mirror: if random.chance(0.5) { 1.0 } else { -1.0 },
            centre: [
                5.0 * random.bell(),
                wall + random.between(4.0, 12.0) + chest,
            ],
            scale: individual.scale,
            rate_hz: individual.rate_bpm / 60.0,
            tilt: [0.04 * random.bell(), 0.04 * random.bell()],
            error: core::array::from_fn(|_| 0.5 * random.bell()),
            shake: core::array::from_fn(|_| random.unit()),
        }
    }

    /// Depth of the chest's centre, image millimetres.
    pub fn chest_depth(&self) -> f32 {
        self.centre[1]
    }

    pub fn pose(&self, time_s: f64) -> Pose {
        let seconds = f64::from(self.seconds);
        let share = ((time_s % seconds) / seconds) as f32;
        let t = time_s as f32;
        let wave =
            |hz: f32, k: usize| libm::sinf(core::f32::consts::TAU * (hz * t + self.shake[k]));
        let turn = self.turn + 0.05 * wave(0.13, 0);
        let beats = time_s * f64::from(self.rate_hz);
        Pose {
            z: self.level(share) + 0.35 * wave(0.31, 1),
            phase: (beats - beats.floor()) as f32,
            centre: [
                self.centre[0] + 1.5 * wave(0.21, 2) + 0.3 * wave(1.1, 3),
                self.centre[1] + 0.8 * wave(0.17, 4),
            ],
            turn: [libm::cosf(turn), libm::sinf(turn)],
            mirror: self.mirror,
            tilt: [self.tilt[0] + 0.02 * wave(0.23, 5), self.tilt[1]],
            scale: self.scale,
        }
    }

    fn level(&self, share: f32) -> f32 {
        let mut level = STATIONS[0].2 + self.error[0];
        for (k, pair) in STATIONS.windows(2).enumerate() {
            let ((_, leave, from), (arrive, _, to)) = (pair[0], pair[1]);
            if share >= arrive {
                level = to + self.error[k + 1];
            } else if share > leave {
                let t = (share - leave) / (arrive - leave);
                let (from, to) = (from + self.error[k], to + self.error[k + 1]);
                return from + (to - from) * t * t * (3.0 - 2.0 * t);
            }
        }
        level
    }
}

#[cfg(test)]
mod tests {
    use anatomy::View;

    use super::*;
    use crate::Case;

    fn sweep(seed: u64) -> Sweep {
        let mut random = Random::new(seed);
        let individual = Individual::draw(&mut random, Case::Normal);
        Sweep::draw(&mut random, &individual, 15.0)
    }

    #[test]
    fn a_sweep_passes_the_views_in_order() {
        for seed in 0..50 {
            let sweep = sweep(seed);
            let mut seen = vec![];
            for step in 0..1500 {
                let view = sweep.pose(f64::from(step) / 100.0).view();
                if view != View::None && seen.last() != Some(&view) {
                    seen.push(view);
                }
            }
            seen.dedup();
            let mut order = seen.clone();
            order.dedup();
            let firsts: Vec<_> = View::SWEEP
                .iter()
                .map(|v| {
                    order
                        .iter()
                        .position(|o| o == v)
                        .expect("every view is passed")
                })
                .collect();
            assert!(firsts.is_sorted(), "seed {seed}: {order:?}");
        }
    }

    #[test]
    fn image_and_body_are_inverse() {
        let pose = sweep(3).pose(4.2);
        let body = pose.to_body(7.0, 50.0);
        let [lateral, depth] = pose.to_image(body);
        assert!((lateral - 7.0).abs() < 1e-3 && (depth - 50.0).abs() < 1e-3);
        assert!(pose.above(body).abs() < 1e-3);
    }
}
