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

use super::paced::{SLICE, wait_until};
use super::picture::{Decoder, Kind};
use super::signal::{Content, Device, Filled, Input, Running, System, Trouble, start};
use super::{CaptureError, Frame, Signal, Source, SourceInfo, Step};

/// Longest wait for a frame.
const DEADLINE: Duration = Duration::from_secs(2);
/// Waits between attempts to open the device: doubled from the first to the last.
const BACK_OFF_MIN: Duration = Duration::from_millis(250);
const BACK_OFF_MAX: Duration = Duration::from_secs(2);
/// Time between two looks at the input of a running device: some go on delivering old pictures
/// when the cable is pulled.
const INPUT_EVERY: Duration = Duration::from_secs(1);

/// The source; `S` is the machine that it runs on.
pub(super) struct Live<S: System> {
    system: S,
    path: PathBuf,
    info: SourceInfo,
    stop: Arc<AtomicBool>,
    running: Option<Running<S::Device>>,
    /// Whether the device ever ran: from then on its absence is a disconnection.
    seen: bool,
    last_trouble: Option<Trouble>,
    back_off: Duration,
    retry_at: Duration,
    input_at: Duration,
    count: Count,
    decoder: Decoder,
}

impl<S: System> Live<S> {
    /// Opens nothing yet.
    pub(super) fn new(system: S, path: &Path, stop: Arc<AtomicBool>) -> Self {
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
            info,
            stop,
            running: None,
            seen: false,
            last_trouble: None,
            back_off: BACK_OFF_MIN,
            retry_at: Duration::ZERO,
            input_at: Duration::ZERO,
            count: Count::default(),
            decoder: Decoder::default(),
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

    fn connect(&mut self) -> Result<(), Trouble> {
        let opened = self.system.open(&self.path);
        let device = opened.map_err(|error| Trouble::of(&error, Signal::NoDevice))?;
        let running = start(device)?;
        self.seen = true;
        let format = running.format;
        self.info.name = format!(
            "v4l2 {} {}",
            self.path.display(),
            format.fourcc.escape_ascii()
        );
        (self.info.width, self.info.height) = (format.width as usize, format.height as usize);
        self.info.fps = running.fps;
        self.input_at = self.system.now() + INPUT_EVERY;
        self.count.new_run();
        self.running = Some(running);
        Ok(())
    }

    /// Drops the device, sets the time of the next attempt, and says so once a state.
    fn fail(&mut self, mut trouble: Trouble) -> Step {
        self.running = None;
        if trouble.signal == Signal::NoDevice && self.seen {
            trouble.signal = Signal::Disconnected;
        }
        self.retry_at = self.system.now() + self.back_off;
        self.back_off = (self.back_off * 2).min(BACK_OFF_MAX);
        let signal = trouble.signal;
        if self.last_trouble.as_ref() != Some(&trouble) {
            log::warn!("{}: {signal:?}: {}", self.path.display(), trouble.what);
            self.last_trouble = Some(trouble);
        }
        Step::Fault(signal)
    }

    fn step(&mut self, frame: &mut Frame) -> Result<(), Trouble> {
        if self.running.is_none() {
            wait_until(&mut self.system, self.retry_at, &self.stop);
            self.stopped()?;
            self.connect()?;
        }
        let deadline = self.system.now() + DEADLINE;
        loop {
            self.stopped()?;
            self.check_input(deadline)?;
            let Some(running) = &mut self.running else {
                return Err(Trouble::new(Signal::Stalled, "the device was closed"));
            };
            let device = &mut running.device;
            let left = deadline.saturating_sub(self.system.now());
            let lost = |error: io::Error| Trouble::of(&error, Signal::Stalled);
            if !device.wait(left.min(SLICE)).map_err(lost)? {
                continue;
            }
            let filled = match device.dequeue() {
                Err(error) if error.kind() == io::ErrorKind::WouldBlock => continue,
                other => other.map_err(lost)?,
            };
            let good = !filled.damaged
                && read(
                    &mut self.decoder,
                    running.content,
                    device.content(filled.index),
                    frame,
                );
            let queued = device.queue(filled.index).map_err(lost);
            if good {
                let now = self.system.now();
                self.count.stamp(&filled, now, frame);
                // A frame is a frame: a device that fails right after it fails the next call.
                if let Err(trouble) = queued {
                    self.fail(trouble);
                }
                return Ok(());
            }
            queued?;
        }
    }

    fn stopped(&self) -> Result<(), Trouble> {
        if self.stop.load(Ordering::Relaxed) {
            Err(Trouble::new(Signal::Stalled, "stopped"))
        } else {
            Ok(())
        }
    }

    /// Looks at the input now and then, and when no frame came.
    fn check_input(&mut self, deadline: Duration) -> Result<(), Trouble> {
        let now = self.system.now();
        let late = now >= deadline;
        let Some(running) = self
            .running
            .as_mut()
            .filter(|_| late || now >= self.input_at)
        else {
            return Ok(());
        };
        self.input_at = now + INPUT_EVERY;
        match running.device.input(false) {
            Input::Absent => Err(Trouble::new(Signal::NoSignal, "no signal at the input")),
            Input::Present(size) if size.is_some() && size != running.signal_size => Err(
                Trouble::new(Signal::NoSignal, "the signal has changed its size"),
            ),
            Input::Present(_) if late => {
                let what = format!("no frame for {} s", DEADLINE.as_secs());
                Err(Trouble::new(Signal::Stalled, what))
            }
            Input::Present(_) => Ok(()),
        }
    }
}

impl<S: System> Source for Live<S> {
    fn info(&self) -> &SourceInfo {
        &self.info
    }

