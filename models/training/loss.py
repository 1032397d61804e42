"""What the network is taught: a peak at each structure's centre, and its box around the peak.

The heat follows CenterNet (Zhou et al. 2019, "Objects as Points"): penalty-reduced focal loss
on a Gaussian around the centre. The box is taught in the centre cell and its eight neighbours,
each with its own offset, so that a peak one cell off still gives the right box.
"""

import torch

from model import COLUMNS, ROWS, STRIDE

# Gaussian width as a share of the box, and its limits in cells.
SPREAD, SPREAD_MIN, SPREAD_MAX = 0.09, 0.5, 2.0


def heat_target(labels: torch.Tensor) -> torch.Tensor:
    """Target [B,23,24,32]: exactly 1 in the cell of the centre, falling off around it."""
    centre, size = labels[..., 1:3] / STRIDE, labels[..., 3:5] / STRIDE
    cell = centre.floor()
    spread = (size * SPREAD).clamp(SPREAD_MIN, SPREAD_MAX)
    x = torch.arange(COLUMNS, dtype=torch.float32) - cell[..., :1].clamp(0, COLUMNS - 1)
    y = torch.arange(ROWS, dtype=torch.float32) - cell[..., 1:].clamp(0, ROWS - 1)
    along_x = torch.exp(-0.5 * (x / spread[..., :1]).square())
    along_y = torch.exp(-0.5 * (y / spread[..., 1:]).square())
    return along_y[..., :, None] * along_x[..., None, :] * labels[..., :1, None]


def heat_loss(heat: torch.Tensor, target: torch.Tensor, known: torch.Tensor) -> torch.Tensor:
    """Penalty-reduced focal loss (exponents 2 and 4), for each structure in the batch."""
    chance = torch.sigmoid(heat)
    log_yes = torch.nn.functional.logsigmoid(heat)
    log_no = log_yes - heat
    peak = (target >= 1).float()
    yes = peak * (1 - chance).square() * log_yes
    no = (1 - peak) * (1 - target).pow(4) * chance.square() * log_no
    total = ((yes + no).sum((2, 3)) * known).sum()
    return -total / (peak.sum((2, 3)) * known).sum().clamp(min=1)


def box_loss(outputs: dict[str, torch.Tensor], labels: torch.Tensor) -> torch.Tensor:
    """Mean absolute error of the box in the nine cells around each centre: log size, and
    offset as a share of the box (small structures need their offset most)."""
    count, classes = labels.shape[:2]
    centre, size = labels[..., 1:3] / STRIDE, (labels[..., 3:5] / STRIDE).clamp(min=0.125)
    step = torch.tensor([(x, y) for y in (-1, 0, 1) for x in (-1, 0, 1)], dtype=torch.float32)
    cells = centre.floor()[:, :, None] + step
    limit = torch.tensor([COLUMNS - 1.0, ROWS - 1.0])
    inside = ((cells >= 0) & (cells <= limit)).all(-1)
    weight = inside * labels[..., :1]
    cells = torch.minimum(cells.clamp(min=0), limit)
    index = (cells[..., 1] * COLUMNS + cells[..., 0]).long()
    index = index[:, :, None].expand(-1, -1, 2, -1)

    def at(tensor: torch.Tensor) -> torch.Tensor:
        """The two channels of each structure in its nine cells: [B,23,9,2]."""
        flat = tensor.reshape(count, classes, 2, ROWS * COLUMNS)
        return flat.gather(3, index).transpose(2, 3)

    size_error = (at(outputs["size"]) - size.log()[:, :, None]).abs()
    offset = centre[:, :, None] - (cells + 0.5)
    offset_error = (at(outputs["offset"]) - offset).abs() / size[:, :, None].clamp(min=1)
    error = (size_error + 2 * offset_error).sum(-1)
    return (error * weight).sum() / weight.sum().clamp(min=1)


def total_loss(
    outputs: dict[str, torch.Tensor], labels: torch.Tensor, known: torch.Tensor
) -> tuple[torch.Tensor, torch.Tensor]:
    """Heat and box loss, added by the caller."""
    outputs = {name: tensor.float() for name, tensor in outputs.items()}
    return heat_loss(outputs["heat"], heat_target(labels), known), box_loss(outputs, labels)
