"""Feeds of every form, and a watch that is polite and goes on where it was."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import pytest

from ravi.errors import InputError, RaviError
from ravi.intake.feeds import Entry, Feed, entries, feeds
from ravi.intake.fetch import Fetched, Fetcher
from ravi.intake.watch import DELAY, State, Watch

RSS = """<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>کوشا</title>
<item><title>پل</title><link>https://kusha.example/1</link><pubDate>{date}</pubDate></item></channel></rss>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><entry><title>پل</title><link href="https://kusha.example/1"/>
<updated>2025-01-16T21:00:00Z</updated></entry></feed>"""
JSON = '{"version": "https://jsonfeed.org/version/1.1", "items": [{"url": "https://kusha.example/1", "title": "پل", "date_published": "2025-01-17T00:00:00+03:30"}]}'  # noqa: E501
PAGE = "<html><body><article><h1>پل</h1>" + "<p>ناهید آذرگون گفت که راه باز است و پل تازه‌ای ساخته می‌شود.</p>" * 4


@pytest.mark.parametrize(
    "feed",
    [
        RSS.format(date="Fri, 17 Jan 2025 12:00:00 +0330"),
        RSS.format(date="جمعه ۲۸ دی ۱۴۰۳ - ۱۵:۰۱"),
        RSS.format(date="28 دی 1403"),
        RSS.format(date="جمعه ۲۸ دی ۱۴۰۳ ساعت ۱۵:۰۱"),
        RSS.format(date="۱۵:۰۱ - ۲۸ دی ۱۴۰۳"),
        RSS.format(date="Thu, 16 Jan 2025 21:30:00 GMT"),
        RSS.format(date="Fri, 17 Jan 25 12:00:00 +0330"),
        ATOM,
        JSON,
    ],
)
def test_entries_with_their_day_in_any_form(feed: str) -> None:
    assert entries(feed.encode(), "f") == [Entry("https://kusha.example/1", "پل", "2025-01-17")]


@pytest.mark.parametrize("date", ["15:01", "۱۵:۰۱", "دیروز", "nonsense", ""])
def test_a_day_that_is_not_told_is_not_today(date: str) -> None:
    assert [entry.published for entry in entries(RSS.format(date=date).encode(), "f")] == [None]


def test_a_link_is_one_of_the_web_and_may_be_of_the_feeds_own_site() -> None:
    def links(link: str) -> list[str]:
        feed = RSS.format(date="").replace("https://kusha.example/1", link)
        return [entry.url for entry in entries(feed.encode(), "https://kusha.example/fa/rss")]

    assert links("/news/1") == ["https://kusha.example/news/1"]
    assert links("javascript:alert(1)") == links("file:///etc/passwd") == []


def test_lists_of_feeds() -> None:
    toml = '[[feed]]\nurl = "https://a.example/rss"\noutlet = "الف"\n[[feed]]\nurl = "https://b.example/rss"\n'
    assert feeds(toml.encode(), "f") == [Feed("https://a.example/rss", "الف"), Feed("https://b.example/rss")]
    opml = '<opml><body><outline text="الف" xmlUrl="https://a.example/rss"/></body></opml>'
    assert feeds(opml.encode(), "f") == [Feed("https://a.example/rss", "الف")]
    assert feeds(b"# mine\nhttps://a.example/rss\n", "f") == [Feed("https://a.example/rss")]


@pytest.mark.parametrize(
    "data", [b"", b"<opml/>", b"<opml", b"[[feed]]\nurl=", b"<!DOCTYPE a [<!ENTITY b 'c'>]><opml/>"]
)
def test_what_is_no_list(data: bytes) -> None:
    with pytest.raises(InputError):
        feeds(data, "f")


@pytest.mark.parametrize("data", [b"{}", b"{", b"no feed", b"\x00\xff"])
def test_what_is_no_feed(data: bytes) -> None:
    with pytest.raises(InputError):
        entries(data, "f")


@dataclass
class Site:
    """What a site answers, and what it was asked."""

    answers: dict[str, tuple[int, str]]
    asked: list[tuple[str, Mapping[str, str]]] = field(default_factory=list)
    now: float = 1_000.0
    paused: list[float] = field(default_factory=list)

    def get(self, url: str, headers: Mapping[str, str] | None = None) -> Fetched:
        self.asked.append((url, headers or {}))
        status, body = self.answers.get(url, (404, ""))
        if (headers or {}).get("if-none-match") == "v1":
            return Fetched(url, 304, {}, b"")
        return Fetched(url, status, {"etag": "v1"}, body.encode())

    def watch(self, known: set[str]) -> Watch:
        def pause(seconds: float) -> None:
            self.paused.append(seconds)
            self.now += seconds

        fetcher: Fetcher = self  # type: ignore[assignment]
        return Watch(known=known.__contains__, fetcher=fetcher, clock=lambda: self.now, pause=pause)


FEED = Feed("https://kusha.example/rss", "خبرگزاری کوشا")


def site(**answers: tuple[int, str]) -> Site:
    pages = {"rss": (200, RSS.format(date="28 دی 1403")), "1": (200, PAGE), **answers}
    return Site({f"https://kusha.example/{path}": answer for path, answer in pages.items()})


def test_a_new_report_is_fetched_once_and_the_feed_asked_for_changes() -> None:
    kusha, state, known = site(), State(), set[str]()
    watch = kusha.watch(known)
    (news,) = watch.once(FEED, state)
    assert not isinstance(news.report, RaviError) and news.report.outlet == "خبرگزاری کوشا"
    assert (news.report.published, news.report.title) == ("2025-01-17", "پل") and state.due > kusha.now
    known.add("https://kusha.example/1")
    assert list(watch.once(FEED, state)) == []
    assert kusha.asked[-1] == (FEED.url, {"if-none-match": "v1"})


def test_one_host_is_not_asked_twice_within_the_delay() -> None:
    kusha = site()
    list(kusha.watch(set()).once(FEED, State()))
    assert len(kusha.asked) == 3 and kusha.paused == [DELAY, DELAY]


def test_robots_rules_are_kept() -> None:
    kusha = site(**{"robots.txt": (200, "User-agent: *\nCrawl-delay: 20\nDisallow: /1\n")})
    (news,) = kusha.watch(set()).once(FEED, State())
    assert isinstance(news.report, RaviError) and "robots" in str(news.report)
    assert all(not url.endswith("/1") for url, _ in kusha.asked) and kusha.paused == [20.0]


def test_a_feed_that_fails_is_asked_less_and_less_often() -> None:
    kusha, state, waits = site(rss=(500, "")), State(), []
    watch = kusha.watch(set())
    for _ in range(3):
        (news,) = watch.once(FEED, state)
        assert isinstance(news.report, RaviError)
        waits.append(state.due - kusha.now)
    assert waits == sorted(waits) and waits[0] < waits[-1]


def test_a_report_that_could_not_be_had_is_asked_for_again() -> None:
    kusha, state = site(**{"1": (503, "")}), State()
    watch = kusha.watch(set())
    list(watch.once(FEED, state))
    assert state.etag is None
    kusha.answers["https://kusha.example/1"] = (200, PAGE)
    (news,) = watch.once(FEED, state)
    assert not isinstance(news.report, RaviError) and state.etag == "v1"


def test_who_asks_to_be_left_alone_is(monkeypatch: pytest.MonkeyPatch) -> None:
    two = RSS.format(date="28 دی 1403").replace(
        "</channel>", "<item><link>https://kusha.example/2</link></item></channel>"
    )
    kusha, state = site(rss=(200, two), **{"1": (429, ""), "2": (200, PAGE)}), State()
    (news,) = kusha.watch(set()).once(FEED, state)
    assert "429" in str(news.report) and state.etag is None
    assert all(not url.endswith("/2") for url, _ in kusha.asked)

    def busy(url: str, headers: Mapping[str, str] | None = None) -> Fetched:
        return Fetched(url, 404 if url.endswith("robots.txt") else 503, {"retry-after": "40000"}, b"")

    monkeypatch.setattr(kusha, "get", busy)
    list(kusha.watch(set()).once(FEED, state))
    assert state.due - kusha.now == 40_000
