use super::{By, EvaluateError, Evaluation, FalseAlarms, PackName, Setting, Suite, SuiteReport};
use crate::anatomy::{Structure, StructureMap, View};
use crate::record::{FrameRecord, LabelRecord, StructureRecord};

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
            difficult: false,
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

type Records = (Vec<FrameRecord>, Vec<FrameRecord>);

pub(super) fn clip() -> Records {
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

pub(super) fn evaluation(clips: &[Records]) -> Evaluation {
    let mut evaluation = Evaluation::new(THRESHOLDS);
    for (labels, frames) in clips {
        evaluation.add(labels, frames).unwrap();
    }
    evaluation
}

/// The clip with these labels at each of its lines.
fn labelled(label: &LabelRecord) -> Records {
    let (mut labels, frames) = clip();
    for line in &mut labels {
        line.label = Some(label.clone());
    }
    (labels, frames)
}

fn about(case: &str, look: &str, age_weeks: f32) -> LabelRecord {
    LabelRecord {
        case: Some(case.into()),
        look: Some(look.into()),
        age_weeks: Some(age_weeks),
        ..LabelRecord::default()
    }
}

fn near(found: Option<f64>, wanted: f64) {
    assert!(
        (found.unwrap() - wanted).abs() < 1e-12,
        "{found:?} for {wanted}"
    );
}

#[test]
fn figures_by_hand() {
    let report = evaluation(&[clip()]).finish();
    assert_eq!((report.frames, report.frames_missing), (4, 1));
    let of = |s: Structure| &report.structures[s.index()];
    // Crux: 0.9 wrong, 0.8 right, 0.7 misplaced: precision 1/2 at recall 1/2.
    near(of(Crux).ap50.value, 0.25);
    near(of(Crux).sensitivity.value, 1.0);
    near(of(Crux).specificity.value, 0.5);
    near(of(Crux).located.value, 0.5);
    // Spine: 0.9 right, 0.8 misplaced, 0.2 right: precision 1, 2/3 at recall 1/3, 2/3.
    near(of(Spine).ap50.value, 1.0 / 3.0 + 2.0 / 9.0);
    near(of(Spine).sensitivity.value, 2.0 / 3.0);
    near(of(Spine).specificity.value, 1.0);
    near(of(Spine).located.value, 1.0 / 3.0);
    near(report.mean_located.value, 5.0 / 12.0);
    // The frame without signal does not count, so the heart was never labelled and never found.
    let heart = of(Heart);
    assert_eq!(
        (heart.labels, heart.ap50.value, heart.sensitivity.value),
        (0, None, None)
    );
    near(heart.specificity.value, 1.0);
    near(report.mean_ap50.value, f64::midpoint(0.25, 5.0 / 9.0));
    assert_eq!(
        report.mean_ap50.interval(),
        None,
        "one clip says nothing of others"
    );
    // Right: abdomen, one of two four-chamber frames, and the missing frame, told as none.
    near(report.view_accuracy.value, 0.75);
    let four = report.views.iter().find(|v| v.view == FourChamber).unwrap();
    assert_eq!((four.frames, four.accuracy), (2, Some(0.5)));
    assert_eq!(four.told, [0, 1, 1, 0, 0, 0, 0]);
    // Guesses of 0.9: one right of two; of 0.8: one of two; of 0.7: none; of 0.2: one.
    let bins = &report.reliability.bins;
    let bin = |i: usize| (bins[i].guesses, bins[i].right);
    assert_eq!((bin(9), bin(7)), ((2, Some(0.5)), (1, Some(0.0))));
    assert_eq!((bin(2), bin(5)), ((1, Some(1.0)), (0, None)));
}

#[test]
fn clips_add_up_and_the_order_of_clips_does_not_matter() {
    let (labels, frames) = clip();
    let live = labels.iter().filter(|l| l.is_live());
    let perfect: Records = (labels.clone(), live.cloned().collect());
    let mixed = (labels, frames);
    let one = evaluation(&[mixed.clone(), perfect.clone()]).finish();
    let other = evaluation(&[perfect, mixed]).finish();
    let values = |r: &super::Report| {
        let structures = r.structures.iter();
        let shares = structures.map(|s| [s.ap50, s.sensitivity, s.specificity].map(|e| e.value));
        (
            shares.collect::<Vec<_>>(),
            r.views.clone(),
            r.reliability.clone(),
        )
    };
    assert_eq!(values(&one), values(&other));
    assert_eq!((one.frames, one.clips), (8, 2));
    assert_eq!(one.structures[Spine.index()].labels, 6);
    let (low, high) = one.mean_ap50.interval().unwrap();
    near(Some(high), 1.0);
    near(Some(low), f64::midpoint(0.25, 5.0 / 9.0));
}

#[test]
fn a_difficult_structure_counts_neither_way() {
    let (mut labels, mut frames) = clip();
    let difficult = |line: &mut FrameRecord, structure| {
        let mut structures = line.structures.iter_mut();
        structures.find(|s| s.name == structure).unwrap().difficult = true;
    };
    // Frame 1: the crux is found where it is; frame 2: a box beside it stays a false alarm.
    difficult(&mut labels[1], Crux);
    difficult(&mut labels[2], Crux);
    let report = evaluation(&[(labels.clone(), frames.clone())]).finish();
    let crux = &report.structures[Crux.index()];
    assert_eq!((crux.labels, crux.difficult), (0, 2));
    assert_eq!((crux.ap50.value, crux.sensitivity.value), (None, None));
    near(crux.specificity.value, 0.5);
    let guesses: u64 = report.reliability.bins.iter().map(|b| b.guesses).sum();
    assert_eq!(guesses, 5, "all but the one on a difficult structure");

    // A third crux that is easy: 0.65, right, below the two false alarms of 0.9 and 0.7.
    labels[4] = frame(4, View::None, &[(Crux, 1.0, HERE)]);
    frames.push(frame(4, View::None, &[(Crux, 0.65, HERE)]));
    let report = evaluation(&[(labels, frames)]).finish();
    let crux = &report.structures[Crux.index()];
    near(crux.ap50.value, 1.0 / 3.0);
    near(crux.sensitivity.value, 1.0);
    near(crux.specificity.value, 0.0);
}

#[test]
fn an_unclear_view_is_left_out_of_the_accuracy() {
    let (mut labels, frames) = clip();
    labels[2].label = Some(LabelRecord {
        view_clear: false,
        ..LabelRecord::default()
    });
    let report = evaluation(&[(labels, frames)]).finish();
    near(report.view_accuracy.value, 1.0);
    assert_eq!((report.frames, report.frames_unclear), (4, 1));
    let text = report.to_string();
    assert!(
        text.contains("1 frames between two views are left out"),
        "{text}"
    );
    assert_eq!(report.structures[Crux.index()].labels, 2);
}

#[test]
fn a_frame_that_was_not_taken_for_live_counts_as_empty_and_is_told() {
    let (labels, mut frames) = clip();
    frames[1].picture = "not_ultrasound".into();
    frames[1].structures.clear();
    let report = evaluation(&[(labels, frames)]).finish();
    assert_eq!((report.frames_not_live, report.frames_missing), (1, 1));
    near(report.structures[Crux.index()].sensitivity.value, 0.5);
    let text = report.to_string();
    assert!(text.contains("1 frames were not taken for live"), "{text}");
}

#[test]
fn clips_are_grouped_by_what_their_labels_say() {
    let clips = [
        labelled(&about("hlhs", "slate", 21.9)),
        labelled(&about("normal", "slate", 22.0)),
        labelled(&about("normal", "wide", 36.99)),
        labelled(&about("normal", "wide", 40.0)),
        clip(),
    ];
    let report = evaluation(&clips).finish();
    let groups: Vec<_> = report
        .groups
        .iter()
        .map(|g| (g.by, g.name.as_str(), g.clips))
        .collect();
    assert_eq!(
        groups,
        [
            (By::Case, "normal", 3),
            (By::Case, "hlhs", 1),
            (By::Screen, "slate", 2),
            (By::Screen, "wide", 2),
            (By::Weeks, "16-21", 1),
            (By::Weeks, "22-26", 1),
            (By::Weeks, "27-36", 1),
            (By::Weeks, "other", 1),
        ]
    );
    assert_eq!(report.groups[0].frames, 12);
    assert_eq!(report.groups[0].mean_ap50.value, report.mean_ap50.value);
    let text = report.to_string();
    let line = text.lines().find(|l| l.starts_with("hlhs")).unwrap();
    assert_eq!(
        line,
        "hlhs                      1  0.403                 0.833   0.978   0.750"
    );
}

#[test]
fn perfect_frames_score_one_and_the_table_says_so() {
    let (labels, _) = clip();
    let report = evaluation(&[(labels.clone(), labels)]).finish();
    assert_eq!(
        (report.mean_ap50.value, report.view_accuracy.value),
        (Some(1.0), Some(1.0))
    );
    let table = report.to_string();
    let line = |name: &str| {
        let line = table.lines().find(|l| l.starts_with(name)).unwrap();
        line.to_owned()
    };
    let words = |name: &str| {
        let line = line(name);
        line.split_whitespace()
            .map(str::to_owned)
            .collect::<Vec<_>>()
    };
    assert_eq!(
        words("crux"),
        ["crux", "2", "1.000", "1.000", "1.000", "1.000"]
    );
    assert_eq!(words("heart"), ["heart", "0", "-", "-", "1.000", "-"]);
    assert!(line("mean AP50").ends_with(">= 0.900  yes"));
    assert!(table.lines().all(|l| l.chars().count() <= 100), "{table}");
}

fn records(case: &str) -> Records {
    labelled(&about(case, "slate", 20.0))
}

pub(super) fn suite() -> SuiteReport {
    let normal = evaluation(&[records("normal"), records("normal")]);
    let pack = |name: &str| PackName {
        name: name.to_owned(),
        version: "1.0".to_owned(),
        sha256: "0123456789".to_owned(),
    };
    let mut counter_examples = FalseAlarms::new(THRESHOLDS);
    for part in ["head", "femur"] {
        let (mut labels, frames) = records(part);
        labels.iter_mut().for_each(|l| l.structures.clear());
        counter_examples.add(&labels, &frames).unwrap();
    }
    Suite {
        against: Some(normal.clone()),
        normal,
        defects: evaluation(&[records("hlhs")]),
        held_out: evaluation(&[records("normal")]),
        counter_examples,
    }
    .finish(Setting {
        model: pack("standard"),
        against: Some(pack("plain")),
        seeds: "201-202".to_owned(),
        seconds: 10.0,
        fps: 8.0,
    })
}

#[test]
fn a_suite_puts_each_figure_beside_its_goal() {
    let report = suite();
    let goal = |figure: &str| {
        let found = report.goals.iter().find(|g| g.figure == figure);
        found.unwrap_or_else(|| panic!("no {figure}"))
    };
    let same = goal("mean AP50 less that of plain");
    assert_eq!((same.estimate.value, same.met), (Some(0.0), Some(true)));
    assert_eq!(same.estimate.interval(), Some((0.0, 0.0)));
    let held_out = goal("mean AP50, screen held out of training");
    assert_eq!(held_out.met, Some(false));
    assert_eq!(goal("AP50 of tricuspid valve").met, None);
    // A crux is found in three of the four frames, a spine counts for nothing.
    let alarms = goal("frames without a heart in which some of it is found");
    near(alarms.estimate.value, 0.75);
    assert_eq!(report.counter_examples.per_frame.value, Some(0.75));
    let parts = report.counter_examples_by_part.iter().map(|p| &p.name[..]);
    assert_eq!(parts.collect::<Vec<_>>(), ["femur", "head"]);
    let text = report.to_string();
    let head = "standard 1.0, seeds 201-202\n\
                phantom sweeps of 10 s at 8 frames a second, held against plain 1.0\n";
    assert!(text.starts_with(head), "{text}");
    assert!(text.lines().all(|l| l.chars().count() <= 100), "{text}");
    let json: serde_json::Value = serde_json::to_value(&report).unwrap();
    assert_eq!(json["model"]["name"], "standard");
    assert_eq!(json["goals"][0]["goal"]["at_least"], 0.9);
    assert_eq!(json["normal"]["schema"], 2);
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
