"""Quick tests of the training: a COCO set that the test makes, learnt by a tiny run.

    python -m unittest discover -s models/training

Skipped with a message where torch is not installed.
"""

import json
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE))

try:
    import numpy
    import onnx  # noqa: F401
    import onnxruntime  # noqa: F401
    import torch
    from PIL import Image
except ImportError as error:
    MISSING = f"the training's packages are not installed: {error}"
else:
    MISSING = ""
    import calibration
    import coco
    import from_pack
    import metrics
    from augment import Augmenter
    from data import Frames, open_set
    from loss import total_loss
    from model import CLASSES, CHANNELS, HEIGHT, NETS, STRUCTURES, WIDTH, Detector


def write_coco(folder: Path, count: int = 24) -> None:
    """Pictures of 320x200 with one bright block each, which is the heart; in every third a second
    one that is a difficult stomach."""
    random = numpy.random.default_rng(5)
    (folder / "images").mkdir(parents=True)
    images, annotations = [], []
    for number in range(count):
        picture = random.integers(0, 60, (200, 320), numpy.uint8)
        boxes = [(1, int(random.integers(20, 180)), int(random.integers(20, 100)), 60, 50)]
        if number % 3 == 0:
            boxes.append((2, 250, 20, 40, 40))
        for category, x, y, w, h in boxes:
            picture[y : y + h, x : x + w] += 150
            annotations.append(
                {
                    "id": len(annotations), "image_id": number, "category_id": category,
                    "bbox": [x, y, w, h], "iscrowd": int(category == 2),
                }
            )
        Image.fromarray(picture, "L").save(folder / "images" / f"{number}.png")
        images.append({"id": number, "file_name": f"{number}.png", "width": 320, "height": 200})
    categories = [{"id": 1, "name": "Heart"}, {"id": 2, "name": "stomach"}, {"id": 9, "name": "dog"}]
    content = {"images": images, "annotations": annotations, "categories": categories}
    (folder / "train.json").write_text(json.dumps(content))


