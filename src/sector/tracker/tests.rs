//! The tracker over drawn videos.

use super::*;
use crate::sector::dark::dark_sides;
use crate::sector::screens::{PLAIN, Screen, text, worklist};

const LIVE: Screen = Screen {
    bars: true,
    chambers: true,
    ..PLAIN
};

fn rect(tracker: &Tracker) -> crate::anatomy::Rect {
    tracker.sector().unwrap().rect
}

#[test]
fn the_first_frame_is_live_and_the_box_stands_still() {
    let mut tracker = Tracker::new();
    assert_eq!(tracker.update(&LIVE.draw().0), Picture::Live);
    let first = rect(&tracker);
    for i in 0..65 {
        let gain = 90.0 + f64::from(i % 7);
        let frame = Screen { gain, ..LIVE }.draw().0;
        assert_eq!(tracker.update(&frame), Picture::Live);
        assert_eq!(rect(&tracker), first, "frame {i}");
    }
}

#[test]
fn no_contact_stays_live_and_a_menu_does_not() {
    let live = LIVE.draw().0;
    let air = Screen { gain: 0.0, ..LIVE }.draw().0;
    let mut tracker = Tracker::new();
    for frame in [&live, &live, &live] {
        tracker.update(frame);
    }
    let first = rect(&tracker);
    for _ in 0..70 {
        assert_eq!(tracker.update(&air), Picture::Live);
    }
    for menu in [worklist(0, 220), worklist(250, 10)] {
        assert_eq!(tracker.update(&menu), Picture::NotUltrasound);
        assert_eq!(tracker.sector(), None);
        assert_eq!(tracker.update(&live), Picture::Live);
        assert_eq!(rect(&tracker), first);
        tracker.update(&live);
    }
    let black = Frame {
        luma: vec![0; live.luma.len()],
        ..live.clone()
    };
    assert_eq!(tracker.update(&black), Picture::NotUltrasound);
}

#[test]
fn a_moved_sector_is_taken_over_and_a_glitch_is_not() {
    let live = LIVE.draw().0;
    let (moved, truth) = Screen {
        radii: (0.15, 0.75),
        ..LIVE
    }
    .draw();
    let mut tracker = Tracker::new();
    for _ in 0..29 {
        tracker.update(&live);
    }
    let first = rect(&tracker);
    tracker.update(&moved);
    tracker.update(&live);
    assert_eq!(rect(&tracker), first);
    for _ in 0..40 {
        assert_eq!(tracker.update(&moved), Picture::Live);
    }
    assert!(rect(&tracker).iou(&truth) > 0.95);
}

#[test]
fn another_frame_size_starts_over() {
    let mut tracker = Tracker::new();
    let small = Screen {
        size: (640, 480),
        ..LIVE
    };
    for screen in [LIVE, LIVE, small, LIVE] {
        let (frame, truth) = screen.draw();
        assert_eq!(tracker.update(&frame), Picture::Live);
        assert!(rect(&tracker).iou(&truth) > 0.9);
    }
    assert_eq!(tracker.update(&Frame::default()), Picture::NotUltrasound);
    let short = Frame {
        width: 640,
        height: 480,
        ..Frame::default()
    };
    assert_eq!(tracker.update(&short), Picture::NotUltrasound);
}

#[test]
fn dark_sides_are_taken_in_while_they_move_and_then_the_box_stands_still() {
    let mut tracker = Tracker::new();
    let (mut area, mut settled) = (0, None);
    for number in 0..160 {
        let (mut frame, screen, truth) = dark_sides(8, number);
        let (right, bottom) = (truth.right() as usize, truth.bottom() as usize);
        if number >= 6 {
            // A note that the examiner types beside the fan moves once, not all the time.
            text(&mut frame, right - 80, bottom - 30, 6, 2, 255);
        }
        assert_eq!(tracker.update(&frame), Picture::Live);
        let sector = tracker.sector().unwrap();
        assert!(sector.area() >= area, "frame {number} shrinks");
        area = sector.area();
        let iou = sector.rect.iou(&truth);
        match number {
            0 => assert!(iou < 0.8, "{iou}: the still shows the dark sides, too easy"),
            25.. => assert!(iou >= 0.95, "frame {number}: {iou}"),
            _ => {}
        }
        for y in bottom - 30..bottom - 16 {
            let (_, to) = sector.span(y).unwrap_or_default();
            assert!(
                (right - 80..to)
                    .all(|x| frame.luma[y * frame.width + x] < 255 || screen.inside(x, y))
            );
        }
        if number > GROW.as_millis() as usize / 33 + 2 {
            assert_eq!(
                *settled.get_or_insert(sector.clone()),
                *sector,
                "frame {number}"
            );
        }
    }
}
