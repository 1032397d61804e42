"""Shows phantom frames to a classifier that saw only real scans, and counts what it calls them.

    python judge.py --model sononet16.onnx --seeds 9000-9029 [--look NAME ...] [--out FILE.json]

The judge is SonoNet-16 (Baumgartner et al., IEEE TMI 2017), input [1,1,224,288], output
probabilities of 14 standard planes. For each seed a sweep is drawn by `second-reader phantom`;
of each view the frames amid its longest clear stretch are shown, the sector cropped, resized
bicubic to 288x224 and standardised as the network expects. Prints the confusion matrix and the
shares by which the phantom is judged. Nothing is fitted to the answers: neither phantom nor
detector may be tuned against the judge.
"""

import argparse
import json
import subprocess
import tempfile
from collections import Counter
from pathlib import Path

import numpy
import onnxruntime
from PIL import Image

PLANES = (
    "3VV", "4CH", "Abdominal", "Background", "Brain (Cb.)", "Brain (Tv.)", "Femur", "Kidneys",
    "Lips", "LVOT", "Profile", "RVOT", "Spine (cor.)", "Spine (sag.)",
)
WIDTH, HEIGHT = 288, 224
VIEWS = ("abdomen", "four_chamber", "lvot", "rvot", "three_vessel", "three_vessel_trachea")
# View, what it may be called, the share wanted.
GOALS = (
    ("four_chamber", ("4CH",), 0.95),
    ("abdomen", ("Abdominal",), 0.70),
    ("lvot", ("LVOT",), 0.60),
    ("rvot", ("RVOT", "3VV"), 0.60),
    ("three_vessel", ("RVOT", "3VV"), 0.60),
)
BACKGROUND_MAX = 0.15


def number_range(text: str) -> range:
    """`5` or `5-9`, both ends included."""
    first, _, last = text.partition("-")
    return range(int(first), int(last or first) + 1)


def middles(lines: list[dict], count: int) -> dict[str, list[int]]:
    """Of each view the frame numbers amid its longest stretch of clear, live frames."""
    runs: dict[str, list[list[int]]] = {}
    last = None
    for number, line in enumerate(lines):
        clear = line["label"]["view_clear"] and line.get("picture", "live") == "live"
        view = line["view"] if clear else None
        if view in VIEWS:
            if view != last:
                runs.setdefault(view, []).append([])
            runs[view][-1].append(number)
        last = view
    chosen = {}
    for view, stretches in runs.items():
        longest = max(stretches, key=len)
        shares = (numpy.arange(count) + 1) / (count + 1)
        places = {longest[int(share * len(longest))] for share in shares}
        chosen[view] = sorted(places)
    return chosen


