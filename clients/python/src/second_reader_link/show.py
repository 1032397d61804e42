"""Lines for people of what happens on a link."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from google.protobuf import json_format

from . import messages
from . import second_reader_pb2 as pb
from .frames import Fault, Frame
from .messages import item_words, measures_of, structures_of, word
from .news import Beat, Gone, Happened, Lost, News, Notice, Refused, Shot, Unanswered, Up


def event_line(event: pb.Event, labels: Mapping[int, str]) -> str:
    """An event. `labels`: wording of items by their positions."""
    time = f"{event.stamp.time_ms / 1000:10.3f} s  "
    if event.kind == pb.EVENT_ITEM:
        label = f"  ({labels[event.item]})" if event.item in labels else ""
        what = f"item {event.item_id}: {item_words(event.item_state)}{label}"
    elif event.kind == pb.EVENT_VIEW:
        what = f"view: {word(pb.View, 'VIEW_', event.view)}"
    elif event.kind == pb.EVENT_STATE:
        what = f"state: {word(pb.State, 'STATE_', event.state)}"
    elif event.kind == pb.EVENT_EXAM:
        what = f"exam: {word(pb.ExamState, 'EXAM_STATE_', event.exam)}"
        if event.command:
            what += f", {word(pb.Command, 'COMMAND_', event.command)}"
        if event.refused:
            what += f" refused: {word(pb.ErrorCode, 'ERROR_', event.refused)}"
    elif event.kind == pb.EVENT_REVEAL:
        what = "results: " + ("withheld until the examiner has judged" if event.withheld else "shown")
    else:
        what = "an event of a later version"
    return f"{time}{what}  #{event.id}"


def snapshot_line(snapshot: pb.Snapshot) -> str:
    """A snapshot: what may be shown now, or that it is stale."""
    seen = [name for name, (_, counts) in structures_of(snapshot).items() if counts]
    parts = [
        word(pb.State, "STATE_", snapshot.state),
        f"view {word(pb.View, 'VIEW_', snapshot.view)}",
        f"{len(seen)} structures",
    ]
    parts += [f"{name} {value:g}" for name, value in measures_of(snapshot).items()]
    if snapshot.heart_rate_deci:
        parts.append(f"{snapshot.heart_rate_deci / 10:g} beats a minute")
    if snapshot.stamp.stale:
        parts.append("STALE")
    return f"{snapshot.stamp.time_ms / 1000:10.3f} s  snapshot: {', '.join(parts)}"


def error_line(error: pb.Error) -> str:
    """What the device says is wrong."""
    words = [word(pb.ErrorCode, "ERROR_", error.code)]
    words += [text for text in (error.message, f"({error.hint})" if error.hint else "") if text]
    return " ".join(words)


def news_line(news: News, labels: Mapping[int, str]) -> str | None:
    """A piece of news; None for heartbeats and answers."""
    match news:
        case Up(ack):
            return f"link: up, serial number {ack.serial}, firmware {ack.firmware}"
        case Lost(cause):
            return f"link: LOST ({cause.value})"
        case Happened(event):
            return event_line(event, labels)
        case Shot(snapshot):
            return snapshot_line(snapshot)
        case Gone(first, last):
            return f"events {first} to {last} are gone"
        case Notice(error) | Refused(_, error):
            return f"device: {error_line(error)}"
        case Unanswered(_, cause):
            return f"no answer: {cause.value}"
        case Beat():
            return None
    return None


def item_table(items: Sequence[tuple[pb.ChecklistItem, pb.Item | None]]) -> list[str]:
    """The checklist with the state of each item, where it is told."""
    lines = []
    for item, state in items:
        words = "withheld" if state is None else item_words(state.state)
        reason = "" if state is None or not state.reason else f"  {state.reason}"
        lines.append(f"{item.id:4} {words:22} {item.label}{reason}")
    return lines


def frame_line(arrival: Frame | Fault) -> str:
    """A frame of a capture, or what is wrong there."""
    if isinstance(arrival, Fault):
        return f"-- {arrival.value}"
    head = f"{messages.name_of(arrival.msg_id)} seq {arrival.seq}"
    if arrival.reply_to:
        head += f" to {arrival.reply_to}"
    if arrival.major != 1 or arrival.flags:
        head += f" major {arrival.major} flags 0x{arrival.flags:02x}"
    message = messages.read(arrival.msg_id, arrival.payload)
    if message is None:
        return f"{head} payload {arrival.payload.hex() or 'empty'} is no message that is known"
    text = json_format.MessageToJson(message, indent=None, preserving_proto_field_name=True)
    return f"{head} {text}"
