"""The text with its times as TIMEX3 tags, TimeML 1.2.1 (https://timeml.github.io/site/publications/timeMLdocs/)."""

from __future__ import annotations

import re
from xml.etree import ElementTree

from ravi.record import Record, TimeExpression

_TYPES = {"date": "DATE", "time": "TIME", "duration": "DURATION", "set": "SET"}
_UNKNOWN = {"date": "XXXX-XX-XX", "time": "TXX:XX", "duration": "PXX", "set": "XXXX"}
"""Values in TIMEX3's own way of leaving open what the text leaves open."""
_TIME = re.compile(r"T[0-9]+")


def timex3(record: Record) -> str:
    """The report's text with its times as TIMEX3 tags; the text itself is not changed.

    The day of publication is the document creation time ``t0``.  An expression inside another is left out:
    TIMEX3 tags do not nest.  Characters that XML 1.0 cannot hold are left out.
    """
    root = ElementTree.Element("TimeML")
    if record.report.published:
        creation = ElementTree.SubElement(root, "DCT")
        dct = ElementTree.SubElement(
            creation, "TIMEX3", tid="t0", type="DATE", value=record.report.published,
            functionInDocument="CREATION_TIME",
        )  # fmt: skip
        dct.text = record.report.published
    text = ElementTree.SubElement(root, "TEXT")
    tagged = _apart(record)
    known = {time.id for time in tagged}
    at, last = 0, None
    for time in tagged:
        start, end = time.span
        between = _xml(record.report.text[at:start])
        if last is None:
            text.text = between
        else:
            last.tail = between
        last = ElementTree.SubElement(text, "TIMEX3", _attributes(record, time, known))
        last.text = _xml(record.report.text[start:end])
        at = end
    rest = _xml(record.report.text[at:])
    if last is None:
        text.text = rest
    else:
        last.tail = rest
    return ElementTree.tostring(root, encoding="unicode", xml_declaration=False)


def _apart(record: Record) -> list[TimeExpression]:
    """The expressions that do not lie in one before them, in the order of the text."""
    found: list[TimeExpression] = []
    for time in sorted(record.times, key=lambda t: (t.span[0], -t.span[1])):
        if not found or time.span[0] >= found[-1].span[1]:
            found.append(time)
    return found


def _attributes(record: Record, time: TimeExpression, known: set[str]) -> dict[str, str]:
    value = time.value or (time.begin if time.begin == time.end else None) or _UNKNOWN[time.kind]
    out = {"tid": f"t{time.id[1:]}", "type": _TYPES[time.kind], "value": value}
    if time.calendar == "relative" and time.kind != "duration":
        out["temporalFunction"] = "true"
    if time.anchor == "published" and record.report.published:
        out["anchorTimeID"] = "t0"
    elif time.anchor in known and _TIME.fullmatch(str(time.anchor)):
        out["anchorTimeID"] = f"t{str(time.anchor)[1:]}"
    return out


def _xml(text: str) -> str:
    return "".join(
        c for c in text if c in "\t\n" or " " <= c <= "\ud7ff" or "\ue000" <= c <= "\ufffd" or c >= "\U00010000"
    )
