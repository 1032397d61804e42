//! What a vendor can ask within a session, and what is answered at once.

use std::{sync::mpsc::Receiver, time::Instant};

use wire::{
    Counts, Frame, Message, Payload, STALE_MS, cut,
    messages::{
        Brightness, Bye, Clock, Command, Done, Error, ErrorCode, EventCredit, Events, ExamBegin,
        ExamCommand, ExamEnter, ExamJudge, Feature, GetChecklist, GetConfig, GetEvents, GetExam,
        GetFindings, GetHealth, GetIdentity, GetItem, GetKeyImage, GetLog, GetMeasurements,
        GetSnapshot, KeyImage, MsgId, Opinion, SelfTest, SelfTestPart, SelfTestResult,
        SetBrightness, SetClock, Side, Stamp, Subscribe, View,
    },
    read,
};

use super::{
    answer::Answer,
    hub::{Hub, LINES_KEPT, Request},
    journal, results,
    session::{CREDITS_MAX, PERIOD_MS, Session, encoded},
};

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
/// Ages that can be entered, days: 10+0 to 42+6.
const AGE_DAYS: std::ops::RangeInclusive<u32> = 70..=300;
/// Bytes of a key image's message beside its data.
const KEY_IMAGE_BYTES: usize = 64;

fn refused(code: ErrorCode, field: u32) -> Box<Error> {
    let mut error = Error {
        code,
        field,
        ..Error::default()
    };
    put_in_words(&mut error);
    Box::new(error)
}

/// Says for people what the code says, where nothing is said yet.
pub fn put_in_words(error: &mut Error) {
    let [message, hint] = match error.code {
        ErrorCode::ErrorUnsupportedVersion => [
            "another major version",
            "send HELLO with versions that include `detail`",
        ],
        ErrorCode::ErrorUnsupportedFlags => [
            "an unknown incompatible flag",
            "send 0 in the high half of `flags`",
        ],
        ErrorCode::ErrorUnsupportedMessage => [
            "no request of that id",
            "this device does not know it: leave it out",
        ],
        ErrorCode::ErrorMalformed => [
            "no such message",
            "check bounds, lengths and `seq`: it is never 0",
        ],
        ErrorCode::ErrorTooLarge => [
            "a frame longer than `detail` bytes",
            "keep to 512 bytes of payload; check the baud rate",
        ],
        ErrorCode::ErrorBadFrame => [
            "frames came damaged: `detail` of them",
            "check baud rate, cable and ground",
        ],
        ErrorCode::ErrorNoSession => ["no session", "send HELLO first"],
        ErrorCode::ErrorOutOfRange => [
            "a field is out of its range",
            "`field` is its number in the .proto",
        ],
        ErrorCode::ErrorWithheld => [
            "results wait for the examiner's judgement",
            "EXAM_COMMAND end, then EXAM_JUDGE",
        ],
        ErrorCode::ErrorNotAvailable => [
            "this device does not have it, or not yet",
            "HELLO_ACK.features tells what it has",
        ],
        ErrorCode::ErrorChanged => [
            "a better key image has come",
            "begin again with image_id 0 at offset 0",
        ],
        _ => return,
    };
    (error.message, error.hint) = (cut(message), cut(hint));
}

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

