use std::time::Duration;

use proptest::prelude::*;

use super::{BPM, Heartbeat, REGULAR_MIN, Rhythm, Withheld, samples};
use crate::{
    anatomy::{Rect, Structure, StructureMap},
    detector::{Detection, Detections, ValveLines},
};

use Structure::{
    LeftAtrium, LeftVentricle, MitralValve, RightAtrium, RightVentricle, TricuspidValve,
};

const THRESHOLDS: StructureMap<f32> = StructureMap([0.3; Structure::COUNT]);

/// Seeded chance (a linear congruential generator; the upper bits).
struct Chance(u64);

impl Chance {
    fn unit(&mut self) -> f64 {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 40) as f64 / (1_u64 << 24) as f64
    }

    /// Mean 0, standard deviation 1.
    fn bell(&mut self) -> f64 {
        (0..12).map(|_| self.unit()).sum::<f64>() - 6.0
    }
}

/// A heart before the probe.
#[derive(Clone, Copy)]
struct Heart {
    bpm: f64,
    fps: f64,
    seconds: f64,
    /// Spread of the logarithm of a side.
    noise: f64,
    /// Share of the frames that never come, and of the chambers that are not found.
    lost: f64,
    unseen: f64,
    /// By how much the heart grows in the picture, in logarithms of a side a second.
    zoom: f64,
    /// Half range of a common wave of 1.1 a second, logarithm of a side.
    breath: f64,
    /// Spread of the length of a beat, a share.
    uneven: f64,
    /// How far chambers change, whether valves open, and how much brighter a shut one is, logarithm.
    squeeze: f64,
    valves: [bool; 2],
    leaf: f64,
    /// Where in the beat the line across a valve is brightest, though nothing opens; `None`: it is not.
    shines: Option<f64>,
    seed: u64,
}

const STEADY: Heart = Heart {
    bpm: 140.0,
    fps: 25.0,
    seconds: 6.0,
    noise: 0.03,
    lost: 0.0,
    unseen: 0.0,
    zoom: 0.0,
    breath: 0.0,
    uneven: 0.0,
    squeeze: 0.12,
    valves: [true; 2],
    leaf: 0.5,
    shines: None,
    seed: 1,
};

/// What the detector finds in one picture, and how far into its beat the heart is, 0 at the beginning of
/// systole.
type Frame = (Duration, u64, (Detections, ValveLines), f64);

impl Heart {
    fn frames(self) -> Vec<Frame> {
        let mut chance = Chance(self.seed);
        let (mut begin, mut length) = (0.0, 60.0 / self.bpm);
        let mut frames = Vec::new();
        for number in 0..(self.seconds * self.fps) as u64 {
            let time = number as f64 / self.fps;
            while time >= begin + length {
                begin += length;
                length = 60.0 / self.bpm * (1.0 + self.uneven * chance.bell()).clamp(0.3, 2.0);
            }
            if chance.unit() < self.lost {
                continue;
            }
            let phase = (time - begin) / length;
            let arch = |from: f64, to: f64| {
                let t = ((phase - from) / (to - from)).clamp(0.0, 1.0);
                4.0 * t * (1.0 - t)
            };
            let (systole, opening) = (arch(0.0, 0.45), arch(0.5, 1.0));
            let common =
                self.zoom * time + self.breath * (std::f64::consts::TAU * 1.1 * time).sin();
            let mut found = Detections::default();
            let mut put = |structure, side: f64, grown: f64, chance: &mut Chance| {
                let mut sides = [0.0; 2];
                for s in &mut sides {
                    *s = (side * (grown + common + self.noise * chance.bell()).exp()) as f32;
                }
                found[structure] = Detection {
                    confidence: if chance.unit() < self.unseen {
                        0.1
                    } else {
                        0.9
                    },
                    rect: Rect::new(100.0, 100.0, sides[0], sides[1]),
                };
            };
            for (structure, part) in [
                (LeftVentricle, -1.0),
                (RightVentricle, -0.9),
                (LeftAtrium, 0.5),
                (RightAtrium, 0.45),
            ] {
                put(structure, 90.0, part * self.squeeze * systole, &mut chance);
            }
            let lines = self.valves.map(|opens| {
                let shut = if opens { 1.0 - opening } else { 1.0 };
                let shine = self.shines.map_or(0.0, |at| {
                    self.leaf * (std::f64::consts::TAU * (phase - at)).cos()
                });
                Some((self.leaf * shut + shine + 0.25 * chance.bell()) as f32)
            });
            for valve in [TricuspidValve, MitralValve] {
                put(valve, 50.0, 0.0, &mut chance);
            }
            frames.push((Duration::from_secs_f64(time), number, (found, lines), phase));
        }
        frames
    }

