//! A session on one port: bytes in, bytes out, and the time; no port, no thread.

mod opening;
mod sending;
mod waiting;

use std::time::{Duration, Instant};

use wire::{
    Counts, Decoder, Frame, HEARTBEAT_PERIOD_MS, Key, LINK_LOST_MS, MAJOR, Message, Payload,
    REPLIES_KEPT, REQUESTS_MAX, Repeats,
    messages::{Busy, Error, ErrorCode, Heartbeat, MsgId},
    read, write,
};

use self::{
    sending::heartbeat,
    waiting::{WAIT_MAX, Waiting},
};
use super::{
    hub::Hub,
    outbox::Outbox,
    requests::{self, Outcome},
};

/// How many credits a vendor can grant at once.
pub(crate) const CREDITS_MAX: u32 = 4096;
/// Milliseconds from one snapshot to the next.
pub(crate) const PERIOD_MS: std::ops::RangeInclusive<u32> = 20..=10_000;
/// When to try again, milliseconds: four answers of 100 bytes at 115200 baud take 40.
const RETRY_MS: u32 = 50;
/// A session on one port.
#[derive(Debug)]
pub struct Session {
    decoder: Decoder,
    pub(crate) outbox: Outbox,
    open: Option<Open>,
    /// Answers of late; `None` while it is being done.
    repeats: Repeats<Option<(u16, Payload)>, REPLIES_KEPT>,
    waiting: Vec<Waiting>,
    /// When damaged frames were told of last, and how many there were then.
    noticed: Option<(Instant, Counts)>,
    /// How many snapshots a newer one replaced.
    replaced: u32,
    /// The key image that is being sent.
    pub(crate) image: Option<KeyImageSent>,
}

/// A key image as it is sent, so that all of its parts are of one picture.
#[derive(Debug)]
pub(crate) struct KeyImageSent {
    pub view: i32,
    pub id: u32,
    pub jpeg: Vec<u8>,
    pub size: (u32, u32),
    /// Frame and time.
    pub of: (u32, u32),
}

/// What was agreed.
#[derive(Debug)]
pub(crate) struct Open {
    pub max_payload: usize,
    pub features: u32,
    /// Zero: none are wanted.
    pub period: Duration,
    next_snapshot: Instant,
    next_heartbeat: Instant,
    heard: Instant,
    /// Id of the last event that was sent, and the last that may be.
    events: (u32, u32),
}

impl Default for Session {
    fn default() -> Self {
        Self {
            decoder: Decoder::new(),
            outbox: Outbox::default(),
            open: None,
            repeats: Repeats::default(),
            waiting: Vec::with_capacity(REQUESTS_MAX),
            noticed: None,
            replaced: 0,
            image: None,
        }
    }
}

impl Session {
    /// Takes bytes from the line.
    pub fn receive(&mut self, mut bytes: &[u8], now: Instant, hub: &Hub) {
        // The decoder lends its buffer while the rest of the session is used.
        let mut decoder = std::mem::take(&mut self.decoder);
        let mut before = *decoder.counts();
        while let Some(outcome) = decoder.next(&mut bytes) {
            if let Ok(frame) = outcome {
                self.take(&frame, now, hub, &before);
            }
            before = *decoder.counts();
        }
        self.decoder = decoder;
        self.tell_damage(now);
    }

    /// Whether it can take more bytes now: answers have room.
    #[must_use]
    pub fn has_room(&self) -> bool {
        !self.outbox.is_full()
    }

    /// Whether a session is held.
    #[must_use]
    pub const fn is_open(&self) -> bool {
        self.open.is_some()
    }

    /// The bytes that the line has to take next.
    #[must_use]
    pub fn pending(&self) -> &[u8] {
        self.outbox.pending()
    }

    /// The line took so many of them.
    pub fn took(&mut self, count: usize) {
        self.outbox.took(count);
    }

    /// The line is another one from now on: what was begun on it is void. The session goes on where the peer does.
    pub fn replugged(&mut self) {
        self.decoder.reset();
        self.outbox.clear();
    }

    /// Does what is due: answers that have come, heartbeat, events, snapshots. `idle`: the line has taken all that
    /// it was given before.
    pub fn poll(&mut self, now: Instant, idle: bool, hub: &Hub) {
        self.answer_waiting(now, hub);
        let Some(open) = &mut self.open else { return };
        if now.saturating_duration_since(open.heard) > Duration::from_millis(LINK_LOST_MS) {
            hub.note("link lost");
            self.close();
            return;
        }
        if now >= open.next_heartbeat {
            open.next_heartbeat = now + Duration::from_millis(HEARTBEAT_PERIOD_MS);
            // A line that takes nothing gets no second one.
            if self.outbox.is_empty() {
                self.send(0, &heartbeat(now, hub), false);
            }
        }
        self.send_events(now, hub);
        self.send_snapshot(now, idle, hub);
    }

    fn close(&mut self) {
        self.open = None;
        self.waiting.clear();
        self.repeats.clear();
        self.outbox.clear();
        self.image = None;
    }

