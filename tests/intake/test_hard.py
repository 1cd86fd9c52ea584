"""What users really have, and what an attacker sends: each told by content, read, or refused with a reason."""
# ruff: noqa: E501

from __future__ import annotations

import contextlib
import gzip
import importlib
import io
import json
from pathlib import Path

import pytest

import ravi
from ravi.errors import DecodingError, InputError
from ravi.export import rows
from ravi.intake import forward, kind_of, load
from ravi.intake.decode import decode, decode_page
from ravi.intake.feeds import entries, feeds
from ravi.intake.load import MOST_BYTES, MOST_TEXT, too_large
from tests.intake.by_hand import one, zipped

TEXT = "وزیر راه سورنا در گفت‌وگو با خبرنگاران اعلام کرد که این پل از فردا برای مردم باز است. او گفت این کار را آغاز کرده‌اند."
OLD = "وزير راه سورنا در جمع خبرنكاران اعلام كرد كه اين بل از فردا براي مردم شهر باز است. او كفت اين كار را آغاز كردند."
PAGE = f"<html><head><title>پل مهران</title></head><body><article><h1>پل مهران</h1><p>{TEXT}</p><p>{TEXT}</p></article></body></html>"


# Encodings


def test_the_two_old_encodings_are_told_apart() -> None:
    assert decode(OLD.encode("iso-8859-6")) == OLD
    assert decode(OLD.encode("cp1256")) == OLD
    with pytest.raises(DecodingError, match="not certain"):
        decode("قال وزير الخارجية المصري إن بلاده تدعم السلام في المنطقة".encode("cp1256"))
    with pytest.raises(DecodingError, match="not certain"):
        decode("قال وزير الخارجية المصري إن بلاده تدعم السلام في المنطقة".encode("iso-8859-6"))


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "utf-16", "utf-8-sig"])
def test_a_page_in_any_unicode_is_a_page(encoding: str) -> None:
    data = PAGE.encode(encoding)
    assert kind_of(data) == "html" and TEXT in one(data).text


@pytest.mark.parametrize(("charset", "encoding"), [("windows-1256", "cp1256"), ("iso-8859-6", "iso-8859-6")])
def test_a_page_is_taken_at_its_word(charset: str, encoding: str) -> None:
    words = f"<p>{OLD}</p>" * 2
    page = f"<html><head><meta charset='{charset}'></head><body><article>{words}</article></body></html>"
    assert OLD in one(page.encode(encoding)).text


def test_a_page_that_was_cut_shows_what_is_broken() -> None:
    page = (
        PAGE.replace("<head>", '<head><meta charset="utf-8">')
        .replace("</article>", f"<p>{TEXT}</p></article>")
        .encode()
    )
    broken = page.replace("پل مهران</h1>".encode(), b"\xd9\xd9</h1>")
    assert TEXT in decode_page(broken) and "\ufffd" in decode_page(broken)
    with pytest.raises(DecodingError):
        decode_page(b'<meta charset="utf-8">' + b"\xd9" * 400)


# Markdown, tables, archives


def test_markdown_is_read_for_its_words() -> None:
    source = f"# پل مهران\n\n**وزیر راه** در [گفت‌وگو](https://x.example/a) گفت:\n\n> {TEXT}\n\n- یک\n- دو\n\n```\ncode\n```\n"
    found = one(source.encode())
    assert kind_of(source.encode()) == "markdown"
    assert (found.title, found.text) == ("پل مهران", f"وزیر راه در گفت‌وگو گفت:\n{TEXT}\nیک\nدو")
    front = one(f"---\ntitle: پل\ndate: ۱۴۰۳/۱۰/۲۸\nauthor: ن. آ.\n---\n\n{TEXT}\n".encode())
    assert (front.title, front.published, front.author, front.text) == ("پل", "2025-01-17", "ن. آ.", TEXT)


@pytest.mark.parametrize(
    "text", [TEXT, f"#پل_مهران\n{TEXT}", f"{TEXT}\n---\n", f"۱. {TEXT}\n- {TEXT}", f"*{TEXT}*"]
)
def test_a_plain_report_is_no_markdown(text: str) -> None:
    assert kind_of(text.encode()) == "text" and one(text.encode()).text == text


