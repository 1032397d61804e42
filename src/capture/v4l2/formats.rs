//! Picture formats, sizes and rates.

use std::io;

use v4l::v4l_sys as sys;
use v4l::v4l2::vidioc;

use super::super::formats::{Fields, Format, Matrix, PLANES_MAX, Parity, Range};
use super::Node;
use super::call::zeroed;

/// Most entries of a list that are read: a driver that never ends its list is not waited for.
const ENTRIES_MAX: u32 = 256;
/// Pictures of at most as many lines are those of the analog standards of 60 Hz, which send the
/// bottom field first.
const NTSC_LINES: u32 = 486;

/// Sizes of a format: each alone, or from one to another.
#[derive(Clone, Debug, PartialEq)]
pub(in super::super) enum Sizes {
    Discrete(Vec<(u32, u32)>),
    Range { min: (u32, u32), max: (u32, u32) },
}

/// Takes entries of a list until the driver says that it is over, or too many came.
pub(super) fn entries<T>(mut next: impl FnMut(u32) -> io::Result<T>) -> io::Result<Vec<T>> {
    let mut all = Vec::new();
    for index in 0..ENTRIES_MAX {
        match next(index) {
            Ok(entry) => all.push(entry),
            Err(error) => match error.raw_os_error() {
                Some(libc::EINVAL | libc::ENOTTY | libc::ENODATA) => break,
                _ => return Err(error),
            },
        }
    }
    Ok(all)
}

/// Frames a second of an interval, where it is one.
fn fps_of(interval: sys::v4l2_fract) -> Option<f64> {
    let known = interval.numerator > 0 && interval.denominator > 0;
    known.then(|| f64::from(interval.denominator) / f64::from(interval.numerator))
}

impl Node {
    pub(super) fn format_list(&self) -> io::Result<Vec<sys::v4l2_fmtdesc>> {
        entries(|index| {
            let mut about = sys::v4l2_fmtdesc {
                index,
                type_: self.kind,
                ..zeroed()
            };
            self.call(vidioc::VIDIOC_ENUM_FMT, &mut about)?;
            Ok(about)
        })
    }

    pub(super) fn sizes(&self, fourcc: [u8; 4]) -> Sizes {
        let mut range = None;
        let discrete = entries(|index| {
            let mut about = sys::v4l2_frmsizeenum {
                index,
                pixel_format: u32::from_le_bytes(fourcc),
                ..zeroed()
            };
            self.call(vidioc::VIDIOC_ENUM_FRAMESIZES, &mut about)?;
            // SAFETY: plain numbers, and the type says which arm was filled.
            unsafe {
                if about.type_ == sys::v4l2_frmsizetypes_V4L2_FRMSIZE_TYPE_DISCRETE {
                    let size = about.__bindgen_anon_1.discrete;
                    return Ok((size.width, size.height));
                }
                let size = about.__bindgen_anon_1.stepwise;
                range = Some(Sizes::Range {
                    min: (size.min_width, size.min_height),
                    max: (size.max_width, size.max_height),
                });
            }
            Err(io::Error::from_raw_os_error(libc::EINVAL))
        });
        range.unwrap_or(Sizes::Discrete(discrete.unwrap_or_default()))
    }

    /// Frames a second that are stated for a format and size; of a range, its fastest.
    pub(super) fn rates(&self, fourcc: [u8; 4], width: u32, height: u32) -> Vec<f64> {
        let mut fastest = None;
        let rates = entries(|index| {
            let mut about = sys::v4l2_frmivalenum {
                index,
                pixel_format: u32::from_le_bytes(fourcc),
                width,
                height,
                ..zeroed()
            };
            self.call(vidioc::VIDIOC_ENUM_FRAMEINTERVALS, &mut about)?;
            // SAFETY: plain numbers, and the type says which arm was filled.
            unsafe {
                if about.type_ == sys::v4l2_frmivaltypes_V4L2_FRMIVAL_TYPE_DISCRETE {
                    return Ok(fps_of(about.__bindgen_anon_1.discrete));
                }
                fastest = fps_of(about.__bindgen_anon_1.stepwise.min);
            }
            Err(io::Error::from_raw_os_error(libc::EINVAL))
        });
        let rates = rates.unwrap_or_default().into_iter().flatten();
        rates.chain(fastest).collect()
    }

