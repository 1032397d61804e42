//! Capture devices through V4L2 (single-planar, memory-mapped). The only file that knows it.
//!
//! The `v4l` crate gives the calls and their structures; its own `Device` and `Stream` are not
//! used, for a service must outlive what they do: the stream's next call after a time-out queues
//! a wrong buffer, its drop panics where STREAMOFF fails, a format with a colour space that it
//! does not know panics, and the length of a buffer's content is that of the whole buffer. So
//! this file owns the queue: the descriptor is polled before a buffer is taken, `bytesused` is
//! honoured, and dropping stops, unmaps and closes in this order, errors ignored, as there is
//! nothing left to save.

use std::ffi::c_void;
use std::fs::{File, OpenOptions};
use std::io;
use std::os::fd::AsRawFd;
use std::os::unix::fs::OpenOptionsExt;
use std::path::Path;
use std::time::Duration;

use v4l::v4l_sys as sys;
use v4l::v4l2::vidioc;

use super::formats::Range;
use super::paced::Clock;
use super::signal::{Device, Filled, Format, Input, System};

/// Buffers that the driver is asked for: one with us, one being filled, two to spare.
const BUFFERS: u32 = 4;
/// Most formats that are listed: a driver that never ends its list is not waited for.
const FORMATS_MAX: u32 = 64;
const CAPTURE: u32 = sys::v4l2_buf_type_V4L2_BUF_TYPE_VIDEO_CAPTURE;
const MMAP: u32 = sys::v4l2_memory_V4L2_MEMORY_MMAP;
/// States of an input without a usable signal.
const NO_SIGNAL: u32 = sys::V4L2_IN_ST_NO_POWER
    | sys::V4L2_IN_ST_NO_SIGNAL
    | sys::V4L2_IN_ST_NO_H_LOCK
    | sys::V4L2_IN_ST_NO_V_LOCK
    | sys::V4L2_IN_ST_NO_SYNC
    | sys::V4L2_IN_ST_NO_CARRIER;

/// `VIDIOC_S_DV_TIMINGS` and `VIDIOC_QUERY_DV_TIMINGS`, which the crate lacks: direction, size,
/// letter and number as in linux/ioctl.h.
const S_DV_TIMINGS: vidioc::_IOC_TYPE = request::<sys::v4l2_dv_timings>(3, 87);
const QUERY_DV_TIMINGS: vidioc::_IOC_TYPE = request::<sys::v4l2_dv_timings>(2, 99);

const fn request<T>(direction: u32, number: u32) -> vidioc::_IOC_TYPE {
    let size = size_of::<T>() as vidioc::_IOC_TYPE;
    let [direction, letter, number] = [direction, b'V' as u32, number];
    ((direction as vidioc::_IOC_TYPE) << 30)
        | (size << 16)
        | ((letter as vidioc::_IOC_TYPE) << 8)
        | number as vidioc::_IOC_TYPE
}

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
        let mut options = OpenOptions::new();
        options
            .read(true)
            .write(true)
            .custom_flags(libc::O_NONBLOCK);
        let mut node = Node {
            file: options.open(path)?,
            buffers: Vec::new(),
        };
        // SAFETY: the structure is plain numbers, for which zeros are valid.
        let mut about: sys::v4l2_capability = unsafe { std::mem::zeroed() };
        node.call(vidioc::VIDIOC_QUERYCAP, &mut about)
            .map_err(|_| io::Error::other("not a video device"))?;
        let about = match about.capabilities & sys::V4L2_CAP_DEVICE_CAPS {
            0 => about.capabilities,
            _ => about.device_caps,
        };
        let need = sys::V4L2_CAP_VIDEO_CAPTURE | sys::V4L2_CAP_STREAMING;
        if about & need != need {
            return Err(io::Error::other(
                "not a video device that captures into memory",
            ));
        }
        Ok(node)
    }
}

/// A buffer of the driver's, in our memory.
struct Mapping {
    start: *mut u8,
    bytes: usize,
    used: usize,
}

// SAFETY: the mapping belongs to the process, not to a thread, and is only reached through its
// owner.
unsafe impl Send for Mapping {}

impl Drop for Mapping {
    fn drop(&mut self) {
        // SAFETY: this is what `mmap` gave, unmapped once, and no slice of it outlives its owner.
        let _ = unsafe { v4l::v4l2::munmap(self.start.cast(), self.bytes) };
    }
}

/// An open device node. Fields drop in order: mappings before the file.
pub(super) struct Node {
    buffers: Vec<Mapping>,
    file: File,
}

impl Drop for Node {
    fn drop(&mut self) {
        let mut kind = CAPTURE.cast_signed();
        let _ = self.call(vidioc::VIDIOC_STREAMOFF, &mut kind);
    }
}