class Clip:
    """Frames of a Y4M clip, grey or 4:2:0 of full range."""

    def __init__(self, path: Path) -> None:
        self.bytes = path.read_bytes()
        head = self.bytes[: self.bytes.index(b"\n")].decode().split()
        fields = {field[0]: field[1:] for field in head[1:] if field[0] in "WHC"}
        self.width, self.height = int(fields["W"]), int(fields["H"])
        self.colour = fields.get("C", "420") != "mono"
        self.start = len(" ".join(head)) + 1
        half = ((self.width + 1) // 2) * ((self.height + 1) // 2)
        self.size = self.width * self.height + (2 * half if self.colour else 0)

    def grey(self, number: int) -> numpy.ndarray:
        """The mean of red, green and blue, as the network was trained with."""
        at = self.start + number * (len(b"FRAME\n") + self.size) + len(b"FRAME\n")
        plane = numpy.frombuffer(self.bytes, numpy.uint8, self.size, at).astype(numpy.float32)
        luma, chroma = numpy.split(plane, [self.width * self.height])
        luma = luma.reshape(self.height, self.width)
        if not self.colour:
            return luma
        rows, columns = (self.height + 1) // 2, (self.width + 1) // 2
        blue, red = chroma.reshape(2, rows, columns).repeat(2, 1).repeat(2, 2) - 128
        shift = (1.402 - 0.714136) * red + (1.772 - 0.344136) * blue
        return (luma + shift[: self.height, : self.width] / 3).clip(0, 255)


def network_input(grey: numpy.ndarray, sector: list[float]) -> numpy.ndarray:
    """The sector, widened to the input's shape around its middle, resized and standardised."""
    x, y, w, h = sector
    scale = max(w / WIDTH, h / HEIGHT)
    left, top = x + w / 2 - scale * WIDTH / 2, y + h / 2 - scale * HEIGHT / 2
    x0, y0 = round(left), round(top)
    x1, y1 = round(left + scale * WIDTH), round(top + scale * HEIGHT)
    crop = numpy.zeros((y1 - y0, x1 - x0), numpy.float32)
    # What lies outside of the sector's box, text above all, is black.
    rows = range(max(round(y), y0, 0), min(round(y + h), y1, grey.shape[0]))
    columns = range(max(round(x), x0, 0), min(round(x + w), x1, grey.shape[1]))
    crop[rows.start - y0 : rows.stop - y0, columns.start - x0 : columns.stop - x0] = grey[
        rows.start : rows.stop, columns.start : columns.stop
    ]
    picture = Image.fromarray(crop, "F").resize((WIDTH, HEIGHT), Image.Resampling.BICUBIC)
    values = numpy.asarray(picture, numpy.float32)
    return (255 * (values - values.mean()) / max(values.std(), 1e-6))[None, None]


def judge_seed(
    runner: onnxruntime.InferenceSession, options: argparse.Namespace, seed: int, look: str | None
) -> list[tuple[str, str]]:
    """Pairs of view and answer for one sweep."""
    with tempfile.TemporaryDirectory() as place:
        clip, labels = Path(place) / "clip.y4m", Path(place) / "labels.jsonl"
        command = [
            options.program, "phantom", "--seed", str(seed), "--case", options.case,
            "--fps", str(options.fps), "--size", options.size,
            "--out", str(clip), "--labels", str(labels),
        ]
        command += ["--look", look] if look else []
        subprocess.run(command, check=True, capture_output=True)
        lines = [json.loads(line) for line in labels.read_text().splitlines()]
        frames, answers = Clip(clip), []
        for view, numbers in middles(lines, options.frames).items():
            for number in numbers:
                given = network_input(frames.grey(number), lines[number]["sector"])
                probabilities = runner.run(["probs"], {"input": given})[0][0]
                answers.append((view, PLANES[int(probabilities.argmax())]))
        return answers


def report(answers: list[tuple[str, str]]) -> str:
    """The confusion matrix and the shares."""
    counts = Counter(answers)
    called = [plane for plane in PLANES if any(answer == plane for _, answer in answers)]
    lines = ["| view | frames | " + " | ".join(called) + " |", "|---" * (len(called) + 2) + "|"]
    for view in VIEWS:
        row = [counts[view, plane] for plane in called]
        lines.append(f"| {view} | {sum(row)} | " + " | ".join(map(str, row)) + " |")
    lines.append("")
    for view, names, wanted in GOALS:
        frames = sum(count for (shown, _), count in counts.items() if shown == view)
        share = sum(counts[view, name] for name in names) / max(frames, 1)
        lines.append(f"{view} called {' or '.join(names)}: {share:.3f} (goal {wanted:.2f})")
    share = sum(answer == "Background" for _, answer in answers) / max(len(answers), 1)
    lines.append(f"Background: {share:.3f} (goal under {BACKGROUND_MAX:.2f})")
    return "\n".join(lines)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--model", type=Path, required=True, help="sononet16.onnx")
    parser.add_argument("--seeds", type=number_range, required=True, help="such as 9000-9029")
    parser.add_argument("--program", default="second-reader", help="that draws the sweeps")
    parser.add_argument("--look", action="append", help="again for each; none: the seed draws one")
    parser.add_argument("--case", default="normal", help="as `second-reader phantom` names it")
    parser.add_argument("--size", default="1280x960", help="of the screen")
    parser.add_argument("--fps", type=float, default=6.0, help="frames a second that are drawn")
    parser.add_argument("--frames", type=int, default=2, help="shown of each view and sweep")
    parser.add_argument("--out", type=Path, help="a JSON file for the answers")
    options = parser.parse_args()
    session = onnxruntime.SessionOptions()
    session.log_severity_level = 3
    runner = onnxruntime.InferenceSession(
        str(options.model), session, providers=["CPUExecutionProvider"]
    )
    answers = []
    for look in options.look or [None]:
        for seed in options.seeds:
            answers += judge_seed(runner, options, seed, look)
            print(f"\rseed {seed}: {len(answers)} frames", end="", flush=True)
    print("\n" + report(answers))
    if options.out:
        options.out.write_text(json.dumps(answers) + "\n")


if __name__ == "__main__":
    main()
