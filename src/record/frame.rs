use std::borrow::Cow;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::{LabelRecord, round};
use crate::{
    anatomy::{Rect, Structure, View},
    detector::{Detection, Detections, ValveLines},
    exam::Observation,
    sector::Picture,
};

/// Structures of less confidence are not listed.
const CONFIDENCE_MIN: f32 = 0.01;

/// No line across a valve is that much brighter or darker than blood, natural logarithm: 255 grey levels are 4.2.
const LINE_MAX: f32 = 10.0;

/// A line of `frames.jsonl`, and of the phantom's labels.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct FrameRecord {
    /// Number of the frame.
    pub frame: u64,
    /// Time since the source's first frame, milliseconds.
    pub time_ms: f64,
    /// What the picture was: `live`, `repeated` (the last live one again), or why it was not analysed.
    pub picture: Cow<'static, str>,
    /// The sector's box: left, top, width, height in source pixels.
    pub sector: Option<[f32; 4]>,
    /// The view.
    #[serde(serialize_with = "view_name", deserialize_with = "view_of_name")]
    pub view: View,
    /// How sharp the picture is, 0 to 1; left out in labels, and where it was not read.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sharpness: Option<f32>,
    /// What a model of kind `classifier` calls the picture; left out for detectors.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub class: Option<ClassRecord>,
    /// The structures of confidence 0.01 and more, in the order of [`Structure::ALL`].
    pub structures: Vec<StructureRecord>,
    /// How much brighter the brightest line across the tricuspid and the mitral valve is than the blood to either side,
    /// natural logarithm; `null` where one was not read, left out where neither was, and in labels.
    #[serde(default, skip_serializing_if = "is_unread")]
    pub valve_lines: ValveLines,
    /// What only labels say; left out by `read`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub label: Option<LabelRecord>,
}

/// The most probable class of a picture.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ClassRecord {
    /// Its name in the model pack.
    pub name: String,
    /// Its probability, 0 to 1.
    pub confidence: f32,
}

/// A structure in a [`FrameRecord`].
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct StructureRecord {
    /// Which.
    #[serde(
        serialize_with = "structure_name",
        deserialize_with = "structure_of_name"
    )]
    pub name: Structure,
    /// Confidence, 0 to 1.
    pub confidence: f32,
    /// Left, top, width, height in source pixels.
    #[serde(rename = "box")]
    pub rect: [f32; 4],
    /// In labels: one person would mark it and another would not, so that it counts neither for nor
    /// against a reader (as in PASCAL VOC). Left out where it is false.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub difficult: bool,
}

/// The observation as records have it: rounded, without what they do not list.
#[must_use]
pub fn as_recorded(observation: &Observation) -> Observation {
    let mut recorded = *observation;
    recorded.time = round::microseconds(observation.time);
    recorded.sharpness = round::confidence(observation.sharpness);
    recorded.sector = observation.sector.map(|sector| {
        let [x, y, w, h] = rounded(sector);
        Rect::new(x, y, w, h)
    });
    recorded.valve_lines = observation.valve_lines.map(|line| line.map(round::line));
    for found in &mut recorded.structures.0 {
        *found = if found.confidence >= CONFIDENCE_MIN {
            let [x, y, w, h] = rounded(found.rect);
            Detection {
                confidence: round::confidence(found.confidence),
                rect: Rect::new(x, y, w, h),
            }
        } else {
            Detection::default()
        };
    }
    recorded
}

impl FrameRecord {
    /// Whether the picture was analysed.
    #[must_use]
    pub fn is_live(&self) -> bool {
        self.picture == "live"
    }

    /// Whether it shows the last live picture again, which was read then.
    #[must_use]
    pub fn is_repeated(&self) -> bool {
        self.picture == "repeated"
    }

    /// What the exam was told of this frame; `None` where the kind of picture is none that an exam
    /// knows.
    #[must_use]
    pub fn observation(&self) -> Option<Observation> {
        let mut structures = Detections::default();
        for found in &self.structures {
            let [x, y, w, h] = found.rect;
            structures[found.name] = Detection {
                confidence: found.confidence,
                rect: Rect::new(x, y, w, h),
            };
        }
        Some(Observation {
            frame: self.frame,
            time: round::time(self.time_ms),
            picture: Picture::from_name(&self.picture)?,
            sharpness: self.sharpness.unwrap_or_default(),
            sector: self.sector.map(|[x, y, w, h]| Rect::new(x, y, w, h)),
            structures,
            valve_lines: self.valve_lines,
        })
    }

    /// The structure, where it is listed.
    #[must_use]
    pub fn structure(&self, structure: Structure) -> Option<&StructureRecord> {
        self.structures.iter().find(|s| s.name == structure)
    }

