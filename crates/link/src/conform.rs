//! The conformance vectors against a vendor's build, over a line.
//!
//! The build under test reads frames and sends every one back, byte for byte, that it takes as a message: header known,
//! payload decoded. All else it throws away without a word, as the vectors say. A probe behind each vector comes back
//! from any build that is still there.

use std::{
    io::{self, ErrorKind},
    time::{Duration, Instant},
};

use serde::Deserialize;
use wire::{Decoder, FRAME_BYTES_MAX, Header, messages::MsgId};

/// A byte stream whose reads and writes may say that they would have to wait.
pub trait Wire: io::Read + io::Write {}

impl<T: io::Read + io::Write> Wire for T {}

/// How long a build may take to answer a vector.
const PATIENCE: Duration = Duration::from_secs(2);
/// How long to wait before it is looked again.
const TICK: Duration = Duration::from_millis(2);

#[derive(Deserialize)]
struct Group {
    vectors: Vec<Vector>,
}

/// Bytes on the line, and what a receiver makes of them.
#[derive(Clone, Debug, Deserialize)]
pub struct Vector {
    /// Its name.
    pub name: String,
    /// Why it is there.
    pub reason: String,
    bytes: String,
    outcomes: Vec<Outcome>,
}

#[derive(Clone, Debug, Deserialize)]
struct Outcome {
    outcome: String,
    frame: Option<Whole>,
}

#[derive(Clone, Debug, Deserialize, PartialEq, Eq)]
struct Whole {
    major: u8,
    flags: u8,
    msg_id: u16,
    seq: u16,
    reply_to: u16,
    payload: String,
}

/// What a build made of a vector.
#[derive(Clone, Debug)]
pub struct Verdict {
    /// The vector.
    pub vector: Vector,
    /// What was wrong; `None`: nothing.
    pub fault: Option<String>,
}

const FILES: [&str; 6] = [
    include_str!("../../wire/vectors/good.json"),
    include_str!("../../wire/vectors/boundaries.json"),
    include_str!("../../wire/vectors/damaged.json"),
    include_str!("../../wire/vectors/streams.json"),
    include_str!("../../wire/vectors/versions.json"),
    include_str!("../../wire/vectors/payloads.json"),
];

/// All vectors.
///
/// # Errors
/// None: they are checked in, and a test reads them.
pub fn vectors() -> serde_json::Result<Vec<Vector>> {
    let mut all = Vec::new();
    for file in FILES {
        all.extend(serde_json::from_str::<Group>(file)?.vectors);
    }
    Ok(all)
}

/// Gives a build all vectors, one after the other.
///
/// # Errors
/// Where the line fails.
pub fn run(line: &mut impl Wire, mut each: impl FnMut(&Verdict)) -> io::Result<(usize, usize)> {
    let vectors = vectors().map_err(io::Error::other)?;
    let (mut passed, count) = (0, vectors.len());
    for (at, vector) in vectors.into_iter().enumerate() {
        let fault = give(line, &vector, at)?;
        passed += usize::from(fault.is_none());
        each(&Verdict { vector, fault });
    }
    Ok((passed, count))
}

fn give(line: &mut impl Wire, vector: &Vector, at: usize) -> io::Result<Option<String>> {
    let bytes = unhex(&vector.bytes).ok_or_else(|| io::Error::other("a vector is broken"))?;
    // A number of its own, so that what comes late from the vector before is told from it.
    let seq = u16::try_from(40_000 + at).unwrap_or(u16::MAX);
    let probe = Header::new(u16::try_from(MsgId::MsgDone.0).unwrap_or_default(), seq, 0);
    let mut buffer = [0; FRAME_BYTES_MAX];
    let framed =
        wire::encode(&probe, &[], &mut buffer).map_err(|_| io::Error::other("no probe"))?;
    // A vector may end within a frame, which never comes to its end: a code without its bytes spoils it.
    let end: &[u8] = if bytes.last().is_some_and(|byte| *byte != 0) {
        &[2, 0]
    } else {
        &[0]
    };
    put(line, &[&bytes, end, framed].concat())?;
    let expected = vector.outcomes.iter().filter(|o| o.outcome == "message");
    let mut expected: Vec<_> = expected
        .filter_map(|outcome| outcome.frame.clone())
        .collect();
    expected.push(whole(&probe, &[]));
    let (mut came, mut decoder) = (Vec::new(), Decoder::new());
    let until = Instant::now() + PATIENCE;
    let mut piece = [0; 512];
    while came.last() != expected.last() {
        let count = match line.read(&mut piece) {
            Ok(0) => return Err(ErrorKind::UnexpectedEof.into()),
            Ok(count) => count,
            Err(error) if waits(&error) && Instant::now() < until => {
                std::thread::sleep(TICK);
                continue;
            }
            Err(error) if waits(&error) => return Ok(Some(without_probe(&came, &expected))),
            Err(error) => return Err(error),
        };
        let mut rest = &piece[..count];
        while let Some(outcome) = decoder.next(&mut rest) {
            match outcome {
                Ok(frame) => came.push(whole(&frame.header, frame.payload)),
                Err(fault) => {
                    return Ok(Some(format!("it sent what is no frame: {}", fault.name())));
                }
            }
        }
    }
    Ok((came != expected).then(|| differs(&came, &expected)))
}

