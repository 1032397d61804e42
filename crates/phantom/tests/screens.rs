//! Screens: looks, hands, interruptions, the way out of the scanner.

mod common;

use anatomy::{Structure, View};
use phantom::{
    Config, Interruption, Look, Operator, PATIENT_NUMBER_PREFIX, PATIENTS, Phantom, Shown, Truth,
};

use common::{HEIGHT, WIDTH, config, frame, phantom};

fn frame_rgb(phantom: &mut Phantom, number: u64) -> (Vec<u8>, Truth) {
    let mut rgb = Vec::new();
    let truth = phantom.frame_rgb(number, &mut rgb);
    (rgb, truth)
}

/// BT.601, full range.
fn luma_of(rgb: &[u8]) -> u8 {
    let [r, g, b] = [rgb[0], rgb[1], rgb[2]].map(i32::from);
    ((19_595 * r + 38_470 * g + 7_471 * b + 32_768) >> 16) as u8
}

/// Pixels far from any grey, as flow is and no grey map.
fn saturated(rgb: &[u8]) -> usize {
    let spread = |p: &[u8]| p.iter().max().unwrap_or(&0) - p.iter().min().unwrap_or(&0);
    rgb.chunks_exact(3).filter(|p| spread(p) > 110).count()
}

/// The pixels of the sector.
fn sector(phantom: &Phantom, truth: &Truth, luma: &[u8]) -> Vec<u8> {
    let width = phantom.config().width;
    let top = truth.sector.y as usize;
    let spans = phantom.sector_spans().iter().enumerate();
    spans
        .flat_map(|(row, (first, end))| {
            let row = (top + row) * width;
            luma[row + usize::from(*first)..row + usize::from(*end)].to_vec()
        })
        .collect()
}

#[test]
fn every_feature_gives_the_same_bytes_in_any_order_of_frames() {
    let with = |interruption, operator, look| Config {
        interruption,
        operator,
        look,
        ..config(11)
    };
    let mut all = vec![];
    for interruption in Interruption::ALL {
        all.push(with(Some(interruption), Operator::Steady, None));
    }
    for operator in Operator::ALL {
        all.push(with(None, operator, None));
    }
    for look in Look::ALL {
        all.push(with(None, Operator::Steady, Some(look)));
    }
    for config in all {
        let (mut a, mut b) = (phantom(config.clone()), phantom(config.clone()));
        let (first, coloured) = (frame(&mut a, 55), frame_rgb(&mut a, 175));
        frame(&mut b, 170);
        assert_eq!(coloured, frame_rgb(&mut b, 175), "{config:?}");
        assert_eq!(first, frame(&mut b, 55), "{config:?}");
    }
}

#[test]
fn a_grey_frame_is_the_luma_of_the_coloured_one() {
    for (seed, look) in (0..12).zip(Look::ALL.into_iter().cycle()) {
        let interruption = Interruption::ALL.get(seed as usize % 4).copied();
        let mut phantom = phantom(Config {
            look: Some(look),
            interruption,
            ..config(seed)
        });
        for number in [42, 60] {
            let (luma, truth) = frame(&mut phantom, number);
            let (rgb, same) = frame_rgb(&mut phantom, number);
            assert_eq!(truth, same);
            assert_eq!(rgb.len(), 3 * luma.len());
            let of_colour: Vec<u8> = rgb.chunks_exact(3).map(luma_of).collect();
            assert!(of_colour == luma, "seed {seed}, {}", look.name());
        }
    }
}

#[test]
fn a_freeze_stands_still_and_says_so() {
    for seed in 0..6 {
        let mut phantom = phantom(Config {
            interruption: Some(Interruption::Freeze),
            ..config(seed)
        });
        let (first, truth) = frame(&mut phantom, 42);
        let (later, same) = frame(&mut phantom, 77);
        assert_eq!((truth.shown, truth), (Shown::Frozen, same));
        assert!(truth.boxes.iter().all(|(_, rect)| rect.is_none()));
        assert_eq!(
            sector(&phantom, &truth, &first),
            sector(&phantom, &truth, &later)
        );
        for live in [38, 81] {
            let (_, truth) = frame(&mut phantom, live);
            assert_eq!(truth.shown, Shown::Live);
            assert!(truth.boxes[Structure::Thorax].is_some(), "seed {seed}");
        }
        // Before and after, two pictures differ.
        assert_ne!(frame(&mut phantom, 84).0, frame(&mut phantom, 88).0);
    }
}

