"""From the bytes of a text file to its text, with certainty or not at all.

Persian text comes as UTF-8, as UTF-16 from Windows, and as Windows-1256 from old archives.  UTF-8 proves
itself; UTF-16 shows its byte order mark or the high bytes of its letters; Windows-1256 never proves itself, so
it is taken only where what comes out reads as Persian.  Anything else is refused with a word on what to do.
"""

from __future__ import annotations

import codecs
import re

from ravi import lexicon
from ravi.errors import DecodingError
from ravi.text.tongue import language_of

__all__ = ["decode", "encoding_of"]

_MARKS = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\x00\x00\xfe\xff", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
"""Byte order marks, the longer before those they begin with."""

_MAGIC = (
    (b"%PDF-", "a PDF document"),
    (b"PK\x03\x04", "a ZIP archive or an office document"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"\x7fELF", "a program"),
    (b"\xd0\xcf\x11\xe0", "an old office document"),
)

_HEAD = 65_536
"""Bytes that are looked at where all would cost too much."""

# Control characters that no text holds; tab, line ends, form feed and escape are left out.
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_MOST_CONTROLS = 0.01

# Windows-1256 writes the letters from 0xC0 on; a legacy text is mostly these and spaces.
_LETTERS_1256 = re.compile(r"[\u0621-\u064a\u067e\u0686\u0698\u06af\u06a9]")
_LEAST_LETTERS = 0.5
# Every third or fourth word of running Persian is one of the function words of the lexicon.
_LEAST_COMMON = 0.08


def decode(data: bytes, encoding: str | None = None) -> str:
    """The text of ``data`` without its byte order mark; line ends stay as they are.

    ``encoding`` names the encoding where the user knows it.  Raises DecodingError where it is not certain,
    where the bytes do not hold to it, or where they are no text.
    """
    name = encoding or encoding_of(data)
    try:
        codecs.lookup(name)
        text = data.decode(name)
    except LookupError:
        raise DecodingError(
            f"there is no encoding called {name!r}", hint="for example utf-8, utf-16, cp1256"
        ) from None
    except UnicodeDecodeError as error:
        raise DecodingError(
            f"the text is not {name}: byte {error.start} cannot be read ({error.reason})",
            hint="name the encoding with --encoding, or save the text as UTF-8",
        ) from None
    text = text.removeprefix("\ufeff")
    controls = len(_CONTROLS.findall(text))
    if controls > _MOST_CONTROLS * len(text):
        raise DecodingError(
            f"this is no text: {controls} of its {len(text)} characters are control characters",
            hint="give the text of the report",
        )
    return text


def encoding_of(data: bytes) -> str:
    """The name of the encoding of ``data``; raises DecodingError where it is not certain."""
    for mark, name in _MARKS:
        if data.startswith(mark):
            return name
    for magic, thing in _MAGIC:
        if data.startswith(magic):
            raise DecodingError(f"this is {thing}, not a text", hint="give the text of the report")
    wide = _utf16(data)
    if wide:
        return wide
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        if _is_1256(data):
            return "cp1256"
        raise DecodingError(
            f"the encoding is not certain: not UTF-8 (byte {error.start}), and not Persian in Windows-1256",
            hint="name it with --encoding, or save the text as UTF-8",
        ) from None
    return "utf-8"


def _utf16(data: bytes) -> str | None:
    """UTF-16 without a mark: the high byte of Persian letters is 06, of Latin letters and spaces 00 or 20."""
    head = data[: _HEAD & ~1]
    if len(data) % 2 or len(head) < 8:
        return None
    half = len(head) // 2
    for offset, name in ((1, "utf-16-le"), (0, "utf-16-be")):
        high = head[offset::2]
        low = head[1 - offset :: 2]
        if sum(high.count(b) for b in (0x00, 0x06, 0x20)) >= 0.9 * half and high.count(0x06) > 0.3 * half:
            # In UTF-8 or Windows-1256 the byte 06 does not occur; both columns full of it are no text.
            return name if low.count(0x06) < 0.3 * half else None
    return None


def _is_1256(data: bytes) -> bool:
    """Whether ``data`` reads as Persian in Windows-1256."""
    text = data[:_HEAD].decode("cp1256", "replace")
    if "\ufffd" in text or _CONTROLS.search(text):
        return False
    letters = len(_LETTERS_1256.findall(text))
    if letters < _LEAST_LETTERS * len("".join(text.split())):
        return False
    words = text.split()
    frequent = frozenset(lexicon.toml("tongues")["fa"]["words"])
    common = sum(word in frequent for word in words)
    return common >= _LEAST_COMMON * len(words) and language_of(text) == "fa"
