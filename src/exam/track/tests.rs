use std::time::Duration;

use proptest::prelude::*;

use super::{BRIDGED_MAX, Follower, TAKEN_OVER_AFTER, Track};
use crate::{
    anatomy::{Rect, Structure, StructureMap},
    detector::{Detection, Detections},
};

const THRESHOLDS: StructureMap<f32> = StructureMap([0.3; Structure::COUNT]);
const RATES: [f64; 4] = [8.0, 25.0, 30.0, 60.0];

/// A box of that centre and size, with the confidence 0.8.
fn at(structure: Structure, x: f64, y: f64, w: f64, h: f64) -> Detections {
    let mut found = Detections::default();
    found[structure] = Detection {
        confidence: 0.8,
        rect: Rect::new(
            (x - w / 2.0) as f32,
            (y - h / 2.0) as f32,
            w as f32,
            h as f32,
        ),
    };
    found
}

fn time(frame: u64, fps: f64) -> Duration {
    Duration::from_secs_f64(frame as f64 / fps)
}

/// A wave that never repeats, -1 to 1: stands for scatter.
fn scatter(frame: u64, which: f64) -> f64 {
    (12.9898 * frame as f64 + 78.233 * which).sin() * (4.1414 * frame as f64 + which).cos()
}

fn follow(
    frames: impl Iterator<Item = (Duration, Detections)>,
    of: Structure,
) -> Vec<Option<Track>> {
    let mut follower = Follower::default();
    frames
        .map(|(time, found)| follower.update(time, &found, &THRESHOLDS)[of])
        .collect()
}

#[test]
fn a_trembling_box_is_calmed_and_one_that_glides_is_not_left_behind() {
    let of = Structure::DescendingAorta;
    for fps in RATES {
        for speed in [0.0, 40.0] {
            let truth = |k: u64| 200.0 + speed * k as f64 / fps;
            let frames = (0..200).map(|k| {
                let [dx, dy] = [1.0, 2.0].map(|which| 2.0 * scatter(k, which));
                (time(k, fps), at(of, truth(k) + dx, 150.0 + dy, 40.0, 40.0))
            });
            let tracks = follow(frames.clone(), of);
            let (mut raw, mut smooth, mut lag) = (0.0, 0.0, 0.0);
            for (k, (_, found)) in frames.enumerate().skip(50) {
                let off = |rect: Rect| f64::from(rect.centre().0) - truth(k as u64);
                let (before, after) = (off(found[of].rect), off(tracks[k].unwrap().rect));
                raw += before * before;
                smooth += after * after;
                lag += after / 150.0;
            }
            let least = if fps < 20.0 { 0.95 } else { 0.75 };
            assert!(smooth < least * raw, "{fps} {speed}: {smooth} of {raw}");
            assert!(lag.abs() < 0.5, "{fps} {speed}: {lag} pixels");
        }
    }
}

#[test]
fn chambers_beat_on() {
    for (of, beats_hz) in [
        (Structure::LeftVentricle, 3.0),
        (Structure::RightVentricle, 3.0),
        (Structure::LeftAtrium, 3.0),
        (Structure::RightAtrium, 3.0),
        (Structure::LeftVentricle, 2.0),
    ] {
        let side = |k: u64| {
            90.0 * (0.1 * (std::f64::consts::TAU * beats_hz * k as f64 / 25.0).sin()).exp()
        };
        let frames = (0..250).map(|k| (time(k, 25.0), at(of, 200.0, 200.0, side(k), 90.0)));
        let tracks = follow(frames, of);
        let range = |sides: &mut dyn Iterator<Item = f64>| {
            let (low, high) = sides.fold((f64::MAX, f64::MIN), |(l, h), s| (l.min(s), h.max(s)));
            (high / low).ln()
        };
        let raw = range(&mut (50..250).map(side));
        let smooth = range(&mut tracks[50..].iter().map(|t| f64::from(t.unwrap().rect.w)));
        assert!(smooth >= 0.9 * raw, "{of} {beats_hz}: {smooth} of {raw}");
    }
}

