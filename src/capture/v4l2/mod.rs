//! Capture devices through V4L2, single-planar and multi-planar, memory-mapped. The only room that
//! knows it.
//!
//! The `v4l` crate gives the calls and their structures; its own `Device` and `Stream` are not
//! used, for a service must outlive what they do: the stream's next call after a time-out queues
//! a wrong buffer, its drop panics where STREAMOFF fails, a format with a colour space that it
//! does not know panics, the length of a buffer's content is that of the whole buffer, and it has
//! no multi-planar buffers. So this room owns the queue: the descriptor is polled before a buffer
//! is taken, `bytesused` is honoured, and dropping stops, unmaps and closes in this order, errors
//! ignored, as there is nothing left to save.

mod buffers;
mod call;
mod controls;
mod edid;
mod events;
mod formats;
mod input;
mod list;

use std::fs::{File, OpenOptions};
use std::io;
use std::os::unix::fs::OpenOptionsExt;
use std::path::Path;
use std::time::Duration;

use v4l::v4l_sys as sys;
use v4l::v4l2::vidioc;

use self::buffers::Buffers;
use self::call::{call, zeroed};
use super::formats::{Format, PLANES_MAX};
use super::paced::Clock;
use super::signal::{Device, Filled, Input, Ready, System};
use super::wishes::Edid;

pub(super) use list::about;

/// This machine.
pub(super) struct Linux;

impl Clock for Linux {
    /// CLOCK_MONOTONIC, with which drivers stamp their frames.
    fn now(&self) -> Duration {
        let mut time = libc::timespec {
            tv_sec: 0,
            tv_nsec: 0,
        };
        // SAFETY: `time` is a valid place for the answer.
        unsafe { libc::clock_gettime(libc::CLOCK_MONOTONIC, &raw mut time) };
        duration(time.tv_sec, time.tv_nsec)
    }

    fn sleep(&mut self, duration: Duration) {
        std::thread::sleep(duration);
    }
}

fn duration(seconds: i64, nanos: i64) -> Duration {
    let nanos = u32::try_from(nanos).unwrap_or(0).min(999_999_999);
    Duration::new(u64::try_from(seconds).unwrap_or(0), nanos)
}

impl System for Linux {
    type Device = Node;

    fn open(&mut self, path: &Path) -> io::Result<Node> {
        let node = Node::open(path)?;
        if !node.captures {
            let what = "not a video device that captures into memory";
            return Err(io::Error::other(what));
        }
        Ok(node)
    }
}

/// An open device node. Fields drop in order: the buffers before the file.
pub(super) struct Node {
    buffers: Buffers,
    file: File,
    about: sys::v4l2_capability,
    /// Whether pictures can be captured from it.
    captures: bool,
    /// Kind of its capture buffers: `V4L2_BUF_TYPE_VIDEO_CAPTURE` or its multi-planar sister.
    kind: u32,
    /// Whether events of its input are subscribed.
    events: bool,
}

impl Node {
    /// Opens a node and asks what it is.
    fn open(path: &Path) -> io::Result<Self> {
        let mut options = OpenOptions::new();
        options
            .read(true)
            .write(true)
            .custom_flags(libc::O_NONBLOCK);
        let file = options.open(path)?;
        let mut about: sys::v4l2_capability = zeroed();
        call(&file, vidioc::VIDIOC_QUERYCAP, &mut about).map_err(|error| {
            match error.raw_os_error() {
                Some(libc::ENOTTY | libc::EINVAL) => io::Error::other("not a video device"),
                _ => error,
            }
        })?;
        let can = match about.capabilities & sys::V4L2_CAP_DEVICE_CAPS {
            0 => about.capabilities,
            _ => about.device_caps,
        };
        let single = can & sys::V4L2_CAP_VIDEO_CAPTURE != 0;
        let multi = can & sys::V4L2_CAP_VIDEO_CAPTURE_MPLANE != 0;
        let mut node = Self {
            buffers: Buffers::default(),
            file,
            about,
            captures: (single || multi) && can & sys::V4L2_CAP_STREAMING != 0,
            kind: if single {
                sys::v4l2_buf_type_V4L2_BUF_TYPE_VIDEO_CAPTURE
            } else {
                sys::v4l2_buf_type_V4L2_BUF_TYPE_VIDEO_CAPTURE_MPLANE
            },
            events: false,
        };
        node.events = node.captures && node.subscribe();
        Ok(node)
    }

    /// One V4L2 call; `argument` must be of the type that belongs to `request`.
    fn call<T>(&self, request: vidioc::_IOC_TYPE, argument: &mut T) -> io::Result<()> {
        call(&self.file, request, argument)
    }

    fn is_multi_planar(&self) -> bool {
        self.kind == sys::v4l2_buf_type_V4L2_BUF_TYPE_VIDEO_CAPTURE_MPLANE
    }
}

impl Drop for Node {
    fn drop(&mut self) {
        if !self.buffers.is_empty() {
            let mut kind = self.kind.cast_signed();
            let _ = self.call(vidioc::VIDIOC_STREAMOFF, &mut kind);
        }
    }
}

impl Device for Node {
    fn formats(&mut self) -> io::Result<Vec<[u8; 4]>> {
        let formats = self.format_list()?;
        Ok(formats
            .iter()
            .map(|about| about.pixelformat.to_le_bytes())
            .collect())
    }

    fn write_edid(&mut self, edid: &Edid) -> io::Result<bool> {
        self.set_edid(edid)
    }

    fn input(&mut self, adopt: bool) -> Input {
        self.look(adopt)
    }

    fn format(&mut self) -> io::Result<Format> {
        self.get_format()
    }

    fn set_format(&mut self, fourcc: [u8; 4], width: u32, height: u32) -> io::Result<Format> {
        self.ask_format(fourcc, width, height)?;
        self.get_format()
    }

    fn fps_max(&mut self, fourcc: [u8; 4], width: u32, height: u32) -> Option<f64> {
        let rates = self.rates(fourcc, width, height);
        rates.into_iter().reduce(f64::max)
    }

    fn set_fps(&mut self, fps: f64) {
        self.ask_fps(fps);
    }

    fn fps(&mut self) -> Option<f64> {
        self.get_fps()
    }

    fn start(&mut self) -> io::Result<()> {
        self.buffers = Buffers::request(&self.file, self.kind)?;
        for index in 0..self.buffers.len() {
            self.queue(index)?;
        }
        let mut kind = self.kind.cast_signed();
        self.call(vidioc::VIDIOC_STREAMON, &mut kind)
    }

    fn wait(&mut self, timeout: Duration) -> io::Result<Ready> {
        events::wait(&self.file, timeout)
    }

    fn source_changed(&mut self) -> bool {
        self.events && self.take_events()
    }

    fn dequeue(&mut self) -> io::Result<Filled> {
        self.buffers.dequeue(&self.file)
    }

    fn content(&self, index: u32) -> [&[u8]; PLANES_MAX] {
        self.buffers.content(index)
    }

    fn queue(&mut self, index: u32) -> io::Result<()> {
        self.buffers.queue(&self.file, index)
    }
}
