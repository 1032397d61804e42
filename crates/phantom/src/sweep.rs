//! How the operator leads the probe's plane through the fetus, and how the fetus stirs meanwhile.

use anatomy::View;

use crate::{
    aim::{self, Aim},
    individual::{CHEST, Individual},
    operator::Operator,
    pose::{Pose, VIEWS},
    random::Random,
};

/// The usual levels of a sweep: share of its duration at which the plane arrives at and leaves a
/// level, and the level's z in reference millimetres. The left outflow's level is that at which the
/// aorta's root is cut along its course and the right atrium has been left behind.
const STATIONS: [(f32, f32, f32); 6] = [
    (0.00, 0.15, -28.0),
    (0.24, 0.46, 0.0),
    (0.50, 0.60, 5.2),
    (0.64, 0.73, 9.2),
    (0.77, 0.86, 14.0),
    (0.90, 1.00, 17.8),
];

/// Level that the plane keeps from the edges of a view that is left out, reference millimetres: so far off
/// that nobody says the view was shown; within the view behind it, but for the abdomen.
const BERTH: f32 = 1.5;

/// The operator and how the fetus lies.
pub struct Sweep {
    seconds: f64,
    turn: f32,
    mirror: f32,
    centre: [f32; 2],
    scale: f32,
    /// Beats of the heart a second.
    rate_hz: f32,
    tilt: [f32; 2],
    /// How the plane is turned at each station.
    aim: [Aim; View::SWEEP.len()],
    /// Level error of each station, reference millimetres.
    error: [f32; 6],
    /// Phases of the hand's and the body's motions, turns.
    shake: [f32; 6],
    hand: Hand,
    breath: Breath,
    /// The fetus turns and shifts slowly: lateral, depth (image millimetres), radians.
    drift: [f32; 3],
}

/// How the probe is led.
struct Hand {
    /// Tremor against a calm hand's.
    tremor: f32,
    /// Times that the chest is passed up and down without halts; `None`: once, halting.
    passes: Option<f32>,
    skipped: Option<View>,
}

/// The fetus's breathing: share of the chest's size, movements a second.
struct Breath {
    strength: f32,
    hz: f32,
}

impl Hand {
    fn draw(random: &mut Random, operator: Operator, seconds: f64) -> Self {
        let tremor = random.between(2.5, 4.5);
        // One way over the chest, seconds.
        let way = random.between(1.6, 3.2);
        let left_out = View::SWEEP[random.below(View::SWEEP.len())];
        Self {
            tremor: if operator == Operator::Shaky {
                tremor
            } else {
                0.0
            },
            passes: (operator == Operator::Hasty)
                .then(|| (seconds / f64::from(way)).round().max(1.0) as f32),
            skipped: (operator == Operator::Incomplete).then_some(left_out),
        }
    }
}

impl Sweep {
    pub fn draw(
        random: &mut Random,
        individual: &Individual,
        operator: Operator,
        seconds: f64,
    ) -> Self {
        let wall = random.between(12.0, 24.0);
        let chest = CHEST[0] * individual.scale;
        Self {
            seconds,
            turn: random.between(0.0, core::f32::consts::TAU),
            mirror: random.side(),
            centre: [
                5.0 * random.bell(),
                wall + random.between(4.0, 12.0) + chest,
            ],
            scale: individual.scale,
            rate_hz: individual.rate_bpm / 60.0,
            tilt: draw_tilt(random),
            aim: aim::draw(&mut random.apart(aim::STREAM), individual, operator),
            error: core::array::from_fn(|_| 0.5 * random.bell()),
            shake: core::array::from_fn(|_| random.unit()),
            hand: Hand::draw(random, operator, seconds),
            // Fetuses breathe about a third of the time.
            breath: Breath {
                strength: if random.chance(0.35) {
                    random.between(0.01, 0.02)
                } else {
                    0.0
                },
                hz: random.between(0.6, 1.1),
            },
            drift: if random.chance(0.4) {
                [
                    3.0 * random.bell(),
                    2.0 * random.bell(),
                    0.1 * random.bell(),
                ]
            } else {
                [0.0; 3]
            },
        }
    }

    /// Depth of the chest's centre, image millimetres.
    pub fn chest_depth(&self) -> f32 {
        self.centre[1]
    }

