"""Typed rows: Parquet read back by Arrow and DuckDB, frames of pandas and Polars; and the dossier."""

from __future__ import annotations

import datetime
import io
import os
import re
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path

import pytest

from ravi.errors import InputError
from ravi.export import choose, collect, folder_html, folder_markdown, frame, table_rows, write_parquet
from ravi.export.tables import TABLES, Rows
from ravi.export.wording import Lang
from ravi.reader import read as report_read
from ravi.record import Record

pytest.importorskip("pyarrow")


@pytest.mark.parametrize("rows", TABLES)
def test_parquet_comes_back_as_it_went(record: Record, read: list[Record], rows: Rows) -> None:
    from pyarrow import parquet

    from ravi.export.parquet import schema

    out = io.BytesIO()
    count = write_parquet([record, *read], out, rows)
    table = parquet.read_table(io.BytesIO(out.getvalue()))
    wanted = list(table_rows([record, *read], rows))
    assert table.schema.equals(schema(rows)) and table.num_rows == count == len(wanted)
    assert table.to_pylist() == wanted
    assert table.column_names == list(wanted[0])


def test_days_are_days_and_spans_say_what_they_name(record: Record, read: list[Record]) -> None:
    for each in (record, *read):
        for row in table_rows([each], "attributions"):
            text = " … ".join(" ".join(each.report.text[s["start"] : s["end"]].split()) for s in row["spans"])
            assert text == row["words"]
    first = next(table_rows([record], "attributions"))
    assert first["said_begin"] == datetime.date(2025, 1, 17) and first["voices"] == ["نوروزنامه", "ناهید آذرگون"]
    event = next(table_rows([record], "events"))
    assert (event["begin"], event["status"]) == (datetime.date(2025, 1, 17), "alleged")
    assert event["vouched_by"] == [{"attribution": "a1", "voice": "ناهید آذرگون", "factuality": "CT+"}]
    assert next(table_rows([record], "actors"))["attributions"] == 2


def test_parquet_goes_through_a_pipe(record: Record, tmp_path: Path) -> None:
    (tmp_path / "r.txt").write_text(record.report.text, encoding="utf-8")
    env = os.environ | {"RAVI_LEDGER": str(tmp_path / "r.db"), "PYTHONPATH": os.pathsep.join(sys.path)}
    ravi = [sys.executable, "-m", "ravi"]
    subprocess.run([*ravi, "add", str(tmp_path / "r.txt")], check=True, env=env, capture_output=True)
    done = subprocess.run([*ravi, "export", "parquet"], check=True, env=env, capture_output=True)
    assert done.stdout.startswith(b"PAR1") and done.stdout.endswith(b"PAR1")


def test_a_lone_surrogate_does_not_stop_it(record: Record) -> None:
    from dataclasses import replace

    odd = replace(record, report=replace(record.report, title="\ud800 پل"))
    assert write_parquet([odd], io.BytesIO()) == 2


def test_frames(record: Record) -> None:
    pandas, polars = pytest.importorskip("pandas"), pytest.importorskip("polars")
    one = frame([record], library="pandas")
    assert list(one["speaker"]) == ["ناهید آذرگون"] * 2 and str(one["said_begin"].dtype).startswith("datetime64")
    assert one["said_begin"][0] == pandas.Timestamp("2025-01-17")
    other = frame([record], "events", library="polars")
    assert other.filter(polars.col("begin") == datetime.date(2025, 1, 17))["type"].to_list() == ["launch"]
    assert frame([], "actors", library="polars").height == 0
    assert frame([record], library="pyarrow").num_rows == 2
    with pytest.raises(InputError, match="no frames"):
        frame([record], library="excel")


class Page(HTMLParser):
    """Tags and the text in marks."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.marked: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        if tag == "mark":
            self.marked.append("")

    def handle_data(self, data: str) -> None:
        if self.tags and self.tags[-1] == "mark":
            self.marked[-1] += data

    def handle_endtag(self, tag: str) -> None:
        self.tags.append(f"/{tag}")


@pytest.mark.parametrize("lang", ["fa", "en"])
def test_a_dossier_quotes_in_context_with_chains_days_and_sources(record: Record, lang: Lang) -> None:
    shown = folder_html(collect([record], subject="پل مهران"), lang)
    page = Page()
    page.feed(shown)
    assert page.marked == ["راه باز است.", "ما ماندیم"] or page.marked[0].startswith("جمعه ۲۸ دی")
    assert "به گفته ناهید آذرگون، وزیر راه سورنا، " in shown  # the context before the quotation
    for day in ("۲۸ دی ۱۴۰۳", "۱۷ ژانویه ۲۰۲۵") if lang == "fa" else ("17 January 2025", "28 Dey 1403"):
        assert day in shown
    assert record.report.id in shown and "https://example.org/1" in shown
    assert shown.count('id="s1"') == 1 and 'href="#s1"' in shown
    text = folder_markdown(collect([record], subject="پل مهران"), lang)
    assert "**جمعه ۲۸ دی در بندر مهران پل تازه گشایش یافت**" in text and record.report.id in text


def test_a_dossier_asks_no_network_runs_nothing_and_takes_nothing_for_markup(record: Record) -> None:
    from dataclasses import replace

    evil = '<script>alert(1)</script><img src=x onerror=y>"&'
    report = replace(record.report, title=evil, outlet=evil, url=f"javascript:{evil}")
    hurt = replace(record, report=report, actors=tuple(replace(a, name=evil, latin=evil) for a in record.actors))
    for lang in ("fa", "en"):
        page = Page()
        page.feed(shown := folder_html(collect([hurt], subject=evil), lang))
        assert not {"script", "img", "link", "iframe", "object"} & set(page.tags)
        (style,) = re.findall(r"<style>(.*?)</style>", shown, re.DOTALL)
        assert "default-src 'none'" in shown and "@import" not in style and "url(" not in style
        assert set(re.findall(r'href="([^"]*)"', shown)) == {"#s1"}


def test_a_dossier_on_somebody_holds_what_concerns_them(record: Record, read: list[Record]) -> None:
    on = collect([*read, record], choose(names=["خبرگزاری کوشا"]), subject="خبرگزاری کوشا")
    told = [quote.told.id for quote in on.quotations if quote.source.record is record]
    assert told == ["a2"], "what is said to somebody concerns them; what others say of other things does not"
    nobody = collect(read, choose(names=["کسی که نیست"]), subject="کسی که نیست")
    assert not nobody.quotations and not nobody.sources
    assert "یافت نشد" in folder_html(nobody) and "یافت نشد" in folder_markdown(nobody)


def test_a_dossier_on_an_event_gathers_its_like(record: Record) -> None:
    from dataclasses import replace

    event = record.events[0]
    again = replace(record, report=replace(record.report, id="0" * 64, outlet="دیگری"))
    other = replace(again, report=replace(again.report, id="1" * 64), times=())
    found = collect([record, again, other], choose(like=event, like_in=record))
    assert [h.source.record.report.id for h in found.events] == [record.report.id, "0" * 64]
    assert {quote.told.id for quote in found.quotations} == {"a1"}


def test_a_dossier_adds_no_mark_to_the_words_around_a_quotation() -> None:
    text = "سهراب کوهی‌زاد، شهردار بندر مرجان، نوشت: «پل تازه را می‌سازیم و از کسی نمی‌ترسیم...»"
    shown = folder_markdown(collect([report_read(text, published="2025-02-15")]), "fa")
    (told,) = (line[2:] for line in shown.splitlines() if line.startswith("> "))
    assert told.replace("**", "").replace("\\", "") == text
