//! The conformance vectors, each with its reason, as they are written to `vectors/`.

use micropb::MessageEncode;
use serde::{Deserialize, Serialize};
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

fn goods() -> Vec<Vector> {
    let mut error = Error {
        code: ErrorCode::ErrorWrongState,
        msg_id: 33,
        ..Error::default()
    };
    error.message = wire::cut("end: the exam has not begun");
    error.hint = wire::cut("begin it first");
    let mut image = KeyImage {
        view: View::FourChamber,
        image_id: 0x1234_5678,
        ..KeyImage::default()
    };
    image.data.resize(400, 0xa5).unwrap();
    (image.total_bytes, image.width, image.height) = (3_211, 160, 120);
    let mut begin = ExamBegin::default();
    begin
        .exam_id
        .extend_from_slice(&[0, 1, 2, 3, 255, 254, 0, 0])
        .unwrap();
    let mut withheld = snapshot();
    withheld.structures.clear();
    withheld.items.clear();
    withheld.measures_milli.clear();
    (withheld.measures_given, withheld.heart_rate_deci) = (0, 0);
    withheld.view = View::Unspecified;
    let mut stale = snapshot();
    stale.set_stamp(Stamp {
        frame: 431,
        time_ms: 17_240,
        age_ms: 301,
        stale: true,
    });
    stale.state = State::Frozen;
    stale.structures.clear();
    let mut scored = snapshot();
    scored.set_score_milli(0);
    vec![
        good("hello", "what a vendor sends first", 1, &hello()),
        good(
            "done_empty",
            "a message without a field has an empty payload: the shortest frame",
            2,
            &Done::default(),
        ),
        good("bye_empty", "the same for a request", 3, &Bye::default()),
        good(
            "heartbeat_vendor",
            "a vendor may send its time alone",
            4,
            &heartbeat(),
        ),
        good(
            "heartbeat_empty",
            "or nothing at all",
            5,
            &Heartbeat::default(),
        ),
        good("snapshot", "the usual notice", 6, &snapshot()),
        good(
            "snapshot_withheld",
            "results are withheld: no structures, no items, view unspecified",
            7,
            &withheld,
        ),
        good(
            "snapshot_stale",
            "a picture that is not live: stale, without structures",
            8,
            &stale,
        ),
        good(
            "snapshot_score_zero",
            "an optional field that is there and 0 is on the line",
            9,
            &scored,
        ),
        good(
            "event_item",
            "an item of the checklist was seen",
            10,
            &event(),
        ),
        good(
            "event_credit",
            "credits are absolute: behind an id",
            11,
            &EventCredit {
                after_id: 17,
                credits: 32,
            },
        ),
        good(
            "get_events",
            "catching up",
            12,
            &GetEvents {
                after_id: 16,
                max_events: 0,
            },
        ),
        good(
            "exam_begin_bytes",
            "an opaque id with zeros in it",
            13,
            &begin,
        ),
        good(
            "exam_judge",
            "two opinions",
            14,
            &ExamJudge {
                heart: Opinion::LookAgain,
                vessels: Opinion::Normal,
            },
        ),
        good(
            "exam_enter",
            "20 weeks and 3 days, left on the viewer's right",
            15,
            &ExamEnter {
                age_days: 143,
                left: Side::Right,
                fetus: 0,
            },
        ),
        good(
            "key_image_400",
            "the longest piece of a key image",
            16,
            &image,
        ),
        good("error", "why a request was not done", 17, &error),
        good(
            "busy",
            "try again",
            18,
            &Busy {
                retry_ms: 50,
                outstanding_max: 4,
            },
        ),
        good(
            "set_clock_64_bits",
            "a number that needs more than 32 bits",
            19,
            &SetClock {
                unix_ms: 1_795_000_000_000,
            },
        ),
        good("self_test", "an empty request", 20, &SelfTest::default()),
        any(
            "reply",
            "`reply_to` names the request",
            "message",
            &Header {
                reply_to: 19,
                ..header::<Clock>(21)
            },
            &write(&Clock {
                unix_ms: 1_795_000_000_123,
            })
            .unwrap(),
        ),
        any(
            "major_kept",
            "all bytes of a header have their places",
            "message",
            &Header {
                seq: 0x0201,
                reply_to: 0x0403,
                ..header::<Done>(1)
            },
            &[],
        ),
    ]
}

