"""Both clients, as they are shipped, over lines that flip and drop bytes, pause, and are unplugged."""

from __future__ import annotations

import json
import re
import shutil
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from device import Device, at_pty
from program import ROOT
from proxy import Faults, bad_line
from second_reader_link import second_reader_pb2 as pb

EVENTS = 70
FAULTS = {
    "flips": Faults(seed=1, flips=0.004),
    "cuts": Faults(seed=2, cut_every_s=3.0),
    "all": Faults(seed=3, flips=0.003, drops=0.001, stall_every_s=2.0, cut_every_s=5.0),
}
SECONDS_MAX = 300  # only a loss that is never mended takes as long


def command(client: str, folder: Path, port: Path) -> list[str]:
    if client == "python":
        main = "from second_reader_link.cli import main; main()"
        return [sys.executable, "-c", main, "watch", str(port), "--json", "--wait", "60"]
    if shutil.which("cc") is None:
        pytest.skip("no C compiler is installed")
    build = folder / "build"
    subprocess.run(["make", "-s", "-C", ROOT / "clients/c", f"BUILD={build}", build / "watch"], check=True)
    return [str(build / "watch"), str(port)]


def number(line: str) -> int | None:
    """The id of the event that a line tells of."""
    if line.startswith("{"):
        row = json.loads(line)
        return int(row["event"]["id"]) if "event" in row else None
    match = re.search(r"  #(\d+)$", line)
    return int(match[1]) if match else None


@pytest.mark.parametrize("client", ["c", "python"])
@pytest.mark.parametrize("faults", FAULTS.values(), ids=FAULTS.keys())
def test_each_event_is_told_once_and_in_order(tmp_path: Path, client: str, faults: Faults) -> None:
    device = Device()
    told: list[int] = []
    lost = 0
    with at_pty(device) as port, bad_line(Path(port), tmp_path / "port", faults) as place:
        program = subprocess.Popen(command(client, tmp_path, place), stdout=subprocess.PIPE, text=True)
        lines: list[str] = []
        assert program.stdout is not None
        out = program.stdout
        reader = threading.Thread(target=lambda: lines.extend(out))
        reader.start()
        end = time.monotonic() + SECONDS_MAX
        seen = 0
        while time.monotonic() < end and (not told or told[-1] < EVENTS):
            if len(device.events) < EVENTS:
                device.see(len(device.events) % 7, pb.ITEM_STATE_SEEN)
            time.sleep(0.1)
            fresh = lines[seen:]
            seen += len(fresh)
            told += [found for line in fresh if (found := number(line.strip())) is not None]
            lost += sum("lost" in line.lower() for line in fresh)
        program.send_signal(signal.SIGINT)
        program.wait(30)
        reader.join()
    assert told == list(range(1, EVENTS + 1)), lines[-5:]
    if faults.cut_every_s:
        assert lost >= 1
