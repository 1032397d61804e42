//! SELF_TEST: what can be tried without holding the reading up.

use std::time::Instant;

use wire::{
    Payload, cut,
    messages::{SelfTestPart, SelfTestResult},
};

use super::super::{hub::Hub, results};

/// Tries the parts of the device.
pub fn self_test(hub: &Hub, now: Instant) -> SelfTestResult {
    let (oldest, newest, next) = {
        let journal = hub.journal();
        let (oldest, newest) = (journal.oldest(), journal.newest());
        let next = journal.behind(oldest.saturating_sub(1));
        (oldest, newest, next.map_or(0, |(id, _)| id))
    };
    let age = results::age_ms(hub.facts().captured, now);
    let parts = [
        (
            "model_golden",
            hub.about().model_golden,
            "the model does not give what its pack says",
        ),
        (
            "wire",
            wire_works(),
            "framing or CRC of this build are wrong",
        ),
        ("frames", age < 2000, "no picture within two seconds"),
        (
            "events",
            next == oldest && oldest <= newest,
            "the log of events has holes",
        ),
    ];
    let mut result = SelfTestResult {
        passed: parts.iter().all(|(_, passed, _)| *passed),
        ..SelfTestResult::default()
    };
    for (name, passed, words) in parts {
        let mut part = SelfTestPart {
            passed,
            ..SelfTestPart::default()
        };
        (part.name, part.words) = (cut(name), cut(if passed { "" } else { words }));
        let _ = result.parts.push(part);
    }
    result
}

/// A frame with all byte values comes through framing and CRC, whose value is the one that is published.
fn wire_works() -> bool {
    let payload: Payload = (0..=255).collect();
    let header = wire::Header::new(1, 1, 0);
    let mut buffer = [0; wire::FRAME_BYTES_MAX];
    let Ok(mut bytes) = wire::encode(&header, &payload, &mut buffer) else {
        return false;
    };
    let mut decoder = wire::Decoder::new();
    let back = decoder.next(&mut bytes);
    let same =
        matches!(back, Some(Ok(frame)) if frame.header == header && *frame.payload == *payload);
    same && wire::hash(b"123456789") == 0xcbf4_3926
}
