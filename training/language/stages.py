"""The stages of the training, each with a checkpoint: words, pre-training, teachers, silver, student."""

from __future__ import annotations

import copy
import pickle
import random
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch

from ravi.language.features import fold
from training import ner_data
from training.language.batches import TASKS, Inventory, Row, encode
from training.language.dadegan import dadegan
from training.language.data import Sentence, conllu, raw_texts, simple_tokens
from training.language.model import Net, Size
from training.language.pretrain import pretrain
from training.language.silver import label, shade
from training.language.tokens import named, pieces
from training.language.train import fit, together

__all__ = ["Stages"]

_PREFIXES = frozenset({"می", "نمی"})
_SUFFIXES = frozenset({"ها", "های", "هایی", "هایش"})
_END = re.compile(r"(?<=[.!؟])\s+")
_ENCODER = ("word", "gram", "shape", "lists", "bank", "lstm1", "lstm2")


@dataclass(slots=True)
class Stages:
    """Named public data in ``data``, checkpoints in ``work``; ``scale`` shortens every stage (for trials)."""

    data: Path
    work: Path
    scale: float = 1.0
    seed: int = 1
    raw_words: int = 10_000_000
    epochs: int = 4
    members: int = 2

    def sentences(self) -> list[list[str]]:
        """Raw text as folded words, spaced-off prefixes and plurals joined."""
        found = []
        for paragraph in raw_texts(self.data):
            for part in _END.split(paragraph):
                out: list[str] = []
                prefix = ""
                for key in map(fold, simple_tokens(part)):
                    if prefix:
                        out.append(prefix + key)
                        prefix = ""
                    elif key in _PREFIXES:
                        prefix = key
                    elif key in _SUFFIXES and out:
                        out[-1] += key
                    else:
                        out.append(key)
                if prefix:
                    out.append(prefix)
                if len(out) > 2:
                    found.append(out[:200])
        return found

    def words(self) -> tuple[list[str], np.ndarray, np.ndarray]:
        """Words by falling frequency, their vectors and counts: skip-gram over all raw text."""
        path = self.work / "words.npz"
        if not path.exists():
            from gensim.models import Word2Vec  # type: ignore[import-untyped]

            model = Word2Vec(
                self.sentences(), vector_size=128, window=3, min_count=3, sg=1, negative=6, epochs=4, workers=1,
                seed=self.seed, sample=1e-4,
            )  # fmt: skip
            keys = model.wv.index_to_key
            counts = np.array([model.wv.get_vecattr(key, "count") for key in keys])
            np.savez(path, vec=model.wv.vectors.astype(np.float32), words=np.array(keys), counts=counts)
        with np.load(path) as store:
            return [str(w) for w in store["words"]], store["vec"], store["counts"]

    def rank(self) -> Callable[[str], int]:
        """A spelling's place in the list of words, 0 where it is unknown."""
        places = {word: i for i, word in enumerate(self.words()[0], 1)}
        return lambda key: places.get(key, 0)

    def pretrained(self) -> dict[str, torch.Tensor]:
        """The encoder's weights after pre-training."""
        path = self.work / "pretrain.pt"
        if not path.exists():
            words, vectors, counts = self.words()
            torch.manual_seed(self.seed)
            net = Net(Size(words=len(words) + 1, tasks={"upos": 1, "ner": 1}))
            with torch.no_grad():
                table = torch.tensor(vectors)
                net.word.weight[1:] = table / table.std() * 0.3
            chunks = [s[i : i + 50] for s in self.sentences() for i in range(0, len(s), 50)]

            def run(rank: int, world: int) -> None:
                pretrain(
                    net,
                    Inventory({"": 0, **{w: i for i, w in enumerate(words, 1)}}),
                    [Sentence("perdt", chunk) for chunk in chunks if len(chunk) > 4],
                    np.concatenate([[0], counts]),
                    words=int(self.raw_words * self.scale),
                    seed=self.seed,
                    tokens=2500,
                    rank=rank,
                    world=world,
                )
                if rank == 0:
                    torch.save({k: v for k, v in net.state_dict().items() if k.split(".")[0] in _ENCODER}, path)

            together(run, 2, self.work / "meet")
        return dict(torch.load(path))

    def trees(self) -> dict[str, list[Sentence]]:
        """The treebanks; the PerDT test part is not among them."""
        folder = self.data / "treebanks"
        found = {
            "perdt": conllu(folder / "fa_perdt-ud-dev.conllu", "perdt"),
            "dadegan": dadegan(folder / "perdt-train-704-dadegan.conllu"),
            "seraji": conllu(folder / "fa_seraji-ud-dev.conllu", "seraji"),
            "iperudt": conllu(folder / "iPerUDT_train.conllu", "iperudt"),
        }
        for s in found["seraji"]:
            s.xpos = []
            s.feats = []
        for s in [*found["seraji"], *found["iperudt"]]:
            # Neither has names as PerDT has them: Seraji knows no PROPN at all.
            s.upos = ["?NOUN" if x in {"NOUN", "PROPN"} else x for x in s.upos]
        for s in found["iperudt"]:
            s.xpos, s.feats, s.weight = [], [], 0.5
            s.lemmas = [x.split("#")[0] or x for x in s.lemmas]
        random.Random(self.seed).shuffle(found["iperudt"])
        found["iperudt"] = found["iperudt"][:900]
        return found

    def inventory(self) -> Inventory:
        """Words and labels; those of the PerDT conventions alone."""
        trees = self.trees()
        tags = Sentence("perdt", [], ner=["O", *(f"{p}-{x}" for x in ner_data.LABELS for p in "BI")])
        return Inventory.of(self.words()[0], [*trees["perdt"], *trees["dadegan"], tags])

    def net(self, inventory: Inventory, seed: int) -> Net:
        """A network with the pre-trained encoder."""
        torch.manual_seed(seed)
        tasks = {task: len(inventory.labels[task]) for task in TASKS}
        net = Net(Size(words=len(inventory.words), tasks=tasks, rels=len(inventory.labels["rel"])))
        net.load_state_dict(self.pretrained(), strict=False)
        return net

    def team(self, name: str, nets: Sequence[Net], train: Callable[[int, Net], None]) -> list[Net]:
        """Train each network in a process of its own, or load what ``name`` left behind."""
        paths = [self.work / f"{name}{k}.pt" for k in range(len(nets))]
        missing = [k for k, path in enumerate(paths) if not path.exists()]

        def run(rank: int, _: int) -> None:
            k = missing[rank]
            train(k, nets[k])
            torch.save(nets[k].state_dict(), paths[k])

        if missing:
            together(run, len(missing), self.work / "meet")
        for net, path in zip(nets, paths, strict=True):
            net.load_state_dict(torch.load(path))
        return list(nets)

    def named(self, inventory: Inventory) -> list[Net]:
        """Models that have learned names alone: what they know of them helps to tell proper nouns."""

        def train(k: int, net: Net) -> None:
            data = encode(self.documents("train", True), inventory)
            fit(net, inventory, data, epochs=self.length(3), seed=self.seed + 20 + k, rate=1.5e-3)

        return self.team("named", [self.net(inventory, self.seed + k) for k in range(self.members)], train)

    def gold(self, inventory: Inventory) -> list[Row]:
        """All trees, numbered."""
        return [row for rows in self.trees().values() for row in encode(rows, inventory)]

    def teachers(self, inventory: Inventory, named: Sequence[Net]) -> list[Net]:
        """Models of the trees alone."""

        def train(k: int, net: Net) -> None:
            gold = self.gold(inventory)
            fit(net, inventory, gold, epochs=self.length(10), seed=self.seed + k, rate=1.5e-3)
            # Once more without the blogs, and with what it can tell itself of the trees that stand half open.
            trees = self.trees()
            data = encode([*trees["perdt"], *trees["seraji"]], inventory)
            data += label([net], inventory, trees["dadegan"])
            fit(
                net, inventory, data, epochs=self.length(14), seed=self.seed + 10 + k, rate=1.5e-3, tokens=450,
                frozen=("word", "gram"),
            )  # fmt: skip

        return self.team("teacher", [copy.deepcopy(net) for net in named], train)

    def length(self, epochs: int) -> int:
        """So many epochs, or fewer in a trial."""
        return max(1, round(epochs * self.scale))

    def documents(self, part: str, noise: bool) -> list[Sentence]:
        """The sentences of a part of the names data, three in ten documents as crawled pages have them."""
        from bench.raw import letter_offsets, variant

        rank, rng = self.rank(), random.Random(self.seed)
        found = []
        for document in getattr(ner_data.split(ner_data.load(self.data / "ner")), part):
            text = document.text
            spans = [(n.start, n.end, n.label) for n in document.names()]
            kind = rng.choice(("deleted", "spaced", "arabic", "crawled")) if noise and rng.random() < 0.3 else ""
            if kind:
                at, text = letter_offsets(text), variant(text, kind, seed=self.seed)
                count = letter_offsets(text)
                place = [i for i in range(len(text)) if count[i + 1] > count[i]]
                spans = [(place[at[a]], place[at[b] - 1] + 1, x) for a, b, x in spans if at[b] > at[a]]
            found += list(named(text, spans, rank))
        return found

    def raw(self) -> list[Sentence]:
        """The raw sentences of the PerDT and Seraji training parts, those of the PerDT test part left out."""
        test = (self.data / "treebanks" / "fa_perdt-ud-test.conllu").read_text(encoding="utf-8")
        banned = {line[9:].strip() for line in test.splitlines() if line.startswith("# text = ")}
        found, rank = [], self.rank()
        for name in ("perdt-train-raw.txt", "seraji-train-raw.txt"):
            for line in (self.data / "text" / name).read_text(encoding="utf-8").splitlines():
                if line.strip() and line.strip() not in banned:
                    found += [Sentence("perdt", [f for f, _, _ in row]) for row in pieces(line, rank)]
        return found

    def silver(self, inventory: Inventory, teachers: Sequence[Net]) -> dict[str, list[Row]]:
        """What the teachers say of raw text, of the names data, and of what the Dadegan trees leave open."""
        paths = {name: self.work / f"silver-{name}.pkl" for name in ("dadegan", "raw", "names")}
        shares = [["dadegan", "raw"], ["names"]]

        def run(rank: int, _: int) -> None:
            for name in shares[rank]:
                if name == "dadegan":
                    sentences = self.trees()["dadegan"]
                elif name == "raw":
                    sentences = self.raw()
                else:
                    sentences = self.documents("train", True)
                paths[name].write_bytes(pickle.dumps(label(teachers, inventory, sentences)))

        if not all(path.exists() for path in paths.values()):
            together(run, 2, self.work / "meet")
        return {name: pickle.loads(path.read_bytes()) for name, path in paths.items()}

    def students(self, inventory: Inventory, silver: dict[str, list[Row]], named: Sequence[Net]) -> list[Net]:
        """The models that are shipped: gold several times, names once, of the silver a part each."""

        def train(k: int, net: Net) -> None:
            trees = self.trees()
            gold = 3 * (encode(trees["perdt"], inventory) + silver["dadegan"])
            gold += encode([*trees["seraji"], *trees["iperudt"]], inventory)
            data = gold + silver["raw"][k :: self.members] + silver["names"]
            fit(net, inventory, data, epochs=self.length(self.epochs), seed=self.seed + 30 + k, rate=1.5e-3)

        return self.team("student", [copy.deepcopy(net) for net in named], train)

    def finished(self, inventory: Inventory, silver: dict[str, list[Row]], students: Sequence[Net]) -> list[Net]:
        """The students once more over the trees, with a share of all else so that they forget nothing."""

        def train(k: int, net: Net) -> None:
            trees, rng = self.trees(), random.Random(self.seed + k)
            data = 2 * (encode(trees["perdt"], inventory) + silver["dadegan"]) + encode(trees["seraji"], inventory)
            data += rng.sample(silver["raw"], min(8000, len(silver["raw"])))
            data += rng.sample(silver["names"], min(12000, len(silver["names"])))
            fit(
                net, inventory, data, epochs=self.length(2), seed=self.seed + 40 + k, rate=6e-4, tokens=900
            )  # fmt: skip

        return self.team("finished", students, train)

    def settled(self, inventory: Inventory, students: Sequence[Net], named: Sequence[Net]) -> list[Net]:
        """The first student once more: trees thrice, and a little of what all say themselves, by probabilities.

        That students err on trees which they have learned from shows that they have room for more.  The mean of
        the weights before and after (Wortsman et al. 2022) keeps what they knew of other text and of names.
        """
        path = self.work / "own.pkl"
        if not path.exists():
            texts = self.raw()
            texts = random.Random(5).sample(texts, len(texts) // 8)
            own = label(students, inventory, texts)
            for (_, y), (_, names) in zip(own, shade(named[:1], inventory, texts), strict=True):
                y["soft.ner"] = names["soft.ner"]
            path.write_bytes(pickle.dumps((label(students, inventory, self.trees()["dadegan"]), own)))
        half_open, own = pickle.loads(path.read_bytes())

        def train(k: int, net: Net) -> None:
            trees, before = self.trees(), copy.deepcopy(net.state_dict())
            data = 3 * (encode(trees["perdt"], inventory) + half_open) + encode(trees["seraji"], inventory) + own
            documents = encode(self.documents("train", True), inventory)
            data += random.Random(self.seed + k).sample(documents, min(2000, len(documents)))
            fit(net, inventory, data, epochs=self.length(3), seed=self.seed + 70 + k, rate=1.2e-3)
            net.load_state_dict({name: (value + before[name]) / 2 for name, value in net.state_dict().items()})

        return self.team("settled", students[:1], train)

    def present_stems(self) -> dict[str, str]:
        """Past stem → present stem: the commonest in the trees, else that of hazm's list of verbs."""
        seen: dict[str, Counter[str]] = defaultdict(Counter)
        for line in (self.data / "lexicons" / "hazm-verbs.txt").read_text(encoding="utf-8").splitlines():
            past, _, present = line.partition("#")
            if past and present:
                seen[past][present.split(" ")[0]] += 0
        for name in ("fa_perdt-ud-dev", "fa_seraji-ud-dev"):
            text = (self.data / "treebanks" / f"{name}.conllu").read_text(encoding="utf-8")
            for past, present in re.findall(r"OrigLemma=([^#\s|]+)#([^|\s]+)", text):
                seen[past][present] += 1
        stems = {past: max(sorted(c), key=lambda x: c[x]) for past, c in sorted(seen.items())}
        return {**stems, "است": "است", "بود": "باش", "هست": "هست"}

    def extra(self) -> dict[str, Any]:
        """What goes beside the labels into the package."""
        return {"present": self.present_stems()}
