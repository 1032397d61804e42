//! The other end of the link, as a cart would hold it: for tests, for faults of lines, for trying a device.
//!
//! Bytes in, bytes out, and the time: no port, no thread.

mod hearing;

use std::{
    collections::VecDeque,
    time::{Duration, Instant},
};

use wire::{
    ANSWER_MS_MAX, Counts, Decoder, FRAME_BYTES_MAX, HEARTBEAT_PERIOD_MS, Header, LINK_LOST_MS,
    MAJOR, Message, Payload, REQUESTS_MAX, SCHEMA_HASH, Sequence, cut,
    messages::{Error, Event, Heartbeat, Hello, HelloAck, MsgId, Snapshot},
    write,
};

/// How many events are asked for at once at most.
const BATCH_MAX: u32 = 6;
/// How often a request is sent in all before the link is taken as lost.
const TRIES_MAX: u32 = 4;

/// What a vendor is told.
#[derive(Clone, Debug)]
pub enum Told {
    /// A session is open.
    Open(Box<HelloAck>),
    /// It is lost; another one is asked for.
    Lost,
    /// A snapshot.
    Snapshot(Box<Snapshot>),
    /// The next event: each comes once, in order.
    Event(Box<Event>),
    /// So many events are gone: the device has not kept them.
    Gone(u32),
    /// An answer to the request of that number, see [`Vendor::request`].
    Answer {
        /// What [`Vendor::request`] returned.
        request: u64,
        /// Which message it is.
        msg_id: u16,
        /// The message, encoded.
        payload: Box<Payload>,
    },
    /// No answer came, or the link was lost: whether it was done is not known.
    Unknown(u64),
    /// A notice that something is wrong.
    Error(Box<Error>),
}

/// What a vendor asks for in HELLO.
#[derive(Clone, Debug)]
pub struct Wishes {
    /// How often snapshots are wanted, milliseconds; 0: not at all.
    pub snapshot_period_ms: u32,
    /// How many events may be on their way.
    pub credits: u32,
    /// The longest payload, bytes; 0: the longest of the contract.
    pub max_payload: u32,
}

impl Default for Wishes {
    fn default() -> Self {
        Self {
            snapshot_period_ms: 100,
            credits: 32,
            max_payload: 0,
        }
    }
}

/// The other end.
#[derive(Debug)]
pub struct Vendor {
    wishes: Wishes,
    decoder: Decoder,
    sequence: Sequence,
    out: VecDeque<u8>,
    session: Option<HelloAck>,
    log_id: u32,
    /// The last event without a gap, and up to where credits were granted.
    last: u32,
    granted: u32,
    /// The newest event that the device spoke of in the heartbeat before.
    newest: u32,
    start: Instant,
    heard: Option<Instant>,
    next_hello: Option<Instant>,
    hello_seq: u16,
    next_heartbeat: Instant,
    asked: Vec<Asked>,
    next_request: u64,
    /// How many events are asked for at once: fewer where answers are lost.
    batch: u32,
}

#[derive(Debug)]
struct Asked {
    request: Option<u64>,
    seq: u16,
    msg_id: u16,
    payload: Payload,
    /// When it is sent again.
    again: Instant,
    tries: u32,
}

impl Vendor {
    /// A vendor without a session.
    #[must_use]
    pub fn new(wishes: Wishes, now: Instant) -> Self {
        Self {
            wishes,
            decoder: Decoder::new(),
            sequence: Sequence::default(),
            out: VecDeque::new(),
            session: None,
            log_id: 0,
            last: 0,
            granted: 0,
            newest: 0,
            start: now,
            heard: None,
            next_hello: None,
            hello_seq: 0,
            next_heartbeat: now,
            asked: Vec::new(),
            next_request: 0,
            batch: BATCH_MAX,
        }
    }

    /// Asks something; `None` where 4 requests wait, or no session is open.
    pub fn request<M: Message>(&mut self, message: &M, now: Instant) -> Option<u64> {
        if self.session.is_none() || self.asked.len() >= REQUESTS_MAX {
            return None;
        }
        let request = self.next_request;
        self.next_request += 1;
        self.ask(Some(request), message, now);
        Some(request)
    }

    fn ask<M: Message>(&mut self, request: Option<u64>, message: &M, now: Instant) {
        let asked = Asked {
            request,
            seq: self.sequence.next(),
            msg_id: u16::try_from(M::ID.0).unwrap_or_default(),
            payload: write(message).unwrap_or_default(),
            again: now + Duration::from_millis(ANSWER_MS_MAX),
            tries: 1,
        };
        self.put(asked.msg_id, asked.seq, &asked.payload);
        self.asked.push(asked);
    }

