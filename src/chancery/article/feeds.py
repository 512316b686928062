"""Feeds (RSS, Atom), sitemaps and lists of feeds (OPML) → the addresses of articles."""

from __future__ import annotations

import calendar
import gzip
import io
import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Literal

from lxml import etree  # type: ignore[import-untyped]

from chancery.article import moments
from chancery.article.addresses import web_address
from chancery.article.errors import ArticleError

FeedKind = Literal["feed", "sitemap", "index", "opml"]
KINDS: tuple[tuple[re.Pattern[bytes], FeedKind], ...] = (
    (re.compile(rb"<(?:\w+:)?sitemapindex\b", re.I), "index"),
    (re.compile(rb"<(?:\w+:)?urlset\b", re.I), "sitemap"),
    (re.compile(rb"<opml\b", re.I), "opml"),
    (re.compile(rb"<(?:rss|(?:\w+:)?feed|rdf:RDF)\b", re.I), "feed"),
)
LOOKED_AT = 4096
MOST_UNPACKED = 64 * 1024 * 1024  # a sitemap may have 50 MB


@dataclass(frozen=True)
class Entry:
    """One entry: an article's address with what the feed says of it, or another feed's or sitemap's address."""

    url: str
    published: str | None = None
    is_list: bool = False


def kind_of(data: bytes) -> FeedKind | None:
    """Tell what list of articles some bytes are, None for anything else."""
    start = data[:LOOKED_AT]
    if b"<html" in start.lower():
        return None
    return next((kind for pattern, kind in KINDS if pattern.search(start)), None)


def unzipped(data: bytes) -> bytes:
    """Give the bytes of a sitemap or feed that may be packed with gzip; ArticleError where it breaks off or swells."""
    if not data.startswith(b"\x1f\x8b"):
        return data
    try:
        with gzip.GzipFile(fileobj=io.BytesIO(data)) as file:
            plain = file.read(MOST_UNPACKED + 1)
    except (OSError, EOFError, zlib.error) as error:
        raise ArticleError("breaks off: the packed file is cut short") from error
    if len(plain) > MOST_UNPACKED:
        raise ArticleError(f"longer than {MOST_UNPACKED // 1024 // 1024} MiB when unpacked")
    return plain


def entries(data: bytes, base: str | None = None) -> Iterator[Entry]:
    """Give the entries of a feed, sitemap or list of feeds, in its order; ArticleError where it cannot be read."""
    kind = kind_of(data)
    if kind is None:
        raise ArticleError("no feed, sitemap or list of feeds")
    if kind == "feed":
        yield from _feed_entries(data, base)
        return
    tree = _tree(data)
    if kind == "opml":
        for outline in tree.iter("{*}outline"):
            url = web_address(outline.get("xmlUrl"))
            if url:
                yield Entry(url, is_list=True)
        return
    for node in tree.iter("{*}url", "{*}sitemap"):
        url = web_address("".join(node.xpath("./*[local-name()='loc']/text()")))
        told = "".join(node.xpath("./*[local-name()='news']/*[local-name()='publication_date']/text()"))
        if url:
            yield Entry(url, moments.iso(told), is_list=kind == "index")


def _feed_entries(data: bytes, base: str | None) -> Iterator[Entry]:
    import feedparser

    # Given bytes, the parser reads them and fetches nothing.
    read: Any = feedparser.parse(data, response_headers={"content-location": base or ""}, sanitize_html=False)
    if read.get("bozo") and not read.get("entries") and not read.get("feed"):
        raise ArticleError("a feed that cannot be read")
    for entry in read.get("entries", ()):
        url = web_address(entry.get("link"))
        if url:
            yield Entry(url, _moment(entry))


def _moment(entry: Any) -> str | None:
    """The parser gives times in UTC; the name of a wrong time zone gives none."""
    parsed = entry.get("published_parsed")
    try:
        return datetime.fromtimestamp(calendar.timegm(parsed), UTC).isoformat() if parsed else None
    except (ValueError, OverflowError, TypeError):
        return None


def _tree(data: bytes) -> Any:
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, recover=True, huge_tree=False, remove_comments=True
    )
    try:
        tree = etree.fromstring(data, parser=parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise ArticleError(f"not XML: {str(error).splitlines()[0]}") from None
    if tree is None:
        raise ArticleError("not XML")
    return tree
