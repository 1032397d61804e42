use std::time::Duration;

use super::{ExamRecord, ModelRecord, SourceRecord};
use crate::anatomy::{Profile, Rect, Structure, StructureMap, View};
use crate::detector::{Detection, Detections};
use crate::exam::measure::fetus::FETUS;
use crate::exam::{Entered, Exam, Observation};
use crate::record::FrameWriter;
use crate::sector::Picture;

/// Behind every record here.
fn names() -> (ModelRecord, SourceRecord) {
    let model = ModelRecord {
        name: "heart".into(),
        version: "1".into(),
        kind: "detector".into(),
        sha256: "00".into(),
        signature: Some("signed".into()),
        key_id: Some("0011223344556677".into()),
    };
    let source = SourceRecord {
        name: "clip.y4m".into(),
        width: 640,
        height: 480,
        fps: Some(30.0),
    };
    (model, source)
}

/// Two seconds: the chambers come and go, the signal is lost in between, two frames are dropped.
fn read() -> (Vec<u8>, Vec<u8>) {
    let profile = Profile::builtin("isuog-2023").unwrap();
    let mut exam = Exam::new(profile, StructureMap([0.3; Structure::COUNT]));
    let mut writer = FrameWriter::new(Vec::new());
    for frame in (0..60_u64).filter(|f| !matches!(f, 20 | 21)) {
        let mut structures = Detections::default();
        for (i, s) in Structure::ALL.into_iter().enumerate().take(8) {
            let confidence = 0.4 + 0.5 * ((frame as f32 * 0.3 + i as f32).sin().abs());
            structures[s] = Detection {
                confidence,
                rect: Rect::new(1.0 + 4.0 * i as f32, 2.0, 3.0, 4.0),
            };
        }
        let picture = if (30..35).contains(&frame) {
            Picture::NoSignal
        } else {
            Picture::Live
        };
        let time = Duration::from_secs(frame) / 30;
        let observation = Observation {
            frame,
            time,
            picture,
            sharpness: 0.0,
            valve_lines: [None; 2],
            sector: Some(Rect::new(5.0, 6.0, 7.0, 8.0)),
            structures,
        };
        exam.observe(&observation);
        writer.write(&observation, exam.view(), None).unwrap();
    }
    let (model, source) = names();
    let record = ExamRecord::new(&exam, model, source);
    (record.to_json().unwrap(), writer.finish().unwrap())
}

#[test]
fn the_same_frames_give_the_same_bytes() {
    assert_eq!(read(), read());
}

#[test]
fn the_record_has_the_shape_of_the_contract() {
    let (exam, frames) = read();
    let exam: serde_json::Value = serde_json::from_slice(&exam).unwrap();
    assert_eq!(exam["schema"], 1);
    assert_eq!(exam["software"]["name"], "second-reader");
    let profile = Profile::builtin("isuog-2023").unwrap();
    assert_eq!(
        exam["profile"],
        serde_json::json!({"name": "isuog-2023", "version": profile.version, "sha256": profile.sha256()})
    );
    assert_eq!(exam["frames"], 53);
    assert_eq!(
        exam["picture"],
        serde_json::json!({"live": 53, "no_signal": 5})
    );
    assert!(exam["timings"]["frames_per_second"].is_null());
    assert_eq!(exam["timings"]["gaps"], 1);
    assert_eq!(exam["timings"]["frames_missing"], 2);
    assert_eq!(exam["duration_ms"], 1966.667);
    assert_eq!(exam["views"][0]["view"], "four_chamber");
    assert_eq!(exam["note"], "supports the examiner; does not diagnose");
    let items = exam["items"].as_array().unwrap();
    assert_eq!(items.len(), 28);
    let f5 = items.iter().find(|i| i["id"] == "F5").unwrap();
    assert_eq!(
        (&f5["state"], &f5["view"]),
        (&"seen".into(), &"four_chamber".into())
    );
    assert!(f5["frame"].is_u64() && f5["time_ms"].is_f64());
    let first = frames.split(|b| *b == b'\n').next().unwrap();
    let start = r#"{"frame":0,"time_ms":0.0,"picture":"live","sector":[5.0,6.0,7.0,8.0],"view":"four_chamber","structures":[{"name":"crux","confidence":0.4,"box":[1.0,2.0,3.0,4.0]},"#;
    assert!(String::from_utf8_lossy(first).starts_with(start));
}

#[test]
fn measurements_stand_with_their_frames_or_with_why_there_are_none() {
    let mut exam = Exam::new(
        Profile::builtin("isuog-2023").unwrap(),
        StructureMap([0.3; Structure::COUNT]),
    );
    exam.enter(Entered {
        age: "22+0".parse().ok(),
        left: Some(FETUS.left()),
        fetus: None,
    });
    for frame in 0..40 {
        exam.observe(&Observation {
            frame,
            time: Duration::from_millis(40 * frame),
            picture: Picture::Live,
            sharpness: 0.0,
            valve_lines: [None; 2],
            sector: None,
            structures: FETUS.shows(View::FourChamber),
        });
    }
    let (model, source) = names();
    let record = ExamRecord::new(&exam, model, source).to_json().unwrap();
    let record: serde_json::Value = serde_json::from_slice(&record).unwrap();
    let named = |list: &str, key: &str, name: &str| {
        let mut lines = record[list].as_array().unwrap().iter();
        lines.find(|line| line[key] == name).unwrap().clone()
    };
    let axis = named("measures", "measure", "axis_degrees");
    assert!(
        (axis["value"].as_f64().unwrap() - 43.0).abs() < 1.0,
        "{axis}"
    );
    assert!(axis["z_score"].as_f64().unwrap().abs() < 0.2, "{axis}");
    assert!(axis["beats"].is_null() && axis["frames"].as_u64() > Some(30));
    let vessels = named("measures", "measure", "pulmonary_aorta_width");
    assert_eq!(vessels["withheld"], "view not shown");
    let item = named("items", "id", "F3");
    assert_eq!(
        (&item["state"], &item["rule"]),
        (&"meets".into(), &"axis".into())
    );
    let number = &item["evidence"][0];
    assert_eq!(
        (&number["min"], &number["max"]),
        (&25.0.into(), &65.0.into())
    );
    assert_eq!(number["value"], axis["value"]);
}