fn boundaries() -> Vec<Vector> {
    // A field that no version knows carries any bytes: 15, length-delimited.
    let filled = |bytes: usize, value: u8| {
        let inner = if bytes >= 131 { bytes - 3 } else { bytes - 2 };
        let mut payload = vec![0x7a];
        if inner >= 128 {
            payload.extend([(inner & 0x7f) as u8 | 0x80, (inner >> 7) as u8]);
        } else {
            payload.push(inner as u8);
        }
        payload.resize(bytes, value);
        payload
    };
    // No byte of this header is zero, so that runs are as long as the payload lets them be.
    let header = Header {
        major: 1,
        flags: 1,
        msg_id: 3,
        seq: 0x0101,
        reply_to: 0x0101,
    };
    let mut vectors = Vec::new();
    for (bytes, value, reason) in [
        (2, 0x11, "a short run"),
        (126, 0x11, "one byte of length"),
        (131, 0x11, "two bytes of length"),
        (240, 0x11, "just below a block of COBS"),
        (241, 0x11, "the run before the CRC grows by one"),
        (
            242,
            0x11,
            "and by one more: header, payload and CRC are 254 bytes",
        ),
        (243, 0x11, "255 bytes: a second block"),
        (254, 0x11, "a payload of 254 bytes"),
        (255, 0x11, "a payload of 255 bytes"),
        (256, 0x11, "a payload of 256 bytes"),
        (496, 0x11, "two full blocks"),
        (511, 0x11, "one byte less than the longest payload"),
        (512, 0x11, "the longest payload"),
        (
            512,
            0x00,
            "the longest payload, nearly all zeros: each costs a code",
        ),
        (64, 0x00, "nothing but zeros behind the tag"),
    ] {
        let payload = filled(bytes, value);
        // A byte of `msg_id` is zero in any case: the run begins behind it.
        let name = format!("payload_{bytes}_of_{value:02x}");
        vectors.push(any(&name, reason, "message", &header, &payload));
    }
    // The run from behind the zero of msg_id to the end is exactly 254 bytes long where no byte in it is zero.
    let payload = (0..=255_u8).rev().find_map(|value| {
        let payload = filled(254 - 4 - 4, value.max(1));
        let raw = with_crc(&[&header.to_bytes()[..], &payload].concat());
        (!raw[4..].contains(&0)).then_some(payload)
    });
    let payload = payload.unwrap();
    let raw = with_crc(&[&header.to_bytes()[..], &payload].concat());
    assert_eq!(raw.len() - 4, 254);
    let mut without = cobs_of(&raw);
    let encoded = without.len();
    if without[encoded - 2] == 1 {
        without.remove(encoded - 2);
    }
    let mut with = without.clone();
    with.insert(with.len() - 1, 1);
    let outcome = || vec![of("message", &header, &payload)];
    vectors.push(vector(
        "last_block_254_without_closing_code",
        "the last block is exactly full, and nothing closes it",
        &without,
        outcome(),
    ));
    vectors.push(vector(
        "last_block_254_with_closing_code",
        "the same with a closing code of 1: a decoder takes both",
        &with,
        outcome(),
    ));
    vectors
}

