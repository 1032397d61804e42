//! Model packs as a person meets them: a good one runs and says what it is.

#![allow(clippy::unwrap_used, clippy::expect_used)]

mod broken;

use std::fs;
use std::path::{Path, PathBuf};

use second_reader::anatomy::Structure;
use second_reader::detector::{Classifier, Detector, EngineError, Kind, Model, Pack, find};
use sha2::{Digest, Sha256};

fn tiny() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/packs/tiny")
}

fn sha256(bytes: &[u8]) -> String {
    Sha256::digest(bytes)
        .iter()
        .map(|b| format!("{b:02x}"))
        .collect()
}

#[test]
fn a_good_pack_finds_a_bright_block_where_it_lies() {
    let mut detector = Detector::load(&tiny()).unwrap();
    assert_eq!(detector.input_size(), (48, 32));
    for (left, top) in [(32, 16), (0, 0), (40, 24)] {
        let inside =
            |i: &usize| (left..left + 8).contains(&(i % 48)) && (top..top + 8).contains(&(i / 48));
        let luma: Vec<u8> = (0..48 * 32)
            .map(|i| if inside(&i) { 220 } else { 20 })
            .collect();
        for (structure, found) in detector.detect(&luma).unwrap().iter() {
            let (x, y) = found.rect.centre();
            let (dx, dy) = (x - (left as f32 + 4.0), y - (top as f32 + 4.0));
            assert!(dx.abs() < 2.0 && dy.abs() < 2.0, "{structure} at {x}, {y}");
            assert!(
                (0.9..1.0).contains(&found.confidence),
                "{structure} {found:?}"
            );
            let side = 8.0 * (1 + structure.index() % 4) as f32;
            assert!(
                (found.rect.w / side - 1.0).abs() < 0.25,
                "{structure} {found:?}"
            );
        }
    }
}

#[test]
fn a_pack_may_move_the_confidences_of_a_class_and_nothing_else() {
    let folder = tempfile::tempdir().unwrap();
    for file in fs::read_dir(tiny()).unwrap() {
        let file = file.unwrap();
        fs::copy(file.path(), folder.path().join(file.file_name())).unwrap();
    }
    let path = folder.path().join("manifest.toml");
    let text = fs::read_to_string(&path).unwrap();
    let values = |first: &str, others: &str| format!("[{first}{}]", others.repeat(22));
    let (temperatures, offsets) = (values("2.0", ", 1"), values("-1.5", ", 0"));
    let lines = format!("temperatures = {temperatures}\noffsets = {offsets}\n\n[input]");
    fs::write(path, text.replacen("[input]", &lines, 1)).unwrap();
    let luma: Vec<u8> = (0..48 * 32).map(|i: u32| (i * 37 % 251) as u8).collect();
    let found = |folder: &Path| Detector::load(folder).unwrap().detect(&luma).unwrap();
    let (plain, moved) = (found(&tiny()), found(folder.path()));
    for (structure, before) in plain.iter() {
        let after = moved[structure];
        assert_eq!(after.rect, before.rect, "{structure}");
        if structure == Structure::Crux {
            let heat = (before.confidence / (1.0 - before.confidence)).ln();
            let expected = 1.0 / (1.0 + (1.5 - heat / 2.0).exp());
            assert!((after.confidence - expected).abs() < 1e-4, "{after:?}");
            assert!((after.confidence - before.confidence).abs() > 0.01);
        } else {
            assert_eq!(after, *before, "{structure}");
        }
    }
}

#[test]
fn the_same_picture_gives_the_same_bytes() {
    let luma: Vec<u8> = (0..48 * 32).map(|i: u32| (i * 37 % 251) as u8).collect();
    let mut detector = Detector::load(&tiny()).unwrap();
    let first = detector.detect(&luma).unwrap();
    detector.detect(&[0; 48 * 32]).unwrap();
    assert_eq!(detector.detect(&luma).unwrap(), first);
    assert_eq!(
        Detector::load(&tiny()).unwrap().detect(&luma).unwrap(),
        first
    );
}

#[test]
fn a_pack_says_what_it_is() {
    let pack = Pack::open(&tiny()).unwrap();
    let info = pack.info();
    assert_eq!(
        (info.name.as_str(), info.version.as_str()),
        ("tiny", "0.1.0")
    );
    assert_eq!(info.kind, Kind::Detector);
    assert_eq!(
        info.sha256,
        sha256(&fs::read(tiny().join("model.onnx")).unwrap())
    );
    assert_eq!(info.short_hash(), &info.sha256[..8]);
    assert_eq!(info.classes.len(), Structure::COUNT);
    assert_eq!(info.thresholds[Structure::Heart], 0.5);
}

#[test]
fn a_detector_may_cross_threads() {
    fn assert_send<T: Send>(_: &T) {}
    assert_send(&Model::load(&tiny()).unwrap());
}

#[test]
fn a_picture_of_the_wrong_size_is_refused() {
    let mut detector = Detector::load(&tiny()).unwrap();
    let error = detector.detect(&[0; 100]).unwrap_err();
    assert_eq!(
        error,
        EngineError::Input {
            is: 100,
            expected: 48 * 32
        }
    );
    assert_eq!(
        error.to_string(),
        "the picture has 100 pixels, the model takes 1536"
    );
}

#[test]
fn packs_are_found_by_name_and_by_path() {
    let (folder, path) = (tiny(), tiny());
    let packs = vec![
        PathBuf::from("no-such-folder"),
        folder.parent().unwrap().to_path_buf(),
    ];
    assert_eq!(find("tiny", &packs).unwrap(), folder);
    assert_eq!(find(path.to_str().unwrap(), &[]).unwrap(), folder);
    for (name, searched) in [
        ("large", "the path itself, no-such-folder, "),
        ("../tiny", "itself)"),
    ] {
        let error = find(name, &packs).unwrap_err();
        assert!(
            error
                .to_string()
                .starts_with(&format!("no model pack {name:?} (looked in "))
        );
        assert!(error.to_string().contains(searched), "{error}");
        assert!(error.hint().is_some());
    }
}

#[test]
fn a_detector_is_no_classifier() {
    let error = Classifier::load(&tiny()).err().unwrap();
    assert_eq!(
        error.to_string(),
        "model pack tiny is a detector, a classifier is needed"
    );
}