/// What the examiner says.
fn exam(frame: &Frame, hub: &Hub) -> Answered {
    match MsgId(i32::from(frame.header.msg_id)) {
        MsgId::MsgExamBegin => of(frame, |begin: ExamBegin| {
            let id = begin.exam_id.to_vec();
            Ok(wait(hub, Request::Command(Command::Begin), Then::Began(id)))
        }),
        MsgId::MsgExamCommand => of(frame, |said: ExamCommand| match said.command {
            Command::End | Command::Resume | Command::Close | Command::Abandon | Command::Mark => {
                Ok(wait(hub, Request::Command(said.command), Then::Exam))
            }
            _ => Err(refused(ErrorCode::ErrorOutOfRange, 1)),
        }),
        MsgId::MsgExamJudge => of(frame, |judge: ExamJudge| {
            let (heart, vessels) = (judge.heart, judge.vessels);
            let opinions = Opinion::Normal.0..=Opinion::NotAssessable.0;
            for (opinion, field) in [(heart, 1), (vessels, 2)] {
                if !opinions.contains(&opinion.0) {
                    return Err(refused(ErrorCode::ErrorOutOfRange, field));
                }
            }
            Ok(wait(hub, Request::Judge { heart, vessels }, Then::Exam))
        }),
        _ => of(frame, |enter: ExamEnter| {
            let ExamEnter {
                age_days,
                left,
                fetus,
            } = enter;
            let field = match () {
                () if age_days != 0 && !AGE_DAYS.contains(&age_days) => 1,
                () if !(0..=Side::Down.0).contains(&left.0) => 2,
                () if fetus > 9 => 3,
                // Nothing is entered.
                () if (age_days, left.0, fetus) == (0, 0, 0) => 1,
                () => 0,
            };
            if field != 0 {
                return Err(refused(ErrorCode::ErrorOutOfRange, field));
            }
            let request = Request::Enter {
                age_days,
                left,
                fetus,
            };
            Ok(wait(hub, request, Then::Exam))
        }),
    }
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

/// A part of the key image that the session holds.
pub fn key_image(
    session: &mut Session,
    wanted: GetKeyImage,
    now: Instant,
    hub: &Hub,
) -> Result<KeyImage, Box<Error>> {
    let room = session.agreed().map_or(0, |open| open.max_payload);
    let image = session
        .image
        .as_ref()
        .filter(|image| image.view == wanted.view.0);
    let image = image.ok_or_else(|| refused(ErrorCode::ErrorNotAvailable, 0))?;
    if hub.exam().withheld {
        return Err(refused(ErrorCode::ErrorWithheld, 0));
    }
    if wanted.image_id != 0 && wanted.image_id != image.id {
        return Err(refused(ErrorCode::ErrorChanged, 2));
    }
    let rest = image
        .jpeg
        .get(wanted.offset as usize..)
        .filter(|rest| !rest.is_empty());
    let rest = rest.ok_or_else(|| refused(ErrorCode::ErrorOutOfRange, 3))?;
    let mut part = KeyImage {
        view: wanted.view,
        image_id: image.id,
        width: image.size.0,
        height: image.size.1,
        total_bytes: u32::try_from(image.jpeg.len()).unwrap_or(u32::MAX),
        offset: wanted.offset,
        ..KeyImage::default()
    };
    let most = room
        .saturating_sub(KEY_IMAGE_BYTES)
        .min(part.data.capacity());
    let _ = part.data.extend_from_slice(&rest[..most.min(rest.len())]);
    let (frame, time_ms) = image.of;
    let facts = hub.facts();
    let age = results::age_ms(facts.captured, now);
    let age_ms = age.saturating_add(facts.time_ms.saturating_sub(time_ms));
    part.set_stamp(Stamp {
        frame,
        time_ms,
        age_ms,
        stale: !results::is_live(&facts) || age_ms > STALE_MS,
    });
    Ok(part)
}

fn self_test(hub: &Hub, now: Instant) -> SelfTestResult {
    let (oldest, newest, next) = {
        let journal = hub.journal();
        let (oldest, newest) = (journal.oldest(), journal.newest());
        let next = journal.behind(oldest.saturating_sub(1));
        (oldest, newest, next.map_or(0, |(id, _)| id))
    };
    let age = results::age_ms(hub.facts().captured, now);
    let parts = [
        (
            "model_golden",
            hub.about().model_golden,
            "the model does not give what its pack says",
        ),
        (
            "wire",
            wire_works(),
            "framing or CRC of this build are wrong",
        ),
        ("frames", age < 2000, "no picture within two seconds"),
        (
            "events",
            next == oldest && oldest <= newest,
            "the log of events has holes",
        ),
    ];
    let mut result = SelfTestResult {
        passed: parts.iter().all(|(_, passed, _)| *passed),
        ..SelfTestResult::default()
    };
    for (name, passed, words) in parts {
        let mut part = SelfTestPart {
            passed,
            ..SelfTestPart::default()
        };
        (part.name, part.words) = (cut(name), cut(if passed { "" } else { words }));
        let _ = result.parts.push(part);
    }
    result
}

/// A frame with all byte values comes through framing and CRC, whose value is the one that is published.
fn wire_works() -> bool {
    let payload: Payload = (0..=255).collect();
    let header = wire::Header::new(1, 1, 0);
    let mut buffer = [0; wire::FRAME_BYTES_MAX];
    let Ok(mut bytes) = wire::encode(&header, &payload, &mut buffer) else {
        return false;
    };
    let mut decoder = wire::Decoder::new();
    let back = decoder.next(&mut bytes);
    let same =
        matches!(back, Some(Ok(frame)) if frame.header == header && *frame.payload == *payload);
    same && wire::hash(b"123456789") == 0xcbf4_3926
}
