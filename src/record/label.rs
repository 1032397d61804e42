//! What only labels say: of the frame, and of the clip that it is from.

mod heart;

pub use heart::{BodySide, Chirality, Ratios, Sides};

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::{
    frame::{structure_name, structure_of_name, view_name, view_of_name},
    round,
};
use crate::{
    anatomy::{Structure, View},
    exam::PictureSide,
};

/// The oldest fetus, weeks.
const AGE_WEEKS_MAX: f32 = 45.0;

/// What a label says beyond what `read` could have found. Every part may be left out.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct LabelRecord {
    /// False where two people could name the view of this frame differently; it then counts neither
    /// for nor against a reader.
    pub view_clear: bool,
    /// What lies before the probe: `normal`, a defect, or another part of the body.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub case: Option<String>,
    /// The scanner's make.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub look: Option<String>,
    /// Gestational age, weeks, 0 to 45.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub age_weeks: Option<f32>,
    /// The view that the clip never shows.
    #[serde(
        skip_serializing_if = "Option::is_none",
        serialize_with = "some_view",
        deserialize_with = "some_view_of_name"
    )]
    pub skipped: Option<View>,
    /// Structures that the heart of this case has not got, in whichever plane.
    #[serde(
        skip_serializing_if = "Vec::is_empty",
        serialize_with = "names",
        deserialize_with = "of_names"
    )]
    pub absent: Vec<Structure>,
    /// Structures that lie elsewhere, or join elsewhere, than in a normal heart.
    #[serde(
        skip_serializing_if = "Vec::is_empty",
        serialize_with = "names",
        deserialize_with = "of_names"
    )]
    pub displaced: Vec<Structure>,
    /// Of a whole clip: heart rate, beats a minute, 0 to 400.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub heart_rate_bpm: Option<f32>,
    /// Of a whole clip: angle of the heart's long axis to the line from the spine to the front, degrees
    /// towards the fetus's left, -180 to 180; negative where the heart points to its right.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub axis_degrees: Option<f32>,
    /// Of a whole clip: which way round the fetus is seen.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub chirality: Option<Chirality>,
    /// Of a whole clip: on which side of the fetus its organs lie.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sides: Option<Sides>,
    /// Of this frame: the side of the picture that is nearest to the fetus's left.
    #[serde(
        skip_serializing_if = "Option::is_none",
        serialize_with = "heart::some_side",
        deserialize_with = "heart::some_side_of_name"
    )]
    pub left: Option<PictureSide>,
    /// Of this frame: where the heart stands in its beat, 0 to 1; 0 is the end of diastole.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub phase: Option<f32>,
    /// Of this frame: what an ideal observer would measure in it.
    #[serde(skip_serializing_if = "Ratios::is_empty")]
    pub ratios: Ratios,
}

impl Default for LabelRecord {
    /// A clear view of nobody knows whom.
    fn default() -> Self {
        Self {
            view_clear: true,
            case: None,
            look: None,
            age_weeks: None,
            skipped: None,
            absent: Vec::new(),
            displaced: Vec::new(),
            heart_rate_bpm: None,
            axis_degrees: None,
            chirality: None,
            sides: None,
            left: None,
            phase: None,
            ratios: Ratios::default(),
        }
    }
}

impl LabelRecord {
    /// The same with its numbers as they stand in records: age, rate and axis to two decimals, phase and
    /// ratios to four.
    #[must_use]
    pub fn rounded(self) -> Self {
        Self {
            age_weeks: self.age_weeks.map(round::hundredths),
            heart_rate_bpm: self.heart_rate_bpm.map(round::hundredths),
            axis_degrees: self.axis_degrees.map(round::hundredths),
            phase: self.phase.map(round::confidence),
            ratios: self.ratios.rounded(),
            ..self
        }
    }

    /// What is wrong with it, in words.
    pub(super) fn flaw(&self) -> Option<String> {
        let plain = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_';
        let named = |name: &Option<String>| {
            name.as_ref()
                .is_none_or(|n| (1..=40).contains(&n.len()) && n.bytes().all(plain))
        };
        if !named(&self.case) {
            return Some("`label.case` is not a name such as \"normal\"".to_owned());
        }
        if !named(&self.look) {
            return Some("`label.look` is not a name such as \"classic\"".to_owned());
        }
        if self
            .age_weeks
            .is_some_and(|age| !(0.0..=AGE_WEEKS_MAX).contains(&age))
        {
            return Some("`label.age_weeks` is not between 0 and 45".to_owned());
        }
        self.heart_flaw()
    }
}

/// A structure by its name.
#[derive(Serialize, Deserialize)]
struct Named(
    #[serde(
        serialize_with = "structure_name",
        deserialize_with = "structure_of_name"
    )]
    Structure,
);

fn names<S: Serializer>(structures: &[Structure], to: S) -> Result<S::Ok, S::Error> {
    to.collect_seq(structures.iter().map(|s| Named(*s)))
}

