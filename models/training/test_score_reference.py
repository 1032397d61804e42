"""Quick tests of the measuring of scores.

    python -m unittest discover -s models/training

Skipped with a message where numpy is not installed, or where the published tables are not there.
"""

import os
import sys
import unittest
from pathlib import Path

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
sys.path.insert(0, str(HERE))

try:
    import numpy
    import score_reference
except ImportError as error:
    MISSING = f"numpy is not installed: {error}"
else:
    MISSING = ""

SHARED = Path(os.environ.get("SECOND_READER_REFERENCE", ROOT / "../shared/reference"))
TABLES = SHARED / "sono"


@unittest.skipIf(MISSING, MISSING)
class Score(unittest.TestCase):
    def test_strength_is_the_logarithm_between_the_floor_and_one(self) -> None:
        found = numpy.array([0, 0.001, 0.01, 0.1, 1])
        numpy.testing.assert_allclose(score_reference.strength(found), [0, 0, 0, 0.5, 1], atol=1e-9)

    def test_the_area_is_the_share_of_pairs_in_the_right_order(self) -> None:
        abnormal = numpy.array([True, False, True, False])
        won = score_reference.wins(numpy.array([2.0, 2.0, 5.0, 9.0]), abnormal)
        self.assertEqual(won.tolist(), [[0.5, 0], [1, 0]])

    def test_a_form_chosen_by_luck_is_worth_nothing_to_the_nested_figure(self) -> None:
        # Forms of noise: the best of them looks good on the cases on which it was chosen.
        random = numpy.random.default_rng(3)
        abnormal = numpy.arange(40) < 20
        noise = {
            plane: {str(n): random.random((40, 2)) for n in range(30)} for plane in ("heart", "vessels")
        }
        every = [
            score_reference.wins(score, abnormal).mean()
            for n in noise["heart"]
            for score in score_reference.combined([noise["heart"][n], noise["vessels"][n]], ~abnormal)
        ]
        won, count = score_reference.nested(noise["heart"], noise["vessels"], abnormal)
        self.assertEqual(count, 90)
        self.assertGreater(max(every), 0.6)
        self.assertLess(won.mean(), max(every) - 0.05)

    @unittest.skipUnless(TABLES.is_dir(), "no reference data; set SECOND_READER_REFERENCE to its folder")
    def test_the_reference_of_the_service_is_what_the_tables_give(self) -> None:
        strengths, scores = {}, {}
        for plane, names in score_reference.STRUCTURES.items():
            found, abnormal = score_reference.table(TABLES / f"frames-{plane}.csv", names)
            strengths[plane] = score_reference.strength(found).mean(1)
            scores[plane] = 1 - strengths[plane].mean(1)
        scores["both"] = (scores["heart"] + scores["vessels"]) / 2
        written = (ROOT / "src/exam/score/reference.rs").read_text()
        self.assertEqual(score_reference.rust(strengths, scores, ~abnormal), written)


if __name__ == "__main__":
    unittest.main()
