//! Pictures of every kind are told apart: a small run of `cargo run --example judgement`.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::print_stdout,
    dead_code
)]

#[path = "../examples/judgement/clips.rs"]
mod clips;
#[path = "../examples/judgement/draw.rs"]
mod draw;
#[path = "../examples/judgement/trial.rs"]
mod trial;

use std::thread;

use clips::{KINDS, Scene};
use second_reader::sector::Picture;
use trial::{Matrix, judge};

/// Seeds: one clip of each kind for each.
const SEEDS: [u64; 3] = [2, 9, 16];

#[test]
fn pictures_of_every_kind_are_told_apart() {
    let mut matrix = Matrix::default();
    let all: Vec<_> = thread::scope(|scope| {
        let workers = SEEDS.map(|seed| {
            scope.spawn(move || {
                let scene = Scene::new(seed);
                let clips = (0..KINDS.len()).map(|kind| judge(&scene.clip(kind)));
                clips.collect::<Vec<_>>()
            })
        });
        workers
            .into_iter()
            .flat_map(|w| w.join().unwrap())
            .collect()
    });
    for verdict in all {
        matrix.add(verdict);
    }
    println!("{matrix}");
    for v in matrix.wrong() {
        println!(
            "{}: {:?} told {:?}: {}",
            v.name, v.expected, v.told, v.course
        );
    }
    assert_eq!(matrix.clips(), SEEDS.len() * KINDS.len());
    assert_eq!(matrix.stale(), 0, "a stale picture was read as live");
    assert!(matrix.right(&[Picture::Live, Picture::Frozen]) >= 0.97);
    for picture in [
        Picture::ColourDoppler,
        Picture::TooDark,
        Picture::Saturated,
        Picture::Shadowed,
        Picture::NotUltrasound,
    ] {
        assert!(matrix.right(&[picture]) >= 0.66, "{}", picture.name());
    }
    assert!(matrix.right(&[Picture::Dual]) >= 0.6, "dual");
}
