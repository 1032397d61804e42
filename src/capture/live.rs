//! A live source over a capture device: frames while it runs, a named fault while it does not,
//! and its way back. Knows no V4L2 call; see `signal` for the seam.
//!
//! After any failure the device is dropped and opened anew, never used further: a queue whose
//! state is unknown is not repaired but replaced.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use super::counts::{Count, Counts};
use super::formats::Unpacker;
use super::paced::{SLICE, wait_until};
use super::signal::{Device, Filled, Input, Running, System, Trouble, start};
use super::wishes::Wishes;
use super::{CaptureError, Frame, Signal, Source, SourceInfo, Step};

/// Longest wait for a frame before the device counts as stalled.
const DEADLINE: Duration = Duration::from_millis(1500);
/// A device that has just started is left alone for as long: some need seconds to their first
/// frame, and would never come to it if they were started over and over. It counts as stalled all
/// the same.
const WARM_UP: Duration = Duration::from_secs(4);
/// Waits between attempts to open a device that cannot be used: doubled from the first to the last.
const BACK_OFF_MIN: Duration = Duration::from_millis(250);
const BACK_OFF_MAX: Duration = Duration::from_secs(1);
/// Time between two looks at the input while it has no signal.
const SIGNAL_EVERY: Duration = Duration::from_millis(250);
/// Time between two looks at the input of a running device: some go on delivering pictures when
/// the cable is pulled, and not all say so by an event.
const INPUT_EVERY: Duration = Duration::from_millis(250);
/// An event within this time of the start that says nothing new is an echo of the start itself.
const ECHO: Duration = Duration::from_secs(1);
/// Most buffers that are taken at once: a device cannot have filled more than it was given.
const BURST_MAX: usize = 32;

/// The source; `S` is the machine that it runs on.
pub(super) struct Live<S: System> {
    system: S,
    path: PathBuf,
    wishes: Wishes,
    info: SourceInfo,
    stop: Arc<AtomicBool>,
    running: Option<Running<S::Device>>,
    /// Whether the device ever ran: from then on its absence is a disconnection.
    seen: bool,
    last_trouble: Option<Trouble>,
    /// The device failed right behind a good frame: what the next call says.
    failed: Option<Trouble>,
    back_off: Duration,
    retry_at: Duration,
    input_at: Duration,
    /// When the device was started, and whether it gave a frame since.
    started: (Duration, bool),
    count: Count,
    delay: Option<Duration>,
}

impl<S: System> Live<S> {
    /// Opens nothing yet.
    pub(super) fn new(system: S, path: &Path, wishes: Wishes, stop: Arc<AtomicBool>) -> Self {
        let info = SourceInfo {
            name: format!("v4l2 {}", path.display()),
            width: 0,
            height: 0,
            fps: None,
            frames: None,
        };
        Self {
            system,
            path: path.to_owned(),
            wishes,
            info,
            stop,
            running: None,
            seen: false,
            last_trouble: None,
            failed: None,
            back_off: BACK_OFF_MIN,
            retry_at: Duration::ZERO,
            input_at: Duration::ZERO,
            started: (Duration::ZERO, false),
            count: Count::default(),
            delay: None,
        }
    }

    /// Opens the device now and refuses one that cannot be used; a missing signal is no reason.
    pub(super) fn open(mut self) -> Result<Self, CaptureError> {
        match self.connect() {
            Ok(()) => Ok(self),
            Err(trouble) if trouble.signal == Signal::NoDevice => Err(CaptureError::Device {
                path: self.path.display().to_string(),
                what: trouble.what,
            }),
            Err(trouble) => {
                self.fail(trouble);
                Ok(self)
            }
        }
    }

    /// What came of the frames so far.
    pub(super) fn counts(&self) -> Counts {
        self.count.counts
    }

    /// How the frames come, while the device runs.
    pub(super) fn unpacker(&self) -> Option<&Unpacker> {
        self.running.as_ref().map(|running| &running.unpacker)
    }

