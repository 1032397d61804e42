//! Frames that are none.

use super::*;

pub fn damaged() -> Vec<Vector> {
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
