"""Frames of the link: COBS, header, CRC-32. What stands on the line, and nothing of what it means."""

from __future__ import annotations

import struct
import zlib
from dataclasses import dataclass
from enum import Enum

MAJOR = 1
PAYLOAD_BYTES_MAX = 512
FLAGS_INCOMPATIBLE = 0xF0

_HEADER = struct.Struct("<BBHHH")
_CRC = struct.Struct("<I")
RAW_BYTES_MIN = _HEADER.size + _CRC.size
RAW_BYTES_MAX = RAW_BYTES_MIN + PAYLOAD_BYTES_MAX
_COBS_BYTES_MAX = RAW_BYTES_MAX + RAW_BYTES_MAX // 254 + 1
_BLOCK = 254


@dataclass(frozen=True, slots=True)
class Frame:
    """A frame, taken apart. `reply_to` 0: a notice, or a request."""

    msg_id: int
    seq: int
    reply_to: int = 0
    payload: bytes = b""
    major: int = MAJOR
    flags: int = 0


class Fault(Enum):
    """What is wrong with bytes between two zeros."""

    BAD_COBS = "bad_cobs"  #: broken framing
    TOO_SHORT = "too_short"  #: shorter than a header and a CRC
    BAD_CRC = "bad_crc"  #: damaged
    TOO_LARGE = "too_large"  #: longer than the longest frame


def cobs_encode(data: bytes) -> bytes:
    """`data` without zeros, after Cheshire and Baker (1999); no delimiter."""
    out = bytearray()
    parts = data.split(b"\0")
    for number, part in enumerate(parts):
        # A block that is full stands for no zero: where one follows, an empty block says it.
        last = number == len(parts) - 1
        for at in range(0, len(part) + (0 if last and part else 1), _BLOCK):
            block = part[at : at + _BLOCK]
            out.append(len(block) + 1)
            out += block
    return bytes(out)


def cobs_decode(data: bytes) -> bytes | None:
    """What `cobs_encode` was given; None where `data` is cut off or holds a zero."""
    out = bytearray()
    at = 0
    while at < len(data):
        code = data[at]
        block = data[at + 1 : at + code]
        if code == 0 or len(block) != code - 1 or 0 in block:
            return None
        out += block
        at += code
        if code <= _BLOCK and at < len(data):
            out.append(0)
    return bytes(out)


def encode(frame: Frame) -> bytes:
    """The bytes of a frame, with a zero in front, which ends what noise may have begun, and one behind.

    ValueError where the payload is longer than 512 bytes."""
    if len(frame.payload) > PAYLOAD_BYTES_MAX:
        raise ValueError(f"a payload has at most {PAYLOAD_BYTES_MAX} bytes, not {len(frame.payload)}")
    raw = _HEADER.pack(frame.major, frame.flags, frame.msg_id, frame.seq, frame.reply_to) + frame.payload
    return b"\0" + cobs_encode(raw + _CRC.pack(zlib.crc32(raw))) + b"\0"


def _open(between: bytes) -> Frame | Fault:
    raw = cobs_decode(between)
    if raw is not None and len(raw) > RAW_BYTES_MAX:
        return Fault.TOO_LARGE
    if raw is None:
        return Fault.BAD_COBS
    if len(raw) < RAW_BYTES_MIN:
        return Fault.TOO_SHORT
    (crc,) = _CRC.unpack_from(raw, len(raw) - _CRC.size)
    if crc != zlib.crc32(raw[: -_CRC.size]):
        return Fault.BAD_CRC
    major, flags, msg_id, seq, reply_to = _HEADER.unpack_from(raw)
    return Frame(msg_id, seq, reply_to, raw[_HEADER.size : -_CRC.size], major, flags)


class Decoder:
    """Takes frames out of a stream of bytes; after any fault it goes on behind the next zero."""

    def __init__(self) -> None:
        self._begun = bytearray()
        self._overrun = False

    def feed(self, data: bytes) -> list[Frame | Fault]:
        """What `data`, in pieces of any size, has brought."""
        found: list[Frame | Fault] = []
        *ended, rest = data.split(b"\0")
        for piece in ended:
            self._take(piece)
            if self._overrun:
                found.append(Fault.TOO_LARGE)
            elif self._begun:
                found.append(_open(bytes(self._begun)))
            self._begun.clear()
            self._overrun = False
        self._take(rest)
        return found

    def _take(self, piece: bytes) -> None:
        room = _COBS_BYTES_MAX + 1 - len(self._begun)
        self._overrun = self._overrun or len(piece) > room
        self._begun += piece[:room]
