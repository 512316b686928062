"""Score references on GUM's coreference: does a pronoun, a role or a family name reach the right named person, body or state?

A mention counts where its gold chain also holds a name. It is right where our actor has another mention, by name, of the
same gold chain. What a copula says of somebody ("she was the first woman") refers to nobody and is not asked. ``linked``
is the share of mentions that got any named actor; ``precision`` is right by linked.
"""

from __future__ import annotations

import argparse
import gzip
import re
import sys
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from chancery.extract import actors, references
from chancery.language import Pipeline, load
from chancery.lexicon import Lexicon
from chancery.model import Actor, Article, Span
from evaluation.corpora import looked_at, shared
from evaluation.floors import report

GENRES = ("news", "interview", "speech", "bio")
KINDS = ("person", "organization", "place")
_ENTITY = re.compile(r"\((?P<open>[^()]+)\)|\((?P<begin>[^()]+)|(?P<end>[^()]+)\)")
_THIRD = frozenset("he him his himself she her hers herself it its itself they them their theirs themselves".split())


@dataclass(frozen=True)
class Word:
    """A word of the treebank with its place in the text."""

    span: Span
    form: str
    tag: str
    head: int
    is_predicate: bool = False


@dataclass(frozen=True)
class Mention:
    """A gold mention: its chain, its kind, its words (by number in the document) and its head word."""

    chain: str
    kind: str
    first: int
    last: int
    head: Word


@dataclass
class Gold:
    """A document of the treebank: text, paragraphs, mentions."""

    name: str
    created: str | None = None
    text: str = ""
    blocks: list[Span] = field(default_factory=list)
    words: list[Word] = field(default_factory=list)
    mentions: list[Mention] = field(default_factory=list)


def read(path: Path) -> Iterator[Gold]:
    """Give the documents of a CoNLL-U file with their coreference."""
    with gzip.open(path, "rt", encoding="utf8") as file:
        text = file.read()
    for part in re.split(r"(?m)^# newdoc id = ", text)[1:]:
        yield _Maker(part).gold


class _Maker:
    def __init__(self, part: str) -> None:
        created = re.search(r"meta::dateCreated = (\S+)", part)
        self.gold = Gold(part.split("\n", 1)[0].strip(), created[1] if created else None)
        self.open: defaultdict[str, list[tuple[int, str]]] = defaultdict(list)
        self.block = 0
        for sentence in part.split("\n\n"):
            self._sentence(sentence.splitlines())
        self._close_block()

    def _close_block(self) -> None:
        gold = self.gold
        end = len(gold.text.rstrip())
        if end > self.block:
            gold.blocks.append((self.block, end))
        gold.text = gold.text.rstrip() + "\n\n" if gold.text else ""
        self.block = len(gold.text)

    def _sentence(self, lines: list[str]) -> None:
        if any(line.startswith("# newpar") for line in lines) or not self.gold.text:
            self._close_block()
        base, covered = len(self.gold.words), 0
        closing: list[tuple[str, int, int, str]] = []
        predicates = self._predicates(lines)
        for line in (line for line in lines if line and line[0].isdigit()):
            columns = line.split("\t")
            if "-" in columns[0]:
                covered = int(columns[0].split("-")[1])
                self._append(columns[1], columns[9])
                continue
            if "." in columns[0]:
                continue
            number = int(columns[0])
            if number > covered:
                self._append(columns[1], columns[9])
            head = base + int(columns[6]) - 1 if columns[6] != "0" else -1
            span = self._place(columns[1])
            self.gold.words.append(Word(span, columns[1], columns[4], head, columns[0] in predicates))
            closing += self._entities(columns[9], len(self.gold.words) - 1)
        self.gold.mentions += [self._mention(*found) for found in closing]

    def _predicates(self, lines: list[str]) -> set[str]:
        """Give the numbers of the words that a copula makes a predicate: they tell what somebody is and refer to nobody."""
        columns = (line.split("\t") for line in lines if line and line[0].isdigit())
        return {parts[6] for parts in columns if parts[7] == "cop"}

    def _append(self, form: str, misc: str) -> None:
        start = len(self.gold.text)
        self.last = (start, start + len(form))
        self.gold.text += form + ("" if "SpaceAfter=No" in misc else " ")

    def _place(self, form: str) -> Span:
        """Give the place of a word within the written one ("he" in "he's"), which it may be whole."""
        start, end = self.last
        at = self.gold.text.find(form, start, end)
        if at < 0:
            return self.last
        self.last = (at + len(form), end) if at + len(form) < end else self.last
        return at, at + len(form)

    def _entities(self, misc: str, index: int) -> list[tuple[str, int, int, str]]:
        found = []
        value = next((part[7:] for part in misc.split("|") if part.startswith("Entity=")), "")
        for match in _ENTITY.finditer(value):
            if match["end"]:
                chain = match["end"].split("-")[0]
                if self.open[chain]:
                    first, kind = self.open[chain].pop()
                    found.append((chain, first, index, kind))
                continue
            chain, kind = (match["open"] or match["begin"]).split("-")[:2]
            if match["open"]:
                found.append((chain, index, index, kind))
            else:
                self.open[chain].append((index, kind))
        return found

    def _mention(self, chain: str, first: int, last: int, kind: str) -> Mention:
        inside = self.gold.words[first : last + 1]
        head = next((word for word in inside if not first <= word.head <= last), inside[0])
        return Mention(chain, kind, first, last, head)


