"""Writes the model packs from what `quantise.py` made: manifest, model, golden files, card.

    python pack.py --data DIR --work DIR --packs ../

Three packs: `standard` and `small` in int8, and `standard-f32`, the same network before the
quantisation. The golden inputs are pictures of the phantom, or noise where the set is another
one (nobody's scan goes into a pack); the golden outputs here are ONNX Runtime's, with a
tolerance for engines that round differently. `cargo run --example seal_pack` then checks the
service's engine against them and stores its own, exact ones in the int8 packs.
"""

import argparse
import hashlib
import json
from pathlib import Path

import numpy
from PIL import Image

from card import card
from data import Frames, open_set
from model import HEIGHT, NETS, OUTPUTS, WIDTH, Net
from quantise import session

VERSION = "0.5.0"
LICENSE = "MIT OR Apache-2.0"
# Views of the golden pictures as `views.u8` numbers them: four-chamber, abdomen, three-vessel.
GOLDEN_VIEWS = (2, 1, 5)
FLOAT_TOLERANCE = 2e-3
# A rounding difference early on may travel through the layers.
TOLERANCE_STEPS = 5


def digest(content: bytes) -> str:
    """SHA-256 in hexadecimal."""
    return hashlib.sha256(content).hexdigest()


def quoted(items: list[str]) -> str:
    """A TOML array of strings, one a line."""
    return "[\n" + "".join(f'    "{item}",\n' for item in items) + "]"


def golden_pictures(frames: Frames) -> list[numpy.ndarray]:
    """The frame with the most structures of each golden view; soft noise where the set is not the
    phantom's."""
    if "source" in frames.meta:
        random, made = numpy.random.default_rng(1), []
        for _ in GOLDEN_VIEWS:
            coarse = Image.fromarray(random.integers(0, 256, (24, 32), numpy.uint8), "L")
            made.append(numpy.asarray(coarse.resize((WIDTH, HEIGHT), Image.Resampling.BILINEAR)))
        return made
    counts, made = frames.labels[:, :, 0].sum(1), []
    for place, view in enumerate(GOLDEN_VIEWS):
        among = numpy.flatnonzero(frames.views == view)
        row = int(among[counts[among].argmax()]) if len(among) else place
        made.append(numpy.array(frames.images[row]))
    return made


def write_golden(folder: Path, content: bytes, pictures: list[numpy.ndarray]) -> list[dict]:
    """Golden inputs and outputs; returns what the manifest says of them."""
    runner, entries = session(content), []
    for index, picture in enumerate(pictures):
        path = folder / f"golden-{index}.png"
        Image.fromarray(picture, "L").save(path, optimize=True)
        unit = (picture.astype(numpy.float32) / 255)[None, None]
        outputs = runner.run(list(OUTPUTS), {"input": unit})
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
    name: str, net: Net, content: bytes, classes: list[str], report: dict, golden: list[dict],
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
trained_by = {json.dumps(command)}
classes = {quoted(classes)}
thresholds = [{", ".join(f"{limit:.2f}" for limit in report["thresholds"])}]
temperatures = [{", ".join(f"{value:.3f}" for value in report["temperatures"])}]
offsets = [{", ".join(f"{value:.3f}" for value in report["offsets"])}]

[input]
name = "input"
width = {WIDTH}
height = {HEIGHT}
crop = "sector"
resize = "letterbox"
normalise = "unit"

[output]
decode = "heatmap-box"
stride = {net.stride}
heat = "heat"
size = "size"
offset = "offset"
"""
    for entry in golden:
        head += "\n[[golden]]\n"
        head += "".join(f'{key} = "{value}"\n' for key, value in entry.items())
        head += f"tolerance = {tolerance:.6f}\n"
    return head


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--work", type=Path, required=True)
    parser.add_argument("--packs", type=Path, required=True, help="the packs' parent folder")
    parser.add_argument("--nets", default="standard,small", help=f"of {', '.join(NETS)}")
    parser.add_argument("--command", required=True, help="the training command, for the manifest")
    options = parser.parse_args()
    frames = open_set(options.data, options.work)[1]
    pictures = golden_pictures(frames)
    for name in options.nets.split(","):
        net = NETS[name]
        path = options.work / f"{name}-report.json"
        report = json.loads(path.read_text())
        if "offsets" not in report["int8"]:
            raise SystemExit(f"error: {path} has no offsets\nhint: run recalibrate.py on this folder first")
        tolerance = TOLERANCE_STEPS * max(report["int8"]["steps"].values())
        # A pack stays below 4 MB: the f32 weights leave room for one golden pair.
        kinds = [("int8", name, tolerance, pictures)]
        if name == "standard":
            kinds.append(("f32", f"{name}-f32", FLOAT_TOLERANCE, pictures[:1]))
        for kind, pack, allowed, shown in kinds:
            folder = options.packs / pack
            folder.mkdir(parents=True, exist_ok=True)
            content = (options.work / f"{name}-{kind}.onnx").read_bytes()
            (folder / "model.onnx").write_bytes(content)
            golden = write_golden(folder, content, shown)
            text = manifest(
                pack, net, content, frames.classes, report[kind], golden, allowed, options.command
            )
            (folder / "manifest.toml").write_text(text)
            text = card(pack, kind, VERSION, net, frames.classes, report, options.command)
            (folder / "MODEL_CARD.md").write_text(text)
            print(f"{folder}: {len(content):,} bytes")


if __name__ == "__main__":
    main()
