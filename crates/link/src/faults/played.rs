//! A service that is played, and what its vendor is told.

use std::{
    sync::{
        Arc, Mutex,
        atomic::{AtomicBool, AtomicU32, Ordering},
        mpsc::{Receiver, TrySendError, sync_channel},
    },
    thread,
    time::{Duration, Instant},
};

use wire::messages::{Command, ExamState, ItemState, MsgId, State, View};

use super::{FRAME, line::Dice};
use crate::{
    answer::{Answer, Ask},
    facts::{About, ExamFacts, Facts, ItemAbout, ItemFacts},
    hub::{Hub, Request},
    journal::What,
    vendor::Told,
};

/// A service that is played: pictures at 25 a second, items that change their states, and an examiner's marks.
pub struct Played {
    pub hub: Arc<Hub>,
    pub asks: Receiver<Ask>,
    pub dice: Dice,
    pub marks: Arc<AtomicU32>,
    pub told: Arc<Mutex<Vec<(u16, ItemState)>>>,
}

/// Items of the played checklist.
const ITEMS: u16 = 28;

impl Played {
    pub fn new(seed: u64) -> Self {
        let (sender, asks) = sync_channel(8);
        let item = |n: u16| ItemAbout {
            id: format!("F{n}"),
            label: format!("Item {n}"),
            view: View::FourChamber,
        };
        let about = About {
            serial: "played".to_owned(),
            model_golden: true,
            items: (0..ITEMS).map(item).collect(),
            ..About::default()
        };
        let ask = Box::new(move |ask| {
            sender.try_send(ask).map_err(|error| match error {
                TrySendError::Full(ask) | TrySendError::Disconnected(ask) => ask,
            })
        });
        Self {
            hub: Arc::new(Hub::new(about, Hub::fresh_log_id(), ask, |_| None)),
            asks,
            dice: Dice(seed),
            marks: Arc::default(),
            told: Arc::default(),
        }
    }

    /// Plays until `stop`; no more events once `quiet`.
    pub fn play(self, event_every: Duration, quiet: &AtomicBool, stop: &AtomicBool) {
        let start = Instant::now();
        let mut spare = Facts::default();
        let mut items = vec![ItemFacts::default(); usize::from(ITEMS)];
        for item in &mut items {
            item.state = ItemState::CannotAssess;
        }
        let exam = ExamFacts {
            state: ExamState::Running,
            ..ExamFacts::default()
        };
        let (mut frame, mut next_event) = (0, start + event_every);
        while !stop.load(Ordering::Relaxed) {
            frame += 1;
            let now = Instant::now();
            let time_ms = u32::try_from((now - start).as_millis()).unwrap_or(u32::MAX);
            let marks = self.marks.load(Ordering::Relaxed);
            let exam = ExamFacts { marks, ..exam };
            (spare.frame, spare.time_ms, spare.captured) = (frame, time_ms, Some(now));
            (spare.state, spare.state_name) = (State::Running, "running");
            (spare.exam, spare.view) = (exam, View::FourChamber);
            spare.structures.clear();
            spare
                .structures
                .extend((0..23).map(|n| 0x80 | ((frame as u8 ^ n) % 101)));
            if now >= next_event && !quiet.load(Ordering::Relaxed) {
                next_event += event_every;
                #[expect(clippy::cast_possible_truncation, reason = "below 28")]
                let item = (self.dice_at(frame) % u64::from(ITEMS)) as u16;
                let state = ItemState(1 + (self.dice_at(frame + 1) % 5) as i32);
                items[usize::from(item)].state = state;
                if let Ok(mut told) = self.told.lock() {
                    told.push((item, state));
                }
                self.hub.tell(frame, time_ms, What::Item { item, state });
            }
            spare.items.clone_from(&items);
            self.hub.publish(&mut spare);
            for ask in self.asks.try_iter() {
                if ask.request == Request::Command(Command::Mark) {
                    let marks = self.marks.fetch_add(1, Ordering::Relaxed) + 1;
                    ask.answer(Answer::Exam(ExamFacts { marks, ..exam }));
                }
            }
            thread::sleep(FRAME.saturating_sub(now.elapsed()));
        }
    }

    pub const fn dice_at(&self, frame: u32) -> u64 {
        Dice(self.dice.0 ^ frame as u64).next()
    }
}

/// What the vendor is told, counted.
#[derive(Default)]
pub struct Heard {
    pub events: Vec<(u16, ItemState)>,
    pub next: u32,
    pub wrong: u32,
    pub gone: u32,
    pub sessions: u32,
    pub snapshots: u32,
    pub marked: u32,
    pub unknown: u32,
}

impl Heard {
    pub fn take(&mut self, told: Told) {
        match told {
            Told::Event(event) => {
                if event.id != self.next + 1 {
                    self.wrong += 1;
                }
                self.next = event.id;
                let item = u16::try_from(event.item).unwrap_or(u16::MAX);
                self.events.push((item, event.item_state));
            }
            Told::Gone(count) => self.gone += count,
            Told::Open(_) => self.sessions += 1,
            Told::Snapshot(_) => self.snapshots += 1,
            Told::Answer { msg_id, .. } if i32::from(msg_id) == MsgId::MsgExam.0 => {
                self.marked += 1
            }
            Told::Answer { .. } | Told::Unknown(_) => self.unknown += 1,
            Told::Lost | Told::Error(_) => {}
        }
    }
}