def test_parquet_csv_and_a_json_object() -> None:
    pa, parquet = pytest.importorskip("pyarrow"), pytest.importorskip("pyarrow.parquet")
    out = io.BytesIO()
    parquet.write_table(
        pa.table({"matn": [TEXT, TEXT], "title": ["الف", "ب"], "date": ["2025-01-17", "۱۴۰۳/۱۰/۲۸"]}), out
    )
    first, second = load(out.getvalue(), "t.parquet", column="matn")
    assert (first.text, first.title, first.published, second.published) == (TEXT, "الف", "2025-01-17", "2025-01-17")
    with pytest.raises(InputError, match="no text in a column"):
        list(load(out.getvalue(), "t.parquet"))
    assert one(f'title,text\nپل,"{TEXT}"\n'.encode()).title == "پل"
    assert one(json.dumps({"text": TEXT, "title": "پل"}, indent=1).encode()).title == "پل"
    assert one(f"پل;{TEXT}\n".encode()).text == f"پل;{TEXT}\n"


def test_one_bad_file_does_not_spoil_an_archive() -> None:
    data = zipped({"a.txt": TEXT.encode(), "b.png": b"\x89PNG\r\n\x1a\n" + b"\x00" * 99, "c.txt": TEXT.encode()})
    errors: list[InputError] = []
    assert [found.origin for found in load(data, "z", skipped=errors.append)] == ["z!a.txt", "z!c.txt"]
    assert [error.where for error in errors] == ["z!b.png"]
    with pytest.raises(InputError, match="PNG"):
        list(load(data, "z"))


# Telegram


def test_an_account_with_its_chats_edits_and_forwards() -> None:
    posts = [
        {"id": 1, "type": "message", "date": "2025-01-17T23:50:00", "date_unixtime": "1737147000",
         "edited_unixtime": "1737231600", "text": TEXT},
        {"id": 2, "type": "message", "date": "2025-01-18", "text": TEXT, "forwarded_from": "صدای سورنا"},
        {"id": 3, "type": "message", "text": {"odd": 1}}, {"id": True, "text": [1, None, {"text": 5}]}, 7,
    ]  # fmt: skip
    chat = {"name": "کانال", "type": "public_channel", "id": 5, "messages": posts}
    first, second = load(json.dumps({"chats": {"list": [chat, 3]}}).encode(), "result.json")
    assert (first.published, first.url) == ("2025-01-18", "https://t.me/c/5/1")
    assert first.origin == "result.json#1 (edited 2025-01-18)" and second.forwarded == "صدای سورنا"


def test_a_forwarded_post_keeps_its_origin_as_a_link_of_the_chain() -> None:
    text = (
        "ناهید آذرگون، وزیر راه سورنا، گفت که راه باز است. نیروهای مرزی سورنا دیروز بازار مهران را بمباران کردند."
    )
    plain = ravi.read(text, outlet="کانال", published="2025-01-17")
    record = forward(plain, "صدای سورنا")
    around, *inner = record.attributions
    origin = next(actor for actor in record.actors if actor.id == around.source.actor)
    assert (origin.name, origin.kind) == ("صدای سورنا", "outlet")
    assert around.chain == ("AUTHOR", origin.id) and around.content.spans == ((0, len(text)),)
    assert all(told.chain[:2] == ("AUTHOR", origin.id) and len(told.chain) == 3 for told in inner)
    assert [event.status for event in plain.events] == ["happened"]
    assert [event.status for event in record.events] == ["alleged"]
    assert all(v.attribution for event in record.events for v in event.vouched_by)
    assert next(rows([record])).chain == "کانال ← صدای سورنا"
    assert ravi.Record.from_json(record.to_json()) == record
    assert forward(record, "صدای سورنا").actors == record.actors


# Attacks

LAUGHS = '<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a0 "ha">' + "".join(
    f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10)
)


@pytest.mark.parametrize(
    "data",
    [
        f"{LAUGHS}]><html><body><article><p>&a9;</p></article></body></html>".encode(),
        zipped({"word/document.xml": f"{LAUGHS}]><a>&a9;</a>".encode(), "[Content_Types].xml": b"<Types/>"}),
        zipped({"mimetype": b"application/epub+zip", "META-INF/container.xml": f"{LAUGHS}]><a>&a9;</a>".encode()}),
    ],
)
def test_entities_that_breed_are_not_read(data: bytes) -> None:
    with pytest.raises(InputError):
        list(load(data, "f"))


