//! Sessions, byte for byte, without a port: what a vendor asks and is answered.

use std::{
    sync::{Arc, Mutex},
    time::{Duration, Instant},
};

use proptest::{collection::vec, prelude::*};
use wire::{
    Decoder, FRAME_BYTES_MAX, Header, Message,
    messages::{
        Busy, Checklist, Clock, Command, Config, Done, Error, ErrorCode, Event, EventCredit,
        EventKind, Events, Exam, ExamBegin, ExamCommand, ExamEnter, ExamJudge, ExamState, Findings,
        GetChecklist, GetConfig, GetEvents, GetExam, GetFindings, GetHealth, GetIdentity, GetItem,
        GetKeyImage, GetLog, GetMeasurements, GetSnapshot, Health, Heartbeat, Hello, HelloAck,
        Identity, Item, ItemState, KeyImage, Log, Measure, Measurements, MsgId, Opinion, SelfTest,
        SelfTestResult, SetBrightness, SetClock, Side, Snapshot, State, Subscribe, View,
    },
    read,
};

use super::*;

type Frame = (Header, Vec<u8>);

/// A device without a port, and a vendor that speaks byte for byte.
struct Bench {
    hub: Hub,
    asks: Arc<Mutex<Vec<Ask>>>,
    session: Session,
    now: Instant,
    seq: u16,
}

fn about() -> About {
    About {
        serial: "SR-1".to_owned(),
        firmware: "0.1.0".to_owned(),
        model: "standard".to_owned(),
        model_golden: true,
        profile: "isuog-2023".to_owned(),
        items: (0..28)
            .map(|n| ItemAbout {
                id: format!("F{n}"),
                label: "Four chambers of the fetal heart".to_owned(),
                view: View::FourChamber,
            })
            .collect(),
        findings: true,
        config: (0..9)
            .map(|n| (format!("key.{n}"), "x".repeat(60)))
            .collect(),
        ..About::default()
    }
}

fn facts(now: Instant) -> Facts {
    let item = |n: u32| ItemFacts {
        state: ItemState::Seen,
        confidence_percent: 80,
        frame: Some((90 + n, 3_600 + 40 * n)),
        reason: "four chambers were found together, again and again ".repeat(6),
    };
    let measure = |n: i32| MeasureFacts {
        measure: Measure(n),
        value_milli: 1000 + n,
        frames: 30,
        of: [1, 99, 50],
        ..MeasureFacts::default()
    };
    Facts {
        frame: 100,
        time_ms: 4_000,
        captured: Some(now),
        state: State::Running,
        state_name: "running",
        exam: ExamFacts {
            state: ExamState::Running,
            ..ExamFacts::default()
        },
        view: View::FourChamber,
        structures: vec![0x80 | 90; 23],
        items: (0..28).map(item).collect(),
        measures: (1..=9).map(measure).collect(),
        findings: Some(FindingsFacts {
            score_milli: Some(412),
            look_again: vec![
                "look again at the outflow tracts: seen for too short a time"
                    .to_owned();
                6
            ],
            ..FindingsFacts::default()
        }),
        ..Facts::default()
    }
}

impl Bench {
    /// A device whose service takes so many questions and answers none by itself.
    fn new(questions: usize) -> Self {
        let asks = Arc::new(Mutex::new(Vec::new()));
        let kept = asks.clone();
        let ask = Box::new(move |ask| {
            let mut kept = kept.lock().unwrap();
            if kept.len() >= questions {
                return Err(ask);
            }
            kept.push(ask);
            Ok(())
        });
        let shrink: Shrink = |picture| {
            Some(Shrunk {
                jpeg: picture.luma.clone(),
                width: 160,
                height: 120,
            })
        };
        let hub = Hub::new(about(), 77, ask, shrink);
        let now = Instant::now();
        assert!(hub.publish(&mut facts(now)));
        let session = Session::default();
        Self {
            hub,
            asks,
            session,
            now,
            seq: 0,
        }
    }

    fn open() -> Self {
        let mut bench = Self::new(4);
        let (_, ack) = bench.ask::<_, HelloAck>(&hello());
        assert_eq!(ack.items, 28);
        bench
    }

