//! Small made-up exams, one for every figure.

use serde_json::json;

use super::{ExamOutcome, Exams, ExamsReport, ExamsSetting, Measured, SweepKind, SweepTruth};
use crate::{
    anatomy::{Profile, Structure, View},
    evaluate::{Goal, PackName},
    exam::{GestationalAge, ItemState, PictureSide},
    record::{BodySide, FrameRecord, LabelRecord, Ratios, Sides, StructureRecord},
};

/// A sweep of two views of ten frames each, one after the other, ten a second.
const SHOWN: [View; 2] = [View::Abdomen, View::FourChamber];

fn sides(stomach: BodySide) -> Sides {
    Sides {
        stomach,
        aorta: BodySide::Left,
        cava: BodySide::Right,
        heart: BodySide::Left,
    }
}

fn about(case: &str) -> LabelRecord {
    LabelRecord {
        case: Some(case.to_owned()),
        age_weeks: Some(22.43),
        left: Some(PictureSide::Down),
        sides: Some(sides(BodySide::Left)),
        heart_rate_bpm: Some(140.0),
        axis_degrees: Some(40.0),
        phase: Some(0.0),
        ratios: Ratios {
            heart_chest_area: Some(0.30),
            rv_lv_width: Some(1.0),
            ..Ratios::default()
        },
        ..LabelRecord::default()
    }
}

/// Labels of a sweep that shows everything in both views, all about the same.
fn labels(about: &LabelRecord) -> Vec<FrameRecord> {
    let marked = |name: Structure| StructureRecord {
        name,
        confidence: 1.0,
        rect: [1.0, 2.0, 3.0, 4.0],
        difficult: false,
    };
    (0..20)
        .map(|frame| FrameRecord {
            frame,
            time_ms: 100.0 * frame as f64,
            picture: "live".into(),
            view: SHOWN[frame as usize / 10],
            structures: Structure::ALL
                .into_iter()
                .filter(|s| !about.absent.contains(s))
                .map(marked)
                .collect(),
            label: Some(about.clone()),
            ..FrameRecord::default()
        })
        .collect()
}

/// An exam with a score, states of some items, and measures.
fn outcome(
    score: f64,
    items: &[(&str, &str, &str)],
    measures: &[(&str, Result<f64, &str>)],
) -> ExamOutcome {
    let items: Vec<_> = items
        .iter()
        .map(|(id, state, reason)| json!({"id": id, "state": state, "reason": reason}))
        .collect();
    let measures: Vec<_> = measures
        .iter()
        .map(|(name, value)| match value {
            Ok(value) => json!({"measure": name, "value": value}),
            Err(why) => json!({"measure": name, "withheld": why}),
        })
        .collect();
    let mut outcome = ExamOutcome::of_record(&json!({"items": items, "measures": measures}));
    outcome.score = Some(score);
    outcome
}

fn report(sweeps: Vec<(SweepKind, Vec<FrameRecord>, ExamOutcome)>) -> ExamsReport {
    let mut exams = Exams::new(Profile::builtin("isuog-2023").unwrap());
    for (kind, labels, outcome) in sweeps {
        let frames = labels.clone();
        exams.add(kind, &labels, &frames, outcome).unwrap();
    }
    exams.finish(ExamsSetting {
        model: PackName {
            name: "made-up".to_owned(),
            version: "1.0.0".to_owned(),
            sha256: String::new(),
        },
        profile: "isuog-2023".to_owned(),
        seeds: None,
        seconds: 2.0,
        fps: 10.0,
    })
}

/// The report of usual sweeps of one case with one item in one state each.
fn of_item(case: &LabelRecord, id: &str, states: &[&str]) -> ExamsReport {
    let sweeps = states.iter().map(|state| {
        let said = outcome(0.0, &[(id, state, "")], &[]);
        (SweepKind::Usual, labels(case), said)
    });
    report(sweeps.collect())
}

/// How many states are right, undecided and wrong.
fn tally(case: &LabelRecord, id: &str, states: &[&str]) -> [u64; 3] {
    let report = of_item(case, id, states);
    let item = report.items.iter().find(|item| item.id == id).unwrap();
    [item.right, item.undecided, item.wrong]
}

fn goal<'a>(report: &'a ExamsReport, figure: &str) -> &'a Goal {
    report.goals.iter().find(|g| g.figure == figure).unwrap()
}

const STATES: [&str; 5] = ["meets", "outside", "seen", "not_seen", "cannot_assess"];

