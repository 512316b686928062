"""What a page says of itself to machines: meta elements, JSON-LD, links, section trails."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any
from urllib.parse import urljoin

from lxml.html import HtmlElement  # type: ignore[import-untyped]

from chancery.article import addresses, moments
from chancery.article.cleaning import clean, one_line
from chancery.article.head import NAMES

MOST_JSON = 2_000_000  # characters of JSON-LD that are looked at
MOST_NODES = 5_000
ARTICLE_TYPE = re.compile(r"(?:Article|BlogPosting|Report|LiveBlogPosting)$")
PUBLISHED_NAMES = (
    "article:published_time", "og:article:published_time", "article:published", "datepublished", "og:pubdate", "pubdate",
    "publishdate", "publish-date", "publication_date", "parsely-pub-date", "sailthru.date", "dc.date.issued",
    "dcterms.issued", "dc.date", "dcterms.date", "dcterms.created", "cxenseparse:recs:publishtime", "originalpublicationdate",
)  # fmt: skip
SECTION_NAMES = (
    "article:section",
    "og:article:section",
    "articlesection",
    "cse_sectionname",
    "parsely-section",
    "section",
)
AUTHOR_NAMES = (
    "author",
    "article:author_name",
    "article:author",
    "byl",
    "dc.creator",
    "parsely-author",
    "sailthru.author",
)
LONGEST_SECTION = 60  # characters
DATE_CLASS = re.compile(r"(?:^|[\s_-])(?:date|time|timestamp|datetime|published|pubdate|dateline)(?:$|[\s_-])", re.I)
AUTHOR_CLASS = re.compile(r"(?:^|[\s_-])(?:author|byline|writer)(?:$|[\s_-])", re.I)
LONGEST_SHOWN = 80  # characters of a date or byline that the page shows
NEAR_HEADING = 80  # elements after the headline in which date and authors are looked for
TITLE_PARTS = re.compile(r"\s+[|–—·•»:-]+\s+")
BREADCRUMBS = '//*[contains(translate(concat(@class," ",@id," ",@aria-label," ",@itemtype),"BCL","bcl"),"breadcrumb")]'


@dataclass(frozen=True)
class Metadata:
    """What a page says of itself; what it does not say is None or empty."""

    titles: tuple[str, ...] = ()
    url: str | None = None
    alternate_urls: tuple[str, ...] = ()
    sections: tuple[str, ...] = ()
    published: str | None = None
    authors: tuple[str, ...] = ()
    outlet: str | None = None
    language: str | None = None
    body: str | None = None


def read_metadata(tree: HtmlElement, url: str | None) -> Metadata:
    """Read a page's own word on itself; JSON-LD first, then meta elements, then what the page shows."""
    metas = _metas(tree)
    nodes = list(_json_nodes(tree))
    story = next((node for node in nodes if ARTICLE_TYPE.search(_type(node))), {})
    base = url or ""
    links = _links(tree, base)
    own = _first(
        links.get("canonical"), metas.get("og:url"), [_text(story.get("url"))], [_id(story.get("mainEntityOfPage"))]
    )
    address = addresses.web_address(urljoin(base, own)) if own else None
    others = [address, *links.get("canonical", ()), *links.get("amphtml", ())]
    return Metadata(
        titles=tuple(_titles(tree, metas, story)),
        url=address,
        alternate_urls=tuple(other for other in map(addresses.web_address, others) if other and other != url),
        sections=_sections(tree, metas, nodes, story),
        published=_published(tree, metas, story, url or address),
        authors=tuple(_authors(tree, metas, story)),
        outlet=_outlet(metas, story),
        language=_language(tree),
        body=_body(story),
    )


def _metas(tree: HtmlElement) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for meta in tree.iter("meta"):
        content = one_line(clean(meta.get("content") or ""))
        for attribute in ("property", "name", "itemprop"):
            name = (meta.get(attribute) or "").strip().lower()
            if name and content:
                found.setdefault(name, []).append(content)
    return found


