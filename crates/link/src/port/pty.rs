//! Pseudo terminals of our own.

use std::{
    fs::File,
    io,
    os::fd::{FromRawFd, OwnedFd},
    path::{Path, PathBuf},
    time::Duration,
};

use super::{Port, PortError};

/// How often it is looked whether the other end is there.
const OTHER_END_TICK: Duration = Duration::from_millis(50);

/// A pseudo terminal: our end, and the path of the other one.
#[derive(Debug)]
pub struct Pty {
    port: Port,
    path: PathBuf,
    link: Option<PathBuf>,
}

impl Pty {
    /// Makes one. With `link`, a symbolic link there leads to the other end, in place of one that is there.
    ///
    /// # Errors
    /// Where the system has none left, or something else stands at `link`.
    pub fn new(link: Option<&Path>) -> Result<Self, PortError> {
        let failed = |source| PortError::Io {
            path: link.unwrap_or(Path::new("/dev/ptmx")).to_owned(),
            source,
        };
        let (port, path) = Self::open().map_err(failed)?;
        if let Some(link) = link {
            if link.is_symlink() {
                std::fs::remove_file(link).map_err(failed)?;
            }
            std::os::unix::fs::symlink(&path, link).map_err(failed)?;
        }
        Ok(Self {
            port,
            path,
            link: link.map(Path::to_owned),
        })
    }

    fn open() -> io::Result<(Port, PathBuf)> {
        let mut name = [0_u8; 64];
        // SAFETY: the descriptor that is made belongs to the file alone; the name is written within its length,
        // and the attributes are a structure of their own.
        let file = unsafe {
            let fd = libc::posix_openpt(libc::O_RDWR | libc::O_NOCTTY | libc::O_CLOEXEC);
            if fd < 0 {
                return Err(io::Error::last_os_error());
            }
            let file = File::from(OwnedFd::from_raw_fd(fd));
            let mut attributes = std::mem::zeroed::<libc::termios>();
            let done = libc::grantpt(fd) == 0
                && libc::unlockpt(fd) == 0
                && libc::ptsname_r(fd, name.as_mut_ptr().cast(), name.len()) == 0
                && libc::tcgetattr(fd, &raw mut attributes) == 0;
            if !done {
                return Err(io::Error::last_os_error());
            }
            // No echo, no lines, no signs: what comes first must not come back.
            libc::cfmakeraw(&raw mut attributes);
            if libc::tcsetattr(fd, libc::TCSANOW, &raw const attributes) != 0 {
                return Err(io::Error::last_os_error());
            }
            file
        };
        let end = name.iter().position(|byte| *byte == 0).unwrap_or(0);
        let path = PathBuf::from(String::from_utf8_lossy(&name[..end]).into_owned());
        let port = Port { file, own: true };
        port.never_wait()?;
        // Opened and closed once, it is told apart from then on whether somebody has the other end open.
        drop(Self::open_other_end(&path)?);
        Ok((port, path))
    }

    fn open_other_end(path: &Path) -> io::Result<File> {
        use std::os::unix::fs::OpenOptionsExt as _;
        let mut options = File::options();
        options.read(true).custom_flags(libc::O_NOCTTY).open(path)
    }

    /// Where the other end is.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Waits until somebody has opened the other end, or until `stop`.
    pub fn await_other_end(&self, stop: &std::sync::atomic::AtomicBool) {
        while !stop.load(std::sync::atomic::Ordering::Relaxed) {
            let ready = self.port.wait(false, OTHER_END_TICK).unwrap_or_default();
            if !ready.gone {
                return;
            }
            std::thread::sleep(OTHER_END_TICK);
        }
    }

    /// Our end.
    pub const fn port(&mut self) -> &mut Port {
        &mut self.port
    }
}

impl Drop for Pty {
    fn drop(&mut self) {
        // Another one may have taken its place.
        if let Some(link) = &self.link
            && std::fs::read_link(link).is_ok_and(|to| to == self.path)
        {
            let _ = std::fs::remove_file(link);
        }
    }
}
