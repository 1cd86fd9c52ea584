"""Watching feeds politely: what changed since the last time, robots' rules, a pause for each host, back-off.

What was fetched is known by its address in the ledger; what a feed said about its version (ETag, Last-Modified)
and when it may be asked again is kept there too, so that a watch that was stopped goes on where it was.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from urllib.parse import urlsplit
from urllib.robotparser import RobotFileParser

from ravi.errors import RaviError
from ravi.intake.feeds import Entry, Feed, entries
from ravi.intake.fetch import AGENT, Fetched, Fetcher, FetchError
from ravi.intake.load import load
from ravi.intake.types import Incoming

DELAY = 5.0
"""Seconds between two requests to one host."""
EVERY = 900.0
"""Seconds after which a feed is asked again."""
LONGEST_BACK_OFF = 86_400.0


_TOO_MANY = (429, 503)


class TooManyError(FetchError):
    """A host that asks to be left alone for a while."""


def _retry_after(answer: Fetched) -> float:
    """The seconds that a host asks to wait, a day at the most; 0 where it does not say."""
    asked = answer.headers.get("retry-after", "")
    return min(LONGEST_BACK_OFF, float(asked)) if asked.isdecimal() else 0.0


@dataclass(slots=True)
class State:
    """What is known of a feed: its version as it told it, when it may be asked again, failures in a row.

    ``due`` is in seconds since 1970.
    """

    etag: str | None = None
    modified: str | None = None
    due: float = 0.0
    failures: int = 0


@dataclass(frozen=True, slots=True)
class News:
    """A new report of a feed, or why one could not be had."""

    feed: Feed
    entry: Entry | None
    report: Incoming | RaviError


@dataclass(slots=True)
class Watch:
    """One watch over many feeds.  ``known`` tells whether an address is in the ledger already."""

    known: Callable[[str], bool]
    fetcher: Fetcher = field(default_factory=Fetcher)
    delay: float = DELAY
    clock: Callable[[], float] = time.time
    pause: Callable[[float], None] = time.sleep
    _hosts: dict[str, float] = field(default_factory=dict)
    _robots: dict[str, RobotFileParser] = field(default_factory=dict)

    def once(self, feed: Feed, state: State) -> Iterator[News]:
        """The new reports of one feed; ``state`` is brought up to date."""
        headers, asked = {}, 0.0
        if state.etag:
            headers["if-none-match"] = state.etag
        if state.modified:
            headers["if-modified-since"] = state.modified
        try:
            answer = self._get(feed.url, headers)
            if answer.status == 304:
                state.failures, state.due = 0, self.clock() + EVERY
                return
            if answer.status != 200:
                asked = _retry_after(answer)
                raise FetchError(f"answered with status {answer.status}", where=feed.url)
            listed = entries(answer.body, feed.url)
        except RaviError as error:
            state.failures += 1
            state.due = self.clock() + max(asked, min(LONGEST_BACK_OFF, EVERY * 2.0 ** min(state.failures, 20)))
            yield News(feed, None, error)
            return
        failed = False
        for entry in listed:
            if not self.known(entry.url):
                news = News(feed, entry, self._report(feed, entry))
                failed |= isinstance(news.report, RaviError)
                yield news
                if isinstance(news.report, TooManyError):
                    break  # who says that it is too much is left alone until the next round
        # The version counts as seen only when all its reports were had: else they are asked for again.
        state.etag = None if failed else answer.headers.get("etag")
        state.modified = None if failed else answer.headers.get("last-modified")
        state.failures, state.due = 0, self.clock() + EVERY

    def _report(self, feed: Feed, entry: Entry) -> Incoming | RaviError:
        try:
            answer = self._get(entry.url)
            if answer.status in _TOO_MANY:
                raise TooManyError(f"answered with status {answer.status}", where=entry.url)
            if answer.status != 200:
                raise FetchError(f"answered with status {answer.status}", where=entry.url)
            found = next(load(answer.body, entry.url, url=entry.url))
        except RaviError as error:
            return error
        except StopIteration:
            return FetchError("holds no report", where=entry.url)
        return Incoming(
            found.text, entry.url, found.raw, title=found.title or entry.title, author=found.author,
            outlet=feed.outlet or found.outlet, published=found.published or entry.published, url=entry.url,
        )  # fmt: skip

    def _get(self, url: str, headers: dict[str, str] | None = None) -> Fetched:
        parts = urlsplit(url)
        root = f"{parts.scheme}://{parts.netloc}"
        if not self._allowed(root, url):
            raise FetchError("robots.txt asks not to fetch it", where=url)
        self._wait(root)
        return self.fetcher.get(url, headers)

    def _wait(self, root: str) -> None:
        rules = self._robots.get(root)
        asked = rules.crawl_delay(AGENT) if rules else None
        delay = max(self.delay, float(asked or 0))
        left = self._hosts.get(root, 0.0) + delay - self.clock()
        if left > 0:
            self.pause(left)
        self._hosts[root] = self.clock()

    def _allowed(self, root: str, url: str) -> bool:
        if root not in self._robots:
            rules = RobotFileParser()
            try:
                self._wait(root)
                answer = self.fetcher.get(f"{root}/robots.txt")
                if answer.status in (401, 403):
                    rules.disallow_all = True  # type: ignore[attr-defined]
                rules.parse(answer.body.decode("utf-8", "replace").splitlines() if answer.status == 200 else [])
            except FetchError:
                rules.parse([])
            self._robots[root] = rules
        return self._robots[root].can_fetch(AGENT, url)
