"""Quick tests of what fills a model card, and of the judge's reckoning.

    python -m unittest discover -s models/training

The judge's are skipped with a message where its packages are not installed.
"""

import sys
import tempfile
import unittest
from pathlib import Path
from xml.etree import ElementTree

sys.path.insert(0, str(Path(__file__).parent))

try:
    import finish_card
except ImportError as error:
    NO_CARD = f"this Python is older than 3.11: {error}"
else:
    NO_CARD = ""

try:
    import numpy
    import judge
except ImportError as error:
    NO_JUDGE = f"the judge's packages are not installed: {error}"
else:
    NO_JUDGE = ""

SVG = "{http://www.w3.org/2000/svg}"
CARD = "# A card\n\n<!-- suite -->\n<!-- /suite -->\n\nend\n"
LIMITS = {"heart": 0.4, "crux": 0.5, "spine": 0.3}


def found(*structures: tuple[str, float], picture: str = "live") -> dict:
    """A line of frames.jsonl with boxes of 40x20 pixels in a sector of 600x400."""
    return {
        "picture": picture,
        "view": "four_chamber" if picture == "live" else "none",
        "sector": [100.0, 50.0, 600.0, 400.0] if picture == "live" else None,
        "structures": [
            {"name": name, "confidence": confidence, "box": [160.0, 90.0, 40.0, 20.0]}
            for name, confidence in structures
        ],
    }


def reading(name: str, line: dict) -> tuple[str, dict, list[dict]]:
    """What `drawing` and `table` take."""
    return name, line, finish_card.above(line, LIMITS)


@unittest.skipIf(NO_CARD, NO_CARD)
class FinishCardTest(unittest.TestCase):
    """What is put into a card is well-formed, complete and honest."""

    def test_a_place_is_filled_and_filled_again(self) -> None:
        once = finish_card.put(CARD, finish_card.SUITE, "  figures\n")
        self.assertEqual(once, CARD.replace("-->\n<!-- /", "-->\nfigures\n<!-- /"))
        self.assertEqual(finish_card.put(once, finish_card.SUITE, "figures"), once)
        other = finish_card.put(once, finish_card.SUITE, "others")
        self.assertNotIn("figures", other)
        self.assertTrue(other.startswith("# A card\n") and other.endswith("\nend\n"))

    def test_a_card_without_the_place_is_refused(self) -> None:
        for card in (CARD, CARD.replace("<!-- suite", "<!-- pictures"), ""):
            with self.assertRaisesRegex(SystemExit, "no <!-- pictures -->"):
                finish_card.put(card, finish_card.PICTURES, "x")

    def test_only_what_reaches_its_threshold_is_shown_surest_first(self) -> None:
        line = found(("crux", 0.5), ("heart", 0.9), ("spine", 0.29))
        shown = finish_card.above(line, LIMITS)
        self.assertEqual([one["name"] for one in shown], ["heart", "crux"])
        self.assertEqual(finish_card.above(found(), LIMITS), [])

    def test_the_drawing_is_well_formed_and_to_scale(self) -> None:
        readings = [reading(f"p{k}", found(("heart", 0.9), ("spine", 0.8))) for k in range(4)]
        root = ElementTree.fromstring(finish_card.drawing(readings))
        self.assertEqual(root.tag, SVG + "svg")
        cells = root.findall(f"{SVG}g")
        self.assertEqual(len(cells), 4)
        places = {cell.get("transform") for cell in cells}
        self.assertEqual(len(places), 4, "each picture has its own place")
        wide, high = (float(side) for side in root.get("viewBox").split()[2:])
        self.assertEqual((wide, high), (3 * 312 + 12, 2 * 312 + 12), "four pictures in two rows")
        sector, heart, spine = cells[0].findall(f"{SVG}g/{SVG}rect")
        # 600x400 into 300x280: half the size.
        self.assertEqual((sector.get("width"), sector.get("height")), ("300.0", "200.0"))
        box = [float(heart.get(key)) for key in ("x", "y", "width", "height")]
        self.assertEqual(box, [30.0, 20.0, 20.0, 10.0])
        self.assertNotEqual(heart.get("stroke"), spine.get("stroke"))

    def test_what_lies_around_the_heart_is_not_drawn_as_the_heart(self) -> None:
        limits = {name: 0.1 for name in (*finish_card.AROUND, "heart")}
        line = found(*((name, 0.9) for name in limits))
        text = finish_card.drawing([("p", line, finish_card.above(line, limits))])
        boxes = ElementTree.fromstring(text).findall(f"{SVG}g/{SVG}g/{SVG}rect")[1:]
        colours = [box.get("stroke") for box in boxes]
        self.assertEqual(len(colours), 8)
        self.assertEqual(sorted(map(colours.count, set(colours))), [1, 7])

    def test_names_are_escaped_in_the_drawing(self) -> None:
        text = finish_card.drawing([reading("a<b>&\"c\"", found(("heart", 0.9)))])
        words = [element.text for element in ElementTree.fromstring(text).iter(f"{SVG}text")]
        self.assertEqual(words, ["a<b>&\"c\": four_chamber", "heart 0.90"])
        self.assertNotIn("<b>", text)

    def test_a_picture_without_a_sector_can_be_drawn(self) -> None:
        text = finish_card.drawing([reading("dark", found(picture="not_ultrasound"))])
        rects = ElementTree.fromstring(text).findall(f"{SVG}g/{SVG}g/{SVG}rect")
        self.assertEqual(len(rects), 1)
        ElementTree.fromstring(finish_card.drawing([]))

    def test_the_table_tells_nothing_found_from_not_analysed(self) -> None:
        text = finish_card.table(
            [
                reading("heart", found(("crux", 0.6), ("heart", 0.9))),
                reading("brain", found(("spine", 0.1))),
                reading("menu|page", found(picture="not_ultrasound")),
            ],
            "nobody's",
        )
        lines = text.splitlines()
        self.assertIn("nobody's", lines[0])
        self.assertEqual(
            lines[-3:],
            [
                "| heart | four_chamber | heart 0.90, crux 0.60 |",
                "| brain | four_chamber | nothing |",
                "| menu\\|page | none | not analysed: not_ultrasound |",
            ],
        )


