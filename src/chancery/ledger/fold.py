"""What becomes of a ledger's rows when a batch comes: which replaces which, and what is kept of the one replaced."""

from __future__ import annotations

from collections.abc import Iterable

from chancery.ledger.schema import Row


def fold(there: Iterable[Row], coming: Iterable[Row]) -> dict[str, Row]:
    """Give the rows, by id, that stand after a batch.

    The same id replaces its row. Of two ids with the same text the one published first stands, then the smaller id, and
    keeps the other's addresses: which came first makes no difference. Texts alone never join rows of the past again, so
    a batch that is folded in twice changes nothing.
    """
    rows: dict[str, Row] = {}
    by_text: dict[str, str] = {}
    for row in (*there, *coming):
        _place(row, rows, by_text)
    return rows


def _place(row: Row, rows: dict[str, Row], by_text: dict[str, str]) -> None:
    old = rows.pop(row["id"], None)
    if old is not None:
        by_text.pop(old["text_key"], None)
        if old["text_key"] == row["text_key"]:
            row = _joined(row, old)
    twin = rows.get(by_text.get(row["text_key"], "")) if row["text_key"] else None
    if twin is not None:
        del rows[twin["id"]]
        first, second = sorted((row, twin), key=_precedence)
        row = _joined(first, second)
    rows[row["id"]] = row
    if row["text_key"]:
        by_text[row["text_key"]] = row["id"]


def _precedence(row: Row) -> tuple[bool, str, str]:
    published = row["article"]["published"]
    return published is None, published or "", row["id"]


def _joined(kept: Row, other: Row) -> Row:
    article, gone = kept["article"], other["article"]
    own = article["alternate_urls"]
    addresses = {*own, *gone["alternate_urls"], *([gone["url"]] if gone["url"] else [])} - {article["url"]}
    return {
        **kept,
        "inputs": sorted({*kept["inputs"], *other["inputs"]}),
        "article": {**article, "alternate_urls": own if addresses == set(own) else sorted(addresses)},
    }
