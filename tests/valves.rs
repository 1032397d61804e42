//! The phantom's valves open with the beat in its pictures, and the exam says so: with its own boxes in place of a
//! detector's, and the lines across the valves as the pictures show them.

#![allow(clippy::unwrap_used)]

use std::time::Duration;

use phantom::{Config, Phantom};
use second_reader::{
    anatomy::{Profile, Structure, StructureMap},
    detector::{Detection, Detections, ValveLines, valve_lines},
    exam::{Exam, ItemState, Observation},
    sector::Picture,
};

const THRESHOLDS: StructureMap<f32> = StructureMap([0.3; Structure::COUNT]);
const FPS: f64 = 25.0;

/// What the phantom shows of a normal heart, with the lines across its valves.
fn sweep() -> Vec<Observation> {
    let config = Config {
        width: 640,
        height: 480,
        fps: FPS,
        seconds: 16.0,
        ..Config::default()
    };
    let width = config.width;
    let mut phantom = Phantom::new(config).unwrap();
    let mut luma = Vec::new();
    let mut frames = Vec::new();
    for frame in 0..phantom.frames() {
        let truth = phantom.frame(frame, &mut luma);
        let mut structures = Detections::default();
        for (structure, rect) in truth.boxes.iter() {
            if let Some(rect) = *rect {
                structures[structure] = Detection {
                    confidence: 0.9,
                    rect,
                };
            }
        }
        frames.push(Observation {
            frame,
            time: Duration::from_secs_f64(frame as f64 / FPS),
            picture: Picture::Live,
            sharpness: 0.0,
            valve_lines: valve_lines(&luma, width, &structures),
            sector: Some(truth.sector),
            structures,
        });
    }
    frames
}

/// What the exam says of the valves, each frame with the lines that are given for it.
fn valves(sweep: &[Observation], lines: impl Fn(usize) -> ValveLines) -> (ItemState, String) {
    let mut exam = Exam::new(Profile::builtin("isuog-2023").unwrap(), THRESHOLDS);
    for (number, frame) in sweep.iter().enumerate() {
        exam.observe(&Observation {
            valve_lines: lines(number),
            ..*frame
        });
    }
    exam.finish();
    assert!(exam.heartbeat().best().bpm.is_some());
    let item = exam.items().iter().find(|i| i.id == "F10").unwrap();
    (item.state, item.reason.clone())
}

#[test]
fn valves_that_open_are_told_and_lines_out_of_step_with_the_heart_are_none() {
    let sweep = sweep();
    let told = valves(&sweep, |frame| sweep[frame].valve_lines);
    assert_eq!(
        told,
        (
            ItemState::Meets,
            "both valves open with the beat".to_owned()
        )
    );
    let unseen = "cannot assess: the valves were not seen to open with the beat";
    let unseen = (ItemState::CannotAssess, unseen.to_owned());
    // Recorded before lines were.
    assert_eq!(valves(&sweep, |_| [None; 2]), unseen);
    // The same lines, each from a frame up to half a second away.
    let shuffled = |frame: usize| {
        let near = frame / 12 * 12 + (frame * 7 + frame / 12 * 5) % 12;
        sweep[near.min(sweep.len() - 1)].valve_lines
    };
    assert_eq!(valves(&sweep, shuffled), unseen);
}
