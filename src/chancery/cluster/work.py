"""What is handed out and what comes back, wherever it is done: a chunk of articles, and its part of the ledger."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Protocol

import pyarrow as pa

from chancery.article import Reject
from chancery.ledger.schema import Row, articles_schema, row_of
from chancery.model import Article, MadeBy, Record

CHUNK = 16


class Reads(Protocol):
    """Whoever reads articles; ``chancery.reading.Reader`` does."""

    @property
    def made_by(self) -> MadeBy:
        """What records will say they were made by."""

    def read_many(self, articles: Iterable[Article]) -> Iterator[Record]:
        """Read articles, in their order."""


MakeReader = Callable[[], Reads]


@dataclass(frozen=True)
class Part:
    """What became of a chunk: rows for the ledger, and the articles on which the reader failed."""

    rows: pa.Table
    rejects: tuple[Reject, ...] = ()
    words: int = 0
    set_aside: int = 0

    @classmethod
    def joined(cls, parts: Sequence[Part]) -> Part:
        """Give several parts as one."""
        return cls(
            rows=pa.concat_tables([part.rows for part in parts]) if parts else articles_schema().empty_table(),
            rejects=tuple(reject for part in parts for reject in part.rejects),
            words=sum(part.words for part in parts),
            set_aside=sum(part.set_aside for part in parts),
        )


def reader_maker(language: str | None = None, lexicon: Sequence[str] = (), gate: bool = False) -> MakeReader:
    """Give the way to load a Reader in another process."""
    return partial(_load, language, tuple(lexicon), gate)


def _load(language: str | None, lexicon: tuple[str, ...], gate: bool) -> Reads:
    from chancery.reading import Reader

    return Reader(language=language, lexicon=lexicon, gate=gate)


def read_chunk(reader: Reads, articles: Sequence[Article]) -> Part:
    """Read a chunk; an article on which the reader fails is rejected, the others are read."""
    try:
        rows = [row_of(record) for record in reader.read_many(articles)]
        return _part(rows, articles)
    except Exception as error:
        if len(articles) == 1:
            return Part(articles_schema().empty_table(), (failed(articles[0], error),))
        return Part.joined([read_chunk(reader, [article]) for article in articles])


def _part(rows: list[Row], articles: Sequence[Article]) -> Part:
    return Part(
        rows=pa.Table.from_pylist(rows, schema=articles_schema()),
        words=sum(len(article.text.split()) for article in articles),
        set_aside=sum(article.language not in (None, "en") for article in articles),
    )


def failed(article: Article, reason: object) -> Reject:
    """Give the reject for an article that could not be read."""
    told = f"{type(reason).__name__}: {reason}" if isinstance(reason, Exception) else str(reason)
    return Reject(source=article.url or article.id, reason=f"could not be read: {told}")
