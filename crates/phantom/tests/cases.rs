//! Each case as a reader of pictures meets it: what is missing is never labelled, what is displaced
//! stands where the textbook has it.

mod common;

use anatomy::{Rect, Structure, View};
use phantom::{Case, Config, Phantom, Subject, Truth};

use common::{WIDTH, config, frame, phantom};

fn phantom_of(case: Case, seed: u64) -> Phantom {
    phantom(Config {
        subject: Subject::Heart(case),
        ..config(seed)
    })
}

fn truths(case: Case, seed: u64, frames: impl IntoIterator<Item = u64>) -> Vec<Truth> {
    let mut phantom = phantom_of(case, seed);
    let draw = |number| frame(&mut phantom, number).1;
    frames.into_iter().map(draw).collect()
}

/// A structure's place: millimetres do not matter, only sides.
#[derive(Clone, Copy, Debug)]
struct Place {
    /// How far towards the fetus's left, against the line from the chest's middle to the spine.
    left: f32,
    /// How far towards the breastbone.
    front: f32,
}

/// Where structures lie in the body, whichever way the fetus lies: by spine and thorax, with the
/// picture's own handedness taken from a normal fetus of the same seed.
struct Body {
    middle: (f32, f32),
    front: (f32, f32),
    hand: f32,
}

impl Body {
    fn of(truth: &Truth, hand: f32) -> Option<Self> {
        let middle = truth.boxes[Structure::Thorax]?.centre();
        let spine = truth.boxes[Structure::Spine]?.centre();
        let (dx, dy) = (middle.0 - spine.0, middle.1 - spine.1);
        let length = dx.hypot(dy);
        Some(Self {
            middle,
            front: (dx / length, dy / length),
            hand,
        })
    }

    fn place(&self, rect: Rect) -> Place {
        let (x, y) = rect.centre();
        let (dx, dy) = (x - self.middle.0, y - self.middle.1);
        Place {
            left: self.hand * (dx * self.front.1 - dy * self.front.0),
            front: dx * self.front.0 + dy * self.front.1,
        }
    }
}

/// 1 or -1: which side of the picture's front-back line is the fetus's left in a sweep of this seed. A
/// normal heart's left ventricle lies to the left of its right atrium.
fn hand(seed: u64) -> f32 {
    let truth = &truths(Case::Normal, seed, [42])[0];
    let [left, right] = [Structure::LeftVentricle, Structure::RightAtrium].map(|s| truth.boxes[s]);
    let (Some(left), Some(right), Some(body)) = (left, right, Body::of(truth, 1.0)) else {
        panic!("chambers, spine and thorax are seen amid the sweep of seed {seed}");
    };
    (body.place(left).left - body.place(right).left).signum()
}

/// Counts in how many of the frames in `view` of several sweeps a relation of places holds.
fn share(
    case: Case,
    view: View,
    structures: [Structure; 2],
    holds: impl Fn(Place, Place) -> bool,
) -> (u32, u32) {
    let (mut good, mut all) = (0, 0);
    let frames = match view {
        View::FourChamber => [38, 46],
        View::Rvot => [80, 84],
        View::ThreeVessel => [96, 100],
        _ => [112, 118],
    };
    for seed in [2, 3, 5] {
        let hand = hand(seed);
        for truth in truths(case, seed, frames) {
            let [a, b] = structures.map(|s| truth.boxes[s]);
            let (Some(a), Some(b), Some(body)) = (a, b, Body::of(&truth, hand)) else {
                continue;
            };
            if truth.view == view {
                all += 1;
                good += u32::from(holds(body.place(a), body.place(b)));
            }
        }
    }
    (good, all)
}

fn assert_mostly((good, all): (u32, u32), what: &str) {
    assert!(all >= 4 && good * 10 >= all * 8, "{what}: {good} of {all}");
}

#[test]
fn every_name_leads_back_to_its_case() {
    for case in Case::ALL {
        assert_eq!(
            Subject::from_name(case.name()).unwrap(),
            Subject::Heart(case)
        );
        let both = case.absent().iter().find(|s| case.displaced().contains(s));
        assert_eq!(both, None, "{}: absent and displaced", case.name());
    }
    for vessel in [Structure::DescendingAorta, Structure::InferiorVenaCava] {
        assert!(Case::Dextrocardia.displaced().contains(&vessel));
    }
}

#[test]
fn what_a_case_lacks_is_never_labelled_and_the_rest_is() {
    for case in Case::ALL {
        let all = truths(case, 5, [8, 24, 38, 44, 50, 66, 82, 98, 114, 118]);
        for structure in Structure::ALL {
            let seen = all.iter().any(|t| t.boxes[structure].is_some());
            let absent = case.absent().contains(&structure);
            assert_eq!(seen, !absent, "{}: {structure}", case.name());
        }
    }
}

#[test]
fn the_difficult_have_boxes_and_the_planes_between_views_are_not_clear() {
    let (mut difficult, mut unclear) = (0, 0);
    for truth in truths(Case::Normal, 7, (0..120).step_by(6)) {
        for (structure, marked) in truth.difficult.iter() {
            assert!(!marked || truth.boxes[structure].is_some());
            difficult += u32::from(*marked);
        }
        unclear += u32::from(!truth.view_clear);
    }
    assert!(difficult > 0, "{difficult} difficult structures");
    assert!((1..15).contains(&unclear), "{unclear} of 20 are not clear");
}

