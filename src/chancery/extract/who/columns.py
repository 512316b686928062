"""A column of short news: where the items begin that each open with the state that they tell of ("Chad: Ministers quit").

Ground for the actors and for the setting of an article.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from chancery.model import Span

# What stands behind the state that an item opens with.
_LABELED = re.compile(r": ?(?=[A-Z“\"‘'])")


def items(text: str, states: Iterable[Span]) -> tuple[int, ...]:
    """Give where the items of a column begin, by the places where states are named; an article that is none has none."""
    opening = (span for span in states if text[span[0] - 1 : span[0]] in ("", "\n"))
    found = sorted({start for start, end in opening if _LABELED.match(text, end)})
    return tuple(found) if len(found) > 1 else ()
