//! A loaded pack, ready to run: the detector and the classifier.

use std::path::Path;

use super::classifier::Classifier;
use super::decode::{Class, Grid, Maps, decode};
use super::engine::{Engine, Outputs};
use super::error::{EngineError, PackError};
use super::manifest::{Kind, Normalise, Output};
use super::pack::{Pack, PackInfo};
use super::trusted::Trust;
use super::{
    Detections,
    golden::{self, Checks},
};
use crate::anatomy::Structure;

/// A loaded pack of either kind.
pub enum Model {
    /// Finds structures.
    Detector(Detector),
    /// Names the view.
    Classifier(Classifier),
}

impl Model {
    /// Loads the pack in a folder, whoever vouches for it: hashes, engine, self-test.
    ///
    /// # Errors
    /// Whatever makes the pack untrustworthy here; see [`PackError`].
    pub fn load(folder: &Path) -> Result<Self, PackError> {
        Self::load_trusted(folder, &Trust::anyone())
    }

    /// Loads the pack in a folder, where somebody who is trusted vouches for it.
    ///
    /// # Errors
    /// As [`Model::load`], and where nobody does.
    pub fn load_trusted(folder: &Path, trust: &Trust) -> Result<Self, PackError> {
        Self::of(Pack::open_trusted(folder, trust)?, &mut |_| {})
    }

    /// Loads a pack that was opened: engine, self-test. Tells how far that is, first with nothing done.
    ///
    /// # Errors
    /// Where the engine does not take the model, and where it makes something else of the golden pictures.
    pub fn of(pack: Pack, told: &mut dyn FnMut(Checks)) -> Result<Self, PackError> {
        told(Checks::of(&pack, 0));
        match pack.info().kind {
            Kind::Detector => Detector::new(pack, told).map(Self::Detector),
            Kind::Classifier => Classifier::new(pack, told).map(Self::Classifier),
        }
    }

    /// What the pack says of itself.
    #[must_use]
    pub fn info(&self) -> &PackInfo {
        match self {
            Self::Detector(detector) => detector.info(),
            Self::Classifier(classifier) => classifier.info(),
        }
    }
}

/// A model that finds structures.
pub struct Detector {
    info: PackInfo,
    engine: Engine,
    input: (usize, usize),
    normalise: Normalise,
    grid: Grid,
    classes: Vec<Class>,
}

impl Detector {
    /// Loads the detector pack in a folder: hashes, engine, self-test.
    ///
    /// # Errors
    /// Whatever makes the pack untrustworthy here; see [`PackError`].
    pub fn load(folder: &Path) -> Result<Self, PackError> {
        Self::new(Pack::open(folder)?, &mut |_| {})
    }

    /// What this engine makes of a detector pack's golden pictures: for each its output file's name
    /// and the outputs in manifest order, one behind the other. For sealing a pack whose stored
    /// outputs come from another engine; loading never needs it.
    ///
    /// # Errors
    /// Where the pack cannot be loaded, self-test included.
    pub fn golden_outputs(folder: &Path) -> Result<Vec<(String, Vec<f32>)>, PackError> {
        let pack = Pack::open(folder)?;
        let path = pack.model_path();
        let names: Vec<_> = pack.golden.iter().map(|g| g.name.clone()).collect();
        let pictures: Vec<_> = pack.golden.iter().map(|g| g.luma.clone()).collect();
        let mut detector = Self::new(pack, &mut |_| {})?;
        let outputs = pictures.iter().map(|luma| {
            let outputs = detector.run(luma);
            let values = outputs.and_then(|outputs| golden::values(&outputs, 3));
            values.map_err(|source| PackError::Model {
                path: path.clone(),
                source,
            })
        });
        names
            .into_iter()
            .zip(outputs)
            .map(|(name, values)| Ok((name, values?)))
            .collect()
    }

    fn new(pack: Pack, told: &mut dyn FnMut(Checks)) -> Result<Self, PackError> {
        let Output::HeatmapBox { stride, .. } = pack.manifest.output else {
            return Err(pack.wrong_kind(Kind::Detector));
        };
        let input = pack.input_size();
        let stride = stride as usize;
        let grid = Grid {
            rows: input.1 / stride,
            cols: input.0 / stride,
            stride,
        };
        let classes = pack
            .info()
            .classes
            .iter()
            .enumerate()
            .filter_map(|(c, name)| {
                let (temperatures, offsets) = (&pack.manifest.temperatures, &pack.manifest.offsets);
                Some(Class {
                    structure: Structure::from_name(name)?,
                    temperature: temperatures.get(c).copied().unwrap_or(1.0),
                    offset: offsets.get(c).copied().unwrap_or(0.0),
                })
            })
            .collect();
        let mut detector = Self {
            info: pack.info().clone(),
            engine: pack.engine()?,
            input,
            normalise: pack.manifest.input.normalise,
            grid,
            classes,
        };
        detector
            .check_shapes(&pack.manifest.output)
            .map_err(|source| PackError::Model {
                path: pack.model_path(),
                source,
            })?;
        golden::check(&pack, 3, told, |luma| detector.run(luma))?;
        Ok(detector)
    }

