"""Dadegan trees made Universal: heads by rule, relations as the set of those that the old one may become.

The 704 trees come half converted (prepositions hang from their nouns already).  What is left: ``را`` under its
noun, ``که`` under its verb, coordination from the first conjunct, copulas under their predicate, titles before
names as heads.  A relation that the old label does not fix is left open; a model trained on the PerDT trees
chooses among those it allows (``ALLOWED``).  After Rasooli et al. (2022), The Persian Dependency Treebank Made
Universal.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from training.language.data import Sentence

__all__ = ["ALLOWED", "ALLOWED_TAGS", "dadegan"]

ALLOWED: dict[str, tuple[str, ...]] = {
    "MOZ": ("nmod", "flat:name", "amod", "obl:arg", "nummod"),
    "NPOSTMOD": ("amod", "flat:name", "nummod", "nmod"),
    "NPREMOD": ("det", "nummod", "amod", "advmod", "flat:num"),
    "POSDEP": (
        "conj", "nmod", "obl", "dep", "fixed", "flat:name", "advmod", "obl:arg", "amod", "vocative", "flat:num",
    ),
    "PREDEP": ("dep", "advmod", "flat:name", "nmod", "obl", "det", "amod", "cc", "advcl", "obj", "nummod"),
    "ADV": ("obl", "advmod", "advcl", "obl:arg", "xcomp", "nmod"),
    "NPP": ("nmod", "amod", "obl:arg", "obl"),
    "NVEPP": ("obl:arg", "obl"),
    "NCL": ("acl", "advcl"),
    "VCL": ("ccomp", "csubj", "advcl"),
    "AJUCL": ("advcl", "conj", "parataxis", "acl"),
    "ADVC": ("obl:arg", "advmod", "xcomp", "obl"),
    "ACL": ("ccomp", "acl", "advcl"),
    "PARCL": ("advcl", "parataxis", "conj"),
    "VPP": ("obl:arg", "obl"),
    "AJPP": ("obl:arg", "nmod", "obl"),
    "NEZ": ("obl:arg", "nmod"),
    "MOS": ("xcomp",),
    "TAM": ("xcomp", "obl", "obl:arg", "compound:lvc"),
    "MESU": ("nummod", "nmod", "flat:num", "obl", "fixed", "dep"),
    "VPRT": ("obl:arg", "compound:lvc", "obl"),
    "COMPPP": ("nmod", "obl", "obl:arg", "advmod"),
    "APREMOD": ("advmod", "dep", "amod"),
    "APOSTMOD": ("advmod", "amod", "nmod"),
    "NE": ("compound:lvc", "obl:arg", "nmod", "xcomp"),
    "SBJ": ("nsubj", "nsubj:pass", "csubj"),
    "OBJ": ("obj", "ccomp", "compound:lvc"),
    "NVE": ("compound:lvc", "xcomp"),
    "APP": ("appos", "flat:name"),
    "LVP": ("compound:lvc", "nmod"),
    "PART": ("mark", "advmod", "dep"),
    "NPRT": ("nmod", "compound:lvc", "dep"),
    "NADV": ("advmod", "obl", "nmod"),
    "PROG": ("aux", "compound:lvc"),
}  # fmt: skip
"""What each old relation may become."""

ALLOWED_TAGS: dict[str, tuple[str, ...]] = {
    "NOUN": ("NOUN", "PROPN", "NUM"),
    "IDEN": ("PROPN", "NOUN"),
    "PREM": ("DET",),
    "ADJ": ("ADJ", "PROPN", "NUM"),
    "PSUS": ("INTJ",),
    "VERB": ("VERB", "AUX"),
}
"""What each old coarse tag may become, where it does not stay."""

_FIXED = {
    "case": "case", "PUNC": "punct", "aux": "aux", "aux:pass": "aux", "ROOT": "root", "MARK": "mark", "CC": "cc",
    "CONJ": "conj", "COP": "cop", "NAME": "flat:name", "RA": "case", "XCOMP": "xcomp",
}  # fmt: skip
_COPULAS = {"#است", "بود#باش", "#هست", "است", "بود", "هست"}
_CONJUNCTIONS = {"NCONJ", "VCONJ", "AJCONJ", "PCONJ", "AVCONJ"}


@dataclass(slots=True)
class _Node:
    form: str
    lemma: str
    coarse: str
    fine: str
    head: int
    rel: str
    old_head: int
    old_rel: str


class _Tree:
    """A tree that is turned over in place; nodes are numbered from 1."""

    def __init__(self, nodes: list[_Node]) -> None:
        self.nodes = [_Node("", "", "", "", -1, "", -1, ""), *nodes]

    def children(self, i: int) -> list[int]:
        return [k for k in range(1, len(self.nodes)) if self.nodes[k].head == i]

    def swap(self, top: int, below: int, rel: str, *, move: bool = True) -> None:
        """``below`` takes the place of ``top``, which hangs from it as ``rel``; other dependents come along."""
        old, new = self.nodes[top], self.nodes[below]
        new.head, new.rel = old.head, old.rel
        if move:
            for child in self.children(top):
                if child != below:
                    self.nodes[child].head = below
        old.head, old.rel = below, rel

    def convert(self) -> None:
        """All steps in order."""
        self._double_prepositions()
        self._postpositions()
        self._complementizers()
        self._verbs_in_a_row()
        self._conjuncts()
        self._copulas()
        self._passives()
        self._modals()
        self._titles()
        self._lift()
        self._colons()

    def _double_prepositions(self) -> None:
        """``پس از جنگ``: both prepositions hang from the noun, which has the place of the first."""
        for i in range(1, len(self.nodes)):
            node = self.nodes[i]
            if node.rel != "case" or node.coarse != "ADP" or node.fine != "PREP" or node.head <= i:
                continue
            if self.nodes[node.head].rel == "case":
                inner = [k for k in self.children(i) if k > i and self.nodes[k].rel != "PUNC"]
                if inner:
                    self.nodes[inner[0]].head, self.nodes[inner[0]].rel = node.old_head, node.old_rel
                    node.head = inner[0]

    def _passives(self) -> None:
        """The auxiliary of a passive leads, its participle is an ``xcomp``."""
        for i in range(1, len(self.nodes)):
            node = self.nodes[i]
            if node.rel == "aux:pass" and node.head < i and self.nodes[node.head].coarse == "VERB":
                participle = node.head
                node.head = self.nodes[participle].head
                node.rel = self.nodes[participle].rel
                for child in self.children(participle):
                    if child != i and self.nodes[child].rel != "NVE":
                        self.nodes[child].head = i
                self.nodes[participle].head, self.nodes[participle].rel = i, "XCOMP"
                self.nodes[participle].fine, node.coarse, node.fine = "PASS", "VERB", "AUX"

    def _postpositions(self) -> None:
        for i in range(1, len(self.nodes)):
            if self.nodes[i].fine == "POSTP":
                before = [k for k in self.children(i) if k < i and self.nodes[k].coarse != "PUNCT"]
                if before:
                    self.swap(i, before[-1], "RA")

    def _complementizers(self) -> None:
        for i in range(len(self.nodes) - 1, 0, -1):
            if self.nodes[i].coarse in {"SCONJ", "CCONJ", "ADP", "NOUN", "ADV"}:
                verbs = [k for k in self.children(i) if self.nodes[k].rel == "PRD"]
                if verbs and self.nodes[i].coarse == "SCONJ":
                    self.swap(i, verbs[0], "MARK")
                elif verbs:
                    self.nodes[verbs[0]].rel = "NCL"

    def _verbs_in_a_row(self) -> None:
        for i in range(1, len(self.nodes)):
            node = self.nodes[i]
            if node.rel != "VCONJ":
                continue
            firsts = [k for k in self.children(i) if k < i and self.nodes[k].rel == "PREDEP"]
            last = node.head
            if firsts and last > i:
                # Dadegan hangs the first verb from the last; here the first one leads.
                first = firsts[0]
                self.nodes[first].head, self.nodes[first].rel = self.nodes[last].head, self.nodes[last].rel
                self.nodes[last].head, self.nodes[last].rel = first, "CONJ"
                node.head, node.rel = last, "CC"

    def _conjuncts(self) -> None:
        for i in range(1, len(self.nodes)):
            node = self.nodes[i]
            if node.rel not in _CONJUNCTIONS:
                continue
            after = [k for k in self.children(i) if k > i and self.nodes[k].rel in {"POSDEP", "PREDEP"}]
            if not after:
                node.rel = "CONJ" if node.coarse not in {"CCONJ", "PUNCT"} else "CC"
                continue
            first, conjunct = node.head, after[0]
            while self.nodes[first].rel == "CONJ" and self.nodes[first].head > 0:
                first = self.nodes[first].head
            for child in self.children(i):
                self.nodes[child].head = conjunct
            self.nodes[conjunct].head, self.nodes[conjunct].rel = first, "CONJ"
            node.head, node.rel = conjunct, "PUNC" if node.coarse == "PUNCT" else "CC"

    def _copulas(self) -> None:
        for i in range(1, len(self.nodes)):
            node = self.nodes[i]
            if node.coarse == "VERB" and node.lemma in _COPULAS:
                predicates = [k for k in self.children(i) if self.nodes[k].rel == "MOS"]
                if predicates:
                    self.swap(i, predicates[0], "COP")
                    node.coarse, node.fine = "AUX", "COP"

    def _titles(self) -> None:
        for i in range(1, len(self.nodes)):
            node = self.nodes[i]
            if node.coarse == "IDEN" and node.rel == "PREDEP" and node.head > i:
                self.swap(node.head, i, "NAME")

    def _modals(self) -> None:
        """``باید`` is an auxiliary of the verb that it governs."""
        for i in range(1, len(self.nodes)):
            if self.nodes[i].fine == "MODL":
                verbs = [k for k in self.children(i) if k > i and self.nodes[k].rel in {"VCL", "PRD"}]
                if verbs:
                    self.swap(i, verbs[0], "aux")
                    self.nodes[i].coarse = "AUX"

    def _lift(self) -> None:
        """The prepositional complement of a light verb's noun hangs from the verb."""
        for node in self.nodes[1:]:
            if node.rel in {"NPP", "AJPP", "NEZ"} and self.nodes[node.head].rel == "NVE":
                node.head = self.nodes[node.head].head
                node.rel = "NVEPP"

    def _colons(self) -> None:
        """A colon hangs from what it opens."""
        for i in range(1, len(self.nodes)):
            node = self.nodes[i]
            if node.form == ":" and node.rel == "PUNC":
                opened = [k for k in self.children(node.head) if k > i and self.nodes[k].rel == "VCL"]
                if opened:
                    node.head = opened[0]

    def sound(self) -> bool:
        """One root and no cycle."""
        if sum(node.head == 0 for node in self.nodes) != 1:
            return False
        for i in range(1, len(self.nodes)):
            at, steps = i, 0
            while at > 0 and steps <= len(self.nodes):
                at, steps = self.nodes[at].head, steps + 1
            if at != 0:
                return False
        return True


