//! A link over a line that flips and drops bytes, stalls, and is cut and plugged in again: what comes of its events.
//!
//! The device's end is the thread that serves a real port, a pseudo terminal; the vendor's end is [`Vendor`]. In between
//! stands a line with seeded faults, and with an eye on both sides: it knows what was sent.

use std::{
    collections::VecDeque,
    fs,
    io::{ErrorKind, Read, Write},
    path::Path,
    sync::{
        Arc, Mutex,
        atomic::{AtomicBool, AtomicU32, Ordering},
        mpsc::{Receiver, sync_channel},
    },
    thread,
    time::{Duration, Instant},
};

use wire::{
    Decoder, Key,
    messages::{Command, ExamCommand, ExamState, ItemState, MsgId, State, View},
};

use super::{
    answer::{Answer, Ask},
    facts::{About, ExamFacts, Facts, ItemAbout, ItemFacts},
    hub::{Hub, Request},
    journal::What,
    port::{PortError, PortName, Pty, Settings},
    serve::serve,
    vendor::{Told, Vendor, Wishes},
};

/// What is done to the line.
#[derive(Clone, Debug)]
pub struct Plan {
    /// For how long.
    pub time: Duration,
    /// Seed of all faults.
    pub seed: u64,
    /// Of a million bytes, how many are flipped.
    pub flips_ppm: u32,
    /// Of a million bytes, how many are lost.
    pub drops_ppm: u32,
    /// How often the line stands still for [`STALL`]; `None`: never.
    pub stall_every: Option<Duration>,
    /// How often it is cut and plugged in again; `None`: never.
    pub cut_every: Option<Duration>,
    /// How often an item changes its state.
    pub event_every: Duration,
}

/// For how long a line stands still.
pub const STALL: Duration = Duration::from_millis(200);
/// For how long a line is cut.
const CUT: Duration = Duration::from_millis(300);
/// How long the vendor has to catch up when the faults are over.
const CATCH_UP: Duration = Duration::from_secs(20);
/// Frames of a side that are remembered: some seconds.
const SENT_KEPT: usize = 4096;
/// From one frame of the picture to the next.
const FRAME: Duration = Duration::from_millis(40);

/// What came of it.
#[derive(Clone, Debug, Default)]
pub struct Outcome {
    /// Events that the device had to tell.
    pub events: u32,
    /// Events that the vendor was told, each once and in order.
    pub told: u32,
    /// Events that were told with something else in them, twice, or out of order.
    pub wrong_events: u32,
    /// Events that the device had not kept.
    pub gone: u32,
    /// Frames that came through, both ways.
    pub frames: u32,
    /// Frames that came through and were never sent.
    pub wrong_frames: u32,
    /// Frames that were rejected for their CRC, both ways.
    pub bad_crc: u32,
    /// Frames that were rejected for their framing or length, both ways.
    pub bad_framing: u32,
    /// Cuts and replugs.
    pub cuts: u32,
    /// Sessions that were opened.
    pub sessions: u32,
    /// Snapshots that came.
    pub snapshots: u32,
    /// Marks that the vendor asked for and was told that they were done; of which it does not know; that were done.
    pub marks: [u32; 3],
    /// Resident memory a while after the start and at the end, KiB.
    pub resident_kib: [u64; 2],
}

impl Outcome {
    /// Nothing was lost, told twice, or made up.
    #[must_use]
    pub const fn is_sound(&self) -> bool {
        let [done, unknown, made] = self.marks;
        self.told == self.events
            && self.wrong_events == 0
            && self.gone == 0
            && self.wrong_frames == 0
            && done <= made
            && made <= done + unknown
    }
}

/// Numbers that are the same for the same seed (SplitMix64, Steele et al. 2014).
#[derive(Clone, Debug)]
struct Dice(u64);

impl Dice {
    const fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    const fn one_of(&mut self, million: u32) -> bool {
        self.next() % 1_000_000 < million as u64
    }
}

/// One way of the line.
struct Way {
    dice: Dice,
    /// Reads what is sent, before anything is done to it.
    clean: Decoder,
    /// Reads what comes through.
    dirty: Decoder,
    sent: VecDeque<(Key, u16)>,
    frames: u32,
    wrong: u32,
    lost: [u32; 2],
}

impl Way {
    fn new(seed: u64) -> Self {
        Self {
            dice: Dice(seed),
            clean: Decoder::new(),
            dirty: Decoder::new(),
            sent: VecDeque::with_capacity(SENT_KEPT),
            frames: 0,
            wrong: 0,
            lost: [0; 2],
        }
    }

