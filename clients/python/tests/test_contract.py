"""What is checked in is what the contract says."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
from google.protobuf.message import Message

from second_reader_link import conformance, messages
from second_reader_link import second_reader_pb2 as pb
from second_reader_link.contract import BOUNDS
from second_reader_link.frames import Frame, encode

HERE = Path(__file__).parent.parent
CONTRACT = HERE / "../../crates/wire/proto"
VECTORS = HERE / "../../crates/wire/vectors"


def test_the_interface_document_is_that_of_the_contract() -> None:
    subprocess.run([sys.executable, HERE / "../interface.py", "--check"], check=True)


def test_links_of_the_documents_lead_somewhere() -> None:
    root = (HERE / "../..").resolve()
    documents = [*root.glob("docs/vendor-link/*.md"), *root.glob("clients/*/README.md")]
    assert len(documents) >= 7
    for document in documents:
        text = document.read_text()
        for place, anchor in re.findall(r"\]\((?!https?:)([^)#]*)(?:#([^)]+))?\)", text):
            target = (document.parent / place).resolve() if place else document
            assert target.exists(), f"{document}: {place}"
            if anchor:
                titles = re.findall(r"^#+ (.+)$", target.read_text(), re.M)
                assert anchor in {re.sub(r"[^\w -]", "", t).lower().replace(" ", "-") for t in titles}, (
                    f"{document}: {anchor}"
                )


def test_the_generated_code_is_that_of_the_contract() -> None:
    subprocess.run([HERE / "generate.sh", "--check"], check=True)


def test_every_message_field_and_value_of_the_contract_is_there() -> None:
    text = re.sub(r"//.*", "", (CONTRACT / "second_reader.proto").read_text())
    fields = values = 0
    for name, body in re.findall(r"message (\w+) \{(.*?)\}", text, re.S):
        found = {f.name: f.number for f in pb.DESCRIPTOR.message_types_by_name[name].fields}
        told = {n: int(number) for n, number in re.findall(r"(\w+) = (\d+);", body)}
        assert found == told, name
        fields += len(told)
    for name, body in re.findall(r"enum (\w+) \{(.*?)\}", text, re.S):
        told = {n: int(number) for n, number in re.findall(r"(\w+) = (\d+);", body)}
        assert dict(pb.DESCRIPTOR.enum_types_by_name[name].values_by_name.items()).keys() == told.keys()
        assert {v.name: v.number for v in pb.DESCRIPTOR.enum_types_by_name[name].values} == told
        values += len(told)
    assert fields > 150
    assert values > 150


def test_every_id_has_its_message_and_every_request_is_one() -> None:
    text = (CONTRACT / "second_reader.proto").read_text()
    told = re.findall(r"MSG_(\w+) = (\d+);  // ([^\n]*)", text)
    own = {"Hello", "EventCredit", "GetEvents"}
    for _, number, words in told:
        if number == "0":
            continue
        cls = messages.CLASSES[int(number)]
        assert cls.__name__ in words
        asked = words.startswith("Request:") and cls.__name__ not in own
        assert (cls in messages.REQUESTS) == asked, cls


def test_bounds_hold_at_their_ends() -> None:
    assert messages.beyond_bounds(pb.Hello(vendor="x" * 24)) is None
    assert messages.beyond_bounds(pb.Hello(vendor="é" * 13)) == "vendor: 26 bytes of at most 24"
    log = pb.Log(lines=["x"] * 4)
    assert messages.beyond_bounds(log) is None
    log.lines.append("x")
    assert messages.beyond_bounds(log) == "lines: 5 of at most 4"
    log = pb.Log(lines=["x" * 97])
    assert messages.beyond_bounds(log) == "lines: 97 bytes of at most 96"
    nested = pb.Events(events=[pb.Event(item_id="x" * 9)])
    assert messages.beyond_bounds(nested) == "events.item_id: 9 bytes of at most 8"
    known = {message.name for message in pb.DESCRIPTOR.message_types_by_name.values()}
    assert {message for message, _ in BOUNDS} <= known
    assert messages.read(pb.MSG_HELLO, pb.Hello(vendor="x" * 25).SerializeToString()) is None


@pytest.mark.parametrize("vector", conformance.load(VECTORS), ids=lambda v: v.name)
def test_vectors(vector: conformance.Vector) -> None:
    assert conformance.check(vector) is None, vector.reason


def test_snapshots_are_taken_apart() -> None:
    shot = pb.Snapshot(items=bytes([0x31, 0x92]), structures=bytes([0x80 | 93, 12, 127]), measures_given=0b101)
    shot.measures_milli.extend([43250, 311])
    assert [messages.item_words(state) for state in messages.items_of(shot)] == [
        "cannot assess",
        "seen",
        "not seen",
        "unknown",
    ]
    assert messages.structures_of(shot) == {"crux": (93, True), "ventricular_septum": (12, False)}
    assert messages.measures_of(shot) == {"axis": 43.25, "heart_chest_area": 0.311}
    empty: Message = pb.Snapshot()
    assert isinstance(empty, pb.Snapshot)
    assert messages.items_of(empty) == []
    # Of a later version.
    assert messages.name_of(999) == "message 999"
    assert messages.word(pb.State, "STATE_", 77) == "unknown 77"


def test_full_snapshots_take_less_than_a_tenth_of_the_line() -> None:
    # The figures of docs/vendor-link/timing.md.
    stamp = pb.Stamp(frame=54321, time_ms=1810700, age_ms=85)
    shot = pb.Snapshot(stamp=stamp, state=pb.STATE_RUNNING, exam=pb.EXAM_STATE_RUNNING)
    assert on_the_line(shot) == 30
    shot.view, shot.structures, shot.items = pb.VIEW_FOUR_CHAMBER, bytes([0xDD] * 23), bytes(14)
    assert on_the_line(shot) == 73
    shot.measures_given, shot.heart_rate_deci, shot.score_milli = 0x1FF, 1432, 494
    shot.measures_milli.extend([43250, 520, 311, 410, 1050, 980, 1010, 80, 1180])
    assert on_the_line(shot) == 103
    assert 10 * on_the_line(shot) * 10 < 115200 / 10
    item = pb.Event(id=500, stamp=stamp, kind=pb.EVENT_ITEM, item=12, item_id="F12", item_state=pb.ITEM_STATE_SEEN)
    assert on_the_line(item) == 40
    beat = pb.Heartbeat(uptime_ms=1810700, state=pb.STATE_RUNNING, state_name="running", frame_age_ms=85)
    beat.inference_p99_us, beat.frames_dropped, beat.event_newest = 35800, 12, 500
    beat.log_id, beat.exam = 1, pb.EXAM_STATE_RUNNING
    assert on_the_line(beat) == 47


def on_the_line(message: Message) -> int:
    """Bytes of a frame with one delimiter."""
    return len(encode(Frame(messages.IDS[type(message)], 300, 0, message.SerializeToString()))) - 1
