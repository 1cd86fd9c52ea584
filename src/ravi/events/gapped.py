"""A verb told once for two deeds: چهار نفر مصدوم و یک نفر کشته شد، سه نفر را بازداشت و اموال آنان را توقیف کرد."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from ravi.events.forms import Group, light_class
from ravi.events.view import View
from ravi.events.vocabulary import Entry

__all__ = ["gapped"]

# How far the verb that both nouns share may stand
_REACH = 22


def gapped(view: View, matches: Iterable[tuple[int, int, Entry]]) -> list[tuple[int, int, Entry, Group]]:
    """The nouns of light verbs that stand before و without their verb, with a group that says what the verb says.

    ``matches`` are first word, last word and entry.  The view is told that a clause ends with each such noun.
    """
    found: list[tuple[int, int, Entry, Group]] = []
    taken: set[int] = set()
    for first, last, entry in matches:
        if view.letter(last + 1) != "و" or first in taken or not (entry.active or entry.passive):
            continue
        own = view.group_at.get(first)
        if own is not None and (own.first, own.last) != (first, last):
            continue  # a lone word that looks like a verb is none: را بازداشت و … را توقیف کرد
        verb = view.verb_after(last)
        if verb is None or not 2 <= verb.first - last <= _REACH:
            continue
        beside = verb.first - last == (2 if verb.passive else 3)  # کشته و زخمی شدند: both of one subject
        key = "شد" if verb.passive else light_class().get(verb.stem, verb.stem)
        if key not in entry.active and key not in entry.passive:
            continue
        if any(view.letter(i) in ("که", ":", "؛", ".") for i in range(last + 1, verb.first)):
            continue
        word = view.words[last - view.base]
        marked = word.deprel == "compound:lvc" or view.letter(first - 1) == "را"
        if word.ezafe or not (marked or (key in entry.passive and not entry.nominal)):
            continue  # از توافق و همکاری دو کشور دیدار کرد
        if view.words[verb.first - 1 - view.base].upos == "ADP":
            continue
        if beside and own is None and not verb.passive:
            continue  # told by the light verb itself
        if beside and own is None:
            group = verb
        elif beside and own is not None:
            view.groups.remove(own)
            del view.group_at[first]
            _open(view, last)
            group = verb
        else:
            group = replace(verb, first=first, last=last, head=last)
            _close(view, first, last, group, own)
        taken.update(range(first, last + 1))
        found.append((first, last, entry, group))
    return found


def _open(view: View, last: int) -> None:
    """No clause ends at word ``last`` after all."""
    k = last - view.base
    for j in range(k + 1, len(view.edges)):
        if view.edges[j] != last + 1:
            break
        view.edges[j] = view.edges[k]


def _close(view: View, first: int, last: int, group: Group, own: Group | None) -> None:
    """End a clause at word ``last``: what follows has an edge of its own."""
    if own is not None:
        view.groups.remove(own)
    view.groups.append(group)
    view.groups.sort(key=lambda g: g.first)
    for i in range(first, last + 1):
        view.group_at[i] = group
    k = last - view.base
    before = view.edges[k]
    for j in range(k + 1, len(view.edges)):
        if view.edges[j] != before:
            break
        view.edges[j] = last + 1
