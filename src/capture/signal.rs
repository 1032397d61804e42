//! What a live source needs of a device, how the two agree on a format, and what each failure
//! means to a person. Knows no V4L2 call: the device is behind a trait.

use std::io;
use std::path::Path;
use std::time::Duration;

use super::Signal;
use super::formats::{Format, PLANES_MAX, Parity, Unpacker};
use super::limits::{SIDE_MAX, SIDE_MIN};
use super::paced::Clock;
use super::wishes::{Edid, Wishes};

/// A buffer that the device has filled.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Filled {
    pub(super) index: u32,
    /// The device says that the content is not right.
    pub(super) damaged: bool,
    /// Running number of the frame; wraps around.
    pub(super) sequence: u32,
    /// When it was taken, on the clock of [`System`]; `None` where the device does not say.
    pub(super) time: Option<Duration>,
    /// Which field it holds, where it holds one.
    pub(super) parity: Option<Parity>,
}

/// A signal as a receiver measures it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Timings {
    pub(super) width: u32,
    /// Lines of the picture, both fields together.
    pub(super) height: u32,
    pub(super) interlaced: bool,
    /// Pictures a second; 0 where the receiver does not say.
    pub(super) fps: f64,
}

impl Timings {
    /// Whether both are the same signal: rates are measured, and 60 is told from 50 but not from
    /// 59.94.
    pub(super) fn same(&self, other: &Self) -> bool {
        let shape = |t: &Self| (t.width, t.height, t.interlaced);
        let unknown = self.fps <= 0.0 || other.fps <= 0.0;
        shape(self) == shape(other)
            && (unknown || (self.fps - other.fps).abs() < 0.02 * self.fps.max(other.fps))
    }
}

/// What comes in at the device's socket.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Input {
    /// Nothing that could be taken, and why.
    Away(Signal),
    /// A signal, or a device that cannot tell; as the device measures it, where it does.
    Present(Option<Timings>),
}

/// What a wait for a device ended with.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Ready {
    /// A buffer may be filled.
    pub(super) frame: bool,
    /// The device has something to tell about its input.
    pub(super) event: bool,
}

/// One opened capture device. Dropping it gives it back, whatever state it is in.
pub(super) trait Device: Send {
    /// The formats that it offers.
    fn formats(&mut self) -> io::Result<Vec<[u8; 4]>>;
    /// Tells the scanner which pictures to send, where the device can: with `Edid::Absent` only if
    /// it tells nothing yet. Whether anything was written.
    fn write_edid(&mut self, edid: &Edid) -> io::Result<bool>;
    /// Looks at the socket; with `adopt`, sets the device to the signal found there.
    fn input(&mut self, adopt: bool) -> Input;
    /// The format that is set.
    fn format(&mut self) -> io::Result<Format>;
    /// Asks for a format, with no line length, and returns what the device made of it.
    fn set_format(&mut self, fourcc: [u8; 4], width: u32, height: u32) -> io::Result<Format>;
    /// The most frames a second that the device states for a format and size.
    fn fps_max(&mut self, fourcc: [u8; 4], width: u32, height: u32) -> Option<f64>;
    /// Asks for a rate; a device that has none keeps its own.
    fn set_fps(&mut self, fps: f64);
    /// Frames a second, where it is known.
    fn fps(&mut self) -> Option<f64>;
    /// Hands all buffers to the device and lets it run.
    fn start(&mut self) -> io::Result<()>;
    /// Waits for a filled buffer or an event.
    fn wait(&mut self, timeout: Duration) -> io::Result<Ready>;
    /// Takes the events that wait; whether one says that the input has changed.
    fn source_changed(&mut self) -> bool;
    /// Takes a filled buffer, which is then ours until it is queued; `WouldBlock` if there is none.
    fn dequeue(&mut self) -> io::Result<Filled>;
    /// The content of a buffer that is ours, plane by plane: what was filled, not the whole buffer.
    fn content(&self, index: u32) -> [&[u8]; PLANES_MAX];
    /// Hands a buffer back to the device.
    fn queue(&mut self, index: u32) -> io::Result<()>;
}

/// Where devices come from, and time.
pub(super) trait System: Clock {
    type Device: Device;
    fn open(&mut self, path: &Path) -> io::Result<Self::Device>;
}

/// Why a device gives no pictures: the state, and the words for the log and for the person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Trouble {
    pub(super) signal: Signal,
    pub(super) what: String,
}

impl Trouble {
    pub(super) fn new(signal: Signal, what: impl Into<String>) -> Self {
        Self {
            signal,
            what: what.into(),
        }
    }

