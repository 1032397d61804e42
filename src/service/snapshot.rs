//! A moment of the exam with everything that a screen needs, in buffers that are used again.

use std::time::{Duration, Instant};

use crate::{
    anatomy::{Profile, Rect, Structure, StructureMap, View},
    capture::{Frame, Signal},
    detector::{Detection, Detections, PackInfo},
    display::{Crop, Language, ScreenModel, Setup, Showing, Status},
    record::frames_per_second,
    sector::{Picture, Sector},
};

use super::{
    pipeline::{Pipeline, Reading},
    shown_exam::ShownExam,
    state::State,
};

/// What stays the same while the service runs: who reads what with which model.
#[derive(Clone, Debug)]
pub struct About {
    /// The source, for people.
    pub source: String,
    /// The model's pack.
    pub pack: PackInfo,
    /// Name and version of the checklist profile.
    pub profile: String,
    /// Version of this software.
    pub software: &'static str,
    /// Name of the board file; empty where there is none.
    pub board: String,
    /// Address of the live page; empty where there is none.
    pub address: String,
    /// What the screen speaks.
    pub language: Language,
}

impl About {
    /// What `pipeline` reads from the source of that name.
    #[must_use]
    pub fn new(source: &str, pipeline: &Pipeline) -> Self {
        Self::of(source, pipeline.pack(), pipeline.exam().profile())
    }

    /// What is read from the source of that name with a model and a checklist.
    #[must_use]
    pub fn of(source: &str, pack: &PackInfo, profile: &Profile) -> Self {
        Self {
            source: source.to_owned(),
            pack: pack.clone(),
            profile: format!("{} {}", profile.name, profile.version),
            software: env!("CARGO_PKG_VERSION"),
            board: String::new(),
            address: String::new(),
            language: Language::english().clone(),
        }
    }

    /// The same in another language.
    #[must_use]
    pub fn in_language(self, language: Language) -> Self {
        Self { language, ..self }
    }
}

/// The sector of a frame with everything outside its shape blacked out.
#[derive(Clone, Debug, Default)]
pub struct SectorCrop {
    luma: Vec<u8>,
    width: usize,
    height: usize,
    rect: Rect,
    spans: Vec<(u16, u16)>,
}

impl SectorCrop {
    /// Takes the sector out of a frame.
    pub fn take(&mut self, frame: &Frame, sector: &Sector) {
        let left = (sector.rect.x.max(0.0) as usize).min(frame.width);
        let top = (sector.rect.y.max(0.0) as usize).min(frame.height);
        self.width = (sector.rect.w.max(0.0) as usize).min(frame.width - left);
        self.height = (sector.rect.h.max(0.0) as usize)
            .min(frame.height - top)
            .min(sector.spans.len());
        self.rect = sector.rect;
        self.spans.clone_from(&sector.spans);
        self.luma.clear();
        self.luma.resize(self.width * self.height, 0);
        for row in 0..self.height {
            let (first, end) = sector.spans[row];
            let within = left..left + self.width;
            let (first, end) = (
                usize::from(first).max(within.start),
                usize::from(end).min(within.end),
            );
            if first < end {
                let (from, to) = ((top + row) * frame.width, row * self.width);
                self.luma[to + first - left..to + end - left]
                    .copy_from_slice(&frame.luma[from + first..from + end]);
                let line = &mut self.luma[to + first - left..to + end - left];
                sector.fill_marks(top + row, first, line);
            }
        }
    }

    /// Takes a copy of what is shown elsewhere.
    pub(super) fn copy(&mut self, crop: &Crop) {
        (self.width, self.height, self.rect) = (crop.width, crop.height, crop.rect);
        self.luma.clear();
        self.luma.extend_from_slice(crop.luma);
        self.spans.clear();
        self.spans.extend_from_slice(crop.spans);
    }

    /// Forgets the picture.
    pub fn clear(&mut self) {
        (self.width, self.height) = (0, 0);
        self.luma.clear();
    }

    pub(super) fn show(&self) -> Option<Crop<'_>> {
        (!self.luma.is_empty()).then_some(Crop {
            luma: &self.luma,
            width: self.width,
            height: self.height,
            rect: self.rect,
            spans: &self.spans,
        })
    }
}

/// One moment of the exam.
#[derive(Clone, Debug, Default)]
pub struct Snapshot {
    /// The crop, where the picture is live.
    pub crop: SectorCrop,
    /// What was found in the frame; `None` before the first one.
    pub reading: Option<Reading>,
    /// What the service does.
    pub state: State,
    /// Why there were no frames before: a fault that passed before a screen of it was drawn.
    pub missed: Option<Signal>,
    /// When the frame came; `None` where nothing is live.
    pub captured: Option<Instant>,
    /// Frames read a second.
    pub fps: Option<f32>,
    exam: ShownExam,
}

impl Snapshot {
    /// Nothing but what the service does.
    #[must_use]
    pub fn of(state: State) -> Self {
        Self {
            state,
            ..Self::default()
        }
    }

    /// Takes the frame's picture and findings in.
    pub fn take_frame(&mut self, frame: &Frame, reading: Reading, sector: Option<&Sector>) {
        self.reading = Some(reading);
        match sector {
            Some(sector) => self.crop.take(frame, sector),
            None => self.crop.clear(),
        }
    }

