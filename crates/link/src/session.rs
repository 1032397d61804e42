//! A session on one port: bytes in, bytes out, and the time; no port, no thread.

use std::{
    sync::mpsc::{Receiver, TryRecvError},
    time::{Duration, Instant},
};

use wire::{
    ANSWER_MS_MAX, Counts, Decoder, Frame, HEARTBEAT_PERIOD_MS, Key, LINK_LOST_MS, MAJOR, Message,
    NONE, PAYLOAD_BYTES_MAX, PAYLOAD_BYTES_MIN_NEGOTIATED, Payload, RAW_BYTES_MAX, REPLIES_KEPT,
    REQUESTS_MAX, Repeats, SCHEMA_HASH, cut,
    messages::{Busy, Error, ErrorCode, Feature, Heartbeat, Hello, HelloAck, MsgId, Structure},
    read, write,
};

use super::{
    answer::{Answer, Refused},
    hub::{Hub, Picture},
    journal,
    outbox::Outbox,
    requests::{self, Outcome, Then},
    results,
};

/// Damaged frames are told of this often at most.
const NOTICE_EVERY: Duration = Duration::from_secs(1);
/// A little less than [`ANSWER_MS_MAX`], so that the answer is there by then.
const WAIT_MAX: Duration = Duration::from_millis(ANSWER_MS_MAX - 100);
/// How many credits a vendor can grant at once.
pub(crate) const CREDITS_MAX: u32 = 4096;
/// Milliseconds from one snapshot to the next.
pub(crate) const PERIOD_MS: std::ops::RangeInclusive<u32> = 20..=10_000;
/// When to try again, milliseconds: four answers of 100 bytes at 115200 baud take 40.
const RETRY_MS: u32 = 50;
/// A snapshot that is due waits for the next frame while the last one is this old, milliseconds: with frames at 20 a
/// second or more it then goes out with a frame that has just come.
const NEXT_FRAME_MS: std::ops::Range<u32> = 10..60;
/// Waiting bytes above which no further event is added.
const EVENT_BYTES_MAX: usize = 256;

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

