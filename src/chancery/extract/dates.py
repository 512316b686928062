"""Dates: expressions of time, found over the text and grounded on the day of publication.

The patterns are ``en/date_patterns.csv``, the rules that read them ``lexicon/date_rules.py``; this step walks the text, asks the
parse where a clause looks, keeps the date spoken of last, and makes intervals of "from A to B" and "since A".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import partial
from unicodedata import category

import msgspec

from chancery.datelines import dateline
from chancery.extract import clauses, syntax
from chancery.lexicon import Lexicon, calendar
from chancery.lexicon.date_rules import FUTURE, NEITHER, PAST, Reading
from chancery.lexicon.date_scan import Word
from chancery.lexicon.dates import DatePattern, DateTables
from chancery.model import Article, DateKind, DateMention, Span
from chancery.tokens import Doc, Token

# rules that read a length of time; before these "about" and "nearly" belong to the expression, before others "early" and "late"
QUANTITIES = frozenset({"ago", "duration", "durationhalf", "offset", "window", "vagueduration"})
# rules that count from the date spoken of last, and those that count from publication
NARRATIVE = frozenset({"offset", "partalone", "clock"})
ABSOLUTE = frozenset(
    "text isodate slashdate year spokenyear monthspoken duration durationhalf vagueduration vagueago set everyweekday century "
    "years months".split()
)
# A dateline with an older day opens something else, such as a text of long ago that a page brings again.
LATEST = timedelta(days=31)
# rules of "a year ago", "a year earlier"
COMPARISONS = frozenset({"ago", "offset"})
FUTURE_MODALS = frozenset({"will", "wo", "'ll", "’ll", "shall", "would", "may", "might"})


def find_dates(doc: Doc, article: Article, lexicon: Lexicon) -> tuple[DateMention, ...]:
    """Find the expressions of time of an article, in text order; ages and years of age are none."""
    return tuple(mention for mention, _ in expressions(doc, article, lexicon.dates, joined=True))


def filed(doc: Doc, article: Article, lexicon: Lexicon) -> Article:
    """Give an article as of the day of its first dateline ("TOKYO, Nov 3 –"), where it was published a little later.

    A page may be put up, or taken into an archive, days after it was written; "on Monday" is still the Monday before its
    dateline.
    """
    openings = (dateline(article.text, start, end) for start, end in article.paragraphs)
    opening = next(filter(None, openings), None)
    if opening is None or not any(letter.isdigit() for letter in opening[0]):
        return article
    head = msgspec.structs.replace(article, paragraphs=(opening.span(),), headline_span=None, captions=())
    days = [mention.value for mention in find_dates(doc, head, lexicon) if calendar.grain(mention.value) == "D"]
    written, published = calendar.day_of(days[0] if days else None), calendar.day_of(article.published)
    if written is None or (published is not None and not timedelta() < published - written <= LATEST):
        return article
    return msgspec.structs.replace(article, published=written.isoformat())


def expressions(doc: Doc, article: Article, tables: DateTables, joined: bool) -> list[tuple[DateMention, str]]:
    """Give the mentions with the rule that read each; ``joined`` makes one of "from May to June" and of "since May"."""
    published = calendar.day_of(article.published)
    parse = Parse(doc, tables, article)
    found: list[tuple[DateMention, str]] = []
    focus: str | None = None
    for start, end in stretches(article):
        words, matches = tables.scanner.scan(article.text, start, end)
        there: list[Expression] = []
        for match in matches:
            looks = partial(parse.looks, words[match.first].start)
            expression = read(Reading(match, words, tables, published, focus, looks), parse)
            if expression:
                there.append(expression)
                focus = expression.value if expression.is_spoken_of() else focus
        for expression in join(there, words, published) if joined else there:
            found.append((expression.mention(words), expression.row.rule))
    return found


def stretches(article: Article) -> list[Span]:
    """Give the stretches of the article's text that belong to it, in text order; all of it where none is marked."""
    spans = [*article.paragraphs, *(caption.span for caption in article.captions)]
    if article.headline_span:
        spans.append(article.headline_span)
    return sorted(set(spans)) or [(0, len(article.text))]


@dataclass(frozen=True)
class Expression:
    """An expression that was read: its tokens (``last`` excluded), its value, and what the value was inferred from."""

    first: int
    last: int
    value: str
    kind: DateKind
    row: DatePattern
    anchor: str | None = None
    in_name: bool = False

    def is_spoken_of(self) -> bool:
        """May a later "that day" or "a year earlier" count from this one? Not from a year in a name or a mere comparison."""
        compared = self.row.rule in COMPARISONS and self.value.count("-") == 0
        return calendar.grain(self.value) is not None and not self.in_name and not compared

    def mention(self, words: list[Word]) -> DateMention:
        """Give it as a finding."""
        because = f"{self.row.cause} from {self.anchor}" if self.anchor else self.row.cause
        span = words[self.first].start, words[self.last - 1].end
        return DateMention(span=span, value=self.value, kind=self.kind, because=because)