    /// Sends bytes through; what comes out at the other end.
    fn through(&mut self, bytes: &[u8], plan: &Plan, faults: bool) -> Vec<u8> {
        let mut rest = bytes;
        while let Some(outcome) = self.clean.next(&mut rest) {
            if let Ok(frame) = outcome {
                if self.sent.len() == SENT_KEPT {
                    self.sent.pop_front();
                }
                self.sent
                    .push_back((Key::of(&frame), frame.header.reply_to));
            }
        }
        let mut out = Vec::with_capacity(bytes.len());
        for byte in bytes {
            if faults && self.dice.one_of(plan.drops_ppm) {
                continue;
            }
            let flipped = faults && self.dice.one_of(plan.flips_ppm);
            let by = if flipped {
                (self.dice.next() % 255) as u8 + 1
            } else {
                0
            };
            out.push(byte ^ by);
        }
        let mut rest = &out[..];
        while let Some(outcome) = self.dirty.next(&mut rest) {
            if let Ok(frame) = outcome {
                self.frames += 1;
                let same = (Key::of(&frame), frame.header.reply_to);
                if !self.sent.contains(&same) {
                    self.wrong += 1;
                }
            }
        }
        let counts = self.dirty.counts();
        self.lost = [counts.bad_crc, counts.bad_cobs + counts.too_large];
        out
    }

    const fn cut(&mut self) {
        self.clean.reset();
        self.dirty.reset();
    }
}

/// A service that is played: pictures at 25 a second, items that change their states, and an examiner's marks.
struct Played {
    hub: Arc<Hub>,
    asks: Receiver<Ask>,
    dice: Dice,
    marks: Arc<AtomicU32>,
    told: Arc<Mutex<Vec<(u16, ItemState)>>>,
}

/// Items of the played checklist.
const ITEMS: u16 = 28;