    pub(super) fn get_format(&self) -> io::Result<Format> {
        let mut answer = sys::v4l2_format {
            type_: self.kind,
            ..zeroed()
        };
        self.call(vidioc::VIDIOC_G_FMT, &mut answer)?;
        // SAFETY: plain numbers, and the type says which arm was filled.
        unsafe {
            if self.is_multi_planar() {
                multi_planar(&answer.fmt.pix_mp)
            } else {
                Ok(single_planar(&answer.fmt.pix))
            }
        }
    }

    /// Asks for a format; line length and size are 0, so that the driver sets its own.
    pub(super) fn ask_format(&self, fourcc: [u8; 4], width: u32, height: u32) -> io::Result<()> {
        let mut wish = sys::v4l2_format {
            type_: self.kind,
            ..zeroed()
        };
        let pixelformat = u32::from_le_bytes(fourcc);
        let field = sys::v4l2_field_V4L2_FIELD_NONE;
        if self.is_multi_planar() {
            // The driver sets the number of planes, too.
            wish.fmt.pix_mp = sys::v4l2_pix_format_mplane {
                width,
                height,
                pixelformat,
                field,
                // SAFETY: a structure of plain numbers.
                ..unsafe { std::mem::zeroed() }
            };
        } else {
            wish.fmt.pix = sys::v4l2_pix_format {
                width,
                height,
                pixelformat,
                field,
                // SAFETY: a structure of plain numbers.
                ..unsafe { std::mem::zeroed() }
            };
        }
        self.call(vidioc::VIDIOC_S_FMT, &mut wish)
    }

    pub(super) fn get_fps(&self) -> Option<f64> {
        let mut about: sys::v4l2_streamparm = zeroed();
        about.type_ = self.kind;
        self.call(vidioc::VIDIOC_G_PARM, &mut about).ok()?;
        // SAFETY: plain numbers, and the type says that the capture arm was filled.
        fps_of(unsafe { about.parm.capture.timeperframe })
    }

    /// Asks for a rate; a driver that has none, or another one, keeps its own.
    pub(super) fn ask_fps(&self, fps: f64) {
        let mut wish: sys::v4l2_streamparm = zeroed();
        wish.type_ = self.kind;
        wish.parm.capture.timeperframe = sys::v4l2_fract {
            numerator: 1000,
            denominator: (fps * 1000.0).round() as u32,
        };
        let _ = self.call(vidioc::VIDIOC_S_PARM, &mut wish);
    }
}

fn single_planar(pix: &sys::v4l2_pix_format) -> Format {
    // SAFETY: both arms are the same plain number.
    let encoding = unsafe { pix.__bindgen_anon_1.ycbcr_enc };
    Format {
        fourcc: pix.pixelformat.to_le_bytes(),
        width: pix.width,
        height: pix.height,
        strides: [pix.bytesperline, 0],
        planes: 1,
        fields: fields(pix.field, pix.height),
        range: range(pix.quantization, pix.colorspace),
        matrix: matrix(encoding, pix.colorspace),
    }
}

fn multi_planar(pix: &sys::v4l2_pix_format_mplane) -> io::Result<Format> {
    // The structure is packed: its parts are copied, not borrowed.
    let (planes, height, field, colorspace) = (
        usize::from(pix.num_planes),
        pix.height,
        pix.field,
        pix.colorspace,
    );
    if !(1..=PLANES_MAX).contains(&planes) {
        return Err(io::Error::other(format!("a format of {planes} planes")));
    }
    let plane_fmt = pix.plane_fmt;
    // SAFETY: both arms are the same plain number.
    let encoding = u32::from(unsafe { pix.__bindgen_anon_1.ycbcr_enc });
    Ok(Format {
        fourcc: { pix.pixelformat }.to_le_bytes(),
        width: pix.width,
        height,
        strides: [plane_fmt[0].bytesperline, plane_fmt[1].bytesperline],
        planes,
        fields: fields(field, height),
        range: range(u32::from(pix.quantization), colorspace),
        matrix: matrix(encoding, colorspace),
    })
}

