//! Between the far end of the guest's serial line, which is a socket, and a pseudo terminal, which is what a vendor's
//! program opens.

use std::{
    io::{self, ErrorKind, Read, Write},
    os::unix::net::UnixStream,
    path::Path,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    thread::{self, JoinHandle},
    time::Duration,
};

use anyhow::Context as _;
use link::port::Pty;

const TICK: Duration = Duration::from_millis(2);

/// A bridge; it ends with [`Bridge::stop`] or when it is dropped.
pub struct Bridge {
    over: Arc<AtomicBool>,
    thread: Option<JoinHandle<io::Result<()>>>,
}

impl Bridge {
    /// Puts a pseudo terminal at `path` whose bytes go to and come from `line`, which does not wait.
    pub fn start(mut line: UnixStream, path: &Path) -> anyhow::Result<Self> {
        let mut pty = Pty::new(Some(path))?;
        let over = Arc::new(AtomicBool::new(false));
        let told = over.clone();
        let thread = thread::spawn(move || {
            let (mut out, mut back) = (Vec::new(), Vec::new());
            while !told.load(Ordering::Relaxed) {
                let port = pty.port();
                let moved = pass(port, &mut line, &mut out)? | pass(&mut line, port, &mut back)?;
                if !moved {
                    thread::sleep(TICK);
                }
            }
            Ok(())
        });
        Ok(Self {
            over,
            thread: Some(thread),
        })
    }

    /// Takes the pseudo terminal away.
    pub fn stop(mut self) -> anyhow::Result<()> {
        self.end().context("between serial line and client")
    }

    fn end(&mut self) -> io::Result<()> {
        self.over.store(true, Ordering::Relaxed);
        match self.thread.take().map(JoinHandle::join) {
            Some(Ok(result)) => result,
            Some(Err(_)) => Err(io::Error::other("the thread has panicked")),
            None => Ok(()),
        }
    }
}

impl Drop for Bridge {
    fn drop(&mut self) {
        let _ = self.end();
    }
}

/// Moves what can be moved without waiting; `rest` is what the far side did not take yet. A terminal that nobody has
/// open loses what is sent to it, as a line does.
fn pass(from: &mut impl Read, to: &mut impl Write, rest: &mut Vec<u8>) -> io::Result<bool> {
    let mut buffer = [0; 4096];
    if rest.is_empty()
        && let Some(count) = ready(from.read(&mut buffer))?
    {
        rest.extend_from_slice(buffer.get(..count).unwrap_or_default());
    }
    let Some(count) = (!rest.is_empty())
        .then(|| ready(to.write(rest)))
        .transpose()?
        .flatten()
    else {
        return Ok(false);
    };
    rest.drain(..count);
    Ok(count > 0)
}

/// `None` where it would have to wait, or nobody has the terminal open.
fn ready(result: io::Result<usize>) -> io::Result<Option<usize>> {
    match result {
        Ok(count) => Ok(Some(count)),
        Err(error) if error.kind() == ErrorKind::WouldBlock => Ok(None),
        Err(error) if error.raw_os_error() == Some(libc::EIO) => Ok(None),
        Err(error) => Err(error),
    }
}