#[test]
fn a_gap_is_bridged_for_its_time_and_no_longer() {
    let of = Structure::Stomach;
    for fps in RATES {
        let mut follower = Follower::default();
        let x = |k: u64| 100.0 + 30.0 * k as f64 / fps;
        for k in 0..60 {
            follower.update(time(k, fps), &at(of, x(k), 100.0, 60.0, 50.0), &THRESHOLDS);
        }
        let mut before = follower.tracks()[of].unwrap();
        assert!(before.measured && (before.confidence - 0.8).abs() < 1e-6);
        for k in 60..90 {
            let gap = time(k, fps).saturating_sub(time(59, fps));
            let track = follower.update(time(k, fps), &Detections::default(), &THRESHOLDS)[of];
            if gap > BRIDGED_MAX {
                assert_eq!(track, None, "{fps}: after {gap:?}");
                continue;
            }
            let track = track.unwrap();
            assert!(!track.measured && track.confidence < before.confidence);
            let off = f64::from(track.rect.centre().0) - x(k);
            assert!(off.abs() < 2.0, "{fps}: {off} after {gap:?}");
            before = track;
        }
    }
}

#[test]
fn a_jump_is_not_believed_until_it_stays() {
    let of = Structure::AscendingAorta;
    for fps in RATES {
        let mut follower = Follower::default();
        let mut show = |k: u64, x: f64| {
            let tracks = follower.update(time(k, fps), &at(of, x, 100.0, 50.0, 50.0), &THRESHOLDS);
            tracks[of].map(|t| (t.rect.centre().0, t.measured))
        };
        for k in 0..40 {
            show(k, 100.0);
        }
        let (x, measured) = show(40, 300.0).unwrap();
        assert!((x - 100.0).abs() < 1.0 && !measured, "{fps}: {x}");
        let (x, measured) = show(41, 100.0).unwrap();
        assert!((x - 100.0).abs() < 1.0 && measured, "{fps}: {x}");
        // Now it stays there.
        for k in 42..60 {
            let since = time(k, fps).saturating_sub(time(42, fps));
            let over = since >= TAKEN_OVER_AFTER;
            let (x, measured) = show(k, 300.0).unwrap();
            let expected = if over { 300.0 } else { 100.0 };
            assert!((x - expected).abs() < 2.0, "{fps}: {x} after {since:?}");
            assert_eq!(measured, over, "{fps}: after {since:?}");
        }
    }
}

#[test]
fn boxes_that_jump_about_are_never_taken_over() {
    let of = Structure::AscendingAorta;
    let frames = (0..100).map(|k| {
        let x = if k < 20 || k % 2 == 0 {
            100.0
        } else {
            200.0 + 60.0 * (k % 7) as f64
        };
        (time(k, 25.0), at(of, x, 100.0, 50.0, 50.0))
    });
    for track in follow(frames, of).into_iter().skip(20) {
        assert!((track.unwrap().rect.centre().0 - 100.0).abs() < 2.0);
    }
}

#[test]
fn the_size_of_the_screen_does_not_matter() {
    let of = Structure::LeftAtrium;
    let tracks = |scale: f64| {
        let frames = (0..80).map(move |k| {
            let jump = if k == 50 { 90.0 } else { 0.0 };
            let [x, y, w, h] = [1.0, 2.0, 3.0, 4.0].map(|which| 2.0 * scatter(k, which));
            let [x, y, w, h] = [150.0 + x + jump, 90.0 + y, 50.0 + w, 60.0 + h].map(|v| scale * v);
            (time(k, 30.0), at(of, x, y, w, h))
        });
        follow(frames, of)
    };
    for (small, large) in tracks(1.0).into_iter().zip(tracks(3.0)) {
        let (small, large) = (small.unwrap(), large.unwrap());
        assert_eq!(small.measured, large.measured);
        for side in [|r: Rect| r.x, |r: Rect| r.y, |r: Rect| r.w, |r: Rect| r.h] {
            assert!((3.0 * side(small.rect) - side(large.rect)).abs() < 0.01);
        }
    }
}

