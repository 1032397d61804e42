use std::vec::Vec;

use proptest::{collection::vec, prelude::*};

use super::*;
use crate::{PAYLOAD_BYTES_MAX, encode};

type Told = Result<(Header, Vec<u8>), Fault>;

fn decode_all(decoder: &mut Decoder, mut bytes: &[u8], told: &mut Vec<Told>) {
    while let Some(outcome) = decoder.next(&mut bytes) {
        told.push(outcome.map(|frame| (frame.header, frame.payload.to_vec())));
    }
    assert!(bytes.is_empty());
}

fn told(bytes: &[u8]) -> Vec<Told> {
    let mut all = Vec::new();
    decode_all(&mut Decoder::new(), bytes, &mut all);
    all
}

fn frame(seq: u16, payload: &[u8]) -> Vec<u8> {
    let mut out = [0; FRAME_BYTES_MAX];
    encode(&Header::new(3, seq, 0), payload, &mut out)
        .unwrap()
        .to_vec()
}

fn payload() -> impl Strategy<Value = Vec<u8>> {
    vec(prop_oneof![Just(0_u8), any::<u8>()], 0..=PAYLOAD_BYTES_MAX)
}

#[test]
fn a_lost_delimiter_costs_the_two_frames_that_it_stood_between() {
    let (first, second, third) = (frame(1, b"one"), frame(2, b"two"), frame(3, b"three"));
    let bytes = [&first[..first.len() - 1], &second, &third].concat();
    let told = told(&bytes);
    assert_eq!(told.len(), 2);
    assert!(told[0].is_err());
    assert_eq!(told[1], Ok((Header::new(3, 3, 0), b"three".to_vec())));
}

#[test]
fn a_megabyte_without_a_delimiter_is_one_fault_and_what_follows_is_read() {
    let mut decoder = Decoder::new();
    let mut all = Vec::new();
    for _ in 0..1024 {
        decode_all(&mut decoder, &[0x55; 1024], &mut all);
    }
    decode_all(&mut decoder, &[0], &mut all);
    decode_all(&mut decoder, &frame(9, b""), &mut all);
    assert_eq!(
        all,
        [Err(Fault::TooLarge), Ok((Header::new(3, 9, 0), Vec::new()))]
    );
    assert_eq!(
        decoder.counts(),
        &Counts {
            frames: 1,
            too_large: 1,
            ..Counts::default()
        }
    );
}

#[test]
fn what_was_begun_is_forgotten_on_another_line() {
    let mut decoder = Decoder::new();
    let mut all = Vec::new();
    decode_all(&mut decoder, &frame(1, b"cut off")[..9], &mut all);
    decoder.reset();
    decode_all(&mut decoder, &frame(2, b"new"), &mut all);
    assert_eq!(all, [Ok((Header::new(3, 2, 0), b"new".to_vec()))]);
}

proptest! {
    #[test]
    fn pieces_of_any_size_give_the_same_frames(
        payloads in vec(payload(), 1..8),
        sizes in vec(1..700_usize, 1..20),
    ) {
        let bytes: Vec<u8> = payloads.iter().flat_map(|p| frame(5, p)).collect();
        let mut decoder = Decoder::new();
        let (mut all, mut rest) = (Vec::new(), &bytes[..]);
        for size in sizes.iter().cycle() {
            let (piece, more) = rest.split_at((*size).min(rest.len()));
            decode_all(&mut decoder, piece, &mut all);
            rest = more;
            if rest.is_empty() {
                break;
            }
        }
        let expected: Vec<Told> = payloads.into_iter().map(|p| Ok((Header::new(3, 5, 0), p))).collect();
        prop_assert_eq!(all, expected);
    }

    #[test]
    fn any_noise_then_a_delimiter_then_a_frame_gives_the_frame(
        mut noise in vec(any::<u8>(), 0..3000),
        payload in payload(),
    ) {
        noise.push(0);
        noise.extend(frame(7, &payload));
        let told = told(&noise);
        prop_assert_eq!(told.last(), Some(&Ok((Header::new(3, 7, 0), payload))));
        // Noise is a frame once in 2^32 times.
        prop_assert_eq!(told.iter().filter(|outcome| outcome.is_ok()).count(), 1);
    }

    #[test]
    fn no_damaged_byte_and_no_lost_byte_goes_unnoticed(
        payload in payload(),
        at in any::<prop::sample::Index>(),
        flip in 1..=255_u8,
        lose in any::<bool>(),
    ) {
        let good = frame(4, &payload);
        let mut bad = good.clone();
        // The delimiter is no part of the frame.
        let at = at.index(bad.len() - 1);
        if lose {
            bad.remove(at);
        } else {
            bad[at] ^= flip;
        }
        for outcome in told(&bad) {
            prop_assert!(outcome.is_err(), "{outcome:?}");
        }
    }
}
