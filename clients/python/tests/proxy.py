"""A bad line between a device's port and a client: flipped and lost bytes, pauses, and a plug that is pulled."""

from __future__ import annotations

import contextlib
import os
import random
import select
import threading
import time
import tty
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Faults:
    """How bad the line is."""

    seed: int
    flips: float = 0.0  #: share of the bytes with a flipped bit
    drops: float = 0.0  #: share of the bytes that are lost
    stall_every_s: float = 0.0  #: pauses of 200 ms, this far apart
    cut_every_s: float = 0.0  #: the plug is out for half a second, this far apart


class _Line:
    """The client's end, which comes and goes."""

    def __init__(self, place: Path) -> None:
        self._place = place
        self.master = -1
        self._slave = -1

    def plug(self) -> None:
        self.master, self._slave = os.openpty()
        tty.setraw(self._slave)
        os.set_blocking(self.master, False)
        beside = self._place.with_suffix(".new")
        beside.symlink_to(os.ttyname(self._slave))
        beside.replace(self._place)

    def unplug(self) -> None:
        if self.master >= 0:
            self._place.unlink()
            os.close(self.master)
            os.close(self._slave)
            self.master = -1


def _hurt(data: bytes, chance: random.Random, faults: Faults) -> bytes:
    out = bytearray()
    for byte in data:
        if chance.random() < faults.drops:
            continue
        out.append(byte ^ 1 << chance.randrange(8) if chance.random() < faults.flips else byte)
    return bytes(out)


def _work(device: int, line: _Line, faults: Faults, stop: threading.Event) -> None:
    chance = random.Random(faults.seed)
    start: float | None = None  # when the client said something: a port that is not there cannot be opened
    line.plug()
    while not stop.is_set():
        now = 0.0 if start is None else time.monotonic() - start
        out = bool(faults.cut_every_s) and now % faults.cut_every_s > faults.cut_every_s - 0.5
        if out and line.master >= 0:
            line.unplug()
        elif not out and line.master < 0:
            line.plug()
        if now and faults.stall_every_s and now % faults.stall_every_s < 0.2:
            time.sleep(0.2)
        ends = [device] if line.master < 0 else [device, line.master]
        for end in select.select(ends, [], [], 0.01)[0]:
            with contextlib.suppress(OSError):
                data = _hurt(os.read(end, 4096), chance, faults)
                start = time.monotonic() if start is None and end != device else start
                other = line.master if end == device else device
                if other >= 0:
                    os.write(other, data)
    line.unplug()


@contextlib.contextmanager
def bad_line(device: Path, place: Path, faults: Faults) -> Iterator[Path]:
    """Puts a bad line between the device's port and a new port at `place`."""
    end = os.open(device, os.O_RDWR | os.O_NOCTTY | os.O_NONBLOCK)
    tty.setraw(end)
    stop = threading.Event()
    worker = threading.Thread(target=_work, args=(end, _Line(place), faults, stop), daemon=True)
    worker.start()
    while not place.exists():
        time.sleep(0.01)
    try:
        yield place
    finally:
        stop.set()
        worker.join()
        os.close(end)
