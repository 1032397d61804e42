"""How the exam tells views, a second time: for the fitting of its table, and for its test.

The same as src/exam/views.rs, over whole sweeps at once. It must not know how the table is made.
"""

import json
from dataclasses import dataclass
from pathlib import Path

import numpy

from model import STRUCTURES

VIEWS = (
    "none",
    "abdomen",
    "four_chamber",
    "lvot",
    "rvot",
    "three_vessel",
    "three_vessel_trachea",
)
# As in src/exam/views.rs.
SMOOTHING_S, MARGIN, GAP_MAX_S = 0.09, 0.08, 1.0
# How far from its usual value a measure is followed, in spreads.
FAR = 2.0

OTHER_PARTS = ("head", "femur", "kidneys", "face", "limbs", "cord", "empty_uterus")

# Sizes of the first box by the last one, and distances between the first two by the last one.
MEASURES = (
    *(
        (name, "thorax")
        for name in (
            "ventricular_septum", "right_atrium", "right_ventricle", "left_atrium",
            "left_ventricle", "pulmonary_artery", "ascending_aorta", "superior_vena_cava",
            "descending_aorta", "spine", "inferior_vena_cava", "ductus_arteriosus", "heart",
            "cardiac_apex", "aortic_arch", "trachea",
        )
    ),
    *(
        (name, "spine")
        for name in (
            "stomach", "umbilical_vein", "inferior_vena_cava", "descending_aorta", "heart", "thorax",
        )
    ),
    ("pulmonary_artery", "ascending_aorta", "thorax"),
    ("pulmonary_artery", "superior_vena_cava", "thorax"),
    ("pulmonary_artery", "descending_aorta", "thorax"),
    ("pulmonary_artery", "right_ventricle", "thorax"),
    ("pulmonary_artery", "trachea", "thorax"),
    ("ascending_aorta", "superior_vena_cava", "thorax"),
    ("ascending_aorta", "descending_aorta", "thorax"),
    ("ascending_aorta", "left_ventricle", "thorax"),
    ("ascending_aorta", "trachea", "thorax"),
    ("aortic_arch", "superior_vena_cava", "thorax"),
    ("aortic_arch", "ductus_arteriosus", "thorax"),
    ("ductus_arteriosus", "descending_aorta", "thorax"),
    ("descending_aorta", "trachea", "thorax"),
    ("descending_aorta", "heart", "thorax"),
    ("descending_aorta", "left_atrium", "thorax"),
    ("right_ventricle", "left_ventricle", "thorax"),
    ("superior_vena_cava", "trachea", "thorax"),
    ("descending_aorta", "spine", "thorax"),
    ("stomach", "spine", "spine"),
    ("umbilical_vein", "spine", "spine"),
    ("inferior_vena_cava", "spine", "spine"),
    ("inferior_vena_cava", "descending_aorta", "spine"),
    ("stomach", "umbilical_vein", "spine"),
)


@dataclass
class Sweep:
    """The labels of a sweep and what was found in it; the first axis are the frames, the second
    of `confidence`, `box` (left, top, width, height, source pixels) and `truth` the classes."""

    seed: int
    case: str
    time: numpy.ndarray
    view: numpy.ndarray
    # Live, and one view alone can be meant.
    clear: numpy.ndarray
    # Taken for live by the service.
    live: numpy.ndarray
    # The view that the service told.
    told: numpy.ndarray
    confidence: numpy.ndarray
    box: numpy.ndarray
    truth: numpy.ndarray

    @property
    def heart(self) -> bool:
        """Whether a heart lies before the probe."""
        return self.case not in OTHER_PARTS


@dataclass
class Table:
    """Weights [views, classes and measures], biases [views], and each measure's usual value and
    spread; no measures where these are empty."""

    weight: numpy.ndarray
    bias: numpy.ndarray
    mean: numpy.ndarray
    spread: numpy.ndarray


