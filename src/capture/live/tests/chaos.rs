//! A device that answers at random: whatever it says, there is a frame or a state, in time.

use proptest::prelude::*;

use super::super::super::formats::{Fields, Parity};
use super::*;

/// What is changed before the next call.
#[derive(Clone, Debug)]
enum Change {
    Event(Event),
    Input(Input),
    Changed,
    Endless(bool),
    Burst(usize),
    Open(Option<i32>),
    Start(Option<i32>),
    Queue(Option<i32>),
    Format(Option<i32>),
    Offered(Vec<[u8; 4]>),
    Stubborn(Option<[u8; 4]>),
    Set(Format),
    Fps(Option<f64>),
    FpsMax(f64),
}

fn code() -> impl Strategy<Value = i32> {
    let codes = [
        libc::EIO,
        libc::EINVAL,
        libc::ENODEV,
        libc::EBUSY,
        libc::ENOLINK,
        libc::ENOLCK,
        libc::ERANGE,
        libc::EAGAIN,
        libc::EPIPE,
        libc::ENOMEM,
        libc::ENOTTY,
        0,
        -1,
    ];
    prop::sample::select(codes.to_vec())
}

fn side() -> impl Strategy<Value = u32> {
    prop_oneof![0u32..200, Just(16_000), Just(u32::MAX), Just(64)]
}

fn fourcc() -> impl Strategy<Value = [u8; 4]> {
    let known: Vec<_> = Unpacker::preference().collect();
    prop_oneof![prop::sample::select(known), any::<[u8; 4]>()]
}

fn format() -> impl Strategy<Value = Format> {
    let fields = prop::sample::select(vec![
        Fields::Progressive,
        Fields::Alternate,
        Fields::Woven { newer: Parity::Top },
        Fields::Sequential {
            newer: Parity::Bottom,
        },
    ]);
    (
        fourcc(),
        side(),
        side(),
        any::<[u32; 2]>(),
        0usize..5,
        fields,
    )
        .prop_map(|(fourcc, width, height, strides, planes, fields)| Format {
            strides: strides.map(|stride| stride >> 20),
            planes,
            fields,
            ..Format::new(fourcc, width, height)
        })
}

fn input() -> impl Strategy<Value = Input> {
    let signal = prop::sample::select(Signal::ALL.to_vec());
    let timings = (side(), side(), any::<bool>(), any::<f64>()).prop_map(
        |(width, height, interlaced, fps)| Timings {
            width,
            height,
            interlaced,
            fps,
        },
    );
    prop_oneof![
        Just(Input::Present(None)),
        timings.prop_map(|timings| Input::Present(Some(timings))),
        signal.prop_map(Input::Away),
    ]
}

fn event() -> impl Strategy<Value = Event> {
    prop_oneof![
        any::<u32>().prop_map(Event::Frame),
        any::<u32>().prop_map(Event::Damaged),
        (0usize..20_000).prop_map(Event::Bytes),
        any::<u32>().prop_map(Event::Index),
        Just(Event::Spurious),
        code().prop_map(Event::WaitError),
        code().prop_map(Event::DequeueError),
    ]
}

fn change() -> impl Strategy<Value = Change> {
    let maybe = || prop::option::of(code());
    prop_oneof![
        8 => event().prop_map(Change::Event),
        2 => input().prop_map(Change::Input),
        1 => Just(Change::Changed),
        2 => any::<bool>().prop_map(Change::Endless),
        1 => (0usize..100).prop_map(Change::Burst),
        1 => maybe().prop_map(Change::Open),
        1 => maybe().prop_map(Change::Start),
        1 => maybe().prop_map(Change::Queue),
        1 => maybe().prop_map(Change::Format),
        1 => prop::collection::vec(fourcc(), 0..70).prop_map(Change::Offered),
        1 => prop::option::of(fourcc()).prop_map(Change::Stubborn),
        1 => format().prop_map(Change::Set),
        1 => any::<Option<f64>>().prop_map(Change::Fps),
        1 => any::<f64>().prop_map(Change::FpsMax),
    ]
}

fn apply(fake: &Fake, change: &Change) {
    fake.with(|state| match change.clone() {
        Change::Event(event) => state.events.push_back(event),
        Change::Input(input) => state.input = input,
        Change::Changed => state.changed = true,
        Change::Endless(on) => state.endless = on.then_some(7),
        Change::Burst(burst) => state.burst = burst,
        Change::Open(error) => state.open_error = error,
        Change::Start(error) => state.start_error = error,
        Change::Queue(error) => state.queue_error = error,
        Change::Format(error) => state.format_error = error,
        Change::Offered(offered) => state.offered = offered,
        Change::Stubborn(fourcc) => state.stubborn = fourcc,
        Change::Set(format) => state.set = format,
        Change::Fps(fps) => state.fps = fps,
        Change::FpsMax(fps) => state.fps_max = vec![(*b"YUYV", fps)],
    });
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn whatever_a_device_answers_there_is_a_frame_or_a_state_in_time(
        changes in prop::collection::vec(prop::collection::vec(change(), 0..4), 1..30),
    ) {
        let fake = Fake::new();
        let mut live = fake.live();
        let (mut last, mut time) = (None, Duration::ZERO);
        for changes in changes {
            for change in &changes {
                apply(&fake, change);
            }
            let before = fake.ms();
            let (step, frame) = next(&mut live);
            // The longest wait to the next attempt, and the longest for a frame.
            prop_assert!(fake.ms() - before <= 2700, "{}", fake.ms() - before);
            if step == Step::Frame {
                prop_assert!(last.is_none_or(|last| frame.number > last));
                prop_assert!(frame.time >= time);
                prop_assert_eq!(frame.luma.len(), frame.width * frame.height);
                (last, time) = (Some(frame.number), frame.time);
            }
            prop_assert!(fake.get(|state| state.alive) <= 1);
        }
        // And all is well again as soon as the device is.
        fake.with(|state| {
            let now = state.now;
            let fresh = Fake::new();
            let mut fresh = fresh.0.lock().unwrap();
            let alive = state.alive;
            std::mem::swap(state, &mut fresh);
            (state.now, state.alive, state.endless) = (now, alive, Some(0));
        });
        let mut steps = (0..10).map(|_| next(&mut live).0);
        prop_assert!(steps.any(|step| step == Step::Frame));
        drop(live);
        prop_assert_eq!(fake.get(|state| state.alive), 0);
    }
}