    /// Says what a classifier calls the picture, keeping the buffer.
    pub fn fill_class(&mut self, class: Option<(&str, f32)>) {
        let Some((name, confidence)) = class else {
            self.class = None;
            return;
        };
        let record = self.class.get_or_insert_with(|| ClassRecord {
            name: String::new(),
            confidence,
        });
        record.confidence = round::confidence(confidence);
        name.clone_into(&mut record.name);
    }

    /// Overwrites this record, keeping its buffers: with the observation and the view that the exam
    /// tells for it. No structure is difficult, and a label stays as it is.
    pub fn fill(&mut self, observation: &Observation, view: View) {
        self.frame = observation.frame;
        self.time_ms = round::milliseconds(observation.time);
        self.picture = Cow::Borrowed(observation.picture.name());
        self.sector = observation.sector.map(rounded);
        self.view = view;
        self.sharpness = (observation.sharpness > 0.0).then_some(observation.sharpness);
        self.valve_lines = observation.valve_lines.map(|line| line.map(round::line));
        self.structures.clear();
        let listed = observation
            .structures
            .iter()
            .filter(|(_, d)| d.confidence >= CONFIDENCE_MIN);
        self.structures
            .extend(listed.map(|(name, found)| StructureRecord {
                name,
                confidence: round::confidence(found.confidence),
                rect: rounded(found.rect),
                difficult: false,
            }));
    }

    /// What is wrong with this record, in words.
    pub(super) fn flaw(&self) -> Option<String> {
        let snake = |b: u8| b.is_ascii_lowercase() || b == b'_';
        if self.picture.is_empty() || self.picture.len() > 32 || !self.picture.bytes().all(snake) {
            return Some("`picture` is not a state of the picture such as \"live\"".to_owned());
        }
        if self.sharpness.is_some_and(|s| !(0.0..=1.0).contains(&s)) {
            return Some("`sharpness` is not between 0 and 1".to_owned());
        }
        if !(self.time_ms.is_finite() && self.time_ms >= 0.0) {
            return Some("`time_ms` is negative".to_owned());
        }
        let bad_line = |line: &f32| !(-LINE_MAX..=LINE_MAX).contains(line);
        if self.valve_lines.iter().flatten().any(bad_line) {
            return Some("`valve_lines` are not numbers between -10 and 10".to_owned());
        }
        let bad_box = |b: &[f32; 4]| b.iter().any(|v| !v.is_finite()) || b[2] < 0.0 || b[3] < 0.0;
        if self.sector.as_ref().is_some_and(bad_box) {
            return Some("`sector` is not a box [left, top, width, height]".to_owned());
        }
        let mut named = [false; Structure::COUNT];
        for StructureRecord {
            name,
            confidence,
            rect,
            difficult: _,
        } in &self.structures
        {
            if std::mem::replace(&mut named[name.index()], true) {
                return Some(format!("`{name}` is there twice"));
            }
            if !(0.0..=1.0).contains(confidence) {
                return Some(format!("the confidence of `{name}` is not between 0 and 1"));
            }
            if bad_box(rect) {
                return Some(format!(
                    "the box of `{name}` is not [left, top, width, height]"
                ));
            }
        }
        self.label.as_ref().and_then(LabelRecord::flaw)
    }
}

/// Whether nobody looked at the valves.
#[allow(clippy::trivially_copy_pass_by_ref)]
fn is_unread(lines: &ValveLines) -> bool {
    *lines == [None; 2]
}

fn rounded(rect: Rect) -> [f32; 4] {
    [rect.x, rect.y, rect.w, rect.h].map(round::pixels)
}

#[allow(clippy::trivially_copy_pass_by_ref)]
pub(crate) fn view_name<S: Serializer>(view: &View, to: S) -> Result<S::Ok, S::Error> {
    to.serialize_str(view.name())
}

#[allow(clippy::trivially_copy_pass_by_ref)]
pub(crate) fn structure_name<S: Serializer>(s: &Structure, to: S) -> Result<S::Ok, S::Error> {
    to.serialize_str(s.name())
}

pub(super) fn view_of_name<'de, D: Deserializer<'de>>(from: D) -> Result<View, D::Error> {
    let name = Cow::<str>::deserialize(from)?;
    View::from_name(&name)
        .ok_or_else(|| serde::de::Error::custom(format!("unknown view `{}`", shortened(&name))))
}

pub(super) fn structure_of_name<'de, D: Deserializer<'de>>(from: D) -> Result<Structure, D::Error> {
    let name = Cow::<str>::deserialize(from)?;
    Structure::from_name(&name).ok_or_else(|| {
        serde::de::Error::custom(format!("unknown structure `{}`", shortened(&name)))
    })
}

/// A name out of a file, fit for a message.
fn shortened(name: &str) -> String {
    name.chars().filter(|c| !c.is_control()).take(40).collect()
}
