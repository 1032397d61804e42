//! How the operator turns the probe out of the level to bring an outflow into the plane.

use anatomy::View;

use crate::{fast::mix, individual::Individual, operator::Operator, random::Random, shape::Point};

/// How steeply the plane rises to the right front for the left outflow: the probe is turned about the heart's
/// long axis, towards the right shoulder, until the aorta's root lies in the plane and the right atrium does not
/// (ISUOG 2013, doi 10.1002/uog.12403, has both: moving up level by level, and turning). Least and most.
const TURNED_LEFT: [f32; 2] = [0.15, 0.4];

/// How steeply it rises to the back for the right outflow, along the pulmonary trunk.
const TURNED_RIGHT: [f32; 2] = [0.35, 0.6];

/// Sets the aims' chance apart from the rest of the sweep's.
pub const STREAM: u64 = 0x6169_6d21;

/// Share of the sweeps in which the probe is moved level by level and not turned.
const LEVEL: f32 = 0.2;

/// A place of the pulmonary trunk, reference millimetres.
const TRUNK: Point = [3.2, -6.6, 9.1];

/// How an outflow is brought into the plane: the probe is turned out of the level, about a place that
/// stays in the plane.
#[derive(Clone, Copy, Debug, Default)]
pub struct Aim {
    /// Rise of the plane to the fetus's left and to its back.
    pub slope: [f32; 2],
    /// Rise at the chest's centre, which keeps the place in the plane, reference millimetres.
    pub lift: f32,
}

impl Aim {
    /// A slope about a place of the body.
    pub fn about([x, y, _]: Point, slope: [f32; 2]) -> Self {
        Self {
            slope,
            lift: -(slope[0] * x + slope[1] * y),
        }
    }

    /// Between two aims: `t` 0 to 1.
    pub fn towards(self, other: Self, t: f32) -> Self {
        Self {
            slope: [
                mix(self.slope[0], other.slope[0], t),
                mix(self.slope[1], other.slope[1], t),
            ],
            lift: mix(self.lift, other.lift, t),
        }
    }
}

/// How the plane is turned at each station: for the outflows alone, and not by a hand that halts nowhere.
pub fn draw(
    random: &mut Random,
    individual: &Individual,
    operator: Operator,
) -> [Aim; View::SWEEP.len()] {
    let turned = !random.chance(LEVEL) && operator != Operator::Hasty;
    let [left, right] = [TURNED_LEFT, TURNED_RIGHT].map(|[low, high]| random.between(low, high));
    if !turned {
        return [Aim::default(); View::SWEEP.len()];
    }
    let [_, [x, y, _], _] = individual.heart_axes();
    let crux = individual.heart_point([0.0; 3]);
    let root = Aim::about(crux, [-left * x, -left * y]);
    let trunk = Aim::about(individual.vessel_point(TRUNK, 1.0), [0.0, right]);
    let level = Aim::default();
    [level, level, root, trunk, level, level]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Case, Proportions, sweep::Sweep};

    fn led(seed: u64, operator: Operator) -> (Individual, Sweep) {
        let mut random = Random::new(seed);
        let individual = Individual::draw(&mut random, Case::Normal, Proportions::Usual);
        let sweep = Sweep::draw(&mut random, &individual, operator, 15.0);
        (individual, sweep)
    }

    #[test]
    fn outflows_are_met_by_a_plane_turned_about_a_place_in_the_heart_and_other_views_by_a_level_one()
     {
        let mut turned = 0;
        for seed in 0..50 {
            let (individual, sweep) = led(seed, Operator::Steady);
            let rise = |share: f64, p: Point| {
                let pose = sweep.pose(15.0 * share);
                pose.level_at(p[0], p[1]) - pose.z
            };
            let crux = individual.heart_point([0.0; 3]);
            // Half of the heart's breadth to the right.
            let right = individual.heart_point([0.0, -10.0, 0.0]);
            let steep = rise(0.55, right) - rise(0.55, crux);
            assert!(
                rise(0.55, crux).abs() < 1.0,
                "seed {seed}: stays in the plane"
            );
            let level = |share: f64| rise(share, right).abs() < 3.0;
            assert!(level(0.35) && level(0.81) && level(0.95), "seed {seed}");
            turned += usize::from(steep > 1.5);
        }
        assert!((30..=48).contains(&turned), "{turned} of 50");
    }

    #[test]
    fn a_hand_that_halts_nowhere_does_not_turn_the_plane() {
        let (_, sweep) = led(4, Operator::Hasty);
        let slopes = (0..150).map(|step| sweep.pose(f64::from(step) / 10.0).aim.slope);
        assert!(slopes.into_iter().all(|slope| slope == [0.0; 2]));
    }
}
