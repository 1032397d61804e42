//! What a live source needs of a device, how the two agree on a format, and what each failure
//! means to a person. Knows no V4L2 call: the device is behind a trait.

use std::io;
use std::path::Path;
use std::time::Duration;

use super::Signal;
use super::formats::{Layout, PixelFormat, Range};
use super::limits::{SIDE_MAX, SIDE_MIN};
use super::paced::Clock;

/// A picture format as the device states it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Format {
    pub(super) fourcc: [u8; 4],
    /// Pixels.
    pub(super) width: u32,
    /// Pixels.
    pub(super) height: u32,
    /// Bytes from line to line in the first plane; 0 where it does not apply.
    pub(super) stride: u32,
    /// `None` for the format's default.
    pub(super) range: Option<Range>,
}

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
}

/// What comes in at the device's socket.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Input {
    /// Nothing, or nothing that the device can lock to.
    Absent,
    /// A signal, or a device that cannot tell; with its size where the device measures it.
    Present(Option<(u32, u32)>),
}

/// One opened capture device. Dropping it gives it back, whatever state it is in.
pub(super) trait Device: Send {
    /// The formats that it offers.
    fn formats(&mut self) -> io::Result<Vec<[u8; 4]>>;
    /// Looks at the socket; with `adopt`, sets the device to the signal found there.
    fn input(&mut self, adopt: bool) -> Input;
    /// The format that is set.
    fn format(&mut self) -> io::Result<Format>;
    /// Asks for a format, with no line length, and returns what the device made of it.
    fn set_format(&mut self, fourcc: [u8; 4], width: u32, height: u32) -> io::Result<Format>;
    /// Frames a second, where it is known.
    fn fps(&mut self) -> Option<f64>;
    /// Hands all buffers to the device and lets it run.
    fn start(&mut self) -> io::Result<()>;
    /// Waits for a filled buffer; `false` if none came.
    fn wait(&mut self, timeout: Duration) -> io::Result<bool>;
    /// Takes a filled buffer, which is then ours until it is queued.
    fn dequeue(&mut self) -> io::Result<Filled>;
    /// The content of a buffer that is ours: what was filled, not the whole buffer.
    fn content(&self, index: u32) -> &[u8];
    /// Hands a buffer back to the device.
    fn queue(&mut self, index: u32) -> io::Result<()>;
}

/// Where devices come from, and time.
pub(super) trait System: Clock {
    type Device: Device;
    fn open(&mut self, path: &Path) -> io::Result<Self::Device>;
}

/// What a buffer holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Content {
    Jpeg,
    Raw(Layout),
}

/// Formats in the order in which they are chosen: luma as a plane costs no unpacking, JPEG comes
/// last because it has to be decoded and is lossy.
const PREFERENCE: [[u8; 4]; 8] = [
    *b"GREY", *b"NV12", *b"YUYV", *b"UYVY", *b"RGB3", *b"BGR3", *b"MJPG", *b"JPEG",
];

/// How to read a format; `None` if it is not one of [`PREFERENCE`] or has an impossible size.
pub(super) fn content(format: &Format) -> Option<Content> {
    let (pixels, range) = match &format.fourcc {
        b"GREY" => (PixelFormat::GREY, Range::Full),
        b"NV12" => (PixelFormat::Nv12, Range::Limited),
        b"YUYV" => (PixelFormat::Yuyv, Range::Limited),
        b"UYVY" => (PixelFormat::Uyvy, Range::Limited),
        b"RGB3" => (PixelFormat::Rgb24, Range::Full),
        b"BGR3" => (PixelFormat::Bgr24, Range::Full),
        b"MJPG" | b"JPEG" => return Some(Content::Jpeg),
        _ => return None,
    };
    let (width, height) = (format.width as usize, format.height as usize);
    let range = format.range.unwrap_or(range);
    let packed = Layout::packed(pixels, width, height, range);
    let stride = packed.stride.max(format.stride as usize);
    Some(Content::Raw(Layout { stride, ..packed }))
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
            Some(libc::ENOLINK | libc::ENOLCK | libc::ERANGE) => Signal::NoSignal,
            _ => other,
        };
        Self::new(signal, error.to_string())
    }
}

/// A device that runs.
pub(super) struct Running<D> {
    pub(super) device: D,
    pub(super) format: Format,
    pub(super) content: Content,
    pub(super) fps: Option<f64>,
    /// Size of the incoming signal when the format was set, where the device measures it.
    pub(super) signal_size: Option<(u32, u32)>,
}

/// Agrees with `device` on the first format of the preferred ones that it offers and really
/// takes (an unknown one is replaced silently), at the size of the signal or the one that is
/// set, and starts it.
pub(super) fn start<D: Device>(mut device: D) -> Result<Running<D>, Trouble> {
    let unusable = |error: io::Error| Trouble::of(&error, Signal::NoDevice);
    let offered = device.formats().map_err(unusable)?;
    let Input::Present(signal_size) = device.input(true) else {
        return Err(Trouble::new(Signal::NoSignal, "no signal at the input"));
    };
    let (format, content) = negotiate(&mut device, &offered, signal_size)?;
    let sides = [format.width as usize, format.height as usize];
    if sides
        .iter()
        .any(|side| !(SIDE_MIN..=SIDE_MAX).contains(side))
    {
        let what = format!("pictures of {}x{} pixels", format.width, format.height);
        return Err(Trouble::new(Signal::NoSignal, what));
    }
    let fps = device.fps();
    device
        .start()
        .map_err(|error| Trouble::of(&error, Signal::Stalled))?;
    Ok(Running {
        device,
        format,
        content,
        fps,
        signal_size,
    })
}

fn negotiate<D: Device>(
    device: &mut D,
    offered: &[[u8; 4]],
    signal_size: Option<(u32, u32)>,
) -> Result<(Format, Content), Trouble> {
    let current = device
        .format()
        .map_err(|error| Trouble::of(&error, Signal::NoDevice))?;
    let (width, height) = signal_size.unwrap_or((current.width, current.height));
    let mut refused = None;
    for fourcc in PREFERENCE
        .into_iter()
        .filter(|fourcc| offered.contains(fourcc))
    {
        match device.set_format(fourcc, width, height) {
            Ok(format) if format.fourcc == fourcc => {
                if let Some(content) = content(&format) {
                    return Ok((format, content));
                }
            }
            Ok(_) => {}
            Err(error) => refused = Some(Trouble::of(&error, Signal::NoDevice)),
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
