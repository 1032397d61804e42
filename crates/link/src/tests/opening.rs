//! How a session begins and ends.

use super::*;

#[test]
fn before_hello_every_request_is_answered_that_there_is_no_session_and_nothing_else_is_sent() {
    let mut bench = Bench::new(4);
    assert!(bench.later(10_000).is_empty());
    assert_eq!(
        bench.refused(&GetExam::default()).code,
        ErrorCode::ErrorNoSession
    );
    assert_eq!(
        bench.refused(&Heartbeat::default()).code,
        ErrorCode::ErrorNoSession
    );
    assert!(bench.later(10_000).is_empty());
}

#[test]
fn hello_is_refused_for_what_cannot_be() {
    let mut bench = Bench::new(4);
    let later = Hello {
        version_min: 2,
        version_max: 9,
        ..hello()
    };
    let error = bench.refused(&later);
    assert_eq!(
        (error.code, error.detail),
        (ErrorCode::ErrorUnsupportedVersion, 1)
    );
    for (hello, field) in [
        (
            Hello {
                max_payload: 191,
                ..hello()
            },
            3,
        ),
        (
            Hello {
                snapshot_period_ms: 19,
                ..hello()
            },
            7,
        ),
        (
            Hello {
                event_credits: 4097,
                ..hello()
            },
            10,
        ),
    ] {
        let error = bench.refused(&hello);
        assert_eq!(
            (error.code, error.field),
            (ErrorCode::ErrorOutOfRange, field)
        );
    }
    let (_, ack) = bench.ask::<_, HelloAck>(&Hello {
        max_payload: 9999,
        features: 3,
        ..hello()
    });
    assert_eq!((ack.max_payload, ack.features, ack.log_id), (512, 3, 77));
}

#[test]
fn another_version_unknown_flags_and_unknown_messages_have_their_errors() {
    let mut bench = Bench::open();
    let mut code = |header: Header, payload: &[u8]| {
        let bytes = bench.raw(&header, payload);
        let frames = bench.give(&bytes);
        assert_eq!(frames.len(), 1);
        assert_eq!(frames[0].0.reply_to, header.seq);
        of::<Error>(&frames)[0].code
    };
    let get = Header::new(36, 50, 0);
    assert_eq!(
        code(Header { major: 2, ..get }, &[]),
        ErrorCode::ErrorUnsupportedVersion
    );
    assert_eq!(
        code(Header { flags: 0x40, ..get }, &[]),
        ErrorCode::ErrorUnsupportedFlags
    );
    assert_eq!(
        code(Header { msg_id: 999, ..get }, &[]),
        ErrorCode::ErrorUnsupportedMessage
    );
    assert_eq!(
        code(Header { msg_id: 53, ..get }, &[0x08, 0x80]),
        ErrorCode::ErrorMalformed
    );
    assert_eq!(
        code(Header { seq: 0, ..get }, &[]),
        ErrorCode::ErrorMalformed
    );
    // A flag that may be ignored is.
    let bytes = bench.raw(&Header { flags: 0x0f, ..get }, &[]);
    assert_eq!(of::<Exam>(&bench.give(&bytes)).len(), 1);
    // Answers and notices that nobody knows are no requests.
    for header in [Header::new(999, 60, 4), Header::new(4, 61, 0)] {
        let bytes = bench.raw(&header, &[]);
        assert!(bench.give(&bytes).is_empty());
    }
}

#[test]
fn a_heartbeat_comes_every_second_and_silence_ends_the_session() {
    let mut bench = Bench::open();
    let beats: usize = (0..30)
        .map(|_| of::<Heartbeat>(&bench.later(100)).len())
        .sum();
    assert_eq!(beats, 3);
    bench.say(&Heartbeat::default());
    assert!(
        bench
            .later(3_400)
            .iter()
            .any(|(header, _)| header.msg_id == 3)
    );
    assert!(bench.session.is_open());
    bench.later(200);
    assert!(!bench.session.is_open() && bench.later(5_000).is_empty());
}

#[test]
fn bye_ends_the_session() {
    let mut bench = Bench::open();
    bench.ask::<_, Done>(&wire::messages::Bye::default());
    assert!(!bench.session.is_open());
    assert_eq!(
        bench.refused(&GetExam::default()).code,
        ErrorCode::ErrorNoSession
    );
}
