"""Turns each net's checkpoint into `NET-f32.onnx` and `NET-int8.onnx`, and measures both.

    python quantise.py --data DIR --work DIR

Ranges come from training frames. Several ways to choose them are tried, the best by mean AP on
the validation frames is kept; if it still loses more than `--loss-max`, the weights are
fine-tuned with simulated quantisation. Temperatures, offsets and thresholds are chosen on the same
frames. Writes `NET-report.json` beside the models.
"""

import argparse
import json
from pathlib import Path

import numpy
import onnxruntime
import torch
from torch import nn
from torch.nn import functional

import metrics
from augment import Augmenter
from data import Frames, open_set
from graph import Grid, Weights, float_model, integer_model
from loss import total_loss
from model import NETS, OUTPUTS, Detector, Net, fold, gather
from train import rate_at, spread_rows

# Logits below this mean "not here" (confidence under 0.003) whatever their value, and a box is
# read at its centre only: the output grids spend their 256 steps where it matters.
OUTPUT_RANGES = {"heat": (-6.0, 7.0), "offset": (-2.5, 2.5)}
PERCENTILES = (100.0, 99.999)


class Folded(nn.Module):
    """The network without batch normalisation; with grids it simulates the integer one."""

    def __init__(self, net: Net, folded: dict[str, tuple[torch.Tensor, torch.Tensor]]) -> None:
        super().__init__()
        self.net = net
        self.weight = nn.ParameterDict({name: pair[0].clone() for name, pair in folded.items()})
        self.bias = nn.ParameterDict({name: pair[1].clone() for name, pair in folded.items()})
        self.grids: dict[str, Grid] | None = None

    def tensors(self, picture: torch.Tensor) -> dict[str, torch.Tensor]:
        """Every layer's output."""
        made = {"input": picture}
        for layer in self.net.layers:
            weight = self.weight[layer.name]
            if self.grids:
                step = float(weight.detach().abs().max() / 127)
                weight = torch.fake_quantize_per_tensor_affine(weight, step, 0, -127, 127)
            value = functional.conv2d(
                gather(layer, made), weight, self.bias[layer.name], layer.stride, layer.padding
            )
            value = functional.relu(value) if layer.relu else value
            if self.grids:
                grid = self.grids[layer.name]
                value = torch.fake_quantize_per_tensor_affine(
                    value, grid.scale, grid.zero, 0, 255
                )
            made[layer.name] = value
        return made

    def forward(self, picture: torch.Tensor) -> dict[str, torch.Tensor]:
        made = self.tensors(picture)
        return {name: made[name] for name in OUTPUTS}

    def weights(self) -> Weights:
        """Weights and biases as arrays."""
        return {
            layer.name: (
                self.weight[layer.name].detach().contiguous().numpy(),
                self.bias[layer.name].detach().numpy(),
            )
            for layer in self.net.layers
        }


def equalise(
    net: Net, folded: dict[str, tuple[torch.Tensor, torch.Tensor]], rounds: int = 10
) -> None:
    """Moves scale between each layer's output channels and the layers that read them, until
    the channels use one weight scale evenly (Nagel et al. 2019, cross-layer equalisation); the
    function computed stays the same, because ReLU passes positive factors."""
    readers: dict[str, list[tuple[str, int]]] = {layer.name: [] for layer in net.layers}
    for layer in net.layers:
        start = 0
        for name in (part.rstrip("^") for part in layer.inputs):
            if name != "input":
                readers[name].append((layer.name, start))
                start += net.channels[name]
    for _ in range(rounds):
        for layer in net.body:
            weight, bias = folded[layer.name]
            out = weight.abs().amax((1, 2, 3))
            parts = [
                folded[name][0][:, start : start + layer.channels]
                for name, start in readers[layer.name]
            ]
            read = torch.stack([part.abs().amax((0, 2, 3)) for part in parts]).amax(0)
            factor = torch.sqrt(out.clamp(min=1e-6) / read.clamp(min=1e-6)).clamp(0.05, 20)
            factor = torch.where((out > 1e-6) & (read > 1e-6), factor, torch.ones_like(factor))
            weight /= factor[:, None, None, None]
            bias /= factor
            for part in parts:
                part *= factor[None, :, None, None]


