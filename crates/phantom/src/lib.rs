//! A fetal-heart phantom: a parametric thorax and beating heart of 18 to 32 weeks, cut by a moving
//! probe plane, turned into speckle by a simple acoustic model and shown on a scanner's screen.
//!
//! Every frame comes with its [`Truth`]. Same [`Config`], same bytes, on any machine: the arithmetic
//! uses no library function whose rounding differs between platforms.
//!
//! The phantom knows nothing of detectors or checklists.
//!
//! Coordinates: *reference millimetres* are those of a fetus whose chest measures 157 mm around (about
//! 23 weeks), origin amid the chest at the four-chamber level, x to the fetus's left, y towards its
//! back, z towards its head. *Image millimetres* are lateral position and depth from the probe's face.

mod acoustics;
mod aim;
mod artefacts;
mod body;
mod case;
mod cavity;
mod colour;
mod config;
mod defect;
mod doppler;
mod dual;
mod fast;
mod great_vessels;
mod growth;
mod heart;
mod ideal;
mod individual;
mod layout;
mod legible;
mod look;
mod moments;
mod noise;
mod operator;
mod outline;
mod overlay;
mod parts;
mod plane;
mod pose;
mod probe;
mod proportions;
mod random;
mod scan;
mod screen;
mod shape;
mod sheet;
mod style;
mod subject;
mod surface;
mod sweep;
mod truth;

pub use case::Case;
pub use config::{Config, ConfigError};
pub use ideal::{BodySide, Chirality, FetusTruth, HeartTruth, PictureEdge, Ratios, Sides};
pub use look::Look;
pub use operator::{Interruption, Operator};
pub use proportions::Proportions;
pub use screen::{PATIENT_NUMBER_PREFIX, PATIENTS};
pub use sheet::{Sheet, contact_sheet};
pub use subject::{Part, Subject};
pub use truth::{Shown, Truth};

use acoustics::{Acoustics, Chest, Cut};
use artefacts::Artefacts;
use body::BodyPlan;
use colour::GreyMap;
use doppler::Doppler;
use dual::Dual;
use individual::Individual;
use layout::Layout;
use moments::Moments;
use noise::Scatterers;
use parts::PartPlan;
use plane::Plane;
use pose::Pose;
use random::Random;
use scan::ScanConverter;
use screen::Screen;
use surface::Canvas;
use sweep::Sweep;

/// Slowest rate at which pictures follow each other as the scanner's do, a second.
const AVERAGING_HZ_MIN: f64 = 20.0;

/// Sets the scanner's chance apart from that of fetus and operator: the same sweep may be seen on any
/// screen.
const STREAM: u64 = 0x5ca9_9e12_0f3b_6d47;

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
    look: Look,
    layout: Layout,
    map: GreyMap,
    screen: Screen,
    moments: Moments,
    doppler: Doppler,
    dual: Dual,
    artefacts: Artefacts,
    /// Echoes after the grey map, and the picture that they and the plane are of.
    echoes: Vec<u8>,
    made: Option<u64>,
    canvas: Canvas,
}

