//! Which phantom sweeps a suite reads.

use phantom::{Case, Config, Look, Phantom, Subject};

use super::super::problem::Problem;

/// Seeds from here on are for training.
const SEEDS_END: u64 = 1 << 40;
/// The most seeds of a suite: hours.
const SEEDS_MAX: u64 = 10_000;
/// Sweeps of each defect, and of each other part of the body.
const EACH: usize = 2;
/// Sweeps on the screen that is held out of training.
const HELD_OUT: usize = 8;
/// Only this look is never drawn by a seed.
const HELD_OUT_LOOK: Look = Look::Portable;

/// What a sweep is measured for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// A normal heart on one of the usual screens.
    Normal,
    /// A heart with a defect.
    Defect,
    /// A normal heart on the screen that is held out of training.
    HeldOut,
    /// No heart at all.
    CounterExample,
}

/// A sweep.
#[derive(Clone, Debug)]
pub struct Clip {
    pub part: Part,
    pub config: Config,
}

/// The seeds `FIRST-LAST`, or one seed.
pub fn seeds(text: &str) -> Result<Vec<u64>, Problem> {
    let refuse = |what: &str| {
        let message = format!("--seeds {text}: {what}");
        let hint = "write FIRST-LAST such as 201-220: at most 10000 seeds, all below 2^40, where \
                    training begins";
        Err(Problem::bad_input(message, Some(hint)))
    };
    let (first, last) = text.split_once('-').unwrap_or((text, text));
    let (Ok(first), Ok(last)) = (first.trim().parse::<u64>(), last.trim().parse::<u64>()) else {
        return refuse("not a range of seeds");
    };
    if last < first {
        return refuse("the last seed is before the first");
    }
    if last >= SEEDS_END {
        return refuse("seeds from 2^40 on are those of training");
    }
    if last - first >= SEEDS_MAX {
        return refuse("too many seeds");
    }
    Ok((first..=last).collect())
}

/// The sweeps of a suite, all of the length, rate and size of `usual`. The seeds of the defects and
/// of the other parts go round, so that these see more than two screens between them.
pub fn clips(seeds: &[u64], usual: &Config) -> Result<Vec<Clip>, Problem> {
    // Every clip has the same length, rate and size: one check holds for all.
    Phantom::new(usual.clone())?;
    let clip = |part, seed, subject, look| Clip {
        part,
        config: Config {
            seed,
            subject,
            look,
            ..usual.clone()
        },
    };
    let normal = Subject::Heart(Case::Normal);
    let mut clips: Vec<_> = seeds
        .iter()
        .map(|seed| clip(Part::Normal, *seed, normal, None))
        .collect();
    let held_out = seeds.iter().take(HELD_OUT);
    clips.extend(held_out.map(|s| clip(Part::HeldOut, *s, normal, Some(HELD_OUT_LOOK))));
    let mut round = seeds.iter().cycle();
    for subject in Subject::all().filter(|s| *s != normal) {
        let part = match subject {
            Subject::Heart(_) => Part::Defect,
            Subject::Other(_) => Part::CounterExample,
        };
        let some = round.by_ref().take(EACH.min(seeds.len()));
        clips.extend(some.map(|seed| clip(part, *seed, subject, None)));
    }
    Ok(clips)
}

/// How many frames they have.
pub fn frames(clips: &[Clip]) -> u64 {
    let of = |c: &Clip| (c.config.seconds * c.config.fps).round().max(1.0) as u64;
    clips.iter().map(of).sum()
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use phantom::{Case, Config, Look, Part as BodyPart, Subject};

    use super::{Part, clips, frames, seeds};

    #[test]
    fn seeds_are_a_range_that_no_training_saw() {
        assert_eq!(seeds("201-203").ok(), Some(vec![201, 202, 203]));
        assert_eq!(seeds("7").ok(), Some(vec![7]));
        for wrong in [
            "",
            "x",
            "5-",
            "-5",
            "9-3",
            "1-20000",
            "1099511627776",
            "0-1099511627776",
            "99999999999999999999",
        ] {
            let problem = seeds(wrong).unwrap_err();
            assert!(problem.hint().is_some(), "{wrong}: {problem}");
        }
    }

    #[test]
    fn every_case_and_part_is_in_the_plan() {
        let usual = Config {
            seconds: 2.0,
            fps: 5.0,
            ..Config::default()
        };
        let plan = clips(&seeds("201-220").unwrap(), &usual).unwrap();
        let count = |part| plan.iter().filter(|c| c.part == part).count();
        assert_eq!((count(Part::Normal), count(Part::HeldOut)), (20, 8));
        assert_eq!(count(Part::Defect), 2 * (Case::ALL.len() - 1));
        assert_eq!(count(Part::CounterExample), 2 * BodyPart::ALL.len());
        for subject in Subject::all() {
            assert!(plan.iter().any(|c| c.config.subject == subject));
        }
        let held_out = |c: &&super::Clip| c.config.look == Some(Look::Portable);
        assert_eq!(plan.iter().filter(held_out).count(), 8);
        let others = plan.iter().filter(|c| c.part == Part::CounterExample);
        let used: HashSet<_> = others.map(|c| c.config.seed).collect();
        assert!(used.len() > 2);
        assert_eq!(frames(&plan), 10 * plan.len() as u64);
        assert_eq!(
            clips(&[5], &usual).unwrap().len(),
            2 + Case::ALL.len() - 1 + 7
        );
    }

    #[test]
    fn what_the_phantom_refuses_is_refused_beforehand() {
        let endless = Config {
            seconds: 1e9,
            ..Config::default()
        };
        assert!(clips(&[1], &endless).unwrap_err().hint().is_some());
    }
}
