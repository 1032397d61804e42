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

use std::{path::Path, thread};

use clips::{KINDS, Scene};
use phantom::{Config, Interruption};
use second_reader::{
    anatomy::Profile,
    capture::{Frame, PhantomSource, Source as _, Step},
    detector::Model,
    sector::Picture,
    service::Pipeline,
};
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

/// What the service concludes from a sweep that is interrupted in its middle third.
#[test]
fn an_interrupted_sweep_is_read_before_and_behind_and_not_between() {
    for (interruption, expected) in [
        (Interruption::Freeze, Picture::Frozen),
        (Interruption::ColourDoppler, Picture::ColourDoppler),
    ] {
        let config = Config {
            seed: 9,
            interruption: Some(interruption),
            width: 640,
            height: 480,
            fps: 12.0,
            seconds: 9.0,
            ..Config::default()
        };
        let mut source = PhantomSource::new(config, Some(108)).unwrap();
        let pack = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/packs/tiny");
        let profile = Profile::builtin("isuog-2023").unwrap();
        let mut pipeline = Pipeline::new(Model::load(&pack).unwrap(), profile);
        let mut frame = Frame::default();
        while source.next(&mut frame).unwrap() == Step::Frame {
            let reading = pipeline.step(&frame).unwrap();
            let picture = reading.observation.picture;
            match frame.time.as_secs_f64() {
                // Told within a second; flow may pause for as long as it is held.
                4.0..6.0 => assert_eq!(picture, expected, "{:?}", frame.time),
                0.0..3.0 | 7.2.. => assert!(
                    matches!(picture, Picture::Live | Picture::Repeated),
                    "{picture:?} at {:?}",
                    frame.time
                ),
                _ => {}
            }
            let mut found = reading.observation.structures.iter();
            let empty = found.all(|(_, d)| d.confidence == 0.0);
            assert!(empty || picture == Picture::Live);
        }
        let told = pipeline.exam().pictures();
        assert!(
            told.iter().any(|(p, n)| *p == expected && *n >= 24),
            "{told:?}"
        );
        let between = pipeline.exam().timeline().columns();
        assert!(between.iter().any(|column| column.picture == expected));
    }
}