def extremes(values: numpy.ndarray, share: float) -> tuple[float, float]:
    """The range that holds `share` per cent of the values on each side."""
    if share == 100:
        return float(values.min()), float(values.max())
    low, high = numpy.percentile(values[::5], [100 - share, share])
    return float(low), float(high)


@torch.no_grad()
def ranges(model: Folded, frames: Frames, rows: numpy.ndarray) -> dict[float, dict]:
    """For each percentile the (low, high) of each layer's output over the calibration frames;
    the percentile is taken over every fifth value of eight frames, and the largest kept."""
    found: dict[float, dict] = {share: {} for share in PERCENTILES}
    for start in range(0, len(rows), 8):
        made = model.tensors(frames.pictures(rows[start : start + 8]))
        for layer in model.net.layers:
            values = made[layer.name].numpy().ravel()
            for share in PERCENTILES:
                low, high = extremes(values, share)
                old = found[share].get(layer.name, (0.0, 0.0))
                found[share][layer.name] = (min(old[0], low), max(old[1], high))
    return found


def grids(net: Net, limits: dict[str, tuple[float, float]]) -> dict[str, Grid]:
    """Grids for all tensors; those that meet in a Concat share the widest."""
    group = {layer.name: layer.name for layer in net.layers}

    def root(name: str) -> str:
        while group[name] != name:
            name = group[name]
        return name

    for layer in net.layers:
        for name in layer.inputs[1:]:
            group[root(name.rstrip("^"))] = root(layer.inputs[0].rstrip("^"))
    made = {"input": Grid(float(numpy.float32(1 / 255)))}
    for layer in net.layers:
        if layer.relu:
            shared = [limits[name][1] for name in group if root(name) == root(layer.name)]
            made[layer.name] = Grid(float(numpy.float32(max([*shared, 1e-3]) / 255)))
            continue
        low, high = limits[layer.name]
        least, most = OUTPUT_RANGES.get(layer.name, (low, high))
        low, high = min(max(low, least), 0.0), max(min(high, most), 0.1)
        scale = float(numpy.float32((high - low) / 255))
        made[layer.name] = Grid(scale, int(round(-low / scale)))
    return made


def session(model: bytes) -> onnxruntime.InferenceSession:
    """A model in ONNX Runtime."""
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 2
    options.log_severity_level = 3
    return onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"])


def detect(model: bytes, frames: Frames, rows: numpy.ndarray) -> numpy.ndarray:
    """Decoded boxes of some frames, by ONNX Runtime."""
    runner, found = session(model), []
    for row in rows:
        picture = frames.pictures(numpy.array([row])).numpy()
        found.append(metrics.decode(*runner.run(list(OUTPUTS), {"input": picture})))
    return numpy.concatenate(found)


def fine_tune(model: Folded, frames: Frames, steps: int, seed: int) -> None:
    """Trains the folded network for some steps with simulated quantisation; the grids stay."""
    augmenter, random = Augmenter(seed), numpy.random.default_rng(seed)
    weights = frames.class_weights()
    optimiser = torch.optim.Adam(model.parameters())
    for step in range(steps):
        for group in optimiser.param_groups:
            group["lr"] = 1e-4 * rate_at(step / steps)
        rows = numpy.sort(random.choice(len(frames), min(16, len(frames)), replace=False))
        pictures, labels, known = augmenter.batch(frames, rows, step)
        heat, box = total_loss(model(pictures), labels, known, weights)
        optimiser.zero_grad(set_to_none=True)
        (heat + box).backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 10.0)
        optimiser.step()
        if (step + 1) % 50 == 0:
            print(f"fine-tuning step {step + 1} heat {heat.item():.3f} box {box.item():.3f}")


