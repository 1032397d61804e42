//! Lengths at which COBS and buffers change their ways.

use super::*;

pub fn boundaries() -> Vec<Vector> {
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
