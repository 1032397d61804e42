//! A classifier that passes its self-test and fails on every screen of usual size: the crop that it
//! wants lies far beyond them.

use std::{fs, path::Path};

use sha2::{Digest, Sha256};

/// Side of the model's input and of its crop, pixels.
const SIDE: usize = 16;

/// Writes the pack and returns its folder.
pub fn write(folder: &Path) -> String {
    fs::create_dir(folder).unwrap();
    let side = u32::try_from(SIDE).unwrap();
    let golden = folder.join("golden-0.png");
    image::GrayImage::new(side, side).save(&golden).unwrap();
    let (model, output) = (model(), 0.0_f32.to_le_bytes());
    fs::write(folder.join("model.onnx"), &model).unwrap();
    fs::write(folder.join("golden-0.bin"), output).unwrap();
    let hashes = [&model[..], &fs::read(golden).unwrap(), &output].map(sha256);
    let [model, input, output] = &hashes;
    let manifest = format!(
        r#"schema = 1
name = "failing"
version = "0.1.0"
kind = "classifier"
model = "model.onnx"
sha256 = "{model}"
license = "MIT OR Apache-2.0"
trained_by = "nobody"
classes = ["any"]

[input]
name = "input"
width = {SIDE}
height = {SIDE}
crop = [4000, 4000, {SIDE}, {SIDE}]
resize = "bicubic"
normalise = "unit"

[output]
decode = "probabilities"
probs = "probs"

[[golden]]
input = "golden-0.png"
output = "golden-0.bin"
sha256_input = "{input}"
sha256_output = "{output}"
tolerance = 1.0
"#
    );
    fs::write(folder.join("manifest.toml"), manifest).unwrap();
    folder.to_str().unwrap().to_owned()
}

fn sha256(bytes: &[u8]) -> String {
    let digest = Sha256::digest(bytes);
    digest.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// The mean of the picture, as ONNX: its fields are those of onnx.proto.
fn model() -> Vec<u8> {
    let node = |input: &str, output: &str, op: &str| {
        let names = [text(1, input), text(2, output), text(3, op), text(4, op)];
        bytes(1, &names.concat())
    };
    let graph = [
        node("input", "mean", "GlobalAveragePool"),
        node("mean", "probs", "Flatten"),
        text(2, "mean"),
        bytes(11, &value("input", &[1, 1, SIDE, SIDE])),
        bytes(12, &value("probs", &[1, 1])),
    ];
    let opset = bytes(8, &number(2, 13));
    [number(1, 8), opset, bytes(7, &graph.concat())].concat()
}

/// A tensor of floats.
fn value(name: &str, shape: &[usize]) -> Vec<u8> {
    let sides = shape.iter().map(|side| bytes(1, &number(1, *side)));
    let shape = sides.collect::<Vec<_>>().concat();
    let tensor = [number(1, 1), bytes(2, &shape)].concat();
    [text(1, name), bytes(2, &bytes(1, &tensor))].concat()
}

fn text(field: u8, text: &str) -> Vec<u8> {
    bytes(field, text.as_bytes())
}

fn bytes(field: u8, content: &[u8]) -> Vec<u8> {
    [
        vec![field << 3 | 2],
        varint(content.len()),
        content.to_vec(),
    ]
    .concat()
}

fn number(field: u8, number: usize) -> Vec<u8> {
    [vec![field << 3], varint(number)].concat()
}

fn varint(mut number: usize) -> Vec<u8> {
    let mut bytes = Vec::new();
    while number > 127 {
        bytes.push((number & 127) as u8 | 128);
        number >>= 7;
    }
    bytes.push(number as u8);
    bytes
}
