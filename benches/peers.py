"""Times this repository's integer operators beside other engines: the same integer model, the same
picture, one sitting, engines in turns, least and median of many runs, outputs compared with ONNX
Runtime's.

    python benches/peers.py --example PATH [--threads 1 2] [--seconds 4] [--kernel NAME] MODEL...

PATH is the built example `model` of crates/qconv, which times tract with and without the crate.
A MODEL is an ONNX file, or `dense`: a net of 3x3 convolutions that this script writes.
`make bench-peers` does all of it. LiteRT and ncnn do not read ONNX and have the dense net alone,
written anew by litert.py and ncnn_dense.py. With --kernel ours runs that kernel, and OpenVINO, which
uses AMX as ours does, no more than the instructions of it.
"""

import argparse
import os
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import numpy
import litert
import ncnn_dense
import onnx
import onnxruntime
import openvino
from onnx import TensorProto, helper, numpy_helper

# Channels and strides of the dense net's layers, all 3x3 on a picture of 256x256.
DENSE = ((16, 2), (32, 2), (32, 1), (64, 2), (64, 1), (64, 1), (96, 2), (96, 1), (96, 1), (128, 2), (128, 1))


SCALE = numpy.float32(1 / 255)
# What OpenVINO calls the instructions of a kernel.
ISA = {"amx": "AVX512_CORE_AMX", "avx512-vnni": "AVX512_CORE_VNNI", "avx-vnni": "AVX2_VNNI", "avx2": "AVX2"}
# Stock tract's AMX loop reads behind a matrix, which now and then ends the process.
TRIES = 5


def dense() -> tuple[bytes, list]:
    """u8 activations, s8 weights from a fixed seed, random biases; scales that keep the range. And
    the layers: weight, weight scale, bias, stride."""
    random, nodes, made, layers = numpy.random.default_rng(1), [], [], []

    def constant(name: str, value: numpy.ndarray) -> str:
        made.append(numpy_helper.from_array(value, name))
        return name

    scale = constant("scale", SCALE.reshape(()))
    zero = constant("zero", numpy.uint8(0).reshape(()))
    none = constant("none", numpy.int8(0).reshape(()))
    nodes.append(helper.make_node("QuantizeLinear", ["input", scale, zero], ["q"]))
    source, before = "q", 1
    for number, (channels, stride) in enumerate(DENSE):
        weight = random.integers(-127, 128, (channels, before, 3, 3), dtype=numpy.int8)
        step = numpy.float32(1 / (40 * numpy.sqrt(9 * before)))
        bias = random.integers(-500, 500, channels, dtype=numpy.int32)
        layers.append((weight, step, bias, stride))
        inputs = [
            source, scale, zero, constant(f"w{number}", weight),
            constant(f"s{number}", step.reshape(())), none, scale, zero,
            constant(f"b{number}", bias),
        ]
        # As SAME has it, which is all that LiteRT has.
        window = {"kernel_shape": [3, 3], "strides": [stride] * 2, "pads": [2 - stride] * 2 + [1] * 2}
        nodes.append(helper.make_node("QLinearConv", inputs, [f"t{number}"], **window))
        source, before = f"t{number}", channels
    nodes.append(helper.make_node("DequantizeLinear", [source, scale, zero], ["output"]))
    value = helper.make_tensor_value_info
    graph = helper.make_graph(
        nodes, "dense",
        [value("input", TensorProto.FLOAT, [1, 1, 256, 256])],
        [value("output", TensorProto.FLOAT, [1, before, 8, 8])],
        made,
    )
    opsets = [helper.make_opsetid("", 17)]
    return helper.make_model(graph, opset_imports=opsets, ir_version=8).SerializeToString(), layers


def clocked(run, seconds: float) -> list[float]:
    """Times of some runs."""
    times, end = [], time.perf_counter() + seconds
    while time.perf_counter() < end:
        start = time.perf_counter()
        run()
        times.append(1e3 * (time.perf_counter() - start))
    return times