    fn connect(&mut self) -> Result<(), Trouble> {
        // A stable path is a link: the system follows it anew each time.
        let opened = self.system.open(&self.path);
        let device = opened.map_err(|error| Trouble::of(&error, Signal::NoDevice))?;
        let running = start(device, &self.wishes)?;
        self.seen = true;
        let format = *running.unpacker.format();
        let (path, fourcc) = (self.path.display(), format.fourcc.escape_ascii());
        self.info.name = format!("v4l2 {path} {fourcc}");
        self.info.width = format.width as usize;
        self.info.height = format.picture_height() as usize;
        self.info.fps = running.fps;
        let fps = running.fps.unwrap_or(0.0);
        let (width, height) = (self.info.width, self.info.height);
        log::info!("{path}: running: {fourcc} {width}x{height} at {fps:.2} frames a second");
        let now = self.system.now();
        self.input_at = now + INPUT_EVERY;
        self.started = (now, false);
        self.count.new_run();
        self.running = Some(running);
        Ok(())
    }

    /// Drops the device, sets the time of the next attempt, and says so once a state.
    fn fail(&mut self, trouble: Trouble) -> Step {
        self.running = None;
        let mut trouble = trouble;
        if trouble.signal == Signal::NoDevice && self.seen {
            trouble.signal = Signal::Disconnected;
        }
        let wait = match trouble.signal {
            Signal::FormatChanged => Duration::ZERO,
            Signal::NoCable | Signal::NoSignal | Signal::NoLock | Signal::OutOfRange => {
                SIGNAL_EVERY
            }
            Signal::NoDevice | Signal::Stalled | Signal::Disconnected => {
                let wait = self.back_off;
                self.back_off = (wait * 2).min(BACK_OFF_MAX);
                wait
            }
        };
        self.retry_at = self.system.now() + wait;
        self.tell(trouble)
    }

    /// Says what is wrong, once a state.
    fn tell(&mut self, trouble: Trouble) -> Step {
        let signal = trouble.signal;
        if self.last_trouble.as_ref() != Some(&trouble) {
            let (path, name) = (self.path.display(), signal.name());
            log::warn!("{path}: {name}: {}", trouble.what);
            self.last_trouble = Some(trouble);
        }
        Step::Fault(signal)
    }

    fn step(&mut self, frame: &mut Frame) -> Result<(), Fault> {
        if let Some(trouble) = self.failed.take() {
            return Err(trouble.into());
        }
        if self.running.is_none() {
            wait_until(&mut self.system, self.retry_at, &self.stop);
            self.stopped()?;
            self.connect()?;
        }
        let deadline = self.system.now() + DEADLINE;
        loop {
            self.stopped()?;
            let now = self.system.now();
            if now >= deadline || now >= self.input_at {
                self.check_input()?;
            }
            if now >= deadline {
                return Err(self.stalled(now));
            }
            let Some(running) = &mut self.running else {
                return Err(Trouble::new(Signal::Stalled, "the device was closed").into());
            };
            let left = deadline.saturating_sub(now).min(SLICE);
            let ready = running.device.wait(left).map_err(lost)?;
            // First what the device has to say: a frame beside it may be of the signal before.
            if ready.event && running.device.source_changed() {
                self.source_changed()?;
                continue;
            }
            if !ready.frame {
                continue;
            }
            let Some((filled, queued)) = take_newest(running, &mut self.count, frame)? else {
                continue;
            };
            let now = self.system.now();
            self.count.stamp(&filled, now, frame);
            self.delay = filled.time.map(|taken| now.saturating_sub(taken));
            self.started.1 = true;
            // A frame is a frame: a device that fails right after it fails the next call.
            if let Err(error) = queued {
                self.running = None;
                self.failed = Some(lost(error));
            }
            return Ok(());
        }
    }

    fn stopped(&self) -> Result<(), Trouble> {
        if self.stop.load(Ordering::Relaxed) {
            Err(Trouble::new(Signal::Stalled, "stopped"))
        } else {
            Ok(())
        }
    }

    /// No frame came in time. One that is still warming up goes on.
    fn stalled(&self, now: Duration) -> Fault {
        let what = format!("no frame for {} ms", DEADLINE.as_millis());
        let trouble = Trouble::new(Signal::Stalled, what);
        let (started, gave_frames) = self.started;
        if gave_frames || now >= started + WARM_UP {
            Fault::Broken(trouble)
        } else {
            Fault::Waiting(trouble)
        }
    }

