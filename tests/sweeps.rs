//! Whole sweeps as a real detector saw them (the published system's own output), through the exam.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::print_stdout)]

mod reference;

use std::{path::PathBuf, time::Duration};

use second_reader::{
    anatomy::{Profile, Structure, StructureMap, View},
    detector::Detections,
    exam::{Exam, ItemState, Observation},
    sector::Picture,
};

/// The structure of a column; the angled variants count as the plain ones.
fn structure(column: &str) -> Structure {
    let name = column.strip_prefix("angled_").unwrap_or(column);
    Structure::from_name(name).unwrap_or_else(|| panic!("unknown column {column}"))
}

fn sweeps() -> Option<PathBuf> {
    reference::holding("sono/sweeps").map(|root| root.join("sono/sweeps"))
}

/// The exam of a sweep, as if it came at 30 frames a second.
fn read(csv: &str) -> Exam {
    let profile = Profile::builtin("isuog-2023").unwrap();
    // The makers of this detector count a structure from 0.01 on. At 0.2 every normal heart shows
    // its four chambers together; at 0.3 one of the five misses its left atrium.
    let mut lines = csv.lines();
    let columns: Vec<_> = lines
        .next()
        .unwrap()
        .split(',')
        .skip(1)
        .map(structure)
        .collect();
    assert_eq!(columns.len(), 21);
    // 1: it does not look for the structure.
    let mut thresholds = StructureMap([1.0; Structure::COUNT]);
    columns.iter().for_each(|s| thresholds[*s] = 0.2);
    let mut exam = Exam::new(profile, thresholds);
    for line in lines {
        let (frame, rest) = line.split_once(',').unwrap();
        let frame: u64 = frame.parse().unwrap();
        let mut structures = Detections::default();
        for (structure, confidence) in columns.iter().zip(rest.split(',')) {
            let found = &mut structures[*structure].confidence;
            *found = found.max(confidence.parse().unwrap());
        }
        let time = Duration::from_secs(frame) / 30;
        exam.observe(&Observation {
            frame,
            time,
            picture: Picture::Live,
            sharpness: 0.0,
            valve_lines: [None; 2],
            sector: None,
            structures,
        });
    }
    exam
}

#[test]
fn normal_sweeps_pass_the_views_in_order_and_show_four_chambers() {
    let Some(folder) = sweeps() else { return };
    let mut with_vessels = 0;
    for n in 1..=5 {
        let csv = std::fs::read_to_string(folder.join(format!("normal-{n}.csv"))).unwrap();
        let exam = read(&csv);
        for v in exam.views() {
            println!(
                "normal-{n}: {:22} {:?} to {:?}, {} frames",
                v.view, v.first, v.last, v.frames
            );
        }
        let first = |view| exam.views().find(|v| v.view == view).map(|v| v.first);
        let heart = first(View::FourChamber).expect("a four-chamber view");
        assert!(
            first(View::Abdomen).expect("an abdomen") < heart,
            "normal-{n}"
        );
        let vessels = [View::ThreeVessel, View::ThreeVesselTrachea]
            .into_iter()
            .filter_map(first);
        if let Some(vessels) = vessels.min() {
            assert!(heart < vessels, "normal-{n}");
            with_vessels += 1;
        }
        let f5 = exam.items().iter().find(|i| i.id == "F5").unwrap();
        println!(
            "normal-{n}: four chambers: {:?}, {} at {:?}",
            f5.state, f5.confidence, f5.frame
        );
        assert_eq!(f5.state, ItemState::Seen, "normal-{n}: {}", f5.reason);
    }
    assert!(with_vessels >= 4, "vessels in {with_vessels} of 5 sweeps");
}

#[test]
fn the_same_sweep_gives_the_same_exam() {
    let Some(folder) = sweeps() else { return };
    let csv = std::fs::read_to_string(folder.join("chd-2.csv")).unwrap();
    let (one, other) = (read(&csv), read(&csv));
    assert_eq!(one.items(), other.items());
    assert_eq!(one.timeline().columns(), other.timeline().columns());
    assert!(one.views().eq(other.views()));
}
