//! The queue of memory-mapped buffers.

use std::fs::File;
use std::io;
use std::os::fd::AsRawFd;

use v4l::v4l_sys as sys;
use v4l::v4l2::vidioc;

use super::super::formats::{PLANES_MAX, Parity};
use super::super::signal::Filled;
use super::call::{call, zeroed};
use super::duration;

/// Buffers that the driver is asked for: one with us, one being filled, two to spare.
const BUFFERS: u32 = 4;
/// Most that a driver may give instead.
const BUFFERS_MAX: u32 = 32;
/// Planes that a buffer may have in V4L2.
const V4L2_PLANES: usize = sys::VIDEO_MAX_PLANES as usize;
/// Most bytes of one plane: 8192 x 8192 pixels of 4 bytes.
const PLANE_BYTES_MAX: usize = 256 << 20;
const MMAP: u32 = sys::v4l2_memory_V4L2_MEMORY_MMAP;

/// A plane of a buffer of the driver's, in our memory.
struct Mapping {
    start: *mut u8,
    bytes: usize,
    /// What was filled, where the buffer is ours.
    used: std::ops::Range<usize>,
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

impl Mapping {
    fn new(file: &File, bytes: usize, offset: u32) -> io::Result<Self> {
        if !(1..=PLANE_BYTES_MAX).contains(&bytes) {
            let what = format!("the driver gives buffers of {bytes} bytes");
            return Err(io::Error::other(what));
        }
        // SAFETY: a new mapping at a place of the kernel's choice; it checks offset and length,
        // and `mmap` checks the result.
        let start = unsafe {
            let (access, none) = (libc::PROT_READ | libc::PROT_WRITE, std::ptr::null_mut());
            let file = file.as_raw_fd();
            v4l::v4l2::mmap(none, bytes, access, libc::MAP_SHARED, file, offset.into())?
        };
        Ok(Self {
            start: start.cast(),
            bytes,
            used: 0..0,
        })
    }

    fn content(&self) -> &[u8] {
        // SAFETY: `used` lies within the mapping (see `span`), which lives as long as `self`, and
        // the driver does not write into a buffer between `dequeue`, which alone sets `used`, and
        // `queue`, which clears it.
        unsafe { std::slice::from_raw_parts(self.start.add(self.used.start), self.used.len()) }
    }
}

/// The part of a mapping that a driver says it has filled, whatever it says: `used` counts from
/// the start and includes what lies before `offset`.
fn span(bytes: usize, offset: u32, used: u32) -> std::ops::Range<usize> {
    let end = bytes.min(used as usize);
    (offset as usize).min(end)..end
}

/// The buffers of a running device.
#[derive(Default)]
pub(super) struct Buffers {
    kind: u32,
    /// Planes of each buffer, 0 where the device is single-planar.
    planes: usize,
    buffers: Vec<[Option<Mapping>; PLANES_MAX]>,
}

impl Buffers {
    /// Asks the driver for buffers and maps them.
    pub(super) fn request(file: &File, kind: u32) -> io::Result<Self> {
        let mut wish = sys::v4l2_requestbuffers {
            count: BUFFERS,
            type_: kind,
            memory: MMAP,
            ..zeroed()
        };
        call(file, vidioc::VIDIOC_REQBUFS, &mut wish)?;
        if !(1..=BUFFERS_MAX).contains(&wish.count) {
            let what = format!("the driver gives {} buffers", wish.count);
            return Err(io::Error::other(what));
        }
        let mut all = Self {
            kind,
            ..Self::default()
        };
        for index in 0..wish.count {
            let mappings = all.map(file, index)?;
            all.buffers.push(mappings);
        }
        Ok(all)
    }

    fn map(&mut self, file: &File, index: u32) -> io::Result<[Option<Mapping>; PLANES_MAX]> {
        let mut planes = [zeroed(); V4L2_PLANES];
        let mut buffer = self.buffer(index, &mut planes, V4L2_PLANES);
        call(file, vidioc::VIDIOC_QUERYBUF, &mut buffer)?;
        let mut mappings = [None, None];
        if !self.is_multi_planar() {
            // SAFETY: the union holds an offset, as the memory is MMAP.
            let offset = unsafe { buffer.m.offset };
            mappings[0] = Some(Mapping::new(file, buffer.length as usize, offset)?);
            return Ok(mappings);
        }
        let count = buffer.length as usize;
        if !(1..=PLANES_MAX).contains(&count) || (self.planes != 0 && count != self.planes) {
            let what = format!("the driver gives buffers of {count} planes");
            return Err(io::Error::other(what));
        }
        self.planes = count;
        for (mapping, plane) in mappings.iter_mut().zip(&planes[..count]) {
            // SAFETY: as above.
            let offset = unsafe { plane.m.mem_offset };
            *mapping = Some(Mapping::new(file, plane.length as usize, offset)?);
        }
        Ok(mappings)
    }