def sweep(labels: Path, frames: Path, classes: list[str]) -> Sweep:
    """Reads a sweep; the labels are named `SEED-...`."""
    truths = [json.loads(line) for line in labels.open()]
    finds = [json.loads(line) for line in frames.open()]
    if [one["frame"] for one in truths] != [one["frame"] for one in finds]:
        raise SystemExit(f"error: {frames} has other frames than {labels}\nhint: read the clip again")
    confidence = numpy.zeros((len(finds), len(classes)))
    truth, box = numpy.zeros_like(confidence), numpy.zeros((*confidence.shape, 4))
    for at, (wanted, found) in enumerate(zip(truths, finds)):
        for one in found["structures"]:
            confidence[at, classes.index(one["name"])] = one["confidence"]
            box[at, classes.index(one["name"])] = one["box"]
        for one in wanted["structures"]:
            truth[at, classes.index(one["name"])] = 1
    clear = [
        one["picture"] == "live" and one.get("label", {}).get("view_clear", True) for one in truths
    ]
    return Sweep(
        seed=int(labels.stem.split("-")[0]),
        case=truths[0]["label"]["case"],
        time=numpy.array([one["time_ms"] / 1000 for one in truths]),
        view=numpy.array([VIEWS.index(one["view"]) for one in truths]),
        clear=numpy.array(clear),
        live=numpy.array([one["picture"] == "live" for one in finds]),
        told=numpy.array([VIEWS.index(one["view"]) for one in finds]),
        confidence=confidence,
        box=box,
        truth=truth,
    )


def strength(confidence: numpy.ndarray, threshold: numpy.ndarray) -> numpy.ndarray:
    """How surely a structure is there, 0 to 1."""
    threshold = numpy.clip(threshold, 0.01, 0.99)
    below = 0.5 * (confidence / threshold) ** 2
    above = 0.5 + 0.5 * (confidence - threshold) / numpy.minimum(threshold, 1 - threshold)
    return numpy.where(confidence < threshold, below, above.clip(max=1)).clip(min=0)


def measure(
    confidence: numpy.ndarray, box: numpy.ndarray, limits: numpy.ndarray
) -> tuple[numpy.ndarray, numpy.ndarray]:
    """Values [frames,measures], and how surely each is there: as the weakest of its structures, 0
    where a box is missing. Lengths are diagonals, so that it does not matter how the fetus lies.
    The classes are all structures."""
    sure = strength(confidence, limits)
    length = numpy.sqrt(box[..., 2] ** 2 + box[..., 3] ** 2)
    centre = box[..., :2] + box[..., 2:] / 2
    values, gates = [], []
    for parts in MEASURES:
        at = [STRUCTURES.index(part) for part in parts]
        there = (length[:, at] > 0).all(1)
        if len(at) == 2:
            long = length[:, at[0]]
        else:
            long = numpy.sqrt(((centre[:, at[0]] - centre[:, at[1]]) ** 2).sum(1))
        values.append(numpy.where(there, long / numpy.maximum(length[:, at[-1]], 1e-9), 0))
        gates.append(numpy.where(there, sure[:, at].min(1), 0))
    return numpy.stack(values, 1), numpy.stack(gates, 1)


def inputs(
    confidence: numpy.ndarray, box: numpy.ndarray, limits: numpy.ndarray,
    mean: numpy.ndarray, spread: numpy.ndarray,
) -> numpy.ndarray:
    """What the regression is given, [frames, classes and measures]."""
    sure = strength(confidence, limits)
    if not len(mean):
        return sure
    value, gate = measure(confidence, box, limits)
    return numpy.concatenate([sure, gate * ((value - mean) / spread).clip(-FAR, FAR)], 1)


def evidence(
    confidence: numpy.ndarray, box: numpy.ndarray, limits: numpy.ndarray, table: Table
) -> numpy.ndarray:
    """How much each view of the sweep is likely in each frame, [frames,6]: shares that with the one
    of no view sum to one."""
    scores = inputs(confidence, box, limits, table.mean, table.spread) @ table.weight.T + table.bias
    powers = numpy.exp(scores - scores.max(1, keepdims=True))
    return (powers / powers.sum(1, keepdims=True))[:, 1:]


def follow(time: numpy.ndarray, live: numpy.ndarray, shares: numpy.ndarray) -> numpy.ndarray:
    """The view told in each frame, as an index of VIEWS."""
    told, smoothed, view, last = numpy.zeros(len(time), int), numpy.zeros(6), 0, None
    for at, now in enumerate(time):
        if not live[at]:
            last = None
            continue
        if last is None or now - last > GAP_MAX_S:
            smoothed, view = shares[at].copy(), 0
        else:
            smoothed = smoothed + (now - last) / (SMOOTHING_S + now - last) * (shares[at] - smoothed)
        last = now
        of = numpy.concatenate([[max(1 - smoothed.sum(), 0)], smoothed])
        if of.max() >= of[view] + MARGIN:
            view = int(of.argmax())
        told[at] = view
    return told
