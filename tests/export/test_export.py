"""Every export is read back, by its own standard's reader where there is one."""

import io
from xml.etree import ElementTree

import openpyxl

from ravi.export import brat, collection, plover, read_csv, rows, timex3, write_csv, write_xlsx
from ravi.record import Record


def test_a_row_tells_who_said_what_when_and_through_whom(record: Record) -> None:
    first, second = rows([record])
    assert (first.speaker, first.office, first.country) == ("ناهید آذرگون", "وزیر راه سورنا", "IRN")
    assert (first.said_from, first.said_solar) == ("2025-01-17", "1403-10-28")
    assert (first.chain, first.about) == ("نوروزنامه ← ناهید آذرگون", "launch: alleged")
    assert second.words == "راه باز است … ما ماندیم" and second.addressee == "خبرگزاری کوشا"
    assert (second.said_from, second.published_solar) == ("", "1403-10-29")


def test_csv_comes_back_as_it_went(record: Record) -> None:
    out = io.StringIO(newline="")
    assert write_csv([record], out) == 2
    text = out.getvalue()
    assert text.startswith("\ufeff")
    assert read_csv(io.StringIO(text.removeprefix("\ufeff"), newline="")) == list(rows([record]))


def test_no_cell_begins_a_formula(record: Record) -> None:
    out = io.StringIO(newline="")
    write_csv([record], out)
    assert "'=cmd()" in out.getvalue()
    assert ",=cmd()" not in out.getvalue()


def test_xlsx_is_one_sheet_from_right_to_left(record: Record) -> None:
    out = io.BytesIO()
    assert write_xlsx([record], out) == 2
    sheet = openpyxl.load_workbook(out)["statements"]
    assert sheet.sheet_view.rightToLeft
    head, first, second = sheet.iter_rows(values_only=True)
    cells = dict(zip(head, first, strict=True))
    assert cells["speaker"] == "ناهید آذرگون" and cells["title"] == "=cmd() پل" and cells["confidence"] == 1
    assert all(cell.data_type != "f" for row in sheet.iter_rows() for cell in row)
    assert dict(zip(head, second, strict=True))["act"] == "deny"


def test_web_annotation_selectors_say_what_they_name(record: Record) -> None:
    page = collection(record)["first"]
    assert len(page["items"]) == 5
    text = record.report.text
    for item in page["items"]:
        targets = item["target"] if isinstance(item["target"], list) else [item["target"]]
        for target in targets:
            position, quote = target["selector"]
            assert text[position["start"] : position["end"]] == quote["exact"]
            assert text[: position["start"]].endswith(quote["prefix"])
            assert text[position["end"] :].startswith(quote["suffix"])


def test_brat_bounds_say_what_they_name(record: Record) -> None:
    text, bounds = record.report.text, {}
    for line in brat(record).splitlines():
        name, what, *words = line.split("\t")
        if name.startswith("T"):
            kind, where = what.split(" ", 1)
            parts = [tuple(map(int, part.split())) for part in where.split(";")]
            assert words == [" ".join(text[a:b] for a, b in parts)]
            assert all("\n" not in text[a:b] for a, b in parts)
            bounds[name] = kind
        else:
            assert all(part.split(":")[1] in bounds for part in what.split())
    assert {"Accident", "Actor", "Content", "Telling", "Time"} <= set(bounds.values())


def test_timex3_keeps_the_text_and_tags_the_times(record: Record) -> None:
    root = ElementTree.fromstring(timex3(record))
    body = root.find("TEXT")
    assert body is not None and "".join(body.itertext()) == record.report.text
    (tag,) = body.findall("TIMEX3")
    assert (tag.text, tag.get("value"), tag.get("type")) == ("جمعه ۲۸ دی", "2025-01-17", "DATE")


def test_plover_lines_carry_status_and_leave_out_what_has_no_code(record: Record) -> None:
    (line,) = plover(record)
    assert (line["event"], line["date"], line["ravi"]["status"]) == ("AID", "2025-01-17", "alleged")
    assert line["actor"] == [{"text": "ناهید آذرگون", "country": "IRN"}]
    assert line["location"] == ["بندر مهران"]