@unittest.skipIf(NO_JUDGE, NO_JUDGE)
class JudgeTest(unittest.TestCase):
    """Which frames the judge is shown, and how its answers are counted."""

    def test_seeds_are_a_range_with_both_ends(self) -> None:
        self.assertEqual(list(judge.number_range("5-7")), [5, 6, 7])
        self.assertEqual(list(judge.number_range("5")), [5])
        with self.assertRaises(ValueError):
            judge.number_range("x")

    def test_frames_amid_the_longest_clear_stretch_are_shown(self) -> None:
        def line(view: str, clear: bool = True, picture: str = "live") -> dict:
            return {"view": view, "picture": picture, "label": {"view_clear": clear}}

        lines = [line("abdomen")] * 2 + [line("abdomen", clear=False)] + [line("abdomen")] * 7
        lines += [line("none")] * 3 + [line("lvot", picture="frozen")] * 4 + [line("rvot")]
        chosen = judge.middles(lines, 2)
        self.assertEqual(set(chosen), {"abdomen", "rvot"})
        self.assertEqual(chosen["abdomen"], [5, 7])
        self.assertEqual(chosen["rvot"], [17], "one frame is shown once")

    def test_a_clip_gives_the_mean_of_red_green_and_blue(self) -> None:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "clip.y4m"
            luma = bytes(range(0, 240, 10))
            head = b"YUV4MPEG2 W6 H4 F25:1 Ip A1:1 Cmono XCOLORRANGE=FULL\n"
            path.write_bytes(head + b"FRAME\n" + luma + b"FRAME\n" + luma[::-1])
            grey = judge.Clip(path).grey(1)
            self.assertEqual(grey.shape, (4, 6))
            self.assertEqual(grey.ravel().tolist(), list(luma[::-1]))
            # Pure red of BT.601, full range: 76, 85, 255; its mean is 85.
            head = b"YUV4MPEG2 W3 H3 F25:1 Ip A1:1 C420jpeg XCOLORRANGE=FULL\n"
            path.write_bytes(head + b"FRAME\n" + bytes([76] * 9 + [85] * 4 + [255] * 4))
            grey = judge.Clip(path).grey(0)
            self.assertEqual(grey.shape, (3, 3))
            numpy.testing.assert_allclose(grey, 85, atol=1.5)

    def test_the_network_sees_the_sector_alone_standardised(self) -> None:
        grey = numpy.full((400, 600), 255, numpy.float32)
        grey[100:300, 200:400] = 40
        values = judge.network_input(grey, [200, 100, 200, 200])
        self.assertEqual(values.shape, (1, 1, judge.HEIGHT, judge.WIDTH))
        self.assertAlmostEqual(float(values.mean()), 0, delta=0.1)
        self.assertAlmostEqual(float(values.std()), 255, delta=1)
        self.assertGreater(values[0, 0, 112, 144], values[0, 0, 112, 2], "black beside it")

    def test_answers_are_counted_by_view(self) -> None:
        answers = [("four_chamber", "4CH")] * 3 + [("four_chamber", "Background")]
        answers += [("rvot", "3VV"), ("rvot", "LVOT")]
        text = judge.report(answers)
        self.assertIn("| four_chamber | 4 | 0 | 3 | 1 | 0 |", text)
        self.assertIn("| view | frames | 3VV | 4CH | Background | LVOT |", text)
        self.assertIn("four_chamber called 4CH: 0.750 (goal 0.95)", text)
        self.assertIn("rvot called RVOT or 3VV: 0.500 (goal 0.60)", text)
        self.assertIn("Background: 0.167 (goal under 0.15)", text)
        self.assertIn("Background: 0.000", judge.report([]), "no answers, no fault")


if __name__ == "__main__":
    unittest.main()
