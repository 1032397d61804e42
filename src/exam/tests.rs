use std::time::Duration;

use proptest::prelude::*;

use super::{Exam, ItemState, Observation};
use crate::anatomy::{Profile, Structure, StructureMap, View};
use crate::detector::Detections;
use crate::sector::Picture;

fn exam() -> Exam {
    Exam::new(
        Profile::builtin("isuog-2023").unwrap(),
        StructureMap([0.3; Structure::COUNT]),
    )
}

fn observation(frame: u64, picture: Picture, found: &[Structure]) -> Observation {
    let mut structures = Detections::default();
    for s in found {
        structures[*s].confidence = 0.9;
    }
    Observation {
        frame,
        time: Duration::from_millis(frame * 40),
        picture,
        sharpness: 0.0,
        valve_lines: [None; 2],
        sector: None,
        structures,
    }
}

#[test]
fn views_tell_first_last_and_best() {
    let mut exam = exam();
    for frame in 0..20 {
        exam.observe(&observation(
            frame,
            Picture::Live,
            &[Structure::UmbilicalVein],
        ));
    }
    exam.observe(&observation(
        20,
        Picture::Live,
        &[
            Structure::UmbilicalVein,
            Structure::Stomach,
            Structure::InferiorVenaCava,
        ],
    ));
    for frame in 21..60 {
        exam.observe(&observation(frame, Picture::Live, &[]));
    }
    let views: Vec<_> = exam.views().copied().collect();
    assert_eq!(views.len(), 1);
    assert_eq!(
        (views[0].view, views[0].first, views[0].best_frame),
        (View::Abdomen, Duration::ZERO, 20)
    );
    assert!((20..30).contains(&(views[0].last.as_millis() / 40)));
    assert_eq!(exam.view(), View::None);
    assert_eq!(exam.elapsed(), Duration::from_millis(59 * 40));
}

#[test]
fn left_out_frames_and_kinds_of_picture_are_counted() {
    let mut exam = exam();
    for (frame, picture) in [
        (0, Picture::NotUltrasound),
        (1, Picture::Live),
        (5, Picture::Live),
        (6, Picture::NoSignal),
        (8, Picture::Live),
    ] {
        exam.observe(&observation(frame, picture, &[]));
    }
    assert_eq!(
        exam.pictures(),
        [
            (Picture::NotUltrasound, 1),
            (Picture::Live, 3),
            (Picture::NoSignal, 1)
        ]
    );
    let frames = exam.frames();
    assert_eq!((frames.count, frames.gaps, frames.missing), (5, 2, 4));
}

#[test]
fn a_picture_that_is_shown_again_is_counted_and_is_no_evidence() {
    let (mut exam, mut plain) = (exam(), exam());
    for frame in 0..40 {
        let new = observation(4 * frame, Picture::Live, &[Structure::Stomach]);
        plain.observe(&new);
        exam.observe(&new);
        for again in 1..4 {
            exam.observe(&observation(4 * frame + again, Picture::Repeated, &[]));
        }
    }
    assert_eq!(
        exam.pictures(),
        [(Picture::Live, 40), (Picture::Repeated, 120)]
    );
    assert_eq!(exam.view(), View::Abdomen);
    assert_eq!(exam.timeline().columns(), plain.timeline().columns());
    assert!(exam.views().eq(plain.views()));
    assert!(exam.items().iter().eq(plain.items()));
    assert_eq!(exam.scanner_fps(), Some(6.25));
}

#[test]
fn a_picture_that_is_not_live_ends_the_view() {
    let mut exam = exam();
    exam.observe(&observation(0, Picture::Live, &[Structure::Stomach]));
    assert_eq!(exam.view(), View::Abdomen);
    exam.observe(&observation(1, Picture::NoSignal, &[Structure::Stomach]));
    assert_eq!(exam.view(), View::None);
    let last = exam.timeline().columns().last().unwrap();
    assert_eq!((last.picture, last.view), (Picture::NoSignal, View::None));
}

proptest! {
    /// Whatever comes in: no panic, no verdict, states that agree with the pictures.
    #[test]
    fn anything_goes_in_and_no_verdict_comes_out(
        frames in prop::collection::vec((0_u64..1 << 40, 0_u8..3, any::<u32>(), any::<f32>()), 1..80),
    ) {
        let mut exam = exam();
        let mut live = false;
        for (number, kind, mask, confidence) in frames {
            let picture = [Picture::Live, Picture::NotUltrasound, Picture::NoSignal][usize::from(kind)];
            live |= picture == Picture::Live;
            let mut o = observation(number, picture, &[]);
            for s in Structure::ALL {
                if mask >> s.index() & 1 == 1 {
                    o.structures[s].confidence = confidence;
                }
            }
            exam.observe(&o);
        }
        for item in exam.items() {
            prop_assert!(!matches!(item.state, ItemState::Meets | ItemState::Outside));
            prop_assert!(live || item.state == ItemState::CannotAssess);
            prop_assert!(item.frame.is_none() || item.state == ItemState::Seen);
            prop_assert!(item.confidence.is_finite());
        }
    }
}
