//! What is sent without being asked for: heartbeat, events, snapshots, notices of damage.

use std::time::{Duration, Instant};

use wire::{
    Counts, RAW_BYTES_MAX, cut,
    messages::{Error, ErrorCode, Feature, Heartbeat},
};

use super::{
    super::{hub::Hub, journal, requests, results},
    Session, encoded,
};

/// Damaged frames are told of this often at most.
const NOTICE_EVERY: Duration = Duration::from_secs(1);
/// A snapshot that is due waits for the next frame while the last one is this old, milliseconds: with frames at 20 a
/// second or more it then goes out with a frame that has just come.
const NEXT_FRAME_MS: std::ops::Range<u32> = 10..60;
/// Waiting bytes above which no further event is added.
const EVENT_BYTES_MAX: usize = 256;

impl Session {
    pub(super) fn tell_damage(&mut self, now: Instant) {
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

    pub(super) fn send_events(&mut self, now: Instant, hub: &Hub) {
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

    pub(super) fn send_snapshot(&mut self, now: Instant, idle: bool, hub: &Hub) {
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
}

pub(super) fn heartbeat(now: Instant, hub: &Hub) -> Heartbeat {
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
