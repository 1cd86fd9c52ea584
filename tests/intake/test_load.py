"""Files of every kind, told by their content; damaged ones and bombs are refused with a reason."""

import gzip
import io
import json
import quopri
from email.message import EmailMessage

import docx
import pypdfium2
import pytest

from ravi.errors import InputError
from ravi.intake import kind_of, load
from tests.intake.by_hand import one, zipped

TEXT = "ناهید آذرگون گفت: «این پل را با کمک مردم ساخته‌ایم و خانه‌ها را هم می‌سازیم.»"
PAGE = (
    f"<!doctype html><html><head><title>پل مهران</title></head><body><article><h1>پل مهران</h1><p>{TEXT} {TEXT}</p>"
    f"<p>{TEXT}</p></article></body></html>"
)


def a_docx() -> bytes:
    document, out = docx.Document(), io.BytesIO()
    document.core_properties.title = "پل"
    document.add_paragraph(TEXT)
    table = document.add_table(1, 2)
    table.cell(0, 0).text, table.cell(0, 1).text = "هزینه", "۳ میلیارد"
    document.add_paragraph("پایان.")
    document.save(out)
    return out.getvalue()


def an_epub() -> bytes:
    container = '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles><rootfile full-path="O/c.opf"/></rootfiles></container>'  # fmt: skip # noqa: E501
    opf = (
        '<package xmlns="http://www.idpf.org/2007/opf"><manifest><item id="a" href="a.xhtml"/></manifest>'
        '<spine><itemref idref="a"/></spine></package>'
    )
    return zipped(
        {
            "mimetype": b"application/epub+zip",
            "META-INF/container.xml": container.encode(),
            "O/c.opf": opf.encode(),
            "O/a.xhtml": PAGE.encode(),
        }
    )


def an_mhtml() -> bytes:
    message = EmailMessage()
    message["Snapshot-Content-Location"] = "https://example.org/pol"
    message.set_content(PAGE, subtype="html")
    message.make_related()
    return message.as_bytes()


def test_plain_text_comes_as_it_is() -> None:
    assert one(TEXT.encode()).text == TEXT
    assert one(TEXT.encode("utf-16")).text == TEXT


@pytest.mark.parametrize(
    ("data", "kind"), [(a_docx(), "docx"), (an_epub(), "epub"), (an_mhtml(), "mhtml"), (PAGE.encode(), "html")]
)
def test_documents_keep_their_half_spaces(data: bytes, kind: str) -> None:
    assert kind_of(data) == kind
    assert TEXT in one(data).text


def test_a_docx_gives_tables_and_title() -> None:
    found = one(a_docx())
    assert found.text.splitlines() == [TEXT, "هزینه ۳ میلیارد", "پایان."] and found.title == "پل"


def test_an_mhtml_as_browsers_save_it_names_no_charset() -> None:
    head = (
        "From: <Saved by Blink>\r\nSnapshot-Content-Location: {url}\r\nMIME-Version: 1.0\r\n"
        'Content-Type: multipart/related;\r\n\ttype="text/html";\r\n\tboundary="----B----"\r\n\r\n\r\n'
        "------B----\r\nContent-Type: text/html\r\nContent-ID: <frame-1@mhtml.blink>\r\n"
        "Content-Transfer-Encoding: quoted-printable\r\nContent-Location: {url}\r\n\r\n"
    )
    for url, known in (("https://example.org/pol", "https://example.org/pol"), ("file:///home/me/pol.html", None)):
        for charset in ("utf-8", "windows-1256"):
            page = PAGE.replace("<head>", f'<head><meta charset="{charset}">')
            body = quopri.encodestring(page.encode(charset, "xmlcharrefreplace"))
            found = one(head.format(url=url).encode() + body + b"\r\n------B------\r\n")
            assert found.url == known and found.text == one(PAGE.encode()).text


def test_an_mhtml_knows_where_it_was_saved_from() -> None:
    assert one(an_mhtml()).url == "https://example.org/pol"


def test_archives_give_each_of_their_files() -> None:
    inner = zipped({"b.html": PAGE.encode()})
    data = zipped(
        {
            "a.txt": TEXT.encode(),
            "in.zip": inner,
            "__MACOSX/._a.txt": b"\x00",
            "c.txt.gz": gzip.compress(TEXT.encode()),
        }
    )
    assert [found.origin for found in load(data, "all.zip")] == [
        "all.zip!a.txt",
        "all.zip!in.zip!b.html",
        "all.zip!c.txt",
    ]


