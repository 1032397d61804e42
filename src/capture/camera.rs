//! A V4L2 device as a source: the live state machine on this machine's devices.

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use super::live::Live;
use super::v4l2::Linux;
use super::{CaptureError, Frame, Source, SourceInfo, Step};

/// A capture device as a source.
///
/// Frame numbers follow the driver's sequence, gaps included; times are those of the driver's
/// monotonic clock since the first frame. Frames that the driver marks as damaged, or that are
/// not whole, are left out. A fault closes the device; the next call of `next` opens it again,
/// after a wait that grows from 250 ms to 2 s. `next` takes up to 2 s for a frame and up to 2 s
/// for the wait before, and 50 ms at most once the stop flag is raised (then it says
/// [`Stalled`](super::Signal::Stalled)).
///
/// Width, height and frame rate of the info are 0 and `None` until the device was opened, and may
/// change when it comes back: every frame carries its own size.
pub struct V4l2Source(Live<Linux>);

impl V4l2Source {
    /// A source that never fails: a device that is not there is a fault of `next` until it
    /// appears. For the live service.
    #[must_use]
    pub fn new(path: &Path, stop: Arc<AtomicBool>) -> Self {
        Self(Live::new(Linux, path, stop))
    }

    /// Opens the device at once. For a person who named it.
    ///
    /// # Errors
    /// [`CaptureError::Device`] where it is missing, in use, forbidden, or not a device that
    /// gives pictures in a known format. A missing signal is not an error but a fault of `next`.
    pub fn open(path: &Path, stop: Arc<AtomicBool>) -> Result<Self, CaptureError> {
        Live::new(Linux, path, stop).open().map(Self)
    }
}

impl Source for V4l2Source {
    fn info(&self) -> &SourceInfo {
        self.0.info()
    }

    fn next(&mut self, frame: &mut Frame) -> Result<Step, CaptureError> {
        self.0.next(frame)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::capture::Signal;

    fn source(path: &Path) -> V4l2Source {
        V4l2Source::new(path, Arc::default())
    }

    #[test]
    fn a_device_that_is_not_there_is_a_state_and_for_a_person_an_error() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("video9");
        let mut live = source(&path);
        assert_eq!(live.info().name, format!("v4l2 {}", path.display()));
        for _ in 0..2 {
            let step = live.next(&mut Frame::default()).unwrap();
            assert_eq!(step, Step::Fault(Signal::NoDevice));
        }
        let error = V4l2Source::open(&path, Arc::default()).err().unwrap();
        assert!(matches!(error, CaptureError::Device { .. }));
        assert!(
            error.to_string().contains("video9: No such file"),
            "{error}"
        );
    }

    #[test]
    fn a_file_is_no_device() {
        let file = tempfile::NamedTempFile::new().unwrap();
        let error = V4l2Source::open(file.path(), Arc::default())
            .err()
            .unwrap()
            .to_string();
        assert!(error.ends_with(": not a video device"), "{error}");
        let step = source(file.path()).next(&mut Frame::default()).unwrap();
        assert_eq!(step, Step::Fault(Signal::NoDevice));
    }
}
