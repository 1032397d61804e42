//! Pictures without a heart: how often is something of a heart found in them?

use std::collections::BTreeMap;

use serde::Serialize;

use super::{
    EvaluateError,
    bootstrap::{self, Estimate},
    outcome::labelled,
    paired,
    tally::share,
};
use crate::{
    anatomy::{Structure, StructureMap},
    record::FrameRecord,
};

/// What belongs to the heart and its great vessels; thorax, spine, trachea, stomach, descending
/// aorta, umbilical vein and inferior vena cava do not. `models/training/finish_card.py` names
/// those, too.
const OF_THE_HEART: [Structure; 16] = [
    Structure::Crux,
    Structure::VentricularSeptum,
    Structure::RightAtrium,
    Structure::TricuspidValve,
    Structure::RightVentricle,
    Structure::LeftAtrium,
    Structure::MitralValve,
    Structure::LeftVentricle,
    Structure::PulmonaryArtery,
    Structure::AscendingAorta,
    Structure::SuperiorVenaCava,
    Structure::PulmonaryVein,
    Structure::DuctusArteriosus,
    Structure::Heart,
    Structure::CardiacApex,
    Structure::AorticArch,
];

/// Gathers clips without a heart.
#[derive(Clone, Debug)]
pub struct FalseAlarms {
    thresholds: StructureMap<f32>,
    clips: Vec<Clip>,
}

/// The live frames of a clip.
#[derive(Clone, Debug, Default)]
struct Clip {
    subject: String,
    frames: u64,
    not_live: u64,
    /// Frames in which anything of the heart was found.
    any: u64,
    /// Findings, over all frames.
    found: u64,
}

/// How often something of the heart was found where there is none.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct AlarmScore {
    /// What the pictures show: `head`, `femur`.
    pub name: String,
    /// How many clips.
    pub clips: usize,
    /// How many live frames.
    pub frames: u64,
    /// How many of them were not taken for live ultrasound: nothing is found in those.
    pub frames_not_live: u64,
    /// Share of them in which any structure of the heart reaches its threshold.
    pub any: Estimate,
    /// How many structures of the heart reach their thresholds in a frame, on average.
    pub per_frame: Estimate,
}

impl FalseAlarms {
    /// Nothing gathered yet; a structure is found from its confidence in `thresholds` on.
    #[must_use]
    pub const fn new(thresholds: StructureMap<f32>) -> Self {
        Self {
            thresholds,
            clips: Vec::new(),
        }
    }

    /// Adds a clip, as [`super::Evaluation::add`] does. What is labelled is no false alarm.
    ///
    /// # Errors
    /// Where the two are not of the same clip; then nothing is added.
    pub fn add(
        &mut self,
        labels: &[FrameRecord],
        frames: &[FrameRecord],
    ) -> Result<(), EvaluateError> {
        let mut clip = Clip::default();
        for (label, found) in paired(labels, frames)? {
            if let Some(case) = label.label.as_ref().and_then(|l| l.case.as_ref()) {
                clip.subject.clone_from(case);
            }
            let alarm = |s: &&Structure| {
                let guess = found.and_then(|f| f.structure(**s));
                guess.is_some_and(|g| g.confidence >= self.thresholds[**s])
                    && labelled(label, **s).is_none()
            };
            let alarms = OF_THE_HEART.iter().filter(alarm).count() as u64;
            clip.frames += 1;
            clip.not_live += u64::from(found.is_none_or(|f| !f.is_live()));
            clip.any += u64::from(alarms > 0);
            clip.found += alarms;
        }
        self.clips.push(clip);
        Ok(())
    }

    /// The figures over all clips, and by what they show.
    #[must_use]
    pub fn finish(&self) -> (AlarmScore, Vec<AlarmScore>) {
        let mut parts: BTreeMap<&str, Vec<&Clip>> = BTreeMap::new();
        for clip in &self.clips {
            parts.entry(&clip.subject).or_default().push(clip);
        }
        let all: Vec<_> = self.clips.iter().collect();
        let parts = parts.into_iter().map(|(name, clips)| score(name, &clips));
        (score("all", &all), parts.collect())
    }
}

fn score(name: &str, clips: &[&Clip]) -> AlarmScore {
    let estimate = |of: fn(&Clip) -> u64| {
        let figure = |weights: &[u32]| {
            let sum = |of: fn(&Clip) -> u64| {
                let pairs = clips.iter().zip(weights);
                pairs.map(|(c, w)| of(c) * u64::from(*w)).sum()
            };
            share(sum(of), sum(|c| c.frames))
        };
        let draws = bootstrap::draws(clips.len()).map(|w| figure(&w));
        Estimate::new(figure(&vec![1; clips.len()]), draws)
    };
    AlarmScore {
        name: name.to_owned(),
        clips: clips.len(),
        frames: clips.iter().map(|c| c.frames).sum(),
        frames_not_live: clips.iter().map(|c| c.not_live).sum(),
        any: estimate(|c| c.any),
        per_frame: estimate(|c| c.found),
    }
}
