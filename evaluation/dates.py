"""Score dates on TimeBank as TempEval does: spans relaxed (any overlap) and strict, type and value of those found.

TimeBank's ways, which are a matter of scoring and not of the lexicon: the preposition is no part of an expression; "from A to
B" and "since A" are A and B; "the past six years" is the duration P6Y, where our value is the interval; a decade is ``199``, a
century ``19``; "three decades" is P30Y. Where the corpus leaves digits open (``1989-WXX`` for "last week"), a value that fills
them is right; ``exact`` counts it wrong. The date of creation outside the text is not scored.

    python -m evaluation.dates            figures for both halves, beside their floors
    python -m evaluation.dates --errors   the errors of the half that is looked at
"""

from __future__ import annotations

import html
import re
import sys
import tarfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

import msgspec

from chancery.extract.dates import expressions
from chancery.language import Pipeline, load
from chancery.lexicon import Lexicon
from chancery.model import Article, DateMention, Span
from evaluation.corpora import looked_at, shared
from evaluation.floors import report

_TAG = re.compile(r"<TIMEX3([^>]*)>|</TIMEX3>|<[^>]+>")
_LEADING = re.compile(r"(?:over|during|in|for|since|at(?! least| most)|on|of|from|within)\s+", re.I)
KINDS = {"DATE": "date", "TIME": "time", "DURATION": "duration", "SET": "set"}


@dataclass(frozen=True)
class Timex:
    """An expression with its type and value, of the corpus or of ours."""

    span: Span
    kind: str
    value: str


@dataclass(frozen=True)
class Story:
    """One text of the corpus."""

    name: str
    article: Article
    gold: tuple[Timex, ...]


def stories() -> Iterator[Story]:
    """Read TimeBank."""
    with tarfile.open(shared() / "data" / "timex" / "TimeBank.tar.gz") as archive:
        members = [member for member in archive if re.search(r"/[^./][^/]*\.tml$", member.name)]
        for member in sorted(members, key=lambda member: member.name):
            file = archive.extractfile(member)
            if file is not None:
                yield _story(member.name.rsplit("/", 1)[-1].removesuffix(".tml"), file.read().decode("utf8", "replace"))


def _story(name: str, xml: str) -> Story:
    created = re.search(r'<DCT>.*?value="([^"]+)"', xml, re.S)
    body = re.search(r"<TEXT>(.*?)</TEXT>", xml, re.S)
    pieces: list[str] = []
    gold: list[Timex] = []
    length, opened, done = 0, (0, ""), 0
    content = body[1] if body else ""
    for tag in _TAG.finditer(content):
        piece = html.unescape(content[done : tag.start()])
        pieces.append(piece)
        length, done = length + len(piece), tag.end()
        if tag[1] is not None:
            opened = length, tag[1]
        elif tag[0] == "</TIMEX3>":
            fields = dict(re.findall(r'(\w+)="([^"]*)"', opened[1]))
            gold.append(Timex((opened[0], length), KINDS[fields["type"]], fields.get("value", "")))
    text = "".join(pieces) + html.unescape(content[done:])
    paragraphs = tuple(found.span() for found in re.finditer(r"\S(?:.|\n(?!\s*\n))*", text))
    published = created[1] if created else None
    return Story(name, Article(id=name, text=text, published=published, paragraphs=paragraphs), tuple(gold))


def found_in(story: Story, pipeline: Pipeline, lexicon: Lexicon) -> list[Timex]:
    """Read a story and say what was found in TimeBank's ways."""
    doc = pipeline.parse(story.article.text, story.article.paragraphs)
    grounded = expressions(doc, story.article, lexicon.dates, joined=False)
    undated = msgspec.structs.replace(story.article, published=None)
    lengths = {
        mention.span: mention.value
        for mention, rule in expressions(doc, undated, lexicon.dates, joined=False)
        if rule == "window"
    }
    return [
        _in_timebanks_ways(mention, lengths.get(mention.span), story.article.text, rule in ("window", "vagueago"))
        for mention, rule in grounded
    ]


