//! The counter-examples: pictures of the same scanner without a heart.

mod common;

use anatomy::{Structure, View};
use phantom::{Config, Part, Phantom, Subject};

use common::{WIDTH, config, frame, phantom};

fn phantom_of(part: Part, seed: u64) -> Phantom {
    phantom(Config {
        subject: Subject::Other(part),
        ..config(seed)
    })
}

/// What a part may label: it lies beside the heart, and elsewhere, too.
const BESIDE: [Structure; 2] = [Structure::Spine, Structure::DescendingAorta];

#[test]
fn nothing_of_the_heart_is_ever_labelled() {
    for part in Part::ALL {
        for seed in 0..4 {
            let mut phantom = phantom_of(part, seed);
            for number in [0, 42, 66, 119] {
                let (_, truth) = frame(&mut phantom, number);
                assert_eq!(truth.view, View::None, "{part:?} {seed} {number}");
                assert!(truth.view_clear, "{part:?} {seed} {number}");
                assert_eq!(truth.subject, Subject::Other(part));
                for (structure, rect) in truth.boxes.iter() {
                    assert!(
                        rect.is_none() || BESIDE.contains(&structure),
                        "{part:?} {seed} {number}: {structure}"
                    );
                }
            }
        }
    }
}

#[test]
fn every_part_is_seen_and_changes_over_the_sweep() {
    for part in Part::ALL {
        for seed in 0..4 {
            let mut phantom = phantom_of(part, seed);
            let (first, truth) = frame(&mut phantom, 30);
            let (later, _) = frame(&mut phantom, 90);
            let sector = truth.sector;
            let mut greys = Vec::new();
            let mut moved = 0u64;
            for y in sector.y as usize..(sector.y + sector.h) as usize {
                for x in sector.x as usize..(sector.x + sector.w) as usize {
                    let i = y * WIDTH + x;
                    greys.push(f64::from(first[i]));
                    moved += u64::from(first[i].abs_diff(later[i]) > 12);
                }
            }
            let count = greys.len() as f64;
            let mean = greys.iter().sum::<f64>() / count;
            let spread = greys.iter().map(|g| (g - mean) * (g - mean)).sum::<f64>() / count;
            assert!(spread.sqrt() > 15.0, "{part:?} {seed}: {}", spread.sqrt());
            assert!(moved as f64 > 0.02 * count, "{part:?} {seed} stands still");
        }
    }
}

#[test]
fn the_same_seed_gives_the_same_part_in_any_order_of_frames() {
    for part in Part::ALL {
        let (mut a, mut b) = (phantom_of(part, 4), phantom_of(part, 4));
        let early = frame(&mut a, 12);
        frame(&mut b, 77);
        assert_eq!(early, frame(&mut b, 12), "{part:?}");
        let mut other = phantom_of(part, 5);
        assert_ne!(early.0, frame(&mut other, 12).0, "{part:?}");
    }
}

#[test]
fn the_spine_is_labelled_where_it_is_cut() {
    let (mut across, mut along) = (0, 0);
    for seed in 0..16 {
        let mut phantom = phantom_of(Part::Kidneys, seed);
        let (_, truth) = frame(&mut phantom, 60);
        if truth.boxes[Structure::Spine].is_some() {
            if truth.difficult[Structure::Spine] {
                along += 1;
            } else {
                across += 1;
            }
        }
    }
    assert!(across > 1 && along > 1, "{across} across, {along} along");
}

#[test]
fn every_subject_is_found_by_its_name() {
    for subject in Subject::all() {
        assert_eq!(Subject::from_name(subject.name()), Ok(subject));
        assert_eq!(subject.part().is_none(), subject.case().is_some());
    }
    let mut names: Vec<_> = Subject::all().map(Subject::name).collect();
    names.sort_unstable();
    names.dedup();
    assert_eq!(names.len(), Subject::all().count());
}
