use proptest::{collection::vec, prelude::*};

use super::*;
use crate::Decoder;

fn header() -> impl Strategy<Value = Header> {
    any::<[u8; HEADER_BYTES]>().prop_map(Header::from_bytes)
}

#[test]
fn the_crc_is_that_of_zlib() {
    assert_eq!(crc32fast::hash(b"123456789"), 0xcbf4_3926);
    let reference = crc::Crc::<u32>::new(&crc::CRC_32_ISO_HDLC);
    let bytes: std::vec::Vec<u8> = (0..=255).cycle().take(524).collect();
    for end in [0, 1, 8, 12, 127, 128, 524] {
        assert_eq!(
            crc32fast::hash(&bytes[..end]),
            reference.checksum(&bytes[..end])
        );
    }
}

#[test]
fn a_payload_that_is_too_long_has_no_frame() {
    let mut out = [0; FRAME_BYTES_MAX];
    let longest = [7; PAYLOAD_BYTES_MAX];
    let frame = encode(&Header::new(1, 1, 0), &longest, &mut out).unwrap();
    assert_eq!(frame.len(), FRAME_BYTES_MAX);
    let too_long = [7; PAYLOAD_BYTES_MAX + 1];
    assert_eq!(
        encode(&Header::new(1, 1, 0), &too_long, &mut out),
        Err(TooLong)
    );
    assert_eq!(
        encode(&Header::new(1, 1, 0), &[7; 2000], &mut out),
        Err(TooLong)
    );
}

proptest! {
    #[test]
    fn a_frame_has_one_zero_at_its_end_and_another_implementation_reads_it(
        header in header(),
        payload in vec(prop_oneof![Just(0_u8), any::<u8>(), 1..=255_u8], 0..=PAYLOAD_BYTES_MAX),
    ) {
        let mut out = [0; FRAME_BYTES_MAX];
        let frame = encode(&header, &payload, &mut out).unwrap();
        prop_assert_eq!(frame.iter().position(|b| *b == 0), Some(frame.len() - 1));

        let mut raw = [0; FRAME_BYTES_MAX];
        let report = cobs::decode(frame, &mut raw).unwrap();
        let raw = &raw[..report.frame_size()];
        prop_assert_eq!(&raw[..HEADER_BYTES], &header.to_bytes()[..]);
        prop_assert_eq!(&raw[HEADER_BYTES..raw.len() - CRC_BYTES], &payload[..]);
        let reference = crc::Crc::<u32>::new(&crc::CRC_32_ISO_HDLC);
        let (body, crc) = raw.split_at(raw.len() - CRC_BYTES);
        prop_assert_eq!(crc, &reference.checksum(body).to_le_bytes()[..]);

        let mut decoder = Decoder::new();
        let mut bytes = frame;
        let frame = decoder.next(&mut bytes).unwrap().unwrap();
        prop_assert_eq!(frame, Frame { header, payload: &payload });
    }
}
