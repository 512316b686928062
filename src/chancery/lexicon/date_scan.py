"""Finding patterns of time in a text: a token becomes a mark that stands for its kinds, a pattern an expression over marks.

Patterns are written as in ``date_patterns.csv``: ``[the] {shift} {unit=whole}`` is an optional word, a word of a kind, and a
word of a kind under a name of its own; ``to|through`` are two words of which one must stand there; what stands before ``>``
must come before the find.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

Kinds = frozenset[str]

_TOKEN = re.compile(
    r"(?P<meridiem>\b[APap]\.\s?[Mm]\b\.?)|(?P<word>[^\W\d_]+)|(?P<isodate>\b\d{4}-\d\d-\d\d\b)"
    r"|(?P<slashdate>\b\d{1,2}/\d{1,2}/(?:\d{4}|\d\d)\b)|(?P<fraction>\b[1-9]/[2-9]\b|[½¼¾])|(?P<clock>\b[012]?\d:[0-5]\d\b(?!:))"
    r"|(?P<nth>\b\d{1,3}(?:st|nd|rd|th)\b)|(?P<decade>\b(?:1\d|20)\d0['’]?s\b|['’‘`]\d0s\b)|(?P<shortyear>['’‘`]\d\d\b)"
    r"|(?P<digits>\d+(?:[.,]\d+)*)|(?P<other>[^\s\w]|_)"
)
# The same without names for the alternatives; plain words first, as nearly every token is one.
_ANY_TOKEN = re.compile(r"[A-Za-z]{2,}(?![^\W\d_])|(?=\S)(?:" + re.sub(r"\?P<\w+>", "?:", _TOKEN.pattern) + ")")
_PIECE = re.compile(r"\[|\]|>|\{[^}]+\}|[^\s\[\]{}>]+")
_PLAIN = "."
# how many word forms a scanner remembers; news English has fewer in common use
KNOWN_FORMS = 50_000
# what a pattern with an optional end may leave hanging
LOOSE_ENDS = frozenset({".", ",", "-", "–", "'", "of"})


class Word(NamedTuple):
    """A token of the scan; a known phrase ("right now") is one."""

    start: int
    end: int
    lower: str


class Form(NamedTuple):
    """What a token of the scan is wherever it stands, or a known phrase of so many tokens."""

    lower: str
    mark: str
    opens: bool = False  # may a known phrase begin here?
    tokens: int = 1


@dataclass(frozen=True, slots=True)
class Match:
    """A pattern found: its name, the tokens it takes (``last`` excluded), and the words of each slot."""

    name: str
    first: int
    last: int
    slots: Mapping[str, tuple[str, ...]]


def canonical(form: str) -> str:
    """Give the lower-cased tokens of a form, parted by blanks, apostrophes straight."""
    if form.isascii() and form.isalpha():
        return form.lower()
    return " ".join(found.group() for found in _TOKEN.finditer(form.lower().replace("’", "'").replace("‘", "'")))


@dataclass(frozen=True)
class Scanner:
    """The compiled patterns and the kinds of every word; ``capitals`` are kinds that a form has only with a capital."""

    any_case: Mapping[str, Kinds]
    capitals: Mapping[str, Kinds]
    phrases: Mapping[tuple[str, ...], tuple[tuple[str, ...], ...]]  # by their first two words
    openings: frozenset[str]
    marks: Mapping[Kinds, str]
    starting: Mapping[str, tuple[tuple[str, re.Pattern[str]], ...]]
    starts: re.Pattern[str]
    alone: frozenset[str]
    known: dict[str, Form] = field(default_factory=dict)

    @classmethod
    def of(
        cls, any_case: Mapping[str, Iterable[str]], capitals: Mapping[str, Iterable[str]], patterns: Mapping[str, str]
    ) -> Scanner:
        """Compile kinds of words (keys canonical) and patterns by name."""
        kinds: dict[str, set[str]] = {form: set(found) for form, found in any_case.items()}
        for piece in (
            "-",
            "and",
            "half",
            *(piece for pattern in patterns.values() for piece in _PIECE.findall(pattern)),
        ):
            for word in piece.split("|") if piece[0] not in "[]{>" else ():
                kinds.setdefault(canonical(word), set()).add(f"={word}")
        lower = {form: frozenset(found) for form, found in kinds.items()}
        upper = {form: lower.get(form, frozenset()) | frozenset(found) for form, found in capitals.items()}
        sets = {*lower.values(), *upper.values(), *_SHAPES.values(), *(_digit_kinds(text) for text in _DIGIT_SORTS)}
        marks = {found: chr(0xE000 + number) for number, found in enumerate(sorted(sets, key=sorted))}
        phrases: dict[tuple[str, ...], list[tuple[str, ...]]] = {}
        for form in sorted({*lower, *upper}):
            parts = tuple(form.split())
            if len(parts) > 1:
                phrases.setdefault(parts[:2], []).append(parts)
        by_kind: dict[str, set[str]] = {}
        for found, mark in marks.items():
            for kind in found:
                by_kind.setdefault(kind, set()).add(mark)
        starting: dict[str, list[tuple[str, re.Pattern[str]]]] = {}
        for name, pattern in sorted(patterns.items(), key=lambda named: -_plain_words(named[1])):
            shape, first = _compiled(pattern, by_kind)
            for mark in first:
                starting.setdefault(mark, []).append((name, shape))
        return cls(
            lower,
            upper,
            {pair: tuple(sorted(found, key=len, reverse=True)) for pair, found in phrases.items()},
            frozenset(first for first, _ in phrases),
            marks,
            {mark: tuple(found) for mark, found in starting.items()},
            re.compile(f"[{''.join(sorted(starting)) or _PLAIN}]"),
            frozenset(mark for mark, rows in starting.items() if any(_fits_alone(shape, mark) for _, shape in rows)),
        )

    def scan(self, text: str, start: int, end: int) -> tuple[list[Word], list[Match]]:
        """Find the patterns in a stretch of text, and give with them its words; no words where there is nothing to find."""
        forms = self._forms(_ANY_TOKEN.findall(text, start, end))
        found = list(self._matches(forms))
        return (_placed(forms, text, start, end), found) if found else ([], [])

    def _forms(self, tokens: list[str]) -> list[Form]:
        """Look up the tokens, and make one of each known phrase."""
        known = self.known
        forms = [known.get(token) or self._learned(token) for token in tokens]
        taken, joined = 0, 0
        for place in [place for place, form in enumerate(forms) if form.opens]:
            phrase = self._phrase(forms, place - joined, tokens[place][0]) if place >= taken else None
            if phrase:
                taken = place + phrase.tokens
                forms[place - joined : taken - joined] = [phrase]
                joined += phrase.tokens - 1
        return forms

    def _matches(self, forms: list[Form]) -> Iterator[Match]:
        """Give the longest pattern at each place, none overlapping; among equals the one with more plain words."""
        marks = "".join([form.mark for form in forms])
        done = 0
        for start in self.starts.finditer(marks):
            here = start.start()
            if here < done or (marks[here + 1 : here + 2] in (_PLAIN, "") and start.group() not in self.alone):
                continue
            tried = ((name, shape.match(marks, here)) for name, shape in self.starting[start.group()])
            best = max(((name, found) for name, found in tried if found), key=lambda pair: pair[1].end(), default=None)
            if best:
                name, found = best
                done = found.end()
                slots = {
                    slot: tuple(form.lower for form in forms[slice(*found.span(slot))])
                    for slot in found.groupdict()
                    if found[slot]
                }
                last = done
                while last > found.start() + 1 and forms[last - 1].lower in LOOSE_ENDS:
                    last -= 1
                yield Match(name, found.start(), last, slots)

    def _learned(self, token: str) -> Form:
        shape = _TOKEN.match(token)
        form = self._read(token, (shape and shape.lastgroup) or "other")
        if len(self.known) < KNOWN_FORMS:
            self.known[token] = form
        return form

    def _read(self, form: str, shape: str) -> Form:
        lower = canonical(form) if shape != "other" else form.replace("’", "'").replace("‘", "'")
        kinds = self.any_case.get(lower, frozenset())
        if shape == "digits":
            kinds = _digit_kinds(form)
        elif shape in _SHAPES:
            kinds = _SHAPES[shape]
        elif form[0].isupper():
            kinds = self.capitals.get(lower, kinds)
        return Form(lower, self.marks.get(kinds, _PLAIN), lower in self.openings)

    def _phrase(self, forms: list[Form], place: int, letter: str) -> Form | None:
        """Give the known phrase that begins at a place."""
        pair = tuple([form.lower for form in forms[place : place + 2]])
        for phrase in self.phrases.get(pair, ()):
            if tuple([form.lower for form in forms[place : place + len(phrase)]]) == phrase:
                lower = " ".join(phrase)
                if kinds := self._kinds(lower, letter):
                    return Form(lower, self.marks[kinds], tokens=len(phrase))
        return None

    def _kinds(self, lower: str, letter: str) -> Kinds:
        plain = self.any_case.get(lower, frozenset())
        return self.capitals.get(lower, plain) if letter.isupper() else plain


def _placed(forms: list[Form], text: str, start: int, end: int) -> list[Word]:
    """Tell where each form stands."""
    words, first = [], 0
    spans = [token.span() for token in _ANY_TOKEN.finditer(text, start, end)]
    for form in forms:
        words.append(Word(spans[first][0], spans[first + form.tokens - 1][1], form.lower))
        first += form.tokens
    return words


_SHAPES: dict[str, Kinds] = {
    "isodate": frozenset({"isodate"}),
    "slashdate": frozenset({"slashdate"}),
    "fraction": frozenset({"number", "fraction"}),
    "clock": frozenset({"clock"}),
    "nth": frozenset({"ordinal", "nth"}),
    "decade": frozenset({"decade"}),
    "shortyear": frozenset({"shortyear"}),
    "meridiem": frozenset({"meridiem"}),
}
_DOTTED_CLOCK = re.compile(r"[012]?\d\.[0-5]\d")
_DIGIT_SORTS = ("6.30", "1", "12", "31", "59", "99", "0", "320", "1450", "1989", "2500", "1,450", "1.5")


def _digit_kinds(digits: str) -> Kinds:
    """Tell what a run of digits may be: a day of the month, an hour, a year, two digits of a year, a number."""
    kinds = {"number"}
    if digits.isdecimal() and digits.isascii():
        value = int(digits)
        if len(digits) <= 2:
            kinds |= {"twodigits"} if len(digits) == 2 else set()
            kinds |= {"day"} if 1 <= value <= 31 else set()
            kinds |= {"hour"} if value <= 24 else set()
        elif len(digits) == 4 and 1000 <= value <= 2100:
            kinds |= {"year", "anyyear"} if value >= 1900 else {"anyyear"}
    elif _DOTTED_CLOCK.fullmatch(digits):
        kinds |= {"dotclock"}
    return frozenset(kinds)


def _fits_alone(shape: re.Pattern[str], mark: str) -> bool:
    """May a pattern match this one token, whatever comes before it?"""
    return re.fullmatch(re.sub(r"^\(\?<=(?:\[[^\]]*\])+\)", "", shape.pattern), mark) is not None


def _plain_words(pattern: str) -> int:
    """Count a pattern's words that are no slots: the more, the more special it is."""
    required = re.sub(r"\[[^\[\]]*\]", "", re.sub(r"\[[^\[\]]*\]", "", pattern))
    return sum(piece[0] not in "{[]>" for piece in _PIECE.findall(required))