def _tag(node: _Node) -> str:
    """The PerDT tag where coarse and fine tag give it, else nothing."""
    if node.coarse in {"NOUN"} and node.fine in {"ANM", "IANM"}:
        return f"N_{node.fine}"
    if node.fine in {"AJP", "AJCM", "AJSUP"}:
        return f"ADJ_{node.fine}"
    if node.fine in {"DEMAJ", "AMBAJ", "QUAJ", "EXAJ"}:
        return f"PREM_{node.fine}"
    if node.coarse == "PRON" and node.fine in {"SEPER", "JOPER", "DEMON", "CREFX", "UCREFX", "RECPR", "INTG"}:
        return f"PR_{node.fine}"
    if node.fine == "PRO":
        return "PR_JOPER"
    if node.fine == "SADV":
        return "ADV_SADV"
    if node.coarse == "VERB" and node.fine in {"ACT", "PASS", "MODL"}:
        return f"V_{node.fine}"
    if node.coarse == "AUX" or node.fine == "AUX":
        return "AUX"
    if node.fine in {"PREP", "POSTP", "CONJ", "SUBR", "PUNC", "PRENUM", "POSNUM", "IDEN", "PSUS", "PART"}:
        return node.fine
    return ""


def _stem(lemma: str) -> str:
    """The past stem of a Dadegan lemma (``بر#خاست#خیز`` has a prefix, left out; ``#است`` no past)."""
    parts = lemma.split("#")
    if len(parts) == 3:
        return parts[1]
    if len(parts) == 2:
        return parts[0] or parts[1]
    return lemma