def _links(tree: HtmlElement, base: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for link in tree.iter("link"):
        for kind in (link.get("rel") or "").lower().split():
            try:
                found.setdefault(kind, []).append(urljoin(base, (link.get("href") or "").strip()))
            except ValueError:
                continue
    return found


def _json_nodes(tree: HtmlElement) -> Iterator[dict[str, Any]]:
    """Give every object of the page's JSON-LD, outer ones first."""
    for script in tree.iter("script"):
        if "ld+json" not in (script.get("type") or "").lower() or len(script.text or "") > MOST_JSON:
            continue
        try:
            waiting: list[Any] = [json.loads((script.text or "").strip().rstrip(";"), strict=False)]
        except (ValueError, RecursionError):
            continue
        for _ in range(MOST_NODES):
            if not waiting:
                break
            node = waiting.pop(0)
            if isinstance(node, list):
                waiting = node + waiting
            elif isinstance(node, dict):
                yield node
                waiting += [value for key, value in node.items() if key in ("@graph", "mainEntity", "mainEntityOfPage")]


def _type(node: dict[str, Any]) -> str:
    kind = node.get("@type")
    return _text(kind[0] if isinstance(kind, list) and kind else kind) or ""


def _text(value: Any) -> str | None:
    """JSON-LD writes a name as a string, an object with a name, or a list of either."""
    if isinstance(value, list):
        value = value[0] if value else None
    if isinstance(value, dict):
        value = value.get("name") or value.get("@value")
    return one_line(clean(html.unescape(value))) or None if isinstance(value, str) else None


def _id(value: Any) -> str | None:
    return _text(value.get("@id") if isinstance(value, dict) else value)


def _first(*lists: list[str] | list[str | None] | None) -> str | None:
    return next((value for values in lists for value in values or () if value), None)


def _titles(tree: HtmlElement, metas: dict[str, list[str]], story: dict[str, Any]) -> Iterator[str]:
    for title in (_text(story.get("headline")), *metas.get("og:title", ()), *metas.get("twitter:title", ())):
        if title:
            yield title
    head = tree.find(".//title")
    if head is not None:
        yield max(TITLE_PARTS.split(one_line(clean(head.text_content()))), key=lambda part: len(part.split()))


def _sections(
    tree: HtmlElement, metas: dict[str, list[str]], nodes: list[dict[str, Any]], story: dict[str, Any]
) -> tuple[str, ...]:
    trail = list(_json_trail(nodes)) or list(_shown_trail(tree))
    if not trail:
        told = story.get("articleSection")
        trail = [name for name in map(_text, told if isinstance(told, list) else [told]) if name]
        trail = trail or next((metas[name] for name in SECTION_NAMES if name in metas), [])
    return tuple(dict.fromkeys(name for name in trail if 0 < len(name) <= LONGEST_SECTION))


def _json_trail(nodes: list[dict[str, Any]]) -> Iterator[str]:
    trail = next((node for node in nodes if _type(node) == "BreadcrumbList"), {})
    steps = trail.get("itemListElement")
    for step in steps if isinstance(steps, list) else []:
        name = _text(step.get("name")) or _text(step.get("item")) if isinstance(step, dict) else None
        if name:
            yield name


def _shown_trail(tree: HtmlElement) -> Iterator[str]:
    for trail in tree.xpath(BREADCRUMBS):
        leaves = trail.xpath(".//a | .//li[not(.//a)] | .//span[not(ancestor::a or .//a or ancestor::li)]")
        names = [one_line(clean(leaf.text_content())).strip(" /|>›»") for leaf in leaves]
        if 0 < len(names) <= 8:
            yield from (name for name in names if name)
            return


def _published(tree: HtmlElement, metas: dict[str, list[str]], story: dict[str, Any], url: str | None) -> str | None:
    told = [_text(story.get("datePublished")), *(metas[name][0] for name in PUBLISHED_NAMES if name in metas)]
    shown = tree.xpath('//*[@itemprop="datePublished"]') + tree.xpath("//time[@pubdate]") + _story_times(tree)
    told += [element.get("datetime") or element.get("content") for element in shown[:3]]
    told.append(_text(story.get("dateCreated")))
    found = next((moment for moment in map(moments.iso, told) if moment), None) or _shown_day(tree)
    return found or (moments.in_address(url) if url else None)


def _shown_authors(tree: HtmlElement) -> Iterator[str]:
    """Names in an element of their own by the headline, marked as author or byline."""
    for element in _near_heading(tree):
        shown = one_line(clean(element.text_content()[:LONGEST_SHOWN]))
        if AUTHOR_CLASS.search(element.get("class") or "") and NAMES.fullmatch(shown.removeprefix("By ")):
            yield shown
            return


def _near_heading(tree: HtmlElement) -> Iterator[HtmlElement]:
    heading = tree.find(".//h1")
    return islice(heading.xpath("following::*") if heading is not None else (), NEAR_HEADING)


def _shown_day(tree: HtmlElement) -> str | None:
    """The day that stands by the headline in an element of its own, where it does not say that it is a change."""
    for element in _near_heading(tree):
        if DATE_CLASS.search(element.get("class") or ""):
            shown = one_line(clean(element.text_content()[:LONGEST_SHOWN]))
            day = moments.written(shown) if "updat" not in shown.lower() else None
            if day:
                return day
    return None


def _story_times(tree: HtmlElement) -> list[HtmlElement]:
    """The first time element by the headline, where it does not say that it is a change."""
    times: list[HtmlElement] = tree.xpath("(//h1)[1]/following::time[@datetime][position()=1]")
    near = [
        time for time in times if "updat" not in f"{time.get('class')} {time.getparent().text_content()[:60]}".lower()
    ]
    return near


def _authors(tree: HtmlElement, metas: dict[str, list[str]], story: dict[str, Any]) -> Iterator[str]:
    told = story.get("author")
    names = [name for name in map(_text, told if isinstance(told, list) else [told]) if name]
    if not names:
        names = next((metas[name] for name in AUTHOR_NAMES if name in metas and "http" not in metas[name][0]), [])
    if not names:
        names = [
            one_line(clean(link.text_content()))
            for link in tree.xpath('//a[@rel="author"]|//*[@itemprop="author"]')[:4]
        ]
    names = names or list(_shown_authors(tree))
    for name in names:
        for part in re.split(r"\s*(?:;|,|\band\b)\s*", name.removeprefix("By ")):
            if part and len(part) <= LONGEST_SECTION:
                yield part


def _outlet(metas: dict[str, list[str]], story: dict[str, Any]) -> str | None:
    return _first(metas.get("og:site_name"), [_text(story.get("publisher"))], metas.get("application-name"))


def _language(tree: HtmlElement) -> str | None:
    told = (tree.get("lang") or tree.get("xml:lang") or "").strip().lower()
    return told[:2] if re.fullmatch(r"[a-z]{2}(?:[-_]\w+)*", told) else None


def _body(story: dict[str, Any]) -> str | None:
    body = story.get("articleBody")
    return clean(html.unescape(body)) if isinstance(body, str) and body.strip() else None
