"""Which message belongs to which id, and words for what messages say."""

from __future__ import annotations

from google.protobuf.internal.enum_type_wrapper import EnumTypeWrapper
from google.protobuf.message import DecodeError, Message

from . import second_reader_pb2 as pb
from .contract import BOUNDS


def _classes() -> dict[int, type[Message]]:
    # MSG_GET_ITEM belongs to GetItem: the contract names all of them alike.
    classes: dict[int, type[Message]] = {}
    for name, number in pb.MsgId.items():
        words = name.removeprefix("MSG_").split("_")
        if number != 0:
            classes[number] = getattr(pb, "".join(word.capitalize() for word in words))
    return classes


CLASSES = _classes()
IDS = {cls: number for number, cls in CLASSES.items()}
#: Requests that a program makes; HELLO, credits and catching up are the session's own.
REQUESTS: frozenset[type[Message]] = frozenset(
    cls
    for cls in IDS
    if cls is pb.Bye or cls is pb.SelfTest or cls is pb.Subscribe or cls.__name__.startswith(("Get", "Set", "Exam"))
) - {pb.GetEvents, pb.Exam}


def beyond_bounds(message: Message) -> str | None:
    """The first field that is longer than the contract allows, for people; None where there is none."""
    for descriptor, value in message.ListFields():
        repeated = not isinstance(value, (str, bytes, int, float, Message))
        size_max, count_max = BOUNDS.get((type(message).__name__, descriptor.name), (None, None))
        if repeated and count_max is not None and len(value) > count_max:
            return f"{descriptor.name}: {len(value)} of at most {count_max}"
        for part in value if repeated else [value]:
            if isinstance(part, Message):
                inner = beyond_bounds(part)
                if inner is not None:
                    return f"{descriptor.name}.{inner}"
            elif size_max is not None:
                size = len(part.encode() if isinstance(part, str) else part)
                if size > size_max:
                    return f"{descriptor.name}: {size} bytes of at most {size_max}"
    return None


def read(msg_id: int, payload: bytes) -> Message | None:
    """The message of a payload; None where the id is not known, or the payload is no such message or breaks a bound
    of the contract."""
    cls = CLASSES.get(msg_id)
    if cls is None:
        return None
    message = cls()
    try:
        message.ParseFromString(payload)
    except DecodeError:
        return None
    return None if beyond_bounds(message) else message


def name_of(msg_id: int) -> str:
    """`HELLO_ACK`; `message 999` of a later version."""
    if msg_id in CLASSES:
        return pb.MsgId.Name(pb.MsgId.ValueType(msg_id)).removeprefix("MSG_")
    return f"message {msg_id}"


def word(enum: EnumTypeWrapper, prefix: str, value: int) -> str:
    """A value without its first words, in small letters: `no_signal`; `unknown 77` of a later version."""
    for name, number in enum.items():
        if number == value:
            return str(name).removeprefix(prefix).lower()
    return f"unknown {value}"


_ITEM_WORDS = {
    pb.ITEM_STATE_UNSPECIFIED: "not told",
    pb.ITEM_STATE_CANNOT_ASSESS: "cannot assess",
    pb.ITEM_STATE_NOT_SEEN: "not seen",
    pb.ITEM_STATE_SEEN: "seen",
    pb.ITEM_STATE_MEETS: "meets the criterion",
    pb.ITEM_STATE_OUTSIDE: "outside the criterion",
}


def item_words(state: int) -> str:
    """An item's state for people: never "normal", and `unknown` for one of a later version."""
    return next((words for known, words in _ITEM_WORDS.items() if known == state), "unknown")


def items_of(snapshot: pb.Snapshot) -> list[int]:
    """The `ItemState` of each item of the checklist in its order; empty where results are withheld. With an odd
    number of items one more, UNSPECIFIED, closes the last byte."""
    return [state for pair in snapshot.items for state in (pair & 15, pair >> 4)]


def structures_of(snapshot: pb.Snapshot) -> dict[str, tuple[int, bool]]:
    """Per cent of confidence, and whether it counts as seen in this frame, of each structure that is looked for."""
    found: dict[str, tuple[int, bool]] = {}
    for at, byte in enumerate(snapshot.structures):
        if byte & 127 <= 100:
            found[word(pb.Structure, "STRUCTURE_", at + 1)] = (byte & 127, byte >= 128)
    return found


_MEASURES = sorted(number for _, number in pb.Measure.items() if number != 0)


def measures_of(snapshot: pb.Snapshot) -> dict[str, float]:
    """Each measure that has a value, in its unit: the axis in degrees, the others ratios."""
    given = [n for n in range(1, 33) if snapshot.measures_given >> (n - 1) & 1]
    values = zip(given, snapshot.measures_milli, strict=False)
    return {word(pb.Measure, "MEASURE_", n): milli / 1000 for n, milli in values if n in _MEASURES}