#[test]
fn a_record_is_read_for_what_it_has() {
    let record = json!({
        "items": [
            {"id": "F5", "state": "seen", "reason": "found"},
            {"id": "F6", "state": "sideways"},
        ],
        "measures": [
            {"measure": "rv_lv_width", "value": 1.1, "spread": 0.1},
            {"measure": "axis_degrees", "withheld": "laterality not entered"},
        ],
    });
    let outcome = ExamOutcome::of_record(&record);
    assert_eq!(outcome.score, None);
    assert_eq!(outcome.items.len(), 1);
    assert_eq!(outcome.items[0].state, ItemState::Seen);
    assert_eq!(outcome.measures["rv_lv_width"], Measured::Value(1.1));
    let withheld = Measured::Withheld("laterality not entered".to_owned());
    assert_eq!(outcome.measures["axis_degrees"], withheld);
    assert_eq!(ExamOutcome::of_record(&json!(null)), ExamOutcome::default());
}

#[test]
fn what_is_entered_is_what_is_true() {
    let mut lines = labels(&about("normal"));
    lines[0].picture = "frozen".into();
    if let Some(label) = &mut lines[0].label {
        label.left = Some(PictureSide::Up);
    }
    let truth = SweepTruth::read(&lines);
    let entered = truth.entered();
    assert_eq!(entered.age, GestationalAge::new(22, 3).ok());
    // The side is that of the first live frame.
    assert_eq!(entered.left, Some(PictureSide::Down));
    assert!(truth.is_normal());
    let nothing = SweepTruth::read(&[]).entered();
    assert_eq!((nothing.age, nothing.left), (None, None));
}

#[test]
fn the_score_tells_defects_as_often_as_pairs_are_in_order() {
    let sweep = |case: &str, score| {
        let said = outcome(score, &[], &[]);
        (SweepKind::Usual, labels(&about(case)), said)
    };
    let report = report(vec![
        sweep("normal", 0.1),
        sweep("normal", 0.5),
        sweep("hlhs", 0.9),
        sweep("hlhs", 0.8),
        sweep("ebstein", 0.3),
        // Another kind does not count.
        (
            SweepKind::Hasty,
            labels(&about("normal")),
            outcome(1.0, &[], &[]),
        ),
    ]);
    assert_eq!(report.sweeps, [2, 3]);
    let area = goal(&report, "area under the curve of the score");
    assert_eq!(area.estimate.value, Some(5.0 / 6.0));
    assert_eq!(area.met, Some(false));
    let (low, high) = area.estimate.interval().unwrap();
    assert!(low < 5.0 / 6.0 && high >= 5.0 / 6.0);
    let of = |case: &str| {
        let score = report.areas.iter().find(|a| a.case == case).unwrap();
        (score.sweeps, score.area.value)
    };
    assert_eq!(of("hlhs"), (2, Some(1.0)));
    assert_eq!(of("ebstein"), (1, Some(0.5)));
}

#[test]
fn sweeps_without_a_score_are_counted() {
    let mut said = outcome(0.0, &[], &[]);
    said.score = None;
    let report = report(vec![(SweepKind::Usual, labels(&about("normal")), said)]);
    assert_eq!(report.without_score, 1);
    let area = goal(&report, "area under the curve of the score");
    assert_eq!((area.estimate.value, area.met), (None, None));
}

#[test]
fn sides_are_held_against_the_truth() {
    // Right, undecided, wrong; of the five states.
    assert_eq!(tally(&about("normal"), "A2", &STATES), [1, 2, 2]);
    assert_eq!(tally(&about("normal"), "A2", &["meets"]), [1, 0, 0]);
    let mirrored = LabelRecord {
        sides: Some(sides(BodySide::Right)),
        ..about("situs_inversus")
    };
    assert_eq!(tally(&mirrored, "A2", &["outside"]), [1, 0, 0]);
    assert_eq!(tally(&mirrored, "A2", &["meets"]), [0, 0, 1]);
    assert_eq!(tally(&mirrored, "F15", &["outside"]), [1, 0, 0]);
    assert_eq!(tally(&mirrored, "F2", &["meets"]), [1, 0, 0]);
}

#[test]
fn limits_are_those_of_the_checklist() {
    let with_axis = |degrees| LabelRecord {
        axis_degrees: Some(degrees),
        ..about("normal")
    };
    assert_eq!(
        tally(&with_axis(40.0), "F3", &["meets", "outside"]),
        [1, 0, 1]
    );
    assert_eq!(
        tally(&with_axis(-40.0), "F3", &["meets", "outside"]),
        [1, 0, 1]
    );
    assert_eq!(tally(&with_axis(-40.0), "F3", &["outside"]), [1, 0, 0]);
    // Too near to 65 for the truth to say.
    assert_eq!(tally(&with_axis(64.0), "F3", &STATES), [0, 0, 0]);
    let with_ratio = |ratio, weeks| LabelRecord {
        age_weeks: Some(weeks),
        ratios: Ratios {
            rv_lv_width: Some(ratio),
            ..Ratios::default()
        },
        ..about("normal")
    };
    assert_eq!(tally(&with_ratio(1.5, 22.0), "F7", &["outside"]), [1, 0, 0]);
    assert_eq!(tally(&with_ratio(1.0, 22.0), "F7", &["meets"]), [1, 0, 0]);
    // The checklist has no limits for 40 weeks.
    assert_eq!(tally(&with_ratio(1.5, 40.0), "F7", &STATES), [0, 0, 0]);
}