    fn heard(self) -> Heartbeat {
        let mut heartbeat = Heartbeat::default();
        for (time, number, found, _) in self.frames() {
            heartbeat.observe(time, number, (&found.0, &found.1), &THRESHOLDS);
        }
        heartbeat.finish();
        heartbeat
    }

    fn told(self) -> Rhythm {
        *self.heard().best()
    }
}

#[test]
fn rates_from_60_to_240_are_told_at_any_frame_rate() {
    for fps in [25.0, 29.97, 60.0] {
        for bpm in (60..=240).step_by(6).map(f64::from) {
            let seed = bpm as u64;
            let rhythm = Heart {
                bpm: bpm.clamp(61.0, 239.0),
                fps,
                seed,
                ..STEADY
            }
            .told();
            let off = rhythm.bpm.map(|told| (told - bpm.clamp(61.0, 239.0)).abs());
            assert!(
                off.is_some_and(|off| off <= 3.0),
                "{bpm} at {fps}: {rhythm:?}"
            );
            assert!(rhythm.regularity > 0.8, "{bpm} at {fps}: {rhythm:?}");
        }
    }
}

#[test]
fn rates_outside_are_withheld() {
    for bpm in [50.0, 270.0] {
        let rhythm = Heart {
            bpm,
            fps: 50.0,
            ..STEADY
        }
        .told();
        assert_eq!(
            rhythm.withheld,
            Some(Withheld::NotPeriodic),
            "{bpm}: {rhythm:?}"
        );
    }
}

#[test]
fn drift_breath_and_missing_frames_do_not_matter() {
    for (k, bpm) in [105.0, 110.0, 133.0, 150.0, 181.0, 220.0]
        .into_iter()
        .enumerate()
    {
        let rhythm = Heart {
            bpm,
            fps: 30.0,
            noise: 0.04,
            lost: 0.12,
            unseen: 0.2,
            zoom: 0.05,
            breath: 0.05,
            seed: k as u64,
            ..STEADY
        }
        .told();
        let off = rhythm.bpm.map(|told| (told - bpm).abs());
        assert!(off.is_some_and(|off| off <= 3.0), "{bpm}: {rhythm:?}");
    }
}

#[test]
fn what_cannot_be_told_is_withheld_with_its_reason() {
    let why = |heart: Heart| heart.told().withheld;
    assert_eq!(
        Heartbeat::default().best().withheld,
        Some(Withheld::NotSeen)
    );
    assert_eq!(
        why(Heart {
            unseen: 1.0,
            ..STEADY
        }),
        Some(Withheld::NotSeen)
    );
    assert_eq!(
        why(Heart {
            seconds: 2.9,
            ..STEADY
        }),
        Some(Withheld::TooShort)
    );
    assert_eq!(
        why(Heart {
            fps: 20.0,
            ..STEADY
        }),
        Some(Withheld::TooFewFrames)
    );
    assert_eq!(
        why(Heart {
            lost: 0.3,
            ..STEADY
        }),
        Some(Withheld::TooFewFrames)
    );
    assert_eq!(
        why(Heart {
            seconds: 3.5,
            ..STEADY
        }),
        None
    );
}

#[test]
fn noise_has_no_rate() {
    for seed in 0..60 {
        let rhythm = Heart {
            squeeze: 0.0,
            noise: 0.05,
            seed,
            ..STEADY
        }
        .told();
        assert_eq!(
            rhythm.withheld,
            Some(Withheld::NotPeriodic),
            "{seed}: {rhythm:?}"
        );
    }
}

#[test]
fn chambers_that_all_swell_together_are_no_heartbeat() {
    for seed in 0..10 {
        let rhythm = Heart {
            squeeze: 0.0,
            breath: 0.1,
            seed,
            ..STEADY
        }
        .told();
        assert_eq!(rhythm.bpm, None, "{seed}: {rhythm:?}");
    }
}

