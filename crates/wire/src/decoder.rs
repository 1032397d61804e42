//! Finds the frames in what comes from a line.

use super::{
    cobs::{self, Raw},
    frame::{
        COBS_BYTES_MAX, CRC_BYTES, FRAME_BYTES_MAX, Frame, HEADER_BYTES, Header, RAW_BYTES_MAX,
    },
};

/// Why bytes between two delimiters are no frame.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// They are no COBS: a byte was lost, or a code was damaged.
    Cobs,
    /// They are too few for a header and a CRC.
    Short,
    /// The CRC is another one: something was damaged.
    Crc,
    /// They are more than the longest frame has.
    TooLarge,
}

impl Fault {
    /// Name in `snake_case`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Cobs => "cobs",
            Self::Short => "short",
            Self::Crc => "crc",
            Self::TooLarge => "too_large",
        }
    }
}

/// What came, since the start; counts stay at their end.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Whole frames.
    pub frames: u32,
    /// [`Fault::Crc`].
    pub bad_crc: u32,
    /// [`Fault::Cobs`] and [`Fault::Short`].
    pub bad_cobs: u32,
    /// [`Fault::TooLarge`].
    pub too_large: u32,
}

impl Counts {
    /// All that were no frames.
    #[must_use]
    pub const fn damaged(&self) -> u32 {
        let some = self.bad_crc.saturating_add(self.bad_cobs);
        some.saturating_add(self.too_large)
    }
}

/// Takes bytes as they come, in pieces of any size, and finds the frames among them. After anything that is none it
/// goes on behind the next delimiter.
#[derive(Clone, Debug)]
pub struct Decoder {
    /// The beginning of a frame whose delimiter did not come yet.
    held: [u8; FRAME_BYTES_MAX],
    held_bytes: usize,
    /// More came than any frame has: nothing is kept until the next delimiter.
    too_large: bool,
    raw: Raw,
    counts: Counts,
}

impl Default for Decoder {
    fn default() -> Self {
        Self::new()
    }
}

impl Decoder {
    /// A decoder to which nothing came yet.
    #[must_use]
    pub const fn new() -> Self {
        Self {
            held: [0; FRAME_BYTES_MAX],
            held_bytes: 0,
            too_large: false,
            raw: cobs::EMPTY,
            counts: Counts {
                frames: 0,
                bad_crc: 0,
                bad_cobs: 0,
                too_large: 0,
            },
        }
    }

    /// Takes bytes off the front of `bytes` up to the end of the next frame, or all of them; `None` where no frame
    /// ends among them. To be called until then.
    pub fn next(&mut self, bytes: &mut &[u8]) -> Option<Result<Frame<'_>, Fault>> {
        loop {
            let Some(end) = memchr::memchr(0, bytes) else {
                self.hold(bytes);
                *bytes = &[];
                return None;
            };
            let (piece, rest) = bytes.split_at(end + 1);
            *bytes = rest;
            if end == 0 && self.held_bytes == 0 && !self.too_large {
                // Two delimiters with nothing between them.
                continue;
            }
            return Some(self.end_with(piece));
        }
    }

    /// What came so far.
    #[must_use]
    pub const fn counts(&self) -> &Counts {
        &self.counts
    }

    /// Forgets the beginning of a frame: what comes next is from another line.
    pub const fn reset(&mut self) {
        (self.held_bytes, self.too_large) = (0, false);
    }

    fn hold(&mut self, bytes: &[u8]) {
        let end = self.held_bytes + bytes.len();
        if self.too_large || end > COBS_BYTES_MAX {
            (self.held_bytes, self.too_large) = (0, true);
            return;
        }
        self.held[self.held_bytes..end].copy_from_slice(bytes);
        self.held_bytes = end;
    }

    /// Ends a frame with a piece that has its delimiter.
    fn end_with(&mut self, piece: &[u8]) -> Result<Frame<'_>, Fault> {
        let outcome = if self.too_large || self.held_bytes + piece.len() > FRAME_BYTES_MAX {
            Err(Fault::TooLarge)
        } else if self.held_bytes == 0 {
            decode(piece, &mut self.raw)
        } else {
            let end = self.held_bytes + piece.len();
            self.held[self.held_bytes..end].copy_from_slice(piece);
            decode(&self.held[..end], &mut self.raw)
        };
        self.reset();
        let count = match outcome {
            Ok(_) => &mut self.counts.frames,
            Err(Fault::Crc) => &mut self.counts.bad_crc,
            Err(Fault::Cobs | Fault::Short) => &mut self.counts.bad_cobs,
            Err(Fault::TooLarge) => &mut self.counts.too_large,
        };
        *count = count.saturating_add(1);
        let (header, end) = outcome?;
        Ok(Frame {
            header,
            payload: &self.raw[HEADER_BYTES..end],
        })
    }
}

/// Decodes a frame of at most [`FRAME_BYTES_MAX`] bytes with its delimiter into `raw`: its header, and where the
/// payload ends.
fn decode(bytes: &[u8], raw: &mut Raw) -> Result<(Header, usize), Fault> {
    let before = bytes.strip_suffix(&[0]).unwrap_or(bytes);
    let count = cobs::decode(before, raw).ok_or(Fault::Cobs)?;
    if count > RAW_BYTES_MAX {
        return Err(Fault::TooLarge);
    }
    let whole = &raw[..count];
    let (body, crc) = whole.split_last_chunk::<CRC_BYTES>().ok_or(Fault::Short)?;
    let header = body.first_chunk::<HEADER_BYTES>().ok_or(Fault::Short)?;
    if crc32fast::hash(body) != u32::from_le_bytes(*crc) {
        return Err(Fault::Crc);
    }
    Ok((Header::from_bytes(*header), body.len()))
}

#[cfg(test)]
mod tests;
