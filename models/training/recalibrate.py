"""Measures the models of a run again, and chooses temperatures, offsets and thresholds anew.

    python recalibrate.py --data DIR --work DIR
    python pack.py --data DIR --work DIR --packs ../ --command "..."

Nothing is trained: `NET-f32.onnx` and `NET-int8.onnx` stay as `quantise.py` wrote them, and of
`NET-report.json` what it says of the training. `pack.py` then puts the new numbers into the packs.
"""

import argparse
import json
from pathlib import Path

import metrics
from data import open_set
from model import NETS
from quantise import detect
from train import spread_rows


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--work", type=Path, required=True, help="holds models and reports")
    parser.add_argument("--nets", default="standard,small", help=f"of {', '.join(NETS)}")
    parser.add_argument("--judged-frames", type=int, default=1500)
    options = parser.parse_args()
    judged = open_set(options.data, options.work)[1]
    rows = spread_rows(judged, options.judged_frames)
    for name in options.nets.split(","):
        path = options.work / f"{name}-report.json"
        if not path.exists():
            raise SystemExit(f"error: {path}: no such file\nhint: quantise.py makes it with the models")
        reports = json.loads(path.read_text())
        for kind in ("f32", "int8"):
            model = (options.work / f"{name}-{kind}.onnx").read_bytes()
            found = detect(model, judged, rows)
            reports[kind] |= metrics.describe(found, judged.labels[rows])
        path.write_text(json.dumps(reports, indent=1) + "\n")
        whole = reports["int8"]
        print(
            f"{name}: expected calibration error {whole['uncalibrated_error']:.3f} by heat alone, "
            f"{whole['reliability']['error']:.3f} now"
        )


if __name__ == "__main__":
    main()
