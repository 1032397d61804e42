"""Both clients hold a session with the device's program through a whole exam of the phantom."""

from __future__ import annotations

import json
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from program import ROOT, SECOND_READER, needs_second_reader

pytestmark = needs_second_reader

EXAM_S = 25
PYTHON = [sys.executable, "-c", "from second_reader_link.cli import main; main()"]


@contextmanager
def device(folder: Path, *arguments: str) -> Iterator[list[Path]]:
    """The device's program with three ports; it gets Ctrl-C at the end and has to end well."""
    ports = [folder / f"port{number}" for number in range(3)]
    command = [SECOND_READER, "link", "simulate", "--model", str(ROOT / "models/small"), *arguments]
    command += [part for port in ports for part in ("--port", f"pty:{port}")]
    with (folder / "device.log").open("wb") as log, subprocess.Popen(command, stdout=log, stderr=log) as program:
        try:
            end = time.monotonic() + 60
            while not all(port.exists() for port in ports):
                assert program.poll() is None and time.monotonic() < end, (folder / "device.log").read_text()
                time.sleep(0.05)
            yield ports
        finally:
            program.send_signal(signal.SIGINT)
            program.wait(30)
    assert program.returncode == 0, (folder / "device.log").read_text()


def c_client(folder: Path) -> list[str]:
    """The C client's example, under valgrind where that is there."""
    build = folder / "build"
    subprocess.run(["make", "-s", "-C", ROOT / "clients/c", f"BUILD={build}", build / "watch"], check=True)
    if shutil.which("valgrind") is None:
        return [str(build / "watch")]
    return ["valgrind", "-q", "--error-exitcode=9", "--leak-check=full", str(build / "watch")]


def srlink(*arguments: str) -> list[str]:
    """What a command of srlink prints; it has to succeed."""
    done = subprocess.run([*PYTHON, *arguments], capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout.splitlines()


def stop(program: subprocess.Popen[str]) -> list[str]:
    """Ends a client as its user would; what it printed."""
    program.send_signal(signal.SIGINT)
    out, error = program.communicate(timeout=30)
    assert program.returncode == 0, error
    assert not error, error
    return out.splitlines()


def in_order(ids: list[int]) -> None:
    """Each event once, in order, from the first one on."""
    assert ids == list(range(1, len(ids) + 1))


@pytest.mark.skipif(shutil.which("cc") is None, reason="no C compiler is installed")
def test_every_change_arrives_once_and_in_order_at_both_clients(tmp_path: Path) -> None:
    watch = c_client(tmp_path)
    with device(tmp_path, "--begin", "on_command") as (first, second, third):
        pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True}
        with (
            subprocess.Popen([*watch, str(first), "begin"], **pipes) as c,  # type: ignore[call-overload]
            subprocess.Popen([*PYTHON, "watch", str(second), "--json"], **pipes) as python,  # type: ignore[call-overload]
        ):
            time.sleep(EXAM_S)
            # A third cart marks a moment and ends the exam while both watch.
            assert srlink("mark", str(third)) == ["exam: running, 1 moments marked"]
            assert srlink("end", str(third)) == ["exam: review, 1 moments marked"]
            time.sleep(1)
            told_c, told_python = stop(c), stop(python)
        # The device's own log, whole, to a client that comes late.
        late = srlink("watch", str(third), "--json", "--seconds", "3")

    log = [row["event"] for line in late if "event" in (row := json.loads(line))]
    in_order([event["id"] for event in log])
    items = {e["id"]: (e["item_id"], e["item_state"]) for e in log if e["kind"] == "EVENT_ITEM"}
    assert len(items) >= 5, log
    views = {event["view"] for event in log if event["kind"] == "EVENT_VIEW"}
    assert {"VIEW_ABDOMEN", "VIEW_THREE_VESSEL_TRACHEA"} <= views, "the sweep was not whole"
    exams = [(e.get("command"), e["exam"], e["id"]) for e in log if e["kind"] == "EVENT_EXAM"]
    assert exams[0][:2] == ("COMMAND_BEGIN", "EXAM_STATE_RUNNING")
    assert exams[-1][:2] == ("COMMAND_END", "EXAM_STATE_REVIEW")
    last = exams[-1][2]  # Views are told in review, too.

    python_events = [row["event"] for line in told_python if "event" in (row := json.loads(line))]
    in_order([event["id"] for event in python_events])
    assert last <= len(python_events) <= len(log)
    heard = {e["id"]: (e["item_id"], e["item_state"]) for e in python_events if e["kind"] == "EVENT_ITEM"}
    assert heard == items

    assert told_c[0].startswith("link: up, ") and told_c[-1] == "link: ended"
    c_ids = [int(match[1]) for line in told_c if (match := re.search(r"  #(\d+)$", line))]
    in_order(c_ids)
    words = {"seen": "SEEN", "not seen": "NOT_SEEN", "cannot assess": "CANNOT_ASSESS"}
    words |= {"meets the criterion": "MEETS", "outside the criterion": "OUTSIDE"}
    shown = re.compile(r" s  item (\w+): ([a-z ]+?)(?:  \(.*\))?  #(\d+)$")
    c_items = {int(m[3]): (m[1], f"ITEM_STATE_{words[m[2]]}") for line in told_c if (m := shown.search(line))}
    assert c_items == items and last <= len(c_ids) <= len(log)
    assert not any("LOST" in line for line in told_c)


