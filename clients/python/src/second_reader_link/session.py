"""The session: bytes and the time come in, bytes and news come out. It opens nothing, waits for nothing, reads no
clock; `plain` and `aio` do that."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from google.protobuf.message import Message

from . import frames, messages
from . import second_reader_pb2 as pb
from .contract import SCHEMA_HASH
from .frames import Fault, Frame
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

PERIOD_S = 1.0  #: of HELLO and HEARTBEAT
LINK_LOST_S = 3.5
ANSWER_S_MAX = 1.0
SELF_TEST_S_MAX = 10.0
REPEATS_MAX = 3
REQUESTS_MAX = 3  #: of the program's; a fourth is kept for catching up
STALE_S = 0.3
_HELLOS_MAX = 8
_NO_PAST = 0xFFFFFFFF


@dataclass(frozen=True, slots=True)
class Settings:
    """What is asked for."""

    vendor: str = "second-reader-link"  #: maker and product, at most 24 bytes
    features: int = 0  #: bits of `Feature`; 0: all
    snapshot_period_ms: int = 0  #: 20 to 10000; 0: none
    event_credits: int = 64  #: events on the way at a time, to 4096; 0: no events
    past_events: bool = True  #: at the first connection, also what happened before it


@dataclass(slots=True)
class _Request:
    number: int  # 0: the session's own
    message: Message
    seq: int = 0  # 0: not sent yet
    repeats: int = 0
    due: float = 0.0  # when it goes out, or goes out again


@dataclass(slots=True)
class _Events:
    """What is known of the device's events."""

    log_id: int = 0
    last: int = 0
    granted: int = 0
    credits: int = 0
    missing: bool = False
    rest_until: float = 0.0
    fetch_max: int = 0
    behind: tuple[int, float] | None = None


@dataclass(slots=True)
class _Shown:
    """The last snapshot, and when it came."""

    stamp: pb.Stamp
    at: float


@dataclass(slots=True)
class _Search:
    """HELLOs that were not answered yet."""

    seqs: list[int] = field(default_factory=list)
    next_at: float = 0.0


