"""A link for programs without asyncio: it works while one of its methods waits."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Iterator
from types import TracebackType
from typing import Self

from google.protobuf.message import Message

from .news import Answered, Beat, News, Refused, Shot, Unanswered
from .port import Port, SerialPort
from .session import Session, Settings

_STEP_S = 0.005


class RefusedError(Exception):
    """The device does not do what was asked: `error` says why."""

    def __init__(self, news: Refused) -> None:
        super().__init__(f"{news.error.message or news.error.code} {news.error.hint}".strip())
        self.error = news.error


class Kept:
    """News until it is taken. Of heartbeats and of snapshots the newest alone waits; nothing else is left out."""

    def __init__(self) -> None:
        self._news: deque[News] = deque()

    def put(self, news: News) -> None:
        """Keeps a piece of news."""
        if isinstance(news, Beat | Shot):
            older = next((n for n in self._news if type(n) is type(news)), None)
            if older is not None:
                self._news.remove(older)
        self._news.append(news)

    def take(self) -> News | None:
        """The oldest one."""
        return self._news.popleft() if self._news else None


class Pump:
    """Moves bytes between a session and its line."""

    def __init__(self, port: Port, settings: Settings) -> None:
        self.port = port
        self.session = Session(settings, time.monotonic())
        self._out = b""

    def step(self) -> list[News]:
        """What is to be done now; waits for nothing."""
        now = time.monotonic()
        try:
            self.session.receive(self.port.read(now), now)
            self.session.tick(now)
            self._out += self.session.take_output()
            self._out = self._out[self.port.write(self._out) :] if self._out else b""
        except OSError:
            self._out = b""
            self.session.line_gone(now)
        return self.session.take_news()


class Link:
    """A link to a device at a serial port.

        with Link("/dev/ttyUSB0") as link:
            for news in link.news():
                ...

    The link is held only while a method runs: a program that does other things for more than a second or two calls
    `news(0)` in between, or takes `aio.Link`."""

    def __init__(self, port: str | Port, settings: Settings | None = None, baud: int = 115200) -> None:
        """OSError where the port cannot be opened."""
        opened = SerialPort(port, baud) if isinstance(port, str) else port
        self._pump = Pump(opened, settings or Settings())
        self._kept = Kept()

    @property
    def session(self) -> Session:
        """Counts, and whether it is up and live."""
        return self._pump.session

    def news(self, seconds: float | None = None) -> Iterator[News]:
        """What happens, as it comes, for a time; None: for ever. Ends early only with the program."""
        end = None if seconds is None else time.monotonic() + seconds
        while True:
            self._step()
            while (kept := self._kept.take()) is not None:
                yield kept
            if end is not None and time.monotonic() >= end:
                return
            time.sleep(_STEP_S)

    def wait_up(self, seconds: float = 5.0) -> None:
        """Waits until a session is held. TimeoutError."""
        end = time.monotonic() + seconds
        while not self.session.is_up:
            if time.monotonic() >= end:
                raise TimeoutError("no Second Reader answers at this port")
            self._step()
            time.sleep(_STEP_S)

    def request(self, message: Message) -> Message:
        """Asks and waits for the answer; other news is kept for `news`. RefusedError; ConnectionError where the link is
        lost or not up: whether it was done is not known then."""
        number = self.session.request(message)
        while True:
            answer: News | None = None
            for news in self._pump.step():
                if isinstance(news, Answered | Refused | Unanswered) and news.request == number:
                    answer = news
                else:
                    self._kept.put(news)
            if isinstance(answer, Answered):
                return answer.message
            if isinstance(answer, Refused):
                raise RefusedError(answer)
            if isinstance(answer, Unanswered):
                raise ConnectionError(answer.cause.value)
            time.sleep(_STEP_S)

    def _step(self) -> None:
        for news in self._pump.step():
            self._kept.put(news)

    def close(self) -> None:
        """Gives the port back, without a word to the device: it ends its session by itself."""
        self._pump.port.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
