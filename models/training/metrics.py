"""How good a detector is: decoding its outputs, average precision, reliability.

Defined as in the service's `evaluate` command: one best box for each structure and frame; all
frames of a structure ranked by confidence; a box is right at IoU 0.5 or more. Two things differ.
Sensitivity here demands the right box, which `evaluate` calls located; and average precision here
counts boxes of a confidence below 0.01, too, which `evaluate` does not know.
Labels are [frames,23,6] as in `data.py`; a box on a difficult structure is neither right nor wrong, a
difficult structure is neither demanded nor absent, and one without a box is simply unknown.
"""

import numpy

import calibration
from model import CLASSES, WIDTH

IOU_MIN = 0.5
# `evaluate` knows no guesses of a lower confidence.
LISTED_MIN = 0.01


def decode(heat: numpy.ndarray, size: numpy.ndarray, offset: numpy.ndarray) -> numpy.ndarray:
    """Raw outputs to [frames,23,5]: heat of the peak (a logit), centre x, centre y, width, height
    in pixels."""
    count, _, rows, columns = heat.shape
    stride = WIDTH // columns
    flat = heat.reshape(count, CLASSES, rows * columns)
    best = flat.argmax(2)
    peak = numpy.take_along_axis(flat, best[..., None], 2)

    def at(tensor: numpy.ndarray) -> numpy.ndarray:
        pairs = tensor.reshape(count, CLASSES, 2, rows * columns)
        return numpy.take_along_axis(pairs, best[..., None, None], 3)[..., 0]

    cell = numpy.stack([best % columns, best // columns], -1)
    centre = (cell + 0.5 + at(offset)) * stride
    extent = stride * numpy.exp(numpy.clip(at(size), -10, 10))
    return numpy.concatenate([peak.astype(numpy.float64), centre, extent], -1)


def confidence(
    found: numpy.ndarray,
    temperatures: list[float] | None = None,
    offsets: list[float] | None = None,
) -> numpy.ndarray:
    """Confidence [frames,23]: sigmoid(heat / temperature + offset)."""
    by = 1.0 if temperatures is None else numpy.array(temperatures)
    more = 0.0 if offsets is None else numpy.array(offsets)
    return calibration.sigmoid(found[..., 0] / by + more)


def overlap(one: numpy.ndarray, two: numpy.ndarray) -> numpy.ndarray:
    """IoU of boxes given as centre x, centre y, width, height in the last axis."""
    low = numpy.maximum(one[..., :2] - one[..., 2:] / 2, two[..., :2] - two[..., 2:] / 2)
    high = numpy.minimum(one[..., :2] + one[..., 2:] / 2, two[..., :2] + two[..., 2:] / 2)
    common = numpy.clip(high - low, 0, None).prod(-1)
    union = one[..., 2:].prod(-1) + two[..., 2:].prod(-1) - common
    return common / numpy.maximum(union, 1e-9)


def judged(found: numpy.ndarray, labels: numpy.ndarray) -> tuple[numpy.ndarray, ...]:
    """For each frame and structure: is its presence known, does the box found count, is the
    structure there, is the box right."""
    marked, known = labels[..., 0] > 0.5, labels[..., 5] < 0.5
    on_it = marked & (overlap(found[..., 1:], labels[..., 1:5]) >= IOU_MIN)
    counts = known | (marked & ~on_it)
    return known, counts, marked & known, on_it & known


def average_precision(rank: numpy.ndarray, right: numpy.ndarray, positives: int) -> float:
    """Area under the precision-recall curve, precision made monotone (all points)."""
    order = numpy.argsort(-rank, kind="stable")
    hits = numpy.cumsum(right[order])
    precision = hits / numpy.arange(1, len(hits) + 1)
    precision = numpy.maximum.accumulate(precision[::-1])[::-1]
    return float((precision * right[order]).sum() / positives)


def evaluate(found: numpy.ndarray, labels: numpy.ndarray) -> dict:
    """AP at IoU 0.5 for each structure (None where it never occurs), their mean, and counts."""
    _, counts, present, right = judged(found, labels)
    ap = []
    for index in range(CLASSES):
        among, positives = counts[:, index], int(present[:, index].sum())
        rank, hits = found[among, index, 0], right[among, index]
        ap.append(average_precision(rank, hits, positives) if positives else None)
    known = [value for value in ap if value is not None]
    mean = float(numpy.mean(known)) if known else 0.0
    return {"mean_ap50": mean, "ap50": ap, "positives": present.sum(0).tolist()}


def reliability(chance: numpy.ndarray, found: numpy.ndarray, labels: numpy.ndarray) -> dict:
    """How often a box of a given confidence is right, over all structures, in tenths; and the
    expected calibration error, the mean gap weighted by how many boxes stand there. As `evaluate`
    does it: without the boxes of a confidence below 0.01."""
    _, counts, _, right = judged(found, labels)
    counts = counts & (chance >= LISTED_MIN)
    chance, right = chance[counts], right[counts]
    place = numpy.minimum((chance * 10).astype(int), 9)
    size = numpy.bincount(place, minlength=10)
    share = numpy.bincount(place, right, minlength=10) / numpy.maximum(size, 1)
    said = numpy.bincount(place, chance, minlength=10) / numpy.maximum(size, 1)
    gap = float((numpy.abs(share - said) * size).sum() / max(size.sum(), 1))
    return {"boxes": size.tolist(), "said": said.tolist(), "right": share.tolist(), "error": gap}


def rates(
    chance: numpy.ndarray, found: numpy.ndarray, labels: numpy.ndarray, limits: list[float]
) -> dict:
    """Sensitivity (present, above its threshold, box right) and specificity (absent and below
    it) for each structure; None where there is nothing to count."""
    known, _, present, right = judged(found, labels)
    above = chance >= numpy.array(limits)
    sensitivity, specificity = [], []
    for index in range(CLASSES):
        here, away = present[:, index], known[:, index] & ~present[:, index]
        hits, silent = (above & right)[here, index], ~above[away, index]
        sensitivity.append(float(hits.mean()) if len(hits) else None)
        specificity.append(float(silent.mean()) if len(silent) else None)
    return {"sensitivity": sensitivity, "specificity": specificity}


def describe(found: numpy.ndarray, labels: numpy.ndarray) -> dict:
    """AP, temperatures, offsets, thresholds, and what they give on the same frames."""
    known, counts, present, right = judged(found, labels)
    temperatures, offsets = calibration.fit(found[..., 0], right, counts)
    # As the manifest holds them.
    chance = confidence(found, temperatures, offsets)
    limits = calibration.thresholds(chance, known, present)
    report = {
        "frames": len(labels), "temperatures": temperatures, "offsets": offsets, "thresholds": limits,
    }
    report |= evaluate(found, labels) | rates(chance, found, labels, limits)
    report["reliability"] = reliability(chance, found, labels)
    report["uncalibrated_error"] = reliability(confidence(found), found, labels)["error"]
    return report


def table(names: list[str], reports: dict[str, dict]) -> str:
    """AP50 of one or more reports as text, one structure a line."""

    def text(value: float | None) -> str:
        return f"{'-' if value is None else f'{value:.3f}':>10}"

    first = next(iter(reports.values()))
    lines = [f"{'AP50':24}frames" + "".join(f"{name:>10}" for name in reports)]
    for index, name in enumerate(names):
        values = "".join(text(report["ap50"][index]) for report in reports.values())
        lines.append(f"{name:24}{first['positives'][index]:6d}{values}")
    means = "".join(text(report["mean_ap50"]) for report in reports.values())
    return "\n".join([*lines, f"{'mean':30}{means}"])