    /// What the pack says of itself.
    #[must_use]
    pub fn info(&self) -> &PackInfo {
        &self.info
    }

    /// Width and height of the input, pixels.
    #[must_use]
    pub fn input_size(&self) -> (usize, usize) {
        self.input
    }

    /// Finds the structures in a letterboxed sector of [`Detector::input_size`], brightness row by
    /// row. The boxes are in input pixels.
    ///
    /// # Errors
    /// Where the picture has another size, or the engine fails.
    pub fn detect(&mut self, luma: &[u8]) -> Result<Detections, EngineError> {
        let outputs = self.run(luma)?;
        let maps = Maps {
            heat: outputs.slice(0)?,
            size: outputs.slice(1)?,
            offset: outputs.slice(2)?,
        };
        Ok(decode(&maps, self.grid, &self.classes))
    }

    fn run(&mut self, luma: &[u8]) -> Result<Outputs, EngineError> {
        let expected = self.input.0 * self.input.1;
        if luma.len() != expected {
            return Err(EngineError::Input {
                is: luma.len(),
                expected,
            });
        }
        let normalise = self.normalise;
        self.engine.fill_luma(luma, |input| {
            for (value, luma) in input.iter_mut().zip(luma) {
                *value = f32::from(*luma);
            }
            normalise.apply(input);
        })?;
        self.engine.run()
    }

    fn check_shapes(&self, output: &Output) -> Result<(), EngineError> {
        let channels = self.classes.len();
        let names = output.names();
        for (i, channels) in [channels, 2 * channels, 2 * channels]
            .into_iter()
            .enumerate()
        {
            let (is, wants) = (
                self.engine.shape(i),
                [1, channels, self.grid.rows, self.grid.cols],
            );
            if is != wants {
                let name = names[i];
                let message = format!("output {name:?} is {is:?}, the manifest needs {wants:?}");
                return Err(EngineError::Shape(message));
            }
        }
        Ok(())
    }
}

impl Pack {
    /// Width and height of the model's input, pixels.
    pub(super) fn input_size(&self) -> (usize, usize) {
        (
            self.manifest.input.width as usize,
            self.manifest.input.height as usize,
        )
    }

    pub(super) fn engine(&self) -> Result<Engine, PackError> {
        let manifest = &self.manifest;
        let outputs = manifest.output.names();
        let unit = |luma: u8| {
            let mut value = [f32::from(luma)];
            Normalise::Unit.apply(&mut value);
            value[0]
        };
        let detects = self.info().kind == Kind::Detector;
        let by_pixel = detects && manifest.input.normalise == Normalise::Unit;
        Engine::load(
            &self.onnx,
            &manifest.input.name,
            self.input_size(),
            &outputs,
            by_pixel.then_some(&unit),
            self.threads,
        )
        .map_err(|source| PackError::Model {
            path: self.model_path(),
            source,
        })
    }

    pub(super) fn wrong_kind(&self, wanted: Kind) -> PackError {
        let (pack, is) = (self.info().name.clone(), self.info().kind.name());
        PackError::Kind {
            pack,
            is,
            wanted: wanted.name(),
        }
    }
}

impl Normalise {
    /// From brightness 0 to 255 to model input, in place.
    #[expect(clippy::cast_possible_truncation, reason = "rounding to f32 is meant")]
    #[expect(clippy::cast_precision_loss, reason = "far fewer than 2^52 pixels")]
    pub(super) fn apply(self, pixels: &mut [f32]) {
        match self {
            Self::Unit => pixels.iter_mut().for_each(|p| *p /= 255.0),
            Self::Standardise255 => {
                let count = pixels.len() as f64;
                let mean = pixels.iter().map(|p| f64::from(*p)).sum::<f64>() / count;
                let square = |p: &f32| (f64::from(*p) - mean).powi(2);
                let std = (pixels.iter().map(square).sum::<f64>() / count).sqrt();
                let gain = if std > 0.0 { 255.0 / std } else { 0.0 };
                pixels
                    .iter_mut()
                    .for_each(|p| *p = ((f64::from(*p) - mean) * gain) as f32);
            }
        }
    }
}
