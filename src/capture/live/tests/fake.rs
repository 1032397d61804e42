use std::sync::Mutex;

use super::super::super::formats::{PLANES_MAX, Parity};
use super::super::super::paced::Clock;
use super::super::super::signal::Ready;
use super::super::super::wishes::Edid;
use super::*;

pub const MS: Duration = Duration::from_millis(1);

/// What the next wait of the device meets.
#[derive(Clone, Copy, Debug)]
pub enum Event {
    /// A good frame of this sequence, 40 ms after the one before.
    Frame(u32),
    Damaged(u32),
    /// Fewer bytes than the format takes.
    Short(u32),
    /// As many bytes.
    Bytes(usize),
    /// A buffer of this number.
    Index(u32),
    /// Readable, and then not.
    Spurious,
    WaitError(i32),
    DequeueError(i32),
}

/// The machine that the tests set and look at.
pub struct State {
    pub now: Duration,
    pub open_error: Option<i32>,
    pub opens: u32,
    pub alive: u32,
    pub offered: Vec<[u8; 4]>,
    /// What the driver sets instead, whatever is asked for.
    pub stubborn: Option<[u8; 4]>,
    pub set: Format,
    pub asked: Vec<([u8; 4], u32, u32)>,
    pub fps_asked: Option<f64>,
    pub fps_max: Vec<([u8; 4], f64)>,
    pub fps: Option<f64>,
    pub format_error: Option<i32>,
    pub start_error: Option<i32>,
    pub queue_error: Option<i32>,
    pub input: Input,
    /// An event that waits.
    pub changed: bool,
    /// Nothing comes once they are used up.
    pub events: VecDeque<Event>,
    /// Good frames come for ever once `events` are used up, from this sequence on.
    pub endless: Option<u32>,
    /// Buffers that are ready at once.
    pub burst: usize,
    pub ready: usize,
    pub monotonic: bool,
    pub queued: Vec<u32>,
    /// Whether paths are links that are followed.
    pub links: bool,
    pub opened: Vec<PathBuf>,
}

impl State {
    fn has_frames(&self) -> bool {
        !self.events.is_empty() || self.endless.is_some()
    }

    fn take(&mut self) -> Option<Event> {
        self.events.pop_front().or_else(|| {
            let sequence = self.endless?;
            self.endless = Some(sequence.wrapping_add(1));
            Some(Event::Frame(sequence))
        })
    }
}

#[derive(Clone)]
pub struct Fake(pub Arc<Mutex<State>>);

pub fn timings(width: u32, height: u32) -> Timings {
    Timings {
        width,
        height,
        interlaced: false,
        fps: 60.0,
    }
}

impl Fake {
    pub fn new() -> Self {
        Self(Arc::new(Mutex::new(State {
            now: Duration::from_secs(1000),
            open_error: None,
            opens: 0,
            alive: 0,
            offered: vec![*b"MJPG", *b"YUYV"],
            stubborn: None,
            set: Format::new(*b"MJPG", 64, 64),
            asked: Vec::new(),
            fps_asked: None,
            fps_max: Vec::new(),
            fps: Some(25.0),
            format_error: None,
            start_error: None,
            queue_error: None,
            input: Input::Present(None),
            changed: false,
            events: VecDeque::new(),
            endless: None,
            burst: 1,
            ready: 0,
            monotonic: true,
            queued: Vec::new(),
            links: false,
            opened: Vec::new(),
        })))
    }

    pub fn with(&self, change: impl FnOnce(&mut State)) {
        change(&mut self.0.lock().unwrap());
    }

    pub fn get<T>(&self, look: impl FnOnce(&State) -> T) -> T {
        look(&self.0.lock().unwrap())
    }

    pub fn live(&self) -> Live<Self> {
        self.wishing(Wishes::default())
    }

    pub fn wishing(&self, wishes: Wishes) -> Live<Self> {
        Live::new(
            self.clone(),
            Path::new("/dev/video7"),
            wishes,
            Arc::default(),
        )
    }

