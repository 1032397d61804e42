"""Makes tests/packs/tiny: a detector of a few int8 convolutions with the input and output contract of a real pack.

The weights are made by hand so that a bright block of 8x8 pixels is found where it lies; the rest of them is seeded noise,
so that the golden outputs exercise the integer path. Golden outputs are ONNX Runtime's.

    python models/training/make_tiny_pack.py
"""

import hashlib
import math
from pathlib import Path

import numpy as np
import onnx
import onnxruntime
from onnx import TensorProto, helper, numpy_helper
from PIL import Image

WIDTH, HEIGHT, STRIDE = 48, 32, 8
CLASSES = """crux ventricular_septum right_atrium tricuspid_valve right_ventricle left_atrium mitral_valve left_ventricle
pulmonary_artery ascending_aorta superior_vena_cava descending_aorta stomach spine umbilical_vein inferior_vena_cava
pulmonary_vein ductus_arteriosus heart thorax cardiac_apex aortic_arch trachea""".split()
OUT = Path(__file__).parents[2] / "tests/packs/tiny"


def convolution(name, source, weight, bias, scale_in, scale_out, zero_out):
    """Nodes and constants of one QLinearConv: u8 in and out, s8 weights with one symmetric scale."""
    scale_w = float(np.abs(weight).max()) / 127
    constants = {
        "x_scale": np.float32(scale_in[0]),
        "x_zero": np.uint8(scale_in[1]),
        "w": np.round(weight / scale_w).astype(np.int8),
        "w_scale": np.float32(scale_w),
        "w_zero": np.int8(0),
        "y_scale": np.float32(scale_out),
        "y_zero": np.uint8(zero_out),
        "bias": np.round(np.asarray(bias) / (scale_in[0] * scale_w)).astype(np.int32),
    }
    kernel = weight.shape[2]
    order = ["x_scale", "x_zero", "w", "w_scale", "w_zero", "y_scale", "y_zero", "bias"]
    node = helper.make_node(
        "QLinearConv", [source] + [f"{name}_{c}" for c in order], [f"{name}_q"], name=name,
        kernel_shape=[kernel, kernel], strides=[kernel, kernel],
    )
    return node, [numpy_helper.from_array(np.asarray(v), f"{name}_{k}") for k, v in constants.items()]


def network():
    random = np.random.default_rng(7)
    count = len(CLASSES)
    stem = random.normal(0, 0.1, (4, 1, 4, 4))
    stem[0] = 1 / 16
    body = random.normal(0, 0.2, (8, 4, 2, 2))
    body[0] = 0
    body[0, 0] = 1 / 4
    heat = random.normal(0, 0.3, (count, 8, 1, 1))
    heat[:, 0] = 8
    size = random.normal(0, 0.1, (2 * count, 8, 1, 1))
    offset = random.normal(0, 0.1, (2 * count, 8, 1, 1))
    size_bias = [math.log(1 + (c // 2) % 4) for c in range(2 * count)]
    nodes, constants = [], []
    constants += [numpy_helper.from_array(np.float32(1 / 255), "scale"), numpy_helper.from_array(np.uint8(0), "zero")]
    nodes.append(helper.make_node("QuantizeLinear", ["input", "scale", "zero"], ["input_q"], name="quantize"))
    layers = [
        ("stem", "input_q", stem, np.zeros(4), (1 / 255, 0), 1 / 200, 20),
        ("body", "stem_q", body, np.zeros(8), (1 / 200, 20), 1 / 180, 30),
        ("heat", "body_q", heat, np.full(count, -4.0), (1 / 180, 30), 12 / 255, 128),
        ("size", "body_q", size, size_bias, (1 / 180, 30), 4 / 255, 64),
        ("offset", "body_q", offset, np.zeros(2 * count), (1 / 180, 30), 2 / 255, 128),
    ]
    for layer in layers:
        node, values = convolution(*layer)
        nodes.append(node)
        constants += values
        if layer[0] in ("heat", "size", "offset"):
            name = layer[0]
            scales = [f"{name}_y_scale", f"{name}_y_zero"]
            nodes.append(helper.make_node("DequantizeLinear", [f"{name}_q", *scales], [name], name=f"{name}_real"))
    rows, cols = HEIGHT // STRIDE, WIDTH // STRIDE
    outputs = [
        helper.make_tensor_value_info(name, TensorProto.FLOAT, [1, channels, rows, cols])
        for name, channels in [("heat", count), ("size", 2 * count), ("offset", 2 * count)]
    ]
    source = helper.make_tensor_value_info("input", TensorProto.FLOAT, [1, 1, HEIGHT, WIDTH])
    graph = helper.make_graph(nodes, "tiny", [source], outputs, constants)
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 13)], ir_version=8)
    onnx.checker.check_model(model)
    return model.SerializeToString()


def pictures():
    block = np.full((HEIGHT, WIDTH), 20, np.uint8)
    block[16:24, 32:40] = 220
    yield block
    yield np.random.default_rng(11).integers(0, 256, (HEIGHT, WIDTH), np.uint8)


def main():
    OUT.mkdir(parents=True, exist_ok=True)
    sha256 = lambda path: hashlib.sha256(path.read_bytes()).hexdigest()
    (OUT / "model.onnx").write_bytes(network())
    session = onnxruntime.InferenceSession(str(OUT / "model.onnx"), providers=["CPUExecutionProvider"])
    manifest = f"""schema = 1
name = "tiny"
version = "0.1.0"
kind = "detector"
model = "model.onnx"
sha256 = "{sha256(OUT / "model.onnx")}"
license = "MIT OR Apache-2.0"
trained_by = "models/training/make_tiny_pack.py"
classes = [{", ".join(f'"{c}"' for c in CLASSES)}]
thresholds = [{", ".join(["0.5"] * len(CLASSES))}]

[input]
name = "input"
width = {WIDTH}
height = {HEIGHT}
crop = "sector"
resize = "letterbox"
normalise = "unit"

[output]
decode = "heatmap-box"
stride = {STRIDE}
heat = "heat"
size = "size"
offset = "offset"
"""
    for i, luma in enumerate(pictures()):
        png, values = OUT / f"golden-{i}.png", OUT / f"golden-{i}.bin"
        Image.fromarray(luma).save(png)
        source = luma.astype(np.float32)[None, None] / np.float32(255)
        outputs = session.run(["heat", "size", "offset"], {"input": source})
        values.write_bytes(b"".join(o.astype("<f4").tobytes() for o in outputs))
        manifest += f"""
[[golden]]
input = "{png.name}"
output = "{values.name}"
sha256_input = "{sha256(png)}"
sha256_output = "{sha256(values)}"
tolerance = 0.0
"""
    (OUT / "manifest.toml").write_text(manifest)


if __name__ == "__main__":
    main()
