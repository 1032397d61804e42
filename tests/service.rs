//! The live service as a source drives it: faults have names, ends are clean, a dead thread is told.

#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::{
    io::{Read, Write},
    net::{SocketAddr, TcpListener, TcpStream},
    path::Path,
    sync::{
        Arc, Mutex,
        atomic::{AtomicBool, Ordering},
    },
    thread,
    time::{Duration, Instant},
};

use embedded_graphics::{
    geometry::{Point, Size},
    primitives::Rectangle,
};
use phantom::{Config, Phantom};
use second_reader::{
    anatomy::Profile,
    capture::{CaptureError, Frame, Signal, Source, SourceInfo, Step},
    detector::Model,
    display::{
        Canvas, Panel, PanelError, Screen,
        layout::Layout,
        panel::{Attached, Open},
    },
    sector::Picture,
    service::{Event, Hands, Look, Outcome, Pipeline, Plan, ServiceError, State, run, stop::Stop},
};

/// What the source does next.
#[derive(Clone, Copy)]
enum Act {
    Frame,
    /// The scanner's freeze: the same picture again.
    Still,
    Menu,
    Fault(Signal),
    /// Gives nothing for a second and a half.
    Freeze,
    Broken,
    Panic,
}

/// A source that follows a script at 50 steps a second.
struct Scripted {
    info: SourceInfo,
    /// Pictures of a sweep, shown in turn.
    pictures: Vec<Vec<u8>>,
    shown: usize,
    acts: Vec<Act>,
    number: u64,
}

const WIDTH: usize = 320;
const HEIGHT: usize = 240;

impl Scripted {
    fn new(acts: &[Act]) -> Self {
        let config = Config {
            width: WIDTH,
            height: HEIGHT,
            ..Config::default()
        };
        let mut phantom = Phantom::new(config).unwrap();
        let mut pictures = vec![Vec::new(); 8];
        for (number, picture) in (40..).step_by(2).zip(&mut pictures) {
            phantom.frame(number, picture);
        }
        let info = SourceInfo {
            name: "script".to_owned(),
            width: WIDTH,
            height: HEIGHT,
            fps: Some(50.0),
            frames: None,
        };
        Self {
            info,
            pictures,
            shown: 0,
            acts: acts.to_vec(),
            number: 0,
        }
    }
}

impl Source for Scripted {
    fn info(&self) -> &SourceInfo {
        &self.info
    }

    fn next(&mut self, frame: &mut Frame) -> Result<Step, CaptureError> {
        thread::sleep(Duration::from_millis(20));
        let act = self.acts.get(self.number as usize);
        frame.number = self.number;
        frame.time = Duration::from_millis(20 * self.number);
        (frame.width, frame.height) = (WIDTH, HEIGHT);
        self.number += 1;
        self.shown += usize::from(!matches!(act, Some(Act::Still)));
        let picture = &self.pictures[self.shown % self.pictures.len()];
        frame.luma.clone_from(picture);
        match act {
            None => return Ok(Step::End),
            Some(Act::Frame | Act::Still) => {}
            Some(Act::Freeze) => thread::sleep(Duration::from_millis(1500)),
            Some(Act::Menu) => frame.luma.fill(30),
            Some(Act::Fault(signal)) => return Ok(Step::Fault(*signal)),
            Some(Act::Broken) => {
                return Err(CaptureError::Truncated {
                    path: "script".to_owned(),
                    frame: 1,
                });
            }
            Some(Act::Panic) => panic!("as the script says"),
        }
        Ok(Step::Frame)
    }
}

fn plan(acts: &[Act]) -> Plan {
    let pack = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/packs/tiny");
    let pipeline = Pipeline::new(
        Model::load(&pack).unwrap(),
        Profile::builtin("isuog-2023").unwrap(),
    );
    Plan {
        panel: None,
        backlight: None,
        page_token: None,
        hands: Hands::default(),
        commands: None,
        links: None,
        cpu: Default::default(),
        source: Box::new(Scripted::new(acts)),
        pipeline: pipeline.into(),
        update_file: None,
        display_fps_max: 50.0,
        page: None,
        look: Look::default(),
        time_limit: None,
    }
}

