"""What the network is taught: a peak at each structure's centre, and its box around the peak.

The heat follows CenterNet (Zhou et al. 2019, "Objects as Points"): penalty-reduced focal loss
on a Gaussian around the centre; its peak is the quality of the box predicted there (as in Li et
al. 2020, "Generalized Focal Loss"), so that the ranking by confidence prefers right boxes. The
box is taught in the centre cell and its neighbours, each with its own offset, so that a peak one
cell off still gives the right box, by absolute errors and by DIoU (Zheng et al. 2020).
"""

import torch
from torch.nn import functional

from model import CLASSES, WIDTH

# Gaussian width as a share of the box, and its limits in cells.
SPREAD, SPREAD_MIN, SPREAD_MAX = 0.09, 0.5, 2.0
# The peak's target: 1 from this IoU on, falling in a straight line, but never below the least.
IOU_NONE, IOU_WHOLE, QUALITY_MIN = 0.1, 0.7, 0.25
ABSOLUTE, OVERLAP = 0.5, 2.0


def heat_target(labels: torch.Tensor, stride: int, rows: int, columns: int) -> torch.Tensor:
    """Target [B,23,rows,columns]: exactly 1 in the cell of the centre, falling off around it."""
    centre, size = labels[..., 1:3] / stride, labels[..., 3:5] / stride
    cell = centre.floor()
    spread = (size * SPREAD).clamp(SPREAD_MIN, SPREAD_MAX)
    x = torch.arange(columns, device=cell.device) - cell[..., :1].clamp(0, columns - 1)
    y = torch.arange(rows, device=cell.device) - cell[..., 1:].clamp(0, rows - 1)
    along_x = torch.exp(-0.5 * (x / spread[..., :1]).square())
    along_y = torch.exp(-0.5 * (y / spread[..., 1:]).square())
    return along_y[..., :, None] * along_x[..., None, :] * labels[..., :1, None]


def heat_loss(
    heat: torch.Tensor, target: torch.Tensor, quality: torch.Tensor, counts: torch.Tensor
) -> torch.Tensor:
    """Penalty-reduced focal loss for each structure in the batch; `counts` [B,23] is how much
    each of them weighs."""
    chance = torch.sigmoid(heat)
    log_yes = functional.logsigmoid(heat)
    log_no = log_yes - heat
    peak = (target >= 1).float()
    aim = quality[..., None, None]
    yes = peak * (aim - chance).square() * (aim * log_yes + (1 - aim) * log_no)
    no = (1 - peak) * (1 - target).square().square() * chance.square() * log_no
    total = ((yes + no).sum((2, 3)) * counts).sum()
    return -total / (peak.sum((2, 3)) * counts).sum().clamp(min=1)


def box_loss(
    size: torch.Tensor, offset: torch.Tensor, labels: torch.Tensor, weights: torch.Tensor,
    stride: int,
) -> tuple[torch.Tensor, torch.Tensor]:
    """The loss of the boxes in the cells around each centre, and the IoU [B,23] in the centre
    cell itself."""
    count, rows, columns = len(labels), *size.shape[2:]
    centre = labels[..., None, 1:3] / stride
    extent = (labels[..., None, 3:5] / stride).clamp(min=0.125)
    around = [(0, 0), (-1, 0), (1, 0), (0, -1), (0, 1), (-1, -1), (1, -1), (-1, 1), (1, 1)]
    cells = centre.floor() + centre.new_tensor(around)
    limit = centre.new_tensor([columns - 1.0, rows - 1.0])
    inside = ((cells >= 0) & (cells <= limit)).all(-1)
    weight = inside * (labels[..., :1] * weights[:, None])
    cells = torch.minimum(cells.clamp(min=0), limit)
    index = (cells[..., 1] * columns + cells[..., 0]).long()
    index = index[:, :, None].expand(-1, -1, 2, -1)

    def at(tensor: torch.Tensor) -> torch.Tensor:
        """The two channels of each structure in its nine cells: [B,23,9,2]."""
        flat = tensor.reshape(count, CLASSES, 2, rows * columns)
        return flat.gather(3, index).transpose(2, 3)

    log_size, shift, true_shift = at(size), at(offset), centre - (cells + 0.5)
    size_error = (log_size - extent.log()).abs()
    shift_error = (shift - true_shift).abs() / extent.clamp(min=1)
    absolute = (size_error + 2 * shift_error).sum(-1)

    half, true_half = log_size.clamp(-4, 5).exp() / 2, extent / 2
    low, high = shift - half, shift + half
    true_low, true_high = true_shift - true_half, true_shift + true_half
    common = (torch.minimum(high, true_high) - torch.maximum(low, true_low)).clamp(min=0).prod(-1)
    union = (4 * half.prod(-1) + 4 * true_half.prod(-1) - common).clamp(min=1e-6)
    hull = (torch.maximum(high, true_high) - torch.minimum(low, true_low)).square().sum(-1)
    overlap = common / union
    apart = (shift - true_shift).square().sum(-1) / hull.clamp(min=1e-6)

    loss = ABSOLUTE * absolute + OVERLAP * (1 - overlap + apart)
    return (loss * weight).sum() / weight.sum().clamp(min=1), overlap[..., 0].detach()


def total_loss(
    outputs: dict[str, torch.Tensor], labels: torch.Tensor, known: torch.Tensor,
    weights: torch.Tensor,
) -> tuple[torch.Tensor, torch.Tensor]:
    """Heat and box loss, added by the caller. `weights` [23]: how much each structure counts."""
    heat = outputs["heat"].contiguous()
    rows, columns = heat.shape[2:]
    stride = WIDTH // columns
    box, overlap = box_loss(outputs["size"], outputs["offset"], labels, weights, stride)
    quality = ((overlap - IOU_NONE) / (IOU_WHOLE - IOU_NONE)).clamp(QUALITY_MIN, 1)
    target = heat_target(labels, stride, rows, columns)
    return heat_loss(heat, target, quality, known * weights), box
