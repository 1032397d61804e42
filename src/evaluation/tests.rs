use super::evaluate;
use crate::{
    anatomy::{Rect, Structure, StructureMap, View},
    detector::Detection,
    record::FrameLine,
};

fn line(frame: u64, view: View, heart: Option<(f32, f32)>) -> FrameLine {
    let mut line = FrameLine {
        frame,
        view,
        ..FrameLine::default()
    };
    if let Some((confidence, x)) = heart {
        line.structures[Structure::Heart] = Detection {
            confidence,
            rect: Rect::new(x, 0.0, 10.0, 10.0),
        };
    }
    line
}

fn half() -> StructureMap<f32> {
    StructureMap([0.5; Structure::COUNT])
}

#[test]
fn labels_measured_against_themselves_are_perfect() {
    let labels = vec![
        line(0, View::FourChamber, Some((1.0, 0.0))),
        line(1, View::None, None),
        line(2, View::Lvot, Some((1.0, 5.0))),
    ];
    let figures = evaluate(&[(labels.clone(), labels)], &half());
    assert_eq!(
        (figures.frames, figures.mean_ap50, figures.view_accuracy),
        (3, Some(1.0), 1.0)
    );
    let heart = &figures.structures[Structure::Heart.index()];
    assert_eq!(
        (heart.labelled, heart.sensitivity, heart.specificity),
        (2, Some(1.0), Some(1.0))
    );
    let crux = &figures.structures[Structure::Crux.index()];
    assert_eq!(
        (crux.ap50, crux.sensitivity, crux.specificity),
        (None, None, Some(1.0))
    );
}

#[test]
fn thresholds_decide_on_presence_and_overlap_on_precision() {
    let labels = (0..4)
        .map(|n| line(n, View::FourChamber, (n < 2).then_some((1.0, 0.0))))
        .collect();
    let found = vec![
        line(0, View::FourChamber, Some((0.9, 1.0))),
        line(1, View::Lvot, Some((0.4, 8.0))),
        line(2, View::FourChamber, Some((0.6, 0.0))),
        line(3, View::FourChamber, None),
    ];
    let figures = evaluate(&[(labels, found)], &half());
    let heart = &figures.structures[Structure::Heart.index()];
    assert_eq!(
        (heart.sensitivity, heart.specificity),
        (Some(0.5), Some(0.5))
    );
    assert_eq!(heart.ap50, Some(0.5));
    assert_eq!(figures.view_accuracy, 0.75);
}

#[test]
fn frames_that_were_not_read_count_as_nothing_found() {
    let labels = vec![
        line(0, View::Lvot, Some((1.0, 0.0))),
        line(1, View::Lvot, None),
    ];
    let found = vec![line(1, View::Lvot, None), line(9, View::Lvot, None)];
    let figures = evaluate(&[(labels, found)], &half());
    assert_eq!((figures.frames_unread, figures.frames_unlabelled), (1, 1));
    assert_eq!(
        figures.structures[Structure::Heart.index()].sensitivity,
        Some(0.0)
    );
    assert_eq!(figures.view_accuracy, 0.5);
}