#[test]
fn great_arteries_stand_where_the_textbook_has_them() {
    let pair = [Structure::AscendingAorta, Structure::PulmonaryArtery];
    let in_front = |a: Place, b: Place| a.front > b.front;
    let rvot = |case, holds: fn(Place, Place) -> bool| share(case, View::Rvot, pair, holds);
    assert_mostly(
        rvot(Case::Normal, |a, b| a.front < b.front),
        "normal: pulmonary artery in front",
    );
    assert_mostly(
        rvot(Case::Transposition, in_front),
        "transposition: aorta in front",
    );
    assert_mostly(
        rvot(Case::DoubleOutletRightVentricle, |a, b| {
            (a.front - b.front).abs() < (a.left - b.left).abs()
        }),
        "double outlet: side by side",
    );
}

#[test]
fn arches_pass_the_trachea_on_their_side() {
    let pair = [Structure::AorticArch, Structure::Trachea];
    let at_top =
        |case, holds: fn(Place, Place) -> bool| share(case, View::ThreeVesselTrachea, pair, holds);
    assert_mostly(at_top(Case::Normal, |a, t| a.left > t.left), "left arch");
    assert_mostly(
        at_top(Case::RightAorticArch, |a, t| a.left < t.left),
        "right arch",
    );
    // The ring's box surrounds the trachea.
    for truth in truths(Case::DoubleAorticArch, 3, [110, 114, 118]) {
        let [ring, trachea] = pair.map(|s| truth.boxes[s].unwrap());
        let held = ring.intersection(&trachea).area() / trachea.area();
        assert!(held > 0.9, "{held} of the trachea lies in the ring");
    }
}

#[test]
fn the_mirrored_heart_points_right_and_the_stomach_stays() {
    let apex = [Structure::CardiacApex, Structure::Thorax];
    let chest = |case, holds: fn(Place, Place) -> bool| share(case, View::FourChamber, apex, holds);
    assert_mostly(chest(Case::Normal, |a, t| a.left > t.left), "levocardia");
    assert_mostly(
        chest(Case::Dextrocardia, |a, t| a.left < t.left),
        "dextrocardia",
    );
    for truth in truths(Case::Dextrocardia, 2, [8]) {
        assert_eq!(
            truth.boxes[Structure::Stomach],
            truths(Case::Normal, 2, [8])[0].boxes[Structure::Stomach]
        );
    }
}

#[test]
fn chambers_and_vessels_have_the_sizes_of_their_case() {
    let area = |case, structure, frames: [u64; 3]| -> f32 {
        let all = truths(case, 3, frames);
        all.iter()
            .filter_map(|t| t.boxes[structure])
            .map(|r| r.area())
            .sum::<f32>()
    };
    let against_normal = |case, structure, frames| {
        area(case, structure, frames) / area(Case::Normal, structure, frames)
    };
    let (four, three) = ([38, 42, 46], [94, 98, 102]);
    let ratio = against_normal(Case::Ebstein, Structure::RightAtrium, four);
    assert!(ratio > 1.3, "Ebstein: right atrium {ratio}");
    let ratio = against_normal(Case::TricuspidAtresia, Structure::RightVentricle, four);
    assert!(ratio < 0.6, "tricuspid atresia: right ventricle {ratio}");
    let ratio = against_normal(Case::SingleVentricle, Structure::LeftVentricle, four);
    assert!(ratio > 1.4, "one ventricle: {ratio}");
    let ratio = against_normal(Case::ArchHypoplasia, Structure::LeftVentricle, four);
    assert!((0.45..0.95).contains(&ratio), "coarctation: {ratio}");
    let fallot = |s| against_normal(Case::TetralogyOfFallot, s, three);
    let (aorta, pulmonary) = (
        fallot(Structure::AscendingAorta),
        fallot(Structure::PulmonaryArtery),
    );
    assert!(aorta > 1.2 && pulmonary < 0.7, "{aorta}, {pulmonary}");
}

#[test]
fn fluid_around_the_heart_is_dark() {
    // Grey just outside of the heart's box, at the middles of its four sides.
    let rim = |case| {
        let (mut phantom, mut sum) = (phantom_of(case, 3), 0u32);
        for number in [38, 42, 46] {
            let (luma, truth) = frame(&mut phantom, number);
            let rect = truth.boxes[Structure::Heart].unwrap();
            let (cx, cy) = rect.centre();
            let off = 0.05 * rect.w;
            for (x, y) in [
                (rect.x - off, cy),
                (rect.right() + off, cy),
                (cx, rect.y - off),
                (cx, rect.bottom() + off),
            ] {
                for step in -2..=2 {
                    let at = (y as i32 + step) * WIDTH as i32 + x as i32 + step;
                    sum += u32::from(luma[at as usize]);
                }
            }
        }
        sum
    };
    let (dry, wet) = (rim(Case::Normal), rim(Case::PericardialEffusion));
    assert!(wet * 10 < dry * 8, "{wet} against {dry}");
}
