//! The reading of an exam: timeline, current view, checklist.
//!
//! Pure and deterministic: no I/O, no clock, no threads; observations in, state out.

mod apart;
mod beats;
mod checklist;
mod course;
mod entered;
mod item;
pub mod measure;
pub mod protocol;
mod refresh;
pub mod rhythm;
mod said;
pub mod score;
mod timeline;
pub mod track;
mod view_summary;
mod views;

use std::time::Duration;

pub use entered::{Entered, EnteredError, GestationalAge, PictureSide};
pub use item::{EVIDENCE_MAX, Evidence, Item, ItemState};
pub use said::{Said, Unsaid};
pub use timeline::{Column, Timeline, strongest};
pub use view_summary::ViewSummary;

use crate::{
    anatomy::{Profile, Rect, Structure, StructureMap, View},
    detector::{Detections, ValveLines},
    sector::Picture,
};
use beats::Beats;
use checklist::{Facts, HELD_MIN, Live, Shown as ViewShown, Tracker};
use measure::{Boxes, Found, Measures};
use protocol::{Protocol, RunUp, Settings, State};
use refresh::Refresh;
use rhythm::Heartbeat;
use score::whole::Shares;
use track::{Follower, Tracks};
use view_summary::Asked;
use views::ViewFilter;

/// The share of its threshold from which spine and chest say where the body lies.
const LANDMARK_SHARE: f32 = 0.5;

/// What was found in one frame.
#[derive(Clone, Copy, Debug)]
pub struct Observation {
    /// Number of the frame.
    pub frame: u64,
    /// Time of the frame since the source's first.
    pub time: Duration,
    /// What the picture was.
    pub picture: Picture,
    /// How sharp the picture is against others of the same sweep, 0 to 1; 0 where nobody looked.
    pub sharpness: f32,
    /// Bounding box of the sector, source pixels; `None` where it is not known, or the picture is not live.
    pub sector: Option<Rect>,
    /// The structures; all zero unless the picture is live.
    pub structures: Detections,
    /// How bright a line crosses each inlet valve; nothing unless the picture is live, and where nobody looked.
    pub valve_lines: ValveLines,
}

/// The frames of an exam: how many, when, and how many are missing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Frames {
    /// How many were observed.
    pub count: u64,
    /// Time of the first.
    pub first: Duration,
    /// Time of the last.
    pub last: Duration,
    /// How often frame numbers were left out.
    pub gaps: u64,
    /// How many frame numbers were left out.
    pub missing: u64,
    /// Number of the last frame.
    pub last_number: u64,
}

/// An exam as read so far.
#[derive(Clone, Debug)]
pub struct Exam {
    profile: Profile,
    protocol: Protocol,
    run_up: RunUp,
    entered: Entered,
    thresholds: StructureMap<f32>,
    items: Vec<Item>,
    trackers: Vec<Tracker>,
    filter: ViewFilter,
    view: View,
    /// When the current view was entered; `None` behind a picture that was not live.
    view_since: Option<Duration>,
    /// By `View as usize`; at [`View::None`] stand all live frames of any view.
    views: [ViewSummary; 7],
    asked: Asked,
    /// The view whose best frame so far is the last one.
    new_best: Option<View>,
    live_since: Option<Duration>,
    /// The first frame until a second one comes.
    only: Option<Observation>,
    pictures: Vec<(Picture, u64)>,
    frames: Frames,
    refresh: Refresh,
    follower: Follower,
    heartbeat: Heartbeat,
    beats: Beats,
    measures: Measures,
    shares: Shares,
    timeline: Timeline,
}

impl Exam {
    /// An exam that has seen nothing yet. `thresholds` are the confidences, 0 to 1, from which a
    /// structure counts as found: those of the model. 1 says that the model does not look for the
    /// structure: nothing can be said of it.
    #[must_use]
    pub fn new(profile: Profile, thresholds: StructureMap<f32>) -> Self {
        let mut views = [ViewSummary::default(); 7];
        for view in View::SWEEP {
            views[view as usize].view = view;
        }
        Self {
            items: profile.items.iter().map(Tracker::item).collect(),
            trackers: profile
                .items
                .iter()
                .map(|spec| Tracker::new(spec, &thresholds))
                .collect(),
            asked: Asked::by(&profile),
            profile,
            protocol: Protocol::new(Settings::default()),
            run_up: RunUp::new(Settings::default().begin),
            entered: Entered::default(),
            thresholds,
            filter: ViewFilter::default(),
            view: View::None,
            view_since: None,
            views,
            new_best: None,
            live_since: None,
            only: None,
            pictures: Vec::with_capacity(16),
            frames: Frames::default(),
            refresh: Refresh::default(),
            follower: Follower::default(),
            heartbeat: Heartbeat::default(),
            beats: Beats::default(),
            measures: Measures::default(),
            shares: Shares::default(),
            timeline: Timeline::default(),
        }
    }

