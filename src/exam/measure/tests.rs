use std::time::Duration;

use proptest::prelude::*;

use super::{
    Boxes, Found, Frame, Measures, NoScore, NoSide, Phase, Quantity, Withheld,
    fetus::{FETUS, Fetus},
    z_score,
};
use crate::{
    anatomy::{Rect, Structure, View},
    detector::Detections,
    exam::{GestationalAge, PictureSide},
};

fn boxes(found: &Detections, sector: Option<Rect>) -> Boxes {
    let of = |s: Structure| {
        let rect = found[s].rect;
        let confidence = found[s].confidence;
        (confidence > 0.3).then_some(Found { rect, confidence })
    };
    Boxes::new(of, sector)
}

/// An examination of one view by frames that are told one by one.
struct Show {
    measures: Measures,
    sector: Option<Rect>,
    number: u64,
}

impl Show {
    fn new(left: Option<PictureSide>) -> Self {
        let mut measures = Measures::default();
        measures.enter(left);
        Self {
            measures,
            sector: None,
            number: 0,
        }
    }

    fn frame(&mut self, view: View, found: &Detections, phase: Option<Phase>) {
        self.measures.observe(&Frame {
            number: self.number,
            time: Duration::from_millis(40 * self.number),
            view,
            boxes: &boxes(found, self.sector),
            phase,
        });
        self.number += 1;
    }

    fn frames(&mut self, count: u32, view: View, found: &Detections) {
        for _ in 0..count {
            self.frame(view, found, None);
        }
    }

    fn value(&self, quantity: Quantity) -> f32 {
        self.measures.reading(quantity).unwrap().value
    }
}

fn shown(fetus: Fetus, view: View) -> Show {
    let mut show = Show::new(Some(fetus.left()));
    show.frames(20, view, &fetus.shows(view));
    show
}

fn lying(turn: i16, mirrored: bool) -> Fetus {
    Fetus {
        turn: f32::from(turn),
        mirrored,
        ..FETUS
    }
}

proptest! {
    #[test]
    fn axis_and_sides_are_those_of_the_fetus_however_it_lies(
        turn in 0_i16..360, mirrored: bool, axis in -80_i8..80, stomach: bool,
    ) {
        let fetus = Fetus {
            axis: axis.into(),
            stomach: if stomach { 1.0 } else { -1.0 },
            ..lying(turn, mirrored)
        };
        let show = shown(fetus, View::FourChamber);
        prop_assert!((show.value(Quantity::Axis) - fetus.axis).abs() < 1.0);
        prop_assert!(show.value(Quantity::AortaSide) > 0.1);
        prop_assert!(show.value(Quantity::AortaFront) > 0.1);
        let show = shown(fetus, View::Abdomen);
        prop_assert!(show.value(Quantity::StomachSide) * fetus.stomach > 0.3);
        prop_assert!(show.value(Quantity::VenaCavaSide) < -0.05);
        prop_assert!(show.value(Quantity::AbdominalAortaSide) > 0.2);
        let show = shown(fetus, View::ThreeVessel);
        prop_assert!(show.value(Quantity::PulmonaryLeftOfAorta) > 0.3);
        prop_assert!(show.value(Quantity::AortaLeftOfCava) > 0.3);
    }

    #[test]
    fn sizes_are_right_or_withheld_however_it_lies(
        turn in 0_i16..360, mirrored: bool, heart in 0.8_f32..1.2, right in 0.8_f32..1.25,
    ) {
        let fetus = Fetus { heart, right_ventricle: right, ..lying(turn, mirrored) };
        let show = shown(fetus, View::FourChamber);
        let usual = 0.985 * 12.2 / 26.0 * heart;
        prop_assert!((show.value(Quantity::HeartChestDiameter) - usual).abs() < 0.02);
        let area = 0.985 * 0.985 * 15.0 * 12.2 / (26.0 * 24.4) * heart * heart;
        prop_assert!((show.value(Quantity::HeartChestArea) - area).abs() < 0.02);
        // Of two ventricles of the same length; a turned box tells less of its breadth.
        let ratio = show.measures.uncorrected(Quantity::RvLvWidth).unwrap().value;
        prop_assert!((ratio - right.sqrt()).abs() < 0.03 + 0.35 * (right - 1.0).abs(), "{ratio}");
    }

    /// Whatever comes in: no panic, and numbers are numbers.
    #[test]
    fn anything_goes_in(
        frames in prop::collection::vec(
            (any::<u64>(), any::<u32>(), 0..7_usize, any::<[f32; 4]>(), any::<f32>(), any::<Option<u64>>()),
            1..60,
        ),
    ) {
        let mut measures = Measures::default();
        measures.enter(Some(PictureSide::Up));
        for (number, mask, view, [x, y, w, h], confidence, beat) in frames {
            let found = |s: Structure| {
                // Next to each other, so that some make sense.
                let shift = f32::from(u8::try_from(s.index()).unwrap());
                let rect = Rect::new(x + shift, y, w, h - shift);
                (mask >> s.index() & 1 == 1).then_some(Found { rect, confidence })
            };
            measures.observe(&Frame {
                number,
                time: Duration::from_millis(number % 10_000),
                view: View::REPORTED[view],
                boxes: &Boxes::new(found, None),
                phase: beat.map(|beat| Phase { end_diastole: beat % 2 == 0, beat }),
            });
        }
        for quantity in Quantity::ALL {
            if let Ok(reading) = measures.reading(quantity) {
                prop_assert!(reading.value.is_finite() && reading.spread >= 0.0);
                prop_assert!((0.0..=1.0).contains(&reading.confidence));
            }
        }
    }
}