#[test]
fn what_is_missing_is_not_seen_and_what_is_there_is() {
    let normal = about("normal");
    assert_eq!(tally(&normal, "F5", &["seen"]), [1, 0, 0]);
    assert_eq!(tally(&normal, "F5", &["not_seen"]), [0, 0, 1]);
    let single = LabelRecord {
        absent: vec![Structure::RightVentricle],
        ..about("single_ventricle")
    };
    assert_eq!(tally(&single, "F5", &["not_seen"]), [1, 0, 0]);
    assert_eq!(tally(&single, "F5", &["seen"]), [0, 0, 1]);
    // Not every defect is told by every item.
    assert_eq!(tally(&about("ebstein"), "F9", &STATES), [0, 0, 0]);
    // "About equal" has no limit: seen is right, and so is met.
    assert_eq!(tally(&normal, "F6", &["seen", "meets"]), [2, 0, 0]);
}

#[test]
fn what_was_hardly_shown_or_is_difficult_does_not_count() {
    let about = about("normal");
    let said = |lines: Vec<FrameRecord>| {
        let said = outcome(0.0, &[("F8", "not_seen", "")], &[]);
        let report = report(vec![(SweepKind::Usual, lines, said)]);
        report.items.iter().find(|i| i.id == "F8").unwrap().sweeps
    };
    assert_eq!(said(labels(&about)), 1);
    let mut difficult = labels(&about);
    for line in &mut difficult[10..] {
        for structure in &mut line.structures {
            structure.difficult |= structure.name == Structure::Crux;
        }
    }
    assert_eq!(said(difficult), 0);
    let mut unclear = labels(&about);
    for line in &mut unclear[13..] {
        line.label.as_mut().unwrap().view_clear = false;
    }
    assert_eq!(said(unclear), 0);
}

#[test]
fn items_that_nothing_settles_are_left_out_of_the_figure() {
    let case = about("normal");
    let said = |l2| {
        let items = [("F5", "seen", ""), ("A2", "outside", ""), ("L2", l2, "")];
        let said = outcome(0.0, &items, &[]);
        report(vec![(SweepKind::Usual, labels(&case), said)])
    };
    let report = said("cannot_assess");
    let right = goal(&report, "item states right").estimate.value;
    assert_eq!(right, Some(0.5));
    assert!(!report.items.iter().find(|i| i.id == "L2").unwrap().settled);
    let right = goal(&said("not_seen"), "item states right").estimate.value;
    assert_eq!(right, Some(0.5));
    let undecided = of_item(&case, "A2", &["meets", "seen"]);
    let value = |figure: &str| goal(&undecided, figure).estimate.value;
    assert_eq!(value("item states right"), Some(0.5));
    assert_eq!(value("item states right, of those decided"), Some(1.0));
}

#[test]
fn nothing_is_met_in_a_view_that_was_never_shown() {
    let case = about("normal");
    let unfounded = |id: &str, state: &str| {
        let report = of_item(&case, id, &[state]);
        let goal = goal(&report, "criteria met in a view never shown");
        (goal.estimate.value, goal.met)
    };
    assert_eq!(unfounded("V3", "meets"), (Some(1.0), Some(false)));
    assert_eq!(unfounded("V3", "cannot_assess"), (Some(0.0), Some(true)));
    assert_eq!(unfounded("F7", "meets"), (Some(0.0), Some(true)));
    // That a side was entered needs no view.
    let mut lines = labels(&case);
    lines.drain(..10);
    let said = outcome(0.0, &[("A1", "meets", "")], &[]);
    let report = report(vec![(SweepKind::Usual, lines, said)]);
    let goal = goal(&report, "criteria met in a view never shown");
    assert_eq!(goal.estimate.value, Some(0.0));
}

