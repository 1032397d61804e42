//! How many labelled frames the phantom makes a second: one thread, then every core with a phantom
//! of its own. Not counted: building the phantoms.

#![allow(
    clippy::print_stdout,
    reason = "its figures are for the one who runs it"
)]

use std::{
    thread,
    time::{Duration, Instant},
};

use phantom::{Config, Phantom};

/// How long each figure is measured.
const SPAN: Duration = Duration::from_secs(3);

/// Sweeps that one thread takes in turn.
const SEEDS: u64 = 6;

fn main() {
    let cores = thread::available_parallelism().map_or(1, usize::from);
    println!("frames with their truth a second, {SEEDS} seeds a thread, about {SPAN:?} a figure:");
    for (width, height) in [(256, 256), (1280, 960)] {
        for (order, stride) in [("in order", 1), ("every 7th", 7)] {
            let alone = rate(width, height, stride, 1);
            let together = rate(width, height, stride, cores);
            println!(
                "{width}x{height} {order}: {alone:.1} on one thread ({:.1} ms each), \
                 {together:.1} on {cores}",
                1000.0 / alone
            );
        }
    }
}

/// Frames a second of `threads` threads that share nothing.
fn rate(width: usize, height: usize, stride: u64, threads: usize) -> f64 {
    let workers: Vec<_> = (0..threads as u64)
        .map(|worker| thread::spawn(move || worker_rate(width, height, stride, worker * SEEDS)))
        .collect();
    workers
        .into_iter()
        .map(|worker| worker.join().unwrap_or_default())
        .sum()
}

fn worker_rate(width: usize, height: usize, stride: u64, first_seed: u64) -> f64 {
    let mut phantoms: Vec<Phantom> = (first_seed..first_seed + SEEDS)
        .filter_map(|seed| {
            let config = Config {
                seed,
                width,
                height,
                ..Config::default()
            };
            Phantom::new(config).ok()
        })
        .collect();
    let mut luma = Vec::new();
    let (mut frames, begin) = (0u32, Instant::now());
    while begin.elapsed() < SPAN {
        for phantom in &mut phantoms {
            // Some frames of each sweep in turn, so that every level of the body counts.
            for k in 0..4 {
                let number = u64::from(frames) * stride + k * stride;
                phantom.frame(number % phantom.frames(), &mut luma);
            }
        }
        frames += 4;
    }
    let made = f64::from(frames) * phantoms.len() as f64;
    made / begin.elapsed().as_secs_f64()
}