fn damaged() -> Vec<Vector> {
    let (hello_header, hello_payload) = (header::<Hello>(1), write(&hello()).unwrap());
    let frame = bytes_of(&hello_header, &hello_payload);
    let follow = header::<Heartbeat>(2);
    let follow_payload = write(&heartbeat()).unwrap();
    let next = bytes_of(&follow, &follow_payload);
    let then = |name: &str, reason: &str, bytes: &[u8], faults: &[&str]| {
        let mut outcomes: Vec<_> = faults.iter().map(|name| fault(name)).collect();
        outcomes.push(of("message", &follow, &follow_payload));
        vector(name, reason, &[bytes, &next].concat(), outcomes)
    };
    let raw = with_crc(&[&hello_header.to_bytes()[..], &hello_payload].concat());
    let flipped = |at: usize, by: u8| {
        let mut raw = raw.clone();
        raw[at] ^= by;
        cobs_of(&raw)
    };
    let last = raw.len() - 1;
    let mut no_delimiter = frame.clone();
    no_delimiter.pop();
    let mut code_up = frame.clone();
    code_up[0] = 0xff;
    let mut zero_inside = frame.clone();
    zero_inside[20] = 0;
    let mut two_swapped = raw.clone();
    two_swapped.swap(10, 11);
    let big_endian = {
        let mut raw = raw.clone();
        let crc = raw.len() - 4;
        raw[crc..].reverse();
        raw
    };
    let crc_32c = {
        let (body, _) = raw.split_at(raw.len() - 4);
        let crc = crc::Crc::<u32>::new(&crc::CRC_32_ISCSI).checksum(body);
        [body, &crc.to_le_bytes()].concat()
    };
    let payload_alone = {
        let crc = crc::Crc::<u32>::new(&crc::CRC_32_ISO_HDLC).checksum(&hello_payload);
        [
            &hello_header.to_bytes()[..],
            &hello_payload,
            &crc.to_le_bytes(),
        ]
        .concat()
    };
    let large = |bytes: usize| cobs_of(&with_crc(&vec![0x22; bytes]));
    vec![
        then(
            "crc_last_bit",
            "one bit of the CRC",
            &flipped(last, 0x80),
            &["crc"],
        ),
        then(
            "crc_first_bit",
            "one bit of the CRC's first byte",
            &flipped(last - 3, 0x01),
            &["crc"],
        ),
        then(
            "payload_bit",
            "one bit of the payload",
            &flipped(12, 0x04),
            &["crc"],
        ),
        then(
            "header_bit",
            "one bit of `msg_id`: another message without the CRC",
            &flipped(2, 0x02),
            &["crc"],
        ),
        then(
            "seq_bit",
            "one bit of `seq`: an answer to another request",
            &flipped(4, 0x10),
            &["crc"],
        ),
        then(
            "bytes_swapped",
            "two neighbours in the wrong order: a sum would not tell",
            &cobs_of(&two_swapped),
            &["crc"],
        ),
        then(
            "crc_big_endian",
            "the CRC the other way round",
            &cobs_of(&big_endian),
            &["crc"],
        ),
        then(
            "crc_castagnoli",
            "another polynomial",
            &cobs_of(&crc_32c),
            &["crc"],
        ),
        then(
            "crc_without_header",
            "a CRC over the payload alone",
            &cobs_of(&payload_alone),
            &["crc"],
        ),
        then(
            "truncated_one",
            "the last byte before the delimiter is lost",
            &[&no_delimiter[..no_delimiter.len() - 1], &[0]].concat(),
            &["cobs"],
        ),
        then(
            "truncated_half",
            "half of a frame",
            &[&frame[..frame.len() / 2], &[0]].concat(),
            &["cobs"],
        ),
        then(
            "truncated_to_header",
            "nothing but a header",
            &cobs_of(&hello_header.to_bytes()),
            &["short"],
        ),
        then(
            "truncated_to_11",
            "one byte less than header and CRC",
            &cobs_of(&[1; 11]),
            &["short"],
        ),
        then("one_byte", "a lone code", &[1, 0], &["short"]),
        then(
            "code_beyond_the_end",
            "a code that points behind the delimiter",
            &[9, 1, 2, 3, 0],
            &["cobs"],
        ),
        then(
            "code_damaged",
            "the first code says 254 bytes",
            &code_up,
            &["cobs"],
        ),
        then(
            "zero_inside",
            "a byte became a delimiter: two pieces, neither of them a frame",
            &zero_inside,
            &["cobs", "cobs"],
        ),
        then(
            "oversize_by_one",
            "header, 513 bytes and CRC",
            &large(8 + 513),
            &["too_large"],
        ),
        then(
            "oversize_600",
            "a frame of 600 bytes",
            &large(596),
            &["too_large"],
        ),
        then(
            "oversize_4096",
            "a frame longer than any buffer",
            &large(4092),
            &["too_large"],
        ),
        then(
            "noise_without_delimiter",
            "a line that hums, then a delimiter",
            &[vec![0x55; 3000], vec![0]].concat(),
            &["too_large"],
        ),
    ]
}

