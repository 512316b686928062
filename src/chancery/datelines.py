"""The dateline that opens a paragraph and is no part of its first sentence: "KABUL, May 3 (Reuters) — ", "14:52 "."""

from __future__ import annotations

import re

_PLACE = r"[A-Z][A-Z.’'/-]+(?: [A-Z][A-Z.’'/-]+){0,2}(?:, [A-Z][A-Za-z.’' -]*?)?"
_ANY_PLACE = r"[A-Z][\w.’'/-]*(?: [A-Z][\w.’'/-]*){0,2}(?:, [A-Z][A-Za-z.’' -]*?)?"
_DAY = r",? (?:[A-Z][a-z]{2,8}\.? \d{1,2}(?:,? \d{4})?|\d{1,2} [A-Z][a-z]{2,8}\.?(?:,? \d{4})?)"
_AGENCY = rf" ?\([^)\n]{{2,40}}\)(?:{_DAY})?"
# The initials of an agency close a dateline without a dash: "New Delhi, Oct 18 (IANS) ", "BISHKEK, May 3. /TASS/. ".
_INITIALS = r" \([A-Z]{2,6}\) |\.? /[A-Z]{2,6}/\. "
_DASH = r",? ?(?:[—–_]|--?)(?: |$)"
# The time of an entry in a live report: "14:52", "9.05am GMT –".
_HOUR = r"\d{1,2}[:.]\d{2}(?: ?[ap]\.?m\.?)?(?: [A-Z]{2,4})?(?: [—–|-]| ?:)? "
# A place in capitals needs no agency and no day beside it; what follows begins a sentence.
_DATELINE = re.compile(
    rf"(?:{_HOUR}|({_ANY_PLACE}){_DAY}(?:{_INITIALS})|(?:({_PLACE})(?:{_DAY})?(?:{_AGENCY})?|({_ANY_PLACE})(?:(?:{_DAY})?{_AGENCY}|{_DAY})|{_AGENCY}){_DASH})(?=[A-Z\d“\"‘']|$)"
)
# A place in capitals and a colon, where no other line opens so as the turns of an interview do: "ISLAMABAD: ".
_COLON = re.compile(rf"({_PLACE}): (?=[A-Z])")
_TURN = re.compile(rf"^{_PLACE}:", re.MULTILINE)
LONGEST = 120


def dateline(text: str, start: int, end: int) -> re.Match[str] | None:
    """Match the dateline that opens a stretch of text; one of its groups is the place, where it names one."""
    last = min(end, start + LONGEST)
    found = _DATELINE.match(text, start, last)
    if found is None and (found := _COLON.match(text, start, last)) and len(_TURN.findall(text)) > 1:
        return None
    return found


def place_of(found: re.Match[str]) -> tuple[int, int] | None:
    """Give where a dateline names its place."""
    return next((found.span(group + 1) for group, place in enumerate(found.groups()) if place), None)


def behind(text: str, start: int, end: int) -> int:
    """Give where a paragraph begins behind its dateline."""
    found = dateline(text, start, end)
    return found.end() if found else start