impl Phantom {
    /// Builds the individual, the probe and the screen that the seed stands for.
    ///
    /// # Errors
    /// Where a size, rate or duration is outside of its limits.
    pub fn new(config: Config) -> Result<Self, ConfigError> {
        config.check()?;
        let mut random = Random::new(config.seed);
        let individual = Individual::draw(
            &mut random,
            config.subject.case().unwrap_or_default(),
            config.proportions,
        );
        let sweep = Sweep::draw(&mut random, &individual, config.operator, config.seconds);
        let mut scanner = Random::new(config.seed ^ STREAM);
        let drawn = Look::DRAWN[scanner.below(Look::DRAWN.len())];
        let look = config.look.unwrap_or(drawn);
        let layout = Layout::draw(&mut scanner, look, config.width, config.height);
        let probe = probe::Probe::draw(&mut scanner, &individual, &sweep, &layout);
        let converter = ScanConverter::new(&probe, config.width, config.height);
        let settings = acoustics::Settings::draw(&mut scanner, look);
        let plane = Plane::new(&probe, settings.walls);
        let acoustics = Acoustics::draw(&mut scanner, settings, converter.grid(), &plane);
        let scatterers = Scatterers::draw(&mut random);
        let body = BodyPlan::draw(config.seed, &individual, &sweep, &probe);
        let part = config
            .subject
            .part()
            .map(|part| PartPlan::draw(config.seed, part, &individual));
        let map = GreyMap::new(layout.style.tint, layout.style.bend);
        let screen = Screen::new(
            &mut scanner,
            &layout,
            &probe,
            &individual,
            &map,
            doppler::colour,
        );
        let artefacts = if config.artefacts {
            Artefacts::draw(&mut scanner, config.width, config.height)
        } else {
            Artefacts::default()
        };
        let moments = Moments {
            clip_hz: config.fps,
            scanner_hz: artefacts.scanner_hz,
            seconds: config.seconds,
            interruption: config.interruption,
        };
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
            look,
            layout,
            map,
            screen,
            moments,
            doppler: Doppler::new(),
            dual: Dual::default(),
            artefacts,
            echoes: Vec::new(),
            made: None,
            canvas: Canvas::default(),
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
    pub const fn look(&self) -> Look {
        self.look
    }

    /// What is true of the fetus in all frames; `None` where there is no heart before the probe.
    #[must_use]
    pub fn fetus(&self) -> Option<FetusTruth> {
        let case = self.config.subject.case();
        case.map(|_| FetusTruth::read(&self.individual, self.sweep.mirror()))
    }

    /// Side of the picture that is nearest to the fetus's left in a frame; `None` where there is no heart
    /// before the probe. Nothing is drawn.
    #[must_use]
    pub fn left(&self, number: u64) -> Option<PictureEdge> {
        let pose = self.sweep.pose(self.moments.of(number).time_s);
        self.config.subject.case().map(|_| PictureEdge::of(&pose))
    }

    /// The view that this sweep never shows, if the operator leaves one out.
    #[must_use]
    pub const fn skipped(&self) -> Option<anatomy::View> {
        self.sweep.skipped()
    }

    /// Name and number of the patient that the screen bears, both invented: one of [`PATIENTS`], and
    /// a number that begins with [`PATIENT_NUMBER_PREFIX`].
    #[must_use]
    pub fn patient(&self) -> (&str, &str) {
        let patient = self.screen.patient();
        (patient.name, &patient.number)
    }

    /// True where any frame of the clip is other than grey.
    #[must_use]
    pub fn in_colour(&self) -> bool {
        self.config.interruption == Some(Interruption::ColourDoppler)
            || self.layout.style.tint != [0.0; 2]
            || self
                .screen
                .in_colour(self.config.interruption == Some(Interruption::Freeze))
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
        let truth = self.compose(number, false);
        luma.clear();
        luma.extend_from_slice(&self.canvas.luma);
        truth
    }

    /// Draws frame `number` in colour: `rgb` is resized to three bytes for each pixel. The BT.601
    /// luma of it is what [`Self::frame`] gives.
    pub fn frame_rgb(&mut self, number: u64, rgb: &mut Vec<u8>) -> Truth {
        let truth = self.compose(number, true);
        rgb.clear();
        rgb.reserve(3 * self.canvas.luma.len());
        for (luma, chroma) in self.canvas.luma.iter().zip(&self.canvas.chroma) {
            let tone = colour::Tone {
                luma: *luma,
                chroma: *chroma,
            };
            rgb.extend_from_slice(&self.map.rgb(tone));
        }
        truth
    }

    /// Makes a frame on the canvas.
    fn compose(&mut self, number: u64, colour: bool) -> Truth {
        let moment = self.moments.of(number);
        if moment.shown == Shown::Dual && self.dual.held != Some(moment.since) {
            self.look_at(moment.since);
            self.dual
                .hold(moment.since, &self.echoes, &self.converter, &self.layout);
        }
        let pose = self.look_at(moment.picture);
        let mut truth = Truth::read(
            &self.plane,
            &pose,
            &self.individual,
            &self.converter,
            self.config.subject,
            &self.body.chest_wall(),
        );
        let canvas = &mut self.canvas;
        self.screen
            .start(canvas, &self.layout, moment.time_s, colour);
        if moment.shown == Shown::Dual {
            let (echoes, converter) = (&self.echoes, &self.converter);
            truth.sector = self
                .dual
                .draw(canvas, echoes, converter, &self.layout, &self.map);
        } else {
            self.converter.draw(&self.echoes, &mut canvas.luma);
            self.tint();
        }
        if moment.shown == Shown::ColourDoppler {
            let anchor = self.sweep.pose(self.moments.time_s(moment.since));
            self.doppler.draw(
                &mut self.canvas,
                &self.layout,
                &doppler::Sight {
                    probe: self.converter.probe(),
                    plane: &self.plane,
                    pose: &pose,
                    anchor: &anchor,
                    individual: &self.individual,
                    scatterers: &self.scatterers,
                },
            );
        }
        self.screen.finish(&mut self.canvas, moment.shown);
        self.artefacts.apply(&mut self.canvas);
        if let Some(part) = &self.part {
            part.mark(&mut truth);
        }
        truth.shown = moment.shown;
        if moment.shown != Shown::Live {
            truth.boxes = anatomy::StructureMap::default();
            truth.difficult = anatomy::StructureMap::default();
            truth.heart = None;
        }
        truth
    }

    /// Cuts the body and makes the echoes of one picture of the scanner.
    /// A picture that stands for several frames is made once.
    fn look_at(&mut self, picture: u64) -> Pose {
        if self.made == Some(picture) {
            return self.sweep.pose(self.moments.time_s(picture));
        }
        let averaged = self.is_averaged(picture);
        if averaged && let Some(before) = self.acoustics.missing(picture) {
            self.listen(before);
        }
        let pose = self.listen(picture);
        let polar = self.acoustics.picture(averaged);
        self.echoes.clear();
        self.echoes
            .extend(polar.iter().map(|echo| self.map.luma(*echo)));
        self.made = Some(picture);
        pose
    }

    /// True where the scanner still holds the picture before: not at the begin of a sweep, and not in
    /// a video so slow that the scanner made others in between.
    fn is_averaged(&self, picture: u64) -> bool {
        let Some(before) = picture.checked_sub(1) else {
            return false;
        };
        let sweep = |picture| (self.moments.time_s(picture) / self.config.seconds).floor();
        self.moments.rate_hz() >= AVERAGING_HZ_MIN && sweep(before) == sweep(picture)
    }

    /// Paints the cut of a picture and takes its raw echoes.
    fn listen(&mut self, picture: u64) -> Pose {
        let pose = self.sweep.pose(self.moments.time_s(picture));
        self.plane.clear();
        self.body.paint_surroundings(&mut self.plane, &pose);
        if let Some(part) = &self.part {
            part.paint(&mut self.plane, &pose);
        } else {
            self.body
                .paint_trunk(&mut self.plane, &self.individual, &pose);
            heart::paint(&mut self.plane, &self.individual, &pose);
            great_vessels::paint(&mut self.plane, &self.individual, &pose);
        }
        let chest = self.part.is_none().then(|| Chest::of(&pose));
        let cut = Cut {
            plane: &self.plane,
            pose: &pose,
            chest,
        };
        self.acoustics.listen(&cut, &self.scatterers, picture);
        pose
    }

    /// Gives the sector the grey map's tint.
    fn tint(&mut self) {
        let top = self.converter.bounds()[1];
        for (row, (first, end)) in self.converter.spans().iter().enumerate() {
            let row = (top + row) * self.layout.width;
            let pixels = row + usize::from(*first)..row + usize::from(*end);
            self.canvas.tint(pixels, &self.map);
        }
    }
}