    /// Milliseconds since the test began.
    pub fn ms(&self) -> u128 {
        self.get(|state| state.now.as_millis()) - 1_000_000
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

pub struct FakeDevice {
    fake: Fake,
    content: Vec<u8>,
}

impl System for Fake {
    type Device = FakeDevice;

    fn open(&mut self, path: &Path) -> io::Result<FakeDevice> {
        let mut state = self.0.lock().unwrap();
        let path = match state.links {
            true => path.canonicalize()?,
            false => path.to_owned(),
        };
        state.opened.push(path);
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

    fn write_edid(&mut self, _edid: &Edid) -> io::Result<bool> {
        Ok(false)
    }

    fn input(&mut self, _adopt: bool) -> Input {
        self.fake.get(|state| state.input)
    }

    fn format(&mut self) -> io::Result<Format> {
        fails(self.fake.get(|state| state.format_error))?;
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

    fn fps_max(&mut self, fourcc: [u8; 4], _width: u32, _height: u32) -> Option<f64> {
        let of = |state: &State| {
            state
                .fps_max
                .iter()
                .find(|(name, _)| *name == fourcc)
                .copied()
        };
        self.fake.get(of).map(|(_, fps)| fps)
    }

    fn set_fps(&mut self, fps: f64) {
        self.fake.with(|state| state.fps_asked = Some(fps));
    }

    fn fps(&mut self) -> Option<f64> {
        self.fake.get(|state| state.fps)
    }

    fn start(&mut self) -> io::Result<()> {
        fails(self.fake.get(|state| state.start_error))
    }

    fn wait(&mut self, timeout: Duration) -> io::Result<Ready> {
        assert!(timeout <= SLICE);
        let mut state = self.fake.0.lock().unwrap();
        if let Some(&Event::WaitError(code)) = state.events.front() {
            state.events.pop_front();
            return Err(io::Error::from_raw_os_error(code));
        }
        let frame = state.has_frames();
        let event = state.changed;
        state.now += match (frame, event) {
            (_, true) => MS,
            (true, false) => MS * 40,
            (false, false) => timeout,
        };
        state.ready = if frame { state.burst } else { 0 };
        Ok(Ready { frame, event })
    }

    fn source_changed(&mut self) -> bool {
        let mut state = self.fake.0.lock().unwrap();
        std::mem::take(&mut state.changed)
    }

    fn dequeue(&mut self) -> io::Result<Filled> {
        let mut state = self.fake.0.lock().unwrap();
        let again = || io::Error::from_raw_os_error(libc::EAGAIN);
        state.ready = state.ready.checked_sub(1).ok_or_else(again)?;
        // YUYV of the height of a buffer.
        let whole = 64 * 64 * 2;
        let (sequence, damaged, bytes) = match state.take().ok_or_else(again)? {
            Event::Frame(sequence) => (sequence, false, whole),
            Event::Damaged(sequence) => (sequence, true, whole),
            Event::Short(sequence) => (sequence, false, 100),
            Event::Bytes(bytes) => (0, false, bytes),
            Event::Index(index) => (index, false, whole),
            Event::Spurious => return Err(again()),
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
            parity: Some(Parity::Bottom),
        })
    }

    fn content(&self, _index: u32) -> [&[u8]; PLANES_MAX] {
        [&self.content, &[]]
    }

    fn queue(&mut self, index: u32) -> io::Result<()> {
        fails(self.fake.get(|state| state.queue_error))?;
        self.fake.with(|state| state.queued.push(index));
        Ok(())
    }
}

pub fn next(live: &mut Live<Fake>) -> (Step, Frame) {
    let mut frame = Frame::default();
    (live.next(&mut frame).unwrap(), frame)
}

/// Numbers and times of as many frames.
pub fn stamps(live: &mut Live<Fake>, frames: usize) -> Vec<(u64, u128)> {
    (0..frames)
        .map(|_| {
            let (step, frame) = next(live);
            assert_eq!(step, Step::Frame);
            (frame.number, frame.time.as_millis())
        })
        .collect()
}

pub fn fault(live: &mut Live<Fake>) -> Signal {
    match next(live).0 {
        Step::Fault(signal) => signal,
        other => panic!("{other:?}"),
    }
}
