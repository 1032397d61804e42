use std::time::Duration;

use super::Changes;
use crate::{
    anatomy::{Rect, Structure, StructureMap},
    detector::{Detection, Detections},
    exam::Observation,
    sector::Picture,
};

fn seen(found: &[(Structure, f32, f32)]) -> Observation {
    let mut structures = Detections::default();
    for (structure, confidence, x) in found {
        structures[*structure] = Detection {
            confidence: *confidence,
            rect: Rect::new(*x, 0.0, 10.0, 10.0),
        };
    }
    Observation {
        frame: 0,
        time: Duration::ZERO,
        picture: Picture::Live,
        sharpness: 0.0,
        valve_lines: [None; 2],
        sector: None,
        structures,
    }
}

#[test]
fn what_both_find_one_and_none_is_counted_by_each_ones_own_threshold() {
    let (a, mut b) = (
        StructureMap([0.5; Structure::COUNT]),
        StructureMap([0.5; 23]),
    );
    b[Structure::Spine] = 0.8;
    let mut changes = Changes::new(a, b);
    let spine = |confidence, x| (Structure::Spine, confidence, x);
    // Both; the same confidence, which is too little for B; both, half beside each other; neither.
    for (of_a, of_b) in [
        (spine(0.9, 0.0), spine(0.9, 0.0)),
        (spine(0.7, 0.0), spine(0.7, 0.0)),
        (spine(0.9, 0.0), spine(0.9, 5.0)),
        (spine(0.1, 0.0), spine(0.1, 0.0)),
    ] {
        changes.take(&seen(&[of_a]), &seen(&[of_b]), true);
    }
    let mut frozen = seen(&[spine(0.9, 0.0)]);
    frozen.picture = Picture::Frozen;
    changes.take(&frozen, &seen(&[]), false);
    let report = changes.finish(&[], &[]);
    assert_eq!(
        (report.frames, report.compared, report.same_view),
        (5, 4, 4)
    );
    let spine = report
        .structures
        .iter()
        .find(|s| s.name == "spine")
        .unwrap();
    let counts = [spine.both, spine.only_a, spine.only_b, spine.neither];
    assert_eq!(counts, [2, 1, 0, 1]);
    assert_eq!(spine.agreement, 0.75);
    assert_eq!(spine.iou_least, Some(0.3333));
    assert_eq!(spine.iou_median, Some(1.0));
    let heart = report
        .structures
        .iter()
        .find(|s| s.name == "heart")
        .unwrap();
    assert_eq!((heart.neither, heart.iou_median), (4, None));
}

#[test]
fn what_one_of_the_two_does_not_look_for_is_told_only_where_the_other_finds_it() {
    let (a, mut b) = (StructureMap([0.5; 23]), StructureMap([0.5; 23]));
    (b[Structure::Spine], b[Structure::Heart]) = (1.0, 1.0);
    let mut changes = Changes::new(a, b);
    changes.take(&seen(&[(Structure::Spine, 0.9, 0.0)]), &seen(&[]), true);
    let report = changes.finish(&[], &[]);
    let names: Vec<_> = report.structures.iter().map(|s| s.name).collect();
    assert!(
        names.contains(&"spine") && !names.contains(&"heart"),
        "{names:?}"
    );
}
