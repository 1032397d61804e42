"""Writes the two model packs from what `quantise.py` made: manifest, model, golden files, card.

    python pack.py --data DIR --work DIR --packs ../

The golden inputs are pictures of the phantom (no scan of a person); the golden outputs here are
ONNX Runtime's, with a tolerance for engines that round differently. `cargo run --example seal_pack`
then checks the service's engine against them and stores its own, exact ones in the int8 pack.
"""

import argparse
import hashlib
import json
from pathlib import Path

import numpy
from PIL import Image

from data import Frames
from model import HEIGHT, OUTPUTS, WIDTH, cost
from quantise import session

NAME = "heart-phantom"
VERSION = "0.1.0"
LICENSE = "MIT OR Apache-2.0"
# Views of the golden pictures, by their index in the `anatomy` crate: four-chamber, abdomen,
# three-vessel.
GOLDEN_VIEWS = (2, 1, 5)
FLOAT_TOLERANCE = 2e-3
# A rounding difference early on may travel through the layers.
TOLERANCE_STEPS = 3


def digest(content: bytes) -> str:
    """SHA-256 in hexadecimal."""
    return hashlib.sha256(content).hexdigest()


def quoted(items: list[str]) -> str:
    """A TOML array of strings, one a line."""
    return "[\n" + "".join(f'    "{item}",\n' for item in items) + "]"


def golden_rows(frames: Frames) -> list[int]:
    """The frame with the most structures of each golden view; the first frames where the
    views do not occur."""
    counts = numpy.array(frames.labels[:, :, 0]).sum(1)
    rows = []
    for place, view in enumerate(GOLDEN_VIEWS):
        among = numpy.flatnonzero(frames.views == view)
        rows.append(int(among[counts[among].argmax()]) if len(among) else place)
    return rows


def write_golden(folder: Path, content: bytes, frames: Frames, count: int) -> list[dict]:
    """Golden inputs and outputs, at most `count`; returns what the manifest says of them."""
    runner, entries = session(content), []
    for index, row in enumerate(golden_rows(frames)[:count]):
        path = folder / f"golden-{index}.png"
        Image.fromarray(numpy.array(frames.images[row]), "L").save(path, optimize=True)
        picture = frames.batch(numpy.array([row]))[0].numpy()
        outputs = runner.run(list(OUTPUTS), {"input": picture})
        raw = b"".join(output.astype("<f4").tobytes() for output in outputs)
        path.with_suffix(".bin").write_bytes(raw)
        entries.append(
            {
                "input": path.name,
                "output": path.with_suffix(".bin").name,
                "sha256_input": digest(path.read_bytes()),
                "sha256_output": digest(raw),
            }
        )
    return entries


def manifest(
    name: str, content: bytes, classes: list[str], limits: list[float], golden: list[dict],
    tolerance: float, command: str,
) -> str:
    """The text of manifest.toml."""
    head = f"""schema = 1
name = "{name}"
version = "{VERSION}"
kind = "detector"
model = "model.onnx"
sha256 = "{digest(content)}"
license = "{LICENSE}"
trained_by = "{command}"
classes = {quoted(classes)}
thresholds = [{", ".join(f"{limit:.2f}" for limit in limits)}]

[input]
name = "input"
width = {WIDTH}
height = {HEIGHT}
crop = "sector"
resize = "letterbox"
normalise = "unit"

[output]
decode = "heatmap-box"
stride = 8
heat = "heat"
size = "size"
offset = "offset"
"""
    for entry in golden:
        head += "\n[[golden]]\n"
        head += "".join(f'{key} = "{value}"\n' for key, value in entry.items())
        head += f"tolerance = {tolerance:.6f}\n"
    return head


def figures(classes: list[str], report: dict, limits: list[float]) -> str:
    """The model card's table."""

    def text(value: float | None) -> str:
        return "-" if value is None else f"{value:.3f}"

    lines = [
        "| structure | frames | AP50 f32 | AP50 int8 | threshold | sensitivity | specificity |",
        "|---|---|---|---|---|---|---|",
    ]
    plain, whole = report["f32"], report["int8"]
    for index, name in enumerate(classes):
        lines.append(
            f"| {name} | {whole['positives'][index]} | {text(plain['ap50'][index])} "
            f"| {text(whole['ap50'][index])} | {limits[index]:.2f} "
            f"| {text(whole['sensitivity'][index])} | {text(whole['specificity'][index])} |"
        )
    lines.append(f"| **mean** | | {text(plain['mean_ap50'])} | {text(whole['mean_ap50'])} | | | |")
    return "\n".join(lines)


