"""Fits the view table of the exam: from the structures found to the view shown.

    python fit_views.py --labels L... --frames F... --pack models/standard --out src/exam/views

`views.sh` draws and reads what it is fitted to. A multinomial logistic regression of how surely each
structure is there, and of how large and how far apart their boxes are: a plane a little higher
shows the same vessels longer or nearer to each other. It is fitted to what the detector really
finds in phantom sweeps that it was not trained on, frames between two views left out, and to what a
perfect detector would find in them, or one that misses one structure, surely or just above its
thresholds and without boxes, so that the table holds for other models too. Inputs are dropped at random while fitting: no view hangs on
one of them. A second table, of presence alone, is for models that look for the published eighteen.

Writes `weights.rs` and `record.json`: some frames, and what this program makes of them. The tests of
the service hold the service against that record, those of this folder this program. Then prints how
well views are told in sweeps of seeds that were left out of the fitting.
"""

import argparse
import json
import tomllib
from pathlib import Path

import numpy
import torch

from model import STRUCTURES
from views import MEASURES, VIEWS, Sweep, Table, evidence, follow, inputs, measure, sweep

# More in the second table: it serves detectors of which nothing is known.
DROPPED, DROPPED_FOREIGN = 0.08, 0.3
DECAY, DECAY_SHAPE = 2e-4, 5e-4
# The structures that the published system does not look for: a second table goes without them.
ADDED = ("heart", "thorax", "cardiac_apex", "aortic_arch", "trachea")
# Frames in which nothing, or nothing of the heart, is found, as a share of all: no view.
EMPTY = 0.02
# Of so many frames one is seen by a perfect detector, too, and one by a detector that misses one
# structure.
PERFECT = 3
# Frames of the record, spread over a sweep.
RECORD = 24


def usual(sweeps: list[Sweep], limits: numpy.ndarray) -> tuple[numpy.ndarray, numpy.ndarray]:
    """Mean and standard deviation of each measure where its boxes are."""
    values, gates = zip(*(measure(one.confidence, one.box, limits) for one in sweeps))
    value, gate = numpy.concatenate(values), numpy.concatenate(gates)
    total = numpy.maximum(gate.sum(0), 1e-6)
    mean = (gate * value).sum(0) / total
    spread = numpy.sqrt((gate * (value - mean) ** 2).sum(0) / total)
    return mean.round(4), numpy.maximum(spread, 0.01).round(4)


