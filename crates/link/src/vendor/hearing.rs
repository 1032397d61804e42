//! What comes from the device.

use std::time::{Duration, Instant};

use wire::{
    Frame, Payload, REQUESTS_MAX,
    messages::{
        Busy, Error, ErrorCode, Event, EventCredit, Events, GetEvents, Heartbeat, HelloAck, MsgId,
        Snapshot,
    },
    read,
};

use super::{Asked, BATCH_MAX, Told, Vendor};

/// After so long without an answer, fewer events are asked for anew.
const CATCH_UP_EVERY: Duration = Duration::from_millis(300);

impl Vendor {
    pub(super) fn take(&mut self, frame: &Frame, now: Instant, tell: &mut impl FnMut(Told)) {
        let id = MsgId(i32::from(frame.header.msg_id));
        if id == MsgId::MsgHelloAck {
            if frame.header.reply_to == self.hello_seq
                && let Ok(ack) = read::<HelloAck>(frame.payload)
            {
                self.open(ack, now, tell);
            }
            return;
        }
        if self.session.is_none() {
            return;
        }
        // The device has started anew, or has taken the link as lost.
        if id == MsgId::MsgError
            && read::<Error>(frame.payload).is_ok_and(|e| e.code == ErrorCode::ErrorNoSession)
        {
            return self.lose(now, tell);
        }
        self.heard = Some(now);
        if frame.header.reply_to != 0 {
            return self.answer(frame, now, tell);
        }
        match id {
            MsgId::MsgHeartbeat => {
                let Ok(heartbeat) = read::<Heartbeat>(frame.payload) else {
                    return;
                };
                if heartbeat.log_id != self.log_id {
                    return self.lose(now, tell);
                }
                // It stayed behind for a whole second: what came between was lost.
                if self.newest > self.last {
                    self.catch_up(now);
                }
                self.newest = heartbeat.event_newest;
            }
            MsgId::MsgSnapshot => {
                if let Ok(snapshot) = read::<Snapshot>(frame.payload) {
                    tell(Told::Snapshot(Box::new(snapshot)));
                }
            }
            MsgId::MsgEvent => {
                if let Ok(event) = read::<Event>(frame.payload) {
                    if event.id > self.last.wrapping_add(1) {
                        self.catch_up(now);
                    } else {
                        self.next_event(event, now, tell);
                    }
                }
            }
            MsgId::MsgError => {
                if let Ok(error) = read::<Error>(frame.payload) {
                    tell(Told::Error(Box::new(error)));
                }
            }
            _ => {}
        }
    }

    fn open(&mut self, ack: HelloAck, now: Instant, tell: &mut impl FnMut(Told)) {
        for asked in self.asked.drain(..) {
            if let Some(request) = asked.request {
                tell(Told::Unknown(request));
            }
        }
        if ack.log_id != self.log_id {
            (self.log_id, self.last) = (ack.log_id, 0);
        }
        self.granted = self.last.saturating_add(self.wishes.credits);
        self.newest = self.last;
        self.heard = Some(now);
        self.next_heartbeat = now;
        self.session = Some(ack.clone());
        tell(Told::Open(Box::new(ack)));
    }

    fn next_event(&mut self, event: Event, now: Instant, tell: &mut impl FnMut(Told)) {
        if event.id != self.last.wrapping_add(1) {
            return;
        }
        self.last = event.id;
        tell(Told::Event(Box::new(event)));
        let left = self.granted.saturating_sub(self.last);
        if left < self.wishes.credits / 2 && self.asked.len() < REQUESTS_MAX {
            let credit = EventCredit {
                after_id: self.last,
                credits: self.wishes.credits,
            };
            self.granted = self.last.saturating_add(self.wishes.credits);
            self.ask(None, &credit, now);
        }
    }

    pub(super) fn catch_up(&mut self, now: Instant) {
        let asks = |asked: &Asked| i32::from(asked.msg_id) == MsgId::MsgGetEvents.0;
        if self.asked.len() < REQUESTS_MAX && !self.asked.iter().any(asks) {
            let get = GetEvents {
                after_id: self.last,
                max_events: self.batch,
            };
            self.ask(None, &get, now);
            if let Some(asked) = self.asked.last_mut() {
                asked.again = now + CATCH_UP_EVERY;
            }
        }
    }

    fn answer(&mut self, frame: &Frame, now: Instant, tell: &mut impl FnMut(Told)) {
        let same = |asked: &Asked| asked.seq == frame.header.reply_to;
        let Some(at) = self.asked.iter().position(same) else {
            return;
        };
        let id = MsgId(i32::from(frame.header.msg_id));
        if id == MsgId::MsgBusy {
            let busy = read::<Busy>(frame.payload).unwrap_or_default();
            let asked = &mut self.asked[at];
            asked.again = now + Duration::from_millis(u64::from(busy.retry_ms));
            asked.tries -= 1;
            return;
        }
        let asked = self.asked.remove(at);
        if let Some(request) = asked.request {
            let payload = Payload::from_slice(frame.payload).unwrap_or_default();
            tell(Told::Answer {
                request,
                msg_id: frame.header.msg_id,
                payload: Box::new(payload),
            });
            return;
        }
        if id == MsgId::MsgEvents
            && let Ok(events) = read::<Events>(frame.payload)
            && events.log_id == self.log_id
        {
            if events.oldest > self.last.wrapping_add(1) {
                tell(Told::Gone(events.oldest - 1 - self.last));
                self.last = events.oldest - 1;
            }
            self.batch = (self.batch + 1).min(BATCH_MAX);
            for event in events.events {
                self.next_event(event, now, tell);
            }
            if self.last < events.newest {
                self.catch_up(now);
            }
        }
    }
}