@unittest.skipIf(MISSING, MISSING)
class TrainingTest(unittest.TestCase):
    """What the training promises of sets, losses and figures."""

    def setUp(self) -> None:
        self.place = tempfile.TemporaryDirectory()
        self.folder = Path(self.place.name)

    def tearDown(self) -> None:
        self.place.cleanup()

    def test_a_coco_set_becomes_labels_in_input_pixels(self) -> None:
        write_coco(self.folder / "set")
        train, val = open_set(self.folder / "set", self.folder / "work")
        self.assertEqual((len(train), len(val)), (21, 3))
        heart, stomach = STRUCTURES.index("heart"), STRUCTURES.index("stomach")
        label = train.labels[0, heart]
        # 320x200 fits 256x192 by 0.8, with 16 rows of black above and below.
        self.assertAlmostEqual(float(label[3]), 48, places=4)
        self.assertAlmostEqual(float(label[4]), 40, places=4)
        x, y, w, h = (int(v) for v in label[1:5])
        inside = train.images[0, y - h // 2 + 3 : y + h // 2 - 3, x - w // 2 + 3 : x + w // 2 - 3]
        self.assertGreater(inside.mean(), 150)
        self.assertEqual(val.labels[0, stomach, 5], 1, "a crowd is difficult")
        self.assertEqual(train.labels[0, heart, 5], 0)
        unnamed = [k for k in range(CLASSES) if k not in (heart, stomach)]
        self.assertTrue((train.labels[:, unnamed, 5] == 1).all(), "no category, no demand")

    def test_a_set_without_a_structure_is_refused(self) -> None:
        write_coco(self.folder / "set")
        path = self.folder / "set" / "train.json"
        content = json.loads(path.read_text())
        content["categories"] = [{"id": 1, "name": "dog"}]
        path.write_text(json.dumps(content))
        with self.assertRaisesRegex(SystemExit, "no category is a structure"):
            coco.convert(self.folder / "set", self.folder / "work")

    def test_one_command_learns_from_a_coco_set_and_goes_on(self) -> None:
        write_coco(self.folder / "set")
        command = [
            sys.executable, str(HERE / "train.py"), "--data", str(self.folder / "set"),
            "--work", str(self.folder / "work"), "--nets", "small", "--batch", "7", "--epochs",
        ]
        for epochs, step in (("1", 3), ("2", 6)):
            done = subprocess.run([*command, epochs], capture_output=True, text=True, check=False)
            self.assertEqual(done.returncode, 0, done.stderr)
            state = torch.load(self.folder / "work" / "small-last.pt", weights_only=True)
            self.assertEqual(state["step"], step)
        self.assertIn("goes on from step 3", done.stdout)
        self.assertTrue((self.folder / "work" / "curves.png").is_file())
        done = subprocess.run([*command, "3", "--seed", "2"], capture_output=True, text=True, check=False)
        self.assertIn("of another seed", done.stderr)
        self.assertNotEqual(done.returncode, 0)

    def test_a_training_starts_from_the_weights_of_another(self) -> None:
        write_coco(self.folder / "set")
        command = [
            sys.executable, str(HERE / "train.py"), "--data", str(self.folder / "set"),
            "--nets", "small", "--batch", "7", "--epochs", "1", "--work",
        ]
        first, second = self.folder / "first", self.folder / "second"
        subprocess.run([*command, str(first)], capture_output=True, check=True)
        later = [*command, str(second), "--start", str(first), "--rate", "0"]
        done = subprocess.run(later, capture_output=True, text=True, check=False)
        self.assertEqual(done.returncode, 0, done.stderr)
        old, new = (torch.load(f / "small-best.pt", weights_only=True) for f in (first, second))
        name = "head.weight"
        self.assertTrue(torch.equal(old["average"][name], new["model"][name]), "it did not move")
        done = subprocess.run(
            [*command, str(self.folder / "third"), "--start", str(self.folder)],
            capture_output=True, text=True, check=False,
        )
        self.assertIn("has neither small-best.pt nor a pack small", done.stderr)

    def test_a_training_starts_from_a_pack_and_computes_what_it_does(self) -> None:
        pictures = torch.rand(4, 1, HEIGHT, WIDTH, generator=torch.Generator().manual_seed(3))
        packs = HERE.parent
        for net, bound in (("standard", 1e-3), ("small", 0.5)):
            path = from_pack.find(packs, NETS[net])
            runner = onnxruntime.InferenceSession(path, providers=["CPUExecutionProvider"])
            model = Detector(NETS[net])
            from_pack.unfold(model, from_pack.read(path, NETS[net]), pictures)
            with torch.no_grad():
                made = model.eval()(pictures)
            for row in range(len(pictures)):
                wanted = runner.run(["heat"], {"input": pictures[row : row + 1].numpy()})[0]
                shown = 1 / (1 + numpy.exp(-made["heat"][row].numpy()))
                off = numpy.abs(shown - 1 / (1 + numpy.exp(-wanted[0])))
                # int8 rounds on its way, and s8 weights made real do not.
                self.assertLess(off.max(), bound, net)
                self.assertLess(off.mean(), bound / 100, net)

    def test_a_pack_of_another_net_is_refused_with_the_layer(self) -> None:
        with self.assertRaisesRegex(SystemExit, "has no layer stem of standard's shape"):
            from_pack.read(HERE.parent / "small" / "model.onnx", NETS["standard"])

    def test_augmented_boxes_stay_on_their_blocks(self) -> None:
        write_coco(self.folder / "set")
        frames = open_set(self.folder / "set", self.folder / "work")[0]
        heart = STRUCTURES.index("heart")
        augmenter = Augmenter(3)
        pictures, labels, known = augmenter.move(
            frames.pictures(numpy.arange(20)),
            torch.from_numpy(frames.labels[:20, :, :5].copy()),
            torch.from_numpy(frames.labels[:20, :, 5] < 0.5),
        )
        for picture, label, sure in zip(pictures[:, 0], labels[:, heart], known[:, heart]):
            if not sure:
                continue
            x0, y0 = (label[1:3] - label[3:5] / 2).round().int().tolist()
            x1, y1 = (label[1:3] + label[3:5] / 2).round().int().tolist()
            self.assertGreater(float(picture[y0 + 2 : y1 - 2, x0 + 2 : x1 - 2].mean()), 0.55)
        again = [Augmenter(3).batch(frames, numpy.arange(4), 7)[0] for _ in range(2)]
        self.assertTrue(torch.equal(*again), "a step's pictures hang on seed and step alone")

    def test_right_boxes_cost_less_than_shifted_ones(self) -> None:
        stride = NETS["standard"].stride
        rows, columns = HEIGHT // stride, WIDTH // stride
        labels = torch.zeros(1, CLASSES, 5)
        labels[0, 0] = torch.tensor([1, 100.0, 60.0, 16.0, 24.0])
        outputs = {n: torch.zeros(1, c, rows, columns) for n, c in CHANNELS.items()}
        outputs["heat"] -= 4.0
        cell = (int(60 // stride), int(100 // stride))
        outputs["size"][0, :2] = torch.log(torch.tensor([16.0, 24.0]) / stride)[:, None, None]
        for y in range(rows):
            for x in range(columns):
                shift = [100 / stride - x - 0.5, 60 / stride - y - 0.5]
                outputs["offset"][0, :2, y, x] = torch.tensor(shift)
        outputs["heat"][0, 0, cell[0], cell[1]] = 4.0
        ones = torch.ones(CLASSES)
        heat, box = total_loss(outputs, labels, torch.ones(1, CLASSES), ones)
        self.assertLess(float(box), 1e-4)
        outputs["offset"][0, 0] += 0.5
        worse_heat, worse = total_loss(outputs, labels, torch.ones(1, CLASSES), ones)
        self.assertGreater(float(worse), 0.3)
        self.assertGreater(float(worse_heat), float(heat), "a bold peak on a poor box costs")
        found = metrics.decode(*(outputs[n].numpy() for n in ("heat", "size", "offset")))
        numpy.testing.assert_allclose(found[0, 0, 1:], [104, 60, 16, 24], rtol=1e-5)

    def test_difficult_structures_count_neither_way(self) -> None:
        labels = numpy.zeros((4, CLASSES, 6))
        labels[:, 0] = [1, 50, 50, 20, 20, 0]
        labels[3, 0, 5] = 1
        found = numpy.zeros((4, CLASSES, 5))
        found[..., 0] = -9
        found[:, 0] = [2, 50, 50, 20, 20]
        report = metrics.describe(found, labels)
        self.assertEqual((report["positives"][0], report["ap50"][0]), (3, 1.0))
        self.assertEqual(report["specificity"][0], None, "difficult is not absent")
        found[3, 0] = [3, 150, 150, 20, 20]
        self.assertLess(metrics.evaluate(found, labels)["ap50"][0], 1.0, "a box elsewhere is wrong")
        labels[3, 0, :5] = 0
        self.assertEqual(metrics.evaluate(found, labels)["ap50"][0], 1.0, "nothing is known there")

    def test_shy_and_bold_confidences_are_mended_and_the_order_is_kept(self) -> None:
        random = numpy.random.default_rng(2)
        count = 4000
        found = numpy.zeros((count, CLASSES, 5))
        found[..., 1:] = [50, 50, 20, 20]
        found[..., 0] = random.normal(0, 1.5, (count, CLASSES))
        slope = numpy.full(CLASSES, 3.0)
        slope[0] = 0.4
        offset = numpy.full(CLASSES, 1.5)
        offset[1] = -1.0
        right = random.random((count, CLASSES)) < calibration.sigmoid(found[..., 0] * slope + offset)
        labels = numpy.zeros((count, CLASSES, 6))
        labels[right] = [1, 50, 50, 20, 20, 0]
        report = metrics.describe(found, labels)
        self.assertGreater(report["uncalibrated_error"], 0.1)
        self.assertLess(report["reliability"]["error"], 0.02)
        temperatures, offsets = report["temperatures"], report["offsets"]
        self.assertAlmostEqual(temperatures[0], 2.5, delta=0.4)
        self.assertAlmostEqual(temperatures[2], 1 / 3, delta=0.05)
        self.assertAlmostEqual(offsets[1], -1.0, delta=0.2)
        self.assertAlmostEqual(offsets[2], 1.5, delta=0.2)
        chance = metrics.confidence(found, temperatures, offsets)
        for index in (0, 1, 2):
            order = numpy.argsort(found[:, index, 0])
            self.assertTrue((numpy.diff(chance[order, index]) >= 0).all())

    def test_a_structure_seldom_seen_keeps_to_the_others(self) -> None:
        random = numpy.random.default_rng(3)
        logit = random.normal(0, 1.5, (3000, 3))
        right = random.random((3000, 3)) < calibration.sigmoid(2 * logit + 1)
        counts = numpy.ones((3000, 3), bool)
        counts[3:, 1] = False
        right[:3, 1], logit[:3, 1] = True, -2.0
        counts[:, 2] = False
        temperatures, offsets = calibration.fit(logit, right, counts)
        self.assertTrue(0.3 < temperatures[1] < 0.8, temperatures)
        self.assertTrue(0.5 < offsets[1] < 3.5, offsets)
        self.assertEqual((temperatures[2], offsets[2]), (1.0, 0.0), "nothing is known of it")
        none = calibration.fit(logit, right, numpy.zeros_like(counts))
        self.assertEqual(none, ([1.0] * 3, [0.0] * 3))
        for value in (True, False):
            sure = calibration.fit(logit, numpy.full_like(right, value), counts | True)
            self.assertTrue(numpy.isfinite(sure).all())

    def test_thresholds_keep_like_margins_to_both_goals(self) -> None:
        random = numpy.random.default_rng(4)
        present = random.random((4000, CLASSES)) < 0.3
        present[:, 5], present[:, 6] = False, True
        # A confidence that grows with presence, on scales of its own for each structure.
        rank = random.normal(0, 1, present.shape) + 3.6 * present
        chance = calibration.sigmoid(rank * numpy.linspace(0.5, 2, CLASSES) - 2)
        known = random.random(present.shape) < 0.9
        limits = calibration.thresholds(chance, known, present)
        self.assertEqual(limits[5], 0.5, "it never occurs")
        above = chance >= numpy.array(limits)
        usual = [index for index in range(CLASSES) if index not in (5, 6)]
        there = [above[(known & present)[:, index], index].mean() for index in [*usual, 6]]
        away = [(~above)[(known & ~present)[:, index], index].mean() for index in usual]
        margins = (
            numpy.mean(there) - calibration.SENSITIVITY,
            numpy.mean(away) - calibration.SPECIFICITY,
        )
        self.assertLess(abs(margins[0] - margins[1]), 0.01, margins)


if __name__ == "__main__":
    unittest.main()