fn of_names<'de, D: Deserializer<'de>>(from: D) -> Result<Vec<Structure>, D::Error> {
    let named = Vec::<Named>::deserialize(from)?;
    Ok(named.into_iter().map(|Named(s)| s).collect())
}

#[expect(
    clippy::ref_option,
    reason = "serde hands over a reference to the field"
)]
fn some_view<S: Serializer>(view: &Option<View>, to: S) -> Result<S::Ok, S::Error> {
    match view {
        Some(view) => view_name(view, to),
        None => to.serialize_none(),
    }
}

fn some_view_of_name<'de, D: Deserializer<'de>>(from: D) -> Result<Option<View>, D::Error> {
    view_of_name(from).map(Some)
}

#[cfg(test)]
mod tests {
    use super::{BodySide, Chirality, LabelRecord, PictureSide, Ratios, Sides, Structure, View};
    use crate::record::{FrameReader, FrameRecord};

    const OLD: &str = r#"{"frame":0,"time_ms":0.0,"picture":"live","sector":null,"view":"lvot","structures":[{"name":"crux","confidence":1.0,"box":[1.0,2.0,3.0,4.0]}]}"#;

    fn parse(line: &str) -> Result<FrameRecord, String> {
        let mut lines = FrameReader::new(line.as_bytes(), "labels.jsonl");
        lines.next().unwrap().map_err(|e| e.to_string())
    }

    #[test]
    fn a_line_without_a_label_stays_readable_and_is_written_as_before() {
        let record = parse(OLD).unwrap();
        assert_eq!(record.label, None);
        assert!(!record.structures[0].difficult);
        assert_eq!(serde_json::to_string(&record).unwrap(), OLD);
    }

    #[test]
    fn a_label_comes_back_as_it_was_written() {
        let mut record = parse(OLD).unwrap();
        record.structures[0].difficult = true;
        let label = LabelRecord {
            view_clear: false,
            case: Some("hlhs".into()),
            look: Some("slate".into()),
            age_weeks: Some(22.123_456),
            skipped: Some(View::Rvot),
            absent: vec![Structure::MitralValve, Structure::LeftVentricle],
            displaced: vec![Structure::Heart],
            heart_rate_bpm: Some(143.256),
            axis_degrees: Some(-41.0),
            chirality: Some(Chirality::Anticlockwise),
            sides: Some(Sides {
                stomach: BodySide::Left,
                aorta: BodySide::Left,
                cava: BodySide::Right,
                heart: BodySide::Right,
            }),
            left: Some(PictureSide::Up),
            phase: Some(0.25),
            ratios: Ratios {
                rv_lv_width: Some(2.123_456),
                ..Ratios::default()
            },
        };
        record.label = Some(label.rounded());
        let line = serde_json::to_string(&record).unwrap();
        for part in [
            r#""box":[1.0,2.0,3.0,4.0],"difficult":true}"#,
            r#""label":{"view_clear":false,"case":"hlhs","look":"slate","age_weeks":22.12,"skipped":"rvot""#,
            r#""absent":["mitral_valve","left_ventricle"],"displaced":["heart"],"heart_rate_bpm":143.26,"#,
            r#""axis_degrees":-41.0,"chirality":"anticlockwise","sides":{"stomach":"left","aorta":"left","#,
            r#""cava":"right","heart":"right"},"left":"up","phase":0.25,"ratios":{"rv_lv_width":2.1235}}"#,
        ] {
            assert!(line.contains(part), "{line} lacks {part}");
        }
        assert_eq!(parse(&line).unwrap(), record);
    }

    #[test]
    fn what_is_left_out_is_unknown() {
        let with = |label: &str| {
            parse(&OLD.replace(
                r#","structures""#,
                &format!(r#","label":{label},"structures""#),
            ))
        };
        assert_eq!(with("{}").unwrap().label, Some(LabelRecord::default()));
        for (label, wrong) in [
            (r#"{"case":"<b>"}"#, "`label.case`"),
            (r#"{"look":""}"#, "`label.look`"),
            (r#"{"age_weeks":-1}"#, "`label.age_weeks`"),
            (r#"{"skipped":"5ch"}"#, "unknown view `5ch`"),
            (r#"{"absent":["liver"]}"#, "unknown structure `liver`"),
            (r#"{"heart_rate_bpm":-1}"#, "`label.heart_rate_bpm`"),
            (r#"{"axis_degrees":200}"#, "`label.axis_degrees`"),
            (r#"{"phase":1.5}"#, "`label.phase`"),
            (r#"{"left":"top"}"#, "`top` is no side of the picture"),
            (r#"{"chirality":"up"}"#, "unknown variant `up`"),
            (r#"{"ratios":{"pa_aorta":-101}}"#, "`label.ratios.pa_aorta`"),
        ] {
            let message = with(label).unwrap_err();
            assert!(message.contains(wrong), "{message}");
        }
    }
}
