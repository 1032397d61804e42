"""The training set on disk, and what is done to a batch before the network sees it.

A set is a folder: `images.u8` (frames x 192 x 256), `labels.f32` (frames x 23 x 5: present,
centre x, centre y, width, height in input pixels), `views.u8` and `meta.json`.
It must not know the network.
"""

import json
from pathlib import Path

import numpy
import torch
from torch.nn import functional

from model import CLASSES, HEIGHT, WIDTH


class Frames:
    """A data set, memory-mapped: opening it reads nothing but the description."""

    def __init__(self, folder: Path) -> None:
        self.meta = json.loads((folder / "meta.json").read_text())
        count = self.meta["frames"]
        if (self.meta["height"], self.meta["width"]) != (HEIGHT, WIDTH):
            raise SystemExit(f"error: {folder}/meta.json: the pictures are not {WIDTH}x{HEIGHT}")
        if len(self.meta["classes"]) != CLASSES:
            raise SystemExit(f"error: {folder}/meta.json: expected {CLASSES} classes")
        self.images = numpy.memmap(folder / "images.u8", numpy.uint8, "r").reshape(
            count, HEIGHT, WIDTH
        )
        self.labels = numpy.memmap(folder / "labels.f32", "<f4", "r").reshape(count, CLASSES, 5)
        self.views = numpy.fromfile(folder / "views.u8", numpy.uint8)

    def __len__(self) -> int:
        return len(self.images)

    def batch(self, rows: numpy.ndarray) -> tuple[torch.Tensor, torch.Tensor]:
        """Pictures [B,1,192,256] in 0..1 and labels [B,23,5]."""
        rows = numpy.sort(rows)
        pictures = torch.from_numpy(self.images[rows]).unsqueeze(1).float().div_(255)
        return pictures, torch.from_numpy(numpy.array(self.labels[rows]))


class Augmenter:
    """Seeded changes of a batch that leave the labels true.

    No mirror image: left and right tell the chambers apart, and which side is which is the
    generator's to vary.
    """

    def __init__(self, seed: int) -> None:
        self.random = torch.Generator().manual_seed(seed)
        # A bank of noise read at random places: drawing it afresh costs as much as a layer.
        self.noise = torch.randn(1 << 22, generator=self.random)
        rows, columns = torch.linspace(-1, 1, HEIGHT), torch.linspace(-1, 1, WIDTH)
        self.y, self.x = rows[None, None, :, None], columns[None, None, None, :]

    def uniform(self, count: int, low: float, high: float) -> torch.Tensor:
        """One number for each picture, shaped to multiply a batch."""
        return torch.rand(count, 1, 1, 1, generator=self.random) * (high - low) + low

    def chance(self, count: int, share: float) -> torch.Tensor:
        """True for about `share` of the pictures."""
        return self.uniform(count, 0, 1) < share

    def __call__(self, pictures: torch.Tensor, labels: torch.Tensor):
        """Returns the pictures, the labels and a mask [B,23]: 0 where the truth became unclear."""
        pictures, labels, known = self.move(pictures, labels)
        pictures = self.shade(pictures)
        return self.grain(pictures), labels, known

    def move(self, pictures: torch.Tensor, labels: torch.Tensor):
        """Zooms by up to 20 % and shifts by up to 8 % of the picture, in six of ten pictures.
        Boxes are clipped to the picture; a structure of which less than a third remains is
        neither demanded nor punished."""
        count = len(pictures)
        moved = self.chance(count, 0.6).view(-1)
        zoom = torch.where(moved, self.uniform(count, 0.85, 1.2).view(-1), torch.ones(count))
        shift = torch.rand(count, 2, generator=self.random) * 0.32 - 0.16
        shift = torch.where(moved[:, None], shift, torch.zeros(2))
        inverse = torch.zeros(count, 2, 3)
        inverse[:, 0, 0] = inverse[:, 1, 1] = 1 / zoom
        inverse[:, :, 2] = -shift / zoom[:, None]
        grid = functional.affine_grid(inverse, list(pictures.shape), align_corners=False)
        pictures = functional.grid_sample(pictures, grid, align_corners=False)

        middle = torch.tensor([WIDTH / 2, HEIGHT / 2])
        limit = 2 * middle
        centre = (labels[..., 1:3] - middle) * zoom[:, None, None] + middle * (1 + shift[:, None])
        half = labels[..., 3:5] * zoom[:, None, None] / 2
        low = torch.minimum((centre - half).clamp(min=0), limit)
        high = torch.minimum((centre + half).clamp(min=0), limit)
        remains = (high - low).prod(-1) / (4 * half.prod(-1)).clamp(min=1e-6)
        present = labels[..., 0] > 0.5
        known = (~present) | (remains >= 0.34)
        seen = (present & (remains >= 0.34)).float()
        labels = torch.cat([seen[..., None], (low + high) / 2, high - low], -1)
        return pictures, labels, known.float()

    def shade(self, pictures: torch.Tensor) -> torch.Tensor:
        """Grey map, contrast, gain that changes over the picture, shadows and covered parts."""
        count = len(pictures)
        pictures = pictures.clamp(1e-4, 1).pow(torch.exp(self.uniform(count, -0.45, 0.45)))
        pictures = pictures * self.uniform(count, 0.65, 1.4)
        floor = self.uniform(count, -0.05, 0.06) * self.chance(count, 0.5)
        pictures = pictures + floor * (pictures > 0.01)

        angle = self.uniform(count, -3.1416, 3.1416)
        across = self.x * torch.cos(angle) + self.y * torch.sin(angle)
        pictures = pictures * (1 + across * self.uniform(count, 0, 0.35))

        angle = self.uniform(count, -0.8, 0.8)
        across = self.x * torch.cos(angle) + self.y * torch.sin(angle)
        width = self.uniform(count, 0.03, 0.15)
        distance = (across - self.uniform(count, -0.8, 0.8)) / width
        depth = self.uniform(count, 0.3, 0.95) * self.chance(count, 0.4)
        pictures = pictures * (1 - depth / (1 + distance.square().square()))

        left, top = self.uniform(count, -1, 0.9), self.uniform(count, -1, 0.9)
        wide, tall = self.uniform(count, 0.05, 0.35), self.uniform(count, 0.05, 0.35)
        covered = ((self.x - left).abs() < wide) & ((self.y - top).abs() < tall)
        return pictures.masked_fill(covered & self.chance(count, 0.15), 0)

    def grain(self, pictures: torch.Tensor) -> torch.Tensor:
        """Blur in a fifth of the pictures, noise in half of them."""
        count = len(pictures)
        blurred = self.chance(count, 0.2).view(-1)
        if blurred.any():
            soft = functional.avg_pool2d(pictures[blurred], 3, 1, 1, count_include_pad=False)
            pictures[blurred] = soft
        start = int(torch.randint(len(self.noise) - pictures.numel(), (1,), generator=self.random))
        noise = self.noise[start : start + pictures.numel()].view_as(pictures)
        level = self.uniform(count, 0.0, 0.06) * self.chance(count, 0.5)
        return (pictures + noise * level * (pictures > 0.01)).clamp_(0, 1)
