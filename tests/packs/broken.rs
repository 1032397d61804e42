//! Every broken pack is refused with a message that says which file, and a hint.

use std::fs;

use second_reader::detector::Model;
use tempfile::TempDir;

use super::{sha256, tiny};

/// A copy of the tiny pack to break.
fn copy() -> TempDir {
    let folder = TempDir::new().unwrap();
    for file in fs::read_dir(tiny()).unwrap() {
        let file = file.unwrap();
        fs::copy(file.path(), folder.path().join(file.file_name())).unwrap();
    }
    folder
}

fn edit(folder: &TempDir, from: &str, to: &str) {
    let path = folder.path().join("manifest.toml");
    let text = fs::read_to_string(&path).unwrap();
    assert!(text.contains(from), "the manifest holds no {from}");
    fs::write(path, text.replacen(from, to, 1)).unwrap();
}

/// Replaces a file of the pack and corrects its hash in the manifest.
fn replace(folder: &TempDir, file: &str, bytes: &[u8]) {
    let path = folder.path().join(file);
    let old = sha256(&fs::read(&path).unwrap());
    fs::write(path, bytes).unwrap();
    edit(folder, &old, &sha256(bytes));
}

/// The message with which a pack is refused; it is one line and has a hint.
fn refusal(folder: &TempDir) -> String {
    let error = Model::load(folder.path())
        .err()
        .expect("the pack is refused");
    let message = error.to_string();
    assert_eq!(message.lines().count(), 1, "{message}");
    assert!(error.hint().is_some_and(|hint| !hint.is_empty()));
    message
}

#[track_caller]
fn assert_refused(folder: &TempDir, parts: &[&str]) {
    let message = refusal(folder);
    for part in parts {
        assert!(message.contains(part), "{message:?} lacks {part:?}");
    }
}

#[test]
fn a_flipped_bit_in_any_file_is_a_wrong_hash() {
    for file in ["model.onnx", "golden-0.png", "golden-1.bin"] {
        let folder = copy();
        let path = folder.path().join(file);
        let mut bytes = fs::read(&path).unwrap();
        let middle = bytes.len() / 2;
        bytes[middle] ^= 1;
        fs::write(&path, bytes).unwrap();
        assert_refused(&folder, &[file, ": SHA-256 is ", " but the manifest says "]);
    }
}

#[test]
fn another_result_than_the_golden_one_stops_the_start() {
    let folder = copy();
    let mut bytes = fs::read(folder.path().join("golden-1.bin")).unwrap();
    let value = f32::from_le_bytes(bytes[..4].try_into().unwrap()) + 0.25;
    bytes[..4].copy_from_slice(&value.to_le_bytes());
    replace(&folder, "golden-1.bin", &bytes);
    assert_refused(
        &folder,
        &["model pack tiny: self-test golden-1.bin failed: largest difference 0.25, allowed 0"],
    );
    bytes[..4].copy_from_slice(&f32::NAN.to_le_bytes());
    replace(&folder, "golden-1.bin", &bytes);
    assert_refused(&folder, &["self-test golden-1.bin failed", "NaN"]);
}

#[test]
fn golden_files_that_fit_no_model_are_refused() {
    let folder = copy();
    replace(&folder, "golden-0.bin", &[0; 8]);
    assert_refused(
        &folder,
        &["golden-0.bin: holds 2 values, but the model gives 2760"],
    );
    replace(&folder, "golden-0.bin", &[0; 7]);
    assert_refused(&folder, &["golden-0.bin: is not a row of 32-bit floats"]);
    let folder = copy();
    replace(&folder, "golden-0.png", b"no picture");
    assert_refused(&folder, &["golden-0.png: no grey PNG of 48x32"]);
}

#[test]
fn missing_files_are_named() {
    for file in [
        "manifest.toml",
        "model.onnx",
        "golden-0.png",
        "golden-1.bin",
    ] {
        let folder = copy();
        fs::remove_file(folder.path().join(file)).unwrap();
        assert_refused(&folder, &[file, "No such file"]);
    }
}