    /// Whether the signal is still the one that the device was set to.
    fn check_input(&mut self) -> Result<(), Trouble> {
        let Some(running) = &mut self.running else {
            return Ok(());
        };
        self.input_at = self.system.now() + INPUT_EVERY;
        match (running.device.input(false), running.timings) {
            (Input::Away(signal), _) => Err(Trouble::away(signal)),
            (Input::Present(Some(now)), then) if !then.is_some_and(|then| then.same(&now)) => {
                let what = format!("the signal is {}x{} now", now.width, now.height);
                Err(Trouble::new(Signal::FormatChanged, what))
            }
            (Input::Present(_), _) => Ok(()),
        }
    }

    /// The device says that its input has changed.
    fn source_changed(&mut self) -> Result<(), Trouble> {
        self.check_input()?;
        if self.system.now() < self.started.0 + ECHO {
            return Ok(());
        }
        // The same signal came back: the device may have to be started again to take it.
        let what = "the signal was interrupted";
        Err(Trouble::new(Signal::FormatChanged, what))
    }
}

impl<S: System> Source for Live<S> {
    fn info(&self) -> &SourceInfo {
        &self.info
    }

    fn next(&mut self, frame: &mut Frame) -> Result<Step, CaptureError> {
        self.delay = None;
        Ok(match self.step(frame) {
            Ok(()) => {
                if self.running.is_some() {
                    self.back_off = BACK_OFF_MIN;
                    self.last_trouble = None;
                }
                Step::Frame
            }
            // Nobody is there any more to whom a fault would matter.
            Err(Fault::Broken(trouble) | Fault::Waiting(trouble))
                if self.stop.load(Ordering::Relaxed) =>
            {
                Step::Fault(trouble.signal)
            }
            Err(Fault::Broken(trouble)) => self.fail(trouble),
            Err(Fault::Waiting(trouble)) => self.tell(trouble),
        })
    }

    fn delay(&self) -> Option<Duration> {
        self.delay
    }
}

/// Why a step has no frame.
enum Fault {
    /// The device is given back and opened anew.
    Broken(Trouble),
    /// The device is left to itself.
    Waiting(Trouble),
}

impl From<Trouble> for Fault {
    fn from(trouble: Trouble) -> Self {
        Self::Broken(trouble)
    }
}

fn lost(error: io::Error) -> Trouble {
    Trouble::of(&error, Signal::Stalled)
}

/// Takes all filled buffers, reads the newest good one into `frame` and gives all of them back at
/// once; the result of that for the one that was read stands beside it. `None` where none is good.
fn take_newest<D: Device>(
    running: &mut Running<D>,
    count: &mut Count,
    frame: &mut Frame,
) -> Result<Option<(Filled, io::Result<()>)>, Trouble> {
    let Running {
        device, unpacker, ..
    } = running;
    let mut newest: Option<Filled> = None;
    for _ in 0..BURST_MAX {
        let filled = match device.dequeue() {
            Ok(filled) => filled,
            Err(error) if error.kind() == io::ErrorKind::WouldBlock => break,
            // What came before the failure is good, and the next call meets the failure again.
            Err(_) if newest.is_some() => break,
            Err(error) => return Err(lost(error)),
        };
        let planes = device.content(filled.index);
        let short = planes
            .iter()
            .zip(unpacker.bytes())
            .any(|(p, n)| p.len() < n);
        if filled.damaged || short {
            count.counts.damaged += 1;
            device.queue(filled.index).map_err(lost)?;
        } else if let Some(older) = newest.replace(filled) {
            count.counts.superseded += 1;
            device.queue(older.index).map_err(lost)?;
        }
    }
    let Some(filled) = newest else {
        return Ok(None);
    };
    let good = unpacker.unpack(device.content(filled.index), filled.parity, frame);
    let queued = device.queue(filled.index);
    if good {
        return Ok(Some((filled, queued)));
    }
    count.counts.damaged += 1;
    queued.map_err(lost)?;
    Ok(None)
}

#[cfg(test)]
mod tests;