    /// How far the chest's centre lies beside the fan's middle, image millimetres.
    pub fn chest_aside(&self) -> f32 {
        self.centre[0]
    }

    /// 1, or -1 where the picture is mirrored.
    pub const fn mirror(&self) -> f32 {
        self.mirror
    }

    /// The view that is left out.
    pub const fn skipped(&self) -> Option<View> {
        self.hand.skipped
    }

    pub fn pose(&self, time_s: f64) -> Pose {
        let sweeps = time_s / self.seconds;
        let share = (sweeps - sweeps.floor()) as f32;
        // Whole turns are taken off before the number becomes a short one: a long clip moves as
        // smoothly as a short one.
        let wave = |hz: f32, k: usize| {
            let turns = f64::from(hz) * time_s + f64::from(self.shake[k]);
            libm::sinf(core::f32::consts::TAU * (turns - turns.floor()) as f32)
        };
        // A trembling hand: two unequal rhythms, quick and slow, on every freedom.
        let tremor = |k: usize| {
            let quick = wave(2.3 + 0.37 * k as f32, k);
            self.hand.tremor * (0.4 * quick + 0.6 * wave(0.71 + 0.13 * k as f32, 5 - k))
        };
        let turn = self.turn + 0.05 * wave(0.13, 0) + self.drift[2] * wave(0.07, 3);
        let turn = turn + 0.02 * tremor(0);
        let beats = time_s * f64::from(self.rate_hz);
        let (level, aim) = self.station(share);
        let breath = self.breath.strength * wave(self.breath.hz, 4);
        Pose {
            z: self.berth(level + 0.35 * wave(0.31, 1) + 0.25 * tremor(1)),
            phase: (beats - beats.floor()) as f32,
            centre: [
                self.centre[0]
                    + 1.5 * wave(0.21, 2)
                    + 0.3 * wave(1.1, 3)
                    + self.drift[0] * wave(0.05, 1)
                    + 0.8 * tremor(2),
                self.centre[1]
                    + 0.8 * wave(0.17, 4)
                    + self.drift[1] * wave(0.06, 2)
                    + 0.4 * tremor(3),
            ],
            turn: [libm::cosf(turn), libm::sinf(turn)],
            mirror: self.mirror,
            tilt: [
                self.tilt[0] + 0.02 * wave(0.23, 5) + 0.008 * tremor(4),
                self.tilt[1],
            ],
            aim,
            scale: self.scale * (1.0 + breath),
        }
    }

    /// Level of the plane and how it is turned.
    fn station(&self, share: f32) -> (f32, Aim) {
        if let Some(passes) = self.hand.passes {
            let (low, high) = (STATIONS[0].2 + self.error[0], STATIONS[5].2 + self.error[5]);
            let way = share * passes;
            let part = way - way.floor();
            let up = (way as u32).is_multiple_of(2);
            let along = if up { part } else { 1.0 - part };
            return (low + (high - low) * along, Aim::default());
        }
        let mut level = STATIONS[0].2 + self.error[0];
        let mut aim = self.aim[0];
        for (k, pair) in STATIONS.windows(2).enumerate() {
            let ((_, leave, from), (arrive, _, to)) = (pair[0], pair[1]);
            if share >= arrive {
                level = to + self.error[k + 1];
                aim = self.aim[k + 1];
            } else if share > leave {
                let t = (share - leave) / (arrive - leave);
                let (from, to) = (from + self.error[k], to + self.error[k + 1]);
                let t = t * t * (3.0 - 2.0 * t);
                return (
                    from + (to - from) * t,
                    self.aim[k].towards(self.aim[k + 1], t),
                );
            }
        }
        (level, aim)
    }

    /// Keeps the plane off the view that is left out: where it would come near, the probe is put down behind it,
    /// or before it if it is the last.
    fn berth(&self, z: f32) -> f32 {
        let Some(skipped) = self.hand.skipped else {
            return z;
        };
        let Some(k) = VIEWS.iter().position(|(view, ..)| *view == skipped) else {
            return z;
        };
        let (_, low, high) = VIEWS[k];
        let (before, behind) = (low - BERTH, high + BERTH);
        if !(before..behind).contains(&z) {
            z
        } else if k + 1 == VIEWS.len() {
            before
        } else {
            behind
        }
    }
}

