//! The conformance vectors are fresh, and this implementation agrees with every one.

mod definitions;

use std::{collections::BTreeSet, fs, path::Path};

use definitions::{Group, Outcome, groups, hex, whole};
use wire::{Decoder, Frame, MAJOR, messages::MsgId, readable};

fn unhex(text: &str) -> Vec<u8> {
    let byte = |at: usize| u8::from_str_radix(&text[at..at + 2], 16).unwrap();
    (0..text.len()).step_by(2).map(byte).collect()
}

/// What stands in the rules of `proto/FRAME.md`, in their order.
fn judge(frame: &Frame) -> &'static str {
    let header = frame.header;
    let of_any_version = [MsgId::MsgHello.0, MsgId::MsgError.0].contains(&i32::from(header.msg_id));
    if header.major != MAJOR && !of_any_version {
        return "unsupported_version";
    }
    if header.has_unknown_flags() {
        return "unsupported_flags";
    }
    match readable(header.msg_id, frame.payload) {
        None => "unknown_message",
        Some(Err(_)) => "malformed",
        Some(Ok(_)) => "message",
    }
}

fn outcomes(bytes: &[u8], pieces: usize) -> Vec<Outcome> {
    let (mut decoder, mut all) = (Decoder::new(), Vec::new());
    for mut piece in bytes.chunks(pieces) {
        while let Some(outcome) = decoder.next(&mut piece) {
            all.push(match outcome {
                Ok(frame) => Outcome {
                    outcome: judge(&frame).to_owned(),
                    frame: Some(whole(&frame.header, frame.payload)),
                },
                Err(fault) => Outcome {
                    outcome: fault.name().to_owned(),
                    frame: None,
                },
            });
        }
    }
    all
}

#[test]
fn what_is_checked_in_is_what_is_defined() {
    for (name, group) in groups() {
        let place = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("vectors/{name}.json"));
        let text = fs::read_to_string(&place).unwrap();
        let read: Group = serde_json::from_str(&text).unwrap();
        assert!(read == group, "{name}: cargo run -p wire --example vectors");
    }
}

#[test]
fn every_vector_comes_out_as_it_says_in_pieces_of_any_size() {
    for (_, group) in groups() {
        for vector in group.vectors {
            let bytes = unhex(&vector.bytes);
            assert_eq!(hex(&bytes), vector.bytes);
            for pieces in [1, 2, 7, 64, 1 << 16] {
                let is = outcomes(&bytes, pieces);
                assert_eq!(is, vector.outcomes, "{} by {pieces}", vector.name);
            }
        }
    }
}

#[test]
fn there_are_enough_of_them_and_each_has_a_name_and_a_reason_of_its_own() {
    let vectors: Vec<_> = groups()
        .into_iter()
        .flat_map(|(_, group)| group.vectors)
        .collect();
    let names: BTreeSet<_> = vectors.iter().map(|vector| &vector.name).collect();
    assert!(vectors.len() >= 60 && names.len() == vectors.len());
    assert!(vectors.iter().all(|vector| vector.reason.len() > 5));
}
