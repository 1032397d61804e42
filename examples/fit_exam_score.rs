//! Fits the score of a whole exam (`src/exam/score/whole`): what is usual in normal hearts, a bias and a weight.
//!
//!     cargo run --example fit_exam_score -- FOLDER            prints figures
//!     cargo run --example fit_exam_score -- FOLDER --write    and writes src/exam/score/whole/reference.rs
//!
//! FOLDER holds NAME.jsonl (labels; `label.case` and `label.left` count) beside NAME/frames.jsonl (what `read` wrote). The frames are
//! read as an exam again, so that what is fitted is what the program computes. Figures are of leaving each
//! seed out in turn: neither what is usual nor the weight knows the sweep that is scored.
#![allow(clippy::print_stdout)]

mod sweeps;

use std::{cmp::Ordering, env, fmt::Write as _, fs, path::Path};

use anyhow::{Context, Result, bail};
use second_reader::{
    anatomy::{Structure, View},
    exam::{
        measure::Quantity,
        score::whole::{self, Reference, UsualMeasure, UsualShare, Weights},
    },
};
use sweeps::Sweep;

/// Where a structure is found in less than this share of the frames it is not expected.
const USUAL_MIN: f64 = 0.6;
/// Spreads are not taken for smaller than this: so few sweeps do not show the tails. Of shares, of angles in
/// degrees; of other measures, which are ratios.
const SPREAD_OF_SHARES: f64 = 0.08;
const SPREAD_OF_DEGREES: f64 = 5.0;
const SPREAD_OF_RATIOS: f64 = 0.03;
/// Where normal sweeps themselves differ by more, a share says little.
const SPREAD_OF_SHARES_MAX: f64 = 0.1;
/// In how many normal sweeps something has to be known for its usual value to be.
const SWEEPS_MIN: usize = 5;
/// By how much large weights are held back (ridge), for half as many sweeps as weights would need.
const RIDGE: f64 = 0.02;

fn main() -> Result<()> {
    let mut arguments = env::args().skip(1);
    let folder = arguments
        .next()
        .context("name the folder with the sweeps")?;
    let write = arguments.next().is_some_and(|word| word == "--write");
    let sweeps = sweeps::load(Path::new(&folder))?;
    let normal = sweeps
        .iter()
        .filter(|sweep| sweep.truth.is_normal())
        .count();
    println!("{} sweeps, {normal} normal", sweeps.len());
    if normal < SWEEPS_MIN || normal == sweeps.len() {
        bail!("too few normal sweeps, or no others");
    }
    let all: Vec<_> = sweeps.iter().collect();
    leave_one_out(&all);
    let (reference, weights) = fit(&all);
    if write {
        let place = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/exam/score/whole/reference.rs");
        fs::write(&place, source(&reference, weights))?;
        println!("written: {}", place.display());
    }
    Ok(())
}

/// Median, and a standard deviation that the tails count in: what lies between median and the 10th or the
/// 90th centile, whichever is further (for a normal distribution 1.2816 standard deviations).
fn middle(mut values: Vec<f64>) -> Option<(f64, f64)> {
    if values.len() < SWEEPS_MIN {
        return None;
    }
    values.sort_by(f64::total_cmp);
    let last = values.len() - 1;
    let centile = |share: f64| {
        let at = share * last as f64;
        let below = at.floor();
        let [a, b] = [below, at.ceil()].map(|at| values[at as usize]);
        a + (b - a) * (at - below)
    };
    let usual = centile(0.5);
    let far = (usual - centile(0.1)).max(centile(0.9) - usual);
    Some((usual, far / 1.2816))
}

/// What is usual.
struct Usual {
    shares: Vec<UsualShare>,
    measures: Vec<UsualMeasure>,
}

