"""The session against the device, on a clock and a line of the test's own."""

from __future__ import annotations

import random
from collections.abc import Callable

import pytest
from google.protobuf.message import Message

from device import Device
from second_reader_link import frames
from second_reader_link import second_reader_pb2 as pb
from second_reader_link.frames import Frame, encode
from second_reader_link.messages import IDS
from second_reader_link.news import (
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
from second_reader_link.session import Session, Settings

STEP_S = 0.01
SEEN = pb.ITEM_STATE_SEEN


class Bench:
    """A session, a device, the line between them."""

    def __init__(self, settings: Settings | None = None) -> None:
        self.now = 1000.0
        self.device = Device()
        self.session = Session(settings or Settings(), self.now)
        self.news: list[News] = []
        self.cut = False
        self.to_device: Callable[[bytes], bytes] = bytes
        self.to_vendor: Callable[[bytes], bytes] = bytes

    def run(self, seconds: float) -> list[News]:
        """Lets the time pass; the news of it, less heartbeats."""
        news: list[News] = []
        for _ in range(round(seconds / STEP_S)):
            self.now += STEP_S
            if self.cut:
                self.session.line_gone(self.now)
                self.device.out.clear()
                self.device.tick(self.now)
            else:
                self.session.tick(self.now)
                self.device.receive(self.to_device(self.session.take_output()), self.now)
                self.device.tick(self.now)
                data = bytes(self.device.out)
                self.device.out.clear()
                self.session.receive(self.to_vendor(data), self.now)
            news += [each for each in self.session.take_news() if not isinstance(each, Beat)]
        self.news += news
        return news

    def up(self) -> Bench:
        """Opens the session."""
        assert Up in [type(each) for each in self.run(0.1)]
        return self

    def ask(self, message: Message, seconds: float = 0.1) -> list[News]:
        """Asks, and lets the time pass."""
        self.session.request(message)
        return self.run(seconds)


def ids(news: list[News]) -> list[int]:
    return [each.event.id for each in news if isinstance(each, Happened)]


def test_a_session_begins_and_lives() -> None:
    bench = Bench(Settings("Tests 1.0", snapshot_period_ms=500))
    bench.up()
    assert bench.device.hello.vendor == "Tests 1.0"
    news = bench.run(20)
    assert bench.session.is_up and bench.device.up
    assert len(news) == pytest.approx(40, abs=1) and all(isinstance(each, Shot) for each in news)
    assert bench.session.counts["links_lost"] == 0


def test_hello_is_said_once_a_second() -> None:
    session = Session(Settings(), 0.0)
    sent = 0
    for step in range(1000):
        session.tick(step / 100)
        sent += bool(session.take_output())
    assert sent == 10


def test_silence_loses_the_link_and_events_go_on_behind_the_last() -> None:
    bench = Bench().up()
    bench.device.see(0, SEEN)
    assert ids(bench.run(0.1)) == [1]
    bench.to_vendor = lambda data: b""
    news = bench.run(5)
    assert news == [Lost(Cause.SILENCE)]
    bench.device.see(1, SEEN)
    bench.device.see(2, SEEN)
    bench.to_vendor = bytes
    news = bench.run(3)
    assert isinstance(news[0], Up) and not news[0].anew
    assert ids(news) == [2, 3]


def test_a_device_that_restarted_is_met_anew() -> None:
    bench = Bench().up()
    for item in range(5):
        bench.device.see(item, SEEN)
    assert ids(bench.run(0.1)) == [1, 2, 3, 4, 5]
    bench.device.restart()
    bench.device.see(6, SEEN)
    news = bench.ask(pb.GetExam())
    assert news[:2] == [Unanswered(1, Cause.NO_SESSION), Lost(Cause.NO_SESSION)]
    assert isinstance(news[2], Up) and news[2].anew
    assert ids(news) == [1]


def test_a_long_log_comes_with_few_credits() -> None:
    bench = Bench(Settings(event_credits=4))
    for _ in range(200):
        bench.device.see(0, SEEN)
    assert ids(bench.run(5)) == list(range(1, 201))
    assert bench.session.counts["events_caught_up"] == 0


def test_the_past_can_be_left_alone() -> None:
    bench = Bench(Settings(past_events=False))
    bench.device.see(0, SEEN)
    bench.run(1)
    bench.device.see(1, SEEN)
    assert ids(bench.run(3)) == [2]


def test_events_that_are_gone_are_named() -> None:
    bench = Bench()
    for _ in range(50):
        bench.device.see(0, SEEN)
    bench.device.oldest = 41
    news = bench.run(5)
    assert [each for each in news if isinstance(each, Gone)] == [Gone(1, 40)]
    assert ids(news) == list(range(41, 51))


def test_a_lost_last_event_is_missed_by_the_heartbeat() -> None:
    bench = Bench().up()
    event = IDS[pb.Event]

    def lose_events(data: bytes) -> bytes:
        arrivals = frames.Decoder().feed(data)
        return b"".join(encode(a) for a in arrivals if isinstance(a, Frame) and a.msg_id != event)

    bench.to_vendor = lose_events
    bench.device.see(0, SEEN)
    assert ids(bench.run(3)) == [1]
    assert bench.session.counts["events_caught_up"] == 1


def test_a_request_is_done_once_though_answers_are_lost() -> None:
    bench = Bench().up()
    bench.session.request(pb.ExamBegin(exam_id=b"\x01\x02"))
    bench.to_vendor = lambda data: b""
    bench.run(1.5)
    bench.to_vendor = bytes
    news = bench.run(2)
    answers = [each.message for each in news if isinstance(each, Answered)]
    assert len(answers) == 1 and isinstance(answers[0], pb.Exam)
    assert answers[0].state == pb.EXAM_STATE_RUNNING
    assert bench.device.done == ["ExamBegin"] and bench.device.exam_id == b"\x01\x02"
    assert bench.session.counts["requests_repeated"] >= 1


def test_four_lost_requests_lose_the_link() -> None:
    bench = Bench().up()
    bench.run(0.5)
    bench.device.deaf = 4
    news = bench.ask(pb.GetExam(), 3.9)
    assert news == []
    news = bench.run(0.3)
    assert news[:2] == [Unanswered(1, Cause.NO_ANSWER), Lost(Cause.NO_ANSWER)]
    assert isinstance(news[2], Up)


def test_refused_busy_and_unknown() -> None:
    bench = Bench().up()
    refused = bench.ask(pb.ExamCommand(command=pb.COMMAND_END))
    assert isinstance(refused[0], Refused) and refused[0].error.code == pb.ERROR_WRONG_STATE
    bench.device.busy = 3
    assert isinstance(bench.ask(pb.GetExam(), 0.3)[0], Answered)
    unsupported = bench.ask(pb.GetLog(lines_max=5))
    assert isinstance(unsupported[0], Refused) and unsupported[0].error.code == pb.ERROR_UNSUPPORTED_MESSAGE
    assert bench.session.is_up


def test_what_is_no_request_is_not_sent() -> None:
    bench = Bench()
    with pytest.raises(ConnectionError):
        bench.session.request(pb.GetExam())
    bench.up()
    for message in (pb.Hello(), pb.GetEvents(), pb.EventCredit(), pb.Exam()):
        with pytest.raises(ValueError, match="no request of a program"):
            bench.session.request(message)
    with pytest.raises(ValueError, match="exam_id: 17 bytes of at most 16"):
        bench.session.request(pb.ExamBegin(exam_id=bytes(17)))
    for _ in range(3):
        bench.session.request(pb.GetExam())
    with pytest.raises(BlockingIOError):
        bench.session.request(pb.GetExam())
    assert [type(each) for each in bench.run(0.1)] == [Answered] * 3


def test_a_session_is_ended_and_taken_up_again() -> None:
    bench = Bench().up()
    news = bench.ask(pb.Bye())
    assert isinstance(news[0], Answered) and news[1] == Lost(Cause.ENDED)
    assert bench.run(5) == [] and not bench.device.up
    bench.session.resume(bench.now)
    bench.up()


def test_another_version_is_told() -> None:
    session = Session(Settings(), 0.0)
    session.tick(0.0)
    error = pb.Error(code=pb.ERROR_UNSUPPORTED_VERSION, detail=2)
    session.receive(encode(Frame(pb.MSG_ERROR, 1, 1, error.SerializeToString(), major=2)), 0.1)
    (notice,) = session.take_news()
    assert isinstance(notice, Notice) and notice.error.detail == 2
    assert not session.is_up


def test_foreign_frames_are_counted_and_ignored() -> None:
    bench = Bench().up()
    for frame in (Frame(3, 1, major=2), Frame(3, 1, flags=0x10), Frame(999, 1), Frame(3, 1, payload=b"\x08")):
        bench.session.receive(encode(frame), bench.now)
    bench.session.receive(
        encode(Frame(3, 1, flags=0x0F, payload=pb.Heartbeat(log_id=0xC0FFEE).SerializeToString())), bench.now
    )
    assert bench.session.counts["rejected"] == 2
    assert bench.session.counts["unknown"] == 1 and bench.session.counts["unreadable"] == 1
    assert isinstance(bench.session.take_news()[0], Beat)


def test_a_snapshot_dies_with_its_age() -> None:
    bench = Bench().up()
    assert not bench.session.is_live(bench.now)
    bench.ask(pb.GetSnapshot(), STEP_S)
    assert bench.session.is_live(bench.now + 0.26)
    assert not bench.session.is_live(bench.now + 0.28)
    stale = pb.Snapshot(stamp=pb.Stamp(stale=True))
    bench.session.receive(encode(Frame(IDS[pb.Snapshot], 9, payload=stale.SerializeToString())), bench.now)
    assert not bench.session.is_live(bench.now)


def hurt(chance: random.Random, rate: float) -> Callable[[bytes], bytes]:
    def line(data: bytes) -> bytes:
        out = bytearray()
        for byte in data:
            if chance.random() >= rate:
                out.append(byte)
            elif chance.random() < 0.5:
                out.append(byte ^ 1 << chance.randrange(8))
        return bytes(out)

    return line


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize("cuts", [False, True])
def test_no_event_is_lost_or_doubled_on_a_bad_line(seed: int, cuts: bool) -> None:
    chance = random.Random(seed)
    bench = Bench(Settings(event_credits=16))
    bench.to_device = bench.to_vendor = hurt(chance, 0.001 if cuts else 0.01)
    for _ in range(400):
        if len(bench.device.events) < 150:
            bench.device.see(chance.randrange(7), SEEN)
        bench.cut = cuts and bench.now % 5 < 0.5
        bench.run(0.1)
    bench.cut = False
    bench.to_device = bench.to_vendor = bytes
    bench.run(6)
    assert ids(bench.news) == list(range(1, 151))
    assert bench.session.counts["events_caught_up"] or cuts
    assert not any(isinstance(each, Gone) for each in bench.news)
    assert bench.session.counts["bad_crc"] > 0
    assert not cuts or bench.session.counts["links_lost"] > 5
