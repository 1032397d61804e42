//! Every way in which a device fails: the state, how long until it has a name, and the way back.

use super::fake::timings;
use super::*;

/// Longest time until a state has a name, and from the end of a fault to the first frame, ms.
const LIMIT_MS: u128 = 2000;

/// A device that runs, with a signal that it measures.
fn running() -> (Fake, Live<Fake>) {
    let fake = Fake::new();
    fake.with(|state| {
        state.input = Input::Present(Some(timings(64, 64)));
        state.endless = Some(0);
    });
    let mut live = fake.live();
    // Beyond the echo of its start.
    stamps(&mut live, 40);
    (fake, live)
}

/// Frames until the next fault, its name, and the time to it, ms.
fn until_fault(fake: &Fake, live: &mut Live<Fake>) -> (usize, Signal, u128) {
    let start = fake.ms();
    for frames in 0..1000 {
        if let (Step::Fault(signal), _) = next(live) {
            return (frames, signal, fake.ms() - start);
        }
    }
    panic!("no fault");
}

/// Time to the next frame, ms, as the service asks for it: again 100 ms after each fault.
fn until_frame(fake: &Fake, live: &mut Live<Fake>) -> u128 {
    let start = fake.ms();
    for _ in 0..100 {
        if next(live).0 == Step::Frame {
            return fake.ms() - start;
        }
        fake.with(|state| state.now += MS * 100);
    }
    panic!("no frame");
}

#[test]
fn a_lost_signal_has_a_name_though_frames_go_on_and_comes_back() {
    for signal in [
        Signal::NoSignal,
        Signal::NoLock,
        Signal::OutOfRange,
        Signal::NoCable,
    ] {
        for tells in [true, false] {
            let (fake, mut live) = running();
            fake.with(|state| {
                state.input = Input::Away(signal);
                state.changed = tells;
            });
            let (frames, told, ms) = until_fault(&fake, &mut live);
            assert_eq!(told, signal);
            if tells {
                // Not one frame behind the loss.
                assert_eq!((frames, ms), (0, 1));
            } else {
                assert!(ms <= 300 && frames <= 7, "{ms} ms, {frames} frames");
            }
            assert_eq!(fake.get(|state| state.alive), 0, "the device is given back");
            // It stays so for as long as it takes, without frames.
            for _ in 0..20 {
                let before = fake.ms();
                assert_eq!(fault(&mut live), signal);
                assert!(fake.ms() - before <= 300);
            }
            fake.with(|state| state.input = Input::Present(Some(timings(64, 64))));
            let ms = until_frame(&fake, &mut live);
            assert!(ms <= LIMIT_MS / 4, "{ms}");
        }
    }
}

#[test]
fn another_signal_is_taken_at_once() {
    for tells in [true, false] {
        let (fake, mut live) = running();
        fake.with(|state| {
            state.input = Input::Present(Some(timings(128, 32)));
            state.changed = tells;
            state.asked.clear();
        });
        let (frames, told, ms) = until_fault(&fake, &mut live);
        assert_eq!(told, Signal::FormatChanged);
        assert!(ms <= 300 && (frames == 0 || !tells), "{ms} ms, {frames}");
        // 32 lines are too few; the device is asked for them all the same.
        assert_eq!(fault(&mut live), Signal::OutOfRange);
        fake.with(|state| {
            state.input = Input::Present(Some(timings(64, 64)));
            state.asked.clear();
        });
        assert!(until_frame(&fake, &mut live) <= 500);
        assert_eq!(fake.get(|state| state.asked.clone()), [(*b"YUYV", 64, 64)]);
    }
}

#[test]
fn a_signal_of_another_rate_is_another_signal_and_an_interrupted_one_is_taken_anew() {
    let (fake, mut live) = running();
    let pal = Timings {
        fps: 50.0,
        ..timings(64, 64)
    };
    fake.with(|state| state.input = Input::Present(Some(pal)));
    assert_eq!(until_fault(&fake, &mut live).1, Signal::FormatChanged);
    let before = fake.ms();
    assert_eq!(until_frame(&fake, &mut live), 40);
    assert_eq!(fake.ms() - before, 40, "negotiated at once");
    // Within a second of the start, an event that says nothing new is the start's own echo.
    fake.with(|state| state.changed = true);
    stamps(&mut live, 30);
    fake.with(|state| state.changed = true);
    assert_eq!(until_fault(&fake, &mut live), (0, Signal::FormatChanged, 1));
    assert_eq!(until_frame(&fake, &mut live), 40);
}

