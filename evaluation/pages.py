"""Score saved news pages: is the article found, its headline, day and body, and nothing of the page around it?

The pages carry no marks of their own, so they are held against what they say of themselves to machines: the title, the day
of publication, and the body where JSON-LD repeats it (words, as a multiset). ``clean`` is the share of letters of
running text that is no furniture by the table and stands there once.

    python -m evaluation.pages            figures for both halves, beside their floors
    python -m evaluation.pages --show     what was read from the half that is looked at
"""

from __future__ import annotations

import json
import re
import sys
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from statistics import mean

from lxml import html  # type: ignore[import-untyped]

from chancery.article import Article, ArticleError, open_path, shipped_outlets
from chancery.lexicon.furniture import plain
from evaluation.corpora import looked_at, shared
from evaluation.floors import report

ENOUGH_ALIKE = 0.5  # share of the title's words in the headline: desks write two headlines for one article
LONGEST_LABEL = 25  # words: what is longer is running text, however it ends
FIGURES = ("read", "headline", "day", "body_recall", "body_precision", "clean", "outlet", "seconds")


@dataclass(frozen=True)
class Told:
    """What a page says of itself."""

    titles: tuple[str, ...]
    days: frozenset[str]
    body: str | None


def told(path: Path) -> Told:
    """Read a page's own word on itself, by other means than the product's."""
    tree = html.fromstring(path.read_bytes())
    titles = tree.xpath(
        '//meta[@property="og:title" or @name="twitter:title"]/@content | //title/text() | //h1//text()'
    )
    stories = [node for node in _nodes(tree) if str(node.get("@type")).endswith("NewsArticle")]
    metas = tree.xpath('//meta[contains(@property,"published") or contains(@name,"ubdate")]/@content')
    days = {str(day)[:10] for day in [*metas, *(story.get("datePublished") for story in stories)] if day}
    bodies = [body for story in stories if isinstance(body := story.get("articleBody"), str)]
    return Told(tuple(map(str, titles)), frozenset(days), bodies[0] if bodies else None)


def _nodes(tree: html.HtmlElement) -> Iterator[dict[str, object]]:
    for script in tree.xpath('//script[@type="application/ld+json"]/text()'):
        try:
            nodes = json.loads(script, strict=False)
        except ValueError:
            continue
        yield from (node for node in (nodes if isinstance(nodes, list) else [nodes]) if isinstance(node, dict))


def score(path: Path) -> dict[str, float]:
    """Score one page; a figure for which the page says nothing is left out."""
    own, began = told(path), time.perf_counter()
    try:
        article = open_path(path)
    except ArticleError:
        return {"read": 0.0}
    figures = {"read": 1.0, "seconds": time.perf_counter() - began}
    figures["outlet"] = float(article.outlet.name is not None and article.outlet.domain is not None)
    figures["headline"] = max((_alike(article.headline or "", title) for title in own.titles), default=0.0)
    figures["clean"] = _clean(article)
    if own.days:
        figures["day"] = float((article.published or "")[:10] in own.days)
    if own.body:
        ours, theirs = Counter(plain(_body(article)).split()), Counter(plain(own.body).split())
        shared_words = (ours & theirs).total()
        figures["body_recall"] = shared_words / max(1, theirs.total())
        figures["body_precision"] = shared_words / max(1, ours.total())
    return figures


def _alike(headline: str, title: str) -> float:
    ours, theirs = set(plain(headline).split()), set(plain(title).split())
    return float(len(ours & theirs) >= ENOUGH_ALIKE * max(1, min(len(ours), len(theirs))) and len(theirs) > 2)


def _body(article: Article) -> str:
    return " ".join(article.text[start:end] for start, end in article.paragraphs)


def _clean(article: Article) -> float:
    lines = [article.text[start:end] for start, end in article.paragraphs]
    table = shipped_outlets().furniture
    good = [line for line in lines if lines.count(line) == 1 and not table.furniture(line) and _is_running(line)]
    return sum(map(len, good)) / sum(map(len, lines))


def _is_running(line: str) -> bool:
    return len(line.split()) > LONGEST_LABEL or re.search(r"[.!?…\"”’:]$", line) is not None


def main() -> int:
    """Print the figures of both halves."""
    halves: dict[str, list[dict[str, float]]] = {"looked_at": [], "counted": []}
    for path in sorted((shared() / "data" / "html").glob("*.html")):
        half = "looked_at" if looked_at(path.name) else "counted"
        halves[half].append(score(path))
        if half == "looked_at" and "--show" in sys.argv:
            _show(path)
    figures = {
        f"{half}.{name}": mean(values)
        for half, pages in halves.items()
        for name in FIGURES
        if (values := [page[name] for page in pages if name in page])
    }
    return report("pages", figures)


def _show(path: Path) -> None:
    article = open_path(path)
    print(
        f"== {path.name}\n{article.headline}\n{article.published} {article.outlet} {article.sections} {article.authors}"
    )
    for caption in article.captions:
        print(f"  [{caption.credit}] {article.text[slice(*caption.span)]}")
    for start, end in article.paragraphs:
        print(f"  {article.text[start:end][:120]}")


if __name__ == "__main__":
    sys.exit(main())
