//! What labels say of a heart: where it lies, how it beats, what can be measured of it.

use std::borrow::Cow;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::LabelRecord;
use crate::{exam::PictureSide, record::round};

/// No heart beats faster, beats a minute.
const RATE_BPM_MAX: f32 = 400.0;
/// No ratio is larger.
const RATIO_MAX: f32 = 100.0;

/// Which way round a fetus is seen. It stays the same however the fetus turns in the picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Chirality {
    /// On the screen the fetus's left lies a quarter turn clockwise of its front, which is the
    /// direction from the spine to the middle of the chest.
    Clockwise,
    /// It lies a quarter turn anticlockwise of it.
    Anticlockwise,
}

/// A side of the fetus.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BodySide {
    /// The fetus's left.
    Left,
    /// The fetus's right.
    Right,
}

/// On which side of the fetus its organs lie; left, left, right, left in most.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sides {
    /// The stomach.
    pub stomach: BodySide,
    /// The descending aorta in the abdomen.
    pub aorta: BodySide,
    /// The inferior vena cava in the abdomen.
    pub cava: BodySide,
    /// Most of the heart, and its apex.
    pub heart: BodySide,
}

/// What an ideal observer would measure in one frame, at its moment of the beat; each a ratio without a
/// unit. Left out: in other views, or where the heart has not got what is measured.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Ratios {
    /// Four-chamber view: area of the heart (outer edge of its muscle, without fluid in its sac) over
    /// that of the chest (outer edge of what is labelled as thorax).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub heart_chest_area: Option<f32>,
    /// Four-chamber view: breadth of the heart across its long axis over that of the chest from side to
    /// side, between the same edges.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub heart_chest_diameter: Option<f32>,
    /// Four-chamber view: way around the heart over that around the chest, along the same edges.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub heart_chest_circumference: Option<f32>,
    /// The area of the heart over that within the outer edge of the ribs, below skin and fat.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub heart_ribs_area: Option<f32>,
    /// The breadth of the heart over that between the outer edges of the ribs.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub heart_ribs_diameter: Option<f32>,
    /// Four-chamber view: inner breadth of the right ventricle over that of the left one, from septum to
    /// free wall, each at its broadest in the inlet's half.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rv_lv_width: Option<f32>,
    /// Four-chamber view: inner breadth of the right atrium over that of the left one, across the
    /// septum, each at its broadest.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ra_la_width: Option<f32>,
    /// Four-chamber view: how much nearer to the apex the tricuspid valve hinges at the septum than the
    /// mitral one, over the inner length of the left ventricle.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub valve_offset: Option<f32>,
    /// Four-chamber view: breadth of the tricuspid valve's ring over that of the mitral one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tricuspid_mitral: Option<f32>,
    /// Three-vessel view: inner breadth of the pulmonary trunk over that of the ascending aorta, each
    /// at a right angle to its course.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pa_aorta: Option<f32>,
}

impl Ratios {
    /// All of them, each by its name.
    #[must_use]
    pub fn named(&self) -> [(&'static str, Option<f32>); 10] {
        [
            ("heart_chest_area", self.heart_chest_area),
            ("heart_chest_diameter", self.heart_chest_diameter),
            ("heart_chest_circumference", self.heart_chest_circumference),
            ("heart_ribs_area", self.heart_ribs_area),
            ("heart_ribs_diameter", self.heart_ribs_diameter),
            ("rv_lv_width", self.rv_lv_width),
            ("ra_la_width", self.ra_la_width),
            ("valve_offset", self.valve_offset),
            ("tricuspid_mitral", self.tricuspid_mitral),
            ("pa_aorta", self.pa_aorta),
        ]
    }

    pub(super) fn is_empty(&self) -> bool {
        self.named().iter().all(|(_, ratio)| ratio.is_none())
    }

    pub(super) fn rounded(self) -> Self {
        let to = |ratio: Option<f32>| ratio.map(round::confidence);
        Self {
            heart_chest_area: to(self.heart_chest_area),
            heart_chest_diameter: to(self.heart_chest_diameter),
            heart_chest_circumference: to(self.heart_chest_circumference),
            heart_ribs_area: to(self.heart_ribs_area),
            heart_ribs_diameter: to(self.heart_ribs_diameter),
            rv_lv_width: to(self.rv_lv_width),
            ra_la_width: to(self.ra_la_width),
            valve_offset: to(self.valve_offset),
            tricuspid_mitral: to(self.tricuspid_mitral),
            pa_aorta: to(self.pa_aorta),
        }
    }
}

impl LabelRecord {
    /// What is wrong with what it says of the heart, in words.
    pub(super) fn heart_flaw(&self) -> Option<String> {
        let outside = |value: Option<f32>, low: f32, high: f32| {
            value.is_some_and(|value| !(low..=high).contains(&value))
        };
        if outside(self.heart_rate_bpm, 0.0, RATE_BPM_MAX) {
            return Some("`label.heart_rate_bpm` is not between 0 and 400".to_owned());
        }
        if outside(self.axis_degrees, -180.0, 180.0) {
            return Some("`label.axis_degrees` is not between -180 and 180".to_owned());
        }
        if outside(self.phase, 0.0, 1.0) {
            return Some("`label.phase` is not between 0 and 1".to_owned());
        }
        let ratios = self.ratios.named();
        let wrong = ratios
            .iter()
            .find(|(_, ratio)| outside(*ratio, -RATIO_MAX, RATIO_MAX))?;
        let name = wrong.0;
        Some(format!("`label.ratios.{name}` is not between -100 and 100"))
    }
}

pub(super) fn some_side<S: Serializer>(
    side: &Option<PictureSide>,
    to: S,
) -> Result<S::Ok, S::Error> {
    side.map(PictureSide::name).serialize(to)
}

pub(super) fn some_side_of_name<'de, D: Deserializer<'de>>(
    from: D,
) -> Result<Option<PictureSide>, D::Error> {
    let name = Cow::<str>::deserialize(from)?;
    name.parse().map(Some).map_err(serde::de::Error::custom)
}