class Session:
    """The vendor's end of a link."""

    def __init__(self, settings: Settings, now: float) -> None:
        self.settings = settings
        #: Frames, faults and repeats, by name.
        self.counts: Counter[str] = Counter()
        self._decoder = frames.Decoder()
        self._out = bytearray()
        self._news: list[News] = []
        self._seq = 0
        self._number = 0
        self._started = now
        self._search: _Search | None = _Search(next_at=now)
        self._up = False
        self._met = False
        self._heard = now
        self._beat_at = now
        self._requests: list[_Request] = []
        self._own: _Request | None = None
        self._events = _Events()
        self._shown: _Shown | None = None

    # -- What a program asks ---------------------------------------------------------------------------------

    @property
    def is_up(self) -> bool:
        """Whether a session is held."""
        return self._up

    def is_live(self, now: float) -> bool:
        """Whether what the last snapshot tells may be shown as the picture's present content."""
        if not self._up or self._shown is None or self._shown.stamp.stale:
            return False
        return self._shown.stamp.age_ms / 1000 + (now - self._shown.at) <= STALE_S

    def request(self, message: Message) -> int:
        """Asks; the number is that of the Answered, Refused or Unanswered that comes. ValueError where the message is
        no request of a program or a field is too long, ConnectionError where no session is held, BlockingIOError where
        three wait."""
        if type(message) not in messages.REQUESTS:
            raise ValueError(f"{type(message).__name__} is no request of a program")
        if (beyond := messages.beyond_bounds(message)) is not None:
            raise ValueError(f"{type(message).__name__}: {beyond}")
        if not self._up:
            raise ConnectionError("no session is held")
        if len(self._requests) >= REQUESTS_MAX:
            raise BlockingIOError(f"{REQUESTS_MAX} requests wait for their answers")
        self._number += 1
        copy = type(message)()
        copy.CopyFrom(message)
        self._requests.append(_Request(self._number, copy))
        return self._number

    def resume(self, now: float) -> None:
        """Says HELLO again after a session that was ended by Bye."""
        if not self._up and self._search is None:
            self._search = _Search(next_at=now)

    # -- What the line brings --------------------------------------------------------------------------------

    def receive(self, data: bytes, now: float) -> None:
        """Takes bytes that came."""
        for arrival in self._decoder.feed(data):
            if isinstance(arrival, Fault):
                self.counts[arrival.value] += 1
            else:
                self.counts["frames"] += 1
                self._take(arrival, now)

    def line_gone(self, now: float) -> None:
        """The line is gone; HELLO goes out when bytes are taken again."""
        self._decoder = frames.Decoder()
        self._lose(Cause.LINE, now)

    def tick(self, now: float) -> None:
        """Watches the time; to be called every 50 ms or oftener, and behind `receive` and `request`."""
        if self._up:
            self._watch(now)
        if self._search is not None and now >= self._search.next_at:
            self._hello(now)
        if self._up:
            if now - self._beat_at >= PERIOD_S:
                self._beat_at = now
                uptime_ms = int((now - self._started) * 1000) & 0xFFFFFFFF
                self._send(pb.Heartbeat(uptime_ms=uptime_ms), self._next_seq())
            self._ask_for_events(now)
            for request in self._waiting():
                if request.seq == 0 and now >= request.due:
                    request.seq = self._next_seq()
                    self._send_request(request, now)

    def take_output(self) -> bytes:
        """Bytes for the line."""
        data = bytes(self._out)
        self._out.clear()
        return data

    def take_news(self) -> list[News]:
        """What has happened since the last call."""
        news, self._news = self._news, []
        return news

    # -- Sending ---------------------------------------------------------------------------------------------

    def _next_seq(self) -> int:
        self._seq = self._seq % 0xFFFF + 1
        return self._seq

    def _send(self, message: Message, seq: int) -> None:
        payload = message.SerializeToString(deterministic=True)
        self._out += frames.encode(Frame(messages.IDS[type(message)], seq, payload=payload))

    def _send_request(self, request: _Request, now: float) -> None:
        patience = SELF_TEST_S_MAX if isinstance(request.message, pb.SelfTest) else ANSWER_S_MAX
        request.due = now + patience
        self._send(request.message, request.seq)

    def _hello(self, now: float) -> None:
        assert self._search is not None
        seq = self._next_seq()
        self._search.seqs = [*self._search.seqs[-_HELLOS_MAX + 1 :], seq]
        self._search.next_at = now + PERIOD_S
        settings, events = self.settings, self._events
        unknown = 0 if settings.past_events else _NO_PAST
        # A HELLO that the line did not take yet is worth nothing beside a newer one.
        self._out.clear()
        hello = pb.Hello(
            version_min=frames.MAJOR,
            version_max=frames.MAJOR,
            max_payload=frames.PAYLOAD_BYTES_MAX,
            vendor=settings.vendor.encode()[:24].decode(errors="ignore"),
            features=settings.features,
            schema_hash=SCHEMA_HASH,
            snapshot_period_ms=settings.snapshot_period_ms,
            log_id=events.log_id,
            events_after=events.last if self._met else unknown,
            event_credits=settings.event_credits,
        )
        self._send(hello, seq)

    def _waiting(self) -> list[_Request]:
        return self._requests if self._own is None else [self._own, *self._requests]

    def _watch(self, now: float) -> None:
        if now - self._heard >= LINK_LOST_S:
            self._lose(Cause.SILENCE, now)
            return
        for request in self._waiting():
            if request.seq == 0 or now < request.due:
                continue
            if request.repeats == REPEATS_MAX:
                self._lose(Cause.NO_ANSWER, now)
                return
            request.repeats += 1
            if isinstance(request.message, pb.GetEvents):
                # The answer did not come through: a short one may, and asking twice changes nothing.
                self._events.fetch_max = request.message.max_events = 1
                request.seq = self._next_seq()
            self.counts["requests_repeated"] += 1
            self._send_request(request, now)

    def _lose(self, cause: Cause, now: float) -> None:
        self._out.clear()
        if self._search is None and not self._up:
            return
        self._search = None if cause is Cause.ENDED else _Search(next_at=now)
        if not self._up:
            return
        self._up = False
        self.counts["links_lost"] += 1
        self._shown = None
        for request in self._requests:
            self._news.append(Unanswered(request.number, cause))
        self._requests.clear()
        self._own = None
        self._news.append(Lost(cause))

    # -- Events ----------------------------------------------------------------------------------------------

    def _ask_for_events(self, now: float) -> None:
        events = self._events
        if events.credits == 0 or self._own is not None or now < events.rest_until:
            return
        if events.missing:
            self._own = _Request(0, pb.GetEvents(after_id=events.last, max_events=events.fetch_max))
        elif 2 * (events.last + events.credits - events.granted) >= events.credits:
            self._own = _Request(0, pb.EventCredit(after_id=events.last, credits=events.credits))
            events.granted = events.last + events.credits

    def _take_event(self, event: pb.Event) -> bool:
        events = self._events
        if event.id <= events.last:
            self.counts["events_repeated"] += 1
        elif event.id > events.last + 1:
            events.missing = True
        else:
            events.last = event.id
            events.behind = None
            self._news.append(Happened(event))
            return True
        return False

    def _take_events(self, page: pb.Events, now: float) -> None:
        events = self._events
        if page.log_id != events.log_id:
            self._lose(Cause.NO_SESSION, now)
            return
        before = events.last
        if page.oldest > events.last + 1:
            self._news.append(Gone(events.last + 1, page.oldest - 1))
            events.last = page.oldest - 1
        for event in page.events:
            self.counts["events_caught_up"] += self._take_event(event)
        events.missing = events.last < page.newest
        # It came through: a longer one may, too.
        events.fetch_max = 2 * events.fetch_max if events.fetch_max < 4 else 0
        if events.missing and events.last == before:
            events.rest_until = now + PERIOD_S

    def _compare(self, newest: int, now: float) -> None:
        """An event that a heartbeat tells of and that does not come within a second was lost."""
        events = self._events
        if newest <= events.last or events.last >= events.granted or events.credits == 0:
            events.behind = None
        elif events.behind is None or events.behind[0] != events.last:
            events.behind = (events.last, now)
        elif now - events.behind[1] >= 0.75 * PERIOD_S:
            events.behind = None
            events.missing = True

    # -- Receiving -------------------------------------------------------------------------------------------

    def _take(self, frame: Frame, now: float) -> None:
        error = frame.msg_id == pb.MSG_ERROR
        if (frame.major != frames.MAJOR and not error) or frame.flags & frames.FLAGS_INCOMPATIBLE:
            self.counts["rejected"] += 1
            return
        self._heard = now
        message = messages.read(frame.msg_id, frame.payload)
        if message is None:
            self.counts["unreadable" if frame.msg_id in messages.CLASSES else "unknown"] += 1
        if isinstance(message, pb.HelloAck):
            self._take_hello_ack(message, frame.reply_to, now)
        elif self._up and frame.reply_to != 0:
            self._take_answer(message, frame.reply_to, now)
        elif self._up and message is not None:
            self._take_notice(message, now)
        elif isinstance(message, pb.Error) and self._is_heard(message):
            self._news.append(Notice(message))

    def _is_heard(self, error: pb.Error) -> bool:
        """Whether an error says something to who sends HELLO."""
        return self._search is not None and bool(self._search.seqs) and error.code != pb.ERROR_NO_SESSION

    def _take_hello_ack(self, ack: pb.HelloAck, reply_to: int, now: float) -> None:
        if self._search is None or reply_to not in self._search.seqs or ack.version != frames.MAJOR:
            self.counts["unknown"] += 1
            return
        anew = not self._met or ack.log_id != self._events.log_id
        wanted = self.settings.event_credits if ack.features & pb.FEATURE_EVENTS else 0
        if anew:
            skip = not self._met and not self.settings.past_events
            last = ack.event_newest if skip else 0
            # HELLO's grant counts from where another log ended: it is said again.
            self._events = _Events(ack.log_id, last, granted=last, credits=wanted)
        else:
            last = self._events.last
            self._events = _Events(ack.log_id, last, granted=last + wanted, credits=wanted)
        self._met = self._up = True
        self._search = None
        self._beat_at = now - PERIOD_S
        self._news.append(Up(ack, anew))

    def _take_answer(self, message: Message | None, reply_to: int, now: float) -> None:
        request = next((r for r in self._waiting() if r.seq == reply_to), None)
        if request is None:
            self.counts["unknown"] += 1
        elif isinstance(message, pb.Busy):
            # Nothing was done: it is a new request later on.
            request.seq, request.repeats = 0, 0
            request.due = now + min(message.retry_ms / 1000, PERIOD_S)
        elif isinstance(message, pb.Error) and message.code == pb.ERROR_NO_SESSION:
            self._lose(Cause.NO_SESSION, now)
        elif request is self._own:
            self._own = None
            if isinstance(message, pb.Events):
                self._take_events(message, now)
            elif not isinstance(message, pb.Done):
                self._events.rest_until = now + PERIOD_S
                if isinstance(message, pb.Error):
                    self._news.append(Notice(message))
        else:
            self._requests.remove(request)
            if message is None:
                self._news.append(Unanswered(request.number, Cause.UNREADABLE))
            elif isinstance(message, pb.Error):
                self._news.append(Refused(request.number, message))
            else:
                self._see(message, now)
                self._news.append(Answered(request.number, message))
                if isinstance(request.message, pb.Bye):
                    self._lose(Cause.ENDED, now)

    def _see(self, message: Message, now: float) -> None:
        if isinstance(message, pb.Snapshot):
            self._shown = _Shown(message.stamp, now) if message.HasField("stamp") else None

    def _take_notice(self, message: Message, now: float) -> None:
        self._see(message, now)
        if isinstance(message, pb.Event):
            self._take_event(message)
        elif isinstance(message, pb.Snapshot):
            self._news.append(Shot(message))
        elif isinstance(message, pb.Heartbeat):
            if message.log_id != self._events.log_id:
                self._lose(Cause.NO_SESSION, now)
            else:
                self._compare(message.event_newest, now)
                self._news.append(Beat(message))
        elif isinstance(message, pb.Error):
            if message.code == pb.ERROR_NO_SESSION:
                self._lose(Cause.NO_SESSION, now)
            else:
                self._news.append(Notice(message))
        else:
            self.counts["unknown"] += 1
