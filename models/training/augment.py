"""What is done to a batch before the network sees it: seeded changes that leave the labels true.

Mirror images are among them: which side of the picture is the fetus's left depends on how it
lies, and what names a chamber (the spine, the crux, the septum) is mirrored with it.
No turning: the phantom draws every position of the fetus, and a turned box is not a tight one.
It must not know the network.
"""

import numpy
import torch
from torch.nn import functional

from data import Frames
from model import HEIGHT, WIDTH

Batch = tuple[torch.Tensor, torch.Tensor, torch.Tensor]


class Augmenter:
    """Draws batches. What a step does depends on the seed and the step's number alone, so that
    an interrupted training goes on as if it had not been."""

    def __init__(self, seed: int, mirror: bool = True) -> None:
        self.seed, self.mirror = seed, mirror
        self.random = torch.Generator().manual_seed(seed)
        # A bank of noise read at random places: drawing it afresh costs as much as a layer.
        self.noise = torch.randn(1 << 22, generator=self.random)
        rows, columns = torch.linspace(-1, 1, HEIGHT), torch.linspace(-1, 1, WIDTH)
        self.y, self.x = rows[None, None, :, None], columns[None, None, None, :]

    def uniform(self, count: int, low: float, high: float) -> torch.Tensor:
        """One number for each picture, shaped to multiply a batch."""
        return torch.rand(count, 1, 1, 1, generator=self.random) * (high - low) + low

    def some(self, count: int, share: float) -> torch.Tensor:
        """Which pictures: about `share` of them."""
        return (torch.rand(count, generator=self.random) < share).nonzero().view(-1)

    def batch(self, frames: Frames, rows: numpy.ndarray, step: int) -> Batch:
        """Pictures [B,1,192,256], labels [B,23,5] and a mask [B,23]: 0 where the truth is not
        clear."""
        self.random.manual_seed(self.seed * 1_000_003 + step)
        pictures = self.grey(frames.images[rows])
        labels = torch.from_numpy(frames.labels[rows])
        known = labels[..., 5] < 0.5
        pictures, labels, known = self.move(pictures, labels[..., :5], known)
        self.shade(pictures)
        self.cover(pictures)
        return self.grain(pictures), labels, known.float()

    def grey(self, images: numpy.ndarray) -> torch.Tensor:
        """Grey map, gain and floor of each picture: one look-up."""
        count = len(images)
        steps = torch.linspace(0, 1, 256)[None]
        shape = torch.exp(self.uniform(count, -0.5, 0.5).view(-1, 1))
        table = steps.pow(shape) * self.uniform(count, 0.6, 1.45).view(-1, 1)
        table[:, 3:] += (self.uniform(count, -0.1, 0.08).clamp(min=-0.05)).view(-1, 1)
        table = table.clamp_(0, 1).numpy()
        pictures = numpy.empty((count, 1, HEIGHT, WIDTH), numpy.float32)
        for picture, image, grey in zip(pictures, images, table, strict=True):
            numpy.take(grey, image, out=picture[0])
        return torch.from_numpy(pictures)

    def move(self, pictures: torch.Tensor, labels: torch.Tensor, known: torch.Tensor) -> Batch:
        """Mirrors half of the pictures; zooms by up to 20 %, stretches by up to 8 % and shifts by up
        to 8 % of the picture in seven of ten. Boxes are clipped to the picture; a structure of
        which less than a third remains is neither demanded nor punished."""
        count = len(pictures)
        moved = torch.rand(count, 1, generator=self.random) < 0.7
        zoom = self.uniform(count, 0.85, 1.2).view(-1, 1)
        stretch = torch.rand(count, 2, generator=self.random) * 0.16 + 0.92
        zoom = torch.where(moved, zoom * stretch, torch.ones(count, 2))
        shift = torch.rand(count, 2, generator=self.random) * 0.32 - 0.16
        shift = torch.where(moved, shift, torch.zeros(2))
        flip = torch.ones(count, 2)
        if self.mirror:
            flip[self.some(count, 0.5), 0] = -1
        inverse = torch.zeros(count, 2, 3)
        inverse[:, 0, 0], inverse[:, 1, 1] = (flip / zoom).unbind(1)
        inverse[:, :, 2] = -shift * flip / zoom
        grid = functional.affine_grid(inverse, list(pictures.shape), align_corners=False)
        pictures = functional.grid_sample(pictures, grid, align_corners=False)

        middle = torch.tensor([WIDTH / 2, HEIGHT / 2])
        limit = 2 * middle
        place = (flip * zoom)[:, None]
        centre = (labels[..., 1:3] - middle) * place + middle * (1 + shift[:, None])
        half = labels[..., 3:5] * zoom[:, None] / 2
        low = torch.minimum((centre - half).clamp(min=0), limit)
        high = torch.minimum((centre + half).clamp(min=0), limit)
        remains = (high - low).prod(-1) / (4 * half.prod(-1)).clamp(min=1e-6)
        present = labels[..., 0] > 0.5
        known = known & (~present | (remains >= 0.34))
        seen = (present & known).float()
        return pictures, torch.cat([seen[..., None], (low + high) / 2, high - low], -1), known

    def across(self, count: int, limit: float) -> torch.Tensor:
        """Distance from a line through the middle at a random angle up to `limit`."""
        angle = self.uniform(count, -limit, limit)
        return self.x * torch.cos(angle) + self.y * torch.sin(angle)

    def shade(self, pictures: torch.Tensor) -> None:
        """Gain that changes over the picture in half of them, a shadow in four of ten."""
        chosen = self.some(len(pictures), 0.5)
        field = self.across(len(chosen), 3.1416).mul_(self.uniform(len(chosen), 0, 0.4))
        pictures[chosen] = pictures[chosen].mul_(field.add_(1))
        chosen = self.some(len(pictures), 0.4)
        count = len(chosen)
        distance = self.across(count, 0.8).sub_(self.uniform(count, -0.8, 0.8))
        distance.div_(self.uniform(count, 0.03, 0.15)).square_().square_().add_(1)
        field = self.uniform(count, 0.3, 0.95).div(distance).neg_().add_(1)
        pictures[chosen] = pictures[chosen].mul_(field)

    def cover(self, pictures: torch.Tensor) -> None:
        """A black rectangle in a tenth of the pictures; marks such as callipers and text in a
        fifth."""
        for index in self.some(len(pictures), 0.1).tolist():
            left, top, wide, tall = torch.rand(4, generator=self.random).tolist()
            x, y = int(left * WIDTH), int(top * HEIGHT)
            pictures[index, 0, y : y + int(10 + 60 * tall), x : x + int(10 + 80 * wide)] = 0
        for index in self.some(len(pictures), 0.2).tolist():
            count = int(torch.randint(2, 9, (1,), generator=self.random))
            for x, y, long, bright in torch.rand(count, 4, generator=self.random).tolist():
                column, row = int(3 + x * (WIDTH - 7)), int(3 + y * (HEIGHT - 7))
                arm, value = int(1 + 3 * long), 0.5 + 0.5 * bright
                pictures[index, 0, row, max(column - arm, 0) : column + arm + 1] = value
                if long < 0.7:
                    pictures[index, 0, max(row - arm, 0) : row + arm + 1, column] = value

    def grain(self, pictures: torch.Tensor) -> torch.Tensor:
        """Blur in a quarter of the pictures, noise that grows with brightness in half of them."""
        chosen = self.some(len(pictures), 0.25)
        if len(chosen):
            soft = functional.avg_pool2d(pictures[chosen], 3, 1, 1, count_include_pad=False)
            pictures[chosen] = soft
        chosen = self.some(len(pictures), 0.5)
        part = pictures[chosen]
        limit = len(self.noise) - part.numel()
        start = int(torch.randint(max(limit, 1), (1,), generator=self.random))
        noise = self.noise[start : start + part.numel()].view_as(part)
        level = self.uniform(len(chosen), 0.02, 0.2)
        pictures[chosen] = part.addcmul_(noise * level, part.add(0.15).mul_(part > 0.01))
        return pictures.clamp_(0, 1)
