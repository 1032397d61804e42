//! What is done with one frame: sector, model, exam. `read`, `run` and `bench` all use this one.

use std::time::Duration;

use crate::{
    anatomy::{Profile, Rect, View},
    capture::Frame,
    detector::{
        Classifier, Detections, Detector, EngineError, Model, PackInfo, ValveLines, valve_lines,
    },
    exam::{
        Entered, Exam, Observation, Said, Unsaid,
        protocol::{Settings, State},
    },
    record::as_recorded,
    sector::{self, Judge, Letterbox, LetterboxError, Picture, Sector, Tracker},
};

use super::{key_images::KeyImages, stats::Meter};

/// Why a frame could not be read.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum FrameError {
    /// The model failed.
    #[error("frame {frame}: {source}")]
    Engine {
        /// Number of the frame.
        frame: u64,
        /// What the engine said.
        source: EngineError,
    },
    /// The sector does not fit the model's input.
    #[error("frame {frame}: {source}")]
    Letterbox {
        /// Number of the frame.
        frame: u64,
        /// What is wrong with it.
        source: LetterboxError,
    },
}

impl FrameError {
    /// What is wrong, without the frame: the same fault in the next frame reads the same.
    #[must_use]
    pub fn cause(&self) -> String {
        match self {
            Self::Engine { source, .. } => source.to_string(),
            Self::Letterbox { source, .. } => source.to_string(),
        }
    }

    /// What to do about it.
    #[must_use]
    pub fn hint(&self) -> Option<String> {
        Some(
            "the model pack may be made for other screens: try another one with --model".to_owned(),
        )
    }
}

/// What each stage costs.
#[derive(Clone, Debug, Default)]
pub struct Meters {
    /// Finding the sector and judging the picture.
    pub sector: Meter,
    /// Cutting and resizing the sector.
    pub letterbox: Meter,
    /// The model.
    pub detect: Meter,
    /// The exam.
    pub exam: Meter,
}

/// What was found in one frame.
#[derive(Clone, Copy, Debug)]
pub struct Reading {
    /// What the exam was told.
    pub observation: Observation,
    /// The view that the exam tells.
    pub view: View,
    /// What a model of kind `classifier` calls the picture: position of the class in its pack, and
    /// its probability, 0 to 1.
    pub class: Option<(usize, f32)>,
}

/// Reads frames, one after the other, and keeps the exam.
pub struct Pipeline {
    tracker: Tracker,
    judge: Judge,
    model: Model,
    fit: Option<Fit>,
    input: Vec<u8>,
    exam: Exam,
    key_images: KeyImages,
    live: bool,
    meters: Meters,
}

/// A sector and how it is laid into the model's input.
struct Fit {
    sector: Sector,
    letterbox: Letterbox,
}

impl Pipeline {
    /// A pipeline that has seen nothing yet.
    #[must_use]
    pub fn new(model: Model, profile: Profile) -> Self {
        let thresholds = model.info().thresholds;
        Self {
            tracker: Tracker::new(),
            judge: Judge::new(),
            model,
            fit: None,
            input: Vec::new(),
            exam: Exam::new(profile, thresholds),
            key_images: KeyImages::default(),
            live: false,
            meters: Meters::default(),
        }
    }

    /// Forgets what it has seen: the next frame is the first of another source. What the stages
    /// cost is kept.
    pub fn begin_anew(&mut self) {
        self.tracker = Tracker::new();
        self.judge = Judge::new();
        self.fit = None;
        self.key_images = KeyImages::default();
        self.live = false;
        let profile = self.exam.profile().clone();
        let settings = self.exam.settings();
        self.exam = Exam::new(profile, self.model.info().thresholds).with_settings(settings);
    }

    /// Reads the next frame into the exam and says what was found in it. A picture that is shown again is
    /// not read again: [`Picture::Repeated`], without structures; the last reading stands.
    ///
    /// # Errors
    /// Where the model fails; the exam then does not know the frame unless
    /// [`Pipeline::model_fault`] tells it.
    pub fn step(&mut self, frame: &Frame) -> Result<Reading, FrameError> {
        let picture = self.meters.sector.measure(|| {
            let tracked = self.tracker.update(frame);
            self.judge.update(frame, tracked, self.tracker.sector())
        });
        let picture = match picture {
            // What came before was not read: this one is.
            Picture::Repeated if !self.live => Picture::Live,
            Picture::Repeated => {
                return Ok(self.unread(frame, picture));
            }
            other => other,
        };
        self.live = picture == Picture::Live;
        let sector = self.tracker.sector().filter(|_| self.live);
        let (mut looked, mut class) = (Looked::default(), None);
        match (&mut self.model, sector) {
            (Model::Detector(detector), Some(sector)) => {
                let fit = Fit::of(&mut self.fit, sector, detector.input_size());
                looked = fit.look(detector, &mut self.input, frame, &mut self.meters)?;
            }
            (Model::Classifier(classifier), Some(_)) => {
                class = Some(self.meters.detect.measure(|| classify(classifier, frame))?);
            }
            (_, None) => {}
        }
        let sector = sector.map(|s| s.rect);
        Ok(self.observe(frame, picture, looked, sector, class))
    }