/// Runs the script and returns the states in their order.
fn states(acts: &[Act]) -> (Vec<State>, Outcome) {
    let mut states = Vec::new();
    let outcome = run(plan(acts), &Stop::default(), |_, event| {
        if let Event::State(state) = event {
            states.push(state.clone());
        }
    });
    (states, outcome.unwrap())
}

#[test]
fn every_fault_of_the_source_is_a_state_of_its_own_and_recovery_one_too() {
    let (states, outcome) = states(&[
        Act::Fault(Signal::NoDevice),
        Act::Fault(Signal::NoSignal),
        Act::Frame,
        Act::Fault(Signal::Stalled),
        Act::Fault(Signal::Disconnected),
        Act::Frame,
        Act::Frame,
    ]);
    let expected = [
        State::NoFrames(Signal::NoDevice),
        State::NoFrames(Signal::NoSignal),
        State::Running,
        State::NoFrames(Signal::Stalled),
        State::NoFrames(Signal::Disconnected),
        State::Running,
    ];
    assert_eq!(states, expected);
    let pictures = outcome.pipeline.exam().pictures();
    assert!(pictures.contains(&(Picture::NoSignal, 4)), "{pictures:?}");
    assert!(outcome.source_fault.is_none());
}

/// The page's answers to a viewer who takes one picture after the other.
fn answers(page: SocketAddr, over: &AtomicBool) -> Vec<Vec<u8>> {
    let mut answers = Vec::new();
    while !over.load(Ordering::Relaxed) {
        let mut answer = Vec::new();
        let taken = TcpStream::connect(page).and_then(|mut socket| {
            write!(
                socket,
                "GET /screen.png HTTP/1.1\r\nHost: {page}\r\nConnection: close\r\n\r\n"
            )?;
            socket.read_to_end(&mut answer)
        });
        if taken.is_ok() {
            answers.push(answer);
        }
    }
    answers
}

/// How long each picture that a viewer takes from the page holds, milliseconds, as they come.
fn watch(page: SocketAddr, over: &AtomicBool) -> Vec<u64> {
    let valid_ms = |answer: &Vec<u8>| {
        let head = String::from_utf8_lossy(answer);
        let value = head.lines().find_map(|l| l.strip_prefix("x-valid-ms: "));
        value.and_then(|v| v.parse::<u64>().ok())
    };
    answers(page, over).iter().filter_map(valid_ms).collect()
}

/// Where the screen shows the scanner's picture, or what is wrong, in an answer of the page.
fn picture_part(answer: &[u8]) -> Option<image::RgbImage> {
    let start = answer.windows(8).position(|w| w == b"\x89PNG\r\n\x1a\n")?;
    let screen = image::load_from_memory(&answer[start..]).ok()?;
    let place = Layout::of(screen.width(), screen.height()).picture;
    let (at, size) = (place.top_left, place.size);
    let part = screen.crop_imm(at.x as u32, at.y as u32, size.width, size.height);
    Some(part.into_rgb8())
}

#[test]
fn a_fault_that_passes_before_a_screen_is_drawn_is_shown_all_the_same() {
    let mut acts = [Act::Frame; 80];
    acts[40] = Act::Fault(Signal::Stalled);
    let mut plan = plan(&acts);
    // Far fewer screens than steps: most pass unseen.
    plan.display_fps_max = 2.0;
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let (page, over) = (listener.local_addr().unwrap(), AtomicBool::new(false));
    plan.page = Some(listener);
    let answers = thread::scope(|scope| {
        let viewer = scope.spawn(|| answers(page, &over));
        run(plan, &Stop::default(), |_, _| {}).unwrap();
        over.store(true, Ordering::Relaxed);
        viewer.join().unwrap()
    });
    let snapshot = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/snapshots/state_stalled.png");
    let stalled = image::open(snapshot).unwrap().into_rgb8();
    let mut parts = answers.iter().filter_map(|answer| picture_part(answer));
    assert!(
        parts.any(|part| part == stalled),
        "the fault is on none of {} screens",
        answers.len()
    );
}

