"""Writes the network as ONNX: in f32, or with integer convolutions (QLinearConv).

The integer graph is written operator by operator, so that nothing in it falls back to f32 in
tract: one QuantizeLinear at the input, u8 tensors through Concat and DepthToSpace (tensors that
meet in a Concat share one scale), s8 weights with one scale a layer, ReLU as saturation at zero
point 0, and one DequantizeLinear at each output.
It must not know how weights and ranges were found.
"""

from dataclasses import dataclass

import numpy
import onnx
from onnx import TensorProto, helper, numpy_helper

from model import CHANNELS, HEIGHT, OUTPUTS, WIDTH, Layer, Net

OPSET = 17
Weights = dict[str, tuple[numpy.ndarray, numpy.ndarray]]


@dataclass(frozen=True)
class Grid:
    """The values that a u8 tensor can hold: `scale * (q - zero)`."""

    scale: float
    zero: int = 0


class Writer:
    """Collects nodes and constants in the order of the table."""

    def __init__(self, net: Net) -> None:
        self.net = net
        self.nodes: list[onnx.NodeProto] = []
        self.constants: list[onnx.TensorProto] = []

    def constant(self, name: str, value: numpy.ndarray) -> str:
        """A named constant, stored once."""
        if all(known.name != name for known in self.constants):
            self.constants.append(numpy_helper.from_array(value, name))
        return name

    def node(self, operator: str, inputs: list[str], output: str, **attributes) -> str:
        """An operator with one output of the same name."""
        self.nodes.append(helper.make_node(operator, inputs, [output], output, **attributes))
        return output

    def joined(self, layer: Layer, names: dict[str, str]) -> str:
        """A layer's input: doubled (Concat x4 and DepthToSpace are a nearest resize) and
        concatenated where the table says so."""
        parts = []
        for name in layer.inputs:
            if not name.endswith("^"):
                parts.append(names[name])
                continue
            source = names[name[:-1]]
            four = self.node("Concat", [source] * 4, f"{source}_four", axis=1)
            parts.append(
                self.node("DepthToSpace", [four], f"{source}_double", blocksize=2, mode="DCR")
            )
        if len(parts) == 1:
            return parts[0]
        return self.node("Concat", parts, f"{layer.name}_in", axis=1)

    def model(self) -> onnx.ModelProto:
        """The finished, checked model."""
        cells = [HEIGHT // self.net.stride, WIDTH // self.net.stride]

        def value(name: str, shape: list[int]) -> onnx.ValueInfoProto:
            return helper.make_tensor_value_info(name, TensorProto.FLOAT, shape)

        graph = helper.make_graph(
            self.nodes,
            "heart-detector",
            [value("input", [1, 1, HEIGHT, WIDTH])],
            [value(name, [1, CHANNELS[name], *cells]) for name in OUTPUTS],
            self.constants,
        )
        model = helper.make_model(
            graph,
            opset_imports=[helper.make_opsetid("", OPSET)],
            ir_version=8,
            producer_name="second-reader",
        )
        onnx.checker.check_model(model, full_check=True)
        return model


def window(layer: Layer) -> dict:
    """The attributes of a layer's convolution."""
    return {
        "kernel_shape": [layer.kernel] * 2,
        "strides": [layer.stride] * 2,
        "pads": [layer.padding] * 4,
    }


def float_model(net: Net, weights: Weights) -> onnx.ModelProto:
    """The network in f32."""
    writer, names = Writer(net), {"input": "input"}
    for layer in net.layers:
        weight, bias = weights[layer.name]
        inputs = [
            writer.joined(layer, names),
            writer.constant(f"{layer.name}_w", weight.astype(numpy.float32)),
            writer.constant(f"{layer.name}_b", bias.astype(numpy.float32)),
        ]
        name = f"{layer.name}_conv" if layer.relu else layer.name
        names[layer.name] = writer.node("Conv", inputs, name, **window(layer))
        if layer.relu:
            names[layer.name] = writer.node("Relu", [name], layer.name)
    return writer.model()


def integer_model(net: Net, weights: Weights, grids: dict[str, Grid]) -> onnx.ModelProto:
    """The network with u8 activations on the given grids and s8 weights, symmetric, one scale
    a layer; biases in i32."""
    writer = Writer(net)

    def grid(name: str) -> list[str]:
        scale = writer.constant(f"{name}_scale", numpy.float32(grids[name].scale).reshape(()))
        zero = writer.constant(f"{name}_zero", numpy.uint8(grids[name].zero).reshape(()))
        return [scale, zero]

    names = {"input": writer.node("QuantizeLinear", ["input", *grid("input")], "input_q")}
    for layer in net.layers:
        weight, bias = weights[layer.name]
        source = layer.inputs[0].rstrip("^")
        if any(grids[name.rstrip("^")] != grids[source] for name in layer.inputs):
            raise SystemExit(f"error: layer {layer.name}: its inputs have different scales")
        step = numpy.float32(numpy.abs(weight).max() / 127)
        whole = numpy.clip(numpy.rint(weight / step), -127, 127).astype(numpy.int8)
        shift = numpy.rint(bias.astype(numpy.float64) / (float(step) * grids[source].scale))
        inputs = [
            writer.joined(layer, names),
            *grid(source),
            writer.constant(f"{layer.name}_w", whole),
            writer.constant(f"{layer.name}_w_scale", step.reshape(())),
            writer.constant("weight_zero", numpy.int8(0).reshape(())),
            *grid(layer.name),
            writer.constant(f"{layer.name}_b", shift.astype(numpy.int32)),
        ]
        names[layer.name] = writer.node(
            "QLinearConv", inputs, f"{layer.name}_q", **window(layer)
        )
    for name in OUTPUTS:
        writer.node("DequantizeLinear", [names[name], *grid(name)], name)
    return writer.model()
