/// Major version of this contract.
pub const MAJOR: u8 = 1;
/// Bytes of a header.
pub const HEADER_BYTES: usize = 8;
/// Bytes of the CRC.
pub const CRC_BYTES: usize = 4;
/// The longest payload.
pub const PAYLOAD_BYTES_MAX: usize = 512;
/// The least that a vendor's end has to take.
pub const PAYLOAD_BYTES_MIN_NEGOTIATED: usize = 192;
/// The longest frame before COBS.
pub const RAW_BYTES_MAX: usize = HEADER_BYTES + PAYLOAD_BYTES_MAX + CRC_BYTES;
/// The longest frame in COBS: a byte more for each 254 begun.
pub const COBS_BYTES_MAX: usize = RAW_BYTES_MAX + RAW_BYTES_MAX.div_ceil(254);
/// The longest frame with its delimiter.
pub const FRAME_BYTES_MAX: usize = COBS_BYTES_MAX + 1;
/// Flags that a receiver has to know.
pub const FLAGS_INCOMPATIBLE: u8 = 0xf0;
/// Flags that a receiver may ignore.
pub const FLAGS_COMPATIBLE: u8 = 0x0f;

/// Room for a frame on the line.
pub type FrameBuffer = [u8; FRAME_BYTES_MAX];

/// What stands before a payload.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Header {
    /// Major version of the sender.
    pub major: u8,
    /// See [`FLAGS_INCOMPATIBLE`] and [`FLAGS_COMPATIBLE`].
    pub flags: u8,
    /// Which message the payload is.
    pub msg_id: u16,
    /// Number of the frame, never 0.
    pub seq: u16,
    /// Number of the request that this answers; 0: it answers none.
    pub reply_to: u16,
}

impl Header {
    /// The header of a message of this version.
    #[must_use]
    pub const fn new(msg_id: u16, seq: u16, reply_to: u16) -> Self {
        Self {
            major: MAJOR,
            flags: 0,
            msg_id,
            seq,
            reply_to,
        }
    }

    /// Its bytes on the line.
    #[must_use]
    pub const fn to_bytes(self) -> [u8; HEADER_BYTES] {
        let ([m, n], [s, t]) = (self.msg_id.to_le_bytes(), self.seq.to_le_bytes());
        let [r, q] = self.reply_to.to_le_bytes();
        [self.major, self.flags, m, n, s, t, r, q]
    }

    /// The header of those bytes.
    #[must_use]
    pub const fn from_bytes(bytes: [u8; HEADER_BYTES]) -> Self {
        let [major, flags, m, n, s, t, r, q] = bytes;
        Self {
            major,
            flags,
            msg_id: u16::from_le_bytes([m, n]),
            seq: u16::from_le_bytes([s, t]),
            reply_to: u16::from_le_bytes([r, q]),
        }
    }

    /// Whether it has a flag that this version does not know and may not ignore.
    #[must_use]
    pub const fn has_unknown_flags(&self) -> bool {
        self.flags & FLAGS_INCOMPATIBLE != 0
    }
}

/// A frame that came whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Frame<'a> {
    /// What stands before the payload.
    pub header: Header,
    /// The message, encoded.
    pub payload: &'a [u8],
}

/// A payload that no frame can hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TooLong;

/// Writes a frame with its delimiter, and returns its bytes.
///
/// # Errors
/// Where the payload is longer than [`PAYLOAD_BYTES_MAX`].
pub fn encode<'a>(
    header: &Header,
    payload: &[u8],
    out: &'a mut FrameBuffer,
) -> Result<&'a [u8], TooLong> {
    let mut raw = [0; RAW_BYTES_MAX];
    let end = HEADER_BYTES + payload.len();
    let part = raw.get_mut(HEADER_BYTES..end).ok_or(TooLong)?;
    part.copy_from_slice(payload);
    raw[..HEADER_BYTES].copy_from_slice(&header.to_bytes());
    let crc = crc32fast::hash(&raw[..end]);
    let whole = raw.get_mut(..end + CRC_BYTES).ok_or(TooLong)?;
    whole[end..].copy_from_slice(&crc.to_le_bytes());
    let count = super::cobs::encode(whole, out);
    Ok(&out[..count])
}

#[cfg(test)]
mod tests;