def _in_timebanks_ways(mention: DateMention, length: str | None, text: str, led: bool) -> Timex:
    value = length or mention.value
    start, end = mention.span
    leading = _LEADING.match(text, start, end) if led else None
    start = leading.end() if leading else start
    kind = "duration" if value.startswith("P") and length else mention.kind
    value = re.sub(r"^(\d{2,3})X+$", r"\1", value)
    value = re.sub(
        r"^P([\d.]+)([EC])$", lambda found: f"P{float(found[1]) * (10 if found[2] == 'E' else 100):g}Y", value
    )
    return Timex((start, end), kind, value)


def pairs(gold: tuple[Timex, ...], ours: list[Timex]) -> list[tuple[Timex, Timex]]:
    """Pair each gold expression with one of ours that overlaps, the same span before any other."""
    free = list(ours)
    paired: list[tuple[Timex, Timex]] = []
    for exact in (True, False):
        for wanted in gold:
            if any(wanted is other for other, _ in paired):
                continue
            for mine in free:
                same = mine.span == wanted.span
                if same or (not exact and mine.span[0] < wanted.span[1] and wanted.span[0] < mine.span[1]):
                    paired.append((wanted, mine))
                    free.remove(mine)
                    break
    return paired


def fits(mine: str, wanted: str) -> bool:
    """Is a value the wanted one, or one that fills the digits which the wanted one leaves open?"""
    return mine == wanted or (wanted[:4].isdecimal() and re.fullmatch(wanted.replace("X", r"\d"), mine) is not None)


def score(count: Counter[str], part: str) -> dict[str, float]:
    """Turn counts into figures."""

    def f1(right: int) -> float:
        return 2 * right / max(1, count["gold"] + count["ours"])

    found = max(1, count["paired"])
    return {
        f"{part} relaxed F1": f1(count["paired"]),
        f"{part} strict F1": f1(count["strict"]),
        f"{part} type": count["kind"] / found,
        f"{part} value": count["value"] / found,
        f"{part} value exact": count["exact"] / found,
    }


def main() -> int:
    """Score both halves of TimeBank."""
    pipeline, lexicon = load(), Lexicon.load()
    show = "--errors" in sys.argv
    counts = {"seen": Counter[str](), "unseen": Counter[str]()}
    for story in stories():
        seen = looked_at(story.name)
        count = counts["seen" if seen else "unseen"]
        ours = found_in(story, pipeline, lexicon)
        paired = pairs(story.gold, ours)
        count["gold"] += len(story.gold)
        count["ours"] += len(ours)
        count["paired"] += len(paired)
        count["strict"] += sum(wanted.span == mine.span for wanted, mine in paired)
        count["kind"] += sum(wanted.kind == mine.kind for wanted, mine in paired)
        count["value"] += sum(fits(mine.value, wanted.value) for wanted, mine in paired)
        count["exact"] += sum(mine.value == wanted.value for wanted, mine in paired)
        if show and seen:
            _show(story, ours, paired)
    print(f"expressions: seen {counts['seen']['gold']}, unseen {counts['unseen']['gold']}")
    return report("dates", {**score(counts["seen"], "seen"), **score(counts["unseen"], "unseen")})


def _show(story: Story, ours: list[Timex], paired: list[tuple[Timex, Timex]]) -> None:
    text = story.article.text

    def around(timex: Timex) -> str:
        start, end = timex.span
        return " ".join(f"{text[max(0, start - 50) : start]}[{text[start:end]}]{text[end : end + 30]}".split())

    for wanted in story.gold:
        mine = next((mine for other, mine in paired if other is wanted), None)
        if mine is None:
            print(f"MISS   {wanted.kind} {wanted.value} | {around(wanted)}")
        elif mine.span != wanted.span:
            print(f"SPAN   {text[slice(*wanted.span)]!r} / {text[slice(*mine.span)]!r} {wanted.value} / {mine.value}")
        if mine and not fits(mine.value, wanted.value):
            print(f"VALUE  {wanted.value} / {mine.value} ({story.article.published}) | {around(wanted)}")
        if mine and mine.kind != wanted.kind:
            print(f"KIND   {wanted.kind} / {mine.kind} | {around(wanted)}")
    for mine in ours:
        if not any(mine is other for _, other in paired):
            print(f"EXTRA  {mine.kind} {mine.value} | {around(mine)}")


if __name__ == "__main__":
    sys.exit(main())