def join(found: list[Expression], words: list[Word], published: date | None) -> Iterator[Expression]:
    """Make intervals of "from A to B", "between A and B" and "since A"."""
    number = 0
    while number < len(found):
        here = found[number]
        behind = found[number + 1] if number + 1 < len(found) else None
        before = words[here.first - 1].lower if here.first else ""
        if behind and _is_range(before, here, behind, words):
            yield replace(here, first=here.first - 1, last=behind.last, value=f"{here.value}/{behind.value}")
            number += 2
            continue
        if before == "since" and calendar.grain(here.value):
            yield replace(
                here, first=here.first - 1, value=f"{here.value}/{published.isoformat() if published else '..'}"
            )
        else:
            yield here
        number += 1


def _is_range(before: str, here: Expression, behind: Expression, words: list[Word]) -> bool:
    between = [word.lower for word in words[here.last : behind.first]]
    if not (calendar.grain(here.value) and calendar.grain(behind.value)):
        return False
    return (before == "between" and between == ["and"]) or (
        before == "from" and between in (["to"], ["until"], ["through"], ["till"])
    )


def read(reading: Reading, parse: Parse) -> Expression | None:
    """Read a match; None where its rule or its surroundings say that it is no expression of time."""
    row = reading.row
    value = reading.value_of_rule()
    if value is None or not stands(reading, parse):
        return None
    kind: DateKind = row.kind
    if value.startswith("P") and row.kind == "date" and not value.endswith("REF"):
        kind = "duration"
    elif row.kind == "date" and re.search(r"[\dX]T", value):
        kind = "time"
    anchor = None
    if reading.now and row.rule not in ABSOLUTE:
        anchor = reading.focus if row.rule in NARRATIVE and reading.focus else reading.now.isoformat()
    in_name = row.rule == "year" and parse.before_noun(reading.words[reading.match.last - 1].start)
    return Expression(first_token(reading), reading.match.last, value, kind, row, anchor, in_name)


def stands(reading: Reading, parse: Parse) -> bool:
    """Is the match an expression of time here, and no name and no number of things?"""
    last = reading.words[reading.match.last - 1]
    if reading.row.rule in ("weekday", "month") and reading.match.last - reading.match.first == 1:
        return not parse.in_name(last.start)
    if reading.row.rule == "year" and last.lower.isdecimal():
        if parse.is_money(reading.words[reading.match.first].start):
            return False
        return reading.behind != "%" and not parse.counts_things(last.start)
    if reading.row.name in ("vague", "adverb-set"):
        # "as soon as", "shortly before", "a previously announced plan", "daily flights"
        return not reading.tables.word("notvague", reading.behind) and not parse.inside_noun_phrase(last.start)
    return True


def first_token(reading: Reading) -> int:
    """Give the first token: "nearly", "more than" or "early", "the end of" before an expression belong to it."""
    first = reading.match.first
    kind = "approx" if reading.row.rule in QUANTITIES else "edge"
    return first - 1 if first and reading.tables.word(kind, reading.words[first - 1].lower) else first


