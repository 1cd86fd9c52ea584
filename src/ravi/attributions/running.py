"""How far speech runs: over the sentences of its paragraph, and over paragraphs."""

from __future__ import annotations

from collections.abc import Sequence

from ravi.attributions.draft import Draft, Range
from ravi.attributions.phrases import Phrases
from ravi.attributions.view import COLONS, ENDING_QUOTES, View

_BREAKS = (
    ("این", "در", "حالی"),
    ("این", "درحالی"),
    ("گفتنی", "است"),
    ("به", "گزارش"),
    ("شایان", "ذکر"),
    ("لازم", "به", "ذکر"),
    ("یادآور", "میشود"),
    ("پیش", "از", "این"),
    ("بنابراین", "گزارش"),
    ("بر", "اساس", "این", "گزارش"),
    ("بنا", "بر", "این", "گزارش"),
    ("درهمین", "حال"),
    ("در", "همین", "حال"),
    ("وی", "همچنین", "به"),
    ("به", "گفته"),
    ("خاطرنشان", "میشود"),
    ("قابل", "ذکر"),
    ("انتهای", "پیام"),
    ("ادامه", "دارد"),
    ("در", "این", "دیدار"),
    ("در", "این", "مراسم"),
    ("در", "ادامه", "این"),
    ("این", "مقام"),
    ("این", "گزارش", "میافزاید"),
    ("این", "در", "شرایطی"),
)


def run_on(view: View, phrases: Phrases, drafts: Sequence[Draft]) -> None:
    """Lengthen direct contents over the following sentences and paragraphs while they are the speaker's words."""
    heads = sorted({d.begin for d in drafts if _voices(d)})
    for draft in drafts:
        if draft.frame == "colon" and draft.type == "direct":
            _lengthen(view, phrases, draft, heads)
    for draft in drafts:
        if draft.frame in ("colon", "quote") and draft.type == "direct":
            _over_paragraphs(view, draft, drafts)
    _embrace(view, drafts)


def _embrace(view: View, drafts: Sequence[Draft]) -> None:
    """What a prepositional cue vouches for goes on as long as the speech inside it."""
    for outer in drafts:
        if outer.frame not in ("name", "dash"):
            continue
        end = outer.content[-1][1]
        for inner in drafts:
            if inner is outer or inner.type != "direct" or inner.cue is None or not outer.holds(inner.cue[0]):
                continue
            outer.content.extend(r for r in inner.content if r[0] >= end)
            last = inner.content[0][1]
            if inner.content[0][0] < end < last:
                outer.content.append((end, last))


def _voices(draft: Draft) -> bool:
    return draft.frame not in ("question", "mabni", "continued")


def _lengthen(view: View, phrases: Phrases, draft: Draft, heads: Sequence[int]) -> None:
    first, last = draft.content[-1]
    opener = first - 1 if view.opener(first - 1) and first - 1 in view.unclosed else -1
    paragraph_end = view.paragraphs[view.paragraph[first]][1]
    if opener >= 0:
        return
    sentence = view.sentence[last - 1]
    parts: list[Range] = []
    while sentence + 1 < len(view.sentences):
        sent = view.sentences[sentence + 1]
        if sent.first >= paragraph_end:
            break
        if _stops(view, phrases, sent.first, sent.last, heads):
            break
        parts.append((sent.first, sent.last))
        sentence += 1
    draft.content.extend(parts)


def _stops(view: View, phrases: Phrases, first: int, last: int, heads: Sequence[int]) -> bool:
    """Whether the sentence is no longer the speaker's: a telling of its own, or a turn of the reporter's."""
    if any(first <= h < last for h in heads):
        return True
    start = first
    while start < last and view.mark[start]:
        start += 1
    words = view.key[start : start + 4]
    return any(tuple(words[: len(b)]) == b for b in _BREAKS)


def _over_paragraphs(view: View, draft: Draft, drafts: Sequence[Draft]) -> None:
    """Speech whose quotation mark is closed in a later paragraph, or that is opened anew in each."""
    first, last = draft.content[-1]
    number = view.paragraph[last - 1]
    opener = first - 1
    if not (view.opener(opener) and opener in view.unclosed):
        return
    limit = min(len(view.paragraphs), number + 12)
    close = -1
    for p in range(number + 1, limit):
        a, b = view.paragraphs[p]
        if any(a <= d.begin < b and d is not draft and not view.opener(a) for d in drafts):
            break
        tail = b - 1
        while tail > a and view.mark[tail] and view.sign[tail] not in ENDING_QUOTES:
            tail -= 1
        if view.sign[tail] in ENDING_QUOTES:
            close = p
            break
    if close < 0:
        return
    for p in range(number + 1, close + 1):
        draft.content.append(view.trim(*view.paragraphs[p]))


def continued(view: View, phrases: Phrases, drafts: Sequence[Draft]) -> list[Draft]:
    """Paragraphs that are nothing but a quotation, right after somebody's quoted words: «continued»."""
    found: list[Draft] = []
    starts = sorted(drafts, key=lambda d: d.begin)
    for number, (first, last) in enumerate(view.paragraphs):
        if number == 0 or not view.opener(first) or number in view.headlines:
            continue
        if any(first <= d.begin < last or d.holds(first + 1) for d in drafts):
            continue
        end = view.closes.get(first, last)
        if any(not view.mark[k] for k in range(end, last)) or end - first < 5:
            continue
        if not any(phrases.finite(k) for k in range(first, end)):
            continue
        a, b = view.paragraphs[number - 1]
        before = [
            d
            for d in [*starts, *found]
            if d.type in ("direct", "continued", "mixed") and any(a <= x < b for x, _ in d.content)
        ]
        if not before:
            before = [d for d in starts if a <= d.begin < b and d.source]
        if not before:
            continue
        tail = before[-1]
        colon = view.sign[b - 1] in COLONS
        draft = Draft(None, None, [(first + 1, end)], "continued", "continued", "assert", lo=first)
        draft.source, draft.form = None, "continued"
        draft.actor = tail.actor
        draft.why.append(
            "a quoted paragraph goes on with the words before it" + (" after a colon" if colon else "")
        )
        draft.shared = starts.index(tail) if tail in starts else -1
        found.append(draft)
    return found