#[test]
fn the_same_signal_measured_a_little_otherwise_is_the_same() {
    let (fake, mut live) = running();
    let measured = Timings {
        fps: 59.94,
        ..timings(64, 64)
    };
    fake.with(|state| state.input = Input::Present(Some(measured)));
    stamps(&mut live, 100);
    assert_eq!(fake.get(|state| state.opens), 1);
}

#[test]
fn failures_have_names_and_ways_back() {
    let dequeue = [
        (libc::ENODEV, Signal::Disconnected),
        (libc::EIO, Signal::Stalled),
        (libc::ENOLINK, Signal::NoSignal),
        (libc::ENOLCK, Signal::NoLock),
        (libc::ERANGE, Signal::OutOfRange),
        (libc::EINVAL, Signal::Stalled),
        (libc::EPIPE, Signal::Stalled),
    ];
    let dequeue = dequeue.map(|(code, signal)| (Event::DequeueError(code), signal));
    let wait = [
        (Event::WaitError(libc::ENODEV), Signal::Disconnected),
        (Event::WaitError(libc::EIO), Signal::Stalled),
    ];
    for (event, signal) in dequeue.into_iter().chain(wait) {
        let (fake, mut live) = running();
        let (number, time) = stamps(&mut live, 1)[0];
        fake.with(|state| state.events = [event].into());
        let (frames, told, ms) = until_fault(&fake, &mut live);
        assert_eq!((frames, told), (0, signal), "{event:?}");
        assert!(ms <= 40, "{event:?}");
        assert_eq!(fake.get(|state| state.alive), 0, "the device is given back");
        // The number goes on and the time tells the gap.
        let (next_number, next_time) = stamps(&mut live, 1)[0];
        assert_eq!(next_number, number + 1, "{event:?}");
        assert!((250..LIMIT_MS).contains(&(next_time - time)), "{event:?}");
        assert_eq!(fake.get(|state| state.opens), 2);
    }
}

#[test]
fn starting_can_fail_in_several_ways() {
    for (code, signal) in [
        (libc::EINVAL, Signal::Stalled),
        (libc::EBUSY, Signal::NoDevice),
        (libc::ENOLINK, Signal::NoSignal),
        (libc::ENODEV, Signal::NoDevice),
    ] {
        let fake = Fake::new();
        fake.with(|state| {
            state.start_error = Some(code);
            state.endless = Some(0);
        });
        let mut live = fake.live();
        assert_eq!(fault(&mut live), signal);
        assert_eq!(fake.live().open().is_err(), signal == Signal::NoDevice);
        fake.with(|state| state.start_error = None);
        assert!(until_frame(&fake, &mut live) <= 300);
    }
    for signal in [Signal::NoCable, Signal::NoLock, Signal::OutOfRange] {
        let fake = Fake::new();
        fake.with(|state| state.input = Input::Away(signal));
        let mut live = fake.live().open().ok().unwrap();
        assert_eq!(fault(&mut live), signal);
    }
}

#[test]
fn sizes_that_cannot_be_are_out_of_range() {
    for (width, height) in [
        (0, 0),
        (16_000, 64),
        (64, 16_000),
        (1, 1),
        (u32::MAX, u32::MAX),
    ] {
        let fake = Fake::new();
        fake.with(|state| state.input = Input::Present(Some(timings(width, height))));
        assert_eq!(
            fault(&mut fake.live()),
            Signal::OutOfRange,
            "{width}x{height}"
        );
        assert_eq!(fake.get(|state| state.alive), 0);
    }
}

#[test]
fn a_rate_of_nothing_is_no_rate() {
    for fps in [0.0, -1.0, f64::NAN, f64::INFINITY] {
        let (fake, _) = running();
        fake.with(|state| (state.fps, state.alive) = (Some(fps), 0));
        let live = fake.live().open().ok().unwrap();
        assert_eq!(live.info().fps, None);
    }
}

#[test]
fn a_running_device_without_frames_is_stalled_within_the_limit() {
    let (fake, mut live) = running();
    fake.with(|state| state.endless = None);
    let (frames, told, ms) = until_fault(&fake, &mut live);
    assert_eq!((frames, told), (0, Signal::Stalled));
    assert!(ms <= LIMIT_MS, "{ms}");
    assert_eq!(fake.get(|state| state.alive), 0);
    fake.with(|state| state.endless = Some(0));
    assert!(until_frame(&fake, &mut live) <= 300);
}

