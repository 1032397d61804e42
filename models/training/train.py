"""Trains the detectors on a set, on a processor or an NVIDIA card.

    python train.py --data DIR --work DIR --minutes 60
    python train.py --data DIR --work DIR --epochs 12 --nets small --start OLD-WORK

All nets of a run learn from the same batches, so that drawing them costs once (with
`--others-every 2` those after the first only from every second). The schedule is fitted to the number of
steps, or to the minutes where they are given; an interrupted training goes on from
`WORK/NET-last.pt`. Writes `NET-last.pt`, `NET-best.pt`, `train.log`, `history.json` and
`curves.png`.
"""

import argparse
import json
import math
import sys
import time
from pathlib import Path

import numpy
import torch

import from_pack
import metrics
from augment import Augmenter
from curves import draw
from data import Frames, open_set
from loss import total_loss
from model import NETS, OUTPUTS, Detector, Net
from optimiser import optimisers

WARM_UP = 0.03
# Averaged weights follow the learned ones every few steps.
AVERAGE_EVERY, AVERAGE_DECAY = 4, 0.98


def rate_at(progress: float) -> float:
    """Share of the peak learning rate: linear warm-up, then half a cosine to a hundredth."""
    if progress < WARM_UP:
        return max(progress / WARM_UP, 0.05)
    along = min((progress - WARM_UP) / (1 - WARM_UP), 1.0)
    return 0.01 + 0.99 * 0.5 * (1 + math.cos(math.pi * along))


@torch.no_grad()
def predict(model: torch.nn.Module, frames: Frames, rows: numpy.ndarray) -> numpy.ndarray:
    """Decoded boxes of some frames."""
    found, device = [], next(model.parameters()).device
    for start in range(0, len(rows), 32):
        pictures = frames.pictures(rows[start : start + 32]).to(device)
        outputs = model(pictures.contiguous(memory_format=torch.channels_last))
        maps = (outputs[name].contiguous().cpu().numpy() for name in OUTPUTS)
        found.append(metrics.decode(*maps))
    return numpy.concatenate(found)


def spread_rows(frames: Frames, limit: int) -> numpy.ndarray:
    """At most `limit` frame numbers, spread evenly over the set, in order."""
    return numpy.unique(numpy.linspace(0, len(frames) - 1, min(limit, len(frames))).astype(int))


class Learner:
    """One net with its averaged weights and its optimisers."""

    def __init__(self, net: Net, muon: bool, device: str) -> None:
        self.net = net
        self.model = Detector(net).to(device, memory_format=torch.channels_last).train()
        self.average = Detector(net).to(device, memory_format=torch.channels_last).eval()
        self.average.load_state_dict(self.model.state_dict())
        self.optimisers = optimisers(self.model, muon)
        self.best, self.learned = -1.0, 0

    def learn(self, batch: tuple, weights: torch.Tensor, rate: float) -> tuple[float, float]:
        """One step; returns heat and box loss."""
        pictures, labels, known = batch
        heat, box = total_loss(self.model(pictures), labels, known, weights)
        self.model.zero_grad(set_to_none=True)
        (heat + box).backward()
        torch.nn.utils.clip_grad_norm_(self.model.parameters(), 10.0)
        for optimiser in self.optimisers:
            for group in optimiser.param_groups:
                group["lr"] = group["initial_lr"] * rate
            optimiser.step()
        self.learned += 1
        return heat.item(), box.item()

    @torch.no_grad()
    def follow(self, step: int) -> None:
        """Moves the averaged weights (which are validated and exported) towards the new ones."""
        share = 1 - min(AVERAGE_DECAY, step / (step + 10 * AVERAGE_EVERY))
        kept, new = self.average.state_dict(), self.model.state_dict()
        floating = [name for name, value in kept.items() if value.is_floating_point()]
        torch._foreach_lerp_([kept[n] for n in floating], [new[n] for n in floating], share)

    def state(self) -> dict:
        """What is stored of it."""
        return {
            "net": self.net.name,
            "model": self.model.state_dict(),
            "average": self.average.state_dict(),
            "optimisers": [optimiser.state_dict() for optimiser in self.optimisers],
            "best": self.best,
            "learned": self.learned,
        }

    def restore(self, state: dict) -> None:
        """Goes on from a stored state."""
        self.model.load_state_dict(state["model"])
        self.average.load_state_dict(state["average"])
        for optimiser, stored in zip(self.optimisers, state["optimisers"], strict=True):
            optimiser.load_state_dict(stored)
        self.best, self.learned = state["best"], state["learned"]

    def start_from(self, folder: Path, frames: Frames) -> None:
        """Takes the best averaged weights of an earlier run as the first ones, or a pack's."""
        path, pack = folder / f"{self.net.name}-best.pt", from_pack.find(folder, self.net)
        if not path.exists() and not pack:
            raise SystemExit(
                f"error: {folder}: has neither {path.name} nor a pack {self.net.name}\n"
                "hint: --start takes an earlier run's folder, or one with packs, such as models"
            )
        if not path.exists():
            device = next(self.model.parameters()).device
            pictures = frames.pictures(spread_rows(frames, 128)).to(device)
            from_pack.unfold(self.model, from_pack.read(pack, self.net), pictures)
            self.average.load_state_dict(self.model.state_dict())
            self.model.train()
            return
        state = torch.load(path, weights_only=True, map_location="cpu")
        if state["net"] != self.net.name:
            raise SystemExit(f"error: {path}: holds the net {state['net']!r}, not {self.net.name!r}")
        self.model.load_state_dict(state["average"])
        self.average.load_state_dict(state["average"])