    fn next(&mut self, frame: &mut Frame) -> Result<Step, CaptureError> {
        Ok(match self.step(frame) {
            Ok(()) => {
                if self.running.is_some() {
                    self.back_off = BACK_OFF_MIN;
                    self.last_trouble = None;
                }
                Step::Frame
            }
            // Nobody is there any more to whom a fault would matter.
            Err(trouble) if self.stop.load(Ordering::Relaxed) => Step::Fault(trouble.signal),
            Err(trouble) => self.fail(trouble),
        })
    }
}

/// Reads a buffer into `frame`; `false` where it is not whole.
fn read(decoder: &mut Decoder, content: Content, data: &[u8], frame: &mut Frame) -> bool {
    match content {
        Content::Jpeg => decoder.decode(Kind::Jpeg, data, frame).is_ok(),
        Content::Raw(layout) => {
            (frame.width, frame.height) = (layout.width, layout.height);
            layout.luma(data, &mut frame.luma).is_ok()
        }
    }
}

/// Frame numbers and times over all runs of the device.
#[derive(Debug, Default)]
struct Count {
    /// Sequence of the last frame in this run.
    sequence: Option<u32>,
    /// Number that the next frame has, if none is lost.
    next: u64,
    /// When the very first frame was taken.
    origin: Option<Duration>,
    last: Duration,
}

impl Count {
    /// The device counts from its own start again; how many frames were missed is not known.
    fn new_run(&mut self) {
        self.sequence = None;
    }

    fn stamp(&mut self, filled: &Filled, now: Duration, frame: &mut Frame) {
        let step = self
            .sequence
            .map_or(1, |last| filled.sequence.wrapping_sub(last));
        // A device that does not count, or counts backwards, lost nothing that is known.
        let lost = if (1..u32::MAX / 2).contains(&step) {
            step - 1
        } else {
            0
        };
        self.sequence = Some(filled.sequence);
        frame.number = self.next + u64::from(lost);
        self.next = frame.number + 1;
        let taken = filled.time.unwrap_or(now);
        let origin = *self.origin.get_or_insert(taken);
        self.last = taken.saturating_sub(origin).max(self.last);
        frame.time = self.last;
    }
}

#[cfg(test)]
mod tests;
