//! HELLO: what is agreed.

use std::time::{Duration, Instant};

use wire::{
    Frame, HEARTBEAT_PERIOD_MS, MAJOR, NONE, PAYLOAD_BYTES_MAX, PAYLOAD_BYTES_MIN_NEGOTIATED,
    SCHEMA_HASH, cut,
    messages::{ErrorCode, Hello, HelloAck, Structure},
    read,
};

use super::{super::hub::Hub, CREDITS_MAX, Open, PERIOD_MS, Session};

impl Session {
    pub(super) fn hello(&mut self, frame: &Frame, now: Instant, hub: &Hub) {
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
}