#[test]
fn a_source_that_freezes_leaves_no_result_on_the_page() {
    let mut acts = [Act::Frame; 50];
    acts[30] = Act::Freeze;
    let mut plan = plan(&acts);
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let (page, over) = (listener.local_addr().unwrap(), AtomicBool::new(false));
    plan.page = Some(listener);
    let mut valid_ms = thread::scope(|scope| {
        let viewer = scope.spawn(|| watch(page, &over));
        run(plan, &Stop::default(), |_, _| {}).unwrap();
        over.store(true, Ordering::Relaxed);
        viewer.join().unwrap()
    });
    // Pictures with a result hold no longer than it; those without one hold for 900 ms.
    assert!(
        valid_ms.iter().all(|ms| *ms <= 300 || *ms == 900),
        "{valid_ms:?}"
    );
    valid_ms.dedup_by_key(|ms| *ms == 900);
    let results: Vec<_> = valid_ms.iter().map(|ms| *ms != 900).collect();
    assert!(
        results.windows(3).any(|w| w == [true, false, true]),
        "no picture without a result between two with one: {valid_ms:?}"
    );
}

#[test]
fn a_scanner_that_freezes_is_a_state_and_gives_no_structures_until_it_moves_again() {
    let mut acts = vec![Act::Frame; 20];
    acts.extend([Act::Still; 80]);
    acts.extend([Act::Frame; 20]);
    let (mut states, mut frozen) = (Vec::new(), 0);
    let outcome = run(plan(&acts), &Stop::default(), |_, event| match event {
        Event::State(state) => states.push(state.clone()),
        Event::Frame(reading) if reading.observation.picture == Picture::Frozen => {
            frozen += 1;
            let mut structures = reading.observation.structures.iter();
            assert!(structures.all(|(_, found)| found.confidence == 0.0));
            assert!(reading.observation.sector.is_none());
        }
        _ => {}
    })
    .unwrap();
    let expected = [
        State::Running,
        State::NotReadable(Picture::Frozen),
        State::Running,
    ];
    assert_eq!(states, expected);
    assert!(frozen > 10, "{frozen}");
    let pictures = outcome.pipeline.exam().pictures();
    assert!(pictures.iter().any(|(p, _)| *p == Picture::Repeated));
}

#[test]
fn a_screen_without_ultrasound_is_a_state_and_no_fault() {
    let (states, _) = states(&[Act::Menu, Act::Menu, Act::Menu]);
    assert_eq!(states, [State::NotReadable(Picture::NotUltrasound)]);
    assert_eq!(states[0].fault(), None);
}

#[test]
fn a_source_that_breaks_ends_the_run_and_says_why() {
    let (_, outcome) = states(&[Act::Frame, Act::Broken, Act::Frame]);
    assert!(matches!(
        outcome.source_fault,
        Some(CaptureError::Truncated { .. })
    ));
    assert_eq!(
        (outcome.frames, outcome.pipeline.exam().frames().count),
        (1, 1)
    );
}

#[test]
fn a_thread_that_dies_ends_the_run_and_is_named() {
    let died = run(plan(&[Act::Frame, Act::Panic]), &Stop::default(), |_, _| {});
    assert!(matches!(
        died,
        Err(ServiceError::Died { thread: "capture" })
    ));
}

