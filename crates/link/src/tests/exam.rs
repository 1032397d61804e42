//! What is said, and done once.

use super::*;

#[test]
fn what_the_examiner_says_goes_to_the_service_and_its_answer_comes_back() {
    let mut bench = Bench::open();
    let mut begin = ExamBegin::default();
    begin.exam_id.extend_from_slice(b"\x01\x00\xff").unwrap();
    assert!(bench.say(&begin).is_empty());
    let exam = ExamFacts {
        state: ExamState::Running,
        marks: 2,
        ..ExamFacts::default()
    };
    let frames = bench.answer(Answer::Exam(exam));
    assert_eq!(frames[0].0.reply_to, bench.seq);
    let answer = &of::<Exam>(&frames)[0];
    assert_eq!(
        (answer.state, answer.marks, &answer.exam_id[..]),
        (ExamState::Running, 2, &b"\x01\x00\xff"[..])
    );

    for (request, asked) in [
        (
            ExamCommand {
                command: Command::Mark,
            },
            Request::Command(Command::Mark),
        ),
        (
            ExamCommand {
                command: Command::Abandon,
            },
            Request::Command(Command::Abandon),
        ),
    ] {
        assert!(bench.say(&request).is_empty());
        assert_eq!(bench.asks.lock().unwrap()[0].request, asked);
        bench.answer(Answer::Exam(exam));
    }
    bench.say(&ExamJudge {
        heart: Opinion::LookAgain,
        vessels: Opinion::Normal,
    });
    let asked = Request::Judge {
        heart: Opinion::LookAgain,
        vessels: Opinion::Normal,
    };
    assert_eq!(bench.asks.lock().unwrap()[0].request, asked);
    let refused = Refused {
        code: ErrorCode::ErrorWrongState,
        message: "judge: the exam is running".to_owned(),
        hint: "end it first".to_owned(),
    };
    let error = &of::<Error>(&bench.answer(Answer::Refused(refused)))[0];
    assert_eq!(
        (error.code, error.msg_id, &*error.hint),
        (ErrorCode::ErrorWrongState, 34, "end it first")
    );

    for (enter, field) in [
        (
            ExamEnter {
                age_days: 69,
                ..ExamEnter::default()
            },
            1,
        ),
        (
            ExamEnter {
                left: Side(9),
                ..ExamEnter::default()
            },
            2,
        ),
        (
            ExamEnter {
                fetus: 10,
                ..ExamEnter::default()
            },
            3,
        ),
        (ExamEnter::default(), 1),
    ] {
        assert_eq!(bench.refused(&enter).field, field);
    }
    assert_eq!(
        bench
            .refused(&ExamCommand {
                command: Command::Begin
            })
            .code,
        ErrorCode::ErrorOutOfRange
    );
    assert_eq!(
        bench.refused(&ExamJudge::default()).code,
        ErrorCode::ErrorOutOfRange
    );
    assert!(bench.asks.lock().unwrap().is_empty());
}

#[test]
fn a_request_that_is_sent_again_is_done_once_and_answered_again() {
    let mut bench = Bench::open();
    let mark = ExamCommand {
        command: Command::Mark,
    };
    let bytes = bench.bytes(9, &mark);
    assert!(bench.give(&bytes).is_empty() && bench.give(&bytes).is_empty());
    assert_eq!(bench.asks.lock().unwrap().len(), 1);
    let first = bench.answer(Answer::Exam(ExamFacts {
        marks: 1,
        ..ExamFacts::default()
    }));
    let again = bench.give(&bytes);
    assert_eq!((first[0].0.reply_to, again[0].0.reply_to), (9, 9));
    assert_eq!(first[0].1, again[0].1);
    assert!(bench.asks.lock().unwrap().is_empty());
    // The same number for something else, as after it has wrapped around, is another request.
    let bytes = bench.bytes(
        9,
        &ExamCommand {
            command: Command::End,
        },
    );
    bench.give(&bytes);
    assert_eq!(bench.asks.lock().unwrap().len(), 1);
}

#[test]
fn the_fifth_request_that_waits_is_told_to_come_again() {
    let mut bench = Bench::open();
    let mark = ExamCommand {
        command: Command::Mark,
    };
    for _ in 0..4 {
        assert!(bench.say(&mark).is_empty());
    }
    let (_, busy) = bench.ask::<_, Busy>(&mark);
    assert!(busy.retry_ms > 0 && busy.outstanding_max == 4);
    bench.answer(Answer::Exam(ExamFacts::default()));
    bench.answer(Answer::Exam(ExamFacts::default()));
    // What was told to come again is no repeat.
    assert!(bench.say(&mark).is_empty());
    // A service that takes no more is busy, too.
    let mut bench = Bench::new(1);
    bench.ask::<_, HelloAck>(&hello());
    bench.say(&mark);
    bench.ask::<_, Busy>(&mark);
}

#[test]
fn a_service_that_does_not_answer_is_a_timeout_within_a_second() {
    let mut bench = Bench::open();
    bench.say(&ExamCommand {
        command: Command::Mark,
    });
    assert!(of::<Error>(&bench.later(800)).is_empty());
    let errors = of::<Error>(&bench.later(150));
    assert_eq!(errors[0].code, ErrorCode::ErrorTimeout);
}

#[test]
fn the_clock_is_set_within_its_range_and_the_backlight_where_there_is_one() {
    struct Lamp;
    impl Backlight for Lamp {
        fn set(&self, percent: u32) -> std::io::Result<u32> {
            Ok(percent.max(10))
        }
    }
    let mut bench = Bench::open();
    let unix_ms = 1_795_000_000_000;
    let (_, clock) = bench.ask::<_, Clock>(&SetClock { unix_ms });
    assert!((unix_ms..unix_ms + 60_000).contains(&clock.unix_ms));
    assert_eq!(
        bench.refused(&SetClock { unix_ms: 5 }).code,
        ErrorCode::ErrorOutOfRange
    );
    assert_eq!(
        bench.refused(&SetBrightness { percent: 5 }).code,
        ErrorCode::ErrorNotAvailable
    );
    bench.hub = Hub::new(about(), 78, Box::new(Err), |_| None).with_backlight(Some(Box::new(Lamp)));
    bench.ask::<_, HelloAck>(&hello());
    let (_, lit) = bench.ask::<_, wire::messages::Brightness>(&SetBrightness { percent: 0 });
    assert_eq!(lit.percent, 10);
    assert_eq!(bench.refused(&SetBrightness { percent: 101 }).field, 1);
}