#[test]
fn colour_doppler_has_colour_and_live_frames_have_none_beyond_the_tint() {
    for seed in 0..6 {
        let mut phantom = phantom(Config {
            interruption: Some(Interruption::ColourDoppler),
            ..config(seed)
        });
        assert!(phantom.in_colour());
        let most = (42..56)
            .map(|number| {
                let (rgb, truth) = frame_rgb(&mut phantom, number);
                assert_eq!(truth.shown, Shown::ColourDoppler);
                assert!(truth.boxes.iter().all(|(_, rect)| rect.is_none()));
                saturated(&rgb)
            })
            .max();
        assert!(most > Some(150), "seed {seed}: {most:?}");
        let (rgb, truth) = frame_rgb(&mut phantom, 36);
        assert_eq!(truth.shown, Shown::Live);
        // Coloured letters and marks at most.
        assert!(saturated(&rgb) < WIDTH * HEIGHT / 100, "seed {seed}");
    }
}

#[test]
fn a_dual_screen_holds_one_half_and_moves_the_other() {
    for seed in 0..6 {
        let mut phantom = phantom(Config {
            interruption: Some(Interruption::Dual),
            artefacts: false,
            ..config(seed)
        });
        let (first, truth) = frame(&mut phantom, 45);
        let (second, _) = frame(&mut phantom, 52);
        assert_eq!(truth.shown, Shown::Dual);
        assert!(truth.boxes.iter().all(|(_, rect)| rect.is_none()));
        let live = truth.sector;
        let part = |luma: &[u8], left: usize, right: usize| {
            let rows = live.y as usize..(live.y + live.h) as usize;
            rows.flat_map(|y| luma[y * WIDTH + left..y * WIDTH + right].to_vec())
                .collect::<Vec<u8>>()
        };
        let (left, right) = (live.x as usize, (live.x + live.w) as usize);
        assert_ne!(part(&first, left, right), part(&second, left, right));
        let before = left - live.w as usize;
        assert_eq!(
            part(&first, before, left - 8),
            part(&second, before, left - 8)
        );
    }
}

#[test]
fn an_incomplete_sweep_names_the_view_that_it_never_shows() {
    for seed in 0..8 {
        let mut phantom = phantom(Config {
            operator: Operator::Incomplete,
            fps: 2.0,
            width: 160,
            height: 120,
            ..config(seed)
        });
        let skipped = phantom.skipped().unwrap();
        let views: Vec<View> = (0..phantom.frames())
            .map(|number| frame(&mut phantom, number).1.view)
            .collect();
        assert!(!views.contains(&skipped), "seed {seed} shows {skipped}");
    }
    let steady = phantom(config(1));
    assert_eq!(steady.skipped(), None);
}

#[test]
fn seeds_draw_every_look_but_the_one_held_out() {
    let drawn: Vec<Look> = (0..60)
        .map(|seed| {
            let small = Config {
                width: 160,
                height: 120,
                ..config(seed)
            };
            phantom(small).look()
        })
        .collect();
    assert!(!drawn.contains(&Look::Portable));
    for look in Look::DRAWN {
        assert!(drawn.contains(&look), "{} is never drawn", look.name());
    }
}

#[test]
fn every_look_fits_its_screen_at_every_size() {
    for (seed, look) in Look::ALL.into_iter().enumerate() {
        for (width, height) in [(640, 480), (1280, 960), (1920, 1080)] {
            let mut phantom = phantom(Config {
                look: Some(look),
                artefacts: false,
                width,
                height,
                ..config(seed as u64)
            });
            let (luma, truth) = frame(&mut phantom, 42);
            let sector = truth.sector;
            assert!(sector.x >= 0.0 && sector.y >= 0.0);
            assert!(sector.x + sector.w <= width as f32 && sector.y + sector.h <= height as f32);
            assert!(
                sector.area() > 0.2 * (width * height) as f32,
                "{}",
                look.name()
            );
            // Letters: bright pixels above and beside the picture.
            let letters = luma
                .iter()
                .enumerate()
                .filter(|(i, luma)| {
                    let (x, y) = ((i % width) as f32, (i / width) as f32);
                    let inside = x >= sector.x - 2.0
                        && x < sector.x + sector.w + 2.0
                        && y >= sector.y - 2.0
                        && y < sector.y + sector.h + 2.0;
                    !inside && **luma > 150
                })
                .count();
            let least = width * height / 400;
            assert!(
                letters > least,
                "{} {width}x{height}: {letters}",
                look.name()
            );
        }
    }
}

