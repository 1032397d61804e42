//! What reads, before it is there: its pack is known at once, its model is loaded and tested while the display says how
//! far that is.

use crate::{
    anatomy::Profile,
    detector::{Checks, Model, Pack, PackError, PackInfo},
    exam::{Entered, protocol::Settings},
};

use super::pipeline::Pipeline;

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

    /// The pipeline. Tells how far the self-test of its model is, where there is one to be made.
    ///
    /// # Errors
    /// Where the engine does not take the model, or the self-test fails.
    pub(super) fn finish(self, told: &mut dyn FnMut(Checks)) -> Result<Pipeline, PackError> {
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
