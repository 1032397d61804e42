"""The conformance vectors: streams of bytes, and what a receiver has to make of them."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from . import frames, messages
from . import second_reader_pb2 as pb
from .frames import Decoder, Fault, Frame

_FAULTS = {
    Fault.BAD_COBS: "cobs",
    Fault.TOO_SHORT: "short",
    Fault.BAD_CRC: "crc",
    Fault.TOO_LARGE: "too_large",
}
_ANY_MAJOR = (pb.MSG_HELLO, pb.MSG_ERROR)


@dataclass(frozen=True, slots=True)
class Vector:
    """A stream and its outcomes, as they stand in the file."""

    file: str
    name: str
    reason: str
    data: bytes
    outcomes: list[dict[str, Any]]


def load(folder: Path) -> list[Vector]:
    """All vectors of a folder's JSON files. ValueError where there is none, or one is no vector."""
    vectors: list[Vector] = []
    for file in sorted(folder.glob("*.json")):
        try:
            for each in json.loads(file.read_text())["vectors"]:
                data = bytes.fromhex(each["bytes"])
                vectors.append(Vector(file.name, each["name"], each["reason"], data, each["outcomes"]))
        except (KeyError, TypeError, ValueError) as error:
            raise ValueError(f"{file}: no conformance vectors: {error}") from error
    if not vectors:
        raise ValueError(f"{folder}: no conformance vectors")
    return vectors


def outcome(arrival: Frame | Fault) -> dict[str, Any]:
    """What a receiver of both sides makes of it, in the words of the vectors."""
    if isinstance(arrival, Fault):
        return {"outcome": _FAULTS[arrival]}
    if arrival.major != frames.MAJOR and arrival.msg_id not in _ANY_MAJOR:
        kind = "unsupported_version"
    elif arrival.flags & frames.FLAGS_INCOMPATIBLE:
        kind = "unsupported_flags"
    elif arrival.msg_id not in messages.CLASSES:
        kind = "unknown_message"
    else:
        kind = "malformed" if messages.read(arrival.msg_id, arrival.payload) is None else "message"
    frame = {
        "major": arrival.major,
        "flags": arrival.flags,
        "msg_id": arrival.msg_id,
        "seq": arrival.seq,
        "reply_to": arrival.reply_to,
        "payload": arrival.payload.hex(),
    }
    return {"outcome": kind, "frame": frame}


def is_message(frame: Frame) -> bool:
    """Whether a receiver takes a frame."""
    return bool(outcome(frame)["outcome"] == "message")


def check(vector: Vector) -> str | None:
    """What goes wrong with a vector, in one piece and byte by byte; None where nothing does."""
    single = Decoder()
    whole = [outcome(arrival) for arrival in Decoder().feed(vector.data)]
    apart = [outcome(arrival) for byte in vector.data for arrival in single.feed(bytes([byte]))]
    if whole != vector.outcomes:
        return f"brings {_words(whole)}, not {_words(vector.outcomes)}"
    if apart != vector.outcomes:
        return f"byte by byte brings {_words(apart)}, not {_words(vector.outcomes)}"
    return None


def _words(outcomes: list[dict[str, Any]]) -> str:
    return " ".join(str(each["outcome"]) for each in outcomes) or "nothing"
