#![allow(clippy::unwrap_used, reason = "tests may fail")]

use anatomy::{Rect, Structure, StructureMap, View};

use super::{
    BodySide, Chirality, FetusTruth, HeartTruth, PictureEdge, Ratios,
    lines::{Outline, Row, Stretch, stretches},
};
use crate::{Case, Config, Part, Phantom, Subject, Truth, shape::Shape};

fn phantom(seed: u64, subject: Subject) -> Phantom {
    Phantom::new(Config {
        seed,
        subject,
        width: 320,
        height: 240,
        fps: 10.0,
        seconds: 12.0,
        ..Config::default()
    })
    .unwrap()
}

fn heart(seed: u64, case: Case) -> Phantom {
    phantom(seed, Subject::Heart(case))
}

fn fetus(seed: u64, case: Case) -> FetusTruth {
    heart(seed, case).fetus().unwrap()
}

/// What is true of a heart in each frame of a sweep that shows a view, without drawing it.
fn truths(seed: u64, case: Case, view: View) -> Vec<HeartTruth> {
    let phantom = heart(seed, case);
    let poses = (0..120).map(|n| phantom.sweep.pose(f64::from(n) / 10.0));
    poses
        .filter(|pose| pose.view() == view)
        .map(|pose| HeartTruth::read(&pose, &phantom.individual, &phantom.body.chest_wall()))
        .collect()
}

/// The median of a ratio in the frames of a view; `None` where no frame has it.
fn median(seed: u64, case: Case, view: View, of: impl Fn(&Ratios) -> Option<f32>) -> Option<f32> {
    let mut values: Vec<f32> = truths(seed, case, view)
        .iter()
        .filter_map(|truth| of(&truth.ratios))
        .collect();
    values.sort_by(f32::total_cmp);
    values.get(values.len() / 2).copied()
}

/// The median of a ratio over several fetuses.
fn usual(case: Case, view: View, of: fn(&Ratios) -> Option<f32>) -> f32 {
    let mut values: Vec<f32> = (0..8)
        .filter_map(|seed| median(seed, case, view, of))
        .collect();
    values.sort_by(f32::total_cmp);
    values[values.len() / 2]
}

fn near(value: f32, expected: f32, share: f32) -> bool {
    (value / expected - 1.0).abs() < share
}

#[test]
fn an_outline_encloses_what_an_ellipse_does() {
    let ellipse = Shape::upright([2.0, -1.0, 0.0], [15.0, 12.0, 9.0]);
    let outline = Outline::of(|[c, s]| {
        let far = [2.0 + 26.0 * c, -1.0 + 26.0 * s, 0.0];
        let row = Row::between([2.0, -1.0, 0.0], far, 1.0);
        let distances = row.distances(std::slice::from_ref(&ellipse));
        stretches(&distances).last().unwrap().to * row.step_mm
    });
    assert!(near(
        outline.area(),
        core::f32::consts::PI * 15.0 * 12.0,
        0.005
    ));
    // Ramanujan's first rule for the way around an ellipse.
    let root = ((3.0 * 15.0 + 12.0) * (15.0 + 3.0 * 12.0f32)).sqrt();
    let around = core::f32::consts::PI * (3.0 * (15.0 + 12.0) - root);
    assert!(near(outline.circumference(), around, 0.003));
    assert!(near(outline.breadth([1.0, 0.0]), 30.0, 0.003));
    assert!(near(outline.breadth([0.0, 1.0]), 24.0, 0.003));
}

#[test]
fn stretches_end_between_two_points() {
    let all = |distances: &[f32]| stretches(distances).collect::<Vec<_>>();
    let stretch = |from, to| Stretch { from, to };
    assert_eq!(
        all(&[1.0, -1.0, -1.0, 3.0, 1.0, -0.5]),
        [stretch(0.5, 2.25), stretch(4.0 + 1.0 / 1.5, 5.0)]
    );
    assert_eq!(all(&[-1.0, -2.0]), [stretch(0.0, 1.0)]);
    assert_eq!(all(&[1.0, 0.0, 2.0]), []);
    let ball = [Shape::upright([0.0; 3], [3.0; 3])];
    let row = Row::between([-8.0, 0.0, 0.0], [8.0, 0.0, 0.0], 0.4);
    let through = stretches(&row.distances(&ball)).next().unwrap();
    assert!(near(through.length() * row.step_mm, 6.0, 0.002));
}

