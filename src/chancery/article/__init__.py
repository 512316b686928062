"""Anything → ``Article``: pages, texts, tables, web archives, feeds."""

from __future__ import annotations

from chancery.article.article import Article, open_path, shipped_outlets
from chancery.article.errors import ArticleError, Reject

__all__ = ["Article", "ArticleError", "Reject", "open_path", "shipped_outlets"]
