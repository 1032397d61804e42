//! The state machine against a device that the tests set: what it answers, and when.

mod chaos;
mod fake;
mod faults;

use std::collections::VecDeque;

use super::super::formats::{Format, Range};
use super::super::signal::Timings;
use super::*;
use fake::{Event, Fake, MS, fault, next, stamps};

#[test]
fn the_preferred_format_is_asked_for_and_read_back() {
    let fake = Fake::new();
    fake.with(|state| state.events = [Event::Frame(0)].into());
    let mut live = fake.live();
    assert_eq!((live.info().width, live.info().fps), (0, None));
    let (step, frame) = next(&mut live);
    assert_eq!(step, Step::Frame);
    // YUYV is limited by default: 126 becomes 128.
    assert_eq!(
        (frame.width, frame.height, frame.luma),
        (64, 64, vec![128; 64 * 64])
    );
    assert_eq!(fake.get(|state| state.asked.clone()), [(*b"YUYV", 64, 64)]);
    assert_eq!(live.info().name, "v4l2 /dev/video7 YUYV");
    assert_eq!((live.info().width, live.info().fps), (64, Some(25.0)));
    assert_eq!(
        fake.get(|state| state.queued.clone()),
        [0],
        "the buffer goes back"
    );
    // The driver's stamp lies 7 ms back.
    assert_eq!(live.delay(), Some(MS * 7));
}

#[test]
fn the_drivers_range_counts() {
    let fake = Fake::new();
    fake.with(|state| {
        state.set.range = Some(Range::Full);
        state.events = [Event::Frame(0)].into();
    });
    assert_eq!(next(&mut fake.live()).1.luma[0], 126);
}

#[test]
fn a_driver_that_sets_something_else_is_not_misread() {
    let fake = Fake::new();
    fake.with(|state| state.stubborn = Some(*b"MJPG"));
    let live = fake.live().open().ok().unwrap();
    assert_eq!(live.info().name, "v4l2 /dev/video7 MJPG");
    assert_eq!(fake.get(|state| state.asked.len()), 2);

    let fake = Fake::new();
    fake.with(|state| state.offered = vec![*b"H264", *b"pRAA"]);
    let error = fake.live().open().err().unwrap().to_string();
    assert_eq!(
        error,
        "/dev/video7: no picture format that can be read (it offers: H264 pRAA)"
    );
    assert_eq!(fault(&mut fake.live()), Signal::NoDevice);
}

#[test]
fn the_signals_size_is_asked_for() {
    let fake = Fake::new();
    fake.with(|state| {
        state.input = Input::Present(Some(fake::timings(1280, 960)));
        state.offered.push(*b"GREY");
    });
    let wishes = Wishes {
        size: Some((640, 480)),
        ..Wishes::default()
    };
    let live = fake.wishing(wishes).open().ok().unwrap();
    assert_eq!(
        fake.get(|state| state.asked.clone()),
        [(*b"YUYV", 1280, 960)]
    );
    assert_eq!((live.info().width, live.info().height), (1280, 960));
}

#[test]
fn a_boards_wishes_are_asked_for() {
    let fake = Fake::new();
    let wishes = Wishes {
        formats: vec![*b"NV12", *b"MJPG", *b"YUYV"],
        size: Some((128, 96)),
        fps: Some(60.0),
        ..Wishes::default()
    };
    assert!(fake.wishing(wishes).open().is_ok());
    assert_eq!(fake.get(|state| state.asked.clone()), [(*b"MJPG", 128, 96)]);
    assert_eq!(fake.get(|state| state.fps_asked), Some(60.0));
}

#[test]
fn a_format_that_is_too_slow_comes_last() {
    let fake = Fake::new();
    fake.with(|state| state.fps_max = vec![(*b"YUYV", 5.0), (*b"MJPG", 60.0)]);
    assert!(fake.live().open().is_ok());
    assert_eq!(fake.get(|state| state.asked.clone()), [(*b"MJPG", 64, 64)]);
    fake.with(|state| {
        state.fps_max = vec![(*b"YUYV", 5.0), (*b"MJPG", 4.0)];
        state.asked.clear();
    });
    assert!(fake.live().open().is_ok());
    assert_eq!(fake.get(|state| state.asked.clone()), [(*b"YUYV", 64, 64)]);
}

