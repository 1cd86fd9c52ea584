"""Records that were written by hand, about people who do not exist."""

from __future__ import annotations

import hashlib

from ravi.record import (
    Actor,
    Attribution,
    Content,
    Cue,
    Event,
    Mention,
    Office,
    Party,
    Record,
    Report,
    Role,
    Said,
    Source,
    TimeExpression,
    Voucher,
)

TEXT = "ناهید آذرگون، وزیر راه سورنا، گفت که پل کتاب‌خانه را نمی‌کنیم ویران."


def record(text: str = TEXT, *, url: str | None = None, published: str | None = "2025-01-17") -> Record:
    def span(words: str) -> tuple[int, int]:
        start = text.index(words)
        return start, start + len(words)

    content = (text.index("که ") + 3, len(text) - 1)
    return Record(
        report=Report(id=hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest(), text=text, url=url,
                      outlet="نوروزنامه", published=published),
        sentences=((0, len(text)),),
        actors=(
            Actor("A1", "person", "ناهید آذرگون", country="IRN", mentions=(Mention(span("ناهید آذرگون"), "name"),),
                  offices=(Office(span("وزیر راه سورنا"), "وزیر راه سورنا"),)),
        ),
        times=(TimeExpression("T1", span("پل"), "date", "2025-01-17", "2025-01-17"),),
        attributions=(
            Attribution("a1", "indirect", Source(span("ناهید آذرگون"), "A1", "named"),
                        Cue(span("گفت"), "گفتن", "assert"),
                        "assert", Content((content,)), said=Said("T1", "2025-01-17", "2025-01-17", "at"),
                        about=("e1",), chain=("AUTHOR", "A1")),
        ),
        events=(
            Event("e1", span("ویران"), "attack", "denied", roles=(Role("place", span("کتاب‌خانه")),), time="T1",
                  vouched_by=(Voucher("a1", "CT-"),)),
        ),
    )  # fmt: skip


def person(name: str, *, office: str | None = None, day: str = "2025-01-17", country: str | None = None) -> Record:
    """A report in which somebody of that name says something."""
    text = f"{name}، {office or '؟'}، گفت که راه باز است."
    start = text.index("راه")
    offices = (Office((0, 0), office),) if office else ()
    return Record(
        report=Report(id=hashlib.sha256(text.encode()).hexdigest(), text=text, published=day),
        actors=(Actor("A1", "person", name, country=country, offices=offices),),
        attributions=(
            Attribution("a1", "indirect", Source((0, len(name)), "A1", "named"), None, "assert",
                        Content(((start, len(text) - 1),)), chain=("AUTHOR", "A1")),
        ),
    )  # fmt: skip


def telling(
    content: str,
    *,
    speaker: str = "ناهید آذرگون",
    offices: tuple[str, ...] = (),
    to: str | None = None,
    channel: str | None = None,
    said: tuple[str, str] | None = None,
    day: str | None = "2025-01-17",
    outlet: str | None = None,
    title: str | None = None,
    before: str = "",
) -> Record:
    """A report of one telling."""
    text = f"{before}{speaker} {to or ''} {channel or ''} گفت: {content}"

    def party(words: str | None) -> Party | None:
        return Party((text.index(words), text.index(words) + len(words))) if words else None

    start, who = text.index(content), text.index(speaker)
    span = (who, who + len(speaker))
    return Record(
        report=Report(hashlib.sha256(text.encode()).hexdigest(), text, outlet=outlet, published=day, title=title),
        actors=(Actor("A1", "person", speaker, offices=tuple(Office(span, title) for title in offices)),),
        attributions=(
            Attribution("a1", "direct", Source(span, "A1", "named"), None, "assert",
                        Content(((start, start + len(content)),)), addressee=party(to), channel=party(channel),
                        said=Said(None, *said, "at") if said else None, chain=("AUTHOR", "A1")),
        ),
    )  # fmt: skip
