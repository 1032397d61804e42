//! A network that nobody here made runs in the engine and names real scanner screens: SonoNet-16
//! (Baumgartner et al., IEEE TMI 2017) on the example pictures of its authors.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::print_stdout)]

mod reference;

use std::fs;
use std::path::Path;
use std::process::Command;

use image::GrayImage;
use second_reader::capture::Frame;
use second_reader::detector::{Classifier, Model};
use sha2::{Digest, Sha256};
use tempfile::TempDir;

/// What ONNX Runtime 1.32 gives for the golden picture, resized by Pillow 13.0 in its float mode.
const GOLDEN: [f32; 14] = [
    2.428_222_4e-4,
    4.393_801e-5,
    7.020_668e-6,
    2.577_782_6e-3,
    2.739_931e-6,
    6.234_320_4e-8,
    2.830_030_8e-5,
    1.095_536e-6,
    4.813_039_4e-5,
    1.201_238_9e-6,
    1.149_526_4e-6,
    1.626_795_2e-5,
    3.076_568e-6,
    0.997_026_4,
];

const SCREENS: [(&str, &str); 9] = [
    ("4ch", "4CH"),
    ("abdominal", "Abdominal"),
    ("brain-tv", "Brain (Tv.)"),
    ("femur", "Femur"),
    ("kidneys", "Kidneys"),
    ("lips", "Lips"),
    ("profile", "Profile"),
    ("spine-coronal", "Spine (cor.)"),
    ("spine-sagittal", "Spine (sag.)"),
];

const JUDGE: &str = "sononet/sononet16.onnx";

fn sha256(bytes: &[u8]) -> String {
    Sha256::digest(bytes)
        .iter()
        .map(|b| format!("{b:02x}"))
        .collect()
}

/// A picture of nothing, of the size of the crop, with structure at every scale.
fn golden_picture() -> GrayImage {
    GrayImage::from_fn(794, 620, |x, y| {
        image::Luma([(((x * x / 97 + y * 3) ^ (x + y * y / 61)) & 255) as u8])
    })
}

fn pack(reference: &Path) -> TempDir {
    let folder = TempDir::new().unwrap();
    let onnx = fs::read(reference.join(JUDGE)).unwrap();
    fs::write(folder.path().join("model.onnx"), &onnx).unwrap();
    golden_picture()
        .save(folder.path().join("golden.png"))
        .unwrap();
    let png = fs::read(folder.path().join("golden.png")).unwrap();
    let values: Vec<u8> = GOLDEN.iter().flat_map(|v| v.to_le_bytes()).collect();
    fs::write(folder.path().join("golden.bin"), &values).unwrap();
    let manifest = format!(
        r#"schema = 1
name = "sononet-16"
version = "1.0.0"
kind = "classifier"
model = "model.onnx"
sha256 = "{}"
license = "Apache-2.0"
trained_by = "weights of baumgach/SonoNet-weights"
classes = [
    "3VV", "4CH", "Abdominal", "Background", "Brain (Cb.)", "Brain (Tv.)", "Femur", "Kidneys",
    "Lips", "LVOT", "Profile", "RVOT", "Spine (cor.)", "Spine (sag.)",
]

[input]
name = "input"
width = 288
height = 224
crop = [81, 115, 794, 620]
resize = "bicubic"
normalise = "standardise-255"

[output]
decode = "probabilities"
probs = "probs"

[[golden]]
input = "golden.png"
output = "golden.bin"
sha256_input = "{}"
sha256_output = "{}"
tolerance = 1e-5
"#,
        sha256(&onnx),
        sha256(&png),
        sha256(&values)
    );
    fs::write(folder.path().join("manifest.toml"), manifest).unwrap();
    folder
}

#[test]
fn real_screens_get_the_class_that_their_name_says() {
    let Some(reference) = reference::holding(JUDGE) else {
        return;
    };
    let Model::Classifier(mut classifier) = Model::load(pack(&reference).path()).unwrap() else {
        panic!("the pack is a classifier");
    };
    for (name, class) in SCREENS {
        let path = reference.join(format!("screens/voluson-{name}.png"));
        let luma = image::open(path).unwrap().into_luma8();
        let (width, height) = (luma.width() as usize, luma.height() as usize);
        let frame = Frame {
            width,
            height,
            luma: luma.into_raw(),
            ..Frame::default()
        };
        let probabilities = classifier.classify(&frame).unwrap().to_vec();
        assert!((probabilities.iter().sum::<f32>() - 1.0).abs() < 1e-4);
        let best = (0..14)
            .max_by(|a, b| probabilities[*a].total_cmp(&probabilities[*b]))
            .unwrap();
        println!(
            "{name}: {} {:.4}",
            classifier.info().classes[best],
            probabilities[best]
        );
        assert_eq!(
            classifier.info().classes[best],
            class,
            "{name}: {probabilities:?}"
        );
    }
}

#[test]
fn a_screen_smaller_than_the_crop_is_refused() {
    let Some(reference) = reference::holding(JUDGE) else {
        return;
    };
    let mut classifier = Classifier::load(pack(&reference).path()).unwrap();
    let frame = Frame {
        width: 640,
        height: 480,
        luma: vec![0; 640 * 480],
        ..Frame::default()
    };
    let error = classifier.classify(&frame).unwrap_err();
    let expected = "the frame is 640x480, the model's crop needs at least 875x735";
    assert_eq!(error.to_string(), expected);
}

#[test]
fn the_program_reads_them_with_the_same_pack() {
    let Some(reference) = reference::holding(JUDGE) else {
        return;
    };
    let (pack, out) = (pack(&reference), TempDir::new().unwrap());
    let mut command = Command::new(env!("CARGO_BIN_EXE_second-reader"));
    command.args(["read", "--allow-unsigned"]);
    for (name, _) in SCREENS {
        command.arg(reference.join(format!("screens/voluson-{name}.png")));
    }
    command
        .arg("--model")
        .arg(pack.path())
        .arg("--out")
        .arg(out.path());
    let output = command.output().unwrap();
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    let lines = fs::read_to_string(out.path().join("frames.jsonl")).unwrap();
    let lines: Vec<serde_json::Value> = lines
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    assert_eq!(lines.len(), SCREENS.len());
    for (line, (name, class)) in lines.iter().zip(SCREENS) {
        assert_eq!(line["class"]["name"], class, "{name}: {line}");
    }
    // A model that names views says nothing of structures: nothing may count as not seen.
    let exam = fs::read_to_string(out.path().join("exam.json")).unwrap();
    let exam: serde_json::Value = serde_json::from_str(&exam).unwrap();
    assert_eq!(exam["model"]["kind"], "classifier");
    let items = exam["items"].as_array().unwrap();
    assert!(
        items.iter().all(|item| item["state"] == "cannot_assess"),
        "{exam}"
    );
}