#[test]
fn errors_have_their_centiles_and_what_is_withheld_its_reasons() {
    let case = about("normal");
    let sweep = |axis| {
        let said = outcome(0.0, &[], &[("axis_degrees", axis)]);
        (SweepKind::Usual, labels(&case), said)
    };
    let report = report(vec![
        sweep(Ok(41.0)),
        sweep(Ok(37.0)),
        sweep(Ok(52.0)),
        sweep(Err("no front")),
        sweep(Err("too few frames")),
        sweep(Err("no front")),
    ]);
    let of = |name: &str| report.measures.iter().find(|m| m.measure == name).unwrap();
    let axis = of("axis_degrees");
    assert_eq!(axis.sweeps, 6);
    assert_eq!(axis.median.value, Some(3.0));
    assert!((axis.centile_95.value.unwrap() - 11.1).abs() < 1e-9);
    assert_eq!(axis.withheld, Some(0.5));
    let reasons: Vec<_> = axis
        .reasons
        .iter()
        .map(|r| (&r.reason[..], r.sweeps))
        .collect();
    assert_eq!(reasons, [("no front", 2), ("too few frames", 1)]);
    let met = |figure: &str| goal(&report, figure).met;
    assert_eq!(met("axis degrees: median of the error"), Some(true));
    assert_eq!(met("axis degrees: 95th centile of the error"), Some(false));
    // The rate was never measured; the atria's ratio is not known.
    assert_eq!(of("heart_rate_bpm").withheld, Some(1.0));
    assert_eq!(
        (of("ra_la_width").sweeps, of("ra_la_width").withheld),
        (0, None)
    );
}

#[test]
fn the_truth_of_a_measure_is_that_at_the_end_of_diastole() {
    let mut lines = labels(&about("normal"));
    for (k, line) in lines.iter_mut().enumerate() {
        let label = line.label.as_mut().unwrap();
        let full = k % 2 == 0;
        label.phase = Some(if full { 0.7 } else { 0.25 });
        label.ratios.rv_lv_width = Some(if full { 1.2 } else { 0.6 });
    }
    let said = outcome(0.0, &[], &[("rv_lv_width", Ok(1.2))]);
    let report = report(vec![(SweepKind::Usual, lines, said)]);
    let of = |name: &str| report.measures.iter().find(|m| m.measure == name).unwrap();
    assert!(of("rv_lv_width").median.value.unwrap() < 1e-6);
}

#[test]
fn special_sweeps_are_judged_by_states_and_reasons() {
    let case = about("normal");
    let said = |state: &str, reason: &str| {
        let said = outcome(0.0, &[("V1", state, reason), ("F5", "seen", "")], &[]);
        (SweepKind::Incomplete, labels(&case), said)
    };
    let report = report(vec![
        said("not_seen", "view not shown"),
        said("not_seen", "not found in this view: aorta"),
        said("seen", "found together in this view"),
    ]);
    let [incomplete] = &report.special[..] else {
        panic!("one kind was added: {:?}", report.special);
    };
    assert_eq!(incomplete.kind, SweepKind::Incomplete);
    assert_eq!((incomplete.sweeps, incomplete.without_wrong), (3, 2));
    let tally = [incomplete.right, incomplete.undecided, incomplete.wrong];
    assert_eq!(tally, [4, 1, 1]);
    assert_eq!(incomplete.accuracy.value, Some(4.0 / 6.0));
    // They are not usual sweeps.
    assert_eq!(report.sweeps, [0, 0]);
}

#[test]
fn frozen_frames_read_as_live_are_counted_after_a_second() {
    let mut lines = labels(&about("normal"));
    for line in &mut lines[4..18] {
        line.picture = "frozen".into();
    }
    let mut frames = lines.clone();
    for frame in &mut frames[4..16] {
        frame.picture = "live".into();
    }
    let mut exams = Exams::new(Profile::builtin("isuog-2023").unwrap());
    let said = outcome(0.0, &[], &[]);
    exams
        .add(SweepKind::Frozen, &lines, &frames, said.clone())
        .unwrap();
    for line in &mut lines {
        line.picture = "frozen".into();
    }
    assert!(exams.add(SweepKind::Frozen, &lines, &frames, said).is_err());
    let setting = report(Vec::new()).setting;
    let report = exams.finish(setting);
    let frozen = &report.special[0];
    // Frozen from 0.4 s to 1.7 s; read as live up to 1.5 s.
    assert_eq!((frozen.frozen_frames, frozen.frozen_read_as_live), (3, 1));
    let text = report.to_string();
    assert!(
        text.contains("1 of 3 frozen frames were read as live"),
        "{text}"
    );
}

#[test]
fn the_table_names_every_figure() {
    let said = outcome(
        0.5,
        &[("F5", "seen", "")],
        &[("axis_degrees", Err("no front"))],
    );
    let report = report(vec![(SweepKind::Usual, labels(&about("normal")), said)]);
    let text = report.to_string();
    for part in [
        "area under the curve of the score",
        ">= 0.950",
        "axis degrees: median of the error",
        "<= 5.000",
        "F5   Four chambers",
        "1  withheld: no front",
    ] {
        assert!(text.contains(part), "{part} is not in\n{text}");
    }
    let json = serde_json::to_value(&report).unwrap();
    assert_eq!(json["items"][0]["id"], "A1");
    assert_eq!(json["schema"], 1);
}
