//! How an exam goes, and what it says as a whole: the parts of [`Exam`] around its evidence.

use std::time::Duration;

use super::{
    Exam, Item, Observation, apart,
    measure::Quantity,
    protocol::{
        Begin, Change, Command, Next, Protocol, Refusal, RunUp, Seen, Settings, Shown, State, Told,
    },
    score::whole::{self, Assessment, Facts, Measured, TooLittle},
    views,
};
use crate::{anatomy::View, sector::Picture};

impl Exam {
    /// The same for a site that has its exams go otherwise; for an exam that has seen nothing yet.
    #[must_use]
    pub fn with_settings(mut self, settings: Settings) -> Self {
        self.protocol = Protocol::new(settings);
        self.run_up = RunUp::new(settings.begin);
        self
    }

    /// Looks at a frame before the exam has begun.
    pub(super) fn wait(&mut self, observation: &Observation) {
        if self.settings().begin == Begin::WithSource {
            self.take(observation);
            self.follow_protocol(observation);
            return;
        }
        match observation.picture {
            Picture::Repeated => return,
            Picture::Live => {
                let structures = apart::apart(&observation.structures);
                let evidence = views::evidence(&structures, &self.thresholds);
                self.view = self.filter.update(observation.time, &evidence);
            }
            _ => self.look_away(),
        }
        self.run_up.push(observation);
        if let Some(Change::Began { since }) = self.follow_protocol(observation) {
            self.look_away();
            for observation in self.run_up.take_since(since) {
                self.take(&observation);
                self.follow_protocol(&observation);
            }
        }
    }

    /// Forgets the view: what follows is not the next frame of it.
    pub(super) fn look_away(&mut self) {
        self.filter.reset();
        self.follower.reset();
        self.heartbeat.interrupt();
        self.measures.interrupt();
        (self.view, self.new_best) = (View::None, None);
        (self.view_since, self.live_since) = (None, None);
    }

    pub(super) fn follow_protocol(&mut self, observation: &Observation) -> Option<Change> {
        let Observation {
            frame,
            time,
            picture,
            ..
        } = *observation;
        let view = self.view;
        let change = self.protocol.observe(&Seen {
            frame,
            time,
            picture,
            view,
        });
        if change == Some(Change::Sweep) {
            self.shares.begin_sweep();
        }
        change
    }

    /// Does what the examiner says, at a time on the clock of the frames.
    ///
    /// # Errors
    /// Where the command does not fit the state of the exam; nothing has changed then.
    pub fn command(&mut self, time: Duration, command: Command) -> Result<State, Refusal> {
        let told = self.told();
        self.protocol.command(time, command, told)
    }

    /// What the exam has to tell, in numbers.
    fn told(&self) -> Told {
        let mut items = [0; 5];
        for item in &self.items {
            items[item.state as usize] += 1;
        }
        let assessed = self.settings().findings.then(|| self.assess().ok());
        let score = assessed.flatten().map(|assessment| assessment.score);
        Told { items, score }
    }

    /// How the exam goes: its state, sweeps and log.
    #[must_use]
    pub const fn protocol(&self) -> &Protocol {
        &self.protocol
    }

    /// How it was set up.
    #[must_use]
    pub const fn settings(&self) -> Settings {
        self.protocol.settings()
    }

    /// What may be shown of it now. Screens and links ask this, and nothing else of an exam: all else is
    /// for records.
    #[must_use]
    pub fn shown(&self) -> Shown<'_> {
        Shown::of(self)
    }

    /// What to show next: a suggestion, from what is missing; `None` where nothing is.
    #[must_use]
    pub fn next(&self) -> Option<Next<'_>> {
        let longest = |view: View| self.views[view as usize].longest;
        Next::of(&self.profile.items, &self.items, longest, &self.thresholds)
    }

    /// How far what was shown lies from what is usual, and what to look at again. Where the site wants
    /// no findings this is for the log alone; see [`Results::findings`](super::protocol::Results::findings).
    ///
    /// # Errors
    /// Where too little was shown.
    pub fn assess(&self) -> Result<Assessment, TooLittle> {
        self.with_facts(|facts| whole::assess(facts, &whole::Reference::fitted()))
    }

    /// Calls `then` with all that the score is made of.
    pub fn with_facts<T>(&self, then: impl FnOnce(&Facts) -> T) -> T {
        let measured = Quantity::ALL.into_iter().filter_map(|quantity| {
            let reading = self.measures.reading(quantity).ok()?;
            Some(Measured {
                name: quantity.name(),
                view: quantity.view(),
                value: f64::from(reading.value),
                frames: reading.span,
            })
        });
        let measured: Vec<_> = measured.collect();
        let settled_by = |item: &Item| {
            let evidence = item.evidence.iter().flatten();
            evidence.map(|e| e.quantity.name()).collect()
        };
        let settled_by: Vec<_> = self.items.iter().map(settled_by).collect();
        then(&Facts {
            views: &self.shares.views(),
            measured: &measured,
            specs: &self.profile.items,
            items: &self.items,
            settled_by: &settled_by,
        })
    }
}
