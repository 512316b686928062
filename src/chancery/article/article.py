"""The article, with the ways in: from a text, a page, a file."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Self

import msgspec

from chancery import model
from chancery.article import addresses
from chancery.article.decode import MOST_BYTES, decode
from chancery.article.draft import Draft, finish
from chancery.article.errors import ArticleError
from chancery.article.plain import read_plain
from chancery.lexicon import Lexicon
from chancery.lexicon.outlets import OutletTables

PAGE_START = re.compile(
    r"\s*(?:\ufeff\s*)?(?:<!--.*?-->\s*|<\?xml[^>]*>\s*)*<(?:!doctype\s+html|html|head|body|meta|title|div|article|p|h1)\b",
    re.I | re.S,
)
PAGE_NAMES = (".html", ".htm", ".xhtml", ".shtml")
MARKDOWN_NAMES = (".md", ".markdown")


class Article(model.Article, frozen=True, kw_only=True):
    """One article, with the ways in: ``from_text``, ``from_html``, ``from_bytes``."""

    @classmethod
    def from_text(
        cls,
        text: str,
        *,
        published: str | None = None,
        url: str | None = None,
        outlets: OutletTables | None = None,
        markdown: bool = False,
    ) -> Self:
        """Make an article of a plain text, page furniture around it or not.

        ``published`` is an ISO 8601 date or time and wins over what the text says. Raises ArticleError where there is
        nothing to read.
        """
        outlets = outlets or shipped_outlets()
        return cls._of(read_plain(_within_limits(text), outlets, markdown=markdown), published, url, outlets)

    @classmethod
    def from_html(
        cls,
        page: bytes | str,
        *,
        published: str | None = None,
        url: str | None = None,
        outlets: OutletTables | None = None,
        charset: str | None = None,
    ) -> Self:
        """Make an article of a web page.

        ``published`` and ``url`` win over what the page says of itself; ``charset`` is what its server said.
        Raises ArticleError where the page holds no article, is no text, or is too long.
        """
        from chancery.article.page import read_page

        outlets = outlets or shipped_outlets()
        text = decode(page, charset) if isinstance(page, bytes) else _within_limits(page)
        return cls._of(read_page(text, url, outlets), published, url, outlets)

    @classmethod
    def from_bytes(
        cls,
        data: bytes,
        *,
        published: str | None = None,
        url: str | None = None,
        outlets: OutletTables | None = None,
        name: str | None = None,
        charset: str | None = None,
    ) -> Self:
        """Make an article of a page or text, whichever it is; a file's ``name`` helps to tell."""
        text, name = decode(data, charset), (name or "").lower()
        if PAGE_START.match(text) or (name.endswith(PAGE_NAMES) and "<" in text):
            return cls.from_html(text, published=published, url=url, outlets=outlets)
        markdown = name.endswith(MARKDOWN_NAMES)
        return cls.from_text(text, published=published, url=url, outlets=outlets, markdown=markdown)

    @classmethod
    def from_row(
        cls,
        text: str,
        *,
        title: str | None = None,
        published: str | None = None,
        url: str | None = None,
        outlet: str | None = None,
        outlets: OutletTables | None = None,
    ) -> Self:
        """Make an article of a table's row, whose text may be a page; ``title`` and ``outlet`` win over the text's own."""
        outlets = outlets or shipped_outlets()
        if PAGE_START.match(text):
            made = cls.from_html(text, published=published, url=url, outlets=outlets)
        else:
            draft = read_plain(_within_limits(text), outlets, headline=title)
            made = cls._of(draft, published, url, outlets)
        if outlet and not made.outlet.name:
            made = msgspec.structs.replace(made, outlet=_outlet(outlet, made.outlet, outlets))
        return made

    def known_as(self, identifier: str) -> Self:
        """Give this article under an id of the caller's."""
        return msgspec.structs.replace(self, id=identifier)

    @classmethod
    def _of(cls, draft: Draft, published: str | None, url: str | None, outlets: OutletTables) -> Self:
        return cls(**finish(draft, published=published, url=url, outlets=outlets))


def open_path(
    path: Path | str, *, published: str | None = None, url: str | None = None, outlets: OutletTables | None = None
) -> Article:
    """Read a file, page or text, into an article; ArticleError names the file and the reason."""
    path = Path(path)
    try:
        with path.open("rb") as file:
            data = file.read(MOST_BYTES + 1)
        return Article.from_bytes(data, published=published, url=url, outlets=outlets, name=path.name)
    except OSError as error:
        raise ArticleError(f"{path}: {(error.strerror or type(error).__name__).lower()}") from error
    except ArticleError as error:
        raise ArticleError(f"{path}: {error}") from None


@cache
def shipped_outlets() -> OutletTables:
    """Give the outlets, furniture and languages that ship with chancery."""
    outlets: OutletTables = Lexicon.load().outlets
    return outlets


def _outlet(told: str, found: model.Outlet, outlets: OutletTables) -> model.Outlet:
    """A table names an outlet by its name or by its domain."""
    if addresses.is_address(told):
        return addresses.outlet_of(told, outlets)
    return model.Outlet(name=told, domain=found.domain)


def _within_limits(text: str) -> str:
    if len(text) > MOST_BYTES:
        raise ArticleError(f"longer than {MOST_BYTES // 1024 // 1024} MiB")
    if not text.strip(" \t\r\n\f\v\0"):
        raise ArticleError("empty")
    return text