def _compiled(pattern: str, by_kind: Mapping[str, set[str]]) -> tuple[re.Pattern[str], set[str]]:
    """Compile a pattern, and give the marks it may start with."""
    shape, first = "", set[str]()
    before, _, pattern = pattern.rpartition(">")
    if before:
        shape = f"(?<={''.join(_piece(piece, by_kind)[1] for piece in before.split())})"
    # per open bracket: may the next piece still be the first of a match?
    open_at = [True]
    for piece in _PIECE.findall(pattern):
        if piece == "[":
            shape += "(?:"
            open_at.append(open_at[-1])
        elif piece == "]":
            shape += ")?"
            open_at.pop()
        else:
            there, expression = _piece(piece, by_kind)
            shape += expression
            first |= there if open_at[-1] else set()
            open_at[-1] = False
    return re.compile(shape), first


def _piece(piece: str, by_kind: Mapping[str, set[str]]) -> tuple[set[str], str]:
    """Give the marks that fit a slot or a word, and the expression for it."""

    def of(*kinds: str) -> set[str]:
        return {mark for kind in kinds for mark in by_kind.get(kind, ())}

    inner, _, name = piece.strip("{}").partition("=")
    kinds = inner.split("|")
    if piece[0] != "{":
        fitting = of(*(f"={canonical(word)}" for word in piece.split("|")))
        return fitting, _any(fitting)
    if kinds == ["count"]:
        one, number = _any(of("one")), _any(of("number"))
        between = _any(of("=-", "=and"))
        # "an hour", "a hundred", "two hundred and six", "two and a half"; in "a 10-hour" the article is no number
        counted = f"(?:{one}{_any(of('magnitude'))}|{one}(?!{number})|{number})(?:{between}?{number})*"
        return of("one", "number"), f"(?P<{name or 'count'}>{counted}(?:{_any(of('=and'))}{one}{_any(of('=half'))})?)"
    fitting = of(*kinds)
    return fitting, f"(?P<{name or kinds[0]}>{_any(fitting)})"


def _any(marks: set[str]) -> str:
    return f"[{''.join(sorted(marks))}]" if marks else "(?!)"
