//! What the service answers to a question of a vendor.

use std::sync::mpsc::{Receiver, SyncSender, sync_channel};

use wire::messages::ErrorCode;

use super::{
    facts::ExamFacts,
    hub::{Picture, Request},
};

/// A question of a vendor, and where its answer goes.
#[derive(Debug)]
pub struct Ask {
    /// What is asked.
    pub request: Request,
    answer: SyncSender<Answer>,
}

/// What the service says.
#[derive(Clone, Debug)]
pub enum Answer {
    /// How the exam goes now.
    Exam(ExamFacts),
    /// The best picture of the view; `None` where there is none yet.
    KeyImage(Option<Picture>),
    /// It was not done.
    Refused(Refused),
}

/// Why something was not done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refused {
    /// Its name in the contract.
    pub code: ErrorCode,
    /// What is wrong, for people.
    pub message: String,
    /// What to do, for people.
    pub hint: String,
}

impl Ask {
    pub(crate) fn new(request: Request) -> (Self, Receiver<Answer>) {
        let (answer, receiver) = sync_channel(1);
        (Self { request, answer }, receiver)
    }

    /// Answers. Never waits; who asked may be gone.
    pub fn answer(self, answer: Answer) {
        let _ = self.answer.try_send(answer);
    }
}
