//! Runs a classifier of whole screens: fixed crop, bicubic resize, probabilities.

use std::path::Path;

use super::engine::{Engine, Outputs};
use super::error::{EngineError, PackError};
use super::golden::{self, Checks};
use super::manifest::{Crop, Kind, Normalise};
use super::pack::{Pack, PackInfo};
use super::resize::Bicubic;
use crate::capture::Frame;

/// A model that gives each class of view a probability.
pub struct Classifier {
    info: PackInfo,
    network: Network,
    /// Left, top, width and height on the screen, pixels.
    crop: [usize; 4],
    luma: Vec<u8>,
    probabilities: Vec<f32>,
}

/// What stands between a crop and the outputs.
struct Network {
    engine: Engine,
    resize: Bicubic,
    normalise: Normalise,
}

impl Classifier {
    /// Loads the classifier pack in a folder: hashes, engine, self-test.
    ///
    /// # Errors
    /// Whatever makes the pack untrustworthy here; see [`PackError`].
    pub fn load(folder: &Path) -> Result<Self, PackError> {
        Self::new(Pack::open(folder)?, &mut |_| {})
    }

    pub(super) fn new(pack: Pack, told: &mut dyn FnMut(Checks)) -> Result<Self, PackError> {
        let (Crop::Fixed(crop), Kind::Classifier) = (pack.manifest.input.crop, pack.info().kind)
        else {
            return Err(pack.wrong_kind(Kind::Classifier));
        };
        let crop = crop.map(|n| n as usize);
        let mut network = Network {
            engine: pack.engine()?,
            resize: Bicubic::new((crop[2], crop[3]), pack.input_size()),
            normalise: pack.manifest.input.normalise,
        };
        let (info, count) = (pack.info().clone(), pack.info().classes.len());
        let shape = network.engine.shape(0);
        if shape != [1, count] {
            let message = format!("the output is {shape:?}, the manifest names {count} classes");
            let source = EngineError::Shape(message);
            return Err(PackError::Model {
                path: pack.model_path(),
                source,
            });
        }
        golden::check(&pack, 1, told, |luma| network.run(luma))?;
        let luma = Vec::with_capacity(crop[2] * crop[3]);
        Ok(Self {
            info,
            network,
            crop,
            luma,
            probabilities: Vec::with_capacity(count),
        })
    }

    /// What the pack says of itself; its classes are in the order of the probabilities.
    #[must_use]
    pub fn info(&self) -> &PackInfo {
        &self.info
    }

    /// The probability of each class, 0 to 1.
    ///
    /// # Errors
    /// Where the frame does not hold the model's crop, or the engine fails.
    pub fn classify(&mut self, frame: &Frame) -> Result<&[f32], EngineError> {
        let [left, top, w, h] = self.crop;
        let (needs_w, needs_h) = (left + w, top + h);
        let (width, height) = (frame.width, frame.height);
        if width < needs_w || height < needs_h || frame.luma.len() < width * height {
            return Err(EngineError::Crop {
                width,
                height,
                needs_w,
                needs_h,
            });
        }
        self.luma.clear();
        for row in frame.luma.chunks_exact(width).skip(top).take(h) {
            self.luma.extend_from_slice(&row[left..needs_w]);
        }
        let outputs = self.network.run(&self.luma)?;
        self.probabilities.clear();
        self.probabilities.extend_from_slice(outputs.slice(0)?);
        Ok(&self.probabilities)
    }
}

impl Network {
    fn run(&mut self, crop: &[u8]) -> Result<Outputs, EngineError> {
        let (resize, normalise) = (&mut self.resize, self.normalise);
        self.engine.fill(|input| {
            resize.resize(crop, input);
            normalise.apply(input);
        })?;
        self.engine.run()
    }
}