/// How fields lie in a buffer, by linux/videodev2.h.
fn fields(field: u32, height: u32) -> Fields {
    let (top, bottom) = (Parity::Top, Parity::Bottom);
    match field {
        sys::v4l2_field_V4L2_FIELD_TOP => Fields::Single(top),
        sys::v4l2_field_V4L2_FIELD_BOTTOM => Fields::Single(bottom),
        sys::v4l2_field_V4L2_FIELD_INTERLACED if height <= NTSC_LINES => {
            Fields::Woven { newer: top }
        }
        sys::v4l2_field_V4L2_FIELD_INTERLACED | sys::v4l2_field_V4L2_FIELD_INTERLACED_TB => {
            Fields::Woven { newer: bottom }
        }
        sys::v4l2_field_V4L2_FIELD_INTERLACED_BT => Fields::Woven { newer: top },
        sys::v4l2_field_V4L2_FIELD_SEQ_TB => Fields::Sequential { newer: bottom },
        sys::v4l2_field_V4L2_FIELD_SEQ_BT => Fields::Sequential { newer: top },
        sys::v4l2_field_V4L2_FIELD_ALTERNATE => Fields::Alternate,
        _ => Fields::Progressive,
    }
}

/// `None` for the format's default.
fn range(quantization: u32, colorspace: u32) -> Option<Range> {
    match quantization {
        sys::v4l2_quantization_V4L2_QUANTIZATION_FULL_RANGE => Some(Range::Full),
        sys::v4l2_quantization_V4L2_QUANTIZATION_LIM_RANGE => Some(Range::Limited),
        _ if colorspace == sys::v4l2_colorspace_V4L2_COLORSPACE_JPEG => Some(Range::Full),
        _ => None,
    }
}

/// By V4L2_MAP_YCBCR_ENC_DEFAULT of linux/videodev2.h; what is neither is taken for BT.601.
fn matrix(encoding: u32, colorspace: u32) -> Matrix {
    let of_colorspace = matches!(
        colorspace,
        sys::v4l2_colorspace_V4L2_COLORSPACE_REC709 | sys::v4l2_colorspace_V4L2_COLORSPACE_DCI_P3
    );
    match encoding {
        sys::v4l2_ycbcr_encoding_V4L2_YCBCR_ENC_709
        | sys::v4l2_ycbcr_encoding_V4L2_YCBCR_ENC_XV709 => Matrix::Bt709,
        sys::v4l2_ycbcr_encoding_V4L2_YCBCR_ENC_DEFAULT if of_colorspace => Matrix::Bt709,
        _ => Matrix::Bt601,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_endless_list_is_cut_and_a_failure_is_told() {
        assert_eq!(entries(Ok).unwrap().len(), ENTRIES_MAX as usize);
        let until = |end: u32, code: i32| {
            entries(move |index| match index {
                n if n == end => Err(io::Error::from_raw_os_error(code)),
                n => Ok(n),
            })
        };
        assert_eq!(until(2, libc::EINVAL).unwrap(), [0, 1]);
        assert!(until(0, libc::ENOTTY).unwrap().is_empty());
        assert!(until(1, libc::ENODEV).is_err());
    }

    #[test]
    fn a_rate_of_nothing_is_none() {
        let fps = |numerator, denominator| {
            fps_of(sys::v4l2_fract {
                numerator,
                denominator,
            })
        };
        assert_eq!(fps(0, 30), None);
        assert_eq!(fps(1, 0), None);
        assert_eq!(
            fps(1001, 30_000).map(|fps| (fps * 100.0).round()),
            Some(2997.0)
        );
    }

    #[test]
    fn the_newer_field_is_the_one_that_the_standard_sends_last() {
        let woven = |newer| Fields::Woven { newer };
        assert_eq!(fields(4, 480), woven(Parity::Top));
        assert_eq!(fields(4, 576), woven(Parity::Bottom));
        assert_eq!(fields(8, 480), woven(Parity::Bottom));
        assert_eq!(fields(9, 576), woven(Parity::Top));
        assert_eq!(fields(1, 480), Fields::Progressive);
        assert_eq!(fields(99, 480), Fields::Progressive);
    }

    #[test]
    fn planes_that_we_cannot_hold_are_refused() {
        let mut pix: sys::v4l2_pix_format_mplane = unsafe { std::mem::zeroed() };
        for planes in [0, 3, 8, 255] {
            pix.num_planes = planes;
            assert!(multi_planar(&pix).is_err(), "{planes}");
        }
        pix.num_planes = 2;
        pix.width = 640;
        let plane = sys::v4l2_plane_pix_format {
            bytesperline: 704,
            ..pix.plane_fmt[0]
        };
        pix.plane_fmt = [plane; 8];
        let format = multi_planar(&pix).unwrap();
        assert_eq!((format.width, format.strides), (640, [704, 704]));
    }
}