impl Node {
    /// One V4L2 call; `argument` must be of the type that belongs to `request`, as everywhere
    /// below.
    fn call<T>(&mut self, request: vidioc::_IOC_TYPE, argument: &mut T) -> io::Result<()> {
        let argument: *mut c_void = (&raw mut *argument).cast();
        loop {
            // SAFETY: the kernel reads and writes as many bytes as the request's number says, the
            // size of `T`.
            match unsafe { v4l::v4l2::ioctl(self.file.as_raw_fd(), request, argument) } {
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                other => return other,
            }
        }
    }

    fn map(&mut self, index: u32) -> io::Result<Mapping> {
        let mut buffer = buffer(index);
        self.call(vidioc::VIDIOC_QUERYBUF, &mut buffer)?;
        let bytes = buffer.length as usize;
        // SAFETY: the union holds an offset, as the memory is MMAP; the kernel checks offset and
        // length, and the result is checked by `mmap`.
        let start = unsafe {
            let (access, offset) = (libc::PROT_READ | libc::PROT_WRITE, buffer.m.offset);
            let (file, none) = (self.file.as_raw_fd(), std::ptr::null_mut());
            v4l::v4l2::mmap(none, bytes, access, libc::MAP_SHARED, file, offset.into())?
        };
        Ok(Mapping {
            start: start.cast(),
            bytes,
            used: 0,
        })
    }
}

fn buffer(index: u32) -> sys::v4l2_buffer {
    // SAFETY: the structure is plain numbers and a pointer, for which zeros are valid.
    let zero = unsafe { std::mem::zeroed() };
    sys::v4l2_buffer {
        index,
        type_: CAPTURE,
        memory: MMAP,
        ..zero
    }
}

fn picture_format() -> sys::v4l2_format {
    // SAFETY: as in `buffer`. Line length and size are 0, so that the driver sets its own.
    let zero = unsafe { std::mem::zeroed() };
    sys::v4l2_format {
        type_: CAPTURE,
        ..zero
    }
}

impl Device for Node {
    fn formats(&mut self) -> io::Result<Vec<[u8; 4]>> {
        let mut formats = Vec::new();
        for index in 0..FORMATS_MAX {
            // SAFETY: as in `buffer`.
            let zero = unsafe { std::mem::zeroed() };
            let mut about = sys::v4l2_fmtdesc {
                index,
                type_: CAPTURE,
                ..zero
            };
            match self.call(vidioc::VIDIOC_ENUM_FMT, &mut about) {
                Ok(()) => formats.push(about.pixelformat.to_le_bytes()),
                // The end of the list.
                Err(error) if error.raw_os_error() == Some(libc::EINVAL) => break,
                Err(error) => return Err(error),
            }
        }
        Ok(formats)
    }

    fn input(&mut self, adopt: bool) -> Input {
        // SAFETY: as in `buffer`.
        let mut timings: sys::v4l2_dv_timings = unsafe { std::mem::zeroed() };
        match self.call(QUERY_DV_TIMINGS, &mut timings) {
            Ok(()) => {
                if adopt {
                    // A driver that refuses keeps the timings that it has.
                    let _ = self.call(S_DV_TIMINGS, &mut timings);
                }
                // SAFETY: plain numbers, whichever arm the driver has filled.
                let (width, height) = unsafe {
                    let bt = timings.__bindgen_anon_1.bt;
                    (bt.width, bt.height)
                };
                return Input::Present(Some((width, height)));
            }
            Err(error) => {
                if let Some(libc::ENOLINK | libc::ENOLCK | libc::ERANGE) = error.raw_os_error() {
                    return Input::Absent;
                }
            }
        }
        let mut index = 0i32;
        // SAFETY: as in `buffer`.
        let mut about: sys::v4l2_input = unsafe { std::mem::zeroed() };
        if self.call(vidioc::VIDIOC_G_INPUT, &mut index).is_ok() {
            about.index = index.cast_unsigned();
            if self.call(vidioc::VIDIOC_ENUMINPUT, &mut about).is_ok()
                && about.status & NO_SIGNAL != 0
            {
                return Input::Absent;
            }
        }
        Input::Present(None)
    }

    fn format(&mut self) -> io::Result<Format> {
        let mut format = picture_format();
        self.call(vidioc::VIDIOC_G_FMT, &mut format)?;
        // SAFETY: plain numbers, and the type says that the picture's arm was filled.
        let pix = unsafe { format.fmt.pix };
        Ok(Format {
            fourcc: pix.pixelformat.to_le_bytes(),
            width: pix.width,
            height: pix.height,
            stride: pix.bytesperline,
            range: match pix.quantization {
                sys::v4l2_quantization_V4L2_QUANTIZATION_FULL_RANGE => Some(Range::Full),
                sys::v4l2_quantization_V4L2_QUANTIZATION_LIM_RANGE => Some(Range::Limited),
                _ => None,
            },
        })
    }

