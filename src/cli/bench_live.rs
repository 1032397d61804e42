//! The live service under the load that the product promises to carry.

use std::{
    io::{self, Read, Write},
    net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream},
    path::{Path, PathBuf},
    sync::atomic::{AtomicBool, Ordering},
    thread,
    time::{Duration, Instant},
};

use second_reader::{
    capture::{CaptureError, Frame, OpenOptions, Paced, Source, SourceInfo, Step, open},
    service::{self, Hands, Look, Pipeline, Plan, memory, stop::Stop},
};

use super::{bench_report::Live, problem::Problem};

/// A clip that begins anew where it ends; numbers and times go on.
pub struct Looped {
    path: PathBuf,
    clip: Box<dyn Source>,
    info: SourceInfo,
    period: Duration,
    /// Number and time of the first frame of this round.
    start: (u64, Duration),
    /// Number and time of the next frame.
    next: (u64, Duration),
}

impl Looped {
    /// A loop of the clip in that file.
    pub fn open(path: &Path) -> Result<Self, CaptureError> {
        let clip = open(&[path.to_owned()], OpenOptions::default())?;
        let info = SourceInfo {
            frames: None,
            ..clip.info().clone()
        };
        let period = Duration::from_secs_f64(1.0 / info.fps.unwrap_or(25.0));
        Ok(Self {
            path: path.to_owned(),
            clip,
            info,
            period,
            start: (0, Duration::ZERO),
            next: (0, Duration::ZERO),
        })
    }

    /// Begins anew where the clip is at its end; true where it did: the next frame then costs more
    /// than another one.
    pub fn prepare(&mut self) -> Result<bool, CaptureError> {
        let over = self.clip.info().frames == Some(self.next.0 - self.start.0);
        if over {
            self.clip = open(std::slice::from_ref(&self.path), OpenOptions::default())?;
            self.start = self.next;
        }
        Ok(over)
    }
}

impl Source for Looped {
    fn info(&self) -> &SourceInfo {
        &self.info
    }

    fn next(&mut self, frame: &mut Frame) -> Result<Step, CaptureError> {
        self.prepare()?;
        let step = self.clip.next(frame)?;
        frame.number += self.start.0;
        frame.time += self.start.1;
        self.next = (frame.number + 1, frame.time + self.period);
        Ok(step)
    }
}

/// Replays the clip in real time through the live service, with a viewer at its page, and so many beside it that take
/// nothing of what they ask for.
pub fn live(
    pipeline: Pipeline,
    clip: &Path,
    seconds: f64,
    stalled: u8,
    stop: &Stop,
) -> Result<Live, Problem> {
    let io = |e: io::Error| Problem::failure(e, None::<String>);
    let page = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).map_err(io)?;
    let address = page.local_addr().map_err(io)?;
    // Drawing the clip took memory that reading it does not.
    let own_peak = memory::reset_resident_bytes_max();
    let plan = Plan {
        panel: None,
        backlight: None,
        page_token: None,
        hands: Hands::default(),
        commands: None,
        links: None,
        cpu: Default::default(),
        source: Box::new(Paced::new(Box::new(Looped::open(clip)?), stop.flag())),
        pipeline: pipeline.into(),
        update_file: None,
        display_fps_max: 60.0,
        page: Some(page),
        look: Look::default(),
        time_limit: Some(Duration::from_secs_f64(seconds)),
    };
    let (start, over) = (Instant::now(), AtomicBool::new(false));
    let (outcome, measured, pictures) = thread::scope(|scope| {
        let viewer = scope.spawn(|| watch(address, &over));
        for _ in 0..stalled {
            scope.spawn(|| stall(address, &over));
        }
        let outcome = service::run(plan, stop, |_, _| {});
        let measured = start.elapsed();
        over.store(true, Ordering::Relaxed);
        (outcome, measured, viewer.join().unwrap_or_default())
    });
    let outcome = outcome?;
    Ok(Live {
        seconds: measured.as_secs_f64(),
        viewers_stalled: stalled,
        pictures_delivered: pictures,
        readings_not_drawn: outcome.readings_not_drawn,
        frames: outcome.frames,
        frames_read: outcome.pipeline.exam().frames().count,
        frames_dropped: outcome.frames_dropped,
        capture_to_detector_ms_median: outcome.taken_to_detector.median_ms(),
        capture_to_detector_ms_p99: outcome.taken_to_detector.p99_ms(),
        source_to_screen_ms_median: outcome.source_to_screen.median_ms(),
        source_to_screen_ms_p99: outcome.source_to_screen.p99_ms(),
        resident_bytes_max: memory::resident_bytes_max(),
        resident_bytes_max_of: if own_peak { "live" } else { "all" },
    })
}

/// Takes picture after picture from the page, as a browser does, and says how many came.
fn watch(page: SocketAddr, over: &AtomicBool) -> u64 {
    let (mut pictures, mut number, mut answer) = (0, 0, Vec::new());
    while !over.load(Ordering::Relaxed) {
        match take(page, number, &mut answer) {
            Ok(Some(next)) => (pictures, number) = (pictures + 1, next),
            // The page is not there yet, or no more.
            Ok(None) | Err(_) => thread::sleep(Duration::from_millis(20)),
        }
    }
    pictures
}

/// Asks for pictures as the live page does and reads none of them, again and again.
fn stall(page: SocketAddr, over: &AtomicBool) {
    while !over.load(Ordering::Relaxed) {
        // Cut off, or before the page is there: another one comes.
        let _ = ask_without_reading(page, over);
        thread::sleep(Duration::from_millis(20));
    }
}

fn ask_without_reading(page: SocketAddr, over: &AtomicBool) -> io::Result<()> {
    // The word `shown` of a client: a text of five bytes, masked with zeros (RFC 6455, 5.2).
    const SHOWN: &[u8] = b"\x81\x85\0\0\0\0shown";
    let mut socket = TcpStream::connect(page)?;
    write!(
        socket,
        "GET /screen HTTP/1.1\r\nHost: {page}\r\nOrigin: http://{page}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\
         Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n"
    )?;
    while !over.load(Ordering::Relaxed) {
        thread::sleep(Duration::from_millis(40));
        socket.write_all(SHOWN)?;
    }
    Ok(())
}

/// Asks for a picture behind the one of that number; returns its number.
fn take(page: SocketAddr, after: u64, answer: &mut Vec<u8>) -> io::Result<Option<u64>> {
    let mut socket = TcpStream::connect(page)?;
    socket.set_read_timeout(Some(Duration::from_secs(2)))?;
    write!(
        socket,
        "GET /screen.png?after={after} HTTP/1.1\r\nHost: {page}\r\nConnection: close\r\n\r\n"
    )?;
    answer.clear();
    socket.read_to_end(answer)?;
    let end = answer.windows(4).position(|w| w == b"\r\n\r\n");
    let head = String::from_utf8_lossy(&answer[..end.unwrap_or(0)]);
    let number = head.lines().find_map(|l| l.strip_prefix("x-screen: "));
    Ok(number.and_then(|n| n.parse().ok()))
}