#[test]
fn a_device_that_starts_slowly_is_named_and_left_alone() {
    let fake = Fake::new();
    let mut live = fake.live();
    let mut told = Vec::new();
    for _ in 0..3 {
        assert_eq!(fault(&mut live), Signal::Stalled);
        told.push((fake.ms(), fake.get(|state| state.alive)));
    }
    assert_eq!(told, [(1500, 1), (3000, 1), (4500, 0)]);
    fake.with(|state| state.endless = Some(0));
    assert_eq!(until_frame(&fake, &mut live), 290);
    assert_eq!(fake.get(|state| state.opens), 2);
}

#[test]
fn damaged_frames_do_not_put_off_the_deadline() {
    let fake = Fake::new();
    fake.with(|state| state.events = (0..1000).map(Event::Damaged).collect());
    assert_eq!(fault(&mut fake.live()), Signal::Stalled);
    assert!(fake.ms() <= 1560, "{}", fake.ms());
}

#[test]
fn buffers_of_any_length_are_damaged_frames() {
    let fake = Fake::new();
    fake.with(|state| {
        state.events = [0, 1, 8191].map(Event::Bytes).into();
        state.events.push_back(Event::Bytes(usize::from(u16::MAX)));
    });
    let mut live = fake.live();
    stamps(&mut live, 1);
    assert_eq!(live.counts().damaged, 3);
}

#[test]
fn a_missing_device_is_waited_for_with_growing_patience() {
    let fake = Fake::new();
    fake.with(|state| state.open_error = Some(libc::ENOENT));
    let mut live = fake.live();
    let mut times = Vec::new();
    for _ in 0..6 {
        assert_eq!(fault(&mut live), Signal::NoDevice);
        times.push(fake.ms());
    }
    assert_eq!(times, [0, 250, 750, 1750, 2750, 3750]);
    fake.with(|state| {
        state.open_error = None;
        state.events = [Event::Frame(0), Event::WaitError(libc::ENODEV)].into();
    });
    assert_eq!(stamps(&mut live, 1), [(0, 0)]);
    // It was there: now it is gone, for as long as it takes, and patience begins anew. The node
    // may stay.
    fake.with(|state| state.open_error = Some(libc::ENODEV));
    let gone = fake.get(|state| state.now);
    assert_eq!(fault(&mut live), Signal::Disconnected);
    assert_eq!(fault(&mut live), Signal::Disconnected);
    assert_eq!(fake.get(|state| state.now) - gone, MS * 250);
    fake.with(|state| (state.open_error, state.endless) = (None, Some(0)));
    assert!(until_frame(&fake, &mut live) <= 1100);
}

#[test]
fn a_device_that_comes_back_as_another_node_is_found_by_its_link() {
    let dev = tempfile::tempdir().unwrap();
    let [first, second, link] = ["video0", "video3", "by-path"].map(|name| dev.path().join(name));
    std::fs::write(&first, "").unwrap();
    std::os::unix::fs::symlink(&first, &link).unwrap();
    let fake = Fake::new();
    fake.with(|state| (state.links, state.endless) = (true, Some(0)));
    let mut live = Live::new(fake.clone(), &link, Wishes::default(), Arc::default());
    stamps(&mut live, 2);
    fake.with(|state| state.events = [Event::WaitError(libc::ENODEV)].into());
    std::fs::remove_file(&first).unwrap();
    assert_eq!(fault(&mut live), Signal::Disconnected);
    assert_eq!(fault(&mut live), Signal::Disconnected);
    std::fs::write(&second, "").unwrap();
    std::fs::remove_file(&link).unwrap();
    std::os::unix::fs::symlink(&second, &link).unwrap();
    assert!(until_frame(&fake, &mut live) <= 1000);
    let expected = [first.file_name(), second.file_name()].map(|n| n.unwrap().to_owned());
    let opened = fake.get(|state| state.opened.clone());
    assert_eq!(
        opened
            .iter()
            .map(|p| p.file_name().unwrap().to_owned())
            .collect::<Vec<_>>(),
        expected
    );
}

#[test]
fn a_buffer_that_cannot_go_back_costs_the_device_not_the_frame() {
    let fake = Fake::new();
    fake.with(|state| {
        state.events = [Event::Frame(0), Event::Frame(0)].into();
        state.queue_error = Some(libc::EINVAL);
    });
    let mut live = fake.live();
    assert_eq!(stamps(&mut live, 1), [(0, 0)]);
    assert_eq!(fake.get(|state| state.alive), 0);
    fake.with(|state| state.queue_error = None);
    assert_eq!(
        fault(&mut live),
        Signal::Stalled,
        "it is told, however soon it passes"
    );
    assert_eq!(stamps(&mut live, 1)[0].0, 1);
    assert_eq!(fake.get(|state| state.opens), 2);
}
