//! What can go wrong between a path and a frame, in words for the person at the keyboard.

use std::io;
use std::path::Path;

use super::limits::{SIDE_MAX, SIDE_MIN};

/// Why a source cannot be opened or read on. Frames are counted from 0.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum CaptureError {
    /// Reading failed.
    #[error("{path}: {source}")]
    Io {
        /// The file or device.
        path: String,
        /// What the system said.
        source: io::Error,
    },
    /// No path was given.
    #[error("no picture or video was named")]
    NoInput,
    /// The path leads nowhere.
    #[error("{path}: no such file or folder")]
    Missing {
        /// The path.
        path: String,
    },
    /// The content is none of the known kinds, whatever the name says.
    #[error("{path}: not a picture or a video that can be read")]
    NotRecognised {
        /// The file.
        path: String,
    },
    /// There is no frame in it.
    #[error("{path}: empty, there is no frame in it")]
    Empty {
        /// The file or folder.
        path: String,
    },
    /// A side is shorter than [`SIDE_MIN`].
    #[error("{path}: {width}x{height} pixels are too small, at least {min}x{min} are needed", min = SIDE_MIN)]
    TooSmall {
        /// The file.
        path: String,
        /// Width, pixels.
        width: usize,
        /// Height, pixels.
        height: usize,
    },
    /// A side is longer than [`SIDE_MAX`].
    #[error("{path}: {width}x{height} pixels are too large, at most {max}x{max} are read", max = SIDE_MAX)]
    TooLarge {
        /// The file.
        path: String,
        /// Width, pixels.
        width: usize,
        /// Height, pixels.
        height: usize,
    },
    /// The file ends before its content does.
    #[error("{path}: cut off, the file ends within frame {frame}")]
    Truncated {
        /// The file.
        path: String,
        /// The first frame that is not whole.
        frame: u64,
    },
    /// The content contradicts itself.
    #[error("{path}: damaged at frame {frame}: {what}")]
    Damaged {
        /// The file.
        path: String,
        /// The frame at which reading stopped.
        frame: u64,
        /// What is wrong there.
        what: String,
    },
    /// A known container with content that this room does not decode.
    #[error("{path}: {what} cannot be read")]
    Unsupported {
        /// The file.
        path: String,
        /// The thing that is not decoded.
        what: String,
    },
    /// A frame has another size than the ones before it.
    #[error(
        "{path}: frame {frame} is {width}x{height} pixels, the ones before are {expected_width}x{expected_height}"
    )]
    SizeChanged {
        /// The file.
        path: String,
        /// The frame.
        frame: u64,
        /// Width, pixels.
        width: usize,
        /// Height, pixels.
        height: usize,
        /// Width of the frames before, pixels.
        expected_width: usize,
        /// Height of the frames before, pixels.
        expected_height: usize,
    },
    /// Several inputs were given and this one is not a picture.
    #[error("{path}: several inputs make one sequence, and this is not a picture")]
    NotAPicture {
        /// The file or folder.
        path: String,
    },
    /// The frame rate for picture sequences makes no sense.
    #[error("{fps} frames a second is not a frame rate between 0.1 and 1000")]
    BadRate {
        /// What was asked for.
        fps: f64,
    },
    /// A capture device cannot be used.
    #[error("{path}: {what}")]
    Device {
        /// The device node.
        path: String,
        /// What it lacks.
        what: String,
    },
}

impl CaptureError {
    /// What the person can do about it: the text after `hint: `.
    #[must_use]
    pub fn hint(&self) -> Option<&'static str> {
        match self {
            Self::Io { .. } => Some("check that the file is readable and the disk is in order"),
            Self::NoInput => Some("name a video, a folder of pictures, or pictures"),
            Self::Missing { .. } => Some("check the path"),
            Self::NotRecognised { .. } => Some(
                "readable are PNG, JPEG, Y4M, and AVI with MJPEG or uncompressed video; others can \
                 be converted: ffmpeg -i INPUT -c:v mjpeg -q:v 2 OUTPUT.avi",
            ),
            Self::Empty { .. } => Some("record the clip again, or name another one"),
            Self::TooSmall { .. } => Some("give the whole screen of the scanner, not a thumbnail"),
            Self::TooLarge { .. } => Some("scale the video to the size of the scanner's screen"),
            Self::Truncated { .. } => {
                Some("the recording or the copy was interrupted; copy the file again")
            }
            Self::Damaged { .. } => Some("copy the file again, or export it again"),
            Self::Unsupported { .. } => {
                Some("convert it: ffmpeg -i INPUT -c:v mjpeg -q:v 2 OUTPUT.avi")
            }
            Self::SizeChanged { .. } => {
                Some("one sequence holds pictures of one size; read the others by themselves")
            }
            Self::NotAPicture { .. } => {
                Some("give one video, or one folder, or nothing but PNG and JPEG pictures")
            }
            Self::BadRate { .. } => Some("25 is the usual value"),
            Self::Device { .. } => Some(
                "check the cable and the path, that no other program uses the device, and that \
                 this user is in the group `video`; `v4l2-ctl --list-devices` lists what is there",
            ),
        }
    }

    /// The error for a failed system call on `path`.
    pub(super) fn io(path: &Path, source: io::Error) -> Self {
        let path = path.display().to_string();
        if source.kind() == io::ErrorKind::NotFound {
            Self::Missing { path }
        } else {
            Self::Io { path, source }
        }
    }
}