#[test]
fn an_uneven_heart_is_less_regular_and_a_wild_one_mostly_has_no_rate() {
    let mean = |uneven: f64| {
        let each = (0..100).map(|seed| {
            Heart {
                uneven,
                seed,
                ..STEADY
            }
            .told()
        });
        each.map(|r| f64::from(r.regularity)).sum::<f64>() / 100.0
    };
    let means = [0.0, 0.05, 0.1, 0.2, 0.3].map(mean);
    assert!(
        means.windows(2).all(|pair| pair[0] > pair[1]) && means[0] > 0.99,
        "{means:?}"
    );
    // Beats that differ by far more than 15 % do not pass for noise.
    let wilder = mean(0.4);
    assert!(wilder < means[3], "{wilder} {means:?}");
    let even = |uneven: f64| {
        let hearts = (0..100).map(|seed| Heart {
            uneven,
            seed,
            ..STEADY
        });
        hearts
            .filter(|heart| heart.told().regularity >= REGULAR_MIN)
            .count()
    };
    let called = [0.0, 0.2, 0.3, 0.4].map(even);
    assert!(
        called[0] == 100 && called[1..].iter().all(|n| *n <= 20),
        "{called:?}"
    );
    let told = (0..20).filter(|seed| {
        let wild = Heart {
            uneven: 0.6,
            seed: *seed,
            ..STEADY
        };
        wild.told().bpm.is_some()
    });
    let told = told.count();
    assert!(told <= 10, "{told}");
}

#[test]
fn the_phase_finds_the_largest_ventricles() {
    for bpm in [75.0, 120.0, 160.0, 210.0] {
        let mut heartbeat = Heartbeat::default();
        let (mut near, mut right, mut unknown) = (0, 0, 0);
        for (time, number, found, phase) in (Heart { bpm, ..STEADY }).frames() {
            heartbeat.observe(time, number, (&found.0, &found.1), &THRESHOLDS);
            match heartbeat.near_end_diastole(time) {
                None => unknown += 1,
                Some(false) => {}
                Some(true) => {
                    near += 1;
                    right += i32::from(!(0.05..=0.45).contains(&phase));
                }
            }
        }
        assert!(unknown < 80, "{bpm}: {unknown} of 150");
        assert!(
            near > 15 && right * 20 >= near * 19,
            "{bpm}: {right} of {near}"
        );
    }
}

#[test]
fn valves_that_stand_still_are_not_said_to_move() {
    for (seed, valves) in [[true, true], [true, false], [false, true], [false, false]]
        .into_iter()
        .cycle()
        .take(20)
        .enumerate()
    {
        let moved = Heart {
            valves,
            seed: seed as u64,
            ..STEADY
        }
        .heard()
        .valves_moved();
        assert_eq!(moved.map(|frames| frames.is_some()), valves, "{seed}");
    }
}

#[test]
fn what_shines_with_the_beat_while_valves_are_open_is_no_valve_that_opens() {
    for seed in 0..20 {
        // While the ventricles are largest, and a tenth of a beat before and behind.
        let at = 0.725 + 0.1 * ((seed % 3) as f64 - 1.0);
        let still = Heart {
            valves: [false; 2],
            shines: Some(at),
            seed,
            ..STEADY
        };
        assert_eq!(still.heard().valves_moved(), [None; 2], "{seed}: {at}");
    }
}

#[test]
fn where_no_line_was_read_nothing_is_said_of_the_valves() {
    let mut heartbeat = Heartbeat::default();
    for (time, number, (found, _), _) in STEADY.frames() {
        heartbeat.observe(time, number, (&found, &[None; 2]), &THRESHOLDS);
    }
    heartbeat.finish();
    assert!(heartbeat.best().bpm.is_some());
    assert_eq!(heartbeat.valves_moved(), [None; 2]);
}

#[test]
fn the_present_ends_with_the_picture_and_the_best_stays() {
    let mut heartbeat = Heartbeat::default();
    let frames = STEADY.frames();
    for (time, number, found, _) in &frames {
        heartbeat.observe(*time, *number, (&found.0, &found.1), &THRESHOLDS);
    }
    let last = frames[frames.len() - 1].0;
    assert!(heartbeat.now().bpm.is_some() && heartbeat.phase(last).is_some());
    heartbeat.interrupt();
    assert_eq!(
        (heartbeat.now().withheld, heartbeat.phase(last)),
        (Some(Withheld::NotSeen), None)
    );
    heartbeat.finish();
    assert!(heartbeat.best().bpm.is_some());
    assert_eq!((heartbeat.now().bpm, heartbeat.phase(last)), (None, None));
    // What comes then is not joined to what was before.
    for (time, number, found, _) in frames.iter().take(60) {
        heartbeat.observe(
            *time + last + Duration::from_millis(80),
            200 + number,
            (&found.0, &found.1),
            &THRESHOLDS,
        );
    }
    heartbeat.finish();
    assert_eq!(heartbeat.now().withheld, Some(Withheld::TooShort));
}

