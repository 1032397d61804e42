use std::{io::Cursor, time::Duration};

use proptest::prelude::*;

use super::{FrameReader, FrameRecord, read_frames};
use crate::anatomy::{Rect, Structure, View};
use crate::detector::{Detection, Detections};
use crate::exam::Observation;
use crate::record::{FrameWriter, RecordError, as_recorded};
use crate::sector::Picture;

const LINE: &str = r#"{"frame":7,"time_ms":233.333,"picture":"live","sector":[1.0,2.0,3.0,4.5],"view":"four_chamber","structures":[{"name":"crux","confidence":0.93,"box":[10.0,20.5,30.25,40.0]}]}"#;

fn read(text: &str) -> Result<Vec<FrameRecord>, RecordError> {
    FrameReader::new(Cursor::new(text.as_bytes()), "f.jsonl").collect()
}

#[test]
fn a_line_reads_and_writes_to_the_same_bytes() {
    let frames = read(&format!("{LINE}\n\n")).unwrap();
    assert_eq!(frames.len(), 1);
    assert_eq!((frames[0].frame, frames[0].view), (7, View::FourChamber));
    assert_eq!(
        frames[0].structure(Structure::Crux).unwrap().rect,
        [10.0, 20.5, 30.25, 40.0]
    );
    let mut bytes = Vec::new();
    crate::record::write_frame(&mut bytes, &frames[0]).unwrap();
    assert_eq!(String::from_utf8(bytes).unwrap(), format!("{LINE}\n"));
}

#[test]
fn lines_across_valves_read_and_write_to_the_same_bytes_and_older_frames_have_none() {
    assert_eq!(read(LINE).unwrap()[0].valve_lines, [None; 2]);
    let text = LINE.replace("]}]}", "]}],\"valve_lines\":[null,-0.412]}");
    let frames = read(&text).unwrap();
    assert_eq!(frames[0].valve_lines, [None, Some(-0.412)]);
    let observation = frames[0].observation().unwrap();
    assert_eq!(observation.valve_lines, [None, Some(-0.412)]);
    let mut bytes = Vec::new();
    crate::record::write_frame(&mut bytes, &frames[0]).unwrap();
    assert_eq!(String::from_utf8(bytes).unwrap(), format!("{text}\n"));
}

#[test]
fn the_shape_of_the_contract_reads() {
    let text = r#"{"frame":0,"time_ms":0.0,"picture":"no_signal","sector":null,"view":"none","structures":[]}"#;
    let frames = read(text).unwrap();
    assert!(!frames[0].is_live() && frames[0].sector.is_none());
}

#[test]
fn wrong_lines_are_told_with_file_and_line() {
    let box_of = |b: &str| LINE.replace("[10.0,20.5,30.25,40.0]", b);
    for (bad, told) in [
        (LINE.replace("crux", "liver"), "unknown structure `liver`"),
        (LINE.replace("four_chamber", "5ch"), "unknown view `5ch`"),
        (LINE.replace("\"view\"", "\"vue\""), "missing field `view`"),
        (
            LINE.replace("0.93", "1.93"),
            "the confidence of `crux` is not between 0 and 1",
        ),
        (LINE.replace("233.333", "-1"), "`time_ms` is negative"),
        (
            LINE.replace("\"live\"", "\"Live!\""),
            "`picture` is not a state",
        ),
        (
            LINE.replace("]}]}", "]}],\"valve_lines\":[null,11]}"),
            "`valve_lines` are not numbers between",
        ),
        (
            LINE.replace("]}]}", "]}],\"valve_lines\":[0.1]}"),
            "not a frame record",
        ),
        (box_of("[1,2,-3,4]"), "the box of `crux` is not"),
        (box_of("[1,2,3]"), "not a frame record"),
        (LINE.to_owned(), "frame numbers do not rise"),
        ("hello".to_owned(), "not a frame record"),
        (" ".repeat(70_000), "longer than 64 KiB"),
        ("[".repeat(60_000), "not a frame record"),
    ] {
        let error = read(&format!("{LINE}\n\n{bad}\n")).unwrap_err();
        let text = error.to_string();
        assert!(
            text.starts_with("f.jsonl:3: ") && text.contains(told),
            "{text}"
        );
        assert!(error.hint().is_some() && !text.contains('\n'));
    }
}

#[test]
fn missing_and_empty_files_are_told() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("frames.jsonl");
    assert_eq!(
        read_frames(&path).unwrap_err().hint(),
        Some("check the path")
    );
    std::fs::write(&path, "\n").unwrap();
    assert!(matches!(read_frames(&path), Err(RecordError::Empty { .. })));
    std::fs::write(&path, LINE).unwrap();
    assert_eq!(read_frames(&path).unwrap().len(), 1);
}

proptest! {
    #[test]
    fn truncated_and_garbled_lines_never_panic(cut in 0_usize..200, at in 0_usize..200, byte in any::<u8>()) {
        let mut bytes = LINE.as_bytes().to_vec();
        let at = at % bytes.len();
        bytes[at] = byte;
        bytes.truncate(cut);
        let _ = FrameReader::new(Cursor::new(bytes), "f").collect::<Result<Vec<_>, _>>();
    }
}

#[test]
fn a_frame_that_is_read_again_is_what_the_exam_was_told() {
    let mut observation = Observation {
        frame: 7,
        time: Duration::from_nanos(33_333_333),
        picture: Picture::Frozen,
        sharpness: 0.0,
        valve_lines: [None, Some(0.123_456)],
        sector: None,
        structures: Detections::default(),
    };
    for (i, structure) in Structure::ALL.into_iter().enumerate() {
        let part = i as f32 / 23.0;
        observation.structures[structure] = Detection {
            confidence: part * part,
            rect: Rect::new(part / 3.0, -part / 7.0, 1e4 * part, f32::NAN),
        };
    }
    let told = as_recorded(&observation);
    assert_ne!(told.structures, observation.structures);
    assert_eq!(as_recorded(&told).structures, told.structures);
    let mut writer = FrameWriter::new(Vec::new());
    writer.write(&told, View::None, None).unwrap();
    let bytes = writer.finish().unwrap();
    let line: FrameRecord = serde_json::from_slice(&bytes).unwrap();
    let again = line.observation().unwrap();
    assert_eq!(
        (again.frame, again.time),
        (7, Duration::from_nanos(33_333_000))
    );
    assert_eq!(
        (again.picture, again.structures),
        (told.picture, told.structures)
    );
    assert_eq!(told.valve_lines, [None, Some(0.123)]);
    assert_eq!(again.valve_lines, told.valve_lines);
    let unknown = FrameRecord {
        picture: "sideways".into(),
        ..line
    };
    assert!(unknown.observation().is_none());
}