    fn take(&mut self, frame: &Frame, now: Instant, hub: &Hub, counts: &Counts) {
        let header = frame.header;
        let id = MsgId(i32::from(header.msg_id));
        // An answer, or a notice that is none of ours.
        if header.reply_to != 0 || id == MsgId::MsgError {
            return;
        }
        if header.major != MAJOR && id != MsgId::MsgHello {
            return self.refuse(frame, |error| {
                (error.code, error.detail) = (ErrorCode::ErrorUnsupportedVersion, u32::from(MAJOR));
            });
        }
        if header.has_unknown_flags() {
            return self.refuse(frame, |error| error.code = ErrorCode::ErrorUnsupportedFlags);
        }
        if header.seq == 0 {
            return self.refuse(frame, |error| error.code = ErrorCode::ErrorMalformed);
        }
        if id == MsgId::MsgHello {
            return self.hello(frame, now, hub);
        }
        let Some(open) = &mut self.open else {
            return self.refuse(frame, |error| error.code = ErrorCode::ErrorNoSession);
        };
        open.heard = now;
        if id == MsgId::MsgHeartbeat {
            if read::<Heartbeat>(frame.payload).is_err() {
                self.refuse(frame, |error| error.code = ErrorCode::ErrorMalformed);
            }
            return;
        }
        self.request(frame, now, hub, counts);
    }

    fn request(&mut self, frame: &Frame, now: Instant, hub: &Hub, counts: &Counts) {
        let (key, header) = (Key::of(frame), frame.header);
        match self.repeats.of(&key) {
            Some(Some((msg_id, payload))) => {
                let (msg_id, payload) = (*msg_id, payload.clone());
                self.outbox.push(msg_id, header.seq, &payload, true);
                return;
            }
            // It is being done.
            Some(None) => return,
            None => {}
        }
        if self.waiting.len() + self.outbox.answers() >= REQUESTS_MAX {
            let busy = Busy {
                retry_ms: RETRY_MS,
                outstanding_max: 4,
            };
            self.send(header.seq, &busy, false);
            return;
        }
        match requests::answer(self, frame, now, hub, counts) {
            Outcome::Reply(msg_id, payload) => {
                self.remember(key, header.msg_id, msg_id, &payload);
                self.outbox.push(msg_id, header.seq, &payload, true);
            }
            Outcome::Bye(msg_id, payload) => {
                self.close();
                self.outbox.push(msg_id, header.seq, &payload, true);
            }
            Outcome::Wait(answer, then) => {
                if requests::changes(header.msg_id) {
                    self.repeats.keep(key, None);
                }
                self.waiting.push(Waiting {
                    key,
                    seq: header.seq,
                    msg_id: header.msg_id,
                    answer,
                    then,
                    until: now + WAIT_MAX,
                });
            }
            Outcome::Busy => {
                let busy = Busy {
                    retry_ms: RETRY_MS,
                    outstanding_max: 4,
                };
                self.send(header.seq, &busy, false);
            }
            Outcome::Refused(error) => {
                let mut error = *error;
                error.msg_id = u32::from(header.msg_id);
                if let Ok(payload) = write(&error) {
                    let id = id_of::<Error>();
                    self.remember(key, header.msg_id, id, &payload);
                    self.outbox.push(id, header.seq, &payload, true);
                }
            }
        }
    }

    /// Keeps the answer to a request that must not be done twice. Others are done again as they are asked again, so that
    /// no number of them makes one of these forgotten.
    fn remember(&mut self, key: Key, request: u16, msg_id: u16, payload: &Payload) {
        if requests::changes(request) {
            self.repeats.keep(key, Some((msg_id, payload.clone())));
        }
    }

    /// Answers a frame, or tells of it where it has no number, without remembering that.
    fn refuse(&mut self, frame: &Frame, say: impl FnOnce(&mut Error)) {
        let mut error = Error {
            msg_id: u32::from(frame.header.msg_id),
            ..Error::default()
        };
        say(&mut error);
        requests::put_in_words(&mut error);
        self.send(frame.header.seq, &error, false);
    }

    /// What was agreed; requests come within a session alone.
    pub(crate) const fn agreed(&mut self) -> Option<&mut Open> {
        self.open.as_mut()
    }

    /// Frames that were sent, and snapshots that were replaced.
    pub(crate) const fn sent(&self) -> (u32, u32) {
        (self.outbox.sent(), self.replaced)
    }

    fn send<M: Message>(&mut self, reply_to: u16, message: &M, answers: bool) {
        let (msg_id, payload) = encoded(message);
        self.outbox.push(msg_id, reply_to, &payload, answers);
    }
}

impl Open {
    /// Events may be sent up to so many behind an id; what was granted before stands.
    pub fn grant(&mut self, after: u32, credits: u32) {
        self.events.1 = self.events.1.max(after.saturating_add(credits));
    }

    /// How often snapshots are wanted from now on.
    pub fn subscribe(&mut self, period_ms: u32, now: Instant) {
        self.period = Duration::from_millis(u64::from(period_ms));
        self.next_snapshot = now;
    }
}

/// Number of a message in headers.
pub(crate) fn id_of<M: Message>() -> u16 {
    u16::try_from(M::ID.0).unwrap_or_default()
}

/// A message with its number. Its bounds see to it that it fits.
pub(crate) fn encoded<M: Message>(message: &M) -> (u16, Payload) {
    (id_of::<M>(), write(message).unwrap_or_default())
}