#[test]
fn the_rate_is_that_of_the_beat() {
    for seed in 0..6 {
        let phantom = heart(seed, Case::Normal);
        let rate_hz = f64::from(phantom.fetus().unwrap().heart_rate_bpm) / 60.0;
        let phase = |time_s: f64| phantom.sweep.pose(time_s).phase;
        // A whole number of beats later the heart stands where it stood.
        for beats in 1..20 {
            let (then, now) = (phase(0.4), phase(0.4 + f64::from(beats) / rate_hz));
            let apart = (then - now).abs();
            assert!(apart.min(1.0 - apart) < 0.01, "{then} and {now}");
        }
        let quarter = phase(0.25 / rate_hz);
        assert!((quarter - 0.25).abs() < 0.01, "{quarter}");
    }
}

#[test]
fn the_ventricles_are_largest_at_phase_zero() {
    let mut phantom = heart(3, Case::Normal);
    let mut largest = (0.0, 0.0);
    for number in 36..52 {
        phantom.listen(number);
        let area = phantom.plane.extents[Structure::LeftVentricle].map_or(0.0, |e| e.area_mm2);
        let phase = phantom.sweep.pose(number as f64 / 10.0).phase;
        if area > largest.0 {
            largest = (area, phase);
        }
    }
    assert!(largest.1 < 0.1 || largest.1 > 0.45, "{largest:?}");
}

#[test]
fn a_heart_points_left_unless_it_is_mirrored() {
    for seed in 0..20 {
        let normal = fetus(seed, Case::Normal);
        assert!(
            (18.0..68.0).contains(&normal.axis_degrees),
            "{}",
            normal.axis_degrees
        );
        for case in [Case::Dextrocardia, Case::SitusInversus] {
            let mirrored = fetus(seed, case).axis_degrees;
            assert!((mirrored + normal.axis_degrees).abs() < 1e-3, "{mirrored}");
        }
    }
}

#[test]
fn organs_lie_on_their_sides() {
    use BodySide::{Left, Right};
    let sides = |case| {
        let of = fetus(4, case).sides;
        [of.stomach, of.aorta, of.cava, of.heart]
    };
    for case in Case::ALL {
        let expected = match case {
            Case::SitusInversus => [Right, Right, Left, Right],
            // What lies below the diaphragm is where it usually is.
            Case::Dextrocardia => [Left, Left, Right, Right],
            _ => [Left, Left, Right, Left],
        };
        assert_eq!(sides(case), expected, "{}", case.name());
    }
}

/// Direction in the picture from the middle of the first box to that of the second.
fn direction(boxes: &StructureMap<Option<Rect>>, from: Structure, to: Structure) -> [f32; 2] {
    let [a, b] = [from, to].map(|s| boxes[s].unwrap().centre());
    [b.0 - a.0, b.1 - a.1]
}

fn cross([ax, ay]: [f32; 2], [bx, by]: [f32; 2]) -> f32 {
    ax * by - ay * bx
}

#[test]
fn what_is_said_of_the_left_is_what_the_picture_shows() {
    let mut seen = Vec::new();
    for seed in 0..16 {
        let mut phantom = heart(seed, Case::Normal);
        let truth = phantom.frame(42, &mut Vec::new());
        let places = [
            Structure::Spine,
            Structure::Thorax,
            Structure::RightAtrium,
            Structure::LeftVentricle,
        ];
        if places.iter().any(|s| truth.boxes[*s].is_none()) {
            continue;
        }
        // A normal left ventricle lies to the left and in front of the right atrium.
        let front = direction(&truth.boxes, Structure::Spine, Structure::Thorax);
        let left = direction(
            &truth.boxes,
            Structure::RightAtrium,
            Structure::LeftVentricle,
        );
        let clockwise = cross(front, left) > 0.0;
        let chirality = phantom.fetus().unwrap().chirality;
        assert_eq!(clockwise, chirality == Chirality::Clockwise, "seed {seed}");
        let edge = truth.heart.unwrap().left;
        assert_eq!(phantom.left(42), Some(edge));
        let towards = match edge {
            PictureEdge::Left => -left[0],
            PictureEdge::Right => left[0],
            PictureEdge::Up => -left[1],
            PictureEdge::Down => left[1],
        };
        let length = (left[0] * left[0] + left[1] * left[1]).sqrt();
        assert!(
            towards > -0.2 * length,
            "seed {seed}: {} for {left:?}",
            edge.name()
        );
        seen.push((chirality, edge));
    }
    for chirality in [Chirality::Clockwise, Chirality::Anticlockwise] {
        assert!(seen.iter().any(|(c, _)| *c == chirality));
    }
}

