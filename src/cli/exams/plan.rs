//! Which sweeps are examined.

use phantom::{Case, Chirality, Config, Interruption, Operator, Phantom, PictureEdge, Subject};
use second_reader::evaluate::exams::SweepKind;

use super::super::problem::Problem;

/// One sweep of each other kind for so many seeds, and the most of a kind.
const SEEDS_FOR_ONE: usize = 30;
const SPECIAL_MAX: usize = 10;

/// Cases of the turned ones, in turn: sides are what can go wrong in them.
const TURNED: [Case; 3] = [Case::Normal, Case::SitusInversus, Case::Dextrocardia];

/// A sweep to examine.
#[derive(Clone, Debug)]
pub struct Sweep {
    /// SEED-CASE, with the kind behind it where it is not a usual one: what its files are called.
    pub name: String,
    pub kind: SweepKind,
    /// How to draw it; `None` where only its readings are there.
    pub config: Option<Config>,
}

impl Sweep {
    fn new(kind: SweepKind, config: Config) -> Self {
        let name = format!("{}-{}", config.seed, config.subject.name());
        Self {
            name: match kind {
                SweepKind::Usual => name,
                _ => format!("{name}-{}", kind.name()),
            },
            kind,
            config: Some(config),
        }
    }

    /// How many frames are drawn of it.
    pub fn frames(&self) -> u64 {
        let of = |c: &Config| (c.seconds * c.fps).round().max(1.0) as u64;
        self.config.as_ref().map_or(0, of)
    }
}

/// The sweeps of some seeds, all of the length, rate and size of `usual`: one for each seed, hearts
/// with and without a defect in turn, each defect as often as the others, steady and shaky hands as often
/// within each; then some of the other kinds.
pub fn sweeps(seeds: &[u64], usual: &Config) -> Result<Vec<Sweep>, Problem> {
    // Every sweep has the same length, rate and size: one check holds for all.
    Phantom::new(usual.clone())?;
    let config = |seed: u64, case: Case| Config {
        seed,
        subject: Subject::Heart(case),
        ..usual.clone()
    };
    let defects = &Case::ALL[1..];
    let mut sweeps: Vec<_> = seeds
        .iter()
        .enumerate()
        .map(|(k, seed)| {
            let (turn, count) = (k / 2, defects.len());
            let (case, shaky) = if k % 2 == 0 {
                (Case::Normal, turn % 2 == 1)
            } else {
                // From one round to the next each defect gets the other hand.
                (
                    defects[turn % count],
                    (turn % count + turn / count) % 2 == 1,
                )
            };
            let operator = if shaky {
                Operator::Shaky
            } else {
                Operator::Steady
            };
            let config = Config {
                operator,
                ..config(*seed, case)
            };
            Sweep::new(SweepKind::Usual, config)
        })
        .collect();
    let each = (seeds.len() / SEEDS_FOR_ONE).clamp(1, SPECIAL_MAX);
    let normal = |seed: &u64| config(*seed, Case::Normal);
    let some = || seeds.iter().take(each);
    sweeps.extend(some().map(|seed| {
        let operator = Operator::Incomplete;
        let config = Config {
            operator,
            ..normal(seed)
        };
        Sweep::new(SweepKind::Incomplete, config)
    }));
    sweeps.extend(some().map(|seed| {
        let operator = Operator::Hasty;
        let config = Config {
            operator,
            ..normal(seed)
        };
        Sweep::new(SweepKind::Hasty, config)
    }));
    sweeps.extend(some().map(|seed| {
        let interruption = Some(Interruption::Freeze);
        let config = Config {
            interruption,
            ..normal(seed)
        };
        Sweep::new(SweepKind::Frozen, config)
    }));
    let mut cases = TURNED.iter().cycle();
    for seed in seeds {
        if sweeps.len() == seeds.len() + 4 * each {
            break;
        }
        if is_turned(&Phantom::new(normal(seed))?) {
            let case = cases.next().copied().unwrap_or_default();
            sweeps.push(Sweep::new(SweepKind::Turned, config(*seed, case)));
        }
    }
    Ok(sweeps)
}

/// Whether the fetus lies with its spine towards the probe and is seen the other way round: its left is
/// a quarter turn anticlockwise of its front, and its front is down.
fn is_turned(phantom: &Phantom) -> bool {
    let anticlockwise = phantom.fetus().map(|f| f.chirality) == Some(Chirality::Anticlockwise);
    anticlockwise && phantom.left(0) == Some(PictureEdge::Right)
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use phantom::{Case, Config, Operator, Subject};

    use super::{SweepKind, sweeps};

    #[test]
    fn half_have_a_defect_each_equally_often_with_either_hand() {
        let usual = Config {
            seconds: 2.0,
            fps: 5.0,
            width: 160,
            height: 120,
            ..Config::default()
        };
        let seeds: Vec<u64> = (300..300 + 68).collect();
        let plan = sweeps(&seeds, &usual).unwrap();
        let names: HashSet<_> = plan.iter().map(|s| &s.name).collect();
        assert_eq!(names.len(), plan.len());
        assert!(plan.iter().all(|s| s.frames() == 10));
        let count = |kind, case, operator| {
            let of = plan.iter().filter(|s| s.kind == kind);
            let configs = of.filter_map(|s| s.config.as_ref());
            configs
                .filter(|c| c.subject == Subject::Heart(case) && c.operator == operator)
                .count()
        };
        use SweepKind::Usual;
        for operator in [Operator::Steady, Operator::Shaky] {
            assert_eq!(count(Usual, Case::Normal, operator), 17);
            for case in &Case::ALL[1..] {
                assert_eq!(count(Usual, *case, operator), 1, "{}", case.name());
            }
        }
        for kind in SweepKind::SPECIAL {
            let of: Vec<_> = plan.iter().filter(|s| s.kind == kind).collect();
            assert_eq!(of.len(), 2, "{}", kind.name());
            assert!(of.iter().all(|s| s.name.ends_with(kind.name())));
        }
        assert_eq!(
            count(SweepKind::Incomplete, Case::Normal, Operator::Incomplete),
            2
        );
        assert_eq!(
            count(SweepKind::Turned, Case::SitusInversus, Operator::Steady),
            1
        );
    }
}