#[test]
fn times_that_stand_or_go_back_begin_anew() {
    let mut heartbeat = Heartbeat::default();
    for _ in 0..3 {
        for (time, number, found, _) in (Heart {
            seconds: 2.5,
            ..STEADY
        })
        .frames()
        {
            heartbeat.observe(time, number, (&found.0, &found.1), &THRESHOLDS);
            heartbeat.observe(time, number, (&found.0, &found.1), &THRESHOLDS);
        }
    }
    heartbeat.finish();
    assert_eq!(heartbeat.best().withheld, Some(Withheld::TooShort));
}

#[test]
fn hours_keep_no_more_than_seconds() {
    let mut kept = samples::Samples::new();
    let frames = Heart {
        fps: 120.0,
        ..STEADY
    }
    .frames();
    for round in 0..40 {
        for (time, number, found, _) in &frames {
            let time = *time + Duration::from_secs(6 * round);
            kept.push(time, *number, (&found.0, &found.1), &THRESHOLDS);
            assert!(kept.iter().count() <= samples::SAMPLES_MAX);
        }
    }
}

proptest! {
    /// Whatever comes in: a rate within its limits with sound numbers, or a reason.
    #[test]
    fn anything_gives_a_rate_or_a_reason(
        frames in prop::collection::vec(
            (0_u64..400, any::<u64>(), any::<f32>(), any::<[f32; 4]>(), 0_u8..16), 1..120),
        bpm in 40.0_f64..260.0,
        fps in 1.0_f64..120.0,
    ) {
        let mut heartbeat = Heartbeat::default();
        let mut sane = Heart { bpm, fps, seconds: 2.0, ..STEADY }.frames().into_iter();
        let mut time = Duration::ZERO;
        for (step, number, confidence, [a, b, c, d], kind) in frames {
            let mut found = sane.next().map(|frame| frame.2).unwrap_or_default();
            match kind {
                0 => heartbeat.interrupt(),
                1 => time = time.saturating_sub(Duration::from_millis(step)),
                2 => for s in [LeftVentricle, LeftAtrium, MitralValve] {
                    found.0[s] = Detection { confidence, rect: Rect::new(a, b, c, d) };
                },
                5 => found.1 = [Some(a), Some(b)],
                3 => time = Duration::MAX,
                _ => time = time.saturating_add(Duration::from_millis(step / 8)),
            }
            heartbeat.observe(time, number, (&found.0, &found.1), &THRESHOLDS);
            for rhythm in [heartbeat.now(), heartbeat.best()] {
                prop_assert_eq!(rhythm.bpm.is_none(), rhythm.withheld.is_some());
                prop_assert!(rhythm.bpm.is_none_or(|bpm| (BPM[0]..=BPM[1]).contains(&bpm)));
                prop_assert!((0.0..=1.0).contains(&rhythm.confidence));
                prop_assert!((0.0..=1.0).contains(&rhythm.regularity));
                prop_assert!(rhythm.error_bpm.is_finite());
            }
            if let Some(phase) = heartbeat.phase(time) {
                prop_assert!((0.0..=1.0).contains(&phase));
            }
        }
        heartbeat.finish();
    }
}

/// By hand: `cargo test --lib exam::rhythm -- --ignored --nocapture`.
#[test]
#[ignore = "prints what a frame costs on this machine"]
fn cost() {
    for fps in [25.0, 60.0, 120.0] {
        let frames = Heart {
            fps,
            seconds: 20.0,
            ..STEADY
        }
        .frames();
        // The least of several runs: what the machine does beside it is not ours.
        let mut least = vec![Duration::MAX; frames.len()];
        for _ in 0..9 {
            let mut heartbeat = Heartbeat::default();
            for (k, (time, number, found, _)) in frames.iter().enumerate() {
                let begin = std::time::Instant::now();
                heartbeat.observe(*time, *number, (&found.0, &found.1), &THRESHOLDS);
                least[k] = least[k].min(begin.elapsed());
            }
        }
        least.sort();
        let mean = least.iter().sum::<Duration>() / least.len() as u32;
        println!(
            "{fps} frames a second: mean {mean:?}, largest {:?}",
            least[least.len() - 1]
        );
    }
}
