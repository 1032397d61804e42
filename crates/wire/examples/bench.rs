//! What the decoder costs against the crates that it is made of, in one sitting:
//! `cargo run --release -p wire --features std --example bench`.

use std::{hint::black_box, time::Instant};

use wire::{Decoder, FRAME_BYTES_MAX, Header, encode};

/// Bytes in a round.
const BYTES: usize = 8 << 20;
/// Rounds, of which the best counts: the machine has other things to do.
const ROUNDS: usize = 9;

/// A stream of frames with payloads of a length, whose bytes are zero once in `zero_every`.
fn stream(payload: usize, zero_every: u32) -> (Vec<u8>, Vec<Vec<u8>>) {
    let (mut bytes, mut frames, mut n) = (Vec::with_capacity(BYTES + 600), Vec::new(), 1_u32);
    while bytes.len() < BYTES {
        let body: Vec<u8> = (0..payload)
            .map(|_| {
                n = n.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                if n >> 8 < (1 << 24) / zero_every {
                    0
                } else {
                    (n >> 24) as u8 | 1
                }
            })
            .collect();
        let mut out = [0; FRAME_BYTES_MAX];
        let frame =
            encode(&Header::new(49, (n >> 16) as u16 | 1, 0), &body, &mut out).unwrap_or_default();
        bytes.extend_from_slice(frame);
        frames.push(frame.to_vec());
    }
    (bytes, frames)
}

/// GB/s of the best round.
fn best(bytes: usize, mut round: impl FnMut() -> usize) -> f64 {
    let mut best = 0.0_f64;
    for _ in 0..ROUNDS {
        let start = Instant::now();
        black_box(round());
        best = best.max(bytes as f64 / start.elapsed().as_secs_f64() / 1e9);
    }
    best
}

#[expect(clippy::print_stdout, reason = "this is what it has to say")]
fn main() {
    println!("payload  zeros   decoder  crc32fast alone  cobs alone   [GB/s, best of {ROUNDS}]");
    for (payload, zero_every) in [(512, 256), (512, 8), (90, 256), (90, 8), (16, 16)] {
        let (bytes, frames) = stream(payload, zero_every);
        let whole = best(bytes.len(), || {
            let (mut decoder, mut count) = (Decoder::new(), 0);
            for mut piece in bytes.chunks(4096) {
                while let Some(outcome) = decoder.next(&mut piece) {
                    count += usize::from(outcome.is_ok());
                }
            }
            count
        });
        let mut raw = [0; FRAME_BYTES_MAX];
        let crc = best(bytes.len(), || {
            frames
                .iter()
                .map(|f| crc32fast::hash(black_box(f)) as usize & 1)
                .sum()
        });
        let cobs = best(bytes.len(), || {
            frames
                .iter()
                .map(|f| cobs::decode(f, &mut raw).map_or(0, |r| r.frame_size()))
                .sum()
        });
        println!("{payload:>7}  1/{zero_every:<4}  {whole:>8.2}  {crc:>15.2}  {cobs:>10.2}");
    }
}
