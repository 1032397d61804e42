"""The C client's bare loop, on this machine, at the device of these tests."""

from __future__ import annotations

import os
import shutil
import subprocess
import threading
import time
from pathlib import Path

import pytest

from device import Device, at_pty
from program import ROOT
from second_reader_link import second_reader_pb2 as pb

pytestmark = pytest.mark.skipif(shutil.which("cc") is None, reason="no C compiler is installed")


def test_it_shows_items_and_whether_the_picture_is_live(tmp_path: Path) -> None:
    build = tmp_path / "build"
    subprocess.run(["make", "-s", "-C", ROOT / "clients/c", f"BUILD={build}", build / "bare_loop"], check=True)
    device = Device()
    device.see(0, pb.ITEM_STATE_SEEN)
    device.see(1, pb.ITEM_STATE_CANNOT_ASSESS)
    lines: list[str] = []
    with at_pty(device) as port:
        environment = {**os.environ, "SRL_DEVICE": port}
        with subprocess.Popen([build / "bare_loop"], env=environment, stdout=subprocess.PIPE, text=True) as loop:
            assert loop.stdout is not None
            out = loop.stdout
            reader = threading.Thread(target=lambda: lines.extend(line.strip() for line in out))
            reader.start()
            wait_for(lines, 4)
            device.hello.snapshot_period_ms = 0
            wait_for(lines, 5)
            loop.terminate()
            reader.join()
    assert lines[0] == "link: up"
    assert sorted(lines[1:4]) == ["F1: seen", "F2: cannot assess", "picture: live"]
    assert lines[4] == "picture: not live"


def wait_for(lines: list[str], count: int) -> None:
    """Waits until so many lines are there; gives up in silence: the test says what is missing."""
    end = time.monotonic() + 20
    while len(lines) < count and time.monotonic() < end:
        time.sleep(0.01)
