//! Frames with messages, as they come.

use super::*;

pub fn goods() -> Vec<Vector> {
    let mut error = Error {
        code: ErrorCode::ErrorWrongState,
        msg_id: 33,
        ..Error::default()
    };
    error.message = wire::cut("end: the exam has not begun");
    error.hint = wire::cut("begin it first");
    let mut image = KeyImage {
        view: View::FourChamber,
        image_id: 0x1234_5678,
        ..KeyImage::default()
    };
    image.data.resize(400, 0xa5).unwrap();
    (image.total_bytes, image.width, image.height) = (3_211, 160, 120);
    let mut begin = ExamBegin::default();
    begin
        .exam_id
        .extend_from_slice(&[0, 1, 2, 3, 255, 254, 0, 0])
        .unwrap();
    let mut withheld = snapshot();
    withheld.structures.clear();
    withheld.items.clear();
    withheld.measures_milli.clear();
    (withheld.measures_given, withheld.heart_rate_deci) = (0, 0);
    withheld.view = View::Unspecified;
    let mut stale = snapshot();
    stale.set_stamp(Stamp {
        frame: 431,
        time_ms: 17_240,
        age_ms: 301,
        stale: true,
    });
    stale.state = State::Frozen;
    stale.structures.clear();
    let mut scored = snapshot();
    scored.set_score_milli(0);
    vec![
        good("hello", "what a vendor sends first", 1, &hello()),
        good(
            "done_empty",
            "a message without a field has an empty payload: the shortest frame",
            2,
            &Done::default(),
        ),
        good("bye_empty", "the same for a request", 3, &Bye::default()),
        good(
            "heartbeat_vendor",
            "a vendor may send its time alone",
            4,
            &heartbeat(),
        ),
        good(
            "heartbeat_empty",
            "or nothing at all",
            5,
            &Heartbeat::default(),
        ),
        good("snapshot", "the usual notice", 6, &snapshot()),
        good(
            "snapshot_withheld",
            "results are withheld: no structures, no items, view unspecified",
            7,
            &withheld,
        ),
        good(
            "snapshot_stale",
            "a picture that is not live: stale, without structures",
            8,
            &stale,
        ),
        good(
            "snapshot_score_zero",
            "an optional field that is there and 0 is on the line",
            9,
            &scored,
        ),
        good(
            "event_item",
            "an item of the checklist was seen",
            10,
            &event(),
        ),
        good(
            "event_credit",
            "credits are absolute: behind an id",
            11,
            &EventCredit {
                after_id: 17,
                credits: 32,
            },
        ),
        good(
            "get_events",
            "catching up",
            12,
            &GetEvents {
                after_id: 16,
                max_events: 0,
            },
        ),
        good(
            "exam_begin_bytes",
            "an opaque id with zeros in it",
            13,
            &begin,
        ),
        good(
            "exam_judge",
            "two opinions",
            14,
            &ExamJudge {
                heart: Opinion::LookAgain,
                vessels: Opinion::Normal,
            },
        ),
        good(
            "exam_enter",
            "20 weeks and 3 days, left on the viewer's right",
            15,
            &ExamEnter {
                age_days: 143,
                left: Side::Right,
                fetus: 0,
            },
        ),
        good(
            "key_image_400",
            "the longest piece of a key image",
            16,
            &image,
        ),
        good("error", "why a request was not done", 17, &error),
        good(
            "busy",
            "try again",
            18,
            &Busy {
                retry_ms: 50,
                outstanding_max: 4,
            },
        ),
        good(
            "set_clock_64_bits",
            "a number that needs more than 32 bits",
            19,
            &SetClock {
                unix_ms: 1_795_000_000_000,
            },
        ),
        good("self_test", "an empty request", 20, &SelfTest::default()),
        any(
            "reply",
            "`reply_to` names the request",
            "message",
            &Header {
                reply_to: 19,
                ..header::<Clock>(21)
            },
            &write(&Clock {
                unix_ms: 1_795_000_000_123,
            })
            .unwrap(),
        ),
        any(
            "major_kept",
            "all bytes of a header have their places",
            "message",
            &Header {
                seq: 0x0201,
                reply_to: 0x0403,
                ..header::<Done>(1)
            },
            &[],
        ),
    ]
}
