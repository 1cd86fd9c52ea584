"""A record as one self-contained page: the report with every claim lit up, beside it who said it.

The page asks no network for anything (its content security policy forbids it), runs one small script that is
named by its hash, and takes nothing of the report for markup.  Marks carry no padding: a padded mark would
tear joined Persian letters apart.
"""

from __future__ import annotations

import base64
import functools
import hashlib
from collections.abc import Iterator
from html import escape
from importlib import resources

from ravi.export.digest import Digest, EventView, Naming, Statement, closed
from ravi.export.marks import Piece, pieces
from ravi.export.outline import summary
from ravi.export.wording import Lang, Wording
from ravi.record import Actor, Record

__all__ = ["content_hash", "page", "policy"]


def page(record: Record, lang: Lang = "en") -> str:
    """The whole page as HTML text; ``lang`` is the language it opens in, the other one is a click away."""
    return _Page(record, lang).html()


@functools.cache
def _asset(name: str) -> str:
    return resources.files("ravi.export").joinpath(name).read_text(encoding="utf-8")


def content_hash(text: str) -> str:
    """What a content security policy calls a style or a script by."""
    return "'sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() + "'"


def policy() -> str:
    """The content security policy of the page: its own style and script by their hashes, nothing else."""
    style, script = content_hash(_asset("page.css")), content_hash(_asset("page.js"))
    return f"default-src 'none'; style-src {style}; script-src {script}; base-uri 'none'; form-action 'none'"


