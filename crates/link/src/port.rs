//! Ports: serial devices and pseudo terminals, opened for one process alone and never waited for.

use std::{
    fs::File,
    io::{self, Read, Write},
    os::fd::{AsRawFd, FromRawFd, OwnedFd, RawFd},
    path::{Path, PathBuf},
    str::FromStr,
    time::Duration,
};

use serialport::{FlowControl, TTYPort};

/// Where a link is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settings {
    /// The port.
    pub port: PortName,
    /// Bits a second.
    pub baud: u32,
    /// Who may stop whom.
    pub flow: Flow,
}

impl Settings {
    /// Bits a second unless a board says otherwise.
    pub const BAUD: u32 = 115_200;

    /// A port with the usual settings.
    #[must_use]
    pub const fn new(port: PortName) -> Self {
        Self {
            port,
            baud: Self::BAUD,
            flow: Flow::None,
        }
    }
}

/// Flow control of a line.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Flow {
    /// None.
    #[default]
    None,
    /// By the lines RTS and CTS.
    RtsCts,
}

impl FromStr for Flow {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        match text {
            "none" => Ok(Self::None),
            "rts_cts" => Ok(Self::RtsCts),
            _ => Err("say none or rts_cts".to_owned()),
        }
    }
}

/// A port: a device, or a pseudo terminal of our own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PortName {
    /// A serial device, or the other end of somebody's pseudo terminal.
    Device(PathBuf),
    /// A new pseudo terminal; with a path, a link there leads to its other end.
    Pty(Option<PathBuf>),
}

impl FromStr for PortName {
    type Err = String;

    /// Reads `pty`, `pty:PATH` or the path of a device.
    fn from_str(text: &str) -> Result<Self, String> {
        match text.strip_prefix("pty") {
            Some("") => Ok(Self::Pty(None)),
            Some(rest) if rest.starts_with(':') && rest.len() > 1 => {
                Ok(Self::Pty(Some(PathBuf::from(&rest[1..]))))
            }
            _ if text.is_empty() => Err("a port needs a path: /dev/ttyUSB0".to_owned()),
            _ => Ok(Self::Device(PathBuf::from(text))),
        }
    }
}

/// Why there is no port.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum PortError {
    /// It cannot be opened.
    #[error("{}: {source}", path.display())]
    Open {
        /// Its path.
        path: PathBuf,
        /// What the system said.
        source: serialport::Error,
    },
    /// It cannot be set up.
    #[error("{}: {source}", path.display())]
    Io {
        /// Its path.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
}

impl PortError {
    /// What to do about it.
    #[must_use]
    pub fn hint(&self) -> &'static str {
        let busy = "another program holds the port: end it";
        match self {
            Self::Open { source, .. } => match source.kind() {
                serialport::ErrorKind::NoDevice => {
                    "is it plugged in? Another program may hold it; `ls /dev/serial/by-id` shows what is there"
                }
                serialport::ErrorKind::Io(io::ErrorKind::PermissionDenied) => {
                    "the user has to belong to the group of the device, mostly `dialout`"
                }
                serialport::ErrorKind::Io(io::ErrorKind::ResourceBusy) => busy,
                _ => "a serial device such as /dev/ttyUSB0, or `pty`",
            },
            Self::Io { source, .. } if source.kind() == io::ErrorKind::ResourceBusy => busy,
            Self::Io { .. } => "the path has to be free, and its folder has to be there",
        }
    }
}

/// An open port. Reading and writing never wait: they fail with `WouldBlock`.
#[derive(Debug)]
pub struct Port {
    file: File,
    /// A pseudo terminal whose other end nobody has open is silent, not gone.
    own: bool,
}

/// What a wait for a port ended with.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Ready {
    /// Bytes can be read.
    pub read: bool,
    /// Bytes can be written.
    pub write: bool,
    /// The other end is gone.
    pub gone: bool,
}

impl Port {
    /// Opens a device for this process alone.
    ///
    /// # Errors
    /// Where it is not there, is held by somebody else, or does not take the settings.
    pub fn open(path: &Path, baud: u32, flow: Flow) -> Result<Self, PortError> {
        let flow = match flow {
            Flow::None => FlowControl::None,
            Flow::RtsCts => FlowControl::Hardware,
        };
        let builder = serialport::new(path.to_string_lossy(), baud).flow_control(flow);
        let tty = TTYPort::open(&builder).map_err(|source| PortError::Open {
            path: path.to_owned(),
            source,
        })?;
        // The duplicate keeps the lock, which belongs to the open file.
        let failed = |source| PortError::Io {
            path: path.to_owned(),
            source,
        };
        let port = Self {
            file: duplicate(tty.as_raw_fd()).map_err(failed)?,
            own: false,
        };
        port.never_wait().map_err(failed)?;
        Ok(port)
    }

    fn never_wait(&self) -> io::Result<()> {
        let fd = self.file.as_raw_fd();
        // SAFETY: the descriptor is open; the calls read and write its flags alone.
        let done = unsafe {
            let flags = libc::fcntl(fd, libc::F_GETFL);
            libc::fcntl(fd, libc::F_SETFL, flags | libc::O_NONBLOCK)
        };
        if done < 0 {
            Err(io::Error::last_os_error())
        } else {
            Ok(())
        }
    }