#[test]
fn faults_of_the_manifest_are_named_with_their_line() {
    let cases: &[(&str, &str, &[&str])] = &[
        (
            "schema = 1",
            "schema = 2",
            &["line 1: schema is 2, this program reads schema 1"],
        ),
        (
            "name = \"tiny\"",
            "name = \"../x\"",
            &["name may hold only a-z, 0-9 and -"],
        ),
        (
            "version =",
            "colour =",
            &["line 3", "unknown field `colour`"],
        ),
        (
            "kind = \"detector\"",
            "kind = \"oracle\"",
            &["line 4", "unknown variant `oracle`"],
        ),
        (
            "kind = \"detector\"",
            "kind = \"classifier\"",
            &["thresholds are only for detectors"],
        ),
        (
            "\"model.onnx\"",
            "\"../x\"",
            &["line 5: model must be a plain file name"],
        ),
        (
            "\"golden-0.png\"",
            "\"/etc/passwd\"",
            &["golden.input must be a plain file name"],
        ),
        (
            "sha256 = \"",
            "sha256 = \"Z",
            &["line 6: sha256 must be 64 lower-case"],
        ),
        (
            "\"crux\"",
            "\"liver\"",
            &["line 9: classes names \"liver\", which is no structure"],
        ),
        (
            "\"crux\"",
            "\"heart\"",
            &["line 9: classes names \"heart\" twice"],
        ),
        (
            "thresholds = [0.5, ",
            "thresholds = [",
            &["line 10: thresholds has 22 values for 23"],
        ),
        (
            "thresholds = [0.5, ",
            "thresholds = [nan, ",
            &["thresholds must lie between 0 and 1"],
        ),
        (
            "thresholds = [0.5, ",
            "offsets = [0.5]\nthresholds = [0.5, ",
            &["line 10: offsets has 1 values for 23"],
        ),
        (
            "width = 48",
            "width = 4096",
            &["line 14: width must be 8 to 1024 pixels"],
        ),
        (
            "crop = \"sector\"",
            "crop = \"all\"",
            &["crop must be \"sector\" or [x, y,"],
        ),
        (
            "crop = \"sector\"",
            "crop = [0, 0, 9, 9]",
            &["crop of a detector must be \"sector\""],
        ),
        ("normalise = \"unit\"", "", &["missing field `normalise`"]),
        (
            "stride = 8",
            "stride = 5",
            &["line 22: stride must be 1 to 64 and divide"],
        ),
        (
            "decode = \"heatmap-box\"",
            "decode = \"anchors\"",
            &["unknown variant `anchors`"],
        ),
        (
            "tolerance = 0.0",
            "tolerance = -1.0",
            &["tolerance must lie between 0 and 1"],
        ),
        ("[input]", "[input", &["line 12"]),
    ];
    for (from, to, parts) in cases {
        let folder = copy();
        edit(&folder, from, to);
        assert_refused(&folder, &[&["manifest.toml"], *parts].concat());
    }
}

#[test]
fn a_pack_without_golden_outputs_is_refused() {
    let folder = copy();
    let path = folder.path().join("manifest.toml");
    let text = fs::read_to_string(&path).unwrap();
    fs::write(&path, text.split("[[golden]]").next().unwrap()).unwrap();
    assert_refused(
        &folder,
        &["golden must be given 1 to 16 times: it is the self-test"],
    );
}

#[test]
fn a_model_that_does_not_fit_its_manifest_is_refused() {
    let cases = [
        (
            "heat = \"heat\"",
            "heat = \"warmth\"",
            "the model has no output named \"warmth\"",
        ),
        (
            "heat = \"heat\"",
            "heat = \"size\"",
            "output \"size\" is [1, 46, 4, 6], the manifest",
        ),
        (
            "name = \"input\"",
            "name = \"image\"",
            "inputs are [input], the manifest says \"image\"",
        ),
    ];
    for (from, to, part) in cases {
        let folder = copy();
        edit(&folder, from, to);
        assert_refused(&folder, &["model.onnx: ", part]);
    }
}

#[test]
fn garbage_with_a_right_hash_is_an_error_and_no_panic() {
    let model = fs::read(tiny().join("model.onnx")).unwrap();
    let noise: Vec<u8> = (0..5000_u32)
        .map(|i| (i.wrapping_mul(2_654_435_761) >> 13) as u8)
        .collect();
    let mut models = vec![Vec::new(), b"no model".to_vec(), noise];
    models.extend((1..16).map(|i| model[..model.len() * i / 16].to_vec()));
    for garbage in models {
        let folder = copy();
        replace(&folder, "model.onnx", &garbage);
        assert_refused(&folder, &["model.onnx: "]);
    }
}

#[test]
fn a_changed_model_with_a_right_hash_is_caught_by_the_self_test() {
    let model = fs::read(tiny().join("model.onnx")).unwrap();
    // The kernel that takes the mean of 4x4 pixels: sixteen equal weights.
    let equal = |w: &[u8]| w[0] > 16 && w.iter().all(|b| *b == w[0]);
    let stem = model.windows(16).position(equal).unwrap();
    for at in stem..stem + 16 {
        let mut changed = model.clone();
        changed[at] ^= 0x40;
        let folder = copy();
        replace(&folder, "model.onnx", &changed);
        assert_refused(&folder, &["model pack tiny: self-test golden-"]);
    }
}

#[test]
fn a_model_changed_anywhere_is_an_error_or_computes_the_same() {
    let model = fs::read(tiny().join("model.onnx")).unwrap();
    let (mut refused, mut accepted) = (0, 0);
    for at in (0..model.len()).step_by(61) {
        let mut changed = model.clone();
        changed[at] ^= 0x55;
        let folder = copy();
        replace(&folder, "model.onnx", &changed);
        match Model::load(folder.path()) {
            Ok(_) => accepted += 1,
            Err(error) => {
                assert_eq!(error.to_string().lines().count(), 1, "{error}");
                refused += 1;
            }
        }
    }
    println!("{refused} refused, {accepted} computed the same");
    assert!(refused > accepted);
}
