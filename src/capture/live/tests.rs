use std::collections::VecDeque;
use std::sync::Mutex;

use super::super::formats::Range;
use super::super::paced::Clock;
use super::super::signal::Format;
use super::*;

const MS: Duration = Duration::from_millis(1);

/// What the next wait of the device meets.
#[derive(Clone, Copy, Debug)]
enum Event {
    /// A good frame of this sequence, 40 ms after the one before.
    Frame(u32),
    Damaged(u32),
    /// Fewer bytes than the format takes.
    Short(u32),
    /// Readable, and then not.
    Spurious,
    WaitError(i32),
    DequeueError(i32),
}

/// The machine that the tests set and look at.
struct State {
    now: Duration,
    open_error: Option<i32>,
    opens: u32,
    alive: u32,
    offered: Vec<[u8; 4]>,
    /// What the driver sets instead, whatever is asked for.
    stubborn: Option<[u8; 4]>,
    set: Format,
    asked: Vec<([u8; 4], u32, u32)>,
    start_error: Option<i32>,
    queue_error: Option<i32>,
    input: Input,
    /// Nothing comes once they are used up.
    events: VecDeque<Event>,
    monotonic: bool,
    queued: Vec<u32>,
}

#[derive(Clone)]
struct Fake(Arc<Mutex<State>>);

impl Fake {
    fn new() -> Self {
        Self(Arc::new(Mutex::new(State {
            now: Duration::from_secs(1000),
            open_error: None,
            opens: 0,
            alive: 0,
            offered: vec![*b"MJPG", *b"YUYV"],
            stubborn: None,
            set: Format {
                fourcc: *b"MJPG",
                width: 64,
                height: 64,
                stride: 0,
                range: None,
            },
            asked: Vec::new(),
            start_error: None,
            queue_error: None,
            input: Input::Present(None),
            events: VecDeque::new(),
            monotonic: true,
            queued: Vec::new(),
        })))
    }

    fn with(&self, change: impl FnOnce(&mut State)) {
        change(&mut self.0.lock().unwrap());
    }

    fn get<T>(&self, look: impl FnOnce(&State) -> T) -> T {
        look(&self.0.lock().unwrap())
    }

    fn live(&self) -> Live<Self> {
        Live::new(self.clone(), Path::new("/dev/video7"), Arc::default())
    }
}

impl Clock for Fake {
    fn now(&self) -> Duration {
        self.get(|state| state.now)
    }

    fn sleep(&mut self, duration: Duration) {
        assert!(duration <= SLICE);
        self.with(|state| state.now += duration);
    }
}

struct FakeDevice {
    fake: Fake,
    content: Vec<u8>,
}

impl System for Fake {
    type Device = FakeDevice;

    fn open(&mut self, path: &Path) -> io::Result<FakeDevice> {
        assert_eq!(path, Path::new("/dev/video7"));
        let mut state = self.0.lock().unwrap();
        state.opens += 1;
        fails(state.open_error)?;
        state.alive += 1;
        assert_eq!(
            state.alive, 1,
            "the old device is given back before it is opened again"
        );
        Ok(FakeDevice {
            fake: self.clone(),
            content: Vec::new(),
        })
    }
}

impl Drop for FakeDevice {
    fn drop(&mut self) {
        self.fake.with(|state| state.alive -= 1);
    }
}

fn fails(error: Option<i32>) -> io::Result<()> {
    error.map_or(Ok(()), |code| Err(io::Error::from_raw_os_error(code)))
}

impl Device for FakeDevice {
    fn formats(&mut self) -> io::Result<Vec<[u8; 4]>> {
        Ok(self.fake.get(|state| state.offered.clone()))
    }

    fn input(&mut self, _adopt: bool) -> Input {
        self.fake.get(|state| state.input)
    }

    fn format(&mut self) -> io::Result<Format> {
        Ok(self.fake.get(|state| state.set))
    }

    fn set_format(&mut self, fourcc: [u8; 4], width: u32, height: u32) -> io::Result<Format> {
        self.fake.with(|state| {
            state.asked.push((fourcc, width, height));
            state.set = Format {
                fourcc: state.stubborn.unwrap_or(fourcc),
                width,
                height,
                ..state.set
            };
        });
        self.format()
    }

    fn fps(&mut self) -> Option<f64> {
        Some(25.0)
    }

