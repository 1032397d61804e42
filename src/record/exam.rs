use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{
    course::{CourseRecord, FindingsRecord},
    frame::view_name,
    heart_rate::HeartRateRecord,
    measure::{self, EvidenceLine, MeasureLine},
    round, write,
};
use crate::{
    anatomy::View,
    detector::PackInfo,
    exam::{Entered, Exam, Item, PictureSide, ViewSummary},
    sector::Picture,
};

/// What the record says beside every result.
const NOTE: &str = "supports the examiner; does not diagnose";

/// The model behind a record.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ModelRecord {
    /// Name of the model pack.
    pub name: String,
    /// Its version.
    pub version: String,
    /// `detector` or `classifier`.
    pub kind: String,
    /// SHA-256 of the model file, hexadecimal.
    pub sha256: String,
    /// `signed`, `unsigned` or `stranger`, as it was when the model was loaded; none in records that do not say.
    #[serde(default)]
    pub signature: Option<String>,
    /// Id of the key of the signature, where there is one: 16 hexadecimal digits.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub key_id: Option<String>,
}

impl ModelRecord {
    /// That of a pack.
    #[must_use]
    pub fn of(pack: &PackInfo) -> Self {
        Self {
            name: pack.name.clone(),
            version: pack.version.clone(),
            kind: pack.kind.name().to_owned(),
            sha256: pack.sha256.clone(),
            signature: Some(pack.standing.name().to_owned()),
            key_id: pack.standing.key_id().map(str::to_owned),
        }
    }
}

/// The source behind a record.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SourceRecord {
    /// As the source names itself; no directory names.
    pub name: String,
    /// Picture width, pixels.
    pub width: usize,
    /// Picture height, pixels.
    pub height: usize,
    /// Frames a second where the source states them.
    pub fps: Option<f64>,
}

/// `exam.json`. All times are those of the frames: the same video, model and profile give the
/// same bytes.
#[derive(Clone, Debug, Serialize)]
pub struct ExamRecord {
    schema: u32,
    software: Named,
    model: ModelRecord,
    profile: ProfileRecord,
    source: SourceRecord,
    entered: EnteredRecord,
    frames: u64,
    duration_ms: f64,
    /// Frames by what their picture was; at `no_signal` the looks at a source without frames.
    picture: BTreeMap<&'static str, u64>,
    /// Frames that showed a picture again.
    repeated: u64,
    /// Different pictures of the scanner a second; see [`Exam::scanner_fps`].
    scanner_fps: Option<f64>,
    timings: Timings,
    course: CourseRecord,
    views: Vec<ViewLine>,
    items: Vec<ItemLine>,
    measures: Vec<MeasureLine>,
    heart_rate: HeartRateRecord,
    /// Left out where the site wants none.
    #[serde(skip_serializing_if = "Option::is_none")]
    findings: Option<FindingsRecord>,
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    classes: BTreeMap<String, u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    source_fault: Option<String>,
    note: &'static str,
}

#[derive(Clone, Debug, Serialize)]
struct Named {
    name: String,
    version: String,
}

/// The checklist behind a record.
#[derive(Clone, Debug, Serialize)]
struct ProfileRecord {
    name: String,
    version: String,
    /// Of what the checklist says, hexadecimal; see [`crate::anatomy::Profile::sha256`].
    sha256: String,
}

/// What the examiner entered; null where nothing was.
#[derive(Clone, Debug, Serialize)]
struct EnteredRecord {
    gestational_age: Option<String>,
    /// Side of the picture on which the left of the fetus lay.
    left: Option<&'static str>,
    fetus: Option<u8>,
}

impl From<Entered> for EnteredRecord {
    fn from(entered: Entered) -> Self {
        Self {
            gestational_age: entered.age.map(|age| age.to_string()),
            left: entered.left.map(PictureSide::name),
            fetus: entered.fetus,
        }
    }
}

/// Times of the frames, and the frames that are missing between them.
#[derive(Clone, Debug, Serialize)]
struct Timings {
    first_ms: f64,
    last_ms: f64,
    frames_per_second: Option<f64>,
    gaps: u64,
    frames_missing: u64,
}

#[derive(Clone, Debug, Serialize)]
struct ViewLine {
    #[serde(serialize_with = "view_name")]
    view: View,
    first_ms: f64,
    last_ms: f64,
    frames: u64,
    best_frame: u64,
    /// Structures of the view's items that were found in it.
    complete: u32,
    confidence: f32,
    sharpness: f32,
}

