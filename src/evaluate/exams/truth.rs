//! What is true of a sweep, gathered from its labels.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::{
    anatomy::{Structure, View},
    evaluate::LABEL_MIN,
    exam::{Entered, GestationalAge, PictureSide},
    record::{FrameRecord, LabelRecord, Sides},
};

/// What labels call a heart without a defect.
const NORMAL: &str = "normal";

/// Phases of the beat at which the ventricles are about as large as at the end of diastole: from the
/// first to 1, and from 0 to the second.
const FULL: [f32; 2] = [0.5, 0.02];

/// What is true of a measure in one frame.
pub(super) type TrueValue = fn(&LabelRecord) -> Option<f32>;

/// The measures of exams by name, and where labels have what is true of them.
pub(super) const MEASURES: [(&str, TrueValue); 10] = [
    ("axis_degrees", |l| l.axis_degrees),
    ("heart_rate_bpm", |l| l.heart_rate_bpm),
    ("heart_chest_area", |l| l.ratios.heart_chest_area),
    ("heart_chest_diameter", |l| l.ratios.heart_chest_diameter),
    ("heart_chest_circumference", |l| {
        l.ratios.heart_chest_circumference
    }),
    ("rv_lv_width", |l| l.ratios.rv_lv_width),
    ("ra_la_width", |l| l.ratios.ra_la_width),
    ("valve_offset", |l| l.ratios.valve_offset),
    ("tricuspid_mitral_width", |l| l.ratios.tricuspid_mitral),
    ("pulmonary_aorta_width", |l| l.ratios.pa_aorta),
];

/// How far a view was shown.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct ViewTruth {
    /// Live frames that show it.
    pub frames: u64,
    /// The longest time for which live frames showed it, one after the other, seconds.
    pub longest_s: f64,
}

/// What is true of a sweep.
#[derive(Clone, Debug, Default, Serialize)]
pub struct SweepTruth {
    /// What is built into the fetus: `normal`, or the name of a defect.
    pub case: String,
    /// Gestational age, weeks.
    pub age_weeks: Option<f32>,
    #[serde(skip)]
    left: Option<PictureSide>,
    #[serde(skip)]
    pub(super) sides: Option<Sides>,
    #[serde(skip)]
    absent: Vec<Structure>,
    /// By `View as usize`.
    #[serde(skip)]
    views: [ViewTruth; 7],
    /// View of each live frame that shows it clearly, and which structures anybody would mark in it:
    /// one bit each.
    #[serde(skip)]
    clear: Vec<(View, u32)>,
    /// What is true of each measure: at the end of diastole the median over the sweep.
    pub(super) measures: BTreeMap<&'static str, f64>,
}

impl SweepTruth {
    /// What the labels of a sweep, with rising frame numbers, say.
    #[must_use]
    pub fn read(labels: &[FrameRecord]) -> Self {
        let mut truth = Self::default();
        let mut run: Option<(View, f64)> = None;
        for line in labels {
            let live = line.is_live();
            if let Some(label) = &line.label {
                truth.learn(label, live);
            }
            run = if live {
                truth.show(line);
                let since = run.filter(|(view, _)| *view == line.view);
                let since = since.map_or(line.time_ms, |(_, since)| since);
                let view = &mut truth.views[line.view as usize];
                view.longest_s = view.longest_s.max((line.time_ms - since) / 1000.0);
                Some((line.view, since))
            } else {
                None
            };
        }
        for (name, value) in MEASURES {
            let of = labels.iter().filter_map(|line| line.label.as_ref());
            let mut values: Vec<f64> = of
                .filter(|l| l.view_clear && l.phase.is_some_and(is_full))
                .filter_map(|l| value(l).map(f64::from))
                .collect();
            values.sort_by(f64::total_cmp);
            if let Some(median) = values.get(values.len() / 2) {
                truth.measures.insert(name, *median);
            }
        }
        truth
    }

    fn learn(&mut self, label: &LabelRecord, live: bool) {
        if self.case.is_empty() {
            self.case = label.case.clone().unwrap_or_default();
            self.absent.clone_from(&label.absent);
            (self.age_weeks, self.sides) = (label.age_weeks, label.sides);
        }
        self.left = self.left.or(label.left.filter(|_| live));
    }

    fn show(&mut self, line: &FrameRecord) {
        self.views[line.view as usize].frames += 1;
        if line.label.as_ref().is_some_and(|l| l.view_clear) {
            let plain = line.structures.iter();
            let plain = plain.filter(|s| !s.difficult && s.confidence >= LABEL_MIN);
            let marked = plain.map(|s| bit(s.name)).fold(0, |all, one| all | one);
            self.clear.push((line.view, marked));
        }
    }

    /// Whether the heart has no defect.
    #[must_use]
    pub fn is_normal(&self) -> bool {
        self.case == NORMAL
    }

    /// What is true of a measure, by its name in records; `None` where the labels do not say.
    #[must_use]
    pub fn measure(&self, name: &str) -> Option<f64> {
        self.measures.get(name).copied()
    }

    /// What an examiner who knows the truth enters at the first live frame.
    #[must_use]
    pub fn entered(&self) -> Entered {
        let days = self.age_weeks.map(|weeks| (weeks * 7.0).round());
        // Casting saturates; an age beyond those that can be entered is not entered.
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
        let age = days.map(|days| ((days / 7.0) as u8, (days % 7.0) as u8));
        Entered {
            age: age.and_then(|(weeks, days)| GestationalAge::new(weeks, days).ok()),
            left: self.left,
            fetus: None,
        }
    }

    /// How far a view was shown.
    pub(super) fn view(&self, view: View) -> ViewTruth {
        self.views[view as usize]
    }

    /// Whether the heart has not got a structure.
    pub(super) fn lacks(&self, structure: Structure) -> bool {
        self.absent.contains(&structure)
    }

    /// In how many clear frames of a view ([`View::None`]: of any) anybody would mark all of these.
    pub(super) fn together(&self, view: View, structures: &[Structure]) -> usize {
        let wanted = structures.iter().fold(0, |all, s| all | bit(*s));
        let shows = |(of, marked): &&(View, u32)| {
            (view == View::None || *of == view) && marked & wanted == wanted
        };
        self.clear.iter().filter(shows).count()
    }
}

fn bit(structure: Structure) -> u32 {
    1 << structure.index()
}

fn is_full(phase: f32) -> bool {
    phase >= FULL[0] || phase <= FULL[1]
}
