"""The detectors as tables of layers: one table for training, export and quantisation.

Every layer is a dense convolution, so that all of it stays integer in tract: no residual
addition, no depthwise convolution, no resize. `name^` in a layer's inputs is the layer `name`
doubled in height and width (nearest); several inputs are concatenated along the channels.
Channels are multiples of 16: what is between costs the same time in training and in tract.
It must not know how the data are made or how a model is stored.
"""

from dataclasses import dataclass
from functools import cached_property

import torch
from torch import nn
from torch.nn import functional

STRUCTURES = (
    "crux", "ventricular_septum", "right_atrium", "tricuspid_valve", "right_ventricle",
    "left_atrium", "mitral_valve", "left_ventricle", "pulmonary_artery", "ascending_aorta",
    "superior_vena_cava", "descending_aorta", "stomach", "spine", "umbilical_vein",
    "inferior_vena_cava", "pulmonary_vein", "ductus_arteriosus", "heart", "thorax",
    "cardiac_apex", "aortic_arch", "trachea",
)
CLASSES = len(STRUCTURES)
HEIGHT, WIDTH = 192, 256
OUTPUTS = ("heat", "size", "offset")
CHANNELS = {"heat": CLASSES, "size": 2 * CLASSES, "offset": 2 * CLASSES}


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


