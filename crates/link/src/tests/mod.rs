//! Sessions, byte for byte, without a port: what a vendor asks and is answered.

mod events;
mod exam;
mod lines;
mod opening;
mod results;

use std::{
    sync::{Arc, Mutex},
    time::{Duration, Instant},
};

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