class Training:
    """A training run: its data, its learners and its clock."""

    def __init__(self, options: argparse.Namespace) -> None:
        self.options = options
        self.frames, self.judged = open_set(options.data, options.work)
        self.learners = [
            Learner(NETS[name], not options.adam, options.device)
            for name in options.nets.split(",")
        ]
        self.augmenter = Augmenter(options.seed, not options.no_mirror)
        self.weights = self.frames.class_weights().to(options.device)
        self.step, self.seconds, self.history = 0, 0.0, {"loss": [], "judged": []}
        self.epoch_steps = max(len(self.frames) // options.batch, 1)
        self.steps = self.epoch_steps * options.epochs
        self.sums = numpy.zeros((len(self.learners), 3))

    def progress(self) -> float:
        """How much of the run is done, 0 to 1: by time where minutes are given."""
        if self.options.minutes:
            return self.seconds / (60 * self.options.minutes)
        return self.step / self.steps

    def log(self, text: str) -> None:
        """Lines on the terminal and in the log."""
        if sys.stderr.isatty():
            sys.stderr.write("\r\033[K")
        print(text, flush=True)
        with (self.options.work / "train.log").open("a") as log:
            log.write(text + "\n")

    def bar(self) -> None:
        """The progress bar, where someone looks."""
        if not sys.stderr.isatty():
            return
        done = self.progress()
        left = self.seconds * (1 / max(done, 1e-6) - 1)
        rate = self.step * self.options.batch / max(self.seconds, 1e-6)
        full = round(30 * min(done, 1))
        sys.stderr.write(
            f"\r[{'#' * full}{'.' * (30 - full)}] {100 * done:5.1f} %  step {self.step}  "
            f"{rate:.0f} frames/s  {left / 60:.0f} min left "
        )
        sys.stderr.flush()

    def save(self, learner: Learner, kind: str) -> None:
        """Everything needed to go on, or to export; written beside and renamed."""
        state = learner.state() | {
            "step": self.step,
            "seconds": self.seconds,
            "batch": self.options.batch,
            "data": self.frames.meta,
            "seed": self.options.seed,
        }
        path = self.options.work / f"{learner.net.name}-{kind}.pt"
        torch.save(state, path.with_suffix(".part"))
        path.with_suffix(".part").rename(path)

    def resume(self) -> bool:
        """Goes on from the last checkpoints, if all are there and of one step."""
        paths = [self.options.work / f"{learner.net.name}-last.pt" for learner in self.learners]
        if not all(path.exists() for path in paths):
            return False
        states = [torch.load(path, weights_only=True, map_location="cpu") for path in paths]
        if len({state["step"] for state in states}) > 1:
            raise SystemExit("error: the checkpoints are of different steps; --fresh begins anew")
        wanted = {"data": self.frames.meta, "seed": self.options.seed, "batch": self.options.batch}
        for name, value in wanted.items():
            if any(state.get(name, value) != value for state in states):
                raise SystemExit(
                    f"error: {self.options.work}: the checkpoints are of another {name}\n"
                    "hint: --fresh begins anew"
                )
        for learner, state in zip(self.learners, states, strict=True):
            learner.restore(state)
        self.step, self.seconds = states[0]["step"], states[0]["seconds"]
        history = self.options.work / "history.json"
        if history.exists():
            self.history = json.loads(history.read_text())
        self.log(f"goes on from step {self.step}")
        return True

    def learn(self, rows: numpy.ndarray) -> None:
        """One step of all learners."""
        pictures, labels, known = self.augmenter.batch(self.frames, numpy.sort(rows), self.step)
        pictures = pictures.contiguous(memory_format=torch.channels_last)
        batch = tuple(part.to(self.options.device) for part in (pictures, labels, known))
        rate = self.options.rate * rate_at(self.progress())
        for index, learner in enumerate(self.learners):
            if index == 0 or self.step % self.options.others_every == 0:
                self.sums[index] += [1, *learner.learn(batch, self.weights, rate)]
        self.step += 1
        if self.step % AVERAGE_EVERY == 0:
            for learner in self.learners:
                learner.follow(self.step)

    def tell(self) -> None:
        """The mean losses since the last time."""
        means, names = self.sums[:, 1:] / self.sums[:, :1].clip(1), ("heat", "box")
        parts = []
        for learner, losses in zip(self.learners, means.tolist(), strict=True):
            told = " ".join(f"{n} {loss:.3f}" for n, loss in zip(names, losses, strict=True))
            parts.append(f"{learner.net.name} {told}")
            self.history["loss"].append([self.step, learner.net.name, sum(losses)])
        speed = self.step * self.options.batch / self.seconds
        left = self.seconds * (1 / max(self.progress(), 1e-6) - 1) / 60
        self.log(
            f"step {self.step} {100 * self.progress():.1f} % " + " | ".join(parts)
            + f" | {speed:.1f} frames/s {left:.0f} min left"
        )
        self.sums[:] = 0

    def judge(self) -> None:
        """Validates the averaged weights, keeps the best, and stores what is needed to go on."""
        rows = spread_rows(self.judged, self.options.judged_frames)
        labels, reports = self.judged.labels[rows], {}
        for learner in self.learners:
            report = metrics.evaluate(predict(learner.average, self.judged, rows), labels)
            reports[learner.net.name] = report
            self.history["judged"].append([self.step, learner.net.name, report["mean_ap50"]])
            if report["mean_ap50"] >= learner.best:
                learner.best = report["mean_ap50"]
                self.save(learner, "best")
        self.log(metrics.table(self.judged.classes, reports))
        for learner in self.learners:
            self.save(learner, "last")
        (self.options.work / "history.json").write_text(json.dumps(self.history) + "\n")
        draw(self.history, self.options.work / "curves.png")

    def run(self) -> None:
        """Trains to the end of the schedule."""
        options, judged_at = self.options, self.seconds
        while self.progress() < 1:
            epoch, index = divmod(self.step, self.epoch_steps)
            # Seeded by the epoch: an interrupted run sees the frames that it would have seen.
            order = numpy.random.default_rng([options.seed, epoch]).permutation(len(self.frames))
            for index in range(index, self.epoch_steps):
                began = time.monotonic()
                self.learn(order[index * options.batch : (index + 1) * options.batch])
                self.seconds += time.monotonic() - began
                self.bar()
                if self.step % options.log_steps == 0:
                    self.tell()
                if self.progress() >= 1:
                    break
                if self.seconds - judged_at > 60 * options.judge_minutes:
                    judged_at = self.seconds
                    self.judge()
        self.judge()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--data", type=Path, required=True, help="a set, or a COCO folder")
    parser.add_argument("--work", type=Path, required=True, help="checkpoints, log, curves")
    parser.add_argument("--nets", default="standard,small", help=f"of {', '.join(NETS)}")
    parser.add_argument("--others-every", type=int, default=1, help="batches, for all but the first")
    parser.add_argument("--epochs", type=int, default=12)
    parser.add_argument("--minutes", type=float, default=0.0, help="fit the schedule to the time")
    parser.add_argument("--batch", type=int, default=32, help="frames a step")
    parser.add_argument("--rate", type=float, default=1.0, help="times the usual learning rates")
    parser.add_argument("--adam", action="store_true", help="AdamW for all weights")
    parser.add_argument("--no-mirror", action="store_true", help="no mirror images")
    parser.add_argument("--start", type=Path, help="an earlier run's folder, or one of packs: its weights come first")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--threads", type=int, default=2, help="of the processor")
    best = "cuda" if torch.cuda.is_available() else "cpu"
    parser.add_argument("--device", choices=("cpu", "cuda"), default=best)
    parser.add_argument("--judge-minutes", type=float, default=6.0)
    parser.add_argument("--judged-frames", type=int, default=500)
    parser.add_argument("--log-steps", type=int, default=50)
    parser.add_argument("--fresh", action="store_true", help="do not go on from NET-last.pt")
    options = parser.parse_args()
    options.work.mkdir(parents=True, exist_ok=True)
    torch.set_num_threads(options.threads)
    torch.manual_seed(options.seed)
    training = Training(options)
    resumed = not options.fresh and training.resume()
    if options.start and not resumed:
        for learner in training.learners:
            learner.start_from(options.start, training.frames)
    training.run()


if __name__ == "__main__":
    main()
