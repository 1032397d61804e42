use std::{
    ffi::CString,
    fs::{self, File},
    io::{self, Write as _},
    os::unix::ffi::OsStrExt as _,
    path::Path,
    time::{Duration, Instant},
};

use super::below;
use crate::Finding;

/// Writes that are timed.
const WRITES: usize = 20;
/// Bytes of each: as much as the record of some frames.
const BYTES: usize = 4096;

/// What the board asks of the folder that exams are written to.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Limits {
    /// Room that has to be free, megabytes.
    pub free_mb_min: f64,
    /// How long a write that has to last may take, milliseconds.
    pub fsync_ms_max: f64,
}

impl Default for Limits {
    /// A day of exams with a good margin, and less than an examiner notices.
    fn default() -> Self {
        Self {
            free_mb_min: 500.0,
            fsync_ms_max: 500.0,
        }
    }
}

/// Room, and how long writes take that have to last (fsync).
#[must_use]
pub fn storage(root: &Path, path: Option<&Path>, limits: Limits) -> Finding {
    let Some(path) = path else {
        return Finding::skipped("storage", "the board names no folder for exams");
    };
    let folder = below(root, path);
    let fault = |what: &str, error: &io::Error| {
        Finding::fail(
            "storage",
            format!("{}: {what}: {error}", path.display()),
            "make the folder, for the service's user to write to, on a disk that can be written",
        )
    };
    let free_mb = match free_mb(&folder) {
        Ok(free) => free,
        Err(error) => return fault("it cannot be looked at", &error),
    };
    let times = match times(&folder) {
        Ok(times) => times,
        Err(error) => return fault("nothing can be written there", &error),
    };
    let ms = |time: Duration| time.as_secs_f64() * 1000.0;
    let (median, worst) = (ms(times[times.len() / 2]), ms(times[times.len() - 1]));
    let found = format!(
        "{free_mb:.0} MB free, a lasting write takes {median:.1} ms, {worst:.1} ms at most"
    );
    if free_mb < limits.free_mb_min {
        let found = format!("{found}; the board asks for {} MB", limits.free_mb_min);
        return Finding::fail(
            "storage",
            found,
            "take old exams off it, or fit a larger disk",
        );
    }
    if worst > limits.fsync_ms_max {
        let found = format!(
            "{found}; the board asks for {} ms at most",
            limits.fsync_ms_max
        );
        return Finding::warn(
            "storage",
            found,
            "a worn or slow card: fit one made for recording, or an SSD",
        );
    }
    Finding::pass("storage", found)
}

/// Megabytes that this user may still write.
fn free_mb(folder: &Path) -> io::Result<f64> {
    let path = CString::new(folder.as_os_str().as_bytes())?;
    // SAFETY: the structure is plain data, the path ends in NUL, and both live through the call.
    let (done, about) = unsafe {
        let mut about: libc::statvfs = std::mem::zeroed();
        (libc::statvfs(path.as_ptr(), &raw mut about), about)
    };
    if done != 0 {
        return Err(io::Error::last_os_error());
    }
    // Their widths differ from machine to machine.
    #[allow(clippy::useless_conversion)]
    let bytes = u128::from(about.f_bavail) * u128::from(about.f_frsize);
    Ok(bytes as f64 / 1e6)
}

/// How long writes took, in order; the file is gone afterwards.
fn times(folder: &Path) -> io::Result<Vec<Duration>> {
    let path = folder.join(format!(".second-reader-doctor-{}", std::process::id()));
    let mut file = File::options().write(true).create_new(true).open(&path)?;
    let mut write = || -> io::Result<Vec<Duration>> {
        let mut times = Vec::new();
        for _ in 0..WRITES {
            let start = Instant::now();
            file.write_all(&[0x5a; BYTES])?;
            file.sync_all()?;
            times.push(start.elapsed());
        }
        times.sort();
        Ok(times)
    };
    let times = write();
    let removed = fs::remove_file(&path);
    let times = times?;
    removed.map(|()| times)
}
