use std::time::Duration;

use crate::{
    anatomy::{Profile, Structure, StructureMap, View},
    detector::Detections,
    exam::{
        Entered, Exam, Item, ItemState, Observation,
        measure::fetus::{FETUS, Fetus},
    },
    sector::Picture,
};

use ItemState::{CannotAssess, Meets, NotSeen, Outside, Seen};

/// An examination of one fetus, with what the examiner entered.
struct Show {
    exam: Exam,
    frame: u64,
}

impl Show {
    fn new(profile: &str, entered: Entered) -> Self {
        let profile = Profile::builtin(profile).unwrap();
        let mut exam = Exam::new(profile, StructureMap([0.3; Structure::COUNT]));
        exam.enter(entered);
        Self { exam, frame: 0 }
    }

    /// 30 frames, more than a second.
    fn view(mut self, found: &Detections) -> Self {
        for _ in 0..30 {
            self.exam.observe(&Observation {
                frame: self.frame,
                time: Duration::from_millis(40 * self.frame),
                picture: Picture::Live,
                sharpness: 0.0,
                valve_lines: [None; 2],
                sector: None,
                structures: *found,
            });
            self.frame += 1;
        }
        self
    }

    fn sweep(self, fetus: Fetus) -> Self {
        let views = [View::Abdomen, View::FourChamber, View::ThreeVessel];
        let views = views.into_iter();
        views.fold(self, |show, view| show.view(&fetus.shows(view)))
    }

    fn item(&self, id: &str) -> &Item {
        self.exam.items().iter().find(|i| i.id == id).unwrap()
    }

    fn says(&self, id: &str) -> (ItemState, &str) {
        (self.item(id).state, &self.item(id).reason)
    }
}

fn entered(fetus: Fetus) -> Entered {
    Entered {
        age: "22+0".parse().ok(),
        left: Some(fetus.left()),
        fetus: None,
    }
}

fn sweep(fetus: Fetus) -> Show {
    Show::new("isuog-2023", entered(fetus)).sweep(fetus)
}

#[test]
fn a_usual_heart_meets_what_can_be_measured_of_it() {
    for (turn, mirrored) in [(47.0, false), (137.0, false), (227.0, true)] {
        let show = sweep(Fetus {
            turn,
            mirrored,
            heart: 1.05,
            ..FETUS
        });
        for id in ["A2", "A3", "F2", "F3", "F4", "F7", "F15", "V2", "V3"] {
            let (state, reason) = show.says(id);
            assert_eq!(state, Meets, "{turn}: {id}: {reason}");
            assert!(show.item(id).evidence[0].is_some());
            assert!(show.item(id).frame.is_some());
        }
        for id in ["A1", "F1", "F6", "F9"] {
            assert_eq!(show.says(id).0, Seen, "{id}: {}", show.says(id).1);
        }
        let axis = show.says("F3").1;
        assert!(axis.starts_with("axis 43 degrees (spread 0, "), "{axis}");
        assert!(axis.contains("), within 25 to 65, z "), "{axis}");
        let japan = Show::new("japan-level-1", entered(FETUS)).sweep(FETUS);
        for id in ["J1", "J4", "J5", "J6", "J8"] {
            assert_eq!(japan.says(id).0, Meets, "{id}: {}", japan.says(id).1);
        }
        let (state, reason) = japan.says("J2");
        assert_eq!(state, Seen, "{reason}");
    }
}

#[test]
fn what_lies_elsewhere_is_outside() {
    let outside = |fetus: Fetus, id: &str| {
        let show = sweep(fetus);
        assert_eq!(show.says(id).0, Outside, "{id}: {}", show.says(id).1);
    };
    // Left was entered as if it were right: a mirrored fetus.
    let mirrored = Fetus {
        mirrored: true,
        ..FETUS
    };
    let show = Show::new("isuog-2023", entered(FETUS)).sweep(mirrored);
    for id in ["A2", "A3", "F2", "F3", "F15", "V2"] {
        assert_eq!(show.says(id).0, Outside, "{id}: {}", show.says(id).1);
    }
    outside(
        Fetus {
            stomach: -1.0,
            ..FETUS
        },
        "A2",
    );
    outside(
        Fetus {
            axis: 75.0,
            ..FETUS
        },
        "F3",
    );
    outside(
        Fetus {
            heart: 1.25,
            ..FETUS
        },
        "F4",
    );
    let narrow = Fetus {
        right_ventricle: 0.5,
        turn: 47.0,
        ..FETUS
    };
    outside(narrow, "F7");
    outside(
        Fetus {
            offset: -1.0,
            ..FETUS
        },
        "F9",
    );
    outside(
        Fetus {
            transposed: true,
            ..FETUS
        },
        "V2",
    );
    outside(
        Fetus {
            trunk: 0.5,
            ..FETUS
        },
        "V3",
    );
}

#[test]
fn without_a_side_nothing_is_left_or_right() {
    let show = Show::new("isuog-2023", Entered::default()).sweep(FETUS);
    for id in ["A1", "A2", "A3", "F2", "F3", "F15", "V2"] {
        let (state, reason) = show.says(id);
        assert_eq!(state, CannotAssess, "{id}");
        assert!(
            reason.starts_with("cannot assess: laterality not entered"),
            "{id}: {reason}"
        );
    }
    // The angle is told all the same, and one that is beyond the limits to either side is so.
    assert!(show.says("F3").1.contains("axis 43 degrees"));
    let far = Fetus {
        axis: 80.0,
        ..FETUS
    };
    let show = Show::new("isuog-2023", Entered::default()).sweep(far);
    assert_eq!(show.says("F3").0, Outside);
}

#[test]
fn without_an_age_limits_by_age_say_nothing() {
    let fetus = Fetus {
        turn: 47.0,
        ..FETUS
    };
    let entered = Entered {
        age: None,
        ..entered(fetus)
    };
    let show = Show::new("isuog-2023", entered).sweep(fetus);
    for id in ["F4", "F7"] {
        let (state, reason) = show.says(id);
        assert_eq!(state, CannotAssess, "{id}");
        assert!(reason.contains("gestational age not entered"), "{reason}");
    }
    assert!(show.item("F3").evidence[0].unwrap().z_score.is_err());
}

#[test]
fn what_was_not_shown_is_never_met() {
    let show = Show::new("isuog-2023", entered(FETUS)).view(&FETUS.shows(View::Abdomen));
    assert_eq!(show.says("A2").0, Meets);
    for id in [
        "F1", "F2", "F3", "F4", "F6", "F7", "F9", "F15", "R2", "V2", "V3", "T2",
    ] {
        assert_eq!(show.says(id), (NotSeen, "view not shown"), "{id}");
    }
    let mut found = FETUS.shows(View::FourChamber);
    found[Structure::Thorax].confidence = 0.0;
    let show = show.view(&found);
    assert_eq!(show.says("F4"), (NotSeen, "not found in this view: thorax"));
}

#[test]
fn an_item_without_a_rule_says_so() {
    let profile = Profile::builtin("isuog-2023").unwrap();
    let mut found = FETUS.shows(View::FourChamber);
    found[Structure::AscendingAorta] = found[Structure::DescendingAorta];
    let mut exam = Exam::new(profile, StructureMap([0.3; Structure::COUNT]));
    exam.enter(entered(FETUS));
    let show = Show { exam, frame: 0 }.view(&found);
    let f10 = "cannot assess: the valves were not seen to open with the beat";
    assert_eq!(show.says("F10"), (CannotAssess, f10));
    assert_eq!(
        show.says("F17"),
        (
            CannotAssess,
            "cannot assess: chambers seen for less than 3 s"
        )
    );
}
