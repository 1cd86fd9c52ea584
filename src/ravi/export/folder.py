"""A dossier as one self-contained HTML page or as Markdown, in Persian or English, to print or to send.

The page holds no script and asks no network for anything; nothing of a report is taken for markup.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from importlib import resources

from ravi.export.digest import Digest
from ravi.export.dossier import Dossier, Happening, Quotation, Source
from ravi.export.markdown import escaped
from ravi.export.page import content_hash
from ravi.export.wording import Lang, Wording
from ravi.record import Span

__all__ = ["folder_html", "folder_markdown"]


def folder_html(found: Dossier, lang: Lang = "fa") -> str:
    """The whole dossier as one page."""
    return "".join(_Html(found, lang).parts())


def folder_markdown(found: Dossier, lang: Lang = "fa") -> str:
    """The whole dossier as CommonMark."""
    return "\n".join(_Markdown(found, lang).lines()) + "\n"


@dataclass(frozen=True, slots=True)
class Shown:
    """A quotation in words: who, verb, to whom, when, through whom, and its pieces with what is quoted lit up."""

    who: str
    how: str
    when: str
    voices: str
    pieces: tuple[tuple[str, bool], ...]
    about: str


class _Folder:
    """What both forms share: the words for everything."""

    def __init__(self, found: Dossier, lang: Lang) -> None:
        self.found, self.words = found, Wording(lang)
        self.digests = {s.number: Digest(s.record, self.words) for s in found.sources}
        self.statements = {n: {s.item.id: s for s in d.statements()} for n, d in self.digests.items()}
        self.happened = {n: {e.item.id: e for e in d.events()} for n, d in self.digests.items()}

    def title(self) -> str:
        return self.found.subject or self.words("dossier.all")

    def summary(self) -> str:
        counts = (
            (len(self.found.quotations), "fact.statements"),
            (len(self.found.events), "fact.events"),
            (len(self.found.sources), "dossier.reports"),
        )
        days = sorted(s.record.report.published for s in self.found.sources if s.record.report.published)
        period = [self.words.days(days[0], days[-1])] if days else []
        return " · ".join([*(f"{self.words.number(n)} {self.words(key)}" for n, key in counts), *period])

    def quotation(self, quote: Quotation) -> Shown:
        digest = self.digests[quote.source.number]
        statement = self.statements[quote.source.number][quote.told.id]
        who = statement.speaker.show(self.words)
        if statement.office and statement.office != who and self.words.lang == "fa":
            who = f"{who}، {statement.office}"
        how = [statement.verb or self.words(f"act.{quote.told.act}")]
        if quote.told.negated:
            how.append(f"({self.words('note.negated')})")
        for key, party in (("field.to", statement.addressee), ("field.via", statement.channel)):
            if party:
                how.append(f"{self.words(key)} {party.show(self.words)}")
        events = self.happened[quote.source.number]
        about = "، ".join(
            f"{self.words(f'event.{events[e].item.type}')} ({self.words(f'status.{events[e].item.status}')})"
            for e in quote.told.about
            if e in events
        )
        return Shown(
            who, " ".join(how), statement.when or self.words.days(quote.day, quote.day) if quote.day else "",
            " ← ".join(voice.show(self.words) for voice in statement.voices),
            tuple(_pieces(digest, quote.around, quote.told.content.spans)), about,
        )  # fmt: skip

    def event(self, happening: Happening) -> list[str]:
        view = self.happened[happening.source.number][happening.event.id]
        event = view.item
        status = self.words(f"status.{event.status}")
        by = "، ".join(
            f"{v.who.show(self.words)} ({self.words(f'factuality.{v.factuality}')})" for v in view.vouchers
        )
        lines = [f"{self.words(f'event.{event.type}')} · {status} · «{view.trigger}»"]
        lines += [
            f"{self.words(f'role.{role}')}: {'، '.join(who.show(self.words) for who in names)}"
            for role, names in view.roles
        ]
        lines += [f"{self.words('field.when')}: {view.when}"] if view.when else []
        return lines + ([f"{self.words(f'by.{event.status}')} {by}"] if by else [])

    def source(self, source: Source) -> list[str]:
        report, digest = source.record.report, self.digests[source.number]
        facts = [report.outlet or self.words("dossier.no_outlet"), digest.headline(), digest.published()]
        return [*facts, f"SHA-256 {report.id}"]


def _pieces(digest: Digest, around: Span, spans: tuple[Span, ...]) -> Iterator[tuple[str, bool]]:
    """The words of ``around`` in their repaired spelling; True for those that were said.

    A piece begins with a space where the text has one there, so that the pieces make the text again.
    """
    raw = digest.record.report.text
    cuts: list[tuple[Span, bool]] = []
    at = around[0]
    for start, end in spans:
        cuts += [((at, start), False)] if start > at else []
        cuts.append(((start, end), True))
        at = max(at, end)
    cuts += [((at, around[1]), False)] if around[1] > at else []
    for (start, end), lit in cuts:
        if words := digest.piece((start, end)):
            apart = start > around[0] and (raw[start].isspace() or raw[start - 1].isspace())
            if apart:
                yield " ", False
            yield words, lit


class _Html(_Folder):
    def parts(self) -> Iterator[str]:
        style, lang, words = _style(), self.words.lang, self.words
        policy = f"default-src 'none'; style-src {content_hash(style)}; base-uri 'none'; form-action 'none'"
        yield (
            f'<!doctype html>\n<html lang="{lang}" dir="{"rtl" if lang == "fa" else "ltr"}">\n<head>\n'
            f'<meta charset="utf-8">\n<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
            '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
            f'<meta name="referrer" content="no-referrer">\n<title>{escape(self.title())}</title>\n'
            f"<style>{style}</style>\n</head>\n<body>\n<header><h1><bdi>{escape(self.title())}</bdi></h1>"
            f"<p>{escape(self.summary())}</p></header>\n"
        )
        yield f"<main>\n<section>\n<h2>{escape(words('head.said'))}</h2>\n"
        yield from map(self._quotation, self.found.quotations)
        yield self._empty(self.found.quotations, "dossier.none_said")
        yield f"</section>\n<section>\n<h2>{escape(words('head.happened'))}</h2>\n"
        yield from map(self._event, self.found.events)
        yield self._empty(self.found.events, "dossier.none_happened")
        yield f"</section>\n<section>\n<h2>{escape(words('dossier.sources'))}</h2>\n<ol>\n"
        yield from map(self._source, self.found.sources)
        yield f"</ol>\n</section>\n</main>\n<footer>{escape(words('dossier.made'))}</footer>\n</body>\n</html>\n"

    def _empty(self, items: tuple[object, ...], key: str) -> str:
        return "" if items else f"<p>{escape(self.words(key))}</p>\n"

    def _number(self, source: Source) -> str:
        return f'<a href="#s{source.number}">[{self.words.number(source.number)}]</a>'

    def _quotation(self, quote: Quotation) -> str:
        shown = self.quotation(quote)
        text = "".join(f"<mark>{escape(t)}</mark>" if lit else escape(t) for t, lit in shown.pieces)
        notes = [f"<dt>{escape(self.words('field.voices'))}</dt><dd><bdi>{escape(shown.voices)}</bdi></dd>"]
        if shown.when:
            notes.insert(0, f"<dt>{escape(self.words('field.when'))}</dt><dd>{escape(shown.when)}</dd>")
        if shown.about:
            notes.append(f"<dt>{escape(self.words('field.about'))}</dt><dd>{escape(shown.about)}</dd>")
        return (
            f'<article id="s{quote.source.number}-{quote.told.id}"><h3><bdi>{escape(shown.who)}</bdi> · '
            f"<bdi>{escape(shown.how)}</bdi> {self._number(quote.source)}</h3>\n"
            f'<blockquote lang="fa" dir="rtl">{text}</blockquote>\n<dl>{"".join(notes)}</dl></article>\n'
        )

    def _event(self, happening: Happening) -> str:
        head, *rest = map(escape, self.event(happening))
        lines = "".join(f"<li>{line}</li>" for line in rest)
        return (
            f'<article class="event {happening.event.status}"><h3>{head} {self._number(happening.source)}</h3>'
            f"<ul>{lines}</ul></article>\n"
        )

    def _source(self, source: Source) -> str:
        outlet, headline, day, digest = map(escape, self.source(source))
        url = source.record.report.url
        link = f'<br><span dir="ltr">{escape(url)}</span>' if url else ""
        return (
            f'<li id="s{source.number}"><bdi>{outlet}</bdi>: <cite lang="fa" dir="auto">{headline}</cite>, {day}'
            f'{link}<br><code dir="ltr">{digest}</code></li>\n'
        )


class _Markdown(_Folder):
    def lines(self) -> Iterator[str]:
        words = self.words
        yield from (f"# {escaped(self.title())}", "", escaped(self.summary()), "", f"## {words('head.said')}", "")
        for quote in self.found.quotations:
            yield from self._quotation(quote)
        if not self.found.quotations:
            yield from (escaped(words("dossier.none_said")), "")
        yield from (f"## {words('head.happened')}", "")
        for happening in self.found.events:
            head, *rest = map(escaped, self.event(happening))
            yield f"- {head} \\[{words.number(happening.source.number)}\\]"
            yield from (f"  - {line}" for line in rest)
        yield from ("",) if self.found.events else (escaped(words("dossier.none_happened")), "")
        yield from (f"## {words('dossier.sources')}", "")
        for source in self.found.sources:
            outlet, headline, day, digest = map(escaped, self.source(source))
            yield f"{source.number}. {outlet}: {headline}, {day}  "
            if source.record.report.url:
                yield f"   {escaped(source.record.report.url)}  "
            yield f"   {digest}"
        yield from ("", escaped(words("dossier.made")))

    def _quotation(self, quote: Quotation) -> Iterator[str]:
        shown = self.quotation(quote)
        number = self.words.number(quote.source.number)
        yield from (f"### {escaped(shown.who)} · {escaped(shown.how)} \\[{number}\\]", "")
        text = "".join(f"**{escaped(t)}**" if lit else escaped(t) for t, lit in shown.pieces)
        yield from (f"> {text}", "")
        notes = (("field.when", shown.when), ("field.voices", shown.voices), ("field.about", shown.about))
        yield from (f"- {escaped(self.words(key))}: {escaped(value)}" for key, value in notes if value)
        yield ""


@functools.cache
def _style() -> str:
    return resources.files("ravi.export").joinpath("folder.css").read_text(encoding="utf-8")
