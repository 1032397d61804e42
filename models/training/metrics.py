"""How good a detector is: decoding its outputs, average precision, thresholds.

The same definitions as the service and its `evaluate` command: one best box for each structure
and frame; all frames of a structure ranked by confidence; a box is right at IoU 0.5 or more.
"""

import numpy

from model import CLASSES, COLUMNS, ROWS, STRIDE

IOU_MIN = 0.5


def decode(heat: numpy.ndarray, size: numpy.ndarray, offset: numpy.ndarray) -> numpy.ndarray:
    """Raw outputs to [frames,23,5]: confidence, centre x, centre y, width, height in pixels."""
    count = len(heat)
    flat = heat.reshape(count, CLASSES, ROWS * COLUMNS)
    best = flat.argmax(2)
    peak = numpy.take_along_axis(flat, best[..., None], 2)[..., 0]

    def at(tensor: numpy.ndarray) -> numpy.ndarray:
        pairs = tensor.reshape(count, CLASSES, 2, ROWS * COLUMNS)
        return numpy.take_along_axis(pairs, best[..., None, None], 3)[..., 0]

    cell = numpy.stack([best % COLUMNS, best // COLUMNS], -1)
    centre = (cell + 0.5 + at(offset)) * STRIDE
    confidence = 1 / (1 + numpy.exp(-peak.astype(numpy.float64)))
    extent = STRIDE * numpy.exp(numpy.clip(at(size), -10, 10))
    return numpy.concatenate([confidence[..., None], centre, extent], -1)


def overlap(one: numpy.ndarray, two: numpy.ndarray) -> numpy.ndarray:
    """IoU of boxes given as centre x, centre y, width, height in the last axis."""
    low = numpy.maximum(one[..., :2] - one[..., 2:] / 2, two[..., :2] - two[..., 2:] / 2)
    high = numpy.minimum(one[..., :2] + one[..., 2:] / 2, two[..., :2] + two[..., 2:] / 2)
    common = numpy.clip(high - low, 0, None).prod(-1)
    union = one[..., 2:].prod(-1) + two[..., 2:].prod(-1) - common
    return common / numpy.maximum(union, 1e-9)


def average_precision(confidence: numpy.ndarray, right: numpy.ndarray, positives: int) -> float:
    """Area under the precision-recall curve, precision made monotone (all points)."""
    order = numpy.argsort(-confidence, kind="stable")
    hits = numpy.cumsum(right[order])
    precision = hits / numpy.arange(1, len(hits) + 1)
    precision = numpy.maximum.accumulate(precision[::-1])[::-1]
    return float((precision * right[order]).sum() / positives)


def evaluate(found: numpy.ndarray, labels: numpy.ndarray) -> dict:
    """AP at IoU 0.5 for each structure (None where it never occurs), their mean, and counts."""
    right = overlap(found[..., 1:], labels[..., 1:]) >= IOU_MIN
    present = labels[..., 0] > 0.5
    ap = []
    for index in range(CLASSES):
        positives = int(present[:, index].sum())
        hits = right[:, index] & present[:, index]
        ap.append(average_precision(found[:, index, 0], hits, positives) if positives else None)
    known = [value for value in ap if value is not None]
    mean = float(numpy.mean(known)) if known else 0.0
    return {"mean_ap50": mean, "ap50": ap, "positives": present.sum(0).tolist()}


# A structure that every frame of the set has (the spine) would else be found in anything.
THRESHOLD_MIN = 0.25


def thresholds(found: numpy.ndarray, labels: numpy.ndarray) -> list[float]:
    """For each structure the confidence with the best F1 (a box in the wrong place counts as a
    false one), raised until 95 of 100 frames without the structure stay below it."""
    right = overlap(found[..., 1:], labels[..., 1:]) >= IOU_MIN
    present = labels[..., 0] > 0.5
    chosen = []
    for index in range(CLASSES):
        confidence, here = found[:, index, 0], present[:, index]
        if not here.any():
            chosen.append(0.5)
            continue
        candidates = numpy.linspace(THRESHOLD_MIN, 0.95, 71)
        above = confidence[None] >= candidates[:, None]
        hits = (above & (right[:, index] & here)[None]).sum(1)
        f1 = 2 * hits / numpy.maximum(above.sum(1) + here.sum(), 1)
        quiet = ~(above & ~here[None]).any(1)
        if not here.all():
            quiet = (~above[:, ~here]).mean(1) >= 0.95
        f1 = numpy.where(quiet, f1, -1 + candidates * 1e-3)
        chosen.append(round(float(candidates[f1.argmax()]), 2))
    return chosen


def rates(found: numpy.ndarray, labels: numpy.ndarray, limits: list[float]) -> dict:
    """Sensitivity (present, above its threshold, box right) and specificity (absent and below
    it) for each structure; None where there is nothing to count."""
    right = overlap(found[..., 1:], labels[..., 1:]) >= IOU_MIN
    present = labels[..., 0] > 0.5
    above = found[..., 0] >= numpy.array(limits)
    sensitivity, specificity = [], []
    for index in range(CLASSES):
        here = present[:, index]
        hits = (above & right)[here, index]
        silent = ~above[~here, index]
        sensitivity.append(float(hits.mean()) if len(hits) else None)
        specificity.append(float(silent.mean()) if len(silent) else None)
    return {"sensitivity": sensitivity, "specificity": specificity}


def table(names: list[str], report: dict) -> str:
    """The figures as text, one structure a line."""

    def text(value: float | None) -> str:
        return "    -" if value is None else f"{value:5.3f}"

    lines = [f"{'structure':28} frames  AP50"]
    for name, count, ap in zip(names, report["positives"], report["ap50"], strict=True):
        lines.append(f"{name:28} {count:6d} {text(ap)}")
    lines.append(f"{'mean':28}        {report['mean_ap50']:5.3f}")
    return "\n".join(lines)
