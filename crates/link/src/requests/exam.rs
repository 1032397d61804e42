//! What the examiner says.

use wire::{
    Frame,
    messages::{
        Command, ErrorCode, ExamBegin, ExamCommand, ExamEnter, ExamJudge, MsgId, Opinion, Side,
    },
};

use super::{
    super::hub::{Hub, Request},
    Answered, Then, of, refused, wait,
};

/// Ages that can be entered, days: 10+0 to 42+6.
const AGE_DAYS: std::ops::RangeInclusive<u32> = 70..=300;

/// Asks the service to do what the examiner says.
pub fn exam(frame: &Frame, hub: &Hub) -> Answered {
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
