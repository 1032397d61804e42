//! A moment of the exam with everything that a screen needs, in buffers that are used again.

use std::time::{Duration, Instant};

use crate::{
    anatomy::{Rect, StructureMap},
    capture::Frame,
    detector::PackInfo,
    display::{Crop, ScreenModel, Status},
    exam::{Exam, Item, Timeline},
    record::FrameLine,
    sector::{Picture, Sector},
};

use super::{pipeline::Pipeline, state::State};

/// What stays the same while the service runs: who reads what with which model.
#[derive(Clone, Debug)]
pub struct About {
    /// The source, for people.
    pub source: String,
    /// The model's pack.
    pub pack: PackInfo,
    /// Name of the checklist profile.
    pub profile: String,
    /// Version of this software.
    pub software: &'static str,
}

impl About {
    /// What `pipeline` reads from the source of that name.
    #[must_use]
    pub fn new(source: &str, pipeline: &Pipeline) -> Self {
        Self {
            source: source.to_owned(),
            pack: pipeline.pack().clone(),
            profile: pipeline.exam().profile().name.clone(),
            software: env!("CARGO_PKG_VERSION"),
        }
    }
}

/// The sector of a frame with everything outside its shape blacked out.
#[derive(Clone, Debug, Default)]
pub struct SectorCrop {
    luma: Vec<u8>,
    width: usize,
    height: usize,
    rect: Rect,
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
        self.luma.clear();
        self.luma.resize(self.width * self.height, 0);
        for row in 0..self.height {
            let (first, end) = sector.spans[row];
            let within = left..left + self.width;
            let (first, end) = (usize::from(first).max(within.start), usize::from(end).min(within.end));
            if first < end {
                let (from, to) = ((top + row) * frame.width, row * self.width);
                self.luma[to + first - left..to + end - left]
                    .copy_from_slice(&frame.luma[from + first..from + end]);
            }
        }
    }

    /// Forgets the picture.
    pub fn clear(&mut self) {
        (self.width, self.height) = (0, 0);
        self.luma.clear();
    }

    fn show(&self) -> Option<Crop<'_>> {
        (!self.luma.is_empty()).then_some(Crop {
            luma: &self.luma,
            width: self.width,
            height: self.height,
            rect: self.rect,
        })
    }
}

/// One moment of the exam.
#[derive(Clone, Debug, Default)]
pub struct Snapshot {
    /// The crop, where the picture is live.
    pub crop: SectorCrop,
    /// What was found in the frame.
    pub line: FrameLine,
    /// What the service does.
    pub state: State,
    /// When the frame came; `None` where nothing is live.
    pub captured: Option<Instant>,
    /// Frames read a second.
    pub fps: Option<f32>,
    items: Vec<Item>,
    timeline: Timeline,
}

impl Snapshot {
    /// Takes the frame's picture and findings in.
    pub fn take_frame(&mut self, frame: &Frame, line: &FrameLine, sector: Option<&Sector>) {
        self.line.clone_from(line);
        match sector {
            Some(sector) => self.crop.take(frame, sector),
            None => self.crop.clear(),
        }
    }

    /// Takes the checklist and the timeline in.
    pub fn take_exam(&mut self, exam: &Exam) {
        self.items.clone_from_slice_or_resize(exam.items());
        self.timeline.clone_from(exam.timeline());
    }

    /// What the screen is drawn from, at the moment `now`.
    #[must_use]
    pub fn model<'a>(&'a self, about: &'a About, now: Option<Instant>) -> ScreenModel<'a> {
        let age = now.zip(self.captured).map(|(now, then)| now.saturating_duration_since(then));
        let thresholds: &StructureMap<f32> = &about.pack.thresholds;
        let no_frames = matches!(self.state, State::NoFrames(_) | State::Starting);
        ScreenModel {
            picture: if no_frames { Picture::NoSignal } else { self.line.picture },
            crop: self.crop.show(),
            detections: &self.line.structures,
            thresholds,
            view: self.line.view,
            time: Duration::from_secs_f64(self.line.time_ms.max(0.0) / 1000.0),
            items: &self.items,
            timeline: &self.timeline,
            status: Status {
                source: &about.source,
                fps: self.fps,
                frame: self.line.frame,
                frame_age_ms: age.map(|age| age.as_secs_f32() * 1000.0),
                model_name: &about.pack.name,
                model_version: &about.pack.version,
                model_hash: about.pack.short_hash(),
                profile: &about.profile,
                software: about.software,
                fault: self.state.fault(),
            },
        }
    }
}
