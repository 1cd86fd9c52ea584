"""Both languages are whole: every word of the pages is in the Persian catalogue, and none that no page says."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.catalog import Message
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

from ravi import web
from ravi.web.language import LANGS, Lang, catalogue

HERE = Path(web.__file__).parent
METHODS = [("**.py", "python"), ("templates/**.html", "jinja2.ext:babel_extract")]
KEYWORDS = {
    "_": None,
    "gettext": None,
    "ngettext": (1, 2),
    "pgettext": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
}


def said() -> Iterator[tuple[str | None, str | tuple[str, ...], str]]:
    """Every message of the pages: context, text, place."""
    options = {"templates/**.html": {"trimmed": "true", "silent": "false"}}
    for name, line, message, _, context in extract_from_dir(HERE, METHODS, options, KEYWORDS):
        yield context, message, f"{name}:{line}"


def translated(lang: str) -> dict[tuple[str | None, str], Message]:
    found: dict[tuple[str | None, str], Message] = {}
    for file in sorted((HERE / "locale" / lang / "LC_MESSAGES").glob("*.po")):
        for message in read_po(io.BytesIO(file.read_bytes()), locale=lang, abort_invalid=True):
            if message.id:
                key = message.id if isinstance(message.id, str) else message.id[0]
                assert (message.context, key) not in found, f"{file.name} says {key!r} again"
                found[message.context, key] = message
                assert not message.fuzzy, f"{file.name}: {key!r} is a guess"
                assert not message.python_format or not list(message.check()), f"{file.name}: {key!r}"
    return found


def test_every_word_is_in_persian() -> None:
    known = translated("fa")
    asked = set()
    for context, message, place in said():
        key = message if isinstance(message, str) else message[0]
        asked.add((context, key))
        found = known.get((context, key))
        assert found is not None, f"{place}: {key!r} has no Persian word"
        words = found.string if isinstance(found.string, tuple) else (found.string,)
        assert all(words), f"{place}: {key!r} is empty"
    assert known.keys() <= asked, f"said by no page: {known.keys() - asked}"


@pytest.mark.parametrize("lang", LANGS)
def test_a_message_without_a_translation_comes_back(lang: Lang) -> None:
    assert catalogue(lang).gettext("no such message") == "no such message"


def test_the_catalogues_answer() -> None:
    assert catalogue("fa").gettext("Search") == "جست‌وجو"
    assert catalogue("en").ngettext("%(n)s report", "%(n)s reports", 1) == "%(n)s report"
