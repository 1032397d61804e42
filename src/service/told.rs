//! What was told last, so that only changes are told.

use std::time::Duration;

use crossbeam_channel::Sender;

use crate::{
    anatomy::View,
    exam::{self, Exam, ItemState, Said, Unsaid},
    sector::Picture,
};

use super::{
    commands_thread::Line,
    event::Event,
    pipeline::{Pipeline, Reading},
    state::State,
};

/// What was told last. Where nobody listens any more there is nobody to tell.
pub(super) struct Told {
    state: State,
    exam: exam::protocol::State,
    view: View,
    items: Vec<ItemState>,
    /// Time of the last frame.
    time: Duration,
}

impl Told {
    pub fn new(exam: &Exam) -> Self {
        let items = exam.items().iter().map(|item| item.state).collect();
        Self {
            state: State::default(),
            exam: exam.shown().state(),
            view: View::None,
            items,
            time: Duration::ZERO,
        }
    }

    /// Sends the frame, for the record, then what changed of what may be shown.
    pub fn tell(&mut self, events: &Sender<Event>, reading: &Reading, state: &State, exam: &Exam) {
        self.time = reading.observation.time;
        if reading.observation.picture != Picture::NoSignal {
            let _ = events.send(Event::Frame(*reading));
        }
        if !self.state.is_same(state) {
            self.state.clone_from(state);
            let _ = events.send(Event::State(state.clone()));
        }
        self.tell_exam(events, exam);
    }

    /// Sends what changed of the exam, as far as it may be shown.
    pub fn tell_exam(&mut self, events: &Sender<Event>, exam: &Exam) {
        let time = self.time;
        let (shown, log) = (exam.shown(), exam.protocol().log());
        if self.exam != shown.state() {
            // It may have begun a moment before.
            let time = log.last().map_or(time, |entry| entry.time);
            self.tell_course(events, time, exam, None, None);
        }
        let results = shown.results();
        let view = results.map_or(View::None, |results| results.view());
        if self.view != view {
            self.view = view;
            let _ = events.send(Event::View { time, view });
        }
        let items = results.map_or(&[][..], |results| results.items());
        for (told, item) in self.items.iter_mut().zip(items) {
            if *told != item.state {
                *told = item.state;
                let _ = events.send(Event::Item {
                    time,
                    id: item.id.clone(),
                    state: item.state,
                });
            }
        }
    }

    /// Does what the examiner says, and sends the answer and what may be shown then.
    ///
    /// # Errors
    /// Where it is not understood, or does not fit the state of the exam: that is sent, too.
    pub fn answer(
        &mut self,
        events: &Sender<Event>,
        line: Line,
        pipeline: &mut Pipeline,
    ) -> Result<exam::protocol::State, Unsaid> {
        let said = line.as_ref().ok().copied();
        let done = line.and_then(|said| pipeline.say(self.time, said));
        let refused = done.as_ref().err().cloned();
        self.tell_course(events, self.time, pipeline.exam(), said, refused);
        self.tell_exam(events, pipeline.exam());
        done
    }

    fn tell_course(
        &mut self,
        events: &Sender<Event>,
        time: Duration,
        exam: &Exam,
        said: Option<Said>,
        refused: Option<Unsaid>,
    ) {
        let shown = exam.shown();
        let state = shown.state();
        self.exam = state;
        let _ = events.send(Event::Exam {
            time,
            state,
            said,
            refused,
            withheld: shown.results().is_none(),
        });
    }
}
