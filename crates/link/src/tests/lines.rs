//! Noise, peers that do not read, and the log.

use proptest::{collection::vec, prelude::*};

use super::*;

#[test]
fn the_log_has_its_last_lines_by_number() {
    let mut bench = Bench::open();
    (0..300).for_each(|n| bench.hub.note(&format!("line {n}")));
    let (_, log) = bench.ask::<_, Log>(&GetLog {
        first: 0,
        lines_max: 3,
    });
    assert!(log.newest == 301 && log.oldest == 46 && log.first == 299);
    assert!(log.lines[2].ends_with("line 299"));
    let (_, old) = bench.ask::<_, Log>(&GetLog {
        first: 1,
        lines_max: 1,
    });
    assert_eq!((old.first, old.lines.len()), (46, 1));
    for lines_max in [0, 257] {
        let error = bench.refused(&GetLog {
            first: 0,
            lines_max,
        });
        assert_eq!((error.code, error.field), (ErrorCode::ErrorOutOfRange, 2));
    }
}

#[test]
fn a_megabyte_of_noise_is_told_of_once_a_second_and_the_session_holds() {
    let mut bench = Bench::open();
    let noise: Vec<u8> = (0..1_u32 << 20)
        .map(|n| (n.wrapping_mul(2_654_435_761) >> 13) as u8)
        .collect();
    let mut frames = Vec::new();
    for piece in noise.chunks(512) {
        frames.extend(bench.give(piece));
    }
    let errors = of::<Error>(&frames);
    assert_eq!((errors.len(), frames.len()), (1, 1));
    assert!([ErrorCode::ErrorBadFrame, ErrorCode::ErrorTooLarge].contains(&errors[0].code));
    bench.give(&[0]);
    bench.ask::<_, Exam>(&GetExam::default());
    bench.now += Duration::from_secs(1);
    let errors = of::<Error>(&bench.give(&[5, 5, 0]));
    assert!(
        errors[0].code == ErrorCode::ErrorBadFrame && errors[0].detail > 100,
        "{errors:?}"
    );
    bench.now += Duration::from_secs(1);
    let errors = of::<Error>(&bench.give(&[vec![9; 800], vec![0]].concat()));
    assert_eq!(
        (errors[0].code, errors[0].detail),
        (ErrorCode::ErrorTooLarge, 524)
    );
}

#[test]
fn a_peer_that_asks_and_does_not_read_stops_itself_and_nothing_grows() {
    let mut bench = Bench::open();
    let bytes = bench.bytes(500, &GetExam::default());
    let mut given = 0;
    while bench.session.has_room() && given < 1000 {
        let seq = 600 + given;
        let bytes = bench.raw(&Header::new(36, seq, 0), &[]);
        bench.session.receive(&bytes, bench.now, &bench.hub);
        given += 1;
    }
    assert!(given < 20);
    let frames = bench.taken();
    assert_eq!(of::<Exam>(&frames).len(), 4);
    assert_eq!(of::<Busy>(&frames).len(), usize::from(given) - 4);
    assert_eq!(of::<Exam>(&bench.give(&bytes)).len(), 1);
}

proptest! {
    #[test]
    fn whatever_comes_nothing_panics_and_a_session_can_be_had(
        open in any::<bool>(),
        parts in vec((any::<u16>(), 0..90_u16, vec(any::<u8>(), 0..40)), 0..12),
        noise in vec(any::<u8>(), 0..200),
    ) {
        let mut bench = if open { Bench::open() } else { Bench::new(4) };
        for (seq, msg_id, payload) in parts {
            let bytes = bench.raw(&Header::new(msg_id, seq, 0), &payload);
            bench.give(&bytes);
            bench.give(&noise);
            bench.later(300);
        }
        bench.give(&[0]);
        bench.seq = 999;
        bench.ask::<_, HelloAck>(&hello());
    }
}
