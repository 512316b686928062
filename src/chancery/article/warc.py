"""Web archives (WARC), as Common Crawl's news crawl has them: a page a record."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, cast

from chancery.article.article import Article
from chancery.article.decode import MOST_BYTES
from chancery.article.errors import ArticleError, Reject
from chancery.article.unpack import BROKEN, as_it_comes, reason
from chancery.lexicon.outlets import OutletTables

OK = 200
PAGE_TYPES = ("text/html", "application/xhtml+xml")


def is_archive(path: Path) -> bool:
    """Tell by its name whether a file is a web archive."""
    return path.name.lower().endswith((".warc", ".warc.gz", ".warc.zst"))


def archive_articles(path: Path, outlets: OutletTables) -> Iterator[Article | Reject]:
    """Give the article of each page of an archive, or its reject; records that are no pages are passed over.

    ``line`` of a reject is the number of the record. An archive that breaks off gives what came before, then a reject.
    """
    from fastwarc.warc import ArchiveIterator

    source, number = str(path), 0
    try:
        with _Stream(path) as stream:
            for number, record in enumerate(ArchiveIterator(cast(Any, stream), parse_http=True, auto_decode="all"), 1):
                try:
                    yield from _article(record, outlets)
                except ArticleError as error:
                    yield Reject(source=source, line=number, reason=str(error))
            if stream.broken or number == 0:
                told = reason(stream.broken) if stream.broken else "no record of a web archive in it"
                yield Reject(source=source, line=number or None, reason=told)
    except (*BROKEN, ValueError, RuntimeError) as error:
        yield Reject(source=source, line=number or None, reason=f"after this record: {reason(error)}")
    except BaseException as error:
        # A panic of the parser, which is in Rust, is no Exception; the other files are still to be read.
        if type(error).__name__ != "PanicException":
            raise
        yield Reject(source=source, line=number or None, reason="after this record: not a web archive that can be read")


def _article(record: Any, outlets: OutletTables) -> Iterator[Article]:
    if record.headers.get("Content-Length") is None:
        raise ArticleError("breaks off: the archive is cut short")
    http = record.http_headers
    if http is None or http.status_code != OK or (record.http_content_type or "").lower() not in PAGE_TYPES:
        return
    length, is_encoded = (
        record.content_length,
        any(http.get(name) for name in ("Content-Encoding", "Transfer-Encoding")),
    )
    page, url = record.reader.read(MOST_BYTES + 1), record.headers.get("WARC-Target-URI")
    if not is_encoded and len(page) < min(length, MOST_BYTES):
        raise ArticleError("breaks off: the archive is cut short")
    yield Article.from_html(page, url=url and url.strip("<>"), outlets=outlets, charset=record.http_charset)


class _Stream:
    """An archive as the record iterator wants to read it; it ends where the file breaks off, and keeps the reason."""

    def __init__(self, path: Path) -> None:
        self.file = as_it_comes(path)
        self.at = 0
        self.broken: Exception | None = None

    def __enter__(self) -> _Stream:
        return self

    def __exit__(self, *_: object) -> None:
        self.file.close()

    def read(self, size: int = -1) -> bytes:
        """Read up to so many bytes; none where the file ends or breaks off."""
        if self.broken:
            return b""
        try:
            data = self.file.read(size) or b""
        except BROKEN as error:
            self.broken, data = error, b""
        self.at += len(data)
        return data

    def tell(self) -> int:
        """Say how many bytes were read."""
        return self.at
