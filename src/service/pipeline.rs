//! What is done with one frame: sector, model, exam. `read`, `run` and `bench` all use this one.

use crate::{
    anatomy::Profile,
    capture::Frame,
    detector::{Classifier, Detections, Detector, EngineError, Model, PackInfo},
    exam::{Exam, Observation},
    record::FrameLine,
    sector::{Letterbox, LetterboxError, Picture, Sector, Tracker},
};

use super::stats::Meter;

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
    /// What to do about it.
    #[must_use]
    pub fn hint(&self) -> Option<String> {
        Some("the model pack may be made for other screens: try another one with --model".to_owned())
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

/// Reads frames, one after the other, and keeps the exam.
pub struct Pipeline {
    tracker: Tracker,
    model: Model,
    fit: Option<Fit>,
    input: Vec<u8>,
    exam: Exam,
    line: FrameLine,
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
            model,
            fit: None,
            input: Vec::new(),
            exam: Exam::new(profile, thresholds),
            line: FrameLine::default(),
            meters: Meters::default(),
        }
    }

    /// Reads the next frame into the exam and says what was found in it.
    ///
    /// # Errors
    /// Where the model fails; the exam then does not know the frame.
    pub fn step(&mut self, frame: &Frame) -> Result<&FrameLine, FrameError> {
        let picture = self.meters.sector.measure(|| self.tracker.update(frame));
        let sector = self.tracker.sector().filter(|_| picture == Picture::Live);
        self.line.structures = Detections::default();
        match (&mut self.model, sector) {
            (Model::Detector(detector), Some(sector)) => {
                let size = detector.input_size();
                let letterbox = fit(&mut self.fit, sector, size)
                    .map_err(|source| FrameError::Letterbox { frame: frame.number, source })?;
                self.line.structures =
                    detect(detector, letterbox, &mut self.input, frame, &mut self.meters)?;
            }
            (Model::Classifier(classifier), Some(_)) => {
                let class = self.line.class.get_or_insert_default();
                self.meters.detect.measure(|| classify(classifier, frame, class))?;
            }
            (_, None) => self.line.class = None,
        }
        self.line.sector = sector.map(|s| s.rect);
        Ok(self.observe(frame.number, frame, picture))
    }

    /// Takes into the exam that the source gives no frames: `frame` carries the number of the last
    /// one and the time now.
    pub fn no_signal(&mut self, frame: &Frame) -> &FrameLine {
        self.line.structures = Detections::default();
        (self.line.class, self.line.sector) = (None, None);
        self.observe(frame.number, frame, Picture::NoSignal)
    }

    fn observe(&mut self, number: u64, frame: &Frame, picture: Picture) -> &FrameLine {
        let observation = Observation {
            frame: number,
            time: frame.time,
            picture,
            structures: self.line.structures,
        };
        self.meters.exam.measure(|| self.exam.observe(&observation));
        self.line.frame = number;
        self.line.time_ms = frame.time_ms();
        self.line.picture = picture;
        self.line.view = self.exam.view();
        &self.line
    }

    /// The exam as it stands.
    #[must_use]
    pub fn exam(&self) -> &Exam {
        &self.exam
    }

    /// The sector of the last frame, where its picture was live.
    #[must_use]
    pub fn sector(&self) -> Option<&Sector> {
        self.tracker.sector().filter(|_| self.line.picture == Picture::Live)
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

/// The letterbox of a sector: the one at hand while the sector stays the same.
fn fit<'a>(
    current: &'a mut Option<Fit>,
    sector: &Sector,
    (width, height): (usize, usize),
) -> Result<&'a Letterbox, LetterboxError> {
    if current.as_ref().is_none_or(|fit| fit.sector != *sector) {
        let letterbox = Letterbox::new(sector, width, height)?;
        *current = Some(Fit { sector: sector.clone(), letterbox });
    }
    match current {
        Some(fit) => Ok(&fit.letterbox),
        None => unreachable!("it was put there above"),
    }
}

fn detect(
    detector: &mut Detector,
    letterbox: &Letterbox,
    input: &mut Vec<u8>,
    frame: &Frame,
    meters: &mut Meters,
) -> Result<Detections, FrameError> {
    let (width, height) = detector.input_size();
    input.resize(width * height, 0);
    meters
        .letterbox
        .measure(|| letterbox.fill(frame, input))
        .map_err(|source| FrameError::Letterbox { frame: frame.number, source })?;
    let mut found = meters
        .detect
        .measure(|| detector.detect(input))
        .map_err(|source| FrameError::Engine { frame: frame.number, source })?;
    for detection in &mut found.0 {
        detection.rect = letterbox.to_source(detection.rect);
    }
    Ok(found)
}

/// The most probable class; the first one of equals.
fn classify(
    classifier: &mut Classifier,
    frame: &Frame,
    (name, confidence): &mut (String, f32),
) -> Result<(), FrameError> {
    let probabilities = classifier
        .classify(frame)
        .map_err(|source| FrameError::Engine { frame: frame.number, source })?;
    let (mut best, mut most) = (0, f32::NEG_INFINITY);
    for (class, probability) in probabilities.iter().enumerate() {
        if *probability > most {
            (best, most) = (class, *probability);
        }
    }
    *confidence = most;
    name.clear();
    name.push_str(classifier.info().classes.get(best).map_or("", String::as_str));
    Ok(())
}