fn streams() -> Vec<Vector> {
    let done = header::<Done>(1);
    let beat = |seq| header::<Heartbeat>(seq);
    let payload = write(&heartbeat()).unwrap();
    let one = bytes_of(&beat(1), &payload);
    let is = |seq| of("message", &beat(seq), &payload);
    let several = |seqs: &[u16]| -> Vec<u8> {
        seqs.iter()
            .flat_map(|seq| bytes_of(&beat(*seq), &payload))
            .collect()
    };
    let tail = &bytes_of(&done, &[])[4..];
    let mut joined = one.clone();
    joined.pop();
    joined.extend(bytes_of(&beat(2), &payload));
    joined.extend(bytes_of(&beat(3), &payload));
    vec![
        vector(
            "delimiter_first",
            "a zero before a frame ends what noise began",
            &[&[0][..], &one].concat(),
            vec![is(1)],
        ),
        vector(
            "delimiters_many",
            "empty frames are no fault",
            &[&[0; 8][..], &one, &[0; 8]].concat(),
            vec![is(1)],
        ),
        vector(
            "two_in_one_piece",
            "two frames that come at once",
            &several(&[1, 2]),
            vec![is(1), is(2)],
        ),
        vector(
            "eight_in_one_piece",
            "many frames that come at once",
            &several(&[1, 2, 3, 4, 5, 6, 7, 8]),
            (1..=8).map(is).collect(),
        ),
        vector(
            "begun_in_the_middle",
            "a receiver that was plugged in too late hears the end of a frame",
            &[tail, &one].concat(),
            vec![fault("short"), is(1)],
        ),
        vector(
            "lost_delimiter",
            "two frames run into one: both are lost, the third is not",
            &joined,
            vec![fault("crc"), is(3)],
        ),
        vector(
            "sequence_duplicate",
            "the same bytes twice: whole both times; a request would be done once",
            &several(&[7, 7]),
            vec![is(7), is(7)],
        ),
        vector(
            "sequence_wrapped",
            "65535 is followed by 1, never by 0",
            &several(&[65534, 65535, 1, 2]),
            vec![is(65534), is(65535), is(1), is(2)],
        ),
        vector(
            "sequence_gap",
            "frames between were lost: those that came are good",
            &several(&[3, 9]),
            vec![is(3), is(9)],
        ),
        vector("nothing", "no bytes, no outcome", &[], vec![]),
        vector("delimiters_alone", "nothing but zeros", &[0; 5], vec![]),
        vector(
            "unfinished",
            "a frame without its delimiter is not there yet",
            &one[..one.len() - 1],
            vec![],
        ),
    ]
}

