"""From the bytes of a text file to its text, with certainty or not at all.

Persian text comes as UTF-8, as UTF-16 from Windows, and as Windows-1256 or ISO-8859-6 from old archives.  UTF-8
proves itself; UTF-16 shows its byte order mark or the high bytes of its letters; the two old ones never prove
themselves, so one is taken only where what comes out reads as Persian and the other does not.  Anything else is
refused with a word on what to do.
"""

from __future__ import annotations

import codecs
import re

from ravi import lexicon
from ravi.errors import DecodingError
from ravi.text.tongue import language_of

__all__ = ["decode", "decode_page", "encoding_of"]

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
    (b"{\\rtf", "a rich text file; save it as DOCX"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive"),
    (b"Rar!", "a RAR archive"),
    (b"\xfd7zXZ\x00", "an xz archive"),
    (b"\x28\xb5\x2f\xfd", "a Zstandard archive"),
    (b"BZh", "a bzip2 archive"),
    (b"GIF8", "a GIF image"),
    (b"PAR1", "a Parquet table"),
)

_HEAD = 65_536
"""Bytes that are looked at where all would cost too much."""

# Control characters that no text holds; tab, line ends, form feed and escape are left out.
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_MOST_CONTROLS = 0.01

_LEGACY = ("cp1256", "iso-8859-6")
_LETTERS = re.compile(r"[\u0621-\u064a\u067e\u0686\u0698\u06af\u06a9]")
_WORD = re.compile(r"[^\W\d_]+")
_LEAST_LETTERS = 0.5
# Read in the wrong one of the two, every third word has Latin letters among its Persian ones («èزêر» for «وزير»).
_MOST_MIXED = 0.02
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
        fitting = [name for name in _LEGACY if _reads_as_persian(data, name)]
        if len(fitting) == 1:
            return fitting[0]
        old = "as Persian in both" if fitting else "not as Persian in"
        raise DecodingError(
            f"the encoding is not certain: not UTF-8 (byte {error.start}), {old} Windows-1256 and ISO-8859-6",
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


def _reads_as_persian(data: bytes, encoding: str) -> bool:
    """Whether ``data`` reads as Persian in one of the old encodings."""
    text = data[:_HEAD].decode(encoding, "replace")
    if "\ufffd" in text or _CONTROLS.search(text):
        return False
    letters = len(_LETTERS.findall(text))
    if letters < _LEAST_LETTERS * len("".join(text.split())):
        return False
    words = _WORD.findall(text)
    mixed = sum(0 < len(_LETTERS.findall(word)) < len(_letters_of(word)) for word in words)
    if mixed > _MOST_MIXED * len(words):
        return False
    frequent = frozenset(lexicon.toml("tongues")["fa"]["words"])
    # ISO-8859-6 has no گ, پ, چ, ژ: texts in it write the Arabic letter nearest to it, and «كفت» is «گفت».
    common = sum(word in frequent or word.replace("كف", "گف") in frequent for word in words)
    return common >= _LEAST_COMMON * len(words) and language_of(text) == "fa"


def _letters_of(word: str) -> str:
    """The word without vowel marks, which both alphabets share with nobody."""
    return "".join(c for c in word if not "\u064b" <= c <= "\u0652")


_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_\-]{2,20})", re.I)
_MOST_BROKEN = 0.005
"""Of the characters of a page that calls itself UTF-8: what a cut or a bad join breaks."""


def decode_page(data: bytes, declared: str | None = None) -> str:
    """The text of a web page: by its marks and bytes as :func:`decode`, else as it or its server declares.

    A page that calls itself UTF-8 and has a few broken bytes is read, each of them shown as U+FFFD: a page that
    was cut at a byte is still a page.  Raises DecodingError.
    """
    try:
        return decode(data)
    except DecodingError:
        found = _CHARSET.search(data[:_HEAD])
        for name in filter(None, (declared, found[1].decode("ascii") if found else None)):
            name = "cp1256" if name.lower() in ("windows-1256", "cp1256", "x-cp1256") else name
            try:
                codec = codecs.lookup(name).name
                text = data.decode(codec, "replace")
            except (LookupError, ValueError):
                continue
            if text.count("\ufffd") <= (_MOST_BROKEN * len(text) if codec == "utf-8" else 0):
                return text.removeprefix("\ufeff")
        raise