/// What is usual in the normal ones among these sweeps.
fn usual(sweeps: &[&Sweep]) -> Usual {
    let normal: Vec<_> = sweeps
        .iter()
        .filter(|sweep| sweep.truth.is_normal())
        .collect();
    let expected = expected();
    let shares = expected.into_iter().filter_map(|(view, structure)| {
        let at = View::SWEEP.into_iter().position(|v| v == view)?;
        let share = |sweep: &&&Sweep| {
            sweep
                .exam
                .with_facts(|facts| facts.views[at].share(structure))
                .map(f64::from)
        };
        let (usual, spread) = middle(normal.iter().filter_map(share).collect())?;
        (usual >= USUAL_MIN && spread <= SPREAD_OF_SHARES_MAX).then_some(UsualShare {
            view,
            structure,
            usual,
            spread: spread.max(SPREAD_OF_SHARES),
        })
    });
    let shares = shares.collect();
    let measures = Quantity::ALL.into_iter().filter_map(|quantity| {
        let name = quantity.name();
        let value = |sweep: &&&Sweep| {
            sweep.exam.with_facts(|facts| {
                facts
                    .measured
                    .iter()
                    .find(|m| m.name == name)
                    .map(|m| m.value)
            })
        };
        let (usual, spread) = middle(normal.iter().filter_map(value).collect())?;
        let least = if name.ends_with("degrees") {
            SPREAD_OF_DEGREES
        } else {
            SPREAD_OF_RATIOS
        };
        Some(UsualMeasure {
            name,
            usual,
            spread: (spread * spread + least * least).sqrt(),
        })
    });
    let measures = measures.collect();
    Usual { shares, measures }
}

/// The structures of heart and vessels that the checklist asks for in each view of the chest. What is missing
/// in the abdomen says little: its structures are as often missed in normal sweeps.
fn expected() -> Vec<(View, Structure)> {
    use Structure as S;
    let of: [(View, &[Structure]); 5] = [
        (
            View::FourChamber,
            &[
                S::Crux,
                S::VentricularSeptum,
                S::RightAtrium,
                S::LeftAtrium,
                S::RightVentricle,
                S::LeftVentricle,
                S::TricuspidValve,
                S::MitralValve,
                S::PulmonaryVein,
            ],
        ),
        (
            View::Lvot,
            &[
                S::AscendingAorta,
                S::VentricularSeptum,
                S::LeftAtrium,
                S::RightVentricle,
            ],
        ),
        (View::Rvot, &[S::PulmonaryArtery, S::AscendingAorta]),
        (
            View::ThreeVessel,
            &[S::PulmonaryArtery, S::AscendingAorta, S::SuperiorVenaCava],
        ),
        (
            View::ThreeVesselTrachea,
            &[
                S::DuctusArteriosus,
                S::AorticArch,
                S::SuperiorVenaCava,
                S::Trachea,
            ],
        ),
    ];
    of.into_iter()
        .flat_map(|(view, structures)| structures.iter().map(move |s| (view, *s)))
        .collect()
}

impl Usual {
    fn with(&self, weights: Weights) -> Reference<'_> {
        Reference {
            shares: &self.shares,
            measures: &self.measures,
            weights,
        }
    }
}

const NOTHING: Weights = Weights {
    bias: 0.0,
    sign: 0.0,
};

/// What is usual, and the weight of logistic regression, held back a little.
fn fit(sweeps: &[&Sweep]) -> (Usual, Weights) {
    let usual = usual(sweeps);
    let reference = usual.with(NOTHING);
    // What has no score has no say in the weight.
    let known = sweeps.iter().filter_map(|sweep| {
        sweep.exam.with_facts(|facts| {
            whole::assess(facts, &reference).ok()?;
            Some((whole::sum(facts, &reference), sweep.truth.is_normal()))
        })
    });
    let known: Vec<_> = known.collect();
    let [mut bias, mut sign] = [0.0_f64; 2];
    // Plain gradient descent: two numbers, a convex loss.
    for _ in 0..20_000 {
        let mut slope = [0.0, RIDGE * sign];
        for (sum, normal) in &known {
            let odds = bias + sign * sum;
            let error = 1.0 / (1.0 + (-odds).exp()) - f64::from(u8::from(!normal));
            slope[0] += error / known.len() as f64;
            slope[1] += error * sum / known.len() as f64;
        }
        bias -= 0.02 * slope[0];
        sign = (sign - 0.02 * slope[1]).max(0.0);
    }
    (usual, Weights { bias, sign })
}

