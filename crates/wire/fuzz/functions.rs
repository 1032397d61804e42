//! What is fuzzed: any bytes, as a stream, as a message, as a payload. A fault is a panic.

use wire::{Decoder, FRAME_BYTES_MAX, HEADER_BYTES, Header, PAYLOAD_BYTES_MAX, encode, readable};

/// A stream in two pieces gives the same frames as in one, and one behind a delimiter is always found.
pub fn frames(bytes: &[u8]) {
    let (first, rest) = bytes
        .split_first()
        .map_or((0, bytes), |(b, rest)| (*b, rest));
    let at = usize::from(first) % (rest.len() + 1);
    let (mut whole, mut pieces) = (Decoder::new(), Decoder::new());
    let one = count(&mut whole, rest);
    let two = count(&mut pieces, &rest[..at]) + count(&mut pieces, &rest[at..]);
    assert_eq!((one, whole.counts()), (two, pieces.counts()));
    let mut out = [0; FRAME_BYTES_MAX];
    let good = encode(&Header::new(7, 1, 0), &[], &mut out).unwrap_or_default();
    count(&mut whole, &[0]);
    let before = whole.counts().frames;
    count(&mut whole, good);
    assert_eq!(whole.counts().frames, before.saturating_add(1));
}

fn count(decoder: &mut Decoder, mut bytes: &[u8]) -> usize {
    let mut frames = 0;
    while let Some(outcome) = decoder.next(&mut bytes) {
        frames += 1;
        if let Ok(frame) = outcome {
            assert!(frame.payload.len() <= PAYLOAD_BYTES_MAX);
            let _ = readable(frame.header.msg_id, frame.payload);
        }
    }
    frames
}

/// What is read as a message, and written again, is read as the same one.
pub fn messages(bytes: &[u8]) {
    let (id, payload) = bytes
        .split_first()
        .map_or((0, bytes), |(b, rest)| (*b, rest));
    let id = u16::from(id) % 76;
    if let Some(Ok(once)) = readable(id, payload) {
        let twice = readable(id, &once);
        assert_eq!(twice, Some(Ok(once)));
    }
}

/// Any header and payload come through framing as they were.
pub fn round_trip(bytes: &[u8]) {
    let Some((header, payload)) = bytes.split_first_chunk::<HEADER_BYTES>() else {
        return;
    };
    let (header, mut out) = (Header::from_bytes(*header), [0; FRAME_BYTES_MAX]);
    match encode(&header, payload, &mut out) {
        Ok(mut frame) => {
            let mut decoder = Decoder::new();
            let back = decoder.next(&mut frame);
            assert!(matches!(back, Some(Ok(f)) if f.header == header && f.payload == payload));
            assert!(frame.is_empty());
        }
        Err(_) => assert!(payload.len() > PAYLOAD_BYTES_MAX),
    }
}