    fn bytes<M: Message>(&mut self, seq: u16, message: &M) -> Vec<u8> {
        let id = u16::try_from(M::ID.0).unwrap();
        self.raw(&Header::new(id, seq, 0), &wire::write(message).unwrap())
    }

    fn raw(&mut self, header: &Header, payload: &[u8]) -> Vec<u8> {
        let mut buffer = [0; FRAME_BYTES_MAX];
        wire::encode(header, payload, &mut buffer).unwrap().to_vec()
    }

    fn give(&mut self, bytes: &[u8]) -> Vec<Frame> {
        self.session.receive(bytes, self.now, &self.hub);
        self.session.poll(self.now, true, &self.hub);
        self.taken()
    }

    fn taken(&mut self) -> Vec<Frame> {
        let (mut decoder, mut frames) = (Decoder::new(), Vec::new());
        while !self.session.pending().is_empty() {
            let bytes = self.session.pending().to_vec();
            self.session.took(bytes.len());
            let mut rest = &bytes[..];
            while let Some(frame) = decoder.next(&mut rest) {
                let frame = frame.unwrap();
                frames.push((frame.header, frame.payload.to_vec()));
            }
        }
        frames
    }

    fn say<M: Message>(&mut self, message: &M) -> Vec<Frame> {
        self.seq += 1;
        let bytes = self.bytes(self.seq, message);
        self.give(&bytes)
    }

    /// Asks, and reads the answer.
    fn ask<M: Message, A: Message>(&mut self, message: &M) -> (Header, A) {
        let frames = self.say(message);
        let answer = frames
            .iter()
            .find(|(header, _)| header.reply_to == self.seq);
        let (header, payload) = answer.unwrap_or_else(|| panic!("no answer: {frames:?}"));
        assert_eq!(
            i32::from(header.msg_id),
            A::ID.0,
            "{:?}",
            read::<Error>(payload)
        );
        (*header, read(payload).unwrap())
    }

    fn refused<M: Message>(&mut self, message: &M) -> Error {
        let (_, error) = self.ask::<M, Error>(message);
        assert!(
            !error.message.is_empty() && !error.hint.is_empty(),
            "{error:?}"
        );
        error
    }

    fn answer(&mut self, answer: Answer) -> Vec<Frame> {
        let ask = self.asks.lock().unwrap().remove(0);
        ask.answer(answer);
        self.session.poll(self.now, true, &self.hub);
        self.taken()
    }

    fn later(&mut self, ms: u64) -> Vec<Frame> {
        self.now += Duration::from_millis(ms);
        self.session.poll(self.now, true, &self.hub);
        self.taken()
    }
}

fn hello() -> Hello {
    Hello {
        version_min: 1,
        version_max: 1,
        ..Hello::default()
    }
}

fn of<M: Message>(frames: &[Frame]) -> Vec<M> {
    let frames = frames
        .iter()
        .filter(|(header, _)| i32::from(header.msg_id) == M::ID.0);
    frames.map(|(_, payload)| read(payload).unwrap()).collect()
}

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
fn every_reading_request_is_answered_and_fits_the_least_room() {
    for max_payload in [192, 512] {
        let mut bench = Bench::new(4);
        bench.ask::<_, HelloAck>(&Hello {
            max_payload,
            ..hello()
        });
        let most = |header: Header, bytes: usize| {
            assert!(bytes <= max_payload as usize, "{header:?}: {bytes}")
        };
        bench.hub.tell(100, 4_000, What::View(View::FourChamber));
        for n in 0..30 {
            bench.hub.tell(
                100 + n,
                4_000,
                What::Item {
                    item: 3,
                    state: ItemState::Seen,
                },
            );
            bench.hub.note("state: running, and some more words that fill the line to its very end, and beyond it");
        }
        let mut requests = vec![];
        requests.push(bench.say(&GetIdentity::default()));
        requests.push(bench.say(&GetHealth::default()));
        requests.push(bench.say(&GetConfig::default()));
        requests.push(bench.say(&SelfTest::default()));
        requests.push(bench.say(&GetLog {
            first: 0,
            lines_max: 20,
        }));
        requests.push(bench.say(&GetExam::default()));
        requests.push(bench.say(&GetSnapshot::default()));
        requests.push(bench.say(&GetEvents::default()));
        requests.push(bench.say(&GetChecklist::default()));
        requests.push(bench.say(&GetItem { item: 5 }));
        requests.push(bench.say(&GetMeasurements::default()));
        requests.push(bench.say(&GetFindings::default()));
        for frames in &requests {
            assert_eq!(frames.len(), 1);
            let (header, payload) = &frames[0];
            most(*header, payload.len());
            assert_ne!(
                i32::from(header.msg_id),
                MsgId::MsgError.0,
                "{:?}",
                read::<Error>(payload)
            );
        }
        let all: Vec<_> = requests.concat();
        assert_eq!(
            of::<Identity>(&all)[0].intended_use,
            "supports the examiner; does not diagnose"
        );
        assert_eq!(of::<Health>(&all)[0].state, State::Running);
        assert!(of::<SelfTestResult>(&all)[0].passed);
        assert!(of::<Log>(&all)[0].first > 1);
        assert_eq!(of::<Item>(&all)[0].state, ItemState::Seen);
        // 400 ms before the last frame: history.
        let item = &of::<Item>(&all)[0];
        assert!(item.stamp.age_ms >= 200 && item.stamp.frame == 95 && item.settled);
        let snapshot = &of::<Snapshot>(&all)[0];
        assert_eq!(
            (snapshot.measures_given, snapshot.measures_milli.len()),
            (0x1ff, 9)
        );
        assert_eq!((snapshot.items[0], snapshot.items.len()), (0x33, 14));
        assert_eq!(snapshot.score_milli(), Some(&412));
        assert_eq!(of::<Findings>(&all)[0].total, 6);
    }
}

