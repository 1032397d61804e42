//! COBS (Cheshire and Baker 1999), for frames that are whole in memory.
//!
//! The well-kept crates are either fed byte by byte, which is ten times slower, or not under a licence that a vendor's
//! firmware takes without a question. Tests hold this against one of them.

use super::frame::{FRAME_BYTES_MAX, FrameBuffer, RAW_BYTES_MAX};

/// The code of a block of 254 bytes that no zero follows.
const FULL: u8 = 255;
/// Blocks of up to so many bytes are copied as so many: what is too much is written over by the next one.
const CHUNK: usize = 16;

/// Room for a decoded frame, with some left for a chunk.
pub type Raw = [u8; FRAME_BYTES_MAX + CHUNK];

/// An empty one.
pub const EMPTY: Raw = [0; FRAME_BYTES_MAX + CHUNK];

/// Encodes with a delimiter behind it; how many bytes that is.
pub fn encode(raw: &[u8], out: &mut FrameBuffer) -> usize {
    debug_assert!(raw.len() <= RAW_BYTES_MAX);
    let (mut code_at, mut at, mut code) = (0, 1, 1);
    for byte in raw {
        if code == FULL {
            out[code_at] = FULL;
            (code_at, at, code) = (at, at + 1, 1);
        }
        if *byte == 0 {
            out[code_at] = code;
            (code_at, at, code) = (at, at + 1, 1);
        } else {
            out[at] = *byte;
            at += 1;
            code += 1;
        }
    }
    out[code_at] = code;
    out[at] = 0;
    at + 1
}

/// Decodes what stands before a delimiter, at most a frame of it, without a zero in it; how many bytes that gives.
/// `None` where a code points behind its end.
pub fn decode(bytes: &[u8], out: &mut Raw) -> Option<usize> {
    let (mut rest, mut count) = (bytes, 0);
    while let Some((code, behind)) = rest.split_first() {
        let run = usize::from(*code).checked_sub(1)?;
        match (
            behind.first_chunk::<CHUNK>(),
            out.get_mut(count..)?.first_chunk_mut::<CHUNK>(),
        ) {
            (Some(from), Some(to)) if run <= CHUNK => *to = *from,
            _ => out
                .get_mut(count..count + run)?
                .copy_from_slice(behind.get(..run)?),
        }
        rest = behind.get(run..)?;
        count += run;
        if *code != FULL && !rest.is_empty() {
            *out.get_mut(count)? = 0;
            count += 1;
        }
    }
    Some(count)
}

#[cfg(test)]
mod tests {
    use proptest::{collection::vec, prelude::*};

    use ::cobs;

    use super::*;

    proptest! {
        #[test]
        fn another_implementation_says_the_same(
            raw in vec(prop_oneof![2 => Just(0_u8), 5 => any::<u8>()], 1..=RAW_BYTES_MAX),
            long in vec(1..=255_u8, 1..=RAW_BYTES_MAX),
        ) {
            for raw in [raw, long] {
                let (mut out, mut back) = ([0; FRAME_BYTES_MAX], EMPTY);
                let count = encode(&raw, &mut out);
                let theirs = cobs::encode_vec(&raw);
                // It may close a full block at the end; decoders take both.
                let ours = &out[..count - 1];
                prop_assert!(ours == &theirs[..] || [ours, &[1]].concat() == theirs);
                for bytes in [ours, &theirs[..]] {
                    let count = decode(bytes, &mut back).unwrap();
                    prop_assert_eq!(&back[..count], &raw[..]);
                }
            }
        }

        #[test]
        fn any_bytes_decode_as_another_implementation_says(
            bytes in vec(prop_oneof![1..=20_u8, 1..=255_u8], 1..FRAME_BYTES_MAX),
        ) {
            let (mut ours, mut theirs) = (EMPTY, [0; 2 * FRAME_BYTES_MAX]);
            let count = decode(&bytes, &mut ours);
            let report = cobs::decode(&bytes, &mut theirs).ok().map(|report| report.frame_size());
            prop_assert_eq!(count, report);
            if let Some(count) = count {
                prop_assert_eq!(&ours[..count], &theirs[..count]);
            }
        }
    }
}
