"""What is told of an input that gives no article."""

from __future__ import annotations

import msgspec


class ArticleError(ValueError):
    """An input that holds no article; the message is the reason, in one line."""


class Reject(msgspec.Struct, frozen=True, kw_only=True):
    """An input that was set aside: the file or address, the line or record in it (None: all of it), and the reason."""

    source: str
    line: int | None = None
    reason: str
