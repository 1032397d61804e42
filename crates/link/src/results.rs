//! Facts as messages: what a moment looks like on the line.

use std::time::Instant;

use wire::{
    NONE, STALE_MS, cut,
    messages::{
        Checklist, ChecklistItem, Config, ConfigEntry, Exam, Feature, Findings, Health, Identity,
        Item, Log, Measurement, Measurements, Snapshot, Stamp, State,
    },
};

use super::{
    facts::{Facts, ItemFacts},
    hub::Hub,
};

/// Age of a frame at a moment, milliseconds; [`NONE`] where there is none.
pub fn age_ms(captured: Option<Instant>, now: Instant) -> u32 {
    captured.map_or(NONE, |then| {
        let age = now.saturating_duration_since(then).as_millis();
        u32::try_from(age).unwrap_or(NONE - 1)
    })
}

/// Whether pictures are analysed.
pub fn is_live(facts: &Facts) -> bool {
    facts.state == State::Running
}

/// The stamp of the last frame.
pub fn stamp(facts: &Facts, now: Instant) -> Stamp {
    stamp_of(facts, facts.frame, facts.time_ms, now)
}

/// The stamp of an earlier frame of the same exam: as much older as its time says.
fn stamp_of(facts: &Facts, frame: u32, time_ms: u32, now: Instant) -> Stamp {
    let age_ms = match age_ms(facts.captured, now) {
        NONE => NONE,
        age => age.saturating_add(facts.time_ms.saturating_sub(time_ms)),
    };
    Stamp {
        frame,
        time_ms,
        age_ms,
        stale: !is_live(facts) || age_ms > STALE_MS,
    }
}

/// All of a moment.
pub fn snapshot(facts: &Facts, features: u32, now: Instant) -> Snapshot {
    let mut snapshot = Snapshot {
        state: facts.state,
        exam: facts.exam.state,
        ..Snapshot::default()
    };
    let stamp = stamp(facts, now);
    // The exam may have been told to go on since the facts were filled: then they are withheld from that moment.
    if facts.exam.withheld {
        snapshot.set_stamp(stamp);
        return snapshot;
    }
    snapshot.view = facts.view;
    // What died with its age is not told as if it lived.
    if !stamp.stale {
        let _ = snapshot.structures.extend_from_slice(&facts.structures);
    }
    snapshot.set_stamp(stamp);
    for pair in facts.items.chunks(2) {
        let state = |item: Option<&ItemFacts>| item.map_or(0, |item| item.state.0 as u8 & 0xf);
        let _ = snapshot
            .items
            .push(state(pair.first()) | state(pair.get(1)) << 4);
    }
    for measure in facts.measures.iter().filter(|m| m.withheld.0 == 0) {
        if let Some(bit) = 1_u32.checked_shl(measure.measure.0.cast_unsigned().wrapping_sub(1)) {
            snapshot.measures_given |= bit;
            let _ = snapshot.measures_milli.push(measure.value_milli);
        }
    }
    snapshot.heart_rate_deci = facts.heart_rate.deci;
    let wanted = features & Feature::Findings.0.cast_unsigned() != 0;
    let findings = facts.findings.as_ref().filter(|_| wanted);
    if let Some(score) = findings.and_then(|findings| findings.score_milli) {
        snapshot.set_score_milli(score);
    }
    snapshot
}

/// How the exam goes.
pub fn exam(hub: &Hub, now: Instant) -> Exam {
    let facts = hub.facts();
    let of = facts.exam;
    let mut exam = Exam {
        state: of.state,
        reveal: of.reveal,
        withheld: of.withheld,
        age_days: of.age_days,
        left: of.left,
        fetus: of.fetus,
        marks: of.marks,
        judged: of.judged,
        ..Exam::default()
    };
    exam.set_stamp(stamp(&facts, now));
    drop(facts);
    let _ = exam.exam_id.extend_from_slice(&hub.exam_id());
    exam
}

/// Who the device is, in at most so many bytes.
pub fn identity(hub: &Hub, room: usize) -> Identity {
    let about = hub.about();
    let mut identity = Identity {
        product: cut("Second Reader"),
        serial: cut(&about.serial),
        firmware: cut(&about.firmware),
        model: cut(&about.model),
        model_version: cut(&about.model_version),
        profile: cut(&about.profile),
        profile_version: cut(&about.profile_version),
        intended_use: cut("supports the examiner; does not diagnose"),
        features: hub.features(),
        schema_hash: wire::SCHEMA_HASH,
        ..Identity::default()
    };
    let _ = identity.model_hash.extend_from_slice(&about.model_hash);
    // Names of a site's own may be long: for a vendor with little room they are cut.
    for most in [24, 16, 12] {
        if fits(&identity, room) {
            break;
        }
        for name in [&mut identity.serial, &mut identity.model] {
            shorten(name, most);
        }
        shorten(&mut identity.profile, most);
        shorten(&mut identity.firmware, most);
        shorten(&mut identity.model_version, most);
        shorten(&mut identity.profile_version, most);
    }
    identity
}

/// How service and link do.
pub fn health(hub: &Hub, link: [u32; 6], now: Instant, room: usize) -> Health {
    let facts = hub.facts();
    let of = facts.health;
    let [
        rx_frames,
        rx_bad_crc,
        rx_bad_cobs,
        rx_too_large,
        tx_frames,
        tx_snapshots_replaced,
    ] = link;
    let mut health = Health {
        state: facts.state,
        fault: cut(&facts.fault),
        uptime_ms: hub.uptime_ms(now),
        fps_milli: of.fps_milli,
        inference_median_us: of.inference_median_us,
        inference_p99_us: of.inference_p99_us,
        frames_read: of.frames_read,
        frames_dropped: of.frames_dropped,
        rx_frames,
        rx_bad_crc,
        rx_bad_cobs,
        rx_too_large,
        tx_frames,
        tx_snapshots_replaced,
        ..Health::default()
    };
    health.set_stamp(stamp(&facts, now));
    if !fits(&health, room) {
        shorten(&mut health.fault, 48);
    }
    if !fits(&health, room) {
        shorten(&mut health.fault, 16);
    }
    health
}

