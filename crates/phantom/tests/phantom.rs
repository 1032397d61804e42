//! The phantom as its users meet it: frames and truth.

mod common;

use anatomy::{Structure, View};
use phantom::{Case, Config, ConfigError, Phantom, Subject};

use common::{HEIGHT, WIDTH, config, frame, phantom};

/// Frames at which most sweeps of 120 frames stand in a view.
const STANDS: [(u64, View); 6] = [
    (8, View::Abdomen),
    (42, View::FourChamber),
    (66, View::Lvot),
    (82, View::Rvot),
    (98, View::ThreeVessel),
    (114, View::ThreeVesselTrachea),
];

#[test]
fn the_same_seed_gives_the_same_bytes_in_any_order_of_frames() {
    let (mut a, mut b) = (phantom(config(5)), phantom(config(5)));
    let first = frame(&mut a, 40);
    frame(&mut b, 90);
    assert_eq!(first, frame(&mut b, 40));
    let mut other = phantom(config(6));
    assert_ne!(first.0, frame(&mut other, 40).0);
}

/// Holds the phantom to its bytes: a change of its look must be meant, because trained models and
/// recorded figures hang on it.
#[test]
fn the_bytes_are_those_of_every_machine() {
    let (luma, _) = frame(&mut phantom(config(1)), 42);
    let sum = luma.iter().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3)
    });
    assert_eq!(sum, BYTES_OF_SEED_1);
}

const BYTES_OF_SEED_1: u64 = 4_098_084_434_961_111_712;

#[test]
fn each_view_shows_its_structures() {
    let expected: [(View, &[Structure]); 6] = [
        (
            View::Abdomen,
            &[
                Structure::Stomach,
                Structure::DescendingAorta,
                Structure::Spine,
            ],
        ),
        (
            View::FourChamber,
            &[
                Structure::RightAtrium,
                Structure::LeftAtrium,
                Structure::RightVentricle,
                Structure::LeftVentricle,
                Structure::Crux,
                Structure::VentricularSeptum,
                Structure::Heart,
            ],
        ),
        (
            View::Lvot,
            &[Structure::AscendingAorta, Structure::LeftVentricle],
        ),
        (
            View::Rvot,
            &[Structure::PulmonaryArtery, Structure::AscendingAorta],
        ),
        (
            View::ThreeVessel,
            &[Structure::PulmonaryArtery, Structure::SuperiorVenaCava],
        ),
        (
            View::ThreeVesselTrachea,
            &[Structure::AorticArch, Structure::Trachea],
        ),
    ];
    let mut shown = [(0, 0); 6];
    for seed in 0..12 {
        let mut phantom = phantom(config(seed));
        for (k, (number, view)) in STANDS.into_iter().enumerate() {
            let (_, truth) = frame(&mut phantom, number);
            if truth.view != view {
                continue;
            }
            let all = expected[k].1.iter().all(|s| truth.boxes[*s].is_some());
            shown[k].0 += u32::from(all);
            shown[k].1 += 1;
        }
    }
    for ((complete, held), (view, _)) in shown.into_iter().zip(expected) {
        assert!(held >= 9, "{view}: only {held} of 12 sweeps stand there");
        assert!(
            complete * 10 >= held * 8,
            "{view}: complete in {complete} of {held} frames"
        );
    }
}