def card(classes: list[str], report: dict, command: str) -> str:
    """The model card: what it is, how it was made, how good it is, where it must not be used."""
    training, whole = report["training"], report["int8"]
    parameters, macs = cost()
    return f"""# {NAME} {VERSION}

Finds 23 structures of the fetal heart screening in one ultrasound picture: for each the best box
and a confidence. `{NAME}` is the int8 model that the service loads; `{NAME}-f32` is the same
network in f32, kept to show what the quantisation costs.

## Intended use

Development, demonstration and tests of the Second Reader software. It supports the examiner: it
shows what was seen in a sweep and what was not. It does not diagnose.

**Not for use on patients.** It was trained on computed pictures only and has been validated on
no real examination.

## Training data

- Only the phantom of this repository (`crates/phantom`): {training["train"]["frames"]} frames
  (first phantom's seed {training["train"]["seed"]}). No scan of a person was used for training, validation or calibration.
- Validation: {training["val"]["frames"]} frames of other phantoms (first seed {training["val"]["seed"]}), of which {whole["frames"]} were measured.
- {training["steps"]} steps of {training["batch"]} frames on a processor; grey map, gain, shadow, blur, noise, zoom and
  shift are varied on the way. No mirror images.
- Trained and packed by `{command}`.

## Model

{parameters:,} parameters, {macs / 1e6:.0f} million multiply-accumulates a picture of {WIDTH}x{HEIGHT} luma pixels (the
sector, letterboxed). Dense convolutions only; outputs at stride 8 as the manifest says.
int8: u8 activations, s8 weights with one scale a layer ({whole["how"]}).

## Figures on the validation frames of the phantom

AP50: average precision at IoU 0.5, one best box for each structure and frame. Sensitivity: shown
above the threshold with the box right, of the frames that contain the structure. Specificity: below
the threshold, of the frames that do not. The last three columns are the int8 model's, and its thresholds
were chosen on the same frames: the best F1 with a specificity of 0.95 or more. f32 and int8 were
measured with ONNX Runtime.

{figures(classes, report, whole["thresholds"])}

## Limits

- The phantom is simpler than a fetus: expect missed structures and wrong boxes on real pictures,
  and confidences that are not calibrated for them.
- It reads single frames and knows no motion.
- The only hearts that it has seen, normal or not, are drawn ones; a structure that it finds says
  nothing about whether that structure is normal.
- Pictures of other body parts can make it see heart structures.
"""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--work", type=Path, required=True)
    parser.add_argument("--packs", type=Path, required=True, help="the packs' parent folder")
    parser.add_argument("--command", required=True, help="the training command, for the manifest")
    options = parser.parse_args()
    frames = Frames(options.data / "val")
    report = json.loads((options.work / "report.json").read_text())
    classes = frames.meta["classes"]
    coarsest = max(report["int8"]["steps"].values())
    # A pack stays below 4 MB: the f32 weights leave room for one golden pair.
    for kind, name, tolerance, count in (
        ("int8", NAME, TOLERANCE_STEPS * coarsest, 3),
        ("f32", f"{NAME}-f32", FLOAT_TOLERANCE, 1),
    ):
        folder = options.packs / name
        folder.mkdir(parents=True, exist_ok=True)
        content = (options.work / f"{kind}.onnx").read_bytes()
        (folder / "model.onnx").write_bytes(content)
        golden = write_golden(folder, content, frames, count)
        limits = report[kind]["thresholds"]
        text = manifest(name, content, classes, limits, golden, tolerance, options.command)
        (folder / "manifest.toml").write_text(text)
        print(f"{folder}: {len(content):,} bytes")
    (options.packs / NAME / "README.md").write_text(card(classes, report, options.command))
    (options.packs / f"{NAME}-f32" / "README.md").write_text(
        f"# {NAME}-f32 {VERSION}\n\nThe f32 original of `{NAME}`; its model card is "
        f"[../{NAME}/README.md](../{NAME}/README.md).\n"
    )


if __name__ == "__main__":
    main()
