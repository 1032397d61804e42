//! The system call, and the request numbers that the `v4l` crate lacks.

use std::ffi::c_void;
use std::fs::File;
use std::io;
use std::os::fd::AsRawFd;

use v4l::v4l_sys as sys;
use v4l::v4l2::vidioc;

/// Directions of a request, as in linux/ioctl.h.
const WRITE: u32 = 1;
const READ: u32 = 2;

pub(super) const S_DV_TIMINGS: vidioc::_IOC_TYPE =
    request::<sys::v4l2_dv_timings>(READ | WRITE, 87);
pub(super) const G_DV_TIMINGS: vidioc::_IOC_TYPE =
    request::<sys::v4l2_dv_timings>(READ | WRITE, 88);
pub(super) const DQEVENT: vidioc::_IOC_TYPE = request::<sys::v4l2_event>(READ, 89);
pub(super) const SUBSCRIBE_EVENT: vidioc::_IOC_TYPE =
    request::<sys::v4l2_event_subscription>(WRITE, 90);
pub(super) const ENUM_DV_TIMINGS: vidioc::_IOC_TYPE =
    request::<sys::v4l2_enum_dv_timings>(READ | WRITE, 98);
pub(super) const QUERY_DV_TIMINGS: vidioc::_IOC_TYPE = request::<sys::v4l2_dv_timings>(READ, 99);

/// Direction, size, letter and number as in linux/ioctl.h.
const fn request<T>(direction: u32, number: u32) -> vidioc::_IOC_TYPE {
    let size = size_of::<T>() as vidioc::_IOC_TYPE;
    let [direction, letter, number] = [direction, b'V' as u32, number];
    ((direction as vidioc::_IOC_TYPE) << 30)
        | (size << 16)
        | ((letter as vidioc::_IOC_TYPE) << 8)
        | number as vidioc::_IOC_TYPE
}

/// One V4L2 call; `argument` must be of the type that belongs to `request`, as everywhere in this
/// room.
pub(super) fn call<T>(file: &File, request: vidioc::_IOC_TYPE, argument: &mut T) -> io::Result<()> {
    let argument: *mut c_void = (&raw mut *argument).cast();
    loop {
        // SAFETY: the kernel reads and writes as many bytes as the request's number says, the
        // size of `T`; pointers within are valid for as long as the call lasts, as its caller sees
        // to.
        match unsafe { v4l::v4l2::ioctl(file.as_raw_fd(), request, argument) } {
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            other => return other,
        }
    }
}

/// A structure of V4L2 with nothing in it.
pub(super) fn zeroed<T: Plain>() -> T {
    // SAFETY: see `Plain`.
    unsafe { std::mem::zeroed() }
}

/// Structures of plain numbers, unions of them and raw pointers, for which zeros are valid.
///
/// # Safety
/// The type must be one of those.
pub(super) unsafe trait Plain {}

macro_rules! plain {
    ($($name:ident)*) => {
        $(
            // SAFETY: a structure of V4L2: plain numbers, unions of them, and pointers.
            unsafe impl Plain for sys::$name {}
        )*
    };
}

plain! {
    v4l2_buffer v4l2_plane v4l2_format v4l2_fmtdesc v4l2_capability v4l2_dv_timings v4l2_input
    v4l2_streamparm v4l2_requestbuffers v4l2_event v4l2_event_subscription v4l2_edid
    v4l2_enum_dv_timings v4l2_frmsizeenum v4l2_frmivalenum v4l2_queryctrl v4l2_querymenu
    v4l2_control
}

/// A text of fixed length that ends at its first zero byte.
pub(super) fn text(bytes: &[u8]) -> String {
    let end = bytes.iter().position(|b| *b == 0).unwrap_or(bytes.len());
    String::from_utf8_lossy(&bytes[..end]).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// From linux/videodev2.h on machines of 64 bits, where all structures are of one size: x86-64
    /// and aarch64 alike.
    #[cfg(target_pointer_width = "64")]
    #[test]
    fn request_numbers_are_the_kernels() {
        assert_eq!(S_DV_TIMINGS, 0xc084_5657);
        assert_eq!(G_DV_TIMINGS, 0xc084_5658);
        assert_eq!(DQEVENT, 0x8088_5659);
        assert_eq!(SUBSCRIBE_EVENT, 0x4020_565a);
        assert_eq!(ENUM_DV_TIMINGS, 0xc094_5662);
        assert_eq!(QUERY_DV_TIMINGS, 0x8084_5663);
        // Of the crate, made from the same structures.
        assert_eq!(vidioc::VIDIOC_QUERYCAP, 0x8068_5600);
        assert_eq!(vidioc::VIDIOC_ENUM_FMT, 0xc040_5602);
        assert_eq!(vidioc::VIDIOC_S_FMT, 0xc0d0_5605);
        assert_eq!(vidioc::VIDIOC_REQBUFS, 0xc014_5608);
        assert_eq!(vidioc::VIDIOC_QUERYBUF, 0xc058_5609);
        assert_eq!(vidioc::VIDIOC_QBUF, 0xc058_560f);
        assert_eq!(vidioc::VIDIOC_DQBUF, 0xc058_5611);
        assert_eq!(vidioc::VIDIOC_S_PARM, 0xc0cc_5616);
        assert_eq!(vidioc::VIDIOC_ENUMINPUT, 0xc050_561a);
        assert_eq!(vidioc::VIDIOC_G_EDID, 0xc028_5628);
        assert_eq!(vidioc::VIDIOC_S_EDID, 0xc028_5629);
        assert_eq!(vidioc::VIDIOC_ENUM_FRAMESIZES, 0xc02c_564a);
        assert_eq!(vidioc::VIDIOC_ENUM_FRAMEINTERVALS, 0xc034_564b);
    }

    #[test]
    fn structures_have_the_kernels_sizes() {
        assert_eq!(size_of::<sys::v4l2_plane>(), 64);
        assert_eq!(size_of::<sys::v4l2_pix_format_mplane>(), 192);
        assert_eq!(size_of::<sys::v4l2_bt_timings>(), 124);
    }

    #[test]
    fn texts_end_at_zero() {
        assert_eq!(text(b"vivid\0\0x"), "vivid");
        assert_eq!(text(b"abc"), "abc");
        assert_eq!(text(b"\xff\0"), "\u{fffd}");
    }
}
