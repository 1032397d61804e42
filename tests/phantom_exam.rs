//! The exam told the phantom's truth instead of a detector's guesses: views and checklist follow.

#![allow(clippy::unwrap_used, clippy::print_stdout)]

use std::time::Duration;

use phantom::{Config, Phantom};
use second_reader::{
    anatomy::{Profile, Structure, StructureMap},
    detector::{Detection, Detections},
    evaluate::Evaluation,
    exam::{Exam, ItemState, Observation},
    record::FrameRecord,
    sector::Picture,
};

#[test]
fn a_sweep_without_detection_errors_tells_its_views_and_its_chambers() {
    let fps = 8.0;
    let config = Config {
        width: 320,
        height: 240,
        fps,
        seconds: 15.0,
        ..Config::default()
    };
    let mut phantom = Phantom::new(config).unwrap();
    let thresholds = StructureMap([0.3; Structure::COUNT]);
    let mut exam = Exam::new(Profile::builtin("isuog-2023").unwrap(), thresholds);
    let (mut labels, mut frames, mut luma) = (Vec::new(), Vec::new(), Vec::new());
    for frame in 0..phantom.frames() {
        let truth = phantom.frame(frame, &mut luma);
        let mut structures = Detections::default();
        for (structure, rect) in truth.boxes.iter() {
            if let Some(rect) = *rect
                && !truth.difficult[structure]
            {
                structures[structure] = Detection {
                    confidence: 0.9,
                    rect,
                };
            }
        }
        let time = Duration::from_secs_f64(frame as f64 / fps);
        let observation = Observation {
            frame,
            time,
            picture: Picture::Live,
            sharpness: 0.0,
            valve_lines: [None; 2],
            sector: Some(truth.sector),
            structures,
        };
        exam.observe(&observation);
        // Where two people could differ nothing is demanded.
        if !truth.view_clear {
            continue;
        }
        for (records, view) in [(&mut labels, truth.view), (&mut frames, exam.view())] {
            let mut record = FrameRecord::default();
            record.fill(&observation, view);
            records.push(record);
        }
    }
    let mut evaluation = Evaluation::new(thresholds);
    evaluation.add(&labels, &frames).unwrap();
    let report = evaluation.finish();
    println!("{report}");
    assert_eq!(report.mean_ap50.value, Some(1.0));
    assert!(report.view_accuracy.value.unwrap() >= 0.85);
    for id in ["A4", "F5", "F8", "F11", "V1"] {
        let item = exam.items().iter().find(|i| i.id == id).unwrap();
        assert_eq!(item.state, ItemState::Seen, "{id}: {}", item.reason);
    }
    for item in exam.items() {
        println!(
            "{:4} {:36} {:14} {}",
            item.id,
            item.label,
            item.state.name(),
            item.reason
        );
    }
}
