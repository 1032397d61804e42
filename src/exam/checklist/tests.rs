use std::time::Duration;

use crate::anatomy::{Profile, Structure, StructureMap, View};
use crate::detector::{Detection, Detections};
use crate::exam::{Exam, Item, ItemState, Observation};
use crate::sector::Picture;

use Structure::*;

const FRAME: Duration = Duration::from_millis(40);
const CHAMBERS: [Structure; 5] = [Crux, RightAtrium, LeftAtrium, RightVentricle, LeftVentricle];
/// A four-chamber view in which one chamber is missing.
const NO_LEFT_ATRIUM: [Structure; 8] = [
    Crux,
    RightAtrium,
    RightVentricle,
    LeftVentricle,
    VentricularSeptum,
    TricuspidValve,
    MitralValve,
    Heart,
];

struct Show {
    exam: Exam,
    frame: u32,
}

impl Show {
    fn new() -> Self {
        let profile = Profile::builtin("isuog-2023").unwrap();
        Self {
            exam: Exam::new(profile, StructureMap([0.3; Structure::COUNT])),
            frame: 0,
        }
    }

    fn frames(&mut self, count: u32, picture: Picture, found: &[(Structure, f32)]) {
        for _ in 0..count {
            let mut structures = Detections::default();
            for (s, confidence) in found {
                structures[*s] = Detection {
                    confidence: *confidence,
                    ..Detection::default()
                };
            }
            let time = FRAME * self.frame;
            self.exam.observe(&Observation {
                frame: self.frame.into(),
                time,
                picture,
                sharpness: 0.0,
                valve_lines: [None; 2],
                sector: None,
                structures,
            });
            self.frame += 1;
        }
    }

    fn live(&mut self, count: u32, found: &[Structure]) {
        let found: Vec<_> = found.iter().map(|s| (*s, 0.8)).collect();
        self.frames(count, Picture::Live, &found);
    }

    fn item(&self, id: &str) -> &Item {
        self.exam.items().iter().find(|i| i.id == id).unwrap()
    }

    fn says(&self, id: &str) -> (ItemState, &str) {
        (self.item(id).state, &self.item(id).reason)
    }
}

#[test]
fn before_any_picture_nothing_can_be_assessed() {
    let mut show = Show::new();
    let nothing = (ItemState::CannotAssess, "no picture analysed yet");
    assert!(
        show.exam
            .items()
            .iter()
            .all(|i| (i.state, i.reason.as_str()) == nothing)
    );
    let chambers = CHAMBERS.map(|s| (s, 0.9));
    show.frames(50, Picture::NotUltrasound, &chambers);
    show.frames(50, Picture::NoSignal, &chambers);
    assert!(
        show.exam
            .items()
            .iter()
            .all(|i| (i.state, i.reason.as_str()) == nothing)
    );
    assert_eq!(show.exam.view(), View::None);
    assert!(
        show.exam
            .timeline()
            .columns()
            .iter()
            .all(|c| c.confidence.0 == [0; 23])
    );
}

#[test]
fn presence_is_seen_from_the_third_frame_and_stays() {
    let mut show = Show::new();
    show.live(1, &[Spine]);
    assert_eq!(show.says("F5"), (ItemState::NotSeen, "view not shown"));
    show.live(2, &CHAMBERS);
    while show.exam.view() != View::FourChamber {
        show.live(1, &CHAMBERS);
    }
    assert_eq!(
        show.says("F5"),
        (
            ItemState::CannotAssess,
            "cannot assess: view shown too briefly"
        )
    );
    show.live(2, &CHAMBERS);
    assert_eq!(
        show.says("F5"),
        (ItemState::Seen, "found together in this view")
    );
    show.live(100, &[Spine]);
    show.frames(100, Picture::NoSignal, &[]);
    assert_eq!(show.item("F5").state, ItemState::Seen);
}

#[test]
fn the_evidence_is_the_frame_whose_weakest_structure_is_strongest() {
    let mut show = Show::new();
    let with_weakest = |c| CHAMBERS.map(|s| (s, if s == LeftAtrium { c } else { 0.9 }));
    for weakest in [0.4, 0.5, 0.7, 0.6, 0.45] {
        show.frames(1, Picture::Live, &with_weakest(weakest));
    }
    let f5 = show.item("F5");
    assert_eq!(
        (f5.frame, f5.time, f5.confidence),
        (Some(2), Some(FRAME * 2), 0.7)
    );
}

