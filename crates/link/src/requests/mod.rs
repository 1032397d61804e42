//! What a vendor can ask within a session, and what is answered at once.

mod exam;
mod key_image;
mod refusal;
mod self_test;

use std::{sync::mpsc::Receiver, time::Instant};

use wire::{
    Counts, Frame, Message, Payload,
    messages::{
        Brightness, Bye, Clock, Done, Error, ErrorCode, EventCredit, Events, Feature, GetChecklist,
        GetConfig, GetEvents, GetExam, GetFindings, GetHealth, GetIdentity, GetItem, GetKeyImage,
        GetLog, GetMeasurements, GetSnapshot, MsgId, SelfTest, SetBrightness, SetClock, Subscribe,
        View,
    },
    read,
};

use super::{
    answer::Answer,
    hub::{Hub, LINES_KEPT, Request},
    journal, results,
    session::{CREDITS_MAX, PERIOD_MS, Session, encoded},
};

use exam::exam;
pub use key_image::key_image;
pub use refusal::put_in_words;
use refusal::refused;
use self_test::self_test;

/// What is done with a request.
pub enum Outcome {
    /// It is answered.
    Reply(u16, Payload),
    /// It is answered, and the session is over.
    Bye(u16, Payload),
    /// The service is asked.
    Wait(Receiver<Answer>, Then),
    /// The service has too much to do.
    Busy,
    /// It is not done.
    Refused(Box<Error>),
}

/// What is to be done with the answer of the service.
#[derive(Debug)]
pub enum Then {
    /// Nothing but to tell it.
    Exam,
    /// An exam has begun that the vendor calls so.
    Began(Vec<u8>),
    /// A part of the picture is sent.
    KeyImage(GetKeyImage),
}

/// The times of day that can be set: 2020 to 2099, milliseconds since 1970.
const UNIX_MS: std::ops::Range<u64> = 1_577_836_800_000..4_102_444_800_000;
/// Which feature a request belongs to.
fn feature(id: MsgId) -> Option<Feature> {
    Some(match id {
        MsgId::MsgSubscribe | MsgId::MsgGetSnapshot => Feature::Snapshots,
        MsgId::MsgEventCredit | MsgId::MsgGetEvents => Feature::Events,
        MsgId::MsgGetChecklist | MsgId::MsgGetItem | MsgId::MsgGetMeasurements => Feature::Results,
        MsgId::MsgGetFindings => Feature::Findings,
        MsgId::MsgGetKeyImage => Feature::KeyImages,
        MsgId::MsgExamBegin | MsgId::MsgExamCommand | MsgId::MsgExamJudge | MsgId::MsgExamEnter => {
            Feature::Exam
        }
        MsgId::MsgSetClock => Feature::Clock,
        MsgId::MsgSetBrightness => Feature::Brightness,
        MsgId::MsgGetLog => Feature::Log,
        _ => return None,
    })
}

/// Whether a request does something that must not be done twice.
pub fn changes(msg_id: u16) -> bool {
    matches!(
        MsgId(i32::from(msg_id)),
        MsgId::MsgExamBegin
            | MsgId::MsgExamCommand
            | MsgId::MsgExamJudge
            | MsgId::MsgExamEnter
            | MsgId::MsgSetClock
            | MsgId::MsgSetBrightness
    )
}