#[test]
fn the_spans_are_what_is_drawn() {
    for seed in 0..8 {
        let config = Config {
            artefacts: false,
            ..config(seed)
        };
        let mut phantom = phantom(config);
        let (first, truth) = frame(&mut phantom, 40);
        let top = truth.sector.y as usize;
        let bottom = top + truth.sector.h as usize;
        assert_eq!(phantom.sector_spans().len(), bottom - top);
        // The picture flickers, what lies around it stands still but for the clock.
        let mut flickers = vec![false; first.len()];
        for number in 41..48 {
            let (luma, _) = frame(&mut phantom, number);
            for (flicker, (a, b)) in flickers.iter_mut().zip(luma.iter().zip(&first)) {
                *flicker |= a != b;
            }
        }
        let spans = phantom.sector_spans().to_vec();
        for (row, (first, end)) in spans.iter().enumerate() {
            let line = &flickers[(top + row) * WIDTH..(top + row + 1) * WIDTH];
            let (first, end) = (usize::from(*first), usize::from(*end));
            assert!(line[end..].iter().all(|f| !f), "seed {seed}, row {row}");
            assert!(line[..first].iter().all(|f| !f), "seed {seed}, row {row}");
        }
        let drawn = flickers.iter().filter(|f| **f).count();
        let inside: usize = spans.iter().map(|(a, b)| usize::from(b - a)).sum();
        assert!(drawn * 10 > inside * 4, "seed {seed}: {drawn} of {inside}");
    }
}

#[test]
fn chests_are_small_usual_or_cut_and_boxes_end_at_the_sector() {
    let (mut small, mut usual, mut large, mut cut) = (0, 0, 0, 0);
    for seed in 0..60 {
        let mut phantom = phantom(config(seed));
        let (_, truth) = frame(&mut phantom, 42);
        let sector = truth.sector;
        for (structure, rect) in truth.boxes.iter() {
            let Some(rect) = rect else { continue };
            let inside = rect.x >= sector.x
                && rect.y >= sector.y
                && rect.x + rect.w <= sector.x + sector.w + 0.01
                && rect.y + rect.h <= sector.y + sector.h + 0.01;
            assert!(inside, "seed {seed}: {structure} leaves the sector");
        }
        let Some(thorax) = truth.boxes[Structure::Thorax] else {
            continue;
        };
        let touches = [
            thorax.x <= sector.x + 1.0,
            thorax.y <= sector.y + 1.0,
            thorax.x + thorax.w >= sector.x + sector.w - 1.0,
            thorax.y + thorax.h >= sector.y + sector.h - 1.0,
        ];
        cut += u32::from(touches.contains(&true));
        match thorax.w / sector.w {
            ..0.42 => small += 1,
            ..0.70 => usual += 1,
            _ => large += 1,
        }
    }
    assert!(
        small >= 4 && usual >= 15 && large >= 10 && cut >= 6,
        "{small} {usual} {large}, {cut} cut"
    );
}

#[test]
fn a_clip_with_any_colour_says_so_before_it_is_made() {
    let mut coloured = 0;
    for seed in 0..24 {
        let mut phantom = phantom(Config {
            interruption: Some(Interruption::Freeze),
            look: Some(Look::Vintage),
            ..config(seed)
        });
        let (rgb, truth) = frame_rgb(&mut phantom, 50);
        assert_eq!(truth.shown, Shown::Frozen);
        if saturated(&rgb) > 0 {
            coloured += 1;
            assert!(phantom.in_colour(), "seed {seed}");
        }
    }
    assert!(coloured > 3, "{coloured} of 24 have coloured marks");
}

#[test]
fn patients_are_invented() {
    for seed in 0..20 {
        let phantom = phantom(Config {
            width: 160,
            height: 120,
            ..config(seed)
        });
        let (name, number) = phantom.patient();
        assert!(PATIENTS.contains(&name));
        assert!(number.starts_with(PATIENT_NUMBER_PREFIX));
    }
}