    fn put(&mut self, msg_id: u16, seq: u16, payload: &Payload) {
        let mut buffer = [0; FRAME_BYTES_MAX];
        if let Ok(frame) = wire::encode(&Header::new(msg_id, seq, 0), payload, &mut buffer) {
            self.out.extend(frame);
        }
    }

    /// The bytes that the line has to take next.
    #[must_use]
    pub fn pending(&self) -> &[u8] {
        self.out.as_slices().0
    }

    /// The line took so many of them.
    pub fn took(&mut self, count: usize) {
        self.out.drain(..count.min(self.out.len()));
    }

    /// The line is another one: what was begun on it is void.
    pub fn replugged(&mut self) {
        self.decoder.reset();
        self.out.clear();
        self.out.push_back(0);
    }

    /// What came so far.
    #[must_use]
    pub const fn counts(&self) -> &Counts {
        self.decoder.counts()
    }

    /// Id of the last event that it was told.
    #[must_use]
    pub const fn last_event(&self) -> u32 {
        self.last
    }

    /// Whether answers are waited for.
    #[must_use]
    pub const fn is_asking(&self) -> bool {
        !self.asked.is_empty()
    }

    /// Does what is due.
    pub fn poll(&mut self, now: Instant, tell: &mut impl FnMut(Told)) {
        if self.session.is_none() {
            if self.next_hello.is_none_or(|due| now >= due) {
                self.hello(now);
            }
            return;
        }
        let silent = self.heard.map(|then| now.saturating_duration_since(then));
        if silent.is_some_and(|silent| silent > Duration::from_millis(LINK_LOST_MS)) {
            return self.lose(now, tell);
        }
        if now >= self.next_heartbeat {
            self.next_heartbeat = now + Duration::from_millis(HEARTBEAT_PERIOD_MS);
            let uptime = now.saturating_duration_since(self.start).as_millis();
            let heartbeat = Heartbeat {
                uptime_ms: u32::try_from(uptime).unwrap_or(u32::MAX),
                ..Heartbeat::default()
            };
            let seq = self.sequence.next();
            let payload = write(&heartbeat).unwrap_or_default();
            self.put(3, seq, &payload);
        }
        let asks_events = |asked: &Asked| i32::from(asked.msg_id) == MsgId::MsgGetEvents.0;
        if let Some(at) = self
            .asked
            .iter()
            .position(|asked| asks_events(asked) && now >= asked.again)
        {
            self.asked.remove(at);
            self.batch = (self.batch / 2).max(1);
            self.catch_up(now);
        }
        let mut given_up = false;
        for at in 0..self.asked.len() {
            let asked = &mut self.asked[at];
            if now < asked.again {
                continue;
            }
            if asked.tries >= TRIES_MAX {
                given_up = true;
                continue;
            }
            asked.tries += 1;
            asked.again = now + Duration::from_millis(ANSWER_MS_MAX);
            let (msg_id, seq, payload) = (asked.msg_id, asked.seq, asked.payload.clone());
            self.put(msg_id, seq, &payload);
        }
        if given_up {
            self.lose(now, tell);
        }
    }

    fn lose(&mut self, now: Instant, tell: &mut impl FnMut(Told)) {
        self.session = None;
        for asked in self.asked.drain(..) {
            if let Some(request) = asked.request {
                tell(Told::Unknown(request));
            }
        }
        tell(Told::Lost);
        self.out.clear();
        self.out.push_back(0);
        self.hello(now);
    }

    fn hello(&mut self, now: Instant) {
        self.next_hello = Some(now + Duration::from_millis(HEARTBEAT_PERIOD_MS));
        let hello = Hello {
            version_min: u32::from(MAJOR),
            version_max: u32::from(MAJOR),
            max_payload: self.wishes.max_payload,
            vendor: cut("second-reader vendor"),
            schema_hash: SCHEMA_HASH,
            snapshot_period_ms: self.wishes.snapshot_period_ms,
            log_id: self.log_id,
            events_after: self.last,
            event_credits: self.wishes.credits,
            ..Hello::default()
        };
        self.hello_seq = self.sequence.next();
        let payload = write(&hello).unwrap_or_default();
        self.put(1, self.hello_seq, &payload);
    }

    /// Takes bytes from the line.
    pub fn receive(&mut self, mut bytes: &[u8], now: Instant, tell: &mut impl FnMut(Told)) {
        let mut decoder = std::mem::take(&mut self.decoder);
        while let Some(outcome) = decoder.next(&mut bytes) {
            if let Ok(frame) = outcome
                && frame.header.major == MAJOR
                && !frame.header.has_unknown_flags()
            {
                self.take(&frame, now, tell);
            }
        }
        self.decoder = decoder;
    }
}
