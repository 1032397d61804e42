"""The dense net of peers.py as LiteRT reads it: the same weights, biases and scales, activations in
int8, which is the byte less 128; channels last."""

import flatbuffers
import numpy
from ai_edge_litert import schema_py_generated as schema
from ai_edge_litert.interpreter import Interpreter


class Writer:
    def __init__(self) -> None:
        self.graph = schema.SubGraphT()
        self.graph.tensors, self.graph.operators = [], []
        self.model = schema.ModelT()
        self.model.version = 3
        self.model.buffers = [schema.BufferT()]
        self.model.operatorCodes = []
        self.model.subgraphs = [self.graph]

    def tensor(self, name, shape, kind, scale=None, zero=0, data=None, axis=None) -> int:
        made = schema.TensorT()
        made.name, made.shape, made.type, made.buffer = name, list(shape), kind, 0
        if scale is not None:
            count = shape[axis] if axis is not None else 1
            made.quantization = schema.QuantizationParametersT()
            made.quantization.scale = [float(scale)] * count
            made.quantization.zeroPoint = [zero] * count
            made.quantization.quantizedDimension = axis or 0
        if data is not None:
            buffer = schema.BufferT()
            buffer.data = numpy.frombuffer(data.tobytes(), numpy.uint8)
            self.model.buffers.append(buffer)
            made.buffer = len(self.model.buffers) - 1
        self.graph.tensors.append(made)
        return len(self.graph.tensors) - 1

    def operator(self, code, inputs, output, options=None) -> None:
        known = [c.builtinCode for c in self.model.operatorCodes]
        if code not in known:
            entry = schema.OperatorCodeT()
            entry.builtinCode = entry.deprecatedBuiltinCode = code
            entry.version = 3 if code == schema.BuiltinOperator.CONV_2D else 1
            self.model.operatorCodes.append(entry)
            known.append(code)
        made = schema.OperatorT()
        made.opcodeIndex, made.inputs, made.outputs = known.index(code), inputs, [output]
        if options is not None:
            made.builtinOptionsType = schema.BuiltinOptions.Conv2DOptions
            made.builtinOptions = options
        self.graph.operators.append(made)

    def bytes(self) -> bytes:
        builder = flatbuffers.Builder(1 << 20)
        builder.Finish(self.model.Pack(builder), file_identifier=b"TFL3")
        return bytes(builder.Output())


def model(layers: list, scale: float, size: int) -> bytes:
    """`layers` are (weight [m, c, kh, kw] int8, weight scale, bias int32, stride)."""
    writer, kind, code = Writer(), schema.TensorType, schema.BuiltinOperator
    first = writer.tensor("input", (1, size, size, 1), kind.FLOAT32)
    last = writer.tensor("q", (1, size, size, 1), kind.INT8, scale, -128)
    writer.operator(code.QUANTIZE, [first], last)
    for number, (weight, step, bias, stride) in enumerate(layers):
        size //= stride
        turned = numpy.ascontiguousarray(weight.transpose(0, 2, 3, 1))
        inputs = [
            last,
            writer.tensor(f"w{number}", turned.shape, kind.INT8, step, 0, turned, 0),
            writer.tensor(f"b{number}", bias.shape, kind.INT32, scale * step, 0, bias, 0),
        ]
        last = writer.tensor(f"t{number}", (1, size, size, len(bias)), kind.INT8, scale, -128)
        options = schema.Conv2DOptionsT()
        options.padding = schema.Padding.SAME
        options.strideH = options.strideW = stride
        options.dilationHFactor = options.dilationWFactor = 1
        writer.operator(code.CONV_2D, inputs, last, options)
    output = writer.tensor("output", (1, size, size, len(bias)), kind.FLOAT32)
    writer.operator(code.DEQUANTIZE, [last], output)
    writer.graph.inputs, writer.graph.outputs = [first], [output]
    return writer.bytes()


class Session:
    """Runs one picture, channels first outside."""

    def __init__(self, content: bytes, threads: int, picture: numpy.ndarray) -> None:
        self.interpreter = Interpreter(model_content=content, num_threads=threads)
        self.interpreter.allocate_tensors()
        where = self.interpreter.get_input_details()[0]["index"]
        self.interpreter.set_tensor(where, numpy.ascontiguousarray(picture.transpose(0, 2, 3, 1)))

    def run(self) -> None:
        self.interpreter.invoke()

    def values(self) -> numpy.ndarray:
        where = self.interpreter.get_output_details()[0]["index"]
        return self.interpreter.get_tensor(where).transpose(0, 3, 1, 2).ravel()