#[test]
fn lists_are_read_page_by_page_to_their_end_and_no_further() {
    for max_payload in [192, 512] {
        let mut bench = Bench::new(4);
        bench.ask::<_, HelloAck>(&Hello {
            max_payload,
            ..hello()
        });
        let mut first = 0;
        while first < 28 {
            let (_, page) = bench.ask::<_, Checklist>(&GetChecklist { first });
            assert!(page.total == 28 && page.first == first && !page.items.is_empty());
            assert_eq!(page.items[0].id, format!("F{first}").as_str());
            first += page.items.len() as u32;
        }
        let mut first = 0;
        while first < 9 {
            let (_, page) = bench.ask::<_, Config>(&GetConfig { first });
            assert!(!page.entries.is_empty());
            first += page.entries.len() as u32;
        }
        let mut first = 0;
        while first < 9 {
            let (_, page) = bench.ask::<_, Measurements>(&GetMeasurements { first });
            assert!(!page.measurements.is_empty());
            first += page.measurements.len() as u32;
        }
        assert_eq!(
            bench.refused(&GetChecklist { first: 29 }).code,
            ErrorCode::ErrorOutOfRange
        );
        assert_eq!(
            bench.refused(&GetConfig { first: u32::MAX }).code,
            ErrorCode::ErrorOutOfRange
        );
        assert_eq!(
            bench.refused(&GetMeasurements { first: 10 }).code,
            ErrorCode::ErrorOutOfRange
        );
        assert_eq!(
            bench.refused(&GetItem { item: 28 }).code,
            ErrorCode::ErrorOutOfRange
        );
    }
}

#[test]
fn while_results_are_withheld_nothing_of_them_is_told() {
    let mut bench = Bench::open();
    let mut facts = facts(bench.now);
    // Filled before the exam was told to go on: withheld from that moment all the same.
    facts.exam.withheld = true;
    assert!(bench.hub.publish(&mut facts));
    for code in [
        bench.refused(&GetItem { item: 0 }).code,
        bench.refused(&GetMeasurements::default()).code,
        bench.refused(&GetFindings::default()).code,
        bench
            .refused(&GetKeyImage {
                view: View::FourChamber,
                ..GetKeyImage::default()
            })
            .code,
    ] {
        assert_eq!(code, ErrorCode::ErrorWithheld);
    }
    let (_, snapshot) = bench.ask::<_, Snapshot>(&GetSnapshot::default());
    assert!(snapshot.items.is_empty() && snapshot.structures.is_empty());
    assert_eq!(
        (snapshot.view, snapshot.measures_given),
        (View::Unspecified, 0)
    );
    // The checklist itself is no result.
    bench.ask::<_, Checklist>(&GetChecklist::default());
}