#[test]
fn boxes_lie_in_the_sector_and_chambers_are_darker_than_muscle_around_them() {
    let mut darker = 0;
    for seed in 0..10 {
        let mut phantom = phantom(config(seed));
        let (luma, truth) = frame(&mut phantom, 42);
        for (structure, rect) in truth.boxes.iter() {
            let Some(rect) = rect else { continue };
            assert!(rect.w > 0.0 && rect.h > 0.0, "{structure} is empty");
            assert!((rect.intersection(&truth.sector).area() - rect.area()).abs() < 1.0);
        }
        let mean = |rect: anatomy::Rect, grow: f32| {
            let (cx, cy) = rect.centre();
            let (w, h) = (rect.w * grow, rect.h * grow);
            let (mut sum, mut count) = (0u64, 0u64);
            for y in (cy - h / 2.0).max(0.0) as usize..((cy + h / 2.0) as usize).min(HEIGHT) {
                for x in (cx - w / 2.0).max(0.0) as usize..((cx + w / 2.0) as usize).min(WIDTH) {
                    sum += u64::from(luma[y * WIDTH + x]);
                    count += 1;
                }
            }
            sum as f64 / count.max(1) as f64
        };
        let (Some(chamber), Some(thorax)) = (
            truth.boxes[Structure::LeftAtrium],
            truth.boxes[Structure::Thorax],
        ) else {
            continue;
        };
        darker += u32::from(mean(chamber, 0.4) < 0.75 * mean(thorax, 0.8));
    }
    assert!(darker >= 7, "the left atrium is dark in {darker} of 10");
}

#[test]
fn the_heart_beats() {
    let mut phantom = phantom(Config {
        fps: 50.0,
        ..config(3)
    });
    let areas: Vec<f32> = (200..225)
        .filter_map(|n| frame(&mut phantom, n).1.boxes[Structure::LeftVentricle])
        .map(|rect| rect.area())
        .collect();
    let (low, high) = areas
        .iter()
        .fold((f32::MAX, 0.0f32), |(l, h), a| (l.min(*a), h.max(*a)));
    assert!(areas.len() > 20 && high > 1.08 * low, "{low} to {high}");
}

#[test]
fn situs_inversus_mirrors_and_hlhs_shrinks_the_left_heart() {
    let with = |case| {
        phantom(Config {
            subject: Subject::Heart(case),
            ..config(2)
        })
    };
    let area = |case, structure| {
        let mut phantom = with(case);
        let (_, truth) = frame(&mut phantom, 42);
        assert_eq!(truth.subject, Subject::Heart(case));
        truth.boxes[structure].map_or(0.0, |r| r.area())
    };
    let (healthy, small) = (
        area(Case::Normal, Structure::LeftVentricle),
        area(Case::Hlhs, Structure::LeftVentricle),
    );
    assert!(small < 0.4 * healthy, "{small} against {healthy}");
    let stomach_and_spine = |case| {
        let mut phantom = with(case);
        let truth = frame(&mut phantom, 8).1;
        let centre = |s: Structure| truth.boxes[s].map(|r| r.centre());
        let aorta = centre(Structure::DescendingAorta).unwrap();
        let (spine, stomach) = (
            centre(Structure::Spine).unwrap(),
            centre(Structure::Stomach).unwrap(),
        );
        // On which side of the line from spine to aorta the stomach lies is mirrored with it.
        (aorta.0 - spine.0) * (stomach.1 - spine.1) - (aorta.1 - spine.1) * (stomach.0 - spine.0)
    };
    let (usual, mirrored) = (
        stomach_and_spine(Case::Normal),
        stomach_and_spine(Case::SitusInversus),
    );
    assert!(usual * mirrored < 0.0, "{usual} and {mirrored}");
}

#[test]
fn what_cannot_be_made_is_refused_with_a_hint() {
    let refused = |config| Phantom::new(config).err().expect("refused");
    let size = refused(Config {
        width: 1,
        height: 1,
        ..config(1)
    });
    assert!(size.to_string().contains("1x1"));
    for bad in [
        Config {
            fps: 0.0,
            ..config(1)
        },
        Config {
            fps: f64::NAN,
            ..config(1)
        },
        Config {
            seconds: -1.0,
            ..config(1)
        },
    ] {
        assert!(!refused(bad).hint().is_empty());
    }
    let unknown = Subject::from_name("tetralogy").unwrap_err();
    assert!(matches!(
        unknown,
        ConfigError::UnknownName { kind: "case", .. }
    ));
    assert!(unknown.hint().contains("situs_inversus"));
}
