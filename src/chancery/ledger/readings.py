"""What a reader has read already, so that an ingest that was cut off goes on where it was."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec
import pyarrow as pa

from chancery.ledger.index import Index, Marks, among
from chancery.ledger.schema import digest, maker
from chancery.ledger.shelf import Shelf
from chancery.model import Article, MadeBy


class Readings:
    """Says which articles an ingest may skip; 16 bytes an article in memory.

    An address may come twice in one source, with an older and a newer text; the last one stands. So once an older one is
    read again, the newer ones of its address are no longer skipped.
    """

    def __init__(self, read: Marks, ids: Marks) -> None:
        self.read = read
        self.ids = ids
        self._again: set[str] = set()

    def has(self, name: str) -> bool:
        """Tell whether the ledger has an article of this id."""
        return among(self.ids, name)

    def skip(self, article: Article) -> bool:
        """Tell whether the ledger has what reading this article would give."""
        if article.id in self._again:
            return False
        if among(self.read, digest(article)):
            return True
        if self.has(article.id):
            self._again.add(article.id)
        return False


def readings(articles: Shelf, made_by: MadeBy) -> Readings:
    """Give what ``made_by`` has read."""
    wanted = maker(made_by)

    def keys(table: pa.Table) -> Iterator[str]:
        makers = table["made_by"].to_pylist()
        for key, made in zip(table["digest"].to_pylist(), makers, strict=True):
            if maker(msgspec.convert(made, MadeBy)) == wanted:
                yield key

    read = Index(articles, ("digest", "made_by"), keys)
    ids = Index(articles, ("id",), lambda table: iter(table["id"].to_pylist()))
    read.refresh()
    ids.refresh()
    return Readings(read.all(), ids.all())
