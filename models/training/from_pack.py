"""Weights of a pack as the beginning of a training.

A pack holds convolutions with their batch normalisation folded in, in f32 or as s8 with a scale.
A normalisation is put back that changes nothing: for each channel the mean and the spread that its
values have on pictures of the set, so that the training begins with what the pack computes.
It must not know how a training goes on.
"""

from pathlib import Path

import numpy
import onnx
import torch
from onnx import numpy_helper

from model import OUTPUTS, Detector, Net, gather

Folded = dict[str, tuple[torch.Tensor, torch.Tensor]]


def find(folder: Path, net: Net) -> Path | None:
    """The model of a net in a folder of packs: the f32 pack before the int8 one."""
    paths = (folder / f"{net.name}{kind}" / "model.onnx" for kind in ("-f32", ""))
    return next((path for path in paths if path.exists()), None)


def read(path: Path, net: Net) -> Folded:
    """Weight and bias of every layer, as real numbers."""
    graph = onnx.load(path).graph
    values = {constant.name: numpy_helper.to_array(constant) for constant in graph.initializer}
    sources = {node.output[0].removesuffix("_q"): node for node in graph.node}
    folded = {}
    for layer in net.layers:
        weight, bias = values.get(f"{layer.name}_w"), values.get(f"{layer.name}_b")
        shape = (layer.channels, net.input_channels(layer), layer.kernel, layer.kernel)
        if weight is None or bias is None or weight.shape != shape:
            raise SystemExit(
                f"error: {path}: has no layer {layer.name} of {net.name}'s shape {list(shape)}\n"
                "hint: the pack must be one of this net, as `pack.py` writes it"
            )
        if weight.dtype == numpy.int8:
            node = sources[layer.name]
            step = values[f"{layer.name}_w_scale"].astype(numpy.float64)
            weight, bias = weight * step, bias * step * values[node.input[1]].astype(numpy.float64)
        folded[layer.name] = tuple(
            torch.from_numpy(numpy.array(part, numpy.float32)) for part in (weight, bias)
        )
    return folded


@torch.no_grad()
def unfold(model: Detector, folded: Folded, pictures: torch.Tensor) -> None:
    """Sets a detector's weights and normalisations from folded ones. `pictures` [B,1,192,256] in
    0..1: what the spread of each channel is measured on."""
    model.eval()
    tensors = {"input": pictures}
    for layer in model.net.body:
        convolution, norm = model.blocks[layer.name][:2]
        weight, bias = folded[layer.name]
        convolution.weight.copy_(weight)
        values = convolution(gather(layer, tensors))
        mean, spread = values.mean((0, 2, 3)), values.var((0, 2, 3))
        norm.running_mean.copy_(mean)
        norm.running_var.copy_(spread)
        norm.weight.copy_(torch.sqrt(spread + norm.eps))
        norm.bias.copy_(bias.to(mean.device) + mean)
        tensors[layer.name] = model.blocks[layer.name][1:](values)
    for place, part in enumerate((model.head.weight, model.head.bias)):
        part.copy_(torch.cat([folded[name][place] for name in OUTPUTS]))