def rows(
    sweeps: list[Sweep], limits: numpy.ndarray, mean: numpy.ndarray, spread: numpy.ndarray
) -> tuple[numpy.ndarray, numpy.ndarray]:
    """Inputs [frames,inputs] and views [frames] of the live frames whose view is clear; first what
    was found, then what a perfect detector would find."""
    random, made, views = numpy.random.default_rng(1), [], []
    for one in sweeps:
        made.append(inputs(one.confidence, one.box, limits, mean, spread)[one.clear & one.live])
        views.append(one.view[one.clear & one.live])
    for one in sweeps:
        for start, lost in ((0, False), (PERFECT // 2, True)):
            chosen = numpy.flatnonzero(one.clear)[start::PERFECT]
            perfect = one.truth[chosen] * random.uniform(0.5, 1.0, (len(chosen), len(limits)))
            if lost:
                # Any of those that are there: the largest of random numbers.
                number = random.random(perfect.shape) * (perfect > 0)
                perfect[numpy.arange(len(chosen)), number.argmax(1)] = 0
            made.append(numpy.concatenate([perfect, numpy.zeros((len(chosen), len(mean)))], 1))
            views.append(one.view[chosen])
    return numpy.concatenate(made), numpy.concatenate(views)


def fit(
    made: numpy.ndarray, views: numpy.ndarray, classes: list[str], dropped: float, steps: int
) -> tuple[numpy.ndarray, numpy.ndarray]:
    """Weights [views, inputs] and biases [views]; the first inputs are the classes."""
    random = torch.Generator().manual_seed(1)
    everywhere = [
        classes.index(name) for name in ("spine", "thorax", "descending_aorta") if name in classes
    ]
    empty = numpy.zeros((max(2, int(EMPTY * len(made))), made.shape[1]))
    empty[::2, everywhere] = 1
    given = torch.from_numpy(numpy.concatenate([made, empty])).float()
    targets = torch.from_numpy(numpy.concatenate([views, numpy.zeros(len(empty), int)]))
    # Views weigh by the root of their frames: sweeps stand long in some.
    counts = torch.bincount(targets, minlength=len(VIEWS)).clamp(min=1)
    balance = (len(targets) / counts).sqrt()
    weight = torch.zeros(len(VIEWS), made.shape[1], requires_grad=True)
    bias = torch.zeros(len(VIEWS), requires_grad=True)
    decay = torch.full((made.shape[1],), DECAY)
    decay[len(classes) :] = DECAY_SHAPE
    optimiser = torch.optim.Adam([weight, bias], 0.05)
    for step in range(steps):
        for group in optimiser.param_groups:
            group["lr"] = 0.05 * (1 - step / steps)
        kept = torch.rand(given.shape, generator=random) >= dropped
        logits = (given * kept) @ weight.T + bias
        loss = torch.nn.functional.cross_entropy(logits, targets, balance)
        loss = loss + (decay * weight.square()).sum()
        optimiser.zero_grad()
        loss.backward()
        optimiser.step()
    return weight.detach().numpy().round(3), bias.detach().numpy().round(3)


def fitted(
    sweeps: list[Sweep], limits: numpy.ndarray, classes: list[str], steps: int
) -> Table:
    """The table for all structures."""
    mean, spread = usual(sweeps, limits)
    made, views = rows(sweeps, limits, mean, spread)
    weight, bias = fit(made, views, classes, DROPPED, steps)
    return Table(weight, bias, mean, spread)


def cross_validate(
    sweeps: list[Sweep], limits: numpy.ndarray, classes: list[str], steps: int, parts: int
) -> None:
    """Prints the accuracy on seeds that were left out, and that of the views stored with the frames;
    each of some parts of the seeds is left out once."""
    names = {"normal": ("normal",), "defects": {one.case for one in sweeps if one.heart} - {"normal"}}
    before, after = ({name: numpy.zeros((7, 7), int) for name in names} for _ in range(2))
    for part in range(parts):
        table = fitted([s for s in sweeps if s.seed % parts != part], limits, classes, steps)
        for one in (s for s in sweeps if s.seed % parts == part):
            shares = evidence(one.confidence, one.box, limits, table)
            told = follow(one.time, one.live, shares)
            for name, cases in names.items():
                if one.case in cases:
                    numpy.add.at(before[name], (one.view[one.clear], one.told[one.clear]), 1)
                    numpy.add.at(after[name], (one.view[one.clear], told[one.clear]), 1)
    for name in names:
        old, new = (found[name].trace() / max(found[name].sum(), 1) for found in (before, after))
        print(f"{name}: view accuracy {new:.4f} on seeds left out (as read: {old:.4f})")
        each = after[name].diagonal() / numpy.maximum(after[name].sum(1), 1)
        print("  " + ", ".join(f"{view} {share:.3f}" for view, share in zip(VIEWS, each)))


def variant(name: str) -> str:
    """The structure's name in Rust."""
    return "".join(part.capitalize() for part in name.split("_"))


def numbers(values: numpy.ndarray) -> str:
    """A Rust array."""
    return "[" + ", ".join(f"{value:.3f}" for value in values) + "]"


def source(name: str, about: str, table: Table, classes: list[str]) -> list[str]:
    """The Rust source of one table, as lines."""
    lines = [
        "",
        f"/// {about}",
        "#[rustfmt::skip]",
        f"pub(super) static {name}: Table = Table {{",
        f"    bias: {numbers(table.bias)},",
        "    weights: &[",
    ]
    for index, structure in enumerate(classes):
        lines.append(f"        ({variant(structure)},")
        lines.append(f"            {numbers(table.weight[:, index])}),")
    if not len(table.mean):
        return [*lines, "    ],", "    shapes: &[],", "};"]
    lines += ["    ],", "    shapes: &["]
    for index, parts in enumerate(MEASURES):
        kind = "Size" if len(parts) == 2 else "Apart"
        what = f"{kind}({', '.join(variant(part) for part in parts)})"
        row = numbers(table.weight[:, len(classes) + index])
        lines.append(
            f"        ({what}, {table.mean[index]:.4f}, {table.spread[index]:.4f},\n            {row}),"
        )
    return [*lines, "    ],", "};"]


HEADER = """//! What each structure says of the view, and what the sizes and distances of their boxes say. Written
//! by `models/training/fit_views.py`; the columns are the views: none, then those of the sweep in its
//! order.

#![allow(clippy::approx_constant)] // a fitted number may come near one

use super::shape::Measure::{self, Apart, Size};
use crate::anatomy::Structure::{self, *};

/// A table for models that look for certain structures.
pub(super) struct Table {
    /// What nothing at all says.
    pub bias: [f32; 7],
    /// What the strength of each structure says.
    pub weights: &'static [(Structure, [f32; 7])],
    /// What is measured of the boxes; its usual value and spread; what a value above it by one
    /// spread says.
    pub shapes: &'static [(Measure, f32, f32, [f32; 7])],
}"""


def record(one: Sweep, limits: numpy.ndarray, table: Table, classes: list[str]) -> str:
    """Some frames of a sweep, and what is made of them, as JSON with a frame a line."""
    live = numpy.flatnonzero(one.live)
    picked = live[numpy.unique(numpy.linspace(0, len(live) - 1, RECORD).astype(int))]
    # As it is written: what is rounded here is rounded for everyone.
    confidence, box = one.confidence[picked], one.box[picked].round(1)
    shares = evidence(confidence, box, limits, table)
    told = follow(one.time[picked], one.live[picked], shares)
    lines = []
    for at, frame in enumerate(picked):
        found = {
            name: [round(float(confidence[at, index]), 4), *box[at, index].tolist()]
            for index, name in enumerate(classes)
            if confidence[at, index] > 0
        }
        made = {
            "time_s": float(one.time[frame]),
            "structures": found,
            "evidence": shares[at].round(5).tolist(),
            "view": VIEWS[told[at]],
        }
        lines.append(json.dumps(made))
    thresholds = json.dumps(dict(zip(classes, limits.tolist())))
    return '{"thresholds": ' + thresholds + ',\n"frames": [\n' + ",\n".join(lines) + "\n]}\n"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--labels", type=Path, nargs="+", required=True)
    parser.add_argument("--frames", type=Path, nargs="+", required=True)
    parser.add_argument("--pack", type=Path, required=True, help="that read the frames")
    parser.add_argument("--out", type=Path, required=True, help="src/exam/views")
    parser.add_argument("--steps", type=int, default=400)
    parser.add_argument("--parts", type=int, default=4, help="of the cross-validation; 0: none")
    parser.add_argument("--threads", type=int, default=2)
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    manifest = tomllib.loads((options.pack / "manifest.toml").read_text())
    classes, limits = manifest["classes"], numpy.array(manifest["thresholds"])
    if tuple(classes) != STRUCTURES:
        raise SystemExit(
            f"error: {options.pack}: the classes are not all structures in their order\n"
            "hint: take a pack that pack.py made"
        )
    pairs = zip(options.labels, options.frames, strict=True)
    sweeps = [sweep(labels, frames, classes) for labels, frames in pairs]
    print(f"{len(sweeps)} sweeps, {sum(len(one.time) for one in sweeps)} frames", flush=True)
    whole = fitted(sweeps, limits, classes, options.steps)
    some = [name for name in classes if name not in ADDED]
    columns = [classes.index(name) for name in some]
    made, views = rows(sweeps, limits, whole.mean, whole.spread)
    none = numpy.zeros(0)
    published = Table(*fit(made[:, columns], views, some, DROPPED_FOREIGN, options.steps), none, none)
    text = [
        HEADER,
        *source("ALL", "For models that look for all structures.", whole, classes),
        *source(
            "PUBLISHED",
            "For models that look for the eighteen of the published system alone, and draw boxes of\n"
            "/// their own kind.",
            published,
            some,
        ),
    ]
    (options.out / "weights.rs").write_text("\n".join([*text, ""]))
    (options.out / "record.json").write_text(record(sweeps[0], limits, whole, classes))
    print(f"{options.out}: weights.rs and record.json written", flush=True)
    if options.parts:
        cross_validate(sweeps, limits, classes, options.steps, options.parts)


if __name__ == "__main__":
    main()
