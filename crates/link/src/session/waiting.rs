//! Requests that the service answers.

use std::{
    sync::mpsc::{Receiver, TryRecvError},
    time::{Duration, Instant},
};

use wire::{
    ANSWER_MS_MAX, Key, Payload, cut,
    messages::{Error, ErrorCode},
};

use super::{
    super::{
        answer::{Answer, Refused},
        hub::{Hub, Picture},
        requests::{self, Then},
        results,
    },
    KeyImageSent, Session, encoded,
};

/// A little less than [`ANSWER_MS_MAX`], so that the answer is there by then.
pub(super) const WAIT_MAX: Duration = Duration::from_millis(ANSWER_MS_MAX - 100);

#[derive(Debug)]
pub(super) struct Waiting {
    pub key: Key,
    pub seq: u16,
    pub msg_id: u16,
    pub answer: Receiver<Answer>,
    pub then: Then,
    pub until: Instant,
}

impl Session {
    /// Takes the answers of the service.
    pub(super) fn answer_waiting(&mut self, now: Instant, hub: &Hub) {
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
            self.remember(waiting.key, waiting.msg_id, msg_id, &payload);
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
}