#[test]
fn a_chest_of_which_an_edge_cuts_a_part_off_is_told_from_the_rest() {
    for turn in [10, 47, 100, 200, 290] {
        let fetus = lying(turn, false);
        let whole = fetus.shows(View::FourChamber);
        let chest = whole[Structure::Thorax].rect;
        // The picture ends a fifth within the chest, on its left.
        let edge = chest.x + 0.2 * chest.w;
        let mut found = whole;
        for structure in [Structure::Thorax, Structure::Spine] {
            let rect = &mut found[structure].rect;
            let right = rect.right();
            if rect.x < edge {
                *rect = Rect::new(edge, rect.y, (right - edge).max(4.0), rect.h);
            }
        }
        let mut show = Show::new(None);
        show.sector = Some(Rect::new(edge, chest.y - 90.0, 800.0, 800.0));
        show.frames(20, View::FourChamber, &found);
        let axis = show.measures.unsided(Quantity::Axis).unwrap().value;
        assert!((axis.abs() - 43.0).abs() < 6.0, "{turn}: {axis}");
        if let Ok(area) = show.measures.reading(Quantity::HeartChestArea) {
            let usual = 0.985 * 0.985 * 15.0 * 12.2 / (26.0 * 24.4);
            assert!((area.value - usual).abs() < 0.03, "{turn}: {area:?}");
        }
        assert_eq!(show.measures.chest(), [20, 20]);
        // Taken for a whole one, it looks like no chest.
        let mut show = Show::new(None);
        show.frames(20, View::FourChamber, &found);
        assert_eq!(show.measures.chest(), [0, 20], "{turn}");
    }
}

#[test]
fn a_wider_ventricle_is_wider_however_it_lies() {
    for turn in [2, 47, 92, 137] {
        let ratio = |right_ventricle: f32| {
            let fetus = Fetus {
                right_ventricle,
                ..lying(turn, false)
            };
            shown(fetus, View::FourChamber).value(Quantity::RvLvWidth)
        };
        let [narrow, usual, wide] = [0.6, 1.0, 1.5].map(ratio);
        assert!(narrow < usual && usual < wide, "{narrow} {usual} {wide}");
    }
}

#[test]
fn an_axis_needs_no_crux_and_no_apex_where_all_chambers_are_found() {
    let mut found = lying(30, true).shows(View::FourChamber);
    found[Structure::Crux].confidence = 0.0;
    let mut show = Show::new(Some(lying(30, true).left()));
    show.frames(20, View::FourChamber, &found);
    assert!((show.value(Quantity::Axis) - 43.0).abs() < 1.0);
    found[Structure::LeftAtrium].confidence = 0.0;
    show.frames(50, View::FourChamber, &found);
    let beats = show.measures.reading(Quantity::Axis).unwrap();
    assert_eq!(beats.frames, 20);
    let mut found = lying(30, true).shows(View::FourChamber);
    found[Structure::CardiacApex].confidence = 0.0;
    let mut show = Show::new(Some(lying(30, true).left()));
    show.frames(20, View::FourChamber, &found);
    assert!((show.value(Quantity::Axis) - 43.0).abs() < 8.0);
}

#[test]
fn lengths_are_held_against_the_heart_and_the_chest_however_it_lies() {
    for turn in (0..360).step_by(30) {
        let heart = |size: f32| {
            let fetus = Fetus {
                right_ventricle: size,
                ..lying(turn, false)
            };
            shown(fetus, View::FourChamber).value(Quantity::RightVentricleHeart)
        };
        let (usual, narrow) = (heart(1.0), heart(0.5));
        // Half axes of 8.8 and 5 in 15 and 12.2, and of 8.8 and 2.5.
        assert!((usual - 0.523).abs() < 0.02, "{turn}: {usual}");
        assert!((narrow - 0.473).abs() < 0.02, "{turn}: {narrow}");
        let vessels = shown(lying(turn, false), View::ThreeVessel);
        let aorta = vessels.value(Quantity::AortaChest);
        // A radius of 3.2 in half axes of 26 and 24.4.
        assert!((aorta - 0.127).abs() < 0.005, "{turn}: {aorta}");
    }
}

#[test]
fn what_the_edge_cuts_has_no_length() {
    let fetus = FETUS.shows(View::FourChamber);
    let heart = fetus[Structure::Heart].rect;
    let mut show = Show::new(None);
    show.sector = Some(Rect::new(heart.x + 5.0, 0.0, 800.0, 600.0));
    show.frames(20, View::FourChamber, &fetus);
    assert!(show.measures.reading(Quantity::LeftVentricleHeart).is_err());
}

