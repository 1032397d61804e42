//! A V4L2 device as a source: the live state machine on this machine's devices.

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use std::time::Duration;

use super::formats::Format;
use super::live::Live;
use super::v4l2::Linux;
use super::{CaptureError, Counts, Frame, Source, SourceInfo, Step, Wishes, places};

/// A capture device as a source.
///
/// Frame numbers follow the driver's sequence, gaps included; times are those of the driver's
/// monotonic clock since the first frame. Of the frames that wait, the newest is taken. Frames that
/// the driver marks as damaged, or that are not whole, are left out. A fault closes the device; the
/// next call of `next` opens it again: at once where the signal has changed, after 250 ms where
/// there is none, and after 250 ms to 1 s where the device itself failed. `next` takes up to 1.5 s
/// for a frame and up to 1 s for the wait before, and 50 ms at most once the stop flag is raised
/// (then it says [`Stalled`](super::Signal::Stalled)).
///
/// Width, height and frame rate of the info are 0 and `None` until the device was opened, and may
/// change when it comes back: every frame carries its own size.
pub struct V4l2Source(Live<Linux>);

impl V4l2Source {
    /// A source that never fails: a device that is not there is a fault of `next` until it
    /// appears. For the live service.
    #[must_use]
    pub fn new(path: &Path, wishes: Wishes, stop: Arc<AtomicBool>) -> Self {
        Self(live(path, wishes, stop))
    }

    /// Opens the device at once. For a person who named it.
    ///
    /// # Errors
    /// [`CaptureError::Device`] where it is missing, in use, forbidden, or not a device that
    /// gives pictures in a known format. A missing signal is not an error but a fault of `next`.
    pub fn open(path: &Path, wishes: Wishes, stop: Arc<AtomicBool>) -> Result<Self, CaptureError> {
        live(path, wishes, stop).open().map(Self)
    }

    /// What came of the frames so far.
    #[must_use]
    pub fn counts(&self) -> Counts {
        self.0.counts()
    }

    /// How the frames come, while the device runs.
    #[must_use]
    pub fn format(&self) -> Option<Format> {
        self.0.unpacker().map(|unpacker| *unpacker.format())
    }
}

/// The state machine on this machine; says once where a node by its number has a name that stays.
fn live(path: &Path, wishes: Wishes, stop: Arc<AtomicBool>) -> Live<Linux> {
    if places::is_numbered(path) {
        let folder = path.parent().unwrap_or(Path::new("/dev"));
        if let Some(stable) = places::stable(folder, path).first() {
            let (path, stable) = (path.display(), stable.display());
            log::info!("{path} is also {stable}, and stays so when it is plugged in again");
        }
    }
    Live::new(Linux, path, wishes, stop)
}

impl Source for V4l2Source {
    fn info(&self) -> &SourceInfo {
        self.0.info()
    }

    fn next(&mut self, frame: &mut Frame) -> Result<Step, CaptureError> {
        self.0.next(frame)
    }

    fn delay(&self) -> Option<Duration> {
        self.0.delay()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::capture::Signal;

    fn source(path: &Path) -> V4l2Source {
        V4l2Source::new(path, Wishes::default(), Arc::default())
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
        let error = V4l2Source::open(&path, Wishes::default(), Arc::default())
            .err()
            .unwrap();
        assert!(matches!(error, CaptureError::Device { .. }));
        assert!(
            error.to_string().contains("video9: No such file"),
            "{error}"
        );
    }

    #[test]
    fn a_file_is_no_device() {
        let file = tempfile::NamedTempFile::new().unwrap();
        let error = V4l2Source::open(file.path(), Wishes::default(), Arc::default())
            .err()
            .unwrap()
            .to_string();
        assert!(error.ends_with(": not a video device"), "{error}");
        let step = source(file.path()).next(&mut Frame::default()).unwrap();
        assert_eq!(step, Step::Fault(Signal::NoDevice));
    }
}