    /// Takes the next frame in: as evidence while the exam runs. An exam that begins by itself takes
    /// the frames as evidence that it began for, up to 128 of them.
    pub fn observe(&mut self, observation: &Observation) {
        match self.protocol.state() {
            State::Idle => self.wait(observation),
            State::Running => {
                self.take(observation);
                self.follow_protocol(observation);
            }
            State::Review | State::Closed => self.look_away(),
        }
    }

    /// Takes a frame as evidence. Allocates nothing unless the state of an item changes. A picture that
    /// is shown again is counted and says nothing else: it is no new evidence.
    fn take(&mut self, observation: &Observation) {
        self.new_best = None;
        let observation = &Observation {
            structures: apart::apart(&observation.structures),
            ..*observation
        };
        self.count(observation);
        self.refresh.observe(observation.time, observation.picture);
        if observation.picture == Picture::Repeated {
            return;
        }
        let live = observation.picture == Picture::Live;
        if live {
            self.follow_view(observation);
            self.follower
                .update(observation.time, &observation.structures, &self.thresholds);
            self.measure(observation);
            let Observation {
                frame, structures, ..
            } = observation;
            self.shares
                .add(*frame, self.view, structures, &self.thresholds);
        } else {
            self.look_away();
        }
        self.update_items(observation, live, false);
        self.only = (self.frames.count == 1).then_some(*observation);
        let mut confidence = StructureMap::<u8>::default();
        if live {
            for (structure, found) in observation.structures.iter() {
                confidence[structure] = Column::quantised(found.confidence);
            }
        }
        let Observation { time, picture, .. } = *observation;
        self.timeline.push(Column {
            time,
            picture,
            view: self.view,
            confidence,
        });
    }

    /// The source has ended. A clip of a single picture is judged by that picture alone; before the
    /// end nobody knows that no second one comes.
    pub fn finish(&mut self) {
        self.heartbeat.finish();
        if let Some(observation) = self.only.take() {
            self.update_items(&observation, observation.picture == Picture::Live, true);
        }
        self.protocol.finish(self.frames.last);
    }

    fn count(&mut self, observation: &Observation) {
        let frames = &mut self.frames;
        if frames.count == 0 {
            frames.first = observation.time;
        } else if observation.frame > frames.last_number.saturating_add(1) {
            frames.gaps += 1;
            frames.missing += observation.frame - frames.last_number - 1;
        }
        frames.count += 1;
        frames.last = observation.time;
        frames.last_number = observation.frame;
        match self
            .pictures
            .iter_mut()
            .find(|(picture, _)| *picture == observation.picture)
        {
            Some((_, count)) => *count += 1,
            None => self.pictures.push((observation.picture, 1)),
        }
    }

    fn follow_view(&mut self, observation: &Observation) {
        let time = observation.time;
        let evidence = views::evidence(&observation.structures, &self.thresholds);
        let view = self.filter.update(time, &evidence);
        if view != self.view || self.view_since.is_none_or(|since| since > time) {
            (self.view, self.view_since) = (view, Some(time));
        }
        if self.live_since.is_none_or(|since| since > time) {
            self.live_since = Some(time);
        }
        let strongest = evidence.into_iter().fold(0.0, f32::max);
        self.views[View::None as usize].add(observation, strongest, 0, self.live_since);
        if let Some(at) = View::SWEEP.iter().position(|v| *v == view) {
            let complete = self
                .asked
                .found(view, &observation.structures, &self.thresholds);
            let of = &mut self.views[view as usize];
            if of.add(observation, evidence[at], complete, self.view_since) {
                self.new_best = Some(view);
            }
        }
    }

