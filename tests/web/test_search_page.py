"""Searching in the page: a click narrows the query, facets count, searches are kept, what is found is exported."""

from __future__ import annotations

import csv
import io
import json
import re

import pytest
from starlette.testclient import TestClient

from ravi.export.formats import FORMATS
from ravi.ledger.query import parse
from ravi.web.narrow import narrowed, quoted, terms
from ravi.web.selection import WHOLE


@pytest.mark.parametrize(
    ("query", "field", "value", "wanted"),
    [
        ("", "act", "deny", "act:deny"),
        ("پل", "outlet", "شب و روز", 'پل outlet:"شب و روز"'),
        ("پل OR راه", "act", "deny", "(پل OR راه) act:deny"),
        ('"پل OR راه"', "act", "deny", '"پل OR راه" act:deny'),
        ("پل", "speaker", "#12", "پل speaker:#12"),
        ("", "outlet", 'روزنامهٔ «شب"', 'outlet:"روزنامهٔ  شب "'),
    ],
)
def test_a_click_adds_a_term_for_the_whole_query(query: str, field: str, value: str, wanted: str) -> None:
    assert narrowed(query, field, value) == wanted
    assert narrowed(query, field, value, without=True) == wanted.replace(f"{field}:", f"-{field}:")
    assert parse(wanted) is not None


def test_a_term_is_taken_out_alone() -> None:
    found = terms('پل speaker:"ناهید آذرگون" AND -act:deny said:1403-10')
    assert [(t.field, t.value, t.negated, t.rest) for t in found] == [
        ("speaker", "ناهید آذرگون", False, "پل AND -act:deny said:1403-10"),
        ("act", "deny", True, 'پل speaker:"ناهید آذرگون" AND said:1403-10'),
        ("said", "1403-10", False, 'پل speaker:"ناهید آذرگون" AND -act:deny'),
    ]
    assert [t.rest for t in terms("act:deny AND پل")] == ["پل"] and [t.rest for t in terms("NOT act:deny")] == [""]
    for bound in ("act:deny OR پل", "(act:deny پل)", 'act:deny "پل'):
        assert terms(bound) == []
    assert quoted("دو واژه") == '"دو واژه"' and quoted("یک") == "یک"


def test_facets_count_and_narrow(client: TestClient) -> None:
    html = client.get("/search?lang=en").text
    assert "Sepide" not in html and "ساحل" in html and "Bahman 1403" in html and "February 2025" in html
    only = re.findall(r'class="only" href="([^"]+)"[^>]*><bdi[^>]*>(.*?)</bdi> <span class="count">(\d+)<', html)
    assert len(only) > 8
    for address, _, number in only:
        page = client.get(address.replace("&amp;", "&") + "&lang=en").text
        total = re.search(r"1–\d+ of (\d+)", page)
        assert total is not None and total[1] == number, address
    assert 'class="without"' in html


def test_chips_saved_searches_and_the_way_back(client: TestClient) -> None:
    html = client.get("/search", params={"q": "پل act:deny", "lang": "en"}).text
    assert 'class="chips"' in html and ">act:deny<" in html
    kept = client.post("/searches", data={"name": "پل‌ها", "q": "پل"})
    assert kept.status_code == 200 and kept.url.params["q"] == "@پل‌ها" and "<mark>پل</mark>" in kept.text
    assert "پل‌ها" in client.get("/search").text and "پل‌ها" not in client.post(
        "/searches/forget", data={"name": "پل‌ها"}
    ).text.replace("پل‌های", "")
    assert client.post("/searches", data={"name": "", "q": "پل"}).status_code in (400, 422)
    assert client.post("/searches", data={"name": "x", "q": '"پل'}).status_code == 400
    assert 'role="alert"' in client.get("/search", params={"q": "nosuch:a"}).text


def test_every_format_exports_what_is_found(client: TestClient) -> None:
    for name, form in FORMATS.items():
        answer = client.get(f"/search/export/{name}", params={"q": "act:deny"})
        assert answer.status_code == 200, name
        assert answer.headers["content-disposition"] == f'attachment; filename="ravi.{form.ending}"'
        assert answer.content or name == "plover"  # what is denied is no event of these
    rows = list(csv.DictReader(io.StringIO(client.get("/search/export/csv?q=act:deny").text)))
    assert [row["act"] for row in rows] == ["deny"]
    whole = json.loads(client.get("/search/export/jsonl?q=act:deny").text)
    assert len(whole["attributions"]) > 1 and "jsonl" in WHOLE
    assert client.get("/search/export/exe").status_code == 404
    assert client.get("/search/export/csv?q=nosuch:a").status_code == 400


def test_pages_follow_one_another(client: TestClient) -> None:
    html = client.get("/search?lang=en").text
    total = re.search(r"1–\d+ of (\d+)", html)
    assert total is not None and 8 <= int(total[1]) < 20 and 'rel="next"' not in html
    assert client.get("/search?order=relevance&q=پل").status_code == 200
    assert client.get("/search?order=oldest").text.index("نوروزنامه") > 0
