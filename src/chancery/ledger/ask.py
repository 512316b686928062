"""Filters of the flat views, as SQL with parameters."""

from __future__ import annotations

import re
from typing import TypedDict

COUNTRY = re.compile(r"[A-Z]{3}\Z")


class ArticleFilters(TypedDict, total=False):
    """Filters of articles: dates of publication from ``since`` until ``until`` (inclusive), domain, language, words."""

    since: str | None
    until: str | None
    domain: str | None
    language: str | None
    words: str | None
    limit: int | None


class ActorFilters(TypedDict, total=False):
    """Filters of actors; ``actor`` is a country code, an identifier or part of a name."""

    actor: str | None
    kind: str | None
    country: str | None
    sector: str | None
    since: str | None
    until: str | None
    limit: int | None


class StatementFilters(TypedDict, total=False):
    """Filters of statements; ``speaker`` and ``addressee`` as in ``ActorFilters``, ``words`` stand in what was said.

    ``about`` is of whom they speak, as in ``ActorFilters``, or words in what was said.
    """

    speaker: str | None
    addressee: str | None
    about: str | None
    words: str | None
    sense: str | None
    since: str | None
    until: str | None
    limit: int | None


class EventFilters(TypedDict, total=False):
    """Filters of events; ``actor`` and ``recipient`` as in ``ActorFilters``; days are the event's own, else the article's."""

    actor: str | None
    recipient: str | None
    event: str | None
    about: str | None
    mode: str | None
    status: str | None
    historical: bool | None
    since: str | None
    until: str | None
    limit: int | None


def ask(view: str, filters: dict[str, object]) -> tuple[str, list[object]]:
    """Give the query, and its parameters, for the rows of a view that all filters fit."""
    tests: list[str] = []
    parameters: list[object] = []
    for name, wanted in filters.items():
        if wanted is not None and name != "limit":
            test, values = _test(view, name, wanted)
            tests.append(test)
            parameters += values
    where = f" WHERE {' AND '.join(tests)}" if tests else ""
    order = f" ORDER BY {_order(view)}"
    limit = filters.get("limit")
    return f"SELECT * FROM {view}{where}{order}" + (f" LIMIT {limit:d}" if isinstance(limit, int) else ""), parameters


def _test(view: str, name: str, wanted: object) -> tuple[str, list[object]]:
    match name:
        case "since":
            return f"{_day(view)} >= ?", [wanted]
        case "until":
            # A month or a year counts as a whole, as do the hours of a day.
            return f"left({_day(view)}, {len(str(wanted))}) <= ?", [wanted]
        case "words":
            column = "text" if view == "articles" else "content"
            return f"contains(lower({column}), lower(?))", [wanted]
        case "about" if view == "statements":
            named, values = _any_named(name, str(wanted))
            return f"({named} OR contains(lower(content), lower(?)))", [*values, wanted]
        case "actor" if view == "actors":
            return _one_named(str(wanted))
        case "actor" | "recipient" | "speaker" | "addressee":
            return _any_named(name, str(wanted))
        case _:
            return f"{name} = ?", [wanted]


def _day(view: str) -> str:
    return "published" if view in ("articles", "actors") else "coalesce(date, published)"


def _order(view: str) -> str:
    if view == "rejects":
        return "source, line, reason"
    return f"{_day(view)}, article" + ("" if view == "articles" else ", id")


def _one_named(wanted: str) -> tuple[str, list[object]]:
    if COUNTRY.match(wanted):
        return "country = ?", [wanted]
    return "(identifier = ? OR contains(lower(name), lower(?)))", [wanted, wanted]


def _any_named(column: str, wanted: str) -> tuple[str, list[object]]:
    if COUNTRY.match(wanted):
        return f"list_contains({column}_countries, ?)", [wanted]
    return (
        f"(list_contains({column}_identifiers, ?) OR contains(lower(array_to_string({column}_names, '|')), lower(?)))",
        [wanted, wanted],
    )