class Search:
    """Keeps the best integer model seen so far."""

    def __init__(self, judged: Frames, rows: numpy.ndarray) -> None:
        self.judged, self.rows, self.labels = judged, rows, judged.labels[rows]
        self.best, self.how, self.model, self.grids = -1.0, "", b"", {}
        self.found = numpy.zeros(0)

    def offer(self, how: str, model: Folded, made: dict[str, Grid]) -> bool:
        """Measures a candidate; true if it is the best."""
        content = integer_model(model.net, model.weights(), made).SerializeToString()
        found = detect(content, self.judged, self.rows)
        score = metrics.evaluate(found, self.labels)["mean_ap50"]
        print(f"int8, {how}: mean AP50 {score:.4f}", flush=True)
        if score <= self.best:
            return False
        self.best, self.how, self.model, self.grids = score, how, content, made
        self.found = found
        return True


def quantise(
    net: Net, options: argparse.Namespace, folded: dict, frames: Frames, judged: Frames
) -> dict:
    """Searches, writes both models, returns the report."""
    rows = spread_rows(judged, options.judged_frames)
    labels = judged.labels[rows]
    plain = float_model(net, Folded(net, folded).weights()).SerializeToString()
    (options.work / f"{net.name}-f32.onnx").write_bytes(plain)
    reports = {"f32": metrics.describe(detect(plain, judged, rows), labels)}
    target = reports["f32"]["mean_ap50"]
    print(f"{net.name}, f32: mean AP50 {target:.4f}", flush=True)

    search, start = Search(judged, rows), None
    even = {name: (pair[0].clone(), pair[1].clone()) for name, pair in folded.items()}
    equalise(net, even)
    calibration = spread_rows(frames, options.calibration_frames)
    for name, pairs in (("as trained", folded), ("equalised", even)):
        model = Folded(net, pairs)
        for share, limits in ranges(model, frames, calibration).items():
            if search.offer(f"{name}, percentile {share}", model, grids(net, limits)):
                start = model
    if target - search.best > options.loss_max:
        start.grids = search.grids
        fine_tune(start, frames, options.fine_tune_steps, options.seed)
        search.offer(f"{search.how}, fine-tuned", start, search.grids)
    (options.work / f"{net.name}-int8.onnx").write_bytes(search.model)
    reports["int8"] = metrics.describe(search.found, labels) | {"how": search.how}
    # One quantisation step is the least difference between two runtimes that round differently.
    reports["int8"]["steps"] = {name: search.grids[name].scale for name in OUTPUTS}
    return reports


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--work", type=Path, required=True, help="holds the checkpoints")
    parser.add_argument("--nets", default="standard,small", help=f"of {', '.join(NETS)}")
    parser.add_argument("--checkpoint", default="best", help="best or last")
    parser.add_argument("--calibration-frames", type=int, default=160)
    parser.add_argument("--judged-frames", type=int, default=1500)
    parser.add_argument("--loss-max", type=float, default=0.01, help="mean AP lost to int8")
    parser.add_argument("--fine-tune-steps", type=int, default=400)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--threads", type=int, default=2)
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    frames, judged = open_set(options.data, options.work)
    for name in options.nets.split(","):
        net = NETS[name]
        path = options.work / f"{name}-{options.checkpoint}.pt"
        state = torch.load(path, weights_only=True)
        detector = Detector(net).eval()
        detector.load_state_dict(state["average"])
        reports = quantise(net, options, fold(detector), frames, judged)
        print(metrics.table(judged.classes, reports))
        reports["training"] = {
            "net": name,
            "steps": state["learned"],
            "minutes": state["seconds"] / 60,
            "batch": state["batch"],
            "train": frames.meta,
            "val": judged.meta,
        }
        (options.work / f"{name}-report.json").write_text(json.dumps(reports, indent=1) + "\n")


if __name__ == "__main__":
    main()
