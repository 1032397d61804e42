use proptest::prelude::*;

use super::*;
use crate::anatomy::{Profile, StructureMap};
use crate::exam::Exam;

const SHARES: &[UsualShare] = &[
    UsualShare {
        view: View::FourChamber,
        structure: Structure::MitralValve,
        usual: 0.95,
        spread: 0.1,
    },
    UsualShare {
        view: View::ThreeVessel,
        structure: Structure::PulmonaryArtery,
        usual: 1.0,
        spread: 0.1,
    },
];
const MEASURES: &[UsualMeasure] = &[UsualMeasure {
    name: "rv_lv_width",
    usual: 1.0,
    spread: 0.1,
}];
const REFERENCE: Reference = Reference {
    shares: SHARES,
    measures: MEASURES,
    weights: Weights {
        bias: -2.0,
        sign: 1.0,
    },
};

/// Views shown in 50 frames each with these shares of mitral valve and pulmonary artery.
fn views(mitral: f32, pulmonary: f32) -> [ViewShares; 6] {
    let mut shares = StructureMap::default();
    shares[Structure::MitralValve] = mitral;
    shares[Structure::PulmonaryArtery] = pulmonary;
    shares[Structure::Spine] = 1.0;
    shares[Structure::Thorax] = 1.0;
    [ViewShares::new(50, shares); 6]
}

fn assessed(views: &[ViewShares; 6], width: Option<f64>) -> Result<Assessment, TooLittle> {
    let profile = Profile::builtin("isuog-2023").unwrap();
    let exam = Exam::new(profile.clone(), StructureMap([0.3; Structure::COUNT]));
    let measured = width.map(|value| Measured {
        name: "rv_lv_width",
        view: View::FourChamber,
        value,
        frames: [3, 40],
    });
    let measured: Vec<_> = measured.into_iter().collect();
    let settled_by: Vec<_> = profile
        .items
        .iter()
        .map(|spec| {
            if spec.id == "F7" {
                vec!["rv_lv_width"]
            } else {
                Vec::new()
            }
        })
        .collect();
    let facts = Facts {
        views,
        measured: &measured,
        specs: &profile.items,
        items: exam.items(),
        settled_by: &settled_by,
    };
    assess(&facts, &REFERENCE)
}

#[test]
fn what_is_usual_is_no_sign() {
    let assessment = assessed(&views(0.95, 1.0), Some(1.1)).unwrap();
    assert!(assessment.signs.is_empty());
    assert!(
        (assessment.score - 0.119).abs() < 1e-3,
        "{}",
        assessment.score
    );
}

#[test]
fn signs_are_named_in_the_order_of_what_they_add() {
    let assessment = assessed(&views(0.45, 0.0), Some(0.6)).unwrap();
    let words: Vec<_> = assessment.signs.iter().map(Sign::to_string).collect();
    assert_eq!(
        words,
        [
            "look again at the pulmonary artery in the three-vessel view: found in 0 % of its frames, \
             usually in 100 %",
            "look again at the mitral valve in the four-chamber view: found in 45 % of its frames, \
             usually in 95 %",
            "look again at the four-chamber view: rv lv width is 0.60, usually 1.00",
        ]
    );
    let adds: Vec<_> = assessment.signs.iter().map(|s| s.adds).collect();
    for (adds, expected) in adds.iter().zip([8.0, 3.5, 2.5]) {
        assert!((adds - expected).abs() < 1e-6, "{adds}");
    }
    assert_eq!(assessment.signs[2].items, ["F7"]);
    assert_eq!(assessment.signs[0].items, ["V1", "V2", "V3"]);
    assert!(assessment.score > 0.99);
    for words in words {
        assert!(!words.contains("normal"), "{words}");
    }
}

#[test]
fn a_view_that_was_not_shown_is_no_sign_and_too_few_views_give_no_score() {
    let mut shown = views(0.95, 0.0);
    shown[4] = ViewShares::default();
    assert!(assessed(&shown, None).unwrap().signs.is_empty());
    shown[3..].fill(ViewShares::default());
    let why = assessed(&shown, None).unwrap_err();
    assert_eq!(
        why.to_string(),
        "no view of the great vessels was shown in 10 frames with spine and chest"
    );
    shown[1] = ViewShares::default();
    let why = assessed(&shown, None).unwrap_err();
    assert_eq!((why.heart, why.vessels), (true, true));
}

#[test]
fn the_sweep_that_shows_a_structure_best_counts() {
    let mut shares = Shares::default();
    let thresholds = StructureMap([0.3; Structure::COUNT]);
    let mut with = crate::detector::Detections::default();
    with[Structure::MitralValve].confidence = 0.9;
    let without = crate::detector::Detections::default();
    for frame in 0..40 {
        shares.add(frame, View::FourChamber, &without, &thresholds);
    }
    shares.begin_sweep();
    for frame in 100..120 {
        shares.add(frame, View::FourChamber, &with, &thresholds);
    }
    shares.begin_sweep();
    // Too short to say anything.
    for frame in 200..205 {
        shares.add(frame, View::FourChamber, &without, &thresholds);
    }
    let view = shares.views()[1];
    assert_eq!(view.share(Structure::MitralValve), Some(1.0));
    assert_eq!(
        (view.frames, view.first_frame, view.last_frame),
        (65, 0, 204)
    );
    assert_eq!(shares.views()[0].share(Structure::MitralValve), None);
}

#[test]
fn the_fitted_reference_is_sound() {
    let Reference {
        shares,
        measures,
        weights,
    } = Reference::fitted();
    assert!(
        shares
            .iter()
            .all(|of| of.spread > 0.0 && (0.0..=1.0).contains(&of.usual))
    );
    assert!(
        measures
            .iter()
            .all(|of| of.spread > 0.0 && of.usual.is_finite())
    );
    assert!(weights.sign > 0.0 && weights.bias < 0.0);
    assert!(!shares.is_empty() && !measures.is_empty());
}

proptest! {
    /// Worse is never better, and whatever is measured the score is a number from 0 to 1.
    #[test]
    fn less_found_is_never_less_to_look_at(a in any::<f32>(), b in 0.0_f32..1.0, width in any::<f64>()) {
        let score = |share: f32, width| assessed(&views(share, 1.0), width).unwrap().score;
        prop_assert!((0.0..=1.0).contains(&score(a, Some(width))));
        prop_assert!(score(b, None) >= score((b + 0.1).min(1.0), None));
        prop_assert!(score(b, Some(width)) >= score(b, None));
    }
}