@pytest.mark.skipif(shutil.which("cc") is None, reason="no C compiler is installed")
def test_noise_stalls_and_a_new_start_cost_no_event(tmp_path: Path) -> None:
    script = tmp_path / "faults"
    script.write_text("4 garbage 3000\n7 stall 5\n16 no_signal 2\n20 reboot\n")
    watch = c_client(tmp_path)
    with device(tmp_path, "--script", str(script)) as (first, second, _):
        pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True}
        with (
            subprocess.Popen([*watch, str(first)], **pipes) as c,  # type: ignore[call-overload]
            subprocess.Popen([*PYTHON, "watch", str(second), "--json"], **pipes) as python,  # type: ignore[call-overload]
        ):
            time.sleep(32)
            told_c, told_python = stop(c), stop(python)

    # One log until the new start, another one from then on.
    rows = [json.loads(line) for line in told_python]
    ids = [row["event"]["id"] for row in rows if "event" in row]
    start_anew = ids.index(1, 1)
    in_order(ids[:start_anew])
    in_order(ids[start_anew:])
    assert {"link": "lost"} in rows and start_anew >= 3

    c_ids = [int(match[1]) for line in told_c if (match := re.search(r"  #(\d+)$", line))]
    start_anew = c_ids.index(1, 1)
    in_order(c_ids[:start_anew])
    in_order(c_ids[start_anew:])
    assert "link: LOST" in told_c


@pytest.mark.skipif(shutil.which("cc") is None, reason="no C compiler is installed")
@pytest.mark.parametrize("client", ["c", "python"])
def test_the_device_runs_its_vectors_against_both_clients(tmp_path: Path, client: str) -> None:
    port, build = tmp_path / "port", tmp_path / "build"
    if client == "c":
        subprocess.run(["make", "-s", "-C", ROOT / "clients/c", f"BUILD={build}", build / "echo"], check=True)
    echo = [str(build / "echo"), str(port)] if client == "c" else [*PYTHON, "echo", str(port)]
    command = [SECOND_READER, "link", "conform", "--port", f"pty:{port}"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as conform:
        end = time.monotonic() + 30
        while not port.exists() and time.monotonic() < end:
            time.sleep(0.05)
        with subprocess.Popen(echo) as build_under_test:
            out, error = conform.communicate(timeout=120)
            build_under_test.terminate()
    assert conform.returncode == 0, out + error
    passed, count = re.fullmatch(r"PASS (\d+)/(\d+)", out.splitlines()[-1]).groups()  # type: ignore[union-attr]
    assert passed == count and int(count) >= 60
