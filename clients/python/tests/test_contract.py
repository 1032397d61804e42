"""What is checked in is what the contract says."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest
from google.protobuf.message import Message

from second_reader_link import conformance, messages
from second_reader_link import second_reader_pb2 as pb
from second_reader_link.contract import BOUNDS

HERE = Path(__file__).parent.parent
CONTRACT = HERE / "../../crates/wire/proto"
VECTORS = HERE / "../../crates/wire/vectors"


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