fn without_probe(came: &[Whole], expected: &[Whole]) -> String {
    if came.is_empty() {
        "nothing came back, not even the frame behind it".to_owned()
    } else {
        format!(
            "{}; the frame behind it never came",
            differs(came, expected)
        )
    }
}

fn differs(came: &[Whole], expected: &[Whole]) -> String {
    let first = came
        .iter()
        .zip(expected)
        .position(|(came, expected)| came != expected);
    match first {
        Some(at) => format!("frame {} came back as {:?}", at + 1, came[at]),
        None => {
            let count = expected.len().saturating_sub(1);
            format!("{} frames came back where {count} are messages", came.len())
        }
    }
}

fn put(line: &mut impl Wire, mut bytes: &[u8]) -> io::Result<()> {
    let until = Instant::now() + PATIENCE;
    while !bytes.is_empty() {
        match line.write(bytes) {
            Ok(count) => bytes = &bytes[count..],
            Err(error) if waits(&error) && Instant::now() < until => std::thread::sleep(TICK),
            Err(error) => return Err(error),
        }
    }
    Ok(())
}

fn waits(error: &io::Error) -> bool {
    matches!(
        error.kind(),
        ErrorKind::WouldBlock | ErrorKind::Interrupted | ErrorKind::TimedOut
    )
}

fn whole(header: &Header, payload: &[u8]) -> Whole {
    let Header {
        major,
        flags,
        msg_id,
        seq,
        reply_to,
    } = *header;
    let payload = payload.iter().map(|byte| format!("{byte:02x}")).collect();
    Whole {
        major,
        flags,
        msg_id,
        seq,
        reply_to,
        payload,
    }
}

fn unhex(text: &str) -> Option<Vec<u8>> {
    let digits = text.as_bytes().chunks(2);
    let byte = |two: &[u8]| u8::from_str_radix(std::str::from_utf8(two).ok()?, 16).ok();
    digits.map(byte).collect()
}

#[cfg(test)]
mod tests {
    use std::{
        collections::VecDeque,
        io::{Read, Write},
    };

    use super::*;

    /// A build under test: what it sends back for what it is given.
    struct Build<F: FnMut(&[u8]) -> Vec<u8>>(F, VecDeque<u8>);

    impl<F: FnMut(&[u8]) -> Vec<u8>> Write for Build<F> {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            let back = (self.0)(bytes);
            self.1.extend(back);
            Ok(bytes.len())
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    impl<F: FnMut(&[u8]) -> Vec<u8>> Read for Build<F> {
        fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
            if self.1.is_empty() {
                return Err(ErrorKind::WouldBlock.into());
            }
            self.1.read(buffer)
        }
    }

    fn build(takes: impl Fn(&wire::Frame) -> bool) -> impl FnMut(&[u8]) -> Vec<u8> {
        let mut decoder = Decoder::new();
        move |mut bytes| {
            let mut back = Vec::new();
            while let Some(outcome) = decoder.next(&mut bytes) {
                if let Ok(frame) = outcome
                    && takes(&frame)
                {
                    let mut buffer = [0; FRAME_BYTES_MAX];
                    back.extend(wire::encode(&frame.header, frame.payload, &mut buffer).unwrap());
                }
            }
            back
        }
    }

    fn is_message(frame: &wire::Frame) -> bool {
        let header = frame.header;
        let any_version = [1, 4].contains(&header.msg_id);
        (header.major == wire::MAJOR || any_version)
            && !header.has_unknown_flags()
            && matches!(wire::readable(header.msg_id, frame.payload), Some(Ok(_)))
    }

    #[test]
    fn a_build_that_keeps_the_contract_passes_all_of_them() {
        let mut faults = Vec::new();
        let mut line = Build(build(is_message), VecDeque::new());
        let (passed, count) =
            run(&mut line, |verdict| faults.extend(verdict.fault.clone())).unwrap();
        assert!(passed == count && count >= 60, "{faults:?}");
    }

    #[test]
    fn a_build_that_looks_at_no_flags_fails_just_those() {
        let mut failed = Vec::new();
        let takes = |frame: &wire::Frame| {
            let header = Header {
                flags: 0,
                ..frame.header
            };
            is_message(&wire::Frame { header, ..*frame })
        };
        let mut line = Build(build(takes), VecDeque::new());
        run(&mut line, |verdict| {
            failed.extend(verdict.fault.as_ref().map(|_| verdict.vector.name.clone()));
        })
        .unwrap();
        assert_eq!(
            failed,
            ["flag_incompatible", "flag_incompatible_top", "flags_both"]
        );
    }

    #[test]
    fn a_build_that_swallows_what_follows_a_damaged_frame_fails() {
        let mut good = build(is_message);
        let mut dead = false;
        let swallows = move |bytes: &[u8]| {
            dead |= bytes.len() > 2_000;
            if dead { Vec::new() } else { good(bytes) }
        };
        let mut line = Build(swallows, VecDeque::new());
        let mut first = None;
        let vector = vectors()
            .unwrap()
            .into_iter()
            .find(|v| v.name == "noise_without_delimiter");
        first.get_or_insert(give(&mut line, &vector.unwrap(), 1).unwrap());
        assert!(first.flatten().unwrap().contains("nothing came back"));
    }
}
