"""A link for asyncio programs: it works in a task of its own."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from types import TracebackType
from typing import Self

from google.protobuf.message import Message

from .news import Answered, News, Refused, Unanswered
from .plain import Kept, Pump, RefusedError
from .port import Port, SerialPort
from .session import Session, Settings

_STEP_S = 0.005


class Link:
    """A link to a device at a serial port.

        async with Link("/dev/ttyUSB0") as link:
            async for news in link.news():
                ...

    News is kept until it is taken; of heartbeats and snapshots the newest alone."""

    def __init__(self, port: str | Port, settings: Settings | None = None, baud: int = 115200) -> None:
        """OSError where the port cannot be opened."""
        opened = SerialPort(port, baud) if isinstance(port, str) else port
        self._pump = Pump(opened, settings or Settings())
        self._kept = Kept()
        self._came = asyncio.Event()
        self._waiting: dict[int, asyncio.Future[Message]] = {}
        self._up = asyncio.Event()
        self._task: asyncio.Task[None] | None = None

    @property
    def session(self) -> Session:
        """Counts, and whether it is up and live."""
        return self._pump.session

    async def __aenter__(self) -> Self:
        self._task = asyncio.create_task(self._work())
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        assert self._task is not None
        self._task.cancel()
        await asyncio.gather(self._task, return_exceptions=True)
        self._pump.port.close()
        for future in self._waiting.values():
            future.cancel()

    async def news(self) -> AsyncIterator[News]:
        """What happens, as it comes."""
        while True:
            while (kept := self._kept.take()) is not None:
                yield kept
            self._came.clear()
            await self._came.wait()

    async def wait_up(self) -> None:
        """Waits until a session is held."""
        await self._up.wait()

    async def request(self, message: Message) -> Message:
        """Asks and waits for the answer. RefusedError; ConnectionError where the link is lost or not up: whether it was
        done is not known then. BlockingIOError where three wait already."""
        number = self.session.request(message)
        future: asyncio.Future[Message] = asyncio.get_running_loop().create_future()
        self._waiting[number] = future
        try:
            return await future
        finally:
            self._waiting.pop(number, None)

    async def _work(self) -> None:
        while True:
            for news in self._pump.step():
                self._take(news)
            if self.session.is_up:
                self._up.set()
            else:
                self._up.clear()
            await asyncio.sleep(_STEP_S)

    def _take(self, news: News) -> None:
        future = self._waiting.get(news.request) if isinstance(news, Answered | Refused | Unanswered) else None
        if future is None:
            if not isinstance(news, Answered | Refused | Unanswered):
                self._kept.put(news)
                self._came.set()
        elif future.done():
            return
        elif isinstance(news, Answered):
            future.set_result(news.message)
        elif isinstance(news, Refused):
            future.set_exception(RefusedError(news))
        elif isinstance(news, Unanswered):
            future.set_exception(ConnectionError(news.cause.value))
