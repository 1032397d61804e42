//! The clips by what their labels say of them: case, scanner, gestational age.

use serde::Serialize;

use super::{
    bootstrap::Estimate,
    figures::{Figures, Set},
    outcome::Clip,
};
use crate::{anatomy::StructureMap, record::LabelRecord};

/// Bands of gestational age: first and last completed week.
const AGE_BANDS: [(f32, f32); 3] = [(16.0, 21.0), (22.0, 26.0), (27.0, 36.0)];

/// What clips are grouped by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum By {
    /// What lies before the probe.
    Case,
    /// The scanner's look.
    Screen,
    /// Gestational age in completed weeks.
    Weeks,
}

/// The figures of clips that have something in common.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct GroupScore {
    /// What they were grouped by.
    pub by: By,
    /// What they have in common: `hlhs`, `classic`, `16-21`.
    pub name: String,
    /// How many clips.
    pub clips: usize,
    /// How many live frames.
    pub frames: u64,
    /// Mean of the average precision over the structures that are labelled.
    pub mean_ap50: Estimate,
    /// Mean sensitivity over the structures that are labelled.
    pub mean_sensitivity: Estimate,
    /// Mean specificity over the structures that are absent in some frame.
    pub mean_specificity: Estimate,
    /// Share of the clear frames whose view was told right.
    pub view_accuracy: Estimate,
}

impl By {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Case, Self::Screen, Self::Weeks];

    /// For people.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Case => "case",
            Self::Screen => "screen",
            Self::Weeks => "weeks",
        }
    }

    /// The group of a clip, where its labels say so much.
    fn group(self, label: &LabelRecord) -> Option<String> {
        match self {
            Self::Case => label.case.clone(),
            Self::Screen => label.look.clone(),
            Self::Weeks => {
                let weeks = label.age_weeks?.floor();
                let band = AGE_BANDS.iter().find(|(f, l)| (*f..=*l).contains(&weeks));
                Some(match band {
                    Some((first, last)) => format!("{first}-{last}"),
                    None => "other".to_owned(),
                })
            }
        }
    }
}

/// The figures by group, in the order of [`By::ALL`], names rising; `normal` comes first.
pub(super) fn groups(clips: &[Clip], thresholds: &StructureMap<f32>) -> Vec<GroupScore> {
    let mut scores = Vec::new();
    for by in By::ALL {
        let of = |clip: &Clip| by.group(&clip.about);
        let mut names: Vec<_> = clips.iter().filter_map(of).collect();
        names.sort_by_key(|name| (name != "normal", name.clone()));
        names.dedup();
        for name in names {
            let members: Vec<_> = clips
                .iter()
                .filter(|c| of(c).as_ref() == Some(&name))
                .collect();
            scores.push(score(by, name, &members, thresholds));
        }
    }
    scores
}

fn score(by: By, name: String, clips: &[&Clip], thresholds: &StructureMap<f32>) -> GroupScore {
    let set = Set::new(clips, thresholds);
    GroupScore {
        by,
        name,
        clips: clips.len(),
        frames: clips.iter().map(|c| c.frames.len() as u64).sum(),
        mean_ap50: set.estimate(Figures::mean_ap50),
        mean_sensitivity: set.estimate(Figures::mean_sensitivity),
        mean_specificity: set.estimate(Figures::mean_specificity),
        view_accuracy: set.estimate(|f| f.view_accuracy),
    }
}