/// Answers a request of an open session.
pub fn answer(
    session: &mut Session,
    frame: &Frame,
    now: Instant,
    hub: &Hub,
    counts: &Counts,
) -> Outcome {
    let id = MsgId(i32::from(frame.header.msg_id));
    let Some(agreed) = session.agreed() else {
        return Outcome::Refused(refused(ErrorCode::ErrorNoSession, 0));
    };
    let has = |feature: Feature| agreed.features & feature.0.cast_unsigned() != 0;
    if feature(id).is_some_and(|feature| !has(feature)) {
        return Outcome::Refused(refused(ErrorCode::ErrorNotAvailable, 0));
    }
    let outcome = match id {
        MsgId::MsgBye => of(frame, |_: Bye| Ok(done())).map(|reply| match reply {
            Outcome::Reply(id, payload) => Outcome::Bye(id, payload),
            other => other,
        }),
        MsgId::MsgSubscribe | MsgId::MsgEventCredit => agree(session, frame, now, hub),
        MsgId::MsgExamBegin | MsgId::MsgExamCommand | MsgId::MsgExamJudge | MsgId::MsgExamEnter => {
            exam(frame, hub)
        }
        MsgId::MsgGetKeyImage => of(frame, |wanted: GetKeyImage| {
            let held = session.image.as_ref();
            let same = held.filter(|image| image.view == wanted.view.0 && wanted.offset > 0);
            if same.is_some() {
                return Ok(reply(&key_image(session, wanted, now, hub)?));
            }
            if hub.exam().withheld {
                return Err(refused(ErrorCode::ErrorWithheld, 0));
            }
            if !(View::Abdomen.0..=View::ThreeVesselTrachea.0).contains(&wanted.view.0) {
                return Err(refused(ErrorCode::ErrorOutOfRange, 1));
            }
            Ok(wait(
                hub,
                Request::KeyImage(wanted.view),
                Then::KeyImage(wanted),
            ))
        }),
        MsgId::MsgGetHealth => {
            let room = agreed.max_payload;
            let (sent, replaced) = session.sent();
            let link = [
                counts.frames,
                counts.bad_crc,
                counts.bad_cobs,
                counts.too_large,
                sent,
                replaced,
            ];
            of(frame, |_: GetHealth| {
                Ok(reply(&results::health(hub, link, now, room)))
            })
        }
        MsgId::MsgGetSnapshot => {
            let features = agreed.features;
            of(frame, |_: GetSnapshot| {
                Ok(reply(&results::snapshot(&hub.facts(), features, now)))
            })
        }
        _ => plain(id, frame, now, hub, agreed.max_payload),
    };
    outcome.unwrap_or_else(Outcome::Refused)
}

type Answered = Result<Outcome, Box<Error>>;

fn of<M: Message>(frame: &Frame, answer: impl FnOnce(M) -> Answered) -> Answered {
    let message = read::<M>(frame.payload);
    answer(message.map_err(|_| refused(ErrorCode::ErrorMalformed, 0))?)
}

fn reply<M: Message>(message: &M) -> Outcome {
    let (id, payload) = encoded(message);
    Outcome::Reply(id, payload)
}

fn done() -> Outcome {
    reply(&Done::default())
}

fn wait(hub: &Hub, request: Request, then: Then) -> Outcome {
    hub.ask(request)
        .map_or(Outcome::Busy, |answer| Outcome::Wait(answer, then))
}

