"""What happens in a session."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from google.protobuf.message import Message

from . import second_reader_pb2 as pb


class Cause(Enum):
    """Why a link was lost, or an answer did not come."""

    SILENCE = "no valid frame for 3.5 s"
    NO_ANSWER = "no answer to a request and its repeats"
    LINE = "the line is gone"
    NO_SESSION = "the device knows of no session"
    UNREADABLE = "the answer is no such message"
    ENDED = "the session was ended"


@dataclass(frozen=True, slots=True)
class Up:
    """The session has begun. `anew`: another log of events than before: what is known of the exam is void."""

    hello_ack: pb.HelloAck
    anew: bool


@dataclass(frozen=True, slots=True)
class Lost:
    """The link is lost: show that you are blind. HELLO is sent from now on."""

    cause: Cause


@dataclass(frozen=True, slots=True)
class Beat:
    """A heartbeat of the device."""

    heartbeat: pb.Heartbeat


@dataclass(frozen=True, slots=True)
class Shot:
    """A snapshot, as subscribed."""

    snapshot: pb.Snapshot


@dataclass(frozen=True, slots=True)
class Happened:
    """An event: each once, in the order of ids, over lost links, too."""

    event: pb.Event


@dataclass(frozen=True, slots=True)
class Gone:
    """Events that cannot be had any more: take the present states."""

    first_id: int
    last_id: int


@dataclass(frozen=True, slots=True)
class Answered:
    """The answer to a request."""

    request: int
    message: Message


@dataclass(frozen=True, slots=True)
class Refused:
    """The device does not do what was asked."""

    request: int
    error: pb.Error


@dataclass(frozen=True, slots=True)
class Unanswered:
    """Whether it was done is not known."""

    request: int
    cause: Cause


@dataclass(frozen=True, slots=True)
class Notice:
    """The device complains of what it received."""

    error: pb.Error


News = Up | Lost | Beat | Shot | Happened | Gone | Answered | Refused | Unanswered | Notice
