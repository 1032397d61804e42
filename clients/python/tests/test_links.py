"""The plain and the asyncio link at a pseudo-terminal."""

from __future__ import annotations

import asyncio
import time

import pytest

from device import Device, at_pty
from second_reader_link import Happened, Link, RefusedError, Settings, Shot, Up, aio
from second_reader_link import second_reader_pb2 as pb
from second_reader_link.news import Beat, Lost
from second_reader_link.plain import Kept


def test_a_plain_link() -> None:
    device = Device()
    with at_pty(device) as port, Link(port) as link:
        link.wait_up()
        exam = link.request(pb.ExamBegin(exam_id=b"abc"))
        assert isinstance(exam, pb.Exam) and exam.state == pb.EXAM_STATE_RUNNING and exam.exam_id == b"abc"
        with pytest.raises(RefusedError, match="not now try later"):
            link.request(pb.ExamBegin())
        device.see(3, pb.ITEM_STATE_SEEN)
        device.see(4, pb.ITEM_STATE_NOT_SEEN)
        found = []
        for news in link.news(5):
            if isinstance(news, Happened):
                found.append((news.event.id, news.event.item_id))
            if len(found) == 3:
                break
        assert found == [(1, ""), (2, "F4"), (3, "F5")]


def test_a_plain_link_waits_for_a_device_that_is_not_there() -> None:
    device = Device(quiet=True)
    device.receive = lambda data, now: None  # type: ignore[method-assign]
    with at_pty(device) as port, Link(port) as link:
        with pytest.raises(TimeoutError):
            link.wait_up(0.3)
        with pytest.raises(ConnectionError):
            link.request(pb.GetExam())


def test_a_port_that_is_not_there() -> None:
    with pytest.raises(OSError):
        Link("/dev/ttyNOTHING")


def test_an_asyncio_link() -> None:
    device = Device()

    async def program(port: str) -> list[str]:
        found = []
        async with aio.Link(port, Settings(snapshot_period_ms=50)) as link:
            await asyncio.wait_for(link.wait_up(), 5)
            exams = await asyncio.gather(link.request(pb.GetExam()), link.request(pb.ExamBegin()))
            assert [exam.state for exam in exams if isinstance(exam, pb.Exam)] == [1, 2]
            with pytest.raises(RefusedError):
                await link.request(pb.ExamBegin())
            device.see(0, pb.ITEM_STATE_SEEN)
            async with asyncio.timeout(5):
                async for news in link.news():
                    found.append(type(news).__name__)
                    if isinstance(news, Happened) and news.event.id == 2:
                        return found
        return found

    with at_pty(device) as port:
        found = asyncio.run(program(port))
    assert found[0] == "Up" and found.count("Happened") == 2


def test_a_link_is_lost_and_comes_back_with_what_was_missed() -> None:
    device = Device()
    with at_pty(device) as port, Link(port) as link:
        link.wait_up()
        device.see(0, pb.ITEM_STATE_SEEN)
        deaf = device.receive
        device.receive = lambda data, now: None  # type: ignore[method-assign]
        device.up = False
        found: list[object] = []
        end = time.monotonic() + 12
        for news in link.news(12):
            if isinstance(news, Lost):
                device.see(1, pb.ITEM_STATE_SEEN)
                device.receive = deaf  # type: ignore[method-assign]
            found += [news.event.id] if isinstance(news, Happened) else [type(news)]
            if found[-1] == 2 or time.monotonic() > end:
                break
        assert [each for each in found if each is not Beat] in ([Up, 1, Lost, Up, 2], [Up, Lost, Up, 1, 2])


def test_of_snapshots_the_newest_alone_waits() -> None:
    kept = Kept()
    for frame in range(5):
        kept.put(Shot(pb.Snapshot(stamp=pb.Stamp(frame=frame))))
        kept.put(Happened(pb.Event(id=frame)))
    first = [kept.take() for _ in range(7)]
    assert [news.event.id for news in first if isinstance(news, Happened)] == [0, 1, 2, 3, 4]
    assert [news.snapshot.stamp.frame for news in first if isinstance(news, Shot)] == [4]
