//! The host's end of the guest's second serial line.

use std::{
    io::{ErrorKind, Read as _, Write as _},
    os::unix::net::UnixStream,
    path::Path,
    time::Duration,
};

use anyhow::Context as _;

use super::wait::until;

/// The serial line as the vendor's machine sees it.
pub struct SerialLine(UnixStream);

impl SerialLine {
    /// Connects to QEMU's socket, which need not be there yet.
    pub fn connect(socket: &Path, limit: Duration) -> anyhow::Result<Self> {
        let stream = until(limit, || Ok(UnixStream::connect(socket).ok()))?
            .with_context(|| format!("{} did not appear", socket.display()))?;
        stream.set_nonblocking(true)?;
        Ok(Self(stream))
    }

    /// The line itself, for who reads and writes it for a while; it does not wait.
    pub fn stream(&self) -> anyhow::Result<UnixStream> {
        Ok(self.0.try_clone()?)
    }

    /// Sends bytes to the guest; as many as a socket takes at once, some 100 KiB.
    pub fn send(&mut self, bytes: &[u8]) -> anyhow::Result<()> {
        Ok(self.0.write_all(bytes)?)
    }

    /// Reads until `count` bytes have come or the limit is over, and returns what has come.
    pub fn receive(&mut self, count: usize, limit: Duration) -> anyhow::Result<Vec<u8>> {
        let mut bytes = Vec::new();
        until(limit, || {
            let mut part = vec![0; count - bytes.len()];
            match self.0.read(&mut part) {
                Ok(read) => bytes.extend_from_slice(part.get(..read).unwrap_or_default()),
                Err(error) if error.kind() == ErrorKind::WouldBlock => {}
                Err(error) => return Err(error.into()),
            }
            Ok((bytes.len() == count).then_some(()))
        })?;
        Ok(bytes)
    }
}