#[test]
fn a_result_dies_with_its_age_and_with_the_picture() {
    let mut bench = Bench::open();
    let (_, fresh) = bench.ask::<_, Snapshot>(&GetSnapshot::default());
    assert!(!fresh.stamp.stale && fresh.structures.len() == 23);
    bench.now += Duration::from_millis(301);
    let (_, old) = bench.ask::<_, Snapshot>(&GetSnapshot::default());
    assert!(old.stamp.stale && old.stamp.age_ms == 301 && old.structures.is_empty());
    let mut frozen = facts(bench.now);
    frozen.state = State::Frozen;
    assert!(bench.hub.publish(&mut frozen));
    let (_, frozen) = bench.ask::<_, Snapshot>(&GetSnapshot::default());
    assert!(frozen.stamp.stale && frozen.structures.is_empty() && !frozen.items.is_empty());
}

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
fn events_come_in_order_as_far_as_credits_go_and_are_caught_up() {
    let mut bench = Bench::new(4);
    for n in 0..40 {
        bench.hub.tell(
            n,
            40 * n,
            What::Item {
                item: n as u16 % 28,
                state: ItemState::NotSeen,
            },
        );
    }
    let mut events = of::<Event>(&bench.say(&Hello {
        event_credits: 10,
        ..hello()
    }));
    events.extend(of::<Event>(&bench.later(1)));
    events.extend(of::<Event>(&bench.later(1)));
    let ids: Vec<_> = events.iter().map(|event| event.id).collect();
    assert_eq!(ids, (1..=10).collect::<Vec<_>>());
    assert_eq!(
        (events[9].kind, &*events[9].item_id),
        (EventKind::EventItem, "F9")
    );
    let mut more = of::<Event>(&bench.say(&EventCredit {
        after_id: 10,
        credits: 5,
    }));
    more.extend(of::<Event>(&bench.later(1)));
    assert_eq!(more.last().map(|event| event.id), Some(15));
    // A smaller grant takes nothing back, and nothing is sent twice.
    assert!(
        of::<Event>(&bench.say(&EventCredit {
            after_id: 1,
            credits: 5
        }))
        .is_empty()
    );
    assert_eq!(
        bench
            .refused(&EventCredit {
                after_id: 41,
                credits: 1
            })
            .code,
        ErrorCode::ErrorOutOfRange
    );
    assert_eq!(
        bench
            .refused(&EventCredit {
                after_id: 1,
                credits: 4097
            })
            .field,
        2
    );

    let mut after_id = 3;
    while after_id < 40 {
        let (_, page) = bench.ask::<_, Events>(&GetEvents {
            after_id,
            max_events: 0,
        });
        assert_eq!((page.oldest, page.newest, page.log_id), (1, 40, 77));
        assert_eq!(page.events[0].id, after_id + 1);
        after_id = page.events.last().unwrap().id;
    }
    let (_, one) = bench.ask::<_, Events>(&GetEvents {
        after_id: 3,
        max_events: 1,
    });
    assert_eq!(one.events.len(), 1);
    let (_, none) = bench.ask::<_, Events>(&GetEvents {
        after_id: 40,
        max_events: 0,
    });
    assert!(none.events.is_empty());
}

#[test]
fn after_a_lost_link_events_go_on_where_the_vendor_stood() {
    let first = |hello: Hello| {
        let mut bench = Bench::new(4);
        (0..9).for_each(|n| bench.hub.tell(n, n, What::View(View::Abdomen)));
        let mut events = of::<Event>(&bench.say(&Hello {
            event_credits: 50,
            ..hello
        }));
        bench.hub.tell(9, 9, What::View(View::None));
        events.extend(of::<Event>(&bench.later(1)));
        events[0].id
    };
    assert_eq!(
        first(Hello {
            log_id: 77,
            events_after: 4,
            ..hello()
        }),
        5
    );
    // Another log, and ids that were never given: from the beginning.
    assert_eq!(
        first(Hello {
            log_id: 76,
            events_after: 4,
            ..hello()
        }),
        1
    );
    assert_eq!(
        first(Hello {
            log_id: 77,
            events_after: 400,
            ..hello()
        }),
        1
    );
    assert_eq!(
        first(Hello {
            log_id: 77,
            events_after: u32::MAX,
            ..hello()
        }),
        10
    );
}

