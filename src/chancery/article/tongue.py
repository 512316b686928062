"""In what language a text is written: the script, and the commonest words of each language."""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache

from chancery.lexicon.languages import LanguageTable

LOOKED_AT = 4000
WORD = re.compile(r"[^\W\d_]+")
# English, and no "s" of another language; nor are the letters of "U.S." words of any.
GENITIVE = re.compile(r"(?<=\w)['’]s\b")
INITIALS = re.compile(r"\b(?:[^\W\d_]\.){2,}")
# Scripts by code point; a text is in the script of most of its letters.
SCRIPTS = (
    (0x0041, 0x024F, "latin"), (0x0370, 0x03FF, "greek"), (0x0400, 0x052F, "cyrillic"), (0x0530, 0x058F, "armenian"),
    (0x0590, 0x05FF, "hebrew"), (0x0600, 0x077F, "arabic"), (0x0900, 0x097F, "devanagari"), (0x0980, 0x09FF, "bengali"),
    (0x0B80, 0x0BFF, "tamil"), (0x0E00, 0x0E7F, "thai"), (0x10A0, 0x10FF, "georgian"), (0x1200, 0x137F, "ethiopic"),
    (0x1E00, 0x1EFF, "latin"), (0x3040, 0x30FF, "kana"), (0x4E00, 0x9FFF, "han"), (0xAC00, 0xD7AF, "hangul"),
)  # fmt: skip
UNDETERMINED = "und"
ENOUGH_WORDS = 40  # from here on a text without a language's commonest words is not in that language
SURE = (
    3  # different commonest words that tell a language other than English; fewer may be parts of names ("de Villepin")
)
CLEARLY = 1.5  # how many times more of them than English ones: English holds words of others ("met", "die")
FEWEST = 0.1  # the share of commonest words that any running text reaches; English news has about 0.4


def language_of(text: str, languages: LanguageTable) -> str | None:
    """Give the ISO 639-1 code of a text's language, ``und`` for one that is not in the table, None for too short a text."""
    start = text[:LOOKED_AT]
    script = _script(start)
    if script is None:
        return None
    codes = languages.by_script.get(script, ())
    plain, genitives = GENITIVE.subn("", start.casefold())
    words = WORD.findall(INITIALS.sub("", plain))
    votes = Counter(code for word in words for code in languages.by_word.get((script, word), ()))
    votes += Counter(en=genitives)
    if script == "latin" and len(words) >= ENOUGH_WORDS and max(votes.values(), default=0) < FEWEST * len(words):
        return UNDETERMINED
    if not codes:
        return UNDETERMINED
    if not votes:
        return None if script == "latin" else codes[0] if len(codes) == 1 else UNDETERMINED
    best = max(codes, key=lambda code: (votes[code], code == "en"))
    different = sum(best in languages.by_word.get((script, word), ()) for word in set(words))
    if script == "latin" and (different < SURE or votes[best] < CLEARLY * votes["en"]):
        return "en" if votes["en"] else None
    return best


def _script(text: str) -> str | None:
    letters: Counter[str] = Counter(map(_script_of, filter(str.isalpha, text)))
    if not letters:
        return None
    # Japanese mixes its syllables with Chinese signs: any fair share of syllables tells it.
    if letters["kana"] * 5 > letters["han"] and letters["kana"] * 3 > letters["latin"]:
        return "kana"
    return letters.most_common(1)[0][0]


@lru_cache(maxsize=4096)
def _script_of(letter: str) -> str:
    return next((script for first, last, script in SCRIPTS if first <= ord(letter) <= last), UNDETERMINED)
