"""The program of the device, and a stand-in for it where it was not built."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]
#: The built program; tests that need it are skipped without it.
SECOND_READER = os.environ.get("SECOND_READER", "")

needs_second_reader = pytest.mark.skipif(
    not SECOND_READER, reason="SECOND_READER does not name the program of the device"
)

_STAND_IN = """#!{python}
import os, pathlib, sys, time

sys.path[:0] = {path!r}
from device import Device, at_pty, ITEMS
from second_reader_link import second_reader_pb2 as pb

assert sys.argv[1:3] == ["link", "simulate"], sys.argv
place = pathlib.Path(sys.argv[sys.argv.index("--port") + 1].removeprefix("pty:"))
device = Device()
with at_pty(device) as port:
    place.symlink_to(port)
    while True:
        time.sleep(0.1)
        if device.exam == pb.EXAM_STATE_RUNNING:
            at = len(device.events)
            device.see(at % len(ITEMS), pb.ITEM_STATE_SEEN if at % 2 else pb.ITEM_STATE_NOT_SEEN)
"""


def stand_in(folder: Path) -> None:
    """Writes a `second-reader` that simulates the link by the tests' own device."""
    file = folder / "second-reader"
    file.write_text(_STAND_IN.format(python=sys.executable, path=[str(Path(__file__).parent)]))
    file.chmod(0o755)
