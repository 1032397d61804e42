"""The training set on disk.

A set is a folder with `train/` and `val/`, each of them `images.u8` (frames x 192 x 256),
`labels.f32` (frames x 23 x 6: present, centre x, centre y, width, height in input pixels,
difficult), `views.u8` and `meta.json`. A difficult structure is neither demanded nor punished.
A set in COCO format is turned into such a folder first (`coco.py`).
It must not know the network.
"""

import json
from pathlib import Path

import numpy
import torch

import coco
from model import CLASSES, HEIGHT, STRUCTURES, WIDTH

LABEL = 6


class Frames:
    """One part of a set, memory-mapped: opening it reads nothing but the description."""

    def __init__(self, folder: Path) -> None:
        self.meta = json.loads((folder / "meta.json").read_text())
        count = self.meta["frames"]
        if (self.meta["height"], self.meta["width"]) != (HEIGHT, WIDTH):
            raise SystemExit(f"error: {folder}/meta.json: the pictures are not {WIDTH}x{HEIGHT}")
        if tuple(self.meta["classes"]) != STRUCTURES:
            raise SystemExit(f"error: {folder}/meta.json: the classes are not the structures")
        self.images = numpy.memmap(folder / "images.u8", numpy.uint8, "r").reshape(
            count, HEIGHT, WIDTH
        )
        self.labels = numpy.fromfile(folder / "labels.f32", "<f4").reshape(count, CLASSES, LABEL)
        self.views = numpy.fromfile(folder / "views.u8", numpy.uint8)

    def __len__(self) -> int:
        return len(self.images)

    @property
    def classes(self) -> list[str]:
        """Names of the structures in the order of the labels."""
        return self.meta["classes"]

    def pictures(self, rows: numpy.ndarray) -> torch.Tensor:
        """Pictures [B,1,192,256] in 0..1."""
        return torch.from_numpy(self.images[rows]).unsqueeze(1).float().div_(255)

    def class_weights(self) -> torch.Tensor:
        """How much each structure counts in the loss: rare ones more, by the root of their
        rarity, one on average over the structures that occur."""
        seen = ((self.labels[..., 0] > 0.5) & (self.labels[..., 5] < 0.5)).sum(0)
        weight = numpy.sqrt(seen[seen > 0].mean() / numpy.maximum(seen, 1)) if seen.any() else seen
        weight = torch.from_numpy(weight).float().clamp(0.5, 2.5)
        return weight / weight.mean()


def open_set(data: Path, work: Path) -> tuple[Frames, Frames]:
    """The training and validation parts of a set: this project's own, or COCO's."""
    if coco.is_coco(data):
        data = coco.convert(data, work / "coco")
    if not (data / "train" / "meta.json").exists():
        raise SystemExit(f"error: {data}: neither train/meta.json nor train.json: not a set")
    return Frames(data / "train"), Frames(data / "val")
