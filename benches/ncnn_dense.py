"""The dense net of peers.py as ncnn reads it. ncnn's bytes are signed and have no zero point, so that
activations from 0 to 1 have 127 steps, not 255: the same weights make values that are near those of the
others, not equal to them."""

import ncnn
import numpy

# The mark of weights in bytes in ncnn's weight files.
BYTES = 0x000D4B38
STEPS = numpy.float32(127)


def text(layers: list, size: int) -> str:
    """The net's layers as ncnn has them in a .param file."""
    lines = ["7767517", f"{len(layers) + 1} {len(layers) + 1}", f"Input input 0 1 b0 0={size} 1={size} 2=1"]
    for number, (weight, _, _, stride) in enumerate(layers):
        before, after = 2 - stride, 1
        # Bytes from layer to layer (more than 100), where 127 is the most by itself; out of the last
        # one real values, held between 0 and 1.
        scales, ends = (101, "9=1") if number + 1 < len(layers) else (1, "9=3 -23310=2,0.0,1.0")
        lines.append(
            f"Convolution c{number} 1 1 b{number} b{number + 1} 0={weight.shape[0]} 1=3 3={stride} "
            f"4={before} 14={before} 15={after} 16={after} 5=1 6={weight.size} 8={scales} {ends}"
        )
    return "\n".join(lines) + "\n"


def weights(layers: list, scale: float) -> bytes:
    """The content of the .bin file: weights, biases, and the factors that make bytes of real values."""
    parts = []
    for number, (weight, step, bias, _) in enumerate(layers):
        parts += [numpy.uint32(BYTES), weight, numpy.zeros(-weight.size % 4, numpy.int8)]
        parts += [bias.astype(numpy.float32) * scale * step]
        parts += [numpy.full(weight.shape[0], 1 / step, numpy.float32), STEPS]
        if number + 1 < len(layers):
            parts.append(STEPS)
    return b"".join(part.tobytes() for part in parts)


class Session:
    def __init__(self, layers: list, scale: float, threads: int, picture: numpy.ndarray) -> None:
        self.net = ncnn.Net()
        self.net.opt.num_threads = threads
        self.last = f"b{len(layers)}"
        if self.net.load_param_mem(text(layers, picture.shape[2])):
            raise RuntimeError("ncnn does not take the net")
        self.bytes = weights(layers, scale)
        self.net.load_model_mem(self.bytes)
        self.picture = ncnn.Mat(picture[0])

    def run(self):
        extractor = self.net.create_extractor()
        extractor.input("b0", self.picture)
        return extractor.extract(self.last)[1]

    def values(self) -> numpy.ndarray:
        return numpy.array(self.run()).ravel()