#[test]
fn usual_hearts_have_the_published_ratios() {
    use View::{FourChamber, ThreeVessel};
    let of = |view, of| usual(Case::Normal, view, of);
    // .30 +- .015 of the area; .365 + .004 GA of the diameter, GA 18 to 32.
    assert!(near(of(FourChamber, |r| r.heart_chest_area), 0.30, 0.1));
    assert!(near(
        of(FourChamber, |r| r.heart_chest_diameter),
        0.465,
        0.07
    ));
    assert!(near(of(FourChamber, |r| r.rv_lv_width), 1.03, 0.1));
    assert!(near(of(FourChamber, |r| r.ra_la_width), 1.05, 0.1));
    assert!(near(of(FourChamber, |r| r.tricuspid_mitral), 1.07, 0.12));
    assert!(near(of(FourChamber, |r| r.valve_offset), 0.17, 0.15));
    assert!(near(of(ThreeVessel, |r| r.pa_aorta), 1.19, 0.07));
    for seed in 0..8 {
        let skin = median(seed, Case::Normal, FourChamber, |r| r.heart_chest_area).unwrap();
        let ribs = median(seed, Case::Normal, FourChamber, |r| r.heart_ribs_area).unwrap();
        assert!((1.05..1.4).contains(&(ribs / skin)), "{ribs} and {skin}");
    }
}

#[test]
fn a_defect_shows_in_its_ratio() {
    use View::{FourChamber, ThreeVessel};
    let rv_lv = |case| usual(case, FourChamber, |r| r.rv_lv_width);
    assert!(rv_lv(Case::Hlhs) > 1.8);
    assert!(rv_lv(Case::PulmonaryAtresia) < 0.75);
    assert!(rv_lv(Case::ArchHypoplasia) > 1.2);
    let pa_aorta = |case| usual(case, ThreeVessel, |r| r.pa_aorta);
    assert!(pa_aorta(Case::TetralogyOfFallot) < 0.6);
    assert!(pa_aorta(Case::Hlhs) > 2.0);
    let offset = |case| usual(case, FourChamber, |r| r.valve_offset);
    assert!(offset(Case::Ebstein) > 1.7 * offset(Case::Normal));
    let area = |case| usual(case, FourChamber, |r| r.heart_chest_area);
    // Fluid around the heart is not of the heart.
    assert!(near(
        area(Case::PericardialEffusion),
        area(Case::Normal),
        0.01
    ));
}

#[test]
fn what_a_heart_has_not_got_is_not_measured() {
    let none = |case, view, of: fn(&Ratios) -> Option<f32>| {
        let truths = truths(5, case, view);
        assert!(truths.len() > 4);
        assert!(truths.iter().all(|t| of(&t.ratios).is_none()));
    };
    let four = View::FourChamber;
    none(Case::SingleVentricle, four, |r| r.rv_lv_width);
    none(Case::TricuspidAtresia, four, |r| r.tricuspid_mitral);
    none(Case::AtrioventricularSeptalDefect, four, |r| r.valve_offset);
    none(Case::PulmonaryAtresia, View::ThreeVessel, |r| r.pa_aorta);
    none(Case::Normal, four, |r| r.pa_aorta);
    none(Case::Normal, View::Lvot, |r| r.heart_chest_area);
}

#[test]
fn a_chamber_that_is_a_slit_is_not_held_against_its_neighbour() {
    // On its way to the four-chamber view this plane grazes a left ventricle that hardly is there.
    let phantom = Phantom::new(Config {
        seconds: 16.0,
        ..heart(2070, Case::Hlhs).config().clone()
    })
    .unwrap();
    let chest = phantom.body.chest_wall();
    let poses = (0..1600).map(|n| phantom.sweep.pose(f64::from(n) / 100.0));
    for pose in poses.filter(|pose| pose.view() == View::FourChamber) {
        let ratios = HeartTruth::read(&pose, &phantom.individual, &chest).ratios;
        assert!(ratios.rv_lv_width.is_none_or(|ratio| ratio < 20.0));
    }
}

#[test]
fn nothing_is_said_of_a_heart_that_is_not_there_or_not_live() {
    let mut head = phantom(4, Subject::Other(Part::Head));
    assert_eq!(head.fetus(), None);
    assert_eq!(head.frame(42, &mut Vec::new()).heart, None);
    let mut frozen = Phantom::new(Config {
        interruption: Some(crate::Interruption::Freeze),
        ..heart(4, Case::Normal).config().clone()
    })
    .unwrap();
    let mut heart_of = |number| -> Truth { frozen.frame(number, &mut Vec::new()) };
    assert!(heart_of(20).heart.is_some());
    assert_eq!(heart_of(60).heart, None);
}
