//! What reads, before it is there: its pack is known at once, its model is loaded and tested while the display says how
//! far that is.

use std::time::{Duration, Instant};

use crate::{
    anatomy::Profile,
    detector::{Checks, Model, Pack, PackError, PackInfo},
    display::SharedScreen,
    exam::{Entered, protocol::Settings},
};

use super::{
    event::Event, pipeline::Pipeline, slot::Writer, snapshot::Snapshot, state::State, stop::Stop,
};

/// How long the model waits for the screen that says that it is tested, and how often that is looked for.
const FIRST_SCREEN_MAX: Duration = Duration::from_secs(1);
const FIRST_SCREEN_LOOK: Duration = Duration::from_millis(5);

/// A pipeline, or what it takes to have one.
pub struct Loading(Stage);

enum Stage {
    Ready(Box<Pipeline>),
    Opened(Box<Opened>),
}

struct Opened {
    pack: Pack,
    profile: Profile,
    settings: Settings,
    entered: Entered,
}

impl From<Pipeline> for Loading {
    fn from(pipeline: Pipeline) -> Self {
        Self(Stage::Ready(Box::new(pipeline)))
    }
}

impl Loading {
    /// A pipeline that will read with the model of a pack, its exams as a site wants them and with what the examiner
    /// has entered.
    #[must_use]
    pub fn new(pack: Pack, profile: Profile, settings: Settings, entered: Entered) -> Self {
        Self(Stage::Opened(Box::new(Opened {
            pack,
            profile,
            settings,
            entered,
        })))
    }

    /// What the model's pack says of itself.
    #[must_use]
    pub fn pack(&self) -> &PackInfo {
        match &self.0 {
            Stage::Ready(pipeline) => pipeline.pack(),
            Stage::Opened(opened) => opened.pack.info(),
        }
    }

    /// The checklist.
    #[must_use]
    pub fn profile(&self) -> &Profile {
        match &self.0 {
            Stage::Ready(pipeline) => pipeline.exam().profile(),
            Stage::Opened(opened) => &opened.profile,
        }
    }

    /// How exams go.
    #[must_use]
    pub fn settings(&self) -> Settings {
        match &self.0 {
            Stage::Ready(pipeline) => pipeline.exam().settings(),
            Stage::Opened(opened) => opened.settings,
        }
    }

    /// The pipeline. Says how far loading and testing its model is; where that fails, the last screen says so.
    ///
    /// # Errors
    /// Where the engine does not take the model, or the self-test fails.
    pub(super) fn shown(
        self,
        awaits: &Awaits,
        tell: &mut impl FnMut(&Event),
    ) -> Result<Pipeline, PackError> {
        let mut tested = false;
        let shows = |state: &State| awaits.snapshots.publish(Snapshot::of(state.clone()));
        let loaded = self.finish(&mut |checks| {
            let state = State::SelfTest(checks);
            shows(&state);
            if !std::mem::replace(&mut tested, true) {
                tell(&Event::State(state));
                awaits.drawn();
            }
        });
        let mut announce = |state: State| {
            shows(&state);
            tell(&Event::State(state));
        };
        match &loaded {
            Ok(_) if !tested => {}
            Ok(_) => announce(State::Starting),
            Err(error) => announce(State::ModelFault(error.to_string())),
        }
        loaded
    }

    /// The pipeline. Tells how far the self-test of its model is, where there is one to be made.
    ///
    /// # Errors
    /// Where the engine does not take the model, or the self-test fails.
    fn finish(self, told: &mut dyn FnMut(Checks)) -> Result<Pipeline, PackError> {
        match self.0 {
            Stage::Ready(pipeline) => Ok(*pipeline),
            Stage::Opened(opened) => {
                let model = Model::of(opened.pack, told)?;
                let pipeline = Pipeline::new(model, opened.profile);
                let mut pipeline = pipeline.with_settings(opened.settings);
                pipeline.enter(opened.entered);
                Ok(pipeline)
            }
        }
    }
}

/// How the display is told what goes on before anything is read.
pub(super) struct Awaits<'a> {
    pub snapshots: &'a Writer<Snapshot>,
    pub screens: &'a SharedScreen,
    pub stop: &'a Stop,
}

impl Awaits<'_> {
    /// Waits until a screen of what was told last was drawn, for a second at most: what takes all of a core comes
    /// behind it.
    fn drawn(&self) {
        let (limit, mut after) = (Instant::now() + FIRST_SCREEN_MAX, None);
        while Instant::now() < limit && !self.stop.is_set() {
            let published = self.screens.published();
            if after.is_some_and(|after| published > after) {
                return;
            }
            if after.is_none() && !self.snapshots.is_full() {
                after = Some(published);
            }
            self.stop.sleep_until(Instant::now() + FIRST_SCREEN_LOOK);
        }
    }
}
