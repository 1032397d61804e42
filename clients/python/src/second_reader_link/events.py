"""The events of a device: each is told once, in the order of ids, whatever the line does."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from . import second_reader_pb2 as pb
from .news import Gone, Happened

REST_S = 1.0  #: before it is asked again where asking brought nothing
_MISSED_S = 0.75  # two heartbeats of one a second tell of the same lost event
_PAGE = 6  # events in a page at most


@dataclass(slots=True)
class Events:
    """What is known of a log of events."""

    counts: Counter[str]
    log_id: int = 0
    last: int = 0  #: id of the last event that was told
    granted: int = 0  #: the device may send up to this id
    credits: int = 0  #: 0: no events are wanted, or the device has none
    missing: bool = False
    rest_until: float = 0.0
    _page_max: int = 0
    _behind: tuple[int, float] | None = None

    def ask(self, now: float) -> pb.GetEvents | pb.EventCredit | None:
        """What is to be asked now: what is missing, or for more credits when half of them are used."""
        if self.credits == 0 or now < self.rest_until:
            return None
        if self.missing:
            return pb.GetEvents(after_id=self.last, max_events=self._page_max)
        if 2 * (self.last + self.credits - self.granted) >= self.credits:
            self.granted = self.last + self.credits
            return pb.EventCredit(after_id=self.last, credits=self.credits)
        return None

    def ask_for_less(self) -> pb.GetEvents:
        """A page did not come through: a short one may, and asking twice changes nothing."""
        self._page_max = 1
        return pb.GetEvents(after_id=self.last, max_events=1)

    def take(self, event: pb.Event) -> list[Happened | Gone]:
        """An event came: what there is to tell."""
        if event.id <= self.last:
            self.counts["events_repeated"] += 1
        elif event.id > self.last + 1:
            self.missing = True
        else:
            self.last = event.id
            self._behind = None
            return [Happened(event)]
        return []

    def take_page(self, page: pb.Events, now: float) -> list[Happened | Gone]:
        """The answer to GET_EVENTS."""
        before = self.last
        news: list[Happened | Gone] = []
        if page.oldest > self.last + 1:
            news.append(Gone(self.last + 1, page.oldest - 1))
            self.last = page.oldest - 1
        for event in page.events:
            told = self.take(event)
            self.counts["events_caught_up"] += len(told)
            news += told
        self.missing = self.last < page.newest
        # It came through: a longer one may, too.
        self._page_max = 2 * self._page_max if 2 * self._page_max < _PAGE else 0
        if self.missing and self.last == before:
            self.rest_until = now + REST_S
        return news

    def compare(self, newest: int, now: float) -> None:
        """An event that a heartbeat tells of and that does not come within a second was lost."""
        if newest <= self.last or self.last >= self.granted or self.credits == 0:
            self._behind = None
        elif self._behind is None or self._behind[0] != self.last:
            self._behind = (self.last, now)
        elif now - self._behind[1] >= _MISSED_S:
            self._behind = None
            self.missing = True
