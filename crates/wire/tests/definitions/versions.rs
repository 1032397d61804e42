//! Versions, flags, ids, fields and payloads that are not known, or are none.

use super::*;

pub fn versions() -> Vec<Vector> {
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

pub fn payloads() -> Vec<Vector> {
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
