"""Writes the golden models beside this file, with what ONNX Runtime makes of one picture.

    python make.py

`default-*.onnx`: a float net that `onnxruntime.quantization.quantize_static` turned into quantised
operators, every setting but the types at its default. `ties-*.onnx`: single operators on scales of
powers of two, where values lie half way between steps. Beside each NAME.onnx lie NAME.input and
NAME.output, f32 little endian, all outputs one behind the other. Needs benches/peers.txt.
"""

import tempfile
from pathlib import Path

import numpy
import onnx
import onnxruntime
from onnx import TensorProto, helper, numpy_helper
from onnxruntime.quantization import CalibrationDataReader, QuantFormat, QuantType, quantize_static

SHAPE = (1, 3, 16, 20)
FOLDER = Path(__file__).parent
OPSETS = [helper.make_opsetid("", 17), helper.make_opsetid("com.microsoft", 1)]
TYPES = {"u8": QuantType.QUInt8, "s8": QuantType.QInt8}


class Graph:
    """Nodes and constants, in the order in which they are made."""

    def __init__(self) -> None:
        self.nodes, self.constants = [], []
        self.random = numpy.random.default_rng(1)

    def constant(self, value: numpy.ndarray) -> str:
        name = f"k{len(self.constants)}"
        self.constants.append(numpy_helper.from_array(value, name))
        return name

    def add(self, op: str, *inputs: str, domain: str = "", **attributes) -> str:
        name = f"{op.lower()}{len(self.nodes)}"
        made = helper.make_node(op, inputs, [name], name, domain=domain, **attributes)
        self.nodes.append(made)
        return name

    def conv(self, source: str, before: int, after: int, kernel: int, **attributes) -> str:
        groups = attributes.get("group", 1)
        shape = (after, before // groups, kernel, kernel)
        # Channels of unlike sizes: per-channel scales differ.
        size = self.random.uniform(0.2, 2, (after, 1, 1, 1)) / numpy.sqrt(numpy.prod(shape[1:]))
        weight = self.constant((self.random.normal(0, 1, shape) * size).astype(numpy.float32))
        bias = self.constant(self.random.normal(0, 0.2, after).astype(numpy.float32))
        return self.add("Conv", source, weight, bias, **attributes)

    def model(self, *outputs: str) -> onnx.ModelProto:
        value = helper.make_tensor_value_info
        graph = helper.make_graph(
            self.nodes, "golden",
            [value("input", TensorProto.FLOAT, SHAPE)],
            [value(name, TensorProto.FLOAT, None) for name in outputs],
            self.constants,
        )
        return helper.make_model(graph, opset_imports=OPSETS, ir_version=8)


def net() -> onnx.ModelProto:
    """Every operator that a quantised net of convolutions has: SiLU, residual, gate, neck."""
    graph = Graph()
    stem = graph.add("Relu", graph.conv("input", 3, 8, 3, pads=[1] * 4))
    inner = graph.conv(stem, 8, 8, 1)
    silu = graph.add("Mul", inner, graph.add("Sigmoid", inner))
    residual = graph.add("Add", silu, stem)
    six = [graph.constant(numpy.float32(v)) for v in (0, 6)]
    depthwise = graph.add("Clip", graph.conv(residual, 8, 8, 3, pads=[1] * 4, group=8), *six)
    leaky = graph.add("LeakyRelu", graph.conv(residual, 8, 12, 1), alpha=0.1)
    mean = graph.add("AveragePool", depthwise, kernel_shape=[3, 3], pads=[1] * 4)
    wide = graph.add("Concat", residual, leaky, mean, axis=1)
    down = graph.conv(wide, 28, 12, 2, strides=[2, 2])
    most = graph.add("MaxPool", down, kernel_shape=[3, 3], pads=[1] * 4)
    factors = graph.constant(numpy.array([1, 1, 2, 2], numpy.float32))
    placed = {"coordinate_transformation_mode": "asymmetric", "nearest_mode": "floor"}
    up = graph.add("Resize", most, "", factors, mode="nearest", **placed)
    neck = graph.add("Concat", up, residual, axis=1)
    gate = graph.add("Sigmoid", graph.conv(graph.add("GlobalAveragePool", neck), 20, 20, 1))
    gated = graph.add("Mul", neck, gate)
    last = graph.conv(gated, 20, 10, 3, pads=[2] * 4, dilations=[2, 2], group=2)
    return graph.model(last, gated)


def ties(kind: type) -> onnx.ModelProto:
    """Operators alone, on scales of powers of two and odd zero points."""
    graph = Graph()
    least = numpy.iinfo(kind).min

    def grid(scale: float, above: int) -> tuple[str, str]:
        zero = kind(least + above)
        return graph.constant(numpy.float32(scale)), graph.constant(zero)

    a, b, c, unit = grid(1 / 16, 131), grid(1 / 32, 100), grid(1 / 8, 77), grid(1 / 256, 0)
    left = graph.add("QuantizeLinear", "input", *a)
    right = graph.add("QuantizeLinear", "input", *b)
    own = {"domain": "com.microsoft"}
    made = [
        graph.add("QLinearAdd", left, *a, right, *b, *c, **own),
        graph.add("QLinearMul", left, *a, right, *b, *c, **own),
        graph.add("QLinearSigmoid", left, *a, *unit, **own),
        graph.add("QLinearLeakyRelu", right, *b, *c, alpha=0.25, **own),
        graph.add("QLinearConcat", *c, left, *a, right, *b, axis=1, **own),
    ]
    window = {"kernel_shape": [2, 2], "strides": [2, 2], "pads": [1, 1, 1, 1]}
    for pads in (0, 1):
        made.append(graph.add(
            "QLinearAveragePool", left, *a, *c, count_include_pad=pads, **window, **own
        ))
    grids = [c, c, unit, c, c, c, c]
    outputs = [
        graph.add("DequantizeLinear", name, *of) for name, of in zip(made, grids, strict=True)
    ]
    return graph.model(*outputs)


class Pictures(CalibrationDataReader):
    def __init__(self) -> None:
        random = numpy.random.default_rng(2)
        self.left = [{"input": random.normal(0, 1, SHAPE).astype(numpy.float32)} for _ in range(4)]

    def get_next(self) -> dict | None:
        return self.left.pop() if self.left else None


def write(name: str, model: onnx.ModelProto) -> None:
    onnx.save(model, FOLDER / f"{name}.onnx")
    # Sixteenths, so that ties come about.
    picture = numpy.random.default_rng(3).normal(0, 1.5, SHAPE)
    picture = (numpy.round(picture * 16) / 16).astype(numpy.float32)
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    session = onnxruntime.InferenceSession(
        model.SerializeToString(), options, providers=["CPUExecutionProvider"]
    )
    made = session.run(None, {"input": picture})
    picture.tofile(FOLDER / f"{name}.input")
    numpy.concatenate([m.ravel() for m in made]).tofile(FOLDER / f"{name}.output")
    print(name, sorted({node.op_type for node in model.graph.node}), [m.shape for m in made])


def main() -> None:
    for activation, weight, channel in (("u8", "s8", False), ("u8", "u8", False), ("s8", "s8", True)):
        with tempfile.TemporaryDirectory() as folder:
            source, target = Path(folder) / "float.onnx", Path(folder) / "int.onnx"
            onnx.save(net(), source)
            quantize_static(
                source, target, Pictures(), quant_format=QuantFormat.QOperator,
                activation_type=TYPES[activation], weight_type=TYPES[weight], per_channel=channel,
            )
            write(f"default-{activation}{weight}{'-channel' * channel}", onnx.load(target))
    write("ties-u8", ties(numpy.uint8))
    write("ties-s8", ties(numpy.int8))


if __name__ == "__main__":
    main()