    /// What a failed call means. `other` is the state where the error number tells nothing.
    pub(super) fn of(error: &io::Error, other: Signal) -> Self {
        let signal = match error.raw_os_error() {
            Some(libc::ENODEV | libc::ENXIO | libc::ENOENT | libc::ENOTDIR) => Signal::NoDevice,
            // Another program has it, or this one may not: there is none that we could use.
            Some(libc::EBUSY | libc::EACCES | libc::EPERM) => Signal::NoDevice,
            Some(libc::ENOLINK) => Signal::NoSignal,
            Some(libc::ENOLCK) => Signal::NoLock,
            Some(libc::ERANGE) => Signal::OutOfRange,
            _ => other,
        };
        Self::new(signal, error.to_string())
    }

    /// What is wrong at the input.
    pub(super) fn away(signal: Signal) -> Self {
        let what = match signal {
            Signal::NoCable => "the input sees no 5 V of a source",
            Signal::NoLock => "a signal at the input that the device cannot lock to",
            Signal::OutOfRange => "a signal at the input that the device cannot take",
            _ => "no signal at the input",
        };
        Self::new(signal, what)
    }
}

/// A device that runs.
pub(super) struct Running<D> {
    pub(super) device: D,
    pub(super) unpacker: Unpacker,
    pub(super) fps: Option<f64>,
    /// The incoming signal when the format was set, where the device measures it.
    pub(super) timings: Option<Timings>,
}

/// A format that gives fewer frames a second than this is taken only where no other gives more:
/// uncompressed pictures of full size come at 5 a second over USB 2.
const FPS_ENOUGH: f64 = 20.0;

/// Agrees with `device` on the first format of the wished ones that it offers and really
/// takes (an unknown one is replaced silently), at the size of the signal, the wished one or the
/// one that is set, and starts it.
pub(super) fn start<D: Device>(mut device: D, wishes: &Wishes) -> Result<Running<D>, Trouble> {
    let unusable = |error: io::Error| Trouble::of(&error, Signal::NoDevice);
    let offered = device.formats().map_err(unusable)?;
    match device.write_edid(&wishes.edid) {
        Ok(true) => log::info!("told the scanner by EDID what to send"),
        Ok(false) => {}
        Err(error) => log::warn!("the EDID cannot be written: {error}"),
    }
    let timings = match device.input(true) {
        Input::Present(timings) => timings,
        Input::Away(signal) => return Err(Trouble::away(signal)),
    };
    // What came before the signal was looked at is known now.
    let _ = device.source_changed();
    let unpacker = negotiate(&mut device, &offered, timings, wishes)?;
    if let Some(fps) = wishes.fps {
        device.set_fps(fps);
    }
    let fps = device
        .fps()
        .or(timings.map(|timings| timings.fps))
        .filter(|fps| fps.is_finite() && *fps > 0.0);
    device
        .start()
        .map_err(|error| Trouble::of(&error, Signal::Stalled))?;
    Ok(Running {
        device,
        unpacker,
        fps,
        timings,
    })
}

/// Checks the picture's size against what this program can take.
fn check_size(format: &Format) -> Result<(), Trouble> {
    let sides = [format.width as usize, format.picture_height() as usize];
    if sides
        .iter()
        .all(|side| (SIDE_MIN..=SIDE_MAX).contains(side))
    {
        return Ok(());
    }
    let what = format!("pictures of {}x{} pixels", sides[0], sides[1]);
    Err(Trouble::new(Signal::OutOfRange, what))
}

fn negotiate<D: Device>(
    device: &mut D,
    offered: &[[u8; 4]],
    timings: Option<Timings>,
    wishes: &Wishes,
) -> Result<Unpacker, Trouble> {
    let current = device
        .format()
        .map_err(|error| Trouble::of(&error, Signal::NoDevice))?;
    let measured = timings.map(|t| (t.width, t.height));
    let (width, height) = measured
        .or(wishes.size)
        .unwrap_or((current.width, current.height));
    let candidates: Vec<_> = wishes
        .formats()
        .filter(|fourcc| offered.contains(fourcc))
        .collect();
    let enough = wishes.fps.unwrap_or(FPS_ENOUGH).min(FPS_ENOUGH);
    let mut refused = None;
    for slow in [false, true] {
        for fourcc in &candidates {
            let fps = device.fps_max(*fourcc, width, height);
            if fps.is_some_and(|fps| fps < enough) != slow {
                continue;
            }
            match device.set_format(*fourcc, width, height) {
                Ok(format) if format.fourcc == *fourcc => {
                    match (check_size(&format), Unpacker::new(&format)) {
                        (Ok(()), Some(unpacker)) => return Ok(unpacker),
                        (Err(trouble), _) => refused = Some(trouble),
                        (Ok(()), None) => {}
                    }
                }
                Ok(_) => {}
                Err(error) => refused = Some(Trouble::of(&error, Signal::NoDevice)),
            }
        }
    }
    let names: Vec<_> = offered
        .iter()
        .map(|name| name.escape_ascii().to_string())
        .collect();
    let what = format!(
        "no picture format that can be read (it offers: {})",
        names.join(" ")
    );
    Err(refused.unwrap_or_else(|| Trouble::new(Signal::NoDevice, what)))
}
