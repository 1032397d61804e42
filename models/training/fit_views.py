"""Fits the view table of the exam: from how surely each structure is there to the view shown.

    python fit_views.py --labels L... --frames F... --thresholds models/standard/manifest.toml \
        --out src/exam/views/weights.rs

A multinomial logistic regression (one row of weights a view and a bias), fitted to what the
detector really finds in phantom sweeps that it was not trained on, frames between two views left
out, and to what a perfect detector would find in them, surely or just above its thresholds, so
that the table holds for other models too. Structures are dropped at random while fitting: no view
hangs on one of them. A second table is for models that look for the published eighteen alone.
"""

import argparse
import json
import tomllib
from pathlib import Path

import numpy
import torch

VIEWS = (
    "none",
    "abdomen",
    "four_chamber",
    "lvot",
    "rvot",
    "three_vessel",
    "three_vessel_trachea",
)
# More in the second table: it serves detectors of which nothing is known.
DROPPED, DROPPED_FOREIGN = 0.08, 0.3
DECAY = 2e-4
# The structures that the published system does not look for: a second table goes without them.
ADDED = ("heart", "thorax", "cardiac_apex", "aortic_arch", "trachea")
# Frames of each kind in which nothing, or nothing of the heart, is found: no view.
EMPTY = 0.02


def strength(confidence: numpy.ndarray, threshold: numpy.ndarray) -> numpy.ndarray:
    """As `strength` in src/exam/views.rs."""
    threshold = threshold.clip(0.01, 0.99)
    below = 0.5 * (confidence / threshold) ** 2
    above = 0.5 + 0.5 * (confidence - threshold) / numpy.minimum(threshold, 1 - threshold)
    return numpy.where(confidence < threshold, below, above.clip(max=1)).clip(min=0)


def read(labels: list[Path], frames: list[Path], classes: list[str], thresholds: numpy.ndarray):
    """Strengths [frames, classes] and views [frames] of the live frames whose view is clear."""
    random = numpy.random.default_rng(1)
    rows, views = [], []
    for label_file, frame_file in zip(labels, frames, strict=True):
        truth = {one["frame"]: one for one in map(json.loads, label_file.open())}
        for line in frame_file.open():
            found = json.loads(line)
            wanted = truth.get(found["frame"], {})
            clear = wanted.get("label", {}).get("view_clear", True)
            if wanted.get("picture") != "live" or not clear:
                continue
            confidence = numpy.zeros(len(classes))
            for one in found["structures"]:
                confidence[classes.index(one["name"])] = one["confidence"]
            rows.append(strength(confidence, thresholds))
            perfect = numpy.zeros(len(classes))
            for one in wanted["structures"]:
                perfect[classes.index(one["name"])] = 1
            rows.append(perfect * random.uniform(0.5, 1.0))
            views += [VIEWS.index(wanted["view"])] * 2
    return numpy.array(rows, numpy.float32), numpy.array(views)


def fit(
    rows: numpy.ndarray, views: numpy.ndarray, classes: list[str], dropped: float, steps: int
):
    """Weights [views, classes] and biases [views]."""
    random = torch.Generator().manual_seed(1)
    everywhere = [
        classes.index(name) for name in ("spine", "thorax", "descending_aorta") if name in classes
    ]
    empty = numpy.zeros((max(2, int(EMPTY * len(rows))), rows.shape[1]), numpy.float32)
    empty[::2, everywhere] = 1
    inputs = torch.from_numpy(numpy.concatenate([rows, empty]))
    targets = torch.from_numpy(numpy.concatenate([views, numpy.zeros(len(empty), int)]))
    # Every view weighs the same, however long the sweeps stand in it; `none` a little less.
    counts = torch.bincount(targets, minlength=len(VIEWS)).clamp(min=1)
    balance = (len(targets) / counts).sqrt()
    weight = torch.zeros(len(VIEWS), len(classes), requires_grad=True)
    bias = torch.zeros(len(VIEWS), requires_grad=True)
    optimiser = torch.optim.Adam([weight, bias], 0.05)
    for step in range(steps):
        for group in optimiser.param_groups:
            group["lr"] = 0.05 * (1 - step / steps)
        kept = torch.rand(inputs.shape, generator=random) >= dropped
        logits = (inputs * kept) @ weight.T + bias
        loss = torch.nn.functional.cross_entropy(logits, targets, balance)
        loss = loss + DECAY * weight.square().sum()
        optimiser.zero_grad()
        loss.backward()
        optimiser.step()
    right = (inputs @ weight.T + bias).argmax(1) == targets
    print(f"{len(rows)} frames, {right[: len(rows)].float().mean():.3f} right one by one")
    return weight.detach().numpy(), bias.detach().numpy()


def table(name: str, about: str, weight: numpy.ndarray, bias: numpy.ndarray, classes: list[str]):
    """The Rust source of one table, as lines."""
    lines = [
        "",
        f"/// {about}",
        f"pub(super) static {name}: Table = Table {{",
        "    bias: [" + ", ".join(f"{b:.3f}" for b in bias) + "],",
        "    weights: &[",
    ]
    for index, structure in enumerate(classes):
        variant = "".join(part.capitalize() for part in structure.split("_"))
        row = ", ".join(f"{w:.3f}" for w in weight[:, index])
        lines += ["    (", f"        Structure::{variant},", f"        [{row}],", "    ),"]
    return [*lines, "    ],", "};"]


HEADER = """//! What each structure says of the view. Written by `models/training/fit_views.py`; the columns are the
//! views: none, then those of the sweep in its order.

use crate::anatomy::Structure;

/// A table for models that look for certain structures.
pub(super) struct Table {
    /// What nothing at all says.
    pub bias: [f32; 7],
    /// What the strength of each structure says.
    pub weights: &'static [(Structure, [f32; 7])],
}"""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--labels", type=Path, nargs="+", required=True)
    parser.add_argument("--frames", type=Path, nargs="+", required=True)
    parser.add_argument("--thresholds", type=Path, required=True, help="manifest of the model")
    parser.add_argument("--out", type=Path, required=True, help="Rust file to write")
    parser.add_argument("--steps", type=int, default=1500)
    options = parser.parse_args()
    pack = tomllib.loads(options.thresholds.read_text())
    classes, thresholds = pack["classes"], numpy.array(pack["thresholds"])
    rows, views = read(options.labels, options.frames, classes, thresholds)
    lines = [HEADER]
    kinds = (
        ("ALL", "For models that look for all structures.", classes, DROPPED),
        (
            "PUBLISHED",
            "For models that look for the eighteen of the published system alone.",
            [name for name in classes if name not in ADDED],
            DROPPED_FOREIGN,
        ),
    )
    for name, about, some, dropped in kinds:
        columns = [classes.index(structure) for structure in some]
        weight, bias = fit(rows[:, columns], views, some, dropped, options.steps)
        lines += table(name, about, weight, bias, some)
    options.out.write_text("\n".join([*lines, ""]))


if __name__ == "__main__":
    main()