    fn measure(&mut self, observation: &Observation) {
        let Observation {
            frame: number,
            time,
            structures,
            valve_lines,
            ..
        } = observation;
        let thresholds = &self.thresholds;
        self.heartbeat
            .observe(*time, *number, (structures, valve_lines), thresholds);
        // Through a gap a box is carried on, which is nothing to measure. Spine and chest are landmarks: whether they
        // look like one body the measuring sees itself, so that weaker ones will do.
        let found = |s: Structure| {
            let track = self.follower.tracks()[s].filter(|track| track.measured);
            let tracked = track.map(|track| Found {
                rect: track.rect,
                confidence: track.confidence,
            });
            let weak = structures[s].confidence >= LANDMARK_SHARE * self.thresholds[s]
                && self.thresholds[s] < 1.0;
            // A weak spine at the picture's edge is one that lies beyond it more often than not.
            let whole = || measure::cut(&structures[s].rect, observation.sector) == [false; 4];
            let is_landmark = s == Structure::Thorax || (s == Structure::Spine && whole());
            tracked.or_else(|| {
                (is_landmark && weak).then(|| Found {
                    rect: structures[s].rect,
                    confidence: structures[s].confidence,
                })
            })
        };
        self.measures.observe(&measure::Frame {
            number: *number,
            time: *time,
            view: self.view,
            boxes: &Boxes::new(found, observation.sector),
            phase: self.beats.phase(&self.heartbeat, *time),
        });
    }

    fn update_items(&mut self, observation: &Observation, live: bool, lone: bool) {
        let live = live.then_some(Live {
            observation,
            view: self.view,
            thresholds: &self.thresholds,
            lone,
        });
        let any_live = self.views[View::None as usize].frames > 0;
        let facts = Facts {
            measures: &self.measures,
            entered: self.entered,
            rate: beats::rate(&self.heartbeat),
            valves_move: self.heartbeat.valves_moved().map(|frames| frames.is_some()),
        };
        let items = self.items.iter_mut().zip(&mut self.trackers);
        for ((item, tracker), spec) in items.zip(&self.profile.items) {
            let of = &self.views[spec.view as usize];
            let shown = match of.frames {
                _ if !any_live => ViewShown::NoPicture,
                0 => ViewShown::Never,
                _ if lone || of.longest >= HELD_MIN => ViewShown::Held,
                _ => ViewShown::Briefly,
            };
            tracker.update(spec, item, live, shown, &facts);
        }
    }

    /// The checklist that this exam follows.
    #[must_use]
    pub fn profile(&self) -> &Profile {
        &self.profile
    }

    /// Takes what the examiner entered, in place of what was entered before. It holds for all frames
    /// from the next one on.
    pub fn enter(&mut self, entered: Entered) {
        self.measures.enter(entered.left);
        self.entered = entered;
    }

    /// What the examiner entered.
    #[must_use]
    pub fn entered(&self) -> Entered {
        self.entered
    }

    /// The current view; [`View::None`] while the picture is not live.
    #[must_use]
    pub fn view(&self) -> View {
        self.view
    }

    /// The checklist as it stands, in the profile's order.
    #[must_use]
    pub fn items(&self) -> &[Item] {
        &self.items
    }

    /// The heartbeat.
    #[must_use]
    pub fn heartbeat(&self) -> &Heartbeat {
        &self.heartbeat
    }

    /// Where each structure is, smoothed over time; nothing while the picture is not live.
    #[must_use]
    pub fn tracks(&self) -> &Tracks {
        self.follower.tracks()
    }

    /// What was measured.
    #[must_use]
    pub fn measures(&self) -> &Measures {
        &self.measures
    }

    /// The barcode of the structures.
    #[must_use]
    pub fn timeline(&self) -> &Timeline {
        &self.timeline
    }

    /// The views that were shown, in sweep order.
    pub fn views(&self) -> impl Iterator<Item = &ViewSummary> {
        self.views
            .iter()
            .filter(|v| v.view != View::None && v.frames > 0)
    }

    /// The view of which the frame that was observed last is the best so far: its picture is the view's
    /// key image until a better one comes.
    #[must_use]
    pub fn new_best(&self) -> Option<View> {
        self.new_best
    }

    /// How many frames of each kind of picture there were, in the order of their first frame.
    #[must_use]
    pub fn pictures(&self) -> &[(Picture, u64)] {
        &self.pictures
    }

    /// How many frames there were, and when.
    #[must_use]
    pub fn frames(&self) -> Frames {
        self.frames
    }

    /// How many different live pictures the scanner makes a second, by the times of the frames: less
    /// than the frame rate where pictures are shown again. Where none is, the scanner may be quicker.
    /// `None` below a second of live pictures.
    #[must_use]
    pub fn scanner_fps(&self) -> Option<f64> {
        self.refresh.hz()
    }

    /// Time of the last frame since the first.
    #[must_use]
    pub fn elapsed(&self) -> Duration {
        self.frames.last.saturating_sub(self.frames.first)
    }
}

#[cfg(test)]
mod tests;