#[derive(Clone, Debug, Serialize)]
struct ItemLine {
    id: String,
    #[serde(serialize_with = "view_name")]
    view: View,
    label: String,
    state: &'static str,
    confidence: f32,
    frame: Option<u64>,
    time_ms: Option<f64>,
    reason: String,
    rule: &'static str,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    evidence: Vec<EvidenceLine>,
}

impl ExamRecord {
    /// The record of an exam as it stands.
    #[must_use]
    pub fn new(exam: &Exam, model: ModelRecord, source: SourceRecord) -> Self {
        let (frames, profile) = (exam.frames(), exam.profile());
        let mut picture = BTreeMap::from([("live", 0)]);
        for (kind, count) in exam.pictures() {
            picture.insert(kind.name(), *count);
        }
        Self {
            schema: 1,
            software: Named {
                name: env!("CARGO_PKG_NAME").to_owned(),
                version: env!("CARGO_PKG_VERSION").to_owned(),
            },
            model,
            profile: ProfileRecord {
                name: profile.name.clone(),
                version: profile.version.clone(),
                sha256: profile.sha256(),
            },
            source,
            entered: exam.entered().into(),
            frames: frames_came(exam),
            duration_ms: round::milliseconds(exam.elapsed()),
            repeated: picture
                .get(Picture::Repeated.name())
                .copied()
                .unwrap_or_default(),
            scanner_fps: exam.scanner_fps(),
            picture,
            timings: Timings {
                first_ms: round::milliseconds(frames.first),
                last_ms: round::milliseconds(frames.last),
                frames_per_second: frames_per_second(exam),
                gaps: frames.gaps,
                frames_missing: frames.missing,
            },
            course: CourseRecord::of(exam),
            views: exam.views().map(ViewLine::of).collect(),
            items: exam.items().iter().map(ItemLine::of).collect(),
            measures: measure::lines(exam),
            heart_rate: exam.heartbeat().best().into(),
            findings: exam
                .settings()
                .findings
                .then(|| FindingsRecord::of(&exam.assess())),
            classes: BTreeMap::new(),
            source_fault: None,
            note: NOTE,
        }
    }

    /// Adds how many pictures a classifier called by each name.
    #[must_use]
    pub fn with_classes(mut self, classes: BTreeMap<String, u64>) -> Self {
        self.classes = classes;
        self
    }

    /// Says why the source ended before its end; the record then stands for what came until then.
    #[must_use]
    pub fn with_source_fault(mut self, fault: Option<String>) -> Self {
        self.source_fault = fault;
        self
    }

    /// The bytes of `exam.json`.
    ///
    /// # Errors
    /// None that a caller could cause; they are the serialiser's.
    pub fn to_json(&self) -> Result<Vec<u8>, serde_json::Error> {
        write::json(self)
    }
}

/// How often a source without frames was looked at.
fn looks_without_signal(exam: &Exam) -> u64 {
    let mut pictures = exam.pictures().iter();
    pictures
        .find(|(picture, _)| *picture == Picture::NoSignal)
        .map_or(0, |(_, count)| *count)
}

/// How many frames an exam was told of: its observations but the looks at a source without frames.
#[must_use]
pub fn frames_came(exam: &Exam) -> u64 {
    exam.frames().count - looks_without_signal(exam)
}

/// Frames a second by the times of the frames, to three decimals; `None` below two frames, and
/// where the source gave none for a while: the mean would be that of no time.
#[allow(clippy::cast_precision_loss)]
#[must_use]
pub fn frames_per_second(exam: &Exam) -> Option<f64> {
    let seconds = exam.elapsed().as_secs_f64();
    let steps = frames_came(exam).saturating_sub(1);
    let whole = seconds > 0.0 && steps > 0 && looks_without_signal(exam) == 0;
    whole.then(|| round::thousandths(steps as f64 / seconds))
}

impl ViewLine {
    fn of(view: &ViewSummary) -> Self {
        Self {
            view: view.view,
            first_ms: round::milliseconds(view.first),
            last_ms: round::milliseconds(view.last),
            frames: view.frames,
            best_frame: view.best_frame,
            complete: view.complete,
            confidence: round::confidence(view.confidence),
            sharpness: round::confidence(view.sharpness),
        }
    }
}

impl ItemLine {
    fn of(item: &Item) -> Self {
        Self {
            id: item.id.clone(),
            view: item.view,
            label: item.label.clone(),
            state: item.state.name(),
            confidence: round::confidence(item.confidence),
            frame: item.frame,
            time_ms: item.time.map(round::milliseconds),
            reason: item.reason.clone(),
            rule: item.rule.name(),
            evidence: item
                .evidence
                .iter()
                .flatten()
                .map(EvidenceLine::of)
                .collect(),
        }
    }
}

#[cfg(test)]
mod tests;