def test_tables_of_reports() -> None:
    row = {"text": TEXT, "title": "پل", "date": "2025-01-17", "link": "https://example.org/1"}
    for data in (json.dumps(row) + "\n" + json.dumps(row), json.dumps([row, row])):
        first, second = load(data.encode(), "r.json")
        assert (first.text, first.title, first.published, second.url) == (
            TEXT,
            "پل",
            "2025-01-17",
            "https://example.org/1",
        )
    assert one(f'متن,عنوان\n"{TEXT}",پل\n'.encode(), column="متن").title == "پل"
    with pytest.raises(InputError, match="no text in a column"):
        one(b'{"titel": "x"}')


def test_a_telegram_channel_gives_its_posts_with_where_they_came_from() -> None:
    export = {
        "name": "خبر مهران", "type": "public_channel", "id": 1,
        "messages": [
            {"id": 1, "type": "service", "text": "created"},
            {"id": 2, "type": "message", "date": "2025-01-17T10:00:00",
             "text": [TEXT, {"type": "bold", "text": "!"}]},
            {"id": 3, "type": "message", "date": "2025-01-18T10:00:00", "text": "ب",
             "forwarded_from": "صدای سورنا"},
        ],
    }  # fmt: skip
    first, second = load(json.dumps(export).encode(), "result.json")
    assert (first.text, first.outlet, first.published) == (TEXT + "!", "خبر مهران", "2025-01-17")
    assert second.origin == "result.json#3 (forwarded from صدای سورنا)" and second.forwarded == "صدای سورنا"
    assert second.url == "https://t.me/c/1/3"


def a_warc(*, gzipped: bool) -> bytes:
    """Each record a gzip member of its own, as crawlers write them."""
    records: list[bytes] = []
    for url, kind, body in (
        ("https://kusha.example/1", "text/html; charset=utf-8", PAGE.encode()),
        ("https://kusha.example/x.png", "image/png", b"\x89PNG"),
        ("https://kusha.example/empty", "text/html", b"<html></html>"),
    ):
        http = f"HTTP/1.1 200 OK\r\nContent-Type: {kind}\r\nContent-Length: {len(body)}\r\n\r\n".encode() + body
        head = (
            f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {url}\r\nWARC-Date: 2025-01-17T12:00:00Z\r\n"
            f"WARC-Record-ID: <urn:uuid:{len(records)}>\r\nContent-Type: application/http; msgtype=response\r\n"
            f"Content-Length: {len(http)}\r\n\r\n"
        )
        record = head.encode() + http + b"\r\n\r\n"
        records.append(gzip.compress(record) if gzipped else record)
    return b"".join(records)


@pytest.mark.parametrize(
    "data",
    [
        a_warc(gzipped=False),
        a_warc(gzipped=True),
        zipped({"datapackage.json": b"{}", "archive/a.warc.gz": a_warc(gzipped=True), "pages/pages.jsonl": b"{}"}),
    ],
)
def test_web_archives_give_the_reports_among_their_pages(data: bytes) -> None:
    found = one(data)
    assert TEXT in found.text and found.url == "https://kusha.example/1" and found.published is None


def test_a_scan_says_that_it_has_no_text() -> None:
    document, out = pypdfium2.PdfDocument.new(), io.BytesIO()
    document.new_page(100, 100).close()
    document.save(out)
    document.close()
    with pytest.raises(InputError, match="no text layer"):
        one(out.getvalue())


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (zipped({"a": b"\x00" * 30_000_000}), "more than an archive"),
        (gzip.compress(b"a" * 30_000_000), "more than an archive"),
        (b"%PDF-1.4 damaged", "cannot be opened"),
        (b"\x1f\x8bdamaged", "damaged gzip"),
        (b"\x00\x01\x02\x03" * 100, "."),
    ],
)
def test_what_is_refused(data: bytes, said: str) -> None:
    with pytest.raises(InputError, match=said):
        list(load(data, "f"))


def test_a_moment_of_utc_is_of_the_day_in_tehran() -> None:
    rows = "".join(
        json.dumps({"text": "شهردار گفت که پل باز می‌شود.", "date": day}) + "\n"
        for day in ("2025-01-17T22:00:00Z", "2025-01-17T22:00:00+03:30", "2025-01-17", "۲۸ دی ۱۴۰۳ - ۲۲:۰۰")
    )
    found = [item.published for item in load(rows.encode(), "rows.jsonl")]
    assert found == ["2025-01-18", "2025-01-17", "2025-01-17", "2025-01-17"]