@dataclass(frozen=True)
class Parse:
    """What the parse says of an expression's clause; every answer has a default, so that an unparsed text is read too."""

    doc: Doc
    tables: DateTables
    article: Article

    def token(self, offset: int) -> Token | None:
        """Give the token at an offset."""
        low, high = 0, len(self.doc)
        while low < high:
            middle = (low + high) // 2
            token = self.doc[middle]
            if token.idx + len(token) <= offset:
                low = middle + 1
            else:
                high = middle
        return self.doc[low] if low < len(self.doc) else None

    def looks(self, offset: int) -> int:
        """Tell where the clause at an offset looks: -1 back, 1 ahead, 0 neither (a present tense)."""
        token = self.token(offset)
        if token is None or not syntax.parsed(token):
            return PAST
        if token.dep_ == "nmod:unmarked":  # "for [Nov.] 6", whose head is the day
            token = token.head
        if any(self._announced(head) for head in (token, *syntax.ancestors(token))):
            return FUTURE
        for clause in syntax.clauses_above(token):
            answer = self._tense(clause)
            if answer == PAST and (self._ends(token, clause) or self._arranged(token, clause)):
                return FUTURE
            if answer == NEITHER and token.head.i != clause.i:
                # "opens on Friday" looks ahead; "rejects the pact of Friday" need not
                return PAST
            if answer is not None:
                return answer
        return PAST

    def _ends(self, token: Token, clause: Token) -> bool:
        """Is this until when a thing that was done to something holds ("banned flights until December", not "held until")?"""
        bound = token.head.i == clause.i and self.tables.word("bounds", syntax.prepositions(token))
        return bool(bound and syntax.objects(clause))

    def _arranged(self, token: Token, clause: Token) -> bool:
        """Is this when a thing is to be that somebody sets ("called a strike for Monday")?"""
        when = token.head.i == clause.i and syntax.prepositions(token) == "for"
        arranging = self.tables.word("arranging", clause.lemma_.lower())
        return bool(when and arranging and syntax.objects(clause)) and not clauses.pluperfect(clause)

    def _announced(self, noun: Token) -> bool:
        """Does the noun over a date say that it is still to come ("the upcoming talks on Tuesday")?"""
        words = () if noun.tag_ == "VBD" else (noun, *syntax.children(noun, "amod"))
        return any(self.tables.word("cue", word.lower_) for word in words)

    def _tense(self, clause: Token) -> int | None:
        helpers = {word.lower_ for word in syntax.auxiliaries(clause)}
        if helpers & FUTURE_MODALS:
            return FUTURE
        past = clause.tag_ == "VBD" or any(
            word.tag_ in ("VBD", "VBN") for word in clause.children if word.dep_ in ("aux", "aux:pass", "cop")
        )
        arranged = clause.tag_ == "VBD" and bool(syntax.objects(clause))  # "Rioters [set] fire to a hall on Monday"
        if self.tables.word("cue", clause.lower_) and not arranged:
            return PAST if "had" in helpers else FUTURE
        if clause.dep_ == "acl" and clause.tag_ == "VBN":  # "to free soldiers [captured] in July"
            return PAST
        if syntax.children(clause, "ccomp") and clause.tag_ in ("VBZ", "VBP"):
            return PAST
        if syntax.is_infinitive(clause) and any(word.tag_ == "VBD" for word in syntax.children(clause, "cop")):
            return FUTURE  # "were to meet on Sunday"
        if past or helpers & {"has", "have", "having"}:
            return PAST
        if clause.tag_ == "VB" and any(child.lower_ == "to" for child in clause.children):
            return None if self._achieved(clause) else FUTURE
        if clause.tag_ in ("VBZ", "VBP") or any(
            word.tag_ in ("VBZ", "VBP") for word in clause.children if word.dep_.startswith(("aux", "cop"))
        ):
            span = self.article.headline_span
            return PAST if span and span[0] <= clause.idx < span[1] else NEITHER
        return None

    def _achieved(self, deed: Token) -> bool:
        """Is this what was tried, begun, or forced when it is told of ("[forced] a plane carrying two to land on Sunday")?"""
        above = deed.head
        if above.dep_ in ("acl", "xcomp") and self.tables.word("attempt", syntax.clause_of(above.head).lemma_):
            return True
        return self.tables.word("attempt", above.lemma_) is not None

    def in_name(self, offset: int) -> bool:
        """Is the token at an offset part of the name of a person or body ("Theresa May", "the Sunday Telegraph")?"""
        token = self.token(offset)
        return token is not None and token.ent_type_ in ("PERSON", "ORG") and token.pos_ == "PROPN"

    def inside_noun_phrase(self, offset: int) -> bool:
        """Does an adverb at an offset only qualify a word before a noun ("a previously announced plan")?"""
        token = self.token(offset)
        return token is not None and (
            token.dep_ == "amod" or (token.head.dep_ == "amod" and token.head.head.i > token.i)
        )

    def before_noun(self, offset: int) -> bool:
        """Does a word at an offset stand before a noun that it belongs to ("the 2020 election")?"""
        token = self.token(offset)
        return (
            token is not None
            and token.head.i > token.i
            and token.head.pos_ in ("NOUN", "PROPN")
            and not syntax.prepositions(token)
        )

    def counts_things(self, offset: int) -> bool:
        """Does a number at an offset count a plural noun that has no article ("2010 men")?"""
        token = self.token(offset)
        if token is None or token.dep_ != "nummod" or token.head.tag_ != "NNS" or token.head.i < token.i:
            return False
        return not syntax.children(token.head, "det", "nmod:poss") and not syntax.prepositions(token.head)

    def is_money(self, offset: int) -> bool:
        """Does a sign of currency stand right before an offset?"""
        return offset > 0 and category(self.article.text[offset - 1]) == "Sc"
