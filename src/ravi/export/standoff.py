"""Stand-off and in-line text formats: brat's ``.ann`` and TimeML's TIMEX3."""

from __future__ import annotations

from xml.etree import ElementTree

from ravi.record import Record, Span

_TYPES = {"date": "DATE", "time": "TIME", "duration": "DURATION", "set": "SET"}


def brat(record: Record) -> str:
    """The record as brat stand-off (https://brat.nlplab.org/standoff.html), for the report's text beside it.

    Text bounds are T lines (brat breaks a span at line ends, so we do), statements and events E lines with
    their arguments, and ids are brat's own.
    """
    out = _Brat(record.report.text)
    people = {
        m.span: out.text_bound("Actor", m.span) for a in record.actors for m in a.mentions if m.form != "dropped"
    }
    for told in record.attributions:
        if told.cue is None:
            continue
        content = out.text_bound("Content", *told.content.spans)
        arguments = [("Content", content)] if content else []
        if told.source.span:
            named = people.get(told.source.span) or out.text_bound("Actor", told.source.span)
            people[told.source.span] = named
            arguments.insert(0, ("Source", named))
        for role, party in (("Addressee", told.addressee), ("Channel", told.channel)):
            if party:
                arguments.append((role, out.text_bound(role, party.span)))
        out.event("Telling", told.cue.span, arguments)
    for event in record.events:
        arguments = [(r.role.capitalize(), out.text_bound("Participant", r.span)) for r in event.roles]
        out.event(event.type.capitalize(), event.trigger, arguments)
    for time in record.times:
        out.text_bound("Time", time.span)
    return "".join(f"{line}\n" for line in out.lines)


class _Brat:
    def __init__(self, text: str) -> None:
        self._text, self._bounds, self._events = text, 0, 0
        self.lines: list[str] = []

    def text_bound(self, kind: str, *spans: Span) -> str:
        parts = [part for span in spans for part in self._on_one_line(span)]
        if not parts:
            return ""
        self._bounds += 1
        where = ";".join(f"{a} {b}" for a, b in parts)
        words = " ".join(self._text[a:b] for a, b in parts)
        self.lines.append(f"T{self._bounds}\t{kind} {where}\t{words}")
        return f"T{self._bounds}"

    def event(self, kind: str, trigger: Span, arguments: list[tuple[str, str]]) -> None:
        bound = self.text_bound(kind, trigger)
        if not bound:
            return
        self._events += 1
        seen: dict[str, int] = {}
        parts = [f"{kind}:{bound}"]
        for role, name in arguments:
            if name:
                seen[role] = seen.get(role, 0) + 1
                parts.append(f"{role}{seen[role] if seen[role] > 1 else ''}:{name}")
        self.lines.append(f"E{self._events}\t{' '.join(parts)}")

    def _on_one_line(self, span: Span) -> list[Span]:
        start, end = span
        found, at = [], start
        for line in self._text[start:end].split("\n"):
            if line.strip():
                found.append((at, at + len(line)))
            at += len(line) + 1
        return found


def timex3(record: Record) -> str:
    """The report's text with its times as TIMEX3 tags (TimeML 1.2.1); the text itself is not changed.

    Characters that XML 1.0 cannot hold are left out.
    """
    root = ElementTree.Element("TimeML")
    if record.report.published:
        dct = ElementTree.SubElement(
            root, "TIMEX3", tid="t0", type="DATE", value=record.report.published, functionInDocument="CREATION_TIME"
        )
        dct.text = record.report.published
        dct.tail = "\n"
    text = ElementTree.SubElement(root, "TEXT")
    at, last = 0, None
    for time in record.times:
        start, end = time.span
        if start < at:
            continue
        between = _xml(record.report.text[at:start])
        if last is None:
            text.text = between
        else:
            last.tail = between
        value = time.value or time.begin or ""
        last = ElementTree.SubElement(text, "TIMEX3", tid=f"t{time.id[1:]}", type=_TYPES[time.kind], value=value)
        last.text = _xml(record.report.text[start:end])
        at = end
    rest = _xml(record.report.text[at:])
    if last is None:
        text.text = rest
    else:
        last.tail = rest
    return ElementTree.tostring(root, encoding="unicode", xml_declaration=False)


def _xml(text: str) -> str:
    return "".join(
        c for c in text if c in "\t\n" or " " <= c <= "\ud7ff" or "\ue000" <= c <= "\ufffd" or c >= "\U00010000"
    )
