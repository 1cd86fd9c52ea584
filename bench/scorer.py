"""The scorer that stands beside the gold reports, loaded from there: it decides, not a copy of it."""

from __future__ import annotations

import importlib.util
from collections import defaultdict
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

Json = dict[str, Any]
Rows = dict[str, dict[str, float]]


class Scorer:
    """``score.py`` of a gold folder."""

    def __init__(self, path: Path) -> None:
        spec = importlib.util.spec_from_file_location("gold_score", path)
        if spec is None or spec.loader is None:
            raise FileNotFoundError(f"{path}: no scorer there")
        self.module: Any = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(self.module)

    def figures(self, pairs: Iterable[tuple[Json, Json | None]]) -> dict[str, Rows]:
        """Rows of figures for ``all`` and for each outlet, as the scorer's ``--by-outlet`` prints them."""
        groups: dict[str, Any] = defaultdict(lambda: defaultdict(self.module.Tally))
        for gold, record in pairs:
            for group in ("all", gold["outlet"]):
                self.module.score_report(gold, record, groups[group])
                self.module.score_events(gold, record or {}, groups[group])
        return {group: {key: t.row() for key, t in rows.items()} for group, rows in groups.items()}

    def judged(self, gold: Json, record: Json) -> list[tuple[float, bool, bool]]:
        """For each predicted attribution: its confidence, whether it is paired, whether all of it is right.

        All of it is the scorer's joint@0.8: who, cue, and content with 0.8 of the tokens in common.
        """
        m, text = self.module, gold["text"]
        iou: Callable[[set[Any], set[Any]], float] = m.iou
        theirs, mine = gold["attributions"], record["attributions"]
        g_content = [m.tokens(text, a["content"]) for a in theirs]
        p_content = [m.tokens(text, a["content"]["spans"]) for a in mine]
        g_cue = [m.tokens(text, [a["cue"]] if a["cue"] else []) for a in theirs]
        p_cue = [m.tokens(text, [a["cue"]["span"]] if a["cue"] else []) for a in mine]
        weights = [
            [
                (m.f1(gc, pc) if gc & pc else 0.0) + (1.5 * iou(gq, pq) if gq & pq else 0.0)
                for pc, pq in zip(p_content, p_cue, strict=True)
            ]
            for gc, gq in zip(g_content, g_cue, strict=True)
        ]
        pairs = {j: i for i, j in m.best_pairs(weights)} if theirs and mine else {}
        out = []
        for j, p in enumerate(mine):
            i = pairs.get(j)
            whole = False
            if i is not None:
                a = theirs[i]
                names = m.names_of(gold["actors"], a["who"])
                who = m.same_actor(names, m.fold(a["who"]), record, p["source"]["actor"])
                cue = not a["cue"] or bool(g_cue[i] & p_cue[j])
                whole = bool(who and cue and iou(g_content[i], p_content[j]) >= 0.8)
            out.append((float(p["confidence"]), i is not None, whole))
        return out