impl Played {
    fn new(seed: u64) -> Self {
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
                std::sync::mpsc::TrySendError::Full(ask)
                | std::sync::mpsc::TrySendError::Disconnected(ask) => ask,
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
    fn play(self, event_every: Duration, quiet: &AtomicBool, stop: &AtomicBool) {
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
                .extend((0..23).map(|n| 0x80 | (frame as u8 ^ n) % 101));
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

    const fn dice_at(&self, frame: u32) -> u64 {
        Dice(self.dice.0 ^ frame as u64).next()
    }
}

/// What the vendor is told, counted.
#[derive(Default)]
struct Heard {
    events: Vec<(u16, ItemState)>,
    next: u32,
    wrong: u32,
    gone: u32,
    sessions: u32,
    snapshots: u32,
    marked: u32,
    unknown: u32,
}

impl Heard {
    fn take(&mut self, told: Told) {
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

/// The line, with a device's end at a pseudo terminal and the vendor's end in this thread.
struct Line<'a> {
    plan: &'a Plan,
    link: &'a Path,
    /// `None` while it is cut.
    pty: Option<Pty>,
    to_vendor: Way,
    to_device: Way,
    stalled_until: Instant,
    /// What the device's end has not taken yet.
    unsent: VecDeque<u8>,
}

impl Line<'_> {
    /// Moves what can be moved.
    fn step(&mut self, vendor: &mut Vendor, heard: &mut Heard, faults: bool) {
        let now = Instant::now();
        vendor.poll(now, &mut |told| heard.take(told));
        let pty = self.pty.as_mut().filter(|_| now >= self.stalled_until);
        let Some(pty) = pty else {
            thread::sleep(TICK);
            return;
        };
        while !vendor.pending().is_empty() {
            let bytes = vendor.pending();
            self.unsent
                .extend(self.to_device.through(bytes, self.plan, faults));
            vendor.took(bytes.len());
        }
        let port = pty.port();
        while !self.unsent.is_empty() {
            match port.write(self.unsent.as_slices().0) {
                Ok(count) => drop(self.unsent.drain(..count)),
                Err(_) => break,
            }
        }
        let mut buffer = [0; 4096];
        // Nobody may have the other end open.
        let gone = port.wait(false, TICK).is_ok_and(|ready| ready.gone);
        match port.read(&mut buffer) {
            Ok(count) => {
                let bytes = self.to_vendor.through(&buffer[..count], self.plan, faults);
                vendor.receive(&bytes, Instant::now(), &mut |told| heard.take(told));
            }
            Err(error) if gone || error.kind() != ErrorKind::WouldBlock => thread::sleep(TICK),
            Err(_) => {}
        }
    }

    fn cut(&mut self, vendor: &mut Vendor) {
        self.pty = None;
        self.unsent.clear();
        self.to_vendor.cut();
        self.to_device.cut();
        vendor.replugged();
    }
}

/// How long to wait for bytes.
const TICK: Duration = Duration::from_millis(2);
/// How often the vendor asks for a mark.
const MARK_EVERY: Duration = Duration::from_millis(700);

/// Does it, in real time; `link` is a path for the line's device that is free. `stop` ends the faults early.
///
/// # Errors
/// Where no pseudo terminal can be made.
pub fn run(plan: &Plan, link: &Path, stop: &AtomicBool) -> Result<Outcome, PortError> {
    let played = Played::new(plan.seed);
    let (hub, marks, told) = (
        played.hub.clone(),
        played.marks.clone(),
        played.told.clone(),
    );
    let (over, quiet) = (AtomicBool::new(false), AtomicBool::new(false));
    let settings = Settings::new(PortName::Device(link.to_owned()));
    let mut line = Line {
        plan,
        link,
        pty: Some(Pty::new(Some(link))?),
        to_vendor: Way::new(plan.seed ^ 1),
        to_device: Way::new(plan.seed ^ 2),
        stalled_until: Instant::now(),
        unsent: VecDeque::new(),
    };
    let (heard, cuts, resident_kib) = thread::scope(|scope| {
        scope.spawn(|| played.play(plan.event_every, &quiet, &over));
        scope.spawn(|| serve(&settings, &hub, &over));
        let outcome = drive(&mut line, &hub, &quiet, stop);
        over.store(true, Ordering::Relaxed);
        outcome
    })?;
    let made = told.lock().map(|told| told.clone()).unwrap_or_default();
    let others = made
        .iter()
        .zip(&heard.events)
        .filter(|(made, told)| made != told);
    let count = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
    let both = |of: fn(&Way) -> u32| of(&line.to_vendor) + of(&line.to_device);
    Ok(Outcome {
        events: count(made.len()),
        told: count(heard.events.len()),
        wrong_events: heard.wrong + count(others.count()),
        gone: heard.gone,
        frames: both(|way| way.frames),
        wrong_frames: both(|way| way.wrong),
        bad_crc: both(|way| way.lost[0]),
        bad_framing: both(|way| way.lost[1]),
        cuts,
        sessions: heard.sessions,
        snapshots: heard.snapshots,
        marks: [heard.marked, heard.unknown, marks.load(Ordering::Relaxed)],
        resident_kib,
    })
}

/// Goes through the plan, then waits until the vendor has caught up.
fn drive(
    line: &mut Line,
    hub: &Hub,
    quiet: &AtomicBool,
    stop: &AtomicBool,
) -> Result<(Heard, u32, [u64; 2]), PortError> {
    let plan = line.plan;
    let start = Instant::now();
    let (mut vendor, mut heard) = (Vendor::new(Wishes::default(), start), Heard::default());
    let (mut cuts, mut plugged, mut resident_kib) = (0, start, [0; 2]);
    let mut next_cut = plan.cut_every.map(|every| start + every);
    let mut next_stall = plan.stall_every.map(|every| start + every);
    let mut next_mark = start + MARK_EVERY;
    loop {
        let now = Instant::now();
        let faults = now < start + plan.time && !stop.load(Ordering::Relaxed);
        if resident_kib[0] == 0 && now > start + plan.time / 5 {
            resident_kib[0] = resident();
        }
        if line.pty.is_none() && now >= plugged {
            line.pty = Some(Pty::new(Some(line.link))?);
        }
        if faults && next_cut.is_some_and(|due| now >= due) {
            line.cut(&mut vendor);
            (plugged, cuts) = (now + CUT, cuts + 1);
            next_cut = plan.cut_every.map(|every| now + every);
        }
        if faults && next_stall.is_some_and(|due| now >= due) {
            line.stalled_until = now + STALL;
            next_stall = plan.stall_every.map(|every| now + every);
        }
        if faults && now >= next_mark {
            next_mark = now + MARK_EVERY;
            let mark = ExamCommand {
                command: Command::Mark,
            };
            vendor.request(&mark, now);
        }
        line.step(&mut vendor, &mut heard, faults);
        if faults {
            continue;
        }
        quiet.store(true, Ordering::Relaxed);
        let caught_up = vendor.last_event() == hub.journal().newest() && !vendor.is_asking();
        let late = now > start + plan.time + CATCH_UP;
        if line.pty.is_some() && (caught_up && now > start + plan.time + FRAME * 3 || late) {
            resident_kib[1] = resident();
            return Ok((heard, cuts, resident_kib));
        }
    }
}

/// Resident memory, KiB; 0 where the system does not say.
fn resident() -> u64 {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
    let number = line.and_then(|rest| rest.split_whitespace().next()?.parse().ok());
    number.unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_that_is_cut_flips_drops_and_stalls_loses_no_event_and_makes_none_up() {
        let folder = tempfile::tempdir().unwrap();
        let plan = Plan {
            time: Duration::from_secs(8),
            seed: 11,
            flips_ppm: 10_000,
            drops_ppm: 1_000,
            stall_every: Some(Duration::from_millis(1_700)),
            cut_every: Some(Duration::from_millis(2_500)),
            event_every: Duration::from_millis(150),
        };
        let never = AtomicBool::new(false);
        let outcome = run(&plan, &folder.path().join("tty"), &never).unwrap();
        assert!(outcome.is_sound(), "{outcome:?}");
        // The faults were there, and so was the link.
        assert!(
            outcome.cuts >= 2 && outcome.bad_crc > 10 && outcome.events > 20,
            "{outcome:?}"
        );
        assert!(outcome.snapshots > 5 && outcome.marks[2] > 0, "{outcome:?}");
    }
}
