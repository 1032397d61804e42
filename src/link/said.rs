//! What a vendor says to an exam, and why it may be refused.

use link::{
    Answer, Refused, Request,
    wire::messages::{Command as Word, ErrorCode, Opinion as Wire, Side},
};

use crate::exam::{
    Entered, Exam, GestationalAge, PictureSide, Said, Unsaid,
    protocol::{Command, Judgement, Opinion, Refusal, State},
};

use super::fill::exam_facts;

/// What a request says; `None` where it says nothing that an exam takes.
#[must_use]
pub fn said(request: &Request) -> Option<Said> {
    Some(match request {
        Request::Command(word) => match *word {
            Word::Begin => Said::Command(Command::Begin),
            Word::End => Said::Command(Command::End),
            Word::Resume => Said::Command(Command::Resume),
            Word::Close => Said::Command(Command::Close),
            Word::Abandon => Said::Command(Command::Abandon),
            Word::Mark => Said::Mark,
            _ => return None,
        },
        Request::Judge { heart, vessels } => Said::Command(Command::Judge(Judgement {
            heart: opinion(*heart)?,
            vessels: opinion(*vessels)?,
        })),
        Request::Enter {
            age_days,
            left,
            fetus,
        } => {
            let age = match age_days {
                0 => None,
                days => {
                    let (weeks, days) =
                        (u8::try_from(days / 7).ok()?, u8::try_from(days % 7).ok()?);
                    Some(GestationalAge::new(weeks, days).ok()?)
                }
            };
            let left = match *left {
                Side::Unspecified => None,
                Side::Left => Some(PictureSide::Left),
                Side::Right => Some(PictureSide::Right),
                Side::Up => Some(PictureSide::Up),
                Side::Down => Some(PictureSide::Down),
                _ => return None,
            };
            let fetus = match u8::try_from(*fetus).ok()? {
                0 => None,
                fetus if fetus <= Entered::FETUS_MAX => Some(fetus),
                _ => return None,
            };
            Said::Enter(Entered { age, left, fetus })
        }
        Request::KeyImage(_) => return None,
    })
}

fn opinion(opinion: Wire) -> Option<Opinion> {
    match opinion {
        Wire::Normal => Some(Opinion::Normal),
        Wire::LookAgain => Some(Opinion::LookAgain),
        Wire::NotAssessable => Some(Opinion::NotAssessable),
        _ => None,
    }
}

/// What a vendor is answered that has said something.
#[must_use]
pub fn answer(exam: &Exam, done: &Result<State, Unsaid>) -> Answer {
    match done {
        Ok(_) => Answer::Exam(exam_facts(exam)),
        Err(unsaid) => Answer::Refused(Refused {
            code: code(unsaid),
            message: unsaid.to_string(),
            hint: unsaid.hint().to_owned(),
        }),
    }
}

/// The name of a refusal in the contract.
pub(crate) const fn code(unsaid: &Unsaid) -> ErrorCode {
    match unsaid {
        Unsaid::Refused(Refusal::NotNow { .. }) | Unsaid::Late(_) | Unsaid::NotMarked(_) => {
            ErrorCode::ErrorWrongState
        }
        Unsaid::Refused(Refusal::NotJudged) => ErrorCode::ErrorNotJudged,
        Unsaid::Refused(Refusal::TooMany) => ErrorCode::ErrorFull,
        Unsaid::Entered(_)
        | Unsaid::Refused(Refusal::Judgement(_) | Refusal::Unknown(_))
        | Unsaid::TooLong => ErrorCode::ErrorOutOfRange,
    }
}
