//! A fetal-heart phantom: a parametric thorax and beating heart of 18 to 32 weeks, cut by a moving
//! probe plane, turned into speckle by a simple acoustic model and shown on a scanner's screen.
//!
//! Every frame comes with its [`Truth`]. Same [`Config`], same bytes, on any machine: the arithmetic
//! uses no library function whose rounding differs between platforms.
//!
//! The phantom knows nothing of detectors or checklists.
//!
//! Coordinates: *reference millimetres* are those of a fetus of 22 weeks, origin amid the chest at
//! the four-chamber level, x to the fetus's left, y towards its back, z towards its head. *Image
//! millimetres* are lateral position and depth from the probe's face.

mod acoustics;
mod body;
mod case;
mod config;
mod defect;
mod great_vessels;
mod growth;
mod heart;
mod individual;
mod legible;
mod look;
mod noise;
mod operator;
mod outline;
mod parts;
mod plane;
mod probe;
mod random;
mod scan;
mod screen;
mod shape;
mod sheet;
mod subject;
mod sweep;
mod truth;

pub use case::Case;
pub use config::{Config, ConfigError};
pub use look::Look;
pub use operator::{Interruption, Operator};
pub use sheet::{Sheet, contact_sheet};
pub use subject::{Part, Subject};
pub use truth::{Shown, Truth};

use acoustics::Acoustics;
use body::BodyPlan;
use individual::Individual;
use noise::Scatterers;
use parts::PartPlan;
use plane::Plane;
use random::Random;
use scan::ScanConverter;
use screen::Screen;
use sweep::{Pose, Sweep};

/// Slowest video whose frames follow each other as the scanner's do, frames a second.
const AVERAGING_FPS_MIN: f64 = 20.0;

/// A phantom ready to make frames.
pub struct Phantom {
    config: Config,
    individual: Individual,
    /// What is painted instead of a trunk with its heart.
    part: Option<PartPlan>,
    sweep: Sweep,
    body: BodyPlan,
    scatterers: Scatterers,
    plane: Plane,
    acoustics: Acoustics,
    converter: ScanConverter,
    screen: Screen,
}

impl Phantom {
    /// Builds the individual, the probe and the screen that the seed stands for.
    ///
    /// # Errors
    /// Where a size, rate or duration is outside of its limits.
    pub fn new(config: Config) -> Result<Self, ConfigError> {
        config.check()?;
        let mut random = Random::new(config.seed);
        let individual = Individual::draw(&mut random, config.subject.case().unwrap_or_default());
        let sweep = Sweep::draw(&mut random, &individual, config.seconds);
        let layout = screen::Layout::draw(&mut random, config.width, config.height);
        let probe = probe::Probe::draw(&mut random, &individual, &sweep, &layout);
        let converter = ScanConverter::new(&probe, config.width, config.height);
        let mut plane = Plane::new(&probe);
        let look = config.look.unwrap_or(Look::Classic);
        let acoustics = Acoustics::draw(&mut random, look, converter.grid(), &mut plane);
        let scatterers = Scatterers::draw(&mut random);
        let screen = Screen::new(&mut random, &layout, &probe, &individual, &config);
        let body = BodyPlan::draw(config.seed, &individual, &sweep, &probe);
        let part = config
            .subject
            .part()
            .map(|part| PartPlan::draw(config.seed, part, &individual));
        Ok(Self {
            config,
            individual,
            part,
            sweep,
            body,
            scatterers,
            plane,
            acoustics,
            converter,
            screen,
        })
    }

    /// The configuration that the phantom was made from.
    #[must_use]
    pub const fn config(&self) -> &Config {
        &self.config
    }

    /// Number of frames of one sweep.
    #[must_use]
    pub fn frames(&self) -> u64 {
        (self.config.seconds * self.config.fps).round().max(1.0) as u64
    }

    /// Gestational age in weeks.
    #[must_use]
    pub const fn gestational_age_weeks(&self) -> f32 {
        self.individual.age_weeks
    }

    /// The scanner's make.
    #[must_use]
    pub fn look(&self) -> Look {
        self.config.look.unwrap_or(Look::Classic)
    }

    /// The view that this sweep never shows, if the operator leaves one out.
    #[must_use]
    pub const fn skipped(&self) -> Option<anatomy::View> {
        None
    }

    /// The sector's shape: for each row of its bounding box the first column and the one behind the
    /// last, screen pixels.
    #[must_use]
    pub fn sector_spans(&self) -> &[(u16, u16)] {
        self.converter.spans()
    }

    /// Draws frame `number` into `luma` (resized to width times height bytes, full range) and says
    /// what it shows. Frames may be asked for in any order; behind the last one a new sweep begins.
    pub fn frame(&mut self, number: u64, luma: &mut Vec<u8>) -> Truth {
        let averaged = self.is_averaged(number);
        if averaged && let Some(before) = self.acoustics.missing(number) {
            self.listen(before);
        }
        let pose = self.listen(number);
        let polar = self.acoustics.picture(averaged);
        self.screen.copy_to(luma);
        self.converter.draw(polar, luma);
        let mut truth = Truth::read(
            &self.plane,
            &pose,
            &self.individual,
            &self.converter,
            self.config.subject,
        );
        if let Some(part) = &self.part {
            part.mark(&mut truth);
        }
        truth
    }

    /// True where the scanner still holds the frame before: not at the begin of a sweep, and not in
    /// a video so slow that the scanner made others in between.
    fn is_averaged(&self, number: u64) -> bool {
        self.config.fps >= AVERAGING_FPS_MIN && !number.is_multiple_of(self.frames())
    }

    /// Paints the cut of a frame and takes its raw echoes.
    fn listen(&mut self, number: u64) -> Pose {
        let pose = self.sweep.pose(number as f64 / self.config.fps);
        self.plane.clear();
        body::surroundings(&mut self.plane, &mut self.body, &pose);
        if let Some(part) = &self.part {
            part.paint(&mut self.plane, &self.individual, &pose);
        } else {
            body::paint(&mut self.plane, &self.body, &self.individual, &pose);
            heart::paint(&mut self.plane, &self.individual, &pose);
            great_vessels::paint(&mut self.plane, &self.individual, &pose);
        }
        self.acoustics
            .listen(&self.plane, &pose, &self.scatterers, number);
        pose
    }
}