/// Prints the figures.
fn leave_one_out(sweeps: &[&Sweep]) {
    // How far the strongest signs lie off orders sweeps as the score does, and unlike the score it does not shift with
    // what is left out of the fit.
    let mut scored: Vec<(f64, f64, &Sweep, String)> = Vec::new();
    let seed = |sweep: &Sweep| sweep.name.split('-').next().unwrap_or_default().to_owned();
    for sweep in sweeps {
        // All of the same seed: they share screen, hand and position.
        let others: Vec<_> = sweeps
            .iter()
            .filter(|other| seed(other) != seed(sweep))
            .copied()
            .collect();
        let (usual, weights) = fit(&others);
        let reference = usual.with(weights);
        match sweep
            .exam
            .with_facts(|facts| whole::assess(facts, &reference))
        {
            Ok(assessment) => {
                let signs = assessment.signs.iter().take(3);
                let signs: Vec<_> = signs
                    .map(|sign| format!("{sign} (+{:.1})", sign.adds))
                    .collect();
                let sum = sweep.exam.with_facts(|facts| whole::sum(facts, &reference));
                scored.push((sum, assessment.score, sweep, signs.join("; ")));
            }
            Err(why) => println!("{}: withheld: {why}", sweep.name),
        }
    }
    scored.sort_by(|a, b| b.0.partial_cmp(&a.0).unwrap_or(Ordering::Equal));
    for (sum, score, sweep, signs) in &scored {
        println!("{sum:5.2} {score:.3} {:<38} {signs}", sweep.name);
    }
    let cases: std::collections::BTreeSet<_> =
        scored.iter().map(|s| s.2.truth.case.clone()).collect();
    for case in &cases {
        let of = |case: &str| {
            scored
                .iter()
                .filter(move |s| s.2.truth.case == case)
                .map(|s| s.0)
                .collect::<Vec<_>>()
        };
        let (area, count) = (area(&of(case), &of("normal")), of(case).len());
        println!("{case}: {area:.2} ({count})");
    }
    let of = |normal: bool| {
        scored
            .iter()
            .filter(move |s| s.2.truth.is_normal() == normal)
            .map(|s| s.0)
    };
    let [normal, others] = [true, false].map(|normal| of(normal).collect::<Vec<_>>());
    let above = |normal: bool| {
        let above = scored
            .iter()
            .filter(|s| s.1 > 0.5 && s.2.truth.is_normal() == normal);
        above.count()
    };
    println!(
        "above one half: {} of {} normal ones, {} of {} others",
        above(true),
        normal.len(),
        above(false),
        others.len()
    );
    println!(
        "area under the ROC curve, each seed left out in turn: {:.3}",
        area(&others, &normal)
    );
}

/// Area under the ROC curve: how often the first is above the second.
fn area(above: &[f64], below: &[f64]) -> f64 {
    let won = |(a, b): (&f64, &f64)| match a.total_cmp(b) {
        Ordering::Greater => 1.0,
        Ordering::Equal => 0.5,
        Ordering::Less => 0.0,
    };
    let pairs = above.iter().flat_map(|a| below.iter().map(move |b| (a, b)));
    pairs.map(won).sum::<f64>() / (above.len() * below.len()) as f64
}

/// The text of `reference.rs`.
fn source(usual: &Usual, weights: Weights) -> String {
    let mut text = String::from(
        "//! What is usual, and how signs are weighed. Written by `examples/fit_exam_score.rs`.\n\n\
         use super::{UsualMeasure, UsualShare, Weights};\n\
         use crate::anatomy::{Structure::*, View::*};\n\n\
         #[rustfmt::skip]\npub(super) static SHARES: &[UsualShare] = &[\n",
    );
    // Writing to a string does not fail.
    for of in &usual.shares {
        let UsualShare {
            view,
            structure,
            usual,
            spread,
        } = of;
        let _ = writeln!(
            text,
            "    UsualShare {{ view: {view:?}, structure: {structure:?}, usual: {usual:.3}, spread: {spread:.3} }},"
        );
    }
    text.push_str("];\n\n#[rustfmt::skip]\npub(super) static MEASURES: &[UsualMeasure] = &[\n");
    for UsualMeasure {
        name,
        usual,
        spread,
    } in &usual.measures
    {
        let _ = writeln!(
            text,
            "    UsualMeasure {{ name: \"{name}\", usual: {usual:.3}, spread: {spread:.3} }},"
        );
    }
    let Weights { bias, sign } = weights;
    let _ = writeln!(
        text,
        "];\n\n#[rustfmt::skip]\npub(super) static WEIGHTS: Weights = Weights {{ bias: {bias:.3}, sign: {sign:.3} }};"
    );
    text
}
