"""What the reading of statements misses and adds on PolNeAR, by cause and by cue: the looked-at half of train only.

A gold attribution that no statement matches whole is counted under one cause: the cue is in no table, or it is but no
frame was filled, or content, source, or the cue's own bounds are wrong. What was added is counted by row and frame.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from typing import Any

from chancery.lexicon.speech import SpeechTables
from chancery.model import Statement

Quote = dict[str, Any]
Words = dict[str, frozenset[int]]
ROLES = ("content", "source", "cue")
SHOWN = 60


def report_misses(
    score: Any,
    docs: Mapping[str, Any],
    gold: Mapping[str, list[Quote]],
    said: Mapping[str, list[tuple[Statement, Quote]]],
    tables: SpeechTables,
) -> None:
    """Print the counts: causes, cue words by cause, and rows with their precision, the worst first."""
    causes: Counter[str] = Counter()
    cues: dict[str, Counter[str]] = {}
    right: Counter[tuple[str, ...]] = Counter()
    wrong: Counter[tuple[str, ...]] = Counter()
    for name, doc in docs.items():
        wanted = [_words(doc, quote) for quote in gold[name]]
        found = [_words(doc, quote) for _, quote in said[name]]
        pairs = score.match(found, wanted, lambda one, other: _agreement(score, one, other))
        hit, met = {i for i, _ in pairs}, {j for _, j in pairs}
        for i, (statement, _) in enumerate(said[name]):
            (right if i in hit else wrong)[statement.because] += 1
        for j, words in enumerate(wanted):
            if j not in met:
                cue = _cue_words(doc.text, gold[name][j])
                cause = _cause(score, words, found, cue, tables)
                if doc.kind(gold[name][j]["content"]) == "direct":
                    cause = f"direct: {cause}"
                causes[cause] += 1
                cues.setdefault(cause, Counter())[" ".join(cue)] += 1
    for cause, count in causes.most_common():
        print(f"{count:>6}  {cause}")
        print("        " + ", ".join(f"{cue} {n}" for cue, n in cues[cause].most_common(SHOWN // 3)))
    print("added by row and frame (wrong, right):")
    for because in sorted(wrong, key=lambda row: right[row] - wrong[row])[:SHOWN]:
        print(f"{wrong[because]:>6}{right[because]:>6}  {' '.join(because)}")


def _words(doc: Any, quote: Quote) -> Words:
    return {role: doc.toks(quote.get(role)) for role in ROLES}


def _agreement(score: Any, one: Words, other: Words) -> float:
    shares = [score.jac(one[role], other[role]) for role in ROLES]
    return sum(shares) if min(shares) >= 0.5 else 0.0


def _cue_words(text: str, quote: Quote) -> list[str]:
    places = quote["cue"] or []
    places = [places] if places and isinstance(places[0], int) else places
    return re.findall(r"[\w'’]+|:", " ".join(text[start:end] for start, end in places).lower())


def _cause(score: Any, wanted: Words, found: list[Words], cue: list[str], tables: SpeechTables) -> str:
    """Tell why nothing matched: by what the statement that comes nearest has wrong."""
    sharing = [one for one in found if one["cue"] & wanted["cue"]]
    same = [one for one in found if score.jac(one["content"], wanted["content"]) >= 0.5]
    both = [one for one in sharing if any(one is other for other in same)]
    if both:
        return "bounds of the cue" if score.jac(both[0]["source"], wanted["source"]) >= 0.5 else "wrong source"
    if sharing:
        return "wrong content"
    if same:
        return "content under another cue"
    return "frame not filled" if any(word in tables.forms for word in cue) else "cue in no table"