def ours(example: list, model: Path, picture: Path, threads: int, seconds: float) -> dict:
    """Tract with and without the crate: name to (least, median); and the outputs."""
    with tempfile.NamedTemporaryFile() as out:
        program, *kernel = example
        command = [program, model, str(seconds), str(threads), picture, out.name, *kernel]
        for _ in range(TRIES):
            told = subprocess.run(command, capture_output=True, text=True, check=False)
            if told.returncode != -signal.SIGSEGV:
                break
            print("note: stock tract died, see docs/qconv.md; once more", file=sys.stderr)
        told.check_returncode()
        values = numpy.fromfile(out.name, numpy.float32)
    found = {"values": values}
    for line in told.stdout.splitlines():
        words = line.split()
        if words[0] == "ms":
            found[words[1]] = (float(words[3]), float(words[5]))
    return found


def compare(model: Path, example: list, threads: int, seconds: float, layers: list | None) -> None:
    """Prints a table of one model with one number of threads; `example` is the program and, if one is
    chosen, the kernel; `layers` are those of the dense net."""
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    session = onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"])
    (name, shape), = [(i.name, i.shape) for i in session.get_inputs()]
    picture = numpy.random.default_rng(2).random(shape, dtype=numpy.float32)
    truth = numpy.concatenate([o.ravel() for o in session.run(None, {name: picture})])
    core = openvino.Core()
    settings = {"INFERENCE_NUM_THREADS": threads, "NUM_STREAMS": 1, "PERFORMANCE_HINT": "LATENCY"}
    compiled = core.compile_model(core.read_model(model), "CPU", settings)
    request = compiled.create_infer_request()
    request.infer({0: picture})
    by_name = [request.get_tensor(o).data for o in compiled.outputs]
    vino = numpy.concatenate([v.ravel() for v in by_name])
    runs = {"onnxruntime": lambda: session.run(None, {name: picture}), "openvino": request.infer}
    outputs = {"onnxruntime": truth, "openvino": vino}
    if layers:
        light = litert.Session(litert.model(layers, SCALE, shape[2]), threads, picture)
        light.run()
        runs["litert"], outputs["litert"] = light.run, light.values()
        near = ncnn_dense.Session(layers, SCALE, threads, picture)
        runs["ncnn"], outputs["ncnn"] = near.run, near.values()
    times: dict[str, list] = {engine: [] for engine in runs}
    rounds, crate = 3, []
    with tempfile.NamedTemporaryFile() as stored:
        picture.tofile(stored.name)
        for _ in range(rounds):
            part = seconds / rounds
            crate.append(ours(example, model, Path(stored.name), threads, 2 * part))
            for engine, run in runs.items():
                times[engine] += clocked(run, part)
    rows = [
        (engine, min(v), statistics.median(v), outputs[engine]) for engine, v in times.items()
    ]
    for engine in ("ours", "tract"):
        least = min(part[engine][0] for part in crate)
        median = statistics.median(part[engine][1] for part in crate)
        rows.append((engine, least, median, crate[0]["values"] if engine == "ours" else None))
    best = next(row for row in rows if row[0] == "ours")
    print(f"\n{model.parent.name}/{model.name}, {threads} thread(s)")
    print("| engine | least ms | median ms | against ours | outputs that differ from ONNX Runtime's, by how much on average |")
    print("|---|---|---|---|---|")
    for engine, least, median, values in sorted(rows, key=lambda row: row[1]):
        differ = "" if values is None else (
            f"{(values != truth).sum()} of {truth.size}, {abs(values - truth).mean():.4f}"
        )
        print(f"| {engine} | {least:.3f} | {median:.3f} | {least / best[1]:.2f} | {differ} |")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--example", type=Path, required=True)
    parser.add_argument("--threads", type=int, nargs="+", default=[1])
    parser.add_argument("--seconds", type=float, default=4, help="for each engine")
    parser.add_argument("--kernel", choices=ISA, help="instead of the machine's fastest")
    parser.add_argument("models", nargs="+", help="ONNX files, or dense")
    arguments = parser.parse_args()
    example = [arguments.example]
    if arguments.kernel:
        os.environ["ONEDNN_MAX_CPU_ISA"] = ISA[arguments.kernel]
        example.append(arguments.kernel)
    with tempfile.TemporaryDirectory() as folder:
        for model in arguments.models:
            path, layers = Path(model), None
            if model == "dense":
                path = Path(folder) / "dense.onnx"
                content, layers = dense()
                path.write_bytes(content)
            for threads in arguments.threads:
                compare(path, example, threads, arguments.seconds, layers)


if __name__ == "__main__":
    main()