@dataclass
class Tally:
    """Counts of one sort of reference."""

    asked: int = 0
    linked: int = 0
    right: int = 0

    def add(self, linked: bool, right: bool) -> None:
        """Count one mention."""
        self.asked, self.linked, self.right = self.asked + 1, self.linked + linked, self.right + right


def sort_of(gold: Gold, mention: Mention, seen: set[str], roles: frozenset[str]) -> str | None:
    """Tell what sort of reference a mention is; None for one that is not asked."""
    if mention.head.form.lower() in _THIRD:
        return "pronoun"
    if mention.head.tag in ("NNP", "NNPS"):
        return (
            "surname" if mention.first == mention.last and mention.chain in seen and mention.kind == "person" else None
        )
    opening = gold.words[mention.first].form.lower()
    role = mention.head.form.lower() in roles and mention.head.tag == "NN" and mention.kind != "place"
    role = role and not mention.head.is_predicate
    return "role" if role and mention.chain in seen and opening in ("the", "his", "her", "its", "their") else None


def score(gold: Gold, found: tuple[Actor, ...], roles: frozenset[str], tallies: dict[str, Tally], show: bool) -> None:
    """Count one document."""
    chains = {m.head.span: m.chain for m in gold.mentions if m.head.tag in ("NNP", "NNPS") and m.kind in KINDS}
    full = {m.chain for m in gold.mentions if m.head.tag in ("NNP", "NNPS")}
    at: defaultdict[int, list[Actor]] = defaultdict(list)
    for actor in found:
        for own in actor.mentions:
            for offset in range(*own.span) if own.span[1] - own.span[0] < 80 else ():
                at[offset].append(actor)
    seen: set[str] = set()
    for mention in sorted(gold.mentions, key=lambda m: (m.first, -m.last)):
        sort = sort_of(gold, mention, seen, roles) if mention.kind in KINDS and mention.chain in full else None
        if mention.head.tag in ("NNP", "NNPS"):
            seen.add(mention.chain)
        if sort is None:
            continue
        meant = [actor for actor in at[mention.head.span[0]] if _covers(actor, mention.head.span)]
        ours = {chain for actor in meant for chain in _chains_of(actor, chains, mention.head.span)}
        tallies[sort].add(bool(ours), mention.chain in ours)
        if show and mention.chain not in ours:
            _show(gold, mention, sort, [actor.name for actor in meant] if ours else [])


def _show(gold: Gold, mention: Mention, sort: str, wrong: list[str]) -> None:
    """Print a mention that did not reach its name."""
    start = mention.head.span[0]
    name = next(m.head.form for m in gold.mentions if m.chain == mention.chain and m.head.tag[:3] == "NNP")
    told = f"WRONG {wrong}" if wrong else "missed"
    print(f"{sort:8} {told} gold={name} …{gold.text[max(0, start - 110) : start]!r}[{mention.head.form}]")


def _covers(actor: Actor, span: Span) -> bool:
    """Has this actor a mention here that is about this word, not about a name inside a longer one?"""
    return any(own.span[0] <= span[0] and span[1] <= own.span[1] for own in actor.mentions)


def _chains_of(actor: Actor, chains: dict[Span, str], here: Span) -> set[str]:
    spans = [own.span for own in actor.mentions if own.how != "pronoun" and not own.span[0] <= here[0] < own.span[1]]
    return {chain for span, chain in chains.items() for own in spans if own[0] <= span[0] and span[1] <= own[1]}


def find(gold: Gold, pipeline: Pipeline, lexicon: Lexicon) -> tuple[Actor, ...]:
    """Read a gold document's text."""
    article = Article(id=gold.name, text=gold.text, published=gold.created)
    doc = pipeline.parse(gold.text, gold.blocks)
    return references.resolve(doc, article, actors.find_actors(doc, article, lexicon), lexicon)


def main() -> int:
    """Score the development documents; ``--misses`` shows those of the half that is looked at."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--misses", action="store_true")
    options.add_argument("--split", default="dev", choices=("dev", "train"))
    options.add_argument("--some", type=int, default=10_000, help="read only so many documents")
    chosen = options.parse_args()
    pipeline, lexicon = load(), Lexicon.load()
    roles = frozenset(row.lemma.split()[-1] for row in lexicon.actors.agents)
    tallies: dict[str, Tally] = defaultdict(Tally)
    counted: dict[str, Tally] = defaultdict(Tally)
    documents = read(shared() / "data" / "treebank" / f"gum-{chosen.split}.conllu.gz")
    for gold in [gold for gold in documents if gold.name.split("_")[1] in GENRES][: chosen.some]:
        found, seen = find(gold, pipeline, lexicon), looked_at(gold.name)
        score(gold, found, roles, tallies, chosen.misses and seen)
        if not seen:
            score(gold, found, roles, counted, False)
    figures: dict[str, float] = {}
    for half, sort, tally in [
        *(("", *item) for item in sorted(tallies.items())),
        *(("counted_", *item) for item in sorted(counted.items())),
    ]:
        print(f"{half}{sort}: {tally.asked} asked, {tally.linked} linked, {tally.right} right")
        figures[f"{half}{sort}_right"] = tally.right / max(tally.asked, 1)
        figures[f"{half}{sort}_precision"] = tally.right / max(tally.linked, 1)
    both = [tallies["role"], tallies["surname"]]
    figures["role_and_surname_right"] = sum(t.right for t in both) / max(sum(t.asked for t in both), 1)
    return report("references", figures) if chosen.split == "dev" else 0


if __name__ == "__main__":
    sys.exit(main())
