"""The fitting of the view table tells the same views as the service.

`record.json` holds frames and what `fit_views.py` made of them; `cargo test --lib exam` holds the
service against it. Here this folder's program is held against it, with the table read from the
service's source. Skipped with a message where torch is not installed.
"""

import json
import re
import sys
import unittest
from pathlib import Path

HERE = Path(__file__).parent
EXAM = HERE.parents[1] / "src" / "exam"
sys.path.insert(0, str(HERE))

try:
    import numpy
    import torch  # noqa: F401
except ImportError as error:
    MISSING = f"the training's packages are not installed: {error}"
else:
    MISSING = ""
    import fit_views
    import views
    from model import STRUCTURES

NUMBER = r"-?\d+\.\d+"


def array(text: str) -> list[float]:
    """The numbers of a Rust array."""
    return [float(one) for one in re.findall(NUMBER, text)]


def parse(source: str, name: str) -> "views.Table":
    """A table of weights.rs, whose structures and measures must be those of this folder."""
    body = source.split(f"static {name}: Table")[1].split("\n};")[0]
    bias = array(re.search(r"bias: (\[.*?\])", body)[1])
    structures, shapes = body.split("shapes: &[")
    rows = re.findall(r"\((\w+),\s*(\[[^\]]*\])\)", structures)
    measures = re.findall(rf"\w+\(([\w, ]+)\), ({NUMBER}), ({NUMBER}),\s*(\[[^\]]*\])", shapes)
    weight = [array(row[1]) for row in rows] + [array(one[3]) for one in measures]
    if name == "ALL":
        parts = [", ".join(map(fit_views.variant, one)) for one in views.MEASURES]
        assert [row[0] for row in rows] == [fit_views.variant(one) for one in STRUCTURES]
        assert [one[0] for one in measures] == parts
    return views.Table(
        numpy.array(weight).T,
        numpy.array(bias),
        numpy.array([float(one[1]) for one in measures]),
        numpy.array([float(one[2]) for one in measures]),
    )


def frames(record: dict) -> tuple:
    """Times, confidences and boxes of the record."""
    time = numpy.array([one["time_s"] for one in record["frames"]])
    confidence = numpy.zeros((len(time), len(STRUCTURES)))
    box = numpy.zeros((*confidence.shape, 4))
    for at, one in enumerate(record["frames"]):
        for name, (sure, *edges) in one["structures"].items():
            confidence[at, STRUCTURES.index(name)] = sure
            box[at, STRUCTURES.index(name)] = edges
    return time, confidence, box


@unittest.skipIf(MISSING, MISSING)
class ViewsTest(unittest.TestCase):
    """Reading and fitting of views."""

    def test_the_record_is_told_as_the_service_tells_it(self) -> None:
        record = json.loads((EXAM / "views" / "record.json").read_text())
        table = parse((EXAM / "views" / "weights.rs").read_text(), "ALL")
        limits = numpy.array([record["thresholds"][name] for name in STRUCTURES])
        time, confidence, box = frames(record)
        shares = views.evidence(confidence, box, limits, table)
        written = numpy.array([one["evidence"] for one in record["frames"]])
        numpy.testing.assert_allclose(shares, written, atol=1e-3)
        told = views.follow(time, numpy.ones(len(time), bool), shares)
        self.assertEqual([views.VIEWS[at] for at in told], [one["view"] for one in record["frames"]])

    def test_the_constants_are_those_of_the_service(self) -> None:
        source = (EXAM / "views.rs").read_text()
        for name in ("SMOOTHING_S", "MARGIN", "FAR"):
            value = re.search(rf"const {name}: f32 = ({NUMBER});", source)[1]
            self.assertEqual(float(value), getattr(views, name))
        gap = re.search(r"const GAP_MAX: Duration = Duration::from_secs\((\d+)\);", source)[1]
        self.assertEqual(float(gap), views.GAP_MAX_S)

    def test_a_fitted_table_tells_by_sizes_what_presence_cannot_and_is_written_whole(self) -> None:
        random, count = numpy.random.default_rng(6), 600
        view = random.integers(5, 7, count)
        confidence = numpy.full((count, len(STRUCTURES)), 0.9)
        box = numpy.tile(numpy.array([0.0, 0.0, 30.0, 40.0]), (*confidence.shape, 1))
        artery = STRUCTURES.index("pulmonary_artery")
        box[view == 6, artery, 2:] *= 1.5
        box[..., 2:] *= random.uniform(0.97, 1.03, box[..., 2:].shape)
        sweep = views.Sweep(
            seed=1, case="normal", time=numpy.arange(count) / 8, view=view,
            clear=numpy.ones(count, bool), live=numpy.ones(count, bool),
            told=numpy.zeros(count, int), confidence=confidence, box=box,
            truth=numpy.ones_like(confidence),
        )
        limits = numpy.full(len(STRUCTURES), 0.3)
        table = fit_views.fitted([sweep], limits, list(STRUCTURES), 150)
        shares = views.evidence(confidence, box, limits, table)
        right = shares.argmax(1) + 1 == view
        self.assertGreater(right.mean(), 0.97)
        text = "\n".join(fit_views.source("ALL", "For the test.", table, list(STRUCTURES)))
        again = parse(text + "\n", "ALL")
        for field in ("weight", "bias", "mean", "spread"):
            numpy.testing.assert_allclose(getattr(again, field), getattr(table, field), atol=1e-6)


if __name__ == "__main__":
    unittest.main()