class _Page:
    """Both languages stand in the page, each in elements of its own; one attribute of the root shows one."""

    def __init__(self, record: Record, lang: Lang) -> None:
        self.record = record
        self.lang = lang
        self.digests = {code: Digest(record, Wording(code)) for code in ("fa", "en")}
        self.fa, self.en = self.digests["fa"], self.digests["en"]

    def html(self) -> str:
        style, script = _asset("page.css"), _asset("page.js")
        shown = self.digests[self.lang]
        return "".join(
            (
                f'<!doctype html>\n<html lang="fa" dir="rtl" data-lang="{self.lang}">\n<head>\n',
                '<meta charset="utf-8">\n',
                f'<meta http-equiv="Content-Security-Policy" content="{policy()}">\n',
                '<meta name="viewport" content="width=device-width, initial-scale=1">\n',
                '<meta name="color-scheme" content="light dark">\n<meta name="referrer" content="no-referrer">\n',
                f"<title>{escape(shown.headline())}</title>\n<style>{style}</style>\n</head>\n<body>\n",
                self._header(),
                self._nothing() or f"<main>\n{self._report()}{self._panels()}</main>\n",
                f"<footer>{self._both('page.made')}</footer>\n<script>{script}</script>\n</body>\n</html>\n",
            )
        )

    def _header(self) -> str:
        facts = "".join(
            f'<p class="{code} facts" lang="{code}" dir="auto">{" · ".join(map(escape, summary(digest)))}</p>'
            for code, digest in self.digests.items()
        )
        url = self.record.report.url
        link = f'<p class="url" dir="ltr">{escape(url)}</p>' if url else ""
        switch = f'<button type="button" id="switch">{self._both("page.language")}</button>'
        return f'<header>\n<h1 dir="rtl">{escape(self.fa.headline())}</h1>{switch}{facts}{link}</header>\n'

    def _nothing(self) -> str:
        if not self.fa.nothing():
            return ""
        told = "".join(
            f'<p class="{c}" lang="{c}" dir="auto">{escape(d.nothing())}</p>' for c, d in self.digests.items()
        )
        return f'<main class="nothing">{told}<pre dir="auto">{escape(self.record.report.text)}</pre></main>\n'

    # The report

    def _report(self) -> str:
        paragraphs: list[str] = [""]
        for piece in pieces(self.record):
            first, *rest = self.record.report.text[piece.start : piece.end].split("\n")
            paragraphs[-1] += self._piece(piece, first)
            paragraphs += [self._piece(piece, line) for line in rest]
        text = "\n".join(f"<p>{paragraph}</p>" for paragraph in paragraphs if paragraph.strip())
        return (
            f'<article aria-label="{escape(self.fa.words("head.text"))}">'
            f'<p class="hint">{self._both("page.hint")}</p>\n'
            f'<div id="text" lang="fa" dir="rtl">\n{text}\n</div></article>\n'
        )

    @staticmethod
    def _piece(piece: Piece, text: str) -> str:
        if not text:
            return ""
        if not piece.kinds:
            return escape(text)
        ids = f' data-ids="{" ".join(piece.ids)}"' if piece.ids else ""
        return f'<span class="{" ".join(piece.kinds)}"{ids}>{escape(text)}</span>'

    # Beside it

    def _panels(self) -> str:
        panels = (
            (
                "said",
                [self._statement(*pair) for pair in zip(self.fa.statements(), self.en.statements(), strict=True)],
            ),
            ("happened", [self._event(*pair) for pair in zip(self.fa.events(), self.en.events(), strict=True)]),
            ("who", [self._actor(actor) for actor in self.fa.cast()]),
            ("times", list(self._times())),
            ("numbers", list(self._numbers())),
        )
        return "<aside>\n" + "".join(self._panel(key, items) for key, items in panels) + "</aside>\n"

    def _panel(self, key: str, items: list[str]) -> str:
        body = f"<ol>\n{''.join(items)}</ol>" if items else f'<p class="none">{self._both(f"none.{key}")}</p>'
        count = f' <span class="count">{self._count(len(items))}</span>' if items else ""
        return f"<details open><summary><h2>{self._both(f'head.{key}')}{count}</h2></summary>\n{body}</details>\n"

    def _statement(self, fa: Statement, en: Statement) -> str:
        item = fa.item
        parties = "".join(
            f' <span class="to">{self._two("←", "→")} {self._both(label)} {self._naming(party)}</span>'
            for label, party in (("field.to", fa.addressee), ("field.via", fa.channel))
            if party
        )
        notes = [self._both("note.negated" if item.negated else f"act.{item.act}"), self._both(f"type.{item.type}")]
        if item.dateline:
            notes.append(self._both("note.dateline"))
        if item.source.kind == "dropped":
            notes.append(self._both("note.inferred"))
        if fa.when:
            notes.append(self._two(fa.when, en.when))
        notes.append(f"{self._both('page.confidence')} {self._two(*self._percent(item.confidence))}")
        verb = f'<span class="verb">{escape(fa.verb)}</span>: ' if fa.verb else ""
        chain = f" {self._two('←', '→')} ".join(self._naming(voice) for voice in fa.voices)
        office = f'<p class="office" lang="fa" dir="rtl">{escape(fa.office)}</p>' if fa.office else ""
        return (
            f'<li id="{item.id}" class="statement depth{min(fa.depth, 4)}" tabindex="0">'
            f'<p class="name">{self._speaker(fa.speaker)}{parties}</p>{office}'
            f'<blockquote lang="fa" dir="rtl">{verb}{escape(fa.content)}</blockquote>'
            f'<p class="note">{" · ".join(notes)}</p><p class="chain">{chain}</p></li>\n'
        )

    def _event(self, fa: EventView, en: EventView) -> str:
        item = fa.item
        voices = self._two("، ", ", ").join(dict.fromkeys(self._naming(voucher.who) for voucher in fa.vouchers))
        by = f"{self._both(f'by.{item.status}')} {voices}" if voices else ""
        roles = "".join(
            f"<dt>{self._both(f'role.{role}')}</dt><dd>{self._two('، ', ', ').join(map(self._naming, names))}</dd>"
            for role, names in fa.roles
        )
        notes = [f'<span lang="fa">{escape(fa.trigger)}</span>']
        notes += [f'<span lang="fa">{escape(fa.quantity)}</span>'] if fa.quantity else []
        day = f'<span class="day">{self._two(fa.when, en.when)}</span> ' if fa.when else ""
        kind = self._both(f"event.{item.type}")
        return (
            f'<li id="{item.id}" class="event" tabindex="0"><p class="name">{kind} {day}'
            f'<span class="status {item.status}">{self._both(f"status.{item.status}")}</span> '
            f'<span class="by">{by}</span></p><dl>{roles}</dl><p class="note">{" · ".join(notes)}</p></li>\n'
        )

    def _actor(self, actor: Actor) -> str:
        latin = ""
        if actor.latin:
            mark = f" <small>{self._both('note.approximate')}</small>" if actor.latin_approximate else ""
            latin = f' <bdi class="latin" lang="en">{escape(actor.latin)}</bdi>{mark}'
        offices = "".join(
            f'<p class="office" lang="fa" dir="rtl">{escape(office.title)}</p>' for office in self.fa.offices(actor)
        )
        notes = [self._both(f"kind.{actor.kind}")]
        notes += [escape(actor.country)] if actor.country else []
        return (
            f'<li id="{actor.id}" class="actor" tabindex="0">'
            f'<p class="name"><bdi>{escape(closed(actor.name))}</bdi>{latin}</p>{offices}'
            f'<p class="note">{" · ".join(notes)}</p></li>\n'
        )

    def _times(self) -> Iterator[str]:
        for item in self.record.times:
            (text, fa), (_, en) = self.fa.time(item), self.en.time(item)
            yield (
                f'<li id="{item.id}" class="time" tabindex="0"><p class="name" lang="fa">{escape(text)}</p>'
                f'<p class="note">{self._two(fa, en)}</p></li>\n'
            )

    def _numbers(self) -> Iterator[str]:
        for item in self.record.quantities:
            (text, fa, unit), (_, en, _) = self.fa.quantity(item), self.en.quantity(item)
            yield (
                f'<li id="{item.id}" class="number" tabindex="0"><p class="name" lang="fa">{escape(text)}</p>'
                f'<p class="note">{self._two(fa, en)} <bdi lang="fa">{escape(unit)}</bdi></p></li>\n'
            )

    # Words

    def _naming(self, naming: Naming) -> str:
        """A name in both languages; an actor without a Latin form keeps its Persian one in both."""
        return self._two(naming.show(self.fa.words), naming.show(self.en.words))

    def _speaker(self, naming: Naming) -> str:
        """As ``_naming``, and beside a Latin form the Persian one, by which it is found in the text."""
        beside = f' <bdi class="en persian" lang="fa">{escape(naming.persian)}</bdi>' if naming.latin else ""
        return self._naming(naming) + beside

    def _count(self, number: int) -> str:
        return self._two(self.fa.words.number(number), str(number))

    def _percent(self, value: float) -> tuple[str, str]:
        number = round(100 * value)
        return f"{self.fa.words.number(number)}٪", f"{number}%"

    def _both(self, key: str) -> str:
        return self._two(self.fa.words(key), self.en.words(key))

    @staticmethod
    def _two(fa: str, en: str) -> str:
        if fa == en:
            return f"<bdi>{escape(fa)}</bdi>"
        return f'<bdi class="fa" lang="fa">{escape(fa)}</bdi><bdi class="en" lang="en">{escape(en)}</bdi>'