#[test]
fn snapshots_come_at_their_pace_the_newest_wins_and_none_waits() {
    let mut bench = Bench::open();
    assert_eq!(
        bench
            .refused(&Subscribe {
                snapshot_period_ms: 5
            })
            .code,
        ErrorCode::ErrorOutOfRange
    );
    let frames = bench.say(&Subscribe {
        snapshot_period_ms: 100,
    });
    assert_eq!(
        (of::<Done>(&frames).len(), of::<Snapshot>(&frames).len()),
        (1, 0)
    );
    assert_eq!(of::<Snapshot>(&bench.later(1)).len(), 1);
    assert!(bench.later(50).is_empty());
    assert_eq!(of::<Snapshot>(&bench.later(50)).len(), 1);
    // A line that takes nothing for two seconds gets one snapshot then: of now.
    for _ in 0..200 {
        bench.now += Duration::from_millis(10);
        bench.session.poll(bench.now, false, &bench.hub);
    }
    bench.taken();
    let mut newer = facts(bench.now);
    newer.frame = 555;
    assert!(bench.hub.publish(&mut newer));
    let snapshots = of::<Snapshot>(&bench.later(5));
    assert_eq!(
        snapshots.iter().map(|s| s.stamp.frame).collect::<Vec<_>>(),
        [555]
    );
    let (_, health) = bench.ask::<_, Health>(&GetHealth::default());
    assert!(
        health.tx_snapshots_replaced >= 18,
        "{}",
        health.tx_snapshots_replaced
    );
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

#[test]
fn a_key_image_comes_in_parts_of_one_picture_and_goes_on_after_a_break() {
    for max_payload in [192, 512] {
        let mut bench = Bench::new(4);
        bench.ask::<_, HelloAck>(&Hello {
            max_payload,
            ..hello()
        });
        let luma: Vec<u8> = (0..1500_u32).map(|n| (n * 7 % 251) as u8).collect();
        let picture = Picture {
            luma: luma.clone(),
            frame: 40,
            time_ms: 1_600,
            ..Picture::default()
        };
        let get = GetKeyImage {
            view: View::FourChamber,
            ..GetKeyImage::default()
        };
        assert!(bench.say(&get).is_empty());
        let first = of::<KeyImage>(&bench.answer(Answer::KeyImage(Some(picture.clone()))));
        let (id, mut all) = (first[0].image_id, first[0].data.to_vec());
        assert_eq!((first[0].total_bytes, first[0].stamp.frame), (1500, 40));
        assert!(first[0].stamp.stale, "it is 2.4 s behind the last frame");
        while all.len() < 1500 {
            let offset = u32::try_from(all.len()).unwrap();
            let (_, part) = bench.ask::<_, KeyImage>(&GetKeyImage {
                image_id: id,
                offset,
                ..get
            });
            all.extend(&part.data[..]);
        }
        assert!(all == luma && wire::hash(&all) == id);
        assert_eq!(
            bench
                .refused(&GetKeyImage {
                    image_id: id,
                    offset: 1500,
                    ..get
                })
                .field,
            3
        );
        let other = GetKeyImage {
            image_id: id ^ 1,
            offset: 100,
            ..get
        };
        assert_eq!(bench.refused(&other).code, ErrorCode::ErrorChanged);
        // After a lost link the device asks the service again, and goes on if it is the same picture.
        bench.ask::<_, HelloAck>(&Hello {
            max_payload,
            ..hello()
        });
        bench.say(&GetKeyImage {
            image_id: id,
            offset: 700,
            ..get
        });
        let part = of::<KeyImage>(&bench.answer(Answer::KeyImage(Some(picture))));
        assert_eq!(part[0].data[..], luma[700..700 + part[0].data.len()]);
        let none = GetKeyImage {
            view: View::Lvot,
            ..get
        };
        bench.say(&none);
        let errors = of::<Error>(&bench.answer(Answer::KeyImage(None)));
        assert_eq!(errors[0].code, ErrorCode::ErrorNotAvailable);
        assert_eq!(
            bench.refused(&GetKeyImage::default()).code,
            ErrorCode::ErrorOutOfRange
        );
    }
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