@dataclass(frozen=True)
class Net:
    """A network: its layers in order, the three outputs last and all from one layer."""

    name: str
    layers: tuple[Layer, ...]

    @cached_property
    def channels(self) -> dict[str, int]:
        """Channels of each tensor."""
        return {"input": 1} | {layer.name: layer.channels for layer in self.layers}

    @cached_property
    def strides(self) -> dict[str, int]:
        """Input pixels a cell of each tensor."""
        strides = {"input": 1}
        for layer in self.layers:
            first = layer.inputs[0]
            base = strides[first.rstrip("^")] // (2 if first.endswith("^") else 1)
            strides[layer.name] = base * layer.stride
        return strides

    @property
    def stride(self) -> int:
        """Input pixels a cell of the outputs."""
        return self.strides["heat"]

    @property
    def body(self) -> tuple[Layer, ...]:
        """All layers but the outputs."""
        return self.layers[: -len(OUTPUTS)]

    @property
    def neck(self) -> str:
        """The layer that the outputs are read from."""
        return self.layers[-1].inputs[0]

    def input_channels(self, layer: Layer) -> int:
        """Channels that arrive at a layer, all its inputs together."""
        return sum(self.channels[name.rstrip("^")] for name in layer.inputs)

    def cost(self) -> tuple[int, int]:
        """Parameters of the folded network and multiply-accumulates for one picture."""
        parameters, macs = 0, 0
        for layer in self.layers:
            weights = layer.channels * self.input_channels(layer) * layer.kernel**2
            parameters += weights + layer.channels
            macs += weights * (HEIGHT * WIDTH // self.strides[layer.name] ** 2)
        return parameters, macs


def outputs_from(neck: str) -> tuple[Layer, ...]:
    """The three output layers."""
    return tuple(Layer(name, (neck,), 1, 1, CHANNELS[name], relu=False) for name in OUTPUTS)


STANDARD = Net(
    "standard",
    (
        Layer("stem", ("input",), 4, 4, 32),
        Layer("a1", ("stem",), 3, 1, 32),
        Layer("d8", ("a1",), 2, 2, 64),
        Layer("b1", ("d8",), 3, 1, 64),
        Layer("d16", ("b1",), 2, 2, 96),
        Layer("c1", ("d16",), 3, 1, 96),
        Layer("d32", ("c1",), 2, 2, 128),
        Layer("e1", ("d32",), 3, 1, 128),
        # Stride 64 is 3 by 4 cells: two 3x3 layers there see the whole picture from every cell.
        Layer("d64", ("e1",), 2, 2, 96),
        Layer("g1", ("d64",), 3, 1, 96),
        Layer("g2", ("g1",), 3, 1, 96),
        Layer("n32", ("g2^", "e1"), 1, 1, 96),
        Layer("n16", ("n32^", "c1"), 3, 1, 64),
        Layer("n8", ("n16^", "b1"), 1, 1, 64),
        Layer("m8", ("n8",), 3, 1, 64),
        *outputs_from("m8"),
    ),
)

SMALL = Net(
    "small",
    (
        Layer("stem", ("input",), 4, 4, 16),
        Layer("a1", ("stem",), 3, 1, 16),
        Layer("d8", ("a1",), 2, 2, 48),
        Layer("b1", ("d8",), 3, 1, 48),
        Layer("d16", ("b1",), 2, 2, 64),
        Layer("c1", ("d16",), 3, 1, 64),
        Layer("d32", ("c1",), 2, 2, 80),
        Layer("e1", ("d32",), 3, 1, 80),
        Layer("d64", ("e1",), 2, 2, 64),
        Layer("g1", ("d64",), 3, 1, 64),
        Layer("g2", ("g1",), 3, 1, 64),
        Layer("n32", ("g2^", "e1"), 1, 1, 64),
        Layer("n16", ("n32^", "c1"), 1, 1, 48),
        Layer("n8", ("n16^", "b1"), 1, 1, 48),
        Layer("m8", ("n8",), 3, 1, 48),
        *outputs_from("m8"),
    ),
)

NETS = {net.name: net for net in (STANDARD, SMALL)}


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
    """A network as it is trained: each hidden convolution is followed by batch normalisation
    and ReLU, the outputs are one convolution (three thin ones cost twice its time). Input
    [B,1,192,256] in 0..1; outputs heat [B,23,rows,columns], size and offset
    [B,46,rows,columns]."""

    def __init__(self, net: Net) -> None:
        super().__init__()
        self.net = net
        self.blocks = nn.ModuleDict({layer.name: self.block(layer) for layer in net.body})
        self.head = nn.Conv2d(net.channels[net.neck], sum(CHANNELS.values()), 1)
        nn.init.normal_(self.head.weight, std=0.01)
        # A prior of one per cent a cell keeps the first steps of the focal loss calm; a box of
        # 22 pixels is an average one.
        heat, size, offset = self.head.bias.data.split(list(CHANNELS.values()))
        heat.fill_(-4.6)
        size.fill_(float(torch.log(torch.tensor(22.0 / net.stride))))
        offset.zero_()

    def block(self, layer: Layer) -> nn.Module:
        """One row of the table as modules."""
        convolution = nn.Conv2d(
            self.net.input_channels(layer),
            layer.channels,
            layer.kernel,
            layer.stride,
            layer.padding,
            bias=False,
        )
        nn.init.kaiming_normal_(convolution.weight, nonlinearity="relu")
        return nn.Sequential(convolution, nn.BatchNorm2d(layer.channels), nn.ReLU(inplace=True))

    def forward(self, picture: torch.Tensor) -> dict[str, torch.Tensor]:
        tensors = {"input": picture}
        for layer in self.net.body:
            tensors[layer.name] = self.blocks[layer.name](gather(layer, tensors))
        parts = self.head(tensors[self.net.neck]).split(list(CHANNELS.values()), 1)
        return dict(zip(OUTPUTS, parts, strict=True))


def fold(model: Detector) -> dict[str, tuple[torch.Tensor, torch.Tensor]]:
    """Weight and bias of every layer with its batch normalisation folded in."""
    folded = {}
    for layer in model.net.body:
        convolution, norm = model.blocks[layer.name][:2]
        gain = norm.weight / torch.sqrt(norm.running_var + norm.eps)
        weight = convolution.weight * gain[:, None, None, None]
        bias = norm.bias - norm.running_mean * gain
        folded[layer.name] = (weight.detach().clone(), bias.detach().clone())
    weights = model.head.weight.detach().split(list(CHANNELS.values()))
    biases = model.head.bias.detach().split(list(CHANNELS.values()))
    for name, weight, bias in zip(OUTPUTS, weights, biases, strict=True):
        folded[name] = (weight.clone(), bias.clone())
    return folded


if __name__ == "__main__":
    for net in NETS.values():
        parameters, macs = net.cost()
        print(f"{net.name}: {parameters:,} parameters, {macs:,} multiply-accumulates, "
              f"outputs at stride {net.stride}")
