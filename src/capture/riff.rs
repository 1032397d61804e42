//! Walks the chunks of a RIFF file forwards, as a stream. Knows nothing of what is in them.
//!
//! A chunk is four letters, a little-endian length, and as many bytes, padded to an even number.
//! Lists are not nested here: the walk steps into the ones that the caller does not skip.

use std::io::{self, Read};

/// What stands at the walk's position.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Next {
    /// A chunk; its content follows.
    Chunk { id: [u8; 4], bytes: u32 },
    /// The end of the file, between two chunks.
    End,
    /// The end of the file, within a chunk's head.
    Cut,
}

/// A position in a RIFF file.
pub(super) struct Walk<R> {
    reader: R,
    position: u64,
    pad: bool,
}

impl<R: Read> Walk<R> {
    pub(super) fn new(reader: R) -> Self {
        Self {
            reader,
            position: 0,
            pad: false,
        }
    }

    /// Bytes from the start of the file.
    pub(super) fn position(&self) -> u64 {
        self.position
    }

    /// Reads the head of the next chunk.
    pub(super) fn next(&mut self) -> io::Result<Next> {
        if self.pad {
            self.skip_exact(1)?;
            self.pad = false;
        }
        let mut head = [0; 8];
        Ok(match self.fill(&mut head)? {
            8 => {
                let [a, b, c, d, size @ ..] = head;
                Next::Chunk {
                    id: [a, b, c, d],
                    bytes: u32::from_le_bytes(size),
                }
            }
            0 => Next::End,
            _ => Next::Cut,
        })
    }

    /// Reads the type of the list (or file) whose head was read; `None` where the file ends.
    pub(super) fn list_type(&mut self) -> io::Result<Option<[u8; 4]>> {
        let mut letters = [0; 4];
        Ok((self.fill(&mut letters)? == 4).then_some(letters))
    }

    /// Reads a chunk's whole content; `false` where the file ends before. Memory grows with what
    /// is there, not with what the head promises.
    pub(super) fn content(&mut self, bytes: u32, into: &mut Vec<u8>) -> io::Result<bool> {
        into.clear();
        let have = (&mut self.reader)
            .take(u64::from(bytes))
            .read_to_end(into)?;
        self.position += have as u64;
        self.pad = bytes % 2 == 1;
        Ok(have as u64 == u64::from(bytes))
    }

    /// Passes over `bytes` of content, and the padding after them; `false` where the file ends.
    pub(super) fn skip(&mut self, bytes: u32) -> io::Result<bool> {
        self.pad = bytes % 2 == 1;
        self.skip_exact(u64::from(bytes))
    }

    fn skip_exact(&mut self, bytes: u64) -> io::Result<bool> {
        let passed = io::copy(&mut (&mut self.reader).take(bytes), &mut io::sink())?;
        self.position += passed;
        Ok(passed == bytes)
    }

    /// Reads as much of `buffer` as there is.
    fn fill(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let mut have = 0;
        while have < buffer.len() {
            match self.reader.read(&mut buffer[have..]) {
                Ok(0) => break,
                Ok(more) => have += more,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => return Err(error),
            }
        }
        self.position += have as u64;
        Ok(have)
    }
}