#[test]
fn every_frame_is_read_or_counted_as_dropped_and_no_event_is_lost() {
    let acts = [Act::Frame; 50];
    let (mut read, mut last) = (0, None);
    let outcome = run(plan(&acts), &Stop::default(), |_, event| {
        if let Event::Frame(reading) = event {
            read += 1;
            assert!(
                last < Some(reading.observation.frame),
                "frames come in order"
            );
            last = Some(reading.observation.frame);
        }
    })
    .unwrap();
    assert_eq!(last, Some(49), "the last frame is always read");
    assert_eq!(outcome.frames, 50);
    assert_eq!(read, outcome.pipeline.exam().frames().count);
    assert_eq!(read + outcome.frames_dropped, 50);
}

#[test]
fn a_time_limit_ends_a_source_that_never_does() {
    let start = Instant::now();
    let mut plan = plan(&[Act::Frame; 10_000]);
    plan.time_limit = Some(Duration::from_millis(300));
    let outcome = run(plan, &Stop::default(), |_, _| {}).unwrap();
    assert!(
        start.elapsed() < Duration::from_secs(3),
        "{:?}",
        start.elapsed()
    );
    assert!(outcome.frames < 10_000);
}

/// What was shown where: the number of the panel, from 0, and the sizes of panel and screen.
type Shows = Arc<Mutex<Vec<(usize, (u32, u32), (u32, u32))>>>;

/// Each panel that is opened has the next of these sizes, and goes after some screens: the first as one that is exchanged
/// for another one, the second as one that is pulled out.
const PANELS: [(u32, u32); 3] = [(800, 480), (320, 240), (1280, 800)];
const SCREENS: usize = 5;

struct StandIn {
    number: usize,
    shown: usize,
    shows: Shows,
}

impl Panel for StandIn {
    fn size(&self) -> (u32, u32) {
        PANELS[self.number]
    }

    fn show(&mut self, canvas: &Canvas, changed: &[Rectangle]) -> Result<(), PanelError> {
        let size = (canvas.width(), canvas.height());
        let all = Rectangle::new(Point::zero(), Size::new(size.0, size.1));
        assert!(
            self.shown > 0 || changed == [all],
            "the first screen is not whole"
        );
        self.shown += 1;
        let device = "stand-in".to_owned();
        if self.shown > SCREENS && self.number == 0 {
            return Err(PanelError::Changed { device });
        }
        if self.shown > SCREENS && self.number == 1 {
            let source = std::io::ErrorKind::NotFound.into();
            return Err(PanelError::Io { device, source });
        }
        self.shows
            .lock()
            .unwrap()
            .push((self.number, self.size(), size));
        Ok(())
    }
}

#[test]
fn a_panel_of_another_size_is_drawn_for_and_the_reading_goes_on() {
    let (shows, mut number) = (Shows::default(), 0);
    let of_open = shows.clone();
    let open: Open = Box::new(move |_| {
        let panel = StandIn {
            number,
            shown: 0,
            shows: of_open.clone(),
        };
        number += 1;
        Ok(Box::new(panel))
    });
    let acts = [Act::Frame; 160];
    let mut plan = plan(&acts);
    plan.panel = Some(Attached::with(open, Screen::size()).unwrap());
    let mut states = Vec::new();
    let outcome = run(plan, &Stop::default(), |_, event| {
        if let Event::State(state) = event {
            states.push(state.clone());
        }
    });
    let outcome = outcome.unwrap();
    assert!(
        !states.iter().any(State::is_fault),
        "the reading was disturbed: {states:?}"
    );
    let read = outcome.pipeline.exam().frames().count;
    assert_eq!(read + outcome.frames_dropped, acts.len() as u64);
    let shows = shows.lock().unwrap();
    assert!(
        shows.iter().all(|(_, panel, screen)| panel == screen),
        "{shows:?}"
    );
    let of = |panel| shows.iter().filter(|(number, ..)| *number == panel).count();
    assert_eq!([of(0), of(1)], [SCREENS; 2]);
    assert!(of(2) > 1, "{shows:?}");
}
