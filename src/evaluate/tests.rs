use super::{EvaluateError, Evaluation};
use crate::anatomy::{Structure, StructureMap, View};
use crate::record::{FrameRecord, StructureRecord};

const THRESHOLDS: StructureMap<f32> = StructureMap([0.3; Structure::COUNT]);
const HERE: [f32; 4] = [10.0, 10.0, 20.0, 20.0];
const AWAY: [f32; 4] = [60.0, 60.0, 20.0, 20.0];

fn frame(frame: u64, view: View, found: &[(Structure, f32, [f32; 4])]) -> FrameRecord {
    let found = found
        .iter()
        .map(|(name, confidence, rect)| StructureRecord {
            name: *name,
            confidence: *confidence,
            rect: *rect,
        });
    FrameRecord {
        frame,
        picture: "live".into(),
        view,
        structures: found.collect(),
        ..FrameRecord::default()
    }
}

use Structure::{Crux, Heart, Spine};
use View::{Abdomen, FourChamber, Lvot};

fn clip() -> (Vec<FrameRecord>, Vec<FrameRecord>) {
    let labels = vec![
        frame(0, Abdomen, &[(Spine, 1.0, HERE)]),
        frame(1, FourChamber, &[(Spine, 1.0, HERE), (Crux, 1.0, HERE)]),
        frame(2, FourChamber, &[(Spine, 1.0, HERE), (Crux, 1.0, HERE)]),
        FrameRecord {
            picture: "no_signal".into(),
            ..frame(3, View::None, &[(Crux, 1.0, HERE)])
        },
        frame(4, View::None, &[]),
    ];
    let frames = vec![
        frame(0, Abdomen, &[(Crux, 0.9, HERE), (Spine, 0.9, HERE)]),
        frame(1, FourChamber, &[(Crux, 0.8, HERE), (Spine, 0.2, HERE)]),
        frame(2, Lvot, &[(Crux, 0.7, AWAY), (Spine, 0.8, AWAY)]),
        frame(3, FourChamber, &[(Heart, 0.9, HERE)]),
    ];
    (labels, frames)
}

fn near(found: Option<f64>, wanted: f64) {
    assert!(
        (found.unwrap() - wanted).abs() < 1e-12,
        "{found:?} for {wanted}"
    );
}

#[test]
fn figures_by_hand() {
    let (labels, frames) = clip();
    let mut evaluation = Evaluation::new(THRESHOLDS);
    evaluation.add(&labels, &frames).unwrap();
    let report = evaluation.finish();
    assert_eq!((report.frames, report.frames_missing), (4, 1));
    let of = |s: Structure| &report.structures[s.index()];
    // Crux: 0.9 wrong, 0.8 right, 0.7 misplaced: precision 1/2 at recall 1/2.
    near(of(Crux).ap50, 0.25);
    near(of(Crux).sensitivity, 1.0);
    near(of(Crux).specificity, 0.5);
    // Spine: 0.9 right, 0.8 misplaced, 0.2 right: precision 1, 2/3 at recall 1/3, 2/3.
    near(of(Spine).ap50, 1.0 / 3.0 + 2.0 / 9.0);
    near(of(Spine).sensitivity, 2.0 / 3.0);
    near(of(Spine).specificity, 1.0);
    // The frame without signal does not count, so the heart was never labelled and never found.
    assert_eq!(
        (of(Heart).labels, of(Heart).ap50, of(Heart).sensitivity),
        (0, None, None)
    );
    near(of(Heart).specificity, 1.0);
    near(report.mean_ap50, f64::midpoint(0.25, 5.0 / 9.0));
    // Right: abdomen, one of two four-chamber frames, and the missing frame, told as none.
    near(report.view_accuracy, 0.75);
    let four = report.views.iter().find(|v| v.view == FourChamber).unwrap();
    assert_eq!((four.frames, four.accuracy), (2, Some(0.5)));
}

#[test]
fn clips_add_up_and_the_order_of_clips_does_not_matter() {
    let (labels, frames) = clip();
    let perfect = labels
        .iter()
        .filter(|l| l.is_live())
        .cloned()
        .collect::<Vec<_>>();
    let report = |pairs: [(&[FrameRecord], &[FrameRecord]); 2]| {
        let mut evaluation = Evaluation::new(THRESHOLDS);
        for (labels, frames) in pairs {
            evaluation.add(labels, frames).unwrap();
        }
        evaluation.finish()
    };
    let one = report([(&labels, &frames), (&labels, &perfect)]);
    let other = report([(&labels, &perfect), (&labels, &frames)]);
    assert_eq!(
        serde_json::to_string(&one).unwrap(),
        serde_json::to_string(&other).unwrap()
    );
    assert_eq!(one.frames, 8);
    assert_eq!(one.structures[Spine.index()].labels, 6);
}

#[test]
fn perfect_frames_score_one_and_the_table_says_so() {
    let (labels, _) = clip();
    let mut evaluation = Evaluation::new(THRESHOLDS);
    evaluation.add(&labels, &labels).unwrap();
    let report = evaluation.finish();
    assert_eq!(
        (report.mean_ap50, report.view_accuracy),
        (Some(1.0), Some(1.0))
    );
    let table = report.to_string();
    let crux = table.lines().find(|l| l.starts_with("crux")).unwrap();
    assert_eq!(
        crux,
        "crux                       2   1.000        1.000        1.000"
    );
    let heart = table.lines().find(|l| l.starts_with("heart")).unwrap();
    assert_eq!(
        heart,
        "heart                      0       -            -        1.000"
    );
}

#[test]
fn files_of_different_clips_are_told() {
    let (labels, frames) = clip();
    let mut evaluation = Evaluation::new(THRESHOLDS);
    let stray = [frame(9, Abdomen, &[])];
    assert_eq!(
        evaluation.add(&labels, &stray),
        Err(EvaluateError::NoLabel { frame: 9 })
    );
    assert_eq!(
        evaluation.add(&labels, &[]),
        Err(EvaluateError::NothingInCommon)
    );
    assert_eq!(
        evaluation.add(&labels[3..4], &frames[3..]),
        Err(EvaluateError::NoLiveLabels)
    );
    assert!(EvaluateError::NothingInCommon.hint().is_some());
}
