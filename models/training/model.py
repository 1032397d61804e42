"""The detector as a table of layers: one table for training, export and quantisation.

Every layer is a dense convolution, so that all of it stays integer in tract: no residual
addition, no depthwise convolution, no resize. `name^` in a layer's inputs is the layer `name`
doubled in height and width (nearest); several inputs are concatenated along the channels.
It must not know how the data are made or how a model is stored.
"""

from dataclasses import dataclass

import torch
from torch import nn
from torch.nn import functional

CLASSES = 23
HEIGHT, WIDTH = 192, 256
STRIDE = 8
ROWS, COLUMNS = HEIGHT // STRIDE, WIDTH // STRIDE


@dataclass(frozen=True)
class Layer:
    """A convolution: where its input comes from, its kernel, stride and output channels."""

    name: str
    inputs: tuple[str, ...]
    kernel: int
    stride: int
    channels: int
    relu: bool = True

    @property
    def padding(self) -> int:
        """Zero padding on each side: 3x3 keeps the size, the patch convolutions have none."""
        return 1 if self.kernel == 3 else 0


LAYERS = (
    Layer("stem", ("input",), 4, 4, 24),
    Layer("a1", ("stem",), 3, 1, 24),
    Layer("d8", ("a1",), 2, 2, 56),
    Layer("b1", ("d8",), 3, 1, 56),
    Layer("b2", ("b1",), 3, 1, 56),
    Layer("d16", ("b2",), 2, 2, 80),
    Layer("c1", ("d16",), 3, 1, 80),
    Layer("c2", ("c1",), 3, 1, 80),
    Layer("d32", ("c2",), 2, 2, 112),
    Layer("e1", ("d32",), 3, 1, 112),
    Layer("e2", ("e1",), 3, 1, 112),
    # Stride 64 is 3 by 4 cells: three 3x3 layers there see the whole picture from every cell.
    Layer("d64", ("e2",), 2, 2, 80),
    Layer("g1", ("d64",), 3, 1, 80),
    Layer("g2", ("g1",), 3, 1, 80),
    Layer("g3", ("g2",), 3, 1, 80),
    Layer("n32", ("g3^", "e2"), 1, 1, 96),
    Layer("n16", ("n32^", "c2"), 3, 1, 56),
    Layer("n8", ("n16^", "b2"), 1, 1, 56),
    Layer("m8", ("n8",), 3, 1, 64),
    Layer("heat", ("m8",), 1, 1, CLASSES, relu=False),
    Layer("size", ("m8",), 1, 1, 2 * CLASSES, relu=False),
    Layer("offset", ("m8",), 1, 1, 2 * CLASSES, relu=False),
)
OUTPUTS = ("heat", "size", "offset")


def input_channels(layer: Layer) -> int:
    """Channels that arrive at a layer, all its inputs together."""
    channels = {"input": 1} | {other.name: other.channels for other in LAYERS}
    return sum(channels[name.rstrip("^")] for name in layer.inputs)


def gather(layer: Layer, tensors: dict[str, torch.Tensor]) -> torch.Tensor:
    """A layer's input from the tensors made so far."""
    parts = [
        functional.interpolate(tensors[name[:-1]], scale_factor=2, mode="nearest")
        if name.endswith("^")
        else tensors[name]
        for name in layer.inputs
    ]
    return parts[0] if len(parts) == 1 else torch.cat(parts, 1)


class Detector(nn.Module):
    """The network as it is trained: each hidden convolution is followed by batch
    normalisation and ReLU. Input [B,1,192,256] in 0..1, outputs heat [B,23,24,32],
    size and offset [B,46,24,32]."""

    def __init__(self) -> None:
        super().__init__()
        self.blocks = nn.ModuleDict({layer.name: self.block(layer) for layer in LAYERS})
        # A prior of one per cent a cell keeps the first steps of the focal loss calm.
        nn.init.constant_(self.blocks["heat"].bias, -4.6)
        for name in OUTPUTS:
            nn.init.normal_(self.blocks[name].weight, std=0.01)
        nn.init.constant_(self.blocks["size"].bias, 1.0)
        nn.init.zeros_(self.blocks["offset"].bias)

    @staticmethod
    def block(layer: Layer) -> nn.Module:
        """One row of the table as modules."""
        convolution = nn.Conv2d(
            input_channels(layer),
            layer.channels,
            layer.kernel,
            layer.stride,
            layer.padding,
            bias=not layer.relu,
        )
        if not layer.relu:
            return convolution
        nn.init.kaiming_normal_(convolution.weight, nonlinearity="relu")
        return nn.Sequential(convolution, nn.BatchNorm2d(layer.channels), nn.ReLU(inplace=True))

    def forward(self, picture: torch.Tensor) -> dict[str, torch.Tensor]:
        tensors = {"input": picture}
        for layer in LAYERS:
            tensors[layer.name] = self.blocks[layer.name](gather(layer, tensors))
        return {name: tensors[name] for name in OUTPUTS}


def fold(model: Detector) -> dict[str, tuple[torch.Tensor, torch.Tensor]]:
    """Weight and bias of every layer with its batch normalisation folded in."""
    folded = {}
    for layer in LAYERS:
        block = model.blocks[layer.name]
        if not layer.relu:
            folded[layer.name] = (block.weight.detach().clone(), block.bias.detach().clone())
            continue
        convolution, norm = block[0], block[1]
        gain = norm.weight / torch.sqrt(norm.running_var + norm.eps)
        weight = convolution.weight * gain[:, None, None, None]
        bias = norm.bias - norm.running_mean * gain
        folded[layer.name] = (weight.detach().clone(), bias.detach().clone())
    return folded


def cost() -> tuple[int, int]:
    """Parameters of the folded network and multiply-accumulates for one picture."""
    strides, parameters, macs = {"input": 1}, 0, 0
    for layer in LAYERS:
        first = layer.inputs[0]
        base = strides[first.rstrip("^")] // (2 if first.endswith("^") else 1)
        strides[layer.name] = base * layer.stride
        weights = layer.channels * input_channels(layer) * layer.kernel**2
        cells = (HEIGHT // strides[layer.name]) * (WIDTH // strides[layer.name])
        parameters += weights + layer.channels
        macs += weights * cells
    return parameters, macs


if __name__ == "__main__":
    print("parameters {:,}, multiply-accumulates {:,}".format(*cost()))
