//! What the rhythm keeps of a frame: sizes of the chambers, and how the inlet valves show.

use std::{collections::VecDeque, time::Duration};

use crate::{
    anatomy::{Structure, StructureMap},
    detector::{Detections, INLET_VALVES, ValveLines},
};

use Structure::{LeftAtrium, LeftVentricle, RightAtrium, RightVentricle};

/// The chambers, each with the sign of its part: ventricles are largest when atria are smallest.
pub(super) const CHAMBERS: [(Structure, f64); 4] = [
    (LeftVentricle, 1.0),
    (RightVentricle, 1.0),
    (LeftAtrium, -1.0),
    (RightAtrium, -1.0),
];
/// How many of [`CHAMBERS`] are ventricles; they stand first.
pub(super) const VENTRICLES: usize = 2;

/// The share of its threshold from which a structure's box is read. A weak box tells of motion what
/// it can; whether that is enough, the fit says.
const READ_FROM: f32 = 0.5;
/// Most frames that are kept: 6.4 s at 60 a second.
pub(super) const SAMPLES_MAX: usize = 384;
/// Longest time that is looked at: a heart's rate is not the same for much longer.
const SPAN_MAX_S: f64 = 6.0;
/// After longer without chambers, or without pictures, what comes is another heartbeat's beginning.
const LOST_AFTER_S: f64 = 0.4;

/// One live frame; a broken number where something was not found.
#[derive(Clone, Copy, Debug)]
pub(super) struct Sample {
    /// Seconds.
    pub time: f64,
    /// Number of the frame.
    pub frame: u64,
    /// Logarithms of areas, in the order of [`CHAMBERS`].
    pub chambers: [f64; 4],
    /// In the order of [`INLET_VALVES`]: how much brighter than blood a line across it is, logarithm.
    pub valves: [f64; INLET_VALVES.len()],
}

impl Sample {
    fn read(
        time: f64,
        frame: u64,
        (found, lines): (&Detections, &ValveLines),
        thresholds: &StructureMap<f32>,
    ) -> Self {
        let sides = |structure: Structure| {
            let (found, threshold) = (found[structure], thresholds[structure]);
            let read = found.confidence > 0.0
                && found.confidence >= READ_FROM * threshold
                && threshold < 1.0;
            let fine = |side: f32| side.is_finite() && side >= 1.0;
            let [w, h] = [found.rect.w, found.rect.h];
            (read && fine(w) && fine(h)).then(|| [w, h].map(|side| libm::log(f64::from(side))))
        };
        let area = |structure| sides(structure).map_or(f64::NAN, |[w, h]| w + h);
        Self {
            time,
            frame,
            chambers: CHAMBERS.map(|(structure, _)| area(structure)),
            valves: core::array::from_fn(|k| {
                let line = lines[k].filter(|line| line.is_finite());
                let found = sides(INLET_VALVES[k]).and(line);
                found.map_or(f64::NAN, f64::from)
            }),
        }
    }

    /// Whether a ventricle and an atrium were found.
    pub fn tells(&self) -> bool {
        let (ventricles, atria) = self.chambers.split_at(VENTRICLES);
        let any = |of: &[f64]| of.iter().any(|area| !area.is_nan());
        any(ventricles) && any(atria)
    }
}

/// The last live frames since chambers are seen without a break.
#[derive(Clone, Debug)]
pub(super) struct Samples {
    kept: VecDeque<Sample>,
    /// Time of the last frame that told something.
    told: f64,
    /// What comes next is another heartbeat's beginning.
    ended: bool,
}

impl Samples {
    pub fn new() -> Self {
        Self {
            kept: VecDeque::with_capacity(SAMPLES_MAX),
            told: 0.0,
            ended: false,
        }
    }

    /// Takes a live frame in. One that is not later than the last says nothing; one before it ends
    /// what was seen. False where the chambers are lost: what was kept still stands, and goes with the
    /// next frame that tells something.
    pub fn push(
        &mut self,
        time: Duration,
        frame: u64,
        read: (&Detections, &ValveLines),
        thresholds: &StructureMap<f32>,
    ) -> bool {
        let sample = Sample::read(time.as_secs_f64(), frame, read, thresholds);
        let lost = |now: f64| now - self.told > LOST_AFTER_S;
        if let Some(last) = self.kept.back() {
            if sample.time == last.time {
                return !lost(sample.time);
            }
            let ended = self.ended || lost(sample.time);
            if sample.time < last.time || (ended && sample.tells()) {
                self.kept.clear();
                self.ended = false;
            }
        }
        if !sample.tells() && (self.ended || self.kept.is_empty() || lost(sample.time)) {
            return false;
        }
        if sample.tells() {
            self.told = sample.time;
        }
        let old = |kept: &Sample| sample.time - kept.time > SPAN_MAX_S;
        while self.kept.len() == SAMPLES_MAX || self.kept.front().is_some_and(old) {
            self.kept.pop_front();
        }
        self.kept.push_back(sample);
        true
    }

    /// The pictures break off.
    pub fn end(&mut self) {
        self.ended = true;
    }

    /// The frames up to the last that told something.
    pub fn iter(&self) -> impl Iterator<Item = &Sample> {
        let told = self.told;
        self.kept.iter().filter(move |s| s.time <= told)
    }
}
