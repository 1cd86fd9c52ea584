"""Every export is read back, by its own standard's reader where there is one."""

import io
from pathlib import Path
from xml.etree import ElementTree

import openpyxl
import pytest
from lxml import etree

from ravi.errors import InputError
from ravi.export import (
    bibtex,
    brat,
    collection,
    csl,
    gexf,
    graph,
    graphml,
    network,
    plover,
    read_brat,
    read_csv,
    rows,
    timex3,
    write_csv,
    write_xlsx,
)
from ravi.export.brat import configuration
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


def test_brat_comes_back_with_its_bounds_and_events(record: Record, read: list[Record]) -> None:
    for each in (record, *read):
        text, (bounds, events) = each.report.text, read_brat(brat(each))
        for bound in bounds.values():
            assert bound.words == " ".join(text[a:b] for a, b in bound.spans)
            assert all("\n" not in text[a:b] for a, b in bound.spans)
        told = [event for event in events.values() if event.kind == "Telling"]
        assert len(told) == sum(item.cue is not None for item in each.attributions)
        assert len(events) - len(told) == len(each.events)
        for item, event in zip((a for a in each.attributions if a.cue), told, strict=True):
            assert item.cue is not None and bounds[event.trigger].spans == (item.cue.span,)
            contents = [bounds[name].spans for role, name in event.arguments if role == "Content"]
            assert (
                "".join(text[a:b] for spans in contents for a, b in spans).split()
                == "".join(text[a:b].replace("\n", "") for a, b in item.content.spans).split()
            )
        declared = configuration([each])
        for kind in {event.kind for event in events.values()}:
            assert f"\n{kind}\t" in declared
    with pytest.raises(InputError, match="no line of brat"):
        read_brat("T1\tActor x y\tword")


def test_timex3_keeps_the_text_and_tags_the_times(record: Record) -> None:
    root = ElementTree.fromstring(timex3(record))
    body = root.find("TEXT")
    assert body is not None and "".join(body.itertext()) == record.report.text
    (tag,) = body.findall("TIMEX3")
    assert (tag.text, tag.get("value"), tag.get("type")) == ("جمعه ۲۸ دی", "2025-01-17", "DATE")


def test_timex3_holds_to_the_schema_of_timeml(record: Record, read: list[Record]) -> None:
    schema = etree.XMLSchema(etree.parse(Path(__file__).with_name("timeml.xsd")))
    for each in (record, *read):
        tree = etree.fromstring(timex3(each))
        schema.assertValid(tree)
        assert "".join(tree.find("TEXT").itertext()) == each.report.text
        assert len(tree.findall("TEXT/TIMEX3")) == len(each.times)
    assert not schema.validate(
        etree.fromstring('<TimeML><TEXT><TIMEX3 tid="t1" type="DAY" value=""/></TEXT></TimeML>')
    )


def test_plover_lines_carry_status_and_leave_out_what_has_no_code(record: Record) -> None:
    (line,) = plover(record)
    assert (line["event"], line["date"], line["ravi"]["status"]) == ("AID", "2025-01-17", "alleged")
    assert line["actor"] == [{"text": "ناهید آذرگون", "country": "IRN"}]
    assert line["location"] == ["بندر مهران"]


def test_the_network_holds_who_speaks_to_whom(record: Record) -> None:
    found = network([record, record])
    (edge,) = found.edges.values()
    assert (edge.kind, edge.weight, edge.days) == ("says to", 2, ["2025-01-18"] * 2)
    space = {"g": "http://graphml.graphdrawing.org/xmlns"}
    root = ElementTree.fromstring(graphml(found))
    nodes = {n.get("id"): n for n in root.iterfind(".//g:node", space)}
    labels = [n.findtext("g:data[@key='node_label']", namespaces=space) for n in nodes.values()]
    assert labels == ["ناهید آذرگون", "خبرگزاری کوشا"]
    (tie,) = root.iterfind(".//g:edge", space)
    assert tie.get("source") in nodes and tie.get("target") in nodes
    assert tie.findtext("g:data[@key='edge_weight']", namespaces=space) == "2"
    declared = {key.get("id") for key in root.iterfind("g:key", space)}
    assert {d.get("key") for d in root.iterfind(".//g:data", space)} <= declared


def test_gexf_declares_what_it_uses(record: Record) -> None:
    space = {"g": "http://gexf.net/1.3"}
    root = ElementTree.fromstring(gexf(network([record])))
    declared = {a.get("id") for a in root.iterfind(".//g:attribute", space)}
    assert {v.get("for") for v in root.iterfind(".//g:attvalue", space)} <= declared
    (edge,) = root.iterfind(".//g:edge", space)
    assert {edge.get("source"), edge.get("target")} == {n.get("id") for n in root.iterfind(".//g:node", space)}


def test_reports_can_be_cited(record: Record) -> None:
    (item,) = csl([record])
    assert item["issued"] == {"date-parts": [[2025, 1, 18]]} and item["URL"] == "https://example.org/1"
    entry = bibtex([record])
    assert entry.startswith(f"@article{{{item['id']},") and "date = {2025-01-18}" in entry
    assert entry.count("{") == entry.count("}")


def test_words_are_quotations_and_reported_speech_is_a_claim(record: Record) -> None:
    article, claim, quotation = graph(record)["@graph"]
    assert article["@type"] == "NewsArticle" and article["headline"] == record.report.title
    assert (claim["@type"], claim["author"]["name"], claim["dateCreated"]) == (
        "Claim",
        "ناهید آذرگون",
        "2025-01-17",
    )
    assert (quotation["@type"], quotation["text"]) == ("Quotation", "راه باز است … ما ماندیم")
    assert quotation["spokenByCharacter"]["jobTitle"] == "وزیر راه سورنا"