#[test]
fn left_is_told_by_the_examiner_alone() {
    let chest = FETUS.shows(View::FourChamber);
    let heart = |left: Option<PictureSide>| {
        let mut show = Show::new(left);
        show.frames(20, View::FourChamber, &chest);
        show.measures
            .reading(Quantity::HeartSide)
            .map(|r| r.value > 0.0)
    };
    assert_eq!(heart(None), Err(Withheld::Side(NoSide::NotEntered)));
    assert_eq!(heart(Some(PictureSide::Right)), Ok(true));
    assert_eq!(heart(Some(PictureSide::Left)), Ok(false));
    // Front is up: left cannot be there.
    assert_eq!(
        heart(Some(PictureSide::Up)),
        Err(Withheld::Side(NoSide::NotSquare))
    );
    let mut show = Show::new(Some(PictureSide::Right));
    show.frames(20, View::FourChamber, &Detections::default());
    assert_eq!(show.measures.side(), Err(NoSide::NoFront));
}

#[test]
fn a_spine_found_on_the_other_side_at_first_does_not_turn_left_and_right() {
    for turn in [160, 200] {
        let mut show = Show::new(Some(FETUS.left()));
        show.frame(
            View::Abdomen,
            &lying(turn, false).shows(View::Abdomen),
            None,
        );
        show.frames(60, View::Abdomen, &FETUS.shows(View::Abdomen));
        let stomach = show.value(Quantity::StomachSide);
        assert!(stomach > 0.5, "{turn}: {stomach}");
    }
}

#[test]
fn left_stays_left_while_the_fetus_turns() {
    let mut show = Show::new(Some(FETUS.left()));
    for turn in 0..150 {
        show.frame(
            View::FourChamber,
            &lying(turn, false).shows(View::FourChamber),
            None,
        );
    }
    let axis = show.value(Quantity::Axis);
    assert!((axis - 43.0).abs() < 12.0, "{axis}");
    assert!(show.value(Quantity::HeartSide) > 0.0);
}

#[test]
fn end_diastole_over_three_beats_counts_alone() {
    let (large, small) = (
        Fetus {
            heart: 1.1,
            ..FETUS
        },
        FETUS,
    );
    let mut show = Show::new(None);
    for beat in 0..4 {
        if beat == 3 {
            // Up to here two beats had their end-diastole: all frames count.
            let reading = show.measures.reading(Quantity::HeartChestArea).unwrap();
            assert_eq!((reading.beats, reading.frames), (None, 27));
        }
        for step in 0..9 {
            let end_diastole = step == 0 && beat != 1;
            let fetus = if end_diastole { large } else { small };
            let found = fetus.shows(View::FourChamber);
            show.frame(
                View::FourChamber,
                &found,
                Some(Phase { end_diastole, beat }),
            );
        }
    }
    let reading = show.measures.reading(Quantity::HeartChestArea).unwrap();
    assert_eq!(
        (reading.beats, reading.frames, reading.span),
        (Some(3), 3, [0, 27])
    );
    let usual = 0.985 * 0.985 * 15.0 * 12.2 / (26.0 * 24.4);
    assert!((reading.value - 1.21 * usual).abs() < 0.02, "{reading:?}");
}

#[test]
fn what_cannot_be_measured_says_why() {
    let mut show = Show::new(None);
    let area = |show: &Show| show.measures.reading(Quantity::HeartChestArea).err();
    assert_eq!(area(&show), Some(Withheld::NotShown));
    let good = FETUS.shows(View::FourChamber);
    show.frames(5, View::FourChamber, &good);
    assert_eq!(area(&show), Some(Withheld::TooFew));
    let mut cut = good;
    // An edge of the picture cuts a third of the chest off.
    cut[Structure::Thorax].rect.w *= 0.67;
    show.frames(30, View::FourChamber, &cut);
    assert_eq!(area(&show), Some(Withheld::ViewQuality));
    assert_eq!(show.measures.chest(), [5, 35]);
    let mut without = good;
    without[Structure::Heart].confidence = 0.0;
    show.frames(60, View::FourChamber, &without);
    assert_eq!(area(&show), Some(Withheld::Missing));
}

#[test]
fn z_scores_hold_for_the_weeks_that_they_were_published_for() {
    let weeks = |n| GestationalAge::new(n, 0).ok();
    let z = |value, age| z_score(Quantity::HeartChestDiameter, value, age);
    // At 20 weeks 0.445 and 0.051 (Sirilert et al.).
    assert!((z(0.496, weeks(20)).unwrap() - 1.0).abs() < 1e-3);
    assert!((z(0.445, weeks(20)).unwrap()).abs() < 1e-3);
    assert_eq!(z(0.445, None), Err(NoScore::NoAge));
    assert_eq!(z(0.445, weeks(41)), Err(NoScore::Outside([14, 40])));
    let none = z_score(Quantity::RvLvWidth, 1.0, weeks(20));
    assert_eq!(none, Err(NoScore::NoFormula));
}