    /// Takes the exam in as far as it may be shown; where its results may not, nothing that was found is shown of
    /// the frame either.
    pub fn take_exam(&mut self, pipeline: &Pipeline) {
        self.exam.take(pipeline.exam(), pipeline.key_images());
    }

    /// Takes over from a snapshot that nobody took the fault that has to be shown.
    pub(super) fn inherit(&mut self, untaken: &Self) {
        let fault = match untaken.state {
            State::NoFrames(signal) => Some(signal),
            _ => untaken.missed,
        };
        let fault = self.missed.or(fault);
        self.missed = fault.filter(|signal| self.state != State::NoFrames(*signal));
    }

    /// What the screen is drawn from, at the moment `now`; `None` where a clip is read and nothing
    /// is live.
    #[must_use]
    pub fn model<'a>(&'a self, about: &'a About, now: Option<Instant>) -> ScreenModel<'a> {
        let age = now
            .zip(self.captured)
            .map(|(now, then)| now.saturating_duration_since(then));
        let no_frames = matches!(
            self.state,
            State::NoFrames(_) | State::Starting | State::SelfTest(_)
        );
        let observation = self.reading.as_ref().map(|r| &r.observation);
        let withheld = self.exam.withheld;
        let found = observation.filter(|_| !withheld);
        let picture = observation.map_or(Picture::NoSignal, |o| o.picture);
        ScreenModel {
            picture: if no_frames {
                Picture::NoSignal
            } else {
                picture
            },
            crop: self.crop.show(),
            detections: found.map_or(&NOTHING, |o| &o.structures),
            thresholds: &about.pack.thresholds,
            view: self
                .reading
                .filter(|_| !withheld)
                .map_or(View::None, |r| r.view),
            time: observation.map_or(Duration::ZERO, |o| o.time),
            items: &self.exam.items,
            timeline: &self.exam.timeline,
            status: Status {
                source: &about.source,
                fps: self.fps,
                frame: observation.filter(|_| !no_frames).map(|o| o.frame),
                frame_age_ms: age.map(|age| age.as_secs_f32() * 1000.0),
                model_name: &about.pack.name,
                model_version: &about.pack.version,
                model_hash: about.pack.short_hash(),
                model_verified: about.pack.standing.is_verified(),
                profile: &about.profile,
                software: about.software,
                fault: self.state.fault(),
                work: self.state.work(),
            },
            exam: self.exam.state,
            withheld,
            hint: self.exam.hint(),
            key_images: self.exam.key_images(),
            findings: self.exam.findings(),
            setup: Setup {
                board: &about.board,
                address: &about.address,
                model_sha256: &about.pack.sha256,
                ..Setup::default()
            },
            showing: Showing::default(),
            language: &about.language,
        }
    }
}

/// The most informative moment so far: the live frame with the most confidence in structures that
/// count as found; the first of equals. A screen of it says what a person would look at.
#[derive(Debug, Default)]
pub struct Best {
    score: Option<f32>,
    snapshot: Snapshot,
}

impl Best {
    /// Takes the frame where it is better than the ones before. Behind live frames a fault of the
    /// model tells the most, then a picture that cannot be read, then no signal.
    pub fn offer(
        &mut self,
        frame: &Frame,
        reading: &Reading,
        state: &State,
        sector: Option<&Sector>,
        thresholds: &StructureMap<f32>,
    ) {
        let found = reading.observation.structures.iter();
        let found = found.filter(|(s, d)| d.confidence >= thresholds[*s]);
        let score = match reading.observation.picture {
            Picture::Live => found.map(|(_, d)| d.confidence).sum(),
            Picture::Repeated => return,
            Picture::ModelFault => -1.0_f32,
            Picture::NoSignal => -3.0,
            _ => -2.0,
        };
        if self.score.is_none_or(|best| score > best) {
            self.score = Some(score);
            self.snapshot.take_frame(frame, *reading, sector);
            self.snapshot.state.clone_from(state);
        }
    }

    /// The moment with the exam as it stands, and the mean rate of its frames.
    #[must_use]
    pub fn finish(mut self, pipeline: &Pipeline) -> Snapshot {
        self.snapshot.take_exam(pipeline);
        self.snapshot.fps = frames_per_second(pipeline.exam()).map(|fps| fps as f32);
        self.snapshot
    }
}

const NOTHING: Detections = StructureMap(
    [Detection {
        confidence: 0.0,
        rect: Rect::new(0.0, 0.0, 0.0, 0.0),
    }; Structure::COUNT],
);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fault_that_nobody_took_goes_over_until_it_is_the_state_itself() {
        let (mut first, mut second) = (Snapshot::of(State::Running), Snapshot::of(State::Running));
        first.inherit(&Snapshot::of(State::NoFrames(Signal::Stalled)));
        assert_eq!(first.missed, Some(Signal::Stalled));
        second.inherit(&first);
        assert_eq!(second.missed, Some(Signal::Stalled));
        let mut again = Snapshot::of(State::NoFrames(Signal::Stalled));
        again.inherit(&second);
        assert_eq!(again.missed, None);
        let mut quiet = Snapshot::of(State::Running);
        quiet.inherit(&Snapshot::of(State::Running));
        assert_eq!(quiet.missed, None);
    }
}
