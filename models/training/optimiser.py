"""The optimiser: Muon (Jordan et al. 2024) for the weights of hidden convolutions, AdamW for the
rest. Muon steps along the nearest orthogonal matrix to the momentum: on small nets and short
schedules that needs about half as many frames as AdamW, at a few per cent of a step's time.
"""

import torch
from torch import nn

MOMENTUM = 0.95
MUON_RATE, ADAM_RATE = 0.02, 3e-3
MUON_DECAY, ADAM_DECAY = 0.02, 0.02
NEWTON_SCHULZ = (3.4445, -4.7750, 2.0315)


def orthogonal(matrix: torch.Tensor, rounds: int = 4) -> torch.Tensor:
    """About the nearest matrix with orthonormal rows (columns where there are fewer of them)."""
    a, b, c = NEWTON_SCHULZ
    tall = matrix.shape[0] > matrix.shape[1]
    x = matrix.T if tall else matrix
    x = x / (x.norm() + 1e-7)
    for _ in range(rounds):
        square = x @ x.T
        x = a * x + (b * square + c * square @ square) @ x
    return x.T if tall else x


class Muon(torch.optim.Optimizer):
    """Muon for convolution weights; its rate is in the group."""

    def __init__(self, weights: list[nn.Parameter]) -> None:
        super().__init__(weights, {"lr": MUON_RATE, "weight_decay": MUON_DECAY})

    @torch.no_grad()
    def step(self, closure: None = None) -> None:
        """One step for all weights."""
        del closure
        for group in self.param_groups:
            for weight in group["params"]:
                if weight.grad is None:
                    continue
                gradient = weight.grad.contiguous()
                state = self.state[weight]
                if not state:
                    state["momentum"] = torch.zeros_like(gradient)
                momentum = state["momentum"].lerp_(gradient, 1 - MOMENTUM)
                wanted = gradient.lerp(momentum, MOMENTUM).view(len(weight), -1)
                step = orthogonal(wanted)
                step = step * max(1, wanted.shape[0] / wanted.shape[1]) ** 0.5
                weight.mul_(1 - group["lr"] * group["weight_decay"])
                weight.add_(step.view_as(gradient), alpha=-group["lr"])


def optimisers(model: nn.Module, muon: bool = True) -> list[torch.optim.Optimizer]:
    """The optimisers of a detector; `initial_lr` of each group is its peak rate."""
    hidden, matrices, plain = [], [], []
    for name, weight in model.named_parameters():
        if weight.ndim < 2:
            plain.append(weight)
        elif not muon or name.startswith(("head", "blocks.stem")):
            matrices.append(weight)
        else:
            hidden.append(weight)
    made: list[torch.optim.Optimizer] = [
        torch.optim.AdamW(
            [
                {"params": matrices, "weight_decay": ADAM_DECAY},
                {"params": plain, "weight_decay": 0.0},
            ],
            lr=ADAM_RATE,
            fused=True,
        )
    ]
    if hidden:
        made.append(Muon(hidden))
    for optimiser in made:
        for group in optimiser.param_groups:
            group["initial_lr"] = group["lr"]
    return made