    /// Waits until something can be done, or for so long.
    ///
    /// # Errors
    /// Where the system cannot wait.
    pub fn wait(&self, write: bool, patience: Duration) -> io::Result<Ready> {
        let mut wanted = libc::pollfd {
            fd: self.file.as_raw_fd(),
            events: libc::POLLIN | if write { libc::POLLOUT } else { 0 },
            revents: 0,
        };
        let patience_ms = i32::try_from(patience.as_millis()).unwrap_or(i32::MAX);
        // SAFETY: one structure, which outlives the call.
        let count = unsafe { libc::poll(&raw mut wanted, 1, patience_ms) };
        if count < 0 {
            let error = io::Error::last_os_error();
            return match error.kind() {
                io::ErrorKind::Interrupted => Ok(Ready::default()),
                _ => Err(error),
            };
        }
        let has = |bits| wanted.revents & bits != 0;
        Ok(Ready {
            read: has(libc::POLLIN),
            write: has(libc::POLLOUT),
            gone: has(libc::POLLHUP | libc::POLLERR | libc::POLLNVAL) && !has(libc::POLLIN),
        })
    }

    /// How many bytes the driver holds back; 0 where it does not say.
    #[must_use]
    pub fn held_back(&self) -> usize {
        let mut count: libc::c_int = 0;
        // SAFETY: the call writes one number to `count`.
        let done = unsafe { libc::ioctl(self.file.as_raw_fd(), libc::TIOCOUTQ, &raw mut count) };
        if done < 0 {
            0
        } else {
            usize::try_from(count).unwrap_or(0)
        }
    }

    /// Forgets what the driver holds back: it belongs to a link that is lost.
    pub fn forget(&self) {
        // SAFETY: the call has no memory to write to.
        let _ = unsafe { libc::tcflush(self.file.as_raw_fd(), libc::TCOFLUSH) };
    }

    /// Whether it is a pseudo terminal of our own, which stays when the other end is closed.
    #[must_use]
    pub const fn is_own(&self) -> bool {
        self.own
    }
}

impl Read for Port {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.file.read(buffer)
    }
}

impl Write for Port {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.file.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

fn duplicate(fd: RawFd) -> io::Result<File> {
    // SAFETY: the descriptor is open; the new one belongs to the file alone.
    unsafe {
        match libc::fcntl(fd, libc::F_DUPFD_CLOEXEC, 0) {
            new if new >= 0 => Ok(File::from(OwnedFd::from_raw_fd(new))),
            _ => Err(io::Error::last_os_error()),
        }
    }
}

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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_ports() {
        let name = |text: &str| text.parse::<PortName>();
        assert_eq!(name("pty"), Ok(PortName::Pty(None)));
        assert_eq!(name("pty:/tmp/x"), Ok(PortName::Pty(Some("/tmp/x".into()))));
        assert_eq!(
            name("/dev/ttyUSB0"),
            Ok(PortName::Device("/dev/ttyUSB0".into()))
        );
        assert_eq!(name("ptyp0"), Ok(PortName::Device("ptyp0".into())));
        assert!(name("").is_err());
        assert!("xon".parse::<Flow>().is_err());
    }

    #[test]
    fn bytes_of_all_values_go_through_a_pseudo_terminal_both_ways_and_one_program_holds_it() {
        let folder = tempfile::tempdir().unwrap();
        let link = folder.path().join("tty");
        let mut pty = Pty::new(Some(&link)).unwrap();
        let mut device = Port::open(&link, Settings::BAUD, Flow::None).unwrap();
        let all: Vec<u8> = (0..=255).collect();
        let patience = Duration::from_secs(5);
        device.write_all(&all).unwrap();
        let mut back = vec![0; 256];
        assert!(pty.port().wait(false, patience).unwrap().read);
        pty.port().read_exact(&mut back).unwrap();
        assert_eq!(back, all);
        pty.port().write_all(&all).unwrap();
        assert!(device.wait(false, patience).unwrap().read);
        back.fill(0);
        device.read_exact(&mut back).unwrap();
        assert_eq!(back, all);
        let error = device.read(&mut back).unwrap_err();
        assert_eq!(error.kind(), io::ErrorKind::WouldBlock);

        let second = Port::open(&link, Settings::BAUD, Flow::None).unwrap_err();
        assert!(!second.hint().is_empty() && second.to_string().contains("tty"));
        drop(pty);
        device.wait(false, patience).unwrap();
        // The end, or an error that is none for now.
        let end = device.read(&mut back).map_err(|error| error.kind());
        assert!(
            !matches!(end, Ok(1..) | Err(io::ErrorKind::WouldBlock)),
            "{end:?}"
        );
        assert!(!link.is_symlink());
    }

    #[test]
    fn a_file_is_not_replaced_by_a_link() {
        let file = tempfile::NamedTempFile::new().unwrap();
        let error = Pty::new(Some(file.path())).unwrap_err();
        assert!(error.hint().contains("free"));
        assert!(Port::open(Path::new("/dev/no-such-port"), 9600, Flow::None).is_err());
    }
}