#[test]
fn what_is_no_box_or_too_weak_is_not_found() {
    let of = Structure::Crux;
    let good = at(of, 50.0, 50.0, 20.0, 20.0);
    let mut follower = Follower::default();
    let mut found = |detection: Detection, thresholds: &StructureMap<f32>| {
        follower.reset();
        let mut found = Detections::default();
        found[of] = detection;
        follower.update(Duration::ZERO, &found, thresholds)[of].is_some()
    };
    assert!(found(good[of], &THRESHOLDS));
    assert!(!found(good[of], &StructureMap([1.0; Structure::COUNT])));
    assert!(!found(
        good[of],
        &StructureMap([f32::NAN; Structure::COUNT])
    ));
    for confidence in [0.0, 0.29, -1.0, f32::NAN] {
        assert!(
            !found(
                Detection {
                    confidence,
                    ..good[of]
                },
                &THRESHOLDS
            ),
            "{confidence}"
        );
    }
    for rect in [
        Rect::new(50.0, 50.0, 0.0, 20.0),
        Rect::new(50.0, 50.0, 20.0, -3.0),
        Rect::new(f32::NAN, 50.0, 20.0, 20.0),
        Rect::new(50.0, 50.0, f32::INFINITY, 20.0),
        Rect::new(50.0, 3e9, 20.0, 20.0),
    ] {
        assert!(
            !found(Detection { rect, ..good[of] }, &THRESHOLDS),
            "{rect:?}"
        );
    }
}

#[test]
fn a_time_that_goes_back_begins_anew_and_one_that_stands_does_not() {
    let of = Structure::Spine;
    let mut follower = Follower::default();
    let here = at(of, 100.0, 100.0, 40.0, 40.0);
    let there = at(of, 400.0, 100.0, 40.0, 40.0);
    for k in 0..30 {
        follower.update(time(k, 25.0), &here, &THRESHOLDS);
        follower.update(time(k, 25.0), &here, &THRESHOLDS);
    }
    let same = follower.update(time(29, 25.0), &there, &THRESHOLDS)[of].unwrap();
    assert!(!same.measured && (same.rect.centre().0 - 100.0).abs() < 1.0);
    let back = follower.update(time(3, 25.0), &there, &THRESHOLDS)[of].unwrap();
    assert!(back.measured && (back.rect.centre().0 - 400.0).abs() < 1.0);
}

proptest! {
    /// Whatever comes in: sound boxes or none.
    #[test]
    fn anything_gives_sound_boxes(
        frames in prop::collection::vec(
            (any::<u16>(), any::<[f32; 4]>(), any::<f32>(), any::<f32>(), 0_u8..8), 1..100),
    ) {
        let mut follower = Follower::default();
        let mut now = Duration::ZERO;
        for (step, [x, y, w, h], confidence, threshold, kind) in frames {
            let step = Duration::from_micros(u64::from(step) * 8);
            match kind {
                0 => now = now.saturating_sub(step),
                1 => now = Duration::MAX,
                2 => {}
                _ => now = now.saturating_add(step),
            }
            let mut found = at(Structure::Heart, 200.0, 200.0, 100.0, 120.0);
            let broken = Detection { confidence, rect: Rect::new(x, y, w, h) };
            found[Structure::Crux] = broken;
            if kind > 4 {
                found[Structure::Heart].rect = Rect::new(x, y, w.abs() % 5e4, h.abs() % 5e4);
            }
            let mut thresholds = THRESHOLDS;
            thresholds[Structure::Crux] = threshold;
            for (_, track) in follower.update(now, &found, &thresholds).iter() {
                let Some(Track { rect, confidence, .. }) = track else { continue };
                prop_assert!([rect.x, rect.y, rect.w, rect.h].iter().all(|v| v.is_finite()));
                prop_assert!(rect.w > 0.0 && rect.h > 0.0, "{rect:?}");
                prop_assert!((0.0..=1.0).contains(confidence));
            }
        }
    }
}
