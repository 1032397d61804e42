//! Judges clips of every kind of picture, made of phantom frames, and prints what was told of them.
//!
//! `cargo run --example judgement -- --clips 2000`
//!
//! Each scanner and fetus (a seed) gives one clip of each kind: live (steady, noisy, slow, averaged,
//! compressed, dim, with marks), frozen (exact, noisy, compressed, under a moving pointer), colour
//! Doppler, dual, quad, too dark, saturated, in shadow, and pages. The figures do not depend on the number
//! of threads.

#![allow(clippy::expect_used, clippy::print_stdout)]

mod clips;
mod draw;
mod trial;

use std::thread;

use clap::Parser;
use clips::{KINDS, Scene};
use trial::{Matrix, Verdict, judge};

#[derive(Parser)]
struct Arguments {
    /// How many clips, about: one of each kind for each seed
    #[arg(long, default_value_t = 2000)]
    clips: usize,
    /// First seed
    #[arg(long, default_value_t = 0)]
    seed: u64,
    /// Print the course of every clip that was told wrong: a letter for each frame
    #[arg(long)]
    wrong: bool,
}

fn main() {
    let arguments = Arguments::parse();
    let scenes = arguments.clips.div_ceil(KINDS.len()).max(1) as u64;
    let threads = thread::available_parallelism().map_or(1, |n| n.get() as u64);
    let mut matrix = Matrix::default();
    let parts: Vec<Vec<Verdict>> = thread::scope(|scope| {
        let work = |k: u64| {
            let seeds = (arguments.seed..arguments.seed + scenes).filter(move |s| s % threads == k);
            scope.spawn(move || seeds.flat_map(verdicts).collect())
        };
        let workers: Vec<_> = (0..threads).map(work).collect();
        let joined = workers.into_iter().map(|w| w.join());
        joined.map(|part| part.expect("no clip panics")).collect()
    });
    for verdict in parts.into_iter().flatten() {
        matrix.add(verdict);
    }
    if arguments.wrong {
        for v in matrix.wrong() {
            println!(
                "{:<38} {:?} told {:?}: {}",
                v.name, v.expected, v.told, v.course
            );
        }
    }
    println!("{} clips", matrix.clips());
    println!("{matrix}");
}

fn verdicts(seed: u64) -> Vec<Verdict> {
    let scene = Scene::new(seed);
    (0..KINDS.len())
        .map(|kind| judge(&scene.clip(kind)))
        .collect()
}
