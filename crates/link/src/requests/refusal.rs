//! Refusals in words.

use wire::{
    cut,
    messages::{Error, ErrorCode},
};

/// A refusal with its words; `field`: the number of the field that is wrong, 0: none is.
pub fn refused(code: ErrorCode, field: u32) -> Box<Error> {
    let mut error = Error {
        code,
        field,
        ..Error::default()
    };
    put_in_words(&mut error);
    Box::new(error)
}

/// Says for people what the code says, where nothing is said yet.
pub fn put_in_words(error: &mut Error) {
    let [message, hint] = match error.code {
        ErrorCode::ErrorUnsupportedVersion => [
            "another major version",
            "send HELLO with versions that include `detail`",
        ],
        ErrorCode::ErrorUnsupportedFlags => [
            "an unknown incompatible flag",
            "send 0 in the high half of `flags`",
        ],
        ErrorCode::ErrorUnsupportedMessage => [
            "no request of that id",
            "this device does not know it: leave it out",
        ],
        ErrorCode::ErrorMalformed => [
            "no such message",
            "check bounds, lengths and `seq`: it is never 0",
        ],
        ErrorCode::ErrorTooLarge => [
            "a frame longer than `detail` bytes",
            "keep to 512 bytes of payload; check the baud rate",
        ],
        ErrorCode::ErrorBadFrame => [
            "frames came damaged: `detail` of them",
            "check baud rate, cable and ground",
        ],
        ErrorCode::ErrorNoSession => ["no session", "send HELLO first"],
        ErrorCode::ErrorOutOfRange => [
            "a field is out of its range",
            "`field` is its number in the .proto",
        ],
        ErrorCode::ErrorWithheld => [
            "results wait for the examiner's judgement",
            "EXAM_COMMAND end, then EXAM_JUDGE",
        ],
        ErrorCode::ErrorNotAvailable => [
            "this device does not have it, or not yet",
            "HELLO_ACK.features tells what it has",
        ],
        ErrorCode::ErrorChanged => [
            "a better key image has come",
            "begin again with image_id 0 at offset 0",
        ],
        _ => return,
    };
    (error.message, error.hint) = (cut(message), cut(hint));
}