/// Reads what takes no more than the facts.
fn plain(id: MsgId, frame: &Frame, now: Instant, hub: &Hub, room: usize) -> Answered {
    let beyond = || refused(ErrorCode::ErrorOutOfRange, 1);
    let shown = || match hub.exam().withheld {
        true => Err(refused(ErrorCode::ErrorWithheld, 0)),
        false => Ok(()),
    };
    match id {
        MsgId::MsgGetIdentity => of(frame, |_: GetIdentity| {
            Ok(reply(&results::identity(hub, room)))
        }),
        MsgId::MsgGetConfig => of(frame, |get: GetConfig| {
            Ok(reply(
                &results::config(hub, get.first, room).ok_or_else(beyond)?,
            ))
        }),
        MsgId::MsgSelfTest => of(frame, |_: SelfTest| Ok(reply(&self_test(hub, now)))),
        MsgId::MsgSetClock => of(frame, |set: SetClock| {
            if !UNIX_MS.contains(&set.unix_ms) {
                return Err(beyond());
            }
            hub.set_clock(set.unix_ms);
            hub.note("clock set over the link");
            Ok(reply(&Clock {
                unix_ms: hub.clock(),
            }))
        }),
        MsgId::MsgSetBrightness => of(frame, |set: SetBrightness| {
            if set.percent > 100 {
                return Err(beyond());
            }
            let backlight = hub.backlight();
            let percent = backlight.and_then(|backlight| backlight.set(set.percent).ok());
            let percent = percent.ok_or_else(|| refused(ErrorCode::ErrorNotAvailable, 0))?;
            Ok(reply(&Brightness { percent }))
        }),
        MsgId::MsgGetLog => of(frame, |get: GetLog| {
            if !(1..=LINES_KEPT).contains(&(get.lines_max as usize)) {
                return Err(refused(ErrorCode::ErrorOutOfRange, 2));
            }
            Ok(reply(&results::log(hub, get.first, get.lines_max, room)))
        }),
        MsgId::MsgGetExam => of(frame, |_: GetExam| Ok(reply(&results::exam(hub, now)))),
        MsgId::MsgGetEvents => of(frame, |get: GetEvents| {
            Ok(reply(&events(hub, get, now, room)))
        }),
        MsgId::MsgGetChecklist => of(frame, |get: GetChecklist| {
            Ok(reply(
                &results::checklist(hub, get.first, room).ok_or_else(beyond)?,
            ))
        }),
        MsgId::MsgGetItem => of(frame, |get: GetItem| {
            shown()?;
            Ok(reply(
                &results::item(hub, get.item, now, room).ok_or_else(beyond)?,
            ))
        }),
        MsgId::MsgGetMeasurements => of(frame, |get: GetMeasurements| {
            shown()?;
            let all = results::measurements(hub, get.first, now, room);
            Ok(reply(&all.ok_or_else(beyond)?))
        }),
        MsgId::MsgGetFindings => of(frame, |_: GetFindings| {
            shown()?;
            let findings = results::findings(hub, now, room);
            Ok(reply(
                &findings.ok_or_else(|| refused(ErrorCode::ErrorNotAvailable, 0))?,
            ))
        }),
        _ => Err(refused(ErrorCode::ErrorUnsupportedMessage, 0)),
    }
}

/// What changes what was agreed.
fn agree(session: &mut Session, frame: &Frame, now: Instant, hub: &Hub) -> Answered {
    let Some(open) = session.agreed() else {
        return Err(refused(ErrorCode::ErrorNoSession, 0));
    };
    if i32::from(frame.header.msg_id) == MsgId::MsgSubscribe.0 {
        return of(frame, |subscribe: Subscribe| {
            let period = subscribe.snapshot_period_ms;
            if period != 0 && !PERIOD_MS.contains(&period) {
                return Err(refused(ErrorCode::ErrorOutOfRange, 1));
            }
            open.subscribe(period, now);
            Ok(done())
        });
    }
    of(frame, |credit: EventCredit| {
        if credit.after_id > hub.journal().newest() {
            return Err(refused(ErrorCode::ErrorOutOfRange, 1));
        }
        if credit.credits > CREDITS_MAX {
            return Err(refused(ErrorCode::ErrorOutOfRange, 2));
        }
        open.grant(credit.after_id, credit.credits);
        Ok(done())
    })
}

/// Events behind an id, as many as fit.
fn events(hub: &Hub, get: GetEvents, now: Instant, room: usize) -> Events {
    let live = results::is_live(&hub.facts());
    let journal = hub.journal();
    let mut events = Events {
        oldest: journal.oldest(),
        newest: journal.newest(),
        log_id: hub.log_id(),
        ..Events::default()
    };
    let most = if get.max_events == 0 {
        u32::MAX
    } else {
        get.max_events
    } as usize;
    let mut last = get.after_id;
    while let Some(next) = journal.behind(last).filter(|_| events.events.len() < most) {
        if events
            .events
            .push(journal::told(next, now, live, hub.about()))
            .is_err()
        {
            break;
        }
        if !results::fits(&events, room) {
            events.events.pop();
            break;
        }
        last = next.0;
    }
    events
}
