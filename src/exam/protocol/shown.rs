//! What may be shown of an exam.

use super::{
    super::{
        Exam, Item, Timeline,
        score::whole::{Assessment, TooLittle},
    },
    Next, State,
};
use crate::anatomy::View;

/// What may be shown of an exam now. Screens and links get it from [`Exam::shown`] and see nothing else
/// of an exam, so that nobody has to remember to ask whether it may be shown.
#[derive(Clone, Copy, Debug)]
pub enum Shown<'a> {
    /// Where the exam stands, and nothing else: the examiner judges first.
    StateAlone(State),
    /// All of it.
    Results(Results<'a>),
}

/// An exam that may be shown.
#[derive(Clone, Copy, Debug)]
pub struct Results<'a>(&'a Exam);

impl<'a> Shown<'a> {
    pub(in super::super) fn of(exam: &'a Exam) -> Self {
        let protocol = exam.protocol();
        if protocol.reveals() {
            Self::Results(Results(exam))
        } else {
            Self::StateAlone(protocol.state())
        }
    }

    /// The results, where they may be shown.
    #[must_use]
    pub const fn results(self) -> Option<Results<'a>> {
        match self {
            Self::StateAlone(_) => None,
            Self::Results(results) => Some(results),
        }
    }

    /// Where the exam stands; that is always shown.
    #[must_use]
    pub const fn state(self) -> State {
        match self {
            Self::StateAlone(state) => state,
            Self::Results(Results(exam)) => exam.protocol().state(),
        }
    }
}

impl<'a> Results<'a> {
    /// The current view.
    #[must_use]
    pub fn view(self) -> View {
        self.0.view()
    }

    /// The checklist as it stands.
    #[must_use]
    pub fn items(self) -> &'a [Item] {
        self.0.items()
    }

    /// The barcode of the structures.
    #[must_use]
    pub fn timeline(self) -> &'a Timeline {
        self.0.timeline()
    }

    /// How far what was shown lies from what is usual, and what to look at again; `None` where the site
    /// wants no findings.
    #[must_use]
    pub fn findings(self) -> Option<Result<Assessment, TooLittle>> {
        let exam = self.0;
        exam.settings().findings.then(|| exam.assess())
    }

    /// What to show next, while the exam runs or could go on.
    #[must_use]
    pub fn next(self) -> Option<Next<'a>> {
        let exam = self.0;
        (exam.protocol().state() != State::Closed)
            .then(|| exam.next())
            .flatten()
    }
}