fn versions() -> Vec<Vector> {
    let done = header::<Done>(5);
    let payload = write(&heartbeat()).unwrap();
    let beat = header::<Heartbeat>(6);
    let field = |extra: &[u8]| [&payload[..], extra].concat();
    let hello_2 = Hello {
        version_min: 2,
        version_max: 3,
        ..hello()
    };
    vec![
        any(
            "major_2",
            "another major version",
            "unsupported_version",
            &Header { major: 2, ..done },
            &[],
        ),
        any(
            "major_0",
            "no version",
            "unsupported_version",
            &Header { major: 0, ..done },
            &[],
        ),
        any(
            "major_255",
            "a version far ahead",
            "unsupported_version",
            &Header { major: 255, ..beat },
            &payload,
        ),
        any(
            "hello_of_major_2",
            "HELLO is read with any major version: what it says decides",
            "message",
            &Header {
                major: 2,
                ..header::<Hello>(7)
            },
            &write(&hello_2).unwrap(),
        ),
        any(
            "error_of_major_2",
            "and so is ERROR",
            "message",
            &Header {
                major: 2,
                ..header::<Error>(8)
            },
            &write(&Error {
                code: ErrorCode::ErrorUnsupportedVersion,
                detail: 2,
                ..Error::default()
            })
            .unwrap(),
        ),
        any(
            "flag_incompatible",
            "an unknown bit of the high nibble: reject",
            "unsupported_flags",
            &Header {
                flags: 0x10,
                ..done
            },
            &[],
        ),
        any(
            "flag_incompatible_top",
            "the top bit",
            "unsupported_flags",
            &Header {
                flags: 0x80,
                ..done
            },
            &[],
        ),
        any(
            "flag_compatible",
            "an unknown bit of the low nibble: ignore",
            "message",
            &Header {
                flags: 0x01,
                ..done
            },
            &[],
        ),
        any(
            "flags_compatible_all",
            "all of them",
            "message",
            &Header {
                flags: 0x0f,
                ..done
            },
            &[],
        ),
        any(
            "flags_both",
            "one bit that may not be ignored is enough",
            "unsupported_flags",
            &Header {
                flags: 0x1f,
                ..done
            },
            &[],
        ),
        any(
            "message_unknown",
            "an id of a later version",
            "unknown_message",
            &Header::new(0x7001, 9, 0),
            &payload,
        ),
        any(
            "message_0",
            "no id at all",
            "unknown_message",
            &Header::new(0, 10, 0),
            &[],
        ),
        any(
            "message_65535",
            "the last id",
            "unknown_message",
            &Header::new(65535, 11, 0),
            &[],
        ),
        any(
            "field_unknown_varint",
            "a number in a field of a later version: ignored",
            "message",
            &beat,
            &field(&[0xf8, 0x07, 0x2a]),
        ),
        any(
            "field_unknown_bytes",
            "bytes in such a field",
            "message",
            &beat,
            &field(&[0xfa, 0x07, 3, 1, 2, 3]),
        ),
        any(
            "field_unknown_fixed",
            "32 and 64 bits in such fields",
            "message",
            &beat,
            &field(&[0xfd, 0x07, 1, 2, 3, 4, 0xf9, 0x07, 1, 2, 3, 4, 5, 6, 7, 8]),
        ),
        any(
            "field_twice",
            "the last one holds",
            "message",
            &beat,
            &field(&[0x08, 0x05]),
        ),
        any(
            "fields_in_another_order",
            "fields may come in any order",
            "message",
            &header::<EventCredit>(12),
            &[0x10, 0x20, 0x08, 0x11],
        ),
        any(
            "enum_unknown",
            "a state of a later version: shown as unknown, never as another one",
            "message",
            &header::<Heartbeat>(13),
            &[0x10, 0xc8, 0x01],
        ),
        any(
            "packed_or_not",
            "a list of numbers may come one by one",
            "message",
            &header::<Snapshot>(14),
            &[0x38, 0x03, 0x40, 0x02, 0x40, 0x04],
        ),
    ]
}

fn payloads() -> Vec<Vector> {
    let beat = header::<Heartbeat>(1);
    let long_vendor = [&[0x22, 25][..], &[b'x'; 25]].concat();
    vec![
        any(
            "varint_cut",
            "a number that goes on behind the end",
            "malformed",
            &beat,
            &[0x08, 0x80],
        ),
        any(
            "varint_endless",
            "a number of eleven bytes",
            "malformed",
            &beat,
            &[
                0x08, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x01,
            ],
        ),
        any(
            "length_beyond_the_end",
            "a text longer than the payload",
            "malformed",
            &beat,
            &[0x1a, 0x09, b'r', b'u', b'n'],
        ),
        any(
            "field_0",
            "a field without a number",
            "malformed",
            &beat,
            &[0x00, 0x01],
        ),
        any(
            "tag_cut",
            "a tag without a value",
            "malformed",
            &beat,
            &[0x08],
        ),
        any(
            "fixed_cut",
            "three of four bytes",
            "malformed",
            &beat,
            &[0x45, 1, 2, 3],
        ),
        any(
            "submessage_cut",
            "a stamp that ends within a number",
            "malformed",
            &header::<Snapshot>(2),
            &[0x0a, 0x02, 0x08, 0x80],
        ),
        any(
            "bound_exceeded",
            "a name of 25 bytes where 24 is the bound of second_reader.options",
            "malformed",
            &header::<Hello>(3),
            &long_vendor,
        ),
    ]
}
