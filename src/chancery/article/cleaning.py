"""Characters that carry no letter: taken out, so that what is left can be read, shown and counted."""

from __future__ import annotations

import re
import unicodedata

LINE_END = re.compile(r"\r\n?|[\x0b\x0c\x1c-\x1e\x85\u2028]")
PARAGRAPH_END = re.compile(r"\u2029")
# Soft hyphen, zero-width characters, marks of writing direction, byte order mark, control characters, surrogates,
# characters of no meaning.
NO_LETTER = re.compile(
    r"[\x00-\x08\x0e-\x1b\x1f\x7f-\x84\x86-\x9f\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffd"
    r"\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"
)
BLANK = re.compile(r"\s+")


def clean(text: str) -> str:
    """Give a text with one kind of line end, composed letters, and no character that carries no letter."""
    text = PARAGRAPH_END.sub("\n\n", LINE_END.sub("\n", text))
    return NO_LETTER.sub("", unicodedata.normalize("NFC", text))


def one_line(text: str) -> str:
    """Give a cleaned text as one line with single spaces."""
    return BLANK.sub(" ", text).strip()
