use super::{
    Evidence, FRAMES, Plane, above, drivers, look_again, published, shortfall, shortfall_of_all,
    strength, strongest_window,
};
use crate::anatomy::{Structure, StructureMap};

/// A frame in which the structures of a plane have a confidence.
fn frame(plane: Plane, confidence: f32) -> StructureMap<f32> {
    let mut frame = StructureMap::default();
    for structure in plane.structures() {
        frame[*structure] = confidence;
    }
    frame
}

fn evidence<'a>(frames: impl IntoIterator<Item = &'a StructureMap<f32>>) -> Evidence {
    let mut evidence = Evidence::default();
    frames.into_iter().for_each(|frame| evidence.add(frame));
    evidence
}

#[test]
fn strength_is_the_logarithm_between_the_floor_and_one() {
    for (confidence, expected) in [
        (0.01, 0.0),
        (0.1, 0.5),
        (1.0, 1.0),
        (0.0, 0.0),
        (0.001, 0.0),
    ] {
        assert!(
            (strength(confidence) - expected).abs() < 1e-6,
            "{confidence}"
        );
    }
    for (broken, expected) in [
        (f32::NAN, 0.0),
        (-3.0, 0.0),
        (7.0, 1.0),
        (f32::INFINITY, 1.0),
    ] {
        assert!((strength(broken) - expected).abs() < 1e-6, "{broken}");
    }
}

#[test]
fn scores_are_shares_of_what_is_missing() {
    for plane in Plane::ALL {
        let none = evidence([]);
        assert_eq!(
            (published(plane, &none), shortfall(plane, &none)),
            (None, None)
        );
        let all = evidence(&vec![frame(plane, 1.0); FRAMES]);
        assert_eq!(published(plane, &all), Some(0.0));
        assert!(shortfall(plane, &all).unwrap().abs() < 1e-6);
        let nothing = evidence(&vec![StructureMap::default(); FRAMES]);
        assert_eq!(published(plane, &nothing), Some(1.0));
        assert_eq!(shortfall(plane, &nothing), Some(1.0));
        // Found at once, however weakly: all the same to the published score, not to ours.
        let weak = evidence(&vec![frame(plane, 0.01); FRAMES]);
        assert_eq!(published(plane, &weak), Some(0.0));
        assert_eq!(shortfall(plane, &weak), Some(1.0));
        let half = evidence(&vec![frame(plane, 0.1); FRAMES]);
        assert!((shortfall(plane, &half).unwrap() - 0.5).abs() < 1e-6);
    }
}

#[test]
fn broken_confidences_count_as_none_or_full() {
    let mut broken = StructureMap::default();
    broken[Structure::Crux] = f32::NAN;
    broken[Structure::LeftAtrium] = -1.0;
    broken[Structure::RightAtrium] = 9.0;
    let evidence = evidence([&broken]);
    let found = |s| (evidence.found(s), evidence.best(s), evidence.strength(s));
    assert_eq!(found(Structure::Crux), (0, 0.0, Some(0.0)));
    assert_eq!(found(Structure::LeftAtrium), (0, 0.0, Some(0.0)));
    assert_eq!(found(Structure::RightAtrium), (1, 1.0, Some(1.0)));
    assert_eq!(published(Plane::Heart, &evidence), Some(7.0 / 8.0));
}

#[test]
fn what_is_missing_is_what_to_look_at_again() {
    let mut heart = frame(Plane::Heart, 0.8);
    let vessels = frame(Plane::Vessels, 0.8);
    let (whole, great) = (evidence([&heart]), evidence([&vessels]));
    assert!(look_again(&[(Plane::Heart, &whole)]).is_empty());
    assert!(look_again(&[(Plane::Heart, &whole), (Plane::Vessels, &great)]).is_empty());

    let gone = [
        Structure::LeftVentricle,
        Structure::MitralValve,
        Structure::Crux,
    ];
    for structure in gone {
        heart[structure] = 0.0;
    }
    heart[Structure::VentricularSeptum] = 0.02;
    heart[Structure::LeftAtrium] = 0.02;
    let less = evidence([&heart]);
    let planes = [(Plane::Heart, &less)];
    let value = shortfall_of_all(&planes).unwrap();
    assert_eq!(above(&planes, value), 90);
    let named = look_again(&planes);
    assert_eq!(named.len(), 3);
    assert_eq!(named[0].structure, Structure::LeftVentricle);
    assert!(named.iter().all(|one| one.strength < 0.2), "{named:?}");
    // With both planes the vessels, which all show, make up for some of it, but not for all.
    let both = [(Plane::Heart, &less), (Plane::Vessels, &great)];
    assert!(shortfall_of_all(&both).unwrap() < value);
}

#[test]
fn the_drivers_add_up_to_the_shortfall_above_that_of_the_mean_normal_heart() {
    let (heart, vessels) = (frame(Plane::Heart, 0.03), frame(Plane::Vessels, 0.4));
    let (heart, vessels) = (evidence([&heart]), evidence([&vessels]));
    let planes = [(Plane::Heart, &heart), (Plane::Vessels, &vessels)];
    let drivers = drivers(&planes);
    assert_eq!(drivers.len(), 12);
    assert!(drivers.windows(2).all(|pair| pair[0].adds >= pair[1].adds));
    let usual = |plane, parts: f64| -> f64 {
        let of = drivers.iter().filter(|one| one.plane == plane);
        1.0 - of.map(|one| one.usual).sum::<f64>() / parts
    };
    let normal = (usual(Plane::Heart, 8.0) + usual(Plane::Vessels, 4.0)) / 2.0;
    let sum: f64 = drivers.iter().map(|one| one.adds).sum();
    assert!((shortfall_of_all(&planes).unwrap() - normal - sum).abs() < 1e-9);
}

#[test]
fn the_window_is_where_a_plane_shows_best() {
    let dark = StructureMap::default();
    let mut frames = vec![dark; 100];
    assert_eq!(strongest_window(Plane::Heart, &frames[..19]), None);
    assert_eq!(strongest_window(Plane::Heart, &frames[..20]), Some(0..20));
    frames[30..50].fill(frame(Plane::Heart, 0.5));
    frames[70..90].fill(frame(Plane::Vessels, 0.9));
    assert_eq!(strongest_window(Plane::Heart, &frames), Some(30..50));
    assert_eq!(strongest_window(Plane::Vessels, &frames), Some(70..90));
    assert_eq!(strongest_window(Plane::Vessels, &frames[..60]), Some(0..20));
    assert_eq!(
        strongest_window(Plane::Vessels, &frames[..75]),
        Some(55..75)
    );
}