    fn start(&mut self) -> io::Result<()> {
        fails(self.fake.get(|state| state.start_error))
    }

    fn wait(&mut self, timeout: Duration) -> io::Result<bool> {
        assert!(timeout <= SLICE);
        let mut state = self.fake.0.lock().unwrap();
        match state.events.front() {
            None => {
                state.now += timeout;
                Ok(false)
            }
            Some(&Event::WaitError(code)) => {
                state.events.pop_front();
                fails(Some(code)).map(|()| false)
            }
            Some(_) => {
                state.now += MS * 40;
                Ok(true)
            }
        }
    }

    fn dequeue(&mut self) -> io::Result<Filled> {
        let mut state = self.fake.0.lock().unwrap();
        let (sequence, damaged, bytes) = match state.events.pop_front().unwrap() {
            Event::Frame(sequence) => (sequence, false, 64 * 64 * 2),
            Event::Damaged(sequence) => (sequence, true, 64 * 64 * 2),
            Event::Short(sequence) => (sequence, false, 100),
            Event::Spurious => return Err(io::Error::from_raw_os_error(libc::EAGAIN)),
            Event::DequeueError(code) | Event::WaitError(code) => {
                return Err(io::Error::from_raw_os_error(code));
            }
        };
        self.content = vec![126; bytes];
        let time = state.monotonic.then_some(state.now - MS * 7);
        Ok(Filled {
            index: sequence % 4,
            damaged,
            sequence,
            time,
        })
    }

    fn content(&self, _index: u32) -> &[u8] {
        &self.content
    }

    fn queue(&mut self, index: u32) -> io::Result<()> {
        fails(self.fake.get(|state| state.queue_error))?;
        self.fake.with(|state| state.queued.push(index));
        Ok(())
    }
}

fn next(live: &mut Live<Fake>) -> (Step, Frame) {
    let mut frame = Frame::default();
    (live.next(&mut frame).unwrap(), frame)
}

/// Numbers and times of as many frames.
fn stamps(live: &mut Live<Fake>, frames: usize) -> Vec<(u64, u128)> {
    (0..frames)
        .map(|_| {
            let (step, frame) = next(live);
            assert_eq!(step, Step::Frame);
            (frame.number, frame.time.as_millis())
        })
        .collect()
}

fn fault(live: &mut Live<Fake>) -> Signal {
    match next(live).0 {
        Step::Fault(signal) => signal,
        other => panic!("{other:?}"),
    }
}

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
        state.input = Input::Present(Some((1280, 960)));
        state.offered.push(*b"GREY");
    });
    let live = fake.live().open().ok().unwrap();
    assert_eq!(
        fake.get(|state| state.asked.clone()),
        [(*b"GREY", 1280, 960)]
    );
    assert_eq!((live.info().width, live.info().height), (1280, 960));
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
    assert_eq!(stamps(&mut fake.live(), 2), [(0, 0), (1, 40)]);
}

#[test]
fn no_frame_is_stalled_or_no_signal_after_two_seconds() {
    let fake = Fake::new();
    let mut live = fake.live();
    assert_eq!(fault(&mut live), Signal::Stalled);
    assert_eq!(
        fake.get(|state| (state.now, state.alive)),
        (Duration::from_secs(1002), 0)
    );

    fake.with(|state| state.input = Input::Absent);
    assert_eq!(fault(&mut live), Signal::NoSignal);
    assert_eq!(
        fake.get(|state| state.now),
        Duration::from_millis(1_002_250)
    );
}

#[test]
fn damaged_frames_do_not_put_off_the_deadline() {
    let fake = Fake::new();
    fake.with(|state| state.events = (0..1000).map(Event::Damaged).collect());
    assert_eq!(fault(&mut fake.live()), Signal::Stalled);
    assert_eq!(fake.get(|state| state.now), Duration::from_secs(1002));
}

