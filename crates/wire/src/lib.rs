//! Frames and messages of the vendor link, for both of its ends: COBS, header, CRC-32 and protobuf.
//!
//! Without an allocator and without the standard library. What stands on the line is written down in
//! `proto/FRAME.md`, and what it means in `proto/second_reader.proto`. Knows nothing of ports, time or exams.
#![cfg_attr(not(test), no_std)]

mod cobs;
mod decoder;
mod frame;
#[allow(
    missing_docs,
    rustdoc::all,
    clippy::all,
    clippy::unwrap_used,
    nonstandard_style,
    unused,
    irrefutable_let_patterns,
    reason = "made by micropb-gen"
)]
#[rustfmt::skip]
mod generated;
mod message;
mod sequence;
mod text;

pub use decoder::{Counts, Decoder, Fault};
pub use frame::{
    COBS_BYTES_MAX, CRC_BYTES, FLAGS_COMPATIBLE, FLAGS_INCOMPATIBLE, FRAME_BYTES_MAX, Frame,
    FrameBuffer, HEADER_BYTES, Header, MAJOR, PAYLOAD_BYTES_MAX, PAYLOAD_BYTES_MIN_NEGOTIATED,
    RAW_BYTES_MAX, TooLong, encode,
};
pub use generated::{SCHEMA_HASH, srlink_ as messages};
pub use message::{Malformed, Message, Payload, read, readable, write};
pub use sequence::{Key, Repeats, Sequence};
pub use text::{Text, cut};

/// How many requests may wait for their answers.
pub const REQUESTS_MAX: usize = 4;
/// How many answers the device remembers, for requests that are sent again.
pub const REPLIES_KEPT: usize = 16;
/// How often both ends send a heartbeat, milliseconds.
pub const HEARTBEAT_PERIOD_MS: u64 = 1000;
/// Without a valid frame for so long the link is lost, milliseconds.
pub const LINK_LOST_MS: u64 = 3500;
/// The longest that an answer takes, milliseconds.
pub const ANSWER_MS_MAX: u64 = 1000;
/// How many events the device keeps.
pub const EVENTS_KEPT: usize = 8192;
/// From this age on a result is stale, milliseconds.
pub const STALE_MS: u32 = 300;
/// In place of an age or an id: there is none.
pub const NONE: u32 = u32::MAX;

/// The CRC-32 of this contract: that of zlib.
#[must_use]
pub fn hash(bytes: &[u8]) -> u32 {
    crc32fast::hash(bytes)
}
