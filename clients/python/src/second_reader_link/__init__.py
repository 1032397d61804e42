"""The vendor's end of the Second Reader link.

`plain.Link` and `aio.Link` hold a session at a serial port; `session.Session` is the same without any line, for
programs with their own. `second_reader_pb2` has the messages of the contract.

The device supports the examiner; it does not diagnose: "seen" is never "normal", "cannot assess" is never "not
seen"."""

from . import aio, second_reader_pb2
from .frames import Decoder, Fault, Frame
from .news import (
    Answered,
    Beat,
    Cause,
    Gone,
    Happened,
    Lost,
    News,
    Notice,
    Refused,
    Shot,
    Unanswered,
    Up,
)
from .plain import Link, RefusedError
from .session import Session, Settings

__all__ = [
    "Answered",
    "Beat",
    "Cause",
    "Decoder",
    "Fault",
    "Frame",
    "Gone",
    "Happened",
    "Link",
    "Lost",
    "News",
    "Notice",
    "Refused",
    "RefusedError",
    "Session",
    "Settings",
    "Shot",
    "Unanswered",
    "Up",
    "aio",
    "second_reader_pb2",
]