/// Up to 12 degrees in some sweeps, little in most.
fn draw_tilt(random: &mut Random) -> [f32; 2] {
    let usual = [0.04 * random.bell(), 0.04 * random.bell()];
    let (strong, slope, way) = (
        random.chance(0.12),
        random.between(0.08, 0.21),
        random.between(0.0, core::f32::consts::TAU),
    );
    if strong {
        [slope * libm::cosf(way), slope * libm::sinf(way)]
    } else {
        usual
    }
}

#[cfg(test)]
mod tests {
    use anatomy::View;

    use super::*;
    use crate::{Case, Proportions};

    fn led(seed: u64, operator: Operator) -> Sweep {
        let mut random = Random::new(seed);
        let individual = Individual::draw(&mut random, Case::Normal, Proportions::Usual);
        Sweep::draw(&mut random, &individual, operator, 15.0)
    }

    fn sweep(seed: u64) -> Sweep {
        led(seed, Operator::Steady)
    }

    /// Views of the poses of one sweep, 100 a second.
    fn views(sweep: &Sweep) -> Vec<View> {
        (0..1500)
            .map(|step| sweep.pose(f64::from(step) / 100.0).view())
            .collect()
    }

    #[test]
    fn an_incomplete_sweep_never_shows_one_view_and_all_others() {
        let mut left_out = vec![];
        for seed in 0..50 {
            let sweep = led(seed, Operator::Incomplete);
            let skipped = sweep.skipped().expect("one is left out");
            let views = views(&sweep);
            for view in View::SWEEP {
                assert_eq!(
                    views.contains(&view),
                    view != skipped,
                    "seed {seed}: {view}"
                );
            }
            left_out.push(skipped);
        }
        for view in View::SWEEP {
            assert!(left_out.contains(&view), "{view} is never left out");
        }
    }

    #[test]
    fn a_hasty_sweep_halts_nowhere() {
        for seed in 0..50 {
            let views = views(&led(seed, Operator::Hasty));
            let longest = views
                .chunk_by(|a, b| a == b)
                .filter(|run| run[0] != View::None)
                .map(<[View]>::len)
                .max();
            // At the ends of the chest the hand turns back: twice the time of one passage.
            assert!(longest < Some(140), "seed {seed}: {longest:?}");
            assert!(
                View::SWEEP.iter().all(|view| views.contains(view)),
                "seed {seed}"
            );
        }
    }

    #[test]
    fn a_shaky_hand_moves_more_than_a_calm_one() {
        let restless = |operator| {
            let mut path = 0.0;
            for seed in 0..50 {
                let sweep = led(seed, operator);
                for step in 500..900 {
                    let at = |step: i32| sweep.pose(f64::from(step) / 100.0).to_image([0.0; 3]);
                    let (a, b) = (at(step), at(step + 1));
                    path += (a[0] - b[0]).abs() + (a[1] - b[1]).abs();
                }
            }
            path
        };
        let (calm, shaky) = (restless(Operator::Steady), restless(Operator::Shaky));
        assert!(shaky > 3.0 * calm, "{shaky} against {calm}");
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
            let firsts: Vec<_> = View::SWEEP
                .iter()
                .map(|v| {
                    seen.iter()
                        .position(|o| o == v)
                        .expect("every view is passed")
                })
                .collect();
            assert!(firsts.is_sorted(), "seed {seed}: {seen:?}");
        }
    }

    #[test]
    fn a_clip_of_days_moves_as_smoothly_as_one_of_seconds() {
        let sweep = led(5, Operator::Shaky);
        let places = |start: f64| {
            let at = |step: i32| sweep.pose(start + f64::from(step) / 100.0).centre;
            (0..200).map(at).collect::<Vec<_>>()
        };
        let longest = |places: &[[f32; 2]]| {
            let steps = places.windows(2).map(|pair| {
                let [a, b] = [pair[0], pair[1]];
                (a[0] - b[0]).abs() + (a[1] - b[1]).abs()
            });
            steps.fold(0.0, f32::max)
        };
        let (early, late) = (places(0.0), places(300_000.0));
        assert!(longest(&late) < 2.0 * longest(&early));
        assert!(late.windows(2).all(|pair| pair[0] != pair[1]));
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