#[test]
fn a_pulled_cable_is_seen_though_frames_go_on() {
    let fake = Fake::new();
    fake.with(|state| state.events = (0..1000).map(Event::Frame).collect());
    let mut live = fake.live();
    stamps(&mut live, 3);
    fake.with(|state| state.input = Input::Absent);
    let before = (0..100)
        .take_while(|_| next(&mut live).0 == Step::Frame)
        .count();
    assert!(before <= 25, "{before} frames in a second");
    assert_eq!(fault(&mut live), Signal::NoSignal);
    // Plugged into a scanner with another screen: opened anew, with its size.
    fake.with(|state| state.input = Input::Present(Some((128, 96))));
    fake.with(|state| state.events = VecDeque::new());
    assert_eq!(fault(&mut live), Signal::Stalled);
    assert_eq!((live.info().width, live.info().height), (128, 96));
    fake.with(|state| state.input = Input::Present(Some((256, 96))));
    assert_eq!(fault(&mut live), Signal::Stalled);
    assert_eq!(live.info().width, 256);
}

#[test]
fn failures_have_names() {
    for (event, signal) in [
        (Event::WaitError(libc::ENODEV), Signal::Disconnected),
        (Event::DequeueError(libc::ENODEV), Signal::Disconnected),
        (Event::DequeueError(libc::EIO), Signal::Stalled),
        (Event::WaitError(libc::EIO), Signal::Stalled),
        (Event::DequeueError(libc::ENOLINK), Signal::NoSignal),
        (Event::DequeueError(libc::EINVAL), Signal::Stalled),
    ] {
        let fake = Fake::new();
        fake.with(|state| state.events = [Event::Frame(0), event, Event::Frame(0)].into());
        let mut live = fake.live();
        assert_eq!(stamps(&mut live, 1), [(0, 0)]);
        assert_eq!(fault(&mut live), signal, "{event:?}");
        assert_eq!(fake.get(|state| state.alive), 0, "the device is given back");
        // Opened anew after 250 ms; the number goes on and the time tells the gap.
        let (number, time) = stamps(&mut live, 1)[0];
        assert_eq!(number, 1, "{event:?}");
        assert!(time >= 250, "{event:?} {time}");
        assert_eq!(fake.get(|state| state.opens), 2);
    }
}

#[test]
fn starting_can_fail_in_several_ways() {
    for (code, signal) in [
        (libc::EINVAL, Signal::Stalled),
        (libc::EBUSY, Signal::NoDevice),
        (libc::ENOLINK, Signal::NoSignal),
    ] {
        let fake = Fake::new();
        fake.with(|state| state.start_error = Some(code));
        assert_eq!(fault(&mut fake.live()), signal);
        assert_eq!(fake.live().open().is_err(), signal == Signal::NoDevice);
    }
    let fake = Fake::new();
    fake.with(|state| state.input = Input::Absent);
    let mut live = fake.live().open().ok().unwrap();
    assert_eq!(fault(&mut live), Signal::NoSignal);
}

#[test]
fn a_missing_device_is_waited_for_with_growing_patience() {
    let fake = Fake::new();
    fake.with(|state| state.open_error = Some(libc::ENOENT));
    let mut live = fake.live();
    let mut times = Vec::new();
    for _ in 0..6 {
        assert_eq!(fault(&mut live), Signal::NoDevice);
        times.push(fake.get(|state| state.now.as_millis()) - 1_000_000);
    }
    assert_eq!(times, [0, 250, 750, 1750, 3750, 5750]);
    fake.with(|state| {
        state.open_error = None;
        state.events = [Event::Frame(0), Event::WaitError(libc::ENODEV)].into();
    });
    assert_eq!(stamps(&mut live, 1), [(0, 0)]);
    // It was there: now it is gone, for as long as it takes, and patience begins anew.
    fake.with(|state| state.open_error = Some(libc::ENOENT));
    let gone = fake.get(|state| state.now);
    assert_eq!(fault(&mut live), Signal::Disconnected);
    assert_eq!(fault(&mut live), Signal::Disconnected);
    assert_eq!(fake.get(|state| state.now) - gone, MS * 250);
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
    assert_eq!(stamps(&mut live, 1)[0].0, 1);
    assert_eq!(fake.get(|state| state.opens), 2);
}

#[test]
fn a_stop_is_not_delayed() {
    let fake = Fake::new();
    let stop = Arc::new(AtomicBool::new(false));
    let mut live = Live::new(fake.clone(), Path::new("/dev/video7"), stop.clone());
    assert_eq!(fault(&mut live), Signal::Stalled);
    stop.store(true, Ordering::Relaxed);
    let now = fake.get(|state| state.now);
    assert_eq!(fault(&mut live), Signal::Stalled);
    assert_eq!(fake.get(|state| state.now), now);
    assert_eq!(fake.get(|state| state.opens), 1);
}
