"""srlink, as its user runs it."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from device import Device, at_pty
from second_reader_link import second_reader_pb2 as pb
from second_reader_link.frames import Frame, encode

VECTORS = Path(__file__).parent / "../../../crates/wire/vectors"


def srlink(*arguments: str, given: bytes | None = None) -> tuple[int, str, str]:
    command = [sys.executable, "-c", "from second_reader_link.cli import main; main()", *arguments]
    done = subprocess.run(command, input=given, capture_output=True, timeout=60, check=False)
    return done.returncode, done.stdout.decode(), done.stderr.decode()


def refuse(*arguments: str) -> tuple[int, str]:
    code, out, error = srlink(*arguments)
    lines = error.splitlines()
    assert lines[0].startswith("error: ") and lines[1].startswith("hint: ") and not out, error
    return code, lines[0]


def test_an_exam_from_begin_to_end() -> None:
    device = Device()
    with at_pty(device) as port:
        assert srlink("begin", port, "--exam-id", "0102ff") == (0, "exam: running\n", "")
        assert device.exam_id == b"\x01\x02\xff"
        assert srlink("mark", port)[1] == "exam: running, 1 moments marked\n"
        assert srlink("end", port)[1] == "exam: review, 1 moments marked\n"
        code, out, error = srlink("end", port)
        assert (code, out) == (1, "") and "the device refuses: wrong_state" in error


def test_a_late_command_is_waited_for() -> None:
    device = Device(late=2)
    with at_pty(device) as port:
        assert srlink("begin", port) == (0, "exam: running\n", "")
        assert srlink("mark", port) == (0, "exam: running, 1 moments marked\n", "")
        assert device.done == ["ExamBegin", "ExamCommand"]


def test_items_are_told_with_their_states() -> None:
    device = Device()
    device.see(0, pb.ITEM_STATE_SEEN)
    device.see(1, pb.ITEM_STATE_NOT_SEEN)
    with at_pty(device) as port:
        code, out, _ = srlink("items", port)
        lines = out.splitlines()
        assert code == 0 and len(lines) == 8
        assert lines[0].split()[:2] == ["F1", "seen"] and "Item number 1" in lines[0]
        assert "not seen" in lines[1] and "cannot assess" in lines[2]
        assert lines[-1] == "This supports the examiner; it does not diagnose."
        device.withheld = True
        assert all("withheld" in line for line in srlink("items", port)[1].splitlines()[:-1])


def test_watch_prints_what_changes() -> None:
    device = Device()
    device.see(4, pb.ITEM_STATE_SEEN)
    device.happen(kind=pb.EVENT_VIEW, view=pb.VIEW_FOUR_CHAMBER)
    device.happen(kind=pb.EVENT_STATE, state=pb.STATE_NO_SIGNAL)
    device.happen(kind=pb.EVENT_EXAM, exam=pb.EXAM_STATE_IDLE, command=pb.COMMAND_END, refused=pb.ERROR_WRONG_STATE)
    device.happen(kind=pb.EVENT_REVEAL, withheld=True)
    device.happen(kind=77)
    with at_pty(device) as port:
        code, out, _ = srlink("watch", port, "--seconds", "1", "--snapshots", "200")
        lines = [line.strip() for line in out.splitlines()]
        assert code == 0 and lines[0] == "link: up, serial number SR-0001, firmware 9.9"
        assert [line.split("  ", 1)[1] for line in lines if "#" in line] == [
            "item F5: seen  (Item number 5)  #1",
            "view: four_chamber  #2",
            "state: no_signal  #3",
            "exam: idle, end refused: wrong_state  #4",
            "results: withheld until the examiner has judged  #5",
            "an event of a later version  #6",
        ]
        shots = [line for line in lines if "snapshot:" in line]
        assert len(shots) >= 3
        assert "view four_chamber, 1 structures, axis 43.25, heart_chest_area 0.311, 143.2 beats" in shots[0]
        rows = [json.loads(line) for line in srlink("watch", port, "--seconds", "1", "--json")[1].splitlines()]
        assert rows[0] == {"link": "up"}
        assert rows[1]["event"]["item_id"] == "F5" and rows[1]["event"]["item_state"] == "ITEM_STATE_SEEN"


def test_captured_bytes_are_decoded(tmp_path: Path) -> None:
    capture = b"noise\0" + encode(Frame(pb.MSG_BUSY, 3, 2, pb.Busy(retry_ms=50).SerializeToString()))
    capture += encode(Frame(999, 4, payload=b"\x01")) + encode(Frame(pb.MSG_DONE, 5, 4))[:-3] + b"\0"
    file = tmp_path / "capture.bin"
    file.write_bytes(capture)
    wanted = [
        "-- bad_cobs",
        'BUSY seq 3 to 2 {"retry_ms": 50}',
        "message 999 seq 4 payload 01 is no message that is known",
        "-- bad_cobs",
    ]
    assert srlink("decode", str(file))[1].splitlines() == wanted
    assert srlink("decode", "-", given=capture)[1].splitlines() == wanted


def test_the_vectors_are_run_and_a_wrong_one_fails(tmp_path: Path) -> None:
    code, out, _ = srlink("conformance", str(VECTORS))
    passed, total = out.split()[-1].split("/")
    assert code == 0 and out.startswith("PASS ") and passed == total and int(total) >= 60
    wrong = {"name": "wrong", "reason": "a test", "bytes": "0100", "outcomes": []}
    (tmp_path / "wrong.json").write_text(json.dumps({"about": "", "vectors": [wrong]}))
    code, out, _ = srlink("conformance", str(tmp_path))
    assert code == 1 and out.endswith("FAIL 0/1\n") and "brings short, not nothing" in out


@pytest.mark.parametrize(
    ("arguments", "words", "wanted"),
    [
        (["watch", "/dev/ttyNOTHING"], "/dev/ttyNOTHING", 1),
        (["decode", "/nothing/here"], "/nothing/here", 2),
        (["begin", "/dev/null", "--exam-id", "xyz"], "xyz", 2),
        (["conformance", "/nothing/here"], "no conformance vectors", 2),
    ],
)
def test_bad_input_is_answered_with_a_hint(arguments: list[str], words: str, wanted: int) -> None:
    code, line = refuse(*arguments)
    assert code == wanted and words in line


def test_a_port_without_a_device() -> None:
    device = Device()
    device.receive = lambda data, now: None  # type: ignore[method-assign]
    with at_pty(device) as port:
        code, line = refuse("items", port, "--wait", "0.3")
        assert code == 1 and "no Second Reader answers" in line


def test_too_long_an_exam_id() -> None:
    with at_pty(Device()) as port:
        code, line = refuse("begin", port, "--exam-id", "00" * 17)
        assert code == 1 and "17 bytes of at most 16" in line