/// Configuration from an entry on; `None` where there is none.
pub fn config(hub: &Hub, first: u32, room: usize) -> Option<Config> {
    let all = &hub.about().config;
    let mut config = Config {
        total: count(all.len()),
        first,
        ..Config::default()
    };
    for (key, value) in all.get(first as usize..)? {
        let mut entry = ConfigEntry::default();
        (entry.key, entry.value) = (cut(key), cut(value));
        if config.entries.push(entry).is_err() {
            break;
        }
        if !fits(&config, room) {
            config.entries.pop();
            break;
        }
    }
    Some(config)
}

/// The checklist from an item on; `None` where there is none.
pub fn checklist(hub: &Hub, first: u32, room: usize) -> Option<Checklist> {
    let all = &hub.about().items;
    let mut checklist = Checklist {
        total: count(all.len()),
        first,
        ..Checklist::default()
    };
    for about in all.get(first as usize..)? {
        let mut item = ChecklistItem::default();
        (item.id, item.label, item.view) = (cut(&about.id), cut(&about.label), about.view);
        if checklist.items.push(item).is_err() {
            break;
        }
        if !fits(&checklist, room) {
            checklist.items.pop();
            break;
        }
    }
    Some(checklist)
}

/// An item as it stands; `None` where there is none.
pub fn item(hub: &Hub, at: u32, now: Instant, room: usize) -> Option<Item> {
    let about = hub.about().items.get(at as usize)?;
    let facts = hub.facts();
    let of = facts.items.get(at as usize)?;
    let mut item = Item {
        item: at,
        id: cut(&about.id),
        view: about.view,
        state: of.state,
        confidence_percent: of.confidence_percent,
        settled: of.frame.is_some(),
        reason: cut(&of.reason),
        ..Item::default()
    };
    item.set_stamp(match of.frame {
        Some((frame, time_ms)) => stamp_of(&facts, frame, time_ms, now),
        None => stamp(&facts, now),
    });
    for most in [120, 80, 40] {
        if !fits(&item, room) {
            shorten(&mut item.reason, most);
        }
    }
    Some(item)
}

/// Measurements from one on; `None` where there is none.
pub fn measurements(hub: &Hub, first: u32, now: Instant, room: usize) -> Option<Measurements> {
    let facts = hub.facts();
    let rate = facts.heart_rate;
    let mut all = Measurements {
        total: count(facts.measures.len()),
        first,
        heart_rate_deci: rate.deci,
        heart_rate_error_deci: rate.error_deci,
        heart_rate_withheld: rate.withheld,
        ..Measurements::default()
    };
    all.set_stamp(stamp(&facts, now));
    for of in facts.measures.get(first as usize..)? {
        let mut measurement = Measurement {
            measure: of.measure,
            withheld: of.withheld,
            value_milli: of.value_milli,
            spread_milli: of.spread_milli,
            confidence_percent: of.confidence_percent,
            frames: of.frames,
            first_frame: of.of[0],
            last_frame: of.of[1],
            best_frame: of.of[2],
            ..Measurement::default()
        };
        if let Some(z) = of.z_score_milli {
            measurement.set_z_score_milli(z);
        }
        if all.measurements.push(measurement).is_err() {
            break;
        }
        if !fits(&all, room) {
            all.measurements.pop();
            break;
        }
    }
    Some(all)
}

/// Findings; `None` where the site wants none.
pub fn findings(hub: &Hub, now: Instant, room: usize) -> Option<Findings> {
    let facts = hub.facts();
    let of = facts.findings.as_ref()?;
    let mut findings = Findings {
        withheld: cut(&of.withheld),
        total: count(of.look_again.len()),
        ..Findings::default()
    };
    findings.set_stamp(stamp(&facts, now));
    if let Some(score) = of.score_milli {
        findings.set_score_milli(score);
    }
    for words in &of.look_again {
        if findings.look_again.push(cut(words)).is_err() {
            break;
        }
        if !fits(&findings, room) {
            findings.look_again.pop();
            break;
        }
    }
    Some(findings)
}

/// Lines of the log.
pub fn log(hub: &Hub, first: u32, lines_max: u32, room: usize) -> Log {
    let (_, newest) = hub.lines(u32::MAX, |_, _| true);
    let first = if first == 0 {
        (newest + 1).saturating_sub(lines_max).max(1)
    } else {
        first
    };
    let mut log = Log::default();
    (log.oldest, log.newest) = hub.lines(first, |number, line| {
        if log.lines.len() as u32 >= lines_max || log.lines.push(cut(line)).is_err() {
            return false;
        }
        if !fits(&log, room) {
            log.lines.pop();
            return false;
        }
        if log.lines.len() == 1 {
            log.first = number;
        }
        true
    });
    log
}

/// Whether a message has room, with some left for the numbers that were not told yet.
pub fn fits(message: &impl wire::Message, room: usize) -> bool {
    message.compute_size() + 24 <= room
}

fn shorten<const N: usize>(text: &mut wire::Text<N>, most: usize) {
    while text.len() > most {
        text.pop();
    }
}

fn count(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}
