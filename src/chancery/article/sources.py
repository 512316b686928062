"""Sources → articles: folders, files, globs, tables, web archives, feeds, addresses; what is bad is told and passed over."""

from __future__ import annotations

import glob
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from chancery.article import feeds
from chancery.article.article import Article, shipped_outlets
from chancery.article.decode import MOST_BYTES
from chancery.article.errors import ArticleError, Reject
from chancery.article.fetch import Fetcher
from chancery.article.tables import is_table, table_articles
from chancery.article.unpack import plain_name, read_all
from chancery.article.warc import archive_articles, is_archive
from chancery.lexicon.outlets import OutletTables

MOST_LISTS = 3  # an OPML file of feeds, an index of indexes: deeper nesting is a loop or a trap

Found = Iterator[Article | Reject]


def articles(
    sources: Sequence[str | Path],
    *,
    columns: Mapping[str, str] | None = None,
    published: str | None = None,
    outlets: OutletTables | None = None,
    fetcher: Fetcher | None = None,
) -> Found:
    """Give the articles of sources in order, and in their place the rejects of what could not be read.

    A source is a folder (its files by name, folders within folders, hidden ones left out), a glob, a file, or an address.
    Files are pages or texts, tables (CSV, TSV, JSON Lines, Parquet), web archives (WARC), feeds, sitemaps or OPML; a
    table, archive or text may be packed (.gz, .zst). ``columns`` maps id, url, date, title, text and outlet to a table's
    columns. ``published`` is for pages and texts that have no date. A ``fetcher`` given to several calls remembers
    which feeds have changed and which pages it has given.
    """
    own = fetcher or Fetcher()
    road = _Road(columns, published, outlets or shipped_outlets(), own)
    try:
        for source in sources:
            yield from road.source(str(source))
    finally:
        if fetcher is None:
            own.close()


@dataclass(frozen=True)
class _Road:
    """How sources become articles, with what all of them share."""

    columns: Mapping[str, str] | None
    published: str | None
    outlets: OutletTables
    fetcher: Fetcher

    def source(self, source: str) -> Found:
        if source.lower().startswith(("http://", "https://")):
            yield from self.address(source)
            return
        path = Path(source)
        if path.is_dir():
            paths = files(path)
        elif path.exists():
            paths = [path]
        else:
            paths = sorted(Path(name) for name in glob.glob(source, recursive=True))
        if not paths:
            yield Reject(source=source, reason="an empty folder" if path.is_dir() else "no such file or folder")
        for each in paths:
            yield from self.folder(each) if each.is_dir() else self.file(each)

    def folder(self, folder: Path) -> Found:
        for path in files(folder):
            yield from self.file(path)

    def file(self, path: Path) -> Found:
        if is_archive(path):
            yield from archive_articles(path, self.outlets)
        elif is_table(path):
            yield from table_articles(path, self.columns, self.outlets)
        else:
            try:
                data = read_all(path, MOST_BYTES)
                if feeds.kind_of(data):
                    yield from self.entries(data, str(path), None, 0)
                else:
                    yield self.page(data, name=plain_name(path))
            except OSError as error:
                yield Reject(source=str(path), reason=(error.strerror or type(error).__name__).lower())
            except ArticleError as error:
                yield Reject(source=str(path), reason=str(error))

    def page(self, data: bytes, **known: str | None) -> Article:
        """A page's own date wins over what a feed or the caller says of it."""
        told = known.pop("published", None) or self.published
        found = Article.from_bytes(data, outlets=self.outlets, **known)
        if found.published or not told:
            return found
        return Article.from_bytes(data, outlets=self.outlets, published=told, **known)

    def address(self, url: str, published: str | None = None, depth: int = 0) -> Found:
        """A feed's address gives its articles, any other page is an article itself."""
        try:
            fetched = self.fetcher.get(url, if_changed=published is None)
            if fetched is None:
                return
            data = feeds.unzipped(fetched.data)
            if feeds.kind_of(data):
                yield from self.entries(data, url, fetched.url, depth)
                return
            found = self.page(data, url=fetched.url, published=published, charset=fetched.charset)
        except ArticleError as error:
            yield Reject(source=url, reason=str(error))
        else:
            self.fetcher.given.add(url)
            yield found

    def entries(self, data: bytes, source: str, base: str | None, depth: int) -> Found:
        if depth >= MOST_LISTS:
            yield Reject(source=source, reason=f"more than {MOST_LISTS} lists within one another")
            return
        try:
            found = list(dict.fromkeys(feeds.entries(data, base)))
        except ArticleError as error:
            yield Reject(source=source, reason=str(error))
            return
        for entry in found:
            if entry.is_list or entry.url not in self.fetcher.given:
                yield from self.address(entry.url, entry.published, depth + 1)


def files(folder: Path) -> list[Path]:
    """Give the files of a folder and its folders, by name; hidden ones are left out."""
    found = []
    for path in folder.rglob("*"):
        hidden = any(part.startswith(".") for part in path.relative_to(folder).parts)
        if not hidden and path.is_file():
            found.append(path)
    return sorted(found)