    fn is_multi_planar(&self) -> bool {
        self.kind == sys::v4l2_buf_type_V4L2_BUF_TYPE_VIDEO_CAPTURE_MPLANE
    }

    /// A buffer's structure for a call; the first `count` of `planes` are lent to it where the
    /// device is multi-planar, and must outlive the call.
    fn buffer(
        &self,
        index: u32,
        planes: &mut [sys::v4l2_plane; V4L2_PLANES],
        count: usize,
    ) -> sys::v4l2_buffer {
        let mut buffer = sys::v4l2_buffer {
            index,
            type_: self.kind,
            memory: MMAP,
            ..zeroed()
        };
        if self.is_multi_planar() {
            buffer.m.planes = planes.as_mut_ptr();
            buffer.length = count.min(V4L2_PLANES) as u32;
        }
        buffer
    }

    pub(super) fn is_empty(&self) -> bool {
        self.buffers.is_empty()
    }

    /// How many there are.
    pub(super) fn len(&self) -> u32 {
        self.buffers.len() as u32
    }

    pub(super) fn dequeue(&mut self, file: &File) -> io::Result<Filled> {
        let mut planes = [zeroed(); V4L2_PLANES];
        let mut buffer = self.buffer(0, &mut planes, self.planes);
        call(file, vidioc::VIDIOC_DQBUF, &mut buffer)?;
        let multi_planar = self.is_multi_planar();
        let mappings = self.buffers.get_mut(buffer.index as usize);
        let mappings = mappings.ok_or_else(|| io::Error::other("a buffer that is not ours"))?;
        for (mapping, plane) in mappings.iter_mut().flatten().zip(&planes) {
            mapping.used = if multi_planar {
                span(mapping.bytes, plane.data_offset, plane.bytesused)
            } else {
                span(mapping.bytes, 0, buffer.bytesused)
            };
        }
        let clock = buffer.flags & sys::V4L2_BUF_FLAG_TIMESTAMP_MASK;
        let micros = buffer.timestamp.tv_usec.saturating_mul(1000);
        let time = duration(buffer.timestamp.tv_sec, micros);
        Ok(Filled {
            index: buffer.index,
            damaged: buffer.flags & sys::V4L2_BUF_FLAG_ERROR != 0,
            sequence: buffer.sequence,
            time: (clock == sys::V4L2_BUF_FLAG_TIMESTAMP_MONOTONIC).then_some(time),
            parity: match buffer.field {
                sys::v4l2_field_V4L2_FIELD_TOP => Some(Parity::Top),
                sys::v4l2_field_V4L2_FIELD_BOTTOM => Some(Parity::Bottom),
                _ => None,
            },
        })
    }

    pub(super) fn content(&self, index: u32) -> [&[u8]; PLANES_MAX] {
        match self.buffers.get(index as usize) {
            Some(planes) => planes
                .each_ref()
                .map(|plane| plane.as_ref().map_or(&[][..], Mapping::content)),
            None => [&[]; PLANES_MAX],
        }
    }

    pub(super) fn queue(&mut self, file: &File, index: u32) -> io::Result<()> {
        let mappings = self.buffers.get_mut(index as usize).into_iter().flatten();
        for mapping in mappings.flatten() {
            mapping.used = 0..0;
        }
        let mut planes = [zeroed(); V4L2_PLANES];
        let mut buffer = self.buffer(index, &mut planes, self.planes);
        call(file, vidioc::VIDIOC_QBUF, &mut buffer)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_driver_that_lies_about_its_bytes_is_not_read_beyond_its_buffer() {
        assert_eq!(span(100, 0, 60), 0..60);
        assert_eq!(span(100, 20, 60), 20..60);
        assert_eq!(span(100, 0, 0), 0..0);
        assert_eq!(span(100, 0, u32::MAX), 0..100);
        assert_eq!(span(100, u32::MAX, u32::MAX), 100..100);
        assert_eq!(span(100, 70, 60), 60..60);
    }

    #[test]
    fn a_buffer_of_no_bytes_or_too_many_is_refused() {
        let file = tempfile::tempfile().unwrap();
        for bytes in [0, PLANE_BYTES_MAX + 1, usize::MAX] {
            assert!(Mapping::new(&file, bytes, 0).is_err());
        }
    }

    #[test]
    fn a_file_that_is_no_device_gives_no_buffers() {
        let file = tempfile::tempfile().unwrap();
        let kind = sys::v4l2_buf_type_V4L2_BUF_TYPE_VIDEO_CAPTURE;
        assert!(Buffers::request(&file, kind).is_err());
        assert!(
            Buffers::default()
                .content(7)
                .iter()
                .all(|plane| plane.is_empty())
        );
    }
}