#[derive(Debug)]
struct Waiting {
    key: Key,
    seq: u16,
    msg_id: u16,
    answer: Receiver<Answer>,
    then: Then,
    until: Instant,
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
                self.repeats.keep(key, Some((msg_id, payload.clone())));
                self.outbox.push(msg_id, header.seq, &payload, true);
            }
            Outcome::Bye(msg_id, payload) => {
                self.close();
                self.outbox.push(msg_id, header.seq, &payload, true);
            }
            Outcome::Wait(answer, then) => {
                self.repeats.keep(key, None);
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
                    self.repeats.keep(key, Some((id, payload.clone())));
                    self.outbox.push(id, header.seq, &payload, true);
                }
            }
        }
    }

    /// Takes the answers of the service.
    fn answer_waiting(&mut self, now: Instant, hub: &Hub) {
        let mut at = 0;
        while at < self.waiting.len() {
            let answer = match self.waiting[at].answer.try_recv() {
                Ok(answer) => answer,
                Err(TryRecvError::Empty) if now < self.waiting[at].until => {
                    at += 1;
                    continue;
                }
                Err(TryRecvError::Empty) => Answer::Refused(Refused {
                    code: ErrorCode::ErrorTimeout,
                    message: "the device did not get it done in time".to_owned(),
                    hint: "GET_EXAM tells how the exam goes".to_owned(),
                }),
                Err(TryRecvError::Disconnected) => Answer::Refused(Refused {
                    code: ErrorCode::ErrorInternal,
                    message: "the service has ended".to_owned(),
                    hint: String::new(),
                }),
            };
            let waiting = self.waiting.remove(at);
            let (msg_id, payload) = self.answered(&waiting, answer, now, hub);
            self.repeats
                .keep(waiting.key, Some((msg_id, payload.clone())));
            self.outbox.push(msg_id, waiting.seq, &payload, true);
        }
    }

    fn answered(
        &mut self,
        waiting: &Waiting,
        answer: Answer,
        now: Instant,
        hub: &Hub,
    ) -> (u16, Payload) {
        let mut error = Error {
            msg_id: u32::from(waiting.msg_id),
            ..Error::default()
        };
        match (answer, &waiting.then) {
            (Answer::Exam(exam), then) => {
                if let Then::Began(id) = then {
                    hub.set_exam_id(id);
                }
                hub.update_exam(exam);
                return encoded(&results::exam(hub, now));
            }
            (Answer::KeyImage(Some(picture)), Then::KeyImage(wanted)) => {
                self.hold_image(wanted.view.0, &picture, hub);
                match requests::key_image(self, *wanted, now, hub) {
                    Ok(image) => return encoded(&image),
                    Err(refused) => error = *refused,
                }
                error.msg_id = u32::from(waiting.msg_id);
            }
            (Answer::KeyImage(_), _) => {
                error.code = ErrorCode::ErrorNotAvailable;
                error.message = cut("no picture of that view yet");
            }
            (Answer::Refused(refused), _) => {
                error.code = refused.code;
                error.message = cut(&refused.message);
                error.hint = cut(&refused.hint);
            }
        }
        encoded(&error)
    }

    fn hold_image(&mut self, view: i32, picture: &Picture, hub: &Hub) {
        self.image = hub.shrink(picture).map(|small| KeyImageSent {
            view,
            id: wire::hash(&small.jpeg),
            jpeg: small.jpeg,
            size: (small.width, small.height),
            of: (picture.frame, picture.time_ms),
        });
    }

    fn hello(&mut self, frame: &Frame, now: Instant, hub: &Hub) {
        let Ok(hello) = read::<Hello>(frame.payload) else {
            return self.refuse(frame, |error| error.code = ErrorCode::ErrorMalformed);
        };
        let speaks = hello.version_min..=hello.version_max;
        if !speaks.contains(&u32::from(MAJOR)) {
            return self.refuse(frame, |error| {
                (error.code, error.detail) = (ErrorCode::ErrorUnsupportedVersion, u32::from(MAJOR));
            });
        }
        let max_payload = match hello.max_payload {
            0 => PAYLOAD_BYTES_MAX,
            bytes => (bytes as usize).min(PAYLOAD_BYTES_MAX),
        };
        let period = hello.snapshot_period_ms;
        let field = match () {
            () if max_payload < PAYLOAD_BYTES_MIN_NEGOTIATED => 3,
            () if period != 0 && !PERIOD_MS.contains(&period) => 7,
            () if hello.event_credits > CREDITS_MAX => 10,
            () => 0,
        };
        if field != 0 {
            return self.refuse(frame, |error| {
                (error.code, error.field) = (ErrorCode::ErrorOutOfRange, field);
            });
        }
        let wanted = if hello.features == 0 {
            NONE
        } else {
            hello.features
        };
        let newest = hub.journal().newest();
        let after = match hello.events_after {
            NONE => newest,
            // Ids of another log say nothing of this one, and ids that were never given are none.
            after if hello.log_id == hub.log_id() && after <= newest => after,
            _ => 0,
        };
        self.close();
        let open = Open {
            max_payload,
            features: wanted & hub.features(),
            period: Duration::from_millis(u64::from(period)),
            next_snapshot: now,
            next_heartbeat: now + Duration::from_millis(HEARTBEAT_PERIOD_MS),
            heard: now,
            events: (after, after.saturating_add(hello.event_credits)),
        };
        let about = hub.about();
        let mut ack = HelloAck {
            version: u32::from(MAJOR),
            max_payload: u32::try_from(max_payload).unwrap_or(u32::MAX),
            features: open.features,
            log_id: hub.log_id(),
            event_newest: newest,
            serial: cut(&about.serial),
            firmware: cut(&about.firmware),
            structures: Structure::Trachea.0.cast_unsigned(),
            items: u32::try_from(about.items.len()).unwrap_or(u32::MAX),
            schema_hash: SCHEMA_HASH,
            ..HelloAck::default()
        };
        let _ = ack.model_hash.extend_from_slice(&about.model_hash);
        let _ = ack.config_hash.extend_from_slice(&about.config_hash);
        self.open = Some(open);
        self.send(frame.header.seq, &ack, false);
        let vendor: String = hello.vendor.chars().filter(|c| !c.is_control()).collect();
        hub.note(&format!("link open: {vendor}"));
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

    fn tell_damage(&mut self, now: Instant) {
        let counts = *self.decoder.counts();
        let (then, told) = match self.noticed {
            Some((then, told)) => (Some(then), told),
            None => (None, Counts::default()),
        };
        let since = counts.damaged() - told.damaged();
        let early = then.is_some_and(|then| now.saturating_duration_since(then) < NOTICE_EVERY);
        // A line that only hums is not answered for ever: without a session, a frame must have come.
        if since == 0 || early || (self.open.is_none() && counts.frames == 0 && then.is_some()) {
            return;
        }
        self.noticed = Some((now, counts));
        let mut error = Error::default();
        (error.code, error.detail) = if counts.too_large > told.too_large {
            (
                ErrorCode::ErrorTooLarge,
                u32::try_from(RAW_BYTES_MAX).unwrap_or(u32::MAX),
            )
        } else {
            (ErrorCode::ErrorBadFrame, since)
        };
        requests::put_in_words(&mut error);
        self.send(0, &error, false);
    }

    fn send_events(&mut self, now: Instant, hub: &Hub) {
        let Some(open) = &mut self.open else { return };
        if open.features & Feature::Events.0.cast_unsigned() == 0 {
            return;
        }
        while open.events.0 < open.events.1 && self.outbox.pending().len() < EVENT_BYTES_MAX {
            let Some(next) = hub.journal().behind(open.events.0) else {
                return;
            };
            if next.0 > open.events.1 {
                return;
            }
            let live = results::is_live(&hub.facts());
            let event = journal::told(next, now, live, hub.about());
            let (msg_id, payload) = encoded(&event);
            if !self.outbox.push(msg_id, 0, &payload, false) {
                return;
            }
            open.events.0 = next.0;
        }
    }

    fn send_snapshot(&mut self, now: Instant, idle: bool, hub: &Hub) {
        let Some(open) = &mut self.open else { return };
        let wanted = open.features & Feature::Snapshots.0.cast_unsigned() != 0;
        if !wanted || open.period.is_zero() || now < open.next_snapshot {
            return;
        }
        if !(idle && self.outbox.is_empty()) {
            // The newest is sent when the line has room; this one's turn is over.
            if now >= open.next_snapshot + open.period {
                open.next_snapshot += open.period;
                self.replaced = self.replaced.saturating_add(1);
            }
            return;
        }
        let snapshot = {
            let facts = hub.facts();
            if NEXT_FRAME_MS.contains(&results::age_ms(facts.captured, now)) {
                return;
            }
            results::snapshot(&facts, open.features, now)
        };
        // On time on the average; where it is late by more, from now on.
        open.next_snapshot = (open.next_snapshot + open.period).max(now);
        self.send(0, &snapshot, false);
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

fn heartbeat(now: Instant, hub: &Hub) -> Heartbeat {
    let facts = hub.facts();
    let mut heartbeat = Heartbeat {
        uptime_ms: hub.uptime_ms(now),
        state: facts.state,
        state_name: cut(facts.state_name),
        frame_age_ms: results::age_ms(facts.captured, now),
        inference_p99_us: facts.health.inference_p99_us,
        frames_dropped: facts.health.frames_dropped,
        log_id: hub.log_id(),
        exam: facts.exam.state,
        ..Heartbeat::default()
    };
    drop(facts);
    heartbeat.event_newest = hub.journal().newest();
    heartbeat
}
