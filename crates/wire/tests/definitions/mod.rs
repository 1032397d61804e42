//! The conformance vectors, each with its reason, as they are written to `vectors/`.

#![allow(
    clippy::unwrap_used,
    reason = "a vector that cannot be made is to be seen at once"
)]

mod boundaries;
mod damaged;
mod good;
mod streams;
mod versions;

use boundaries::boundaries;
use damaged::damaged;
use good::goods;
use micropb::MessageEncode;
use serde::{Deserialize, Serialize};
use streams::streams;
use versions::{payloads, versions};
use wire::{FRAME_BYTES_MAX, Header, Message, encode, messages::*, write};

/// A file of vectors.
#[derive(Debug, PartialEq, Serialize, Deserialize)]
pub struct Group {
    /// What they are about.
    pub about: String,
    pub vectors: Vec<Vector>,
}

/// Bytes on the line, and what a receiver makes of them.
#[derive(Debug, PartialEq, Serialize, Deserialize)]
pub struct Vector {
    pub name: String,
    /// Why it is there.
    pub reason: String,
    /// The bytes, hexadecimal; a receiver that knows nothing of what came before gets them.
    pub bytes: String,
    /// What it makes of them, in this order.
    pub outcomes: Vec<Outcome>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Outcome {
    /// `message`; `malformed`, `unknown_message`, `unsupported_version`, `unsupported_flags`: a whole frame that is
    /// no message; `cobs`, `short`, `crc`, `too_large`: no frame.
    pub outcome: String,
    /// Header and payload of a whole frame.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub frame: Option<Whole>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Whole {
    pub major: u8,
    pub flags: u8,
    pub msg_id: u16,
    pub seq: u16,
    pub reply_to: u16,
    /// Hexadecimal.
    pub payload: String,
}

pub fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

pub fn whole(header: &Header, payload: &[u8]) -> Whole {
    let Header {
        major,
        flags,
        msg_id,
        seq,
        reply_to,
    } = *header;
    Whole {
        major,
        flags,
        msg_id,
        seq,
        reply_to,
        payload: hex(payload),
    }
}

fn header<M: Message>(seq: u16) -> Header {
    Header::new(u16::try_from(M::ID.0).unwrap(), seq, 0)
}

fn bytes_of(header: &Header, payload: &[u8]) -> Vec<u8> {
    let mut out = [0; FRAME_BYTES_MAX];
    encode(header, payload, &mut out).unwrap().to_vec()
}

/// COBS without bounds, to make what [`encode`] refuses to.
fn cobs_of(raw: &[u8]) -> Vec<u8> {
    let mut out = cobs::encode_vec(raw);
    out.push(0);
    out
}

fn with_crc(body: &[u8]) -> Vec<u8> {
    let crc = crc::Crc::<u32>::new(&crc::CRC_32_ISO_HDLC).checksum(body);
    [body, &crc.to_le_bytes()].concat()
}

fn fault(name: &str) -> Outcome {
    Outcome {
        outcome: name.to_owned(),
        frame: None,
    }
}

fn of(name: &str, header: &Header, payload: &[u8]) -> Outcome {
    Outcome {
        outcome: name.to_owned(),
        frame: Some(whole(header, payload)),
    }
}

fn vector(name: &str, reason: &str, bytes: &[u8], outcomes: Vec<Outcome>) -> Vector {
    Vector {
        name: name.to_owned(),
        reason: reason.to_owned(),
        bytes: hex(bytes),
        outcomes,
    }
}

/// A frame with a message.
fn good<M: Message + MessageEncode>(name: &str, reason: &str, seq: u16, message: &M) -> Vector {
    let (header, payload) = (header::<M>(seq), write(message).unwrap());
    vector(
        name,
        reason,
        &bytes_of(&header, &payload),
        vec![of("message", &header, &payload)],
    )
}

/// A frame with a header and payload of any kind.
fn any(name: &str, reason: &str, outcome: &str, header: &Header, payload: &[u8]) -> Vector {
    vector(
        name,
        reason,
        &bytes_of(header, payload),
        vec![of(outcome, header, payload)],
    )
}

/// A snapshot as it comes in the middle of an exam.
pub fn snapshot() -> Snapshot {
    let mut snapshot = Snapshot {
        state: State::Running,
        view: View::FourChamber,
        exam: ExamState::Running,
        heart_rate_deci: 1436,
        measures_given: 0b1_0011,
        ..Snapshot::default()
    };
    snapshot.set_stamp(Stamp {
        frame: 431,
        time_ms: 17_240,
        age_ms: 61,
        stale: false,
    });
    for structure in 0..23 {
        snapshot
            .structures
            .push(if structure % 3 == 0 { 0x80 | 91 } else { 12 })
            .unwrap();
    }
    for _ in 0..14 {
        snapshot.items.push(0x32).unwrap();
    }
    for value in [43_600, 487, 1028] {
        snapshot.measures_milli.push(value).unwrap();
    }
    snapshot
}

fn hello() -> Hello {
    Hello {
        version_min: 1,
        version_max: 1,
        max_payload: 512,
        vendor: wire::cut("Conformance 1"),
        snapshot_period_ms: 100,
        event_credits: 32,
        ..Hello::default()
    }
}

fn event() -> Event {
    let mut event = Event {
        id: 17,
        kind: EventKind::EventItem,
        item: 9,
        item_id: wire::cut("F5"),
        item_state: ItemState::Seen,
        ..Event::default()
    };
    event.set_stamp(Stamp {
        frame: 431,
        time_ms: 17_240,
        age_ms: 65,
        stale: false,
    });
    event
}

fn heartbeat() -> Heartbeat {
    Heartbeat {
        uptime_ms: 4_000,
        ..Heartbeat::default()
    }
}

pub fn groups() -> Vec<(&'static str, Group)> {
    let group = |about: &str, vectors| Group {
        about: about.to_owned(),
        vectors,
    };
    vec![
        ("good", group("frames with messages, as they come", goods())),
        (
            "boundaries",
            group(
                "lengths at which COBS and buffers change their ways",
                boundaries(),
            ),
        ),
        (
            "damaged",
            group(
                "frames that are none: each is thrown away, and what follows is read",
                damaged(),
            ),
        ),
        (
            "streams",
            group("several frames, and what may stand between them", streams()),
        ),
        (
            "versions",
            group(
                "versions, flags, ids and fields that are not known",
                versions(),
            ),
        ),
        (
            "payloads",
            group("payloads that are no message", payloads()),
        ),
    ]
}
