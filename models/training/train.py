"""Trains the detector on a data set, on a processor without an accelerator.

    python train.py --data DIR --work DIR --epochs 12 [--minutes 40]

The schedule is fitted to the number of steps, or to the minutes where they are given; an
interrupted training goes on from `WORK/last.pt`. Writes `last.pt`, `best.pt`, `train.log`.
"""

import argparse
import math
import time
from pathlib import Path

import numpy
import torch

import metrics
from data import Augmenter, Frames
from loss import total_loss
from model import OUTPUTS, Detector

WARM_UP = 0.05
EMA_DECAY = 0.995


def rate_at(progress: float, peak: float) -> float:
    """Learning rate: linear warm-up, then half a cosine to a hundredth of the peak."""
    if progress < WARM_UP:
        return peak * max(progress / WARM_UP, 0.02)
    along = min((progress - WARM_UP) / (1 - WARM_UP), 1.0)
    return peak * (0.01 + 0.99 * 0.5 * (1 + math.cos(math.pi * along)))


@torch.no_grad()
def predict(model: torch.nn.Module, frames: Frames, rows: numpy.ndarray) -> numpy.ndarray:
    """Decoded boxes of some frames."""
    found = []
    for start in range(0, len(rows), 32):
        pictures, _ = frames.batch(rows[start : start + 32])
        outputs = model(pictures.contiguous(memory_format=torch.channels_last))
        found.append(metrics.decode(*(outputs[name].contiguous().numpy() for name in OUTPUTS)))
    return numpy.concatenate(found)


def spread_rows(frames: Frames, limit: int) -> numpy.ndarray:
    """At most `limit` frame numbers, spread evenly over the set, in order."""
    return numpy.unique(numpy.linspace(0, len(frames) - 1, min(limit, len(frames))).astype(int))


