"""What a request may ask for, shared by pages and API: bounds, filters, paging."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Annotated, Any

from fastapi import Depends, HTTPException, Query, Request
from pydantic import BeforeValidator

from chancery.relations import Grain
from chancery.web.desk import Desk

LONGEST_PAGE = 200
CONTROL = r"^[^\x00-\x1f]*$"

Words = Annotated[str, Query(max_length=200, pattern=CONTROL)]


def _iso(value: object) -> object:
    """Take days only as ISO 8601; seconds since 1970, which the framework would take too, are none."""
    if isinstance(value, str) and not re.fullmatch(r"\d{4}-\d{2}-\d{2}", value):
        raise ValueError("a day such as 2021-04-16")
    return value


Day = Annotated[Annotated[date, BeforeValidator(_iso)] | None, Query(description="A day such as 2021-04-16; included.")]
By = Annotated[
    Grain | None,
    Query(description="The length of a period; left out, the one that fits; a time of centuries is told by the month."),
]
Limit = Annotated[int, Query(ge=1, le=LONGEST_PAGE, description="How many rows at the most.")]
Offset = Annotated[int, Query(ge=0, le=10_000_000, description="How many rows to pass over.")]
PageNumber = Annotated[int, Query(ge=1, le=1_000_000)]


def desk_of(request: Request) -> Desk:
    """Give the desk that answers this request."""
    desk: Desk = request.state.desk
    return desk


AtDesk = Annotated[Desk, Depends(desk_of)]


def day(value: str) -> date | None:
    """Read a day from a form, where an empty field means no bound; HTTPException (422) for anything else that is no day."""
    try:
        return date.fromisoformat(value) if value else None
    except ValueError:
        raise HTTPException(422, f"{value!r} is no day such as 2021-04-16") from None


def filled(where: Mapping[str, Any]) -> dict[str, str]:
    """Keep the filters that say something, days as ISO 8601."""
    return {
        name: value.isoformat() if isinstance(value, date) else str(value) for name, value in where.items() if value
    }