#[test]
fn a_held_view_names_what_was_not_found_in_it() {
    let mut show = Show::new();
    show.live(20, &NO_LEFT_ATRIUM);
    assert_eq!(
        show.says("F5"),
        (ItemState::NotSeen, "not found in this view: left atrium")
    );
    assert_eq!(
        show.says("F14"),
        (
            ItemState::NotSeen,
            "not found in this view: pulmonary vein, left atrium"
        )
    );
    assert_eq!(show.item("F8").state, ItemState::Seen);
    assert_eq!(show.says("V1"), (ItemState::NotSeen, "view not shown"));
    show.live(1, &CHAMBERS);
    assert_eq!(
        show.says("F5"),
        (ItemState::NotSeen, "not found together in three frames")
    );
    assert_eq!(show.item("F5").frame, None);
}

#[test]
fn flickers_further_apart_than_half_a_second_do_not_add_up() {
    let mut show = Show::new();
    for _ in 0..6 {
        show.live(12, &[Crux, RightAtrium, RightVentricle, LeftVentricle]);
        show.live(1, &CHAMBERS);
    }
    assert_eq!(show.item("F5").state, ItemState::NotSeen);
}

#[test]
fn structures_outside_their_view_do_not_count() {
    let mut show = Show::new();
    show.live(
        30,
        &[
            Stomach,
            UmbilicalVein,
            Spine,
            PulmonaryArtery,
            AscendingAorta,
        ],
    );
    assert_eq!(show.exam.view(), View::Abdomen);
    assert_eq!(show.item("A4").state, ItemState::Seen);
    assert_eq!(show.item("V1").state, ItemState::NotSeen);
    assert_eq!(show.item("F5").state, ItemState::NotSeen);
}

#[test]
fn what_needs_more_than_presence_has_to_be_seen_and_measured() {
    let mut show = Show::new();
    show.live(30, &[Stomach, UmbilicalVein, Spine]);
    assert_eq!(
        show.says("A2"),
        (
            ItemState::CannotAssess,
            "cannot assess: structures not found together, or without boxes"
        )
    );
    assert_eq!(
        show.says("A1"),
        (
            ItemState::CannotAssess,
            "cannot assess: laterality not entered"
        )
    );
    assert_eq!(show.says("F4"), (ItemState::NotSeen, "view not shown"));
    assert_eq!(
        show.says("F17"),
        (
            ItemState::CannotAssess,
            "cannot assess: no ventricle and atrium seen together"
        )
    );
}

#[test]
fn a_slow_source_needs_three_frames_in_a_row() {
    let mut show = Show::new();
    for n in 0..4 {
        let mut structures = Detections::default();
        for s in CHAMBERS {
            structures[s].confidence = 0.8;
        }
        assert_eq!(show.item("F5").state == ItemState::Seen, n > 2);
        show.exam.observe(&Observation {
            frame: n,
            time: Duration::from_millis(400 * n),
            picture: Picture::Live,
            sharpness: 0.0,
            valve_lines: [None; 2],
            sector: None,
            structures,
        });
    }
}

#[test]
fn one_picture_counts_by_itself_only_where_no_second_one_comes() {
    let mut show = Show::new();
    show.live(1, &NO_LEFT_ATRIUM);
    assert_eq!(show.exam.view(), View::FourChamber);
    let brief = (
        ItemState::CannotAssess,
        "cannot assess: view shown too briefly",
    );
    assert_eq!(show.says("F8"), brief);
    let mut longer = show.exam.clone();
    show.exam.finish();
    assert_eq!(show.item("F8").state, ItemState::Seen);
    assert_eq!(show.item("F8").frame, Some(0));
    assert_eq!(
        show.says("F5"),
        (ItemState::NotSeen, "not found in this view: left atrium")
    );
    longer.observe(&Observation {
        frame: 1,
        time: FRAME,
        picture: Picture::Live,
        sharpness: 0.0,
        valve_lines: [None; 2],
        sector: None,
        structures: Detections::default(),
    });
    longer.finish();
    let f8 = longer.items().iter().find(|i| i.id == "F8").unwrap();
    assert_eq!((f8.state, f8.reason.as_str()), brief);
}
