use std::time::Duration;

use super::{ALL, PUBLISHED, ViewFilter, evidence};
use crate::anatomy::{Structure, StructureMap, View};
use crate::detector::{Detection, Detections};

use Structure::*;

const THRESHOLDS: StructureMap<f32> = StructureMap([0.3; Structure::COUNT]);

/// What the truth names in each view.
const VIEWS: [(View, &[Structure]); 6] = [
    (
        View::Abdomen,
        &[
            Stomach,
            Spine,
            DescendingAorta,
            InferiorVenaCava,
            UmbilicalVein,
        ],
    ),
    (
        View::FourChamber,
        &[
            Heart,
            Thorax,
            Spine,
            DescendingAorta,
            Crux,
            VentricularSeptum,
            RightAtrium,
            TricuspidValve,
            RightVentricle,
            LeftAtrium,
            MitralValve,
            LeftVentricle,
            CardiacApex,
            PulmonaryVein,
        ],
    ),
    (
        View::Lvot,
        &[
            Heart,
            Thorax,
            Spine,
            DescendingAorta,
            LeftVentricle,
            VentricularSeptum,
            AscendingAorta,
            MitralValve,
            LeftAtrium,
            RightVentricle,
        ],
    ),
    (
        View::Rvot,
        &[
            Heart,
            Thorax,
            Spine,
            DescendingAorta,
            RightVentricle,
            PulmonaryArtery,
            AscendingAorta,
            SuperiorVenaCava,
        ],
    ),
    (
        View::ThreeVessel,
        &[
            Thorax,
            Spine,
            DescendingAorta,
            PulmonaryArtery,
            AscendingAorta,
            SuperiorVenaCava,
            Trachea,
        ],
    ),
    (
        View::ThreeVesselTrachea,
        &[
            Thorax,
            Spine,
            AorticArch,
            DuctusArteriosus,
            SuperiorVenaCava,
            Trachea,
            DescendingAorta,
            PulmonaryArtery,
        ],
    ),
];

fn found(structures: &[Structure], confidence: f32) -> Detections {
    let mut all = Detections::default();
    for s in structures {
        all[*s] = Detection {
            confidence,
            ..Detection::default()
        };
    }
    all
}

#[test]
fn every_structure_has_its_row_in_the_table() {
    assert!(ALL.weights.iter().map(|(s, _)| *s).eq(Structure::ALL));
    assert_eq!(PUBLISHED.weights.len(), 18);
}

#[test]
fn the_first_frame_of_each_view_is_told() {
    for (view, structures) in VIEWS {
        for confidence in [0.35, 0.6, 0.95] {
            let e = evidence(&found(structures, confidence), &THRESHOLDS);
            let mut filter = ViewFilter::default();
            assert_eq!(
                filter.update(Duration::ZERO, &e),
                view,
                "{confidence}: {e:?}"
            );
        }
    }
}

#[test]
fn one_missed_structure_does_not_lose_the_view() {
    for (view, structures) in VIEWS {
        // The outflow tracts cannot be told without their vessel; three vessels are told from the level
        // below by the windpipe, from the level above by the arch.
        let vital: &[Structure] = match view {
            View::Lvot => &[AscendingAorta],
            View::Rvot => &[PulmonaryArtery],
            View::ThreeVessel => &[Trachea],
            View::ThreeVesselTrachea => &[AorticArch],
            _ => &[],
        };
        for missed in structures.iter().filter(|s| !vital.contains(s)) {
            let mut some = found(structures, 0.7);
            some[*missed].confidence = 0.0;
            let told = ViewFilter::default().update(Duration::ZERO, &evidence(&some, &THRESHOLDS));
            assert_eq!(told, view, "without {missed}");
        }
    }
}

#[test]
fn nothing_weak_and_broken_numbers_tell_no_view() {
    for confidence in [0.0, 0.05, f32::NAN, -1.0] {
        let e = evidence(&found(&Structure::ALL, confidence), &THRESHOLDS);
        assert_eq!(ViewFilter::default().update(Duration::ZERO, &e), View::None);
    }
    let e = evidence(&found(&[Spine, Thorax, DescendingAorta], 1.0), &THRESHOLDS);
    assert_eq!(ViewFilter::default().update(Duration::ZERO, &e), View::None);
}

#[test]
fn a_change_is_told_within_a_quarter_second_at_any_rate_and_a_flicker_is_not() {
    for fps in [12.0_f64, 25.0, 60.0] {
        let at = |n: u32| Duration::from_secs_f64(f64::from(n) / fps);
        for (from, to) in (0..5).map(|i| (VIEWS[i], VIEWS[i + 1])) {
            let before = evidence(&found(from.1, 0.8), &THRESHOLDS);
            let after = evidence(&found(to.1, 0.8), &THRESHOLDS);
            let mut filter = ViewFilter::default();
            for n in 0..30 {
                assert_eq!(filter.update(at(n), &before), from.0);
            }
            let mut flicker = filter.clone();
            assert_eq!(flicker.update(at(30), &after), from.0, "{fps}");
            let changed = (30..90)
                .find(|n| filter.update(at(*n), &after) == to.0)
                .unwrap();
            assert!(
                at(changed - 29) <= Duration::from_millis(260),
                "{fps}: {} {to:?}",
                changed - 29
            );
        }
    }
}

#[test]
fn a_reset_or_a_long_gap_forgets() {
    let abdomen = evidence(&found(VIEWS[0].1, 0.8), &THRESHOLDS);
    let heart = evidence(&found(VIEWS[1].1, 0.8), &THRESHOLDS);
    let mut filter = ViewFilter::default();
    filter.update(Duration::ZERO, &abdomen);
    assert_eq!(
        filter.update(Duration::from_secs(5), &heart),
        View::FourChamber
    );
    filter.reset();
    assert_eq!(
        filter.update(Duration::from_millis(5001), &abdomen),
        View::Abdomen
    );
}