_OLD = re.compile(r"Dadegan_hPar=(\d+)\|Dadegan_rP=([^|]+)")


def _node(row: list[str]) -> _Node:
    """A row; a participle of شد that was written out as ``می‌شود`` gets its form back."""
    form, lemma = row[1], row[2]
    if row[3] == "AUX" and row[9] == "aux:pass":
        lemma = "شد#شو"
        if row[4] == "V_PP" and form.startswith("می"):
            form = "شده"
    elif row[3] == "VERB" and lemma == "کرد#کن" and re.search("شد|شو", form):
        # The passive of a light verb: PerDT in UD mostly writes شد as its own lemma.
        lemma, row = "شد#شو", [*row[:4], "ACT", *row[5:]]
    old = _OLD.search(row[5])
    head, rel = (int(old[1]), old[2]) if old else (int(row[8]), row[9])
    return _Node(form, lemma, row[3], row[4], int(row[8]), row[9], head, rel)


def dadegan(path: Path) -> list[Sentence]:
    """The trees of the file; tags and relations that are not certain stand as ``?OLD`` (see ``ALLOWED``)."""
    found = []
    for block in path.read_text(encoding="utf-8").split("\n\n"):
        rows = [line.split("\t") for line in block.splitlines() if line and not line.startswith("#")]
        rows = [row for row in rows if row[0].isdigit()]
        if not rows:
            continue
        tree = _Tree([_node(r) for r in rows])
        tree.convert()
        if not tree.sound():
            continue
        nodes = tree.nodes[1:]
        found.append(
            Sentence(
                "perdt",
                [n.form for n in nodes],
                [f"?{n.coarse}" if n.coarse in ALLOWED_TAGS else n.coarse for n in nodes],
                [_tag(n) or "?" for n in nodes],
                [],
                [_stem(n.lemma) for n in nodes],
                [n.head for n in nodes],
                ["root" if n.head == 0 else _FIXED.get(n.rel, f"?{n.rel}") for n in nodes],
            )
        )
    return found