class Training:
    """The state of a training run, and how it is stored."""

    def __init__(self, options: argparse.Namespace) -> None:
        self.options = options
        self.frames = Frames(options.data / "train")
        self.judged = Frames(options.data / "val")
        self.model = Detector().to(memory_format=torch.channels_last)
        self.average = Detector().to(memory_format=torch.channels_last).eval()
        self.average.load_state_dict(self.model.state_dict())
        decayed = [weight for weight in self.model.parameters() if weight.ndim > 1]
        plain = [weight for weight in self.model.parameters() if weight.ndim == 1]
        self.optimiser = torch.optim.AdamW(
            [{"params": decayed, "weight_decay": 0.02}, {"params": plain, "weight_decay": 0.0}]
        )
        self.step, self.seconds, self.best = 0, 0.0, -1.0
        self.epoch_steps = max(len(self.frames) // options.batch, 1)
        self.steps = self.epoch_steps * options.epochs

    def progress(self) -> float:
        """How much of the run is done, 0 to 1: by time where minutes are given."""
        if self.options.minutes:
            return self.seconds / (60 * self.options.minutes)
        return self.step / self.steps

    def log(self, text: str) -> None:
        """One line on the terminal and in the log."""
        print(text, flush=True)
        with (self.options.work / "train.log").open("a") as log:
            log.write(text + "\n")

    def save(self, name: str) -> None:
        """Everything needed to go on, or to export; written beside and renamed."""
        state = {
            "model": self.model.state_dict(),
            "average": self.average.state_dict(),
            "optimiser": self.optimiser.state_dict(),
            "step": self.step,
            "seconds": self.seconds,
            "best": self.best,
            "data": self.frames.meta,
            "batch": self.options.batch,
        }
        path = self.options.work / name
        torch.save(state, path.with_suffix(".part"))
        path.with_suffix(".part").rename(path)

    def resume(self) -> None:
        """Goes on from the last checkpoint, if there is one."""
        path = self.options.work / "last.pt"
        if not path.exists():
            return
        state = torch.load(path, weights_only=True)
        self.model.load_state_dict(state["model"])
        self.average.load_state_dict(state["average"])
        self.optimiser.load_state_dict(state["optimiser"])
        self.step, self.seconds, self.best = state["step"], state["seconds"], state["best"]
        self.log(f"goes on from step {self.step}")

    def learn(self, rows: numpy.ndarray, augmenter: Augmenter) -> tuple[float, float]:
        """One optimiser step; returns heat and box loss."""
        for group in self.optimiser.param_groups:
            group["lr"] = rate_at(self.progress(), self.options.rate)
        pictures, labels, known = augmenter(*self.frames.batch(rows))
        outputs = self.model(pictures.contiguous(memory_format=torch.channels_last))
        heat, box = total_loss(outputs, labels, known)
        self.optimiser.zero_grad(set_to_none=True)
        (heat + box).backward()
        torch.nn.utils.clip_grad_norm_(self.model.parameters(), 10.0)
        self.optimiser.step()
        self.step += 1
        self.follow()
        return heat.item(), box.item()

    @torch.no_grad()
    def follow(self) -> None:
        """Moves the averaged weights (which are validated and exported) towards the new ones."""
        decay = min(EMA_DECAY, self.step / (self.step + 10))
        new = self.model.state_dict()
        for name, kept in self.average.state_dict().items():
            if kept.is_floating_point():
                kept.lerp_(new[name], 1 - decay)
            else:
                kept.copy_(new[name])

    def judge(self) -> None:
        """Validates the averaged weights and keeps them if they are the best so far."""
        rows = spread_rows(self.judged, self.options.judged_frames)
        report = metrics.evaluate(
            predict(self.average, self.judged, rows), numpy.array(self.judged.labels[rows])
        )
        self.log(metrics.table(self.judged.meta["classes"], report))
        if report["mean_ap50"] >= self.best:
            self.best = report["mean_ap50"]
            self.save("best.pt")
        self.save("last.pt")

    def run(self) -> None:
        """Trains to the end of the schedule."""
        options, judged_at = self.options, self.seconds
        while self.progress() < 1:
            epoch, first = divmod(self.step, self.epoch_steps)
            # Seeded by the step: an interrupted run sees the frames that it would have seen.
            order = numpy.random.default_rng([options.seed, epoch]).permutation(len(self.frames))
            augmenter = Augmenter(options.seed * 1_000_003 + self.step)
            for index in range(first, self.epoch_steps):
                began = time.monotonic()
                rows = order[index * options.batch : (index + 1) * options.batch]
                heat, box = self.learn(rows, augmenter)
                self.seconds += time.monotonic() - began
                if self.step % options.log_steps == 0:
                    left = self.seconds * (1 / max(self.progress(), 1e-6) - 1) / 60
                    self.log(
                        f"step {self.step} epoch {epoch} {100 * self.progress():.1f} % "
                        f"heat {heat:.3f} box {box:.3f} "
                        f"{self.step * options.batch / self.seconds:.1f} frames/s "
                        f"{left:.0f} min left"
                    )
                if self.progress() >= 1:
                    break
                if self.seconds - judged_at > 60 * options.judge_minutes:
                    judged_at = self.seconds
                    self.judge()
        self.judge()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--data", type=Path, required=True, help="folder with train/ and val/")
    parser.add_argument("--work", type=Path, required=True, help="checkpoints and log")
    parser.add_argument("--epochs", type=int, default=12)
    parser.add_argument("--minutes", type=float, default=0.0, help="stop on time instead")
    parser.add_argument("--batch", type=int, default=16, help="frames a step")
    parser.add_argument("--rate", type=float, default=2e-3, help="peak learning rate")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--judge-minutes", type=float, default=5.0)
    parser.add_argument("--judged-frames", type=int, default=800)
    parser.add_argument("--log-steps", type=int, default=50)
    parser.add_argument("--fresh", action="store_true", help="do not go on from last.pt")
    options = parser.parse_args()
    options.work.mkdir(parents=True, exist_ok=True)
    torch.set_num_threads(options.threads)
    torch.manual_seed(options.seed)
    training = Training(options)
    if not options.fresh:
        training.resume()
    training.model.train()
    training.run()


if __name__ == "__main__":
    main()