#[test]
fn the_newest_frame_wins_and_all_buffers_go_back() {
    let fake = Fake::new();
    fake.with(|state| {
        state.burst = 3;
        state.events = (0..6).map(Event::Frame).collect();
    });
    let mut live = fake.live();
    assert_eq!(stamps(&mut live, 2), [(0, 0), (3, 40)]);
    assert_eq!(fake.get(|state| state.queued.clone()), [0, 1, 2, 3, 0, 1]);
    let counts = live.counts();
    assert_eq!((counts.frames, counts.superseded, counts.lost), (2, 4, 2));

    // Of a burst whose newest is damaged, the newest good one.
    fake.with(|state| {
        state.queued.clear();
        state.events = [Event::Frame(6), Event::Frame(7), Event::Damaged(8)].into();
    });
    assert_eq!(stamps(&mut live, 1)[0].0, 5);
    assert_eq!(live.counts().damaged, 1);
    assert_eq!(fake.get(|state| state.queued.len()), 3);
}

#[test]
fn a_device_that_has_always_one_more_does_not_hold_us_up() {
    let fake = Fake::new();
    fake.with(|state| {
        state.burst = usize::MAX;
        state.events = (0..1000).map(Event::Frame).collect();
    });
    let mut live = fake.live();
    stamps(&mut live, 1);
    assert_eq!(live.counts().superseded, BURST_MAX as u64 - 1);
}

#[test]
fn lost_and_damaged_frames_are_gaps() {
    use Event::{Damaged, Frame, Short, Spurious};
    let fake = Fake::new();
    fake.with(|state| {
        state.events = [
            Frame(5),
            Spurious,
            Frame(6),
            Frame(9),
            Damaged(10),
            Short(11),
            Frame(12),
            Frame(0),
        ]
        .into();
    });
    let mut live = fake.live();
    // 40 ms for each event; a sequence that goes back says nothing of losses.
    let expected = [(0, 0), (1, 80), (4, 120), (7, 240), (8, 280)];
    assert_eq!(stamps(&mut live, 5), expected);
    assert_eq!(
        fake.get(|state| state.queued.clone()),
        [1, 2, 1, 2, 3, 0, 0]
    );
    assert_eq!(fake.get(|state| state.opens), 1);
    let counts = live.counts();
    assert_eq!((counts.frames, counts.lost, counts.damaged), (5, 4, 2));
}

#[test]
fn a_sequence_wraps_around() {
    let fake = Fake::new();
    fake.with(|state| state.events = [Event::Frame(u32::MAX), Event::Frame(1)].into());
    assert_eq!(stamps(&mut fake.live(), 2), [(0, 0), (2, 40)]);
}

#[test]
fn a_device_without_a_clock_gets_ours() {
    let fake = Fake::new();
    fake.with(|state| {
        state.monotonic = false;
        state.events = [Event::Frame(0), Event::Frame(1)].into();
    });
    let mut live = fake.live();
    assert_eq!(stamps(&mut live, 2), [(0, 0), (1, 40)]);
    assert_eq!(live.delay(), None);
}

#[test]
fn fields_that_come_one_by_one_are_pictures_of_full_height() {
    let fake = Fake::new();
    fake.with(|state| {
        state.set.fields = crate::capture::formats::Fields::Alternate;
        state.events = [Event::Frame(0), Event::Frame(0), Event::Frame(1)].into();
    });
    let mut live = fake.live();
    let (step, frame) = next(&mut live);
    assert_eq!((step, frame.height), (Step::Frame, 128));
    assert_eq!(live.info().height, 128);
    // Both fields of a picture have its number: nothing is lost.
    assert_eq!(stamps(&mut live, 2), [(1, 40), (2, 80)]);
    assert_eq!(live.counts().lost, 0);
}

#[test]
fn a_stop_is_not_delayed() {
    let fake = Fake::new();
    let stop = Arc::new(AtomicBool::new(false));
    let path = Path::new("/dev/video7");
    let mut live = Live::new(fake.clone(), path, Wishes::default(), stop.clone());
    assert_eq!(fault(&mut live), Signal::Stalled);
    stop.store(true, Ordering::Relaxed);
    let now = fake.get(|state| state.now);
    assert_eq!(fault(&mut live), Signal::Stalled);
    assert_eq!(fake.get(|state| state.now), now);
    assert_eq!(fake.get(|state| state.opens), 1);
}