    /// Takes into the exam that the source gives no frames: `frame` carries the number of the last
    /// one and the time now.
    pub fn no_signal(&mut self, frame: &Frame) -> Reading {
        self.live = false;
        self.unread(frame, Picture::NoSignal)
    }

    /// Takes into the exam that the model failed in this frame.
    pub fn model_fault(&mut self, frame: &Frame) -> Reading {
        self.live = false;
        self.unread(frame, Picture::ModelFault)
    }

    /// Tells the exam of a frame of which nothing was read.
    fn unread(&mut self, frame: &Frame, picture: Picture) -> Reading {
        self.observe(frame, picture, Looked::default(), None, None)
    }

    fn observe(
        &mut self,
        frame: &Frame,
        picture: Picture,
        looked: Looked,
        sector: Option<Rect>,
        class: Option<(usize, f32)>,
    ) -> Reading {
        // What the exam is told is what the record says, so that it can be read again from it.
        let observation = as_recorded(&Observation {
            frame: frame.number,
            time: frame.time,
            picture,
            sharpness: looked.sharpness,
            sector,
            structures: looked.structures,
            valve_lines: looked.valve_lines,
        });
        self.meters.exam.measure(|| self.exam.observe(&observation));
        let live = self.tracker.sector().filter(|_| self.live);
        self.key_images.offer(&self.exam, frame, live);
        Reading {
            observation,
            view: self.exam.view(),
            class,
        }
    }

    /// The source has ended: see [`Exam::finish`].
    pub fn finish(&mut self) {
        self.exam.finish();
    }

    /// Has its exams go as a site wants them; for a pipeline that has seen nothing yet.
    #[must_use]
    pub fn with_settings(mut self, settings: Settings) -> Self {
        self.exam = self.exam.with_settings(settings);
        self
    }

    /// Takes what the examiner entered: see [`Exam::enter`].
    pub fn enter(&mut self, entered: Entered) {
        self.exam.enter(entered);
    }

    /// Does what the examiner says: see [`Exam::say`].
    ///
    /// # Errors
    /// Where it does not fit the state of the exam.
    pub fn say(&mut self, time: Duration, said: Said) -> Result<State, Unsaid> {
        self.exam.say(time, said)
    }

    /// The exam as it stands.
    #[must_use]
    pub fn exam(&self) -> &Exam {
        &self.exam
    }

    /// The sector of the last frame that was read, where its picture was live.
    #[must_use]
    pub fn sector(&self) -> Option<&Sector> {
        self.tracker.sector().filter(|_| self.live)
    }

    /// The best picture of each view that was shown.
    #[must_use]
    pub fn key_images(&self) -> &KeyImages {
        &self.key_images
    }

    /// What the model's pack says of itself.
    #[must_use]
    pub fn pack(&self) -> &PackInfo {
        self.model.info()
    }

    /// What the stages cost so far.
    #[must_use]
    pub fn meters(&self) -> &Meters {
        &self.meters
    }

    /// Forgets what the stages cost so far.
    pub fn reset_meters(&mut self) {
        self.meters = Meters::default();
    }
}

/// What a detector's input shows.
#[derive(Default)]
struct Looked {
    structures: Detections,
    valve_lines: ValveLines,
    sharpness: f32,
}

impl Fit {
    /// The one at hand while the sector stays the same, else a new one.
    fn of<'a>(
        current: &'a mut Option<Self>,
        sector: &Sector,
        input: (usize, usize),
    ) -> &'a mut Self {
        let same = current.take_if(|fit| fit.sector == *sector);
        current.insert(same.unwrap_or_else(|| Self {
            sector: sector.clone(),
            letterbox: Letterbox::new(sector, input.0, input.1),
        }))
    }

    fn look(
        &mut self,
        detector: &mut Detector,
        input: &mut Vec<u8>,
        frame: &Frame,
        meters: &mut Meters,
    ) -> Result<Looked, FrameError> {
        let (width, height) = detector.input_size();
        input.resize(width * height, 0);
        meters
            .letterbox
            .measure(|| self.letterbox.fill(frame, input))
            .map_err(|source| FrameError::Letterbox {
                frame: frame.number,
                source,
            })?;
        let mut found = meters
            .detect
            .measure(|| detector.detect(input))
            .map_err(|source| FrameError::Engine {
                frame: frame.number,
                source,
            })?;
        let valve_lines = valve_lines(input, width, &found);
        for detection in &mut found.0 {
            detection.rect = self.letterbox.to_source(detection.rect);
        }
        Ok(Looked {
            structures: found,
            valve_lines,
            sharpness: sector::sharpness(input, width),
        })
    }
}

/// The most probable class, the first one of equals, and its probability.
fn classify(classifier: &mut Classifier, frame: &Frame) -> Result<(usize, f32), FrameError> {
    let probabilities = classifier
        .classify(frame)
        .map_err(|source| FrameError::Engine {
            frame: frame.number,
            source,
        })?;
    let (mut best, mut most) = (0, 0.0);
    for (class, probability) in probabilities.iter().enumerate() {
        if *probability > most {
            (best, most) = (class, *probability);
        }
    }
    Ok((best, most))
}