def test_entities_that_breed_in_feeds() -> None:
    rss = f"{LAUGHS}]><rss version='2.0'><channel><item><title>&a9;</title><link>https://a.example/1</link></item></channel></rss>"
    with contextlib.suppress(InputError):
        (entry,) = entries(rss.encode(), "f")
        assert len(entry.title or "") < 1000
    with pytest.raises(InputError):
        feeds(f"{LAUGHS}]><opml><outline xmlUrl='https://a.example/&a9;'/></opml>".encode(), "f")


def test_files_of_the_machine_are_not_read_through_entities(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("رازرازراز")
    xml = f'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY x SYSTEM "{secret.as_uri()}">]>'
    page = f"{xml}<html><body><article><p>{TEXT} &x; {TEXT}</p></article></body></html>"
    with contextlib.suppress(InputError):
        assert "رازراز" not in one(page.encode()).text
    rss = f"{xml}<rss version='2.0'><channel><item><title>&x;</title><link>https://a.example/1</link></item></channel></rss>"
    with contextlib.suppress(InputError):
        assert all("رازراز" not in (entry.title or "") for entry in entries(rss.encode(), "f"))


def test_bombs_in_bombs() -> None:
    bomb = zipped({"a.txt": b"a" * 1_900_000})
    deep = TEXT.encode()
    for _ in range(6):
        deep = zipped({"a": deep})
    with pytest.raises(InputError, match="deeper"):
        list(load(deep, "f"))
    with pytest.raises(InputError, match="more than"):
        list(load(zipped({str(n): bomb for n in range(2000)}), "f", skipped=lambda error: None))
    with pytest.raises(InputError, match="unpacks"):
        list(load(gzip.compress(zipped({"a": b"\x00" * 50_000_000})), "f"))


def test_what_is_too_large_is_not_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from ravi.cli.inputs import read_bytes

    large = tmp_path / "large.txt"
    with large.open("wb") as file:
        file.truncate(2**30)  # a gigabyte that takes no room
    with pytest.raises(InputError, match="1074 MB"):
        read_bytes(str(large))
    assert too_large(MOST_BYTES, "f") is None
    module = importlib.import_module("ravi.intake.load")
    monkeypatch.setattr(module, "MOST_TEXT", 100)
    with pytest.raises(InputError, match="more than any report"):
        list(module.load(TEXT.encode() * 2, "f"))
    assert MOST_TEXT > 10**6


def test_an_endless_stream_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    from ravi.cli.inputs import read_bytes

    module = importlib.import_module("ravi.intake.load")
    monkeypatch.setattr(module, "MOST_BYTES", 1000)
    with pytest.raises(InputError, match="more than"):
        read_bytes("/dev/zero")


def test_a_folder_of_saved_pages(tmp_path: Path) -> None:
    from ravi.intake.folder import files_in

    for name in (
        "b.html",
        "a/c.htm",
        "b_files/ad.html",
        "b_files/style.css",
        ".hidden",
        "a/script.js",
        "a/x_files/y.txt",
    ):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(PAGE)
    (tmp_path / "loop").symlink_to(tmp_path)
    assert [str(path.relative_to(tmp_path)) for path in files_in(tmp_path)] == [
        "a/c.htm",
        "a/x_files/y.txt",
        "b.html",
    ]


@pytest.mark.parametrize("data", [b"{\\rtf1 x}", b"7z\xbc\xaf\x27\x1c", b"Rar!\x1a", b"GIF89a", b"BZh9"])
def test_what_is_no_report_is_called_by_its_name(data: bytes) -> None:
    with pytest.raises(InputError, match="this is a"):
        list(load(data, "f"))


def test_office_documents_of_other_kinds_say_what_to_do() -> None:
    odt = zipped({"mimetype": b"application/vnd.oasis.opendocument.text", "content.xml": b"<a/>"})
    for data in (odt, zipped({"xl/workbook.xml": b"<a/>"})):
        with pytest.raises(InputError, match="save it as DOCX"):
            list(load(data, "f"))
