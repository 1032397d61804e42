"""A Second Reader made of the contract alone: the device's end of the link, and a pseudo-terminal to put it at."""

from __future__ import annotations

import contextlib
import os
import select
import threading
import time
import tty
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field

from google.protobuf.message import DecodeError, Message

from second_reader_link import second_reader_pb2 as pb
from second_reader_link.frames import Decoder, Fault, Frame, encode
from second_reader_link.messages import CLASSES, IDS

ITEMS = [(f"F{n}", f"Item number {n}") for n in range(1, 8)]
FEATURES = 511
EVENTS_PER_PAGE = 6
ITEMS_PER_PAGE = 5


class Refuse(Exception):
    """Answered by ERROR."""

    def __init__(self, code: pb.ErrorCode, field_number: int = 0) -> None:
        super().__init__(code)
        self.code = code
        self.field_number = field_number


@dataclass
class Device:
    """What a device knows and says. Bytes and the time come in, bytes go out."""

    log_id: int = 0xC0FFEE
    withheld: bool = False
    busy: int = 0  #: so many requests are answered by BUSY
    deaf: int = 0  #: so many requests get lost
    late: int = 0  #: so many commands are done, and answered by TIMEOUT
    features: int = FEATURES
    exam: pb.ExamState = pb.EXAM_STATE_IDLE
    exam_id: bytes = b""
    marks: int = 0
    done: list[str] = field(default_factory=list)  #: requests that changed something, by their class
    events: list[pb.Event] = field(default_factory=list)
    out: bytearray = field(default_factory=bytearray)
    up: bool = False
    hello: pb.Hello = field(default_factory=pb.Hello)
    sent: int = 0
    limit: int = 0
    seq: int = 0
    heard: float = 0.0
    beat_at: float = 0.0
    shot_at: float = 0.0
    states: dict[int, pb.ItemState] = field(default_factory=dict)
    frame: int = 0
    oldest: int = 1
    quiet: bool = False  #: no heartbeats

    def __post_init__(self) -> None:
        self._decoder = Decoder()
        self._answers: deque[tuple[int, int, bytes, bytes]] = deque(maxlen=16)

    # -- What happens at the device --------------------------------------------------------------------------

    def happen(self, **what: object) -> None:
        """Something happens: an event with the next id."""
        event = pb.Event(id=len(self.events) + 1, stamp=self._stamp(), **what)  # type: ignore[arg-type]
        self.events.append(event)

    def see(self, item: int, state: pb.ItemState) -> None:
        """An item changes its state."""
        self.states[item] = state
        self.happen(kind=pb.EVENT_ITEM, item=item, item_id=ITEMS[item][0], item_state=state)

    def restart(self) -> None:
        """Power off and on."""
        self.log_id += 1
        self.up = False
        self.events.clear()
        self.out.clear()
        self._answers.clear()
        self.oldest = 1

    # -- The line --------------------------------------------------------------------------------------------

    def receive(self, data: bytes, now: float) -> None:
        """Bytes come from the vendor."""
        for arrival in self._decoder.feed(data):
            if not isinstance(arrival, Fault):
                self.heard = now
                self._take(arrival, now)

    def tick(self, now: float) -> None:
        """The time goes on."""
        if self.up and now - self.heard >= 3.5:
            self.up = False
        if not self.up:
            return
        while self.sent < len(self.events) and self.sent < self.limit:
            self._say(self.events[self.sent])
            self.sent += 1
        if now - self.beat_at >= 1.0 and not self.quiet:
            self.beat_at = now
            beat = pb.Heartbeat(state=pb.STATE_RUNNING, state_name="running", log_id=self.log_id)
            beat.event_newest = len(self.events)
            self._say(beat)
        period = self.hello.snapshot_period_ms / 1000
        if period and now - self.shot_at >= period:
            self.shot_at = now
            self.frame += 1
            self._say(self._snapshot())

    def _next_seq(self) -> int:
        self.seq = self.seq % 0xFFFF + 1
        return self.seq

    def _say(self, message: Message, reply_to: int = 0, major: int = 1) -> bytes:
        payload = message.SerializeToString(deterministic=True)
        data = encode(Frame(IDS[type(message)], self._next_seq(), reply_to, payload, major=major))
        self.out += data
        return data

    def _take(self, frame: Frame, now: float) -> None:
        cls = CLASSES.get(frame.msg_id)
        if isinstance(cls, type) and issubclass(cls, pb.Heartbeat):
            return
        if cls is pb.Hello:
            self._open(pb.Hello.FromString(frame.payload), frame.seq, now)
            return
        if not self.up:
            self._say(pb.Error(code=pb.ERROR_NO_SESSION, msg_id=frame.msg_id), frame.seq)
            return
        if self.deaf:
            self.deaf -= 1
            return
        for seq, msg_id, payload, answer in self._answers:
            if (seq, msg_id, payload) == (frame.seq, frame.msg_id, frame.payload):
                self.out += answer
                return
        if self.busy:
            self.busy -= 1
            self._say(pb.Busy(retry_ms=20, outstanding_max=4), frame.seq)
            return
        answer = self._say(self._answer(cls, frame), frame.seq)
        self._answers.append((frame.seq, frame.msg_id, frame.payload, answer))
        if cls is pb.Bye:
            self.up = False

    def _open(self, hello: pb.Hello, seq: int, now: float) -> None:
        if not hello.version_min <= 1 <= hello.version_max:
            self._say(pb.Error(code=pb.ERROR_UNSUPPORTED_VERSION, detail=1), seq)
            return
        self.up, self.hello = True, hello
        self._answers.clear()
        self.beat_at = now
        newest = len(self.events)
        if hello.events_after == 0xFFFFFFFF:
            self.sent = newest
        else:
            self.sent = hello.events_after if hello.log_id == self.log_id else self.oldest - 1
        self.limit = self.sent + hello.event_credits
        wanted = hello.features or FEATURES
        ack = pb.HelloAck(version=1, max_payload=512, features=self.features & wanted, log_id=self.log_id)
        ack.event_newest, ack.serial, ack.firmware = newest, "SR-0001", "9.9"
        ack.structures, ack.items = 23, len(ITEMS)
        self._say(ack, seq)

    # -- Requests --------------------------------------------------------------------------------------------

    def _answer(self, cls: type[Message] | None, frame: Frame) -> Message:
        try:
            if cls is None:
                raise Refuse(pb.ERROR_UNSUPPORTED_MESSAGE)
            try:
                return self._do(cls.FromString(frame.payload))
            except DecodeError:
                raise Refuse(pb.ERROR_MALFORMED) from None
        except Refuse as refuse:
            return pb.Error(
                code=refuse.code, msg_id=frame.msg_id, field=refuse.field_number, message="not now", hint="try later"
            )

    def _do(self, request: Message) -> Message:
        match request:
            case pb.EventCredit():
                self.limit = max(self.limit, request.after_id + request.credits)
                return pb.Done()
            case pb.GetEvents():
                first = max(request.after_id, self.oldest - 1)
                page = self.events[first : first + min(EVENTS_PER_PAGE, request.max_events or EVENTS_PER_PAGE)]
                return pb.Events(oldest=self.oldest, newest=len(self.events), log_id=self.log_id, events=page)
            case pb.GetChecklist():
                if request.first >= len(ITEMS):
                    raise Refuse(pb.ERROR_OUT_OF_RANGE, 1)
                rows = ITEMS[request.first : request.first + ITEMS_PER_PAGE]
                items = [pb.ChecklistItem(id=i, label=label, view=pb.VIEW_NONE) for i, label in rows]
                return pb.Checklist(total=len(ITEMS), first=request.first, items=items)
            case pb.GetItem():
                if self.withheld:
                    raise Refuse(pb.ERROR_WITHHELD)
                state = self.states.get(request.item, pb.ITEM_STATE_CANNOT_ASSESS)
                return pb.Item(item=request.item, id=ITEMS[request.item][0], state=state, reason="for a reason")
            case pb.ExamBegin() | pb.ExamCommand():
                return self._command(request)
            case pb.GetExam():
                return self._exam()
            case pb.GetSnapshot():
                return self._snapshot()
            case pb.Subscribe():
                self.hello.snapshot_period_ms = request.snapshot_period_ms
                return pb.Done()
            case pb.Bye():
                return pb.Done()
        raise Refuse(pb.ERROR_UNSUPPORTED_MESSAGE)

    def _command(self, request: pb.ExamBegin | pb.ExamCommand) -> pb.Exam:
        wanted, after = pb.EXAM_STATE_RUNNING, self.exam
        if isinstance(request, pb.ExamBegin):
            wanted, after = pb.EXAM_STATE_IDLE, pb.EXAM_STATE_RUNNING
        elif request.command == pb.COMMAND_END:
            after = pb.EXAM_STATE_REVIEW
        if self.exam != wanted:
            raise Refuse(pb.ERROR_WRONG_STATE)
        self.done.append(type(request).__name__)
        self.exam = after
        if isinstance(request, pb.ExamBegin):
            self.exam_id = request.exam_id
        elif request.command == pb.COMMAND_MARK:
            self.marks += 1
        self.happen(kind=pb.EVENT_EXAM, exam=self.exam)
        if self.late:
            self.late -= 1
            raise Refuse(pb.ERROR_TIMEOUT)
        return self._exam()

    def _exam(self) -> pb.Exam:
        return pb.Exam(state=self.exam, exam_id=self.exam_id, marks=self.marks, withheld=self.withheld)

    def _stamp(self) -> pb.Stamp:
        return pb.Stamp(frame=self.frame, time_ms=self.frame * 40, age_ms=30)

    def _snapshot(self) -> pb.Snapshot:
        shot = pb.Snapshot(stamp=self._stamp(), state=pb.STATE_RUNNING, view=pb.VIEW_FOUR_CHAMBER, exam=self.exam)
        shot.structures = bytes([0x80 | 93, 12, 127])
        states = [self.states.get(at, pb.ITEM_STATE_CANNOT_ASSESS) for at in range(len(ITEMS))] + [0]
        shot.items = bytes(states[at] | states[at + 1] << 4 for at in range(0, len(ITEMS), 2))
        shot.measures_given, shot.heart_rate_deci = 0b101, 1432
        shot.measures_milli.extend([43250, 311])
        return shot


@contextlib.contextmanager
def at_pty(device: Device) -> Iterator[str]:
    """Puts a device at a pseudo-terminal; gives the name of the vendor's end."""
    ours, theirs = os.openpty()
    tty.setraw(theirs)
    os.set_blocking(ours, False)
    stop = threading.Event()

    def work() -> None:
        while not stop.is_set():
            readable, _, _ = select.select([ours], [], [], 0.002)
            now = time.monotonic()
            if readable:
                with contextlib.suppress(OSError):
                    device.receive(os.read(ours, 4096), now)
            device.tick(now)
            if device.out:
                with contextlib.suppress(BlockingIOError):
                    del device.out[: os.write(ours, bytes(device.out))]

    thread = threading.Thread(target=work, daemon=True)
    thread.start()
    try:
        yield os.ttyname(theirs)
    finally:
        stop.set()
        thread.join()
        os.close(ours)
        os.close(theirs)
