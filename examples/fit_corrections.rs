//! Fits what is true on average where boxes say something else (`src/exam/measure/correction.rs`).
//!
//!     cargo run --example fit_corrections -- FOLDER
//!
//! FOLDER holds NAME.jsonl (labels) beside NAME/frames.jsonl (what was read), as `evaluate --exams --keep FOLDER` leaves
//! them. Prints the constants, and the errors before, after (each sweep left out of the fit in turn) and of
//! always saying the median.
#![allow(clippy::print_stdout)]

mod sweeps;

use std::{env, path::Path};

use anyhow::{Context, Result};
use second_reader::exam::measure::Quantity;

/// Of a straight line with a hinge at either end: at the first, at the second.
const HINGES: [[f64; 4]; 2] = [[0.04, 0.08, 0.12, 0.2], [0.8, 0.88, 0.92, 0.96]];
/// How much slopes are held back, and how often the weights are set right.
const RIDGE: [f64; 4] = [0.0, 0.05, 0.02, 0.02];
const ROUNDS: usize = 30;
/// Errors below this count alike.
const SMALL: f64 = 0.02;

fn main() -> Result<()> {
    let folder = env::args()
        .nth(1)
        .context("name the folder with the sweeps")?;
    let sweeps = sweeps::load(Path::new(&folder))?;
    for quantity in [
        Quantity::RvLvWidth,
        Quantity::RaLaWidth,
        Quantity::PulmonaryAorta,
    ] {
        let pair = |sweep: &sweeps::Sweep| {
            let measured = sweep.exam.measures().uncorrected(quantity).ok()?;
            let truth = sweep.truth.measure(quantity.name())?;
            Some((f64::from(measured.value), truth))
        };
        let pairs: Vec<_> = sweeps.iter().filter_map(pair).collect();
        let fitted = fit(&pairs);
        println!(
            "{} of {} sweeps: {fitted:.3?}",
            quantity.name(),
            pairs.len()
        );
        let usual = centile(pairs.iter().map(|p| p.1).collect(), 0.5);
        let left_out = |n: usize| {
            let mut others = pairs.clone();
            let (measured, truth) = others.remove(n);
            (fit(&others).of(measured) - truth).abs()
        };
        for (what, errors) in [
            (
                "as measured",
                pairs.iter().map(|p| (p.0 - p.1).abs()).collect::<Vec<_>>(),
            ),
            ("corrected", (0..pairs.len()).map(left_out).collect()),
            (
                "always the median",
                pairs.iter().map(|p| (usual - p.1).abs()).collect(),
            ),
        ] {
            let [half, most, nearly_all] = [0.5, 0.68, 0.95].map(|c| centile(errors.clone(), c));
            println!(
                "  {what}: errors {half:.3} (median), {most:.3} (68 %), {nearly_all:.3} (95 %)"
            );
        }
    }
    Ok(())
}

/// What is true where that was measured: `at_one + slope (x - 1)`, and more beyond the hinges.
#[derive(Clone, Copy, Debug, Default)]
struct Line {
    coefficients: [f64; 4],
    hinges: [f64; 2],
}

impl Line {
    fn row(&self, x: f64) -> [f64; 4] {
        let [low, high] = self.hinges;
        [1.0, x - 1.0, (x - low).min(0.0), (x - high).max(0.0)]
    }

    fn of(&self, x: f64) -> f64 {
        let row = self.row(x);
        (0..4).map(|k| self.coefficients[k] * row[k]).sum()
    }
}

/// Least absolute errors, over some places of the hinges; no slope falls.
fn fit(pairs: &[(f64, f64)]) -> Line {
    let measured: Vec<f64> = pairs.iter().map(|p| p.0).collect();
    let mut best = (f64::INFINITY, Line::default());
    for low in HINGES[0] {
        for high in HINGES[1] {
            let mut line = Line {
                hinges: [low, high].map(|c| centile(measured.clone(), c)),
                ..Line::default()
            };
            for _ in 0..ROUNDS {
                line.coefficients = solve(pairs, &line);
            }
            let [_, slope, below, above] = &mut line.coefficients;
            *slope = slope.max(0.0);
            *below = below.max(-*slope);
            *above = above.max(-*slope);
            let sum: f64 = pairs.iter().map(|(x, y)| (line.of(*x) - y).abs()).sum();
            if sum < best.0 {
                best = (sum, line);
            }
        }
    }
    best.1
}

/// Least squares, each pair weighted by the inverse of its error now; by Gauss's elimination.
fn solve(pairs: &[(f64, f64)], line: &Line) -> [f64; 4] {
    let mut a = [[0.0; 5]; 4];
    for (k, held) in RIDGE.into_iter().enumerate() {
        a[k][k] = held;
    }
    for (x, y) in pairs {
        let row = line.row(*x);
        let weight = 1.0 / (line.of(*x) - y).abs().max(SMALL);
        for i in 0..4 {
            for j in 0..4 {
                a[i][j] += weight * row[i] * row[j];
            }
            a[i][4] += weight * row[i] * y;
        }
    }
    for i in 0..4 {
        let pivot = a[i];
        for (k, row) in a.iter_mut().enumerate() {
            if k != i && pivot[i].abs() > 1e-12 {
                let times = row[i] / pivot[i];
                for (x, y) in row.iter_mut().zip(pivot).skip(i) {
                    *x -= times * y;
                }
            }
        }
    }
    core::array::from_fn(|k| {
        if a[k][k].abs() > 1e-12 {
            a[k][4] / a[k][k]
        } else {
            0.0
        }
    })
}

fn centile(mut values: Vec<f64>, share: f64) -> f64 {
    values.sort_by(f64::total_cmp);
    let at = share * (values.len().max(1) - 1) as f64;
    let get = |at: f64| values.get(at as usize).copied().unwrap_or(f64::NAN);
    let (low, high) = (get(at.floor()), get(at.ceil()));
    low + (high - low) * (at - at.floor())
}
