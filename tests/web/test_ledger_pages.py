"""The pages of the ledger: actors, events, claims, timeline and network, in both languages, without scripts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

import pytest
from starlette.testclient import TestClient

from ravi.ledger import Ledger
from ravi.reader import read
from ravi.web import application


@pytest.fixture(scope="module")
def ledger(place: Path) -> Iterator[Ledger]:
    with Ledger(place) as opened:
        yield opened


def words(html: str) -> str:
    """The page as a reader meets it, on one line."""
    return " ".join(re.sub(r"<[^>]+>", " ", html[html.index("<main") :]).split())


def test_the_timeline_draws_and_tells_the_same(client: TestClient) -> None:
    html = client.get("/timeline?lang=en").text
    text = words(html)
    assert "16 February 2025 (28 Bahman 1403)" in text and "1 × happened" not in text and "2 × happened" in html
    assert 'class="tick solar"' in html and 'class="tick gregorian"' in html and "Bahman 1403" in html
    zoomed = client.get("/timeline?lang=en&from=1403-12&to=1404").text
    assert "No event begins in these days." in zoomed and 'data-begin="2025-02-19"' in zoomed
    assert "هیچ" not in words(client.get("/timeline?q=دیدار&lang=fa").text)


def test_the_timeline_keeps_statuses_and_scope_in_its_address(client: TestClient) -> None:
    html = client.get("/timeline?lang=en&status=planned&told=0").text
    assert html.count(" checked") == 2 and "status=planned" in html and "told=0" in html
    assert "2 × happened" not in html


@pytest.mark.parametrize("path", ["/timeline?q=nosuch:a", "/timeline?from=1403-13", "/network?q=%22open"])
def test_a_wrong_question_is_told(client: TestClient, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 400 and 'role="alert"' in answer.text


def test_the_network_is_a_table_and_a_file(client: TestClient) -> None:
    html = client.get("/network?lang=en").text
    assert re.search(r'data-tie="meet" data-weight="\d"', html) and "Nahid Az" in html
    root = ElementTree.fromstring(client.get("/network.graphml").text)
    space = "{http://graphml.graphdrawing.org/xmlns}"
    assert len(root.findall(f".//{space}edge")) == html.count("data-tie=")
    answer = client.get("/network.gexf?kind=meet")
    assert answer.headers["content-disposition"].endswith('"network.gexf"') and 'kind="meet"' in answer.text
    assert 'kind="to"' not in answer.text
    assert client.get("/network.exe").status_code == 422
    assert "data-tie" not in client.get("/network?least=99").text


def test_an_actor_has_offices_and_all_sides(client: TestClient, ledger: Ledger) -> None:
    entity = ledger.who("ناهید آذرگون")[0].entity
    html = client.get(f"/actor/{entity}?lang=en").text
    assert "وزیر راه سورنا" in html and "15–18 February 2025" in words(html)
    assert "نوروزنامه ← ناهید آذرگون" in words(html)
    for part in ("about", "to", "events", "network", "positions"):
        assert client.get(f"/actor/{entity}?part={part}").status_code == 200
    assert "دیدار" in words(client.get(f"/actor/{entity}?part=events&lang=fa").text)
    assert 'data-tie="meet"' in client.get(f"/actor/{entity}?part=network").text
    assert "ساخت" in client.get(f"/actor/{entity}", params={"part": "positions", "topic": "پل"}).text
    assert client.get(f"/actor/{entity}", params={"part": "positions", "topic": '"'}).status_code == 400
    assert client.get("/actor/9999").status_code == 404


def test_an_event_stands_side_by_side(client: TestClient, ledger: Ledger) -> None:
    (same,) = ledger.relations("same_event")
    html = client.get(f"/event/{same.one}?lang=en").text
    text = words(html)
    assert "2 independent voices in 2 reports" in text and "سپیده" in text and "نوروزنامه" in text
    assert 'class="differs">' in html and "told differently" in text
    assert html.count('<mark class="trigger">دیدار کرد</mark>') == 2
    assert client.get("/event/9999").status_code == 404


def test_a_claim_names_its_voices_and_what_contradicts_it(client: TestClient, ledger: Ledger) -> None:
    conflict = next(r for r in ledger.relations("conflicts") if any("۶۵۰" in d.one + d.other for d in r.differs))
    text = words(client.get(f"/claim/{conflict.one}?lang=en").text)
    assert "1 independent voice in 2 reports" in text and "contradicts" in text
    assert "۴۰۰ میلیارد تومان" in text and "۶۵۰ میلیارد تومان" in text
    assert "came the same way" not in text or "counts once" in text
    html = client.get(f"/claim/{conflict.other}").text
    assert '<mark class="content">' in html and '<mark class="cue">' in html
    assert client.get("/claim/9999").status_code == 404


def test_what_was_not_compared_says_so_and_is_compared(tmp_path: Path) -> None:
    from ravi.reader import read

    with Ledger(tmp_path / "ravi.db") as ledger:
        ledger.add(read("ناهید آذرگون گفت که راه باز است.", outlet="ساحل", published="2025-01-01"))
        key = ledger.search("").hits[0].statement
    with TestClient(application(tmp_path / "ravi.db"), base_url="http://127.0.0.1:8403") as opened:
        assert "1 report has not been compared" in words(opened.get(f"/claim/{key}?lang=en").text)
        after = opened.post("/relate", data={"back": f"/claim/{key}"})
        assert after.url.path == f"/claim/{key}" and "has not been compared" not in words(after.text)
        assert (
            opened.post("/relate", data={"back": "//evil.example"}, follow_redirects=False).headers["location"]
            == "/"
        )


def test_a_report_leads_to_the_pages_of_its_people_events_and_statements(client: TestClient) -> None:
    html = client.get("/report/4?lang=en").text
    assert "/who?name=" not in html
    for kind, fewest in (("actor", 2), ("event", 2), ("claim", 2)):
        places = set(re.findall(rf'href="(/{kind}/\d+)"', html))
        assert len(places) >= fewest, kind
        for place in places:
            page = client.get(place).text
            assert "/report/4#" in page or "سپیده" in page, place


def test_an_actor_opens_where_there_is_something(tmp_path: Path) -> None:
    from ravi.reader import read

    with Ledger(tmp_path / "ravi.db") as ledger:
        ledger.add(read("ناهید آذرگون، وزیر راه سورنا، روز شنبه ۲۷ بهمن با فرهاد سپهری دیدار کرد."))
        silent = ledger.who("فرهاد سپهری")[0].entity
        found = ledger.profile(silent)
        assert not found.said and (found.about or found.to or found.events)
    with TestClient(application(tmp_path / "ravi.db"), base_url="http://127.0.0.1:8403") as opened:
        html = opened.get(f"/actor/{silent}").text
    assert '<a href="?part=said#part">' in html and '#part" aria-current="page"' in html


def test_an_event_is_named_with_who_takes_part(client: TestClient, ledger: Ledger) -> None:
    (same,) = ledger.relations("same_event")
    title = words(client.get(f"/event/{same.one}").text.partition("</h1>")[0])
    assert "ناهید آذرگون" in title and title.count("دیدار") == 1


def test_a_voice_is_named_as_the_report_names_it(tmp_path: Path) -> None:
    with Ledger(tmp_path / "ravi.db") as ledger:
        ledger.add(read("مقام‌های محلی گفتند که سد نیک‌پی ترک برداشته است.", published="2025-02-15"))
        key = ledger.search("سد").hits[0].statement
    with TestClient(application(tmp_path / "ravi.db"), base_url="http://127.0.0.1:8403") as opened:
        opened.cookies.set("lang", "en")
        text = words(opened.get(f"/claim/{key}").text)
    assert "● مقام‌های محلی through report 1 1 report" in text and "#" not in text