    fn set_format(&mut self, fourcc: [u8; 4], width: u32, height: u32) -> io::Result<Format> {
        let mut format = picture_format();
        // Writing a union's field of plain numbers is safe.
        format.fmt.pix.width = width;
        format.fmt.pix.height = height;
        format.fmt.pix.pixelformat = u32::from_le_bytes(fourcc);
        format.fmt.pix.field = sys::v4l2_field_V4L2_FIELD_NONE;
        self.call(vidioc::VIDIOC_S_FMT, &mut format)?;
        self.format()
    }

    fn fps(&mut self) -> Option<f64> {
        // SAFETY: as in `buffer`.
        let mut about: sys::v4l2_streamparm = unsafe { std::mem::zeroed() };
        about.type_ = CAPTURE;
        self.call(vidioc::VIDIOC_G_PARM, &mut about).ok()?;
        // SAFETY: plain numbers, and the type says that the capture arm was filled.
        let interval = unsafe { about.parm.capture.timeperframe };
        let known = interval.numerator > 0 && interval.denominator > 0;
        known.then(|| f64::from(interval.denominator) / f64::from(interval.numerator))
    }

    fn start(&mut self) -> io::Result<()> {
        // SAFETY: as in `buffer`.
        let zero = unsafe { std::mem::zeroed() };
        let mut wish = sys::v4l2_requestbuffers {
            count: BUFFERS,
            type_: CAPTURE,
            memory: MMAP,
            ..zero
        };
        self.call(vidioc::VIDIOC_REQBUFS, &mut wish)?;
        for index in 0..wish.count {
            let mapping = self.map(index)?;
            self.buffers.push(mapping);
        }
        for index in 0..wish.count {
            self.queue(index)?;
        }
        let mut kind = CAPTURE.cast_signed();
        self.call(vidioc::VIDIOC_STREAMON, &mut kind)
    }

    fn wait(&mut self, timeout: Duration) -> io::Result<bool> {
        let mut poll = libc::pollfd {
            fd: self.file.as_raw_fd(),
            events: libc::POLLIN,
            revents: 0,
        };
        let timeout = i32::try_from(timeout.as_millis()).unwrap_or(i32::MAX);
        // SAFETY: one structure, and the count says one.
        let ready = unsafe { libc::poll(&raw mut poll, 1, timeout) };
        match ready {
            0 => Ok(false),
            1.. if poll.revents & libc::POLLIN != 0 => Ok(true),
            // The node was unplugged, or its queue has failed.
            1.. if poll.revents & libc::POLLHUP != 0 => {
                Err(io::Error::from_raw_os_error(libc::ENODEV))
            }
            1.. => Err(io::Error::from_raw_os_error(libc::EIO)),
            _ => match io::Error::last_os_error() {
                error if error.kind() == io::ErrorKind::Interrupted => Ok(false),
                error => Err(error),
            },
        }
    }

    fn dequeue(&mut self) -> io::Result<Filled> {
        let mut buffer = buffer(0);
        self.call(vidioc::VIDIOC_DQBUF, &mut buffer)?;
        let mapping = self.buffers.get_mut(buffer.index as usize);
        let mapping = mapping.ok_or_else(|| io::Error::other("a buffer that is not ours"))?;
        mapping.used = mapping.bytes.min(buffer.bytesused as usize);
        let clock = buffer.flags & sys::V4L2_BUF_FLAG_TIMESTAMP_MASK;
        let time = duration(buffer.timestamp.tv_sec, buffer.timestamp.tv_usec * 1000);
        Ok(Filled {
            index: buffer.index,
            damaged: buffer.flags & sys::V4L2_BUF_FLAG_ERROR != 0,
            sequence: buffer.sequence,
            time: (clock == sys::V4L2_BUF_FLAG_TIMESTAMP_MONOTONIC).then_some(time),
        })
    }

    fn content(&self, index: u32) -> &[u8] {
        let Some(mapping) = self.buffers.get(index as usize) else {
            return &[];
        };
        // SAFETY: `used` bytes are mapped as long as `self` lives, and the driver does not write
        // into a buffer between `dequeue`, which alone sets `used`, and `queue`, which clears it.
        unsafe { std::slice::from_raw_parts(mapping.start, mapping.used) }
    }

    fn queue(&mut self, index: u32) -> io::Result<()> {
        if let Some(mapping) = self.buffers.get_mut(index as usize) {
            mapping.used = 0;
        }
        self.call(vidioc::VIDIOC_QBUF, &mut buffer(index))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn request_numbers_are_the_kernels() {
        // From linux/videodev2.h on 64-bit machines.
        assert_eq!(S_DV_TIMINGS, 0xc084_5657);
        assert_eq!(QUERY_DV_TIMINGS, 0x8084_5663);
    }
}
